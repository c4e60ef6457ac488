#include "parindex/sampling.h"

/* --- Whole numbers and decimals ---------------------------------------------------------------------------------- */

bool par_sample_whole(struct par_ratio ratio, int64_t *out)
{
    par_wide whole = ratio.num / ratio.den + (ratio.num % ratio.den > 0);
    if (whole > INT64_MAX)
        return false;
    *out = (int64_t)whole;
    return true;
}

struct par_ratio par_sample_reduced(struct par_ratio ratio)
{
    par_wide a = ratio.num, b = ratio.den;
    while (b != 0) {
        par_wide rest = a % b;
        a = b;
        b = rest;
    }
    return (struct par_ratio){ratio.num / a, ratio.den / a};
}

/* One digit after the other, so that nothing but the denominator is ever multiplied. */
bool par_sample_decimal(struct par_ratio ratio, int decimals, int64_t *out)
{
    ratio = par_sample_reduced(ratio);
    par_wide value = ratio.num / ratio.den, rest = ratio.num % ratio.den;
    for (int i = 0; i < decimals; i++) {
        if (__builtin_mul_overflow(rest, 10, &rest) || value > INT64_MAX / 10)
            return false;
        value = value * 10 + rest / ratio.den;
        rest %= ratio.den;
    }
    value += rest >= ratio.den - rest;
    if (value > INT64_MAX)
        return false;
    *out = (int64_t)value;
    return true;
}

/* The largest whole number whose square is not above `square` >= 0. */
static par_wide square_root(par_wide square)
{
    par_wide root = 1;
    if (square < 1)
        return 0;
    while (root < ((par_wide)1 << 63) && root <= square / root)
        root *= 2; /* above the root, from where Newton's steps only go down */
    for (par_wide next = (root + square / root) / 2; next < root; next = (root + square / root) / 2)
        root = next;
    return root;
}

/* --- How many ---------------------------------------------------------------------------------------------------- */

bool par_sample_size_simple(int64_t population, struct par_ratio margin, struct par_ratio *out)
{
    struct par_ratio whole = {population, 1}, one = {1, 1}, square, below;
    return par_ratio_mul(margin, margin, &square) && par_ratio_mul(square, whole, &below) &&
           par_ratio_add(below, one, &below) && par_ratio_div(whole, below, out);
}

/* deff z^2 p (1 - p) / e^2. */
static bool size_without_end(const struct par_sample_aim *aim, struct par_ratio *out)
{
    struct par_ratio one = {1, 1}, z = par_sample_reduced(par_points_ratio(aim->quantile)), step, other;
    return par_ratio_div(z, aim->margin, &step) && par_ratio_mul(step, step, out) &&
           par_ratio_sub(one, aim->share, &other) && par_ratio_mul(other, aim->share, &other) &&
           par_ratio_mul(*out, other, out) && par_ratio_mul(*out, aim->deff, out);
}

bool par_sample_size(const struct par_sample_aim *aim, struct par_ratio *out)
{
    int64_t population = aim->population;
    if (population == 1) {
        *out = (struct par_ratio){1, 1};
        return true;
    }
    if (!size_without_end(aim, out))
        return false;
    if (population == 0)
        return true;
    /* a / (1 + a / N) = N a' / (a' + N - 1) for a = a' N / (N - 1) */
    struct par_ratio whole = {population, 1}, others = {population - 1, 1}, below;
    *out = par_sample_reduced(*out);
    return par_ratio_add(*out, others, &below) && par_ratio_div(*out, par_sample_reduced(below), out) &&
           par_ratio_mul(*out, whole, out);
}

par_points par_sample_spread(struct par_ratio share)
{
    struct par_ratio one = {1, 1}, other, product;
    int64_t scaled;
    if (!par_ratio_sub(one, share, &other) || !par_ratio_mul(share, other, &product) ||
        !par_sample_decimal(product, 2 * PAR_POINTS_SCALE, &scaled))
        return 0;
    return (par_points)square_root(scaled);
}

/* --- How many of each -------------------------------------------------------------------------------------------- */

enum bound { FREE, AT_LEAST, AT_MOST };

struct sharing {
    struct par_allocated *strata;
    size_t count;
    int64_t wanted, least;
    int64_t *weights;
    enum bound *bounds;
    par_wide left, sum; /* what is not settled: to share out, and the weights of those that are free */
};

static int64_t least_of(const struct sharing *sharing, size_t i)
{
    int64_t room = sharing->strata[i].room;
    return sharing->least < room ? sharing->least : room;
}

static bool weigh(const struct par_allocated *stratum, enum par_allocation how, int64_t *weight)
{
    const par_wide billion = 1000000000;
    par_wide product = 1;
    if (how == PAR_ALLOCATE_PROPORTIONAL)
        product = stratum->population;
    else if (how == PAR_ALLOCATE_ROOT)
        product = square_root(stratum->population * billion * billion);
    else if (how == PAR_ALLOCATE_NEYMAN)
        product = (par_wide)stratum->population * stratum->spread;
    *weight = (int64_t)product;
    return product <= INT64_MAX;
}

static void count_left(struct sharing *sharing)
{
    sharing->left = sharing->wanted;
    sharing->sum = 0;
    for (size_t i = 0; i < sharing->count; i++)
        if (sharing->bounds[i] == FREE)
            sharing->sum += sharing->weights[i];
        else
            sharing->left -= sharing->bounds[i] == AT_LEAST ? least_of(sharing, i) : sharing->strata[i].room;
}

/* Settles the free strata whose share, left x weight / sum, is not inside a bound; whether there were any. */
static bool settle_beyond(struct sharing *sharing, enum bound bound)
{
    bool any = false;
    count_left(sharing);
    for (size_t i = 0; i < sharing->count; i++) {
        if (sharing->bounds[i] != FREE)
            continue;
        par_wide share = sharing->left * sharing->weights[i];
        bool beyond = bound == AT_MOST ? share > sharing->strata[i].room * sharing->sum
                                       : share < least_of(sharing, i) * sharing->sum;
        if (beyond)
            sharing->bounds[i] = bound;
        any = any || beyond;
    }
    return any;
}

/* RNABOX: the upper bounds are looked for anew each time a lower one was found. */
static void settle_bounds(struct sharing *sharing)
{
    do {
        for (size_t i = 0; i < sharing->count; i++)
            sharing->bounds[i] = sharing->bounds[i] == AT_MOST ? FREE : sharing->bounds[i];
        while (settle_beyond(sharing, AT_MOST))
            ;
    } while (settle_beyond(sharing, AT_LEAST));
    count_left(sharing);
}

/* The free stratum with the largest remainder that has got none; there is one. */
static size_t next_remainder(const struct sharing *sharing, const par_wide *remainders)
{
    size_t best = sharing->count;
    for (size_t i = 0; i < sharing->count; i++)
        if (sharing->bounds[i] == FREE && (best == sharing->count || remainders[i] > remainders[best]))
            best = i;
    return best;
}

static void share_out(struct sharing *sharing, struct par_arena *arena)
{
    par_wide *remainders = par_arena_array(arena, sharing->count, sizeof *remainders);
    par_wide left = sharing->left;
    for (size_t i = 0; i < sharing->count; i++) {
        struct par_allocated *stratum = &sharing->strata[i];
        stratum->is_least = sharing->bounds[i] == AT_LEAST && least_of(sharing, i) < stratum->room;
        stratum->is_all = sharing->bounds[i] == AT_MOST || (sharing->bounds[i] == AT_LEAST && !stratum->is_least);
        if (sharing->bounds[i] != FREE) {
            stratum->wanted = sharing->bounds[i] == AT_LEAST ? least_of(sharing, i) : stratum->room;
            continue;
        }
        stratum->wanted = (int64_t)(sharing->left * sharing->weights[i] / sharing->sum);
        remainders[i] = sharing->left * sharing->weights[i] % sharing->sum;
        left -= stratum->wanted;
    }
    for (; left > 0; left--) {
        size_t next = next_remainder(sharing, remainders);
        sharing->strata[next].wanted++;
        remainders[next] = -1;
    }
}

static enum par_allocate_status check(struct sharing *sharing, enum par_allocation how)
{
    par_wide room = 0, least = 0, sum = 0;
    for (size_t i = 0; i < sharing->count; i++) {
        if (!weigh(&sharing->strata[i], how, &sharing->weights[i]))
            return PAR_ALLOCATE_OVERFLOW;
        room += sharing->strata[i].room;
        least += least_of(sharing, i);
        sum += sharing->weights[i];
    }
    if (room > INT64_MAX || sum > INT64_MAX)
        return PAR_ALLOCATE_OVERFLOW; /* products of two such numbers stay within 128 bits */
    if (sharing->wanted > room)
        sharing->wanted = (int64_t)room;
    return least > sharing->wanted ? PAR_ALLOCATE_TOO_FEW : PAR_ALLOCATE_OK;
}

enum par_allocate_status par_sample_allocate(struct par_allocated *strata, size_t count, int64_t wanted, int64_t least,
                                             enum par_allocation how, struct par_arena *arena)
{
    struct sharing sharing = {.strata = strata, .count = count, .wanted = wanted, .least = least};
    sharing.weights = par_arena_array(arena, count, sizeof *sharing.weights);
    sharing.bounds = par_arena_array(arena, count, sizeof *sharing.bounds);
    enum par_allocate_status status = check(&sharing, how);
    if (status != PAR_ALLOCATE_OK)
        return status;
    settle_bounds(&sharing);
    if (sharing.left > 0 && sharing.sum == 0)
        return PAR_ALLOCATE_NO_SPREAD;
    if (sharing.sum == 0)
        sharing.sum = 1; /* nothing is left for them */
    share_out(&sharing, arena);
    return PAR_ALLOCATE_OK;
}

/* --- Whom -------------------------------------------------------------------------------------------------------- */

/* On a line where each item is `wanted` long, those that a mark stands on: one at the start, then one every `count`. */
void par_draw_systematic(struct par_draw_item *const *items, size_t count, size_t wanted, struct par_chance chance)
{
    uint64_t number = 0;
    if (wanted > count)
        wanted = count;
    par_wide end = 0, mark = count > 0 ? (par_wide)par_chance_below(chance, count, &number) : 0;
    for (size_t i = 0; i < count; i++) {
        end += (par_wide)wanted;
        items[i]->is_drawn = mark < end;
        items[i]->probability = (struct par_ratio){(par_wide)wanted, (par_wide)count};
        if (items[i]->is_drawn)
            mark += (par_wide)count;
    }
}
