/* Where the merit may turn while a lever moves: a measure as a quotient of first degree in it, and from its turns and
 * its pole the multiples of the step next to them. */
#include "inverse_private.h"

static const struct par_ratio none = {0, 1}, one = {1, 1};

int64_t par_inverse_ten_to(int exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

par_wide par_inverse_floor_of(struct par_ratio ratio)
{
    par_wide whole = ratio.num / ratio.den;
    return ratio.num % ratio.den < 0 ? whole - 1 : whole;
}

/* A measure as (a x + b) / (c x + d) of the lever x. */
struct quotient {
    struct par_ratio a, b, c, d;
};

static bool is_lever(const struct par_inverse *inverse, size_t input)
{
    return inverse->lever.kind == PAR_LEVER_INPUT && inverse->lever.input == input;
}

/* The terms of a side as factor x lever + rest. False when an input is not there. */
static bool take_side(const struct par_inverse *inverse, struct par_terms terms, int64_t *factor,
                      struct par_ratio *rest)
{
    *factor = 0;
    *rest = none;
    for (size_t i = 0; i < terms.count; i++) {
        struct par_quantity q;
        bool refused = false;
        if (is_lever(inverse, terms.items[i].input)) {
            *factor += terms.items[i].minus ? -1 : 1;
            continue;
        }
        if (!par_input_take(&inverse->evaluation, terms.items[i].input, &q, &refused) || refused)
            return false;
        if (terms.items[i].minus)
            q.mantissa = -q.mantissa;
        if (!par_ratio_add(*rest, par_quantity_ratio(q), rest))
            return false;
    }
    return true;
}

static bool take_sides(const struct par_inverse *inverse, const struct par_measure *of, int64_t *first,
                       struct par_ratio *rest, int64_t *second, struct par_ratio *whole)
{
    const struct par_filled *filled = &inverse->filled;
    bool taken = true;
    *first = 1;
    *second = 0;
    *rest = none;
    if (inverse->lever.kind == PAR_LEVER_INPUT && !filled->has_num)
        taken = take_side(inverse, of->first, first, rest);
    if (filled->has_den)
        *whole = par_quantity_ratio(filled->den);
    else
        taken = take_side(inverse, of->second, second, whole) && taken;
    return taken;
}

/* False when the measure does not stand on the lever. */
static bool quotient_of(const struct par_inverse *inverse, const struct par_measure *of, struct quotient *out)
{
    int64_t first, second;
    struct par_ratio rest, whole, apart;
    *out = (struct quotient){one, none, none, one};
    if (inverse->lever.kind == PAR_LEVER_VALUE)
        return true;
    if (!take_sides(inverse, of, &first, &rest, &second, &whole) || !par_ratio_sub(rest, whole, &apart))
        return false;
    int64_t scale = of->kind == PAR_MEASURE_PERCENT || of->relative ? 100 : 1;
    bool apart_counts = of->kind == PAR_MEASURE_CHANGE || of->kind == PAR_MEASURE_DAYS;
    out->a = (struct par_ratio){scale * (apart_counts ? first - second : first), 1};
    if (!par_ratio_mul(apart_counts ? apart : rest, (struct par_ratio){scale, 1}, &out->b))
        return false;
    if (par_measure_divides(of)) {
        out->c = (struct par_ratio){second, 1};
        out->d = whole;
    }
    return true;
}

/* x where (a x + b) / (c x + d) is `value`. */
static bool solve(const struct quotient *q, struct par_ratio value, struct par_ratio *x)
{
    struct par_ratio above, below;
    return par_ratio_mul(value, q->d, &above) && par_ratio_sub(above, q->b, &above) &&
           par_ratio_mul(value, q->c, &below) && par_ratio_sub(q->a, below, &below) && par_ratio_div(above, below, x);
}

static void add_stop(struct par_inverse *inverse, int64_t multiple)
{
    inverse->stops = par_arena_grow(inverse->evaluation.arena, inverse->stops, inverse->stop_count, &inverse->stop_room,
                                    sizeof *inverse->stops);
    size_t at = inverse->stop_count;
    while (at > 0 && inverse->stops[at - 1] > multiple)
        at--;
    if (at > 0 && inverse->stops[at - 1] == multiple)
        return;
    memmove(&inverse->stops[at + 1], &inverse->stops[at], (inverse->stop_count - at) * sizeof *inverse->stops);
    inverse->stops[at] = multiple;
    inverse->stop_count++;
}

/* The multiples on both sides of a value of the lever. */
static void add_stops_at(struct par_inverse *inverse, struct par_ratio x)
{
    struct par_ratio multiples;
    if (!par_ratio_mul(x, (struct par_ratio){par_inverse_ten_to(inverse->lever.decimals), 1}, &multiples))
        return;
    par_wide floor = par_inverse_floor_of(multiples);
    if (floor < -PAR_INVERSE_FARTHEST || floor >= PAR_INVERSE_FARTHEST)
        return;
    add_stop(inverse, (int64_t)floor);
    if (multiples.num % multiples.den != 0)
        add_stop(inverse, (int64_t)floor + 1);
}

void par_inverse_set_stops(struct par_inverse *inverse, const struct par_turns *turns)
{
    add_stop(inverse, 0);
    add_stop(inverse, 100 * par_inverse_ten_to(inverse->lever.decimals));
    for (size_t i = 0; i < turns->count; i++) {
        struct quotient quotient;
        struct par_ratio x;
        if (!quotient_of(inverse, turns->items[i].of, &quotient))
            continue;
        if (solve(&quotient, turns->items[i].at, &x))
            add_stops_at(inverse, x);
        quotient.d.num = -quotient.d.num;
        if (par_ratio_div(quotient.d, quotient.c, &x)) /* the pole */
            add_stops_at(inverse, x);
    }
}

void par_inverse_set_whole(struct par_inverse *inverse)
{
    int64_t first, second;
    struct par_ratio rest;
    struct par_lever *lever = &inverse->lever;
    bool divides = inverse->of->kind == PAR_MEASURE_PERCENT || inverse->of->kind == PAR_MEASURE_RATIO;
    lever->has_whole = divides && lever->kind != PAR_LEVER_VALUE &&
                       take_sides(inverse, inverse->of, &first, &rest, &second, &lever->whole) && second == 0;
}
