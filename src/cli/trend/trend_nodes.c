/* A row per unit and criterion. */
#include "trend_cells.h"
#include "words.h"

/* The scores of a unit then, now, and then under the new set. */
struct scores {
    struct par_unit_score *now, *before, *under; /* rooms */
    bool has_before, has_under;
};

/* A criterion and its counterpart. */
struct nodes {
    const struct par_set *set, *old_set;
    int32_t at, old_at;             /* -1: none */
    struct par_trend_figure points; /* as printed */
    struct par_trend_figure index;
};

static struct scores make_scores(const struct par_trend_table *table, const struct par_trend_step *step)
{
    struct par_arena *arena = table->trend->cli->arena;
    struct scores scores = {.now = par_unit_score_new(step->newer->loaded.assessment, arena),
                            .before = par_unit_score_new(step->older->loaded.assessment, arena)};
    if (step->carried)
        scores.under = par_unit_score_new(par_carried_assessment(step->carried), arena);
    return scores;
}

static void score(const struct par_trend_table *table, const struct par_trend_step *step,
                  const struct par_trend_move *move, struct scores *scores)
{
    size_t now = (size_t)(move->now - step->newer->table.standings);
    par_score_unit(step->newer->loaded.assessment, now, &step->newer->how, scores->now);
    scores->has_before = move->before != NULL;
    scores->has_under = move->under != NULL && !table->trend->amended.count;
    if (scores->has_before)
        par_score_unit(step->older->loaded.assessment, move->older_unit, &step->older->how, scores->before);
    if (scores->has_under && move->carried_unit >= 0)
        par_score_unit(par_carried_assessment(step->carried), (size_t)move->carried_unit, &step->newer->how,
                       scores->under);
}

/* The scores of the old data under the new set; where the set is the same, those that they had. */
static const struct par_unit_score *under_of(const struct scores *scores, const struct par_trend_move *move)
{
    return !scores->has_under ? NULL : move->carried_unit >= 0 ? scores->under : scores->before;
}

static struct par_maybe points_of(const struct par_set *set, const struct par_unit_score *score, int32_t at)
{
    if (!score || at < 0)
        return (struct par_maybe){false, 0};
    return par_trend_printed(set, &set->criteria[at], score->nodes[at].points);
}

static struct par_maybe index_of(const struct par_set *set, const struct par_unit_score *score, int32_t at)
{
    struct par_maybe index = {false, 0};
    if (score && at >= 0 && set->criteria[at].role == PAR_ROLE_BASE)
        index.is = par_score_percent(set, &score->nodes[at], &index.points);
    return index;
}

static struct nodes nodes_at(const struct scores *scores, const struct par_trend_move *move, int32_t at, int32_t old_at)
{
    struct nodes nodes = {.set = move->now->set, .at = at, .old_at = old_at};
    nodes.old_set = move->before ? move->before->set : NULL;
    nodes.points.now = points_of(nodes.set, scores->now, at);
    nodes.index.now = index_of(nodes.set, scores->now, at);
    nodes.points.under = points_of(nodes.set, under_of(scores, move), at);
    nodes.index.under = index_of(nodes.set, under_of(scores, move), at);
    if (move->before) {
        nodes.points.before = points_of(nodes.old_set, scores->before, old_at);
        nodes.index.before = index_of(nodes.old_set, scores->before, old_at);
    }
    return nodes;
}

/* What it adds to the change of the unit's points; what does not count adds nothing. */
static struct par_maybe part(struct par_maybe a, struct par_maybe b)
{
    return (struct par_maybe){true, (a.is ? a.points : 0) - (b.is ? b.points : 0)};
}

static void fill_points(struct par_trend_table *table, const struct nodes *nodes, bool adds)
{
    int decimals = nodes->set->decimals_points;
    if (nodes->at > 0 && nodes->set->criteria[nodes->at].component >= 0)
        decimals = nodes->set->decimals_component;
    par_trend_change(table, PAR_TREND_POINTS, &nodes->points, decimals);
    if (!adds)
        return;
    par_trend_amount(table, PAR_TREND_OWN_POINTS, part(nodes->points.now, nodes->points.under), decimals);
    par_trend_amount(table, PAR_TREND_SET_POINTS, part(nodes->points.under, nodes->points.before), decimals);
}

static void fill_criterion(struct par_trend_table *table, const struct nodes *nodes, const struct scores *scores)
{
    const struct par_criterion *now = nodes->at < 0 ? NULL : &nodes->set->criteria[nodes->at];
    const struct par_criterion *old = nodes->old_at < 0 ? NULL : &nodes->old_set->criteria[nodes->old_at];
    const struct par_criterion *shown = now ? now : old;
    par_trend_text(table, PAR_TREND_NODE, now ? now->id : "");
    par_trend_text(table, PAR_TREND_PREVIOUS_NODE, old ? old->id : "");
    par_trend_number(table, PAR_TREND_DEPTH, true, shown->depth);
    par_trend_text(table, PAR_TREND_TITLE, par_label_text(shown->name, table->trend->cli->language));
    if (now) {
        par_trend_amount(table, PAR_TREND_MAX, (struct par_maybe){true, now->max}, -1);
        par_trend_text(table, PAR_TREND_STATE, par_sheet_state(table->sheet, scores->now->nodes[nodes->at].state));
    }
    if (old) {
        par_trend_amount(table, PAR_TREND_PREVIOUS_MAX, (struct par_maybe){true, old->max}, -1);
        par_trend_text(table, PAR_TREND_PREVIOUS_STATE,
                       par_sheet_state(table->sheet, scores->before->nodes[nodes->old_at].state));
    }
}

/* How the criterion is compared, for a unit that is. */
static void fill_comparison(struct par_trend_table *table, const struct par_trend_step *step,
                            const struct par_trend_move *move, const struct nodes *nodes)
{
    enum par_carry how = PAR_CARRY_DONE;
    int32_t component = nodes->at < 0 ? -1 : nodes->set->criteria[nodes->at].component;
    if (!move->before)
        return;
    if (component >= 0 && move->carried_unit >= 0)
        how = par_carried_how(step->carried, (size_t)move->carried_unit, component);
    const char *words = par_words_of(PAR_TREND_NOT_CARRIED, 4, par_carry_name(how));
    const char *comparison = par_comparison_name(move->change.comparison);
    if (nodes->at < 0)
        comparison = "dropped";
    else if (nodes->old_at < 0)
        comparison = "added";
    else if (how != PAR_CARRY_DONE)
        comparison = "no_counterpart";
    par_trend_text(table, PAR_TREND_COMPARISON, par_trend_word(table, comparison));
    if (how != PAR_CARRY_DONE && nodes->old_at >= 0)
        par_trend_text(table, PAR_TREND_WHY,
                       par_sheet_is_for_people(table->sheet) ? par_cli_text(table->trend->cli, words)
                                                             : par_carry_name(how));
}

static void write_node(struct par_trend_table *table, const struct par_trend_step *step,
                       const struct par_trend_move *move, const struct scores *scores, const struct nodes *nodes)
{
    par_trend_head(table, step, move);
    fill_comparison(table, step, move, nodes);
    fill_criterion(table, nodes, scores);
    bool adds = scores->has_under && move->now->points.is && move->before->points.is && move->under->points.is;
    fill_points(table, nodes, adds);
    par_trend_parted_change(table, PAR_TREND_INDEX, &nodes->index, nodes->set->decimals_index);
    par_trend_row(table);
}

static bool is_wanted(const struct par_trend *trend, const struct par_criterion *criterion)
{
    return trend->by == PAR_TREND_BY_CRITERION ? criterion->depth > 0 : criterion->depth == 1;
}

/* The criterion of the older set that became the one of the newer set; -1: none. */
static int32_t old_position(const struct par_trend_move *move, const struct par_criterion *criterion)
{
    if (!move->before)
        return -1;
    const char *id = move->mapping ? par_mapping_older(move->mapping, criterion->id) : criterion->id;
    int32_t at = id ? par_set_find(move->before->set, par_span_of(id)) : PAR_NAME_NONE;
    return at > 0 ? at : -1;
}

static bool is_gone(const struct par_trend_move *move, const struct par_criterion *criterion)
{
    const char *id = move->mapping ? par_mapping_newer(move->mapping, criterion->id) : criterion->id;
    return !id || par_set_find(move->now->set, par_span_of(id)) <= 0;
}

/* A component that an amendment brings, and of which the data say nothing: whatever the set makes of what is missing.
 */
static bool is_open(const struct par_trend *trend, const struct par_trend_step *step, const struct par_trend_move *move,
                    const struct par_criterion *criterion)
{
    return trend->amended.count && move->carried_unit >= 0 && criterion->component >= 0 &&
           par_carried_how(step->carried, (size_t)move->carried_unit, criterion->component) != PAR_CARRY_DONE;
}

static void write_unit(struct par_trend_table *table, const struct par_trend_step *step,
                       const struct par_trend_move *move, struct scores *scores)
{
    const struct par_set *set = move->now->set;
    score(table, step, move, scores);
    for (int32_t i = 1; i < set->criterion_count; i++) {
        if (!is_wanted(table->trend, &set->criteria[i]))
            continue;
        struct nodes nodes = nodes_at(scores, move, i, old_position(move, &set->criteria[i]));
        if (is_open(table->trend, step, move, &set->criteria[i]))
            nodes.points.now.is = nodes.index.now.is = false;
        write_node(table, step, move, scores, &nodes);
    }
    const struct par_set *old_set = move->before ? move->before->set : NULL;
    for (int32_t i = 1; old_set && i < old_set->criterion_count; i++) {
        if (!is_wanted(table->trend, &old_set->criteria[i]) || !is_gone(move, &old_set->criteria[i]))
            continue;
        struct nodes nodes = nodes_at(scores, move, -1, i);
        write_node(table, step, move, scores, &nodes);
    }
}

/* --- Scores files: the index of each domain alone ---------------------------------------------------------------- */

static struct par_maybe domain_index(const struct par_trend_period *period, const struct par_standing *standing,
                                     const char *domain)
{
    for (size_t i = 0; standing && i < standing->domain_count && i < period->table.domain_count; i++)
        if (strcmp(period->table.domains[i], domain) == 0)
            return standing->domains[i];
    return (struct par_maybe){false, 0};
}

static void write_domains(struct par_trend_table *table, const struct par_trend_step *step,
                          const struct par_trend_move *move)
{
    for (size_t i = 0; i < step->newer->table.domain_count; i++) {
        const char *domain = step->newer->table.domains[i];
        struct par_maybe now = domain_index(step->newer, move->now, domain);
        struct par_maybe before = domain_index(step->older, move->before, domain);
        if (!now.is && !before.is)
            continue;
        int decimals = par_ranking_index_decimals(move->now);
        par_trend_head(table, step, move);
        par_trend_text(table, PAR_TREND_NODE, domain);
        par_trend_number(table, PAR_TREND_DEPTH, true, 1);
        par_trend_amount(table, PAR_TREND_INDEX, now, decimals);
        par_trend_amount(table, PAR_TREND_PREVIOUS_INDEX, before, decimals);
        par_trend_difference(table, PAR_TREND_CHANGE_INDEX, now, before, decimals);
        par_trend_row(table);
    }
}

/* By unit code, as the unit list is ordered. */
void par_trend_write_nodes(struct par_trend_table *table, const struct par_trend_step *step)
{
    struct scores scores = {0};
    if (!table->trend->from_scores)
        scores = make_scores(table, step);
    for (size_t i = 0; i < step->newer->table.count; i++) {
        if (!par_trend_wants(table->trend, &step->moves[i]))
            continue;
        if (table->trend->from_scores)
            write_domains(table, step, &step->moves[i]);
        else
            write_unit(table, step, &step->moves[i], &scores);
    }
}
