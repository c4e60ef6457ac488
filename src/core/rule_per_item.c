/* per_item: points for each item up to a cap; negative points are taken off the maximum, not below 0. */
#include "rule_type.h"

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

const struct par_rule_type par_rule_per_item = {"per_item", read, evaluate, NULL, formula, NULL};
