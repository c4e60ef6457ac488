#include "parindex/rank.h"

/* Totals are passed on rounded, unless ranks or classes are decided on exact values, as a scores file does. */
static struct par_maybe printed_total(const struct par_set *set, struct par_maybe points)
{
    if (set->rank_on != PAR_EXACT && set->class_on != PAR_EXACT)
        points.points = par_points_round(points.points, set->decimals_points, set->rounding);
    return points;
}

static struct par_maybe percent_of(const struct par_set *set, int32_t position, const struct par_node_score *node)
{
    struct par_maybe percent = {false, 0};
    percent.is = set->criteria[position].role == PAR_ROLE_BASE && par_score_percent(set, node, &percent.points);
    return percent;
}

static void add_origins(const struct par_unit_score *score, struct par_standing *standing)
{
    const struct par_set *set = score->unit->set;
    for (int32_t i = 0; i < set->component_count; i++) {
        const struct par_criterion *criterion = &set->criteria[set->components[i]];
        const struct par_node_score *node = &score->nodes[set->components[i]];
        if (criterion->role != PAR_ROLE_BASE)
            continue;
        standing->earned[criterion->origin] += node->points.is ? node->points.points : 0;
        standing->applicable[criterion->origin] += node->applicable_max;
    }
}

struct par_standing par_standing_of(const struct par_unit_score *score, struct par_arena *arena)
{
    const struct par_unit *unit = score->unit;
    const struct par_set *set = unit->set;
    const struct par_node_score *total = &score->nodes[0];
    struct par_standing standing = {.period = set->period,
                                    .unit = unit->code,
                                    .name = unit->name,
                                    .bloc = unit->bloc,
                                    .set = set,
                                    .who = unit,
                                    .takes_part = unit->ranked,
                                    .state = total->state,
                                    .points = printed_total(set, total->points),
                                    .applicable_max = total->applicable_max,
                                    .index = percent_of(set, 0, total),
                                    .open_max = total->open_max,
                                    .pending = total->flags & PAR_FLAG_HAS_PENDING,
                                    .missing = total->flags & PAR_FLAG_HAS_MISSING};
    standing.rescaled.is = par_score_rescaled(set, total, &standing.rescaled.points);
    standing.percents = par_arena_array(arena, (size_t)set->criterion_count, sizeof *standing.percents);
    for (int32_t i = 0; i < set->criterion_count; i++)
        standing.percents[i] = percent_of(set, i, &score->nodes[i]);
    add_origins(score, &standing);
    return standing;
}
