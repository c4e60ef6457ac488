/* returned_read: a returned form while it is read. Private to io.
 *
 * returned.c opens it, returned_identity.c looks whose form it is, returned_rows.c compares its rows with those that
 * were sent out, returned_cells.c takes what was filled in. */
#ifndef PARINDEX_IO_RETURNED_READ_H
#define PARINDEX_IO_RETURNED_READ_H

#include "parindex/number.h"
#include "parindex/returned.h"

/* Columns that matter of any form; others only show. */
enum returned_column {
    AT_KEY,
    AT_TITLE,
    AT_MAX,
    AT_RESPONSE,
    AT_POINTS,
    AT_APPLIES,
    AT_EVIDENCE,
    AT_NOTE,
    AT_SCORE,
    AT_AGREE,
    AT_REASON,
    RETURNED_COLUMNS
};

enum { RETURNED_TITLES = 30 }; /* the identity and the header stand within so many lines */

/* A row of the sheet, kept. */
struct returned_line {
    uint32_t line;
    size_t count;
    const struct par_span *fields;
    const unsigned char *kinds; /* NULL: all are text */
};

struct returned_reading {
    const struct par_returned_context *context;
    struct par_returned *out;
    enum par_form_type type;
    const char *sheet; /* NULL for CSV */
    size_t count;
    const struct returned_line *lines;
    const struct par_names *headings; /* what a header may say -> its column in par_form_columns */
    size_t header;                    /* position of the header in `lines` */
    int at[RETURNED_COLUMNS];         /* its columns; -1: the form has none */
    bool has_fault;                   /* the reader of the table met one that leaves the rows standing */
    struct par_number_style style;
    struct par_arena *arena;   /* what stays */
    struct par_arena *scratch; /* what goes when the file was read */
    struct par_diags *diags;
};

/* A row of the sheet and the row of the form that it is. */
struct returned_match {
    size_t line; /* position in `lines` */
    const struct par_unit *unit;
    int32_t unit_position;
    const struct par_form_row *row;
};

/* A cell without blanks at its ends; empty when there is none. */
struct par_span par_returned_field(const struct returned_reading *reading, const struct returned_line *line,
                                   enum returned_column column);

/* The kind of a cell; TEXT of a CSV file. */
unsigned par_returned_kind(const struct returned_reading *reading, const struct returned_line *line,
                           enum returned_column column);

/* Reports a finding at a cell. `match` may be NULL. */
void par_returned_report(struct returned_reading *reading, enum par_severity severity, enum par_code code,
                         const struct returned_line *line, enum returned_column column,
                         const struct returned_match *match, const char *a, const char *b);

/* The same about the whole file, an error. */
void par_returned_report_file(struct returned_reading *reading, enum par_code code, const char *a, const char *b);

/* Keeps the rows of a sheet. False when the file cannot be read to its end. */
bool par_returned_keep_table(const char *path, const struct par_table_options *options,
                             struct returned_reading *reading, struct par_diags *diags);

/* Finds out whose form it is: first cell and hidden sheet must say the same. False when nothing more can be read of the
 * file; of one that is not whole (is_whole) nothing is reported. */
bool par_returned_find_identity(struct returned_reading *reading, bool is_whole);

/* Whether it is a form of the year, round, set and unit that are collected; sets the type. */
bool par_returned_check_identity(struct returned_reading *reading);

/* Finds the rows of the form and reports those that are gone, added, moved or changed. The number of matches, in the
 * order of the sheet. */
size_t par_returned_find_rows(struct returned_reading *reading, const struct returned_match **matches);

/* Takes what was filled in, and counts what is blank. */
void par_returned_take_cells(struct returned_reading *reading, const struct returned_match *matches, size_t count);

#endif
