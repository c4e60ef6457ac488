/* The one place of sampling with binary floating point. */
#include "parindex/distribution.h"
#include "parindex/sampling.h"

par_points par_sample_quantile(struct par_ratio level)
{
    double outside = (double)(level.den - level.num) / (double)level.den;
    double z = -par_normal_quantile(outside / 2);
    return (par_points)(z * (double)PAR_POINTS_ONE + 0.5);
}
