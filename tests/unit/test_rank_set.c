/* Sets of ranks, against examples worked by hand from the rule of Klein, Wright and Wieczorek (2020). */
#include <math.h>

#include "parindex/rank_set.h"
#include "support.h"

static void expect(const struct par_ranked *item, size_t rank, size_t best, size_t worst)
{
    assert_int_equal(item->rank, rank);
    assert_int_equal(item->best, best);
    assert_int_equal(item->worst, worst);
}

static void intervals_that_meet_leave_the_order_open(void **state)
{
    struct work *work = *state;
    struct par_ranked items[] = {{90, true, 88, 92, 0, 0, 0},
                                 {80, true, 75, 85, 0, 0, 0},
                                 {84, true, 80, 89, 0, 0, 0},
                                 {60, true, 55, 65, 0, 0, 0},
                                 {62, true, 50, 74, 0, 0, 0}};
    par_rank_sets(items, 5, work->arena);
    expect(&items[0], 1, 1, 2); /* 80..89 meets it, 75..85 lies below */
    expect(&items[2], 2, 1, 3);
    expect(&items[1], 3, 2, 3);
    expect(&items[4], 4, 4, 5);
    expect(&items[3], 5, 4, 5);
}

static void equal_figures_share_a_rank(void **state)
{
    struct work *work = *state;
    struct par_ranked items[] = {{90, true, 90, 90, 0, 0, 0},
                                 {80, true, 80, 80, 0, 0, 0},
                                 {80, true, 80, 80, 0, 0, 0},
                                 {70, true, 70, 70, 0, 0, 0}};
    par_rank_sets(items, 4, work->arena);
    expect(&items[0], 1, 1, 1);
    expect(&items[1], 2, 2, 2);
    expect(&items[2], 2, 2, 2);
    expect(&items[3], 4, 4, 4);
}

static void touching_intervals_leave_the_better_rank_open(void **state)
{
    struct work *work = *state;
    struct par_ranked items[] = {{90, true, 85, 95, 0, 0, 0}, {80, true, 75, 85, 0, 0, 0}};
    par_rank_sets(items, 2, work->arena);
    expect(&items[0], 1, 1, 1); /* at worst both are 85, and share rank 1 */
    expect(&items[1], 2, 1, 2);
}

static void nothing_known_is_any_rank(void **state)
{
    struct work *work = *state;
    struct par_ranked items[] = {{90, true, 88, 92, 0, 0, 0}, {70, false, 0, 0, 0, 0, 0}, {60, true, 55, 65, 0, 0, 0}};
    par_rank_sets(items, 3, work->arena);
    expect(&items[0], 1, 1, 2);
    expect(&items[1], 2, 1, 3);
    expect(&items[2], 3, 2, 3);
    par_rank_sets(items, 1, work->arena);
    expect(&items[0], 1, 1, 1);
}

static void levels_are_shared_out(void **state)
{
    (void)state;
    assert_true(fabs(par_rank_level(0.95, 1) - 0.95) < 1e-15);
    assert_true(fabs(par_rank_level(0.95, 10) - 0.995) < 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(intervals_that_meet_leave_the_order_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(equal_figures_share_a_rank, set_up, tear_down),
        cmocka_unit_test_setup_teardown(touching_intervals_leave_the_better_rank_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_known_is_any_rank, set_up, tear_down),
        cmocka_unit_test(levels_are_shared_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
