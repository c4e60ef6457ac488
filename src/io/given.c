#include "parindex/given.h"

#include "score_cells.h"

static struct par_given_table *new_table(const struct par_units *units, struct par_arena *arena)
{
    struct par_given_table *table = par_arena_alloc(arena, sizeof *table);
    table->units = units;
    for (size_t i = 0; i < units->count; i++) {
        size_t components = (size_t)units->items[i].set->component_count;
        table->components = components > table->components ? components : table->components;
    }
    table->items = par_arena_array(arena, units->count * table->components, sizeof *table->items);
    table->submitted = par_arena_array(arena, units->count, sizeof *table->submitted);
    return table;
}

static struct par_given *slot(const struct par_given_table *table, size_t unit, int32_t component)
{
    return &table->items[unit * table->components + (size_t)component];
}

const struct par_given *par_given_of(const struct par_given_table *table, size_t unit, int32_t component)
{
    return slot(table, unit, component);
}

bool par_given_is_cut(const struct par_given *given)
{
    return given->unit_points.is && given->points.is && given->is_later &&
           given->points.points < given->unit_points.points;
}

/* --- From an assessment ------------------------------------------------------------------------------------------ */

static struct par_maybe signed_points(struct par_maybe points, const struct par_criterion *criterion)
{
    if (criterion->role == PAR_ROLE_PENALTY)
        points.points = -points.points;
    return points;
}

static void take_unit(struct par_given_table *table, size_t unit, const struct par_unit_score *score)
{
    const struct par_set *set = score->unit->set;
    for (int32_t i = 0; i < set->component_count; i++) {
        const struct par_node_score *node = &score->nodes[set->components[i]];
        const struct par_criterion *criterion = &set->criteria[set->components[i]];
        bool stands = node->points.is && node->state == PAR_STATE_SCORED;
        *slot(table, unit, i) =
            (struct par_given){.unit_points = signed_points(node->rounds[0], criterion),
                               .points = signed_points((struct par_maybe){stands, node->points.points}, criterion),
                               .is_later = node->from_round > 0};
    }
}

struct par_given_table *par_given_from(const struct par_assessment *assessment, bool blank_means_agree,
                                       struct par_arena *arena)
{
    const struct par_units *units = par_assessment_units(assessment);
    struct par_given_table *table = new_table(units, arena);
    struct par_unit_score *score = par_unit_score_new(assessment, arena);
    struct par_score_options options = {.blank_means_agree = blank_means_agree};
    for (size_t i = 0; i < units->count; i++) {
        table->submitted[i] = par_assessment_submitted(assessment, i);
        if (!table->submitted[i])
            continue;
        par_score_unit(assessment, i, &options, score);
        take_unit(table, i, score);
    }
    return table;
}

/* --- From a scores file ------------------------------------------------------------------------------------------ */

/* A scores file being read. */
struct reading {
    struct par_score_cells cells;
    struct par_given_table *table;
    int set, unit, node, max, points, state, from_round;
    int32_t last_unit;
    const struct par_set *last_set;
    int own; /* its column of the unit's own round; -1: the file has none */
};

static bool find_columns(struct reading *reading)
{
    struct par_records *records = &reading->cells.records;
    reading->set = par_records_column(records, "set", true);
    reading->unit = par_records_column(records, "unit", true);
    reading->node = par_records_column(records, "node", true);
    reading->max = par_records_column(records, "max", true);
    reading->points = par_records_column(records, "points", true);
    reading->state = par_records_column(records, "state", true);
    reading->from_round = par_records_column(records, "from_round", true);
    return par_score_cells_sound(&reading->cells);
}

/* The column of the points that units of the set gave themselves. */
static int own_column(struct reading *reading, const struct par_set *set)
{
    if (reading->last_set != set)
        reading->own =
            par_records_column(&reading->cells.records,
                               par_arena_join(reading->cells.records.arena, "points_", set->rounds[0].id, NULL), true);
    reading->last_set = set;
    return reading->own;
}

static bool find_unit(struct reading *reading)
{
    struct par_records *records = &reading->cells.records;
    const struct par_units *units = reading->table->units;
    struct par_span code = par_records_field(records, reading->unit);
    if (reading->last_unit >= 0 && par_span_is(code, units->items[reading->last_unit].code))
        return true;
    struct par_place place = par_records_place(records, reading->unit);
    reading->last_unit = par_units_find(units, code, &place, records->arena, records->diags);
    return reading->last_unit >= 0;
}

static void take_component(struct reading *reading, const struct par_criterion *criterion)
{
    const struct par_set *set = reading->table->units->items[reading->last_unit].set;
    struct par_span state = par_records_field(&reading->cells.records, reading->state);
    struct par_span from = par_records_field(&reading->cells.records, reading->from_round);
    struct par_maybe max = par_score_cells_points(&reading->cells, reading->max),
                     points = par_score_cells_points(&reading->cells, reading->points);
    if (max.is && max.points != criterion->max)
        par_score_cells_refuse(&reading->cells, reading->max, "the criteria set has changed");
    if (!par_span_is(state, par_state_name(PAR_STATE_SCORED)))
        points.is = false;
    *slot(reading->table, (size_t)reading->last_unit, criterion->component) =
        (struct par_given){.unit_points = par_score_cells_points(&reading->cells, own_column(reading, set)),
                           .points = points,
                           .is_later = from.size > 0 && par_set_round(set, from) > 0};
}

static void take_row(struct reading *reading)
{
    struct par_records *records = &reading->cells.records;
    struct par_span node = par_records_field(records, reading->node);
    if (!find_unit(reading))
        return;
    const struct par_set *set = reading->table->units->items[reading->last_unit].set;
    int32_t position = par_set_find(set, node);
    if (!par_span_is(par_records_field(records, reading->set), set->id))
        par_score_cells_refuse(&reading->cells, reading->set, "the unit has another criteria set");
    else if (position < 0)
        par_score_cells_refuse(&reading->cells, reading->node, "the set has no such criterion");
    else if (set->criteria[position].component >= 0)
        take_component(reading, &set->criteria[position]);
    struct par_span state = par_records_field(records, reading->state);
    if (!par_span_is(state, par_state_name(PAR_STATE_NOT_SUBMITTED)) &&
        !par_span_is(state, par_state_name(PAR_STATE_UNREADABLE)))
        reading->table->submitted[reading->last_unit] = true;
}

struct par_given_table *par_given_load(const char *path, const struct par_reading *how, const struct par_units *units,
                                       struct par_arena *arena, struct par_diags *diags)
{
    struct reading reading = {.table = new_table(units, arena), .last_unit = PAR_NAME_NONE};
    if (!par_score_cells_open(&reading.cells, path, how, arena, diags))
        return NULL;
    bool usable = find_columns(&reading);
    while (usable && par_records_next(&reading.cells.records))
        take_row(&reading);
    par_records_close(&reading.cells.records);
    return usable ? reading.table : NULL;
}
