#include "parindex/prospect.h"

#include "fold.h"

enum { QUESTIONS_PER_SCRATCH = 256 };

struct par_prospect {
    const struct par_assessment *assessment;
    size_t unit;
    const struct par_unit *who;
    const struct par_set *set;
    struct par_score_options options;
    struct par_unit_score *now, *supposed;
    struct par_maybe *one; /* per component: none */
    size_t other_count;    /* of its bloc */
    struct par_standing **others;
    struct par_standing **all; /* room for them and itself */
    bool provisional;
    bool has_rival; /* looked for */
    int rival_rank;
    const struct par_standing *rival;
    par_no_memory no_memory;
    struct par_arena *scratch;
    size_t asked;
};

/* --- The bloc ---------------------------------------------------------------------------------------------------- */

static bool is_pending(const struct par_standing *standing, const struct par_set *set)
{
    return standing->pending && par_standing_ranks(standing, set);
}

static void add_other(struct par_prospect *prospect, size_t unit, struct par_arena *arena)
{
    struct par_standing *standing = par_arena_alloc(arena, sizeof *standing);
    par_score_unit(prospect->assessment, unit, &prospect->options, prospect->supposed);
    *standing = par_standing_of(prospect->supposed, arena);
    prospect->provisional = prospect->provisional || is_pending(standing, prospect->set);
    prospect->others[prospect->other_count++] = standing;
}

static void add_others(struct par_prospect *prospect, struct par_arena *arena)
{
    const struct par_units *units = par_assessment_units(prospect->assessment);
    prospect->others = par_arena_array(arena, units->count, sizeof(struct par_standing *));
    prospect->all = par_arena_array(arena, units->count + 1, sizeof(struct par_standing *));
    for (size_t i = 0; i < units->count; i++)
        if (i != prospect->unit && units->items[i].set == prospect->set &&
            strcmp(units->items[i].bloc, prospect->who->bloc) == 0)
            add_other(prospect, i, arena);
    par_rank_bloc(prospect->others, prospect->other_count, prospect->set, arena);
}

struct par_prospect *par_prospect_new(const struct par_assessment *assessment, size_t unit,
                                      const struct par_score_options *options, par_no_memory no_memory,
                                      struct par_arena *arena)
{
    struct par_prospect *prospect = par_arena_alloc(arena, sizeof *prospect);
    const struct par_unit *who = &par_assessment_units(assessment)->items[unit];
    *prospect =
        (struct par_prospect){.assessment = assessment,
                              .unit = unit,
                              .who = who,
                              .set = who->set,
                              .options = *options,
                              .now = par_unit_score_new(assessment, arena),
                              .supposed = par_unit_score_new(assessment, arena),
                              .one = par_arena_array(arena, (size_t)who->set->component_count, sizeof *prospect->one),
                              .no_memory = no_memory,
                              .scratch = par_arena_new(no_memory)};
    prospect->options.instead = NULL;
    prospect->options.sums_per_round = false;
    par_score_unit(assessment, unit, &prospect->options, prospect->now);
    add_others(prospect, arena);
    return prospect;
}

void par_prospect_free(struct par_prospect *prospect)
{
    par_arena_free(prospect->scratch);
    prospect->scratch = NULL;
}

const struct par_unit *par_prospect_unit(const struct par_prospect *prospect)
{
    return prospect->who;
}

const struct par_unit_score *par_prospect_score(const struct par_prospect *prospect)
{
    return prospect->now;
}

bool par_prospect_is_provisional(const struct par_prospect *prospect)
{
    return prospect->provisional || prospect->now->nodes[0].flags & PAR_FLAG_HAS_PENDING;
}

/* --- What if ----------------------------------------------------------------------------------------------------- */

static const struct par_unit_score *suppose(struct par_prospect *prospect, const struct par_maybe *instead)
{
    prospect->options.instead = instead;
    par_score_unit(prospect->assessment, prospect->unit, &prospect->options, prospect->supposed);
    prospect->options.instead = NULL;
    return prospect->supposed;
}

/* Memory that lives until some later question. */
static struct par_arena *scratch_of(struct par_prospect *prospect)
{
    if (++prospect->asked % QUESTIONS_PER_SCRATCH == 0) {
        par_arena_free(prospect->scratch);
        prospect->scratch = par_arena_new(prospect->no_memory);
    }
    return prospect->scratch;
}

/* As many units have a rank as stand before the first that has none. */
static size_t count_ranked(struct par_standing *const *standings, size_t count)
{
    size_t ranked = 0;
    while (ranked < count && standings[ranked]->rank > 0)
        ranked++;
    return ranked;
}

struct par_outlook par_prospect_of(struct par_prospect *prospect, const struct par_maybe *instead)
{
    struct par_arena *scratch = scratch_of(prospect);
    struct par_standing own = par_standing_of(suppose(prospect, instead), scratch);
    size_t count = prospect->other_count;
    if (count)
        memcpy(prospect->all, prospect->others, count * sizeof *prospect->all);
    prospect->all[count] = &own;
    par_rank_bloc(prospect->all, count + 1, prospect->set, scratch);
    par_points printed = par_points_round(own.points.points, prospect->set->decimals_points, prospect->set->rounding);
    return (struct par_outlook){.points = {own.points.is, printed},
                                .index = own.index,
                                .class_step = par_class_of(&own),
                                .rank = own.rank,
                                .ranked = count_ranked(prospect->all, count + 1)};
}

struct par_outlook par_prospect_of_one(struct par_prospect *prospect, int32_t component, par_points points)
{
    prospect->one[component] = (struct par_maybe){true, points};
    struct par_outlook outlook = par_prospect_of(prospect, prospect->one);
    prospect->one[component] = (struct par_maybe){false, 0};
    return outlook;
}

/* --- Classes ----------------------------------------------------------------------------------------------------- */

static const struct par_class_scheme *scheme_of(const struct par_prospect *prospect)
{
    struct par_standing own = {
        .unit = prospect->who->code, .bloc = prospect->who->bloc, .set = prospect->set, .who = prospect->who};
    return par_class_scheme_of(&own);
}

static bool is_named(struct par_label label, const char *folded, par_fold_label fold, struct par_arena *arena)
{
    return strcmp(fold(par_span_of(label.vi), arena), folded) == 0 ||
           (label.en && strcmp(fold(par_span_of(label.en), arena), folded) == 0);
}

const struct par_class_step *par_prospect_class(const struct par_prospect *prospect, struct par_span name,
                                                par_fold_label fold, struct par_arena *arena, const char **names)
{
    const struct par_class_scheme *scheme = scheme_of(prospect);
    const char *folded = fold(name, arena);
    *names = "";
    for (size_t i = 0; scheme && i < scheme->count; i++) {
        if (is_named(scheme->steps[i].name, folded, fold, arena))
            return &scheme->steps[i];
        *names = par_arena_join(arena, *names, i ? ", " : "", scheme->steps[i].name.vi, NULL);
    }
    return NULL;
}

/* --- Targets ----------------------------------------------------------------------------------------------------- */

bool par_prospect_can(const struct par_prospect *prospect, const struct par_target *target)
{
    const struct par_node_score *total = &prospect->now->nodes[0];
    bool filed = total->state != PAR_STATE_NOT_SUBMITTED && total->state != PAR_STATE_UNREADABLE;
    if (!filed || total->applicable_max == 0)
        return false;
    return target->kind != PAR_TARGET_RANK || prospect->who->ranked;
}

/* Of the others, the first that has the place under dense ranks, else the one that many are not behind. */
static const struct par_standing *find_rival(const struct par_prospect *prospect, int rank)
{
    bool dense = prospect->set->ties == PAR_TIES_DENSE;
    for (size_t i = 0; i < prospect->other_count; i++) {
        const struct par_standing *other = prospect->others[i];
        if (other->rank > 0 && (dense ? other->rank == rank : i + 1 == (size_t)rank))
            return other;
    }
    return NULL;
}

static const struct par_standing *rival_of(struct par_prospect *prospect, int rank)
{
    if (prospect->has_rival && prospect->rival_rank == rank)
        return prospect->rival;
    par_rank_bloc(prospect->others, prospect->other_count, prospect->set, scratch_of(prospect));
    const struct par_standing *found = find_rival(prospect, rank);
    prospect->has_rival = true;
    prospect->rival_rank = rank;
    prospect->rival = found;
    return found;
}

/* Ranked against the rival alone the unit comes first, or shares the place. */
static bool beats_or_ties(struct par_prospect *prospect, struct par_standing *own, int rank)
{
    const struct par_standing *rival = rival_of(prospect, rank);
    struct par_standing copy;
    struct par_standing *two[2] = {own, &copy};
    if (rival)
        copy = *rival;
    par_rank_bloc(two, rival ? 2 : 1, prospect->set, scratch_of(prospect));
    return own->rank == 1;
}

bool par_prospect_meets(struct par_prospect *prospect, const struct par_target *target, const struct par_maybe *instead)
{
    const struct par_set *set = prospect->set;
    const struct par_unit_score *score = suppose(prospect, instead);
    const struct par_node_score *total = &score->nodes[0];
    par_points percent;
    if (target->kind == PAR_TARGET_INDEX)
        return par_score_percent(set, total, &percent) && percent >= target->value;
    if (target->kind == PAR_TARGET_POINTS)
        return total->points.is &&
               par_points_round(total->points.points, set->decimals_points, set->rounding) >= target->value;
    struct par_standing own = par_standing_of(score, scratch_of(prospect));
    if (target->kind == PAR_TARGET_RANK)
        return beats_or_ties(prospect, &own, target->rank);
    const struct par_class_step *step = par_class_of(&own);
    return step && step <= target->step;
}

/* --- The least total --------------------------------------------------------------------------------------------- */

/* The lowest bound of the class and those above it. */
static bool reaches_class(const struct par_prospect *prospect, const struct par_class_step *step,
                          struct par_ratio percent)
{
    const struct par_class_scheme *scheme = scheme_of(prospect);
    for (const struct par_class_step *one = scheme->steps; one <= step; one++)
        if (par_class_step_is_reached(one, percent))
            return true;
    return false;
}

static bool reaches_rival(const struct par_prospect *prospect, const struct par_standing *rival, par_points total,
                          par_points percent)
{
    if (prospect->set->rank_on != PAR_EXACT)
        return percent >= rival->index.points;
    struct par_ratio own = {total, prospect->now->nodes[0].applicable_max};
    struct par_ratio other = {rival->points.points, rival->applicable_max};
    return par_ratio_compare(own, other) >= 0;
}

/* Whether a total could do, whatever else the target asks for. */
static bool could_do(struct par_prospect *prospect, const struct par_target *target, par_points points)
{
    const struct par_set *set = prospect->set;
    struct par_node_score total = prospect->now->nodes[0];
    struct par_ratio exact = {points, total.applicable_max}, hundred = {100, 1};
    par_points percent;
    total.points = (struct par_maybe){true, points};
    if (target->kind == PAR_TARGET_POINTS)
        return par_points_round(points, set->decimals_points, set->rounding) >= target->value;
    if (!par_score_percent(set, &total, &percent) || !par_ratio_mul(exact, hundred, &exact))
        return false;
    switch (target->kind) {
    case PAR_TARGET_INDEX:
        return percent >= target->value;
    case PAR_TARGET_CLASS:
        return reaches_class(prospect, target->step, set->class_on == PAR_EXACT ? exact : par_points_ratio(percent));
    default:
        break;
    }
    const struct par_standing *rival = rival_of(prospect, target->rank);
    return !rival || reaches_rival(prospect, rival, points, percent);
}

par_points par_prospect_least(struct par_prospect *prospect, const struct par_target *target, par_points most)
{
    const struct par_node_score *total = &prospect->now->nodes[0];
    par_points low = total->points.is ? total->points.points : 0, high = most;
    if (could_do(prospect, target, low) || high <= low)
        return low;
    while (high - low > 1) {
        par_points middle = low + (high - low) / 2;
        if (could_do(prospect, target, middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* --- Effects ----------------------------------------------------------------------------------------------------- */

/* Points of a part as points of the weighted mean above it, rounded up, with what rounding may add. */
static par_points through_mean(const struct par_prospect *prospect, int32_t part, par_points points)
{
    const struct par_criterion *criterion = &prospect->set->criteria[part];
    par_points weights;
    if (!par_fold_weights(prospect->set, prospect->now->nodes, criterion->parent, &weights))
        return INT64_MAX / 4;
    par_wide den = (par_wide)weights * prospect->now->nodes[part].applicable_max;
    if (den <= 0)
        return 0;
    struct par_ratio share = {(par_wide)points * criterion->weight, den}, max;
    max = (struct par_ratio){prospect->set->criteria[criterion->parent].max, 1};
    if (!par_ratio_mul(share, max, &share))
        return INT64_MAX / 4;
    return (par_points)(share.num / share.den) + 2;
}

par_points par_prospect_effect(const struct par_prospect *prospect, int32_t position, par_points points)
{
    const struct par_set *set = prospect->set;
    for (int32_t i = position; set->criteria[i].parent >= 0; i = set->criteria[i].parent) {
        const struct par_criterion *parent = &set->criteria[set->criteria[i].parent];
        if (parent->fold == PAR_FOLD_WEIGHTED_MEAN && parent->role == set->criteria[i].role)
            points = through_mean(prospect, i, points);
    }
    return points;
}
