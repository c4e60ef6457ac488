/* assessment: what units claimed and appraisers gave, per unit x component x round.
 *
 * Rows are added as they are read and evaluated at once; nothing of a row is kept but its points, its place and a few
 * marks, so memory is units x components x rounds x 24 bytes; of the rounds after the first the appraiser and the
 * reason are kept as well, where a unit has any. par-assessment(5) says what the columns mean. The first round is the
 * units' own: there computed points count and a differing claim is a warning. In a later round a score counts. */
#ifndef PARINDEX_ASSESSMENT_H
#define PARINDEX_ASSESSMENT_H

#include "parindex/number.h"
#include "parindex/rule.h"
#include "parindex/units.h"

enum par_column_role {
    PAR_COLUMN_UNIT,
    PAR_COLUMN_CRITERION,
    PAR_COLUMN_ANSWER,
    PAR_COLUMN_VALUE,
    PAR_COLUMN_NUM,
    PAR_COLUMN_DEN,
    PAR_COLUMN_SCORE,
    PAR_COLUMN_APPLIES,
    PAR_COLUMN_AGREE,
    PAR_COLUMN_EVIDENCE,
    PAR_COLUMN_REASON,
    PAR_COLUMN_CAUSE_KIND,
    PAR_COLUMN_NOTE,
    PAR_COLUMN_APPRAISER,
    PAR_COLUMN_ROUND,
    PAR_COLUMN_MAX, /* as the file prints it: another maximum than the set's is an error */
    PAR_COLUMN_ROLES
};

/* A column of a file: its field number from 1 (0: the file has none) and its header, for messages. */
struct par_column_place {
    uint32_t field;
    const char *header;
};

/* A file of one round and its columns. */
struct par_assessment_file {
    const char *name;
    const char *sheet; /* of a workbook; NULL elsewhere */
    uint32_t header_line;
    const char *round;             /* id or usual name */
    struct par_number_style style; /* sign 0: find it */
    struct par_column_place columns[PAR_COLUMN_ROLES];
    size_t input_count; /* columns of declared inputs */
    const char *const *input_names;
    const char *const *input_hints; /* per column: the nearest column of the format, "" when none is near */
    const struct par_column_place *input_places;
};

/* One row; absent cells have size 0. */
struct par_assessment_row {
    uint32_t line;
    struct par_span cells[PAR_COLUMN_ROLES];
    const struct par_span *inputs; /* per input column of the file */
};

enum par_mark {
    PAR_MARK_ROW = 1 << 0,      /* the round has a row */
    PAR_MARK_SCORE = 1 << 1,    /* `score` is valid */
    PAR_MARK_COMPUTED = 1 << 2, /* `computed` is valid */
    PAR_MARK_AGREES = 1 << 3,
    PAR_MARK_APPLIES = 1 << 4, /* says that it applies */
    PAR_MARK_NOT_APPLIES = 1 << 5,
    PAR_MARK_EVIDENCE = 1 << 6,
    PAR_MARK_REASON = 1 << 7,
    PAR_MARK_DIFFERS = 1 << 8,    /* the claim is not what the answer gives */
    PAR_MARK_CLAIM = 1 << 9,      /* a claim without an answer */
    PAR_MARK_ROUNDED = 1 << 10,   /* the typed score had more decimals */
    PAR_MARK_FACTS = 1 << 11,     /* computed from facts alone */
    PAR_MARK_GROUP = 1 << 14,     /* whether it applies was said of a criterion above */
    PAR_MARK_DISAGREES = 1 << 13, /* says that it does not agree */
    PAR_MARK_REFUSED = 1 << 12    /* an error was reported */
};

struct par_entry {
    par_points score;
    par_points computed;
    uint32_t line;
    uint16_t file;
    uint16_t marks;
};

/* Facts: input values per unit that stand in no row (par-facts(5)). */
struct par_facts;
struct par_facts *par_facts_new(const struct par_units *units, struct par_arena *arena);
/* `unit`: its position in the units. False after an error (FACT_REPEATED, FACT_UNKNOWN). */
bool par_facts_add(struct par_facts *facts, size_t unit, struct par_span name, struct par_quantity value,
                   const struct par_place *place, struct par_diags *diags);
const struct par_units *par_facts_units(const struct par_facts *facts);

/* The kind of an input for a unit, to read its value by; false when its set does not know it. */
bool par_facts_kind(const struct par_facts *facts, size_t unit, struct par_span name, enum par_input_kind *kind);

struct par_assessment;

/* What an assessment is made of. Units must be settled. facts may be NULL. */
struct par_assessment *par_assessment_new(const struct par_units *units, const struct par_facts *facts,
                                          par_fold_label fold, struct par_arena *arena, struct par_diags *diags);

/* Who wants the text of the rows: every row on a component as it was read, with the file it stands in (whose input
 * columns its `inputs` belong to). Both live until the call returns. */
struct par_listener {
    void (*hear)(void *context, size_t unit, size_t round, int32_t component, const struct par_assessment_row *row,
                 const struct par_assessment_file *file);
    void *context;
};

void par_assessment_listen(struct par_assessment *assessment, struct par_listener listener);

/* A new file; following rows belong to it. The struct must live until the next file or the end. */
void par_assessment_begin(struct par_assessment *assessment, struct par_assessment_file *file);
void par_assessment_add(struct par_assessment *assessment, const struct par_assessment_row *row);

/* One cell of a wide table: unit x criterion. `row` has the unit and the appraiser and nothing else; `column` says
 * where the criterion's id stands. */
void par_assessment_add_cell(struct par_assessment *assessment, const struct par_assessment_row *row,
                             struct par_span criterion, struct par_span cell, struct par_column_place column);

/* Ends the file: numbers still ambiguous are errors. */
void par_assessment_end_file(struct par_assessment *assessment);

/* After the last file: minmax rules, facts, and warnings for what is missing. */
void par_assessment_finish(struct par_assessment *assessment);

/* --- Asking ------------------------------------------------------------------------------------------------------ */

const struct par_units *par_assessment_units(const struct par_assessment *assessment);

/* Round `round` of component `component` of a unit. */
const struct par_entry *par_assessment_entry(const struct par_assessment *assessment, size_t unit, size_t round,
                                             int32_t component);

/* The last round whose entry has one of the marks (par_mark); -1: none. */
int par_assessment_last_round(const struct par_assessment *assessment, size_t unit, int32_t component, unsigned marks);

/* Whether the unit filed anything of its own; see par-units(5). */
bool par_assessment_submitted(const struct par_assessment *assessment, size_t unit);

/* Whether the set leaves the component out for the unit (applies_to, except). */
bool par_assessment_excluded(const struct par_assessment *assessment, size_t unit, int32_t component);

/* Whether some set knows an input, a criterion of this name. */
bool par_assessment_knows_input(const struct par_assessment *assessment, struct par_span name);
bool par_assessment_knows_criterion(const struct par_assessment *assessment, struct par_span id);

/* Appraisers are numbered from 1: those that sets name and those of rows of rounds after the first. 0: nobody. */
size_t par_assessment_appraiser_count(const struct par_assessment *assessment);

/* A unit's code, or the name of an agency that is no unit; "" of 0. */
const char *par_assessment_appraiser_name(const struct par_assessment *assessment, uint32_t appraiser);

/* Of the row of round `round` > 0; 0 and "" where it says none. */
uint32_t par_assessment_appraiser(const struct par_assessment *assessment, size_t unit, size_t round,
                                  int32_t component);
const char *par_assessment_reason(const struct par_assessment *assessment, size_t unit, size_t round,
                                  int32_t component);

/* Whose work the component is in the round that settles it: the appraiser of its row, else the first that the set names
 * and that is not the unit itself; 0: nobody's. */
uint32_t par_assessment_appraiser_due(const struct par_assessment *assessment, size_t unit, int32_t component);

/* Rows read in a round, and those that said something. */
size_t par_assessment_rows(const struct par_assessment *assessment, size_t unit, size_t round);

#endif
