#include "parindex/rank.h"

bool par_standing_ranks(const struct par_standing *standing, const struct par_set *set)
{
    bool unranked = set && set->missing == PAR_MISSING_UNRANK && standing->missing;
    return standing->takes_part && standing->index.is && standing->state != PAR_STATE_NOT_SUBMITTED &&
           standing->state != PAR_STATE_UNREADABLE && !unranked;
}

static struct par_ratio share_of(const struct par_standing *standing)
{
    return (struct par_ratio){standing->points.points, standing->applicable_max ? standing->applicable_max : 1};
}

static int compare_points(par_points a, par_points b)
{
    return (a > b) - (a < b);
}

static int compare_index(const struct par_standing *a, const struct par_standing *b, const struct par_set *set)
{
    if (set && set->rank_on == PAR_EXACT)
        return par_ratio_compare(share_of(a), share_of(b));
    return compare_points(a->index.points, b->index.points);
}

static int origin_of(const char *name)
{
    for (int i = PAR_FROM_REPORT; i <= PAR_FROM_APPRAISER; i++)
        if (strcmp(par_origin_name((enum par_origin)i), name) == 0)
            return i;
    return -1;
}

/* A source that does not apply to a unit comes last. */
static int compare_origins(const struct par_standing *a, const struct par_standing *b, int origin)
{
    if (!a->applicable[origin] || !b->applicable[origin])
        return (a->applicable[origin] > 0) - (b->applicable[origin] > 0);
    return par_ratio_compare((struct par_ratio){a->earned[origin], a->applicable[origin]},
                             (struct par_ratio){b->earned[origin], b->applicable[origin]});
}

static int compare_maybe(struct par_maybe a, struct par_maybe b)
{
    return a.is && b.is ? compare_points(a.points, b.points) : (int)a.is - (int)b.is;
}

static int compare_tie_breaks(const struct par_standing *a, const struct par_standing *b, const struct par_set *set)
{
    int order = 0;
    for (size_t i = 0; set && i < set->tie_break.count && order == 0; i++) {
        int32_t position = par_set_find(set, par_span_of(set->tie_break.items[i]));
        int origin = origin_of(set->tie_break.items[i]);
        if (position >= 0)
            order = compare_maybe(a->percents[position], b->percents[position]);
        else if (origin >= 0)
            order = compare_origins(a, b, origin);
    }
    return order;
}

/* Positive when a stands before b, 0 when they tie. */
static int compare_merit(const struct par_standing *a, const struct par_standing *b, const struct par_set *set)
{
    bool a_ranks = par_standing_ranks(a, set), b_ranks = par_standing_ranks(b, set);
    if (a_ranks != b_ranks || !a_ranks)
        return (int)a_ranks - (int)b_ranks;
    int order = compare_index(a, b, set);
    return order ? order : compare_tie_breaks(a, b, set);
}

static bool stands_before(const struct par_standing *a, const struct par_standing *b, const struct par_set *set)
{
    int order = compare_merit(a, b, set);
    return order ? order > 0 : strcmp(a->unit, b->unit) <= 0;
}

static void merge(struct par_standing **items, struct par_standing **room, size_t half, size_t count,
                  const struct par_set *set)
{
    memcpy(room, items, count * sizeof(struct par_standing *));
    for (size_t left = 0, right = half, to = 0; to < count; to++) {
        bool take_left = left < half && (right == count || stands_before(room[left], room[right], set));
        items[to] = take_left ? room[left++] : room[right++];
    }
}

/* Merge sort, since qsort hands no context to its comparison. */
static void sort(struct par_standing **items, struct par_standing **room, size_t count, const struct par_set *set)
{
    if (count < 2)
        return;
    sort(items, room, count / 2, set);
    sort(items + count / 2, room, count - count / 2, set);
    merge(items, room, count / 2, count, set);
}

static int next_rank(enum par_ties ties, int position, int before)
{
    return ties == PAR_TIES_DENSE ? before + 1 : position;
}

void par_rank_bloc(struct par_standing **standings, size_t count, const struct par_set *set, struct par_arena *arena)
{
    enum par_ties ties = set ? set->ties : PAR_TIES_COMPETITION;
    sort(standings, par_arena_array(arena, count, sizeof(struct par_standing *)), count, set);
    int rank = 0;
    for (size_t i = 0; i < count; i++) {
        struct par_standing *standing = standings[i];
        standing->running = (int)i + 1;
        standing->rank = 0;
        standing->class_step = NULL;
        if (!par_standing_ranks(standing, set))
            continue;
        bool tie = i > 0 && ties != PAR_TIES_ORDINAL && compare_merit(standings[i - 1], standing, set) == 0;
        if (!tie)
            rank = next_rank(ties, (int)i + 1, rank);
        standing->rank = rank;
        standing->class_step = par_class_of(standing);
    }
}

static bool serves(struct par_list list, const struct par_standing *standing)
{
    if (list.count == 0 || par_list_has(list, standing->bloc) || par_list_has(list, standing->unit))
        return true;
    return standing->who && par_unit_is_in(standing->who, list);
}

const struct par_class_scheme *par_class_scheme_of(const struct par_standing *standing)
{
    const struct par_set *set = standing->set;
    for (size_t i = 0; set && i < set->scheme_count; i++)
        if (serves(set->schemes[i].serves, standing))
            return &set->schemes[i];
    return NULL;
}

static bool meets(const struct par_class_step *step, const struct par_standing *standing)
{
    for (size_t i = 0; i < step->require_count; i++) {
        const struct par_require *require = &step->requires[i];
        struct par_maybe percent = standing->percents[require->criterion];
        if (percent.is && percent.points < require->percent)
            return false;
    }
    return true;
}

bool par_class_step_is_reached(const struct par_class_step *step, struct par_ratio percent)
{
    int order = par_ratio_compare(percent, par_points_ratio(step->bound));
    return !step->bounded || order > 0 || (order == 0 && !step->above);
}

static const struct par_class_step *first_reached(const struct par_class_scheme *scheme, struct par_ratio percent,
                                                  const struct par_standing *conditions)
{
    for (size_t i = 0; scheme && i < scheme->count; i++)
        if (par_class_step_is_reached(&scheme->steps[i], percent) &&
            (!conditions || meets(&scheme->steps[i], conditions)))
            return &scheme->steps[i];
    return NULL;
}

const struct par_class_step *par_class_of(const struct par_standing *standing)
{
    struct par_ratio percent = par_points_ratio(standing->index.points);
    if (!standing->index.is || !standing->set)
        return NULL;
    if (standing->set->class_on == PAR_EXACT &&
        !par_ratio_mul(share_of(standing), (struct par_ratio){100, 1}, &percent))
        return NULL;
    return first_reached(par_class_scheme_of(standing), percent, standing);
}

const struct par_class_step *par_class_of_mean(const struct par_standing *anyone, par_points index)
{
    return first_reached(par_class_scheme_of(anyone), par_points_ratio(index), NULL);
}
