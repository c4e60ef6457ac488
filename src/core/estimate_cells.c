/* The cells of a sample in the order of their codes: see estimate.h. */
#include <stdlib.h>

#include "estimate_private.h"

size_t par_cell_psu(const struct par_sums *sums, const struct par_sums_cell *cell)
{
    return sums->plan.has_ssu ? sums->ssus[cell->unit].psu : cell->unit;
}

size_t par_cell_stratum(const struct par_sums *sums, const struct par_sums_cell *cell)
{
    return sums->plan.has_psu ? sums->psus[par_cell_psu(sums, cell)].stratum : cell->unit;
}

struct sorted_cell {
    const struct par_sums *sums;
    const struct par_sums_cell *cell;
};

static int by_text(struct par_span a, struct par_span b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.text, b.text, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

int par_cell_compare(const struct par_sums *sums, const struct par_sums_cell *a, const struct par_sums_cell *b)
{
    int order = by_text(sums->strata[par_cell_stratum(sums, a)].code, sums->strata[par_cell_stratum(sums, b)].code);
    if (!order && sums->plan.has_psu)
        order = by_text(sums->psus[par_cell_psu(sums, a)].code, sums->psus[par_cell_psu(sums, b)].code);
    if (!order && sums->plan.has_ssu)
        order = by_text(sums->ssus[a->unit].code, sums->ssus[b->unit].code);
    return order ? order : by_text(sums->classes[a->class].key, sums->classes[b->class].key);
}

static int by_codes(const void *left, const void *right)
{
    const struct sorted_cell *a = left, *b = right;
    if (a->cell->domain != b->cell->domain)
        return a->cell->domain < b->cell->domain ? -1 : 1;
    return par_cell_compare(a->sums, a->cell, b->cell);
}

struct par_cells par_estimator_cells(const struct par_estimator *estimator, size_t domain)
{
    size_t first = estimator->first[domain];
    return (struct par_cells){estimator->cells + first, estimator->first[domain + 1] - first};
}

void par_estimator_sort(struct par_estimator *estimator)
{
    const struct par_sums *sums = estimator->sums;
    struct sorted_cell *sorted = par_arena_array(estimator->arena, sums->cell_count, sizeof *sorted);
    for (size_t i = 0; i < sums->cell_count; i++)
        sorted[i] = (struct sorted_cell){sums, &sums->cells[i]};
    if (sums->cell_count > 1)
        qsort(sorted, sums->cell_count, sizeof *sorted, by_codes);
    estimator->cells = par_arena_array(estimator->arena, sums->cell_count, sizeof *estimator->cells);
    estimator->first = par_arena_array(estimator->arena, sums->domain_count + 1, sizeof *estimator->first);
    for (size_t i = 0; i < sums->cell_count; i++) {
        estimator->cells[i] = sorted[i].cell;
        estimator->first[sorted[i].cell->domain + 1]++;
    }
    for (size_t i = 0; i < sums->domain_count; i++)
        estimator->first[i + 1] += estimator->first[i];
}

struct par_cells par_cells_merge(const struct par_estimator *estimator, struct par_cells left, struct par_cells right,
                                 const struct par_sums_cell **room)
{
    size_t i = 0, k = 0, count = 0;
    while (i < left.count || k < right.count) {
        bool from_left = k == right.count ||
                         (i < left.count && par_cell_compare(estimator->sums, left.items[i], right.items[k]) <= 0);
        room[count++] = from_left ? left.items[i++] : right.items[k++];
    }
    return (struct par_cells){room, count};
}

/* Everybody's cells once more, for what totals explain of rows that are in the domain and of rows that are not. */
void par_estimator_take_whole(struct par_estimator *estimator)
{
    struct par_cells everybody = par_estimator_cells(estimator, 0);
    struct par_sums_cell *copies = par_arena_array(estimator->arena, everybody.count, sizeof *copies);
    estimator->whole = par_arena_array(estimator->arena, everybody.count, sizeof *estimator->whole);
    for (size_t i = 0; i < everybody.count; i++) {
        if (everybody.items[i]->class == 0)
            continue;
        copies[i] = *everybody.items[i];
        copies[i].domain = PAR_WHOLE_SAMPLE;
        estimator->whole[estimator->whole_count++] = &copies[i];
    }
    estimator->all =
        par_arena_array(estimator->arena, estimator->sums->cell_count + everybody.count, sizeof *estimator->all);
    estimator->of_classes =
        par_arena_array(estimator->arena, estimator->sums->class_count, sizeof *estimator->of_classes);
}

struct par_cells par_estimator_with_whole(struct par_estimator *estimator, struct par_cells cells)
{
    struct par_cells whole = {estimator->whole, estimator->whole_count};
    return whole.count ? par_cells_merge(estimator, cells, whole, estimator->all) : cells;
}
