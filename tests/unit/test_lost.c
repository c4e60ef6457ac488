/* The ledger of lost points: each unit's rows, how they add up, places, shares and groups. The expected points are by
 * hand, from lost.h; tests/oracle/test_lost.py goes through random sets. */
#include "parindex/lost.h"

#include "year.h"

#define HEAD                                                                                 \
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}," \
    " 'source': {'status': 'sample'}, 'inputs': {'x': {'kind': 'percent'}},"                 \
    " 'rounds': [{'id': 'self'}, {'id': 'appraisal', 'settles': ['report']}, {'id': 'explanation'}],"

#define MANUAL "'rule': {'type': 'manual'}}"

static struct par_losses *losses_of(struct work *work, const char *set, const char *units, const char *facts,
                                    const char *rows)
{
    struct year *year = new_year(work, set, units, facts);
    add_rows(year, rows);
    par_assessment_finish(year->assessment);
    if (par_diags_errors(work->diags))
        fail_with_findings(rows, work->diags);
    return par_losses_of(year->assessment, false, NULL, work->arena, work->diags);
}

static const struct par_set *set_of(const struct par_losses *losses, size_t unit)
{
    return par_assessment_units(losses->assessment)->items[unit].set;
}

/* "1.1 cut 0.5; 1.2 not-reached open 1; " of one unit, and that it reconciles. */
static void append_unit(struct text *text, const struct par_losses *losses, size_t unit)
{
    const struct par_unit_loss *sums = &losses->units[unit];
    for (size_t i = 0; i < losses->count; i++) {
        const struct par_loss *loss = &losses->items[i];
        if (loss->unit != unit)
            continue;
        append(text, set_of(losses, unit)->criteria[loss->position].id);
        append(text, " ");
        append(text, par_loss_cause_name(loss->cause));
        append(text, loss->lost ? " " : "");
        if (loss->lost)
            append_points(text, loss->lost);
        append(text, loss->open ? " open " : "");
        if (loss->open)
            append_points(text, loss->open);
        append(text, "; ");
    }
    assert_int_equal(sums->applicable_max - sums->lost - sums->open, sums->final);
}

struct scenario {
    const char *set;
    const char *facts;
    const char *rows;
    const char *expected;
};

static void expect_ledgers(struct work *work, const struct scenario *scenarios, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct text text = {.size = 0};
        append_unit(&text, losses_of(work, scenarios[i].set, "u", scenarios[i].facts, scenarios[i].rows), 0);
        if (strcmp(text.bytes, scenarios[i].expected) != 0)
            fail_msg("%s%s\n  found    %s\n  expected %s", scenarios[i].set, scenarios[i].rows, text.bytes,
                     scenarios[i].expected);
    }
}

/* --- Causes --------------------------------------------------------------------------------------------------------
 */

#define CAUSES                                                                                                  \
    HEAD " 'max': 10, 'nodes': [{'id': '1', 'name': {'vi': 'A'}, 'max': 4, 'evidence': 'required', " MANUAL "," \
         " {'id': '2', 'name': {'vi': 'B'}, 'max': 4, 'may_not_apply': true, " MANUAL ","                       \
         " {'id': '3', 'name': {'vi': 'C'}, 'max': 2, 'source': 'survey',"                                      \
         "  'rule': {'type': 'index', 'of': {'value': 'x'}}}]}"

static void each_cause_has_its_row(void **state)
{
    static const struct scenario scenarios[] = {
        /* all was claimed, agreed and measured */
        {CAUSES, "u x=100",
         "self u 1 score=4;evidence=QD\nself u 2 score=4\nappraisal u 1 agree=yes\nappraisal u 2 agree=yes\n", ""},
        /* 3 of 4 claimed, 1 of them cut: 1 the unit never claimed, 1 that was taken */
        {CAUSES, "u x=100",
         "self u 1 score=3;evidence=QD\nself u 2 score=4\nappraisal u 1 score=2\nappraisal u 2 agree=yes\n",
         "1 rule 1; 1 cut 1; "},
        {CAUSES, "u x=100", "self u 1 score=3\nself u 2 score=4\nappraisal u 1 score=2\nappraisal u 2 agree=yes\n",
         "1 rule 1; 1 evidence 1; "},
        /* the evidence came with the explanation */
        {CAUSES, "u x=100",
         "self u 1 score=3\nself u 2 score=4\nappraisal u 1 score=2\nappraisal u 2 agree=yes\n"
         "explanation u 1 evidence=QD\n",
         "1 rule 1; 1 cut 1; "},
        /* answered nothing, given something */
        {CAUSES, "u x=100", "self u 1 score=4;evidence=QD\nappraisal u 1 agree=yes\nappraisal u 2 score=1\n",
         "2 missing 3; "},
        /* 91.17 % of 2 points is 1.8234, rounded 1.82 */
        {CAUSES, "u x=91.17",
         "self u 1 score=4;evidence=QD\nself u 2 score=4\nappraisal u 1 agree=yes\nappraisal u 2 agree=yes\n",
         "3 survey 0.18; "},
        /* not appraised is open, not lost; so is a survey that nobody gave */
        {CAUSES, "", "self u 1 score=4;evidence=QD\nself u 2 score=0\nappraisal u 1 agree=yes\n",
         "2 not-reached open 4; 3 missing open 2; "},
        {CAUSES, "u x=100",
         "self u 1 score=4;evidence=QD\nself u 2 score=1\nappraisal u 1 agree=yes\nappraisal u 2 applies=no\n", ""},
        /* said that it does not apply: that is an answer; others let it apply and give 1 of 4 */
        {CAUSES, "u x=100",
         "self u 1 score=4;evidence=QD\nself u 2 applies=no\nappraisal u 1 agree=yes\nappraisal u 2 score=1\n",
         "2 rule 3; "},
        /* gave up what was cut: it stays a cut, the course says the rest */
        {CAUSES, "u x=100",
         "self u 1 score=4;evidence=QD\nself u 2 score=4\nappraisal u 1 score=1\nappraisal u 2 agree=yes\n"
         "explanation u 1 agree=yes\n",
         "1 cut 3; "},
        /* the unit itself corrected its claim: nobody took it */
        {CAUSES, "u x=100",
         "self u 1 score=4;evidence=QD\nself u 2 score=4\nappraisal u 1 agree=yes\nappraisal u 2 agree=yes\n"
         "explanation u 1 score=3\n",
         "1 rule 1; "},
    };
    expect_ledgers(*state, scenarios, sizeof scenarios / sizeof *scenarios);
}

static void what_a_set_counts_as_lost_is_lost(void **state)
{
    struct work *work = *state;
    const char *set = edited(work->arena, CAUSES, "'year': 2025,", "'year': 2025, 'missing': 'lose',");
    const struct scenario scenario = {
        set, "", "self u 1 score=4;evidence=QD\nself u 2 score=0\nappraisal u 1 agree=yes\nappraisal u 2 agree=yes\n",
        "2 rule 4; 3 missing 2; "};
    expect_ledgers(work, &scenario, 1);
}

/* --- Means, blocks, caps -------------------------------------------------------------------------------------------
 */

#define PART(id, max, weight) "{'id': '" id "', 'name': {'vi': '" id "'}, 'max': " max ", 'weight': " weight ", " MANUAL
#define OPEN_HEAD                                                                            \
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}," \
    " 'source': {'status': 'sample'}, "
#define THIRDS                                                                                                       \
    OPEN_HEAD "'max': 10, 'fold': 'weighted_mean', 'nodes': [" PART("1", "1", "1") "," PART("2", "1", "1") "," PART( \
        "3", "1", "1") "]}"
#define DEEP                                                                                                           \
    OPEN_HEAD "'max': 10, 'fold': 'weighted_mean', 'nodes': [" PART(                                                   \
        "1", "4", "2") ","                                                                                             \
                       " {'id': '2', 'name': {'vi': 'Hai'}, 'max': 5, 'weight': 1, 'nodes': ["                         \
                       "  {'id': '2.1', 'name': {'vi': 'A'}, 'max': 2, " MANUAL ", {'id': '2.2', 'name': {'vi': 'B'}," \
                       "   'max': 3, " MANUAL "]}]}"
#define BLOCKS                                                                              \
    OPEN_HEAD "'max': 4, 'nodes': [{'id': '1', 'name': {'vi': 'A'}, 'max': 4, " MANUAL "]," \
              " 'bonus': {'id': 'T', 'name': {'vi': 'T'}, 'cap': 1, 'nodes': ["             \
              "  {'id': 'T.1', 'name': {'vi': 'T'}, 'max': 3, " MANUAL "]},"                \
              " 'penalty': {'id': 'P', 'name': {'vi': 'P'}, 'cap': 2, 'nodes': ["           \
              "  {'id': 'P.1', 'name': {'vi': 'P'}, 'max': 3, " MANUAL "]}}"
#define CAPPED                                                                                                  \
    OPEN_HEAD "'cap_at_max': true, 'max': 4, 'nodes': [{'id': '1', 'name': {'vi': 'A'}, 'max': 4, " MANUAL "]," \
              " 'bonus': {'id': 'T', 'name': {'vi': 'T'}, 'cap': 1, 'nodes': ["                                 \
              "  {'id': 'T.1', 'name': {'vi': 'T'}, 'max': 1, " MANUAL "]}}"

static void a_mean_is_split_to_the_last_digit(void **state)
{
    static const struct scenario scenarios[] = {
        /* 10 x (0.5 + 0.5 + 0.5) / 3 = 5: 5 / 3 each, the two millionths that are left to the first two */
        {THIRDS, "", "self u 1 score=0.5\nself u 2 score=0.5\nself u 3 score=0.5\n",
         "1 rule 1.666667; 2 rule 1.666667; 3 rule 1.666666; "},
        /* 10 x (1 + 1 + 0) / 3 = 6.666667 */
        {THIRDS, "", "self u 1 score=1\nself u 2 score=1\nself u 3 score=0\n", "3 rule 3.333333; "},
        /* one counts 2/3 x 10 / 4 a point, the parts of the other 1/3 x 10 / 5: 2 x 1.666667, 1 x 0.666667 */
        {DEEP, "", "self u 1 score=2\nself u 2.1 score=2\nself u 2.2 score=2\n",
         "1 rule 3.333333; 2.2 rule 0.666667; "},
        /* what nobody answered has the open maximum 10 / 3, of which 3 / 5 are of 2.2 */
        {DEEP, "", "self u 1 score=4\nself u 2.1 score=2\n", "2.2 missing open 2; "},
    };
    expect_ledgers(*state, scenarios, sizeof scenarios / sizeof *scenarios);
}

/* 6.666667 points and 3.333333 open: nothing of 10 is lost. 3.333333 points and 6.666667 open: nothing either. */
static void rounding_of_a_mean_is_never_a_loss_of_a_component(void **state)
{
    struct work *work = *state;
    const char *down = edited(work->arena, THIRDS, "'source'", "'rounding': {'mode': 'down'}, 'source'");
    const struct scenario scenarios[] = {
        {THIRDS, "", "self u 1 score=1\nself u 2 score=1\n", "3 missing open 3.333333; "},
        {THIRDS, "", "self u 1 score=1\n", "2 missing open 3.333334; 3 missing open 3.333333; "},
        {down, "", "self u 1 score=1\n", "total rounding 0.000001; 2 missing open 3.333333; 3 missing open 3.333333; "},
    };
    expect_ledgers(work, scenarios, sizeof scenarios / sizeof *scenarios);
}

static void bonus_penalty_and_caps_have_rows(void **state)
{
    static const struct scenario scenarios[] = {
        /* 3 + min(3, 1) - 0.5 = 3.5 */
        {BLOCKS, "", "self u 1 score=3\nself u T.1 score=3\nself u P.1 score=0.5\n",
         "1 rule 1; T cap 2; T.1 bonus -3; P.1 penalty 0.5; "},
        /* 1 - min(3, 2) = -1, raised to 0 */
        {BLOCKS, "", "self u 1 score=1\nself u P.1 score=3\n", "total cap -1; 1 rule 3; P cap -1; P.1 penalty 3; "},
        /* 3.5 + 1 is more than 4 */
        {CAPPED, "", "self u 1 score=3.5\nself u T.1 score=1\n", "total cap 0.5; 1 rule 0.5; T.1 bonus -1; "},
    };
    expect_ledgers(*state, scenarios, sizeof scenarios / sizeof *scenarios);
}

static void maxima_that_do_not_add_up_have_a_row(void **state)
{
    const struct scenario scenario = {OPEN_HEAD
                                      "'max': 5, 'accept': [{'fault': 'sum-mismatch', 'reason': {'vi': 'in như vậy'}}],"
                                      " 'nodes': [{'id': '1', 'name': {'vi': 'A'}, 'max': 4, " MANUAL "]}",
                                      "", "self u 1 score=3\n", "total mismatch 1; 1 rule 1; "};
    expect_ledgers(*state, &scenario, 1);
}

/* --- All units -----------------------------------------------------------------------------------------------------
 */

#define FOUR "self a 1 score=1\nself b 1 score=3\nself c 1 score=1\nself d 1 score=4\n"
#define ONE \
    OPEN_HEAD "'max': 4, 'nodes': [{'id': '1', 'name': {'vi': 'A'}, 'max': 4, 'owner': {'lead': 'so-x'}, " MANUAL "]}"

static void places_are_shared_by_equals(void **state)
{
    struct par_losses *losses = losses_of(*state, ONE, "a b c d e", "", FOUR);
    assert_int_equal(losses->count, 3); /* d lost nothing, e filed nothing */
    assert_int_equal(losses->items[0].rank_in_bloc, 1);
    assert_int_equal(losses->items[1].rank_in_bloc, 3);
    assert_int_equal(losses->items[2].rank_in_bloc, 1);
    assert_int_equal(losses->units[4].state, PAR_STATE_NOT_SUBMITTED);
    assert_int_equal(losses->gross, points_of("7"));
    par_losses_sort(losses);
    assert_int_equal(losses->items[0].unit, 0);
    assert_int_equal(losses->items[1].unit, 2);
}

static void shares_are_rounded_half_up(void **state)
{
    par_points share;
    (void)state;
    assert_true(par_loss_share(points_of("1"), points_of("3"), &share));
    assert_int_equal(share, points_of("33.33"));
    assert_true(par_loss_share(points_of("1"), points_of("16"), &share)); /* 6.25 */
    assert_int_equal(share, points_of("6.25"));
    assert_true(par_loss_share(points_of("1"), points_of("32"), &share)); /* 3.125 */
    assert_int_equal(share, points_of("3.13"));
    assert_false(par_loss_share(0, points_of("3"), &share));
    assert_false(par_loss_share(points_of("-1"), points_of("3"), &share));
}

static bool not_c(const void *context, const struct par_loss *loss)
{
    (void)context;
    return loss->unit != 2;
}

static void groups_add_up(void **state)
{
    struct work *work = *state;
    struct par_losses *losses = losses_of(work, ONE, "a b c d", "", FOUR);
    struct par_loss_group *groups;
    assert_int_equal(par_losses_group(losses, PAR_BY_OWNER, NULL, NULL, work->arena, &groups), 1);
    assert_int_equal(groups[0].lost, points_of("7"));
    assert_int_equal(groups[0].units, 3);
    assert_int_equal(groups[0].components, 3);
    assert_int_equal(groups[0].largest_unit, 0); /* of equals the first */
    assert_int_equal(groups[0].largest, points_of("3"));
    assert_int_equal(par_losses_group(losses, PAR_BY_UNIT, not_c, NULL, work->arena, &groups), 2);
    assert_int_equal(groups[0].first->unit, 0);
    assert_int_equal(groups[1].first->unit, 1);
    assert_int_equal(groups[1].lost, points_of("1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_cause_has_its_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_set_counts_as_lost_is_lost, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_mean_is_split_to_the_last_digit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rounding_of_a_mean_is_never_a_loss_of_a_component, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bonus_penalty_and_caps_have_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(maxima_that_do_not_add_up_have_a_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(places_are_shared_by_equals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shares_are_rounded_half_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(groups_add_up, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
