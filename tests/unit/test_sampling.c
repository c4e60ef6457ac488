/* Sizes, shares of strata and systematic draws: published tables and examples, and worked by hand. */
#include "parindex/sampling.h"

#include "support.h"

static struct par_ratio part(int64_t num, int64_t den)
{
    return (struct par_ratio){num, den};
}

static int64_t nearest(struct par_ratio ratio)
{
    int64_t whole = -1;
    assert_true(par_sample_decimal(ratio, 0, &whole));
    return whole;
}

/* --- How many ----------------------------------------------------------------------------------------------------- */

/* The table of T. Yamane's formula in G. D. Israel, "Determining Sample Size", University of Florida, PEOD-6 (1992),
 * table 1, margins 3, 5, 7 and 10 %; 0: left out. */
static void the_simple_formula_gives_its_published_table(void **state)
{
    (void)state;
    static const int64_t table[][5] = {
        {500, 0, 222, 145, 83},     {600, 0, 240, 152, 86},    {700, 0, 255, 158, 88},      {800, 0, 267, 163, 89},
        {900, 0, 277, 166, 90},     {1000, 0, 286, 169, 91},   {2000, 714, 333, 185, 95},   {3000, 811, 353, 191, 97},
        {4000, 870, 364, 194, 98},  {5000, 909, 370, 196, 98}, {6000, 938, 375, 197, 98},   {7000, 959, 378, 198, 99},
        {8000, 976, 381, 199, 99},  {9000, 989, 383, 200, 99}, {10000, 1000, 385, 200, 99}, {15000, 1034, 390, 201, 99},
        {20000, 1053, 392, 0, 100}, {25000, 1064, 394, 0, 100}};
    static const int64_t margins[] = {3, 5, 7, 10};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (size_t k = 0; k < 4; k++) {
            struct par_ratio n;
            assert_true(par_sample_size_simple(table[i][0], part(margins[k], 100), &n));
            if (table[i][k + 1] > 0)
                assert_int_equal(nearest(n), table[i][k + 1]);
        }
}

/* N = 8000, e = 5 %: 8000 / 21, and never more than 400. */
static void a_size_is_rounded_up(void **state)
{
    (void)state;
    struct par_ratio n;
    int64_t whole;
    assert_true(par_sample_size_simple(8000, part(5, 100), &n));
    assert_int_equal(par_ratio_compare(n, part(8000, 21)), 0);
    assert_true(par_sample_whole(n, &whole));
    assert_int_equal(whole, 381);
    assert_true(par_sample_size_simple(INT64_C(1000000000000), part(5, 100), &n));
    assert_true(par_sample_whole(n, &whole));
    assert_int_equal(whole, 400);
}

/* R: round(qnorm(1 - (1 - level) / 2), 6). */
static void quantiles_have_six_decimals(void **state)
{
    (void)state;
    assert_int_equal(par_sample_quantile(part(95, 100)), 1959964);
    assert_int_equal(par_sample_quantile(part(90, 100)), 1644854);
    assert_int_equal(par_sample_quantile(part(99, 100)), 2575829);
    assert_int_equal(par_sample_quantile(part(999, 1000)), 3290527);
}

static int64_t size_of(struct par_sample_aim aim)
{
    struct par_ratio n;
    assert_true(par_sample_size(&aim, &n));
    return nearest(n);
}

/* R. V. Krejcie, D. W. Morgan, "Determining sample size for research activities", Educational and Psychological
 * Measurement 30 (1970), table 1: chi-squared 3.841, p = 1/2, e = 5 %. */
static void the_formula_gives_krejcie_and_morgans_table(void **state)
{
    (void)state;
    static const int64_t table[][2] = {{10, 10},     {20, 19},     {50, 44},     {100, 80},   {200, 132},
                                       {300, 169},   {400, 196},   {500, 217},   {600, 234},  {1000, 278},
                                       {1500, 306},  {2000, 322},  {3000, 341},  {4000, 351}, {5000, 357},
                                       {10000, 370}, {20000, 377}, {30000, 379}, {50000, 381}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_int_equal(size_of((struct par_sample_aim){.population = table[i][0],
                                                         .share = part(1, 2),
                                                         .margin = part(5, 100),
                                                         .deff = part(1, 1),
                                                         .quantile = 1959847 /* sqrt 3.841 */}),
                         table[i][1]);
}

/* Cochran (1977), 4.2-4.4: 3,200 inhabitants of an island, t = 2, p = 50 %, d = 5 %: 400, with the correction 356. */
static void the_formula_gives_cochrans_example(void **state)
{
    (void)state;
    struct par_sample_aim aim = {.share = part(1, 2), .margin = part(5, 100), .deff = part(1, 1), .quantile = 2000000};
    assert_int_equal(size_of(aim), 400);
    aim.population = 3200;
    assert_int_equal(size_of(aim), 356);
}

/* The size is where the half width is the margin: z^2 deff (1 - n / N) N / (N - 1) p (1 - p) / n = e^2, exactly. */
static void a_size_reaches_its_margin(void **state)
{
    (void)state;
    struct par_sample_aim aim = {
        .population = 900, .share = part(8, 10), .margin = part(4, 100), .deff = part(3, 2), .quantile = 1960000};
    struct par_ratio n, left, other;
    assert_true(par_sample_size(&aim, &n));
    /* n (N - 1) e^2 = z^2 deff (N - n) p (1 - p) */
    assert_true(par_ratio_mul(n, part(899 * 16, 10000), &left));
    assert_true(par_ratio_sub(part(900, 1), n, &other));
    assert_true(par_ratio_mul(other, part(196 * 196, 10000), &other));
    assert_true(par_ratio_mul(other, part(3 * 16, 2 * 100), &other));
    assert_int_equal(par_ratio_compare(left, other), 0);
    aim.population = 1;
    assert_int_equal(size_of(aim), 1);
}

static void decimals_are_rounded_half_up(void **state)
{
    (void)state;
    int64_t value;
    assert_true(par_sample_decimal(part(2, 3), 9, &value));
    assert_int_equal(value, 666666667);
    assert_true(par_sample_decimal(part(1, 8), 2, &value));
    assert_int_equal(value, 13);
    assert_true(par_sample_decimal(part(INT64_MAX, 1), 0, &value));
    assert_int_equal(value, INT64_MAX);
    assert_false(par_sample_decimal(part(INT64_MAX, 1), 1, &value));
    assert_false(par_sample_whole((struct par_ratio){(par_wide)INT64_MAX * 2 + 1, 2}, &value));
}

/* --- How many of each --------------------------------------------------------------------------------------------- */

enum { MOST = 8 };

static void expect_shares(struct work *work, struct par_allocated *strata, size_t count, int64_t wanted, int64_t least,
                          enum par_allocation how, const int64_t *shares)
{
    assert_int_equal(par_sample_allocate(strata, count, wanted, least, how, work->arena), PAR_ALLOCATE_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(strata[i].wanted, shares[i]);
}

static void populate(struct par_allocated *strata, const int64_t *populations, size_t count)
{
    for (size_t i = 0; i < count; i++)
        strata[i] = (struct par_allocated){.population = populations[i], .room = populations[i]};
}

/* Cochran (1977), 5.9 with the cities of table 5.1: N 16 and 48, S^2 53,843 and 5,581, n = 24: 12.21 and 11.79. */
static void neymans_shares_are_cochrans(void **state)
{
    struct work *work = *state;
    struct par_allocated cities[2];
    populate(cities, (const int64_t[]){16, 48}, 2);
    cities[0].spread = 232041000; /* sqrt 53843 = 232.041 */
    cities[1].spread = 74706000;  /* sqrt 5581 = 74.706 */
    expect_shares(work, cities, 2, 24, 1, PAR_ALLOCATE_NEYMAN, (const int64_t[]){12, 12});
    expect_shares(work, cities, 2, 24, 1, PAR_ALLOCATE_PROPORTIONAL, (const int64_t[]){6, 18});
    expect_shares(work, cities, 2, 24, 1, PAR_ALLOCATE_EQUAL, (const int64_t[]){12, 12});
    /* 4 : 6.928 of 24: 8.785 and 15.215 */
    expect_shares(work, cities, 2, 24, 1, PAR_ALLOCATE_ROOT, (const int64_t[]){9, 15});
    assert_false(cities[0].is_least || cities[0].is_all);
    /* 20 of the first would be too many: with n = 40 it is 20.35 of 16, so all 16, and 24 of the others */
    expect_shares(work, cities, 2, 40, 1, PAR_ALLOCATE_NEYMAN, (const int64_t[]){16, 24});
    assert_true(cities[0].is_all && !cities[1].is_all);
}

/* The example of "Largest remainders method" in Wikipedia, with the Hare quota: 10 seats for 100,000 votes. */
static void remainders_decide(void **state)
{
    struct work *work = *state;
    struct par_allocated strata[6];
    populate(strata, (const int64_t[]){47000, 16000, 15900, 12000, 6000, 3100}, 6);
    expect_shares(work, strata, 6, 10, 0, PAR_ALLOCATE_PROPORTIONAL, (const int64_t[]){5, 2, 1, 1, 1, 0});
    /* One each at least: 0.31 of the last becomes 1, and of the 9 others 0.56 of the fifth as well; 8 remain for
     * 90,900: 4.136, 1.408, 1.399, 1.056. */
    expect_shares(work, strata, 6, 10, 1, PAR_ALLOCATE_PROPORTIONAL, (const int64_t[]){4, 2, 1, 1, 1, 1});
    assert_true(strata[5].is_least && strata[4].is_least && !strata[3].is_least);
}

/* Both bounds at once. Two at least, of 3, 50 and 100 with spreads 9, 1 and 0: n = 20 would be 7.01, 12.99 and 0, so
 * all 3 of the first and 2 of the last, 15 remain. */
static void bounds_hold_together(void **state)
{
    struct work *work = *state;
    struct par_allocated strata[3];
    populate(strata, (const int64_t[]){3, 50, 100}, 3);
    strata[0].spread = 9000000;
    strata[1].spread = 1000000;
    expect_shares(work, strata, 3, 20, 2, PAR_ALLOCATE_NEYMAN, (const int64_t[]){3, 15, 2});
    assert_true(strata[0].is_all && strata[2].is_least);
    assert_int_equal(par_sample_allocate(strata, 3, 60, 2, PAR_ALLOCATE_NEYMAN, work->arena), PAR_ALLOCATE_NO_SPREAD);
    assert_int_equal(par_sample_allocate(strata, 3, 5, 2, PAR_ALLOCATE_NEYMAN, work->arena), PAR_ALLOCATE_TOO_FEW);
    expect_shares(work, strata, 3, 500, 2, PAR_ALLOCATE_PROPORTIONAL, (const int64_t[]){3, 50, 100});
    assert_int_equal(par_sample_allocate(strata, 0, 5, 2, PAR_ALLOCATE_EQUAL, work->arena), PAR_ALLOCATE_OK);
    strata[0].spread = INT64_MAX;
    assert_int_equal(par_sample_allocate(strata, 3, 20, 2, PAR_ALLOCATE_NEYMAN, work->arena), PAR_ALLOCATE_OVERFLOW);
}

/* Of any numbers: the sum is right, no bound is left, and nobody free is more than one away from his share. */
static void shares_always_add_up(void **state)
{
    struct work *work = *state;
    uint32_t chance = 12345;
    for (int turn = 0; turn < 2000; turn++) {
        struct par_allocated strata[MOST];
        int64_t room = 0, least = 0, wanted, sum = 0, two = turn % 3;
        for (size_t i = 0; i < MOST; i++) {
            chance = chance * 1664525 + 1013904223;
            strata[i] = (struct par_allocated){.population = 1 + (chance >> 8) % 200, .spread = (chance >> 20) % 9 + 1};
            strata[i].room = strata[i].population;
            room += strata[i].room;
            least += strata[i].room < two ? strata[i].room : two;
        }
        wanted = least + (int64_t)(chance >> 4) % (room - least + 1);
        enum par_allocation how = (enum par_allocation)(turn % 4);
        assert_int_equal(par_sample_allocate(strata, MOST, wanted, two, how, work->arena), PAR_ALLOCATE_OK);
        for (size_t i = 0; i < MOST; i++) {
            sum += strata[i].wanted;
            assert_true(strata[i].wanted <= strata[i].room);
            assert_true(strata[i].wanted >= (strata[i].room < two ? strata[i].room : two));
        }
        assert_int_equal(sum, wanted);
    }
}

/* S of 50 % is 1/2, of 10 % 0.3, of 90 % the same, of 83.94 % sqrt 0.13480764 = 0.367161. */
static void a_share_has_a_spread(void **state)
{
    (void)state;
    assert_int_equal(par_sample_spread(part(1, 2)), 500000);
    assert_int_equal(par_sample_spread(part(1, 10)), 300000);
    assert_int_equal(par_sample_spread(part(90, 100)), 300000);
    assert_int_equal(par_sample_spread(part(8394, 10000)), 367161);
    assert_int_equal(par_sample_spread(part(1, 1)), 0);
}

/* --- Whom --------------------------------------------------------------------------------------------------------- */

static uint64_t given_word(void *context, uint64_t number)
{
    (void)number;
    return *(const uint64_t *)context;
}

/* Every start is tried: each of 7 is drawn in 3 of the 7, and there are always 3, two or three apart. */
static void each_has_its_probability_in_systematic_draws(void **state)
{
    (void)state;
    struct par_draw_item items[7], *list[7];
    int64_t times[7] = {0};
    for (uint64_t start = 0; start < 7; start++) {
        size_t drawn = 0, last = 0;
        for (size_t i = 0; i < 7; i++) {
            items[i] = (struct par_draw_item){.size = 1};
            list[i] = &items[i];
        }
        par_draw_systematic(list, 7, 3, (struct par_chance){given_word, &start});
        for (size_t i = 0; i < 7; i++) {
            if (!items[i].is_drawn)
                continue;
            assert_true(drawn == 0 || i - last == 2 || i - last == 3);
            assert_int_equal(par_ratio_compare(items[i].probability, part(3, 7)), 0);
            times[i]++;
            last = i;
            drawn++;
        }
        assert_int_equal(drawn, 3);
    }
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(times[i], 3);
    uint64_t word = 1;
    par_draw_systematic(list, 7, 9, (struct par_chance){given_word, &word});
    for (size_t i = 0; i < 7; i++)
        assert_true(items[i].is_drawn);
    par_draw_systematic(list, 0, 9, (struct par_chance){given_word, &word});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_simple_formula_gives_its_published_table),
        cmocka_unit_test(a_size_is_rounded_up),
        cmocka_unit_test(quantiles_have_six_decimals),
        cmocka_unit_test(the_formula_gives_krejcie_and_morgans_table),
        cmocka_unit_test(the_formula_gives_cochrans_example),
        cmocka_unit_test(a_size_reaches_its_margin),
        cmocka_unit_test(decimals_are_rounded_half_up),
        cmocka_unit_test_setup_teardown(neymans_shares_are_cochrans, set_up, tear_down),
        cmocka_unit_test_setup_teardown(remainders_decide, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bounds_hold_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shares_always_add_up, set_up, tear_down),
        cmocka_unit_test(a_share_has_a_spread),
        cmocka_unit_test(each_has_its_probability_in_systematic_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
