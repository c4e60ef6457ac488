#include "parindex/lost_years.h"

#include "parindex/number.h"
#include "parindex/records.h"

/* A scores file of an earlier period being read. */
struct reading {
    struct par_records records;
    struct par_number_style style;
    struct par_periods *periods;
    struct par_period *period;
    int period_column, set, unit, node, depth, applicable_max, points, state, open_max;
    char *now; /* code of the unit of the row before; NULL: none */
    const char *now_period;
    bool counts; /* its rows are taken */
};

static bool find_columns(struct reading *reading)
{
    struct par_records *records = &reading->records;
    reading->period_column = par_records_column(records, "period", true);
    reading->set = par_records_column(records, "set", true);
    reading->unit = par_records_column(records, "unit", true);
    reading->node = par_records_column(records, "node", true);
    reading->depth = par_records_column(records, "depth", true);
    reading->applicable_max = par_records_column(records, "applicable_max", true);
    reading->points = par_records_column(records, "points", true);
    reading->state = par_records_column(records, "state", true);
    reading->open_max = par_records_column(records, "open_max", true);
    return par_diags_errors(records->diags) == 0;
}

static void refuse(const struct reading *reading, int column, const char *what)
{
    struct par_place place = par_records_place(&reading->records, column);
    par_diags_add(reading->records.diags, PAR_ERROR, PAR_SCORES_ROW, &place, what, NULL);
}

static struct par_maybe points_at(struct reading *reading, int column)
{
    struct par_records *records = &reading->records;
    struct par_span text = par_records_field(records, column);
    struct par_maybe points = {false, 0};
    struct par_limits limits = {0};
    struct par_quantity quantity;
    bool exact;
    if (text.size == 0)
        return points;
    struct par_place place = par_records_place(records, column);
    if (par_number_take(&reading->style, text, &limits, &place, records->arena, records->diags, &quantity))
        points.is = par_points_from(quantity, PAR_POINTS_SCALE, PAR_DOWN, &points.points, &exact);
    return points;
}

static enum par_state state_of(const struct reading *reading)
{
    struct par_span text = par_records_field(&reading->records, reading->state);
    for (int state = 0; state < PAR_STATE_COUNT; state++)
        if (par_span_is(text, par_state_name((enum par_state)state)))
            return (enum par_state)state;
    refuse(reading, reading->state, "unknown state");
    return PAR_STATE_NOT_SUBMITTED;
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
    struct par_maybe points = points_at(reading, reading->points);
    struct par_maybe max = points_at(reading, reading->applicable_max);
    struct par_maybe open = points_at(reading, reading->open_max);
    par_points reachable = max.points - (open.is ? open.points : 0);
    if (!points.is && state == PAR_STATE_SCORED) {
        refuse(reading, reading->points, "points are missing");
        return PAR_EARLIER_NONE;
    }
    if (points.points < 0 || points.points < reachable)
        return PAR_EARLIER_LOST;
    return open.is ? PAR_EARLIER_OPEN : PAR_EARLIER_KEPT;
}

/* Bonus points that were not reached are no loss. */
static bool is_bonus(const struct reading *reading)
{
    int flags = par_records_column(&reading->records, "flags", false);
    struct par_span text = par_records_field(&reading->records, flags);
    for (size_t i = 0; i + 5 <= text.size; i++)
        if (memcmp(text.text + i, "bonus", 5) == 0)
            return true;
    return false;
}

static bool find_period(struct reading *reading)
{
    struct par_span text = par_records_field(&reading->records, reading->period_column);
    if (reading->now_period && par_span_is(text, reading->now_period))
        return reading->period != NULL;
    struct par_place place = par_records_place(&reading->records, reading->period_column);
    reading->now_period = par_arena_copy(reading->records.arena, text);
    reading->period = par_periods_find(reading->periods, text, &place);
    reading->now = NULL;
    return reading->period != NULL;
}

static void end_unit(struct reading *reading)
{
    bool sound = par_diags_errors(reading->records.diags) == 0;
    if (sound && reading->now && reading->counts && !par_period_end(reading->period))
        refuse(reading, -1, "rows before it are missing");
}

static bool has_figures(enum par_state state)
{
    return state != PAR_STATE_NOT_SUBMITTED && state != PAR_STATE_UNREADABLE;
}

static void begin_unit(struct reading *reading, struct par_span code, enum par_state state)
{
    end_unit(reading);
    reading->now = par_arena_copy(reading->records.arena, code);
    reading->counts = has_figures(state);
    if (!reading->counts || par_period_begin(reading->period, code, par_records_field(&reading->records, reading->set)))
        return;
    struct par_place place = par_records_place(&reading->records, reading->unit);
    par_diags_add(reading->records.diags, PAR_ERROR, PAR_UNIT_REPEATED, &place, reading->now, "", NULL);
    reading->counts = false;
}

static void take_row(struct reading *reading)
{
    if (!find_period(reading))
        return;
    struct par_records *records = &reading->records;
    struct par_span code = par_records_field(records, reading->unit),
                    depth = par_records_field(records, reading->depth);
    struct par_quantity level;
    enum par_state state = state_of(reading);
    if (par_quantity_parse(depth, &level) != PAR_NUMBER_OK || level.scale != 0 || level.mantissa < 0) {
        refuse(reading, reading->depth, "no total row before it");
        return;
    }
    if (level.mantissa == 0)
        begin_unit(reading, code, state);
    if (!reading->now || !par_span_is(code, reading->now))
        refuse(reading, reading->depth, "no total row before it");
    else if (reading->counts)
        par_period_add(reading->period, par_records_field(records, reading->node), level.mantissa,
                       is_bonus(reading) ? PAR_EARLIER_KEPT : outcome_of(reading, state));
}

void par_periods_load(struct par_periods *periods, const char *path, const struct par_reading *how,
                      struct par_arena *arena, struct par_diags *diags)
{
    struct reading reading = {.periods = periods};
    if (!par_records_open(&reading.records, path, how, arena, diags))
        return;
    reading.style.sign = par_table_separator(reading.records.table) == ';' ? ',' : '.';
    par_records_check(&reading.records);
    bool usable = find_columns(&reading);
    while (usable && par_records_next(&reading.records))
        take_row(&reading);
    if (usable)
        end_unit(&reading);
    par_records_close(&reading.records);
}
