/* row_cells: a row of a sheet or document while its cells come in. Private to io. */
#ifndef PARINDEX_IO_ROW_CELLS_H
#define PARINDEX_IO_ROW_CELLS_H

#include "buffer.h"
#include "parindex/table.h"

struct par_row_cells {
    struct par_buffer bytes; /* texts that live as long as the row */
    struct par_span *fields; /* text NULL and size > 0: in `bytes`, where `begins` says */
    size_t *begins;
    unsigned char *kinds;
    size_t count;
    size_t room;
};

void par_row_cells_begin(struct par_row_cells *cells, struct par_arena *arena);
void par_row_cells_close(struct par_row_cells *cells);
void par_row_cells_clear(struct par_row_cells *cells);

/* Sets the cell of a column, from 1; those before it that were not set are empty. The text lasts longer than the row.
 */
void par_row_cells_put(struct par_row_cells *cells, size_t column, unsigned kind, struct par_span text);

/* The same for what stands in `bytes` from `begin` to the end. */
void par_row_cells_put_written(struct par_row_cells *cells, size_t column, unsigned kind, size_t begin);

/* What stands in a column; *kind is set, and *lasts tells whether the text outlives the row. */
struct par_span par_row_cells_at(const struct par_row_cells *cells, size_t column, unsigned *kind, bool *lasts);

/* Whether a cell is empty: readers give texts of blanks alone as empty ones. */
bool par_cell_is_blank(unsigned kind, struct par_span text);

/* The row as it stands, without blank cells at its end: count is 0 for a blank row. Valid until the next change. */
struct par_row par_row_cells_row(struct par_row_cells *cells, uint32_t line);

/* Whether the row has more text than a row may have, 16 MiB: a few bytes of a file can name a long text often. */
bool par_row_is_too_long(const struct par_row *row);

#endif
