/* sampling: how many to ask, how many of each stratum, and whom.
 *
 * Everything that decides is exact: ratios and whole numbers. Only the quantile of the normal distribution comes from
 * binary floating point, and it is used as the decimal with 6 places that is printed beside the result.
 *
 * Chance comes as 64-bit words from the caller, one key for each thing that may be drawn (draw.h): the same seed draws
 * the same people, whatever the order of the list. */
#ifndef PARINDEX_SAMPLING_H
#define PARINDEX_SAMPLING_H

#include "parindex/draw.h"
#include "parindex/span.h"

/* --- How many ---------------------------------------------------------------------------------------------------- */

/* n = N / (1 + N e^2), the formula of the survey's guides: T. Yamane, "Statistics, an Introductory Analysis", 2nd ed.
 * (1967), p. 886. It is the formula below at p = 1/2 with 2 in place of 1.96. `population` N > 0, `margin` e in 0..1,
 * more than 0. False when it leaves the range. */
bool par_sample_size_simple(int64_t population, struct par_ratio margin, struct par_ratio *out);

/* What a percentage shall be known to. */
struct par_sample_aim {
    int64_t population;      /* N > 0; 0: without end */
    struct par_ratio share;  /* p, between 0 and 1 */
    struct par_ratio margin; /* e, half the width of the interval, between 0 and 1 */
    struct par_ratio deff;   /* design effect, > 0: V = deff (1 - n / N) S^2 / n, as estimate.h has it */
    par_points quantile;     /* z, in 10^-6: see par_sample_quantile */
};

/* With a = deff z^2 p (1 - p) / e^2 x N / (N - 1), n = a / (1 + a / N); a alone for a population without end. That is
 * W. G. Cochran, "Sampling Techniques", 3rd ed. (1977), 4.4, where the design effect is 1. Of N = 1 n is 1. False when
 * it leaves the range. */
bool par_sample_size(const struct par_sample_aim *aim, struct par_ratio *out);

/* The z that a standard normal variable keeps within -z .. z at a confidence `level` (0 < level < 1), at 6 decimals. */
par_points par_sample_quantile(struct par_ratio level);

/* The least whole number that is not below a ratio >= 0. False when it leaves int64. */
bool par_sample_whole(struct par_ratio ratio, int64_t *out);

/* --- How many of each -------------------------------------------------------------------------------------------- */

enum par_allocation {
    PAR_ALLOCATE_PROPORTIONAL, /* to N_h */
    PAR_ALLOCATE_EQUAL,
    PAR_ALLOCATE_ROOT,  /* to the square root of N_h, with 9 decimals: M. D. Bankier, "Power allocations", The American
                           Statistician 42 (1988), 174-177, at q = 1/2 */
    PAR_ALLOCATE_NEYMAN /* to N_h S_h: J. Neyman, JRSS 97 (1934), 558-625; Cochran (1977), 5.5 */
};

enum { PAR_SAMPLE_POPULATION_DIGITS = 12 }; /* of N_h */

struct par_allocated {
    int64_t population; /* N_h, 1 to 10^12 */
    int64_t room;       /* what can be drawn: N_h, or the PSUs there are */
    par_points spread;  /* S_h in 10^-6, for NEYMAN: see par_sample_spread */
    /* results */
    int64_t wanted;
    bool is_least, is_all; /* a bound decided: the least number, all there are */
};

/* S of a share: the square root of p (1 - p), rounded down at 6 decimals. */
par_points par_sample_spread(struct par_ratio share);

enum par_allocate_status {
    PAR_ALLOCATE_OK,
    PAR_ALLOCATE_TOO_FEW,   /* `wanted` is less than the least numbers together */
    PAR_ALLOCATE_NO_SPREAD, /* those that are still open all have a spread of 0 */
    PAR_ALLOCATE_OVERFLOW
};

/* Shares `wanted` out, at least `least` (or all there are) to each and no more than its room. Strata that a bound
 * decides are settled first, and the rest is in proportion, by the recursion RNABOX of W. Wojciak, "Another solution
 * for some optimum allocation problem", Statistics in Transition 24 (2023), 203-219; what is left after whole numbers
 * goes to the largest remainders, of equal ones to the earlier stratum. The sum of `wanted` is that, or all the room.
 */
enum par_allocate_status par_sample_allocate(struct par_allocated *strata, size_t count, int64_t wanted, int64_t least,
                                             enum par_allocation how, struct par_arena *arena);

/* --- Whom -------------------------------------------------------------------------------------------------------- */

enum par_draw_method {
    PAR_DRAW_RANDOM,     /* simple random, without replacement */
    PAR_DRAW_SYSTEMATIC, /* every k-th of the list, from a random start */
    PAR_DRAW_SIZE        /* in proportion to size: par_draw_by_size */
};

/* `wanted` of the items in their order, with equal intervals and a random start, so that each is drawn with probability
 * wanted / count, which need not divide evenly: Saerndal, Swensson, Wretman (1992), 3.4.1, with the fractional
 * interval. All when there are no more. */
void par_draw_systematic(struct par_draw_item *const *items, size_t count, size_t wanted, struct par_chance chance);

/* A ratio >= 0 in units of 10^-`decimals` (0..12), half up. False when it leaves int64. */
bool par_sample_decimal(struct par_ratio ratio, int decimals, int64_t *out);

/* The ratio in lowest terms. */
struct par_ratio par_sample_reduced(struct par_ratio ratio);

#endif
