#include "parindex/units.h"

#include <stdlib.h>

struct par_units *par_units_new(const char *file, struct par_arena *arena)
{
    struct par_units *units = par_arena_alloc(arena, sizeof *units);
    units->file = file;
    units->codes = par_names_new(arena);
    return units;
}

void par_units_add(struct par_units *units, const struct par_unit *unit, struct par_arena *arena)
{
    units->items = par_arena_grow(arena, units->items, units->count, &units->room, sizeof *units->items);
    units->items[units->count++] = *unit;
}

static void report(const struct par_units *units, const struct par_unit *unit, struct par_diags *diags,
                   enum par_severity severity, enum par_code code, const char *a, const char *b, const char *c)
{
    struct par_place place = {.file = units->file, .line = unit->line, .unit = unit->code};
    par_diags_add(diags, severity, code, &place, a ? a : "", b ? b : "", c ? c : "", NULL);
}

static int by_code(const void *a, const void *b)
{
    const struct par_unit *left = a, *right = b;
    int order = strcmp(left->code, right->code);
    return order ? order : (left->line > right->line) - (left->line < right->line);
}

static void index_codes(struct par_units *units, struct par_diags *diags)
{
    for (size_t i = 0; i < units->count; i++) {
        const struct par_unit *unit = &units->items[i];
        int32_t first = par_names_add(units->codes, par_span_of(unit->code), (int32_t)i);
        if (first == PAR_NAME_NONE)
            continue;
        char line[PAR_DECIMAL_TEXT];
        par_decimal_print(units->items[first].line, 0, 0, '.', line);
        report(units, unit, diags, PAR_ERROR, PAR_UNIT_REPEATED, unit->code, line, NULL);
    }
}

static const struct par_set *set_by_level(const char *level, struct par_set *const *sets, size_t count, bool *several)
{
    const struct par_set *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(sets[i]->level, level) != 0)
            continue;
        *several = found != NULL;
        found = sets[i];
    }
    return found;
}

static void choose_set(struct par_units *units, struct par_unit *unit, struct par_set *const *sets, size_t count,
                       struct par_diags *diags)
{
    bool several = false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(sets[i]->id, unit->set_id) == 0)
            unit->set = sets[i];
    if (*unit->set_id && !unit->set)
        report(units, unit, diags, PAR_ERROR, PAR_SET_UNKNOWN, unit->set_id, NULL, NULL);
    if (*unit->set_id)
        return;
    if (*unit->level)
        unit->set = set_by_level(unit->level, sets, count, &several);
    if (!unit->set && count == 1 && (!*unit->level || !*sets[0]->level))
        unit->set = sets[0];
    if (!unit->set || several)
        report(units, unit, diags, PAR_ERROR, PAR_UNIT_NO_SET, unit->code, unit->level, NULL);
}

static void check_bloc(struct par_units *units, const struct par_unit *unit, struct par_arena *arena,
                       struct par_diags *diags)
{
    const struct par_set *set = unit->set;
    const char *known = "";
    if (!set || set->bloc_count == 0)
        return;
    for (size_t i = 0; i < set->bloc_count; i++) {
        if (strcmp(set->blocs[i].id, unit->bloc) == 0)
            return;
        known = par_arena_join(arena, known, i ? ", " : "", set->blocs[i].id, NULL);
    }
    if (*unit->bloc)
        report(units, unit, diags, PAR_ERROR, PAR_BLOC_UNKNOWN, unit->bloc, known, NULL);
    else
        report(units, unit, diags, PAR_ERROR, PAR_BLOC_MISSING, unit->code, known, NULL);
}

/* The units of one bloc are ranked against one another, so they must be judged by one set. */
static void check_mixing(struct par_units *units, struct par_arena *arena, struct par_diags *diags)
{
    struct par_names *blocs = par_names_new(arena);
    for (size_t i = 0; i < units->count; i++) {
        const struct par_unit *unit = &units->items[i];
        int32_t first = par_names_add(blocs, par_span_of(unit->bloc), (int32_t)i);
        if (first == PAR_NAME_NONE || !unit->set || !units->items[first].set || units->items[first].set == unit->set)
            continue;
        report(units, unit, diags, PAR_ERROR, PAR_BLOC_MIXED, unit->bloc, unit->set->id, units->items[first].set->id);
    }
}

void par_units_settle(struct par_units *units, struct par_set *const *sets, size_t set_count, struct par_arena *arena,
                      struct par_diags *diags)
{
    if (units->count > 1)
        qsort(units->items, units->count, sizeof *units->items, by_code);
    index_codes(units, diags);
    for (size_t i = 0; i < units->count; i++) {
        if (set_count > 0)
            choose_set(units, &units->items[i], sets, set_count, diags);
        check_bloc(units, &units->items[i], arena, diags);
        const char *parent = units->items[i].parent;
        if (*parent && par_names_find(units->codes, par_span_of(parent)) < 0)
            report(units, &units->items[i], diags, PAR_NOTE, PAR_PARENT_UNKNOWN, parent, NULL, NULL);
    }
    check_mixing(units, arena, diags);
}

static struct par_span without_zeros(struct par_span code)
{
    while (code.size > 1 && *code.text == '0') {
        code.text++;
        code.size--;
    }
    return code;
}

static const char *code_at(const void *units, size_t i)
{
    return ((const struct par_units *)units)->items[i].code;
}

static const char *same_but_zeros(const struct par_units *units, struct par_span code)
{
    for (size_t i = 0; i < units->count; i++)
        if (par_span_equal(without_zeros(par_span_of(units->items[i].code)), without_zeros(code)))
            return units->items[i].code;
    return NULL;
}

int32_t par_units_find(const struct par_units *units, struct par_span code, const struct par_place *place,
                       struct par_arena *arena, struct par_diags *diags)
{
    int32_t position = par_names_find(units->codes, code);
    if (position >= 0)
        return position;
    if (!par_diags_wants(diags, PAR_ERROR, PAR_UNIT_UNKNOWN)) {
        par_diags_add(diags, PAR_ERROR, PAR_UNIT_UNKNOWN, place, NULL);
        return PAR_NAME_NONE;
    }
    const char *written = par_arena_copy(arena, code), *zeros = same_but_zeros(units, code);
    if (zeros) {
        par_diags_add(diags, PAR_ERROR, PAR_UNIT_ZEROS, place, written, zeros, NULL);
    } else {
        const char *nearest = par_names_nearest(code, units->count, code_at, units);
        par_diags_add(diags, PAR_ERROR, PAR_UNIT_UNKNOWN, place, written, nearest ? nearest : "", NULL);
    }
    return PAR_NAME_NONE;
}

bool par_unit_is_in(const struct par_unit *unit, struct par_list list)
{
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i], unit->code) == 0 || strcmp(list.items[i], unit->bloc) == 0 ||
            strcmp(list.items[i], unit->level) == 0 || par_list_has(unit->groups, list.items[i]))
            return true;
    return false;
}
