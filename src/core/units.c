#include "parindex/units.h"

#include <stdlib.h>

struct par_units *par_units_new(const char *file, const struct par_matching *matching, struct par_arena *arena)
{
    struct par_units *units = par_arena_alloc(arena, sizeof *units);
    units->file = file;
    units->matching = matching;
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
    struct par_place place = {.file = units->file, .sheet = units->sheet, .line = unit->line, .unit = unit->code};
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

/* A parent outside the list is said once. */
static void check_parents(struct par_units *units, struct par_arena *arena, struct par_diags *diags)
{
    struct par_names *said = par_names_new(arena);
    for (size_t i = 0; i < units->count; i++) {
        struct par_span parent = par_span_of(units->items[i].parent);
        if (parent.size == 0 || par_names_find(units->codes, parent) >= 0 ||
            par_names_add(said, parent, 0) != PAR_NAME_NONE)
            continue;
        report(units, &units->items[i], diags, PAR_NOTE, PAR_PARENT_UNKNOWN, parent.text, NULL, NULL);
    }
}

static const char *name_at(const void *units, size_t i)
{
    return ((const struct par_units *)units)->items[i].name;
}

void par_units_settle(struct par_units *units, struct par_set *const *sets, size_t set_count, struct par_arena *arena,
                      struct par_diags *diags)
{
    if (units->count > 1)
        qsort(units->items, units->count, sizeof *units->items, by_code);
    index_codes(units, diags);
    units->naming = par_naming_new(units->matching, PAR_MATCH_UNITS, units->count, name_at, units, arena);
    for (size_t i = 0; i < units->count; i++) {
        if (set_count > 0)
            choose_set(units, &units->items[i], sets, set_count, diags);
        check_bloc(units, &units->items[i], arena, diags);
    }
    check_parents(units, arena, diags);
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

const char *par_units_but_zeros(const struct par_units *units, struct par_span typed)
{
    for (size_t i = 0; i < units->count; i++)
        if (par_span_equal(without_zeros(par_span_of(units->items[i].code)), without_zeros(typed)))
            return units->items[i].code;
    return NULL;
}

enum { CANDIDATES_NAMED = 6 };

/* "00123 Xã Tân Bình (72), 04567 Xã Tân Bình (80), ..." */
static const char *candidates_text(const struct par_units *units, struct par_matches matches, struct par_arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < matches.count && i < CANDIDATES_NAMED; i++) {
        const struct par_unit *unit = &units->items[matches.items[i]];
        const char *parent = *unit->parent ? par_arena_join(arena, " (", unit->parent, ")", NULL) : "";
        text = par_arena_join(arena, text, i ? ", " : "", unit->code, " ", unit->name, parent, NULL);
    }
    return matches.count > CANDIDATES_NAMED ? par_arena_join(arena, text, ", ...", NULL) : text;
}

static const char *nearest_unit(const struct par_units *units, struct par_span typed, struct par_arena *arena)
{
    const char *code = par_names_nearest(typed, units->count, code_at, units);
    if (code)
        return code;
    const char *name = par_names_nearest(typed, units->count, name_at, units);
    for (size_t i = 0; name && i < units->count; i++)
        if (units->items[i].name == name)
            return par_arena_join(arena, units->items[i].code, " ", name, NULL);
    return "";
}

/* No code and no name: why. */
static void report_unknown(const struct par_units *units, struct par_span typed, struct par_matches matches,
                           const struct par_place *place, struct par_arena *arena, struct par_diags *diags)
{
    enum par_code code = matches.count > 1 ? PAR_UNIT_AMBIGUOUS : PAR_UNIT_UNKNOWN;
    if (!par_diags_wants(diags, PAR_ERROR, code)) {
        par_diags_add(diags, PAR_ERROR, code, place, NULL);
        return;
    }
    const char *written = par_arena_copy(arena, typed);
    const char *zeros = matches.count > 1 ? NULL : par_units_but_zeros(units, typed);
    if (matches.count > 1)
        par_diags_add(diags, PAR_ERROR, code, place, written, candidates_text(units, matches, arena), NULL);
    else if (zeros)
        par_diags_add(diags, PAR_ERROR, PAR_UNIT_ZEROS, place, written, zeros, NULL);
    else
        par_diags_add(diags, PAR_ERROR, code, place, written, nearest_unit(units, typed, arena), NULL);
}

int32_t par_units_seek(const struct par_units *units, struct par_span typed, struct par_matches *matches,
                       const struct par_place *place, struct par_arena *arena, struct par_diags *diags)
{
    int32_t position = par_names_find(units->codes, typed);
    *matches = (struct par_matches){0};
    if (position >= 0 || typed.size == 0)
        return position;
    bool first;
    *matches = par_naming_find(units->naming, typed, &first);
    if (matches->count != 1)
        return PAR_NAME_NONE;
    const struct par_unit *unit = &units->items[matches->items[0]];
    if (first && !matches->exact)
        par_diags_add(diags, PAR_NOTE, PAR_UNIT_BY_NAME, place, par_arena_copy(arena, typed),
                      par_arena_join(arena, unit->code, " ", unit->name, NULL), NULL);
    return (int32_t)matches->items[0];
}

int32_t par_units_find(const struct par_units *units, struct par_span typed, const struct par_place *place,
                       struct par_arena *arena, struct par_diags *diags)
{
    struct par_matches matches;
    int32_t position = par_units_seek(units, typed, &matches, place, arena, diags);
    if (position >= 0)
        return position;
    if (typed.size == 0)
        par_diags_add(diags, PAR_ERROR, PAR_UNIT_EMPTY, place, NULL);
    else
        report_unknown(units, typed, matches, place, arena, diags);
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

bool par_unit_is_excluded(const struct par_unit *unit, const struct par_set *set, int32_t position)
{
    for (; position >= 0; position = set->criteria[position].parent) {
        const struct par_criterion *criterion = &set->criteria[position];
        if (criterion->applies_to.count && !par_unit_is_in(unit, criterion->applies_to))
            return true;
        if (criterion->except.count && par_unit_is_in(unit, criterion->except))
            return true;
    }
    return false;
}

const struct par_rule *par_unit_rule(const struct par_unit *unit, const struct par_criterion *criterion)
{
    for (size_t i = 0; i < criterion->rule_count; i++)
        if (criterion->rules[i].serves.count == 0 || par_unit_is_in(unit, criterion->rules[i].serves))
            return criterion->rules[i].rule;
    return NULL;
}
