/* What moved, and why. Expected values are computed by hand from the rules written here and the comments of trend.h. */
#include "parindex/trend.h"

#include "year.h"

/* --- Old data under a new set ------------------------------------------------------------------------------------- */

#define HEAD(id, max)                                                                                         \
    "{'format': 'parindex-criteria/1', 'id': '" id "', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': " max "," \
    " 'source': {'status': 'sample'}, 'rounds': [{'id': 'self'}, {'id': 'appraisal', 'settles': ['report']}],"

static const char old_json[] =
    HEAD("cu", "20") " 'inputs': {'xong': {'kind': 'count'}, 'giao': {'kind': 'count'}, 'so': {'kind': 'number'}},"
                     " 'nodes': ["
                     "  {'id': '1', 'name': {'vi': 'A'}, 'max': 2, 'rule': {'type': 'choice', 'options': ["
                     "   {'key': 'kip', 'label': {'vi': 'Kịp thời'}, 'points': 2}, {'key': 'cham', 'label': {'vi': "
                     "'Chậm'}, 'points': 1},"
                     "   {'key': 'khong', 'label': {'vi': 'Không'}, 'points': 0}]}},"
                     "  {'id': '2', 'name': {'vi': 'B'}, 'max': 4, 'may_not_apply': true, 'rule': {'type': 'linear',"
                     "   'of': {'percent': ['xong', 'giao'], 'zero': 'not_applicable'}}},"
                     "  {'id': '3', 'name': {'vi': 'C'}, 'max': 4, 'rule': {'type': 'manual'}},"
                     "  {'id': '4', 'name': {'vi': 'D'}, 'max': 10, 'source': 'survey', 'rule': {'type': 'minmax', "
                     "'of': {'value': 'so'},"
                     "   'low': 0, 'high': 10}}]}";

/* 1 is 1a: another order, other points, one key gone; 2 pays in full at 80 %; 3 has another maximum; 5 is new. */
static const char new_json[] =
    HEAD("moi", "25") " 'inputs': {'xong': {'kind': 'count'}, 'giao': {'kind': 'count'}, 'so': {'kind': 'number'}},"
                      " 'nodes': ["
                      "  {'id': '1a', 'name': {'vi': 'A'}, 'max': 4, 'rule': {'type': 'choice', 'options': ["
                      "   {'key': 'khong', 'label': {'vi': 'Không'}, 'points': 0}, {'key': 'tre', 'label': {'vi': "
                      "'Chậm'}, 'points': 1.5},"
                      "   {'key': 'kip', 'label': {'vi': 'Rất kịp thời'}, 'points': 4}]}},"
                      "  {'id': '2', 'name': {'vi': 'B'}, 'max': 4, 'may_not_apply': true, 'rule': {'type': 'linear',"
                      "   'of': {'percent': ['xong', 'giao'], 'zero': 'full'}, 'full_at': 80}},"
                      "  {'id': '3', 'name': {'vi': 'C'}, 'max': 5, 'rule': {'type': 'manual'}},"
                      "  {'id': '4', 'name': {'vi': 'D'}, 'max': 10, 'source': 'survey', 'rule': {'type': 'minmax', "
                      "'of': {'value': 'so'},"
                      "   'low': 5, 'high': 10}},"
                      "  {'id': '5', 'name': {'vi': 'E'}, 'max': 2, 'rule': {'type': 'manual'}}]}";

struct carrying {
    struct year *old;
    const struct par_set *set;
    struct par_carried *carried;
};

static struct year *old_year(struct work *work, const char *units, const char *facts, const char *rows)
{
    struct year *year = new_year(work, old_json, units, facts);
    par_assessment_keep_said(year->assessment, PAR_SAID_OF_ALL);
    add_rows(year, rows);
    par_assessment_finish(year->assessment);
    return year;
}

static struct carrying carry(struct work *work, const char *units, const char *facts, const char *rows)
{
    struct carrying all = {.old = old_year(work, units, facts, rows)};
    struct par_arena *arena = work->arena;
    struct par_mapping *mapping = par_mapping_new(arena);
    struct par_carry_target *targets = par_arena_array(arena, all.old->units->count, sizeof *targets);
    struct par_score_options *options = par_arena_alloc(arena, sizeof *options);
    all.set = good_set(work, new_json);
    par_mapping_add(mapping, "1", "1a");
    par_mapping_add(mapping, "", "5");
    for (size_t i = 0; i < all.old->units->count; i++)
        targets[i] = (struct par_carry_target){all.set, mapping};
    all.carried = par_carry(all.old->assessment, targets, options, par_text_fold, arena);
    return all;
}

/* "1a=3.75 2=4 5:new": points of the components of a unit, or why they have no counterpart. */
static void expect(struct carrying all, const char *unit, const char *expected)
{
    struct text text = {.size = 0};
    struct par_arena *arena = all.old->work->arena;
    const struct par_assessment *assessment = par_carried_assessment(all.carried);
    struct par_unit_score *score = par_unit_score_new(assessment, arena);
    int32_t old = par_names_find(all.old->units->codes, par_span_of(unit));
    int32_t at = par_carried_unit(all.carried, (size_t)old);
    assert_true(at >= 0);
    par_score_unit(assessment, (size_t)at, &(struct par_score_options){0}, score);
    for (int32_t i = 0; i < all.set->component_count; i++) {
        enum par_carry how = par_carried_how(all.carried, (size_t)at, i);
        const struct par_node_score *node = &score->nodes[all.set->components[i]];
        append(&text, i ? " " : "");
        append(&text, all.set->criteria[all.set->components[i]].id);
        append(&text, how == PAR_CARRY_DONE ? "=" : ":");
        if (how != PAR_CARRY_DONE)
            append(&text, par_carry_name(how));
        else if (node->points.is)
            append_points(&text, node->points.points);
        else
            append(&text, par_state_name(node->state));
    }
    assert_string_equal(text.bytes, expected);
}

/* 6 of 10 is 60 %, and 60/80 of 4 is 3. */
static void asks_the_new_rules(void **state)
{
    expect(carry(*state, "u", "",
                 "self u 1 answer=kip\nself u 2 xong=6;giao=10\nself u 3 score=3\n"
                 "appraisal u 1 agree=yes\nappraisal u 2 agree=yes\nappraisal u 3 agree=yes\n"),
           "u", "1a=4 2=3 3:typed 4=missing 5:new");
}

/* "1" was "Kịp thời" and is no longer the first option; a label goes by its words where the key is gone. */
static void understands_answers_by_the_old_rule(void **state)
{
    expect(carry(*state, "u v w", "",
                 "self u 1 answer=1\nself v 1 answer=Chậm\nself w 1 answer=kịp thời\n"
                 "appraisal u 1 agree=yes\nappraisal v 1 agree=yes\nappraisal w 1 agree=yes\n"),
           "u", "1a=4 2=pending 3=pending 4=missing 5:new");
    struct carrying all = carry(*state, "u v w", "",
                                "self u 1 answer=1\nself v 1 answer=Chậm\nself w 1 answer=kịp thời\n"
                                "appraisal u 1 agree=yes\nappraisal v 1 agree=yes\nappraisal w 1 agree=yes\n");
    expect(all, "v", "1a=1.5 2=pending 3=pending 4=missing 5:new");
    expect(all, "w", "1a=4 2=pending 3=pending 4=missing 5:new");
}

/* A score that repeats what the rule gives is no more than agreement; another one was typed under a maximum of 2. */
static void tells_typed_points_from_repeated_ones(void **state)
{
    struct carrying all = carry(*state, "u v", "",
                                "self u 1 answer=kip\nself v 1 answer=kip\nself u 2 xong=5;giao=10\n"
                                "appraisal u 1 score=2\nappraisal v 1 score=1;reason=thiếu\n"
                                "appraisal u 2 score=1.5;reason=thiếu\n");
    expect(all, "u", "1a=4 2=1.5 3=pending 4=missing 5:new");
    expect(all, "v", "1a:typed 2=pending 3=pending 4=missing 5:new");
}

/* A denominator of 0 did not apply and now earns all; what somebody declared not to apply still does not. */
static void asks_again_what_did_not_apply(void **state)
{
    struct carrying all = carry(*state, "u v", "",
                                "self u 2 xong=0;giao=0\nself v 2 applies=no\n"
                                "appraisal u 2 agree=yes\nappraisal v 2 applies=no\n");
    expect(all, "u", "1a=pending 2=4 3=pending 4=missing 5:new");
    expect(all, "v", "1a=pending 2=not_applicable 3=pending 4=missing 5:new");
}

/* 10, 30, 50: the middle one is half way between 5 and 10. */
static void spreads_over_the_old_units(void **state)
{
    struct carrying all =
        carry(*state, "u v w", "u so=10\nv so=30\nw so=50\n", "self u 3 score=1\nself v 3 score=1\nself w 3 score=1\n");
    expect(all, "u", "1a=pending 2=pending 3=pending 4=5 5:new");
    expect(all, "v", "1a=pending 2=pending 3=pending 4=7.5 5:new");
    expect(all, "w", "1a=pending 2=pending 3=pending 4=10 5:new");
}

/* A rule that asks for other inputs has no counterpart, whatever stands in value, num and den. */
static void never_takes_other_inputs(void **state)
{
    struct work *work = *state;
    struct year *old = old_year(work, "u", "", "self u 2 num=6;den=10\nappraisal u 2 agree=yes\n");
    const struct par_set *set = good_set(
        work, HEAD("khac", "4") " 'inputs': {'xong': {'kind': 'count'}, 'nhan': {'kind': 'count'}},"
                                " 'nodes': [{'id': '2', 'name': {'vi': 'B'}, 'max': 4, 'rule': {'type': 'linear',"
                                " 'of': {'percent': ['xong', 'nhan']}}}]}");
    struct par_carry_target target = {set, par_mapping_new(work->arena)};
    struct par_score_options options = {0};
    struct par_carried *carried = par_carry(old->assessment, &target, &options, par_text_fold, work->arena);
    assert_string_equal(par_carry_name(par_carried_how(carried, 0, 0)), "inputs");
}

/* 1 was not for group b and now is; 2 was for all and now is not for group b: the list of then decides. */
static void asks_whom_a_criterion_is_for(void **state)
{
    struct work *work = *state;
    static const char part[] = "'rule': {'type': 'manual'}}";
    const char *old_text =
        par_arena_join(work->arena,
                       HEAD("cu", "4") " 'nodes': ["
                                       "{'id': '1', 'name': {'vi': 'A'}, 'max': 2, 'except': ['b'], ",
                       part, ",{'id': '2', 'name': {'vi': 'B'}, 'max': 2, ", part, "]}", NULL);
    const char *new_text =
        par_arena_join(work->arena,
                       HEAD("moi", "4") " 'nodes': ["
                                        "{'id': '1', 'name': {'vi': 'A'}, 'max': 2, ",
                       part, ",{'id': '2', 'name': {'vi': 'B'}, 'max': 2, 'except': ['b'], ", part, "]}", NULL);
    struct year *old = new_year(work, old_text, "u v:b", "");
    par_assessment_keep_said(old->assessment, PAR_SAID_OF_ALL);
    add_rows(old, "self u 1 score=1\nself u 2 score=2\nself v 2 score=2\n"
                  "appraisal u 1 agree=yes\nappraisal u 2 agree=yes\nappraisal v 2 agree=yes\n");
    par_assessment_finish(old->assessment);
    struct carrying all = {.old = old, .set = good_set(work, new_text)};
    struct par_mapping *mapping = par_mapping_new(work->arena);
    struct par_carry_target targets[2] = {{all.set, mapping}, {all.set, mapping}};
    struct par_score_options options = {0};
    all.carried = par_carry(old->assessment, targets, &options, par_text_fold, work->arena);
    expect(all, "u", "1=1 2=2");
    expect(all, "v", "1:scope 2=not_applicable");
}

static void leaves_units_out(void **state)
{
    struct work *work = *state;
    struct year *old = old_year(work, "u v", "", "self u 3 score=1\n");
    struct par_carry_target targets[2] = {{NULL, NULL}, {old->set, par_mapping_new(work->arena)}};
    struct par_score_options options = {0};
    struct par_carried *carried = par_carry(old->assessment, targets, &options, par_text_fold, work->arena);
    assert_int_equal(par_carried_unit(carried, 0), PAR_NAME_NONE);
    assert_int_equal(par_carried_unit(carried, 1), 0);
    assert_int_equal(par_carried_units(carried)->count, 1);
    assert_false(par_assessment_submitted(par_carried_assessment(carried), 0)); /* as it was then */
}

/* 1a typed and 5 new are open: 4 + 2, of which u has nothing; they take what the new data say: 1.5 and 0.5. */
static void borrows_what_has_no_counterpart(void **state)
{
    struct work *work = *state;
    struct carrying all = carry(work, "u", "",
                                "self u 1 answer=kip\nself u 2 xong=8;giao=10\nappraisal u 1 score=1;reason=thiếu\n"
                                "appraisal u 2 agree=yes\n");
    struct par_maybe best[5];
    assert_int_equal(par_carried_open(all.carried, 0, best), points_of("6"));
    assert_true(best[0].is && best[4].is && !best[1].is && !best[2].is);
    struct year *now = new_year(work, new_json, "u", "");
    add_rows(now, "self u 1a answer=tre\nself u 5 score=0.5\nself u 2 xong=1;giao=10\nappraisal u 1a agree=yes\n"
                  "appraisal u 5 agree=yes\nappraisal u 2 agree=yes\n");
    par_assessment_finish(now->assessment);
    par_carried_borrow(all.carried, 0, now->assessment, 0);
    const struct par_assessment *then = par_carried_assessment(all.carried);
    struct par_unit_score *score = par_unit_score_new(then, work->arena);
    par_score_unit(then, 0, &(struct par_score_options){0}, score);
    assert_int_equal(score->nodes[1].points.points, points_of("1.5"));
    assert_int_equal(score->nodes[2].points.points, points_of("4")); /* its own 8 of 10, not the new 1 of 10 */
    assert_int_equal(score->nodes[5].points.points, points_of("0.5"));
}

/* --- Ranks -------------------------------------------------------------------------------------------------------- */

static struct par_standing standing_of(const char *unit, const char *index)
{
    struct par_maybe points = {true, points_of(index)};
    return (struct par_standing){.unit = unit,
                                 .bloc = "",
                                 .takes_part = true,
                                 .points = points,
                                 .index = points,
                                 .applicable_max = points_of("100")};
}

static int rank_alone(struct work *work, enum par_ties ties, size_t own, const char *index)
{
    static const char *const codes[] = {"a", "b", "c", "d"}, *const indexes[] = {"90", "80", "80", "70"};
    struct par_set set = {.ties = ties};
    struct par_standing bloc[4], *all[4];
    for (size_t i = 0; i < 4; i++) {
        bloc[i] = standing_of(codes[i], indexes[i]);
        all[i] = &bloc[i];
    }
    par_rank_bloc(all, 4, &set, work->arena);
    struct par_alone item = {.own = &bloc[own], .then = standing_of(codes[own], index)};
    par_rank_alone(all, 4, &set, &item, 1, work->arena);
    return item.rank;
}

/* Present: a 90, b 80, c 80, d 70. The place that one of them would have with another index, all others as they are. */
static void ranks_one_alone(void **state)
{
    static const struct {
        enum par_ties ties;
        size_t own;
        const char *index;
        int rank;
    } cases[] = {
        {PAR_TIES_COMPETITION, 3, "95", 1}, {PAR_TIES_COMPETITION, 3, "80", 2}, {PAR_TIES_COMPETITION, 3, "75", 4},
        {PAR_TIES_COMPETITION, 0, "75", 3}, /* its own place is empty: b, c before it */
        {PAR_TIES_COMPETITION, 0, "60", 4}, {PAR_TIES_COMPETITION, 1, "85", 2}, {PAR_TIES_COMPETITION, 1, "10", 4},
        {PAR_TIES_DENSE, 3, "75", 3},       {PAR_TIES_DENSE, 0, "75", 2},       {PAR_TIES_DENSE, 1, "75", 3},
        {PAR_TIES_DENSE, 1, "60", 4},       {PAR_TIES_ORDINAL, 3, "80", 4}, /* d behind b and c */
        {PAR_TIES_ORDINAL, 0, "80", 1},                                     /* a before b and c */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int rank = rank_alone(*state, cases[i].ties, cases[i].own, cases[i].index);
        if (rank != cases[i].rank)
            fail_msg("case %zu: found %d, expected %d", i, rank, cases[i].rank);
    }
}

static void has_no_rank_without_an_index(void **state)
{
    struct work *work = *state;
    struct par_standing bloc = standing_of("a", "90"), *all[] = {&bloc};
    struct par_alone item = {.own = &bloc, .then = standing_of("a", "10")};
    item.then.index.is = false;
    par_rank_bloc(all, 1, NULL, work->arena);
    par_rank_alone(all, 1, NULL, &item, 1, work->arena);
    assert_int_equal(item.rank, 0);
    assert_int_equal(bloc.rank, 1); /* untouched */
}

/* --- Courses ------------------------------------------------------------------------------------------------------ */

static struct par_rank_course course_of(const int *ranks, size_t count)
{
    struct par_rank_course course = {0};
    for (size_t i = 0; i < count; i++)
        par_rank_course_add(&course, ranks[i]);
    return course;
}

static void keeps_best_and_worst(void **state)
{
    (void)state;
    struct par_rank_course course = course_of((const int[]){5, 0, 2, 9}, 4); /* 0: no rank that year */
    assert_int_equal(course.periods, 3);
    assert_int_equal(course.best, 2);
    assert_int_equal(course.worst, 9);
}

/* 25 % of 20 units is 5 places, of 19 it is 4.75. */
static void calls_unstable_what_moves_much(void **state)
{
    (void)state;
    struct par_instability quarter = {0, points_of("25")}, three = {3, 0};
    struct par_rank_course by_4 = course_of((const int[]){1, 5}, 2), by_5 = course_of((const int[]){6, 1}, 2);
    struct par_rank_course by_2 = course_of((const int[]){1, 3}, 2), once = course_of((const int[]){7}, 1);
    assert_true(par_rank_is_unstable(&by_5, &quarter, 20));
    assert_false(par_rank_is_unstable(&by_4, &quarter, 20));
    assert_true(par_rank_is_unstable(&by_5, &quarter, 19));
    assert_false(par_rank_is_unstable(&by_4, &quarter, 19));
    assert_true(par_rank_is_unstable(&by_4, &quarter, 16));
    assert_false(par_rank_is_unstable(&by_2, &quarter, 4)); /* two places are never much */
    assert_true(par_rank_is_unstable(&by_4, &three, 1000));
    assert_false(par_rank_is_unstable(&by_2, &three, 4));
    assert_false(par_rank_is_unstable(&once, &three, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(asks_the_new_rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(understands_answers_by_the_old_rule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_typed_points_from_repeated_ones, set_up, tear_down),
        cmocka_unit_test_setup_teardown(asks_again_what_did_not_apply, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spreads_over_the_old_units, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_takes_other_inputs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(asks_whom_a_criterion_is_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaves_units_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(borrows_what_has_no_counterpart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ranks_one_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(has_no_rank_without_an_index, set_up, tear_down),
        cmocka_unit_test(keeps_best_and_worst),
        cmocka_unit_test(calls_unstable_what_moves_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
