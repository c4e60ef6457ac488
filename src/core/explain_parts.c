/* A criterion with parts: what each adds to it, and its index. */
#include "explain_parts.h"

#include "fold.h"

static void add_part(struct par_steps *steps, const struct par_unit_score *score, int32_t i)
{
    const struct par_criterion *part = &steps->set->criteria[i];
    struct par_step *step = par_steps_add(steps, PAR_STEP_PART);
    step->criterion = i;
    step->name = par_state_name(score->nodes[i].state);
    step->points = score->nodes[i].points;
    step->max = par_maybe_of(score->nodes[i].applicable_max);
    if (steps->set->criteria[steps->criterion].fold == PAR_FOLD_WEIGHTED_MEAN)
        step->value = par_amount_of(par_points_ratio(part->weight), PAR_AMOUNT_NUMBER);
}

/* What the parts come to, as a step; a mean is rounded at 10^-6. */
static struct par_maybe fold(struct par_steps *steps, const struct par_unit_score *score)
{
    const struct par_criterion *criterion = &steps->set->criteria[steps->criterion];
    bool sums = criterion->fold == PAR_FOLD_SUM, any;
    struct par_maybe points;
    struct par_ratio mean;
    if (!par_fold_parts(steps->set, score->nodes, steps->criterion, PAR_FOLD_FINAL, &points) || !points.is)
        return (struct par_maybe){false, 0};
    struct par_step *step = par_steps_add(steps, sums ? PAR_STEP_SUM_OF_PARTS : PAR_STEP_MEAN_OF_PARTS);
    step->points = points;
    step->max = par_maybe_of(criterion->max);
    if (!sums && par_fold_mean(steps->set, score->nodes, steps->criterion, PAR_FOLD_FINAL, &mean, &any))
        step->value = par_amount_of(mean, PAR_AMOUNT_POINTS);
    return points;
}

/* A step from points to points. */
static void move(struct par_steps *steps, enum par_step_kind kind, par_points before, par_points points)
{
    struct par_step *step = par_steps_add(steps, kind);
    step->before = par_maybe_of(before);
    step->points = par_maybe_of(points);
}

static void explain_block(struct par_steps *steps, const struct par_unit_score *score, struct par_block block,
                          enum par_step_kind kind, par_points *points)
{
    if (block.criterion < 0 || !score->nodes[block.criterion].points.is)
        return;
    par_points of_block = score->nodes[block.criterion].points.points;
    move(steps, kind, *points, of_block);
    steps->items[steps->count - 1].criterion = block.criterion;
    par_points_add(*points, kind == PAR_STEP_BONUS ? of_block : -of_block, points);
}

/* Bonus, penalty and bounds of the total. */
static void explain_total(struct par_steps *steps, const struct par_unit_score *score, par_points points)
{
    const struct par_set *set = steps->set;
    par_points base = points;
    explain_block(steps, score, set->bonus, PAR_STEP_BONUS, &points);
    explain_block(steps, score, set->penalty, PAR_STEP_PENALTY, &points);
    if (points < 0)
        move(steps, PAR_STEP_TOTAL_FLOOR, points, 0);
    points = points < 0 ? 0 : points;
    par_points most = score->nodes[0].applicable_max;
    if (set->cap_at_max && points > most)
        move(steps, PAR_STEP_TOTAL_CAP, points, most);
    else if (points != base)
        par_steps_add(steps, PAR_STEP_TOTAL)->points = par_maybe_of(points);
}

static bool is_block(const struct par_steps *steps)
{
    return steps->criterion == steps->set->bonus.criterion || steps->criterion == steps->set->penalty.criterion;
}

static void explain_maximum(struct par_steps *steps, const struct par_node_score *node)
{
    const struct par_criterion *criterion = &steps->set->criteria[steps->criterion];
    if (criterion->role == PAR_ROLE_BASE && node->applicable_max != criterion->max) {
        struct par_step *step = par_steps_add(steps, PAR_STEP_APPLICABLE);
        step->before = par_maybe_of(criterion->max);
        step->max = par_maybe_of(node->applicable_max);
    }
    if (node->open_max > 0)
        par_steps_add(steps, PAR_STEP_OPEN)->points = par_maybe_of(node->open_max);
}

void par_parts_explain(struct par_steps *steps, const struct par_unit_score *score)
{
    const struct par_set *set = steps->set;
    const struct par_node_score *node = &score->nodes[steps->criterion];
    for (int32_t i = steps->criterion + 1; i < set->criteria[steps->criterion].end; i = set->criteria[i].end)
        if (par_fold_has(set, steps->criterion, i))
            add_part(steps, score, i);
    struct par_maybe points = fold(steps, score);
    if (points.is && is_block(steps) && points.points > set->criteria[steps->criterion].max)
        move(steps, PAR_STEP_BLOCK_CAP, points.points, set->criteria[steps->criterion].max);
    if (points.is && steps->criterion == 0)
        explain_total(steps, score, points.points);
    explain_maximum(steps, node);
}

void par_index_explain(struct par_steps *steps, const struct par_node_score *node)
{
    const struct par_set *set = steps->set;
    par_points percent, rescaled;
    const struct par_criterion *criterion = &set->criteria[steps->criterion];
    if (criterion->role != PAR_ROLE_BASE || criterion->component >= 0 || !par_score_percent(set, node, &percent))
        return;
    struct par_ratio exact = {node->points.points, node->applicable_max}, hundred = {100, 1};
    struct par_step *step = par_steps_add(steps, PAR_STEP_INDEX);
    step->first = par_amount_of(par_points_ratio(node->points.points), PAR_AMOUNT_POINTS);
    step->second = par_amount_of(par_points_ratio(node->applicable_max), PAR_AMOUNT_POINTS);
    step->points = par_maybe_of(percent);
    if (par_ratio_mul(exact, hundred, &exact))
        step->value = par_amount_of(exact, PAR_AMOUNT_PERCENT);
    if (steps->criterion == 0 && par_score_rescaled(set, node, &rescaled))
        par_steps_add(steps, PAR_STEP_RESCALED)->points = par_maybe_of(rescaled);
}
