/* Lists of texts: in the order given, and never written into a list that belongs to somebody else. */
#include "texts.h"

#include <stdio.h>

#include "support.h"

static void texts_stay_in_their_order(void **state)
{
    struct work *work = *state;
    struct par_texts texts = {0};
    char names[100][4];
    for (size_t i = 0; i < 100; i++) {
        snprintf(names[i], sizeof names[i], "%zu", i);
        assert_true(par_texts_add(&texts, names[i], work->arena));
    }
    assert_int_equal(texts.count, 100);
    for (size_t i = 0; i < 100; i++)
        assert_string_equal(texts.items[i], names[i]);
    assert_true(par_texts_has(&texts, "42"));
    assert_false(par_texts_has(&texts, "100"));
    assert_false(par_texts_has(&(struct par_texts){0}, ""));
}

static void a_list_of_others_is_not_written(void **state)
{
    struct work *work = *state;
    const char *const theirs[] = {"a", "b", "guard"};
    struct par_texts texts = par_texts_of((struct par_list){2, theirs});
    par_texts_add(&texts, "c", work->arena);
    assert_string_equal(theirs[2], "guard");
    struct par_list list = par_texts_list(&texts);
    assert_int_equal(list.count, 3);
    assert_string_equal(list.items[0], "a");
    assert_string_equal(list.items[2], "c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(texts_stay_in_their_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_of_others_is_not_written, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
