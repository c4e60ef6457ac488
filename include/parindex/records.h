/* records: the rows of a table file under its header.
 *
 * The header is the first row that names a column "unit" or "name", or two columns of the vocabulary, or enough that
 * the caller knows; rows above it (titles of a printed table) are passed over with a note (HEADER_BELOW). Where no row
 * does, it is the first row. A row
 * "(1) (2) (3)" right below it is passed over. The header is read with par_column_name. Blank lines inside the table
 * are warnings (LINE_BLANK), rows with too few or too many fields errors (ROW_SHORT, ROW_LONG; empty fields beyond the
 * header are allowed), and such rows are skipped.
 *
 * Of a workbook, cells with an error (CELL_FAULT) or a formula without a value (CELL_NO_VALUE) in a column of the
 * header are errors. A cell that continues a merged one repeats its content in columns that say what the row is about
 * (unit, name, bloc, ...) or explain it; in all others it is an error (CELL_SPANS). */
#ifndef PARINDEX_RECORDS_H
#define PARINDEX_RECORDS_H

#include "parindex/names.h"
#include "parindex/table.h"

/* What the user said about how to read table files; zero: find out in each. */
struct par_reading {
    char decimal; /* '.' or ',' */
    struct par_table_options table;
    const struct par_names *headers; /* folded (par_text_fold) names of columns that the caller knows besides the
                                        vocabulary; NULL: none */
    size_t least_headers;            /* so many of them make a row the header */
    void (*heard)(void *context, size_t bytes); /* told of bytes as they are read; NULL: nobody is */
    void *heard_context;
};

struct par_records {
    const char *name;  /* of the file */
    const char *sheet; /* of a workbook; NULL elsewhere */
    struct par_table *table;
    struct par_arena *arena; /* for the header */
    struct par_diags *diags;
    size_t width;         /* columns of the header */
    const char **names;   /* machine name per column */
    const char **headers; /* as written */
    uint32_t header_line;
    uint32_t line;                   /* of the row at hand */
    const struct par_wanted *wanted; /* private: fields that are asked for; NULL: all */
    struct par_span *plain;          /* private: room for a row of them */
    const struct par_span *fields;   /* of the row at hand, `width` of them */
    const unsigned char *kinds;      /* par_cell_kind of each; NULL: text */
    struct par_span *padded;         /* room for a row of a sheet that ends early */
    unsigned char *padded_kinds;
    const struct par_kept_row *kept; /* rows looked at for the header, not yet given */
    size_t kept_count;
    size_t rows;   /* read so far */
    size_t blanks; /* blank lines seen and not yet reported */
    uint32_t blank_line;
};

/* Opens a file ("-": standard input) and reads its header. False after a finding; then nothing is to be closed. `how`
 * may be NULL. */
bool par_records_open(struct par_records *records, const char *path, const struct par_reading *how,
                      struct par_arena *arena, struct par_diags *diags);

/* The same of a source, which is taken over. */
bool par_records_open_source(struct par_records *records, struct par_source *source, const struct par_reading *how,
                             struct par_arena *arena, struct par_diags *diags);
void par_records_close(struct par_records *records);

/* The next row: fields are set. */
bool par_records_next(struct par_records *records);

/* From now on only the fields of these columns (of `width`, true) are asked for; others need not be there. Of tables
 * that are no CSV all are. */
void par_records_want(struct par_records *records, const bool *columns);

/* The position of a column by machine name, -1 when the file has none. A required one is an error (HEADER_MISSING). */
int par_records_column(const struct par_records *records, const char *name, bool required);

/* Errors for columns that stand twice (HEADER_REPEATED). */
void par_records_check(const struct par_records *records);

/* Errors for columns that are not in `known` (ended by NULL), nor the running number (stt). */
void par_records_only(const struct par_records *records, const char *const *known);

/* A field without blanks at its ends; empty for column -1. */
struct par_span par_records_field(const struct par_records *records, int column);

/* True when the field is a number cell of a workbook, which no decimal sign of the file concerns. */
bool par_records_is_exact(const struct par_records *records, int column);

/* A field as text of its own: NFC, NUL-terminated, in the arena. */
const char *par_records_text(const struct par_records *records, int column);

/* The place of a header, of a field of the row at hand (column -1: the row). */
struct par_place par_records_header_place(const struct par_records *records, size_t column);
struct par_place par_records_place(const struct par_records *records, int column);

/* An error at a column of the row at hand (-1: the row), with up to two arguments. */
void par_records_error(const struct par_records *records, int column, enum par_code code, const char *a, const char *b);

#endif
