/* From rows to the points of a unit: rounds and how they settle, what does not apply, what is missing, bonus and
 * penalty. The expected points are by hand, from score.h, assessment.h, par-assessment(5) and par-scores(5). */
#include "parindex/score.h"

#include "numbers.h"
#include "parindex/files.h"
#include "year.h"

/* --- Scenarios ---------------------------------------------------------------------------------------------------- */

struct scenario {
    const char *what;
    const char *find, *replace; /* an edit of the set; NULL: none */
    const char *facts;
    const char *rows;
    const char *expected;
};

static void play(struct work *work, const struct scenario *scenario, bool blank_means_agree)
{
    const char *json = year_set;
    if (scenario->find)
        json = edited(work->arena, year_set, scenario->find, scenario->replace);
    struct year *year = new_year(work, json, "u v:nhom-b", scenario->facts);
    add_rows(year, scenario->rows);
    par_assessment_finish(year->assessment);
    if (par_diags_errors(work->diags))
        fail_with_findings(scenario->what, work->diags);
    expect_nodes(year, scores_of(year, "u", blank_means_agree), scenario->what, scenario->expected);
}

static void play_all(struct work *work, const struct scenario *scenarios, size_t count)
{
    for (size_t i = 0; i < count; i++)
        play(work, &scenarios[i], false);
}

/* --- Rounds ------------------------------------------------------------------------------------------------------- */

static const struct scenario rounds[] = {
    {"nothing is settled before the appraisal, but the survey needs none", NULL, NULL, "u tot=3;kem=1", OWN_ROWS,
     "total incomplete 2.25/10 [7.25 7.25 7.25] open 7, pending\n"
     "1 incomplete -/6 [5 5 5] open 6, pending\n"
     "1.1 pending -/2 [2 - -] open 2, pending\n"
     "1.2 pending -/3 [2.25 - -] open 3, pending\n"
     "1.3 pending -/1 [0.75 - -] open 1, pending\n"
     "2 incomplete 2.25/4 [2.25 2.25 2.25] open 1, pending\n"
     "2.1 scored 2.25/3 [2.25 - -], facts\n"
     "2.2 pending -/1 [- - -] open 1, pending\n"},
    {"agreeing, cutting, adding", NULL, NULL, "u tot=3;kem=1",
     OWN_ROWS
     "appraisal u 1.1 agree=yes\nappraisal u 1.2 score=2\nappraisal u 1.3 score=0.5\nappraisal u 2.2 score=1\n",
     "total scored 7.75/10 [7.25 7.75 7.75]\n"
     "1 scored 4.5/6 [5 4.5 4.5]\n"
     "1.1 scored 2/2 [2 2 -], agreed\n"
     "1.2 scored 2/3 [2.25 2 -], override\n"
     "1.3 scored 0.5/1 [0.75 0.5 -]\n"
     "2 scored 3.25/4 [2.25 3.25 3.25]\n"
     "2.2 scored 1/1 [- 1 -]\n"},
    {"a later round settles as well, and the last word counts", NULL, NULL, "u tot=3;kem=1",
     OWN_ROWS "appraisal u 1.1 score=1\ncouncil u 1.1 score=2\ncouncil u 1.2 agree=yes\ncouncil u 1.3 score=1\n",
     "1 scored 5.25/6 [5 4 5.25]\n"
     "1.1 scored 2/2 [2 1 2]\n"
     "1.2 scored 2.25/3 [2.25 - 2.25], agreed\n"
     "1.3 scored 1/1 [0.75 - 1]\n"},
    {"an override can be taken back by what the rule gives", NULL, NULL, "",
     OWN_ROWS "appraisal u 1.2 score=1\ncouncil u 1.2 xong=2;giao=4\n", "1.2 scored 1.5/3 [2.25 1 1.5]\n"},
    {"a row that says nothing settles nothing", NULL, NULL, "",
     OWN_ROWS "appraisal u 1.1 note=x\nappraisal u 1.2 agree=no\n",
     "1.1 pending -/2 [2 - -] open 2, pending\n"
     "1.2 pending -/3 [2.25 - -] open 3, pending\n"},
    {"appraised without a claim", NULL, NULL, "", "self u 1.1 answer=kip;evidence=QD\nappraisal u 1.2 score=3\n",
     "1.1 pending -/2 [2 - -] open 2, pending\n"
     "1.2 scored 3/3 [- 3 -]\n"
     "1.3 pending -/1 [- - -] open 1, pending\n"
     "1 incomplete 3/6 [2 5 5] open 3, pending\n"
     "total incomplete 3/10 [2 5 5] open 7, missing, pending\n"},
    {"no round must settle", "[{'id': 'self'}, {'id': 'appraisal', 'settles': ['report', 'appraiser']},",
     "[{'id': 'self'}, {'id': 'appraisal'},", "u tot=1;kem=0", OWN_ROWS "self u 2.2 score=1\n",
     "total scored 9/10 [9 9 9]\n"},
};

static void rounds_settle(void **state)
{
    play_all(*state, rounds, sizeof rounds / sizeof *rounds);
}

static void a_blank_row_may_agree(void **state)
{
    struct work *work = *state;
    static const char rows[] = OWN_ROWS "appraisal u 1.1 note=x\nappraisal u 1.2 agree=no\nappraisal u 1.3 reason=y\n";
    play(work,
         &(struct scenario){"blank", NULL, NULL, "", rows,
                            "1.1 scored 2/2 [2 2 -], agreed\n"
                            "1.2 pending -/3 [2.25 - -] open 3, pending\n"
                            "1.3 pending -/1 [0.75 - -] open 1, pending\n"},
         true);
}

static const struct scenario claims[] = {
    {"the answer counts, not the claim; evidence is missing", NULL, NULL, "", "self u 1.1 answer=cham;score=2\n",
     "1.1 pending -/2 [1 - -] open 2, claim-differs, no-evidence, pending\n"},
    {"a claim alone counts", NULL, NULL, "", "self u 1.1 score=2;evidence=QD\nappraisal u 1.1 agree=yes\n",
     "1.1 scored 2/2 [2 2 -], claim-alone, agreed\n"},
    {"0 points need no evidence", NULL, NULL, "", "self u 1.1 answer=khong\nappraisal u 1.1 agree=co\n",
     "1.1 scored 0/2 [0 0 -], agreed\n"},
    {"more decimals than the set keeps, half up", NULL, NULL, "",
     "self u 1.1 answer=kip;evidence=x\nappraisal u 2.2 "
     "score=0.435\n",
     "2.2 scored 0.44/1 [- 0.44 -], rounded\n"},
    {"a later score replaces a rounded one", NULL, NULL, "",
     "self u 1.1 answer=kip;evidence=x\nappraisal u 2.2 score=0.435\ncouncil u 2.2 score=0.5\n",
     "2.2 scored 0.5/1 [- 0.44 0.5]\n"},
    {"a fault of the decision is kept",
     "'max': 2, 'evidence': 'required', 'rule': {'type': 'choice', 'options': [   "
     "{'key': 'kip', 'points': 2}",
     "'max': 2, 'accept': [{'fault': 'best-not-max', 'reason': {'vi': 'x'}}], 'rule': {'type': 'choice', 'options': "
     "[{'key': 'kip', 'points': 1.5}",
     "", "self u 1.1 answer=kip\nappraisal u 1.1 agree=x\n", "1.1 scored 1.5/2 [1.5 1.5 -], agreed, accepted\n"},
};

static void claims_are_marked(void **state)
{
    play_all(*state, claims, sizeof claims / sizeof *claims);
}

/* --- What does not apply ------------------------------------------------------------------------------------------ */

#define SETTLED_ROWS                                             \
    "self u 1.1 answer=kip;evidence=QD\nself u 1.3 score=0.75\n" \
    "appraisal u 1.1 agree=yes\nappraisal u 1.3 agree=yes\nappraisal u 2.2 score=0.5\n"

static const struct scenario absences[] = {
    {"the unit says so, and the appraiser agrees: 5 of 7", NULL, NULL, "u tot=3;kem=1",
     "self u 1.2 applies=no\n" SETTLED_ROWS "appraisal u 1.2 agree=yes\n",
     "total scored 5.5/7 [5 5.5 5.5]\n"
     "1 scored 2.75/3 [2.75 2.75 2.75]\n"
     "1.2 not_applicable -/0 [- - -]\n"},
    {"the unit says so, nobody agreed yet", NULL, NULL, "", "self u 1.2 applies=không\n" SETTLED_ROWS,
     "1 incomplete 2.75/6 [2.75 2.75 2.75] open 3, pending\n"
     "1.2 pending -/3 [- - -] open 3, pending\n"},
    {"the appraiser says so of anything", NULL, NULL, "",
     "self u 1.2 xong=1;giao=1\n" SETTLED_ROWS "appraisal u 1.2 agree=yes\ncouncil u 1.3 applies=no\n",
     "1 scored 5/5 [5.75 5.75 5]\n"
     "1.3 not_applicable -/0 [0.75 0.75 -], agreed\n"},
    {"a base of 0 says so", NULL, NULL, "", "self u 1.2 xong=0;giao=0\n" SETTLED_ROWS "appraisal u 1.2 agree=yes\n",
     "1.2 not_applicable -/0 [- - -]\n"
     "1 scored 2.75/3 [2.75 2.75 2.75]\n"},
    {"a later score brings it back", NULL, NULL, "", "self u 1.2 applies=no\n" SETTLED_ROWS "appraisal u 1.2 score=2\n",
     "1.2 scored 2/3 [- 2 -]\n"},
    {"applies after all, but nobody gave points", NULL, NULL, "",
     "self u 1.2 applies=no\n" SETTLED_ROWS "appraisal u 1.2 applies=yes\n",
     "1.2 missing -/3 [- - -] open 3, missing\n"},
    {"the set leaves it out", "'max': 3, 'may_not_apply': true", "'max': 3, 'applies_to': ['nhom-b']", "", SETTLED_ROWS,
     "1.2 not_applicable -/0 [- - -], excluded\n"
     "1 scored 2.75/3 [2.75 2.75 2.75]\n"},
    {"a whole domain is left out", "'max': 4, 'nodes'", "'max': 4, 'except': ['u'], 'nodes'", "",
     OWN_ROWS "appraisal u 1.1 agree=1\nappraisal u 1.2 agree=1\nappraisal u 1.3 agree=1\n",
     "2 not_applicable -/0 [- - -]\n"
     "total scored 5/6 [5 5 5]\n"},
    {"a row on the criterion speaks for its parts", "'max': 4, 'nodes'", "'max': 4, 'may_not_apply': true, 'nodes'", "",
     OWN_ROWS "self u 2 applies=no\nappraisal u 1.1 agree=1\nappraisal u 1.2 agree=1\nappraisal u 1.3 agree=1\n"
              "appraisal u 2.2 agree=1\n",
     "2 not_applicable -/0 [- - -]\n"
     "total scored 5/6 [5 5 5]\n"},
    {"full: all of the points", "'max': 10,", "'max': 10, 'not_applicable': 'full',", "u tot=3;kem=1",
     "self u 1.2 applies=no\n" SETTLED_ROWS "appraisal u 1.2 agree=yes\n", "1.2 not_applicable 3/3 [- 3 -], full\n"},
};

static void what_does_not_apply_is_left_out(void **state)
{
    play_all(*state, absences, sizeof absences / sizeof *absences);
}

/* "Per round: a component: what it gave; others: the sum standing after it": what a later round declared not to apply
 * no longer stands, and what counts as full does; but what a round gave before stays what it was. */
static const struct scenario standings[] = {
    {"declared not applicable by the council", NULL, NULL, "",
     "self u 1.2 xong=1;giao=1\n" SETTLED_ROWS "appraisal u 1.2 agree=yes\ncouncil u 1.3 applies=no\n",
     "1 scored 5/5 [5.75 5.75 5]\n"},
    {"full: all of the points, in the total too", "'max': 10,", "'max': 10, 'not_applicable': 'full',", "u tot=3;kem=1",
     "self u 1.2 applies=no\n" SETTLED_ROWS "appraisal u 1.2 agree=yes\n", "total scored 8.5/10 [8 8.5 8.5]\n"},
    {"full, but only the council said so: half of 3 was claimed and agreed with", "'max': 10,",
     "'max': 10, 'not_applicable': 'full',", "",
     "self u 1.2 xong=1;giao=2\n" SETTLED_ROWS "appraisal u 1.2 agree=yes\ncouncil u 1.2 applies=no\n",
     "1.2 not_applicable 3/3 [1.5 1.5 -], agreed, full\n"
     "1 scored 5.75/6 [4.25 4.25 5.75]\n"},
};

static void sums_after_a_round_leave_out_what_fell_away(void **state)
{
    play_all(*state, standings, 2);
}

static void what_a_round_gave_stays_what_it_was(void **state)
{
    play(*state, &standings[2], false);
}

/* par-score's answer must not depend on the order of rows, and "a row of a part that says so itself goes before" one of
 * its criterion (par-assessment(5)). */
static void expect_same_in_both_orders(struct work *work, const char *group, const char *part, const char *expected)
{
    const char *json = edited(work->arena, year_set, "'max': 4, 'nodes'", "'max': 4, 'may_not_apply': true, 'nodes'");
    for (int order = 0; order < 2; order++) {
        struct year *year = new_year(work, json, "u", "");
        add_rows(year, par_arena_join(work->arena, "self u 1.1 answer=khong\n", order ? part : group,
                                      order ? group : part, NULL));
        par_assessment_finish(year->assessment);
        expect_nodes(year, scores_of(year, "u", false), order ? "the part first" : "the criterion first", expected);
    }
}

static void a_part_goes_before_its_criterion(void **state)
{
    expect_same_in_both_orders(*state, "self u 2 applies=no\n", "self u 2.1 applies=yes;tot=1;kem=0\n",
                               "2.1 scored 3/3 [3 - -]\n");
}

static void the_order_of_rows_does_not_matter(void **state)
{
    expect_same_in_both_orders(*state, "self u 2 applies=no\n", "self u 2.1 tot=1;kem=0\n",
                               "2.1 not_applicable -/0 [- - -]\n");
}

static const char nested[] =
    "{'format': 'parindex-criteria/1', 'id': 'x', 'year': 2025, 'title': {'vi': 'x'}, 'max': 2, 'source': {'status':"
    " 'sample'}, 'nodes': [{'id': '1', 'name': {'vi': 'x'}, 'max': 2, 'may_not_apply': true, 'nodes': ["
    "  {'id': '1.1', 'name': {'vi': 'x'}, 'max': 1, 'nodes': ["
    "   {'id': '1.1.1', 'name': {'vi': 'x'}, 'max': 1, 'rule': {'type': 'manual'}}]},"
    "  {'id': '1.2', 'name': {'vi': 'x'}, 'max': 1, 'rule': {'type': 'manual'}}]}]}";

/* The nearer of two criteria goes before the farther, whichever row comes first. */
static void the_nearer_criterion_goes_before(void **state)
{
    struct work *work = *state;
    static const char *const orders[] = {"self u 1 applies=no\nself u 1.1 applies=yes\nself u 1.1.1 score=1\n",
                                         "self u 1.1 applies=yes\nself u 1.1.1 score=1\nself u 1 applies=no\n",
                                         "self u 1.1.1 score=1\nself u 1 applies=no\nself u 1.1 applies=yes\n"};
    for (size_t i = 0; i < 3; i++) {
        struct year *year = new_year(work, nested, "u", "");
        add_rows(year, orders[i]);
        par_assessment_finish(year->assessment);
        expect_nodes(year, scores_of(year, "u", false), orders[i],
                     "1.1.1 scored 1/1 [1]\n"
                     "1.2 not_applicable -/0 [-]\n"
                     "total scored 1/1 [1]\n");
    }
}

/* Hue 2020 (shared/data/results): 42.63 of 48 of 50 points is 44.41 rescaled and 88.81 %. */
static void a_total_is_rescaled(void **state)
{
    struct work *work = *state;
    struct year *year =
        new_year(work,
                 "{'format': 'parindex-criteria/1', 'id': 'hue', 'year': 2020, 'title': {'vi': 'Huế'}, 'max': 50,"
                 " 'source': {'status': 'sample'}, 'not_applicable': 'rescale', 'nodes': ["
                 " {'id': '1', 'name': {'vi': 'A'}, 'max': 48, 'rule': {'type': 'manual'}},"
                 " {'id': '2', 'name': {'vi': 'B'}, 'max': 2, 'may_not_apply': true, 'rule': {'type': 'manual'}}]}",
                 "u", "");
    add_rows(year, "self u 1 score=42.63\nself u 2 applies=n/a\n");
    par_assessment_finish(year->assessment);
    const struct par_unit_score *score = scores_of(year, "u", false);
    expect_nodes(year, score, "Hue", "total scored 42.63/48 [42.63]\n");
    par_points percent, rescaled;
    assert_true(par_score_percent(year->set, &score->nodes[0], &percent));
    assert_true(par_score_rescaled(year->set, &score->nodes[0], &rescaled));
    assert_int_equal(percent, points_of("88.81"));
    assert_int_equal(rescaled, points_of("44.41"));
    assert_false(par_score_percent(year->set, &score->nodes[2], &percent));
}

static void nothing_applies_to_some(void **state)
{
    struct work *work = *state;
    const char *json = edited(work->arena, year_set, "'max': 6, 'nodes'", "'max': 6, 'except': ['u'], 'nodes'");
    json = edited(work->arena, json, "'max': 4, 'nodes'", "'max': 4, 'except': ['u'], 'nodes'");
    struct year *year = new_year(work, json, "u", "");
    add_rows(year, "self u 1.1 answer=kip\n");
    par_assessment_finish(year->assessment);
    const struct par_unit_score *score = scores_of(year, "u", false);
    expect_nodes(year, score, "nothing", "total not_applicable -/0 [- - -]\n");
    par_points percent;
    assert_false(par_score_percent(year->set, &score->nodes[0], &percent));
    forget_findings(work);
    par_score_report(score, work->diags);
    expect_finding(work, PAR_WARNING, PAR_NO_APPLICABLE);
}

/* --- What is missing ---------------------------------------------------------------------------------------------- */

#define SETTLING "'rounds': [{'id': 'self'}, {'id': 'appraisal', 'settles': ['report', 'appraiser']},"
#define NO_SETTLING "'rounds': [{'id': 'self'}, {'id': 'appraisal'},"

static const struct scenario missings[] = {
    {"mark: a lower bound", SETTLING, NO_SETTLING, "u tot=3;kem=1", SETTLED_ROWS,
     "total incomplete 5.5/10 [5 5.5 5.5] open 3, missing\n"
     "1.2 missing -/3 [- - -] open 3, missing\n"},
    {"unrank: the same", SETTLING, "'missing': 'unrank', " NO_SETTLING, "u tot=3;kem=1", SETTLED_ROWS,
     "total incomplete 5.5/10 [5 5.5 5.5] open 3, missing\n"},
    {"lose: 0 points, and nothing is open", SETTLING, "'missing': 'lose', " NO_SETTLING, "u tot=3;kem=1", SETTLED_ROWS,
     "total scored 5.5/10 [5 5.5 5.5], lost\n"
     "1 scored 2.75/6 [2.75 2.75 2.75], lost\n"
     "1.2 missing 0/3 [- - -], lost\n"},
    {"lose: what waits for a round is not lost", "'max': 10,", "'max': 10, 'missing': 'lose',", "u tot=3;kem=1",
     OWN_ROWS,
     "total incomplete 2.25/10 [7.25 7.25 7.25] open 7, pending\n"
     "2.2 pending -/1 [- - -] open 1, pending\n"},
    {"who agrees that there is nothing settles it", NULL, NULL, "u tot=3;kem=1",
     SETTLED_ROWS "appraisal u 1.2 agree=yes\n", "1.2 missing -/3 [- - -] open 3, missing\n"},
    {"nobody asked the people", NULL, NULL, "", SETTLED_ROWS, "2.1 missing -/3 [- - -] open 3, missing\n"},
    {"nothing filed but the survey", NULL, NULL, "u tot=3;kem=1", "self v 1.1 answer=kip;evidence=x\n",
     "total not_submitted -/10 [- - -]\n"
     "2.1 not_submitted -/3 [- - -]\n"},
    {"nothing filed, and a domain left out", "'max': 6, 'nodes'", "'max': 6, 'except': ['u'], 'nodes'", "",
     "self v 1.1 answer=kip;evidence=x\n",
     "total not_submitted -/4 [- - -]\n"
     "1.1 not_submitted -/0 [- - -], excluded\n"},
    {"what others found out is no submission", NULL, NULL, "", "appraisal u 2.1 tot=1;kem=0\nappraisal u 2.2 score=1\n",
     "total not_submitted -/10 [- - -]\n"},
    {"an appraiser's score is a submission", NULL, NULL, "", "appraisal u 1.1 score=2\n",
     "1.1 scored 2/2 [- 2 -]\n"
     "total incomplete 2/10 [- 2 2] open 8, missing, pending\n"},
};

static void what_is_missing_is_never_zero(void **state)
{
    play_all(*state, missings, sizeof missings / sizeof *missings);
}

/* --- Bonus and penalty -------------------------------------------------------------------------------------------- */

/* 8.25 + 1 (2 cut at the cap of 1) - 2 (1.5 + 1 cut at the cap of 2). */
#define FULL_ROWS \
    OWN_ROWS "appraisal u 1.1 agree=1\nappraisal u 1.2 agree=1\nappraisal u 1.3 agree=1\nappraisal u 2.2 score=1\n"

static const struct scenario blocks[] = {
    {"nobody spoke of them", NULL, NULL, "u tot=3;kem=1", FULL_ROWS,
     "total scored 8.25/10 [7.25 8.25 8.25]\n"
     "cong unclaimed -/1 [- - -], bonus\n"
     "c.1 unclaimed -/2 [- - -], bonus\n"
     "tru unclaimed -/2 [- - -], penalty\n"},
    {"both are capped", NULL, NULL, "u tot=3;kem=1",
     FULL_ROWS "appraisal u c.1 score=2\nappraisal u t.1 tre=3\nappraisal u t.2 score=-1\n",
     "total scored 7.25/10 [7.25 7.25 7.25]\n"
     "cong scored 1/1 [- 1 1], bonus, capped\n"
     "c.1 scored 2/2 [- 2 -], bonus\n"
     "tru scored 2/2 [- 2 2], penalty, capped\n"
     "t.1 scored 1.5/2 [- 1.5 -], penalty\n"
     "t.2 scored 1/1 [- 1 -], penalty\n"},
    {"one of two", NULL, NULL, "u tot=3;kem=1", FULL_ROWS "appraisal u t.1 tre=1\n",
     "total scored 7.75/10 [7.25 7.75 7.75]\n"
     "tru scored 0.5/2 [- 0.5 0.5], penalty\n"
     "t.2 unclaimed -/1 [- - -], penalty\n"},
    {"not below 0", NULL, NULL, "u tot=0;kem=1",
     "self u 1.1 answer=khong\nself u 1.2 xong=1;giao=4\nself u 1.3 score=0\nappraisal u 1.1 agree=1\n"
     "appraisal u 1.2 agree=1\nappraisal u 1.3 agree=1\nappraisal u 2.2 score=0\nappraisal u t.1 tre=9\n",
     "total scored 0/10 [0.75 0 0], capped\n"},
    {"above the maximum", NULL, NULL, "u tot=1;kem=0",
     "self u 1.1 answer=kip;evidence=x\nself u 1.2 xong=4;giao=4\nself u 1.3 score=1\nappraisal u 1.1 agree=1\n"
     "appraisal u 1.2 agree=1\nappraisal u 1.3 agree=1\nappraisal u 2.2 score=1\nappraisal u c.1 score=0.5\n",
     "total scored 10.5/10 [9 10.5 10.5]\n"},
    {"cut at the maximum", "'max': 10,", "'max': 10, 'cap_at_max': true,", "u tot=1;kem=0",
     "self u 1.1 answer=kip;evidence=x\nself u 1.2 xong=4;giao=4\nself u 1.3 score=1\nappraisal u 1.1 agree=1\n"
     "appraisal u 1.2 agree=1\nappraisal u 1.3 agree=1\nappraisal u 2.2 score=1\nappraisal u c.1 score=0.5\n",
     "total scored 10/10 [9 10 10], capped\n"},
    {"a claimed bonus waits for the appraiser", NULL, NULL, "u tot=3;kem=1", FULL_ROWS "self u c.1 score=2\n",
     "total incomplete 8.25/10 [8.25 9.25 9.25], pending\n"
     "cong incomplete -/1 [1 1 1], bonus, capped, pending\n"
     "c.1 pending -/2 [2 - -], bonus, pending\n"},
};

static void blocks_are_added_and_taken(void **state)
{
    play_all(*state, blocks, sizeof blocks / sizeof *blocks);
}

/* --- Weighted means ----------------------------------------------------------------------------------------------- */

static const char weighted[] =
    "{'format': 'parindex-criteria/1', 'id': 'tb', 'year': 2025, 'title': {'vi': 'TB'}, 'max': 100,"
    " 'fold': 'weighted_mean', 'source': {'status': 'sample'}, 'rounding': {'component': 6}, 'nodes': ["
    " {'id': 'a', 'name': {'vi': 'A'}, 'max': 10, 'weight': 5, 'may_not_apply': true, 'rule': {'type': 'manual'}},"
    " {'id': 'b', 'name': {'vi': 'B'}, 'max': 10, 'weight': 20, 'may_not_apply': true, 'rule': {'type': 'manual'}},"
    " {'id': 'c', 'name': {'vi': 'C'}, 'max': 8, 'weight': 15, 'may_not_apply': true, 'rule': {'type': 'manual'}}]}";

/* par-criteria(5): max x sum w (p / m) / sum w over the parts that apply. */
static void weighted_means_leave_out_what_does_not_apply(void **state)
{
    struct work *work = *state;
    static const char *const cases[][2] = {
        /* 100 (5 x 0.7 + 20 x 0.45 + 15 x 0.5) / 40 */
        {"self u a score=7\nself u b score=4.5\nself u c score=4\n", "total scored 50/100 [50]\n"},
        /* 100 (5 x 0.7 + 15 x 0.5) / 20 */
        {"self u a score=7\nself u b applies=no\nself u c score=4\n", "total scored 55/100 [55]\n"},
        /* 100 (5 x 0.7 + 15 x 0.5) / 40, and up to 50 more */
        {"self u a score=7\nself u c score=4\n", "total incomplete 27.5/100 [27.5] open 50, missing\n"},
        /* 100 x 0.333333 */
        {"self u a applies=no\nself u b score=3.333333\nself u c applies=no\n",
         "total scored 33.33333/100 [33.33333]\n"},
        {"self u a applies=no\nself u b applies=no\nself u c applies=no\n", "total not_applicable -/0 [-]\n"},
        {"self u a note=x\n", "total incomplete -/100 [-] open 100, missing\n"},
        /* 100 (5 + 20 x 0.6666667) / 40 = 45.833335 */
        {"self u a score=10\nself u b score=6.666667\nself u c score=0\n", "total scored 45.833335/100 [45.833335]\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct year *year = new_year(work, weighted, "u", "");
        add_rows(year, cases[i][0]);
        par_assessment_finish(year->assessment);
        expect_nodes(year, scores_of(year, "u", false), cases[i][0], cases[i][1]);
    }
}

/* PCI 2012 as published (shared/data/results/pci_2012_2016.csv, pci_weights.csv): nine sub-indexes of 10 and their
 * total, which agrees within 0.00002. */
static void a_published_weighted_mean_is_found(void **state)
{
    struct work *work = *state;
    static const char *const names[] = {
        "entry", "land", "transparency", "time", "informal", "proactivity", "business_support", "labor", "legal"};
    static const struct {
        const char *scores[9], *total;
    } provinces[] = {
        {{"8.838327", "8.502823", "6.61008", "6.015435", "7.787127", "7.173703", "2.94529", "4.908834", "4.41353"},
         "63.79096"},
        {{"9.000656", "7.778561", "6.127866", "6.750992", "7.01615", "6.424952", "4.913427", "5.207252", "3.671137"},
         "63.42004"},
        {{"8.0137", "6.212049", "6.65837", "5.417872", "7.832217", "5.157175", "3.186648", "5.478164", "3.068252"},
         "59.63644"}};
    const struct par_set *set = par_set_load(SOURCE_ROOT "/criteria/pci-2012.json", work->arena, work->diags);
    assert_non_null(set);
    for (size_t i = 0; i < sizeof provinces / sizeof *provinces; i++) {
        struct year *year = par_arena_alloc(work->arena, sizeof *year);
        *year = (struct year){.work = work, .set = set};
        add_units(year, "u");
        name_inputs(year);
        year->assessment = par_assessment_new(year->units, NULL, par_text_fold, work->arena, work->diags);
        begin_file(year, "appraisal");
        for (size_t k = 0; k < 9; k++)
            add_row(year, "u", names[k], par_arena_join(work->arena, "score=", provinces[i].scores[k], NULL));
        par_assessment_end_file(year->assessment);
        par_assessment_finish(year->assessment);
        const struct par_unit_score *score = scores_of(year, "u", false);
        par_points difference = score->nodes[0].points.points - points_of(provinces[i].total);
        assert_in_range(difference + 20, 0, 40);
    }
}

/* Maxima without a common measure make the sum of the shares leave 128 bits: then that is said, or the mean is right.
 */
static void a_weighted_mean_is_right_or_refused(void **state)
{
    struct work *work = *state;
    static const char *const maxima[] = {"7.01", "7.03", "7.07", "7.09", "7.11", "7.13", "7.17", "7.19",
                                         "7.27", "7.31", "7.33", "7.37", "7.39", "7.43", "7.49", "7.51"};
    struct text json = {.size = 0}, rows = {.size = 0};
    mpq_t mean, share;
    mpq_inits(mean, share, NULL);
    append(&json, "{'format': 'parindex-criteria/1', 'id': 'tb', 'year': 2025, 'title': {'vi': 'TB'}, 'max': 100,"
                  " 'fold': 'weighted_mean', 'source': {'status': 'sample'}, 'nodes': [");
    for (size_t i = 0; i < 16; i++) {
        char node[160];
        snprintf(node, sizeof node,
                 "%s{'id': 'a%zu', 'name': {'vi': 'A'}, 'max': %s, 'weight': 1, 'rule': {'type': 'manual'}}",
                 i ? ", " : "", i, maxima[i]);
        append(&json, node);
        snprintf(node, sizeof node, "self u a%zu score=%zu.25\n", i, i % 7);
        append(&rows, node);
        mpq_set_si(share, 25 + 100 * (long)(i % 7), (unsigned long)(points_of(maxima[i]) / 10000));
        mpq_canonicalize(share);
        mpq_add(mean, mean, share);
    }
    append(&json, "]}");
    struct year *year = new_year(work, json.bytes, "u", "");
    add_rows(year, rows.bytes);
    par_assessment_finish(year->assessment);
    const struct par_unit_score *score = scores_of(year, "u", false);
    mpz_t expected, den;
    mpz_inits(expected, den, NULL);
    mpz_mul_ui(expected, mpq_numref(mean), 100);
    mpz_mul_ui(den, mpq_denref(mean), 16);
    round_points(expected, expected, den, PAR_POINTS_SCALE, PAR_HALF_UP);
    forget_findings(work);
    par_score_report(score, work->diags);
    if (score->overflow)
        expect_finding(work, PAR_ERROR, PAR_OVERFLOW);
    else
        assert_true(same_int64(expected, score->nodes[0].points.points));
    mpz_clears(expected, den, NULL);
    mpq_clears(mean, share, NULL);
}

/* --- Across units ------------------------------------------------------------------------------------------------- */

static const char spread_set[] =
    "{'format': 'parindex-criteria/1', 'id': 'pci', 'year': 2025, 'title': {'vi': 'PCI'}, 'max': 10,"
    " 'source': {'status': 'sample'}, 'inputs': {'x': {'kind': 'number'}}, 'nodes': ["
    " {'id': '1', 'name': {'vi': 'A'}, 'max': 10, 'except': ['nhom-b'], 'rule': {'type': 'minmax',"
    "  'of': {'value': 'x'}, 'low': 1, 'high': 10}}]}";

/* PCI: 1 + 9 (x - min) / (max - min); a unit that is left out counts for neither end. */
static void units_are_spread(void **state)
{
    struct work *work = *state;
    struct year *year = new_year(work, spread_set, "a b c d:nhom-b", "d x=500");
    add_rows(year, "self a 1 x=20\nself b 1 x=80\nself c 1 value=35\n");
    par_assessment_finish(year->assessment);
    assert_int_equal(par_diags_errors(work->diags), 0);
    expect_nodes(year, scores_of(year, "a", false), "lowest", "1 scored 1/10 [1]\n");
    expect_nodes(year, scores_of(year, "b", false), "highest", "1 scored 10/10 [10]\n");
    expect_nodes(year, scores_of(year, "c", false), "between", "1 scored 3.25/10 [3.25]\n");
}

static void units_that_are_all_alike_are_an_error(void **state)
{
    struct work *work = *state;
    struct year *year = new_year(work, spread_set, "a b", "");
    add_rows(year, "self a 1 x=20\nself b 1 x=20.0\n");
    par_assessment_finish(year->assessment);
    assert_int_equal(par_diags_count(work->diags, PAR_ERROR), 2);
    assert_int_equal(par_diags_first(work->diags)->code, PAR_MINMAX_FLAT);
    assert_string_equal(par_diags_first(work->diags)->place.file, "self.csv");
}

/* A claim beside a minmax value is compared once all units are in: diag.h, "warning: {1} claimed, {2} computed". */
static void a_claim_beside_a_spread_value_is_compared(void **state)
{
    struct work *work = *state;
    struct year *year = new_year(work, spread_set, "a b", "");
    add_rows(year, "self a 1 x=20;score=1\nself b 1 x=80;score=9\n");
    par_assessment_finish(year->assessment);
    expect_nodes(year, scores_of(year, "b", false), "claimed 9", "1 scored 10/10 [10], claim-differs\n");
    expect_finding(work, PAR_WARNING, PAR_CLAIM_DIFFERS);
    assert_string_equal(only_finding(work)->args[0], "9");
    assert_string_equal(only_finding(work)->args[1], "10");
}

/* --- Reports of scores -------------------------------------------------------------------------------------------- */

static void what_is_pending_is_reported(void **state)
{
    struct work *work = *state;
    struct year *year = new_year(work, year_set, "u", "");
    add_rows(year, OWN_ROWS);
    par_assessment_finish(year->assessment);
    const struct par_unit_score *score = scores_of(year, "u", false);
    forget_findings(work);
    par_score_report(score, work->diags);
    expect_finding(work, PAR_WARNING, PAR_PENDING);
    assert_string_equal(only_finding(work)->args[0], "4"); /* 1.1, 1.2, 1.3, 2.2 */
    assert_string_equal(only_finding(work)->args[1], "appraisal");
    assert_string_equal(only_finding(work)->place.unit, "u");
    par_points rescaled;
    assert_false(par_score_rescaled(year->set, &score->nodes[0], &rescaled)); /* the set does not rescale */
}

static void every_state_and_flag_has_a_name(void **state)
{
    (void)state;
    for (int i = 0; i < PAR_STATE_COUNT; i++)
        assert_true(strlen(par_state_name((enum par_state)i)) > 0);
    for (unsigned bit = 1; bit <= PAR_FLAG_ACCEPTED; bit <<= 1)
        assert_true(strlen(par_flag_name((enum par_flag)bit)) > 0);
    assert_string_equal(par_state_name(PAR_STATE_NOT_SUBMITTED), "not_submitted");
    assert_string_equal(par_flag_name(PAR_FLAG_CLAIM_DIFFERS), "claim-differs");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rounds_settle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_blank_row_may_agree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(claims_are_marked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_does_not_apply_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sums_after_a_round_leave_out_what_fell_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_round_gave_stays_what_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_goes_before_its_criterion, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_order_of_rows_does_not_matter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_nearer_criterion_goes_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_total_is_rescaled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_applies_to_some, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_missing_is_never_zero, set_up, tear_down),
        cmocka_unit_test_setup_teardown(blocks_are_added_and_taken, set_up, tear_down),
        cmocka_unit_test_setup_teardown(weighted_means_leave_out_what_does_not_apply, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_published_weighted_mean_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_weighted_mean_is_right_or_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(units_are_spread, set_up, tear_down),
        cmocka_unit_test_setup_teardown(units_that_are_all_alike_are_an_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_claim_beside_a_spread_value_is_compared, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_pending_is_reported, set_up, tear_down),
        cmocka_unit_test(every_state_and_flag_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
