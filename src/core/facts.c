#include "assessment_private.h"

struct par_facts *par_facts_new(const struct par_units *units, struct par_arena *arena)
{
    struct par_facts *facts = par_arena_alloc(arena, sizeof *facts);
    facts->units = units;
    facts->arena = arena;
    facts->by_unit = par_arena_array(arena, units->count, sizeof *facts->by_unit);
    return facts;
}

bool par_facts_kind(const struct par_facts *facts, size_t unit, struct par_span name, enum par_input_kind *kind)
{
    const struct par_set *set = facts->units->items[unit].set;
    int32_t input = par_names_find(set->input_names, name);
    if (input >= 0)
        *kind = set->inputs[input].kind;
    return input >= 0;
}

bool par_facts_add(struct par_facts *facts, size_t unit, struct par_span name, struct par_quantity value,
                   const struct par_place *place, struct par_diags *diags)
{
    const struct par_set *set = facts->units->items[unit].set;
    int32_t input = par_names_find(set->input_names, name);
    if (input < 0) {
        const char *nearest = par_set_nearest_input(set, name);
        par_diags_add(diags, PAR_ERROR, PAR_FACT_UNKNOWN, place, par_arena_copy(facts->arena, name),
                      nearest ? nearest : "", NULL);
        return false;
    }
    struct par_fact_unit *of = &facts->by_unit[unit];
    if (!of->known) {
        of->known = par_arena_array(facts->arena, set->input_count, sizeof *of->known);
        of->values = par_arena_array(facts->arena, set->input_count, sizeof *of->values);
        of->files = par_arena_array(facts->arena, set->input_count, sizeof *of->files);
        of->lines = par_arena_array(facts->arena, set->input_count, sizeof *of->lines);
    }
    if (of->known[input]) {
        char line[PAR_DECIMAL_TEXT];
        par_decimal_print(of->lines[input], 0, 0, '.', line);
        par_diags_add(diags, PAR_ERROR, PAR_FACT_REPEATED, place, facts->units->items[unit].code,
                      set->inputs[input].name, line, NULL);
        return false;
    }
    of->known[input] = true;
    of->values[input] = value;
    of->files[input] = place->file;
    of->lines[input] = place->line;
    return true;
}

const struct par_units *par_facts_units(const struct par_facts *facts)
{
    return facts->units;
}
