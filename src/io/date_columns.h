/* date_columns: dates that are dates and dates that are text in one column of a sheet. Where both stand, Excel has
 * taken some of what was typed for dates, perhaps with day and month swapped, and left the rest. Private to io. */
#ifndef PARINDEX_IO_DATE_COLUMNS_H
#define PARINDEX_IO_DATE_COLUMNS_H

#include "cell_name.h"
#include "row_cells.h"

struct par_date_column {
    uint32_t date_row; /* of the first date; 0: none yet */
    uint32_t text_row; /* of the first text that looks like one */
};

struct par_date_columns {
    struct par_date_column *columns;
    size_t count;
};

void par_date_columns_close(struct par_date_columns *dates);

/* Takes a cell into account. The row of the first cell of the other kind, when this is the first time that both have
 * been met in the column; else 0. */
uint32_t par_date_columns_meet(struct par_date_columns *dates, struct par_arena *arena, uint32_t row, uint32_t column,
                               unsigned kind, struct par_span text);

#endif
