/* rule: from what was filled in to points.
 *
 * A rule belongs to a component of a set. Its type (choice, bands, linear, between, per_item, survey, index, minmax,
 * cases, manual) is a row of the table in src/core/rule.c; par-criteria(5) says what each does. All arithmetic is
 * exact; points are rounded once, at the set's component decimals. */
#ifndef PARINDEX_RULE_H
#define PARINDEX_RULE_H

#include "parindex/criteria.h"

/* What may be answered to a rule. */
struct par_rule_option {
    const char *key;
    struct par_label label; /* vi is the key when the set gives no label */
    bool has_points;        /* false where the answer only leads to a rule */
    par_points points;
};

/* What one row (and the facts of its unit) gives. */
struct par_filled {
    struct par_span answer; /* size 0: none */
    bool has_value, has_num, has_den;
    struct par_quantity value; /* the measured quantity itself */
    struct par_quantity num, den;
    const bool *given;                 /* per input of the set: stands in the row */
    const struct par_quantity *inputs; /* per input; a date is its day number */
    const bool *known;                 /* per input: stands in the facts; NULL without facts */
    const struct par_quantity *facts;
};

enum par_verdict {
    PAR_EARNED,         /* points are valid */
    PAR_NO_ANSWER,      /* nothing the rule takes was filled in */
    PAR_DOES_NOT_APPLY, /* a zero denominator that the set declares as not applicable */
    PAR_DEFERRED,       /* minmax: `measured` is valid, points need all units; see par_rule_spread */
    PAR_REFUSED         /* an error was reported */
};

struct par_outcome {
    enum par_verdict verdict;
    par_points points;
    struct par_ratio measured;
};

/* What a rule is evaluated in. */
struct par_evaluation {
    const struct par_set *set;
    const struct par_criterion *criterion;
    const struct par_filled *filled;
    par_fold_label fold; /* for answers given by label */
    struct par_arena *arena;
    struct par_diags *diags;
    const struct par_place *place; /* of the row */
};

struct par_outcome par_rule_evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation);

/* The points of a deferred outcome, given the lowest and highest measured value over the units of the set; a value
 * outside them (an earlier round's, corrected since) counts as the nearer of the two. */
struct par_outcome par_rule_spread(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                   struct par_ratio measured, struct par_ratio lowest, struct par_ratio highest);

/* Whether a typed score is one the rule can give, and what it can give, for a message. */
enum par_score_fit { PAR_SCORE_FITS, PAR_SCORE_IS_BETWEEN, PAR_SCORE_OFF_STEP };
enum par_score_fit par_rule_score_fits(const struct par_rule *rule, par_points score);
const char *par_rule_scores(const struct par_rule *rule, struct par_arena *arena); /* of a typed one the least */
const char *par_rule_step(const struct par_rule *rule, struct par_arena *arena);   /* "" when any score goes */

/* True when the points are typed in rather than computed (manual). */
bool par_rule_is_typed(const struct par_rule *rule);

/* True when the rule takes an answer; takes the input; takes value, num or den. */
bool par_rule_takes_answer(const struct par_rule *rule);
bool par_rule_takes_input(const struct par_rule *rule, size_t input);
bool par_rule_takes_value(const struct par_rule *rule);
bool par_rule_takes_percent(const struct par_rule *rule); /* the value is a percentage */
bool par_rule_takes_fraction(const struct par_rule *rule);
bool par_rule_takes_share(const struct par_rule *rule);  /* value as a percentage of the points (survey) */
bool par_rule_takes_counts(const struct par_rule *rule); /* num and den are whole numbers */

/* What may be answered, each answer once (of equal labels the first option); *several: any of them at the same time. */
size_t par_rule_options(const struct par_rule *rule, struct par_arena *arena, const struct par_rule_option **options,
                        bool *several);

/* The inputs it takes as one text, for messages. */
const char *par_rule_inputs(const struct par_rule *rule, const struct par_set *set, struct par_arena *arena);

const char *par_rule_type(const struct par_rule *rule);

#endif
