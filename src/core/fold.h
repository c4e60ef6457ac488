/* fold: what the parts of a criterion come to. Private to the core. */
#ifndef PARINDEX_FOLD_H
#define PARINDEX_FOLD_H

#include "parindex/score.h"

/* Which points of a part: those after round 0, 1 ..., its final ones, or its open maximum. */
enum { PAR_FOLD_FINAL = -1, PAR_FOLD_OPEN = -2 };

/* Whether criterion `i` counts in the one it stands in: bonus and penalty stand in the total and do not. */
bool par_fold_has(const struct par_set *set, int32_t parent, int32_t i);

/* All that follow are false when a number leaves its range. */

/* The weights of the parts that apply. */
bool par_fold_weights(const struct par_set *set, const struct par_node_score *nodes, int32_t parent, par_points *sum);

/* max x sum w (p / m) / sum w over the parts that apply, exactly, in points; *any: one of them has points. */
bool par_fold_mean(const struct par_set *set, const struct par_node_score *nodes, int32_t parent, int which,
                   struct par_ratio *mean, bool *any);

/* The sum, or the mean rounded once to 10^-6, as the criterion's fold says; none where no part has points. */
bool par_fold_parts(const struct par_set *set, const struct par_node_score *nodes, int32_t parent, int which,
                    struct par_maybe *points);

#endif
