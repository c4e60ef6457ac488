/* Intervals of shares: see estimate.h. */
#include <math.h>

#include "parindex/distribution.h"
#include "parindex/estimate.h"

struct share {
    double p, se, t; /* t at df */
    double n_eff;
    double t_rows; /* t at n - 1 */
    double tail;
};

struct limits {
    double low, high;
};

static struct limits of_mean(const struct share *share)
{
    double reach = share->t * share->se;
    return (struct limits){fmax(share->p - reach, 0), fmin(share->p + reach, 1)};
}

static double share_of_odds(double log_odds)
{
    return 1 / (1 + exp(-log_odds));
}

static struct limits of_logit(const struct share *share)
{
    double at = log(share->p / (1 - share->p)), reach = share->t * share->se / (share->p * (1 - share->p));
    return (struct limits){share_of_odds(at - reach), share_of_odds(at + reach)};
}

static double square_of_sine(double angle)
{
    static const double QUARTER = 1.570796326794896619231;
    double sine = sin(fmin(fmax(angle, 0), QUARTER));
    return sine * sine;
}

static struct limits of_asin(const struct share *share)
{
    double at = asin(sqrt(share->p)), reach = share->t * share->se / (2 * sqrt(share->p * (1 - share->p)));
    return (struct limits){square_of_sine(at - reach), square_of_sine(at + reach)};
}

static struct limits of_wilson(const struct share *share)
{
    double t = share->t, n = share->n_eff, p = share->p;
    double middle = p + t * t / (2 * n), reach = t / (2 * n) * sqrt(4 * n * p * (1 - p) + t * t);
    double whole = 1 + t * t / n;
    return (struct limits){(middle - reach) / whole, (middle + reach) / whole};
}

static struct limits of_beta(const struct share *share)
{
    double ratio = share->t_rows / share->t, n = share->n_eff * ratio * ratio;
    double with = n * share->p, without = n * (1 - share->p);
    return (struct limits){par_beta_quantile(share->tail, with, without + 1),
                           par_beta_quantile_above(share->tail, with + 1, without)};
}

static struct limits limits_of(const struct share *share, enum par_interval method)
{
    switch (method) {
    case PAR_INTERVAL_BETA:
        return of_beta(share);
    case PAR_INTERVAL_WILSON:
        return of_wilson(share);
    case PAR_INTERVAL_ASIN:
        return of_asin(share);
    case PAR_INTERVAL_MEAN:
        return of_mean(share);
    default:
        return of_logit(share);
    }
}

bool par_estimate_interval(const struct par_estimate *estimate, enum par_interval method, double level, double *low,
                           double *high, bool *exact)
{
    double p = estimate->value;
    *exact = p <= 0 || p >= 1;
    if (*exact)
        return par_binomial_interval(p <= 0 ? 0 : estimate->n, estimate->n, level, low, high);
    if (!estimate->has_error || estimate->df < 1 || (estimate->se == 0 && estimate->is_sampled))
        return false;
    double tail = (1 - level) / 2;
    struct share share = {.p = p, .se = estimate->se, .n_eff = estimate->n_eff, .tail = tail};
    share.t = -par_student_quantile(tail, (double)estimate->df);
    share.t_rows = estimate->n > 1 ? -par_student_quantile(tail, (double)(estimate->n - 1)) : share.t;
    struct limits limits = estimate->has_n_eff ? limits_of(&share, method) : (struct limits){p, p};
    *low = limits.low;
    *high = limits.high;
    return true;
}

bool par_estimate_interval_of_mean(const struct par_estimate *estimate, double level, double *low, double *high)
{
    if (!estimate->has_error || estimate->df < 1)
        return false;
    double reach = -par_student_quantile((1 - level) / 2, (double)estimate->df) * estimate->se;
    *low = estimate->value - reach;
    *high = estimate->value + reach;
    return true;
}
