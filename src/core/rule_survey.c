/* survey: maximum x (sum of weight x answers) / (100 x answers), e.g. A 100 %, B 60 %, C 20 %, D 0 %. */
#include "explain_steps.h"

struct weight {
    size_t input;
    par_points percent;
};

struct survey {
    struct par_rule rule;
    size_t count;
    struct weight *weights;
};

static void read_weight(struct par_rule_reader *reader, const struct par_node *object, const struct par_node *node,
                        struct survey *survey)
{
    struct weight *weight = &survey->weights[survey->count];
    int32_t input = par_input_find(reader, node, par_span_of(node->key));
    if (input < 0 || !par_document_points(reader->doc, object, node->key, true, &weight->percent))
        return;
    if (weight->percent < 0 || weight->percent > 100 * PAR_POINTS_ONE)
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "a weight is 0..100", NULL, NULL);
    weight->input = (size_t)input;
    survey->count++;
}

static struct par_rule *read(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "weights", NULL};
    struct survey *survey = par_arena_alloc(reader->doc->arena, sizeof *survey);
    survey->rule.takes_share = true;
    par_document_keys(reader->doc, node, known);
    const struct par_node *weights = par_node_get(node, "weights");
    if (!weights)
        par_document_error(reader->doc, node, PAR_KEY_MISSING, "weights", NULL, NULL);
    if (!par_document_kind(reader->doc, weights, PAR_NODE_OBJECT))
        return &survey->rule;
    survey->weights = par_arena_array(reader->doc->arena, weights->count, sizeof *survey->weights);
    par_points best = 0;
    for (const struct par_node *weight = weights->first; weight; weight = weight->next) {
        read_weight(reader, weights, weight, survey);
        if (survey->count && survey->weights[survey->count - 1].percent > best)
            best = survey->weights[survey->count - 1].percent;
    }
    par_rule_check_best(reader, node, reader->criterion->max);
    if (best < 100 * PAR_POINTS_ONE && survey->count == weights->count)
        par_rule_fault(reader, weights, PAR_FAULT_BEST_NOT_MAX, par_points_text(best, reader->doc->arena), "100", NULL);
    return &survey->rule;
}

/* The weighted percentage as the surveyor worked it out. */
static struct par_outcome take_share(const struct par_evaluation *evaluation)
{
    struct par_ratio percent = par_quantity_ratio(evaluation->filled->value), share, hundred = {100, 1};
    if (percent.num < 0 || par_ratio_compare(percent, hundred) > 0)
        return par_outcome_refuse(evaluation, PAR_PERCENT_RANGE, par_ratio_text(percent, evaluation->arena), NULL,
                                  NULL);
    if (!par_ratio_div(percent, hundred, &share))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    return par_outcome_share(evaluation, share);
}

static struct par_outcome evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    const struct survey *survey = (const struct survey *)rule;
    if (evaluation->filled->has_value)
        return take_share(evaluation);
    struct par_ratio sum = {0, 1}, answers = {0, 1};
    size_t found = 0;
    const char *missing = NULL;
    bool refused = false, fits = true;
    for (size_t i = 0; i < survey->count; i++) {
        const struct weight *weight = &survey->weights[i];
        struct par_quantity count;
        if (!par_input_take(evaluation, weight->input, &count, &refused)) {
            missing = evaluation->set->inputs[weight->input].name;
            continue;
        }
        found++;
        struct par_ratio n = par_quantity_ratio(count), weighted;
        fits = fits && par_ratio_mul(n, par_points_ratio(weight->percent), &weighted) &&
               par_ratio_add(sum, weighted, &sum) && par_ratio_add(answers, n, &answers);
    }
    if (refused)
        return par_outcome_of(PAR_REFUSED);
    if (found == 0)
        return par_outcome_of(PAR_NO_ANSWER);
    if (missing)
        return par_outcome_refuse(evaluation, PAR_INPUT_MISSING, missing, NULL, NULL);
    if (answers.num == 0)
        return par_outcome_refuse(evaluation, PAR_DENOMINATOR_ZERO, "", NULL, NULL);
    struct par_ratio share, hundred = {100, 1};
    if (!fits || !par_ratio_div(sum, answers, &share) || !par_ratio_div(share, hundred, &share))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    return par_outcome_share(evaluation, share);
}

static const char *formula(const struct par_rule *rule, const struct par_formula *cells)
{
    const struct survey *survey = (const struct survey *)rule;
    struct par_arena *arena = cells->arena;
    const char *list = "", *sum = "";
    for (size_t i = 0; i < survey->count; i++) {
        const char *cell = cells->inputs[survey->weights[i].input];
        if (!cell)
            return NULL;
        list = par_arena_join(arena, list, i ? "," : "", cell, NULL);
        sum = par_arena_join(arena, sum, i ? "+" : "", cell, "*", par_formula_points(survey->weights[i].percent, arena),
                             NULL);
    }
    char count[PAR_DECIMAL_TEXT];
    par_decimal_print((int64_t)survey->count, 0, 0, '.', count);
    const char *share = par_arena_join(arena, "(", sum, ")/SUM(", list, ")/100", NULL);
    return par_arena_join(arena, "IF(COUNT(", list, ")<", count, ",\"\",IF(SUM(", list, ")=0,\"?\",",
                          par_formula_share(share, cells), "))", NULL);
}

/* --- As steps ---------------------------------------------------------------------------------------------------- */

static struct par_amount percent_of(par_points weight)
{
    return par_amount_of(par_points_ratio(weight), PAR_AMOUNT_PERCENT);
}

static void describe(const struct par_rule *rule, struct par_steps *steps)
{
    const struct survey *survey = (const struct survey *)rule;
    for (size_t i = 0; i < survey->count; i++) {
        struct par_step *step = par_steps_add(steps, PAR_STEP_RULE_WEIGHT);
        step->input = (int32_t)survey->weights[i].input;
        step->value = percent_of(survey->weights[i].percent);
    }
}

/* The sum of weight x answers (weights as percents), and the answers; false when some are missing. */
static bool explain_answers(const struct survey *survey, const struct par_evaluation *evaluation,
                            struct par_steps *steps, struct par_ratio *sum, struct par_ratio *answers)
{
    bool refused = false;
    for (size_t i = 0; i < survey->count; i++) {
        struct par_quantity count;
        struct par_ratio weighted;
        if (!par_input_take(evaluation, survey->weights[i].input, &count, &refused))
            return false;
        par_input_explain(evaluation, survey->weights[i].input, steps);
        if (!par_ratio_mul(par_quantity_ratio(count), par_points_ratio(survey->weights[i].percent), &weighted) ||
            !par_ratio_add(*sum, weighted, sum) || !par_ratio_add(*answers, par_quantity_ratio(count), answers))
            return false;
    }
    return answers->num != 0;
}

static struct par_outcome explain_percent(const struct par_evaluation *evaluation, struct par_ratio percent,
                                          struct par_steps *steps)
{
    struct par_ratio share, hundred = {100, 1};
    struct par_step *step = par_steps_add(steps, PAR_STEP_SHARE);
    step->first = par_amount_of(percent, PAR_AMOUNT_PERCENT);
    if (!par_ratio_div(percent, hundred, &share))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    return par_share_explain(evaluation, share, steps, step);
}

static struct par_outcome explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps)
{
    const struct survey *survey = (const struct survey *)rule;
    struct par_ratio sum = {0, 1}, answers = {0, 1}, percent;
    if (evaluation->filled->has_value) {
        par_column_explain(steps, PAR_COLUMN_VALUE, evaluation->filled->value, PAR_AMOUNT_PERCENT);
        return explain_percent(evaluation, par_quantity_ratio(evaluation->filled->value), steps);
    }
    if (!explain_answers(survey, evaluation, steps, &sum, &answers) || !par_ratio_div(sum, answers, &percent))
        return evaluate(rule, evaluation);
    struct par_step *step = par_steps_add(steps, PAR_STEP_WEIGHTED);
    step->first = par_amount_of(sum, PAR_AMOUNT_PERCENT);
    step->second = par_amount_of(answers, PAR_AMOUNT_NUMBER);
    step->value = par_amount_of(percent, PAR_AMOUNT_PERCENT);
    return explain_percent(evaluation, percent, steps);
}

const struct par_rule_type par_rule_survey = {
    .name = "survey", .read = read, .evaluate = evaluate, .describe = describe, .explain = explain, .formula = formula};
