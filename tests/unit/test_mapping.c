/* mapping: which criterion became which; expected values follow from the comment of mapping.h. */
#include "parindex/mapping.h"
#include "support.h"

static struct par_mapping *with_pairs(struct work *work, const char *const (*pairs)[2], size_t count)
{
    struct par_mapping *mapping = par_mapping_new(work->arena);
    for (size_t i = 0; i < count; i++)
        par_mapping_add(mapping, pairs[i][0], pairs[i][1]);
    return mapping;
}

static void keeps_ids_without_pairs(void **state)
{
    struct work *work = *state;
    struct par_mapping *mapping = par_mapping_new(work->arena);
    assert_string_equal(par_mapping_newer(mapping, "1.1"), "1.1");
    assert_string_equal(par_mapping_older(mapping, "1.1"), "1.1");
}

static void follows_a_renumbering(void **state)
{
    static const char *const pairs[][2] = {{"1.1", "1.2"}, {"1.2", "1.3"}};
    struct par_mapping *mapping = with_pairs(*state, pairs, 2);
    assert_string_equal(par_mapping_newer(mapping, "1.1"), "1.2");
    assert_string_equal(par_mapping_newer(mapping, "1.2"), "1.3");
    assert_string_equal(par_mapping_older(mapping, "1.2"), "1.1");
    assert_null(par_mapping_newer(mapping, "1.3")); /* its id is another's now */
    assert_null(par_mapping_older(mapping, "1.1")); /* the id of another before */
}

static void ends_and_begins(void **state)
{
    static const char *const pairs[][2] = {{"2.1", ""}, {"", "2.2"}};
    struct par_mapping *mapping = with_pairs(*state, pairs, 2);
    assert_null(par_mapping_newer(mapping, "2.1"));
    assert_null(par_mapping_older(mapping, "2.2"));
    assert_null(par_mapping_newer(mapping, "2.2"));
}

static void never_splits_or_joins(void **state)
{
    static const char *const pairs[][2] = {{"3.1", "3.1a"}, {"3.1", "3.1b"}, {"4.1", "4"}, {"4.2", "4"}};
    struct par_mapping *mapping = with_pairs(*state, pairs, 4);
    assert_null(par_mapping_newer(mapping, "3.1"));
    assert_null(par_mapping_older(mapping, "3.1a"));
    assert_null(par_mapping_older(mapping, "3.1b"));
    assert_null(par_mapping_newer(mapping, "4.1"));
    assert_null(par_mapping_newer(mapping, "4.2"));
    assert_null(par_mapping_older(mapping, "4"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keeps_ids_without_pairs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(follows_a_renumbering, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ends_and_begins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_splits_or_joins, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
