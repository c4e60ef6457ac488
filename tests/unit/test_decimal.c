/* Exact numbers: reading, rounding, adding, printing. Expected values come from GMP, from decimal.h's own grammar, and
 * from published figures. */
#include "parindex/decimal.h"

#include "numbers.h"

static struct par_span span(const char *text)
{
    return par_span_of(text);
}

/* --- Reading: one number, dot only -------------------------------------------------------------------------------- */

struct reading {
    const char *text;
    enum par_number_status status;
    int64_t mantissa;
    int scale;
};

/* decimal.h: [+-]digits[.digits][e[+-]digits], at most 18 significant digits and 18 decimals, zeros at the end of the
 * decimals dropped. */
static const struct reading readings[] = {
    {"0", PAR_NUMBER_OK, 0, 0},
    {"-0", PAR_NUMBER_OK, 0, 0},
    {"+7", PAR_NUMBER_OK, 7, 0},
    {"007", PAR_NUMBER_OK, 7, 0},
    {"95.435", PAR_NUMBER_OK, 95435, 3},
    {"-0.125", PAR_NUMBER_OK, -125, 3},
    {"1.50", PAR_NUMBER_OK, 15, 1},
    {"2.000", PAR_NUMBER_OK, 2, 0},
    {"0.0", PAR_NUMBER_OK, 0, 0},
    {"100.010", PAR_NUMBER_OK, 10001, 2},
    {"999999999999999999", PAR_NUMBER_OK, INT64_C(999999999999999999), 0},
    {"-999999999999999999", PAR_NUMBER_OK, -INT64_C(999999999999999999), 0},
    {"0.999999999999999999", PAR_NUMBER_OK, INT64_C(999999999999999999), 18},
    {"0.000000000000000001", PAR_NUMBER_OK, 1, 18},
    {"0.0000000000000000010000", PAR_NUMBER_OK, 1, 18},
    {"123456789012345678.000", PAR_NUMBER_OK, INT64_C(123456789012345678), 0},
    {"000000000000000000000001", PAR_NUMBER_OK, 1, 0},
    {"1e2", PAR_NUMBER_OK, 100, 0},
    {"1E+2", PAR_NUMBER_OK, 100, 0},
    {"1.5e-3", PAR_NUMBER_OK, 15, 4},
    {"1.25e1", PAR_NUMBER_OK, 125, 1},
    {"1e17", PAR_NUMBER_OK, INT64_C(100000000000000000), 0},
    {"0e999999", PAR_NUMBER_OK, 0, 0},
    {"1e18", PAR_NUMBER_TOO_LARGE, 0, 0},
    {"1e-19", PAR_NUMBER_TOO_LARGE, 0, 0},
    {"1e400", PAR_NUMBER_TOO_LARGE, 0, 0},
    {"1e99999999999999999999", PAR_NUMBER_TOO_LARGE, 0, 0},
    {"1000000000000000000", PAR_NUMBER_TOO_LARGE, 0, 0},
    {"123456789012345678.5", PAR_NUMBER_TOO_LARGE, 0, 0},
    {"0.0000000000000000001", PAR_NUMBER_TOO_LARGE, 0, 0},
    {"", PAR_NUMBER_BAD, 0, 0},
    {"-", PAR_NUMBER_BAD, 0, 0},
    {"+-1", PAR_NUMBER_BAD, 0, 0},
    {".5", PAR_NUMBER_BAD, 0, 0},
    {"5.", PAR_NUMBER_BAD, 0, 0},
    {"1.2.3", PAR_NUMBER_BAD, 0, 0},
    {"1,5", PAR_NUMBER_BAD, 0, 0},
    {"1 000", PAR_NUMBER_BAD, 0, 0},
    {" 1", PAR_NUMBER_BAD, 0, 0},
    {"1%", PAR_NUMBER_BAD, 0, 0},
    {"e5", PAR_NUMBER_BAD, 0, 0},
    {"1e", PAR_NUMBER_BAD, 0, 0},
    {"1e+", PAR_NUMBER_BAD, 0, 0},
    {"1e2.5", PAR_NUMBER_BAD, 0, 0},
    {"1e2e3", PAR_NUMBER_BAD, 0, 0},
    {"0x10", PAR_NUMBER_BAD, 0, 0},
    {"nan", PAR_NUMBER_BAD, 0, 0},
    {"inf", PAR_NUMBER_BAD, 0, 0},
    {"\xE2\x88\x92"
     "1",
     PAR_NUMBER_BAD, 0, 0}, /* U+2212, a typographic minus */
};

static void expect_reading(const char *text, enum par_number_status status, struct par_quantity expected)
{
    struct par_quantity q = {0, 0};
    enum par_number_status found = par_quantity_parse(span(text), &q);
    if (found != status)
        fail_msg("\"%s\": status %d, not %d", text, found, status);
    if (found == PAR_NUMBER_OK && (q.mantissa != expected.mantissa || q.scale != expected.scale))
        fail_msg("\"%s\" read as %lld at scale %d", text, (long long)q.mantissa, q.scale);
}

static void numbers_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
        expect_reading(readings[i].text, readings[i].status,
                       (struct par_quantity){readings[i].mantissa, readings[i].scale});
}

/* Random digits, with zeros at both ends often. */
static size_t any_digits(struct chance *chance, size_t count, char *out)
{
    size_t leading = one_in(chance, 4) ? any_below(chance, count + 1) : 0;
    size_t trailing = one_in(chance, 2) ? any_below(chance, count + 1) : 0;
    for (size_t i = 0; i < count; i++)
        out[i] = i < leading || i + trailing >= count ? '0' : (char)('0' + any_below(chance, 10));
    out[count] = '\0';
    return count;
}

/* What the digits of a number say, by GMP: false when they are more than a quantity holds. */
static bool expected_quantity(bool negative, const char *whole, const char *decimals, struct par_quantity *out)
{
    char digits[64];
    int scale = (int)strlen(decimals);
    while (scale > 0 && decimals[scale - 1] == '0')
        scale--;
    snprintf(digits, sizeof digits, "%s%.*s", whole, scale, decimals);
    mpz_t value, limit;
    mpz_inits(value, limit, NULL);
    assert_int_equal(mpz_set_str(value, digits, 10), 0);
    set_power_of_ten(limit, PAR_QUANTITY_DIGITS);
    bool fits = mpz_cmp(value, limit) < 0 && scale <= PAR_QUANTITY_DIGITS;
    if (fits)
        *out = (struct par_quantity){(negative ? -1 : 1) * (int64_t)mpz_get_ui(value), scale};
    mpz_clears(value, limit, NULL);
    return fits;
}

static void random_numbers_are_read_as_gmp_does(void **state)
{
    (void)state;
    struct chance chance = {20251};
    for (int i = 0; i < PROPERTY_CASES; i++) {
        char whole[32], decimals[32] = "", text[80];
        bool negative = one_in(&chance, 2);
        any_digits(&chance, 1 + any_below(&chance, 21), whole);
        if (!one_in(&chance, 4))
            any_digits(&chance, 1 + any_below(&chance, 21), decimals);
        snprintf(text, sizeof text, "%s%s%s%s", negative ? "-" : "", whole, *decimals ? "." : "", decimals);
        struct par_quantity expected = {0, 0};
        bool fits = expected_quantity(negative, whole, decimals, &expected);
        expect_reading(text, fits ? PAR_NUMBER_OK : PAR_NUMBER_TOO_LARGE, expected);
    }
}

/* "Zeros at the end of the decimals are dropped", however they came to stand there; and a number that a quantity holds
 * is not too large. */
static const struct reading moved[] = {
    {"10e-1", PAR_NUMBER_OK, 1, 0},
    {"1500e-3", PAR_NUMBER_OK, 15, 1},
    {"3000000e-6", PAR_NUMBER_OK, 3, 0},
    {"0e-30", PAR_NUMBER_OK, 0, 0},
    {"10e-19", PAR_NUMBER_OK, 1, 18},
    {"0.1e18", PAR_NUMBER_OK, INT64_C(100000000000000000), 0},
    {"1.5E+10", PAR_NUMBER_OK, INT64_C(15000000000), 0},
};

static void an_exponent_only_moves_the_decimal_sign(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof moved / sizeof *moved; i++)
        expect_reading(moved[i].text, moved[i].status, (struct par_quantity){moved[i].mantissa, moved[i].scale});
}

/* --- Reading: both signs ------------------------------------------------------------------------------------------ */

struct both {
    const char *text;
    const char *dot;   /* NULL: cannot be read so */
    const char *comma; /* NULL: cannot be read so */
};

/* decimal.h: '.' with ',' between thousands, and the other way round. */
static const struct both ways[] = {
    {"0", "0", "0"},
    {"659245", "659245", "659245"},
    {"-12", "-12", "-12"},
    {"0.5", "0.5", NULL},
    {"0,5", NULL, "0.5"},
    {"91,7", NULL, "91.7"},
    {"95.86", "95.86", NULL},
    {"1.234", "1.234", "1234"},
    {"1,234", "1234", "1.234"},
    {"659.245", "659.245", "659245"}, /* Quang Ngai, Yen Bai: a dot between thousands */
    {"2.134.401", NULL, "2134401"},   /* Tien Giang 2016 */
    {"2,134,401", "2134401", NULL},
    {"2.134.401,5", NULL, "2134401.5"},
    {"2,134,401.5", "2134401.5", NULL},
    {"1.234,567", NULL, "1234.567"},
    {"1,234.567", "1234.567", NULL},
    {"1234,567", NULL, "1234.567"},
    {"1234.567", "1234.567", NULL},
    {"0.500", "0.5", NULL}, /* no thousands begin with 0 */
    {"0,500", NULL, "0.5"},
    {"-1.234", "-1.234", "-1234"},
    {"1.2345", "1.2345", NULL},
    {"12.34", "12.34", NULL},
    {"1.000", "1", "1000"},
    {"1,,234", NULL, NULL},
    {"1,23,456", NULL, NULL},
    {"1.234.5", NULL, NULL},
    {"1234.567.890", NULL, NULL},
    {"1,234,", NULL, NULL},
    {",5", NULL, NULL},
    {"5,", NULL, NULL},
    {"1.2,3.4", NULL, NULL},
    {"", NULL, NULL},
    {"a", NULL, NULL},
    {"1 234", NULL, NULL},
};

static void expect_one_way(const char *text, bool is, struct par_quantity q, const char *expected)
{
    char found[PAR_DECIMAL_TEXT];
    if (is != (expected != NULL))
        fail_msg("\"%s\": readable %d, expected %s", text, is, expected ? expected : "not");
    if (!expected)
        return;
    par_decimal_print(q.mantissa, q.scale, -1, '.', found);
    assert_string_equal(found, expected);
}

static void numbers_are_read_in_both_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct par_readings found;
        enum par_number_status status = par_readings_parse(span(ways[i].text), &found);
        assert_int_equal(status, ways[i].dot || ways[i].comma ? PAR_NUMBER_OK : PAR_NUMBER_BAD);
        expect_one_way(ways[i].text, found.dot, found.as_dot, ways[i].dot);
        expect_one_way(ways[i].text, found.comma, found.as_comma, ways[i].comma);
    }
}

static void a_long_number_is_too_large_both_ways(void **state)
{
    (void)state;
    struct par_readings found;
    assert_int_equal(par_readings_parse(span("1.234.567.890.123.456.789"), &found), PAR_NUMBER_TOO_LARGE);
    assert_int_equal(par_readings_parse(span("0.1234567890123456789"), &found), PAR_NUMBER_TOO_LARGE);
    assert_int_equal(par_readings_parse(span("123456789012345678,9"), &found), PAR_NUMBER_TOO_LARGE);
}

/* `text` with a '.' as decimal sign, written with other signs; thousands 0: none. */
static void write_with(const char *text, char sign, char thousands, char *out)
{
    size_t whole = strspn(text, "-0123456789"), first = *text == '-';
    for (size_t i = 0; i < whole; i++) {
        *out++ = text[i];
        size_t left = whole - 1 - i;
        if (thousands && i >= first && left > 0 && left % 3 == 0)
            *out++ = thousands;
    }
    for (const char *rest = text + whole; *rest; rest++)
        *out++ = *rest == '.' ? sign : *rest;
    *out = '\0';
}

/* Fits the other sign as well: one separator, three digits behind it, one to three before, of which the first is not
 * 0; or none at all. */
static bool is_ambiguous(const char *text)
{
    text += *text == '-';
    size_t before = strspn(text, "0123456789");
    if (!text[before])
        return true;
    const char *behind = text + before + 1;
    return before <= 3 && *text != '0' && strlen(behind) == 3 && strspn(behind, "0123456789") == 3;
}

static void random_numbers_are_read_as_they_were_written(void **state)
{
    (void)state;
    struct chance chance = {20252};
    for (int i = 0; i < PROPERTY_CASES; i++) {
        struct par_quantity q = any_quantity(&chance);
        char text[96], written[128];
        bool comma = one_in(&chance, 2), grouped = one_in(&chance, 2);
        decimal_text(q.mantissa, q.scale, one_in(&chance, 2) ? 0 : q.scale, '.', text);
        write_with(text, comma ? ',' : '.', !grouped ? '\0' : comma ? '.' : ',', written);
        struct par_readings found;
        assert_int_equal(par_readings_parse(span(written), &found), PAR_NUMBER_OK);
        char plain[96];
        decimal_text(q.mantissa, q.scale, -1, '.', plain);
        if (strcmp(plain, "-0") == 0)
            strcpy(plain, "0");
        expect_one_way(written, comma ? found.comma : found.dot, comma ? found.as_comma : found.as_dot, plain);
        if ((comma ? found.dot : found.comma) != is_ambiguous(written))
            fail_msg("\"%s\": the other reading is %sthere", written, is_ambiguous(written) ? "not " : "");
    }
}

/* --- Printing ----------------------------------------------------------------------------------------------------- */

struct printed {
    int64_t value;
    int scale, decimals;
    char sign;
    const char *text;
};

/* By hand, from the contract of par_decimal_print. */
static const struct printed prints[] = {
    {0, 0, 0, '.', "0"},
    {0, 6, -1, '.', "0"},
    {0, 6, 2, ',', "0,00"},
    {95440000, 6, 2, '.', "95.44"},
    {95440000, 6, -1, '.', "95.44"},
    {95000000, 6, 2, ',', "95,00"},
    {-125000, 6, 3, '.', "-0.125"},
    {-1, 6, 6, '.', "-0.000001"},
    {15, 1, 4, '.', "1.5000"},
    {7, 0, 3, '.', "7.000"},
    {1, 18, -1, '.', "0.000000000000000001"},
    {INT64_MAX, 0, 0, '.', "9223372036854775807"},
    {INT64_MIN, 0, 0, '.', "-9223372036854775808"},
    {INT64_MAX, 6, 6, '.', "9223372036854.775807"},
    {INT64_MIN, 18, 18, ',', "-9,223372036854775808"},
};

static void decimals_are_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof prints / sizeof *prints; i++) {
        char text[PAR_DECIMAL_TEXT];
        size_t length = par_decimal_print(prints[i].value, prints[i].scale, prints[i].decimals, prints[i].sign, text);
        assert_string_equal(text, prints[i].text);
        assert_int_equal(length, strlen(text));
    }
}

static void random_decimals_are_printed_as_gmp_does(void **state)
{
    (void)state;
    struct chance chance = {20253};
    for (int i = 0; i < PROPERTY_CASES; i++) {
        int64_t value = any_int64(&chance);
        int scale = any_between(&chance, 0, 18), decimals = one_in(&chance, 2) ? -1 : any_between(&chance, scale, 18);
        char found[PAR_DECIMAL_TEXT], expected[160];
        memset(found, 'x', sizeof found);
        size_t length = par_decimal_print(value, scale, decimals, ',', found);
        assert_true(length < sizeof found && length == strlen(found));
        decimal_text(value, scale, decimals, ',', expected);
        assert_string_equal(found, expected);
    }
}

/* What is printed is read back as the same number, in lowest terms. */
static void printed_quantities_are_read_back(void **state)
{
    (void)state;
    struct chance chance = {20254};
    for (int i = 0; i < PROPERTY_CASES; i++) {
        struct par_quantity q = any_quantity(&chance), lowest = q, found;
        char text[PAR_DECIMAL_TEXT];
        size_t length = par_decimal_print(q.mantissa, q.scale, one_in(&chance, 2) ? -1 : q.scale, '.', text);
        while (lowest.scale > 0 && lowest.mantissa % 10 == 0) {
            lowest.mantissa /= 10;
            lowest.scale--;
        }
        assert_int_equal(par_quantity_parse((struct par_span){text, length}, &found), PAR_NUMBER_OK);
        assert_int_equal(found.mantissa, lowest.mantissa);
        assert_int_equal(found.scale, lowest.scale);
    }
}

/* --- Points ------------------------------------------------------------------------------------------------------- */

struct rounding_case {
    const char *quantity;
    int decimals;
    const char *half_up, *half_even, *down;
};

/* Yen Bai city 2021 printed 95,44 for 95.435; the rest is by hand from decimal.h: half up is away from zero, down is
 * towards zero. */
static const struct rounding_case roundings[] = {
    {"95.435", 2, "95.44", "95.44", "95.43"},
    {"95.425", 2, "95.43", "95.42", "95.42"},
    {"9.117", 2, "9.12", "9.12", "9.11"},
    {"0.125", 3, "0.125", "0.125", "0.125"},
    {"0.125", 2, "0.13", "0.12", "0.12"},
    {"0.5", 0, "1", "0", "0"},
    {"1.5", 0, "2", "2", "1"},
    {"2.5", 0, "3", "2", "2"},
    {"-0.5", 0, "-1", "0", "0"},
    {"-2.5", 0, "-3", "-2", "-2"},
    {"-95.435", 2, "-95.44", "-95.44", "-95.43"},
    {"0.0000005", 6, "0.000001", "0", "0"},
    {"0.0000015", 6, "0.000002", "0.000002", "0.000001"},
    {"0.499999999999999999", 0, "0", "0", "0"},
    {"0.500000000000000001", 0, "1", "1", "0"},
    {"100", 2, "100", "100", "100"},
};

static void expect_points(const char *text, int decimals, enum par_rounding mode, const char *expected)
{
    struct par_quantity q;
    par_points points;
    bool exact;
    char found[PAR_DECIMAL_TEXT];
    assert_int_equal(par_quantity_parse(span(text), &q), PAR_NUMBER_OK);
    assert_true(par_points_from(q, decimals, mode, &points, &exact));
    par_decimal_print(points, PAR_POINTS_SCALE, -1, '.', found);
    assert_string_equal(found, expected);
    assert_int_equal(exact, strcmp(text, expected) == 0);
}

static void points_are_rounded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof roundings / sizeof *roundings; i++) {
        const struct rounding_case *one = &roundings[i];
        expect_points(one->quantity, one->decimals, PAR_HALF_UP, one->half_up);
        expect_points(one->quantity, one->decimals, PAR_HALF_EVEN, one->half_even);
        expect_points(one->quantity, one->decimals, PAR_DOWN, one->down);
    }
}

/* A quantity beside a tie of the wanted decimals, or any. */
static struct par_quantity any_near_tie(struct chance *chance, int decimals)
{
    struct par_quantity q = any_quantity(chance);
    if (q.scale <= decimals || one_in(chance, 3))
        return q;
    int64_t step = 1;
    for (int i = decimals; i < q.scale; i++)
        step *= 10;
    q.mantissa = q.mantissa / step * step + step / 2 * (q.mantissa < 0 ? -1 : 1) + any_between(chance, -1, 1);
    q.mantissa %= INT64_C(1000000000000000000);
    return q;
}

static void random_quantities_become_points_as_gmp_rounds(void **state)
{
    (void)state;
    struct chance chance = {20255};
    mpz_t num, den, expected, rest;
    mpz_inits(num, den, expected, rest, NULL);
    for (int i = 0; i < PROPERTY_CASES; i++) {
        int decimals = any_between(&chance, 0, PAR_POINTS_SCALE);
        struct par_quantity q = any_near_tie(&chance, decimals);
        enum par_rounding mode = any_mode(&chance);
        set_int64(num, q.mantissa);
        set_power_of_ten(den, q.scale);
        round_points(expected, num, den, decimals, mode);
        par_points points = 0;
        bool exact = false, fits = par_points_from(q, decimals, mode, &points, &exact);
        if (fits != fits_points(expected) || (fits && !same_int64(expected, points)))
            fail_msg("%lld at scale %d, %d decimals, mode %d: %d, %lld", (long long)q.mantissa, q.scale, decimals, mode,
                     fits, (long long)points);
        set_power_of_ten(rest, decimals);
        mpz_mul(rest, num, rest);
        if (fits)
            assert_int_equal(exact, mpz_divisible_p(rest, den) != 0);
    }
    mpz_clears(num, den, expected, rest, NULL);
}

static void random_points_are_rounded_as_gmp_does(void **state)
{
    (void)state;
    struct chance chance = {20256};
    mpz_t num, den, expected;
    mpz_inits(num, den, expected, NULL);
    mpz_set_ui(den, (unsigned long)PAR_POINTS_ONE);
    for (int i = 0; i < PROPERTY_CASES; i++) {
        par_points points = any_int64(&chance);
        int decimals = any_between(&chance, 0, PAR_POINTS_SCALE);
        enum par_rounding mode = any_mode(&chance);
        set_int64(num, points);
        round_points(expected, num, den, decimals, mode);
        if (fits_points(expected) && !same_int64(expected, par_points_round(points, decimals, mode)))
            fail_msg("%lld, %d decimals, mode %d", (long long)points, decimals, mode);
    }
    mpz_clears(num, den, expected, NULL);
}

static void numbers_become_text_in_an_arena(void **state)
{
    (void)state;
    struct par_arena *arena = par_arena_new(NULL);
    assert_string_equal(par_decimal_text(1250, 3, 2, ',', arena), "1,25");
    assert_string_equal(par_decimal_text(-1250, 3, -1, '.', arena), "-1.25");
    assert_string_equal(par_points_text(2500000, arena), "2.5");
    assert_string_equal(par_whole_text(INT64_MIN, arena), "-9223372036854775808");
    assert_string_equal(par_count_text(0, arena), "0");
    par_arena_free(arena);
}

static void sums_are_exact_or_refused(void **state)
{
    (void)state;
    struct chance chance = {20257};
    mpz_t sum, more;
    mpz_inits(sum, more, NULL);
    for (int i = 0; i < PROPERTY_CASES; i++) {
        par_points a = any_int64(&chance), b = any_int64(&chance), out = 42;
        set_int64(sum, a);
        set_int64(more, b);
        mpz_add(sum, sum, more);
        bool fits = par_points_add(a, b, &out);
        assert_int_equal(fits, fits_points(sum));
        if (fits)
            assert_true(same_int64(sum, out));
        else
            assert_int_equal(out, 42);
    }
    mpz_clears(sum, more, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(random_numbers_are_read_as_gmp_does),
        cmocka_unit_test(an_exponent_only_moves_the_decimal_sign),
        cmocka_unit_test(numbers_are_read_in_both_ways),
        cmocka_unit_test(a_long_number_is_too_large_both_ways),
        cmocka_unit_test(random_numbers_are_read_as_they_were_written),
        cmocka_unit_test(decimals_are_printed),
        cmocka_unit_test(random_decimals_are_printed_as_gmp_does),
        cmocka_unit_test(printed_quantities_are_read_back),
        cmocka_unit_test(points_are_rounded),
        cmocka_unit_test(random_quantities_become_points_as_gmp_rounds),
        cmocka_unit_test(random_points_are_rounded_as_gmp_does),
        cmocka_unit_test(sums_are_exact_or_refused),
        cmocka_unit_test(numbers_become_text_in_an_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
