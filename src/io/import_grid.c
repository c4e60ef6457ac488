#include "import_draft.h"

static enum par_cell_kind kind_of(const struct par_row *row, size_t i)
{
    return row->kinds ? (enum par_cell_kind)(row->kinds[i] & ~PAR_CELL_MERGED) : PAR_CELL_TEXT;
}

static struct import_row copy_row(const struct par_table *table, const struct par_row *row, struct par_arena *arena)
{
    struct import_cell *cells = par_arena_array(arena, row->count, sizeof *cells);
    for (size_t i = 0; i < row->count; i++)
        cells[i] = (struct import_cell){.text = par_wording_tidy(row->fields[i], arena),
                                        .kind = kind_of(row, i),
                                        .merged = row->kinds && (row->kinds[i] & PAR_CELL_MERGED) != 0};
    const char *sheet = par_table_sheet(table);
    return (struct import_row){.out = {.line = row->line,
                                       .sheet = sheet ? par_arena_copy(arena, par_span_of(sheet)) : NULL,
                                       .id = "",
                                       .text = "",
                                       .became = ""},
                               .count = row->count,
                               .cells = cells};
}

struct import_grid par_import_grid_read(struct par_table *table, struct par_arena *arena)
{
    struct import_grid grid = {.file = par_table_name(table)};
    struct par_row row;
    size_t room = 0;
    while (par_table_next(table, &row)) {
        grid.rows = par_arena_grow(arena, grid.rows, grid.count, &room, sizeof *grid.rows);
        grid.rows[grid.count++] = copy_row(table, &row, arena);
    }
    grid.failed = par_table_failed(table);
    return grid;
}

const char *par_import_cell_any(const struct import_row *row, int column)
{
    return column >= 0 && (size_t)column < row->count ? row->cells[column].text : "";
}

const char *par_import_cell_fresh(const struct import_row *row, int column)
{
    return column >= 0 && (size_t)column < row->count && !row->cells[column].merged ? row->cells[column].text : "";
}
