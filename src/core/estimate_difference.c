/* The difference of a figure between two groups of people: see estimate.h. */
#include <math.h>

#include "estimate_private.h"

/* The cells of both domains in one order. */
static struct par_cells both_of(struct par_estimator *estimator, size_t a, size_t b)
{
    struct par_cells left = par_estimator_cells(estimator, a), right = par_estimator_cells(estimator, b);
    if (!estimator->both)
        estimator->both = par_arena_array(estimator->arena, estimator->sums->cell_count, sizeof *estimator->both);
    return par_estimator_with_whole(estimator, par_cells_merge(estimator, left, right, estimator->both));
}

/* The figure of the domain that is taken away, its gradient with the other sign. */
static bool linearise_second(struct par_estimator *estimator, size_t domain, const struct par_figure *figure,
                             double *value)
{
    struct par_gradient *second = &estimator->gradients[1];
    estimator->gradient = second;
    bool is = par_estimator_linearise(estimator, domain, figure, value);
    estimator->gradient = &estimator->gradients[0];
    for (size_t i = 0; i < second->used_count; i++)
        second->of[second->used[i]] = -second->of[second->used[i]];
    for (size_t i = 0; i < 2 * estimator->sums->plan.pair_count; i++)
        second->of_class[i] = -second->of_class[i];
    for (size_t i = 0; i < estimator->sums->class_count; i++)
        second->explained[i] = -second->explained[i];
    return is;
}

bool par_estimate_difference(struct par_estimator *estimator, size_t a, size_t b, const struct par_figure *figure,
                             struct par_difference *out)
{
    double first, second;
    *out = (struct par_difference){0};
    bool is = linearise_second(estimator, b, figure, &second) && par_estimator_linearise(estimator, a, figure, &first);
    if (is) {
        out->value = first - second;
        if (par_estimator_has_pairs(estimator, figure)) {
            struct par_walk walk = par_estimator_walk(estimator, both_of(estimator, a, b), figure);
            out->df = (int64_t)walk.units - (int64_t)walk.strata;
            out->has_error = walk.lonely == SIZE_MAX;
            out->is_sampled = walk.is_sampled;
            out->se = out->has_error ? sqrt(walk.variance) : 0;
        }
    }
    estimator->gradients[1].domain = SIZE_MAX;
    return is;
}
