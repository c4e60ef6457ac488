/* Kinds of causes as people write them, and which row has the last word. */
#include "parindex/cause_kind.h"

#include "year.h"

static void words_are_read(void **state)
{
    static const struct {
        const char *text;
        const char *kind; /* "?": not understood */
    } cases[] = {
        {"", ""},
        {"  ", ""},
        {"chủ quan", "subjective"},
        {"Chủ  quan", "subjective"},
        {"CHU QUAN", "subjective"},
        {"nguyên nhân chủ quan", "subjective"},
        {"Do nguyên nhân chủ quan.", "subjective"},
        {"subjective", "subjective"},
        {"khách quan", "objective"},
        {"Nguyên nhân: khách quan", "objective"},
        {"lý do khách quan", "objective"},
        {"Objective cause", "objective"},
        {"khach quan", "objective"},
        {"chủ quan, khách quan", "?"},
        {"thiếu người", "?"},
        {"chủ", "?"},
    };
    struct work *work = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum par_cause_kind kind;
        bool read = par_cause_kind_read(par_span_of(cases[i].text), par_text_fold, work->arena, &kind);
        const char *found = read ? par_cause_kind_name(kind) : "?";
        if (strcmp(found, cases[i].kind) != 0)
            fail_msg("\"%s\" is %s, not %s", cases[i].text, cases[i].kind, found);
    }
}

static enum par_cause_kind kind_after(struct work *work, const char *rows)
{
    const char *set = edited(work->arena, year_set, "{'id': '1.3', 'name': {'vi': 'C'},",
                             "{'id': '1.3', 'name': {'vi': 'C'}, 'cause_kind': 'objective',");
    struct year *year = new_year(work, set, "u", "");
    struct par_causes *causes = par_causes_new(year->units, par_text_fold, work->arena, work->diags);
    par_assessment_listen(year->assessment, par_causes_listener(causes));
    add_rows(year, rows);
    return par_causes_of(causes, 0, 2);
}

static void the_last_round_has_the_last_word(void **state)
{
    struct work *work = *state;
    assert_int_equal(kind_after(work, "self u 1.3 score=0\n"), PAR_CAUSE_OBJECTIVE); /* the set's */
    assert_int_equal(kind_after(work, "self u 1.3 score=0;cause_kind=chủ quan\n"), PAR_CAUSE_SUBJECTIVE);
    assert_int_equal(kind_after(work, "self u 1.3 score=0;cause_kind=khách quan\n"
                                      "appraisal u 1.3 agree=yes;cause_kind=chủ quan\n"),
                     PAR_CAUSE_SUBJECTIVE);
    assert_int_equal(kind_after(work, "appraisal u 1.3 score=0;cause_kind=chủ quan\n"
                                      "self u 1.3 score=0;cause_kind=khách quan\n"),
                     PAR_CAUSE_SUBJECTIVE); /* whatever the order of the files */
    assert_int_equal(par_diags_count(work->diags, PAR_WARNING), 0);
}

static void a_word_nobody_knows_is_an_error_at_its_cell(void **state)
{
    struct work *work = *state;
    kind_after(work, "self u 1.3 score=0;cause_kind=thời tiết\n");
    expect_finding(work, PAR_ERROR, PAR_CAUSE_KIND_VALUE);
    const struct par_place *place = &only_finding(work)->place;
    assert_string_equal(place->header, "cause_kind");
    assert_string_equal(place->node, "1.3");
    assert_int_equal(place->line, 2);
}

/* Two appraisers of one round: the set's default stands until they agree. */
static void rows_that_differ_do_not_count(void **state)
{
    struct work *work = *state;
    enum par_cause_kind kind = kind_after(work, "self u 1.3 score=0\n"
                                                "appraisal u 1.3 agree=yes;appraiser=a;cause_kind=chủ quan\n"
                                                "appraisal u 1.3 agree=yes;appraiser=b;cause_kind=khách quan\n");
    assert_int_equal(kind, PAR_CAUSE_OBJECTIVE);
    expect_finding(work, PAR_WARNING, PAR_CAUSE_KINDS_DIFFER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_last_round_has_the_last_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_word_nobody_knows_is_an_error_at_its_cell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_that_differ_do_not_count, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
