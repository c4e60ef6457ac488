#include "parindex/score.h"

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

/* The unit being scored. */
struct scoring {
    const struct par_assessment *assessment;
    const struct par_score_options *options;
    size_t unit;
    const struct par_set *set;
    struct par_unit_score *out;
};

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

/* What stands while the rounds are gone through. */
struct standing {
    bool applies;
    bool settled;
};

static bool speaks(const struct par_entry *entry)
{
    return entry->marks & (PAR_MARK_SCORE | PAR_MARK_COMPUTED | PAR_MARK_NOT_APPLIES | PAR_MARK_APPLIES);
}

static bool agrees(const struct scoring *scoring, const struct par_entry *entry)
{
    if (entry->marks & PAR_MARK_AGREES)
        return true;
    bool blank = !speaks(entry) && !(entry->marks & PAR_MARK_DISAGREES);
    return scoring->options->blank_means_agree && entry->marks & PAR_MARK_ROW && blank;
}

static void take_points(const struct par_entry *entry, size_t round, struct par_node_score *node)
{
    bool computed = entry->marks & PAR_MARK_COMPUTED, score = entry->marks & PAR_MARK_SCORE;
    if (!computed && !score)
        return;
    if (computed)
        node->computed = (struct par_maybe){true, entry->computed};
    bool typed = score && (round > 0 || !computed);
    node->points = (struct par_maybe){true, typed ? entry->score : entry->computed};
    node->from_round = (int)round;
    node->flags &= ~(unsigned)(PAR_FLAG_OVERRIDE | PAR_FLAG_ROUNDED);
    if (typed && round > 0 && node->computed.is && node->computed.points != entry->score)
        node->flags |= PAR_FLAG_OVERRIDE;
    if (typed && entry->marks & PAR_MARK_ROUNDED)
        node->flags |= PAR_FLAG_ROUNDED;
}

static void take_round(const struct scoring *scoring, const struct par_entry *entry, size_t round, int settling,
                       struct standing *standing, struct par_node_score *node)
{
    bool agreed = agrees(scoring, entry);
    if (entry->marks & PAR_MARK_NOT_APPLIES)
        standing->applies = false;
    else if (entry->marks & (PAR_MARK_APPLIES | PAR_MARK_SCORE | PAR_MARK_COMPUTED))
        standing->applies = true;
    if (entry->marks & PAR_MARK_NOT_APPLIES && node->from_round < (int)round)
        node->from_round = (int)round;
    take_points(entry, round, node);
    if (agreed && node->points.is)
        node->flags |= PAR_FLAG_AGREED;
    if (round > 0 && (speaks(entry) || (agreed && node->said_round < 0)))
        node->said_round = (int)round;
    bool something = agreed || (speaks(entry) && !(entry->marks & PAR_MARK_FACTS && settling > 0));
    if (something && (int)round >= settling)
        standing->settled = true;
}

static unsigned own_flags(const struct par_criterion *criterion, const struct par_entry *first)
{
    unsigned flags = 0;
    bool stands = first->marks & (PAR_MARK_SCORE | PAR_MARK_COMPUTED);
    if (first->marks & PAR_MARK_DIFFERS)
        flags |= PAR_FLAG_CLAIM_DIFFERS;
    if (first->marks & PAR_MARK_CLAIM)
        flags |= PAR_FLAG_CLAIM_ALONE;
    if (first->marks & PAR_MARK_FACTS)
        flags |= PAR_FLAG_FACTS;
    par_points points = first->marks & PAR_MARK_COMPUTED ? first->computed : first->score;
    if (criterion->evidence_required && stands && points > 0 && !(first->marks & PAR_MARK_EVIDENCE))
        flags |= PAR_FLAG_NO_EVIDENCE;
    return flags;
}

static unsigned kept_fault(const struct par_criterion *criterion)
{
    return criterion->accept_count ? PAR_FLAG_ACCEPTED : 0;
}

static void leave_out(const struct par_set *set, const struct par_criterion *criterion, struct par_node_score *node)
{
    node->state = PAR_STATE_NOT_APPLICABLE;
    node->points.is = false;
    if (set->not_applicable != PAR_NA_FULL || criterion->role != PAR_ROLE_BASE)
        return;
    node->points = (struct par_maybe){true, criterion->max};
    node->applicable_max = criterion->max;
    node->flags |= PAR_FLAG_FULL;
}

static void leave_open(const struct par_criterion *criterion, enum par_state state, struct par_node_score *node)
{
    node->state = state;
    node->points.is = false;
    node->open_max = criterion->role == PAR_ROLE_BASE ? criterion->max : 0;
    node->flags |= state == PAR_STATE_PENDING ? PAR_FLAG_HAS_PENDING : PAR_FLAG_HAS_MISSING;
}

static void lose(struct par_node_score *node)
{
    node->state = PAR_STATE_MISSING;
    node->points = (struct par_maybe){true, 0};
    node->flags |= PAR_FLAG_LOST;
}

static void conclude(const struct scoring *scoring, const struct par_criterion *criterion,
                     const struct standing *standing, bool must_settle, struct par_node_score *node)
{
    const struct par_set *set = scoring->set;
    bool base = criterion->role == PAR_ROLE_BASE, stands = node->points.is || !standing->applies;
    node->applicable_max = criterion->max;
    if (must_settle && !standing->settled && (base || stands)) {
        leave_open(criterion, PAR_STATE_PENDING, node);
    } else if (!standing->applies) {
        node->applicable_max = 0;
        leave_out(set, criterion, node);
    } else if (node->points.is) {
        node->state = PAR_STATE_SCORED;
    } else if (!base) {
        node->state = PAR_STATE_UNCLAIMED;
    } else if (set->missing == PAR_MISSING_LOSE) {
        lose(node);
    } else {
        leave_open(criterion, PAR_STATE_MISSING, node);
    }
}

/* What counts after a round: the points that stand, or what the set gives where nothing applies. */
static struct par_maybe standing_after(const struct scoring *scoring, const struct par_criterion *criterion,
                                       const struct standing *standing, const struct par_node_score *node)
{
    bool full = scoring->set->not_applicable == PAR_NA_FULL && criterion->role == PAR_ROLE_BASE;
    if (!standing->applies)
        return (struct par_maybe){full, full ? criterion->max : 0};
    return node->points;
}

/* As if the component had earned these points. */
static void suppose(const struct par_criterion *criterion, struct par_maybe points, struct par_node_score *node)
{
    node->points = points;
    node->applicable_max = criterion->max;
    node->open_max = 0;
    node->state = PAR_STATE_SCORED;
    node->flags &= ~(unsigned)(PAR_FLAG_LOST | PAR_FLAG_HAS_MISSING | PAR_FLAG_HAS_PENDING);
}

static void score_component(const struct scoring *scoring, int32_t position)
{
    const struct par_set *set = scoring->set;
    const struct par_criterion *criterion = &set->criteria[position];
    struct par_node_score *node = &scoring->out->nodes[position];
    int settling = par_set_settling_round(set, criterion->origin);
    struct standing standing = {.applies = true};
    if (par_assessment_excluded(scoring->assessment, scoring->unit, criterion->component)) {
        node->flags |= PAR_FLAG_EXCLUDED;
        leave_out(set, criterion, node);
        for (size_t round = 0; round < set->round_count; round++)
            node->rounds[round] = node->points;
        return;
    }
    for (size_t round = 0; round < set->round_count; round++) {
        take_round(scoring, par_assessment_entry(scoring->assessment, scoring->unit, round, criterion->component),
                   round, settling, &standing, node);
        node->rounds[round] = standing_after(scoring, criterion, &standing, node);
    }
    node->flags |=
        own_flags(criterion, par_assessment_entry(scoring->assessment, scoring->unit, 0, criterion->component));
    conclude(scoring, criterion, &standing, settling >= 0, node);
    if (scoring->options->instead && scoring->options->instead[criterion->component].is)
        suppose(criterion, scoring->options->instead[criterion->component], node);
}

static void add(struct par_unit_score *out, par_points *sum, par_points more)
{
    if (!par_points_add(*sum, more, sum))
        out->overflow = true;
}

static bool is_part(const struct par_set *set, int32_t parent, int32_t i)
{
    return set->criteria[i].role == set->criteria[parent].role;
}

/* Of a part: its final points (round -1) or those standing after a round. */
static struct par_maybe part_points(const struct par_node_score *part, int round)
{
    return round < 0 ? part->points : part->rounds[round];
}

static struct par_maybe sum_parts(const struct scoring *scoring, int32_t parent, int round)
{
    const struct par_set *set = scoring->set;
    struct par_maybe sum = {false, 0};
    for (int32_t i = parent + 1; i < set->criteria[parent].end; i = set->criteria[i].end) {
        struct par_maybe part = part_points(&scoring->out->nodes[i], round);
        if (!part.is || !is_part(set, parent, i))
            continue;
        sum.is = true;
        add(scoring->out, &sum.points, part.points);
    }
    return sum;
}

/* max x sum w (p / m) / sum w over the parts that apply, rounded once to 10^-6. `of_open`: of their open maxima. */
static struct par_maybe mean_parts(const struct scoring *scoring, int32_t parent, int round, bool of_open)
{
    const struct par_set *set = scoring->set;
    struct par_ratio sum = {0, 1};
    par_points weights = 0;
    struct par_maybe mean = {false, 0};
    bool fits = true;
    for (int32_t i = parent + 1; i < set->criteria[parent].end; i = set->criteria[i].end) {
        const struct par_node_score *part = &scoring->out->nodes[i];
        if (!is_part(set, parent, i) || part->applicable_max == 0)
            continue;
        add(scoring->out, &weights, set->criteria[i].weight);
        struct par_maybe points = of_open ? (struct par_maybe){true, part->open_max} : part_points(part, round);
        if (!points.is)
            continue;
        mean.is = true;
        struct par_ratio share = {points.points, part->applicable_max}, weight = {set->criteria[i].weight, 1};
        fits = fits && par_ratio_mul(share, weight, &share) && par_ratio_add(sum, share, &sum);
    }
    if (!mean.is || weights == 0)
        return (struct par_maybe){false, 0};
    struct par_ratio whole = {set->criteria[parent].max, weights};
    fits = fits && par_ratio_mul(sum, whole, &sum) && par_ratio_mul(sum, (struct par_ratio){1, PAR_POINTS_ONE}, &sum) &&
           par_ratio_round(sum, PAR_POINTS_SCALE, set->rounding, &mean.points);
    scoring->out->overflow = scoring->out->overflow || !fits;
    return mean;
}

static struct par_maybe fold_parts(const struct scoring *scoring, int32_t parent, int round)
{
    if (scoring->set->criteria[parent].fold == PAR_FOLD_WEIGHTED_MEAN)
        return mean_parts(scoring, parent, round, false);
    return sum_parts(scoring, parent, round);
}

/* The maximum less that of the parts that do not apply. */
static void fold_maxima(const struct scoring *scoring, int32_t parent, struct par_node_score *node)
{
    const struct par_set *set = scoring->set;
    bool mean = set->criteria[parent].fold == PAR_FOLD_WEIGHTED_MEAN, any = false;
    par_points gone = 0;
    for (int32_t i = parent + 1; i < set->criteria[parent].end; i = set->criteria[i].end) {
        const struct par_node_score *part = &scoring->out->nodes[i];
        if (!is_part(set, parent, i))
            continue;
        any = any || part->applicable_max > 0;
        add(scoring->out, &gone, set->criteria[i].max - part->applicable_max);
        if (!mean)
            add(scoring->out, &node->open_max, part->open_max);
        node->flags |= part->flags & (PAR_FLAG_HAS_MISSING | PAR_FLAG_HAS_PENDING | PAR_FLAG_LOST);
    }
    node->applicable_max = !any ? 0 : mean ? set->criteria[parent].max : set->criteria[parent].max - gone;
    if (mean && any)
        node->open_max = mean_parts(scoring, parent, -1, true).points;
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
    node->points = fold_parts(scoring, position, -1);
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

/* A component shows only what a round gave; what stood after it was for the sums. */
static void restore_silence(const struct scoring *scoring, int32_t position)
{
    struct par_node_score *node = &scoring->out->nodes[position];
    int32_t component = scoring->set->criteria[position].component;
    for (size_t round = 0; round < scoring->set->round_count; round++) {
        const struct par_entry *entry = par_assessment_entry(scoring->assessment, scoring->unit, round, component);
        if (!(entry->marks & (PAR_MARK_SCORE | PAR_MARK_COMPUTED)) && !agrees(scoring, entry))
            node->rounds[round].is = false;
    }
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
            score_component(&scoring, i);
        } else {
            fold(&scoring, i);
        }
    }
    close_total(&scoring);
    for (int32_t i = 0; i < set->criterion_count; i++)
        if (set->criteria[i].component >= 0)
            restore_silence(&scoring, i);
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
