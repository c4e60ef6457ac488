/* Which period is the later one, by what people call periods; expected values by hand. */
#include "parindex/period.h"
#include "support.h"

static void years_are_ordered(void **state)
{
    (void)state;
    assert_true(par_period_is_after("2025", "2024"));
    assert_false(par_period_is_after("2024", "2025"));
    assert_false(par_period_is_after("2024", "2024"));
}

static void parts_of_years_are_ordered_by_the_year_first(void **state)
{
    (void)state;
    assert_true(par_period_is_after("2025-Q2", "2025-Q1"));
    assert_true(par_period_is_after("2025-10", "2025-9"));
    assert_true(par_period_is_after("Quý 1/2025", "Quý 4/2024"));
    assert_false(par_period_is_after("Quý 4/2024", "Quý 1/2025"));
    assert_true(par_period_is_after("tháng 12/2025", "tháng 2/2025"));
    assert_true(par_period_is_after("2025", "6 tháng đầu năm 2024"));
}

static void names_that_do_not_tell_are_not_ordered(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"2025", "6 tháng đầu năm 2025"},
                                           {"Quý IV/2025", "Quý I/2025"},
                                           {"thử", "2024"},
                                           {"2025-2026", "2024-2025"},
                                           {"Q2", "Q1"},
                                           {"", "2024"},
                                           {"2025-Q2", "2025-Q2 bis"},
                                           {"99999999999999999999", "2024"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_false(par_period_is_after(pairs[i][0], pairs[i][1]));
        assert_false(par_period_is_after(pairs[i][1], pairs[i][0]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_are_ordered),
        cmocka_unit_test(parts_of_years_are_ordered_by_the_year_first),
        cmocka_unit_test(names_that_do_not_tell_are_not_ordered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
