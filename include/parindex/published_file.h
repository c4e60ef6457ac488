/* published_file: reads a table of results as it was printed (CSV, XLSX, DOCX), for published.h.
 *
 * Its header is the first row that names a unit, or two columns of results; a second row of headings below merged ones,
 * a row "(1) (2) (3)" and repeated headers are passed over. Columns are known by their heading (vocabulary.h), with or
 * without a year or something in brackets behind it: of two headings that differ in the year alone the later is this
 * year's. A row with a title only ("I. Khối sở") names the bloc of those below it. A row of means or sums is known by
 * its label.
 *
 * Numbers have the decimal sign of the file (number.h); "%", "điểm", "01 (0,727)" and "15/63" for a rank, "+2", "tăng
 * 2", "↑2" for a change are read. "N/A", "-", "không áp dụng" and the like are marks. Anything else in a column of
 * numbers that is used is an error.
 *
 * Findings: those of the tables and numbers; PUBLISHED_COLUMN, PUBLISHED_IDENTITY, PUBLISHED_TWICE, PUBLISHED_EMPTY
 * (errors), PUBLISHED_REST (warning), PUBLISHED_READ, PUBLISHED_PARTS, PUBLISHED_DECIMALS (notes). */
#ifndef PARINDEX_PUBLISHED_FILE_H
#define PARINDEX_PUBLISHED_FILE_H

#include "parindex/published.h"
#include "parindex/records.h"

/* What the user said about the columns: headings, machine names, or the number of a column from 1. */
struct par_published_asked {
    const char *column[PAR_PRINTS]; /* NULL: by its heading */
    const char *max;                /* a column, or a number for all rows; NULL */
    size_t part_count;
    const char *const *parts; /* none: those that add up to the total */
    size_t identity_count;
    const char *const *identities;
};

/* NULL after an error. `asked` may be NULL. */
struct par_published *par_published_load(const char *path, const struct par_reading *how,
                                         const struct par_published_asked *asked, struct par_arena *arena,
                                         struct par_diags *diags);

/* Whether a file is a long scores file (par-scores(5)): its header has a column "node". False when it cannot be read.
 */
bool par_published_is_scores(const char *path, const struct par_reading *how, struct par_arena *arena);

#endif
