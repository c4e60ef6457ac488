/* given: what each unit claimed and was given for each component, from a scores file (par-scores(5)) or from an
 * assessment. Points of a penalty are negative. */
#ifndef PARINDEX_GIVEN_H
#define PARINDEX_GIVEN_H

#include "parindex/records.h"
#include "parindex/score.h"

struct par_given {
    struct par_maybe unit_points; /* that the unit's own round gave */
    struct par_maybe points;      /* that stand now; not when something is pending or missing */
    bool is_later;                /* they come from a later round */
};

struct par_given_table {
    const struct par_units *units;
    size_t components; /* of the set that has the most */
    struct par_given *items;
    bool *submitted; /* per unit */
};

const struct par_given *par_given_of(const struct par_given_table *table, size_t unit, int32_t component);

/* Whether less was given than the unit had claimed. */
bool par_given_is_cut(const struct par_given *given);

/* The assessment must be finished. */
struct par_given_table *par_given_from(const struct par_assessment *assessment, bool blank_means_agree,
                                       struct par_arena *arena);

/* A long scores file of par-score, with a row for each component of each unit. NULL when its header is wrong; other
 * faults are errors too (SCORES_ROW, UNIT_UNKNOWN, CRITERION_UNKNOWN, SET_UNKNOWN). */
struct par_given_table *par_given_load(const char *path, const struct par_reading *how, const struct par_units *units,
                                       struct par_arena *arena, struct par_diags *diags);

#endif
