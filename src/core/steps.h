/* steps: the steps of an explanation being collected. Private to the core. */
#ifndef PARINDEX_STEPS_H
#define PARINDEX_STEPS_H

#include "parindex/explain.h"

struct par_steps {
    struct par_arena *arena;
    size_t count, room;
    struct par_step *items;
    const struct par_assessment *assessment;
    size_t unit;
    const struct par_set *set;
    int32_t criterion;
    int round;
    int depth;
    const struct par_said *said; /* the row at hand; NULL: none */
};

/* A new step of the criterion and round at hand; it is valid until the next one. */
struct par_step *par_steps_add(struct par_steps *steps, enum par_step_kind kind);

struct par_amount par_amount_of(struct par_ratio ratio, enum par_amount_unit unit);
struct par_maybe par_maybe_of(par_points points);

/* What a rule says; how a row comes to its points. */
void par_rule_describe(const struct par_rule *rule, struct par_steps *steps);
struct par_outcome par_rule_explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                    struct par_steps *steps);

#endif
