/* score_cells: the cells of a scores file (par-scores(5)), as all its readers understand them. Findings go to the
 * records' collector. */
#ifndef PARINDEX_SCORE_CELLS_H
#define PARINDEX_SCORE_CELLS_H

#include "parindex/number.h"
#include "parindex/records.h"
#include "parindex/score.h"

struct par_score_cells {
    struct par_records records;
    struct par_number_style style; /* commas in the files for Excel, which have semicolons between fields; else dots */
    size_t errors;                 /* there were before */
    struct par_names *rows_of_set; /* rows that a unit of each set has */
};

/* As par_records_open; the header is checked. To be closed with par_records_close. */
bool par_score_cells_open(struct par_score_cells *cells, const char *path, const struct par_reading *how,
                          struct par_arena *arena, struct par_diags *diags);

/* Whether no error was found in this file so far. */
bool par_score_cells_sound(const struct par_score_cells *cells);

/* SCORES_ROW at a column (-1: the row). `what` is one of its words. */
void par_score_cells_refuse(const struct par_score_cells *cells, int column, const char *what);

/* A unit of a set is over: SCORES_ROW when it has other rows than those before it, since a file that was cut tells less
 * than it seems to. Nothing is said of what is behind another error. */
void par_score_cells_end_unit(struct par_score_cells *cells, const char *set, size_t rows);

/* Points, 10^-6; none for an empty field, for column -1 and after a finding (number findings; NUMBER_RANGE also for
 * more decimals than points have). */
struct par_maybe par_score_cells_points(struct par_score_cells *cells, int column);

/* The same where a row of that state must have them: SCORES_ROW when it is scored and the field is empty. */
struct par_maybe par_score_cells_needed(struct par_score_cells *cells, int column, enum par_state state);

/* NOT_SUBMITTED after SCORES_ROW. */
enum par_state par_score_cells_state(const struct par_score_cells *cells, int column);

/* Whether the flag stands among those of the field, with '|' between them. */
bool par_score_cells_flag(const struct par_score_cells *cells, int column, enum par_flag flag);

#endif
