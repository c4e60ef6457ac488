/* draw: a reproducible sample of things to look at again.
 *
 * Chance comes from the caller as 64-bit words: one key for each item, made of the seed and of the item alone, so that
 * neither the order of the items nor the others decide who is drawn. (The programs take SHA-256 of the seed, the unit
 * and the criterion, so that anybody can recompute a draw with any tool; this is the method of R. L. Rivest's samplers
 * for the audit of elections, "Consistent Sampling with Replacement", 2018, used here without replacement.)
 *
 * The probability that an item had of being drawn is exact: chance / of. */
#ifndef PARINDEX_DRAW_H
#define PARINDEX_DRAW_H

#include <stdint.h>

#include "parindex/decimal.h"

struct par_draw_item {
    uint64_t key;
    int64_t size; /* >= 0: what drawing by size goes by */
    int64_t risk; /* what drawing by risk goes by */
    /* results */
    bool is_drawn;
    struct par_ratio probability; /* den > 0 */
};

/* Words of chance, each by its number from 0. */
struct par_chance {
    uint64_t (*word)(void *context, uint64_t number);
    void *context;
};

/* A whole number from 0 to below - 1 (below > 0), each equally likely: words in the last, incomplete run of `below` are
 * passed over, so there is no bias. `number` is that of the first word that may be used; it is moved behind the last.
 */
uint64_t par_chance_below(struct par_chance chance, uint64_t below, uint64_t *number);

/* `wanted` items (all when there are no more), each set as likely as any other: those with the smallest keys. Equal
 * keys go by position. Reorders nothing: `items` are pointers, in an order that is the same on every run. */
void par_draw_evenly(struct par_draw_item *const *items, size_t count, size_t wanted, struct par_arena *arena);

/* `wanted` items with probabilities in proportion to their sizes: the systematic draw of W. G. Madow ("On the theory of
 * systematic sampling, II", 1949) from the items in random order, by keys (H. O. Hartley, J. N. K. Rao, 1962). An item
 * whose share of the sizes is 1/wanted or more is certain, and the rest is drawn from the others. Items of size 0 are
 * never drawn. False when the sizes leave the range of 128 bits, which 10^6 items of 10^12 points do not. */
bool par_draw_by_size(struct par_draw_item *const *items, size_t count, size_t wanted, struct par_chance chance,
                      struct par_arena *arena);

/* The `wanted` items of the highest risk, of equal risk the larger, of equal size those with the smallest keys. */
void par_draw_by_risk(struct par_draw_item *const *items, size_t count, size_t wanted, struct par_arena *arena);

/* Shares `wanted` out to strata in proportion to their weights (>= 0), by largest remainders (A. Hamilton, 1792); of
 * equal remainders the earlier stratum's. None gets more than its room; what is left over goes to the others in the
 * same way. The sum of out[] is `wanted`, or all the room there is. */
void par_draw_allocate(const int64_t *weights, const size_t *rooms, size_t count, size_t wanted, size_t *out,
                       struct par_arena *arena);

#endif
