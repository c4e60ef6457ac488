#include "parindex/plan.h"

static bool is_of_unit(const struct par_price *prices, size_t count, int32_t position)
{
    for (size_t i = 0; i < count; i++)
        if (prices[i].position == position && prices[i].of_unit)
            return true;
    return false;
}

/* Whether what is paid for is enough, and how much more than that it would be. */
static bool pays(const struct par_price *price, par_points points, bool penalty, par_points *spare)
{
    *spare = INT64_MAX;
    if (price->has_points)
        *spare = penalty ? points - price->points : price->points - points;
    return *spare >= 0;
}

static const struct par_price *price_of(const struct par_set *set, int32_t position, par_points points,
                                        const struct par_price *prices, size_t count)
{
    bool of_unit = is_of_unit(prices, count, position), penalty = set->criteria[position].role == PAR_ROLE_PENALTY;
    const struct par_price *best = NULL;
    par_points spare, least = 0;
    for (size_t i = 0; i < count; i++) {
        if (prices[i].position != position || prices[i].of_unit != of_unit ||
            !pays(&prices[i], points, penalty, &spare) || (best && spare >= least))
            continue;
        best = &prices[i];
        least = spare;
    }
    return best;
}

void par_offers_price(struct par_offer *offers, size_t count, const struct par_set *set, const struct par_price *prices,
                      size_t price_count)
{
    for (size_t i = 0; i < count; i++) {
        size_t kept = 0;
        par_points most = offers[i].count ? offers[i].items[offers[i].count - 1].points : 0;
        for (size_t k = 0; k < offers[i].count; k++) {
            struct par_alternative alternative = offers[i].items[k];
            const struct par_price *price = price_of(set, offers[i].position, alternative.points, prices, price_count);
            if (!price)
                continue;
            alternative.cost = price->cost;
            offers[i].items[kept++] = alternative;
        }
        if (kept == 0 && offers[i].count > 0 && offers[i].left_out == PAR_OFFERED)
            offers[i].left_out = PAR_LEFT_UNPRICED;
        if (kept == 0)
            continue;
        offers[i].count = kept;
        offers[i].whole = offers[i].whole && offers[i].items[kept - 1].points == most;
    }
}
