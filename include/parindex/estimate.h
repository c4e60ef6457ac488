/* estimate: figures of a sample survey with their errors, from its sums (sums.h).
 *
 * A figure is a mean of values that the answers have: 1 for satisfied and 0 for not gives a share, the score of a step
 * gives a mean score. Over several questions it is the mean of their figures, with or without weights, or all answers
 * pooled. The figure itself is exact decimal arithmetic; only what says how sure it is is binary floating point.
 *
 * Errors are design-based: Taylor linearisation, z = sum over questions of c w (y - p) / sum(w), and the variance of
 * the PSU sums t of z within strata,
 *     V = sum_h (1 - f_h) n_h / (n_h - 1) sum_i (t_hi - mean_h)^2,   f_h = n_h / N_h,
 * with, where the design has a second stage and N_h is known, sum_h f_h sum_i (the same over the SSUs of PSU i). See
 * C.-E. Saerndal, B. Swensson, J. Wretman, "Model Assisted Survey Sampling" (1992), 5.5-5.7 and 4.3, and T. Lumley,
 * "Analysis of complex survey samples", Journal of Statistical Software 9 (2004), 8, whose package "survey" (R) gave
 * the expected values of the tests. A domain keeps every PSU of the sample: those without its people count as 0.
 *
 * df = PSUs with an answer less strata with one. Design effect = V / (s^2 (1 - n / sum w) / n), with s^2 = n / (n - 1)
 * sum w (y - p)^2 / sum w, as R has it; where the weights do not add up to more than n, 1 stands for 1 - n / sum w.
 * Weights that are fitted to known totals change z in V (calibration.h) and nothing else of the formulas.
 * Effective n = p (1 - p) / V. All results are the same whatever the order of the rows: doubles begin with the sums of
 * a sampling unit, and those are gone through in the order of their codes. */
#ifndef PARINDEX_ESTIMATE_H
#define PARINDEX_ESTIMATE_H

#include "parindex/calibration.h"

/* A stratum in which one PSU was drawn (or a PSU with one SSU): it shows no differences. */
enum par_lonely {
    PAR_LONELY_FAIL,      /* no error is given: decide */
    PAR_LONELY_REMOVE,    /* it is left out of the sum */
    PAR_LONELY_CERTAINTY, /* it was sure to be drawn and adds 0 */
    PAR_LONELY_ADJUST,    /* its distance from the mean of all strata stands for the differences */
    PAR_LONELY_AVERAGE    /* it adds as much as the other strata on average; nothing can be said without one of them,
                             nor where a PSU has a single SSU */
};

/* Those who did not answer. */
enum par_blanks {
    PAR_BLANKS_DOMAIN, /* people outside the domain of those who did: their PSUs stay in the sample */
    PAR_BLANKS_DELETED /* never asked: a PSU without an answer is not in the sample */
};

enum par_interval { PAR_INTERVAL_LOGIT, PAR_INTERVAL_BETA, PAR_INTERVAL_WILSON, PAR_INTERVAL_ASIN, PAR_INTERVAL_MEAN };

struct par_estimator_options {
    enum par_lonely lonely;
    enum par_blanks blanks;
    const struct par_calibration *calibration; /* by which the sums are weighted, and what it explains left out of the
                                                  errors; goes with PAR_BLANKS_DOMAIN alone, as those who did not answer
                                                  belong to the totals. NULL: weights as they came */
};

/* What an answer is worth: num / den; den 0: the answer is not counted at all. */
struct par_worth {
    int32_t num, den;
};

struct par_figure {
    bool pooled;                    /* all answers of all questions count alike; all worths have one denominator then */
    size_t count;                   /* questions */
    const size_t *questions;        /* by their numbers in the sums */
    const par_points *weights;      /* of the questions, positive; NULL: equal */
    const struct par_worth *worths; /* of every category of the sums */
    size_t answered; /* the question that says, by any counted category, whether a row has the figure; of one
                        question that question */
    bool of_pairs;   /* each class of the sums' pairs has one worth here, so the pairs may serve */
};

struct par_estimate {
    uint64_t n;     /* rows */
    double value;   /* for comparing; par_estimate_round gives what is printed */
    bool has_error; /* se, and all below */
    double se;
    bool is_sampled;    /* else everybody was asked, and an error of 0 is true */
    const char *lonely; /* without an error: the stratum that forbids it; NULL when sums of pairs are missing. Owned by
                           the sums */
    size_t lonely_size; /* bytes of it */
    int64_t df;         /* may be 0 */
    bool has_deff;
    double deff;
    bool has_n_eff; /* of a share that is neither 0 nor 1, with an error above 0 */
    double n_eff;
};

struct par_estimator;

/* `sums` must not change afterwards. */
struct par_estimator *par_estimator_new(const struct par_sums *sums, const struct par_estimator_options *options);

/* False when nobody in the domain answered. Figures of one domain after another are fastest. */
bool par_estimate(struct par_estimator *estimator, size_t domain, const struct par_figure *figure,
                  struct par_estimate *out);

/* The figure of domain `a` less that of domain `b`, two groups of which no row is in both. */
struct par_difference {
    double value;
    bool has_error; /* se, and all below */
    double se;
    bool is_sampled; /* else everybody was asked */
    int64_t df;      /* PSUs less strata, of both together */
};

/* Its error is that of the sums of z_a - z_b over the sampling units: where the groups share strata or PSUs, what they
 * share is taken off or added as the sample has it; where they share none, V = V_a + V_b. False when nobody answered in
 * one of them. */
bool par_estimate_difference(struct par_estimator *estimator, size_t a, size_t b, const struct par_figure *figure,
                             struct par_difference *out);

/* The figure x `scale` (100: a percentage), rounded at `decimals` (0..9), in units of 10^-9 for more than 6 decimals,
 * of 10^-6 otherwise. Exact (see par_ratio_mean). False when nobody answered or it leaves the range. */
bool par_estimate_round(struct par_estimator *estimator, size_t domain, const struct par_figure *figure, int scale,
                        int decimals, enum par_rounding mode, int64_t *out);

/* The rows and the weight of one category in a domain. */
uint64_t par_estimate_rows(struct par_estimator *estimator, size_t domain, size_t category);

/* The interval of a share between 0 and 1 at a confidence `level`, 0 < level < 1, with t the quantile of Student's t at
 * df:
 *   mean    p -+ t se
 *   logit   ln(p / (1 - p)) -+ t se / (p (1 - p)), taken back
 *   asin    asin(sqrt p) -+ t se / (2 sqrt(p (1 - p))), taken back
 *   wilson  the score interval with n_eff: E. B. Wilson, JASA 22 (1927), 209-212
 *   beta    E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small expected number of positive
 *           counts estimated from survey data", Survey Methodology 24 (1998), 193-201: Clopper and Pearson's with
 *           n* = n_eff (t at n - 1 / t at df)^2
 * A share of 0 or 1 shows no differences, so all of them fail; it gets the exact interval of Clopper and Pearson on the
 * n rows, whatever the method, and *exact says so. False without an error or with df < 1; and with an error of 0, which
 * a sample only has by chance, unless the whole population was asked: then the share is its own interval. mean is cut
 * to 0..1. */
bool par_estimate_interval(const struct par_estimate *estimate, enum par_interval method, double level, double *low,
                           double *high, bool *exact);

/* p -+ t se of a mean that is no share. False without an error or with df < 1. */
bool par_estimate_interval_of_mean(const struct par_estimate *estimate, double level, double *low, double *high);

#endif
