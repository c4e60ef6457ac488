/* Drawing samples: probabilities by going through every start, shares of strata by a published example. */
#include "parindex/draw.h"

#include "support.h"

enum { MOST = 12 };

/* Items with their pointers. */
struct urn {
    struct par_draw_item items[MOST];
    struct par_draw_item *list[MOST];
    size_t count;
};

static void put(struct urn *urn, uint64_t key, int64_t size, int64_t risk)
{
    urn->items[urn->count] = (struct par_draw_item){.key = key, .size = size, .risk = risk};
    urn->list[urn->count] = &urn->items[urn->count];
    urn->count++;
}

static size_t count_drawn(const struct urn *urn)
{
    size_t drawn = 0;
    for (size_t i = 0; i < urn->count; i++)
        drawn += urn->items[i].is_drawn;
    return drawn;
}

static void expect_probability(const struct par_draw_item *item, int64_t num, int64_t den)
{
    assert_int_equal(par_ratio_compare(item->probability, (struct par_ratio){num, den}), 0);
}

static uint64_t given_word(void *context, uint64_t number)
{
    const uint64_t *words = context;
    return words[number];
}

/* --- Whole numbers ------------------------------------------------------------------------------------------------ */

/* 2^64 = 3 x 6148914691236517205 + 1: the one word past the last run of three is passed over. */
static void no_number_is_likelier_than_another(void **state)
{
    (void)state;
    uint64_t words[] = {UINT64_MAX, UINT64_MAX - 1, 7};
    struct par_chance chance = {given_word, words};
    uint64_t number = 0;
    assert_int_equal(par_chance_below(chance, 3, &number), (UINT64_MAX - 1) % 3);
    assert_int_equal(number, 2);
    assert_int_equal(par_chance_below(chance, 3, &number), 1);
    assert_int_equal(number, 3);
    number = 0; /* 4 divides 2^64: every word counts */
    assert_int_equal(par_chance_below(chance, 4, &number), 3);
    assert_int_equal(number, 1);
    number = 0; /* and there is one number below 1 */
    assert_int_equal(par_chance_below(chance, 1, &number), 0);
}

/* --- Evenly ------------------------------------------------------------------------------------------------------- */

static void the_smallest_keys_are_drawn(void **state)
{
    struct work *work = *state;
    const uint64_t keys[] = {50, 10, 40, 20, 30};
    for (size_t turn = 0; turn < 5; turn++) { /* whatever the order */
        struct urn urn = {.count = 0};
        for (size_t i = 0; i < 5; i++)
            put(&urn, keys[(i + turn) % 5], 1, 0);
        par_draw_evenly(urn.list, urn.count, 2, work->arena);
        for (size_t i = 0; i < 5; i++) {
            assert_int_equal(urn.items[i].is_drawn, urn.items[i].key <= 20);
            expect_probability(&urn.items[i], 2, 5);
        }
    }
}

static void all_are_drawn_when_more_are_wanted(void **state)
{
    struct work *work = *state;
    struct urn urn = {.count = 0};
    put(&urn, 2, 1, 0);
    put(&urn, 1, 0, 0);
    par_draw_evenly(urn.list, urn.count, 9, work->arena);
    assert_int_equal(count_drawn(&urn), 2);
    expect_probability(&urn.items[1], 1, 1);
    par_draw_evenly(urn.list, 0, 9, work->arena); /* none at all */
}

/* --- By size ------------------------------------------------------------------------------------------------------ */

/* Every start is tried: an item must be drawn in just wanted x size of them. */
static void go_through_starts(struct work *work, struct urn *urn, size_t wanted, int64_t sum)
{
    int64_t times[MOST] = {0};
    for (int64_t start = 0; start < sum; start++) {
        uint64_t word = (uint64_t)start;
        assert_true(
            par_draw_by_size(urn->list, urn->count, wanted, (struct par_chance){given_word, &word}, work->arena));
        assert_int_equal(count_drawn(urn), wanted);
        for (size_t i = 0; i < urn->count; i++)
            times[i] += urn->items[i].is_drawn;
    }
    for (size_t i = 0; i < urn->count; i++)
        expect_probability(&urn->items[i], times[i], sum);
}

static void probabilities_are_in_proportion_to_sizes(void **state)
{
    struct work *work = *state;
    const int64_t sizes[] = {3, 1, 4, 1, 5, 2, 6, 5};
    struct urn urn = {.count = 0};
    int64_t sum = 0;
    for (size_t i = 0; i < 8; i++) {
        put(&urn, (i * 5 + 3) % 8, sizes[i], 0);
        sum += sizes[i];
    }
    for (size_t wanted = 1; wanted <= 4; wanted++) /* 4 x 6 < 27: none is certain */
        go_through_starts(work, &urn, wanted, sum);
    expect_probability(&urn.items[6], 4 * 6, 27);
}

/* 100 of 109 is certain for two; the second is drawn from the other 9. With 100 and 8 certain, 1 is left for three. */
static void large_items_are_certain(void **state)
{
    struct work *work = *state;
    struct urn urn = {.count = 0};
    uint64_t word = 0;
    put(&urn, 1, 8, 0);
    put(&urn, 2, 100, 0);
    put(&urn, 3, 1, 0);
    put(&urn, 4, 0, 0);
    struct par_chance chance = {given_word, &word};
    assert_true(par_draw_by_size(urn.list, urn.count, 2, chance, work->arena));
    expect_probability(&urn.items[0], 8, 9);
    expect_probability(&urn.items[1], 1, 1);
    expect_probability(&urn.items[2], 1, 9);
    expect_probability(&urn.items[3], 0, 1);
    assert_true(urn.items[0].is_drawn && urn.items[1].is_drawn);
    word = 8; /* the last start */
    assert_true(par_draw_by_size(urn.list, urn.count, 2, chance, work->arena));
    assert_true(urn.items[2].is_drawn && !urn.items[0].is_drawn);
    assert_true(par_draw_by_size(urn.list, urn.count, 4, chance, work->arena));
    assert_int_equal(count_drawn(&urn), 3); /* nothing is at stake in the fourth */
}

static void equal_shares_are_certain_together(void **state)
{
    struct work *work = *state;
    struct urn urn = {.count = 0};
    uint64_t word = 0;
    for (uint64_t i = 0; i < 3; i++)
        put(&urn, i, 7, 0);
    assert_true(par_draw_by_size(urn.list, urn.count, 3, (struct par_chance){given_word, &word}, work->arena));
    for (size_t i = 0; i < 3; i++)
        expect_probability(&urn.items[i], 1, 1);
}

static void sizes_beyond_the_range_are_refused(void **state)
{
    struct work *work = *state;
    struct urn urn = {.count = 0};
    uint64_t word = 0;
    put(&urn, 1, INT64_MAX, 0);
    put(&urn, 2, 1, 0);
    assert_false(par_draw_by_size(urn.list, urn.count, 1, (struct par_chance){given_word, &word}, work->arena));
}

/* --- By risk ------------------------------------------------------------------------------------------------------ */

static void the_riskiest_come_first(void **state)
{
    struct work *work = *state;
    struct urn urn = {.count = 0};
    put(&urn, 4, 2, 5);
    put(&urn, 3, 1, 5); /* as risky, but less is at stake */
    put(&urn, 2, 1, 7);
    put(&urn, 1, 1, 0);
    put(&urn, 6, 1, 5); /* as the second, with a larger key */
    par_draw_by_risk(urn.list, urn.count, 3, work->arena);
    const bool drawn[] = {true, true, true, false, false};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(urn.items[i].is_drawn, drawn[i]);
    expect_probability(&urn.items[0], 1, 1);
    expect_probability(&urn.items[1], 1, 2);
    expect_probability(&urn.items[4], 1, 2);
    expect_probability(&urn.items[3], 0, 1);
}

/* --- Strata ------------------------------------------------------------------------------------------------------- */

/* The example of "Largest remainders method" in Wikipedia, with the Hare quota: 10 seats for 100,000 votes. */
static void remainders_decide_shares(void **state)
{
    struct work *work = *state;
    const int64_t votes[] = {47000, 16000, 15900, 12000, 6000, 3100};
    const size_t rooms[] = {99, 99, 99, 99, 99, 99}, seats[] = {5, 2, 1, 1, 1, 0};
    size_t out[6];
    par_draw_allocate(votes, rooms, 6, 10, out, work->arena);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(out[i], seats[i]);
}

/* 6 of 10 go to the first, which has room for 2; the other 4 are shared out between the equal others, the odd ones to
 * the earlier. */
static void what_finds_no_room_goes_to_others(void **state)
{
    struct work *work = *state;
    const int64_t weights[] = {6, 2, 2, 0};
    const size_t rooms[] = {2, 9, 9, 9};
    size_t out[4];
    par_draw_allocate(weights, rooms, 4, 9, out, work->arena);
    assert_int_equal(out[0], 2);
    assert_int_equal(out[1], 4);
    assert_int_equal(out[2], 3);
    assert_int_equal(out[3], 0);
    par_draw_allocate(weights, rooms, 4, 50, out, work->arena);
    assert_int_equal(out[0] + out[1] + out[2] + out[3], 20);
    par_draw_allocate(weights, rooms, 0, 5, out, work->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_number_is_likelier_than_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_smallest_keys_are_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_are_drawn_when_more_are_wanted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(probabilities_are_in_proportion_to_sizes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_items_are_certain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(equal_shares_are_certain_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sizes_beyond_the_range_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_riskiest_come_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(remainders_decide_shares, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_finds_no_room_goes_to_others, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
