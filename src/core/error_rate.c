#include "parindex/error_rate.h"

#include "parindex/distribution.h"

enum { PERCENT = 100 };

/* A bound that is a whole number of units (97.5 %) comes out a little beside it; this much of a unit is none. */
#define NOTHING 1e-6

/* A share as percent in 10^-6, a whole number of `unit`; `up`: not less than it is, else not more. */
static par_points as_percent(double share, par_points unit, bool up)
{
    double units = share * PERCENT * (double)PAR_POINTS_ONE / (double)unit;
    par_points whole = (par_points)(units + NOTHING); /* towards zero, and a share is not negative */
    if (up && (double)whole + NOTHING < units)
        whole++;
    return whole * unit;
}

bool par_error_interval(uint64_t wrong, uint64_t checked, par_points level, int decimals, par_points *low,
                        par_points *high)
{
    par_points unit = 1;
    double from, to;
    for (int i = decimals; i < PAR_POINTS_SCALE; i++)
        unit *= 10;
    if (!par_binomial_interval(wrong, checked, (double)level / (PERCENT * (double)PAR_POINTS_ONE), &from, &to))
        return false;
    *low = as_percent(from, unit, false);
    *high = as_percent(to, unit, true);
    return true;
}
