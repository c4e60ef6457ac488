/* scored: the rows of a scores file (par-scores(5)) one by one, for those who look at components rather than totals. */
#ifndef PARINDEX_SCORED_H
#define PARINDEX_SCORED_H

#include "parindex/records.h"
#include "parindex/score.h"

struct par_scored {
    uint32_t line;
    const char *unit, *set, *node;
    enum par_state state;
    par_points max, applicable_max;
    struct par_maybe points; /* of a penalty what is taken off, positive */
    struct par_maybe own;    /* those of the first round */
    bool is_own;             /* the points come from the first round */
    unsigned flags;          /* enum par_flag */
};

struct par_scored_file {
    const char *name;
    const char *sheet; /* NULL outside workbooks */
    size_t count;
    struct par_scored *rows;
};

/* False after errors (columns, SCORES_ROW, number findings). Whose rows they are is not looked at. */
bool par_scored_load(const char *path, const struct par_reading *how, struct par_arena *arena, struct par_diags *diags,
                     struct par_scored_file *out);

#endif
