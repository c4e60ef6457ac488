/* The course of a component over five rounds, and what an auditor is told about it. Each expected course follows by
 * hand from the definitions in history.h. */
#include "parindex/history.h"

#include "year.h"

static const char five_rounds[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': 8,"
    " 'source': {'status': 'sample'}, 'rounds': [{'id': 'self'}, {'id': 'appraisal'}, {'id': 'explanation'},"
    "  {'id': 'appraisal2'}, {'id': 'council'}],"
    " 'inputs': {'xong': {'kind': 'count'}, 'giao': {'kind': 'count'}},"
    " 'nodes': [{'id': '1', 'name': {'vi': 'A'}, 'max': 4, 'may_not_apply': true, 'rule': {'type': 'manual'}},"
    "  {'id': '2', 'name': {'vi': 'B'}, 'max': 4, 'rule': {'type': 'linear', 'of': {'percent': ['xong', 'giao']}}}],"
    " 'penalty': {'id': 'P', 'name': {'vi': 'Trừ'}, 'cap': 2, 'nodes': ["
    "  {'id': 'P.1', 'name': {'vi': 'C'}, 'max': 2, 'rule': {'type': 'manual'}}]}}";

static struct year *heard(struct work *work, const char *facts, const char *rows)
{
    struct year *year = new_year(work, five_rounds, "u v", facts);
    add_rows(year, rows);
    par_assessment_finish(year->assessment);
    if (par_diags_errors(work->diags))
        fail_with_findings(rows, work->diags);
    return year;
}

/* "claimed 3, cut 1: cut" */
static void append_course(struct text *text, const struct par_course *course)
{
    for (size_t i = 0; i < course->count; i++) {
        append(text, i ? ", " : "");
        append(text, par_turn_name(course->turns[i].kind));
        if (!course->turns[i].after.is)
            continue;
        append(text, " ");
        append_points(text, course->turns[i].after.points);
    }
    append(text, ": ");
    append(text, par_course_name(course->kind));
}

struct scenario {
    const char *rows;
    const char *course; /* of criterion 1 of unit u */
};

static void expect_courses(struct work *work, const struct scenario *scenarios, size_t count, bool blank_means_agree)
{
    for (size_t i = 0; i < count; i++) {
        struct year *year = heard(work, "", scenarios[i].rows);
        struct par_course *course = par_course_new(year->assessment, work->arena);
        struct text text = {.size = 0};
        par_course_of(year->assessment, 0, 0, blank_means_agree, course);
        append_course(&text, course);
        if (strcmp(text.bytes, scenarios[i].course) != 0)
            fail_msg("%s  found    %s\n  expected %s", scenarios[i].rows, text.bytes, scenarios[i].course);
    }
}

#define CLAIM "self u 1 score=3;evidence=QD\n"

static void courses_are_told_apart(void **state)
{
    static const struct scenario scenarios[] = {
        {"self v 1 score=1\n", ": none"},
        {CLAIM, "claimed 3: untouched"},
        {CLAIM "appraisal u 1 agree=yes\n", "claimed 3, agreed 3: untouched"},
        {CLAIM "appraisal u 1 score=3\n", "claimed 3, kept 3: untouched"},
        {CLAIM "appraisal u 1 note=x\n", "claimed 3, said-nothing 3: untouched"},
        {CLAIM "appraisal u 1 agree=no\n", "claimed 3, disagreed 3: untouched"},
        {CLAIM "appraisal u 1 score=4\n", "claimed 3, raised 4: raised"},
        {CLAIM "appraisal u 1 score=4\ncouncil u 1 score=3.5\n", "claimed 3, raised 4, cut 3.5: raised"},
        {CLAIM "appraisal u 1 score=1\n", "claimed 3, cut 1: cut"},
        {CLAIM "appraisal u 1 score=1\nexplanation u 1 reason=r;evidence=e\nappraisal2 u 1 agree=yes\n",
         "claimed 3, cut 1, explained 1, agreed 1: cut"},
        {CLAIM "appraisal u 1 score=1\nexplanation u 1 agree=no\ncouncil u 1 score=3\n",
         "claimed 3, cut 1, explained 1, restored 3: restored"},
        {CLAIM "appraisal u 1 score=1\nexplanation u 1 reason=r\nappraisal2 u 1 score=2\n",
         "claimed 3, cut 1, explained 1, restored-in-part 2: restored-in-part"},
        {CLAIM "appraisal u 1 score=1\nappraisal2 u 1 score=2\ncouncil u 1 score=1.5\n",
         "claimed 3, cut 1, restored-in-part 2, cut 1.5: cut"},
        {CLAIM "appraisal u 1 score=1\ncouncil u 1 score=4\n", "claimed 3, cut 1, raised 4: raised"},
        {CLAIM "appraisal u 1 score=1\nexplanation u 1 agree=yes\n", "claimed 3, cut 1, withdrawn 1: withdrawn"},
        {CLAIM "appraisal u 1 score=1\nexplanation u 1 score=2\n", "claimed 3, cut 1, withdrawn 2: withdrawn"},
        {CLAIM "appraisal u 1 score=1\nexplanation u 1 score=3\ncouncil u 1 score=2\n",
         "claimed 3, cut 1, claimed 3, cut 2: cut"},
        {CLAIM "explanation u 1 score=2\n", "claimed 3, withdrawn 2: withdrawn"},
        {CLAIM "explanation u 1 score=4\n", "claimed 3, claimed 4: untouched"},
        {CLAIM "explanation u 1 agree=yes\n", "claimed 3, agreed 3: untouched"},
        {"appraisal u 1 score=2\n", "given 2: given"},
        {"appraisal u 1 score=2\ncouncil u 1 score=1\n", "given 2, cut 1: cut"},
        {CLAIM "appraisal u 1 applies=no\n", "claimed 3, not-applicable 3: not-applicable"},
        {CLAIM "appraisal u 1 applies=no\ncouncil u 1 applies=yes\n",
         "claimed 3, not-applicable 3, applies 3: untouched"},
    };
    expect_courses(*state, scenarios, sizeof scenarios / sizeof *scenarios, false);
}

/* As in score.h: who gives reasons does not agree by leaving the points open. */
static void a_blank_row_agrees_where_it_is_asked_for(void **state)
{
    static const struct scenario scenarios[] = {
        {CLAIM "appraisal u 1 note=x\n", "claimed 3, agreed 3: untouched"},
        {CLAIM "appraisal u 1 reason=r\n", "claimed 3, said-nothing 3: untouched"},
        {CLAIM "appraisal u 1 agree=no\n", "claimed 3, disagreed 3: untouched"},
        {CLAIM "appraisal u 1 score=1\nexplanation u 1 note=x\n", "claimed 3, cut 1, withdrawn 1: withdrawn"},
        {CLAIM "appraisal u 1 score=1\nexplanation u 1 reason=r\n", "claimed 3, cut 1, explained 1: cut"},
    };
    expect_courses(*state, scenarios, sizeof scenarios / sizeof *scenarios, true);
}

static void a_turn_keeps_who_why_and_what_it_overrides(void **state)
{
    struct work *work = *state;
    struct year *year =
        heard(work, "", "self u 2 xong=3;giao=4;evidence=QD\nappraisal u 2 score=1;reason=cham;appraiser=T\n");
    struct par_course *course = par_course_new(year->assessment, work->arena);
    par_course_of(year->assessment, 0, 1, false, course);
    const struct par_turn *cut = &course->turns[1];
    assert_int_equal(course->count, 2);
    assert_int_equal(cut->before.points, points_of("3")); /* 3 of 4 is 75 % of 4 points */
    assert_true(cut->overridden.is);
    assert_int_equal(cut->overridden.points, points_of("3"));
    assert_string_equal(cut->reason, "cham");
    assert_string_equal(par_assessment_appraiser_name(year->assessment, cut->appraiser), "T");
    assert_true(course->has_evidence && course->was_cut && !cut->is_own);
    assert_int_equal(course->decided, 1);
    assert_string_equal(par_turn_place(year->assessment, 0, 1, cut).file, "appraisal.csv");
    assert_int_equal(par_turn_place(year->assessment, 0, 1, cut).line, 2);
}

static void facts_are_measured_not_claimed(void **state)
{
    struct work *work = *state;
    struct year *year = heard(work, "u xong=2;giao=4", "self u 1 score=1\n");
    struct par_course *course = par_course_new(year->assessment, work->arena);
    struct text text = {.size = 0};
    par_course_of(year->assessment, 0, 1, false, course);
    append_course(&text, course);
    assert_string_equal(text.bytes, "measured 2: untouched");
}

/* --- Findings ------------------------------------------------------------------------------------------------------
 */

struct told {
    const char *rows;
    const char *found; /* "code line, " of history.h's findings in the order they are told */
};

static void append_told(struct text *text, const struct par_diags *diags)
{
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next) {
        char line[64];
        snprintf(line, sizeof line, "%s %u, ", par_message_code(diag->code), (unsigned)diag->place.line);
        append(text, line);
    }
}

static void the_auditor_is_told(void **state)
{
    static const struct told cases[] = {
        {CLAIM "appraisal u 1 score=1;reason=r\n", ""}, /* nobody has explained anything yet */
        {CLAIM "appraisal u 1 score=1\n", "cut-no-reason 2, "},
        {CLAIM "appraisal u 1 score=1;reason=r\nexplanation v 1 agree=yes\n", "cut-unanswered 2, "},
        {CLAIM "appraisal u 1 score=1;reason=r\nexplanation u 1 note=x\n", "cut-unanswered 2, "},
        {CLAIM "appraisal u 1 score=1;reason=r\nexplanation u 1 agree=yes\n", ""},
        {CLAIM "appraisal u 1 score=1;reason=r\nexplanation u 1 reason=r;evidence=e\n", ""},
        {CLAIM "appraisal u 1 score=1;reason=r\nexplanation u 1 reason=r\n", "explained-no-proof 2, "},
        {CLAIM "appraisal u 1 score=1;reason=r\nexplanation u 1 score=3\n", "explained-no-proof 2, "},
        {CLAIM "appraisal u 1 score=1;reason=r\nexplanation v 1 agree=yes\ncouncil u 1 score=3;reason=r\n", ""},
        {CLAIM "appraisal u 1 score=1;reason=r\ncouncil u 1 score=2\n", "council-no-reason 2, "},
        {CLAIM "council u 1 agree=yes\n", ""},
        {CLAIM "council u 1 score=1\n", "council-no-reason 2, "},
        {CLAIM "council u 1 applies=no\n", "council-no-reason 2, "},
        {CLAIM "appraisal u 1 score=4\n", "raised-above-claim 2, "},
        {"self u P.1 score=1\nappraisal u P.1 score=2\n", ""}, /* of a penalty more is no gift */
    };
    struct work *work = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text = {.size = 0};
        struct year *year = heard(work, "", cases[i].rows);
        forget_findings(work);
        par_history_report(year->assessment, false, work->arena, work->diags);
        append_told(&text, work->diags);
        if (strcmp(text.bytes, cases[i].found) != 0)
            fail_msg("%s  found    %s\n  expected %s", cases[i].rows, text.bytes, cases[i].found);
    }
}

static void days_late_are_counted_from_the_deadline(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        int64_t days;
    } cases[] = {{"2026-01-14", 0}, {"2026-01-15", 0},  {"2026-01-16", 1},
                 {"31/1/2026", 16}, {"2026-03-01", 45}, {"", 0}};
    int64_t deadline;
    assert_true(par_date_parse(par_span_of("2026-01-15"), &deadline));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct par_unit unit = {.submitted_at = cases[i].date};
        assert_int_equal(par_days_late(&unit, deadline), cases[i].days);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(courses_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_blank_row_agrees_where_it_is_asked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_turn_keeps_who_why_and_what_it_overrides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(facts_are_measured_not_claimed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_auditor_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(days_late_are_counted_from_the_deadline, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
