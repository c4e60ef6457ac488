/* fast_rows: the rows of a CSV file that need no libcsv: nearly all. Private to io.
 *
 * A row lies whole in the buffer of the lines, and is either without quotes, lone CR and NUL, and is then cut where the
 * scanner saw separators; or it has quotes that stand where they should, and is walked. All else (broken quotes, bytes
 * that are not UTF-8, rows longer than the buffer, the end of the file) is left to libcsv, so that there is one verdict
 * on it. What both would read they read alike: blanks around unquoted fields are trimmed, a guard is taken off. */
#ifndef PARINDEX_IO_FAST_ROWS_H
#define PARINDEX_IO_FAST_ROWS_H

#include "lines.h"
#include "scan.h"

struct par_fast_rows {
    par_scanner *scan; /* NULL: every row is libcsv's */
    struct par_arena *arena;
    char separator;
    struct par_scan_found found; /* in the buffer of the lines; blocks from `window` on */
    uint32_t *places;            /* the positions, behind that of the byte before the window */
    size_t at, stop;             /* positions and stops that lie behind us */
    size_t window, scanned;      /* bytes of the buffer that they are known of */
    size_t generation;           /* of the buffer that was scanned */
    struct par_span *fields;
    char *text; /* quoted fields without their quotes */
    size_t text_room;
};

/* A row that was read. */
struct par_fast_row {
    size_t count; /* fields */
    size_t used;  /* bytes in them */
    size_t lines; /* physical lines */
};

void par_fast_rows_open(struct par_fast_rows *rows, enum par_scan_kind kind, char separator, struct par_arena *arena);
void par_fast_rows_close(struct par_fast_rows *rows);

/* The next row, taken off the lines; false when it is one for libcsv. The fields are in rows->fields. */
bool par_fast_rows_next(struct par_fast_rows *rows, struct par_lines *lines, struct par_fast_row *row);

/* Fields that are asked for: so many columns of a table of so many. */
struct par_wanted {
    size_t width, count;
    const uint32_t *columns; /* ascending */
};

/* The next row, taken off the lines, where it is one of `width` fields in a line of its own, without quotes and the
 * like: the wanted fields, each at its own place in `fields`. False: it may be one for par_fast_rows_next. */
bool par_fast_rows_plain(struct par_fast_rows *rows, struct par_lines *lines, const struct par_wanted *wanted,
                         struct par_span *fields);

#endif
