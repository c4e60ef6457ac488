/* Rows of an assessment: what they must not say, and what the other ways of giving them (wide tables, facts) come to.
 * Expected findings follow from diag.h, assessment.h and par-assessment(5). */
#include "year.h"

/* --- Findings of rows --------------------------------------------------------------------------------------------- */

struct remark {
    const char *facts;
    const char *rows;
    const char *expected; /* severity and code of each finding, and its column */
};

/* The codes of diag.h, "assessments"; their severity there and in par-assessment(5). */
static const struct remark remarks[] = {
    {"", "self u 1.1 answer=kip;evidence=x\n", ""},
    {"", "self x 1.1 answer=kip\n", "error unit-unknown unit; "},
    {"", "self 0u 1.1 answer=kip\n", "error unit-zeros unit; "},
    {"", "self u 1.4 answer=kip\n", "error criterion-unknown criterion; "},
    {"", "self u total applies=no\n", "error criterion-unknown criterion; "},
    {"", "self u 1 score=1\n", "error criterion-not-leaf criterion; "},
    {"", "self u 1.1 answer=kip;evidence=x\nself u 1.1 answer=kip;evidence=x\n", "error row-repeated ; "},
    {"", "self u 1.1 answer=kip;evidence=x;round=appraisal\n", "error round-wrong round; "},
    {"", "self u 1.1 answer=kip;evidence=x;round=tu-danh-gia\n", ""},
    {"", "self u 1.1 answer=som;evidence=x\n", "error answer-unknown ; "},
    {"", "self u 1.3 answer=kip;score=1\n", "error answer-unused answer; "},
    {"", "self u 1.1 evidence=x\n", "warning answer-missing ; "},
    {"", "self u 1.1 answer=kip\n", "warning evidence-missing evidence; "},
    {"", "self u 1.2 xong=3\n", "error input-missing ; "},
    {"", "self u 1.2 xong=3;giao=4;tre=1\n", "error input-unused tre; "},
    {"", "self u 1.3 xong=3;score=1\n", "error input-unused xong; "},
    {"", "self u 2.1 value=3\n", ""},
    {"", "self u 2.1 value=101\n", "error percent-range ; "},
    {"u tot=3;kem=1", "self u 2.1 value=75\n", "error input-both value; "},
    {"", "self u 2.1 num=3;den=4\n", "error input-generic num; error input-generic den; "},
    {"", "self u 1.3 value=3;score=1\n", "error input-unused value; "},
    {"", "self u 1.2 xong=5;giao=4\n", "error percent-range ; "},
    {"", "self u 1.2 xong=2.5;giao=4\n", "error number-whole xong; "},
    {"", "self u 1.2 xong=-2;giao=4\n", "error number-negative xong; "},
    {"", "self u 1.2 xong=hai;giao=4\n", "error number-syntax xong; "},
    {"", "self u 1.2 xong=2,5;giao=4\n", "error number-mixed xong; "},
    {"u xong=3", "self u 1.2 xong=2;giao=4\n", "error input-twice ; "},
    {"u xong=2", "self u 1.2 xong=2;giao=4\n", ""},
    {"", "self u 1.1 answer=kip;evidence=x;score=1\n", "warning claim-differs score; "},
    {"", "self u 1.1 evidence=x;score=1\n", "warning claim-alone score; "},
    {"", "self u 1.1 evidence=x;score=1.5\n", "error score-between score; "},
    {"", "self u 1.1 evidence=x;score=1.5;reason=y\n", "error score-between score; "},
    {"", "self u 1.3 score=0.6\n", "error score-step score; "},
    {"", "self u 1.3 score=1.25\n", "error score-above-max score; "},
    {"", "self u 1.3 score=-0.25\n", "error score-negative score; "},
    {"", "self u 1.3 score=\n", "warning answer-missing ; "},
    {"", "self u 2.2 score=1\n", "warning self-settled score; "},
    {"", "self u 1.1 applies=no\n", "error not-applicable-refused applies; "},
    {"", "self u 1.2 applies=maybe\n", "error applies-value applies; "},
    {"", "self u 1.2 applies=no\n", ""},
    {"", OWN_ROWS "appraisal u 1.1 agree=maybe\n", "error agree-value agree; "},
    {"", OWN_ROWS "appraisal u 1.1 score=1.5;reason=x\n", "warning score-reasoned score; "},
    {"", OWN_ROWS "appraisal u 1.1 score=1.5\n", "error score-between score; "},
    {"", OWN_ROWS "appraisal u 1.2 score=1.234\n", "warning number-rounded score; "},
    {"", OWN_ROWS "appraisal u 1.2 score=3.001\n", "error score-above-max score; "},
    {"", OWN_ROWS "appraisal u 2.2 agree=yes\n", "warning agree-nothing ; "},
    {"", "explanation u 1.1 agree=yes\n", "error round-unknown ; "},
    /* value, num and den stand for the inputs: they cannot overrule them */
    {"u xong=3;giao=4", "self u 1.2 value=90\n", "error input-both value; "},
    {"u xong=3;giao=4", "self u 1.2 num=4;den=4\n", "error input-both num; "},
    {"", "self u 1.2 value=90;num=3;den=4\n", "error input-both value; "},
    {"u tre=1", "self u 1.2 value=90\n", ""},
    {"", "self u 1.2 num=2.5;den=4\n", "error number-whole num; "},
    {"", "self u 1.2 applies=no;score=2\n", "error applies-more applies; "},
    {"", OWN_ROWS "appraisal u 1.2 xong=2;giao=4;score=1\n", "warning score-differs score; "},
    {"", OWN_ROWS "appraisal u 1.2 xong=2;giao=4;score=1.5\n", ""},
    {"", OWN_ROWS "appraisal u 1.3 agree=yes;score=0.5\n", "warning agree-differs ; "},
    {"", OWN_ROWS "appraisal u 1.3 agree=yes;score=0.75\n", ""},
    {"", "self u t.1 value=2.5\n", "error number-whole ; "},
    {"", "self u t.1 value=-1\n", "error number-negative ; "},
};

static bool is_about_absent_rows(const struct par_diag *diag)
{
    return diag->code == PAR_NO_ROW || diag->code == PAR_NOT_SUBMITTED;
}

static void append_remarks(struct text *text, const struct par_diags *diags)
{
    static const char *const severities[] = {"note ", "warning ", "error ", "fatal "};
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next) {
        if (is_about_absent_rows(diag))
            continue;
        append(text, severities[diag->severity]);
        append(text, par_message_code(diag->code));
        append(text, " ");
        append(text, diag->place.header ? diag->place.header : "");
        append(text, "; ");
    }
}

static void expect_remark(struct work *work, const struct remark *remark)
{
    struct text text = {.size = 0};
    struct year *year = new_year(work, year_set, "u v", remark->facts);
    add_rows(year, remark->rows);
    par_assessment_finish(year->assessment);
    append_remarks(&text, work->diags);
    if (strcmp(text.bytes, remark->expected) != 0)
        fail_msg("%s  found    %s\n  expected %s", remark->rows, text.bytes, remark->expected);
}

static void rows_are_remarked_on(void **state)
{
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
        expect_remark(*state, &remarks[i]);
}

/* "In one round a unit and a component may come up once": a criterion with parts as well, or one of two contradicting
 * rows would be dropped. */
static void a_criterion_comes_up_once(void **state)
{
    struct work *work = *state;
    const char *json = edited(work->arena, year_set, "'max': 4, 'nodes'", "'max': 4, 'may_not_apply': true, 'nodes'");
    struct year *year = new_year(work, json, "u v", "");
    add_rows(year, "self u 2 applies=no\nself u 2 applies=yes\n");
    expect_finding(work, PAR_ERROR, PAR_ROW_REPEATED);
    assert_string_equal(only_finding(work)->args[2], "self.csv:2");
}

/* num and den stand for counts, which are whole numbers from 0 (par-criteria(5)): -3 of -4 is not 75 %. */
static void two_negative_counts_are_no_share(void **state)
{
    expect_remark(*state, &(struct remark){"", "self u 1.2 num=-3;den=-4\n",
                                           "error number-negative num; error number-negative den; "});
}

static void append_absences(struct text *text, const struct par_diags *diags)
{
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next) {
        assert_int_equal(diag->severity, PAR_WARNING);
        append(text, par_message_code(diag->code));
        append(text, " ");
        append(text, diag->place.unit);
        append(text, " ");
        append(text, diag->place.node ? diag->place.node : "");
        append(text, "\n");
    }
}

/* What a unit reports itself is missed at once, the rest when a later round has come to it. */
static void absent_rows_are_remarked_on(void **state)
{
    struct work *work = *state;
    static const char *const cases[][2] = {
        {"self u 1.1 answer=kip;evidence=x\n", "no-row u 1.2\nno-row u 1.3\nnot-submitted v \n"},
        {"self u 1.1 answer=kip;evidence=x\nappraisal u 1.2 score=1\n",
         "no-row u 1.3\nno-row u 2.1\nno-row u 2.2\nnot-submitted v \n"}};
    for (size_t i = 0; i < 2; i++) {
        struct text text = {.size = 0};
        struct year *year = new_year(work, year_set, "u v", "v tot=1;kem=1");
        add_rows(year, cases[i][0]);
        par_assessment_finish(year->assessment);
        append_absences(&text, work->diags);
        assert_string_equal(text.bytes, cases[i][1]);
        assert_true(par_assessment_submitted(year->assessment, 0));
        assert_false(par_assessment_submitted(year->assessment, 1));
    }
}

/* Facts: assessment.h names FACT_REPEATED, FACT_UNKNOWN, UNIT_UNKNOWN; the kind of an input is known per unit. */
static void facts_are_checked(void **state)
{
    struct work *work = *state;
    static const struct {
        const char *facts;
        enum par_code code;
    } cases[] = {{"u tot=1;tot=1", PAR_FACT_REPEATED}, {"u tott=1", PAR_FACT_UNKNOWN}, {"w tot=1", PAR_UNIT_UNKNOWN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        new_year(work, year_set, "u v", cases[i].facts);
        expect_finding(work, PAR_ERROR, cases[i].code);
    }
    struct year *year = new_year(work, year_set, "u v", "u tot=1");
    enum par_input_kind kind = PAR_INPUT_DATE;
    assert_true(par_facts_kind(year->facts, 0, par_span_of("tot"), &kind));
    assert_int_equal(kind, PAR_INPUT_COUNT);
    assert_false(par_facts_kind(year->facts, 0, par_span_of("x"), &kind));
}

/* --- Rules that serve some units ---------------------------------------------------------------------------------- */

static const char served[] =
    "{'format': 'parindex-criteria/1', 'id': 'x', 'year': 2025, 'title': {'vi': 'x'}, 'max': 1, 'source': {'status':"
    " 'sample'}, 'nodes': [{'id': '1', 'name': {'vi': 'x'}, 'max': 1, 'rules': [{'for': ['nhom-a'], 'rule': {'type':"
    " 'choice', 'options': [{'key': 'co', 'points': 1}]}}, {'for': ['nhom-b', 'w'], 'rule': {'type': 'manual'}}]}]}";

static void each_unit_has_its_rule(void **state)
{
    struct work *work = *state;
    struct year *year = new_year(work, served, "u:nhom-a v:nhom-b w", "");
    add_rows(year, "self u 1 answer=co\nself v 1 score=0.5\nself w 1 score=0.25\n");
    par_assessment_finish(year->assessment);
    assert_null(par_diags_first(work->diags));
    expect_nodes(year, scores_of(year, "u", false), "u", "1 scored 1/1 [1]\n");
    expect_nodes(year, scores_of(year, "v", false), "v", "1 scored 0.5/1 [0.5]\n");
    expect_nodes(year, scores_of(year, "w", false), "w", "1 scored 0.25/1 [0.25]\n");
}

static void a_unit_without_a_rule_is_an_error(void **state)
{
    struct work *work = *state;
    struct year *year = new_year(work, served, "x", "");
    add_rows(year, "self x 1 score=1\n");
    expect_finding(work, PAR_ERROR, PAR_RULE_NO_UNIT);
    assert_string_equal(only_finding(work)->args[0], "x");
}

/* --- Kinds of inputs ---------------------------------------------------------------------------------------------- */

static const char kinds[] =
    "{'format': 'parindex-criteria/1', 'id': 'x', 'year': 2025, 'title': {'vi': 'x'}, 'max': 2, 'source': {'status':"
    " 'sample'}, 'inputs': {'gui': {'kind': 'date'}, 'han': {'kind': 'date'}, 'p': {'kind': 'percent'}}, 'nodes': ["
    " {'id': '1', 'name': {'vi': 'x'}, 'max': 1, 'rule': {'type': 'bands', 'of': {'days': ['gui', 'han']}, 'bands': ["
    "  {'to': 0, 'points': 1}, {'from': 1, 'points': 0.5}]}},"
    " {'id': '2', 'name': {'vi': 'x'}, 'max': 1, 'rule': {'type': 'index', 'of': {'value': 'p'}}}]}";

static void inputs_are_read_as_their_kind_asks(void **state)
{
    struct work *work = *state;
    static const char *const cases[][2] = {
        {"self u 1 gui=31/01/2025;han=2025-01-31\nself u 2 p=62.5%\n", "1 scored 1/1 [1]\n2 scored 0.63/1 [0.63]\n"},
        {"self u 1 gui=2025-02-01;han=31/1/2025\nself u 2 p= 62.5 % \n", "1 scored 0.5/1 [0.5]\n2 scored 0.63/1 "
                                                                         "[0.63]\n"},
        {"self u 1 value=1\nself u 2 value=62.5%\n", "1 scored 0.5/1 [0.5]\n2 scored 0.63/1 [0.63]\n"}};
    for (size_t i = 0; i < 3; i++) {
        struct year *year = new_year(work, kinds, "u", "");
        add_rows(year, cases[i][0]);
        par_assessment_finish(year->assessment);
        if (par_diags_first(work->diags))
            fail_with_findings(cases[i][0], work->diags);
        expect_nodes(year, scores_of(year, "u", false), cases[i][0], cases[i][1]);
    }
    struct year *year = new_year(work, kinds, "u", "");
    add_rows(year, "self u 1 gui=2025-02-30;han=2025-01-31\n");
    expect_finding(work, PAR_ERROR, PAR_DATE_SYNTAX);
    assert_string_equal(only_finding(work)->place.header, "gui");
}

/* --- Facts alone -------------------------------------------------------------------------------------------------- */

static const char surveyed[] =
    "{'format': 'parindex-criteria/1', 'id': 'x', 'year': 2025, 'title': {'vi': 'x'}, 'max': 10, 'source': {'status':"
    " 'sample'}, 'inputs': {'x': {'kind': 'number'}}, 'nodes': [{'id': '1', 'name': {'vi': 'x'}, 'max': 10,"
    " 'source': 'survey', 'rule': {'type': 'minmax', 'of': {'value': 'x', 'zero': 'not_applicable'}, 'low': 1,"
    " 'high': 10}}]}";

/* par-units(5): in a set without reported components any word or fact counts as filing. */
static void facts_alone_are_spread(void **state)
{
    struct work *work = *state;
    struct year *year = new_year(work, surveyed, "a b c d", "a x=20\nb x=80\nc x=50\n");
    par_assessment_finish(year->assessment);
    expect_nodes(year, scores_of(year, "a", false), "a", "1 scored 1/10 [1], facts\n");
    expect_nodes(year, scores_of(year, "b", false), "b", "1 scored 10/10 [10], facts\n");
    expect_nodes(year, scores_of(year, "c", false), "c", "1 scored 5.5/10 [5.5], facts\n");
    expect_nodes(year, scores_of(year, "d", false), "d", "1 not_submitted -/10 [-]\n");
    year = new_year(work, surveyed, "a b", "a x=20\nb x=20\n");
    par_assessment_finish(year->assessment);
    expect_nodes(year, scores_of(year, "b", false), "all alike", "1 not_applicable -/0 [-], facts\n");
}

/* --- Wide tables -------------------------------------------------------------------------------------------------- */

struct wide {
    const char *round, *criterion, *cell;
    const char *expected; /* the node; or "!" and the code of the error */
};

/* par-assessment(5), "Wide form". */
static const struct wide wides[] = {
    {"self", "1.1", "kip", "1.1 pending -/2 [2 - -] open 2, no-evidence, pending\n"},
    {"self", "1.1", "2", "1.1 pending -/2 [1 - -] open 2, no-evidence, pending\n"},
    {"self", "1.2", "3/4", "1.2 pending -/3 [2.25 - -] open 3, pending\n"},
    {"self", "1.2", "75", "1.2 pending -/3 [2.25 - -] open 3, pending\n"},
    {"self", "1.2", "75 %", "1.2 pending -/3 [2.25 - -] open 3, pending\n"},
    {"self", "1.2", "KAD", "1.2 pending -/3 [- - -] open 3, pending\n"},
    {"self", "1.3", "0.75", "1.3 pending -/1 [0.75 - -] open 1, pending\n"},
    {"self", "1.3", "", "1.3 pending -/1 [- - -] open 1, pending\n"},
    {"self", "t.1", "3", "t.1 pending -/2 [1.5 - -], penalty, pending\n"},
    {"appraisal", "1.1", "1", "1.1 scored 1/2 [- 1 -]\n"},
    {"self", "2.1", "75%", "2.1 scored 2.25/3 [2.25 - -]\n"},
    {"appraisal", "2.1", "75 %", "2.1 scored 2.25/3 [- 2.25 -]\n"},
    {"appraisal", "2.1", "2.5", "2.1 scored 2.5/3 [- 2.5 -]\n"},
    {"appraisal", "1.2", "75 %", "1.2 scored 2.25/3 [- 2.25 -]\n"},
    {"appraisal", "1.2", "Đồng ý", "1.2 missing -/3 [- - -] open 3, missing\n"},
    {"appraisal", "1.2", "không thống nhất", "1.2 pending -/3 [- - -] open 3, pending\n"},
    {"appraisal", "1.2", "KAD", "1.2 not_applicable -/0 [- - -]\n"},
    {"appraisal", "1.2", "không áp dụng", "1.2 not_applicable -/0 [- - -]\n"},
    {"appraisal", "1.2", "=", "1.2 missing -/3 [- - -] open 3, missing\n"},
    {"appraisal", "1.2", "2.5", "1.2 scored 2.5/3 [- 2.5 -]\n"},
    {"appraisal", "t.1", "-1.5", "t.1 scored 1.5/2 [- 1.5 -], penalty\n"},
    {"appraisal", "2", "KAD", "2.2 not_applicable -/0 [- - -]\n"},
    {"self", "1.1", "KAD", "!not-applicable-refused"},
    {"self", "1.1", "som", "!answer-unknown"},
    {"self", "1.2", "3/x", "!number-mark"},
    {"appraisal", "1.1", "1.5", "!score-between"},
    {"appraisal", "1.3", "2", "!score-above-max"},
    {"appraisal", "1.3", "75 %", "!number-syntax"},
    {"appraisal", "2.1", "101 %", "!percent-range"},
    {"appraisal", "2", "3", "!criterion-not-leaf"},
    {"self", "9", "1", "!criterion-unknown"},
};

static void expect_wide(struct work *work, const struct wide *one)
{
    struct year *year = new_year(work, year_set, "u", "");
    begin_file(year, one->round);
    struct par_assessment_row row = {.line = 5};
    row.cells[PAR_COLUMN_UNIT] = par_span_of("u");
    par_assessment_add_cell(year->assessment, &row, par_span_of(one->criterion), par_span_of(one->cell),
                            (struct par_column_place){7, one->criterion});
    if (*one->expected == '!') {
        assert_string_equal(par_message_code(only_finding(work)->code), one->expected + 1);
        assert_int_equal(only_finding(work)->place.line, 5);
        return;
    }
    par_assessment_end_file(year->assessment);
    if (strcmp(one->criterion, "1.1") != 0)
        add_rows(year, "self u 1.1 answer=khong\n"); /* so that the unit has filed something */
    par_assessment_finish(year->assessment);
    if (par_diags_errors(work->diags))
        fail_with_findings(one->cell, work->diags);
    expect_nodes(year, scores_of(year, "u", false), one->cell, one->expected);
}

static void wide_cells_stand_for_rows(void **state)
{
    for (size_t i = 0; i < sizeof wides / sizeof *wides; i++)
        expect_wide(*state, &wides[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_remarked_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_criterion_comes_up_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_negative_counts_are_no_share, set_up, tear_down),
        cmocka_unit_test_setup_teardown(absent_rows_are_remarked_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(facts_are_checked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_unit_has_its_rule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_unit_without_a_rule_is_an_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(inputs_are_read_as_their_kind_asks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(facts_alone_are_spread, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wide_cells_stand_for_rows, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
