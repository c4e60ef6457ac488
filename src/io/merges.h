/* merges: the merged areas of a worksheet. Every cell of an area repeats what its first cell holds. Private to io.
 *
 * Time is bounded by the cells that areas cover within the part of the sheet that is in use, and there are at most
 * 2^26 of them. */
#ifndef PARINDEX_IO_MERGES_H
#define PARINDEX_IO_MERGES_H

#include "cell_name.h"
#include "row_cells.h"

struct par_merge;

struct par_merges {
    struct par_arena *arena; /* for its handler only */
    struct par_merge *merges;
    size_t count;
    size_t room;
    size_t next;    /* the first that has not begun yet */
    size_t *active; /* those that cover the row at hand */
    size_t active_count;
};

void par_merges_begin(struct par_merges *merges, struct par_arena *arena);
void par_merges_close(struct par_merges *merges);

/* Keeps an area; false when there are too many. */
bool par_merges_add(struct par_merges *merges, struct par_area area);

/* When all are known: cuts them to the rows and columns in use. False when they cover too many cells. */
bool par_merges_settle(struct par_merges *merges, uint32_t last_row, uint32_t last_column);

/* Rows in rising order: puts into the cells of a row what areas repeat there. NULL for a row that the file leaves out;
 * areas that begin there hold nothing. */
void par_merges_fill(struct par_merges *merges, uint32_t row, struct par_row_cells *cells);

/* Whether an area that began above repeats something in a row that the file leaves out. */
bool par_merges_cover(const struct par_merges *merges, uint32_t row);

#endif
