/* Who appraises what: the appraisers that a set names, several of one component, what is kept of their rows, and whose
 * work the rest is. Expected results follow from assessment.h, score.h and par-assessment(5). */
#include "parindex/said.h"

#include "year.h"

/* Below criterion 1 the unit a or the agency T appraises, 2.2 is left to a and b; nobody is named for the rest. */
static const char *named_set(struct work *work)
{
    const char *one = edited(work->arena, year_set, "'max': 6, 'nodes'", "'max': 6, 'appraisers': ['a', 'T'], 'nodes'");
    return edited(work->arena, one, "'max': 1, 'source': 'appraiser',",
                  "'max': 1, 'source': 'appraiser', 'appraisers': ['a', 'b'],");
}

/* "error appraiser-unnamed x, 1.1, a, T; " */
static void append_found(struct text *text, const struct par_diags *diags)
{
    static const char *const severities[] = {"note ", "warning ", "error ", "fatal "};
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next) {
        if (diag->code == PAR_NO_ROW || diag->code == PAR_NOT_SUBMITTED)
            continue;
        append(text, severities[diag->severity]);
        append(text, par_message_code(diag->code));
        for (size_t i = 0; i < PAR_DIAG_ARGS && diag->args[i] && *diag->args[i]; i++) {
            append(text, i ? ", " : " ");
            append(text, diag->args[i]);
        }
        append(text, "; ");
    }
}

static struct year *read_year(struct work *work, const char *rows)
{
    struct year *year = new_year(work, named_set(work), "a b u", "");
    add_rows(year, rows);
    par_assessment_finish(year->assessment);
    return year;
}

struct heard {
    const char *rows;
    const char *found;
};

static void expect_heard(struct work *work, const struct heard *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct text text = {.size = 0};
        const char *rows = par_arena_join(work->arena, OWN_ROWS, cases[i].rows, NULL);
        read_year(work, rows);
        append_found(&text, work->diags);
        if (strcmp(text.bytes, cases[i].found) != 0)
            fail_msg("%s  found    %s\n  expected %s", cases[i].rows, text.bytes, cases[i].found);
    }
}

/* The row that is kept as it was read is the one whose points stand: not one left empty before it, and of two that say
 * the same not the second by name. The other follows. */
static void the_row_that_stands_is_said_first(void **state)
{
    struct work *work = *state;
    static const char *const rows[] = {
        OWN_ROWS "appraisal u 1.1 appraiser=a\nappraisal u 1.1 score=1;appraiser=T\n",
        OWN_ROWS "appraisal u 1.1 score=1;appraiser=a\nappraisal u 1.1 score=1;appraiser=T\n",
        OWN_ROWS "appraisal u 1.1 score=1;appraiser=T\nappraisal u 1.1 score=1;appraiser=a\n"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct year *year = new_year(work, named_set(work), "a b u", "");
        par_assessment_keep_said(year->assessment, PAR_SAID_OF_ALL);
        add_rows(year, rows[i]);
        par_assessment_finish(year->assessment);
        const struct par_said *said = par_assessment_said(year->assessment, 2, 1, 0);
        assert_string_equal(said->cells[PAR_COLUMN_APPRAISER], "T");
        assert_string_equal(said->cells[PAR_COLUMN_SCORE], "1");
        assert_string_equal(said->next->cells[PAR_COLUMN_APPRAISER], "a");
        assert_null(said->next->next);
    }
}

/* --- Who may appraise --------------------------------------------------------------------------------------------- */

static void only_those_named_are_heard(void **state)
{
    static const struct heard cases[] = {
        {"appraisal u 1.1 agree=yes;appraiser=a\n", ""},
        {"appraisal u 1.1 agree=yes;appraiser=T\n", ""},
        {"appraisal u 1.1 agree=yes;appraiser=t\n", ""}, /* a name, unlike a code, in any letter case */
        {"appraisal u 1.1 agree=yes\n", ""},             /* nobody says who */
        {"appraisal u 1.1 agree=yes;appraiser=b\n", "error appraiser-unnamed b, 1.1, a, T; "},
        {"appraisal u 1.1 score=1;appraiser=x\n", "error appraiser-unnamed x, 1.1, a, T; "},
        {"appraisal u 1.2 applies=no;appraiser=x\n", "error appraiser-unnamed x, 1.2, a, T; "},
        {"appraisal u 1 applies=no;appraiser=x\n", "error appraiser-unnamed x, 1, a, T; "},
        {"appraisal u 1.1 appraiser=x\n", ""},         /* says nothing: a cell left empty in a table of everything */
        {"appraisal u 2.1 score=1;appraiser=x\n", ""}, /* nobody is named for it */
        {"council u 1.1 score=1;appraiser=x\n", "error appraiser-unnamed x, 1.1, a, T; "},
        {"appraisal u 1.1 score=3;appraiser=x\n", /* both faults of the row */
         "error appraiser-unnamed x, 1.1, a, T; error score-above-max 3, 2; "},
    };
    expect_heard(*state, cases, sizeof cases / sizeof *cases);
}

/* In the first round the column may say who will appraise; nothing is checked there. */
static void the_first_round_names_nobody(void **state)
{
    struct work *work = *state;
    struct year *year = new_year(work, named_set(work), "u", "");
    add_rows(year, "self u 1.3 score=0.75;appraiser=u;reason=vì\n");
    par_assessment_finish(year->assessment);
    assert_int_equal(par_diags_errors(work->diags), 0);
    int32_t component = criterion_of(year->set, "1.3")->component;
    assert_int_equal(par_assessment_appraiser(year->assessment, 0, 0, component), 0);
    assert_string_equal(par_assessment_reason(year->assessment, 0, 0, component), "");
}

static void nobody_appraises_itself(void **state)
{
    static const struct heard cases[] = {
        {"appraisal a 1.1 score=1;appraiser=a\n", "error appraiser-self a, 1.1; "},
        {"appraisal u 2.1 score=1;appraiser=u\n", "error appraiser-self u, 2.1; "}, /* nor where nobody is named */
        {"appraisal a 1 applies=no;appraiser=a\n", "error appraiser-self a, 1; "},
        {"appraisal a 1.1 appraiser=a\n", ""},
        {"appraisal a 1.1 score=1;appraiser=T\n", ""},
    };
    expect_heard(*state, cases, sizeof cases / sizeof *cases);
}

/* --- Several appraisers of one component -------------------------------------------------------------------------- */

static void two_appraisers_must_say_the_same(void **state)
{
    static const struct heard cases[] = {
        {"appraisal u 1.1 score=1;appraiser=a\nappraisal u 1.1 score=1;appraiser=T\n", "note appraisers-same a, T; "},
        {"appraisal u 1.1 score=1;appraiser=a\nappraisal u 1.1 score=0;appraiser=T\n",
         "error appraisers-differ T, 0, a (appraisal.csv:2), 1; "},
        {"appraisal u 1.1 score=1;appraiser=a\nappraisal u 1.1 agree=yes;appraiser=T\n", /* 2 stands */
         "error appraisers-differ T, 2, a (appraisal.csv:2), 1; "},
        {"appraisal u 1.1 score=2;appraiser=a\nappraisal u 1.1 agree=yes;appraiser=T\n", "note appraisers-same a, T; "},
        {"appraisal u 1.2 applies=no;appraiser=a\nappraisal u 1.2 score=3;appraiser=T\n",
         "error appraisers-differ T, 3, a (appraisal.csv:2), does not apply; "},
        {"appraisal u 1.2 agree=no;appraiser=a\nappraisal u 1.2 agree=yes;appraiser=T\n",
         "error appraisers-differ T, 2.25, a (appraisal.csv:2), does not agree; "},
        {"appraisal u 1.1 score=1;appraiser=a\nappraisal u 1.1 score=1;appraiser=a\n",
         "error row-repeated u, 1.1, appraisal.csv:2; "},
        {"appraisal u 1.1 score=1;appraiser=a\nappraisal u 1.1 score=1;appraiser=T\nappraisal u 1.1 appraiser=T\n",
         "error row-repeated u, 1.1, appraisal.csv:3; note appraisers-same a, T; "},
        {"appraisal u 1.1 score=1\nappraisal u 1.1 score=1;appraiser=T\n",
         "error row-repeated u, 1.1, appraisal.csv:2; "},
        {"appraisal u 1.1 appraiser=a\nappraisal u 1.1 score=1;appraiser=T\n", ""},
        {"appraisal u 1.1 score=1;appraiser=T\nappraisal u 1.1 appraiser=a\n", ""},
        {"appraisal u 1.1 appraiser=a\nappraisal u 1.1 score=1;appraiser=T\nappraisal u 1.1 score=1;appraiser=a\n",
         "error row-repeated u, 1.1, appraisal.csv:2; "},
    };
    expect_heard(*state, cases, sizeof cases / sizeof *cases);
}

/* "appraiser: reason" of a round's row */
static void expect_voice(const struct year *year, const char *criterion, size_t round, const char *expected)
{
    int32_t component = criterion_of(year->set, criterion)->component;
    size_t unit = (size_t)par_names_find(year->units->codes, par_span_of("u"));
    uint32_t who = par_assessment_appraiser(year->assessment, unit, round, component);
    const char *voice = par_arena_join(year->work->arena, par_assessment_appraiser_name(year->assessment, who), ": ",
                                       par_assessment_reason(year->assessment, unit, round, component), NULL);
    assert_string_equal(voice, expected);
}

/* Whichever file comes first, the row of the first in the order of their names stands. */
static void the_order_of_appraisers_does_not_matter(void **state)
{
    static const char *const rows[] = {
        OWN_ROWS "appraisal u 1.1 score=1;appraiser=a;reason=x\nappraisal u 1.1 score=1;appraiser=T;reason=y\n",
        OWN_ROWS "appraisal u 1.1 score=1;appraiser=T;reason=y\nappraisal u 1.1 score=1;appraiser=a;reason=x\n"};
    for (size_t i = 0; i < 2; i++)
        expect_voice(read_year(*state, rows[i]), "1.1", 1, "T: y");
}

/* --- What is kept ------------------------------------------------------------------------------------------------- */

static void rows_keep_appraiser_and_reason(void **state)
{
    struct year *year = read_year(*state, OWN_ROWS "appraisal u 1.1 score=1.5;appraiser=t;reason=chậm\n"
                                                   "appraisal u 1.2 agree=yes;appraiser=a\n"
                                                   "appraisal u 2.2 score=1;appraiser=b;reason=chậm\n"
                                                   "appraisal u 2 applies=no;appraiser=x;reason=không có\n"
                                                   "council u 1.1 score=1;reason=họp\n");
    expect_voice(year, "1.1", 1, "T: chậm"); /* as the set writes it */
    expect_voice(year, "1.2", 1, "a: ");
    expect_voice(year, "1.3", 1, ": ");
    expect_voice(year, "2.1", 1, "x: không có"); /* said of the criterion above */
    expect_voice(year, "2.2", 1, "b: chậm");
    expect_voice(year, "1.1", 2, ": họp");
}

/* The round whose row a score names its appraiser and reason from. */
static void a_score_knows_who_gave_it(void **state)
{
    struct work *work = *state;
    struct year *year = read_year(work, OWN_ROWS "appraisal u 1.1 score=1;appraiser=a\n"
                                                 "appraisal u 1.2 agree=yes;appraiser=a\n"
                                                 "appraisal u 2.2 score=1;appraiser=b\n"
                                                 "council u 1.1 agree=yes\n"
                                                 "council u 1.2 agree=yes\n"
                                                 "council u 2.2 score=0.5\n");
    static const struct {
        const char *id;
        int round;
    } cases[] = {{"1.1", 1}, {"1.2", 1}, {"1.3", -1}, {"2.2", 2}};
    struct par_unit_score *score = scores_of(year, "u", false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(score->nodes[criterion_of(year->set, cases[i].id) - year->set->criteria].said_round,
                         cases[i].round);
}

/* --- Whose work it is --------------------------------------------------------------------------------------------- */

static void work_belongs_to_somebody(void **state)
{
    struct work *work = *state;
    struct year *year = read_year(work, OWN_ROWS "appraisal u 1.2 appraiser=T\n"
                                                 "appraisal u 1.3 score=0.5;appraiser=T\n");
    static const struct {
        const char *unit, *id, *due;
    } cases[] = {
        {"u", "1.1", "a"}, /* the first that the set names */
        {"a", "1.1", "T"}, /* but not the unit itself */
        {"u", "1.2", "T"}, /* whose empty row says so */
        {"u", "1.3", "T"}, {"u", "2.2", "a"}, {"a", "2.2", "b"}, {"u", "c.1", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t unit = (size_t)par_names_find(year->units->codes, par_span_of(cases[i].unit));
        int32_t component = criterion_of(year->set, cases[i].id)->component;
        uint32_t who = par_assessment_appraiser_due(year->assessment, unit, component);
        assert_string_equal(par_assessment_appraiser_name(year->assessment, who), cases[i].due);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_row_that_stands_is_said_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_those_named_are_heard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_round_names_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_appraises_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_appraisers_must_say_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_order_of_appraisers_does_not_matter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_keep_appraiser_and_reason, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_score_knows_who_gave_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(work_belongs_to_somebody, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
