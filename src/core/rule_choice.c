/* choice: one of labelled options, or (pick sum) the sum of those that hold. */
#include "explain_steps.h"

struct option {
    const char *key;
    const char *label; /* folded */
    struct par_label wording;
    par_points points;
};

struct choice {
    struct par_rule rule;
    bool sum;
    size_t count;
    struct option *options;
    par_points *scores; /* per option */
};

static void check_repeated(struct par_rule_reader *reader, const struct par_node *node, const struct choice *choice)
{
    const struct option *last = &choice->options[choice->count - 1];
    for (size_t i = 0; i + 1 < choice->count; i++) {
        const struct option *option = &choice->options[i];
        if (strcmp(option->key, last->key) == 0)
            par_document_error(reader->doc, node, PAR_KEY_REPEATED, last->key, NULL, NULL);
        if (*last->label && strcmp(option->label, last->label) == 0)
            par_rule_fault(reader, node, PAR_FAULT_LABEL_REPEATED, last->label, option->key, NULL);
    }
}

static void read_option(struct par_rule_reader *reader, const struct par_node *node, struct choice *choice)
{
    static const char *const known[] = {"key", "label", "points", "share", NULL};
    if (!par_document_keys(reader->doc, node, known))
        return;
    struct option *option = &choice->options[choice->count];
    const char *key = par_document_string(reader->doc, node, "key", true);
    struct par_label label = par_document_label(reader->doc, node, "label", false);
    option->key = key ? key : "";
    option->wording = *label.vi ? label : (struct par_label){.vi = option->key};
    option->label = reader->fold(par_span_of(label.vi), reader->doc->arena);
    par_rule_read_points(reader, node, &option->points);
    if (!choice->sum)
        par_rule_check_negative(reader, node, option->points);
    choice->scores[choice->count++] = option->points;
    if (strpbrk(option->key, "|"))
        par_document_error(reader->doc, node, PAR_ID_INVALID, option->key, "|", NULL);
    check_repeated(reader, node, choice);
}

static par_points best_of(const struct choice *choice)
{
    par_points best = 0;
    for (size_t i = 0; i < choice->count; i++) {
        par_points points = choice->options[i].points;
        if (!choice->sum)
            best = points > best ? points : best;
        else if (points > 0 && !par_points_add(best, points, &best))
            return INT64_MAX;
    }
    return best;
}

static struct par_rule *read(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "options", "pick", NULL};
    static const char *const picks[] = {"one", "sum", NULL};
    struct choice *choice = par_arena_alloc(reader->doc->arena, sizeof *choice);
    choice->rule.takes_answer = true;
    par_document_keys(reader->doc, node, known);
    choice->sum = par_document_choice(reader->doc, node, "pick", picks, 0) == 1;
    const struct par_node *options = par_document_array(reader->doc, node, "options", true);
    if (!options)
        return &choice->rule;
    size_t before = par_diags_errors(reader->doc->diags);
    choice->options = par_arena_array(reader->doc->arena, options->count, sizeof *choice->options);
    choice->scores = par_arena_array(reader->doc->arena, options->count, sizeof *choice->scores);
    for (const struct par_node *option = options->first; option; option = option->next)
        read_option(reader, option, choice);
    if (choice->count == 0)
        par_document_error(reader->doc, options, PAR_RULE_VALUE, "no options", NULL, NULL);
    if (before == par_diags_errors(reader->doc->diags))
        par_rule_check_best(reader, options, best_of(choice));
    return &choice->rule;
}

/* The number of an option: 1 for the first. -1 when the text is no such number. */
static long number_of(struct par_span text, size_t count)
{
    long number = 0;
    if (text.size == 0 || text.size > 3)
        return -1;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] < '0' || text.text[i] > '9')
            return -1;
        number = number * 10 + (text.text[i] - '0');
    }
    return number >= 1 && (size_t)number <= count ? number - 1 : -1;
}

static const struct option *option_of(const struct choice *choice, const struct par_evaluation *evaluation,
                                      struct par_span text)
{
    for (size_t i = 0; i < choice->count; i++)
        if (par_span_is(text, choice->options[i].key))
            return &choice->options[i];
    long number = number_of(text, choice->count);
    if (number >= 0)
        return &choice->options[number];
    const char *label = evaluation->fold(text, evaluation->arena);
    for (size_t i = 0; i < choice->count; i++)
        if (*label && (strcmp(label, choice->options[i].label) == 0 || strcmp(label, choice->options[i].key) == 0))
            return &choice->options[i];
    return NULL;
}

static const char *keys_text(const struct choice *choice, struct par_arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < choice->count; i++)
        text = par_arena_join(arena, text, i ? ", " : "", choice->options[i].key, NULL);
    return text;
}

static struct par_outcome refuse_answer(const struct choice *choice, const struct par_evaluation *evaluation,
                                        struct par_span text)
{
    return par_outcome_refuse(evaluation, PAR_ANSWER_UNKNOWN, par_arena_copy(evaluation->arena, text),
                              keys_text(choice, evaluation->arena), NULL);
}

static struct par_outcome evaluate_sum(const struct choice *choice, const struct par_evaluation *evaluation,
                                       struct par_span answer)
{
    par_points sum = 0;
    unsigned char *taken = par_arena_alloc(evaluation->arena, choice->count);
    while (answer.size > 0) {
        const char *bar = memchr(answer.text, '|', answer.size);
        size_t size = bar ? (size_t)(bar - answer.text) : answer.size;
        struct par_span part = par_span_trim((struct par_span){answer.text, size});
        const struct option *option = option_of(choice, evaluation, part);
        if (!option || taken[option - choice->options]++)
            return refuse_answer(choice, evaluation, part);
        sum += option->points;
        answer.text += size + (bar != NULL);
        answer.size -= size + (bar != NULL);
    }
    par_points max = evaluation->criterion->max;
    return par_outcome_points(sum < 0 ? 0 : sum > max ? max : sum);
}

static struct par_outcome evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    const struct choice *choice = (const struct choice *)rule;
    struct par_span answer = evaluation->filled->answer;
    if (answer.size == 0)
        return par_outcome_of(PAR_NO_ANSWER);
    if (choice->sum)
        return evaluate_sum(choice, evaluation, answer);
    const struct option *option = option_of(choice, evaluation, answer);
    return option ? par_outcome_points(option->points) : refuse_answer(choice, evaluation, answer);
}

static size_t scores(const struct par_rule *rule, const par_points **points)
{
    const struct choice *choice = (const struct choice *)rule;
    *points = choice->scores;
    return choice->sum ? 0 : choice->count;
}

static void options(const struct par_rule *rule, struct par_option_list *list)
{
    const struct choice *choice = (const struct choice *)rule;
    list->several = choice->sum;
    for (size_t i = 0; i < choice->count; i++) {
        const struct option *option = &choice->options[i];
        struct par_rule_option listed = {option->key, option->wording, true, option->points};
        par_option_add(list, &listed, option->label);
    }
}

static const char *formula_of_sum(const struct choice *choice, const struct par_formula *cells)
{
    struct par_arena *arena = cells->arena;
    const char *sum = "", *blank = "";
    for (size_t i = 0; i < choice->count; i++) {
        const char *tick = par_formula_option(cells, choice->options[i].key);
        if (!tick)
            continue;
        const char *points = par_formula_points(choice->options[i].points, arena), *comma = *sum ? "," : "";
        sum = par_arena_join(arena, sum, comma, "IF(", tick, "=\"\",0,", points, ")", NULL);
        blank = par_arena_join(arena, blank, *blank ? "&" : "", tick, NULL);
    }
    return par_arena_join(arena, "IF(", blank, "=\"\",\"\",MAX(0,MIN(",
                          par_formula_points(cells->criterion->max, arena), ",SUM(", sum, "))))", NULL);
}

static const char *formula(const struct par_rule *rule, const struct par_formula *cells)
{
    const struct choice *choice = (const struct choice *)rule;
    struct par_arena *arena = cells->arena;
    if (choice->count > PAR_FORMULA_NESTS || cells->option_count == 0)
        return NULL;
    if (choice->sum)
        return formula_of_sum(choice, cells);
    const char *text = "\"?\"";
    for (size_t i = choice->count; i-- > 0;) {
        const char *label = par_formula_option(cells, choice->options[i].key);
        if (label)
            text = par_arena_join(arena, "IF(", cells->answer, "=", label, ",",
                                  par_formula_points(choice->options[i].points, arena), ",", text, ")", NULL);
    }
    return par_arena_join(arena, "IF(", cells->answer, "=\"\",\"\",", text, ")", NULL);
}

/* --- As steps ---------------------------------------------------------------------------------------------------- */

static void add_option(const struct option *option, enum par_step_kind kind, struct par_steps *steps)
{
    struct par_step *step = par_steps_add(steps, kind);
    step->name = option->key;
    step->label = option->wording;
    step->points = par_maybe_of(option->points);
}

static void describe(const struct par_rule *rule, struct par_steps *steps)
{
    const struct choice *choice = (const struct choice *)rule;
    if (choice->sum)
        par_steps_add(steps, PAR_STEP_RULE_SUM)->max = par_maybe_of(steps->set->criteria[steps->criterion].max);
    steps->depth += choice->sum;
    for (size_t i = 0; i < choice->count; i++)
        add_option(&choice->options[i], PAR_STEP_RULE_OPTION, steps);
    steps->depth -= choice->sum;
}

/* The first part of an answer, which then is the rest. */
static struct par_span take_part(const struct choice *choice, struct par_span *answer)
{
    const char *bar = choice->sum ? memchr(answer->text, '|', answer->size) : NULL;
    size_t size = bar ? (size_t)(bar - answer->text) : answer->size;
    struct par_span part = par_span_trim((struct par_span){answer->text, size});
    answer->text += size + (bar != NULL);
    answer->size -= size + (bar != NULL);
    return part;
}

static struct par_outcome explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps)
{
    const struct choice *choice = (const struct choice *)rule;
    struct par_outcome outcome = evaluate(rule, evaluation);
    struct par_span answer = evaluation->filled->answer;
    par_points sum = 0;
    while (outcome.verdict == PAR_EARNED && answer.size > 0) {
        struct par_span part = take_part(choice, &answer);
        const struct option *option = option_of(choice, evaluation, part);
        sum += option->points;
        add_option(option, PAR_STEP_OPTION, steps);
        steps->items[steps->count - 1].text = par_arena_copy(steps->arena, part);
        if (steps->said)
            steps->items[steps->count - 1].place = par_said_place(steps->said, PAR_COLUMN_ANSWER);
    }
    if (outcome.verdict != PAR_EARNED || !choice->sum)
        return outcome;
    struct par_step *step = par_steps_add(steps, PAR_STEP_OPTIONS);
    step->value = par_amount_of(par_points_ratio(sum), PAR_AMOUNT_POINTS);
    step->points = par_maybe_of(outcome.points);
    step->max = par_maybe_of(evaluation->criterion->max);
    return outcome;
}

const struct par_rule_type par_rule_choice = {.name = "choice",
                                              .read = read,
                                              .evaluate = evaluate,
                                              .describe = describe,
                                              .explain = explain,
                                              .scores = scores,
                                              .formula = formula,
                                              .options = options};
