#include "succession.h"

struct par_history {
    const struct par_earlier *earlier;
    struct par_names *by_code;               /* earlier code -> position */
    const struct par_succession *succession; /* NULL: no unit list was given */
};

const char *par_comparison_name(enum par_comparison comparison)
{
    static const char *const names[] = {"compared", "renamed", "not_comparable", "new"};
    return names[comparison];
}

struct par_history *par_history_new(const struct par_earlier *earlier, size_t count, const struct par_units *units,
                                    struct par_arena *arena)
{
    struct par_history *history = par_arena_alloc(arena, sizeof *history);
    history->earlier = earlier;
    history->by_code = par_names_new(arena);
    history->succession = units ? par_succession_new(units, arena) : NULL;
    for (size_t i = 0; i < count; i++)
        par_names_add(history->by_code, par_span_of(earlier[i].unit), (int32_t)i);
    return history;
}

bool par_history_continues(const struct par_history *history, const char *earlier_code)
{
    return !history->succession || par_succession_continues(history->succession, earlier_code);
}

/* By the unit list; without one by the code alone. */
static struct par_ancestry ancestry_of(const struct par_history *history, const struct par_standing *standing)
{
    const struct par_succession *succession = history->succession;
    if (succession && standing->who)
        return par_succession_find(succession, (size_t)(standing->who - par_succession_units(succession)->items),
                                   history->by_code);
    int32_t number = par_names_find(history->by_code, par_span_of(standing->unit));
    return (struct par_ancestry){number < 0 ? PAR_NEW : PAR_COMPARED, standing->unit, number};
}

struct par_change par_history_change(const struct par_history *history, const struct par_standing *standing)
{
    struct par_ancestry ancestry = ancestry_of(history, standing);
    if (ancestry.number < 0)
        return (struct par_change){ancestry.comparison, NULL, false};
    const struct par_earlier *earlier = &history->earlier[ancestry.number];
    return (struct par_change){ancestry.comparison, earlier, strcmp(earlier->bloc, standing->bloc) == 0};
}
