/* Answers: one option instead of another, or (pick sum) options added to and parts dropped from the answer. */
#include "inverse_private.h"

static bool merit_of(struct par_inverse *inverse, const char *answer, par_points *merit)
{
    inverse->filled.answer = par_span_of(answer);
    return par_inverse_merit(inverse, merit);
}

/* --- Setting up -------------------------------------------------------------------------------------------------- */

static void split(struct par_inverse *inverse, struct par_span answer)
{
    size_t room = 0;
    while (answer.size > 0) {
        const char *bar = memchr(answer.text, '|', answer.size);
        size_t size = bar ? (size_t)(bar - answer.text) : answer.size;
        inverse->parts = par_arena_grow(inverse->evaluation.arena, inverse->parts, inverse->part_count, &room,
                                        sizeof *inverse->parts);
        inverse->parts[inverse->part_count++] = par_span_trim((struct par_span){answer.text, size});
        answer.text += size + (bar != NULL);
        answer.size -= size + (bar != NULL);
    }
}

/* The part of the answer that is the option: beside it the option would stand twice, which the rule refuses. */
static size_t part_of(struct par_inverse *inverse, const char *key)
{
    struct par_arena *arena = inverse->evaluation.arena;
    par_points merit;
    for (size_t i = 0; i < inverse->part_count; i++)
        if (!merit_of(inverse, par_arena_join(arena, par_arena_copy(arena, inverse->parts[i]), "|", key, NULL), &merit))
            return i;
    return inverse->part_count;
}

static void add_toggle(struct par_inverse *inverse, struct par_toggle toggle)
{
    size_t at = inverse->toggle_count++;
    for (; at > 0 && inverse->toggles[at - 1].worth < toggle.worth; at--)
        inverse->toggles[at] = inverse->toggles[at - 1];
    inverse->toggles[at] = toggle;
}

static void find_toggles(struct par_inverse *inverse)
{
    inverse->toggles = par_arena_array(inverse->evaluation.arena, inverse->option_count, sizeof *inverse->toggles);
    for (size_t i = 0; i < inverse->option_count; i++) {
        const struct par_rule_option *option = &inverse->options[i];
        par_points merit, worth = inverse->less ? -option->points : option->points;
        if (!merit_of(inverse, option->key, &merit))
            continue;
        size_t part = part_of(inverse, option->key);
        bool held = part < inverse->part_count;
        if (held ? worth < 0 : worth > 0)
            add_toggle(inverse, (struct par_toggle){!held, *option, part, held ? -worth : worth});
    }
}

bool par_inverse_set_answers(struct par_inverse *inverse)
{
    inverse->option_count =
        par_rule_options(inverse->rule, inverse->evaluation.arena, &inverse->options, &inverse->several);
    split(inverse, inverse->filled.answer);
    if (inverse->several)
        find_toggles(inverse);
    return true;
}

/* --- One of several ---------------------------------------------------------------------------------------------- */

static bool reach_option(struct par_inverse *inverse, par_points least, struct par_reach *out)
{
    const struct par_rule_option *chosen = NULL;
    par_points merit, reached = 0;
    for (size_t i = 0; i < inverse->option_count; i++) {
        if (!merit_of(inverse, inverse->options[i].key, &merit) || merit < least || (chosen && merit >= reached))
            continue;
        chosen = &inverse->options[i];
        reached = merit;
    }
    if (!chosen)
        return false;
    *out = (struct par_reach){.points = inverse->less ? -reached : reached,
                              .answer = chosen->key,
                              .changes = 1,
                              .added_count = 1,
                              .added = chosen};
    return true;
}

/* --- A sum ------------------------------------------------------------------------------------------------------- */

static bool drops(struct par_toggle *const *toggles, size_t count, size_t part)
{
    for (size_t i = 0; i < count; i++)
        if (!toggles[i]->adds && toggles[i]->part == part)
            return true;
    return false;
}

/* The answer given after some toggles. */
static const char *answer_after(struct par_inverse *inverse, struct par_toggle *const *toggles, size_t count)
{
    struct par_arena *arena = inverse->evaluation.arena;
    const char *text = "";
    for (size_t i = 0; i < inverse->part_count; i++)
        if (!drops(toggles, count, i))
            text = par_arena_join(arena, text, *text ? "|" : "", par_arena_copy(arena, inverse->parts[i]), NULL);
    for (size_t i = 0; i < count; i++)
        if (toggles[i]->adds)
            text = par_arena_join(arena, text, *text ? "|" : "", toggles[i]->option.key, NULL);
    return text;
}

static void tell(struct par_inverse *inverse, struct par_toggle *const *toggles, size_t count, par_points merit,
                 struct par_reach *out)
{
    struct par_arena *arena = inverse->evaluation.arena;
    struct par_rule_option *added = par_arena_array(arena, count, sizeof *added);
    const char **dropped = par_arena_array(arena, count, sizeof *dropped);
    *out = (struct par_reach){.points = inverse->less ? -merit : merit,
                              .answer = answer_after(inverse, toggles, count),
                              .changes = count,
                              .added = added,
                              .dropped = dropped};
    for (size_t i = 0; i < count; i++) {
        if (toggles[i]->adds)
            added[out->added_count++] = toggles[i]->option;
        else
            dropped[out->dropped_count++] = par_arena_copy(arena, inverse->parts[toggles[i]->part]);
    }
}

enum { MOST_TRIALS = 4096 };

/* The sets of `count` toggles gone through, the worthiest first; after so many trials the best so far stands. */
struct trials {
    struct par_inverse *inverse;
    par_points least;
    size_t count, made;
    struct par_toggle **taken, **best;
    bool found;
    par_points reached;
};

static void try(struct trials *trials)
{
    par_points merit;
    trials->made++;
    if (!merit_of(trials->inverse, answer_after(trials->inverse, trials->taken, trials->count), &merit) ||
        merit < trials->least || (trials->found && merit >= trials->reached))
        return;
    trials->found = true;
    trials->reached = merit;
    memcpy(trials->best, trials->taken, trials->count * sizeof *trials->best);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as there are options */
static void try_from(struct trials *trials, size_t from, size_t held)
{
    if (held == trials->count) {
        try(trials);
        return;
    }
    for (size_t i = from; i + trials->count - held <= trials->inverse->toggle_count; i++) {
        bool exact = trials->found && trials->reached == trials->least;
        if (exact || trials->made >= MOST_TRIALS)
            return;
        trials->taken[held] = &trials->inverse->toggles[i];
        try_from(trials, i + 1, held + 1);
    }
}

/* As few toggles as are enough, which the worthiest tell; of those the ones that earn least. */
static bool reach_sum(struct par_inverse *inverse, par_points least, struct par_reach *out)
{
    struct par_arena *arena = inverse->evaluation.arena;
    struct trials trials = {.inverse = inverse, .least = least};
    trials.taken = par_arena_array(arena, inverse->toggle_count, sizeof(struct par_toggle *));
    trials.best = par_arena_array(arena, inverse->toggle_count, sizeof(struct par_toggle *));
    for (size_t i = 0; i < inverse->toggle_count && !trials.found; i++) {
        trials.taken[i] = &inverse->toggles[i];
        trials.count = i + 1;
        try(&trials);
    }
    if (!trials.found)
        return false;
    try_from(&trials, 0, 0);
    tell(inverse, trials.best, trials.count, trials.reached, out);
    return true;
}

bool par_inverse_reach_answer(struct par_inverse *inverse, par_points least, struct par_reach *out)
{
    return inverse->several ? reach_sum(inverse, least, out) : reach_option(inverse, least, out);
}

bool par_inverse_best_answer(struct par_inverse *inverse, par_points *best)
{
    par_points merit;
    struct par_toggle **all = par_arena_array(inverse->evaluation.arena, inverse->toggle_count, sizeof *all);
    *best = inverse->now;
    if (inverse->several) {
        for (size_t i = 0; i < inverse->toggle_count; i++)
            all[i] = &inverse->toggles[i];
        if (merit_of(inverse, answer_after(inverse, all, inverse->toggle_count), &merit) && merit > *best)
            *best = merit;
        return *best > inverse->now;
    }
    for (size_t i = 0; i < inverse->option_count; i++)
        if (merit_of(inverse, inverse->options[i].key, &merit) && merit > *best)
            *best = merit;
    return *best > inverse->now;
}
