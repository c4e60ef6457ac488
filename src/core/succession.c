#include "succession.h"

struct par_succession {
    const struct par_units *units;
    struct par_names *heirs;  /* predecessor -> the first unit that names it */
    unsigned char *is_shared; /* per that unit: another one names its predecessor as well */
};

struct par_succession *par_succession_new(const struct par_units *units, struct par_arena *arena)
{
    struct par_succession *succession = par_arena_alloc(arena, sizeof *succession);
    *succession = (struct par_succession){units, par_names_new(arena), par_arena_alloc(arena, units->count)};
    for (size_t i = 0; i < units->count; i++) {
        struct par_list list = units->items[i].predecessors;
        for (size_t k = 0; k < list.count; k++) {
            int32_t first = par_names_add(succession->heirs, par_span_of(list.items[k]), (int32_t)i);
            if (first != PAR_NAME_NONE && (size_t)first != i)
                succession->is_shared[first] = succession->is_shared[i] = 1;
        }
    }
    return succession;
}

const struct par_units *par_succession_units(const struct par_succession *succession)
{
    return succession->units;
}

static int32_t heir_of(const struct par_succession *succession, const char *code)
{
    return par_names_find(succession->heirs, par_span_of(code));
}

static int32_t same_as(const struct par_succession *succession, const char *code)
{
    return par_names_find(succession->units->codes, par_span_of(code));
}

bool par_succession_continues(const struct par_succession *succession, const char *code)
{
    return same_as(succession, code) >= 0 || heir_of(succession, code) >= 0;
}

/* Whether another unit of the list is, or goes on from, the unit of that code. */
static bool is_others(const struct par_succession *succession, size_t unit, const char *code)
{
    int32_t heir = heir_of(succession, code), same = same_as(succession, code);
    return (heir >= 0 && ((size_t)heir != unit || succession->is_shared[unit])) || (same >= 0 && (size_t)same != unit);
}

static bool has(const struct par_names *earlier, const char *code)
{
    return par_names_find(earlier, par_span_of(code)) >= 0;
}

/* Where the earlier period has none of them: whether they are several, or another unit's as well. */
static bool is_mixed(const struct par_succession *succession, size_t position)
{
    struct par_list before = succession->units->items[position].predecessors;
    return before.count > 1 || (before.count == 1 && is_others(succession, position, before.items[0]));
}

/* Whether the earlier period has one of the predecessors beside the unit itself. */
static bool has_predecessor(const struct par_unit *unit, const struct par_names *earlier)
{
    for (size_t i = 0; i < unit->predecessors.count; i++)
        if (strcmp(unit->predecessors.items[i], unit->code) != 0 && has(earlier, unit->predecessors.items[i]))
            return true;
    return false;
}

struct par_ancestry par_succession_find(const struct par_succession *succession, size_t position,
                                        const struct par_names *earlier)
{
    const struct par_unit *unit = &succession->units->items[position];
    bool itself = has(earlier, unit->code), renamed = has_predecessor(unit, earlier);
    if (!itself && !renamed)
        return (struct par_ancestry){is_mixed(succession, position) ? PAR_NOT_COMPARABLE : PAR_NEW, NULL,
                                     PAR_NAME_NONE};
    const char *code = renamed ? unit->predecessors.items[0] : unit->code;
    if ((renamed && (itself || unit->predecessors.count > 1)) || is_others(succession, position, code))
        return (struct par_ancestry){PAR_NOT_COMPARABLE, NULL, PAR_NAME_NONE};
    return (struct par_ancestry){renamed ? PAR_RENAMED : PAR_COMPARED, code,
                                 par_names_find(earlier, par_span_of(code))};
}
