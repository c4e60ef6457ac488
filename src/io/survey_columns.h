/* survey_columns: which column of a table is what of a survey. Private to io. */
#ifndef PARINDEX_IO_SURVEY_COLUMNS_H
#define PARINDEX_IO_SURVEY_COLUMNS_H

#include "parindex/survey_file.h"

struct par_survey_columns {
    int *items;        /* of each criterion */
    int *questions;    /* of each question: the column that lists; -1 */
    bool *has_options; /* of each question: a column for each option */
    int *options;      /* of all options: a column of its own; -1 */
    int strata, psu, ssu, weight, fpc, fpc2, id, unit;
    int **groupings;      /* the columns of each grouping */
    int **totals;         /* the columns of each variable with totals */
    int question, answer; /* of a long table */
};

/* The names that the columns of criteria and questions may have, folded. */
const struct par_names *par_survey_headers(const struct par_sipas_form *form, struct par_arena *arena);

/* Finds them all; false after an error. */
bool par_survey_columns_find(const struct par_records *records, const struct par_survey *survey,
                             const struct par_survey_design *design, struct par_survey_columns *out);

/* Which columns of a table are read at all, of its width. */
const bool *par_survey_columns_wanted(const struct par_survey_columns *columns, const struct par_survey *survey,
                                      const struct par_survey_design *design, const struct par_records *records);

#endif
