#include "parindex/follow_up.h"

#include "support.h"

/* Small cases worked out by hand; tests/oracle/test_plan_table.py follows a whole year up a second time. */

#define P(x) ((par_points)((x)*1000000.0 + ((x) < 0 ? -0.5 : 0.5)))

struct scores {
    struct work *work;
    struct par_now *now;
};

static struct scores begin(struct work *work, const char *unit, enum par_state state)
{
    struct scores scores = {work, par_now_new(work->arena)};
    struct par_now_unit first = {.code = unit, .set = "s", .period = "2026", .state = state};
    struct par_now_node total = {.id = "total", .max = P(10), .state = state, .points = {true, 0}};
    assert_true(par_now_begin(scores.now, &first, work->arena));
    par_now_add(scores.now, &total, work->arena);
    return scores;
}

static void add(struct scores *scores, const char *id, par_points max, par_points points, enum par_state state)
{
    struct par_now_node node = {
        .id = id, .depth = 1, .max = max, .state = state, .points = {state == PAR_STATE_SCORED, points}};
    par_now_add(scores->now, &node, scores->work->arena);
}

static struct par_planned planned_of(const char *criterion, par_points max, par_points lost)
{
    return (struct par_planned){
        .unit = "a", .criterion = criterion, .set = "s", .period = "2025", .max = {true, max}, .lost = {true, lost}};
}

static struct par_followed follow_one(struct scores *scores, struct par_planned planned)
{
    struct par_followed *rows;
    struct par_planned *kept = par_arena_alloc(scores->work->arena, sizeof *kept);
    struct par_follow_question question = {.planned = kept, .count = 1, .now = scores->now};
    *kept = planned;
    par_now_finish(scores->now, scores->work->arena);
    assert_true(par_follow_up(&question, scores->work->arena, scores->work->diags, &rows) >= 1);
    return rows[0];
}

static struct par_followed follow_points(struct work *work, par_points max, par_points lost, par_points new_max,
                                         par_points new_points)
{
    struct scores scores = begin(work, "a", PAR_STATE_SCORED);
    add(&scores, "1", new_max, new_points, PAR_STATE_SCORED);
    return follow_one(&scores, planned_of("1", max, lost));
}

static void expect(const struct par_followed *row, enum par_follow_state state, bool has_won, par_points won)
{
    assert_int_equal(row->state, state);
    assert_int_equal(row->won.is, has_won);
    if (has_won)
        assert_int_equal(row->won.points, won);
}

static void points_decide(void **state)
{
    struct par_followed row = follow_points(*state, P(2), P(1), P(2), P(2));
    expect(&row, PAR_FOLLOW_WON, true, P(1));
    row = follow_points(*state, P(2), P(1), P(2), 1000001);
    expect(&row, PAR_FOLLOW_PART, true, 1); /* by one millionth */
    row = follow_points(*state, P(2), P(1), P(2), P(1));
    expect(&row, PAR_FOLLOW_NOT, true, 0);
    row = follow_points(*state, P(2), P(1), P(2), P(0.5));
    expect(&row, PAR_FOLLOW_NOT, true, P(-0.5));
    row = follow_points(*state, P(2), 0, P(2), P(2));
    expect(&row, PAR_FOLLOW_KEPT, true, 0);
    row = follow_points(*state, P(2), 0, P(2), P(1.5));
    expect(&row, PAR_FOLLOW_ANEW, true, P(-0.5));
}

/* 1 of 3 was lost; 2 of 6 is as large a share, 1.999999 of 6 a smaller one. */
static void shares_decide_where_the_maximum_changed(void **state)
{
    struct par_followed row = follow_points(*state, P(3), P(1), P(6), P(4));
    expect(&row, PAR_FOLLOW_NOT, false, 0);
    assert_int_equal(row.why, PAR_FOLLOW_MAX_CHANGED);
    row = follow_points(*state, P(3), P(1), P(6), 4000001);
    expect(&row, PAR_FOLLOW_PART, false, 0);
    row = follow_points(*state, P(3), P(1), P(1), P(1));
    expect(&row, PAR_FOLLOW_WON, false, 0);
}

static void expect_why(struct work *work, enum par_state now, enum par_follow_state state, enum par_follow_why why)
{
    struct scores scores = begin(work, "a", PAR_STATE_SCORED);
    add(&scores, "1", P(2), 0, now);
    struct par_followed row = follow_one(&scores, planned_of("1", P(2), P(1)));
    expect(&row, state, now == PAR_STATE_UNCLAIMED, P(1));
    assert_int_equal(row.why, why);
}

static void states_are_not_points(void **state)
{
    expect_why(*state, PAR_STATE_PENDING, PAR_FOLLOW_PENDING, PAR_FOLLOW_NO_REASON);
    expect_why(*state, PAR_STATE_MISSING, PAR_FOLLOW_NOT, PAR_FOLLOW_MISSING);
    expect_why(*state, PAR_STATE_NOT_APPLICABLE, PAR_FOLLOW_NOT_COMPARABLE, PAR_FOLLOW_NOT_APPLICABLE);
    expect_why(*state, PAR_STATE_UNCLAIMED, PAR_FOLLOW_WON, PAR_FOLLOW_NO_REASON); /* a penalty that fell away */
    struct scores scores = begin(*state, "a", PAR_STATE_NOT_SUBMITTED);
    add(&scores, "1", P(2), 0, PAR_STATE_NOT_SUBMITTED);
    assert_int_equal(follow_one(&scores, planned_of("1", P(2), P(1))).why, PAR_FOLLOW_NOT_SUBMITTED);
    scores = begin(*state, "b", PAR_STATE_SCORED);
    assert_int_equal(follow_one(&scores, planned_of("1", P(2), P(1))).why, PAR_FOLLOW_NO_UNIT);
    scores = begin(*state, "a", PAR_STATE_SCORED);
    assert_int_equal(follow_one(&scores, planned_of("1", P(2), P(1))).why, PAR_FOLLOW_NO_CRITERION);
    scores = begin(*state, "a", PAR_STATE_SCORED);
    add(&scores, "1", P(2), P(1), PAR_STATE_SCORED);
    struct par_planned bare = planned_of("1", P(2), 0);
    bare.lost.is = false;
    assert_int_equal(follow_one(&scores, bare).why, PAR_FOLLOW_NO_FIGURE);
}

static void what_nobody_had_answered_is_won_by_answering(void **state)
{
    static const struct {
        par_points points;
        enum par_follow_state state;
    } cases[] = {{P(2), PAR_FOLLOW_WON}, {P(1), PAR_FOLLOW_PART}, {0, PAR_FOLLOW_NOT}};
    for (size_t i = 0; i < 3; i++) {
        struct scores scores = begin(*state, "a", PAR_STATE_SCORED);
        add(&scores, "1", P(2), cases[i].points, PAR_STATE_SCORED);
        struct par_planned open = planned_of("1", P(2), 0);
        open.lost.is = false;
        open.open = true;
        struct par_followed row = follow_one(&scores, open);
        expect(&row, cases[i].state, false, 0);
    }
}

static void what_is_lost_anew_is_listed(void **state)
{
    struct work *work = *state;
    struct scores scores = begin(work, "a", PAR_STATE_SCORED);
    struct par_followed *rows;
    struct par_planned planned = planned_of("1", P(2), P(1));
    struct par_now_unit other = {.code = "b", .set = "s", .period = "2026"};
    struct par_now_node node = {.id = "9", .depth = 1, .max = P(1), .points = {true, 0}};
    struct par_follow_question question = {.planned = &planned, .count = 1, .now = scores.now};
    add(&scores, "1", P(2), P(2), PAR_STATE_SCORED);
    add(&scores, "2", P(2), P(1), PAR_STATE_SCORED);
    add(&scores, "3", P(2), P(2), PAR_STATE_SCORED);
    assert_true(par_now_begin(scores.now, &other, work->arena));
    assert_false(par_now_begin(scores.now, &other, work->arena));
    par_now_add(scores.now, &node, work->arena);
    par_now_finish(scores.now, work->arena);
    assert_int_equal(par_follow_up(&question, work->arena, work->diags, &rows), 2);
    assert_string_equal(rows[1].node->id, "2");
    expect(&rows[1], PAR_FOLLOW_ANEW, true, P(-1));
    question.all_units = true;
    assert_int_equal(par_follow_up(&question, work->arena, work->diags, &rows), 3);
    assert_string_equal(rows[2].unit->code, "b");
    struct par_follow_sum sum = {0};
    for (size_t i = 0; i < 3; i++)
        assert_true(par_follow_add(&sum, &rows[i]));
    assert_int_equal(sum.states[PAR_FOLLOW_ANEW], 2);
    assert_int_equal(sum.old_lost - sum.new_lost, sum.won);
    assert_int_equal(sum.not_compared, 0);
    struct par_followed gone = {.state = PAR_FOLLOW_NOT_COMPARABLE, .planned = &planned, .lost = {true, P(2)}};
    struct par_follow_sum before = sum;
    assert_true(par_follow_add(&sum, &gone)); /* counted apart, and in none of the three sums */
    assert_int_equal(sum.old_lost, before.old_lost);
    assert_int_equal(sum.new_lost, before.new_lost);
    assert_int_equal(sum.won, before.won);
    assert_int_equal(sum.not_compared, 1);
    assert_int_equal(sum.not_compared_lost, P(1));
}

static const struct par_mapping *map(void *context, const char *set)
{
    return strcmp(set, "s") == 0 ? context : NULL;
}

static void a_mapping_says_which_criterion_it_is(void **state)
{
    struct work *work = *state;
    struct scores scores = begin(work, "a", PAR_STATE_SCORED);
    struct par_followed *rows;
    struct par_planned planned[] = {planned_of("1", P(2), P(1)), planned_of("3", P(2), P(1))};
    struct par_mapping *mapping = par_mapping_new(work->arena);
    struct par_follow_question question = {
        .planned = planned, .count = 2, .now = scores.now, .map = map, .context = mapping};
    planned[0].set = planned[1].set = "before";
    par_mapping_add(mapping, "1", "2");
    par_mapping_add(mapping, "3", "");
    add(&scores, "1", P(2), 0, PAR_STATE_SCORED);
    add(&scores, "2", P(2), P(2), PAR_STATE_SCORED);
    add(&scores, "3", P(2), P(2), PAR_STATE_SCORED);
    par_now_finish(scores.now, work->arena);
    assert_int_equal(par_follow_up(&question, work->arena, work->diags, &rows), 3);
    assert_int_equal(rows[0].state, PAR_FOLLOW_WON);
    assert_int_equal(rows[1].why, PAR_FOLLOW_NO_CRITERION);
    assert_int_equal(rows[2].state, PAR_FOLLOW_ANEW); /* 1, which is another one now */
    assert_null(par_diags_first(work->diags));
    question.map = NULL;
    par_follow_up(&question, work->arena, work->diags, &rows);
    expect_finding(work, PAR_WARNING, PAR_HISTORY_SET); /* once for both rows */
}

static void a_unit_is_followed_to_its_only_heir(void **state)
{
    struct work *work = *state;
    struct scores scores = begin(work, "new", PAR_STATE_SCORED);
    struct par_units *units = par_units_new("units.csv", NULL, work->arena);
    static const char *renamed[] = {"a"}, *merged[] = {"b", "c"};
    struct par_unit one = {.code = "new",
                           .name = "",
                           .bloc = "",
                           .level = "",
                           .set_id = "",
                           .parent = "",
                           .submitted_at = "",
                           .predecessors = {1, renamed}};
    struct par_unit two = one;
    struct par_followed *rows;
    two.code = "big";
    two.predecessors = (struct par_list){2, merged};
    par_units_add(units, &one, work->arena);
    par_units_add(units, &two, work->arena);
    par_units_settle(units, NULL, 0, work->arena, work->diags);
    struct par_planned planned[] = {planned_of("1", P(2), P(1)), planned_of("1", P(2), P(1)),
                                    planned_of("1", P(2), P(1))};
    planned[1].unit = "b";
    planned[2].unit = "gone";
    struct par_now_unit big = {.code = "big", .set = "s", .period = "2026"};
    add(&scores, "1", P(2), P(2), PAR_STATE_SCORED);
    assert_true(par_now_begin(scores.now, &big, work->arena));
    add(&scores, "1", P(2), P(2), PAR_STATE_SCORED);
    par_now_finish(scores.now, work->arena);
    struct par_follow_question question = {.planned = planned, .count = 3, .now = scores.now, .units = units};
    assert_int_equal(par_follow_up(&question, work->arena, work->diags, &rows), 3);
    assert_int_equal(rows[0].state, PAR_FOLLOW_WON);
    assert_int_equal(rows[1].why, PAR_FOLLOW_MERGED);
    assert_int_equal(rows[2].why, PAR_FOLLOW_NO_UNIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(points_decide, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shares_decide_where_the_maximum_changed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(states_are_not_points, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_nobody_had_answered_is_won_by_answering, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_lost_anew_is_listed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_mapping_says_which_criterion_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_unit_is_followed_to_its_only_heir, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
