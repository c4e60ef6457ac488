/* assessment_row: the row at hand, shared by assessment_cells.c (what stands in its cells), assessment_wide.c (what a
 * cell of a wide table stands for), assessment_appraisers.c (who says it) and assessment_row.c (what follows from it).
 * Private to the core. */
#ifndef PARINDEX_ASSESSMENT_ROW_H
#define PARINDEX_ASSESSMENT_ROW_H

#include "assessment_private.h"

struct at_hand {
    struct par_assessment *all;
    const struct par_assessment_row *row;
    struct par_column_place only; /* of a wide table: the column all cells come from */
    struct par_place place;
    size_t unit;
    const struct par_unit *who;
    struct par_set_in_file *in;
    int32_t position; /* of the criterion */
    const struct par_criterion *criterion;
    const struct par_rule *rule;
    struct par_entry *entry;
    struct par_voice voice; /* who says it and why; of rounds after the first */
    struct par_filled filled;
    bool failed;
};

/* An error, a warning at the row's present place. */
bool par_row_fail(struct at_hand *at, enum par_code code, const char *a, const char *b, const char *c);
void par_row_warn(struct at_hand *at, enum par_code code, const char *a, const char *b);
const char *par_row_copy(struct at_hand *at, struct par_span text);
const char *par_row_points(struct at_hand *at, par_points points);

struct par_span par_row_cell(const struct at_hand *at, enum par_column_role role);

/* Findings that follow speak of this column; of the whole row. */
void par_row_point_at(struct at_hand *at, struct par_column_place column);
void par_row_point_at_role(struct at_hand *at, enum par_column_role role);
void par_row_point_at_all(struct at_hand *at);

/* The cells into at->entry and at->filled, each with its findings. par_row_applies gives PAR_MARK_APPLIES,
 * PAR_MARK_NOT_APPLIES or 0. */
unsigned par_row_applies(struct at_hand *at);
void par_row_read_agree(struct at_hand *at);
void par_row_read_filled(struct at_hand *at);
void par_row_read_score(struct at_hand *at);

/* The maximum that the file prints must be the set's. */
void par_row_check_max(struct at_hand *at);

/* Forgets the inputs of the row. */
void par_row_forget(struct at_hand *at);

/* Whether the row gives the rule anything; whether it says anything beside `applies`. */
bool par_row_is_filled(const struct at_hand *at);
bool par_row_says_more(const struct at_hand *at);

/* Puts a cell of a wide table into the column of the long form that it stands for. */
void par_row_spread(const struct at_hand *at, struct par_assessment_row *row, struct par_span text);

/* Who says it and why, into at->voice. False when the row is to be passed over: its appraiser has nothing to say here,
 * and says nothing. */
bool par_row_read_voice(struct at_hand *at);

/* Where the row goes when the round has one on the component already: beside it, if another appraiser's; NULL after
 * ROW_REPEATED. */
struct par_entry *par_row_beside(struct at_hand *at, struct par_entry *first);

/* "file:line" of an entry. */
const char *par_row_where(const struct par_assessment *assessment, const struct par_entry *entry);

/* Keeps the row as it was read, where somebody asked for that (said.h). */
void par_row_keep_said(const struct at_hand *at);

/* A typed score against what the rule can give. */
void par_row_check_fit(struct at_hand *at);

#endif
