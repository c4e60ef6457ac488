#include "score_cells.h"

bool par_score_cells_open(struct par_score_cells *cells, const char *path, const struct par_reading *how,
                          struct par_arena *arena, struct par_diags *diags)
{
    *cells = (struct par_score_cells){.errors = par_diags_errors(diags), .rows_of_set = par_names_new(arena)};
    if (!par_records_open(&cells->records, path, how, arena, diags))
        return false;
    cells->style.sign = par_table_separator(cells->records.table) == ';' ? ',' : '.';
    par_records_check(&cells->records);
    return true;
}

bool par_score_cells_sound(const struct par_score_cells *cells)
{
    return par_diags_errors(cells->records.diags) == cells->errors;
}

void par_score_cells_refuse(const struct par_score_cells *cells, int column, const char *what)
{
    struct par_place place = par_records_place(&cells->records, column);
    par_diags_add(cells->records.diags, PAR_ERROR, PAR_SCORES_ROW, &place, what, NULL);
}

void par_score_cells_end_unit(struct par_score_cells *cells, const char *set, size_t rows)
{
    if (!par_score_cells_sound(cells))
        return;
    int32_t before = par_names_add(cells->rows_of_set, par_span_of(set), (int32_t)rows);
    if (before != PAR_NAME_NONE && before != (int32_t)rows)
        par_score_cells_refuse(cells, -1, "rows before it are missing");
}

struct par_maybe par_score_cells_points(struct par_score_cells *cells, int column)
{
    const struct par_records *records = &cells->records;
    struct par_span text = par_records_field(records, column);
    struct par_maybe points = {false, 0};
    struct par_limits limits = {0};
    struct par_quantity quantity;
    bool exact;
    if (text.size == 0)
        return points;
    struct par_place place = par_records_place(records, column);
    if (!par_number_take(&cells->style, text, &limits, &place, records->arena, records->diags, &quantity))
        return points;
    points.is = par_points_from(quantity, PAR_POINTS_SCALE, PAR_DOWN, &points.points, &exact) && exact;
    if (!points.is)
        par_diags_add(records->diags, PAR_ERROR, PAR_NUMBER_RANGE, &place, par_arena_copy(records->arena, text), NULL);
    return points;
}

struct par_maybe par_score_cells_needed(struct par_score_cells *cells, int column, enum par_state state)
{
    if (state == PAR_STATE_SCORED && par_records_field(&cells->records, column).size == 0)
        par_score_cells_refuse(cells, column, "points are missing");
    return par_score_cells_points(cells, column);
}

enum par_state par_score_cells_state(const struct par_score_cells *cells, int column)
{
    struct par_span text = par_records_field(&cells->records, column);
    for (int state = 0; state < PAR_STATE_COUNT; state++)
        if (par_span_is(text, par_state_name((enum par_state)state)))
            return (enum par_state)state;
    par_score_cells_refuse(cells, column, "unknown state");
    return PAR_STATE_NOT_SUBMITTED;
}

bool par_score_cells_flag(const struct par_score_cells *cells, int column, enum par_flag flag)
{
    struct par_span rest = par_records_field(&cells->records, column);
    const char *name = par_flag_name(flag);
    while (rest.size > 0) {
        const char *bar = memchr(rest.text, '|', rest.size);
        size_t size = bar ? (size_t)(bar - rest.text) : rest.size;
        if (par_span_is((struct par_span){rest.text, size}, name))
            return true;
        size += bar != NULL;
        rest = (struct par_span){rest.text + size, rest.size - size};
    }
    return false;
}
