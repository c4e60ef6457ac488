#include <stdlib.h>

#include "parindex/rank.h"

static int by_size(const void *a, const void *b)
{
    return par_ratio_compare(*(const struct par_ratio *)a, *(const struct par_ratio *)b);
}

static struct par_maybe rounded(struct par_ratio ratio, int decimals, enum par_rounding mode)
{
    struct par_maybe out = {false, 0};
    out.is = par_ratio_round(ratio, decimals, mode, &out.points);
    return out;
}

static struct par_maybe mean_of(const struct par_ratio *values, size_t count, int decimals, enum par_rounding mode)
{
    struct par_maybe mean = {false, 0};
    mean.is = par_ratio_mean(values, count, decimals, mode, &mean.points);
    return mean;
}

static void figures(struct par_ratio *values, size_t count, int decimals, enum par_rounding mode,
                    struct par_figures *out)
{
    *out = (struct par_figures){.count = count};
    if (count == 0)
        return;
    qsort(values, count, sizeof *values, by_size);
    out->mean = mean_of(values, count, decimals, mode);
    out->median =
        count % 2 ? rounded(values[count / 2], decimals, mode) : mean_of(&values[count / 2 - 1], 2, decimals, mode);
    out->lowest = rounded(values[0], decimals, mode);
    out->highest = rounded(values[count - 1], decimals, mode);
    struct par_ratio spread;
    if (par_ratio_sub(values[count - 1], values[0], &spread))
        out->spread = rounded(spread, decimals, mode);
}

static struct par_ratio index_of(const struct par_standing *standing)
{
    struct par_ratio exact = {standing->points.points, standing->applicable_max}, hundred = {100, 1};
    bool wanted = standing->set && standing->set->rank_on == PAR_EXACT && standing->applicable_max > 0;
    if (wanted && par_ratio_mul(exact, hundred, &exact))
        return exact;
    return par_points_ratio(standing->index.points);
}

void par_figures_of_index(struct par_standing *const *standings, size_t count, int decimals, enum par_rounding mode,
                          struct par_arena *arena, struct par_figures *out)
{
    struct par_ratio *values = par_arena_array(arena, count, sizeof *values);
    size_t ranked = 0;
    for (size_t i = 0; i < count; i++)
        if (standings[i]->rank > 0)
            values[ranked++] = index_of(standings[i]);
    figures(values, ranked, decimals, mode, out);
}

void par_figures_of_domain(struct par_standing *const *standings, size_t count, size_t column, int decimals,
                           enum par_rounding mode, struct par_arena *arena, struct par_figures *out)
{
    struct par_ratio *values = par_arena_array(arena, count, sizeof *values);
    size_t ranked = 0;
    for (size_t i = 0; i < count; i++)
        if (standings[i]->rank > 0 && column < standings[i]->domain_count && standings[i]->domains[column].is)
            values[ranked++] = par_points_ratio(standings[i]->domains[column].points);
    figures(values, ranked, decimals, mode, out);
}
