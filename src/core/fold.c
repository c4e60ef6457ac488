#include "fold.h"

bool par_fold_has(const struct par_set *set, int32_t parent, int32_t i)
{
    return set->criteria[i].role == set->criteria[parent].role;
}

static struct par_maybe points_of(const struct par_node_score *part, int which)
{
    if (which == PAR_FOLD_OPEN)
        return (struct par_maybe){true, part->open_max};
    return which == PAR_FOLD_FINAL ? part->points : part->rounds[which];
}

bool par_fold_weights(const struct par_set *set, const struct par_node_score *nodes, int32_t parent, par_points *sum)
{
    bool fits = true;
    *sum = 0;
    for (int32_t i = parent + 1; i < set->criteria[parent].end; i = set->criteria[i].end)
        if (par_fold_has(set, parent, i) && nodes[i].applicable_max > 0)
            fits = par_points_add(*sum, set->criteria[i].weight, sum) && fits;
    return fits;
}

bool par_fold_mean(const struct par_set *set, const struct par_node_score *nodes, int32_t parent, int which,
                   struct par_ratio *mean, bool *any)
{
    struct par_ratio sum = {0, 1};
    par_points weights;
    bool fits = par_fold_weights(set, nodes, parent, &weights);
    *any = false;
    for (int32_t i = parent + 1; i < set->criteria[parent].end; i = set->criteria[i].end) {
        struct par_maybe points = points_of(&nodes[i], which);
        if (!par_fold_has(set, parent, i) || nodes[i].applicable_max == 0 || !points.is)
            continue;
        struct par_ratio share = {points.points, nodes[i].applicable_max}, weight = {set->criteria[i].weight, 1};
        fits = fits && par_ratio_mul(share, weight, &share) && par_ratio_add(sum, share, &sum);
        *any = true;
    }
    *any = *any && weights != 0;
    if (!*any)
        return fits;
    struct par_ratio whole = {set->criteria[parent].max, weights};
    return fits && par_ratio_mul(sum, whole, &sum) && par_ratio_mul(sum, (struct par_ratio){1, PAR_POINTS_ONE}, mean);
}

static bool sum_parts(const struct par_set *set, const struct par_node_score *nodes, int32_t parent, int which,
                      struct par_maybe *sum)
{
    bool fits = true;
    for (int32_t i = parent + 1; i < set->criteria[parent].end; i = set->criteria[i].end) {
        struct par_maybe part = points_of(&nodes[i], which);
        if (!part.is || !par_fold_has(set, parent, i))
            continue;
        sum->is = true;
        fits = par_points_add(sum->points, part.points, &sum->points) && fits;
    }
    return fits;
}

bool par_fold_parts(const struct par_set *set, const struct par_node_score *nodes, int32_t parent, int which,
                    struct par_maybe *points)
{
    struct par_ratio mean;
    *points = (struct par_maybe){false, 0};
    if (set->criteria[parent].fold != PAR_FOLD_WEIGHTED_MEAN)
        return sum_parts(set, nodes, parent, which, points);
    bool fits = par_fold_mean(set, nodes, parent, which, &mean, &points->is);
    return fits && (!points->is || par_ratio_round(mean, PAR_POINTS_SCALE, set->rounding, &points->points));
}
