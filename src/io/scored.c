#include "parindex/scored.h"

#include "score_cells.h"

struct reading {
    struct par_score_cells cells;
    int unit, set, node, max, applicable_max, points, state, from_round, flags;
    int own;               /* of the first round; -1: none */
    const char *own_round; /* its name */
};

static const char own_prefix[] = "points_";

/* The first column of points of a round. */
static void find_own(struct reading *reading)
{
    const struct par_records *records = &reading->cells.records;
    reading->own = -1;
    for (size_t i = 0; i < records->width && reading->own < 0; i++)
        if (strncmp(records->names[i], own_prefix, sizeof own_prefix - 1) == 0) {
            reading->own = (int)i;
            reading->own_round = records->names[i] + sizeof own_prefix - 1;
        }
}

static bool find_columns(struct reading *reading)
{
    const struct par_records *records = &reading->cells.records;
    reading->unit = par_records_column(records, "unit", true);
    reading->set = par_records_column(records, "set", true);
    reading->node = par_records_column(records, "node", true);
    reading->max = par_records_column(records, "max", true);
    reading->applicable_max = par_records_column(records, "applicable_max", true);
    reading->points = par_records_column(records, "points", true);
    reading->state = par_records_column(records, "state", true);
    reading->from_round = par_records_column(records, "from_round", true);
    reading->flags = par_records_column(records, "flags", true);
    find_own(reading);
    return par_score_cells_sound(&reading->cells);
}

static unsigned flags_at(const struct reading *reading)
{
    unsigned flags = 0;
    for (unsigned bit = 1; bit <= PAR_FLAG_ACCEPTED; bit <<= 1)
        if (par_score_cells_flag(&reading->cells, reading->flags, (enum par_flag)bit))
            flags |= bit;
    return flags;
}

static struct par_maybe without_sign(struct par_maybe points)
{
    points.points = points.points < 0 ? -points.points : points.points;
    return points;
}

static struct par_scored read_row(struct reading *reading)
{
    struct par_records *records = &reading->cells.records;
    enum par_state state = par_score_cells_state(&reading->cells, reading->state);
    struct par_scored row = {.line = records->line,
                             .unit = par_records_text(records, reading->unit),
                             .set = par_records_text(records, reading->set),
                             .node = par_records_text(records, reading->node),
                             .state = state,
                             .max = par_score_cells_needed(&reading->cells, reading->max, state).points,
                             .applicable_max =
                                 par_score_cells_needed(&reading->cells, reading->applicable_max, state).points,
                             .points = par_score_cells_points(&reading->cells, reading->points),
                             .own = par_score_cells_points(&reading->cells, reading->own),
                             .flags = flags_at(reading)};
    row.is_own = reading->own_round && par_span_is(par_records_field(records, reading->from_round), reading->own_round);
    if (row.flags & PAR_FLAG_PENALTY) {
        row.points = without_sign(row.points);
        row.own = without_sign(row.own);
    }
    return row;
}

bool par_scored_load(const char *path, const struct par_reading *how, struct par_arena *arena, struct par_diags *diags,
                     struct par_scored_file *out)
{
    struct reading reading = {0};
    size_t room = 0;
    *out = (struct par_scored_file){.name = path};
    if (!par_score_cells_open(&reading.cells, path, how, arena, diags))
        return false;
    out->sheet = reading.cells.records.sheet;
    bool usable = find_columns(&reading);
    while (usable && par_records_next(&reading.cells.records)) {
        out->rows = par_arena_grow(arena, out->rows, out->count, &room, sizeof *out->rows);
        out->rows[out->count++] = read_row(&reading);
    }
    par_records_close(&reading.cells.records);
    return par_score_cells_sound(&reading.cells);
}
