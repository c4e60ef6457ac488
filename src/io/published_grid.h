/* published_grid: a printed table on its way in: all its cells, its header, its columns. Private to io. */
#ifndef PARINDEX_IO_PUBLISHED_GRID_H
#define PARINDEX_IO_PUBLISHED_GRID_H

#include "parindex/published_file.h"
#include "parindex/vocabulary.h"

struct grid_row {
    uint32_t line;
    const char *sheet;
    size_t count;
    const char **texts;         /* NFC, trimmed */
    const unsigned char *kinds; /* par_cell_kind; NULL: text */
};

struct grid {
    const char *file;
    struct par_arena *arena;
    struct par_diags *diags;
    const struct par_vocabulary *words;
    size_t count, room;
    struct grid_row *rows;
    size_t header; /* row of the header */
    size_t body;   /* first row below it */
    struct par_published *table;
};

/* The text of a cell, "" beyond the end of its row. */
const char *par_grid_text(const struct grid_row *row, size_t column);
/* Continues a merged cell. */
bool par_grid_is_merged(const struct grid_row *row, size_t column);
/* The number of a cell, whatever the file's decimal sign. */
bool par_grid_is_number(const struct grid_row *row, size_t column);

struct par_place par_grid_place(const struct grid *grid, const struct grid_row *row, int column);

/* "N/A", "-", "không áp dụng" */
bool par_grid_is_mark(const char *text, struct par_arena *arena);

/* Finds the header and fills width, headers, names and fields of the table; false when there are no rows. */
bool par_grid_header(struct grid *grid, const struct par_published_asked *asked);
bool par_grid_repeats_header(const struct grid *grid, const struct grid_row *row);

/* Fills role, max, parts (those asked for) and identities. False after an error. */
bool par_grid_columns(struct grid *grid, const struct par_published_asked *asked);

/* The text of a cell; "" for column -1. */
const char *par_grid_at(const struct grid_row *row, int column);
/* What a row is called: its unit, or what else stands first. */
const char *par_grid_label(const struct grid *grid, const struct grid_row *row);
enum par_published_row_kind par_grid_kind(const struct grid *grid, const struct grid_row *row);
/* The title that a row is, and nothing else; NULL when it is none. */
const char *par_grid_title(const struct grid *grid, const struct grid_row *row);
bool par_grid_is_mean(const struct grid *grid, const char *label);

#endif
