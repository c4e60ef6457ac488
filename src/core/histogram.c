#include "parindex/histogram.h"

enum { NEAR_FIRST = 32, NEAR_MOST = 1024 };

static void widen(struct par_histogram *histogram, uint64_t number, struct par_arena *arena)
{
    size_t room = histogram->near_room ? histogram->near_room : NEAR_FIRST;
    while (room <= number)
        room *= 2;
    uint64_t *wider = par_arena_array(arena, room, sizeof *wider);
    if (histogram->near_room > 0)
        memcpy(wider, histogram->near, histogram->near_room * sizeof *wider);
    histogram->near = wider;
    histogram->near_room = room;
}

void par_histogram_place(struct par_histogram *histogram, uint64_t *near, size_t room)
{
    histogram->near = near;
    histogram->near_room = room;
}

static void add_far(struct par_histogram *histogram, uint64_t number, uint64_t times, struct par_arena *arena)
{
    size_t at = histogram->far_count;
    while (at > 0 && histogram->far[at - 1].number > number)
        at--;
    if (at > 0 && histogram->far[at - 1].number == number) {
        histogram->far[at - 1].times += times;
        return;
    }
    histogram->far =
        par_arena_grow(arena, histogram->far, histogram->far_count, &histogram->far_room, sizeof *histogram->far);
    memmove(histogram->far + at + 1, histogram->far + at, (histogram->far_count - at) * sizeof *histogram->far);
    histogram->far[at] = (struct par_histogram_far){number, times};
    histogram->far_count++;
}

void par_histogram_add(struct par_histogram *histogram, uint64_t number, uint64_t times, struct par_arena *arena)
{
    if (number >= histogram->near_room && number < NEAR_MOST)
        widen(histogram, number, arena);
    if (number < NEAR_MOST)
        histogram->near[number] += times;
    else
        add_far(histogram, number, times, arena);
    histogram->times += times;
    histogram->sum += (par_wide)number * (par_wide)times;
}

void par_histogram_each(const struct par_histogram *histogram,
                        void (*hear)(void *context, uint64_t number, uint64_t times), void *context)
{
    for (size_t i = 0; i < histogram->near_room; i++)
        if (histogram->near[i] > 0)
            hear(context, i, histogram->near[i]);
    for (size_t i = 0; i < histogram->far_count; i++)
        hear(context, histogram->far[i].number, histogram->far[i].times);
}

void par_histogram_merge(struct par_histogram *into, const struct par_histogram *from, struct par_arena *arena)
{
    for (size_t i = 0; i < from->near_room; i++)
        if (from->near[i] > 0)
            par_histogram_add(into, i, from->near[i], arena);
    for (size_t i = 0; i < from->far_count; i++)
        par_histogram_add(into, from->far[i].number, from->far[i].times, arena);
}

bool par_histogram_mean(const struct par_histogram *histogram, struct par_ratio *out)
{
    *out = (struct par_ratio){histogram->sum, (par_wide)histogram->times};
    return histogram->times > 0;
}

/* The number at a place, counted from 0 in ascending order. */
static uint64_t number_at(const struct par_histogram *histogram, uint64_t place)
{
    uint64_t before = 0;
    for (size_t i = 0; i < histogram->near_room; i++) {
        before += histogram->near[i];
        if (before > place)
            return i;
    }
    size_t at = 0;
    while (before + histogram->far[at].times <= place)
        before += histogram->far[at++].times;
    return histogram->far[at].number;
}

bool par_histogram_median(const struct par_histogram *histogram, struct par_ratio *out)
{
    if (histogram->times == 0)
        return false;
    uint64_t low = number_at(histogram, (histogram->times - 1) / 2), high = number_at(histogram, histogram->times / 2);
    *out = (struct par_ratio){(par_wide)low + (par_wide)high, 2};
    return true;
}
