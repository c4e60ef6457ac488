/* published_private: what the checks of a printed table share. */
#ifndef PARINDEX_PUBLISHED_PRIVATE_H
#define PARINDEX_PUBLISHED_PRIVATE_H

#include "parindex/published.h"

struct checking {
    const struct par_published *table, *earlier, *ours;
    const struct par_published_options *options;
    struct par_arena *arena;
    struct par_published_report *report;
};

/* A value that is known up to the rounding of what it came from. */
struct reach {
    struct par_ratio low, value, high;
};

/* A figure and what it should be. */
struct judged {
    const struct par_published_row *row; /* NULL: no row of its own */
    const struct par_printed *printed;
    int column; /* -1: none */
    int decimals;
    struct reach reach;
    bool known; /* reach could be computed */
    const char *label;
    unsigned readings;
};

struct judged_list {
    size_t count, room;
    struct judged *items;
};

struct reach par_reach_exact(struct par_ratio value);
/* The cell, with the slack of its column unless figures are exact. */
struct reach par_reach_of(const struct checking *checking, const struct par_published_row *row, int column);
bool par_reach_add(struct reach a, struct reach b, struct reach *out);
bool par_reach_sub(struct reach a, struct reach b, struct reach *out);
bool par_reach_mul(struct reach a, struct reach b, struct reach *out);
bool par_reach_div(struct reach a, struct reach b, struct reach *out); /* false when b may be 0 */

/* Rounded at `decimals` (0..18); false when it leaves 18 digits. */
bool par_round_at(struct par_ratio ratio, int decimals, enum par_rounding mode, struct par_quantity *out);

bool par_is_number(const struct par_printed *printed);
/* From row *i on; moves *i behind it. NULL at the end. */
const struct par_published_row *par_next_unit(const struct par_published *table, size_t *i);
const struct par_printed *par_cell_of(const struct par_published_row *row, int column);
bool par_cell_has_number(const struct par_published_row *row, int column);
int par_decimals_of(const struct par_published *table, int column);
int par_compare_quantity(struct par_quantity a, struct par_quantity b);
struct par_quantity par_quantity_of(int64_t whole);

/* A figure to judge; `known` false when the arithmetic failed. */
void par_judge(struct checking *checking, struct judged_list *list, const struct par_published_row *row, int column,
               bool known, struct reach reach);
/* What explains a printed figure. */
unsigned par_readings_of(const struct checking *checking, const struct judged *judged);
/* Findings for the figures, and a summary, when there are any. */
void par_settle(struct checking *checking, enum par_published_check check, struct judged_list *list, int column,
                const char *label);

struct par_published_finding *par_find(struct checking *checking, enum par_published_check check,
                                       enum par_found verdict, unsigned readings, const struct par_published_row *row,
                                       int column);
/* Expected number and the difference from the printed one. */
void par_expect(struct par_published_finding *finding, const struct par_printed *printed, struct par_quantity expected,
                int decimals);
struct par_published_finding *par_summarise(struct checking *checking, enum par_published_check check, size_t checked,
                                            size_t notes, size_t faults, unsigned readings, int column);

/* More figures for the last summary. */
void par_sum_up_more(struct checking *checking, size_t checked, size_t faults);

/* Value of the right side of an identity; false when a cell is not a number (*lacks) or the arithmetic fails. */
bool par_identity_value(const struct checking *checking, const struct par_identity *identity,
                        const struct par_published_row *row, struct reach *out, bool *lacks);
int par_identity_left(const struct par_identity *identity);

void par_check_sums(struct checking *checking);
void par_check_means(struct checking *checking);
void par_check_ranks(struct checking *checking);
void par_check_classes(struct checking *checking);
void par_check_shares(struct checking *checking);
void par_check_changes(struct checking *checking);
void par_check_against(struct checking *checking);

#endif
