/* csv_table: what the reader of CSV does beside par_table: reading on in pieces, and rows that are plain. Private to
 * io.
 */
#ifndef PARINDEX_IO_CSV_TABLE_H
#define PARINDEX_IO_CSV_TABLE_H

#include "fast_rows.h"
#include "table_kind.h"

/* The place from which on a table was not read yet. */
struct par_csv_rest {
    struct par_span head; /* bytes taken from the source; they live as long as the table */
    struct par_source *source;
    uint32_t line; /* lines before it */
    char separator;
    enum par_scan_kind scan;
};

/* False for other tables, and when a fault has ended this one. */
bool par_csv_rest(struct par_table *table, struct par_csv_rest *rest);

/* Somebody else has read the rest: there are no more rows here. */
void par_csv_stop(struct par_table *table, bool failed);

/* A table without rows, to be given pieces of another one. */
struct par_table *par_csv_pieces(const struct par_csv_rest *rest, struct par_arena *arena, struct par_diags *diags);

/* Goes on with these bytes, which begin with a row on the line behind `line` and live on; bytes[begin - 1] is there. */
void par_csv_give(struct par_table *table, char *bytes, size_t begin, size_t end, uint32_t line,
                  struct par_diags *diags);

/* How far it has read in them. */
size_t par_csv_place(const struct par_table *table);

/* Of a table of CSV: the wanted fields of the next row where it is a plain one, and its line; 0: it is not. */
uint32_t par_csv_plain(struct par_table *table, const struct par_wanted *wanted, struct par_span *fields);

#endif
