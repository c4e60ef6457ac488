/* rank_set: ranks of figures that come from samples, with what the samples leave open.
 *
 * Populations are ranked by figures of which each has an interval, and the intervals hold all together with the wanted
 * confidence: each of K intervals at confidence 1 - (1 - level) / K (Bonferroni; nothing is assumed of how the samples
 * depend on each other). Whoever's interval lies wholly above that of k is above k, whoever's lies wholly below is
 * below, and those whose intervals meet may stand in any order. So the true rank of k is from 1 + (those wholly above)
 * to K - (those wholly below), and all these statements hold together with at least the same confidence: M. Klein,
 * T. Wright, J. Wieczorek, "A joint confidence region for an overall ranking of populations", Journal of the Royal
 * Statistical Society, Series C 69 (2020), 589-606. The theorem asks only that the intervals hold together; the paper
 * shows it with normal intervals, here they are those of estimate.h.
 *
 * One departure: equal truths share a rank here (1, 2, 2, 4), so two intervals that only touch leave the better rank
 * open. The rank itself follows from the figures as they are printed, and is always among those left open. */
#ifndef PARINDEX_RANK_SET_H
#define PARINDEX_RANK_SET_H

#include <stdint.h>

#include "parindex/arena.h"

struct par_ranked {
    int64_t figure;   /* as printed, in any unit; more is better */
    bool known;       /* it has an interval; else nothing is known, and its rank may be any */
    double low, high; /* of the interval */
    /* results */
    size_t rank;        /* 1 + those with a larger figure */
    size_t best, worst; /* the true rank is among these */
};

/* The confidence that each of `count` intervals needs, and each of so many tests, for all to hold at `level`. */
double par_rank_level(double level, size_t count);

/* Fills the results. */
void par_rank_sets(struct par_ranked *items, size_t count, struct par_arena *arena);

#endif
