/* How the options of one component are to be read together: a choice always does, bands where every option is a range
 * of the same quantity. */
#include "wording_lex.h"

static const struct par_ratio zero = {0, 1}, one = {1, 1}, hundred = {100, 1};

static struct par_option_group manual(enum par_unread why)
{
    return (struct par_option_group){.type = PAR_GROUP_MANUAL, .why = why};
}

/* --- Formulas ----------------------------------------------------------------------------------------------------- */

static bool is_points(struct par_ratio value, par_points points)
{
    return par_ratio_compare(value, par_points_ratio(points)) == 0;
}

/* Words that may stand in a proportion; anything else calculated makes it another formula. */
static bool is_plain(enum par_token_kind kind)
{
    return kind != PAR_TOKEN_PLUS && kind != PAR_TOKEN_DASH && kind != PAR_TOKEN_LESS && kind != PAR_TOKEN_MORE &&
           kind != PAR_TOKEN_AT_MOST && kind != PAR_TOKEN_AT_LEAST;
}

struct factors {
    int times, maxima, divisors, others;
    struct par_ratio full_at;
};

static void count_factor(struct factors *factors, struct par_ratio value, bool divides, par_points max)
{
    if (divides && par_ratio_compare(value, hundred) <= 0 && par_ratio_compare(value, one) > 0) {
        factors->full_at = value;
        factors->divisors++;
    } else if (is_points(value, max)) {
        factors->maxima++;
    } else {
        factors->others += par_ratio_compare(value, hundred) != 0;
    }
}

/* A formula that is a plain proportion of `max`: *full_at is what earns all of it. */
static bool is_proportion(const char *formula, par_points max, struct par_arena *arena, struct par_ratio *full_at)
{
    struct par_tokens tokens = par_tokens_of(formula, '\0', arena);
    struct factors factors = {.full_at = hundred};
    factors.maxima = par_tokens_have(&tokens, 0, tokens.count, "diem toi da") ||
                     par_tokens_have(&tokens, 0, tokens.count, "diem chuan");
    for (size_t i = 0; i < tokens.count; i++) {
        const struct par_token *token = &tokens.items[i];
        if (!is_plain(token->kind) || token->unsure)
            return false;
        factors.times += token->kind == PAR_TOKEN_TIMES || strcmp(token->bare, "x") == 0;
        if (token->kind == PAR_TOKEN_NUMBER) {
            count_factor(&factors, token->value, i > 0 && token[-1].kind == PAR_TOKEN_SLASH, max);
        } else if (token->kind == PAR_TOKEN_FRACTION) { /* "x 5/100" */
            count_factor(&factors, (struct par_ratio){token->value.num, 1}, false, max);
            count_factor(&factors, (struct par_ratio){token->value.den, 1}, true, max);
        }
    }
    *full_at = factors.full_at;
    return factors.times == 1 && factors.maxima == 1 && factors.divisors <= 1 && factors.others == 0;
}

/* The formula of one option and what surrounds it: all points from `full_at` on, none below a floor. */
static struct par_option_group read_linear(const struct par_wording *options, size_t count, size_t formula,
                                           par_points max, struct par_arena *arena)
{
    struct par_option_group reading = {.type = PAR_GROUP_LINEAR};
    const struct par_condition *own = &options[formula].condition;
    if (!is_proportion(options[formula].formula, max, arena, &reading.full_at))
        return manual(PAR_UNREAD_FORMULA);
    for (size_t i = 0; i < count; i++) {
        const struct par_wording *option = &options[i];
        const struct par_condition *range = &option->condition;
        bool full =
            range->low.given && !range->low.open &&
            (option->worth == PAR_WORTH_SHARE ? par_ratio_compare(option->share, one) == 0 : option->points == max) &&
            par_ratio_compare(range->low.at, reading.full_at) >= 0;
        bool none = option->worth == PAR_WORTH_POINTS && option->points == 0 && range->high.given &&
                    !range->low.given && range->high.open;
        if (i == formula || full)
            continue;
        if (!none || reading.zero_below.given)
            return manual(PAR_UNREAD_FORMULA);
        reading.zero_below = range->high;
    }
    bool floor = own->low.given && par_ratio_compare(own->low.at, zero) > 0;
    bool agrees = floor && !own->low.open && reading.zero_below.given &&
                  par_ratio_compare(own->low.at, reading.zero_below.at) == 0;
    if (own->kind == PAR_CONDITION_SEVERAL || (floor ? !agrees : reading.zero_below.given && own->high.given))
        return manual(PAR_UNREAD_FORMULA);
    return reading;
}

/* --- Bands -------------------------------------------------------------------------------------------------------- */

static struct par_condition from(struct par_ratio at)
{
    return (struct par_condition){.low = {true, false, at}};
}

static struct par_condition upto(struct par_ratio at)
{
    return (struct par_condition){.high = {true, false, at}};
}

/* A condition as a range of the quantity; false when it is none. */
static bool as_percent(const struct par_wording *option, struct par_condition *out)
{
    const struct par_condition *range = &option->condition;
    *out = *range;
    switch (range->kind) {
    case PAR_CONDITION_PERCENT:
        if (range->exact && par_ratio_compare(range->low.at, hundred) == 0)
            *out = from(hundred);
        else if (range->exact && par_ratio_compare(range->low.at, zero) == 0)
            *out = upto(zero);
        else
            return !range->exact;
        return true;
    case PAR_CONDITION_COUNT: /* "từ 50 đến dưới số nhiệm vụ": the sign is on the others */
        return !range->exact && range->bare;
    case PAR_CONDITION_ALL:
        *out = from(hundred);
        return true;
    default:
        return false;
    }
}

static bool as_fraction(const struct par_wording *option, struct par_condition *out)
{
    *out = option->condition;
    if (out->kind == PAR_CONDITION_ALL)
        *out = from(one);
    return option->condition.kind == PAR_CONDITION_ALL || (out->kind == PAR_CONDITION_FRACTION && !out->exact);
}

static bool as_count(const struct par_wording *option, struct par_condition *out)
{
    *out = option->condition;
    if (out->kind == PAR_CONDITION_ABSENT)
        *out = upto(zero);
    return option->condition.kind == PAR_CONDITION_ABSENT || out->kind == PAR_CONDITION_COUNT;
}

static size_t count_kind(const struct par_wording *options, size_t count, enum par_condition_kind kind)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += options[i].condition.kind == kind;
    return found;
}

static bool same_limit(const struct par_limit *a, const struct par_limit *b)
{
    return a->given == b->given && (!a->given || (a->open == b->open && par_ratio_compare(a->at, b->at) == 0));
}

/* Ranges that hold more than one value in common, or the same one, are not steps of one quantity. */
static bool are_steps(const struct par_condition *bands, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct par_condition *a = &bands[i];
        bool both = a->low.given && a->high.given;
        if (both && par_ratio_compare(a->low.at, a->high.at) > 0)
            return false;
        for (size_t k = 0; k < i; k++) {
            const struct par_condition *b = &bands[k];
            if (same_limit(&a->low, &b->low) && same_limit(&a->high, &b->high))
                return false;
            if (both && b->low.given && b->high.given && par_ratio_compare(a->low.at, b->high.at) < 0 &&
                par_ratio_compare(b->low.at, a->high.at) < 0)
                return false;
        }
    }
    return true;
}

/* "Các trường hợp còn lại" closes the bands at their lower end: what lies below the lowest of the others. */
static bool close_rest(const struct par_wording *options, size_t count, struct par_condition *bands)
{
    size_t rest = count;
    const struct par_limit *lowest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (options[i].condition.kind == PAR_CONDITION_REST)
            rest = i;
        else if (!bands[i].low.given)
            return false;
        else if (!lowest || par_ratio_compare(bands[i].low.at, lowest->at) < 0)
            lowest = &bands[i].low;
    }
    if (rest < count && lowest)
        bands[rest] = (struct par_condition){.high = {true, !lowest->open, lowest->at}};
    return lowest != NULL;
}

/* The options as bands of one quantity; NULL when they are none. */
static struct par_condition *bands_of(const struct par_wording *options, size_t count,
                                      bool (*as)(const struct par_wording *, struct par_condition *),
                                      struct par_arena *arena)
{
    struct par_condition *bands = par_arena_array(arena, count, sizeof *bands);
    size_t rest = count_kind(options, count, PAR_CONDITION_REST);
    for (size_t i = 0; i < count; i++)
        if (options[i].condition.kind != PAR_CONDITION_REST && !as(&options[i], &bands[i]))
            return NULL;
    if (rest > 1 || (rest == 1 && !close_rest(options, count, bands)) || !are_steps(bands, count))
        return NULL;
    return bands;
}

static bool is_over_100(const struct par_condition *bands, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int low = bands[i].low.given ? par_ratio_compare(bands[i].low.at, hundred) : -1;
        int high = bands[i].high.given ? par_ratio_compare(bands[i].high.at, hundred) : -1;
        if (low > 0 || high > 0 || (low == 0 && bands[i].low.open))
            return true;
    }
    return false;
}

static bool read_bands(const struct par_wording *options, size_t count, struct par_arena *arena,
                       struct par_option_group *reading)
{
    size_t percents = count_kind(options, count, PAR_CONDITION_PERCENT);
    size_t fractions = count_kind(options, count, PAR_CONDITION_FRACTION);
    size_t counts = count_kind(options, count, PAR_CONDITION_COUNT);
    if (count_kind(options, count, PAR_CONDITION_ALL) > 1 || count_kind(options, count, PAR_CONDITION_ABSENT) > 1)
        return false;
    if (percents > 0 && percents >= counts) {
        reading->type = PAR_GROUP_PERCENT;
        reading->bands = bands_of(options, count, as_percent, arena);
        reading->over_100 = reading->bands && is_over_100(reading->bands, count);
    } else if (fractions > 0) {
        reading->type = PAR_GROUP_FRACTION;
        reading->bands = bands_of(options, count, as_fraction, arena);
    } else if (counts > 0) {
        reading->type = PAR_GROUP_COUNT;
        reading->bands = bands_of(options, count, as_count, arena);
    }
    return reading->bands != NULL;
}

/* --- Together ----------------------------------------------------------------------------------------------------- */

/* Parts that add up to the maximum where none gives all of it, and none says that nothing is earned. */
static bool adds_up(const struct par_wording *options, size_t count, par_points max)
{
    par_points sum = 0;
    for (size_t i = 0; i < count; i++)
        if (options[i].worth != PAR_WORTH_POINTS || options[i].points <= 0 || options[i].points >= max ||
            options[i].condition.kind == PAR_CONDITION_ABSENT || !par_points_add(sum, options[i].points, &sum))
            return false;
    return count > 1 && sum == max;
}

/* Points for each item, beside nothing at all; or taken off for each, beside all points without any. */
static struct par_option_group read_items(const struct par_wording *options, size_t count, size_t item, par_points max)
{
    for (size_t i = 0; i < count; i++) {
        bool none = options[i].worth == PAR_WORTH_POINTS && options[i].points == 0;
        bool all = options[i].worth == PAR_WORTH_SHARE ? par_ratio_compare(options[i].share, one) == 0
                                                       : options[i].points == max;
        if (i != item && !none && !(all && options[item].points < 0))
            return manual(PAR_UNREAD_ITEMS);
    }
    return (struct par_option_group){.type = PAR_GROUP_PER_ITEM, .item = item};
}

struct par_option_group par_wording_group(const struct par_wording *options, size_t count, par_points max,
                                          struct par_arena *arena)
{
    struct par_option_group reading = {.type = PAR_GROUP_CHOICE};
    size_t worths[PAR_WORTH_FORMULA + 1] = {0}, last[PAR_WORTH_FORMULA + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        worths[options[i].worth]++;
        last[options[i].worth] = i;
        if (options[i].unsure && options[i].worth != PAR_WORTH_POINTS)
            return manual(PAR_UNREAD_NUMBER);
    }
    if (count == 0)
        return manual(PAR_UNREAD_NO_OPTIONS);
    if (worths[PAR_WORTH_FORMULA] > 0)
        return worths[PAR_WORTH_FORMULA] == 1 && worths[PAR_WORTH_NONE] + worths[PAR_WORTH_PER_ITEM] == 0
                   ? read_linear(options, count, last[PAR_WORTH_FORMULA], max, arena)
                   : manual(PAR_UNREAD_FORMULA);
    if (worths[PAR_WORTH_NONE] > 0)
        return manual(PAR_UNREAD_NO_POINTS);
    if (worths[PAR_WORTH_PER_ITEM] > 0)
        return worths[PAR_WORTH_PER_ITEM] == 1 ? read_items(options, count, last[PAR_WORTH_PER_ITEM], max)
                                               : manual(PAR_UNREAD_ITEMS);
    if (count == 1 && options[0].worth == PAR_WORTH_POINTS && options[0].points == 0)
        return manual(PAR_UNREAD_NO_POINTS);
    if (count > 1 && read_bands(options, count, arena, &reading))
        return reading;
    reading.type = adds_up(options, count, max) ? PAR_GROUP_SUM : PAR_GROUP_CHOICE;
    return reading;
}
