/* prospect: a unit in its bloc, to be asked what would become of it if its components had other points.
 *
 * All other units of the bloc stay as they are. Every answer is a real scoring (par_score_unit) and a real ranking
 * (par_rank_bloc), so caps, weighted means, rounding, tie breaks and conditions of classes are those of the set. */
#ifndef PARINDEX_PROSPECT_H
#define PARINDEX_PROSPECT_H

#include "parindex/rank.h"

struct par_prospect;

/* `options` as the scores are made with (its `instead` is not used). The assessment must be finished. `no_memory`: for
 * memory that is used while a question is answered. */
struct par_prospect *par_prospect_new(const struct par_assessment *assessment, size_t unit,
                                      const struct par_score_options *options, par_no_memory no_memory,
                                      struct par_arena *arena);
void par_prospect_free(struct par_prospect *prospect);

const struct par_unit *par_prospect_unit(const struct par_prospect *prospect);

/* The scores as they are. Valid as long as the prospect. */
const struct par_unit_score *par_prospect_score(const struct par_prospect *prospect);

/* Whether some unit of the bloc that is ranked has points that are not settled yet: ranks are provisional. */
bool par_prospect_is_provisional(const struct par_prospect *prospect);

/* How a unit stands. */
struct par_outlook {
    struct par_maybe points;                 /* as printed */
    struct par_maybe index;                  /* as printed */
    const struct par_class_step *class_step; /* NULL: none */
    int rank;                                /* 0: none */
    size_t ranked;                           /* units of the bloc that have a rank */
};

/* `instead`: per component, points that take the place of its own; NULL: as it is. */
struct par_outlook par_prospect_of(struct par_prospect *prospect, const struct par_maybe *instead);

/* The same when one component alone has other points. */
struct par_outlook par_prospect_of_one(struct par_prospect *prospect, int32_t component, par_points points);

/* --- Targets ----------------------------------------------------------------------------------------------------- */

enum par_target_kind {
    PAR_TARGET_INDEX,  /* the printed index is at least `value` */
    PAR_TARGET_POINTS, /* the printed total is at least `value` */
    PAR_TARGET_CLASS,  /* the class is `step` or a better one */
    PAR_TARGET_RANK    /* the unit beats or ties the one that would be at place `rank` without it */
};

struct par_target {
    enum par_target_kind kind;
    par_points value;                  /* percent or points */
    const struct par_class_step *step; /* of the scheme that serves the unit */
    int rank;                          /* from 1 */
};

/* A class of the unit's scheme by its name, compared after folding; NULL when there is none. *names: those there are.
 */
const struct par_class_step *par_prospect_class(const struct par_prospect *prospect, struct par_span name,
                                                par_fold_label fold, struct par_arena *arena, const char **names);

/* Whether the unit can have what the target asks for at all: an index, a rank. */
bool par_prospect_can(const struct par_prospect *prospect, const struct par_target *target);

/* Whether a target is met. The unit that has to be beaten or tied under `rank` is found once, on the first question. */
bool par_prospect_meets(struct par_prospect *prospect, const struct par_target *target,
                        const struct par_maybe *instead);

/* A condition that every way to the target fulfils: the least total in points (exact, before printing) that could do.
 * `most`: a total that is enough in any case. */
par_points par_prospect_least(struct par_prospect *prospect, const struct par_target *target, par_points most);

/* How much the total grows at most when the component at a position gains `points`: exactly that much where all above
 * it are sums, its weighted share rounded up under weighted means. Caps can only make it less. */
par_points par_prospect_effect(const struct par_prospect *prospect, int32_t position, par_points points);

#endif
