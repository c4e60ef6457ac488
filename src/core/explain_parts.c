/* A criterion with parts: what each adds to it, and its index. */
#include "explain_parts.h"

static bool is_part(const struct par_set *set, int32_t parent, int32_t i)
{
    return set->criteria[i].role == set->criteria[parent].role;
}

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

static struct par_maybe sum_of_parts(const struct par_steps *steps, const struct par_unit_score *score)
{
    const struct par_set *set = steps->set;
    struct par_maybe sum = {false, 0};
    for (int32_t i = steps->criterion + 1; i < set->criteria[steps->criterion].end; i = set->criteria[i].end) {
        if (!is_part(set, steps->criterion, i) || !score->nodes[i].points.is)
            continue;
        sum.is = par_points_add(sum.points, score->nodes[i].points.points, &sum.points);
    }
    return sum;
}

/* max x sum w (p / m) / sum w, exactly; false when no part that applies has points. */
static bool mean_of_parts(const struct par_steps *steps, const struct par_unit_score *score, struct par_ratio *mean)
{
    const struct par_set *set = steps->set;
    struct par_ratio sum = {0, 1}, weights = {0, 1};
    bool any = false, fits = true;
    for (int32_t i = steps->criterion + 1; i < set->criteria[steps->criterion].end; i = set->criteria[i].end) {
        const struct par_node_score *part = &score->nodes[i];
        struct par_ratio weight = par_points_ratio(set->criteria[i].weight), share;
        if (!is_part(set, steps->criterion, i) || part->applicable_max == 0)
            continue;
        fits = fits && par_ratio_add(weights, weight, &weights);
        if (!part->points.is)
            continue;
        any = true;
        share = (struct par_ratio){part->points.points, part->applicable_max};
        fits = fits && par_ratio_mul(share, weight, &share) && par_ratio_add(sum, share, &sum);
    }
    return any && fits && par_ratio_mul(sum, par_points_ratio(set->criteria[steps->criterion].max), &sum) &&
           par_ratio_div(sum, weights, mean);
}

/* What the parts come to, as a step; a mean is rounded at 10^-6. */
static struct par_maybe fold(struct par_steps *steps, const struct par_unit_score *score)
{
    const struct par_criterion *criterion = &steps->set->criteria[steps->criterion];
    struct par_maybe points = {false, 0};
    struct par_ratio mean;
    if (criterion->fold == PAR_FOLD_SUM)
        points = sum_of_parts(steps, score);
    else if (mean_of_parts(steps, score, &mean))
        points.is = par_ratio_round(mean, PAR_POINTS_SCALE, steps->set->rounding, &points.points);
    if (!points.is)
        return points;
    bool sums = criterion->fold == PAR_FOLD_SUM;
    struct par_step *step = par_steps_add(steps, sums ? PAR_STEP_SUM_OF_PARTS : PAR_STEP_MEAN_OF_PARTS);
    step->points = points;
    step->max = par_maybe_of(criterion->max);
    if (!sums)
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
        if (is_part(set, steps->criterion, i))
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
