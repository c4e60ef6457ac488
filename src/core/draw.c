#include "parindex/draw.h"

#include <stdlib.h>

uint64_t par_chance_below(struct par_chance chance, uint64_t below, uint64_t *number)
{
    uint64_t beyond = (UINT64_MAX % below + 1) % below; /* words past the last whole run of `below` */
    for (;;) {
        uint64_t word = chance.word(chance.context, (*number)++);
        if (word <= UINT64_MAX - beyond)
            return word % below;
    }
}

/* --- Orders ------------------------------------------------------------------------------------------------------ */

/* An item and where it stood. */
struct placed {
    struct par_draw_item *item;
    size_t place;
};

static int by_key(const void *a, const void *b)
{
    const struct placed *one = a, *other = b;
    if (one->item->key != other->item->key)
        return one->item->key < other->item->key ? -1 : 1;
    return one->place < other->place ? -1 : one->place > other->place;
}

static int by_risk(const void *a, const void *b)
{
    const struct placed *one = a, *other = b;
    if (one->item->risk != other->item->risk)
        return one->item->risk > other->item->risk ? -1 : 1;
    if (one->item->size != other->item->size)
        return one->item->size > other->item->size ? -1 : 1;
    return by_key(a, b);
}

static struct placed *put_in_order(struct par_draw_item *const *items, size_t count,
                                   int (*order)(const void *, const void *), struct par_arena *arena)
{
    struct placed *placed = par_arena_array(arena, count, sizeof *placed);
    for (size_t i = 0; i < count; i++)
        placed[i] = (struct placed){items[i], i};
    if (count > 1)
        qsort(placed, count, sizeof *placed, order);
    return placed;
}

static void settle(struct par_draw_item *item, bool is_drawn, par_wide chance, par_wide of)
{
    item->is_drawn = is_drawn;
    item->probability = (struct par_ratio){chance, of};
}

/* --- Evenly ------------------------------------------------------------------------------------------------------ */

void par_draw_evenly(struct par_draw_item *const *items, size_t count, size_t wanted, struct par_arena *arena)
{
    struct placed *order = put_in_order(items, count, by_key, arena);
    if (wanted > count)
        wanted = count;
    for (size_t i = 0; i < count; i++)
        settle(order[i].item, i < wanted, (par_wide)wanted, (par_wide)count);
}

/* --- By size ----------------------------------------------------------------------------------------------------- */

static bool sum_sizes(const struct placed *order, size_t count, par_wide *sum)
{
    *sum = 0;
    for (size_t i = 0; i < count; i++)
        if (!order[i].item->is_drawn)
            *sum += order[i].item->size;
    return *sum <= INT64_MAX; /* so that a start can be chosen, and products with a count stay within 128 bits */
}

/* Marks items that are so large that they are certain; how many are left to draw, and from what sum. */
static bool take_certain(const struct placed *order, size_t count, size_t *wanted, par_wide *sum)
{
    bool any = true;
    while (any) {
        any = false;
        if (!sum_sizes(order, count, sum))
            return false;
        par_wide left = (par_wide)*wanted;
        for (size_t i = 0; i < count && left > 0; i++) {
            struct par_draw_item *item = order[i].item;
            if (item->is_drawn || item->size == 0 || left * item->size < *sum)
                continue;
            settle(item, true, 1, 1);
            --*wanted;
            any = true;
        }
    }
    return true;
}

/* On a line where each item is as long as wanted x size, those that a mark stands on: one at `start`, and then one
 * every `sum`. */
static void take_marked(const struct placed *order, size_t count, par_wide wanted, par_wide sum, par_wide start)
{
    par_wide end = 0, mark = start;
    for (size_t i = 0; i < count; i++) {
        struct par_draw_item *item = order[i].item;
        if (item->is_drawn)
            continue;
        end += wanted * item->size;
        bool is_marked = mark < end;
        settle(item, is_marked, wanted * item->size, sum > 0 ? sum : 1);
        if (is_marked)
            mark += sum;
    }
}

bool par_draw_by_size(struct par_draw_item *const *items, size_t count, size_t wanted, struct par_chance chance,
                      struct par_arena *arena)
{
    struct placed *order = put_in_order(items, count, by_key, arena);
    par_wide sum;
    uint64_t number = 0;
    for (size_t i = 0; i < count; i++)
        settle(items[i], false, 0, 1);
    if (wanted > count)
        wanted = count;
    if (!take_certain(order, count, &wanted, &sum))
        return false;
    par_wide start = sum > 0 && wanted > 0 ? (par_wide)par_chance_below(chance, (uint64_t)sum, &number) : 0;
    take_marked(order, count, sum > 0 ? (par_wide)wanted : 0, sum, start);
    return true;
}

/* --- By risk ----------------------------------------------------------------------------------------------------- */

static bool is_as_risky(const struct placed *a, const struct placed *b)
{
    return a->item->risk == b->item->risk && a->item->size == b->item->size;
}

void par_draw_by_risk(struct par_draw_item *const *items, size_t count, size_t wanted, struct par_arena *arena)
{
    struct placed *order = put_in_order(items, count, by_risk, arena);
    if (wanted > count)
        wanted = count;
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && is_as_risky(&order[first], &order[end]);)
            end++;
        size_t taken = wanted <= first ? 0 : wanted < end ? wanted - first : end - first;
        for (size_t i = first; i < end; i++)
            settle(order[i].item, i < first + taken, (par_wide)taken, (par_wide)(end - first));
    }
}

/* --- Strata ------------------------------------------------------------------------------------------------------ */

struct stratum {
    size_t number;
    par_wide remainder;
};

static int by_remainder(const void *a, const void *b)
{
    const struct stratum *one = a, *other = b;
    if (one->remainder != other->remainder)
        return one->remainder > other->remainder ? -1 : 1;
    return one->number < other->number ? -1 : one->number > other->number;
}

/* One round of sharing out among strata with room; how many were placed. */
static size_t share_out(const int64_t *weights, const size_t *rooms, size_t count, size_t wanted, size_t *out,
                        struct stratum *strata)
{
    par_wide sum = 0;
    size_t open = 0, placed = 0;
    for (size_t i = 0; i < count; i++)
        sum += out[i] < rooms[i] ? weights[i] : 0;
    for (size_t i = 0; i < count && sum > 0; i++) {
        if (out[i] >= rooms[i] || weights[i] == 0)
            continue;
        par_wide quota = (par_wide)wanted * weights[i];
        size_t whole = (size_t)(quota / sum), room = rooms[i] - out[i];
        size_t taken = whole < room ? whole : room;
        strata[open++] = (struct stratum){i, quota % sum};
        out[i] += taken;
        placed += taken;
    }
    if (open > 1)
        qsort(strata, open, sizeof *strata, by_remainder);
    for (size_t i = 0; i < open && placed < wanted; i++)
        if (strata[i].remainder > 0 && out[strata[i].number] < rooms[strata[i].number]) {
            out[strata[i].number]++;
            placed++;
        }
    return placed;
}

void par_draw_allocate(const int64_t *weights, const size_t *rooms, size_t count, size_t wanted, size_t *out,
                       struct par_arena *arena)
{
    struct stratum *strata = par_arena_array(arena, count, sizeof *strata);
    for (size_t i = 0; i < count; i++)
        out[i] = 0;
    for (size_t placed = 1; wanted > 0 && placed > 0; wanted -= placed)
        placed = share_out(weights, rooms, count, wanted, out, strata);
}
