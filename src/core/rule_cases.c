/* cases: the first condition that holds chooses the rule. Several measures may be in play, so the inputs are named: the
 * columns value, num and den cannot stand for them. A measure with a zero denominator holds no condition. */
#include "explain_steps.h"

enum condition_kind { ALWAYS, MEASURED, ANSWERED, ALL, ANY };

struct condition {
    enum condition_kind kind;
    struct par_measure of;
    struct par_range range;
    const char *answer;
    size_t count;
    struct condition *parts;
};

struct one_case {
    struct condition when;
    const struct par_rule *rule;
};

struct cases {
    struct par_rule rule;
    size_t count;
    struct one_case *cases;
};

static void read_condition(struct par_rule_reader *reader, const struct par_node *node, struct condition *out);

static void read_parts(struct par_rule_reader *reader, const struct par_node *list, struct condition *out)
{
    if (!par_document_kind(reader->doc, list, PAR_NODE_ARRAY))
        return;
    out->parts = par_arena_array(reader->doc->arena, list->count, sizeof *out->parts);
    for (const struct par_node *part = list->first; part; part = part->next)
        read_condition(reader, part, &out->parts[out->count++]);
}

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
static void read_condition(struct par_rule_reader *reader, const struct par_node *node, struct condition *out)
{
    static const char *const known[] = {"of", "from", "above", "to", "below", "answer", "all", "any", NULL};
    if (!node || !par_document_keys(reader->doc, node, known))
        return;
    int asked = (par_node_get(node, "of") != NULL) + (par_node_get(node, "answer") != NULL) +
                (par_node_get(node, "all") != NULL) + (par_node_get(node, "any") != NULL);
    if (asked > 1)
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "one of: of, answer, all, any", NULL, NULL);
    if (par_node_get(node, "of")) {
        out->kind = MEASURED;
        par_measure_read(reader, node, &out->of);
        par_range_read(reader, node, &out->range);
        if (!out->range.low.given && !out->range.high.given)
            par_document_error(reader->doc, node, PAR_KEY_MISSING, "from | above | to | below", NULL, NULL);
    } else if (par_node_get(node, "answer")) {
        out->kind = ANSWERED;
        out->answer = par_document_string(reader->doc, node, "answer", true);
    } else if (par_node_get(node, "all") || par_node_get(node, "any")) {
        out->kind = par_node_get(node, "all") ? ALL : ANY;
        read_parts(reader, par_node_get(node, out->kind == ALL ? "all" : "any"), out);
    } else {
        par_document_error(reader->doc, node, PAR_KEY_MISSING, "of | answer | all | any", NULL, NULL);
    }
}

static bool needs_answer(const struct condition *when)
{
    bool needs = when->kind == ANSWERED;
    for (size_t i = 0; i < when->count; i++)
        needs = needs || needs_answer(&when->parts[i]);
    return needs;
}

static void read_case(struct par_rule_reader *reader, const struct par_node *node, struct cases *cases)
{
    static const char *const known[] = {"when", "rule", NULL};
    if (!par_document_keys(reader->doc, node, known))
        return;
    struct one_case *one = &cases->cases[cases->count];
    read_condition(reader, par_node_get(node, "when"), &one->when);
    const struct par_node *rule = par_node_get(node, "rule");
    if (!rule)
        par_document_error(reader->doc, node, PAR_KEY_MISSING, "rule", NULL, NULL);
    else
        one->rule = par_rule_read(reader, rule);
    if (!one->rule)
        return;
    cases->count++;
    cases->rule.takes_answer = cases->rule.takes_answer || one->rule->takes_answer || needs_answer(&one->when);
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

/* Whether a condition holds; `unknown` when what it asks for was not filled in. */
enum truth { NO, YES, UNKNOWN, FAULTY };

static enum truth holds(const struct condition *when, const struct par_evaluation *evaluation);

static enum truth all_hold(const struct condition *when, const struct par_evaluation *evaluation)
{
    enum truth decided = when->kind == ALL ? NO : YES, result = when->kind == ALL ? YES : NO;
    for (size_t i = 0; i < when->count; i++) {
        enum truth part = holds(&when->parts[i], evaluation);
        if (part == decided || part == FAULTY)
            return part;
        if (part == UNKNOWN)
            result = UNKNOWN;
    }
    return result;
}

static enum truth holds(const struct condition *when, const struct par_evaluation *evaluation)
{
    bool measured;
    switch (when->kind) {
    case ALWAYS:
        return YES;
    case ANSWERED:
        if (evaluation->filled->answer.size == 0)
            return UNKNOWN;
        return par_span_is(evaluation->filled->answer, when->answer) ? YES : NO;
    case ALL:
    case ANY:
        return all_hold(when, evaluation);
    case MEASURED:
        break;
    }
    struct par_outcome outcome = par_measure_take(&when->of, evaluation, &measured);
    if (!measured && outcome.verdict == PAR_REFUSED)
        return FAULTY;
    if (!measured)
        return outcome.verdict == PAR_NO_ANSWER ? UNKNOWN : NO;
    return par_range_holds(&when->range, outcome.measured) ? YES : NO;
}

static bool is_known_answer(const struct condition *when, struct par_span answer)
{
    bool known = when->kind == ANSWERED && par_span_is(answer, when->answer);
    for (size_t i = 0; i < when->count; i++)
        known = known || is_known_answer(&when->parts[i], answer);
    return known;
}

/* An answer that no condition asks for can only belong to a rule that takes one. */
static bool answer_is_known(const struct cases *cases, struct par_span answer)
{
    bool asked = false;
    for (size_t i = 0; i < cases->count; i++) {
        if (is_known_answer(&cases->cases[i].when, answer) || cases->cases[i].rule->takes_answer)
            return true;
        asked = asked || needs_answer(&cases->cases[i].when);
    }
    return !asked;
}

static const char *answers_text(const struct condition *when, struct par_arena *arena, const char *text)
{
    if (when->kind == ANSWERED && when->answer)
        text = par_arena_join(arena, text, *text ? ", " : "", when->answer, NULL);
    for (size_t i = 0; i < when->count; i++)
        text = answers_text(&when->parts[i], arena, text);
    return text;
}

static struct par_outcome refuse_answer(const struct cases *cases, const struct par_evaluation *evaluation)
{
    const char *known = "";
    for (size_t i = 0; i < cases->count; i++)
        known = answers_text(&cases->cases[i].when, evaluation->arena, known);
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
        enum truth truth = holds(&cases->cases[i].when, evaluation);
        if (truth == YES)
            return par_rule_evaluate(cases->cases[i].rule, evaluation);
        if (truth == UNKNOWN)
            return par_outcome_of(PAR_NO_ANSWER);
        if (truth == FAULTY)
            return par_outcome_of(PAR_REFUSED);
    }
    return par_outcome_refuse(evaluation, PAR_NO_BAND, "", NULL, NULL);
}

/* --- As a formula ------------------------------------------------------------------------------------------------ */

/* Whether a condition holds: 1, 0, or 0.5 as long as it is not known. So "all" is the least of its parts, "any" the
 * most. NULL when a cell of it is not asked. */
static const char *condition_formula(const struct condition *when, const struct par_formula *cells);

static const char *parts_formula(const struct condition *when, const struct par_formula *cells)
{
    const char *text = when->kind == ALL ? "MIN(1" : "MAX(0";
    for (size_t i = 0; i < when->count; i++) {
        const char *part = condition_formula(&when->parts[i], cells);
        if (!part)
            return NULL;
        text = par_arena_join(cells->arena, text, ",", part, NULL);
    }
    return par_arena_join(cells->arena, text, ")", NULL);
}

static const char *answer_formula(const struct condition *when, const struct par_formula *cells)
{
    const char *label = par_formula_option(cells, when->answer);
    if (!label || !cells->answer)
        return NULL;
    return par_arena_join(cells->arena, "IF(", cells->answer, "=\"\",0.5,IF(", cells->answer, "=", label, ",1,0))",
                          NULL);
}

static const char *measure_formula(const struct condition *when, const struct par_formula *cells)
{
    struct par_arena *arena = cells->arena;
    const char *value = par_measure_text(&when->of, cells);
    if (!value)
        return NULL;
    const char *zero = par_measure_zero(&when->of, cells);
    const char *holds = par_arena_join(arena, "IF(", par_range_formula(&when->range, value, arena), ",1,0)", NULL);
    if (zero)
        holds = par_arena_join(arena, "IF(", zero, ",0,", holds, ")", NULL);
    return par_arena_join(arena, "IF(", par_measure_open(&when->of, cells), ",0.5,", holds, ")", NULL);
}

static const char *condition_formula(const struct condition *when, const struct par_formula *cells)
{
    switch (when->kind) {
    case ALWAYS:
        return "1";
    case ANSWERED:
        return answer_formula(when, cells);
    case MEASURED:
        return measure_formula(when, cells);
    case ALL:
    case ANY:
        break;
    }
    return parts_formula(when, cells);
}

static const char *formula(const struct par_rule *rule, const struct par_formula *cells)
{
    const struct cases *cases = (const struct cases *)rule;
    struct par_arena *arena = cells->arena;
    const char *text = "\"?\"";
    for (size_t i = cases->count; i-- > 0;) {
        const struct one_case *one = &cases->cases[i];
        const char *points = par_rule_formula(one->rule, cells), *holds = condition_formula(&one->when, cells);
        if (!points || !holds)
            return NULL;
        if (one->when.kind == ALWAYS)
            text = points;
        else
            text = par_arena_join(arena, "IF(", holds, "=1,", points, ",IF(", holds, "=0,", text, ",\"\"))", NULL);
    }
    return text;
}

static void list_answers(const struct condition *when, struct par_option_list *list)
{
    struct par_rule_option option = {.key = when->answer, .label = {.vi = when->answer}};
    if (when->kind == ANSWERED)
        par_option_add(list, &option, "");
    for (size_t i = 0; i < when->count; i++)
        list_answers(&when->parts[i], list);
}

/* A form has one cell for the answer: where a condition asks for it, an option of a rule "pick sum" can be given alone
 * only. */
static void options(const struct par_rule *rule, struct par_option_list *list)
{
    const struct cases *cases = (const struct cases *)rule;
    bool asked = false;
    for (size_t i = 0; i < cases->count; i++) {
        asked = asked || needs_answer(&cases->cases[i].when);
        list_answers(&cases->cases[i].when, list);
        if (cases->cases[i].rule->type->options)
            cases->cases[i].rule->type->options(cases->cases[i].rule, list);
    }
    list->several = list->several && !asked;
}

static void turns_of_condition(const struct condition *when, struct par_turns *turns)
{
    if (when->kind == MEASURED)
        par_turns_range(turns, &when->of, &when->range);
    for (size_t i = 0; i < when->count; i++)
        turns_of_condition(&when->parts[i], turns);
}

/* The case that holds comes first, so that its measure is the one to change. None is when that case measures nothing,
 * or when a condition asks for the answer. */
static void turns(const struct par_rule *rule, const struct par_evaluation *evaluation, struct par_turns *turns)
{
    const struct cases *cases = (const struct cases *)rule;
    size_t active = 0;
    for (size_t i = 0; i < cases->count; i++)
        if (needs_answer(&cases->cases[i].when))
            return;
    while (active < cases->count && holds(&cases->cases[active].when, evaluation) == NO)
        active++;
    if (active == cases->count || !cases->cases[active].rule->type->turns)
        return;
    par_rule_turns(cases->cases[active].rule, evaluation, turns);
    for (size_t i = 0; i < cases->count; i++) {
        turns_of_condition(&cases->cases[i].when, turns);
        par_rule_turns(cases->cases[i].rule, evaluation, turns);
    }
}

/* --- As steps ---------------------------------------------------------------------------------------------------- */

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
static void describe_condition(const struct condition *when, struct par_steps *steps)
{
    static const enum par_step_kind kinds[] = {[ALWAYS] = PAR_STEP_RULE_ALWAYS,
                                               [MEASURED] = PAR_STEP_RULE_WHEN,
                                               [ANSWERED] = PAR_STEP_RULE_ANSWERED,
                                               [ALL] = PAR_STEP_RULE_ALL,
                                               [ANY] = PAR_STEP_RULE_ANY};
    if (when->kind == MEASURED)
        par_measure_describe(&when->of, PAR_STEP_RULE_WHEN, steps);
    else
        par_steps_add(steps, kinds[when->kind])->name = when->answer;
    struct par_step *step = &steps->items[steps->count - 1];
    step->low = par_limit_of(&when->range.low, par_measure_unit(&when->of));
    step->high = par_limit_of(&when->range.high, par_measure_unit(&when->of));
    steps->depth++;
    for (size_t i = 0; i < when->count; i++)
        describe_condition(&when->parts[i], steps);
    steps->depth--;
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
        describe_condition(&one->when, steps);
        par_rule_describe(one->rule, steps);
        steps->depth--;
    }
}

static const char *truth_name(enum truth truth)
{
    return truth == YES ? "holds" : truth == NO ? "fails" : "unknown";
}

static void explain_measured(const struct condition *when, const struct par_evaluation *evaluation,
                             struct par_steps *steps)
{
    bool measured;
    struct par_outcome outcome = par_measure_explain(&when->of, evaluation, steps, &measured);
    struct par_step *step = par_steps_add(steps, PAR_STEP_CONDITION);
    step->low = par_limit_of(&when->range.low, par_measure_unit(&when->of));
    step->high = par_limit_of(&when->range.high, par_measure_unit(&when->of));
    if (measured)
        step->value = par_amount_of(outcome.measured, par_measure_unit(&when->of));
    step->name = truth_name(holds(when, evaluation));
}

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
static void explain_condition(const struct condition *when, const struct par_evaluation *evaluation,
                              struct par_steps *steps)
{
    bool parts = when->kind == ALL || when->kind == ANY;
    if (when->kind == MEASURED)
        explain_measured(when, evaluation, steps);
    for (size_t i = 0; i < when->count; i++)
        explain_condition(&when->parts[i], evaluation, steps);
    if (when->kind != ANSWERED && !parts)
        return;
    struct par_step *step = par_steps_add(steps, parts ? PAR_STEP_CONDITIONS : PAR_STEP_CONDITION);
    const char *truth = truth_name(holds(when, evaluation));
    step->name = parts ? par_arena_join(steps->arena, when->kind == ALL ? "all-" : "any-", truth, NULL) : truth;
    step->text = when->answer;
    if (!parts && steps->said)
        step->place = par_said_place(steps->said, PAR_COLUMN_ANSWER);
}

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
static struct par_outcome explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps)
{
    const struct cases *cases = (const struct cases *)rule;
    for (size_t i = 0; i < cases->count; i++) {
        const struct one_case *one = &cases->cases[i];
        explain_condition(&one->when, evaluation, steps);
        enum truth truth = holds(&one->when, evaluation);
        if (truth == UNKNOWN || truth == FAULTY)
            break;
        if (truth == NO)
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
