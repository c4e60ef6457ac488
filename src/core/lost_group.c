#include "parindex/lost.h"

#include <stdlib.h>

int32_t par_domain_of(const struct par_set *set, int32_t position)
{
    while (set->criteria[position].depth > 1)
        position = set->criteria[position].parent;
    return position;
}

/* Groups being made. */
struct grouping {
    const struct par_units *units;
    unsigned keys;
    struct par_arena *arena;
    struct par_names *owners, *blocs;
    int32_t owner_count, bloc_count;
    const struct par_set *set; /* of the row before */
    int32_t set_number;
    struct par_names *groups; /* key -> number */
    size_t count, room;
    struct par_loss_group *items;
};

/* What tells groups apart; what is not asked for is the same in all. */
struct key {
    int32_t unit, set, criterion, domain, owner, bloc, cause, kind;
};

static int32_t number_of(struct par_names *names, const char *text, int32_t *count)
{
    int32_t number = par_names_add(names, par_span_of(text ? text : ""), *count);
    return number == PAR_NAME_NONE ? (*count)++ : number;
}

/* The first unit with the same set stands for the set. */
static int32_t set_number(struct grouping *grouping, const struct par_set *set)
{
    int32_t i = 0;
    if (grouping->set == set)
        return grouping->set_number;
    while (grouping->units->items[i].set != set)
        i++;
    grouping->set = set;
    grouping->set_number = i;
    return i;
}

static struct key key_of(struct grouping *grouping, const struct par_loss *loss)
{
    const struct par_unit *unit = &grouping->units->items[loss->unit];
    const struct par_criterion *criterion = &unit->set->criteria[loss->position];
    unsigned keys = grouping->keys;
    struct key key = {0};
    if (keys & PAR_BY_UNIT)
        key.unit = (int32_t)loss->unit;
    if (keys & (PAR_BY_CRITERION | PAR_BY_DOMAIN))
        key.set = set_number(grouping, unit->set);
    if (keys & PAR_BY_CRITERION)
        key.criterion = loss->position;
    if (keys & PAR_BY_DOMAIN)
        key.domain = par_domain_of(unit->set, loss->position);
    if (keys & PAR_BY_OWNER)
        key.owner = number_of(grouping->owners, criterion->lead, &grouping->owner_count);
    if (keys & PAR_BY_BLOC)
        key.bloc = number_of(grouping->blocs, unit->bloc, &grouping->bloc_count);
    if (keys & PAR_BY_CAUSE)
        key.cause = (int32_t)loss->cause;
    if (keys & PAR_BY_CAUSE_KIND)
        key.kind = (int32_t)loss->cause_kind;
    return key;
}

static struct par_loss_group *group_of(struct grouping *grouping, const struct par_loss *loss)
{
    struct key key = key_of(grouping, loss);
    struct par_span bytes = {(const char *)&key, sizeof key};
    int32_t known = par_names_find(grouping->groups, bytes);
    if (known >= 0)
        return &grouping->items[known];
    bytes.text = par_arena_copy(grouping->arena, bytes);
    par_names_add(grouping->groups, bytes, (int32_t)grouping->count);
    grouping->items =
        par_arena_grow(grouping->arena, grouping->items, grouping->count, &grouping->room, sizeof *grouping->items);
    struct par_loss_group *group = &grouping->items[grouping->count++];
    *group = (struct par_loss_group){
        .first = loss, .largest_unit = SIZE_MAX, .last_unit = SIZE_MAX, .last_position = PAR_NAME_NONE};
    return group;
}

static void take(struct par_loss_group *group, const struct par_loss *loss)
{
    group->lost += loss->lost;
    group->open += loss->open;
    if (loss->lost <= 0)
        return;
    bool same_unit = group->last_unit == loss->unit;
    group->gross += loss->lost;
    group->units += !same_unit;
    group->components += !same_unit || group->last_position != loss->position;
    group->of_unit = same_unit ? group->of_unit + loss->lost : loss->lost;
    group->last_unit = loss->unit;
    group->last_position = loss->position;
    if (group->largest_unit == SIZE_MAX || group->of_unit > group->largest) {
        group->largest = group->of_unit;
        group->largest_unit = loss->unit;
    }
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int worse_first(const void *left, const void *right)
{
    const struct par_loss_group *a = left, *b = right;
    int order = compare(b->lost, a->lost);
    order = order ? order : compare(b->open, a->open);
    return order ? order : compare(a->first - b->first, 0); /* both in one array: by unit, set order, cause */
}

size_t par_losses_group(const struct par_losses *losses, unsigned keys,
                        bool (*keeps)(const void *context, const struct par_loss *loss), const void *context,
                        struct par_arena *arena, struct par_loss_group **out)
{
    struct grouping grouping = {.units = par_assessment_units(losses->assessment),
                                .keys = keys,
                                .arena = arena,
                                .owners = par_names_new(arena),
                                .blocs = par_names_new(arena),
                                .groups = par_names_new(arena)};
    for (size_t i = 0; i < losses->count; i++) {
        const struct par_loss *loss = &losses->items[i];
        if (!keeps || keeps(context, loss))
            take(group_of(&grouping, loss), loss);
    }
    if (grouping.count)
        qsort(grouping.items, grouping.count, sizeof *grouping.items, worse_first);
    *out = grouping.items;
    return grouping.count;
}
