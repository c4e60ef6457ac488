/* Conditions of cases: a measure in a range, an answer, all or any of several. */
#include "rule_condition.h"

static void read_parts(struct par_rule_reader *reader, const struct par_node *list, struct par_condition *out)
{
    if (!par_document_kind(reader->doc, list, PAR_NODE_ARRAY))
        return;
    out->parts = par_arena_array(reader->doc->arena, list->count, sizeof *out->parts);
    for (const struct par_node *part = list->first; part; part = part->next)
        par_condition_read(reader, part, &out->parts[out->count++]);
}

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
void par_condition_read(struct par_rule_reader *reader, const struct par_node *node, struct par_condition *out)
{
    static const char *const known[] = {"of", "from", "above", "to", "below", "answer", "all", "any", NULL};
    if (!node || !par_document_keys(reader->doc, node, known))
        return;
    int asked = (par_node_get(node, "of") != NULL) + (par_node_get(node, "answer") != NULL) +
                (par_node_get(node, "all") != NULL) + (par_node_get(node, "any") != NULL);
    if (asked > 1)
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "one of: of, answer, all, any", NULL, NULL);
    if (par_node_get(node, "of")) {
        out->kind = PAR_MEASURED;
        par_measure_read(reader, node, &out->of);
        par_range_read(reader, node, &out->range);
        if (!out->range.low.given && !out->range.high.given)
            par_document_error(reader->doc, node, PAR_KEY_MISSING, "from | above | to | below", NULL, NULL);
    } else if (par_node_get(node, "answer")) {
        out->kind = PAR_ANSWERED;
        out->answer = par_document_string(reader->doc, node, "answer", true);
    } else if (par_node_get(node, "all") || par_node_get(node, "any")) {
        out->kind = par_node_get(node, "all") ? PAR_ALL : PAR_ANY;
        read_parts(reader, par_node_get(node, out->kind == PAR_ALL ? "all" : "any"), out);
    } else {
        par_document_error(reader->doc, node, PAR_KEY_MISSING, "of | answer | all | any", NULL, NULL);
    }
}

bool par_condition_asks(const struct par_condition *when)
{
    bool needs = when->kind == PAR_ANSWERED;
    for (size_t i = 0; i < when->count; i++)
        needs = needs || par_condition_asks(&when->parts[i]);
    return needs;
}

static enum par_truth all_hold(const struct par_condition *when, const struct par_evaluation *evaluation)
{
    enum par_truth decided = when->kind == PAR_ALL ? PAR_NO : PAR_YES,
                   result = when->kind == PAR_ALL ? PAR_YES : PAR_NO;
    for (size_t i = 0; i < when->count; i++) {
        enum par_truth part = par_condition_holds(&when->parts[i], evaluation);
        if (part == decided || part == PAR_FAULTY)
            return part;
        if (part == PAR_UNKNOWN)
            result = PAR_UNKNOWN;
    }
    return result;
}

enum par_truth par_condition_holds(const struct par_condition *when, const struct par_evaluation *evaluation)
{
    bool measured;
    switch (when->kind) {
    case PAR_ALWAYS:
        return PAR_YES;
    case PAR_ANSWERED:
        if (evaluation->filled->answer.size == 0)
            return PAR_UNKNOWN;
        return par_span_is(evaluation->filled->answer, when->answer) ? PAR_YES : PAR_NO;
    case PAR_ALL:
    case PAR_ANY:
        return all_hold(when, evaluation);
    case PAR_MEASURED:
        break;
    }
    struct par_outcome outcome = par_measure_take(&when->of, evaluation, &measured);
    if (!measured && outcome.verdict == PAR_REFUSED)
        return PAR_FAULTY;
    if (!measured)
        return outcome.verdict == PAR_NO_ANSWER ? PAR_UNKNOWN : PAR_NO;
    return par_range_holds(&when->range, outcome.measured) ? PAR_YES : PAR_NO;
}

bool par_condition_knows(const struct par_condition *when, struct par_span answer)
{
    bool known = when->kind == PAR_ANSWERED && par_span_is(answer, when->answer);
    for (size_t i = 0; i < when->count; i++)
        known = known || par_condition_knows(&when->parts[i], answer);
    return known;
}

const char *par_condition_answers(const struct par_condition *when, struct par_arena *arena, const char *text)
{
    if (when->kind == PAR_ANSWERED && when->answer)
        text = par_arena_join(arena, text, *text ? ", " : "", when->answer, NULL);
    for (size_t i = 0; i < when->count; i++)
        text = par_condition_answers(&when->parts[i], arena, text);
    return text;
}

/* --- As a formula ------------------------------------------------------------------------------------------------ */

static const char *parts_formula(const struct par_condition *when, const struct par_formula *cells)
{
    const char *text = when->kind == PAR_ALL ? "MIN(1" : "MAX(0";
    for (size_t i = 0; i < when->count; i++) {
        const char *part = par_condition_formula(&when->parts[i], cells);
        if (!part)
            return NULL;
        text = par_arena_join(cells->arena, text, ",", part, NULL);
    }
    return par_arena_join(cells->arena, text, ")", NULL);
}

static const char *answer_formula(const struct par_condition *when, const struct par_formula *cells)
{
    const char *label = par_formula_option(cells, when->answer);
    if (!label || !cells->answer)
        return NULL;
    return par_arena_join(cells->arena, "IF(", cells->answer, "=\"\",0.5,IF(", cells->answer, "=", label, ",1,0))",
                          NULL);
}

static const char *measure_formula(const struct par_condition *when, const struct par_formula *cells)
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

const char *par_condition_formula(const struct par_condition *when, const struct par_formula *cells)
{
    switch (when->kind) {
    case PAR_ALWAYS:
        return "1";
    case PAR_ANSWERED:
        return answer_formula(when, cells);
    case PAR_MEASURED:
        return measure_formula(when, cells);
    case PAR_ALL:
    case PAR_ANY:
        break;
    }
    return parts_formula(when, cells);
}

void par_condition_options(const struct par_condition *when, struct par_option_list *list)
{
    struct par_rule_option option = {.key = when->answer, .label = {.vi = when->answer}};
    if (when->kind == PAR_ANSWERED)
        par_option_add(list, &option, "");
    for (size_t i = 0; i < when->count; i++)
        par_condition_options(&when->parts[i], list);
}

void par_condition_turns(const struct par_condition *when, struct par_turns *turns)
{
    if (when->kind == PAR_MEASURED)
        par_turns_range(turns, &when->of, &when->range);
    for (size_t i = 0; i < when->count; i++)
        par_condition_turns(&when->parts[i], turns);
}

/* --- As steps ---------------------------------------------------------------------------------------------------- */

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
void par_condition_describe(const struct par_condition *when, struct par_steps *steps)
{
    static const enum par_step_kind kinds[] = {[PAR_ALWAYS] = PAR_STEP_RULE_ALWAYS,
                                               [PAR_MEASURED] = PAR_STEP_RULE_WHEN,
                                               [PAR_ANSWERED] = PAR_STEP_RULE_ANSWERED,
                                               [PAR_ALL] = PAR_STEP_RULE_ALL,
                                               [PAR_ANY] = PAR_STEP_RULE_ANY};
    if (when->kind == PAR_MEASURED)
        par_measure_describe(&when->of, PAR_STEP_RULE_WHEN, steps);
    else
        par_steps_add(steps, kinds[when->kind])->name = when->answer;
    struct par_step *step = &steps->items[steps->count - 1];
    step->low = par_limit_of(&when->range.low, par_measure_unit(&when->of));
    step->high = par_limit_of(&when->range.high, par_measure_unit(&when->of));
    steps->depth++;
    for (size_t i = 0; i < when->count; i++)
        par_condition_describe(&when->parts[i], steps);
    steps->depth--;
}

static const char *truth_name(enum par_truth truth)
{
    return truth == PAR_YES ? "holds" : truth == PAR_NO ? "fails" : "unknown";
}

static void explain_measured(const struct par_condition *when, const struct par_evaluation *evaluation,
                             struct par_steps *steps)
{
    bool measured;
    struct par_outcome outcome = par_measure_explain(&when->of, evaluation, steps, &measured);
    struct par_step *step = par_steps_add(steps, PAR_STEP_CONDITION);
    step->low = par_limit_of(&when->range.low, par_measure_unit(&when->of));
    step->high = par_limit_of(&when->range.high, par_measure_unit(&when->of));
    if (measured)
        step->value = par_amount_of(outcome.measured, par_measure_unit(&when->of));
    step->name = truth_name(par_condition_holds(when, evaluation));
}

/* NOLINTNEXTLINE(misc-no-recursion): the depth of a document is limited */
void par_condition_explain(const struct par_condition *when, const struct par_evaluation *evaluation,
                           struct par_steps *steps)
{
    bool parts = when->kind == PAR_ALL || when->kind == PAR_ANY;
    if (when->kind == PAR_MEASURED)
        explain_measured(when, evaluation, steps);
    for (size_t i = 0; i < when->count; i++)
        par_condition_explain(&when->parts[i], evaluation, steps);
    if (when->kind != PAR_ANSWERED && !parts)
        return;
    struct par_step *step = par_steps_add(steps, parts ? PAR_STEP_CONDITIONS : PAR_STEP_CONDITION);
    const char *truth = truth_name(par_condition_holds(when, evaluation));
    step->name = parts ? par_arena_join(steps->arena, when->kind == PAR_ALL ? "all-" : "any-", truth, NULL) : truth;
    step->text = when->answer;
    if (!parts && steps->said)
        step->place = par_said_place(steps->said, PAR_COLUMN_ANSWER);
}
