#include "merges.h"

enum { AREAS_MAX = 1 << 20, CELLS_MAX = 1 << 26, FIRST_ROOM = 64 };

struct par_merge {
    struct par_area area;
    unsigned kind;
    struct par_span text; /* of the first cell, once its row is there */
    char *copy;           /* of a text that does not outlive its row; NULL else */
};

void par_merges_begin(struct par_merges *merges, struct par_arena *arena)
{
    *merges = (struct par_merges){.arena = arena};
}

void par_merges_close(struct par_merges *merges)
{
    for (size_t i = 0; i < merges->count; i++)
        free(merges->merges[i].copy);
    free(merges->merges);
    free(merges->active);
    *merges = (struct par_merges){0};
}

/* --- Areas ------------------------------------------------------------------------------------------------------- */

bool par_merges_add(struct par_merges *merges, struct par_area area)
{
    if (merges->count == AREAS_MAX)
        return false;
    if (merges->count == merges->room) {
        merges->room = merges->room ? merges->room * 2 : FIRST_ROOM;
        merges->merges = par_memory_resize(merges->arena, merges->merges, merges->room * sizeof *merges->merges);
    }
    merges->merges[merges->count++] = (struct par_merge){.area = area};
    return true;
}

static int compare(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_place(const void *a, const void *b)
{
    const struct par_area *first = &((const struct par_merge *)a)->area;
    const struct par_area *second = &((const struct par_merge *)b)->area;
    int order = compare(first->first_row, second->first_row);
    if (order == 0)
        order = compare(first->first_column, second->first_column);
    if (order == 0)
        order = compare(first->last_row, second->last_row);
    return order != 0 ? order : compare(first->last_column, second->last_column);
}

/* Cuts the area to what is in use; the number of cells that are left, 0 when it covers none but its first. */
static uint64_t cut(struct par_area *area, uint32_t last_row, uint32_t last_column)
{
    if (area->first_row > last_row || area->first_column > last_column)
        return 0;
    area->last_row = area->last_row < last_row ? area->last_row : last_row;
    area->last_column = area->last_column < last_column ? area->last_column : last_column;
    uint64_t rows = area->last_row - area->first_row + 1;
    uint64_t columns = area->last_column - area->first_column + 1;
    return rows * columns > 1 ? rows * columns : 0;
}

bool par_merges_settle(struct par_merges *merges, uint32_t last_row, uint32_t last_column)
{
    uint64_t cells = 0;
    size_t kept = 0;
    for (size_t i = 0; i < merges->count; i++) {
        struct par_merge merge = merges->merges[i];
        uint64_t covered = cut(&merge.area, last_row, last_column);
        cells += covered;
        if (covered > 0)
            merges->merges[kept++] = merge;
    }
    merges->count = kept;
    if (kept > 0) {
        qsort(merges->merges, kept, sizeof *merges->merges, by_place);
        merges->active = par_memory_resize(merges->arena, NULL, kept * sizeof *merges->active);
    }
    return cells <= CELLS_MAX;
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

/* Takes what the first cell holds. */
static void begin_merge(struct par_merges *merges, struct par_merge *merge, const struct par_row_cells *cells)
{
    bool lasts;
    merge->text = par_row_cells_at(cells, merge->area.first_column, &merge->kind, &lasts);
    merge->kind |= PAR_CELL_MERGED;
    if (lasts || merge->text.size == 0)
        return;
    merge->copy = par_memory_resize(merges->arena, NULL, merge->text.size);
    memcpy(merge->copy, merge->text.text, merge->text.size);
    merge->text.text = merge->copy;
}

/* Brings the areas that cover the row up to date. */
static void advance(struct par_merges *merges, uint32_t row, const struct par_row_cells *cells)
{
    size_t kept = 0;
    for (size_t i = 0; i < merges->active_count; i++) {
        struct par_merge *merge = &merges->merges[merges->active[i]];
        if (merge->area.last_row >= row) {
            merges->active[kept++] = merges->active[i];
        } else {
            free(merge->copy);
            merge->copy = NULL;
        }
    }
    merges->active_count = kept;
    for (; merges->next < merges->count && merges->merges[merges->next].area.first_row <= row; merges->next++) {
        struct par_merge *merge = &merges->merges[merges->next];
        merge->text = par_span_of("");
        merge->kind = PAR_CELL_TEXT | PAR_CELL_MERGED;
        if (merge->area.first_row == row && cells)
            begin_merge(merges, merge, cells);
        if (merge->area.last_row >= row)
            merges->active[merges->active_count++] = merges->next;
    }
}

static void fill_one(const struct par_merge *merge, uint32_t row, struct par_row_cells *cells)
{
    const struct par_area *area = &merge->area;
    uint32_t first = area->first_column + (row == area->first_row);
    for (uint32_t column = first; column <= area->last_column; column++)
        par_row_cells_put(cells, column, merge->kind, merge->text);
}

void par_merges_fill(struct par_merges *merges, uint32_t row, struct par_row_cells *cells)
{
    advance(merges, row, cells);
    for (size_t i = 0; i < merges->active_count; i++)
        fill_one(&merges->merges[merges->active[i]], row, cells);
}

bool par_merges_cover(const struct par_merges *merges, uint32_t row)
{
    for (size_t i = 0; i < merges->active_count; i++) {
        const struct par_merge *merge = &merges->merges[merges->active[i]];
        if (merge->area.last_row >= row && !par_cell_is_blank(merge->kind, merge->text))
            return true;
    }
    return false;
}
