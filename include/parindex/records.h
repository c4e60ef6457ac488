/* records: the rows of a table file under its header.
 *
 * The header is read with par_column_name. Blank lines inside the table are warnings (LINE_BLANK), rows with too few or
 * too many fields errors (ROW_SHORT, ROW_LONG; empty fields beyond the header are allowed), and such rows are skipped.
 */
#ifndef PARINDEX_RECORDS_H
#define PARINDEX_RECORDS_H

#include "parindex/table.h"

struct par_records {
    const char *name; /* of the file */
    struct par_table *table;
    struct par_arena *arena; /* for the header */
    struct par_diags *diags;
    size_t width;         /* columns of the header */
    const char **names;   /* machine name per column */
    const char **headers; /* as written */
    uint32_t header_line;
    uint32_t line;                 /* of the row at hand */
    const struct par_span *fields; /* of the row at hand, `width` of them */
    size_t rows;                   /* read so far */
    size_t blanks;                 /* blank lines seen and not yet reported */
    uint32_t blank_line;
};

/* Opens a file ("-": standard input) and reads its header. False after a finding; then nothing is to be closed. */
bool par_records_open(struct par_records *records, const char *path, struct par_arena *arena, struct par_diags *diags);
void par_records_close(struct par_records *records);

/* The next row: fields are set. */
bool par_records_next(struct par_records *records);

/* The position of a column by machine name, -1 when the file has none. A required one is an error (HEADER_MISSING). */
int par_records_column(const struct par_records *records, const char *name, bool required);

/* Errors for columns that stand twice (HEADER_REPEATED). */
void par_records_check(const struct par_records *records);

/* Errors for columns that are not in `known` (ended by NULL). */
void par_records_only(const struct par_records *records, const char *const *known);

/* A field without blanks at its ends; empty for column -1. */
struct par_span par_records_field(const struct par_records *records, int column);

/* A field as text of its own: NFC, NUL-terminated, in the arena. */
const char *par_records_text(const struct par_records *records, int column);

/* The place of a field of the row at hand (column -1: the row). */
struct par_place par_records_place(const struct par_records *records, int column);

#endif
