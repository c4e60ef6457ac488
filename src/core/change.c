#include "parindex/rank.h"

struct par_history {
    const struct par_earlier *earlier;
    struct par_names *by_code; /* earlier code -> position */
    struct par_names *heirs;   /* predecessor code -> number of the unit that names it */
    unsigned char *is_shared;  /* per that number's predecessor: several units name it */
    const struct par_units *units;
};

const char *par_comparison_name(enum par_comparison comparison)
{
    static const char *const names[] = {"compared", "renamed", "not_comparable", "new"};
    return names[comparison];
}

/* A predecessor that two units name was split. */
static void note_heirs(struct par_history *history, const struct par_units *units)
{
    for (size_t i = 0; i < units->count; i++) {
        struct par_list list = units->items[i].predecessors;
        for (size_t k = 0; k < list.count; k++) {
            int32_t first = par_names_add(history->heirs, par_span_of(list.items[k]), (int32_t)i);
            if (first != PAR_NAME_NONE && (size_t)first != i)
                history->is_shared[first] = history->is_shared[i] = 1;
        }
    }
}

struct par_history *par_history_new(const struct par_earlier *earlier, size_t count, const struct par_units *units,
                                    struct par_arena *arena)
{
    struct par_history *history = par_arena_alloc(arena, sizeof *history);
    history->earlier = earlier;
    history->units = units;
    history->by_code = par_names_new(arena);
    history->heirs = par_names_new(arena);
    history->is_shared = par_arena_alloc(arena, units ? units->count : 0);
    for (size_t i = 0; i < count; i++)
        par_names_add(history->by_code, par_span_of(earlier[i].unit), (int32_t)i);
    if (units)
        note_heirs(history, units);
    return history;
}

bool par_history_continues(const struct par_history *history, const char *earlier_code)
{
    struct par_span code = par_span_of(earlier_code);
    return !history->units || par_names_find(history->units->codes, code) >= 0 ||
           par_names_find(history->heirs, code) >= 0;
}

static struct par_change change_to(const struct par_history *history, const struct par_standing *standing,
                                   const char *code, enum par_comparison comparison)
{
    int32_t position = par_names_find(history->by_code, par_span_of(code));
    if (position < 0)
        return (struct par_change){PAR_NEW, NULL, false};
    const struct par_earlier *earlier = &history->earlier[position];
    return (struct par_change){comparison, earlier, strcmp(earlier->bloc, standing->bloc) == 0};
}

/* Whether a unit of this year other than `who` is, or names as its predecessor, the unit of that code. */
static bool is_shared(const struct par_history *history, const struct par_unit *who, const char *code)
{
    struct par_span span = par_span_of(code);
    int32_t self = (int32_t)(who - history->units->items);
    int32_t heir = par_names_find(history->heirs, span), same = par_names_find(history->units->codes, span);
    return (heir >= 0 && (heir != self || history->is_shared[self])) || (same >= 0 && same != self);
}

struct par_change par_history_change(const struct par_history *history, const struct par_standing *standing)
{
    const struct par_unit *who = standing->who;
    if (!who)
        return change_to(history, standing, standing->unit, PAR_COMPARED);
    const char *before = who->predecessors.count ? who->predecessors.items[0] : who->code;
    if (who->predecessors.count > 1 || is_shared(history, who, before))
        return (struct par_change){PAR_NOT_COMPARABLE, NULL, false};
    return change_to(history, standing, before, strcmp(before, who->code) == 0 ? PAR_COMPARED : PAR_RENAMED);
}
