#include "parindex/annex.h"

#include "support.h"

/* What happens to a plan when it is made again; expected is what the header promises, worked out by hand. */

enum { ROOM = 8 };

struct plan {
    struct work *work;
    struct par_annex_item items[ROOM];
    size_t count;
    struct par_kept kept;
    struct par_kept_row rows[ROOM];
    enum par_annex_state now; /* of what lost nothing */
    bool asked;
};

static struct par_annex_item item_of(const char *criterion, const char *cause, par_points lost)
{
    struct par_annex_item item = {.unit = "001",
                                  .name = "Xã A",
                                  .criterion = criterion,
                                  .period = "2025",
                                  .set = "xa",
                                  .state = PAR_ANNEX_IS_LOST,
                                  .has_figures = true,
                                  .max = 2 * PAR_POINTS_ONE,
                                  .points = {true, 2 * PAR_POINTS_ONE - lost},
                                  .lost = {true, lost}};
    item.written[PAR_ANNEX_TITLE] = "Tên";
    item.written[PAR_ANNEX_CAUSE] = cause;
    item.written[PAR_ANNEX_TARGET] = "Chỉ tiêu";
    item.written[PAR_ANNEX_LEAD] = "Sở A";
    item.written[PAR_ANNEX_WITH] = "";
    return item;
}

static bool ask(void *context, const struct par_kept_row *kept, struct par_annex_item *item)
{
    const struct plan *plan = context;
    *item = (struct par_annex_item){.unit = kept->unit, .criterion = kept->criterion, .state = plan->now};
    return plan->asked;
}

static size_t merge(struct plan *plan, bool keep, struct par_annex_row **rows)
{
    return par_annex_merge(plan->items, plan->count, keep ? &plan->kept : NULL, ask, plan, plan->work->arena, rows);
}

/* The rows as a file would bring them back. */
static void keep_rows(struct plan *plan, const struct par_annex_row *rows, size_t count)
{
    plan->kept = (struct par_kept){.count = count, .rows = plan->rows};
    for (size_t i = 0; i < count; i++) {
        struct par_kept_row *row = &plan->rows[i];
        *row = (struct par_kept_row){.line = (uint32_t)i + 2};
        for (int k = 0; k < PAR_ANNEX_COLUMNS; k++)
            row->cells[k] = rows[i].cells[k];
        if (rows[i].item) {
            row->cells[PAR_ANNEX_UNIT].text = rows[i].item->unit;
            row->cells[PAR_ANNEX_CRITERION].text = rows[i].item->criterion;
            row->cells[PAR_ANNEX_MAX].text = "2";
            row->cells[PAR_ANNEX_POINTS].text = "1,50";
            row->cells[PAR_ANNEX_LOST].text = "0.5";
        }
        par_annex_identify(row, plan->work->arena);
    }
}

/* Two rows as the program made them. */
static struct plan *begin(struct work *work)
{
    struct plan *plan = par_arena_alloc(work->arena, sizeof *plan);
    struct par_annex_row *rows;
    *plan = (struct plan){.work = work, .count = 2, .now = PAR_ANNEX_IS_WON, .asked = true};
    plan->items[0] = item_of("1.1", "vì A", PAR_POINTS_ONE / 2);
    plan->items[1] = item_of("1.10", "vì B", PAR_POINTS_ONE / 2);
    size_t count = merge(plan, false, &rows);
    keep_rows(plan, rows, count);
    return plan;
}

static void type(struct plan *plan, size_t row, enum par_annex_column column, const char *text)
{
    plan->rows[row].cells[column].text = text;
    par_annex_identify(&plan->rows[row], plan->work->arena);
}

static const char *cell(const struct par_annex_row *row, enum par_annex_column column)
{
    return row->cells[column].text;
}

static void what_nobody_touched_is_made_anew(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    plan->items[0].written[PAR_ANNEX_CAUSE] = "vì A, nay khác";
    assert_int_equal(merge(plan, true, &rows), 2);
    assert_string_equal(cell(&rows[0], PAR_ANNEX_CAUSE), "vì A, nay khác");
    assert_false(rows[0].figures_changed);
}

static void what_people_typed_stays(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    type(plan, 0, PAR_ANNEX_CAUSE, "của người");
    type(plan, 0, PAR_ANNEX_SOLUTION, "làm");
    type(plan, 0, PAR_ANNEX_TARGET, ""); /* emptied */
    plan->items[0].written[PAR_ANNEX_CAUSE] = "mới";
    for (int again = 0; again < 3; again++) {
        size_t count = merge(plan, true, &rows);
        assert_int_equal(count, 2);
        assert_string_equal(cell(&rows[0], PAR_ANNEX_CAUSE), "của người");
        assert_string_equal(cell(&rows[0], PAR_ANNEX_SOLUTION), "làm");
        assert_string_equal(cell(&rows[0], PAR_ANNEX_TARGET), "");
        /* also when the program comes to say the same for a while */
        plan->items[0].written[PAR_ANNEX_CAUSE] = again == 0 ? "của người" : "khác nữa";
        keep_rows(plan, rows, count);
    }
}

static void blanks_and_zeros_are_no_change(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    type(plan, 0, PAR_ANNEX_CAUSE, "vì  A ");
    type(plan, 0, PAR_ANNEX_LOST, "0,500");
    plan->items[0].written[PAR_ANNEX_CAUSE] = "mới";
    merge(plan, true, &rows);
    assert_string_equal(cell(&rows[0], PAR_ANNEX_CAUSE), "mới");
    assert_false(rows[0].figures_changed);
}

static void changed_figures_are_noticed(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    type(plan, 1, PAR_ANNEX_LOST, "0.6");
    merge(plan, true, &rows);
    assert_false(rows[0].figures_changed);
    assert_true(rows[1].figures_changed);
}

static void the_key_says_what_a_spreadsheet_broke(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    type(plan, 1, PAR_ANNEX_UNIT, "1");
    type(plan, 1, PAR_ANNEX_CRITERION, "1.1"); /* 1.10 as a number */
    type(plan, 1, PAR_ANNEX_SOLUTION, "của 1.10");
    assert_int_equal(merge(plan, true, &rows), 2);
    assert_string_equal(cell(&rows[0], PAR_ANNEX_SOLUTION), "");
    assert_string_equal(cell(&rows[1], PAR_ANNEX_SOLUTION), "của 1.10");
}

/* A copied row with another criterion written over: what stands there counts. */
static void a_key_of_another_row_says_nothing(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    plan->kept.count = 1;
    type(plan, 0, PAR_ANNEX_CRITERION, "1.10");
    type(plan, 0, PAR_ANNEX_CAUSE, "chép lại");
    assert_false(plan->rows[0].has_key);
    assert_int_equal(merge(plan, true, &rows), 2);
    assert_null(rows[0].kept);
    assert_string_equal(cell(&rows[1], PAR_ANNEX_CAUSE), "chép lại");
}

static void rows_of_people_stay_behind_theirs(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    plan->rows[2] = plan->rows[1];
    plan->rows[1] = plan->rows[0]; /* a copy with its key */
    type(plan, 1, PAR_ANNEX_SOLUTION, "giải pháp thứ hai");
    plan->rows[3] = (struct par_kept_row){.line = 5};
    for (int k = 0; k < PAR_ANNEX_COLUMNS; k++)
        plan->rows[3].cells[k].text = "";
    type(plan, 3, PAR_ANNEX_TITLE, "Nơi nhận:");
    plan->kept.count = 4;
    assert_int_equal(merge(plan, true, &rows), 4);
    assert_string_equal(cell(&rows[1], PAR_ANNEX_SOLUTION), "giải pháp thứ hai");
    assert_true(rows[1].as_it_stands);
    assert_string_equal(cell(&rows[3], PAR_ANNEX_TITLE), "Nơi nhận:");
    assert_int_equal(rows[3].state, PAR_ANNEX_IS_BY_HAND);
}

static void what_lost_nothing_goes_to_the_end(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    type(plan, 0, PAR_ANNEX_SOLUTION, "đã làm");
    plan->items[0] = plan->items[1];
    plan->count = 1;
    size_t count = merge(plan, true, &rows);
    assert_int_equal(count, 2);
    assert_string_equal(rows[0].item->criterion, "1.10");
    assert_int_equal(rows[1].state, PAR_ANNEX_IS_WON);
    assert_true(rows[1].ended);
    assert_string_equal(cell(&rows[1], PAR_ANNEX_SOLUTION), "đã làm");
    assert_string_equal(cell(&rows[1], PAR_ANNEX_CAUSE), "vì A"); /* why it was lost then */
    /* lost again: its untouched cause is the program's again */
    keep_rows(plan, rows, count);
    plan->items[1] = item_of("1.1", "vì C", PAR_POINTS_ONE / 2);
    plan->count = 2;
    assert_int_equal(merge(plan, true, &rows), 2);
    assert_string_equal(cell(&rows[1], PAR_ANNEX_SOLUTION), "đã làm");
    assert_string_equal(cell(&rows[1], PAR_ANNEX_CAUSE), "vì C");
}

static void what_was_not_asked_for_stays_as_it_is(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    plan->count = 0;
    plan->asked = false;
    assert_int_equal(merge(plan, true, &rows), 2);
    for (int k = 0; k < PAR_ANNEX_COLUMNS; k++)
        assert_string_equal(cell(&rows[1], (enum par_annex_column)k), plan->rows[1].cells[k].text);
    assert_int_equal(rows[1].state, PAR_ANNEX_IS_LOST);
}

static void a_criterion_that_is_gone_is_no_other(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    plan->now = PAR_ANNEX_HAS_NO_CRITERION;
    plan->rows[0].gone = true; /* its id belongs to another criterion now */
    type(plan, 0, PAR_ANNEX_SOLUTION, "của tiêu chí cũ");
    plan->rows[0].gone = true;
    assert_int_equal(merge(plan, true, &rows), 3);
    assert_string_equal(cell(&rows[0], PAR_ANNEX_SOLUTION), "");
    assert_string_equal(cell(&rows[2], PAR_ANNEX_SOLUTION), "của tiêu chí cũ");
    assert_int_equal(rows[2].state, PAR_ANNEX_HAS_NO_CRITERION);
}

/* The mapping moved the row to another id: its marks are still those of the key. */
static void a_criterion_that_moved_takes_its_row_along(void **state)
{
    struct plan *plan = begin(*state);
    struct par_annex_row *rows;
    type(plan, 0, PAR_ANNEX_SOLUTION, "đi theo");
    plan->rows[0].criterion = "2.7";
    plan->kept.count = 1;
    plan->items[0] = item_of("2.7", "vì D", PAR_POINTS_ONE / 2);
    plan->count = 1;
    assert_int_equal(merge(plan, true, &rows), 1);
    assert_string_equal(cell(&rows[0], PAR_ANNEX_SOLUTION), "đi theo");
    assert_string_equal(cell(&rows[0], PAR_ANNEX_CAUSE), "vì D");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_nobody_touched_is_made_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_people_typed_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(blanks_and_zeros_are_no_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changed_figures_are_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_key_says_what_a_spreadsheet_broke, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_of_another_row_says_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_of_people_stay_behind_theirs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_lost_nothing_goes_to_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_not_asked_for_stays_as_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_criterion_that_is_gone_is_no_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_criterion_that_moved_takes_its_row_along, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
