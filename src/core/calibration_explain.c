/* What known totals explain of a figure: the regression on the indicators of their categories, by normal equations. */
#include <math.h>

#include "calibration_private.h"

struct par_projection {
    const struct par_sums *sums;
    const size_t *order;
    size_t margins;
    size_t *columns;  /* of each class, by margin: the category among those of all margins */
    size_t width;     /* categories of all margins */
    double *diagonal; /* one margin: the weights of its categories */
    double *root;     /* several: the Cholesky root of the normal equations, by rows; a category that follows from those
                         before it has 0 on the diagonal */
    double *b;
};

static void add_equations(struct par_projection *p)
{
    for (size_t i = 1; i < p->sums->class_count; i++) {
        size_t class = p->order[i];
        const size_t *columns = p->columns + class * p->margins;
        double weight = (double)p->sums->classes[class].weight;
        for (size_t m = 0; m < p->margins; m++)
            for (size_t k = 0; p->root && k <= m; k++)
                p->root[columns[m] * p->width + columns[k]] += weight;
        if (p->diagonal)
            p->diagonal[columns[0]] += weight;
    }
}

static double *row_of(const struct par_projection *p, size_t i)
{
    return p->root + i * p->width;
}

/* In place; what is left of a diagonal element when the others explain it is rounding. */
static void take_root(struct par_projection *p)
{
    static const double ROUNDING = 1e-10;
    for (size_t i = 0; i < p->width; i++) {
        double *row = row_of(p, i), all = row[i];
        for (size_t k = 0; k <= i; k++) {
            const double *other = row_of(p, k);
            double left = row[k];
            for (size_t j = 0; j < k; j++)
                left -= row[j] * other[j];
            if (k == i)
                row[i] = left > ROUNDING * all ? sqrt(left) : 0;
            else
                row[k] = other[k] > 0 ? left / other[k] : 0;
        }
    }
}

const struct par_projection *par_projection_new(const struct par_sums *sums, const struct par_known_totals *known,
                                                const size_t *order, const size_t *categories)
{
    struct par_arena *arena = sums->arena;
    struct par_projection *p = par_arena_alloc(arena, sizeof *p);
    *p = (struct par_projection){.sums = sums, .order = order, .margins = known->margin_count};
    p->columns = par_arena_array(arena, sums->class_count * p->margins, sizeof *p->columns);
    for (size_t m = 0; m < p->margins; m++) {
        for (size_t i = 1; i < sums->class_count; i++)
            p->columns[i * p->margins + m] = p->width + categories[i * p->margins + m];
        p->width += known->margins[m].count;
    }
    p->b = par_arena_array(arena, p->width, sizeof *p->b);
    if (p->margins == 1)
        p->diagonal = par_arena_array(arena, p->width, sizeof *p->diagonal);
    else
        p->root = par_arena_array(arena, p->width * p->width, sizeof *p->root);
    add_equations(p);
    if (p->root)
        take_root(p);
    return p;
}

static void solve(const struct par_projection *p)
{
    for (size_t i = 0; i < p->width; i++) {
        const double *row = row_of(p, i);
        for (size_t k = 0; k < i; k++)
            p->b[i] -= row[k] * p->b[k];
        p->b[i] = row[i] > 0 ? p->b[i] / row[i] : 0;
    }
    for (size_t i = p->width; i-- > 0;) {
        for (size_t k = i + 1; k < p->width; k++)
            p->b[i] -= row_of(p, k)[i] * p->b[k];
        p->b[i] = row_of(p, i)[i] > 0 ? p->b[i] / row_of(p, i)[i] : 0;
    }
}

void par_calibration_explain(const struct par_calibration *calibration, const double *of, double *explained)
{
    const struct par_projection *p = calibration->projection;
    for (size_t i = 0; i < calibration->sums->class_count; i++)
        explained[i] = 0;
    if (!p)
        return;
    for (size_t i = 0; i < p->width; i++)
        p->b[i] = 0;
    for (size_t i = 1; i < p->sums->class_count; i++)
        for (size_t m = 0; m < p->margins; m++)
            p->b[p->columns[p->order[i] * p->margins + m]] += of[p->order[i]];
    for (size_t i = 0; p->diagonal && i < p->width; i++)
        p->b[i] /= p->diagonal[i];
    if (p->root)
        solve(p);
    for (size_t i = 1; i < p->sums->class_count; i++)
        for (size_t m = 0; m < p->margins; m++)
            explained[i] += p->b[p->columns[i * p->margins + m]];
}
