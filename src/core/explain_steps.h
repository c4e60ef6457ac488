/* explain_steps: what the rule types share to explain themselves. Private to the core. */
#ifndef PARINDEX_EXPLAIN_STEPS_H
#define PARINDEX_EXPLAIN_STEPS_H

#include "rule_type.h"
#include "steps.h"

struct par_limit par_limit_of(const struct par_bound *bound, enum par_amount_unit unit);

/* --- Measures ---------------------------------------------------------------------------------------------------- */

/* What it measures, into a step. */
void par_measure_describe(const struct par_measure *measure, enum par_step_kind kind, struct par_steps *steps);
enum par_amount_unit par_measure_unit(const struct par_measure *measure);

/* The steps to its value; the outcome is that of par_measure_take. */
struct par_outcome par_measure_explain(const struct par_measure *measure, const struct par_evaluation *evaluation,
                                       struct par_steps *steps, bool *measured);

/* The steps of an input that was filled in, once in a round. */
void par_input_explain(const struct par_evaluation *evaluation, size_t input, struct par_steps *steps);
/* Of the columns value, num, den. */
struct par_step *par_column_explain(struct par_steps *steps, enum par_column_role role, struct par_quantity value,
                                    enum par_amount_unit unit);

/* "not_applicable", "full", "none". */
const char *par_zero_name(enum par_zero zero);

/* --- Points ------------------------------------------------------------------------------------------------------ */

/* ROUNDED where the set's rounding changes what is computed, in points. */
void par_points_explain(struct par_steps *steps, struct par_ratio exact, par_points points);

/* max x share, kept within 0..max: what par_outcome_share gives, as `kind` with what the caller fills in first. */
struct par_outcome par_share_explain(const struct par_evaluation *evaluation, struct par_ratio share,
                                     struct par_steps *steps, struct par_step *step);

/* The lowest and highest measured value of the units of the set, as par_assessment_finish took them. False where
 * nothing was measured. */
struct par_spread_end {
    struct par_ratio value;
    const char *unit;
    struct par_place place;
};
bool par_spread_ends(const struct par_steps *steps, struct par_spread_end *lowest, struct par_spread_end *highest);

#endif
