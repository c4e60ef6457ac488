#include "fold.h"
#include "score_private.h"

const char *par_state_name(enum par_state state)
{
    static const char *const names[] = {
        [PAR_STATE_SCORED] = "scored",         [PAR_STATE_MISSING] = "missing",
        [PAR_STATE_PENDING] = "pending",       [PAR_STATE_NOT_SUBMITTED] = "not_submitted",
        [PAR_STATE_UNREADABLE] = "unreadable", [PAR_STATE_NOT_APPLICABLE] = "not_applicable",
        [PAR_STATE_INCOMPLETE] = "incomplete", [PAR_STATE_UNCLAIMED] = "unclaimed",
    };
    return names[state];
}

const char *par_flag_name(enum par_flag flag)
{
    static const char *const names[] = {"claim-differs", "claim-alone", "override", "agreed",  "rounded", "no-evidence",
                                        "facts",         "excluded",    "lost",     "full",    "bonus",   "penalty",
                                        "capped",        "missing",     "pending",  "accepted"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (flag == 1U << i)
            return names[i];
    return "";
}

struct par_unit_score *par_unit_score_new(const struct par_assessment *assessment, struct par_arena *arena)
{
    struct par_unit_score *score = par_arena_alloc(arena, sizeof *score);
    const struct par_units *units = par_assessment_units(assessment);
    size_t rounds = 0;
    for (size_t i = 0; i < units->count; i++) {
        const struct par_set *set = units->items[i].set;
        score->room = (size_t)set->criterion_count > score->room ? (size_t)set->criterion_count : score->room;
        rounds = set->round_count > rounds ? set->round_count : rounds;
    }
    score->nodes = par_arena_array(arena, score->room, sizeof *score->nodes);
    struct par_maybe *all = par_arena_array(arena, score->room * rounds, sizeof *all);
    for (size_t i = 0; i < score->room; i++)
        score->nodes[i].rounds = all + i * rounds;
    return score;
}

static void add(struct par_unit_score *out, par_points *sum, par_points more)
{
    if (!par_points_add(*sum, more, sum))
        out->overflow = true;
}

/* Of a part: its final points, or those standing after a round. */
static struct par_maybe part_points(const struct par_node_score *part, int round)
{
    return round < 0 ? part->points : part->rounds[round];
}

static struct par_maybe fold_parts(const struct scoring *scoring, int32_t parent, int which)
{
    struct par_maybe points;
    if (!par_fold_parts(scoring->set, scoring->out->nodes, parent, which, &points))
        scoring->out->overflow = true;
    return points;
}

/* The maximum less that of the parts that do not apply. */
static void fold_maxima(const struct scoring *scoring, int32_t parent, struct par_node_score *node)
{
    const struct par_set *set = scoring->set;
    bool mean = set->criteria[parent].fold == PAR_FOLD_WEIGHTED_MEAN, any = false;
    par_points gone = 0;
    for (int32_t i = parent + 1; i < set->criteria[parent].end; i = set->criteria[i].end) {
        const struct par_node_score *part = &scoring->out->nodes[i];
        if (!par_fold_has(set, parent, i))
            continue;
        any = any || part->applicable_max > 0;
        add(scoring->out, &gone, set->criteria[i].max - part->applicable_max);
        if (!mean)
            add(scoring->out, &node->open_max, part->open_max);
        node->flags |= part->flags & (PAR_FLAG_HAS_MISSING | PAR_FLAG_HAS_PENDING | PAR_FLAG_LOST);
    }
    node->applicable_max = !any ? 0 : mean ? set->criteria[parent].max : set->criteria[parent].max - gone;
    if (mean && any)
        node->open_max = fold_parts(scoring, parent, PAR_FOLD_OPEN).points;
}

/* Nothing is known of such a unit but what the set leaves out for it. */
static void not_submitted(const struct scoring *scoring)
{
    const struct par_set *set = scoring->set;
    for (int32_t i = set->criterion_count - 1; i >= 0; i--) {
        struct par_node_score *node = &scoring->out->nodes[i];
        int32_t component = set->criteria[i].component;
        bool excluded = component >= 0 && par_assessment_excluded(scoring->assessment, scoring->unit, component);
        if (component < 0)
            fold_maxima(scoring, i, node);
        else if (!excluded || set->not_applicable == PAR_NA_FULL)
            node->applicable_max = set->criteria[i].max;
        if (excluded)
            node->flags |= PAR_FLAG_EXCLUDED;
        node->state = scoring->out->unit->unreadable ? PAR_STATE_UNREADABLE : PAR_STATE_NOT_SUBMITTED;
    }
}

static bool any_claimed(const struct scoring *scoring, int32_t parent)
{
    for (int32_t i = parent + 1; i < scoring->set->criteria[parent].end; i++)
        if (scoring->out->nodes[i].state != PAR_STATE_UNCLAIMED)
            return true;
    return false;
}

static enum par_state folded_state(const struct scoring *scoring, int32_t position, const struct par_node_score *node)
{
    bool open = node->flags & (PAR_FLAG_HAS_MISSING | PAR_FLAG_HAS_PENDING);
    if (scoring->set->criteria[position].role != PAR_ROLE_BASE && !any_claimed(scoring, position))
        return PAR_STATE_UNCLAIMED;
    if (node->applicable_max == 0)
        return PAR_STATE_NOT_APPLICABLE;
    return open ? PAR_STATE_INCOMPLETE : PAR_STATE_SCORED;
}

static void cap(struct par_maybe *points, par_points most, unsigned *flags)
{
    if (!points->is || points->points <= most)
        return;
    points->points = most;
    *flags |= PAR_FLAG_CAPPED;
}

static size_t summed_rounds(const struct scoring *scoring)
{
    return scoring->options->sums_per_round ? scoring->set->round_count : 0;
}

static void fold(const struct scoring *scoring, int32_t position)
{
    const struct par_set *set = scoring->set;
    struct par_node_score *node = &scoring->out->nodes[position];
    fold_maxima(scoring, position, node);
    node->points = fold_parts(scoring, position, PAR_FOLD_FINAL);
    for (size_t round = 0; round < summed_rounds(scoring); round++)
        node->rounds[round] = fold_parts(scoring, position, (int)round);
    node->state = folded_state(scoring, position, node);
    if (position == set->bonus.criterion || position == set->penalty.criterion) {
        cap(&node->points, set->criteria[position].max, &node->flags);
        for (size_t round = 0; round < summed_rounds(scoring); round++)
            cap(&node->rounds[round], set->criteria[position].max, &node->flags);
    }
}

/* Adds the bonus, takes the penalty, keeps the total within its bounds. */
static struct par_maybe net(const struct scoring *scoring, struct par_maybe base, int round)
{
    const struct par_set *set = scoring->set;
    struct par_node_score *total = &scoring->out->nodes[0];
    if (!base.is)
        return base;
    if (set->bonus.criterion >= 0) {
        struct par_maybe bonus = part_points(&scoring->out->nodes[set->bonus.criterion], round);
        add(scoring->out, &base.points, bonus.is ? bonus.points : 0);
    }
    if (set->penalty.criterion >= 0) {
        struct par_maybe penalty = part_points(&scoring->out->nodes[set->penalty.criterion], round);
        add(scoring->out, &base.points, penalty.is ? -penalty.points : 0);
    }
    if (base.points < 0) {
        base.points = 0;
        total->flags |= PAR_FLAG_CAPPED;
    }
    if (set->cap_at_max)
        cap(&base, total->applicable_max, &total->flags);
    return base;
}

/* Bonus and penalty rows still open leave the total open too, though they are not part of the maximum. */
static void close_total(const struct scoring *scoring)
{
    const struct par_set *set = scoring->set;
    struct par_node_score *total = &scoring->out->nodes[0];
    const int32_t blocks[] = {set->bonus.criterion, set->penalty.criterion};
    for (size_t i = 0; i < 2; i++)
        if (blocks[i] >= 0)
            total->flags |= scoring->out->nodes[blocks[i]].flags & (PAR_FLAG_HAS_PENDING | PAR_FLAG_HAS_MISSING);
    total->points = net(scoring, total->points, -1);
    for (size_t round = 0; round < summed_rounds(scoring); round++)
        total->rounds[round] = net(scoring, total->rounds[round], (int)round);
    total->state = folded_state(scoring, 0, total);
}

static unsigned kept_fault(const struct par_criterion *criterion)
{
    return criterion->accept_count ? PAR_FLAG_ACCEPTED : 0;
}

static void clear(struct par_unit_score *out, const struct par_set *set)
{
    for (int32_t i = 0; i < set->criterion_count; i++) {
        struct par_maybe *rounds = out->nodes[i].rounds;
        memset(rounds, 0, set->round_count * sizeof *rounds);
        out->nodes[i] = (struct par_node_score){.rounds = rounds, .from_round = -1, .said_round = -1};
        out->nodes[i].flags = kept_fault(&set->criteria[i]);
        if (set->criteria[i].role != PAR_ROLE_BASE)
            out->nodes[i].flags |= set->criteria[i].role == PAR_ROLE_BONUS ? PAR_FLAG_BONUS : PAR_FLAG_PENALTY;
    }
    out->overflow = false;
}

void par_score_unit(const struct par_assessment *assessment, size_t unit, const struct par_score_options *options,
                    struct par_unit_score *out)
{
    out->unit = &par_assessment_units(assessment)->items[unit];
    const struct par_set *set = out->unit->set;
    struct scoring scoring = {assessment, options, unit, set, out};
    clear(out, set);
    if (!par_assessment_submitted(assessment, unit)) {
        not_submitted(&scoring);
        return;
    }
    for (int32_t i = set->criterion_count - 1; i >= 0; i--) {
        if (set->criteria[i].component >= 0) {
            par_score_component(&scoring, i);
        } else {
            fold(&scoring, i);
        }
    }
    close_total(&scoring);
    for (int32_t i = 0; i < set->criterion_count; i++)
        if (set->criteria[i].component >= 0)
            par_score_restore_silence(&scoring, i);
}

/* Components that wait for a round, and the round that the first of them waits for. */
static size_t count_pending(const struct par_unit_score *score, int *round)
{
    const struct par_set *set = score->unit->set;
    size_t count = 0;
    for (int32_t i = 0; i < set->component_count; i++) {
        if (score->nodes[set->components[i]].state != PAR_STATE_PENDING)
            continue;
        if (count++ == 0)
            *round = par_set_settling_round(set, set->criteria[set->components[i]].origin);
    }
    return count;
}

void par_score_report(const struct par_unit_score *score, struct par_diags *diags)
{
    const struct par_node_score *total = &score->nodes[0];
    struct par_place place = {.unit = score->unit->code};
    if (total->flags & PAR_FLAG_HAS_PENDING) {
        char count[PAR_DECIMAL_TEXT];
        int round = 0;
        par_decimal_print((int64_t)count_pending(score, &round), 0, 0, '.', count);
        par_diags_add(diags, PAR_WARNING, PAR_PENDING, &place, count, score->unit->set->rounds[round].id, NULL);
    }
    if (total->state == PAR_STATE_NOT_APPLICABLE)
        par_diags_add(diags, PAR_WARNING, PAR_NO_APPLICABLE, &place, score->unit->code, NULL);
    if (score->overflow)
        par_diags_add(diags, PAR_ERROR, PAR_OVERFLOW, &place, NULL);
}

bool par_score_percent(const struct par_set *set, const struct par_node_score *score, par_points *out)
{
    struct par_ratio percent = {score->points.points, score->applicable_max}, hundred = {100, 1};
    if (!score->points.is || score->applicable_max == 0)
        return false;
    return par_ratio_mul(percent, hundred, &percent) &&
           par_ratio_round(percent, set->decimals_index, set->rounding, out);
}

bool par_score_rescaled(const struct par_set *set, const struct par_node_score *total, par_points *out)
{
    struct par_ratio share = {total->points.points, total->applicable_max};
    if (set->not_applicable != PAR_NA_RESCALE || !total->points.is || total->applicable_max == 0)
        return false;
    return par_ratio_mul(share, par_points_ratio(set->criteria[0].max), &share) &&
           par_ratio_round(share, set->decimals_points, set->rounding, out);
}
