#include "cell_name.h"

#include <stdio.h>

/* Reads a cell and goes behind it. */
static bool take_cell(const char **name, uint32_t *row, uint32_t *column)
{
    const char *at = *name;
    *row = *column = 0;
    for (; *at >= 'A' && *at <= 'Z' && *column <= PAR_COLUMNS_MAX; at++)
        *column = *column * 26 + (uint32_t)(*at - 'A' + 1);
    for (; *at >= '0' && *at <= '9' && *row <= PAR_ROWS_MAX; at++)
        *row = *row * 10 + (uint32_t)(*at - '0');
    *name = at;
    return *column >= 1 && *column <= PAR_COLUMNS_MAX && *row >= 1 && *row <= PAR_ROWS_MAX;
}

bool par_cell_parse(const char *name, uint32_t *row, uint32_t *column)
{
    return take_cell(&name, row, column) && *name == '\0';
}

static void sort(uint32_t *first, uint32_t *last)
{
    uint32_t least = *first < *last ? *first : *last;
    *last = *first < *last ? *last : *first;
    *first = least;
}

bool par_area_parse(const char *name, struct par_area *area)
{
    if (!take_cell(&name, &area->first_row, &area->first_column))
        return false;
    area->last_row = area->first_row;
    area->last_column = area->first_column;
    if (*name == ':') {
        name++;
        if (!take_cell(&name, &area->last_row, &area->last_column))
            return false;
    }
    sort(&area->first_row, &area->last_row);
    sort(&area->first_column, &area->last_column);
    return *name == '\0';
}

void par_cell_name(uint32_t row, uint32_t column, char out[PAR_CELL_NAME])
{
    char letters[4];
    char *first = letters + sizeof letters - 1;
    *first = '\0';
    for (; column > 0; column = (column - 1) / 26)
        *--first = (char)('A' + (column - 1) % 26);
    snprintf(out, PAR_CELL_NAME, "%s%u", first, (unsigned)row);
}
