/* minmax: across the units of a set, low + (high - low) (x - min) / (max - min); turned round when less is better.
 * Source: PCI methodology, 1 + 9 (x - min) / (max - min), and 11 minus that for a negative indicator. */
#include "rule_type.h"

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

struct par_outcome par_rule_spread(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                   struct par_ratio measured, struct par_ratio lowest, struct par_ratio highest)
{
    const struct minmax *minmax = (const struct minmax *)rule;
    struct par_ratio span, part, above = par_points_ratio(minmax->high - minmax->low);
    par_points points;
    if (par_ratio_compare(lowest, highest) == 0)
        return flat(minmax, evaluation);
    if (par_ratio_compare(measured, lowest) < 0)
        measured = lowest;
    if (par_ratio_compare(measured, highest) > 0)
        measured = highest;
    if (!par_ratio_sub(highest, lowest, &span) || !par_ratio_sub(measured, lowest, &part) ||
        !par_ratio_div(part, span, &part) || !par_ratio_mul(part, above, &part))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    struct par_ratio base = par_points_ratio(minmax->less_is_better ? minmax->high : minmax->low);
    bool fits = minmax->less_is_better ? par_ratio_sub(base, part, &part) : par_ratio_add(base, part, &part);
    if (!fits || !par_ratio_round(part, evaluation->set->decimals_component, evaluation->set->rounding, &points))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    return par_outcome_points(points);
}

const struct par_rule_type par_rule_minmax = {"minmax", read, evaluate, NULL, NULL, NULL};
