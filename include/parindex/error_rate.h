/* error_rate: how many of the things that were checked were wrong, and how sure that is. */
#ifndef PARINDEX_ERROR_RATE_H
#define PARINDEX_ERROR_RATE_H

#include "parindex/decimal.h"

/* The exact interval (Clopper and Pearson, distribution.h) of the share of `wrong` among `checked`, in percent, in
 * units of 10^-6; rounded outwards at `decimals` (0..6), so that it is never narrower than it should be. `level`: the
 * confidence in percent, in units of 10^-6, between 0 and 100. False when nothing was checked, more is wrong than was
 * checked, or the level is out of range. */
bool par_error_interval(uint64_t wrong, uint64_t checked, par_points level, int decimals, par_points *low,
                        par_points *high);

#endif
