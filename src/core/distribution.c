/* Distributions: see distribution.h for the methods and where they are from. */
#include "parindex/distribution.h"

#include <math.h>

static const double EPSILON = 2.220446049250313e-16; /* of a double */
static const double HALF_LOG_TWO_PI = 0.918938533204672741780329736406;
static const double SQRT_HALF = 0.707106781186547524400844362105;

enum { MOST_STEPS = 200 }; /* of Newton's method, which needs about ten */

/* --- Normal ------------------------------------------------------------------------------------------------------ */

double par_normal_cdf(double z)
{
    return 0.5 * erfc(-z * SQRT_HALF);
}

static double normal_density(double z)
{
    return exp(-0.5 * z * z - HALF_LOG_TWO_PI);
}

static bool is_settled(double step, double at)
{
    return fabs(step) <= 2 * EPSILON * (1 + fabs(at));
}

/* For p < 1/4: begins to the left of the root, where the logarithm of the tail rises and is concave. */
static double normal_tail_quantile(double p)
{
    double z = -sqrt(-2 * log(p));
    for (int i = 0; i < MOST_STEPS; i++) {
        double below = par_normal_cdf(z), step = (log(below) - log(p)) * below / normal_density(z);
        z -= step;
        if (is_settled(step, z))
            break;
    }
    return z;
}

/* For |p - 1/2| <= 1/4: from the distance to the middle, which is exact. */
static double normal_middle_quantile(double distance)
{
    double z = 0;
    for (int i = 0; i < MOST_STEPS; i++) {
        double step = (0.5 * erf(z * SQRT_HALF) - distance) / normal_density(z);
        z -= step;
        if (fabs(step) <= 2 * EPSILON * fabs(z))
            break;
    }
    return z;
}

double par_normal_quantile(double p)
{
    if (!(p >= 0 && p <= 1))
        return NAN;
    if (p == 0 || p == 1)
        return p == 0 ? -INFINITY : INFINITY;
    if (p < 0.25)
        return normal_tail_quantile(p);
    return p > 0.75 ? -normal_tail_quantile(1 - p) : normal_middle_quantile(p - 0.5);
}

/* --- The leading factor x^a (1-x)^b / B(a,b) ---------------------------------------------------------------------- */

/* ln(1 + z) - z of z = off / mean, without cancellation: with r = z / (2 + z), ln(1 + z) = 2 (r + r^3/3 + r^5/5 ...).
 * `at` is mean + off, which keeps its digits where z is near -1. */
static double log_less(double at, double mean, double off)
{
    enum { TERMS = 24 };
    double z = off / mean;
    if (fabs(z) > 0.5)
        return log(at / mean) - z;
    double r = z / (2 + z), square = r * r, sum = 0;
    for (int k = TERMS; k >= 1; k--)
        sum = sum * square + 1.0 / (2 * k + 1);
    return r * (2 * square * sum - z);
}

/* ln(n!) less Stirling's formula (n + 1/2) ln n - n + ln sqrt(2 pi): DLMF 5.11.1, carried up from small n. */
static double stirling_error(double n)
{
    static const double series[] = {1.0 / 12,   -1.0 / 360,       1.0 / 1260, -1.0 / 1680,
                                    1.0 / 1188, -691.0 / 360360., 1.0 / 156,  -3617.0 / 122400};
    double carried = 0;
    for (; n < 12; n++)
        carried += (n + 0.5) * log1p(1 / n) - 1;
    double square = 1 / (n * n), sum = 0;
    for (int k = sizeof series / sizeof *series - 1; k >= 0; k--)
        sum = sum * square + series[k];
    return carried + sum / n;
}

/* x and y = 1 - x are both given, since one of them may be tiny. */
static double leading_factor(double x, double y, double a, double b)
{
    double n = a + b, share = a / n, rest = b / n;
    double off = x <= y ? x - share : rest - y;
    double deviance = a * log_less(x, share, off) + b * log_less(y, rest, -off);
    double error = stirling_error(n) - stirling_error(a) - stirling_error(b);
    return exp(deviance + error - HALF_LOG_TWO_PI) * sqrt(a) * sqrt(b / n);
}

/* --- Incomplete beta ---------------------------------------------------------------------------------------------- */

/* The continued fraction of Didonato and Morris by which the leading factor is divided, for x below the mean or little
 * above. All that could cancel is in a y - b x. */
static double beta_fraction(double x, double y, double a, double b)
{
    static const double TINY = 1e-300;
    double centre = a * y - b * x + 1, most = 1000 + 20 * sqrt(a + b);
    double value = a * centre / (a + 1), c = value, d = 0;
    for (double m = 1; m < most; m++) {
        double near = a + 2 * m - 1, far = a + 2 * m + 1;
        double over = (a + m - 1) * x / near * ((a + b + m - 1) * x / near) * (m * (b - m));
        double under = m + m * (b - m) * x / near + (a + m) * (centre + m * (1 + y)) / far;
        d = under + over * d;
        d = 1 / (fabs(d) < TINY ? TINY : d);
        c = under + over / c;
        c = fabs(c) < TINY ? TINY : c;
        value *= c * d;
        if (fabs(c * d - 1) <= EPSILON)
            break;
    }
    return value;
}

struct tails {
    double below, above;
    double factor; /* the derivative of `below` by ln(x / y) */
};

static struct tails beta_tails(double x, double y, double a, double b)
{
    struct tails tails = {.factor = leading_factor(x, y, a, b)};
    if (b * x - a * y <= 1 - 2 * x) { /* x <= (a + 1) / (a + b + 2) */
        tails.below = fmin(tails.factor / beta_fraction(x, y, a, b), 1);
        tails.above = 1 - tails.below;
    } else {
        tails.above = fmin(tails.factor / beta_fraction(y, x, b, a), 1);
        tails.below = 1 - tails.above;
    }
    return tails;
}

static bool are_parameters(double a, double b)
{
    return a > 0 && b > 0 && isfinite(a) && isfinite(b);
}

double par_beta_cdf(double x, double a, double b)
{
    if (!are_parameters(a, b) || !(x >= 0 && x <= 1))
        return NAN;
    if (x == 0 || x == 1)
        return x;
    return beta_tails(x, 1 - x, a, b).below;
}

/* --- Quantiles ---------------------------------------------------------------------------------------------------- */

static double odds_share(double log_odds)
{
    return log_odds < 0 ? exp(log_odds) / (1 + exp(log_odds)) : 1 / (1 + exp(-log_odds));
}

/* One step of Newton's method on the logarithm of a tail; half way back to `good` where the tail is too small for a
 * double, which only probabilities near the smallest double meet. */
static double beta_step(double at, double good, double goal, bool above, double a, double b)
{
    struct tails tails = beta_tails(odds_share(at), odds_share(-at), a, b);
    double found = above ? tails.above : tails.below;
    if (!(found > 0 && tails.factor > 0))
        return (at + good) / 2;
    double step = (log(found) - goal) * found / tails.factor;
    return above ? at + step : at - step;
}

/* ln(x / (1 - x)) of the x with `tail` below it, or above it; infinite where x or 1 - x is no double any more. */
static double beta_log_odds(double tail, bool above, double a, double b)
{
    static const double FARTHEST = 700; /* exp of it is still a double */
    double mean = log(a / b), at = mean, goal = log(tail);
    for (int i = 0; i < MOST_STEPS; i++) {
        double next = beta_step(at, mean, goal, above, a, b);
        if (fabs(next) > FARTHEST && fabs(at) >= FARTHEST)
            return copysign(INFINITY, next);
        next = fmax(fmin(next, FARTHEST), -FARTHEST);
        if (is_settled(next - at, at))
            return next;
        at = next;
    }
    return at;
}

/* The log odds from both tails, by the smaller one, which knows more. */
static double beta_log_odds_of(double below, double above, double a, double b)
{
    return below <= above ? beta_log_odds(below, false, a, b) : beta_log_odds(above, true, a, b);
}

static double beta_quantile(double below, double above, double a, double b)
{
    if (!are_parameters(a, b) || !(below >= 0 && above >= 0))
        return NAN;
    if (below == 0 || above == 0)
        return below == 0 ? 0 : 1;
    return odds_share(beta_log_odds_of(below, above, a, b));
}

double par_beta_quantile(double p, double a, double b)
{
    return beta_quantile(p, 1 - p, a, b);
}

double par_beta_quantile_above(double q, double a, double b)
{
    return beta_quantile(1 - q, q, a, b);
}

/* --- Student's t -------------------------------------------------------------------------------------------------- */

double par_student_cdf(double t, double df)
{
    if (!(df > 0) || isnan(t))
        return NAN;
    if (isinf(df) || isinf(t))
        return par_normal_cdf(t);
    if (t == 0)
        return 0.5;
    double odds = t / df * t;
    double outside = beta_tails(odds / (1 + odds), 1 / (1 + odds), 0.5, df / 2).above;
    return t < 0 ? outside / 2 : 1 - outside / 2;
}

double par_student_quantile(double p, double df)
{
    if (!(df > 0) || !(p >= 0 && p <= 1))
        return NAN;
    if (isinf(df) || p == 0 || p == 1)
        return par_normal_quantile(p);
    if (p == 0.5)
        return 0;
    double inside = 2 * fabs(p - 0.5), outside = 2 * (p < 0.5 ? p : 1 - p);
    double t = sqrt(df) * exp(beta_log_odds_of(inside, outside, 0.5, df / 2) / 2);
    return p < 0.5 ? -t : t;
}

/* --- The exact interval of a share ---------------------------------------------------------------------------------
 */

bool par_binomial_interval(uint64_t x, uint64_t n, double level, double *low, double *high)
{
    if (n == 0 || x > n || !(level > 0 && level < 1))
        return false;
    double tail = (1 - level) / 2, with = (double)x, without = (double)(n - x);
    *low = x == 0 ? 0 : par_beta_quantile(tail, with, without + 1);
    *high = x == n ? 1 : par_beta_quantile_above(tail, with + 1, without);
    return true;
}
