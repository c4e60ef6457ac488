/* score_private: what score.c (a unit) and score_component.c (a component through its rounds) share. Private to the
 * core. */
#ifndef PARINDEX_SCORE_PRIVATE_H
#define PARINDEX_SCORE_PRIVATE_H

#include "assessment_private.h"
#include "parindex/score.h"

/* The unit being scored. */
struct scoring {
    const struct par_assessment *assessment;
    const struct par_score_options *options;
    size_t unit;
    const struct par_set *set;
    struct par_unit_score *out;
};

/* A component, with what stands after each round in its rounds[]. */
void par_score_component(const struct scoring *scoring, int32_t position);

/* A component shows only what a round gave; what stood after it was for the sums. */
void par_score_restore_silence(const struct scoring *scoring, int32_t position);

#endif
