/* Ranks of a unit by itself, and over several periods. */
#include "parindex/trend.h"

/* One of the bloc, or one that might be in it. */
struct entrant {
    struct par_standing standing; /* first: the ranking moves pointers to it */
    bool is_present;
    size_t group; /* of equals, counted from the best */
};

/* How many of the present ones stand in each group of equals, and before it. */
struct groups {
    size_t count;
    size_t *present, *before, *distinct_before;
};

static void group_equals(struct par_standing *const *sorted, size_t count, struct groups *groups)
{
    int last = 0;
    for (size_t i = 0; i < count; i++) {
        struct entrant *entrant = (struct entrant *)sorted[i];
        if (!entrant->standing.rank)
            continue;
        if (groups->count == 0 || entrant->standing.rank != last) {
            size_t group = groups->count++;
            groups->before[group] = group ? groups->before[group - 1] + groups->present[group - 1] : 0;
            groups->distinct_before[group] =
                group ? groups->distinct_before[group - 1] + (groups->present[group - 1] > 0) : 0;
        }
        last = entrant->standing.rank;
        entrant->group = groups->count - 1;
        groups->present[entrant->group] += entrant->is_present;
    }
}

/* The rank of one that might be there, without its own present place. */
static int rank_of(const struct entrant *then, const struct entrant *own, const struct groups *groups,
                   enum par_ties ties)
{
    if (!then->standing.rank)
        return 0;
    bool leaves = own && own->standing.rank && own->group < then->group;
    size_t before = groups->before[then->group] - leaves;
    if (ties == PAR_TIES_DENSE)
        before = groups->distinct_before[then->group] - (leaves && groups->present[own->group] == 1);
    return (int)before + 1;
}

void par_rank_alone(struct par_standing *const *bloc, size_t count, const struct par_set *set, struct par_alone *items,
                    size_t item_count, struct par_arena *arena)
{
    size_t all = count + item_count;
    struct entrant *entrants = par_arena_array(arena, all, sizeof *entrants);
    struct par_standing **sorted = par_arena_array(arena, all, sizeof(struct par_standing *));
    struct par_names *codes = par_names_new(arena);
    for (size_t i = 0; i < all; i++) {
        entrants[i].standing = i < count ? *bloc[i] : items[i - count].then;
        entrants[i].is_present = i < count;
        sorted[i] = &entrants[i].standing;
        if (i < count)
            par_names_add(codes, par_span_of(bloc[i]->unit), (int32_t)i);
    }
    par_rank_bloc(sorted, all, set, arena);
    struct groups groups = {.present = par_arena_array(arena, all + 1, sizeof(size_t)),
                            .before = par_arena_array(arena, all + 1, sizeof(size_t)),
                            .distinct_before = par_arena_array(arena, all + 1, sizeof(size_t))};
    group_equals(sorted, all, &groups);
    for (size_t i = 0; i < item_count; i++) {
        int32_t own = items[i].own ? par_names_find(codes, par_span_of(items[i].own->unit)) : PAR_NAME_NONE;
        items[i].rank = rank_of(&entrants[count + i], own < 0 ? NULL : &entrants[own], &groups,
                                set ? set->ties : PAR_TIES_COMPETITION);
    }
}

struct par_standing par_standing_among(const struct par_standing *now, const struct par_standing *before,
                                       const struct par_mapping *mapping, struct par_arena *arena)
{
    struct par_standing then = *now;
    then.unit = before->unit;
    then.bloc = before->bloc;
    then.set = before->set;
    then.who = before->who;
    if (!before->set || !now->set || now->set == before->set)
        return then;
    then.percents = par_arena_array(arena, (size_t)before->set->criterion_count, sizeof *then.percents);
    for (int32_t i = 0; i < before->set->criterion_count; i++) {
        const char *id = before->set->criteria[i].id;
        const char *newer = mapping ? par_mapping_newer(mapping, id) : id;
        int32_t position = newer ? par_set_find(now->set, par_span_of(newer)) : PAR_NAME_NONE;
        if (position >= 0)
            then.percents[i] = now->percents[position];
    }
    return then;
}

void par_rank_course_add(struct par_rank_course *course, int rank)
{
    if (!rank)
        return;
    course->best = course->periods && course->best < rank ? course->best : rank;
    course->worst = course->periods && course->worst > rank ? course->worst : rank;
    course->periods++;
}

bool par_rank_is_unstable(const struct par_rank_course *course, const struct par_instability *rule, size_t ranked_units)
{
    int64_t spread = course->worst - course->best;
    if (course->periods < 2)
        return false;
    if (rule->places)
        return spread >= rule->places;
    return spread > PAR_STEADY_PLACES &&
           (par_wide)spread * 100 * PAR_POINTS_ONE >= (par_wide)rule->share * (par_wide)ranked_units;
}
