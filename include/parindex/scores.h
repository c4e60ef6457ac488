/* scores: the files that par-score and par-rank write, read back (par-scores(5), par-ranking(5)). */
#ifndef PARINDEX_SCORES_H
#define PARINDEX_SCORES_H

#include "parindex/rank.h"
#include "parindex/records.h"

struct par_score_table {
    size_t count;
    struct par_standing *standings; /* in the order of the file */
    size_t domain_count;
    const char **domains; /* ids of the domain columns, as the file brings them */
};

/* Reads a long scores file ("-": standard input), streaming; units in `units` (may be NULL) lend their names. With
 * sets, each row's set must be among them. Errors: SCORES_ROW, SET_UNKNOWN, UNIT_UNKNOWN, number findings. NULL when
 * the header is wrong. */
struct par_score_table *par_scores_load(const char *path, const struct par_reading *how, struct par_set *const *sets,
                                        size_t set_count, const struct par_units *units, struct par_arena *arena,
                                        struct par_diags *diags);

/* An earlier ranking; the number of its units, *out in the arena. */
size_t par_ranking_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                        struct par_diags *diags, const struct par_earlier **out);

#endif
