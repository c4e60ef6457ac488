/* totals_file: known totals of the population, from a table file, to which the weights of a survey are fitted.
 *
 * Columns: variable, category, and population (counts) or share (parts of 1 or of 100). A variable is a column of the
 * answers, or several taken together, joined with '|', and then so is the category. The rows of a variable are a
 * margin: one is post-stratification, several are raking (calibration.h). Categories are compared as the names of
 * groups are: in NFC, case and marks significant.
 *
 * The totals of two variables add up to the same, shares to 1 or 100, but for the rounding of their last decimals, half
 * a unit of it for each category. */
#ifndef PARINDEX_TOTALS_FILE_H
#define PARINDEX_TOTALS_FILE_H

#include "parindex/calibration.h"
#include "parindex/document.h"
#include "parindex/records.h"

struct par_category {
    const char *name;
    uint32_t line;
};

struct par_totals_variable {
    const char *name;             /* as the file has it, the columns joined with '|' */
    struct par_list columns;      /* of the answers */
    struct par_names *categories; /* by name: the position */
    size_t count, room, totals_room;
    struct par_category *items;
    int64_t *totals; /* of each category, in 10^-9 */
    int decimals;    /* the most that any of them has */
};

struct par_totals {
    const char *file;
    bool are_shares;
    size_t count, room;
    struct par_totals_variable *variables;
    struct par_margin *margins; /* of the variables */
};

/* NULL after any error. Findings: the TOTALS_ codes of diag.h, those of records.h and number.h. */
const struct par_totals *par_totals_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                         struct par_diags *diags);

#endif
