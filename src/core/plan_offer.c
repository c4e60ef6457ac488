#include "parindex/plan.h"
#include "parindex/said.h"
#include "rule_type.h"

struct offering {
    const struct par_assessment *assessment;
    const struct par_set *set;
    size_t unit;
    const struct par_unit *who;
    const struct par_unit_score *score;
    par_fold_label fold;
    struct par_arena *arena;
};

/* --- What could have more ---------------------------------------------------------------------------------------- */

static bool is_penalty(const struct par_criterion *criterion)
{
    return criterion->role == PAR_ROLE_PENALTY;
}

static bool is_better(const struct par_criterion *criterion, par_points a, par_points b)
{
    return is_penalty(criterion) ? a < b : a > b;
}

/* The best points of a component. */
static par_points goal_of(const struct par_criterion *criterion)
{
    return is_penalty(criterion) ? 0 : criterion->max;
}

static bool is_lost(const struct par_criterion *criterion, const struct par_node_score *node)
{
    bool counts = node->state == PAR_STATE_SCORED || node->state == PAR_STATE_MISSING;
    par_points now = node->points.is ? node->points.points : 0;
    return counts && is_better(criterion, goal_of(criterion), now);
}

/* --- What was said ----------------------------------------------------------------------------------------------- */

struct par_inverse *par_inverse_of_component(const struct par_assessment *assessment, size_t unit, int32_t component,
                                             par_fold_label fold, struct par_arena *arena)
{
    const struct par_unit *who = &par_assessment_units(assessment)->items[unit];
    const struct par_criterion *criterion = &who->set->criteria[who->set->components[component]];
    const struct par_rule *rule = par_unit_rule(who, criterion);
    int round = par_assessment_last_round(assessment, unit, component, PAR_MARK_COMPUTED);
    if (!rule)
        return NULL;
    struct par_filled *filled = par_arena_alloc(arena, sizeof *filled);
    struct par_place *place = par_arena_alloc(arena, sizeof *place);
    const struct par_said *said = round < 0 ? NULL : par_assessment_said(assessment, unit, (size_t)round, component);
    *filled = par_said_filled(assessment, unit, said, arena);
    struct par_evaluation evaluation = {.set = who->set,
                                        .criterion = criterion,
                                        .filled = filled,
                                        .fold = fold,
                                        .arena = arena,
                                        .diags = par_diags_new(arena, 0, 0),
                                        .place = place};
    return par_inverse_new(rule, &evaluation);
}

struct par_maybe par_earned_of(const struct par_assessment *assessment, size_t unit, int32_t component,
                               const struct par_node_score *node)
{
    const struct par_entry *first = par_assessment_entry(assessment, unit, 0, component);
    return node->computed.is ? node->computed : (struct par_maybe){first->marks & PAR_MARK_SCORE, first->score};
}

/* --- Alternatives ------------------------------------------------------------------------------------------------ */

enum { ROOM = PAR_PLAN_LEVELS + 3 };

static void add(const struct offering *at, struct par_offer *offer, struct par_alternative alternative)
{
    const struct par_criterion *criterion = &at->set->criteria[offer->position];
    par_points before = offer->count ? offer->items[offer->count - 1].points : offer->now.is ? offer->now.points : 0;
    if (offer->count == ROOM || !is_better(criterion, alternative.points, before))
        return;
    alternative.cost = PAR_POINTS_ONE;
    offer->items[offer->count++] = alternative;
}

/* The next score that can be typed: from the least one in steps, or just the maximum. */
static void add_typed(const struct offering *at, struct par_offer *offer, const struct par_rule *rule)
{
    const struct par_criterion *criterion = &at->set->criteria[offer->position];
    par_points now = offer->now.is ? offer->now.points : 0, next = rule->least;
    if (!rule->typed || !rule->step || is_penalty(criterion))
        return;
    if (now >= rule->least)
        next = now + rule->step - (now - rule->least) % rule->step;
    if (next < criterion->max)
        add(at, offer, (struct par_alternative){.points = next, .evidence = offer->cut});
}

static void add_reaches(const struct offering *at, struct par_offer *offer, struct par_inverse *inverse)
{
    struct par_reach levels[PAR_PLAN_LEVELS];
    size_t count = par_inverse_levels(inverse, PAR_PLAN_LEVELS, levels);
    for (size_t i = 0; i < count; i++)
        add(at, offer,
            (struct par_alternative){
                .points = levels[i].points, .evidence = offer->cut, .has_reach = true, .reach = levels[i]});
}

static void add_alternatives(const struct offering *at, struct par_offer *offer, struct par_inverse *inverse,
                             struct par_maybe earned)
{
    const struct par_criterion *criterion = &at->set->criteria[offer->position];
    const struct par_rule *rule = par_unit_rule(at->who, criterion);
    bool answered = inverse && par_inverse_kind_of(inverse) != PAR_INVERSE_POINTS;
    offer->items = par_arena_array(at->arena, ROOM, sizeof *offer->items);
    if (offer->cut)
        add(at, offer, (struct par_alternative){.points = earned.points, .evidence = true});
    if (answered) {
        add_reaches(at, offer, inverse);
    } else {
        if (rule)
            add_typed(at, offer, rule);
        add(at, offer, (struct par_alternative){.points = goal_of(criterion), .evidence = offer->cut});
    }
    offer->whole = offer->count > 0 && offer->items[offer->count - 1].points == goal_of(criterion);
}

static enum par_cause_kind cause_of(const struct offering *at, const struct par_causes *causes,
                                    const struct par_criterion *criterion)
{
    return causes ? par_causes_of(causes, at->unit, criterion->component) : criterion->cause_kind;
}

static struct par_offer offer_of(const struct offering *at, int32_t position)
{
    const struct par_criterion *criterion = &at->set->criteria[position];
    const struct par_node_score *node = &at->score->nodes[position];
    struct par_maybe earned = par_earned_of(at->assessment, at->unit, criterion->component, node);
    struct par_inverse *inverse =
        par_inverse_of_component(at->assessment, at->unit, criterion->component, at->fold, at->arena);
    struct par_offer offer = {
        .position = position, .now = node->points, .missing = node->state == PAR_STATE_MISSING, .inverse = inverse};
    offer.cut = node->points.is && earned.is && is_better(criterion, earned.points, node->points.points);
    add_alternatives(at, &offer, inverse, earned);
    return offer;
}

size_t par_offers_of(const struct par_assessment *assessment, const struct par_prospect *prospect,
                     const struct par_causes *causes, bool objective, par_fold_label fold, struct par_arena *arena,
                     struct par_offer **offers)
{
    const struct par_unit *who = par_prospect_unit(prospect);
    struct offering at = {.assessment = assessment,
                          .set = who->set,
                          .unit = (size_t)(who - par_assessment_units(assessment)->items),
                          .who = who,
                          .score = par_prospect_score(prospect),
                          .fold = fold,
                          .arena = arena};
    size_t count = 0;
    *offers = par_arena_array(arena, (size_t)at.set->component_count, sizeof **offers);
    for (int32_t i = 0; i < at.set->component_count; i++) {
        int32_t position = at.set->components[i];
        if (!is_lost(&at.set->criteria[position], &at.score->nodes[position]))
            continue;
        struct par_offer *offer = &(*offers)[count++];
        *offer = offer_of(&at, position);
        offer->cause_kind = cause_of(&at, causes, &at.set->criteria[position]);
        if (!objective && offer->cause_kind == PAR_CAUSE_OBJECTIVE)
            offer->left_out = PAR_LEFT_OBJECTIVE;
        else if (offer->missing && at.set->criteria[position].origin != PAR_FROM_REPORT)
            offer->left_out = PAR_LEFT_AWAITED;
    }
    return count;
}
