/* Survey forms and the answers to them. */
#include "parindex/answer.h"
#include "survey.h"

static void a_form_is_flat(void **state)
{
    struct work *work = *state;
    const struct par_sipas_form *form = form_of(work, SURVEY_FORM);
    assert_non_null(form);
    assert_int_equal(form->node_count, 6);
    assert_int_equal(form->item_count, 3);
    assert_string_equal(par_sipas_node_kind(form, 0), "total");
    assert_string_equal(par_sipas_node_kind(form, 1), "factor");
    assert_string_equal(par_sipas_node_kind(form, 2), "criterion");
    assert_string_equal(form->nodes[form->items[2]].id, "b1");
    assert_int_equal(form->nodes[1].end, 4);
    assert_int_equal(form->least_answers, 1);
    assert_int_equal(form->decimals_percent, 2);
    assert_int_equal(form->blanks, PAR_BLANK_SKIP);
}

static void expect_fault(struct work *work, const char *text, enum par_code code)
{
    forget_findings(work);
    assert_null(form_of(work, text));
    for (const struct par_diag *diag = par_diags_first(work->diags); diag; diag = diag->next)
        if (diag->code == code)
            return;
    fail_msg("finding %d was expected", (int)code);
}

static void faults_are_found(void **state)
{
    struct work *work = *state;
    expect_fault(work, SURVEY_HEAD SURVEY_SCALE SURVEY_NODES "}", PAR_KEY_MISSING);
    expect_fault(work, SURVEY_HEAD "\"index\": \"best\", " SURVEY_SCALE SURVEY_NODES "}", PAR_VALUE_UNKNOWN);
    expect_fault(work, SURVEY_HEAD "\"index\": \"pooled\", \"colour\": 1, " SURVEY_SCALE SURVEY_NODES "}",
                 PAR_KEY_UNKNOWN);
    expect_fault(
        work, SURVEY_HEAD "\"index\": \"pooled\", \"valid\": {\"required\": [\"c9\"]}, " SURVEY_SCALE SURVEY_NODES "}",
        PAR_REF_UNKNOWN);
    expect_fault(work,
                 SURVEY_HEAD "\"index\": \"pooled\", \"valid\": {\"least_answers\": 4}, " SURVEY_SCALE SURVEY_NODES "}",
                 PAR_SIPAS_LEAST);
    expect_fault(work, SURVEY_HEAD "\"index\": \"pooled\", " SURVEY_SCALE "\"nodes\": []}", PAR_SIPAS_EMPTY);
    expect_fault(work, SURVEY_HEAD "\"index\": \"pooled\", " SURVEY_NODES "}", PAR_KEY_MISSING);
}

/* --- Answers ------------------------------------------------------------------------------------------------------ */

static int find(struct par_answers *answers, const char *text)
{
    int first = par_answers_find(answers, par_span_of(text));
    assert_int_equal(par_answers_find(answers, par_span_of(text)), first); /* what is kept says the same */
    return first;
}

static struct par_answers *answers_of(struct work *work, size_t print)
{
    static const char *const words[] = {"KTL", "-"};
    const struct par_sipas_form *form = form_of(work, SURVEY_FORM);
    return par_answers_new(&form->scales[0], print, (struct par_list){2, words}, work->arena);
}

static void answers_are_understood(void **state)
{
    struct work *work = *state;
    struct par_answers *answers = answers_of(work, 0);
    static const struct {
        const char *text;
        int choice;
    } cases[] = {{"5", 0},
                 {"4", 1},
                 {"2", 2},
                 {"5.0", 0},
                 {"4,0", 1},
                 {"Rất hài lòng", 0},
                 {"RẤT HÀI LÒNG", 0},
                 {"rat hai long", 0},
                 {"rhl", 0},
                 {"Hài  lòng", 1},
                 {"hai long", 1},
                 {"khong hai long", 2},
                 {"5 - Rất hài lòng", 0},
                 {"4. Hài lòng", 1},
                 {"Không hài lòng (2)", 2},
                 {"", PAR_ANSWER_BLANK},
                 {"ktl", PAR_ANSWER_BLANK},
                 {"-", PAR_ANSWER_BLANK},
                 {"3", PAR_ANSWER_BAD},
                 {"6", PAR_ANSWER_BAD},
                 {"50", PAR_ANSWER_BAD},
                 {"hài long", PAR_ANSWER_BAD},
                 {"5 - Hài lòng", PAR_ANSWER_BAD},
                 {"hài", PAR_ANSWER_BAD},
                 {"4;5", PAR_ANSWER_SEVERAL},
                 {"4,5", PAR_ANSWER_SEVERAL},
                 {"Hài lòng; Không hài lòng", PAR_ANSWER_SEVERAL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (find(answers, cases[i].text) != cases[i].choice)
            fail_msg("\"%s\" is %d, expected %d", cases[i].text, find(answers, cases[i].text), cases[i].choice);
}

static void a_print_says_what_codes_mean(void **state)
{
    struct work *work = *state;
    struct par_answers *answers = answers_of(work, 1);
    assert_false(par_answers_used_codes(answers));
    assert_int_equal(find(answers, "Hài lòng"), 1);
    assert_false(par_answers_used_codes(answers));
    assert_int_equal(find(answers, "1"), 0);
    assert_true(par_answers_used_codes(answers));
    assert_int_equal(find(answers, "2"), 1);
    assert_int_equal(find(answers, "4"), 2);
    assert_int_equal(find(answers, "5"), PAR_ANSWER_BAD);
}

static void lists_are_taken_apart(void **state)
{
    struct work *work = *state;
    struct par_answers *answers = answers_of(work, 0);
    bool chosen[3];
    assert_int_equal(par_answers_list(answers, par_span_of("5; Không hài lòng"), chosen), 2);
    assert_true(chosen[0] && !chosen[1] && chosen[2]);
    assert_int_equal(par_answers_list(answers, par_span_of("4,5"), chosen), 2);
    assert_true(chosen[0] && chosen[1] && !chosen[2]);
    assert_int_equal(par_answers_list(answers, par_span_of("4;4"), chosen), 1);
    assert_int_equal(par_answers_list(answers, par_span_of(""), chosen), PAR_ANSWER_BLANK);
    assert_int_equal(par_answers_list(answers, par_span_of("4;9"), chosen), PAR_ANSWER_BAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_form_is_flat, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(answers_are_understood, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_print_says_what_codes_mean, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_are_taken_apart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
