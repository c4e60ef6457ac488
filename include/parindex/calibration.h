/* calibration: weights fitted to known totals of the population, and trimmed.
 *
 * Known are, by margins, how many people each category has: one margin (of one variable, or of several taken together)
 * is post-stratification, several are raking. A row's weight is multiplied by a factor that depends on its categories
 * alone, so that the weights of every category of every margin add up to its total. The factors come from iterative
 * proportional fitting (W. E. Deming and F. F. Stephan, Annals of Mathematical Statistics 11 (1940), 427-444): the
 * margins are met one after the other, again and again, until all of them are met to PAR_FIT_TOLERANCE of a total.
 *
 * Trimming keeps every weight between `low` and `high` times the mean weight: after each round of fitting, weights
 * beyond are brought back to the bound, and the next round makes up for it, until both hold, as in D. Izrael,
 * M. P. Battaglia and M. R. Frankel, "Extreme survey weight adjustment as a component of sample balancing (a.k.a.
 * raking)", SAS Global Forum 2009, paper 247. So trimmed weights meet the totals as well. Without totals the sum of all
 * weights is kept.
 *
 * Rows that are weighted alike are a class of the sums (sums.h), its key made by par_calibration_key: the categories
 * and, where weights are trimmed, the weight. Nothing is read twice: factors are of classes. Factors are whole numbers
 * of 10^-scale with 15 digits in the largest, found in the order of the keys: the same whatever the order of the rows.
 *
 * Errors. What the totals explain of a figure does not vary from sample to sample: in the variance of estimate.h z
 * gives way to e = z - x'B, w to the fitted weights, with x the indicators of the categories and B from the regression
 * of z on x over the whole sample, weighted with the weights as they came. With one margin e is z less the mean of its
 * category. See C.-E. Saerndal, B. Swensson, J. Wretman, Biometrika 76 (1989), 527-537; J.-C. Deville and
 * C.-E. Saerndal, JASA 87 (1992), 376-382, by which all ways to fit share it; R. Valliant, JASA 88 (1993), 89-96. */
#ifndef PARINDEX_CALIBRATION_H
#define PARINDEX_CALIBRATION_H

#include "parindex/sums.h"

#define PAR_FIT_TOLERANCE 1e-10

enum { PAR_FIT_ROUNDS = 5000 };

struct par_margin {
    size_t count;          /* categories */
    const int64_t *totals; /* of each, in 10^-9, more than 0 */
};

struct par_known_totals {
    size_t margin_count; /* 0: nothing is known, weights are only trimmed */
    const struct par_margin *margins;
    bool are_shares; /* only the proportions of totals count: the weights keep their sum */
    bool trims;
    par_points low, high; /* of the mean weight; low 0: no weight is raised */
};

/* The bytes that a key takes, and the key of a row: its category in each margin and its weight. */
size_t par_calibration_key_size(const struct par_known_totals *known);
void par_calibration_key(const struct par_known_totals *known, const uint32_t *categories, int64_t weight, char *key);

/* How unequal weights are; w their mean. */
struct par_weighting {
    double kish;        /* design effect of unequal weights, n sum(w^2) / sum(w)^2: L. Kish, "Survey Sampling" (1965),
                           11.7 */
    double least, most; /* over the mean */
};

struct par_projection;

struct par_calibration {
    const struct par_sums *sums;
    const size_t *order;                     /* the classes by their keys; 0, of rows that no total concerns, first */
    const int64_t *factors;                  /* of each class; 0 for class 0 */
    par_wide unit;                           /* what 1 is in them: a power of 10 */
    const double *scaled;                    /* factor / unit */
    const struct par_projection *projection; /* NULL: no margins, so nothing is explained */
    uint64_t rows;                           /* that were fitted */
    size_t rounds;
    uint64_t raised, lowered; /* rows whose weights stand at a bound */
    struct par_weighting before, after;
};

enum par_fit_status {
    PAR_FIT_OK,
    PAR_FIT_EMPTY,    /* no row has the categories `empty` */
    PAR_FIT_DIVERGED, /* no such weights were found: the category `worst` is furthest from its total */
    PAR_FIT_OVERFLOW  /* weights too large, or too unequal */
};

struct par_fit_place {
    size_t margin, at; /* its category */
};

struct par_fit_fault {
    size_t empty_count;
    struct par_fit_place *empty; /* in the arena of the sums */
    struct par_fit_place worst;  /* of DIVERGED */
    double reached, wanted;      /* what it has, and its total */
    bool bounds;                 /* without trimming they would have been found */
};

/* Fits the weights of the sums, which must not change afterwards. NULL with a fault. */
const struct par_calibration *par_calibrate(const struct par_sums *sums, const struct par_known_totals *known,
                                            enum par_fit_status *status, struct par_fit_fault *fault);

/* x'B of every class, of sums `of` (z times the weight as it came, of each class) over a domain. No projection: 0. */
void par_calibration_explain(const struct par_calibration *calibration, const double *of, double *explained);

#endif
