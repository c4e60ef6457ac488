/* Figures as they are printed: exact, without binary floating point. */
#include "estimate_private.h"

/* The worth of all answers to a question, over their weight: one ratio for each denominator that the worths have, all
 * to be added. */
struct parts {
    struct par_ratio *items;
    size_t count;
};

static struct parts new_parts(const struct par_estimator *estimator, size_t count)
{
    return (struct parts){par_arena_array(estimator->arena, count, sizeof(struct par_ratio)), 0};
}

static bool multiply(par_wide a, par_wide b, par_wide *out)
{
    return !__builtin_mul_overflow(a, b, out);
}

static par_wide weight_of_question(const struct par_estimator *estimator, const struct par_figure *figure,
                                   size_t question)
{
    size_t first = estimator->sums->offsets[question], end = first + estimator->sums->plan.categories[question];
    par_wide weight = 0;
    for (size_t i = first; i < end; i++)
        weight += figure->worths[i].den ? estimator->weights[i] : 0;
    return weight;
}

/* The sum of num x weight over the categories of one denominator. */
static bool worth_with(const struct par_estimator *estimator, const struct par_figure *figure, size_t question,
                       int32_t den, par_wide *out)
{
    size_t first = estimator->sums->offsets[question], end = first + estimator->sums->plan.categories[question];
    *out = 0;
    for (size_t i = first; i < end; i++) {
        par_wide product;
        if (figure->worths[i].den != den)
            continue;
        if (!multiply(estimator->weights[i], figure->worths[i].num, &product) ||
            __builtin_add_overflow(*out, product, out))
            return false;
    }
    return true;
}

/* Adds worth x factor / (den x weight) to the parts. */
static bool add_part(struct parts *parts, par_wide worth, struct par_ratio factor, int32_t den, par_wide weight)
{
    struct par_ratio *part = &parts->items[parts->count++];
    return multiply(weight, den, &part->den) && par_ratio_mul((struct par_ratio){worth, part->den}, factor, part);
}

static bool is_first_with(const struct par_figure *figure, size_t first, size_t at)
{
    for (size_t i = first; i < at; i++)
        if (figure->worths[i].den == figure->worths[at].den)
            return false;
    return figure->worths[at].den != 0;
}

/* The parts of a question, each times `factor`. */
static bool add_question(const struct par_estimator *estimator, const struct par_figure *figure, size_t question,
                         struct par_ratio factor, struct parts *parts)
{
    size_t first = estimator->sums->offsets[question], end = first + estimator->sums->plan.categories[question];
    par_wide weight = weight_of_question(estimator, figure, question), worth;
    for (size_t i = first; i < end; i++) {
        int32_t den = figure->worths[i].den;
        if (!is_first_with(figure, first, i))
            continue;
        if (!worth_with(estimator, figure, question, den, &worth) || !add_part(parts, worth, factor, den, weight))
            return false;
    }
    return true;
}

static size_t most_parts(const struct par_estimator *estimator, const struct par_figure *figure)
{
    size_t count = 0;
    for (size_t i = 0; i < figure->count; i++)
        count += estimator->sums->plan.categories[figure->questions[i]];
    return count;
}

static bool parts_of_mean(const struct par_estimator *estimator, const struct par_figure *figure, par_wide scale,
                          struct parts *parts)
{
    par_wide weights = 0;
    for (size_t i = 0; i < figure->count; i++)
        if (weight_of_question(estimator, figure, figure->questions[i]) > 0)
            weights += figure->weights ? figure->weights[i] : 1;
    for (size_t i = 0; i < figure->count; i++) {
        struct par_ratio factor = {scale * (figure->weights ? figure->weights[i] : 1), weights};
        if (weight_of_question(estimator, figure, figure->questions[i]) > 0 &&
            !add_question(estimator, figure, figure->questions[i], factor, parts))
            return false;
    }
    return parts->count > 0;
}

static int32_t common_denominator(const struct par_estimator *estimator, const struct par_figure *figure)
{
    for (size_t i = 0; i < figure->count; i++) {
        size_t first = estimator->sums->offsets[figure->questions[i]];
        for (size_t k = 0; k < estimator->sums->plan.categories[figure->questions[i]]; k++)
            if (figure->worths[first + k].den)
                return figure->worths[first + k].den;
    }
    return 0;
}

static bool parts_of_pool(const struct par_estimator *estimator, const struct par_figure *figure, par_wide scale,
                          struct parts *parts)
{
    par_wide weight = 0, worth = 0;
    int32_t den = common_denominator(estimator, figure);
    for (size_t i = 0; i < figure->count; i++) {
        par_wide of_question;
        weight += weight_of_question(estimator, figure, figure->questions[i]);
        if (!worth_with(estimator, figure, figure->questions[i], den, &of_question))
            return false;
        worth += of_question;
    }
    return weight > 0 && add_part(parts, worth, (struct par_ratio){scale, 1}, den, weight);
}

/* par_ratio_mean takes the mean of the parts: each is made as many times larger as there are. */
static bool round_sum(const struct parts *parts, int decimals, enum par_rounding mode, int64_t *out)
{
    if (parts->count == 1)
        return par_ratio_round(parts->items[0], decimals, mode, out);
    struct par_ratio count = {(par_wide)parts->count, 1};
    for (size_t i = 0; i < parts->count; i++)
        if (!par_ratio_mul(parts->items[i], count, &parts->items[i]))
            return false;
    return par_ratio_mean(parts->items, parts->count, decimals, mode, out);
}

bool par_estimate_round(struct par_estimator *estimator, size_t domain, const struct par_figure *figure, int scale,
                        int decimals, enum par_rounding mode, int64_t *out)
{
    bool fine = decimals > PAR_POINTS_SCALE;
    par_wide factor = fine ? (par_wide)scale * 1000 : scale;
    par_estimator_total(estimator, domain);
    struct parts parts = new_parts(estimator, most_parts(estimator, figure));
    bool pooled = figure->pooled && figure->count > 1;
    return (pooled ? parts_of_pool : parts_of_mean)(estimator, figure, factor, &parts) &&
           round_sum(&parts, fine ? decimals - 3 : decimals, mode, out);
}
