/* A lever moves on multiples of its step. The measures are quotients of first degree in it, so they only rise or only
 * fall between their poles; so do the points between the stops, which are the multiples next to each turn of the rule.
 * Of such a stretch its ends are evaluated, and only one with a good end is searched, by halves. */
#include "inverse_private.h"

/* --- The lever moved --------------------------------------------------------------------------------------------- */

static void put(struct par_inverse *inverse, struct par_quantity value)
{
    switch (inverse->lever.kind) {
    case PAR_LEVER_INPUT:
        inverse->inputs[inverse->lever.input] = value;
        inverse->given[inverse->lever.input] = true;
        inverse->known[inverse->lever.input] = false;
        break;
    case PAR_LEVER_VALUE:
        inverse->filled.value = value;
        break;
    case PAR_LEVER_NUMERATOR:
        inverse->filled.num = value;
        break;
    }
}

static bool measure(const struct par_inverse *inverse, struct par_ratio *out)
{
    bool measured;
    struct par_outcome outcome = par_measure_take(inverse->of, &inverse->evaluation, &measured);
    *out = outcome.measured;
    return measured;
}

/* The merit with the lever at a multiple of its step; false where it may not stand. */
static bool merit_at(struct par_inverse *inverse, int64_t multiple, par_points *merit)
{
    int64_t hundred = 100 * par_inverse_ten_to(inverse->lever.decimals);
    if ((multiple < 0 && !inverse->may_be_negative) || (multiple > hundred && inverse->ends_at_100))
        return false;
    put(inverse, (struct par_quantity){multiple, inverse->lever.decimals});
    return par_inverse_merit(inverse, merit);
}

static bool meets(struct par_inverse *inverse, int64_t multiple, par_points least)
{
    par_points merit;
    return merit_at(inverse, multiple, &merit) && merit >= least;
}

/* --- Choosing the lever ------------------------------------------------------------------------------------------ */

static bool has_input(const struct par_inverse *inverse, size_t input)
{
    return inverse->given[input] || inverse->known[input];
}

static size_t first_positive(struct par_terms terms)
{
    for (size_t i = 0; i < terms.count; i++)
        if (!terms.items[i].minus)
            return terms.items[i].input;
    return terms.items[0].input;
}

static void choose_input(struct par_inverse *inverse)
{
    const struct par_criterion *criterion = inverse->evaluation.criterion;
    struct par_lever *lever = &inverse->lever;
    bool named = criterion->lever >= 0 && par_rule_takes_input(inverse->rule, (size_t)criterion->lever) &&
                 has_input(inverse, (size_t)criterion->lever);
    lever->kind = PAR_LEVER_INPUT;
    lever->has_input = true;
    lever->input = named ? (size_t)criterion->lever : first_positive(inverse->of->first);
    lever->is = inverse->evaluation.set->inputs[lever->input].kind;
    lever->now =
        inverse->given[lever->input] ? inverse->filled.inputs[lever->input] : inverse->filled.facts[lever->input];
}

/* A numerator, or the value of a measure of one input, stands for that input. */
static void name_lever(struct par_inverse *inverse)
{
    const struct par_measure *of = inverse->of;
    struct par_lever *lever = &inverse->lever;
    bool single = of->kind == PAR_MEASURE_VALUE || of->kind == PAR_MEASURE_COUNT;
    if (lever->kind == PAR_LEVER_INPUT || of->first.count != 1 || (lever->kind == PAR_LEVER_VALUE && !single))
        return;
    lever->has_input = true;
    lever->input = of->first.items[0].input;
}

static void choose(struct par_inverse *inverse)
{
    const struct par_filled *filled = &inverse->filled;
    struct par_lever *lever = &inverse->lever;
    if (filled->has_value) {
        *lever = (struct par_lever){.kind = PAR_LEVER_VALUE, .now = filled->value};
        lever->is = inverse->of->is_whole ? PAR_INPUT_COUNT : PAR_INPUT_NUMBER;
        if (inverse->of->is_percent)
            lever->is = PAR_INPUT_PERCENTAGE;
    } else if (filled->has_num) {
        *lever = (struct par_lever){.kind = PAR_LEVER_NUMERATOR, .now = filled->num};
        lever->is = inverse->rule->takes_counts ? PAR_INPUT_COUNT : PAR_INPUT_NUMBER;
    } else {
        choose_input(inverse);
    }
    name_lever(inverse);
    bool whole = lever->is == PAR_INPUT_COUNT || lever->is == PAR_INPUT_DATE;
    lever->decimals = whole ? 0 : lever->now.scale < 2 ? lever->now.scale : 2;
    lever->is_percent = inverse->of->is_percent;
}

static void set_ends(struct par_inverse *inverse)
{
    const struct par_measure *of = inverse->of;
    const struct par_lever *lever = &inverse->lever;
    struct par_ratio now = par_quantity_ratio(lever->now);
    bool signed_value =
        lever->kind == PAR_LEVER_VALUE && (of->kind == PAR_MEASURE_DAYS || of->kind == PAR_MEASURE_CHANGE);
    inverse->may_be_negative = lever->is == PAR_INPUT_DATE || lever->now.mantissa < 0 || signed_value;
    inverse->ends_at_100 =
        lever->is == PAR_INPUT_PERCENTAGE && !of->over_100 && par_ratio_compare(now, (struct par_ratio){100, 1}) <= 0;
}

static bool is_near(struct par_quantity now)
{
    struct par_ratio farthest = {PAR_INVERSE_FARTHEST / 1000, 1}, least = {-PAR_INVERSE_FARTHEST / 1000, 1};
    struct par_ratio value = par_quantity_ratio(now);
    return par_ratio_compare(value, farthest) <= 0 && par_ratio_compare(value, least) >= 0;
}

bool par_inverse_set_lever(struct par_inverse *inverse, struct par_turns *turns)
{
    inverse->of = turns->of;
    inverse->why = PAR_ONLY_FIXED;
    if (!inverse->filled.has_value && !inverse->filled.has_num && inverse->of->first.count == 0)
        return false;
    choose(inverse);
    if (!is_near(inverse->lever.now))
        return false;
    set_ends(inverse);
    par_inverse_set_whole(inverse);
    par_inverse_set_stops(inverse, turns);
    return true;
}

/* --- Searching --------------------------------------------------------------------------------------------------- */

/* The stop at `from` or the next one in a direction (1 or -1); just past the farthest when there is none. */
static int64_t next_stop(const struct par_inverse *inverse, int64_t from, int direction)
{
    if (direction > 0) {
        for (size_t i = 0; i < inverse->stop_count; i++)
            if (inverse->stops[i] >= from)
                return inverse->stops[i];
        return PAR_INVERSE_FARTHEST + 1;
    }
    for (size_t i = inverse->stop_count; i-- > 0;)
        if (inverse->stops[i] <= from)
            return inverse->stops[i];
    return -PAR_INVERSE_FARTHEST - 1;
}

/* The nearest of a stretch without stops, from `near` to `far`. */
static bool search_stretch(struct par_inverse *inverse, int64_t near, int64_t far, par_points least, int64_t *found)
{
    *found = near;
    if (meets(inverse, near, least))
        return true;
    if (!meets(inverse, far, least))
        return false;
    while (near - far > 1 || far - near > 1) {
        int64_t middle = near + (far - near) / 2;
        if (meets(inverse, middle, least))
            far = middle;
        else
            near = middle;
    }
    *found = far;
    return true;
}

/* The multiple next to where the lever stands now. */
static int64_t neighbour(const struct par_inverse *inverse, int direction)
{
    struct par_ratio now = par_quantity_ratio(inverse->lever.now),
                     scale = {par_inverse_ten_to(inverse->lever.decimals), 1};
    now.num *= scale.num;
    int64_t floor = (int64_t)par_inverse_floor_of(now);
    if (direction > 0)
        return floor + 1;
    return now.num % now.den == 0 ? floor - 1 : floor;
}

static bool search(struct par_inverse *inverse, int direction, par_points least, int64_t *found)
{
    for (int64_t from = neighbour(inverse, direction); from >= -PAR_INVERSE_FARTHEST && from <= PAR_INVERSE_FARTHEST;) {
        int64_t stop = next_stop(inverse, from, direction);
        if (stop != from && search_stretch(inverse, from, stop - direction, least, found))
            return true;
        if (stop < -PAR_INVERSE_FARTHEST || stop > PAR_INVERSE_FARTHEST)
            return false;
        *found = stop;
        if (meets(inverse, stop, least))
            return true;
        from = stop + direction;
    }
    return false;
}

static void take_better(struct par_inverse *inverse, int64_t multiple, par_points *best)
{
    par_points merit;
    if (merit_at(inverse, multiple, &merit) && merit > *best)
        *best = merit;
}

bool par_inverse_best_lever(struct par_inverse *inverse, par_points *best)
{
    *best = inverse->now;
    for (int direction = 1; direction >= -1; direction -= 2) {
        for (int64_t from = neighbour(inverse, direction);
             from >= -PAR_INVERSE_FARTHEST && from <= PAR_INVERSE_FARTHEST;) {
            int64_t stop = next_stop(inverse, from, direction);
            take_better(inverse, from, best);
            take_better(inverse, stop - direction, best);
            if (stop < -PAR_INVERSE_FARTHEST || stop > PAR_INVERSE_FARTHEST)
                break;
            take_better(inverse, stop, best);
            from = stop + direction;
        }
    }
    return *best > inverse->now;
}

/* --- What was found ---------------------------------------------------------------------------------------------- */

static struct par_quantity shortest(int64_t mantissa, int scale)
{
    for (; scale > 0 && mantissa % 10 == 0; scale--)
        mantissa /= 10;
    return (struct par_quantity){mantissa, scale};
}

/* to - now; false when it has more than 18 digits. */
static bool difference(struct par_quantity to, struct par_quantity now, struct par_quantity *out)
{
    int scale = to.scale > now.scale ? to.scale : now.scale;
    par_wide by = (par_wide)to.mantissa * par_inverse_ten_to(scale - to.scale) -
                  (par_wide)now.mantissa * par_inverse_ten_to(scale - now.scale);
    const par_wide limit = INT64_C(1000000000000000000);
    if (by <= -limit || by >= limit)
        return false;
    *out = shortest((int64_t)by, scale);
    return true;
}

static bool tell(struct par_inverse *inverse, int64_t multiple, struct par_reach *out)
{
    par_points merit;
    *out = (struct par_reach){.to = shortest(multiple, inverse->lever.decimals)};
    if (!merit_at(inverse, multiple, &merit) || !difference(out->to, inverse->lever.now, &out->by))
        return false;
    out->points = inverse->less ? -merit : merit;
    out->has_measured = measure(inverse, &out->measured);
    return true;
}

static struct par_ratio size_of(struct par_quantity by)
{
    by.mantissa = by.mantissa < 0 ? -by.mantissa : by.mantissa;
    return par_quantity_ratio(by);
}

/* Whether the change up is to be preferred to the change down. */
static bool prefers_up(const struct par_inverse *inverse, const struct par_reach *up, const struct par_reach *down)
{
    int order = par_ratio_compare(size_of(up->by), size_of(down->by));
    if (order)
        return order < 0;
    return inverse->less ? up->points <= down->points : up->points >= down->points;
}

bool par_inverse_reach_lever(struct par_inverse *inverse, par_points least, struct par_reach *out)
{
    struct par_reach up, down;
    int64_t multiple;
    bool rises = search(inverse, 1, least, &multiple) && tell(inverse, multiple, &up);
    bool falls = search(inverse, -1, least, &multiple) && tell(inverse, multiple, &down);
    if (!rises && !falls)
        return false;
    *out = rises && (!falls || prefers_up(inverse, &up, &down)) ? up : down;
    return true;
}
