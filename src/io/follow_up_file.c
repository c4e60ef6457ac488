#include "parindex/follow_up.h"

#include "score_cells.h"

/* A scores file being read. */
struct reading {
    struct par_score_cells cells;
    struct par_now *now;
    struct par_arena *arena;
    int period, set, unit, node, depth, applicable_max, points, state, flags;
    const char *code; /* of the unit of the row before; NULL: none */
};

static bool find_columns(struct reading *reading)
{
    const struct par_records *records = &reading->cells.records;
    reading->period = par_records_column(records, "period", true);
    reading->set = par_records_column(records, "set", true);
    reading->unit = par_records_column(records, "unit", true);
    reading->node = par_records_column(records, "node", true);
    reading->depth = par_records_column(records, "depth", true);
    reading->applicable_max = par_records_column(records, "applicable_max", true);
    reading->points = par_records_column(records, "points", true);
    reading->state = par_records_column(records, "state", true);
    reading->flags = par_records_column(records, "flags", true);
    return par_score_cells_sound(&reading->cells);
}

static void end_unit(struct reading *reading)
{
    const struct par_now *now = reading->now;
    if (now->unit_count)
        par_score_cells_end_unit(&reading->cells, now->units[now->unit_count - 1].set,
                                 now->units[now->unit_count - 1].count);
}

static void begin_unit(struct reading *reading, enum par_state state)
{
    const struct par_records *records = &reading->cells.records;
    end_unit(reading);
    struct par_place place = par_records_place(records, reading->unit);
    struct par_now_unit unit = {.code = par_records_text(records, reading->unit),
                                .set = par_records_text(records, reading->set),
                                .period = par_records_text(records, reading->period),
                                .state = state};
    reading->code = unit.code;
    if (!par_now_begin(reading->now, &unit, reading->arena))
        par_diags_add(records->diags, PAR_ERROR, PAR_UNIT_REPEATED, &place, unit.code, "", NULL);
}

static void add_node(struct reading *reading, int64_t depth, enum par_state state)
{
    struct par_now_node node = {.id = par_records_text(&reading->cells.records, reading->node),
                                .depth = (int)depth,
                                .bonus = par_score_cells_flag(&reading->cells, reading->flags, PAR_FLAG_BONUS),
                                .penalty = par_score_cells_flag(&reading->cells, reading->flags, PAR_FLAG_PENALTY),
                                .state = state,
                                .max = par_score_cells_needed(&reading->cells, reading->applicable_max, state).points,
                                .points = par_score_cells_needed(&reading->cells, reading->points, state)};
    node.max = node.penalty ? 0 : node.max;
    par_now_add(reading->now, &node, reading->arena);
}

static void take_row(struct reading *reading)
{
    const struct par_records *records = &reading->cells.records;
    struct par_quantity depth;
    enum par_state state = par_score_cells_state(&reading->cells, reading->state);
    bool read = par_quantity_parse(par_records_field(records, reading->depth), &depth) == PAR_NUMBER_OK &&
                depth.scale == 0 && depth.mantissa >= 0 && depth.mantissa < 100;
    if (read && depth.mantissa == 0)
        begin_unit(reading, state);
    if (!read || !reading->code || !par_span_is(par_records_field(records, reading->unit), reading->code))
        par_score_cells_refuse(&reading->cells, reading->depth, "no total row before it");
    else
        add_node(reading, depth.mantissa, state);
}

struct par_now *par_now_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                             struct par_diags *diags)
{
    struct reading reading = {.arena = arena};
    if (!par_score_cells_open(&reading.cells, path, how, arena, diags))
        return NULL;
    reading.now = par_now_new(arena);
    if (find_columns(&reading))
        while (par_records_next(&reading.cells.records))
            take_row(&reading);
    end_unit(&reading);
    par_records_close(&reading.cells.records);
    par_now_finish(reading.now, arena);
    return par_score_cells_sound(&reading.cells) ? reading.now : NULL;
}
