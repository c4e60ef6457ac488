/* Error rates: published intervals, and bounds that can be written down. */
#include "parindex/error_rate.h"

#include "support.h"

static void expect(uint64_t wrong, uint64_t checked, int level, par_points low, par_points high)
{
    par_points found_low, found_high;
    assert_true(par_error_interval(wrong, checked, level * PAR_POINTS_ONE, 2, &found_low, &found_high));
    assert_int_equal(found_low, low);
    assert_int_equal(found_high, high);
}

/* As tables of the interval have them: 10 of 100 is 4.9005..17.6223 %, 4 of 20 5.7334..43.6614 %, at 99 % 1 of 10
 * 0.0501..54.4269 % (test_audit_sample.py computes them from the definition). */
static void intervals_are_those_of_tables(void **state)
{
    (void)state;
    expect(10, 100, 95, 4900000, 17630000);
    expect(4, 20, 95, 5730000, 43670000);
    expect(1, 10, 99, 50000, 54430000);
}

/* With none wrong the bound is 1 - (a/2)^(1/n): of one 97.5 %, of two 1 - sqrt(0.025) = 84.1886 %. */
static void bounds_that_can_be_written_down(void **state)
{
    (void)state;
    expect(0, 1, 95, 0, 97500000);
    expect(1, 1, 95, 2500000, 100000000);
    expect(0, 2, 95, 0, 84190000);
    expect(2, 2, 95, 15810000, 100000000);
}

static void more_decimals_are_closer(void **state)
{
    (void)state;
    par_points low, high;
    assert_true(par_error_interval(0, 2, 95 * PAR_POINTS_ONE, 6, &low, &high));
    assert_int_equal(high, 84188612); /* 84.18861169916 */
    assert_true(par_error_interval(0, 2, 95 * PAR_POINTS_ONE, 0, &low, &high));
    assert_int_equal(high, 85000000);
}

static void nonsense_has_no_interval(void **state)
{
    (void)state;
    par_points low, high;
    assert_false(par_error_interval(0, 0, 95 * PAR_POINTS_ONE, 2, &low, &high));
    assert_false(par_error_interval(3, 2, 95 * PAR_POINTS_ONE, 2, &low, &high));
    assert_false(par_error_interval(1, 2, 100 * PAR_POINTS_ONE, 2, &low, &high));
    assert_false(par_error_interval(1, 2, 0, 2, &low, &high));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_are_those_of_tables),
        cmocka_unit_test(bounds_that_can_be_written_down),
        cmocka_unit_test(more_decimals_are_closer),
        cmocka_unit_test(nonsense_has_no_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
