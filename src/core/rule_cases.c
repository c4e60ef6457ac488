/* cases: the first condition that holds chooses the rule. Several measures may be in play, so the inputs are named: the
 * columns value, num and den cannot stand for them. A measure with a zero denominator holds no condition. */
#include "rule_condition.h"

struct one_case {
    struct par_condition when;
    const struct par_rule *rule;
};

struct cases {
    struct par_rule rule;
    size_t count;
    struct one_case *cases;
};

static void read_case(struct par_rule_reader *reader, const struct par_node *node, struct cases *cases)
{
    static const char *const known[] = {"when", "rule", NULL};
    if (!par_document_keys(reader->doc, node, known))
        return;
    struct one_case *one = &cases->cases[cases->count];
    par_condition_read(reader, par_node_get(node, "when"), &one->when);
    const struct par_node *rule = par_node_get(node, "rule");
    if (!rule)
        par_document_error(reader->doc, node, PAR_KEY_MISSING, "rule", NULL, NULL);
    else
        one->rule = par_rule_read(reader, rule);
    if (!one->rule)
        return;
    cases->count++;
    cases->rule.takes_answer = cases->rule.takes_answer || one->rule->takes_answer || par_condition_asks(&one->when);
    if (one->rule->type == &par_rule_minmax || one->rule->typed)
        par_document_error(reader->doc, rule, PAR_RULE_VALUE, "minmax and manual cannot stand in cases", NULL, NULL);
}

static struct par_rule *read(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "cases", NULL};
    struct cases *cases = par_arena_alloc(reader->doc->arena, sizeof *cases);
    par_document_keys(reader->doc, node, known);
    const struct par_node *list = par_document_array(reader->doc, node, "cases", true);
    if (!list)
        return &cases->rule;
    if (list->count == 0)
        par_document_error(reader->doc, list, PAR_RULE_VALUE, "no cases", NULL, NULL);
    par_points best = 0, *outer = reader->best_of_cases;
    size_t before = par_diags_errors(reader->doc->diags);
    cases->cases = par_arena_array(reader->doc->arena, list->count, sizeof *cases->cases);
    reader->best_of_cases = &best;
    for (const struct par_node *one = list->first; one; one = one->next)
        read_case(reader, one, cases);
    reader->best_of_cases = outer;
    if (before == par_diags_errors(reader->doc->diags))
        par_rule_check_best(reader, node, best);
    return &cases->rule;
}

/* An answer that no condition asks for can only belong to a rule that takes one. */
static bool answer_is_known(const struct cases *cases, struct par_span answer)
{
    bool asked = false;
    for (size_t i = 0; i < cases->count; i++) {
        if (par_condition_knows(&cases->cases[i].when, answer) || cases->cases[i].rule->takes_answer)
            return true;
        asked = asked || par_condition_asks(&cases->cases[i].when);
    }
    return !asked;
}

static struct par_outcome refuse_answer(const struct cases *cases, const struct par_evaluation *evaluation)
{
    const char *known = "";
    for (size_t i = 0; i < cases->count; i++)
        known = par_condition_answers(&cases->cases[i].when, evaluation->arena, known);
    return par_outcome_refuse(evaluation, PAR_ANSWER_UNKNOWN,
                              par_arena_copy(evaluation->arena, evaluation->filled->answer), known, NULL);
}

static struct par_outcome evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    const struct cases *cases = (const struct cases *)rule;
    struct par_span answer = evaluation->filled->answer;
    if (answer.size > 0 && !answer_is_known(cases, answer))
        return refuse_answer(cases, evaluation);
    for (size_t i = 0; i < cases->count; i++) {
        enum par_truth truth = par_condition_holds(&cases->cases[i].when, evaluation);
        if (truth == PAR_YES)
            return par_rule_evaluate(cases->cases[i].rule, evaluation);
        if (truth == PAR_UNKNOWN)
            return par_outcome_of(PAR_NO_ANSWER);
        if (truth == PAR_FAULTY)
            return par_outcome_of(PAR_REFUSED);
    }
    return par_outcome_refuse(evaluation, PAR_NO_BAND, "", NULL, NULL);
}

static const char *formula(const struct par_rule *rule, const struct par_formula *cells)
{
    const struct cases *cases = (const struct cases *)rule;
    struct par_arena *arena = cells->arena;
    const char *text = "\"?\"";
    for (size_t i = cases->count; i-- > 0;) {
        const struct one_case *one = &cases->cases[i];
        const char *points = par_rule_formula(one->rule, cells), *holds = par_condition_formula(&one->when, cells);
        if (!points || !holds)
            return NULL;
        if (one->when.kind == PAR_ALWAYS)
            text = points;
        else
            text = par_arena_join(arena, "IF(", holds, "=1,", points, ",IF(", holds, "=0,", text, ",\"\"))", NULL);
    }
    return text;
}

/* A form has one cell for the answer: where a condition asks for it, an option of a rule "pick sum" can be given alone
 * only. */
static void options(const struct par_rule *rule, struct par_option_list *list)
{
    const struct cases *cases = (const struct cases *)rule;
    bool asked = false;
    for (size_t i = 0; i < cases->count; i++) {
        asked = asked || par_condition_asks(&cases->cases[i].when);
        par_condition_options(&cases->cases[i].when, list);
        if (cases->cases[i].rule->type->options)
            cases->cases[i].rule->type->options(cases->cases[i].rule, list);
    }
    list->several = list->several && !asked;
}

/* The case that holds comes first, so that its measure is the one to change. None is when that case measures nothing,
 * or when a condition asks for the answer. */
static void turns(const struct par_rule *rule, const struct par_evaluation *evaluation, struct par_turns *turns)
{
    const struct cases *cases = (const struct cases *)rule;
    size_t active = 0;
    for (size_t i = 0; i < cases->count; i++)
        if (par_condition_asks(&cases->cases[i].when))
            return;
    while (active < cases->count && par_condition_holds(&cases->cases[active].when, evaluation) == PAR_NO)
        active++;
    if (active == cases->count || !cases->cases[active].rule->type->turns)
        return;
    par_rule_turns(cases->cases[active].rule, evaluation, turns);
    for (size_t i = 0; i < cases->count; i++) {
        par_condition_turns(&cases->cases[i].when, turns);
        par_rule_turns(cases->cases[i].rule, evaluation, turns);
    }
}

static struct par_amount number_of_case(size_t i)
{
    return par_amount_of((struct par_ratio){(par_wide)i + 1, 1}, PAR_AMOUNT_NUMBER);
}

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
static void describe(const struct par_rule *rule, struct par_steps *steps)
{
    const struct cases *cases = (const struct cases *)rule;
    for (size_t i = 0; i < cases->count; i++) {
        const struct one_case *one = &cases->cases[i];
        par_steps_add(steps, PAR_STEP_RULE_CASE)->value = number_of_case(i);
        steps->depth++;
        par_condition_describe(&one->when, steps);
        par_rule_describe(one->rule, steps);
        steps->depth--;
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
static struct par_outcome explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps)
{
    const struct cases *cases = (const struct cases *)rule;
    for (size_t i = 0; i < cases->count; i++) {
        const struct one_case *one = &cases->cases[i];
        par_condition_explain(&one->when, evaluation, steps);
        enum par_truth truth = par_condition_holds(&one->when, evaluation);
        if (truth == PAR_UNKNOWN || truth == PAR_FAULTY)
            break;
        if (truth == PAR_NO)
            continue;
        par_steps_add(steps, PAR_STEP_CASE)->value = number_of_case(i);
        return par_rule_explain(one->rule, evaluation, steps);
    }
    return evaluate(rule, evaluation);
}

const struct par_rule_type par_rule_cases = {.name = "cases",
                                             .read = read,
                                             .evaluate = evaluate,
                                             .describe = describe,
                                             .explain = explain,
                                             .formula = formula,
                                             .options = options,
                                             .turns = turns};
