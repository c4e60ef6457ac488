/* frame_file: what a sample is drawn from and by, as table files: a list, its strata, and primary units drawn before.
 *
 * Columns of a list are named by the user, by header. Findings: SURVEY_COLUMN_NONE, the FRAME_ codes of diag.h, those
 * of records.h and number.h. */
#ifndef PARINDEX_FRAME_FILE_H
#define PARINDEX_FRAME_FILE_H

#include "parindex/frame.h"
#include "parindex/records.h"

/* What the user said of the columns; NULL: there is none. */
struct par_frame_columns {
    const char *id, *strata, *psu, *measure, *order;
};

struct par_frame_list {
    struct par_place place; /* of the file */
    size_t width;
    const char *const *headers; /* as written */
    int strata, psu;            /* columns; -1: none */
    size_t count;
    const char *const *cells; /* count x width, as written */
    const uint32_t *lines;
    struct par_frame_item *items; /* in the order of the file, without keys */
};

/* False after any error; FRAME_ID_TWICE among them, FRAME_EMPTY where there is no row. */
bool par_frame_load(const char *path, const struct par_frame_columns *columns, const struct par_reading *how,
                    struct par_arena *arena, struct par_diags *diags, struct par_frame_list *out);

/* A row of a table of strata: columns "stratum", "population", "sd" or "percent", "n". */
struct par_stratum_row {
    const char *name;
    struct par_place place;
    int64_t population;
    bool has_spread, has_n;
    par_points spread; /* of "sd", or of the percentage (par_sample_spread) */
    int64_t n;
};

enum par_stratum_need { PAR_NEED_POPULATION = 1, PAR_NEED_SPREAD = 2, PAR_NEED_N = 4 };

/* `needs`: columns that must be there, bits of par_stratum_need. By name. False after any error. */
bool par_strata_load(const char *path, unsigned needs, const struct par_reading *how, struct par_arena *arena,
                     struct par_diags *diags, struct par_stratum_row **out, size_t *count);

/* A primary unit that was drawn: a row of what sipas-sample wrote; its code stands in the column `psu` names. */
struct par_first_row {
    const char *stratum, *psu;
    struct par_place place;
    struct par_ratio probability; /* of the column "fraction" */
    int64_t population;           /* of the column "fpc"; 0: none */
};

bool par_first_load(const char *path, const char *psu, const struct par_reading *how, struct par_arena *arena,
                    struct par_diags *diags, struct par_first_row **out, size_t *count);

#endif
