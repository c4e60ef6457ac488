/* estimate_private: what the files of estimate share. */
#ifndef PARINDEX_ESTIMATE_PRIVATE_H
#define PARINDEX_ESTIMATE_PRIVATE_H

#include "parindex/estimate.h"

/* How a figure moves with what a domain adds up to. */
struct par_gradient {
    size_t domain;
    double *of;       /* by the weight of each category, times 1 of 10^-9 */
    double *of_class; /* the same by class numbers of the pairs */
    size_t *used;     /* the categories of the figure's questions */
    size_t used_count;
    double *explained; /* by each class of rows: what known totals explain of z */
};

/* The domain of the cells that stand for all rows, of which the explained part is taken away. */
#define PAR_WHOLE_SAMPLE (SIZE_MAX - 1)

struct par_estimator {
    const struct par_sums *sums;
    struct par_estimator_options options;
    struct par_arena *arena;
    size_t *first;                      /* of each domain, into `cells`; one more at the end */
    const struct par_sums_cell **cells; /* by domain, then by the codes of stratum, PSU and SSU */
    size_t totals_of;                   /* domain whose totals stand below; SIZE_MAX: none */
    par_wide *weights;                  /* of each category */
    uint64_t *rows;
    struct par_gradient *gradient;     /* of the figure at hand */
    struct par_gradient gradients[2];  /* of a figure; the second, of the domain subtracted in a difference */
    const struct par_sums_cell **both; /* the cells of two domains; made when asked */
    size_t whole_count;
    const struct par_sums_cell **whole; /* calibrated: all rows, in the order of the cells */
    const struct par_sums_cell **all;   /* these and the cells of one or two domains */
    double *of_classes;                 /* room for the sums of z of each class */
    const size_t *order;                /* the classes by their keys */
    double magnitude;                   /* of all z of the walk, without their signs: what rounding is relative to */
    double *psu_sums, *ssu_sums;        /* of z, within a stratum and within a PSU */
    size_t **stratum_units;             /* by question: units of each stratum with an answer; made when asked */
    size_t **psu_units;
};

/* Makes the totals of the domain those at hand. */
void par_estimator_total(struct par_estimator *estimator, size_t domain);

/* The stratum and the PSU in which the rows of a cell lie. */
size_t par_cell_stratum(const struct par_sums *sums, const struct par_sums_cell *cell);
size_t par_cell_psu(const struct par_sums *sums, const struct par_sums_cell *cell);

/* The rows of a cell that have the figure. */
uint64_t par_cell_rows(const struct par_sums *sums, const struct par_sums_cell *cell, const struct par_figure *figure);

/* What a walk through the sampling units of a domain finds. */
struct par_walk {
    double variance; /* of both stages, in the end */
    double second_stage;
    size_t units, strata; /* with an answer */
    size_t walked;        /* strata with anything in the sum: these, or all of them where totals are known */
    bool is_sampled;      /* some unit of the population was left out at some stage */
    size_t lonely;        /* stratum without which there is no error; SIZE_MAX: none */
};

/* Cells in the order of the codes of stratum, PSU and SSU; those of one sampling unit stand together. */
struct par_cells {
    const struct par_sums_cell *const *items;
    size_t count;
};

/* Sorts the cells of the sums, and makes those of the whole sample (estimate_cells.c). */
void par_estimator_sort(struct par_estimator *estimator);
void par_estimator_take_whole(struct par_estimator *estimator);

/* The cells of a domain. */
struct par_cells par_estimator_cells(const struct par_estimator *estimator, size_t domain);

/* Both, in one order, in `room`. */
struct par_cells par_cells_merge(const struct par_estimator *estimator, struct par_cells left, struct par_cells right,
                                 const struct par_sums_cell **room);

/* The cells of the domains at hand, with those of the whole sample where totals are known. */
struct par_cells par_estimator_with_whole(struct par_estimator *estimator, struct par_cells cells);

/* What the weights of a class are multiplied by. */
double par_estimator_factor(const struct par_estimator *estimator, size_t class);

/* Less than 0, 0 or more as the first cell stands before the other, whatever their domains. */
int par_cell_compare(const struct par_sums *sums, const struct par_sums_cell *a, const struct par_sums_cell *b);

/* By the gradients, each for the cells of its domain (estimate_variance.c). No row may be in two cells. */
struct par_walk par_estimator_walk(struct par_estimator *estimator, struct par_cells cells,
                                   const struct par_figure *figure);

/* The sum of g_i g_k x pair over the gradient's of_class. */
double par_estimator_pairs(const struct par_estimator *estimator, const struct par_gradient *gradient,
                           const par_wide *pairs);

/* Makes the gradient at hand that of the figure in the domain, and the domain's totals those at hand. False when nobody
 * answered. */
bool par_estimator_linearise(struct par_estimator *estimator, size_t domain, const struct par_figure *figure,
                             double *value);

/* Whether an error can be had: that of several questions needs pairs where rows are units. */
bool par_estimator_has_pairs(const struct par_estimator *estimator, const struct par_figure *figure);

#endif
