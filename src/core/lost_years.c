#include "parindex/lost_years.h"

#include <stdlib.h>

#include "succession.h"

enum { IS_GROUP = 1 << 3, OUTCOME = IS_GROUP - 1 };

/* A set of an earlier period, as its rows bring it. */
struct earlier_set {
    const char *id;
    struct par_names *nodes; /* id -> number */
    int32_t count;
};

struct earlier_unit {
    size_t set;
    size_t rows, room;
    unsigned char *outcomes; /* par_earlier_outcome, perhaps with IS_GROUP, per node of the set */
};

struct par_period {
    struct par_arena *arena;
    const struct par_succession *succession; /* NULL: no unit list was given */
    const char *name;
    struct par_names *codes; /* unit -> number */
    size_t set_count, set_room, unit_count, unit_room;
    struct earlier_set *sets;
    struct earlier_unit *units;
    int64_t last_depth;
    int32_t last_node;
};

struct period_mapping {
    const char *set; /* NULL: any of the present ones */
    const struct par_mapping *mapping;
    bool used;
};

struct par_periods {
    const struct par_units *units;
    const char *present;
    struct par_arena *arena;
    struct par_diags *diags;
    size_t count, room;
    struct par_period **items; /* the newest first once counting begins */
    size_t mapping_count, mapping_room;
    struct period_mapping *mappings;
    const struct par_succession *succession;
    struct par_names *said; /* sets of which HISTORY_SET was said */
    bool is_quiet;          /* the unit at hand is none of those that findings are about */
};

/* --- Building ------------------------------------------------------------------------------------------------------
 */

struct par_periods *par_periods_new(const struct par_units *units, const char *period, struct par_arena *arena,
                                    struct par_diags *diags)
{
    struct par_periods *periods = par_arena_alloc(arena, sizeof *periods);
    *periods = (struct par_periods){.units = units,
                                    .present = period,
                                    .arena = arena,
                                    .diags = diags,
                                    .succession = par_succession_new(units, arena),
                                    .said = par_names_new(arena)};
    return periods;
}

bool par_periods_units(struct par_periods *periods, const char *period, const struct par_units *units)
{
    for (size_t i = 0; i < periods->count; i++)
        if (strcmp(periods->items[i]->name, period) == 0) {
            periods->items[i]->succession = par_succession_new(units, periods->arena);
            return true;
        }
    return false;
}

struct par_period *par_periods_find(struct par_periods *periods, struct par_span name, const struct par_place *place)
{
    for (size_t i = 0; i < periods->count; i++)
        if (par_span_is(name, periods->items[i]->name))
            return periods->items[i];
    const char *text = par_arena_copy(periods->arena, name);
    if (strcmp(text, periods->present) >= 0) {
        par_diags_add(periods->diags, PAR_ERROR, PAR_HISTORY_PERIOD, place, text, periods->present, NULL);
        return NULL;
    }
    struct par_period *period = par_arena_alloc(periods->arena, sizeof *period);
    *period = (struct par_period){.arena = periods->arena, .name = text, .codes = par_names_new(periods->arena)};
    periods->items =
        par_arena_grow(periods->arena, periods->items, periods->count, &periods->room, sizeof *periods->items);
    periods->items[periods->count++] = period;
    return period;
}

static size_t set_of(struct par_period *period, struct par_span id)
{
    for (size_t i = 0; i < period->set_count; i++)
        if (par_span_is(id, period->sets[i].id))
            return i;
    period->sets =
        par_arena_grow(period->arena, period->sets, period->set_count, &period->set_room, sizeof *period->sets);
    period->sets[period->set_count] =
        (struct earlier_set){par_arena_copy(period->arena, id), par_names_new(period->arena), 0};
    return period->set_count++;
}

bool par_period_begin(struct par_period *period, struct par_span code, struct par_span set)
{
    if (par_names_find(period->codes, code) >= 0)
        return false;
    const char *text = par_arena_copy(period->arena, code);
    par_names_add(period->codes, par_span_of(text), (int32_t)period->unit_count);
    period->units =
        par_arena_grow(period->arena, period->units, period->unit_count, &period->unit_room, sizeof *period->units);
    struct earlier_unit *unit = &period->units[period->unit_count++];
    *unit = (struct earlier_unit){.set = set_of(period, set)};
    unit->room = (size_t)period->sets[unit->set].count;
    unit->outcomes = unit->room ? par_arena_alloc(period->arena, unit->room) : NULL;
    period->last_depth = INT64_MAX;
    return true;
}

void par_period_add(struct par_period *period, struct par_span node, int64_t depth, enum par_earlier_outcome outcome)
{
    struct earlier_unit *unit = &period->units[period->unit_count - 1];
    struct earlier_set *set = &period->sets[unit->set];
    int32_t number = par_names_find(set->nodes, node);
    if (number < 0) {
        number = set->count++;
        par_names_add(set->nodes, par_span_of(par_arena_copy(period->arena, node)), number);
    }
    while ((size_t)number >= unit->room) {
        size_t had = unit->room;
        unit->outcomes = par_arena_grow(period->arena, unit->outcomes, had, &unit->room, 1);
    }
    if (depth > period->last_depth)
        unit->outcomes[period->last_node] |= IS_GROUP;
    unit->outcomes[number] = (unsigned char)outcome;
    unit->rows++;
    period->last_depth = depth;
    period->last_node = number;
}

bool par_period_end(struct par_period *period)
{
    const struct earlier_unit *unit = &period->units[period->unit_count - 1];
    return unit->rows == (size_t)period->sets[unit->set].count;
}

void par_periods_map(struct par_periods *periods, const char *set, const struct par_mapping *mapping)
{
    periods->mappings = par_arena_grow(periods->arena, periods->mappings, periods->mapping_count,
                                       &periods->mapping_room, sizeof *periods->mappings);
    periods->mappings[periods->mapping_count++] = (struct period_mapping){set, mapping, false};
}

/* --- Following units -----------------------------------------------------------------------------------------------
 */

/* The unit of a period that a unit of a later list goes on from, and its code; PAR_NAME_NONE with the reason. */
static int32_t follow_unit(const struct par_succession *succession, const struct par_period *period, size_t position,
                           const char **its_code, enum par_years_end *why)
{
    struct par_ancestry ancestry = par_succession_find(succession, position, period->codes);
    *its_code = ancestry.code;
    *why = ancestry.comparison == PAR_NOT_COMPARABLE ? PAR_YEARS_NOT_COMPARABLE : PAR_YEARS_NO_UNIT;
    return ancestry.number;
}

/* The same from the code that it had in a period: by the unit list of that period, else by the code alone. */
static int32_t follow_code(const struct par_period *from, const struct par_period *to, const char **code,
                           enum par_years_end *why)
{
    const struct par_units *units = from->succession ? par_succession_units(from->succession) : NULL;
    int32_t position = units ? par_names_find(units->codes, par_span_of(*code)) : PAR_NAME_NONE;
    if (position >= 0)
        return follow_unit(from->succession, to, (size_t)position, code, why);
    *why = PAR_YEARS_NO_UNIT;
    return par_names_find(to->codes, par_span_of(*code));
}

/* --- Following criteria --------------------------------------------------------------------------------------------
 */

/* The step from one period to the one before it. */
struct trail {
    const char *set; /* id of the newer set */
    const char *node;
    bool is_present; /* the newer set is a present one */
    bool is_mapped;  /* a mapping named the criterion */
};

static struct period_mapping *mapping_for(struct par_periods *periods, const struct trail *trail)
{
    struct period_mapping *any = NULL;
    for (size_t i = 0; i < periods->mapping_count; i++) {
        struct period_mapping *mapping = &periods->mappings[i];
        if (mapping->set && strcmp(mapping->set, trail->set) == 0)
            return mapping;
        if (!mapping->set && trail->is_present)
            any = mapping;
    }
    return any;
}

static void say_unmapped(struct par_periods *periods, const struct par_period *period, const struct trail *trail,
                         const char *older)
{
    const char *both = par_arena_join(periods->arena, trail->set, "|", older, NULL);
    if (par_names_add(periods->said, par_span_of(both), 0) == PAR_NAME_NONE)
        par_diags_add(periods->diags, PAR_WARNING, PAR_HISTORY_SET, NULL, period->name, older, trail->set, NULL);
}

/* Moves the trail into the set of a unit of the period; false where the criterion has no counterpart there. */
static bool follow_set(struct par_periods *periods, const struct par_period *period, const struct earlier_unit *unit,
                       struct trail *trail)
{
    const char *older = period->sets[unit->set].id;
    if (strcmp(older, trail->set) != 0) {
        struct period_mapping *mapping = mapping_for(periods, trail);
        if (!mapping && !periods->is_quiet)
            say_unmapped(periods, period, trail, older);
        const char *node = mapping ? par_mapping_older(mapping->mapping, trail->node) : trail->node;
        if (mapping)
            mapping->used = true;
        if (!node)
            return false;
        trail->is_mapped = mapping != NULL;
        trail->node = node;
        trail->set = older;
    }
    trail->is_present = false;
    return true;
}

static enum par_earlier_outcome outcome_of(const struct par_period *period, const struct earlier_unit *unit,
                                           const struct trail *trail)
{
    int32_t number = par_names_find(period->sets[unit->set].nodes, par_span_of(trail->node));
    if (number < 0 || (size_t)number >= unit->room)
        return PAR_EARLIER_NONE;
    if (unit->outcomes[number] & IS_GROUP && !trail->is_mapped)
        return PAR_EARLIER_NONE;
    return (enum par_earlier_outcome)(unit->outcomes[number] & OUTCOME);
}

/* --- Counting ------------------------------------------------------------------------------------------------------
 */

static int newest_first(const void *left, const void *right)
{
    const struct par_period *const *a = left, *const *b = right;
    return strcmp((*b)->name, (*a)->name);
}

/* A period that is a year, -1 otherwise. */
static int year_of(const char *period)
{
    int year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (period[i] < '0' || period[i] > '9')
            return -1;
        year = year * 10 + (period[i] - '0');
    }
    return period[4] ? -1 : year;
}

static bool is_gap(const char *newer, const char *older)
{
    int a = year_of(newer), b = year_of(older);
    return a >= 0 && b >= 0 && a - b > 1;
}

/* The periods that follow one another without a gap; the rest cannot be counted. */
static size_t usable(const struct par_periods *periods)
{
    const char *newer = periods->present;
    for (size_t i = 0; i < periods->count; i++) {
        const char *older = periods->items[i]->name;
        if (is_gap(newer, older)) {
            par_diags_add(periods->diags, PAR_WARNING, PAR_HISTORY_GAP, NULL, newer, older, NULL);
            return i;
        }
        newer = older;
    }
    return periods->count;
}

/* Of one present unit, the units it goes on from, the newest first. */
static size_t follow(const struct par_periods *periods, size_t count, size_t unit, const struct earlier_unit **units,
                     enum par_years_end *why)
{
    const char *code = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct par_period *period = periods->items[i];
        int32_t found = code ? follow_code(periods->items[i - 1], period, &code, why)
                             : follow_unit(periods->succession, period, unit, &code, why);
        if (found < 0)
            return i;
        units[i] = &period->units[found];
    }
    *why = count < periods->count ? PAR_YEARS_GAP : PAR_YEARS_ALL;
    return count;
}

static void count_years(struct par_periods *periods, const struct earlier_unit *const *units, size_t count,
                        enum par_years_end why, struct par_loss *loss)
{
    const struct par_set *set = periods->units->items[loss->unit].set;
    struct trail trail = {set->id, set->criteria[loss->position].id, true, false};
    loss->years = 1;
    loss->years_end = why;
    for (size_t i = 0; i < count; i++) {
        const struct par_period *period = periods->items[i];
        bool there = follow_set(periods, period, units[i], &trail);
        enum par_earlier_outcome outcome = there ? outcome_of(period, units[i], &trail) : PAR_EARLIER_NONE;
        if (outcome != PAR_EARLIER_LOST) {
            loss->years_end = outcome == PAR_EARLIER_NONE   ? PAR_YEARS_NO_COUNTERPART
                              : outcome == PAR_EARLIER_OPEN ? PAR_YEARS_OPEN
                                                            : PAR_YEARS_KEPT;
            return;
        }
        loss->years++;
    }
}

static bool counts(const struct par_units *units, const struct par_loss *loss)
{
    const struct par_criterion *criterion = &units->items[loss->unit].set->criteria[loss->position];
    bool lost = loss->lost > 0 || loss->cause == PAR_LOSS_MISSING;
    return criterion->component >= 0 && lost;
}

static void warn_unused(const struct par_periods *periods)
{
    for (size_t i = 0; i < periods->mapping_count; i++)
        if (!periods->mappings[i].used)
            par_diags_add(periods->diags, PAR_WARNING, PAR_MAPPING_UNUSED, NULL,
                          periods->mappings[i].set ? periods->mappings[i].set : "", NULL);
}

void par_losses_count_years(struct par_losses *losses, struct par_periods *periods, const bool *wanted)
{
    if (periods->count)
        qsort(periods->items, periods->count, sizeof(struct par_period *), newest_first);
    size_t count = usable(periods), followed = 0, last = SIZE_MAX;
    const struct earlier_unit **units =
        par_arena_array(periods->arena, periods->count, sizeof(const struct earlier_unit *));
    enum par_years_end why = PAR_YEARS_ALL;
    for (size_t i = 0; i < losses->count; i++) {
        struct par_loss *loss = &losses->items[i];
        if (!counts(periods->units, loss))
            continue;
        if (loss->unit != last)
            followed = follow(periods, count, loss->unit, units, &why);
        last = loss->unit;
        periods->is_quiet = wanted && !wanted[loss->unit];
        count_years(periods, units, followed, why, loss);
    }
    warn_unused(periods);
}
