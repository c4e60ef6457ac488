/* survey_file: answers of a survey from table files into sums.
 *
 * Wide: a form per row, a column per criterion and question. A column is known by an id, a name or one of the "columns"
 * of the form, whatever the letter case. A question of which several options may be chosen is one column that lists
 * them, or a column for each, named "<question>.<option>" or "<question>_<option>", with x, 1 or yes in it. Long: a row
 * per answer, with the columns of the form's number, "question" and "answer"; the rows of a form stand together, and
 * its design and groups are said in each.
 *
 * Columns of the design and of groups are named by the user, by header. Where totals are known, every form that counts
 * must have a category of each variable: a blank one (SURVEY_TOTAL_BLANK) and one without a total (SURVEY_TOTAL_NONE)
 * are errors, in forms that do not count they are not. Findings: the SURVEY_ codes of diag.h, those of
 * records.h and number.h. Memory does not grow with rows, but for 16 bytes a form where its number is checked. */
#ifndef PARINDEX_SURVEY_FILE_H
#define PARINDEX_SURVEY_FILE_H

#include "parindex/records.h"
#include "parindex/survey.h"
#include "parindex/totals_file.h"
#include "parindex/units.h"

/* A cell that is no answer. */
enum par_unreadable {
    PAR_UNREADABLE_ERROR,
    PAR_UNREADABLE_BLANK, /* a warning; it counts as not answered */
    PAR_UNREADABLE_REJECT /* a warning; the form does not count */
};

/* What the user said of the columns; NULL: there is none. */
struct par_survey_design {
    const char *strata, *psu, *ssu, *weight, *fpc, *fpc2;
    const char *id; /* number of the form */
    bool is_long;
    const char *print; /* NULL: the first of each scale */
    enum par_unreadable unreadable;
    size_t grouping_count;
    const struct par_list *groupings;     /* the columns of each; several are taken together */
    const struct par_units *units;        /* adds a grouping by the column "unit"; NULL: none */
    const struct par_known_totals *known; /* forms that count get a class by them; NULL: weights stay as they are */
    const struct par_totals *totals;      /* their variables; NULL: weights are only trimmed */
    /* That read a wide table, 0 as 1; the sums do not depend on it, but the order in which they are numbered may. It is
     * one where rows are compared with earlier ones (id, fpc, fpc2, units) and while a decimal sign is not settled. */
    size_t threads;
};

/* The number of the grouping by unit, and of groupings[i]; 0 is everyone. */
size_t par_survey_unit_grouping(void);
size_t par_survey_grouping(size_t i);

struct par_survey_reader;

/* A form; NULL after any error. */
struct par_sipas_form *par_sipas_form_load(const char *path, struct par_arena *arena, struct par_diags *diags);

/* NULL after SIPAS_PRINT_UNKNOWN. */
struct par_survey_reader *par_survey_reader_new(struct par_survey *survey, const struct par_survey_design *design,
                                                const struct par_reading *how, struct par_arena *arena,
                                                struct par_diags *diags);

/* Adds a file; the number of its rows. */
size_t par_survey_read(struct par_survey_reader *reader, const char *path);

/* After the last file: what only the whole shows (SURVEY_PRINT, SURVEY_GROUPS_ALIKE, SURVEY_POPULATION_LOW, _NONE). */
void par_survey_finish(struct par_survey_reader *reader);

#endif
