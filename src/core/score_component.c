/* A component: the points standing after the last round that spoke, and what they count. */
#include "score_private.h"

/* What stands while the rounds are gone through. */
struct standing {
    bool applies;
    bool settled;
};

static void take_points(const struct par_entry *entry, size_t round, struct par_node_score *node)
{
    bool computed = entry->marks & PAR_MARK_COMPUTED, score = entry->marks & PAR_MARK_SCORE;
    if (!par_entry_gives(entry, round, &node->points.points))
        return;
    bool typed = score && (round > 0 || !computed);
    node->points.is = true;
    if (computed)
        node->computed = (struct par_maybe){true, entry->computed};
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
    bool agreed = par_entry_agrees(entry, round, scoring->options->blank_means_agree);
    if (entry->marks & PAR_MARK_NOT_APPLIES)
        standing->applies = false;
    else if (par_entry_speaks(entry))
        standing->applies = true;
    if (entry->marks & PAR_MARK_NOT_APPLIES && node->from_round < (int)round)
        node->from_round = (int)round;
    take_points(entry, round, node);
    if (agreed && node->points.is)
        node->flags |= PAR_FLAG_AGREED;
    if (round > 0 && (par_entry_speaks(entry) || (agreed && node->said_round < 0)))
        node->said_round = (int)round;
    bool something = agreed || (par_entry_speaks(entry) && !(entry->marks & PAR_MARK_FACTS && settling > 0));
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

void par_score_component(const struct scoring *scoring, int32_t position)
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

void par_score_restore_silence(const struct scoring *scoring, int32_t position)
{
    struct par_node_score *node = &scoring->out->nodes[position];
    int32_t component = scoring->set->criteria[position].component;
    for (size_t round = 0; round < scoring->set->round_count; round++) {
        const struct par_entry *entry = par_assessment_entry(scoring->assessment, scoring->unit, round, component);
        par_points given;
        if (!par_entry_gives(entry, round, &given) &&
            !par_entry_agrees(entry, round, scoring->options->blank_means_agree))
            node->rounds[round].is = false;
    }
}
