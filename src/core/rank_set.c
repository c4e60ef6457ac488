/* Ranks with what samples leave open: see rank_set.h. */
#include <math.h>
#include <stdlib.h>

#include "parindex/rank_set.h"

double par_rank_level(double level, size_t count)
{
    return count > 1 ? 1 - (1 - level) / (double)count : level;
}

static int by_number(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static int by_figure(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* How many of the sorted numbers are at most `limit`. */
static size_t at_most(const void *sorted, size_t count, size_t size, const void *limit,
                      int (*order)(const void *, const void *))
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order((const char *)sorted + middle * size, limit) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where nothing is known the interval is without bounds. */
static double low_of(const struct par_ranked *item)
{
    return item->known ? item->low : -INFINITY;
}

static double high_of(const struct par_ranked *item)
{
    return item->known ? item->high : INFINITY;
}

void par_rank_sets(struct par_ranked *items, size_t count, struct par_arena *arena)
{
    double *lows = par_arena_array(arena, count, sizeof *lows), *highs = par_arena_array(arena, count, sizeof *highs);
    int64_t *figures = par_arena_array(arena, count, sizeof *figures);
    for (size_t i = 0; i < count; i++) {
        lows[i] = low_of(&items[i]);
        highs[i] = high_of(&items[i]);
        figures[i] = items[i].figure;
    }
    if (count > 1) {
        qsort(lows, count, sizeof *lows, by_number);
        qsort(highs, count, sizeof *highs, by_number);
        qsort(figures, count, sizeof *figures, by_figure);
    }
    for (size_t i = 0; i < count; i++) {
        struct par_ranked *item = &items[i];
        double low = low_of(item), high = high_of(item);
        size_t above = count - at_most(lows, count, sizeof *lows, &high, by_number);
        size_t below = at_most(highs, count, sizeof *highs, &low, by_number);
        if (low == high)
            below--; /* itself: an interval without width */
        item->rank = 1 + count - at_most(figures, count, sizeof *figures, &item->figure, by_figure);
        item->best = 1 + above < item->rank ? 1 + above : item->rank;
        item->worst = count - below > item->rank ? count - below : item->rank;
    }
}
