/* Random sets and random assessments: components come to what par-assessment(5) says, and everything above them adds
 * up.
 */
#include "numbers.h"
#include "year.h"

enum { YEARS = 3000, MOST_LEAVES = 64 };

/* What a component must come to, by par-assessment(5), "Rounds" and "Settling", and par-criteria(5), "Adding up". */
struct outcome {
    bool applies, settled;
    struct par_maybe points;
    enum par_state state;
    par_points applicable, open;
};

static const char *any_of(struct chance *chance, const char *const *names, size_t count)
{
    return names[any_below(chance, count)];
}

static void append_leaf(struct text *json, struct chance *chance, const char *id, int quarters)
{
    static const char *const sources[] = {"report", "survey", "appraiser"};
    char node[256];
    bool first = strcmp(id, "1.1") == 0 || strcmp(id, "1.1.1") == 0;
    snprintf(node, sizeof node,
             "{'id': '%s', 'name': {'vi': 'x'}, 'max': %d.%02d, 'may_not_apply': true, 'source': '%s',"
             " 'rule': {'type': 'manual'}}",
             id, quarters / 4, quarters % 4 * 25, first ? "report" : any_of(chance, sources, 3));
    append(json, node);
}

static void append_group_head(struct text *json, const char *id, int quarters)
{
    char head[128];
    snprintf(head, sizeof head, "{'id': '%s', 'name': {'vi': 'x'}, 'max': %d.%02d, 'nodes': [", id, quarters / 4,
             quarters % 4 * 25);
    append(json, head);
}

/* A node of a random shape; its maximum in quarters. */
static int append_any_node(struct text *json, struct chance *chance, const char *id, int depth)
{
    struct text parts = {.size = 0};
    int quarters = 0, count = any_between(chance, 1, 3);
    if (depth == 3 || (depth == 2 && one_in(chance, 2))) {
        quarters = any_between(chance, 1, 20);
        append_leaf(json, chance, id, quarters);
        return quarters;
    }
    for (int i = 1; i <= count; i++) {
        char part[24];
        snprintf(part, sizeof part, "%.8s.%d", id, i);
        append(&parts, i > 1 ? ", " : "");
        quarters += append_any_node(&parts, chance, part, depth + 1);
    }
    append_group_head(json, id, quarters);
    append(json, parts.bytes);
    append(json, "]}");
    return quarters;
}

static void append_any_block(struct text *json, struct chance *chance, const char *key, const char *id)
{
    if (one_in(chance, 3))
        return;
    char head[128], leaf[24];
    struct text parts = {.size = 0};
    int quarters = 0, count = any_between(chance, 1, 3);
    for (int i = 1; i <= count; i++) {
        int own = any_between(chance, 1, 12);
        snprintf(leaf, sizeof leaf, "%.8s.%d", id, i);
        append(&parts, i > 1 ? ", " : "");
        append_leaf(&parts, chance, leaf, own);
        quarters += own;
    }
    int cap = any_between(chance, 1, quarters);
    snprintf(head, sizeof head, ", '%s': {'id': '%s', 'name': {'vi': 'x'}, 'cap': %d.%02d, 'nodes': [", key, id,
             cap / 4, cap % 4 * 25);
    append(json, head);
    append(json, parts.bytes);
    append(json, "]}");
}

static const char *any_set(struct work *work, struct chance *chance)
{
    static const char *const nas[] = {"reduce", "rescale", "full"}, *const missings[] = {"mark", "unrank", "lose"};
    static const char *const settles[] = {"", ", 'settles': ['report']", ", 'settles': ['report', 'appraiser']",
                                          ", 'settles': ['survey']"};
    struct text nodes = {.size = 0}, json = {.size = 0};
    char head[512];
    int quarters = 0, domains = any_between(chance, 1, 3);
    for (int i = 1; i <= domains; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        append(&nodes, i > 1 ? ", " : "");
        quarters += append_any_node(&nodes, chance, id, 1);
    }
    snprintf(head, sizeof head,
             "{'format': 'parindex-criteria/1', 'id': 'x', 'year': 2025, 'title': {'vi': 'x'}, 'source': {'status':"
             " 'sample'}, 'max': %d.%02d, 'not_applicable': '%s', 'missing': '%s', 'cap_at_max': %s, 'rounds': ["
             "{'id': 'self'}, {'id': 'appraisal'%s}, {'id': 'council'}], 'nodes': [",
             quarters / 4, quarters % 4 * 25, any_of(chance, nas, 3), any_of(chance, missings, 3),
             one_in(chance, 2) ? "true" : "false", any_of(chance, settles, 4));
    append(&json, head);
    append(&json, nodes.bytes);
    append(&json, "]");
    append_any_block(&json, chance, "bonus", "c");
    append_any_block(&json, chance, "penalty", "t");
    append(&json, "}");
    return par_arena_copy(work->arena, par_span_of(json.bytes));
}

/* A random row on a component, and what it means. */
static void play_any_row(struct year *year, struct chance *chance, int round, const struct par_criterion *criterion,
                         struct outcome *outcome)
{
    static const char *const words[] = {"note=x", "agree=yes", "applies=no", "applies=yes"};
    char cells[32];
    int settling = par_set_settling_round(year->set, criterion->origin), kind = any_between(chance, 0, 7);
    par_points score = (par_points)any_below(chance, (uint64_t)(criterion->max / 10000) + 1) * 10000;
    bool counts = kind >= 4, agrees = kind == 1 && round > 0, applies = counts || kind == 3;
    snprintf(cells, sizeof cells, "score=%lld.%02lld", (long long)(score / PAR_POINTS_ONE),
             (long long)(score / 10000 % 100));
    if (!counts)
        snprintf(cells, sizeof cells, "%s", kind == 1 && round == 0 ? words[0] : words[kind]);
    add_row(year, "u", criterion->id, cells);
    if (counts)
        outcome->points = (struct par_maybe){true, score};
    if (applies || kind == 2)
        outcome->applies = applies;
    outcome->settled = outcome->settled || ((agrees || applies || kind == 2) && round >= settling);
}

static void settle(const struct par_set *set, const struct par_criterion *criterion, struct outcome *outcome)
{
    bool is_base = criterion->role == PAR_ROLE_BASE, waits = par_set_settling_round(set, criterion->origin) >= 0;
    bool said = outcome->points.is || !outcome->applies;
    outcome->applicable = criterion->max;
    if (waits && !outcome->settled && (is_base || said)) {
        outcome->state = PAR_STATE_PENDING;
        outcome->points.is = false;
    } else if (!outcome->applies) {
        bool full = set->not_applicable == PAR_NA_FULL && is_base;
        outcome->state = PAR_STATE_NOT_APPLICABLE;
        outcome->applicable = full ? criterion->max : 0;
        outcome->points = (struct par_maybe){full, criterion->max};
    } else if (outcome->points.is) {
        outcome->state = PAR_STATE_SCORED;
    } else {
        outcome->state = is_base ? PAR_STATE_MISSING : PAR_STATE_UNCLAIMED;
        outcome->points = (struct par_maybe){is_base && set->missing == PAR_MISSING_LOSE, 0};
    }
    bool open = outcome->state == PAR_STATE_PENDING || outcome->state == PAR_STATE_MISSING;
    outcome->open = open && is_base && !outcome->points.is ? criterion->max : 0;
}

/* The components of one role below a criterion, added up. */
static struct outcome sum_below(const struct par_set *set, const struct outcome *outcomes, int32_t position)
{
    struct outcome sum = {.points = {false, 0}};
    for (int32_t i = position + 1; i < set->criteria[position].end; i++) {
        int32_t component = set->criteria[i].component;
        if (component < 0 || set->criteria[i].role != set->criteria[position].role)
            continue;
        sum.points.is = sum.points.is || outcomes[component].points.is;
        sum.points.points += outcomes[component].points.is ? outcomes[component].points.points : 0;
        sum.applicable += outcomes[component].applicable;
        sum.open += outcomes[component].open;
    }
    return sum;
}

static par_points block_points(const struct par_set *set, const struct outcome *outcomes, struct par_block block)
{
    if (block.criterion < 0)
        return 0;
    par_points points = sum_below(set, outcomes, block.criterion).points.points;
    return points < block.cap ? points : block.cap;
}

static struct outcome expected_node(const struct par_set *set, const struct outcome *outcomes, int32_t position)
{
    struct outcome sum = sum_below(set, outcomes, position);
    par_points *points = &sum.points.points;
    if (position == set->bonus.criterion || position == set->penalty.criterion)
        *points = *points < set->criteria[position].max ? *points : set->criteria[position].max;
    if (position > 0)
        return sum;
    *points += block_points(set, outcomes, set->bonus) - block_points(set, outcomes, set->penalty);
    *points = *points < 0 ? 0 : *points;
    if (set->cap_at_max && *points > sum.applicable)
        *points = sum.applicable;
    return sum;
}

static void check_node(const struct par_criterion *criterion, const struct par_node_score *node,
                       const struct outcome *expected, bool leaf)
{
    bool points =
        node->points.is == expected->points.is && (!node->points.is || node->points.points == expected->points.points);
    bool maxima = criterion->role != PAR_ROLE_BASE || node->applicable_max == expected->applicable;
    if (!points || !maxima || node->open_max != expected->open || (leaf && node->state != expected->state))
        fail_msg("%s: %s %lld/%lld open %lld, expected %lld/%lld open %lld", criterion->id, par_state_name(node->state),
                 (long long)node->points.points, (long long)node->applicable_max, (long long)node->open_max,
                 (long long)expected->points.points, (long long)expected->applicable, (long long)expected->open);
}

static void check_year(struct year *year, const struct outcome *outcomes)
{
    const struct par_unit_score *score = scores_of(year, "u", false);
    for (int32_t i = 0; i < year->set->criterion_count; i++) {
        const struct par_criterion *criterion = &year->set->criteria[i];
        bool leaf = criterion->component >= 0;
        struct outcome expected = leaf ? outcomes[criterion->component] : expected_node(year->set, outcomes, i);
        check_node(criterion, &score->nodes[i], &expected, leaf);
    }
}

static void play_any_round(struct year *year, struct chance *chance, int round, struct outcome *outcomes)
{
    begin_file(year, year->set->rounds[round].id);
    for (int32_t i = 0; i < year->set->component_count; i++)
        if (!one_in(chance, 3) || (round == 0 && i == 0)) /* the first row makes the unit a submitter */
            play_any_row(year, chance, round, &year->set->criteria[year->set->components[i]], &outcomes[i]);
    par_assessment_end_file(year->assessment);
}

static void random_years_add_up(void **state)
{
    (void)state;
    struct chance chance = {20291};
    for (int i = 0; i < YEARS; i++) {
        void *made = NULL;
        assert_int_equal(set_up(&made), 0);
        struct work *work = made;
        struct outcome outcomes[MOST_LEAVES] = {{0}};
        struct year *year = new_year(work, any_set(work, &chance), "u", "");
        assert_in_range(year->set->component_count, 1, MOST_LEAVES);
        for (int32_t k = 0; k < year->set->component_count; k++)
            outcomes[k].applies = true;
        for (int round = 0; round < 3; round++)
            play_any_round(year, &chance, round, outcomes);
        for (int32_t k = 0; k < year->set->component_count; k++)
            settle(year->set, &year->set->criteria[year->set->components[k]], &outcomes[k]);
        par_assessment_finish(year->assessment);
        assert_int_equal(par_diags_errors(work->diags), 0);
        check_year(year, outcomes);
        tear_down(&made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_years_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
