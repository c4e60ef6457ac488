/* cell_name: cells as a worksheet names them: "C17", "B2:G2". Private to io. */
#ifndef PARINDEX_IO_CELL_NAME_H
#define PARINDEX_IO_CELL_NAME_H

#include <stdbool.h>
#include <stdint.h>

enum { PAR_ROWS_MAX = 1048576, PAR_COLUMNS_MAX = 16384, PAR_CELL_NAME = 16 };

/* Rows and columns count from 1. */
struct par_area {
    uint32_t first_row;
    uint32_t first_column;
    uint32_t last_row;
    uint32_t last_column;
};

/* False when the name is none, or means a cell beyond XFD1048576. */
bool par_cell_parse(const char *name, uint32_t *row, uint32_t *column);

/* Also of a single cell. The corners may stand in any order. */
bool par_area_parse(const char *name, struct par_area *area);

/* Writes the NUL-terminated name. */
void par_cell_name(uint32_t row, uint32_t column, char out[PAR_CELL_NAME]);

#endif
