/* The steps from rows to points: as data, and the numbers in them as people read them. Expected values are by hand,
 * from explain.h and the rules of par-criteria(5). */
#include "parindex/explain.h"

#include "explain_words.h"
#include "year.h"

/* --- Steps as text ------------------------------------------------------------------------------------------------ */

/* In lowest terms. */
static void append_ratio(struct text *text, const char *name, bool is, struct par_ratio ratio)
{
    char number[128];
    if (!is)
        return;
    for (long long divisor = 2; divisor <= 1000; divisor++)
        while (ratio.num % divisor == 0 && ratio.den % divisor == 0)
            ratio = (struct par_ratio){ratio.num / divisor, ratio.den / divisor};
    bool whole = ratio.num % ratio.den == 0;
    snprintf(number, sizeof number, whole ? " %s %lld" : " %s %lld/%lld", name,
             (long long)(whole ? ratio.num / ratio.den : ratio.num), (long long)ratio.den);
    append(text, number);
}

static void append_maybe_named(struct text *text, const char *name, struct par_maybe points)
{
    if (!points.is)
        return;
    append(text, name);
    append_points(text, points.points);
}

/* "proportion first 75 low 0 high 100 value 9/4 max 3", the members that are there. */
static void append_step(struct text *text, const struct par_step *step)
{
    append(text, par_step_kind_name(step->kind));
    if (step->name) {
        append(text, " ");
        append(text, step->name);
    }
    append_ratio(text, "first", step->first.is, step->first.ratio);
    append_ratio(text, "second", step->second.is, step->second.ratio);
    append_ratio(text, "low", step->low.is, step->low.at);
    append_ratio(text, "high", step->high.is, step->high.at);
    append_ratio(text, "value", step->value.is, step->value.ratio);
    append_maybe_named(text, " points ", step->points);
    append_maybe_named(text, " before ", step->before);
    append_maybe_named(text, " max ", step->max);
    append(text, "\n");
}

struct telling {
    const char *what;
    const char *find, *replace; /* an edit of the set; NULL: none */
    const char *facts;
    const char *rows;
    const char *criterion;
    const char *expected;
};

static struct year *year_of(struct work *work, const struct telling *telling)
{
    const char *json = year_set;
    if (telling->find)
        json = edited(work->arena, year_set, telling->find, telling->replace);
    struct year *year = new_year(work, json, "u v", telling->facts);
    par_assessment_keep_said(year->assessment, PAR_SAID_OF_ALL);
    add_rows(year, telling->rows);
    par_assessment_finish(year->assessment);
    if (par_diags_errors(work->diags))
        fail_with_findings(telling->what, work->diags);
    return year;
}

static struct par_explanation explain(struct year *year, const char *criterion)
{
    static const struct par_score_options options = {.sums_per_round = true};
    size_t unit = (size_t)par_names_find(year->units->codes, par_span_of("u"));
    return par_explain(year->assessment, unit, &options, scores_of(year, "u", false),
                       (int32_t)(criterion_of(year->set, criterion) - year->set->criteria), year->work->arena);
}

static void tell(struct work *work, const struct telling *telling)
{
    struct text text = {.size = 0};
    struct par_explanation explanation = explain(year_of(work, telling), telling->criterion);
    for (size_t i = 0; i < explanation.count; i++)
        append_step(&text, &explanation.steps[i]);
    if (strcmp(text.bytes, telling->expected) != 0)
        fail_msg("%s\nfound\n%sexpected\n%s", telling->what, text.bytes, telling->expected);
}

static void tell_all(struct work *work, const struct telling *tellings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tell(work, &tellings[i]);
}

/* --- Rules -------------------------------------------------------------------------------------------------------- */

#define AGREED "appraisal u 1.1 agree=yes\nappraisal u 1.2 agree=yes\nappraisal u 1.3 agree=yes\n"

static const struct telling of_rules[] = {
    {"a choice, evidence and agreement", NULL, NULL, "", OWN_ROWS AGREED, "1.1",
     "rule-option kip points 2\nrule-option cham points 1\nrule-option khong points 0\n"
     "round\noption kip points 2\ncomputed points 2 max 2\nevidence\n"
     "round\nturn agreed points 2 before 2\n"
     "course untouched\nscored points 2 max 2\n"},
    {"3 of 4 is 75 %, and 75 % of 3 is 2.25", NULL, NULL, "", OWN_ROWS AGREED, "1.2",
     "rule-measure percent\nrule-linear high 100 max 3\n"
     "round\ninput value 3\ninput value 4\nmeasured percent first 3 second 4 value 75\n"
     "proportion first 75 low 0 high 100 value 9/4 max 3\ncomputed points 2.25 max 3\n"
     "round\nturn agreed points 2.25 before 2.25\n"
     "course untouched\nscored points 2.25 max 3\nlost points 0.75\n"},
    {"1 of 3 of 3 needs no rounding, 2 of 7 does: 6/7 is 0.86", NULL, NULL, "",
     "self u 1.2 xong=2;giao=7\nappraisal u 1.2 agree=yes\n", "1.2",
     "rule-measure percent\nrule-linear high 100 max 3\n"
     "round\ninput value 2\ninput value 7\nmeasured percent first 2 second 7 value 200/7\n"
     "proportion first 200/7 low 0 high 100 value 6/7 max 3\nrounded value 6/7 points 0.86\ncomputed points 0.86 max "
     "3\n"
     "round\nturn agreed points 0.86 before 0.86\n"
     "course untouched\nscored points 0.86 max 3\nlost points 2.14\n"},
    {"a denominator of 0 of what then does not apply", NULL, NULL, "",
     "self u 1.1 answer=kip\nself u 1.2 xong=0;giao=0\nappraisal u 1.2 agree=yes\n", "1.2",
     "rule-measure percent\nrule-linear high 100 max 3\n"
     "round\ninput value 0\ninput value 0\nzero not_applicable first 0 second 0\n"
     "round\nturn agreed\ncourse not-applicable\nnot-applicable max 3\n"},
    {"facts: 3 x 100 % + 1 x 0 % of 4 answers", NULL, NULL, "u tot=3;kem=1", OWN_ROWS, "2.1",
     "rule-weight value 100\nrule-weight value 0\n"
     "round\nfacts\ninput value 3\ninput value 1\nweighted first 300 second 4 value 75\n"
     "share first 75 value 9/4 max 3\ncomputed points 2.25 max 3\n"
     "scored points 2.25 max 3\nlost points 0.75\n"},
    {"a penalty for each: 5 times 0.5 is more than 2", NULL, NULL, "",
     OWN_ROWS "self u t.1 tre=5\nappraisal u t.1 agree=yes\n", "t.1",
     "rule-measure count\nrule-item points 0.5 max 2\n"
     "round\ninput value 5\nitems first 5 second 1/2 value 5/2\nitems-cap max 2\ncomputed points 2 max 2\n"
     "round\nturn agreed points 2 before 2\ncourse untouched\nscored points 2 max 2\n"},
};

static void rules_are_gone_through(void **state)
{
    tell_all(*state, of_rules, sizeof of_rules / sizeof *of_rules);
}

/* --- Rounds ------------------------------------------------------------------------------------------------------- */

static const struct telling of_rounds[] = {
    {"a cut and what the council gives back: 3 - 2.25 by the rule, 0.25 by the council", NULL, NULL, "",
     OWN_ROWS "appraisal u 1.2 score=1;reason=x\ncouncil u 1.2 score=2\n", "1.2",
     "rule-measure percent\nrule-linear high 100 max 3\n"
     "round\ninput value 3\ninput value 4\nmeasured percent first 3 second 4 value 75\n"
     "proportion first 75 low 0 high 100 value 9/4 max 3\ncomputed points 2.25 max 3\n"
     "round\nscore points 1 before 2.25\noverride points 1 before 2.25\nturn cut points 1 before 2.25\nreason\n"
     "round\nscore points 2 before 1\noverride points 2 before 2.25\nturn restored-in-part points 2 before 1\n"
     "course restored-in-part\nscored points 2 max 3\nlost points 1\nlost-rule points 0.75\nlost-cut points 0.25\n"},
    {"a typed score has no rule to compare with, but a claim", NULL, NULL, "", OWN_ROWS "appraisal u 1.3 score=0.5\n",
     "1.3",
     "rule-manual value 1/4 points 0 max 1\n"
     "round\nscore points 0.75\n"
     "round\nscore points 0.5 before 0.75\nturn cut points 0.5 before 0.75\n"
     "course cut\nscored points 0.5 max 1\nlost points 0.5\nlost-claim points 0.25\n"},
    {"another answer than claimed takes what was claimed, though the rule gives it", NULL, NULL, "",
     "self u 1.1 answer=kip;evidence=x\nappraisal u 1.1 answer=cham\n", "1.1",
     "rule-option kip points 2\nrule-option cham points 1\nrule-option khong points 0\n"
     "round\noption kip points 2\ncomputed points 2 max 2\nevidence\n"
     "round\noption cham points 1\ncomputed points 1 max 2\nturn cut points 1 before 2\n"
     "course cut\nscored points 1 max 2\nlost points 1\nlost-claim points 1\n"},
    {"a claim beside a lower answer", NULL, NULL, "", "self u 1.1 answer=cham;score=2\nappraisal u 1.1 agree=yes\n",
     "1.1",
     "rule-option kip points 2\nrule-option cham points 1\nrule-option khong points 0\n"
     "round\noption cham points 1\ncomputed points 1 max 2\nclaim-differs points 2 before 1\nno-evidence\n"
     "round\nturn agreed points 1 before 1\ncourse untouched\nscored points 1 max 2\nlost points 1\n"},
    {"nothing is settled", NULL, NULL, "", "self u 1.1 score=1\n", "1.1",
     "rule-option kip points 2\nrule-option cham points 1\nrule-option khong points 0\n"
     "round\nclaim-alone points 1\nno-evidence\nno-row\npending max 2\n"},
    {"nobody spoke of a penalty", NULL, NULL, "", OWN_ROWS, "t.2", "rule-manual points 0 max 1\nunclaimed max 1\n"},
    {"the criterion above does not apply", NULL, NULL, "", OWN_ROWS "appraisal u 1 applies=no\n", "1.3",
     "rule-manual value 1/4 points 0 max 1\nround\nscore points 0.75\nround\ngroup-applies-not\n"
     "course not-applicable\nnot-applicable max 1\n"},
    {"left out by the set, a row does not count", "'id': '1.2', 'name'", "'id': '1.2', 'except': ['u'], 'name'", "",
     OWN_ROWS, "1.2", "not-counted\nexcluded max 3\n"},
    {"what is missing may be lost",
     "'rounds': [{'id': 'self'}, {'id': 'appraisal', 'settles': ['report', 'appraiser']},",
     "'missing': 'lose', 'rounds': [{'id': 'self'}, {'id': 'appraisal'},", "", "self u 1.1 answer=kip;evidence=x\n",
     "1.3", "rule-manual value 1/4 points 0 max 1\nno-row\nmissing-lost points 0 max 1\nlost points 1\n"},
    {"a unit that filed nothing", NULL, NULL, "", "self v 1.1 answer=kip\n", "1.1", "not-submitted max 2\n"},
};

static void rounds_are_gone_through(void **state)
{
    tell_all(*state, of_rounds, sizeof of_rounds / sizeof *of_rounds);
}

/* --- Parts -------------------------------------------------------------------------------------------------------- */

static const struct telling of_parts[] = {
    {"5 of 6, and 5 / 6 x 100 is 83.33", NULL, NULL, "", OWN_ROWS AGREED, "1",
     "part scored points 2 max 2\npart scored points 2.25 max 3\npart scored points 0.75 max 1\n"
     "sum-of-parts points 5 max 6\nscored points 5 max 6\nlost points 1\n"
     "index first 5 second 6 value 250/3 points 83.33\n"},
    {"5 + 2.25 + 1 with a bonus of 2 capped at 1 and a penalty of 1", NULL, NULL, "u tot=3;kem=1",
     OWN_ROWS AGREED "appraisal u 2.2 score=1\nappraisal u c.1 score=2\nappraisal u t.2 score=1\n", "total",
     "part scored points 5 max 6\npart scored points 3.25 max 4\nsum-of-parts points 8.25 max 10\n"
     "bonus points 1 before 8.25\npenalty points 1 before 9.25\n"
     "scored points 8.25 max 10\nlost points 1.75\nindex first 33/4 second 10 value 165/2 points 82.5\n"},
    {"a block at its cap", NULL, NULL, "", OWN_ROWS "appraisal u c.1 score=2\n", "cong",
     "part scored points 2 max 2\nsum-of-parts points 2 max 1\nblock-cap points 1 before 2\nscored points 1 max 1\n"},
    {"half of the maximum does not apply", NULL, NULL, "", OWN_ROWS AGREED "appraisal u 2 applies=no\n", "total",
     "part scored points 5 max 6\npart not_applicable max 0\nsum-of-parts points 5 max 10\n"
     "applicable before 10 max 6\nscored points 5 max 6\nlost points 1\nindex first 5 second 6 value 250/3 points "
     "83.33\n"},
};

static void parts_are_folded(void **state)
{
    tell_all(*state, of_parts, sizeof of_parts / sizeof *of_parts);
}

/* --- Places ------------------------------------------------------------------------------------------------------- */

/* The fixture counts columns from 1 in the order of the roles, inputs from 100, and lines from 2. */
static void every_number_has_its_place(void **state)
{
    static const struct telling telling = {.what = "places", .facts = "u tot=3;kem=1", .rows = OWN_ROWS AGREED};
    struct year *year = year_of(*state, &telling);
    struct par_explanation explanation = explain(year, "1.2");
    const struct par_step *input = &explanation.steps[3];
    assert_int_equal(input->kind, PAR_STEP_INPUT);
    assert_string_equal(input->place.file, "self.csv");
    assert_int_equal(input->place.line, 3);
    assert_int_equal(input->place.field, 100);
    assert_string_equal(input->place.header, "xong");
    explanation = explain(year, "2.1");
    assert_int_equal(explanation.steps[4].kind, PAR_STEP_INPUT);
    assert_string_equal(explanation.steps[4].place.file, "facts.csv");
}

/* --- Numbers as they are read ------------------------------------------------------------------------------------- */

static const struct {
    long long num, den;
    enum par_amount_unit unit;
    const char *text, *exact, *approximate;
} readings[] = {
    {498 * 100, 512, PAR_AMOUNT_PERCENT, "97,265625 %", "97.265625", ""}, /* ends: never rounded */
    {200, 3, PAR_AMOUNT_PERCENT, "≈ 66,67 % (200/3)", "200/3", "66.67"},
    {979999 * 3 + 1, 30000, PAR_AMOUNT_PERCENT, "≈ 97,9999 % (1469999/15000)", "1469999/15000", "97.9999"}, /* not 98 */
    {-273800, 54757, PAR_AMOUNT_PERCENT, "≈ -5,0003 % (-273800/54757)", "-273800/54757", "-5.0003"},
    {123456789012345678, 1, PAR_AMOUNT_NUMBER, "123456789012345678", "123456789012345678", ""},
    {3, 2, PAR_AMOUNT_POINTS, "1,50 points", "1.5", ""},
    {1, 1, PAR_AMOUNT_POINTS, "1,00 point", "1", ""},
    {-3, 1, PAR_AMOUNT_DAYS, "-3 days", "-3", ""},
    {0, 1, PAR_AMOUNT_DATE, "01/01/1970", "1970-01-01", ""},
    {19782, 1, PAR_AMOUNT_DATE, "29/02/2024", "2024-02-29", ""}, /* date -d 2024-02-29 +%s / 86400 */
    {-25567, 1, PAR_AMOUNT_DATE, "01/01/1900", "1900-01-01", ""},
    {20468, 1, PAR_AMOUNT_DATE, "15/01/2026", "2026-01-15", ""},
};

static void numbers_are_exact_or_say_so(void **state)
{
    struct work *work = *state;
    struct par_cli cli = {.language = "en", .arena = work->arena};
    struct par_unit unit = {.set = good_set(work, year_set)};
    struct par_explaining with = {.cli = &cli, .unit = &unit, .decimal = ','};
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        struct par_amount amount = {true, readings[i].unit, {readings[i].num, readings[i].den}};
        assert_string_equal(par_amount_text(&with, amount), readings[i].text);
        assert_string_equal(par_amount_exact(&with, amount), readings[i].exact);
        assert_string_equal(par_amount_approximate(&with, amount), readings[i].approximate);
    }
}

static void ranges_are_said(void **state)
{
    struct work *work = *state;
    struct par_cli cli = {.language = "en", .arena = work->arena};
    struct par_explaining with = {.cli = &cli, .decimal = '.'};
    struct par_limit none = {0}, from = {true, false, PAR_AMOUNT_PERCENT, {95, 1}},
                     below = {true, true, PAR_AMOUNT_PERCENT, {98, 1}};
    struct par_limit above = from, to = below;
    above.open = true;
    to.open = false;
    assert_string_equal(par_range_words(&with, from, below), "from 95 % to below 98 %");
    assert_string_equal(par_range_words(&with, from, to), "from 95 % to 98 %");
    assert_string_equal(par_range_words(&with, above, to), "above 95 %, up to 98 %");
    assert_string_equal(par_range_words(&with, above, below), "above 95 % and below 98 %");
    assert_string_equal(par_range_words(&with, from, none), "95 % or more");
    assert_string_equal(par_range_words(&with, none, to), "98 % or less");
    assert_string_equal(par_range_words(&with, from, from), "exactly 95 %");
}

static void every_kind_has_a_name_of_its_own(void **state)
{
    for (int kind = 0; kind < PAR_STEP_KINDS; kind++) {
        const char *name = par_step_kind_name((enum par_step_kind)kind);
        assert_non_null(name);
        for (int other = 0; other < kind; other++)
            assert_string_not_equal(name, par_step_kind_name((enum par_step_kind)other));
    }
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rules_are_gone_through, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rounds_are_gone_through, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_are_folded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_number_has_its_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_are_exact_or_say_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ranges_are_said, set_up, tear_down),
        cmocka_unit_test(every_kind_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
