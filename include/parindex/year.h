/* year: the year file (par-year(5)), from which the programs take their defaults. */
#ifndef PARINDEX_YEAR_H
#define PARINDEX_YEAR_H

#include "parindex/document.h"

struct par_year_round {
    const char *name;
    struct par_list paths; /* files or folders */
};

struct par_deadline {
    const char *round;
    const char *date; /* as written */
    int64_t day;
};

/* Paths are relative to the folder of the year file already applied. */
struct par_year {
    const char *period; /* NULL: that of the sets */
    struct par_list sets;
    const char *units; /* NULL when not said */
    size_t round_count;
    const struct par_year_round *rounds;
    struct par_list facts;
    size_t deadline_count;
    const struct par_deadline *deadlines;
    const char *previous; /* NULL when not said */
    const char *output;   /* folder; NULL when not said */
};

/* NULL after a finding. */
struct par_year *par_year_load(const char *path, struct par_arena *arena, struct par_diags *diags);

#endif
