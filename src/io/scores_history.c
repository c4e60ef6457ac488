#include "parindex/lost_years.h"

#include "score_cells.h"

/* A scores file of an earlier period being read. */
struct reading {
    struct par_score_cells cells;
    struct par_periods *periods;
    struct par_period *period;
    int period_column, set, unit, node, depth, applicable_max, points, state, open_max, flags;
    char *now; /* code of the unit of the row before; NULL: none */
    const char *now_period;
    bool counts; /* its rows are taken */
};

static bool find_columns(struct reading *reading)
{
    struct par_records *records = &reading->cells.records;
    reading->period_column = par_records_column(records, "period", true);
    reading->set = par_records_column(records, "set", true);
    reading->unit = par_records_column(records, "unit", true);
    reading->node = par_records_column(records, "node", true);
    reading->depth = par_records_column(records, "depth", true);
    reading->applicable_max = par_records_column(records, "applicable_max", true);
    reading->points = par_records_column(records, "points", true);
    reading->state = par_records_column(records, "state", true);
    reading->open_max = par_records_column(records, "open_max", true);
    reading->flags = par_records_column(records, "flags", false);
    return par_score_cells_sound(&reading->cells);
}

/* Points of a penalty stand below 0. */
static enum par_earlier_outcome outcome_of(struct reading *reading, enum par_state state)
{
    if (state == PAR_STATE_MISSING)
        return PAR_EARLIER_LOST;
    if (state == PAR_STATE_PENDING)
        return PAR_EARLIER_OPEN;
    if (state != PAR_STATE_SCORED && state != PAR_STATE_INCOMPLETE)
        return PAR_EARLIER_KEPT;
    struct par_maybe points = par_score_cells_needed(&reading->cells, reading->points, state);
    struct par_maybe max = par_score_cells_needed(&reading->cells, reading->applicable_max, state);
    struct par_maybe open = par_score_cells_points(&reading->cells, reading->open_max);
    par_points reachable = max.points - (open.is ? open.points : 0);
    if (state == PAR_STATE_SCORED && !(points.is && max.is))
        return PAR_EARLIER_NONE;
    if (points.points < 0 || points.points < reachable)
        return PAR_EARLIER_LOST;
    return open.is ? PAR_EARLIER_OPEN : PAR_EARLIER_KEPT;
}

static bool find_period(struct reading *reading)
{
    struct par_span text = par_records_field(&reading->cells.records, reading->period_column);
    if (reading->now_period && par_span_is(text, reading->now_period))
        return reading->period != NULL;
    struct par_place place = par_records_place(&reading->cells.records, reading->period_column);
    reading->now_period = par_arena_copy(reading->cells.records.arena, text);
    reading->period = par_periods_find(reading->periods, text, &place);
    reading->now = NULL;
    return reading->period != NULL;
}

static void end_unit(struct reading *reading)
{
    bool sound = par_score_cells_sound(&reading->cells);
    if (sound && reading->now && reading->counts && !par_period_end(reading->period))
        par_score_cells_refuse(&reading->cells, -1, "rows before it are missing");
}

static bool has_figures(enum par_state state)
{
    return state != PAR_STATE_NOT_SUBMITTED && state != PAR_STATE_UNREADABLE;
}

static void begin_unit(struct reading *reading, struct par_span code, enum par_state state)
{
    end_unit(reading);
    reading->now = par_arena_copy(reading->cells.records.arena, code);
    reading->counts = has_figures(state);
    if (!reading->counts ||
        par_period_begin(reading->period, code, par_records_field(&reading->cells.records, reading->set)))
        return;
    struct par_place place = par_records_place(&reading->cells.records, reading->unit);
    par_diags_add(reading->cells.records.diags, PAR_ERROR, PAR_UNIT_REPEATED, &place, reading->now, "", NULL);
    reading->counts = false;
}

static void take_row(struct reading *reading)
{
    if (!find_period(reading))
        return;
    struct par_records *records = &reading->cells.records;
    struct par_span code = par_records_field(records, reading->unit),
                    depth = par_records_field(records, reading->depth);
    struct par_quantity level;
    enum par_state state = par_score_cells_state(&reading->cells, reading->state);
    if (par_quantity_parse(depth, &level) != PAR_NUMBER_OK || level.scale != 0 || level.mantissa < 0) {
        par_score_cells_refuse(&reading->cells, reading->depth, "no total row before it");
        return;
    }
    if (level.mantissa == 0)
        begin_unit(reading, code, state);
    /* bonus points that were not reached are no loss */
    bool is_bonus = par_score_cells_flag(&reading->cells, reading->flags, PAR_FLAG_BONUS);
    if (!reading->now || !par_span_is(code, reading->now))
        par_score_cells_refuse(&reading->cells, reading->depth, "no total row before it");
    else if (reading->counts)
        par_period_add(reading->period, par_records_field(records, reading->node), level.mantissa,
                       is_bonus ? PAR_EARLIER_KEPT : outcome_of(reading, state));
}

void par_periods_load(struct par_periods *periods, const char *path, const struct par_reading *how,
                      struct par_arena *arena, struct par_diags *diags)
{
    struct reading reading = {.periods = periods};
    if (!par_score_cells_open(&reading.cells, path, how, arena, diags))
        return;
    bool usable = find_columns(&reading);
    while (usable && par_records_next(&reading.cells.records))
        take_row(&reading);
    if (usable)
        end_unit(&reading);
    par_records_close(&reading.cells.records);
}
