/* lost_private: what lost.c (the rows), lost_ledger.c (effects on the total) and lost_rank.c (places in the bloc)
 * share. Private to the core. */
#ifndef PARINDEX_LOST_PRIVATE_H
#define PARINDEX_LOST_PRIVATE_H

#include "parindex/lost.h"

/* What a criterion comes to in the ledger of one unit, in 10^-6 of the total, by position in set->criteria[]. */
struct par_effect {
    par_points lost, open;              /* of the criterion with all below it, but for the three that follow */
    par_points cap, rounding, mismatch; /* rows of the criterion itself */
};

struct par_ledger {
    const struct par_set *set;
    const struct par_unit_score *score;
    struct par_effect *effects;
    par_points *lost, *open; /* the same, at the criterion's own scale */
    /* the parts of the criterion at hand; the last may be the mismatch */
    size_t part_count;
    int32_t *parts;
    struct par_ratio *values, *rests;
    par_points *shares;
    bool overflow;
};

struct par_ledger *par_ledger_new(const struct par_unit_score *score, struct par_arena *arena);

/* Fills effects[] for the unit that was scored. */
void par_ledger_fill(struct par_ledger *ledger);

/* Gives every row of a component its place in the bloc. */
void par_losses_rank(struct par_losses *losses, struct par_arena *arena);

#endif
