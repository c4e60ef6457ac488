/* numbers: a seeded generator, and GMP as the second opinion on the library's arithmetic. */
#ifndef PARINDEX_TESTS_NUMBERS_H
#define PARINDEX_TESTS_NUMBERS_H

#include <gmp.h>

#include "parindex/decimal.h"
#include "support.h"

__extension__ typedef unsigned __int128 magnitude;

enum { PROPERTY_CASES = 100000 };

static const enum par_rounding all_modes[] = {PAR_HALF_UP, PAR_HALF_EVEN, PAR_DOWN};

enum { MODES = sizeof all_modes / sizeof *all_modes };

/* --- Chance -------------------------------------------------------------------------------------------------------
 */

struct chance {
    uint64_t state;
};

/* splitmix64: Steele, Lea and Flood 2014. */
static inline uint64_t any_bits(struct chance *chance)
{
    uint64_t z = (chance->state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static inline uint64_t any_below(struct chance *chance, uint64_t limit)
{
    return any_bits(chance) % limit;
}

static inline int any_between(struct chance *chance, int low, int high)
{
    return low + (int)any_below(chance, (uint64_t)(high - low + 1));
}

static inline bool one_in(struct chance *chance, uint64_t count)
{
    return any_below(chance, count) == 0;
}

static inline enum par_rounding any_mode(struct chance *chance)
{
    return all_modes[any_below(chance, MODES)];
}

/* 0 .. 2^bits - 1, every length alike, the smallest and the largest of a length often. */
static inline par_wide any_magnitude(struct chance *chance, int bits)
{
    int length = any_between(chance, 0, bits);
    if (length == 0)
        return 0;
    magnitude top = (magnitude)1 << (length - 1), low = ((magnitude)any_bits(chance) << 64 | any_bits(chance)) % top;
    if (one_in(chance, 16))
        low = one_in(chance, 2) ? 0 : top - 1;
    return (par_wide)(top + low);
}

static inline par_wide any_wide(struct chance *chance, int bits)
{
    par_wide value = any_magnitude(chance, bits);
    return one_in(chance, 2) ? -value : value;
}

static inline int64_t any_int64(struct chance *chance)
{
    static const int64_t ends[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX - 1, INT64_MAX};
    if (one_in(chance, 16))
        return ends[any_below(chance, sizeof ends / sizeof *ends)];
    return (int64_t)any_wide(chance, 63);
}

/* A mantissa of up to 18 digits at a scale of 0 to 18. */
static inline struct par_quantity any_quantity(struct chance *chance)
{
    static const int64_t limit = INT64_C(1000000000000000000);
    int64_t mantissa = one_in(chance, 16) ? limit - 1 : (int64_t)(any_wide(chance, 60) % limit);
    return (struct par_quantity){mantissa, any_between(chance, 0, 18)};
}

/* --- Out of and into GMP ------------------------------------------------------------------------------------------
 */

static inline void set_wide(mpz_t out, par_wide value)
{
    magnitude size = value < 0 ? -(magnitude)value : (magnitude)value;
    uint64_t words[] = {(uint64_t)size, (uint64_t)(size >> 64)};
    mpz_import(out, 2, -1, sizeof *words, 0, 0, words);
    if (value < 0)
        mpz_neg(out, out);
}

static inline void set_int64(mpz_t out, int64_t value)
{
    set_wide(out, value);
}

static inline bool fits_bits(const mpz_t value, size_t bits)
{
    return mpz_sgn(value) == 0 || mpz_sizeinbase(value, 2) <= bits;
}

/* Whether it is an int64_t. */
static inline bool fits_points(const mpz_t value)
{
    mpz_t end;
    mpz_init(end);
    set_int64(end, INT64_MAX);
    bool fits = mpz_cmp(value, end) <= 0;
    set_int64(end, INT64_MIN);
    fits = fits && mpz_cmp(value, end) >= 0;
    mpz_clear(end);
    return fits;
}

static inline bool same_int64(const mpz_t value, int64_t other)
{
    mpz_t copy;
    mpz_init(copy);
    set_int64(copy, other);
    bool same = mpz_cmp(value, copy) == 0;
    mpz_clear(copy);
    return same;
}

static inline void set_power_of_ten(mpz_t out, int exponent)
{
    mpz_ui_pow_ui(out, 10, (unsigned long)exponent);
}

/* In lowest terms. */
static inline void set_ratio(mpq_t out, struct par_ratio ratio)
{
    set_wide(mpq_numref(out), ratio.num);
    set_wide(mpq_denref(out), ratio.den);
    mpq_canonicalize(out);
}

static inline bool same_ratio(const mpq_t value, struct par_ratio other)
{
    mpq_t copy;
    mpq_init(copy);
    set_ratio(copy, other);
    bool same = other.den > 0 && mpq_equal(value, copy);
    mpq_clear(copy);
    return same;
}

/* num / den as a whole number, by the definition of the mode: see decimal.h. den > 0. */
static inline void round_whole(mpz_t out, const mpz_t num, const mpz_t den, enum par_rounding mode)
{
    mpz_t rest;
    mpz_init(rest);
    mpz_tdiv_qr(out, rest, num, den);
    mpz_abs(rest, rest);
    mpz_mul_2exp(rest, rest, 1);
    int half = mpz_cmp(rest, den);
    bool away = mode == PAR_HALF_UP ? half >= 0 : mode == PAR_HALF_EVEN && (half > 0 || (half == 0 && mpz_odd_p(out)));
    if (away && mpz_sgn(num) < 0)
        mpz_sub_ui(out, out, 1);
    else if (away)
        mpz_add_ui(out, out, 1);
    mpz_clear(rest);
}

/* num / den rounded at `decimals`, in units of 10^-6. */
static inline void round_points(mpz_t out, const mpz_t num, const mpz_t den, int decimals, enum par_rounding mode)
{
    mpz_t power, scaled;
    mpz_inits(power, scaled, NULL);
    set_power_of_ten(power, decimals);
    mpz_mul(scaled, num, power);
    round_whole(out, scaled, den, mode);
    set_power_of_ten(power, PAR_POINTS_SCALE - decimals);
    mpz_mul(out, out, power);
    mpz_clears(power, scaled, NULL);
}

/* value x 10^-scale as people write it, by GMP's digits: at least `decimals` decimals, no other zeros at their end. */
static inline void decimal_text(int64_t value, int scale, int decimals, char sign, char *out)
{
    char digits[64], padded[128];
    mpz_t size;
    mpz_init(size);
    set_int64(size, value);
    mpz_abs(size, size);
    mpz_get_str(digits, 10, size);
    mpz_clear(size);
    int missing = scale + 1 - (int)strlen(digits);
    int length = snprintf(padded, sizeof padded, "%.*s%s", missing > 0 ? missing : 0, "0000000000000000000", digits);
    int least = decimals < 0 ? 0 : decimals, kept = scale;
    while (kept > least && padded[length - 1 - (scale - kept)] == '0')
        kept--;
    int used = snprintf(out, 96, "%s%.*s", value < 0 ? "-" : "", length - scale, padded);
    if (kept > 0 || least > 0)
        used += snprintf(out + used, 4, "%c", sign);
    used += snprintf(out + used, 32, "%.*s", kept, padded + length - scale);
    snprintf(out + used, 32, "%.*s", least > kept ? least - kept : 0, "0000000000000000000");
}

#endif
