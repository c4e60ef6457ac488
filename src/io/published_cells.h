/* published_cells: what stands in a cell of a printed table. Private to io. */
#ifndef PARINDEX_IO_PUBLISHED_CELLS_H
#define PARINDEX_IO_PUBLISHED_CELLS_H

#include "parindex/number.h"
#include "published_grid.h"

struct par_cell_reading {
    const struct par_published *table; /* for the roles of its columns */
    struct par_arena *arena;
    struct par_diags *diags;
    struct par_number_style style;
};

/* NFC, blanks of every kind in a row as one, none at the ends. */
const char *par_cell_tidy(struct par_span text, struct par_arena *arena);

/* A cell in a column of numbers; errors for what is neither a number nor a mark. */
struct par_printed par_cell_number(struct par_cell_reading *reading, const struct grid_row *row, size_t column,
                                   const struct par_place *place);

/* A cell in any other column. */
struct par_printed par_cell_words(struct par_cell_reading *reading, const struct grid_row *row, size_t column);

/* The number in brackets behind a rank; *out stays as it is without one. */
void par_cell_bracket(struct par_cell_reading *reading, const struct grid_row *row, size_t column,
                      const struct par_place *place, struct par_printed *out);

#endif
