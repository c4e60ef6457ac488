/* table: a pulled reader of CSV tables on libcsv.
 *
 * RFC 4180 with separator ',' ';' or tab (the one most frequent in the first line that is not empty, outside quotes),
 * LF, CRLF or CR, an optional UTF-8 BOM, quoted fields with newlines. libcsv trims blanks around unquoted fields.
 * Physical lines are counted, so a row knows the line it begins on. A formula guard (' before = + - @ tab CR) is
 * stripped.
 *
 * Findings that drop the row and let reading go on behind the physical line where they stand (errors):
 *   CSV_QUOTE     {1} the line on which the broken row began, when that is not the line of the finding; NULL else
 *   TEXT_UTF8     {1} the first bad byte, "0xE9"
 *   CSV_UNCLOSED  at the end of the file, on the line where the row began
 * Findings that end the reading (fatal): TEXT_UTF16, TEXT_BINARY, CSV_TOO_LONG (16 MiB), FILE_READ.
 * Memory: one row and a buffer of 128 KiB, freed by the close. */
#ifndef PARINDEX_TABLE_H
#define PARINDEX_TABLE_H

#include "parindex/source.h"

struct par_table;

struct par_row {
    uint32_t line;                 /* physical line on which the row begins, from 1 */
    size_t count;                  /* fields; 0 for a blank line (also one of separators only, or blanks only) */
    const struct par_span *fields; /* UTF-8, not normalised; valid until the next call */
};

/* The table takes the source over and closes it. separator 0: find it. Never NULL: after a fatal finding the table has
 * no rows. */
struct par_table *par_table_open(struct par_source *source, char separator, struct par_diags *diags);
void par_table_close(struct par_table *table); /* NULL is fine */

/* The next row into *row: 1 a row, 0 the end. Lines with findings are skipped. */
int par_table_next(struct par_table *table, struct par_row *row);

/* After the end: true when a fatal finding ended the reading, so that nothing may be said about rows that are absent.
 */
bool par_table_failed(const struct par_table *table);

const char *par_table_name(const struct par_table *table);
char par_table_separator(const struct par_table *table);

#endif
