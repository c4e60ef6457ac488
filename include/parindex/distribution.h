/* distribution: normal, Student's t and beta distributions, and the exact interval of a binomial share.
 *
 * The one module, with estimate, where binary floating point is at home: what comes from here says how sure a number
 * is, and never is the number itself. Results are within about 1e-13 of the true value, relatively, for parameters up
 * to 1e8; the time grows with the square root of the largest parameter.
 *
 * Method. The regularised incomplete beta function by the continued fraction of A. R. Didonato and A. H. Morris,
 * "Significant digit computation of the incomplete beta function ratios", ACM Transactions on Mathematical Software 18
 * (1992), 360-373, evaluated as Lentz did; its leading factor by the deviance of C. Loader, "Fast and Accurate
 * Computation of Binomial Probabilities" (2000), which does not lose digits where parameters are large. Quantiles by
 * Newton's method on the logarithm of the smaller tail as a function of ln(x / (1 - x)): that function is concave, so
 * every start converges. Student's t is the beta distribution with 1/2 and df/2 at x = t^2/(df + t^2).
 *
 * A probability outside 0..1 or a parameter that is not positive gives NaN. */
#ifndef PARINDEX_DISTRIBUTION_H
#define PARINDEX_DISTRIBUTION_H

#include <stdbool.h>
#include <stdint.h>

/* P(Z <= z), and the z for which it is `p`: -inf at 0, +inf at 1. */
double par_normal_cdf(double z);
double par_normal_quantile(double p);

/* The regularised incomplete beta function I_x(a, b) = P(X <= x), x in 0..1; a, b > 0 and finite. */
double par_beta_cdf(double x, double a, double b);

/* The x of which I_x(a, b) = p; and the one that leaves `q` above it, which keeps its digits when q is tiny. */
double par_beta_quantile(double p, double a, double b);
double par_beta_quantile_above(double q, double a, double b);

/* Student's t with df > 0 degrees of freedom, not necessarily whole; df = +inf is the normal distribution. */
double par_student_cdf(double t, double df);
double par_student_quantile(double p, double df);

/* The exact interval of a share of `x` among `n` trials: C. J. Clopper and E. S. Pearson, "The use of confidence or
 * fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934), 404-413. `level` is the confidence,
 * 0 < level < 1. *low is 0 when x is 0, *high 1 when x is n. False when n is 0, x above n or the level outside. */
bool par_binomial_interval(uint64_t x, uint64_t n, double level, double *low, double *high);

#endif
