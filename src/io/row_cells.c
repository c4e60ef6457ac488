#include "row_cells.h"

enum { FIRST_ROOM = 32, ROW_MAX = 16 * 1024 * 1024 };

void par_row_cells_begin(struct par_row_cells *cells, struct par_arena *arena)
{
    *cells = (struct par_row_cells){.bytes.arena = arena};
}

void par_row_cells_close(struct par_row_cells *cells)
{
    par_buffer_free(&cells->bytes);
    free(cells->fields);
    free(cells->begins);
    free(cells->kinds);
}

void par_row_cells_clear(struct par_row_cells *cells)
{
    cells->bytes.size = 0;
    cells->count = 0;
}

/* --- Setting ----------------------------------------------------------------------------------------------------- */

static void enlarge(struct par_row_cells *cells, size_t column)
{
    struct par_arena *arena = cells->bytes.arena;
    size_t room = cells->room ? cells->room : FIRST_ROOM;
    while (room < column)
        room *= 2;
    cells->fields = par_memory_resize(arena, cells->fields, room * sizeof *cells->fields);
    cells->begins = par_memory_resize(arena, cells->begins, room * sizeof *cells->begins);
    cells->kinds = par_memory_resize(arena, cells->kinds, room);
    cells->room = room;
}

/* The index of the column, which exists from now on. */
static size_t reach(struct par_row_cells *cells, size_t column)
{
    if (column > cells->room)
        enlarge(cells, column);
    for (; cells->count < column; cells->count++) {
        cells->fields[cells->count] = (struct par_span){"", 0};
        cells->kinds[cells->count] = PAR_CELL_TEXT;
    }
    return column - 1;
}

void par_row_cells_put(struct par_row_cells *cells, size_t column, unsigned kind, struct par_span text)
{
    size_t index = reach(cells, column);
    cells->fields[index] = text.size > 0 ? text : (struct par_span){"", 0};
    cells->kinds[index] = (unsigned char)kind;
}

void par_row_cells_put_written(struct par_row_cells *cells, size_t column, unsigned kind, size_t begin)
{
    size_t index = reach(cells, column);
    cells->fields[index] = (struct par_span){NULL, cells->bytes.size - begin};
    cells->begins[index] = begin;
    cells->kinds[index] = (unsigned char)kind;
}

/* --- Asking ------------------------------------------------------------------------------------------------------ */

static struct par_span text_of(const struct par_row_cells *cells, size_t index)
{
    struct par_span field = cells->fields[index];
    return field.text ? field : (struct par_span){cells->bytes.bytes + cells->begins[index], field.size};
}

struct par_span par_row_cells_at(const struct par_row_cells *cells, size_t column, unsigned *kind, bool *lasts)
{
    *kind = PAR_CELL_TEXT;
    *lasts = true;
    if (column > cells->count)
        return (struct par_span){"", 0};
    *kind = cells->kinds[column - 1];
    *lasts = cells->fields[column - 1].text != NULL;
    return text_of(cells, column - 1);
}

bool par_cell_is_blank(unsigned kind, struct par_span text)
{
    return (kind & ~(unsigned)PAR_CELL_MERGED) == PAR_CELL_TEXT && text.size == 0;
}

struct par_row par_row_cells_row(struct par_row_cells *cells, uint32_t line)
{
    size_t count = cells->count;
    while (count > 0 && par_cell_is_blank(cells->kinds[count - 1], text_of(cells, count - 1)))
        count--;
    for (size_t i = 0; i < count; i++)
        cells->fields[i] = text_of(cells, i);
    return (struct par_row){.line = line, .count = count, .fields = cells->fields, .kinds = cells->kinds};
}

bool par_row_is_too_long(const struct par_row *row)
{
    size_t size = 0;
    for (size_t i = 0; i < row->count && size <= ROW_MAX; i++)
        size += row->fields[i].size;
    return size > ROW_MAX;
}
