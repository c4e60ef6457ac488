/* manual: a score from 0 to the maximum, typed in, optionally from a minimum and in steps. */
#include "explain_steps.h"

static struct par_rule *read(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "min", "step", NULL};
    struct par_rule *rule = par_arena_alloc(reader->doc->arena, sizeof *rule);
    rule->typed = true;
    par_document_keys(reader->doc, node, known);
    par_document_points(reader->doc, node, "min", false, &rule->least);
    bool stepped = par_document_points(reader->doc, node, "step", false, &rule->step);
    if (rule->least < 0 || rule->least > reader->criterion->max || (stepped && rule->step <= 0))
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "0 <= min <= max, step > 0", NULL, NULL);
    return rule;
}

static struct par_outcome evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    (void)rule;
    (void)evaluation;
    return par_outcome_of(PAR_NO_ANSWER);
}

static const char *formula(const struct par_rule *rule, const struct par_formula *cells)
{
    (void)rule;
    if (!cells->answer)
        return NULL;
    return par_arena_join(cells->arena, "IF(COUNT(", cells->answer, ")=0,\"\",",
                          par_formula_score(cells->answer, cells), ")", NULL);
}

static void describe(const struct par_rule *rule, struct par_steps *steps)
{
    struct par_step *step = par_steps_add(steps, PAR_STEP_RULE_MANUAL);
    step->points = par_maybe_of(rule->least);
    step->max = par_maybe_of(steps->set->criteria[steps->criterion].max);
    if (rule->step)
        step->value = par_amount_of(par_points_ratio(rule->step), PAR_AMOUNT_POINTS);
}

static struct par_outcome explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps)
{
    (void)steps; /* the score is the row's */
    return evaluate(rule, evaluation);
}

const struct par_rule_type par_rule_manual = {
    .name = "manual", .read = read, .evaluate = evaluate, .describe = describe, .explain = explain, .formula = formula};
