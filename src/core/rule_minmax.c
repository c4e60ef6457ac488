/* minmax: across the units of a set, low + (high - low) (x - min) / (max - min); turned round when less is better.
 * Source: PCI methodology, 1 + 9 (x - min) / (max - min), and 11 minus that for a negative indicator. */
#include "explain_steps.h"

struct minmax {
    struct par_rule rule;
    struct par_measure of;
    par_points low, high;
    bool less_is_better;
};

static struct par_rule *read(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "of", "low", "high", "less_is_better", NULL};
    struct minmax *minmax = par_arena_alloc(reader->doc->arena, sizeof *minmax);
    par_document_keys(reader->doc, node, known);
    par_measure_read(reader, node, &minmax->of);
    par_rule_measures(reader, &minmax->rule, &minmax->of);
    minmax->less_is_better = par_document_bool(reader->doc, node, "less_is_better", false);
    if (!par_document_points(reader->doc, node, "low", true, &minmax->low) ||
        !par_document_points(reader->doc, node, "high", true, &minmax->high))
        return &minmax->rule;
    if (minmax->low < 0 || minmax->low >= minmax->high)
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "0 <= low < high", NULL, NULL);
    else
        par_rule_check_best(reader, node, minmax->high);
    return &minmax->rule;
}

static struct par_outcome evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    const struct minmax *minmax = (const struct minmax *)rule;
    bool measured;
    struct par_outcome outcome = par_measure_take(&minmax->of, evaluation, &measured);
    if (measured)
        outcome.verdict = PAR_DEFERRED;
    return outcome;
}

static struct par_outcome flat(const struct minmax *minmax, const struct par_evaluation *evaluation)
{
    switch (minmax->of.zero) {
    case PAR_ZERO_NOT_APPLICABLE:
        return par_outcome_of(PAR_DOES_NOT_APPLY);
    case PAR_ZERO_FULL:
        return par_outcome_points(minmax->high);
    case PAR_ZERO_NONE:
        return par_outcome_points(0);
    case PAR_ZERO_ERROR:
        break;
    }
    return par_outcome_refuse(evaluation, PAR_MINMAX_FLAT, evaluation->criterion->id, NULL, NULL);
}

/* What the points come to before they are rounded; a value outside the two counts as the nearer. */
static bool spread_exactly(const struct minmax *minmax, struct par_ratio measured, struct par_ratio lowest,
                           struct par_ratio highest, struct par_ratio *exact)
{
    struct par_ratio span, part, above = par_points_ratio(minmax->high - minmax->low);
    if (par_ratio_compare(measured, lowest) < 0)
        measured = lowest;
    if (par_ratio_compare(measured, highest) > 0)
        measured = highest;
    if (!par_ratio_sub(highest, lowest, &span) || !par_ratio_sub(measured, lowest, &part) ||
        !par_ratio_div(part, span, &part) || !par_ratio_mul(part, above, &part))
        return false;
    struct par_ratio base = par_points_ratio(minmax->less_is_better ? minmax->high : minmax->low);
    return minmax->less_is_better ? par_ratio_sub(base, part, exact) : par_ratio_add(base, part, exact);
}

struct par_outcome par_rule_spread(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                   struct par_ratio measured, struct par_ratio lowest, struct par_ratio highest)
{
    const struct minmax *minmax = (const struct minmax *)rule;
    struct par_ratio exact;
    par_points points;
    if (par_ratio_compare(lowest, highest) == 0)
        return flat(minmax, evaluation);
    if (!spread_exactly(minmax, measured, lowest, highest, &exact) ||
        !par_ratio_round(exact, evaluation->set->decimals_component, evaluation->set->rounding, &points))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    return par_outcome_points(points);
}

/* --- As steps ---------------------------------------------------------------------------------------------------- */

static void describe(const struct par_rule *rule, struct par_steps *steps)
{
    const struct minmax *minmax = (const struct minmax *)rule;
    par_measure_describe(&minmax->of, PAR_STEP_RULE_MEASURE, steps);
    struct par_step *step =
        par_steps_add(steps, minmax->less_is_better ? PAR_STEP_RULE_SPREAD_LESS : PAR_STEP_RULE_SPREAD);
    step->points = par_maybe_of(minmax->low);
    step->max = par_maybe_of(minmax->high);
}

static void add_end(const struct par_spread_end *end, enum par_step_kind kind, const struct minmax *minmax,
                    struct par_steps *steps)
{
    struct par_step *step = par_steps_add(steps, kind);
    step->name = end->unit;
    step->place = end->place;
    step->value = par_amount_of(end->value, par_measure_unit(&minmax->of));
}

static struct par_limit limit_at(struct par_ratio at, enum par_amount_unit unit)
{
    return (struct par_limit){.is = true, .unit = unit, .at = at};
}

static struct par_outcome explain_flat(const struct minmax *minmax, struct par_outcome outcome, struct par_steps *steps)
{
    struct par_step *step = par_steps_add(steps, PAR_STEP_SPREAD_FLAT);
    step->name = par_zero_name(minmax->of.zero);
    step->points = (struct par_maybe){outcome.verdict == PAR_EARNED, outcome.points};
    return outcome;
}

static struct par_outcome explain_spread(const struct minmax *minmax, const struct par_evaluation *evaluation,
                                         struct par_ratio measured, const struct par_spread_end *lowest,
                                         const struct par_spread_end *highest, struct par_steps *steps)
{
    enum par_amount_unit unit = par_measure_unit(&minmax->of);
    struct par_outcome outcome = par_rule_spread(&minmax->rule, evaluation, measured, lowest->value, highest->value);
    struct par_ratio exact;
    if (par_ratio_compare(lowest->value, highest->value) == 0)
        return explain_flat(minmax, outcome, steps);
    struct par_step *step = par_steps_add(steps, PAR_STEP_SPREAD);
    step->first = par_amount_of(measured, unit);
    step->low = limit_at(lowest->value, unit);
    step->high = limit_at(highest->value, unit);
    step->before = par_maybe_of(minmax->less_is_better ? minmax->high : minmax->low);
    step->max = par_maybe_of(minmax->less_is_better ? minmax->low : minmax->high);
    if (!spread_exactly(minmax, measured, lowest->value, highest->value, &exact))
        return outcome;
    step->value = par_amount_of(exact, PAR_AMOUNT_POINTS);
    par_points_explain(steps, exact, outcome.points);
    return outcome;
}

static struct par_outcome explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps)
{
    const struct minmax *minmax = (const struct minmax *)rule;
    struct par_spread_end lowest, highest;
    bool measured;
    struct par_outcome outcome = par_measure_explain(&minmax->of, evaluation, steps, &measured);
    if (!measured || !par_spread_ends(steps, &lowest, &highest))
        return outcome;
    add_end(&lowest, PAR_STEP_LOWEST, minmax, steps);
    add_end(&highest, PAR_STEP_HIGHEST, minmax, steps);
    return explain_spread(minmax, evaluation, outcome.measured, &lowest, &highest, steps);
}

const struct par_rule_type par_rule_minmax = {
    .name = "minmax", .read = read, .evaluate = evaluate, .describe = describe, .explain = explain};
