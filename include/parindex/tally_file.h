/* tally_file: a tally as a partial result (partial.h), for parts that are counted apart and merged later.
 *
 * The groups in the order of their keys: each a line "group" with its rows and keys, and behind it the lines "count",
 * "days", "share" and "used". */
#ifndef PARINDEX_TALLY_FILE_H
#define PARINDEX_TALLY_FILE_H

#include "parindex/partial.h"
#include "parindex/tally.h"

/* Writes a sorted tally and commits the output. False after FILE_WRITE. */
bool par_tally_write(struct par_output *output, struct par_tally *tally, const struct par_partial_label *label,
                     struct par_arena *arena, struct par_diags *diags);

/* For parts that par_tally_write wrote. */
struct par_partials *par_tally_partials(const char *version, struct par_arena *arena);

/* Adds the groups of the part that was opened last; `arena` is the tally's. False after PART_BROKEN. */
bool par_tally_take(struct par_tally *tally, struct par_partials *partials, struct par_arena *arena,
                    struct par_diags *diags);

#endif
