/* follow_sheet: what became of a plan, as a table: a row for each of its rows and for what is lost anew, or sums by
 * unit and by owner. */
#ifndef PARINDEX_FOLLOW_SHEET_H
#define PARINDEX_FOLLOW_SHEET_H

#include "inputs.h"
#include "parindex/annex.h"
#include "parindex/follow_up.h"

enum par_follow_key { PAR_FOLLOW_BY_UNIT = 1, PAR_FOLLOW_BY_OWNER = 2 };

struct par_follow_view {
    struct par_cli *cli;
    const struct par_loaded *loaded; /* sets and units may not be there */
    const char *file, *sheet;        /* of the plan */
    unsigned keys;                   /* bits of par_follow_key; 0: every row */
    bool has_date;
    int64_t date; /* that deadlines are compared with */
    size_t count;
    const struct par_followed *rows; /* planned->row is a struct par_kept_row */
};

void par_follow_write(const struct par_follow_view *view);

#endif
