/* trend_carry: what trend.c (the store), trend_carry.c (a component) and trend_answer.c (an answer) share. Private to
 * the core. */
#ifndef PARINDEX_TREND_CARRY_H
#define PARINDEX_TREND_CARRY_H

#include "assessment_private.h"
#include "parindex/trend.h"

/* A minmax value that waits for the other units. */
struct par_carry_wait {
    size_t unit;
    int32_t component;
    const struct par_rule *rule;
    struct par_ratio measured;
};

/* The options of an old and a new rule, and the answers met so far. */
struct par_answers {
    const struct par_rule *from, *to;
    size_t from_count, to_count;
    const struct par_rule_option *from_options, *to_options;
    bool several;
    struct par_names *seen; /* answer as written -> position in texts[] */
    size_t count, room;
    const char **texts; /* as the new rule takes it; NULL: it does not */
    struct par_answers *next;
};

struct par_carried {
    const struct par_assessment *older;
    const struct par_score_options *options;
    par_fold_label fold;
    struct par_arena *arena;
    struct par_diags *silent; /* what rules say of old data is no finding of this run */
    struct par_units *units;
    int32_t *positions; /* of each older unit */
    size_t *origins;    /* of each carried unit: the older one */
    const struct par_carry_target *targets;
    struct par_assessment *assessment;
    enum par_carry **how; /* per unit, per component */
    struct par_answers *answers;
    size_t wait_count, wait_room;
    struct par_carry_wait *waits;
    /* of the unit at hand */
    size_t unit, origin;
    const struct par_set *old_set, *set;
    const struct par_mapping *mapping;
    const struct par_unit_score *score;
    bool *known; /* facts by the inputs of `set`, room for any set */
    struct par_quantity *facts;
    bool *given;
    struct par_quantity *inputs;
};

/* Facts of the unit at hand under the names of the new set. */
void par_carry_facts(struct par_carried *carried);

/* A component of the unit at hand, into its entry. */
enum par_carry par_carry_component(struct par_carried *carried, int32_t component);

/* What the points of a rule that waited came to. */
void par_carry_settle(struct par_carried *carried, const struct par_carry_wait *wait, struct par_outcome outcome);

/* An answer to the old rule as the new one takes it; NULL when it does not. */
const char *par_carry_answer(struct par_carried *carried, const struct par_rule *from, const struct par_rule *to,
                             const char *answer);

#endif
