/* histogram: how often each whole number occurred, for an exact mean and median of any number of them.
 *
 * Memory grows with the largest number up to 1,024, and with the different numbers beyond that. */
#ifndef PARINDEX_HISTOGRAM_H
#define PARINDEX_HISTOGRAM_H

#include "parindex/decimal.h"

struct par_histogram_far {
    uint64_t number;
    uint64_t times;
};

struct par_histogram {
    uint64_t *near; /* times of the numbers below near_room */
    size_t near_room;
    struct par_histogram_far *far; /* by number */
    size_t far_count;
    size_t far_room;
    uint64_t times; /* in all */
    par_wide sum;   /* of all numbers */
};

/* Room for the numbers below `room`, in zeroed memory of the caller that lives as long. */
void par_histogram_place(struct par_histogram *histogram, uint64_t *near, size_t room);

void par_histogram_add(struct par_histogram *histogram, uint64_t number, uint64_t times, struct par_arena *arena);
void par_histogram_merge(struct par_histogram *into, const struct par_histogram *from, struct par_arena *arena);

/* Calls for each number that occurred, in ascending order. */
void par_histogram_each(const struct par_histogram *histogram,
                        void (*hear)(void *context, uint64_t number, uint64_t times), void *context);

/* False when there are none. The median of an even number of them is the mean of the two in the middle. */
bool par_histogram_mean(const struct par_histogram *histogram, struct par_ratio *out);
bool par_histogram_median(const struct par_histogram *histogram, struct par_ratio *out);

#endif
