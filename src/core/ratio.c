#include "parindex/decimal.h"

static par_wide absolute(par_wide a)
{
    return a < 0 ? -a : a;
}

static par_wide common_divisor(par_wide a, par_wide b)
{
    a = absolute(a);
    while (b != 0) {
        par_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a ? a : 1;
}

static struct par_ratio reduce(struct par_ratio r)
{
    par_wide divisor = common_divisor(r.num, r.den);
    return (struct par_ratio){r.num / divisor, r.den / divisor};
}

static par_wide ten_to(int exponent)
{
    par_wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

struct par_ratio par_points_ratio(par_points points)
{
    return (struct par_ratio){points, PAR_POINTS_ONE};
}

struct par_ratio par_quantity_ratio(struct par_quantity quantity)
{
    return (struct par_ratio){quantity.mantissa, ten_to(quantity.scale)};
}

/* -2^127 has no positive twin, so no result is allowed to be it. */
static bool is_lowest(par_wide a)
{
    return a < 0 && a + 1 + ((((par_wide)1 << 126) - 1) * 2 + 1) == 0;
}

static bool is_small(par_wide a)
{
    return a >= INT64_MIN && a <= INT64_MAX;
}

static bool add_over_common(struct par_ratio a, struct par_ratio b, struct par_ratio *out)
{
    /* Most sums are of whole numbers, or of one denominator. */
    if (a.den == b.den) {
        par_wide whole;
        if (__builtin_add_overflow(a.num, b.num, &whole) || is_lowest(whole))
            return false;
        *out = (struct par_ratio){whole, a.den};
        return true;
    }
    par_wide divisor = common_divisor(a.den, b.den);
    par_wide left, right, sum, den;
    if (__builtin_mul_overflow(a.num, b.den / divisor, &left) ||
        __builtin_mul_overflow(b.num, a.den / divisor, &right) || __builtin_add_overflow(left, right, &sum) ||
        __builtin_mul_overflow(a.den, b.den / divisor, &den) || is_lowest(sum))
        return false;
    *out = (struct par_ratio){sum, den};
    return true;
}

bool par_ratio_add(struct par_ratio a, struct par_ratio b, struct par_ratio *out)
{
    return add_over_common(a, b, out) || add_over_common(reduce(a), reduce(b), out);
}

bool par_ratio_sub(struct par_ratio a, struct par_ratio b, struct par_ratio *out)
{
    return par_ratio_add(a, (struct par_ratio){-b.num, b.den}, out);
}

static bool multiply(struct par_ratio a, struct par_ratio b, struct par_ratio *out)
{
    struct par_ratio product;
    if (__builtin_mul_overflow(a.num, b.num, &product.num) || __builtin_mul_overflow(a.den, b.den, &product.den) ||
        is_lowest(product.num))
        return false;
    *out = product;
    return true;
}

bool par_ratio_mul(struct par_ratio a, struct par_ratio b, struct par_ratio *out)
{
    if (multiply(a, b, out))
        return true;
    a = reduce(a);
    b = reduce(b);
    return multiply(reduce((struct par_ratio){a.num, b.den}), reduce((struct par_ratio){b.num, a.den}), out);
}

bool par_ratio_div(struct par_ratio a, struct par_ratio b, struct par_ratio *out)
{
    if (b.num == 0)
        return false;
    struct par_ratio inverse = b.num > 0 ? (struct par_ratio){b.den, b.num} : (struct par_ratio){-b.den, -b.num};
    return par_ratio_mul(a, inverse, out);
}

/* The largest whole number not above the ratio; the rest, 0 <= rest < den, goes to *rest. */
static par_wide floor_of(struct par_ratio r, par_wide *rest)
{
    par_wide quotient = r.num / r.den;
    *rest = r.num % r.den;
    if (*rest < 0) {
        *rest += r.den;
        quotient--;
    }
    return quotient;
}

/* By continued fractions: compare the whole parts, then the inverses of the rests, the other way round. */
int par_ratio_compare(struct par_ratio a, struct par_ratio b)
{
    if (is_small(a.num) && is_small(a.den) && is_small(b.num) && is_small(b.den)) {
        par_wide left = a.num * b.den, right = b.num * a.den;
        return (left > right) - (left < right);
    }
    for (int direction = 1;; direction = -direction) {
        par_wide rest_a, rest_b;
        par_wide whole_a = floor_of(a, &rest_a), whole_b = floor_of(b, &rest_b);
        if (whole_a != whole_b)
            return whole_a < whole_b ? -direction : direction;
        if (rest_a == 0 || rest_b == 0) {
            if (rest_a == rest_b)
                return 0;
            return rest_a == 0 ? -direction : direction;
        }
        a = (struct par_ratio){a.den, rest_a};
        b = (struct par_ratio){b.den, rest_b};
    }
}

/* 10 x rest / den for rest < den: the digit, and the new rest. Adding instead of multiplying keeps a denominator near
 * 2^127 within range. */
static int next_digit(par_wide *rest, par_wide den)
{
    par_wide tenfold;
    if (!__builtin_mul_overflow(*rest, (par_wide)10, &tenfold)) {
        *rest = tenfold % den;
        return (int)(tenfold / den);
    }
    int digit = 0;
    par_wide sum = 0;
    for (int i = 0; i < 10; i++) {
        bool wraps = sum >= den - *rest;
        sum = wraps ? sum - (den - *rest) : sum + *rest;
        digit += wraps;
    }
    *rest = sum;
    return digit;
}

/* The next `digits` decimal digits of rest/den appended to *quotient; false on overflow. */
static bool long_divide(par_wide *quotient, par_wide *rest, par_wide den, int digits)
{
    for (; digits > 0; digits--)
        if (__builtin_mul_overflow(*quotient, (par_wide)10, quotient) ||
            __builtin_add_overflow(*quotient, (par_wide)next_digit(rest, den), quotient))
            return false;
    return true;
}

static bool rounds_up(par_wide quotient, par_wide rest, par_wide den, enum par_rounding mode)
{
    if (mode == PAR_DOWN || rest == 0)
        return false;
    par_wide other = den - rest;
    if (rest != other)
        return rest > other;
    return mode == PAR_HALF_UP || quotient % 2 != 0;
}

/* The same in 64 bits, for the sizes that points and counts have; false when they are larger. */
static bool round_small(struct par_ratio ratio, int decimals, enum par_rounding mode, par_points *out)
{
    int64_t power = (int64_t)ten_to(decimals), scaled;
    if (!is_small(ratio.num) || !is_small(ratio.den) || ratio.num == INT64_MIN ||
        __builtin_mul_overflow((int64_t)absolute(ratio.num), power, &scaled))
        return false;
    int64_t den = (int64_t)ratio.den, quotient = scaled / den, rest = scaled % den;
    if (rounds_up(quotient, rest, den, mode))
        quotient++;
    if (__builtin_mul_overflow(quotient, (int64_t)ten_to(PAR_POINTS_SCALE - decimals), out))
        return false;
    *out = ratio.num < 0 ? -*out : *out;
    return true;
}

bool par_ratio_round(struct par_ratio ratio, int decimals, enum par_rounding mode, par_points *out)
{
    if (round_small(ratio, decimals, mode, out))
        return true;
    ratio = reduce(ratio);
    par_wide magnitude = absolute(ratio.num);
    par_wide quotient = magnitude / ratio.den, rest = magnitude % ratio.den;
    if (!long_divide(&quotient, &rest, ratio.den, decimals))
        return false;
    if (rounds_up(quotient, rest, ratio.den, mode))
        quotient++;
    par_wide scaled;
    if (__builtin_mul_overflow(quotient, ten_to(PAR_POINTS_SCALE - decimals), &scaled) || scaled > INT64_MAX)
        return false;
    *out = (par_points)(ratio.num < 0 ? -scaled : scaled);
    return true;
}

enum par_number_status par_ratio_parse(struct par_span text, struct par_ratio *out)
{
    const char *slash = text.size ? memchr(text.text, '/', text.size) : NULL;
    struct par_quantity num, den = {1, 0};
    struct par_span left = text;
    if (slash)
        left.size = (size_t)(slash - text.text);
    enum par_number_status status = par_quantity_parse(left, &num);
    if (status == PAR_NUMBER_OK && slash)
        status = par_quantity_parse((struct par_span){slash + 1, text.size - left.size - 1}, &den);
    if (status != PAR_NUMBER_OK)
        return status;
    if (den.mantissa <= 0)
        return PAR_NUMBER_BAD;
    return par_ratio_div(par_quantity_ratio(num), par_quantity_ratio(den), out) ? PAR_NUMBER_OK : PAR_NUMBER_TOO_LARGE;
}

static bool exact_mean(const struct par_ratio *ratios, size_t count, struct par_ratio *mean)
{
    struct par_ratio sum = {0, 1};
    for (size_t i = 0; i < count; i++)
        if (!par_ratio_add(sum, ratios[i], &sum))
            return false;
    return par_ratio_mul(sum, (struct par_ratio){1, (par_wide)count}, mean);
}

enum { QUOTIENT_DIGITS = 30 };

/* The sum of the quotients cut at 30 decimals: below the true sum by less than count x 10^-30. */
static bool cut_sum(const struct par_ratio *ratios, size_t count, par_wide *sum)
{
    *sum = 0;
    for (size_t i = 0; i < count; i++) {
        struct par_ratio r = reduce(ratios[i]);
        par_wide rest, quotient = floor_of(r, &rest);
        if (!long_divide(&quotient, &rest, r.den, QUOTIENT_DIGITS) || __builtin_add_overflow(*sum, quotient, sum))
            return false;
    }
    return true;
}

bool par_ratio_mean(const struct par_ratio *ratios, size_t count, int decimals, enum par_rounding mode, par_points *out)
{
    struct par_ratio mean;
    if (exact_mean(ratios, count, &mean))
        return par_ratio_round(mean, decimals, mode, out);

    par_wide sum, den;
    if (!cut_sum(ratios, count, &sum) || __builtin_mul_overflow(ten_to(QUOTIENT_DIGITS), (par_wide)count, &den))
        return false;
    par_points low, high;
    if (!par_ratio_round((struct par_ratio){sum, den}, decimals, mode, &low) ||
        !par_ratio_round((struct par_ratio){sum + (par_wide)count, den}, decimals, mode, &high) || low != high)
        return false;
    *out = low;
    return true;
}
