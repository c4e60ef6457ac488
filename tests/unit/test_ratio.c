/* Ratios in 128 bits against GMP's rationals, which have no limit: every result is exact, or overflow is said. */
#include "numbers.h"

enum { WIDE_BITS = 127 }; /* a par_wide without its sign */

/* --- Any ratio ---------------------------------------------------------------------------------------------------- */

/* Numerators and denominators of up to `bits` bits, often with common factors. */
static struct par_ratio any_ratio(struct chance *chance, int bits)
{
    int shared = one_in(chance, 2) ? 0 : any_between(chance, 0, bits / 2), rest = bits - shared;
    par_wide factor = any_magnitude(chance, shared), den = any_magnitude(chance, rest);
    factor = factor ? factor : 1;
    return (struct par_ratio){any_wide(chance, rest) * factor, (den ? den : 1) * factor};
}

/* Of the sizes that points, counts and quantities have, or of any size. */
static struct par_ratio any_usual(struct chance *chance)
{
    switch (any_below(chance, 4)) {
    case 0:
        return par_points_ratio(any_int64(chance));
    case 1:
        return par_quantity_ratio(any_quantity(chance));
    case 2:
        return (struct par_ratio){any_wide(chance, 40), 1 + any_magnitude(chance, 40)};
    default:
        return any_ratio(chance, any_between(chance, 1, WIDE_BITS - 1));
    }
}

/* --- Sums, products, quotients ------------------------------------------------------------------------------------ */

typedef bool operation(struct par_ratio a, struct par_ratio b, struct par_ratio *out);

static void expect_exact(const char *name, const mpq_t a, const mpq_t b, bool is, struct par_ratio found,
                         const mpq_t expected, bool fits)
{
    if (is ? same_ratio(expected, found) : !fits)
        return;
    char *left = mpq_get_str(NULL, 10, a), *right = mpq_get_str(NULL, 10, b);
    fail_msg("%s of %s and %s: %s", name, left, right, is ? "a wrong result" : "refused, though it fits");
}

static bool ratio_fits(const mpq_t ratio)
{
    return fits_bits(mpq_numref(ratio), WIDE_BITS) && fits_bits(mpq_denref(ratio), WIDE_BITS);
}

/* Whether a + b (or a - b) fits when both are in lowest terms and brought to their least common denominator. */
static bool sum_fits(const mpq_t a, const mpq_t b, bool minus)
{
    mpz_t den, left, right;
    mpz_inits(den, left, right, NULL);
    mpz_lcm(den, mpq_denref(a), mpq_denref(b));
    mpz_divexact(left, den, mpq_denref(a));
    mpz_mul(left, left, mpq_numref(a));
    mpz_divexact(right, den, mpq_denref(b));
    mpz_mul(right, right, mpq_numref(b));
    bool fits = fits_bits(den, WIDE_BITS) && fits_bits(left, WIDE_BITS) && fits_bits(right, WIDE_BITS);
    if (minus)
        mpz_neg(right, right);
    mpz_add(left, left, right);
    fits = fits && fits_bits(left, WIDE_BITS);
    mpz_clears(den, left, right, NULL);
    return fits;
}

static void check_sums(operation *ours, bool minus, const char *name, uint64_t seed)
{
    struct chance chance = {seed};
    mpq_t a, b, expected;
    mpq_inits(a, b, expected, NULL);
    for (int i = 0; i < PROPERTY_CASES; i++) {
        struct par_ratio left = any_usual(&chance), right = any_usual(&chance), found = {0, 0};
        if (one_in(&chance, 4))
            right.den = left.den;
        set_ratio(a, left);
        set_ratio(b, right);
        if (minus)
            mpq_sub(expected, a, b);
        else
            mpq_add(expected, a, b);
        bool is = ours(left, right, &found);
        expect_exact(name, a, b, is, found, expected, sum_fits(a, b, minus));
    }
    mpq_clears(a, b, expected, NULL);
}

static void sums_are_exact(void **state)
{
    (void)state;
    check_sums(par_ratio_add, false, "sum", 20261);
}

static void differences_are_exact(void **state)
{
    (void)state;
    check_sums(par_ratio_sub, true, "difference", 20262);
}

/* -2^127 is a par_wide, but past 127 bits: nothing can be done with it, not even to take its sign away. */
static void the_lowest_number_is_refused(void **state)
{
    (void)state;
    struct par_ratio half = {-((par_wide)1 << (WIDE_BITS - 1)), 1}, one = {1, 1}, out;
    assert_true(par_ratio_add(half, one, &out));
    assert_false(par_ratio_add(half, half, &out));
    assert_false(par_ratio_mul(half, (struct par_ratio){2, 1}, &out));
}

static bool is_lowest(const mpq_t lowest, struct par_ratio ratio)
{
    mpz_t den;
    mpz_init(den);
    set_wide(den, ratio.den);
    bool is = mpz_cmp(den, mpq_denref(lowest)) == 0;
    mpz_clear(den);
    return is;
}

/* `strict`: a product that fits may not be refused even when a factor is not in lowest terms. */
static void check_products(operation *ours, bool divide, bool strict, const char *name, uint64_t seed)
{
    struct chance chance = {seed};
    mpq_t a, b, expected;
    mpq_inits(a, b, expected, NULL);
    for (int i = 0; i < PROPERTY_CASES; i++) {
        struct par_ratio left = any_usual(&chance), right = any_usual(&chance), found = {0, 0};
        set_ratio(a, left);
        set_ratio(b, right);
        bool is = ours(left, right, &found);
        if (divide && right.num == 0) {
            assert_false(is);
            continue;
        }
        if (divide)
            mpq_div(expected, a, b);
        else
            mpq_mul(expected, a, b);
        bool must_fit = strict || (is_lowest(a, left) && is_lowest(b, right));
        expect_exact(name, a, b, is, found, expected, must_fit && ratio_fits(expected));
    }
    mpq_clears(a, b, expected, NULL);
}

static void products_are_exact(void **state)
{
    (void)state;
    check_products(par_ratio_mul, false, false, "product", 20263);
}

static void quotients_are_exact(void **state)
{
    (void)state;
    check_products(par_ratio_div, true, false, "quotient", 20264);
}

/* "False on overflow (a product past 127 bits after reduction)", whatever terms the factors stand in. */
static void only_products_past_127_bits_are_refused(void **state)
{
    (void)state;
    check_products(par_ratio_mul, false, true, "product", 20263);
    check_products(par_ratio_div, true, true, "quotient", 20264);
}

/* --- Comparison --------------------------------------------------------------------------------------------------- */

/* a, or a neighbour of it that differs in the last place only. */
static struct par_ratio any_neighbour(struct chance *chance, struct par_ratio a)
{
    par_wide factor = 1 + (par_wide)any_below(chance, 3);
    struct par_ratio b = {a.num, a.den};
    if (a.den < (par_wide)1 << 120 && a.num < (par_wide)1 << 120 && a.num > -((par_wide)1 << 120))
        b = (struct par_ratio){a.num * factor, a.den * factor};
    b.num += any_between(chance, -1, 1);
    return b;
}

static int sign_of(int order)
{
    return (order > 0) - (order < 0);
}

static void comparison_is_exact(void **state)
{
    (void)state;
    struct chance chance = {20265};
    mpq_t a, b;
    mpq_inits(a, b, NULL);
    for (int i = 0; i < PROPERTY_CASES; i++) {
        struct par_ratio left = any_usual(&chance);
        struct par_ratio right = one_in(&chance, 2) ? any_neighbour(&chance, left) : any_usual(&chance);
        set_ratio(a, left);
        set_ratio(b, right);
        int expected = sign_of(mpq_cmp(a, b));
        if (sign_of(par_ratio_compare(left, right)) != expected || sign_of(par_ratio_compare(right, left)) != -expected)
            fail_msg("case %d", i);
    }
    mpq_clears(a, b, NULL);
}

/* Ratios of Fibonacci numbers have the longest continued fractions; neighbours differ by 1 / (F(n) F(n+1)). */
static void the_longest_comparisons_end(void **state)
{
    (void)state;
    par_wide before = 1, now = 1;
    for (int n = 0; n < 180; n++) {
        struct par_ratio a = {now, before}, b = {before + now, now};
        int order = par_ratio_compare(a, b);
        assert_int_equal(sign_of(order), n % 2 ? 1 : -1);
        assert_int_equal(par_ratio_compare(b, b), 0);
        par_wide next = before + now;
        before = now;
        now = next;
    }
}

/* --- Rounding ----------------------------------------------------------------------------------------------------- */

struct share {
    const char *num, *den, *times;
    int decimals;
    const char *half_up, *down;
};

/* Published: shared/data/results/tie_and_rounding_cases.csv, shared/domain/par-index.md and
 * hue_2020_cqdt_huyen_exclusion_scaling.csv. A table that truncates printed the last column, the others the one before
 * it; the value that was not printed is by hand. */
static const struct share shares[] = {
    {"75.41", "92", "100", 2, "81.97", "81.96"},      /* Hue 2020, A Luoi: printed 81,96 */
    {"78.53", "92", "100", 2, "85.36", "85.35"},      /* Hue 2020, Nam Dong: printed 85,36 */
    {"75.81", "92", "100", 2, "82.40", "82.40"},      /* Hue 2020, Phu Vang: printed 82,40 */
    {"42.63", "48", "50", 2, "44.41", "44.40"},       /* Hue 2020, the city, rescaled: printed 44,41 */
    {"42.63", "48", "100", 0, "89", "88"},            /* the same, its rate: printed 89% */
    {"49.01", "50", "100", 0, "98", "98"},            /* Quang Dien: printed 98% */
    {"43.51", "50", "100", 0, "87", "87"},            /* Phong Dien: printed 87% */
    {"62.62", "70", "100", 2, "89.46", "89.45"},      /* Nam Dinh 2020: printed 89,45 */
    {"204847", "207030", "100", 2, "98.95", "98.94"}, /* Lam Dong 6T/2022: printed 98,94 */
    {"68.32", "84", "100", 2, "81.33", "81.33"},      /* Thanh Hoa 2023: printed 81.33 */
    {"91.17", "100", "10", 2, "9.12", "9.11"},        /* SIPAS 91.17 % of 10: printed 9.12 */
    {"95.435", "1", "1", 2, "95.44", "95.43"},        /* Yen Bai city 2021: printed 95,44 */
    {"1386", "16032", "100", 2, "8.65", "8.64"},      /* Tan Phuoc 2016: printed 8,65 */
    {"12491", "16032", "100", 2, "77.91", "77.91"},   /* the same: printed 77,91 */
    {"2155", "16032", "100", 2, "13.44", "13.44"},    /* the same: printed 13,44 */
    {"-1", "8", "1", 2, "-0.13", "-0.12"},
    {"0", "7", "1", 6, "0", "0"},
};

static struct par_ratio ratio_of(const char *text)
{
    struct par_ratio ratio;
    assert_int_equal(par_ratio_parse(par_span_of(text), &ratio), PAR_NUMBER_OK);
    return ratio;
}

static void expect_rounded(struct par_ratio ratio, int decimals, enum par_rounding mode, const char *expected)
{
    char text[PAR_DECIMAL_TEXT];
    par_points points;
    assert_true(par_ratio_round(ratio, decimals, mode, &points));
    size_t length = par_decimal_print(points, PAR_POINTS_SCALE, strchr(expected, '.') ? 2 : -1, '.', text);
    assert_int_equal(length, strlen(text));
    assert_string_equal(text, expected);
}

static void published_shares_are_rounded_as_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        struct par_ratio share;
        assert_true(par_ratio_div(ratio_of(shares[i].num), ratio_of(shares[i].den), &share));
        assert_true(par_ratio_mul(share, ratio_of(shares[i].times), &share));
        expect_rounded(share, shares[i].decimals, PAR_HALF_UP, shares[i].half_up);
        expect_rounded(share, shares[i].decimals, PAR_DOWN, shares[i].down);
    }
}

/* A ratio beside a tie at `decimals`, with a denominator of its own. */
static struct par_ratio any_near_half(struct chance *chance, int decimals)
{
    par_wide power = 1, factor = 1 + any_magnitude(chance, 50);
    for (int i = 0; i < decimals; i++)
        power *= 10;
    par_wide odd = 2 * any_wide(chance, 40) + 1;
    return (struct par_ratio){odd * factor + any_between(chance, -1, 1), 2 * power * factor};
}

static void check_rounding(struct chance *chance, int bits, bool strict)
{
    mpz_t num, den, expected;
    mpz_inits(num, den, expected, NULL);
    for (int i = 0; i < PROPERTY_CASES; i++) {
        int decimals = any_between(chance, 0, PAR_POINTS_SCALE);
        struct par_ratio ratio = one_in(chance, 2) ? any_near_half(chance, decimals) : any_ratio(chance, bits);
        enum par_rounding mode = any_mode(chance);
        set_wide(num, ratio.num);
        set_wide(den, ratio.den);
        round_points(expected, num, den, decimals, mode);
        par_points points = 0;
        bool fits = par_ratio_round(ratio, decimals, mode, &points);
        /* INT64_MIN itself may be refused: nothing comes near it. */
        bool wanted = fits_points(expected) && !same_int64(expected, INT64_MIN);
        if (fits ? !same_int64(expected, points) : strict && wanted)
            fail_msg("case %d: %d decimals, mode %d, %s", i, decimals, mode, fits ? "wrong" : "refused");
    }
    mpz_clears(num, den, expected, NULL);
}

static void random_ratios_are_rounded_as_gmp_does(void **state)
{
    (void)state;
    struct chance chance = {20266};
    check_rounding(&chance, 123, true);
}

static void the_largest_points_are_reached(void **state)
{
    (void)state;
    struct par_ratio most = {INT64_MAX, PAR_POINTS_ONE}, least = {-(par_wide)INT64_MAX, PAR_POINTS_ONE};
    struct par_ratio above = {(par_wide)INT64_MAX + 1, PAR_POINTS_ONE};
    par_points points = 0;
    assert_true(par_ratio_round(most, PAR_POINTS_SCALE, PAR_DOWN, &points));
    assert_int_equal(points, INT64_MAX);
    assert_true(par_ratio_round(least, PAR_POINTS_SCALE, PAR_DOWN, &points));
    assert_int_equal(points, -INT64_MAX);
    assert_false(par_ratio_round(above, PAR_POINTS_SCALE, PAR_DOWN, &points));
}

/* "False when it leaves the range of points": only then, however long the denominator. */
static void long_denominators_are_rounded_too(void **state)
{
    (void)state;
    struct chance chance = {20267};
    check_rounding(&chance, WIDE_BITS - 1, true);
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

struct written {
    const char *text;
    enum par_number_status status;
    const char *ratio; /* as GMP writes it in lowest terms */
};

/* decimal.h: "3/4", "0.75" or "75". */
static const struct written writtens[] = {
    {"3/4", PAR_NUMBER_OK, "3/4"},
    {"0.75", PAR_NUMBER_OK, "3/4"},
    {"75", PAR_NUMBER_OK, "75"},
    {"-3/4", PAR_NUMBER_OK, "-3/4"},
    {"1.5/2.5", PAR_NUMBER_OK, "3/5"},
    {"0/5", PAR_NUMBER_OK, "0"},
    {"999999999999999999/0.999999999999999999", PAR_NUMBER_OK, "1000000000000000000"},
    {"3/0", PAR_NUMBER_BAD, NULL},
    {"3/-4", PAR_NUMBER_BAD, NULL},
    {"3/4/5", PAR_NUMBER_BAD, NULL},
    {"/4", PAR_NUMBER_BAD, NULL},
    {"3/", PAR_NUMBER_BAD, NULL},
    {"3 / 4", PAR_NUMBER_BAD, NULL},
    {"75%", PAR_NUMBER_BAD, NULL},
    {"", PAR_NUMBER_BAD, NULL},
    {"1/1000000000000000000", PAR_NUMBER_TOO_LARGE, NULL},
};

static void fractions_are_read(void **state)
{
    (void)state;
    mpq_t expected;
    mpq_init(expected);
    for (size_t i = 0; i < sizeof writtens / sizeof *writtens; i++) {
        struct par_ratio ratio = {0, 0};
        enum par_number_status status = par_ratio_parse(par_span_of(writtens[i].text), &ratio);
        if (status != writtens[i].status)
            fail_msg("\"%s\": status %d", writtens[i].text, status);
        if (!writtens[i].ratio)
            continue;
        mpq_set_str(expected, writtens[i].ratio, 10);
        assert_true(same_ratio(expected, ratio));
    }
    mpq_clear(expected);
}

/* --- Means -------------------------------------------------------------------------------------------------------- */

enum { LONGEST_LIST = 12 };

/* The mean of ratios, exactly. */
static void set_mean(mpq_t out, const struct par_ratio *ratios, size_t count)
{
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(out, 0, 1);
    for (size_t i = 0; i < count; i++) {
        set_ratio(one, ratios[i]);
        mpq_add(out, out, one);
    }
    mpq_set_ui(one, 1, count);
    mpq_mul(out, out, one);
    mpq_clear(one);
}

/* False, with a message, unless the mean is right; `decided` is what came back. */
static void check_mean(const struct par_ratio *ratios, size_t count, int decimals, enum par_rounding mode,
                       bool must_decide)
{
    mpq_t mean;
    mpz_t expected;
    mpq_init(mean);
    mpz_init(expected);
    set_mean(mean, ratios, count);
    round_points(expected, mpq_numref(mean), mpq_denref(mean), decimals, mode);
    par_points found = 0;
    bool decided = par_ratio_mean(ratios, count, decimals, mode, &found);
    if (decided ? !same_int64(expected, found) : must_decide)
        fail_msg("mean of %zu, %d decimals, mode %d: %s", count, decimals, mode, decided ? "wrong" : "refused");
    mpq_clear(mean);
    mpz_clear(expected);
}

/* Indexes: points / applicable maximum x 100, at most two decimals each, as sets have them. */
static struct par_ratio any_index(struct chance *chance)
{
    par_wide max = 1 + (par_wide)any_below(chance, 12000);
    return (struct par_ratio){(par_wide)any_below(chance, (uint64_t)max + 1) * 100, max};
}

static void means_of_indexes_are_exact(void **state)
{
    (void)state;
    struct chance chance = {20268};
    for (int i = 0; i < PROPERTY_CASES; i++) {
        struct par_ratio ratios[LONGEST_LIST];
        size_t count = 1 + any_below(&chance, LONGEST_LIST);
        bool same = one_in(&chance, 4);
        for (size_t k = 0; k < count; k++) {
            ratios[k] = any_index(&chance);
            if (same)
                ratios[k].den = ratios[0].den;
        }
        check_mean(ratios, count, any_between(&chance, 0, 6), any_mode(&chance), false);
    }
}

static const unsigned primes[] = {9973, 9967, 9949, 9941, 9931, 9929, 9923, 9907, 9901, 9887, 9883, 9871,
                                  9859, 9857, 9851, 9839, 9833, 9829, 9817, 9811, 9803, 9791, 9787, 9781,
                                  9769, 9767, 9749, 9743, 9739, 9733, 9721, 9719, 9697, 9689, 9679, 9677};

enum { PRIMES = sizeof primes / sizeof *primes };

/* No common denominator of 36 primes fits 128 bits, so the quotients of 30 digits decide; a random mean is nowhere near
 * a rounding boundary, so they always can. */
static void means_over_many_primes_are_decided(void **state)
{
    (void)state;
    struct chance chance = {20269};
    for (int i = 0; i < PROPERTY_CASES / 5; i++) {
        struct par_ratio ratios[PRIMES];
        for (size_t k = 0; k < PRIMES; k++)
            ratios[k] = (struct par_ratio){(par_wide)any_below(&chance, primes[k]) * 100, primes[k]};
        ratios[any_below(&chance, PRIMES)].num *= -1;
        check_mean(ratios, PRIMES, any_between(&chance, 0, 6), any_mode(&chance), true);
    }
}

/* The longer the list, the longer the common denominator: at some length it fits 128 bits and its tenfold does not. */
static void means_of_every_length_are_decided(void **state)
{
    (void)state;
    struct chance chance = {20270};
    for (size_t count = 1; count <= PRIMES; count++) {
        for (int i = 0; i < 200; i++) {
            struct par_ratio ratios[PRIMES];
            for (size_t k = 0; k < count; k++) {
                unsigned prime = primes[any_below(&chance, PRIMES)] >> any_below(&chance, 3);
                ratios[k] = (struct par_ratio){(par_wide)any_below(&chance, prime) * 100, prime};
            }
            check_mean(ratios, count, 2, PAR_HALF_UP, true);
        }
    }
}

/* The sum of these fits 128 bits, ten times its denominator does not: the quotients must decide then. 1/9973 + ... +
 * 1/13 over 10, by GMP. */
static void a_mean_whose_denominator_just_fits_is_decided(void **state)
{
    (void)state;
    struct par_ratio ratios[10];
    for (size_t k = 0; k < 9; k++)
        ratios[k] = (struct par_ratio){1, primes[k]};
    ratios[9] = (struct par_ratio){1, 13};
    for (size_t m = 0; m < MODES; m++)
        check_mean(ratios, 10, 6, all_modes[m], true);
}

/* k / p + (p - k) / p = 1 for every prime: the mean is 1/2 sharp, which no cut quotient reaches. It may be refused, but
 * not be wrong; where 1/2 is no boundary it is found. */
static void a_mean_on_a_boundary_is_never_wrong(void **state)
{
    (void)state;
    struct par_ratio ratios[2 * PRIMES];
    for (size_t k = 0; k < PRIMES; k++) {
        ratios[k] = (struct par_ratio){(par_wide)(1 + k), primes[k]};
        ratios[PRIMES + k] = (struct par_ratio){(par_wide)(primes[k] - 1 - k), primes[k]};
    }
    for (size_t m = 0; m < MODES; m++) {
        check_mean(ratios, (size_t)2 * PRIMES, 0, all_modes[m], false);
        check_mean(ratios, (size_t)2 * PRIMES, 2, all_modes[m], all_modes[m] != PAR_DOWN);
    }
}

/* Published mean of nine indexes: Binh Duong 2017, 78.39. */
static void a_published_mean_is_found(void **state)
{
    (void)state;
    static const char *const indexes[] = {"84.58", "82.00", "80.27", "79.04", "78.06",
                                          "77.83", "76.22", "76.03", "71.46"};
    struct par_ratio ratios[9];
    par_points mean;
    for (size_t i = 0; i < 9; i++)
        ratios[i] = ratio_of(indexes[i]);
    assert_true(par_ratio_mean(ratios, 9, 2, PAR_HALF_UP, &mean));
    assert_int_equal(mean, 78390000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(differences_are_exact),
        cmocka_unit_test(the_lowest_number_is_refused),
        cmocka_unit_test(products_are_exact),
        cmocka_unit_test(quotients_are_exact),
        cmocka_unit_test(only_products_past_127_bits_are_refused),
        cmocka_unit_test(comparison_is_exact),
        cmocka_unit_test(the_longest_comparisons_end),
        cmocka_unit_test(published_shares_are_rounded_as_printed),
        cmocka_unit_test(random_ratios_are_rounded_as_gmp_does),
        cmocka_unit_test(the_largest_points_are_reached),
        cmocka_unit_test(long_denominators_are_rounded_too),
        cmocka_unit_test(fractions_are_read),
        cmocka_unit_test(means_of_indexes_are_exact),
        cmocka_unit_test(means_over_many_primes_are_decided),
        cmocka_unit_test(means_of_every_length_are_decided),
        cmocka_unit_test(a_mean_whose_denominator_just_fits_is_decided),
        cmocka_unit_test(a_mean_on_a_boundary_is_never_wrong),
        cmocka_unit_test(a_published_mean_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
