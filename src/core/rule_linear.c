/* linear: in proportion through zero, full at `full_at`, nothing below `zero_below`.
 * between: nothing at `zero_at`, full at `full_at`, in proportion between (zero_at may be the larger).
 * index: maximum x percent / 100 (SIPAS). */
#include "explain_steps.h"

struct linear {
    struct par_rule rule;
    struct par_measure of;
    bool has_floor;
    struct par_ratio floor;
    struct par_ratio zero_at;
    struct par_ratio full_at;
    struct par_ratio span; /* full_at - zero_at */
};

static struct linear *read_linear(struct par_rule_reader *reader, const struct par_node *node, const char *const *known)
{
    struct linear *linear = par_arena_alloc(reader->doc->arena, sizeof *linear);
    linear->zero_at = (struct par_ratio){0, 1};
    linear->full_at = (struct par_ratio){100, 1};
    par_document_keys(reader->doc, node, known);
    par_measure_read(reader, node, &linear->of);
    par_rule_measures(reader, &linear->rule, &linear->of);
    return linear;
}

static void settle_span(struct par_rule_reader *reader, const struct par_node *node, struct linear *linear)
{
    if (!par_ratio_sub(linear->full_at, linear->zero_at, &linear->span) || linear->span.num == 0)
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "full_at = zero_at", NULL, NULL);
    par_rule_check_best(reader, node, reader->criterion->max);
}

static struct par_rule *read_through_zero(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "of", "full_at", "zero_below", NULL};
    struct linear *linear = read_linear(reader, node, known);
    par_document_ratio(reader->doc, node, "full_at", false, &linear->full_at);
    linear->has_floor = par_document_ratio(reader->doc, node, "zero_below", false, &linear->floor);
    settle_span(reader, node, linear);
    return &linear->rule;
}

static struct par_rule *read_between(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "of", "zero_at", "full_at", NULL};
    struct linear *linear = read_linear(reader, node, known);
    par_document_ratio(reader->doc, node, "zero_at", true, &linear->zero_at);
    par_document_ratio(reader->doc, node, "full_at", true, &linear->full_at);
    settle_span(reader, node, linear);
    return &linear->rule;
}

static struct par_rule *read_index(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "of", NULL};
    struct linear *linear = read_linear(reader, node, known);
    if (linear->of.first.count && !linear->of.is_percent)
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "index needs a percent", NULL, NULL);
    settle_span(reader, node, linear);
    return &linear->rule;
}

static struct par_outcome evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    const struct linear *linear = (const struct linear *)rule;
    bool measured;
    struct par_outcome outcome = par_measure_take(&linear->of, evaluation, &measured);
    if (!measured)
        return outcome;
    if (linear->has_floor && par_ratio_compare(outcome.measured, linear->floor) < 0)
        return par_outcome_points(0);
    struct par_ratio share;
    if (!par_ratio_sub(outcome.measured, linear->zero_at, &share) || !par_ratio_div(share, linear->span, &share))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    return par_outcome_share(evaluation, share);
}

static const char *formula(const struct par_rule *rule, const struct par_formula *cells)
{
    const struct linear *linear = (const struct linear *)rule;
    struct par_arena *arena = cells->arena;
    const char *value = par_measure_text(&linear->of, cells);
    if (!value)
        return NULL;
    const char *above = value;
    if (linear->zero_at.num != 0)
        above = par_arena_join(arena, "(", value, "-", par_formula_ratio(linear->zero_at, arena), ")", NULL);
    const char *share = par_arena_join(arena, above, "/", par_formula_ratio(linear->span, arena), NULL);
    const char *points = par_formula_share(share, cells);
    struct par_range floor = {.low = {.given = true, .at = linear->floor}};
    if (linear->has_floor)
        points = par_arena_join(arena, "IF(", par_range_formula(&floor, value, arena), ",", points, ",0)", NULL);
    return par_measure_guard(&linear->of, value, points, cells);
}

static void turns(const struct par_rule *rule, const struct par_evaluation *evaluation, struct par_turns *turns)
{
    const struct linear *linear = (const struct linear *)rule;
    (void)evaluation;
    par_turns_measure(turns, &linear->of);
    par_turns_add(turns, &linear->of, linear->zero_at);
    par_turns_add(turns, &linear->of, linear->full_at);
    if (linear->has_floor)
        par_turns_add(turns, &linear->of, linear->floor);
}

/* --- As steps ---------------------------------------------------------------------------------------------------- */

static struct par_limit limit_at(const struct linear *linear, struct par_ratio at)
{
    return (struct par_limit){.is = true, .unit = par_measure_unit(&linear->of), .at = at};
}

static void describe_through_zero(const struct par_rule *rule, struct par_steps *steps)
{
    const struct linear *linear = (const struct linear *)rule;
    par_measure_describe(&linear->of, PAR_STEP_RULE_MEASURE, steps);
    struct par_step *step = par_steps_add(steps, PAR_STEP_RULE_LINEAR);
    step->high = limit_at(linear, linear->full_at);
    if (linear->has_floor)
        step->low = limit_at(linear, linear->floor);
    step->max = par_maybe_of(steps->set->criteria[steps->criterion].max);
}

static void describe_between(const struct par_rule *rule, struct par_steps *steps)
{
    const struct linear *linear = (const struct linear *)rule;
    par_measure_describe(&linear->of, PAR_STEP_RULE_MEASURE, steps);
    struct par_step *step = par_steps_add(steps, PAR_STEP_RULE_BETWEEN);
    step->low = limit_at(linear, linear->zero_at);
    step->high = limit_at(linear, linear->full_at);
    step->max = par_maybe_of(steps->set->criteria[steps->criterion].max);
}

static void describe_index(const struct par_rule *rule, struct par_steps *steps)
{
    const struct linear *linear = (const struct linear *)rule;
    par_measure_describe(&linear->of, PAR_STEP_RULE_MEASURE, steps);
    par_steps_add(steps, PAR_STEP_RULE_INDEX)->max = par_maybe_of(steps->set->criteria[steps->criterion].max);
}

static struct par_outcome explain_share(const struct linear *linear, const struct par_evaluation *evaluation,
                                        struct par_ratio measured, struct par_steps *steps)
{
    static const struct par_ratio zero = {0, 1}, one = {1, 1};
    struct par_ratio share;
    if (!par_ratio_sub(measured, linear->zero_at, &share) || !par_ratio_div(share, linear->span, &share))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    bool none = par_ratio_compare(share, zero) <= 0, all = par_ratio_compare(share, one) >= 0;
    struct par_step *step = par_steps_add(steps, none ? PAR_STEP_NOTHING : all ? PAR_STEP_FULL : PAR_STEP_PROPORTION);
    step->first = par_amount_of(measured, par_measure_unit(&linear->of));
    step->low = limit_at(linear, linear->zero_at);
    step->high = limit_at(linear, linear->full_at);
    if (!none && !all)
        return par_share_explain(evaluation, share, steps, step);
    struct par_outcome outcome = par_outcome_share(evaluation, share);
    step->points = par_maybe_of(outcome.points);
    return outcome;
}

static struct par_outcome explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps)
{
    const struct linear *linear = (const struct linear *)rule;
    bool measured;
    struct par_outcome outcome = par_measure_explain(&linear->of, evaluation, steps, &measured);
    if (!measured)
        return outcome;
    if (!linear->has_floor || par_ratio_compare(outcome.measured, linear->floor) >= 0)
        return explain_share(linear, evaluation, outcome.measured, steps);
    struct par_step *step = par_steps_add(steps, PAR_STEP_BELOW);
    step->first = par_amount_of(outcome.measured, par_measure_unit(&linear->of));
    step->second = par_amount_of(linear->floor, par_measure_unit(&linear->of));
    step->points = par_maybe_of(0);
    return par_outcome_points(0);
}

const struct par_rule_type par_rule_linear = {.name = "linear",
                                              .read = read_through_zero,
                                              .evaluate = evaluate,
                                              .describe = describe_through_zero,
                                              .explain = explain,
                                              .formula = formula,
                                              .turns = turns};
const struct par_rule_type par_rule_between = {.name = "between",
                                               .read = read_between,
                                               .evaluate = evaluate,
                                               .describe = describe_between,
                                               .explain = explain,
                                               .formula = formula,
                                               .turns = turns};
const struct par_rule_type par_rule_index = {.name = "index",
                                             .read = read_index,
                                             .evaluate = evaluate,
                                             .describe = describe_index,
                                             .explain = explain,
                                             .formula = formula,
                                             .turns = turns};
