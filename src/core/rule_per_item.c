/* per_item: points for each item up to a cap; negative points are taken off the maximum, not below 0. */
#include "explain_steps.h"

struct per_item {
    struct par_rule rule;
    struct par_measure of;
    par_points each;
    par_points cap;
    bool deducts;
};

static struct par_rule *read(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "of", "points", "cap", NULL};
    struct per_item *item = par_arena_alloc(reader->doc->arena, sizeof *item);
    par_document_keys(reader->doc, node, known);
    par_measure_read(reader, node, &item->of);
    par_rule_measures(reader, &item->rule, &item->of);
    if (!par_document_points(reader->doc, node, "points", true, &item->each))
        return &item->rule;
    if (item->each == 0)
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "points = 0", NULL, NULL);
    bool penalty = reader->criterion->role == PAR_ROLE_PENALTY;
    item->deducts = item->each < 0 && !penalty;
    item->each = item->each < 0 ? -item->each : item->each;
    item->cap = reader->criterion->max;
    par_document_points(reader->doc, node, "cap", false, &item->cap);
    par_rule_check_best(reader, node, item->deducts ? reader->criterion->max : item->cap);
    if (item->deducts && (item->cap < 0 || item->cap > reader->criterion->max))
        par_document_error(reader->doc, node, PAR_POINTS_ABOVE_MAX, par_points_text(item->cap, reader->doc->arena),
                           par_points_text(reader->criterion->max, reader->doc->arena), NULL);
    return &item->rule;
}

static struct par_outcome evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    const struct per_item *item = (const struct per_item *)rule;
    bool measured;
    struct par_outcome outcome = par_measure_take(&item->of, evaluation, &measured);
    if (!measured)
        return outcome;
    struct par_ratio total, cap = par_points_ratio(item->cap);
    if (outcome.measured.num < 0)
        return par_outcome_refuse(evaluation, PAR_NUMBER_NEGATIVE, par_ratio_text(outcome.measured, evaluation->arena),
                                  NULL, NULL);
    if (!par_ratio_mul(outcome.measured, par_points_ratio(item->each), &total))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    if (par_ratio_compare(total, cap) > 0)
        total = cap;
    par_points points;
    if (!par_ratio_round(total, evaluation->set->decimals_component, evaluation->set->rounding, &points))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    return par_outcome_points(item->deducts ? evaluation->criterion->max - points : points);
}

static const char *formula(const struct par_rule *rule, const struct par_formula *cells)
{
    const struct per_item *item = (const struct per_item *)rule;
    struct par_arena *arena = cells->arena;
    const char *value = par_measure_text(&item->of, cells);
    if (!value)
        return NULL;
    const char *total = par_arena_join(arena, "MIN(", par_formula_points(item->cap, arena), ",", value, "*",
                                       par_formula_points(item->each, arena), ")", NULL);
    const char *points = par_formula_score(total, cells), *max = par_formula_points(cells->criterion->max, arena);
    if (item->deducts)
        points = par_arena_join(arena, "ROUND(", max, "-", points, ",6)", NULL);
    points = par_arena_join(arena, "IF(", value, "<0,\"?\",", points, ")", NULL);
    return par_measure_guard(&item->of, value, points, cells);
}

/* Points stop at the cap. */
static void turns(const struct par_rule *rule, const struct par_evaluation *evaluation, struct par_turns *turns)
{
    const struct per_item *item = (const struct per_item *)rule;
    struct par_ratio most;
    (void)evaluation;
    par_turns_measure(turns, &item->of);
    if (par_ratio_div(par_points_ratio(item->cap), par_points_ratio(item->each), &most))
        par_turns_add(turns, &item->of, most);
}

/* --- As steps ---------------------------------------------------------------------------------------------------- */

static void describe(const struct par_rule *rule, struct par_steps *steps)
{
    const struct per_item *item = (const struct per_item *)rule;
    par_measure_describe(&item->of, PAR_STEP_RULE_MEASURE, steps);
    struct par_step *step = par_steps_add(steps, item->deducts ? PAR_STEP_RULE_DEDUCT : PAR_STEP_RULE_ITEM);
    step->points = par_maybe_of(item->each);
    step->max = par_maybe_of(item->cap);
}

static void explain_deduction(par_points max, par_points off, struct par_steps *steps)
{
    struct par_step *step = par_steps_add(steps, PAR_STEP_DEDUCTED);
    step->max = par_maybe_of(max);
    step->before = par_maybe_of(off);
    step->points = par_maybe_of(max - off);
}

static struct par_outcome explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps)
{
    const struct per_item *item = (const struct per_item *)rule;
    bool measured;
    struct par_outcome value = par_measure_explain(&item->of, evaluation, steps, &measured);
    struct par_outcome outcome = measured ? evaluate(rule, evaluation) : value;
    struct par_ratio total;
    if (!measured || outcome.verdict != PAR_EARNED ||
        !par_ratio_mul(value.measured, par_points_ratio(item->each), &total))
        return outcome;
    struct par_step *step = par_steps_add(steps, PAR_STEP_ITEMS);
    step->first = par_amount_of(value.measured, par_measure_unit(&item->of));
    step->second = par_amount_of(par_points_ratio(item->each), PAR_AMOUNT_POINTS);
    step->value = par_amount_of(total, PAR_AMOUNT_POINTS);
    par_points max = evaluation->criterion->max, earned = item->deducts ? max - outcome.points : outcome.points;
    if (par_ratio_compare(total, par_points_ratio(item->cap)) > 0)
        par_steps_add(steps, PAR_STEP_ITEMS_CAP)->max = par_maybe_of(item->cap);
    else
        par_points_explain(steps, total, earned);
    if (item->deducts)
        explain_deduction(max, earned, steps);
    return outcome;
}

const struct par_rule_type par_rule_per_item = {.name = "per_item",
                                                .read = read,
                                                .evaluate = evaluate,
                                                .describe = describe,
                                                .explain = explain,
                                                .formula = formula,
                                                .turns = turns};
