#include "trend_carry.h"

const char *par_carry_name(enum par_carry carry)
{
    static const char *const names[] = {"", "new", "scope", "answer", "inputs", "typed", "refused"};
    return names[carry];
}

/* --- Units under their new sets ---------------------------------------------------------------------------------- */

static void list_units(struct par_carried *carried)
{
    const struct par_units *older = par_assessment_units(carried->older);
    struct par_units *units = par_units_new(older->file, older->matching, carried->arena);
    units->sheet = older->sheet;
    carried->units = units;
    carried->positions = par_arena_array(carried->arena, older->count, sizeof *carried->positions);
    carried->origins = par_arena_array(carried->arena, older->count, sizeof *carried->origins);
    for (size_t i = 0; i < older->count; i++) {
        carried->positions[i] = PAR_NAME_NONE;
        if (!carried->targets[i].set)
            continue;
        struct par_unit unit = older->items[i];
        unit.set = carried->targets[i].set;
        unit.predecessors = (struct par_list){0, NULL};
        carried->origins[units->count] = i;
        carried->positions[i] = (int32_t)units->count;
        par_units_add(units, &unit, carried->arena);
    }
    par_units_settle(units, NULL, 0, carried->arena, carried->silent); /* they are in the order of codes already */
}

static size_t widest_inputs(const struct par_carried *carried)
{
    size_t most = 0;
    for (size_t i = 0; i < carried->units->count; i++)
        if (carried->units->items[i].set->input_count > most)
            most = carried->units->items[i].set->input_count;
    return most;
}

/* --- Carrying ---------------------------------------------------------------------------------------------------- */

static void carry_unit(struct par_carried *carried, size_t unit)
{
    struct par_unit_state *state = &carried->assessment->states[unit];
    carried->unit = unit;
    carried->origin = carried->origins[unit];
    carried->set = carried->units->items[unit].set;
    carried->old_set = par_assessment_units(carried->older)->items[carried->origin].set;
    carried->mapping = carried->targets[carried->origin].mapping;
    carried->how[unit] = par_arena_array(carried->arena, (size_t)carried->set->component_count, sizeof **carried->how);
    if (!par_assessment_submitted(carried->older, carried->origin))
        return;
    state->first_round_row = state->content = state->any_content = true;
    par_carry_facts(carried);
    for (int32_t i = 0; i < carried->set->component_count; i++)
        carried->how[unit][i] = par_carry_component(carried, i);
}

static bool is_of(const struct par_carried *carried, const struct par_carry_wait *wait, const struct par_set *set,
                  int32_t component)
{
    return carried->units->items[wait->unit].set == set && wait->component == component;
}

/* The points of one component of one set, over its units. */
static void settle_component(struct par_carried *carried, const struct par_set *set, int32_t component)
{
    struct par_ratio low = {0, 1}, high = {0, 1};
    bool any = false;
    for (size_t i = 0; i < carried->wait_count; i++) {
        const struct par_carry_wait *wait = &carried->waits[i];
        if (!is_of(carried, wait, set, component))
            continue;
        low = any && par_ratio_compare(wait->measured, low) >= 0 ? low : wait->measured;
        high = any && par_ratio_compare(wait->measured, high) <= 0 ? high : wait->measured;
        any = true;
    }
    struct par_filled nothing = {0};
    struct par_place place = {0};
    struct par_evaluation evaluation = {.set = set,
                                        .criterion = &set->criteria[set->components[component]],
                                        .filled = &nothing,
                                        .fold = carried->fold,
                                        .arena = carried->arena,
                                        .diags = carried->silent,
                                        .place = &place};
    for (size_t i = 0; any && i < carried->wait_count; i++) {
        const struct par_carry_wait *wait = &carried->waits[i];
        if (is_of(carried, wait, set, component))
            par_carry_settle(carried, wait, par_rule_spread(wait->rule, &evaluation, wait->measured, low, high));
    }
}

static void settle_waits(struct par_carried *carried)
{
    if (!carried->wait_count)
        return;
    for (size_t i = 0; i < carried->assessment->set_count; i++) {
        const struct par_set *set = carried->assessment->sets[i].set;
        for (int32_t k = 0; k < set->component_count; k++)
            settle_component(carried, set, k);
    }
}

struct par_carried *par_carry(const struct par_assessment *older, const struct par_carry_target *targets,
                              const struct par_score_options *options, par_fold_label fold, struct par_arena *arena)
{
    struct par_carried *carried = par_arena_alloc(arena, sizeof *carried);
    *carried = (struct par_carried){.older = older,
                                    .options = options,
                                    .fold = fold,
                                    .arena = arena,
                                    .silent = par_diags_new(arena, 0, 0),
                                    .targets = targets};
    list_units(carried);
    carried->assessment = par_assessment_new(carried->units, NULL, fold, arena, carried->silent);
    carried->how = par_arena_array(arena, carried->units->count, sizeof *carried->how);
    size_t inputs = widest_inputs(carried);
    carried->known = par_arena_array(arena, inputs, sizeof *carried->known);
    carried->facts = par_arena_array(arena, inputs, sizeof *carried->facts);
    carried->given = par_arena_array(arena, inputs, sizeof *carried->given);
    carried->inputs = par_arena_array(arena, inputs, sizeof *carried->inputs);
    struct par_unit_score *score = par_unit_score_new(older, arena);
    carried->score = score;
    for (size_t i = 0; i < carried->units->count; i++) {
        par_score_unit(older, carried->origins[i], options, score);
        carry_unit(carried, i);
    }
    settle_waits(carried);
    return carried;
}

/* --- Asking ------------------------------------------------------------------------------------------------------ */

struct par_units *par_carried_units(const struct par_carried *carried)
{
    return carried->units;
}

struct par_assessment *par_carried_assessment(const struct par_carried *carried)
{
    return carried->assessment;
}

int32_t par_carried_unit(const struct par_carried *carried, size_t older_unit)
{
    return carried->positions[older_unit];
}

enum par_carry par_carried_how(const struct par_carried *carried, size_t unit, int32_t component)
{
    return carried->how[unit][component];
}

void par_carried_borrow(struct par_carried *carried, size_t unit, const struct par_assessment *newer, size_t newer_unit)
{
    const struct par_set *set = carried->units->items[unit].set;
    unsigned char *excluded = carried->assessment->states[unit].excluded;
    for (int32_t i = 0; i < set->component_count; i++) {
        if (carried->how[unit][i] == PAR_CARRY_DONE)
            continue;
        if (excluded)
            excluded[i] = par_assessment_excluded(newer, newer_unit, i);
        for (size_t round = 0; round < set->round_count; round++)
            *par_assessment_slot(carried->assessment, unit, round, i) =
                *par_assessment_entry(newer, newer_unit, round, i);
    }
}

par_points par_carried_open(const struct par_carried *carried, size_t unit, struct par_maybe *best)
{
    const struct par_set *set = carried->units->items[unit].set;
    par_points open = 0;
    for (int32_t i = 0; i < set->component_count; i++) {
        const struct par_criterion *criterion = &set->criteria[set->components[i]];
        bool is_open = carried->how[unit][i] != PAR_CARRY_DONE && criterion->role == PAR_ROLE_BASE;
        best[i] = (struct par_maybe){is_open, criterion->max};
        if (is_open)
            open += criterion->max;
    }
    return open;
}
