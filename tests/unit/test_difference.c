/* The first difference of two outputs, by cell and by line. */
#include "parindex/difference.h"

#include "support.h"

static bool find(struct work *work, const char *one, const char *other, bool is_table, struct par_difference *out)
{
    return par_difference_find(par_span_of(one), par_span_of(other), is_table, work->arena, out);
}

static void equal_bytes_do_not_differ(void **state)
{
    struct par_difference difference;
    assert_false(find(*state, "", "", true, &difference));
    assert_false(find(*state, "a,b\n1,2\n", "a,b\n1,2\n", true, &difference));
}

static void a_cell_has_line_and_header(void **state)
{
    struct par_difference difference;
    assert_true(
        find(*state, "unit,points\n\"a\nb\",1\n02,\"3,5\"\n", "unit,points\n\"a\nb\",1\n02,4\n", true, &difference));
    assert_int_equal(difference.line, 4); /* the row before has two lines */
    assert_int_equal(difference.field, 2);
    assert_string_equal(difference.header, "points");
    assert_string_equal(difference.one, "3,5");
    assert_string_equal(difference.other, "4");
}

static void the_header_itself_may_differ(void **state)
{
    struct par_difference difference;
    assert_true(find(*state, "unit,x\n", "unit,y\n", true, &difference));
    assert_int_equal(difference.line, 1);
    assert_null(difference.header);
    assert_string_equal(difference.one, "x");
}

static void rows_may_be_missing_at_the_end(void **state)
{
    struct par_difference difference;
    assert_true(find(*state, "unit,x\n01,1\n", "unit,x\n01,1\n02,2\n", true, &difference));
    assert_int_equal(difference.line, 3);
    assert_string_equal(difference.one, "");
    assert_string_equal(difference.other, "02");
    assert_true(find(*state, "unit,x\n01,1\n02,2\n", "unit,x\n", true, &difference));
    assert_int_equal(difference.line, 2);
    assert_string_equal(difference.one, "01");
}

static void the_same_cells_differ_by_line(void **state)
{
    struct par_difference difference;
    assert_true(find(*state, "a,b\n1,2\r\n", "a,b\n1,2\n", true, &difference));
    assert_int_equal(difference.line, 2);
    assert_int_equal(difference.field, 0);
    assert_string_equal(difference.one, "1,2\r");
    assert_string_equal(difference.other, "1,2");
}

static void other_forms_differ_by_line(void **state)
{
    struct par_difference difference;
    assert_true(find(*state, "[\n{\"a\": 1}\n]\n", "[\n{\"a\": 2}\n]\n", false, &difference));
    assert_int_equal(difference.line, 2);
    assert_string_equal(difference.one, "{\"a\": 1}");
    assert_true(find(*state, "a\n", "a\nb", false, &difference));
    assert_int_equal(difference.line, 2);
    assert_string_equal(difference.one, "");
    assert_string_equal(difference.other, "b");
    assert_true(find(*state, "", "b", false, &difference));
    assert_int_equal(difference.line, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(equal_bytes_do_not_differ, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_cell_has_line_and_header, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_header_itself_may_differ, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_may_be_missing_at_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_cells_differ_by_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_forms_differ_by_line, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
