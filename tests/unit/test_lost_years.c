/* Years in a row: which earlier unit and criterion is gone back to, and where the count ends. Expected counts follow by
 * hand from lost_years.h. */
#include "parindex/lost_years.h"

#include "year.h"

static const char small_set[] =
    "{'format': 'parindex-criteria/1', 'id': 'bo-2025', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': 4,"
    " 'source': {'status': 'sample'}, 'nodes': [{'id': '1', 'name': {'vi': 'A'}, 'max': 4, 'rule': {'type': "
    "'manual'}}]}";

/* An earlier period: "2024 bo-2024 a 1=lost 2=kept", a unit a line; an id that begins with '/' has the one before it
 * above it. */
static void add_period(struct work *work, struct par_periods *periods, char *line)
{
    static const char *const outcomes[] = {"", "kept", "lost", "open"};
    char *rest = NULL, *name = strtok_r(line, " ", &rest), *set = strtok_r(NULL, " ", &rest);
    struct par_place place = {.file = "scores.csv"};
    struct par_period *period = par_periods_find(periods, par_span_of(name), &place);
    assert_non_null(period);
    assert_true(par_period_begin(period, par_span_of(strtok_r(NULL, " ", &rest)), par_span_of(set)));
    for (char *cell = strtok_r(NULL, " ", &rest); cell; cell = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(cell, '=');
        bool below = *cell == '/';
        int outcome = 1;
        while (strcmp(outcomes[outcome], equals + 1) != 0)
            outcome++;
        struct par_span id = {cell + below, (size_t)(equals - cell) - below};
        par_period_add(period, par_span_of(par_arena_copy(work->arena, id)), below ? 2 : 1,
                       (enum par_earlier_outcome)outcome);
    }
    assert_true(par_period_end(period));
}

static void add_periods(struct work *work, struct par_periods *periods, const char *text)
{
    char *copy = par_arena_copy(work->arena, par_span_of(text)), *lines = NULL;
    for (char *line = strtok_r(copy, "\n", &lines); line; line = strtok_r(NULL, "\n", &lines))
        add_period(work, periods, line);
}

/* The unit `a`, which loses a point on criterion 1 now; "b|c" are its predecessors. */
static struct year *present(struct work *work, const char *units, const char *predecessors)
{
    struct year *year = new_year(work, small_set, units, "");
    static const char *both[2];
    char *copy = par_arena_copy(work->arena, par_span_of(predecessors)), *rest = NULL;
    size_t count = 0;
    for (char *code = strtok_r(copy, "|", &rest); code && count < 2; code = strtok_r(NULL, "|", &rest))
        both[count++] = code;
    year->units->items[0].predecessors = (struct par_list){count, both};
    add_rows(year, "self a 1 score=3\n");
    par_assessment_finish(year->assessment);
    return year;
}

static struct par_mapping *mapping_of(struct work *work, const char *older, const char *newer)
{
    struct par_mapping *mapping = par_mapping_new(work->arena);
    par_mapping_add(mapping, older, newer);
    return mapping;
}

struct scenario {
    const char *units, *predecessors;
    const char *periods;
    const char *older, *newer; /* a pair of the mapping of bo-2025; NULL: none is given */
    int years;
    enum par_years_end end;
};

static void expect_years(struct work *work, const struct scenario *at)
{
    struct year *year = present(work, at->units, at->predecessors);
    forget_findings(work);
    struct par_losses *losses = par_losses_of(year->assessment, false, NULL, work->arena, work->diags);
    struct par_periods *periods = par_periods_new(year->units, "2025", work->arena, work->diags);
    add_periods(work, periods, at->periods);
    if (at->older)
        par_periods_map(periods, "bo-2025", mapping_of(work, at->older, at->newer));
    par_losses_count_years(losses, periods, NULL);
    assert_int_equal(losses->count, 1);
    if (losses->items[0].years != at->years || losses->items[0].years_end != at->end)
        fail_msg("%s: %d years, end %d; expected %d, %d", at->periods, losses->items[0].years,
                 (int)losses->items[0].years_end, at->years, (int)at->end);
}

static void expect_all(struct work *work, const struct scenario *scenarios, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_years(work, &scenarios[i]);
}

static void the_count_ends_where_nothing_was_lost(void **state)
{
    static const struct scenario scenarios[] = {
        {"a", "", "2024 bo-2025 a 1=kept\n", NULL, NULL, 1, PAR_YEARS_KEPT},
        {"a", "", "2024 bo-2025 a 1=lost\n", NULL, NULL, 2, PAR_YEARS_ALL},
        {"a", "", "2024 bo-2025 a 1=lost\n2023 bo-2025 a 1=lost\n", NULL, NULL, 3, PAR_YEARS_ALL},
        {"a", "", "2023 bo-2025 a 1=lost\n2024 bo-2025 a 1=kept\n", NULL, NULL, 1, PAR_YEARS_KEPT}, /* in any order */
        {"a", "", "2024 bo-2025 a 1=open\n", NULL, NULL, 1, PAR_YEARS_OPEN},
        {"a", "", "2024 bo-2025 a 2=lost\n", NULL, NULL, 1, PAR_YEARS_NO_COUNTERPART},
        {"a", "", "2024 bo-2025 b 1=lost\n", NULL, NULL, 1, PAR_YEARS_NO_UNIT},
        {"a", "", "2023 bo-2025 a 1=lost\n", NULL, NULL, 1, PAR_YEARS_GAP},
        {"a", "", "2024 bo-2025 a 1=lost\n2022 bo-2025 a 1=lost\n", NULL, NULL, 2, PAR_YEARS_GAP},
    };
    expect_all(*state, scenarios, sizeof scenarios / sizeof *scenarios);
}

static void only_one_to_one_successors_are_followed(void **state)
{
    static const struct scenario scenarios[] = {
        {"a", "b", "2024 bo-2025 b 1=lost\n", NULL, NULL, 2, PAR_YEARS_ALL}, /* renamed */
        {"a", "b", "2024 bo-2025 b 1=lost\n2023 bo-2025 b 1=lost\n", NULL, NULL, 3, PAR_YEARS_ALL},
        {"a", "b|c", "2024 bo-2025 b 1=lost\n2024 bo-2025 c 1=lost\n", NULL, NULL, 1, PAR_YEARS_NOT_COMPARABLE},
        {"a b", "b", "2024 bo-2025 b 1=lost\n", NULL, NULL, 1, PAR_YEARS_NOT_COMPARABLE}, /* b goes on itself */
        {"a", "b", "2024 bo-2025 a 1=lost\n2024 bo-2025 b 1=lost\n", NULL, NULL, 1, PAR_YEARS_NOT_COMPARABLE},
        {"a", "b", "2024 bo-2025 a 1=lost\n", NULL, NULL, 2, PAR_YEARS_ALL},   /* renamed before 2024 */
        {"a", "b|c", "2024 bo-2025 a 1=lost\n", NULL, NULL, 2, PAR_YEARS_ALL}, /* merged before 2024 */
    };
    expect_all(*state, scenarios, sizeof scenarios / sizeof *scenarios);
}

static void criteria_are_followed_by_mapping_or_id(void **state)
{
    static const struct scenario scenarios[] = {
        {"a", "", "2024 bo-2024 a 1=lost 7=kept\n", NULL, NULL, 2, PAR_YEARS_ALL},
        {"a", "", "2024 bo-2024 a 1=kept 7=lost\n", "7", "1", 2, PAR_YEARS_ALL},
        {"a", "", "2024 bo-2024 a 1=lost 7=lost\n", "", "1", 1, PAR_YEARS_NO_COUNTERPART}, /* new this year */
        {"a", "", "2024 bo-2024 a 7=lost\n2023 bo-2024 a 7=lost\n", "7", "1", 3, PAR_YEARS_ALL},
        {"a", "", "2024 bo-2024 a 1=lost /1.1=lost\n", NULL, NULL, 1, PAR_YEARS_NO_COUNTERPART}, /* it had parts */
        {"a", "", "2024 bo-2024 a 7=lost /7.1=lost\n", "7", "1", 2, PAR_YEARS_ALL},
        {"a", "", "2024 bo-2025 a 1=lost\n2023 bo-2023 a 1=lost\n", NULL, NULL, 3, PAR_YEARS_ALL},
    };
    expect_all(*state, scenarios, sizeof scenarios / sizeof *scenarios);
}

static void what_was_assumed_is_said(void **state)
{
    struct work *work = *state;
    const struct scenario unmapped = {"a", "", "2024 bo-2024 a 1=lost\n", NULL, NULL, 2, PAR_YEARS_ALL};
    expect_years(work, &unmapped);
    expect_finding(work, PAR_WARNING, PAR_HISTORY_SET);
    const struct scenario gap = {"a", "", "2023 bo-2025 a 1=lost\n", NULL, NULL, 1, PAR_YEARS_GAP};
    expect_years(work, &gap);
    expect_finding(work, PAR_WARNING, PAR_HISTORY_GAP);
    const struct scenario needless = {"a", "", "2024 bo-2025 a 1=lost\n", "7", "1", 2, PAR_YEARS_ALL};
    expect_years(work, &needless);
    expect_finding(work, PAR_WARNING, PAR_MAPPING_UNUSED);
}

/* a was called b in 2024 and c in 2023; only the list of 2024 knows the second step. */
static void a_list_of_an_earlier_period_goes_on(void **state)
{
    struct work *work = *state;
    struct year *year = present(work, "a", "b");
    struct par_losses *losses = par_losses_of(year->assessment, false, NULL, work->arena, work->diags);
    struct par_periods *periods = par_periods_new(year->units, "2025", work->arena, work->diags);
    static const char *const before[] = {"c"};
    struct par_units *then = par_units_new("units-2024.csv", NULL, work->arena);
    struct par_unit unit = {.code = "b",
                            .name = "b",
                            .bloc = "",
                            .level = "",
                            .set_id = "",
                            .parent = "",
                            .submitted_at = "",
                            .predecessors = {1, before}};
    par_units_add(then, &unit, work->arena);
    par_units_settle(then, NULL, 0, work->arena, work->diags);
    add_periods(work, periods, "2024 bo-2025 b 1=lost\n2023 bo-2025 c 1=lost\n");
    assert_false(par_periods_units(periods, "2022", then));
    assert_true(par_periods_units(periods, "2024", then));
    par_losses_count_years(losses, periods, NULL);
    assert_int_equal(losses->items[0].years, 3);
}

static void only_earlier_periods_are_taken(void **state)
{
    struct work *work = *state;
    struct year *year = present(work, "a", "");
    forget_findings(work);
    struct par_periods *periods = par_periods_new(year->units, "2025", work->arena, work->diags);
    struct par_place place = {.file = "scores.csv"};
    assert_null(par_periods_find(periods, par_span_of("2025"), &place));
    expect_finding(work, PAR_ERROR, PAR_HISTORY_PERIOD);
}

/* b alone is asked for: a, whose set changed without a mapping, is none of its business. */
static void findings_are_about_the_units_asked_for(void **state)
{
    static const bool wanted[] = {false, true};
    for (int of_all = 0; of_all < 2; of_all++) {
        struct work *work = *state;
        struct year *year = present(work, "a b", "");
        forget_findings(work);
        struct par_losses *losses = par_losses_of(year->assessment, false, NULL, work->arena, work->diags);
        struct par_periods *periods = par_periods_new(year->units, "2025", work->arena, work->diags);
        add_periods(work, periods, "2024 bo-2024 a 1=lost\n");
        par_losses_count_years(losses, periods, of_all ? NULL : wanted);
        assert_int_equal(losses->items[0].years, 2);
        if (of_all)
            expect_finding(work, PAR_WARNING, PAR_HISTORY_SET);
        else
            assert_null(par_diags_first(work->diags));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_count_ends_where_nothing_was_lost, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_one_to_one_successors_are_followed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(criteria_are_followed_by_mapping_or_id, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_assumed_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_of_an_earlier_period_goes_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_earlier_periods_are_taken, set_up, tear_down),
        cmocka_unit_test_setup_teardown(findings_are_about_the_units_asked_for, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
