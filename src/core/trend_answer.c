#include "trend_carry.h"

static struct par_answers *answers_of(struct par_carried *carried, const struct par_rule *from,
                                      const struct par_rule *to)
{
    for (struct par_answers *answers = carried->answers; answers; answers = answers->next)
        if (answers->from == from && answers->to == to)
            return answers;
    struct par_answers *answers = par_arena_alloc(carried->arena, sizeof *answers);
    bool several;
    answers->from = from;
    answers->to = to;
    answers->from_count = par_rule_options(from, carried->arena, &answers->from_options, &answers->several);
    answers->to_count = par_rule_options(to, carried->arena, &answers->to_options, &several);
    answers->seen = par_names_new(carried->arena);
    answers->next = carried->answers;
    carried->answers = answers;
    return answers;
}

/* "2" is the second option of a choice. */
static const struct par_rule_option *numbered(const struct par_answers *answers, struct par_span text)
{
    struct par_quantity number;
    bool whole = text.size <= 3 && par_quantity_parse(text, &number) == PAR_NUMBER_OK && number.scale == 0;
    bool is_choice = strcmp(par_rule_type(answers->from), "choice") == 0;
    if (!whole || !is_choice || number.mantissa < 1 || (size_t)number.mantissa > answers->from_count)
        return NULL;
    return &answers->from_options[number.mantissa - 1];
}

static bool is_called(const struct par_rule_option *option, const char *folded, struct par_carried *carried)
{
    return strcmp(option->key, folded) == 0 ||
           strcmp(carried->fold(par_span_of(option->label.vi), carried->arena), folded) == 0;
}

/* The option of the old rule that was meant. */
static const struct par_rule_option *meant(struct par_carried *carried, const struct par_answers *answers,
                                           struct par_span text)
{
    for (size_t i = 0; i < answers->from_count; i++)
        if (par_span_is(text, answers->from_options[i].key))
            return &answers->from_options[i];
    const struct par_rule_option *option = numbered(answers, text);
    const char *folded = option ? "" : carried->fold(text, carried->arena);
    for (size_t i = 0; !option && i < answers->from_count; i++)
        if (*folded && is_called(&answers->from_options[i], folded, carried))
            option = &answers->from_options[i];
    return option;
}

/* The key of the same option of the new rule. */
static const char *counterpart(struct par_carried *carried, const struct par_answers *answers,
                               const struct par_rule_option *option)
{
    for (size_t i = 0; i < answers->to_count; i++)
        if (strcmp(answers->to_options[i].key, option->key) == 0)
            return option->key;
    const char *label = carried->fold(par_span_of(option->label.vi), carried->arena);
    for (size_t i = 0; i < answers->to_count; i++)
        if (strcmp(carried->fold(par_span_of(answers->to_options[i].label.vi), carried->arena), label) == 0)
            return answers->to_options[i].key;
    return NULL;
}

static const char *translate(struct par_carried *carried, const struct par_answers *answers, struct par_span answer)
{
    const char *text = "";
    while (answer.size > 0) {
        const char *bar = answers->several ? memchr(answer.text, '|', answer.size) : NULL;
        size_t size = bar ? (size_t)(bar - answer.text) : answer.size;
        struct par_span part = par_span_trim((struct par_span){answer.text, size});
        const struct par_rule_option *option = meant(carried, answers, part);
        const char *key = option ? counterpart(carried, answers, option) : NULL;
        if (!key)
            return NULL;
        text = par_arena_join(carried->arena, text, *text ? "|" : "", key, NULL);
        answer.text += size + (bar != NULL);
        answer.size -= size + (bar != NULL);
    }
    return text;
}

const char *par_carry_answer(struct par_carried *carried, const struct par_rule *from, const struct par_rule *to,
                             const char *answer)
{
    struct par_answers *answers = answers_of(carried, from, to);
    int32_t seen = par_names_find(answers->seen, par_span_of(answer));
    if (seen >= 0)
        return answers->texts[seen];
    answers->texts =
        par_arena_grow(carried->arena, answers->texts, answers->count, &answers->room, sizeof *answers->texts);
    par_names_add(answers->seen, par_span_of(answer), (int32_t)answers->count);
    answers->texts[answers->count] = translate(carried, answers, par_span_of(answer));
    return answers->texts[answers->count++];
}
