#include "published_private.h"

enum { MOST_SLACK_DECIMALS = 9 }; /* more decimals are those of binary numbers, not of rounding */

struct reach par_reach_exact(struct par_ratio value)
{
    return (struct reach){value, value, value};
}

struct reach par_reach_of(const struct checking *checking, const struct par_published_row *row, int column)
{
    struct reach reach = par_reach_exact(par_quantity_ratio(row->cells[column].value));
    int decimals = checking->table->decimals[column];
    if (checking->options->exact || decimals == 0 || decimals > MOST_SLACK_DECIMALS)
        return reach;
    struct par_ratio half = par_quantity_ratio((struct par_quantity){5, decimals + 1});
    if (!par_ratio_sub(reach.value, half, &reach.low) || !par_ratio_add(reach.value, half, &reach.high))
        return par_reach_exact(reach.value);
    return reach;
}

bool par_reach_add(struct reach a, struct reach b, struct reach *out)
{
    return par_ratio_add(a.low, b.low, &out->low) && par_ratio_add(a.value, b.value, &out->value) &&
           par_ratio_add(a.high, b.high, &out->high);
}

bool par_reach_sub(struct reach a, struct reach b, struct reach *out)
{
    return par_ratio_sub(a.low, b.high, &out->low) && par_ratio_sub(a.value, b.value, &out->value) &&
           par_ratio_sub(a.high, b.low, &out->high);
}

static struct par_ratio lesser(struct par_ratio a, struct par_ratio b)
{
    return par_ratio_compare(a, b) <= 0 ? a : b;
}

static struct par_ratio greater(struct par_ratio a, struct par_ratio b)
{
    return par_ratio_compare(a, b) >= 0 ? a : b;
}

bool par_reach_mul(struct reach a, struct reach b, struct reach *out)
{
    struct par_ratio corner[4];
    if (!par_ratio_mul(a.low, b.low, &corner[0]) || !par_ratio_mul(a.low, b.high, &corner[1]) ||
        !par_ratio_mul(a.high, b.low, &corner[2]) || !par_ratio_mul(a.high, b.high, &corner[3]) ||
        !par_ratio_mul(a.value, b.value, &out->value))
        return false;
    out->low = lesser(lesser(corner[0], corner[1]), lesser(corner[2], corner[3]));
    out->high = greater(greater(corner[0], corner[1]), greater(corner[2], corner[3]));
    return true;
}

bool par_reach_div(struct reach a, struct reach b, struct reach *out)
{
    static const struct par_ratio one = {1, 1};
    struct reach inverse;
    if ((b.low.num > 0) != (b.high.num > 0) || b.low.num == 0 || b.high.num == 0)
        return false;
    return par_ratio_div(one, b.high, &inverse.low) && par_ratio_div(one, b.value, &inverse.value) &&
           par_ratio_div(one, b.low, &inverse.high) && par_reach_mul(a, inverse, out);
}

/* Towards zero, with what is left over. */
static par_wide rounded(struct par_ratio ratio, enum par_rounding mode)
{
    par_wide whole = ratio.num / ratio.den, rest = ratio.num % ratio.den, sign = ratio.num < 0 ? -1 : 1;
    par_wide beyond = rest * sign - (ratio.den - rest * sign); /* the sign of rest - half */
    bool up = mode == PAR_HALF_UP ? beyond >= 0 : mode == PAR_HALF_EVEN ? beyond > 0 || (beyond == 0 && whole % 2) : 0;
    return up ? whole + sign : whole;
}

bool par_round_at(struct par_ratio ratio, int decimals, enum par_rounding mode, struct par_quantity *out)
{
    static const par_wide most = INT64_C(999999999999999999);
    struct par_ratio shifted, power = {1, 1};
    for (int i = 0; i < decimals; i++)
        power.num *= 10;
    if (decimals < 0 || decimals > 18 || !par_ratio_mul(ratio, power, &shifted))
        return false;
    par_wide whole = rounded(shifted, mode);
    if (whole > most || whole < -most)
        return false;
    *out = (struct par_quantity){(int64_t)whole, decimals};
    return true;
}

int par_compare_quantity(struct par_quantity a, struct par_quantity b)
{
    return par_ratio_compare(par_quantity_ratio(a), par_quantity_ratio(b));
}

struct par_quantity par_quantity_of(int64_t whole)
{
    return (struct par_quantity){whole, 0};
}
