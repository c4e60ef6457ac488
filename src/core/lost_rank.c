#include "lost_private.h"

#include <stdlib.h>

/* What one unit lost on one component of its set, in all its rows. */
struct entry {
    int32_t field; /* units with the same set and bloc */
    int32_t component;
    par_points lost;
    size_t first, end; /* its rows */
};

static int in_order(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->field != b->field)
        return a->field < b->field ? -1 : 1;
    if (a->component != b->component)
        return a->component < b->component ? -1 : 1;
    if (a->lost != b->lost)
        return a->lost > b->lost ? -1 : 1;
    return a->first < b->first ? -1 : 1;
}

/* A number for each bloc of each set. */
static int32_t *fields_of(const struct par_units *units, struct par_arena *arena)
{
    int32_t *fields = par_arena_array(arena, units->count, sizeof *fields);
    struct par_names *names = par_names_new(arena);
    int32_t count = 0;
    for (size_t i = 0; i < units->count; i++) {
        const char *name = par_arena_join(arena, units->items[i].set->id, "|", units->items[i].bloc, NULL);
        int32_t field = par_names_add(names, par_span_of(name), count);
        fields[i] = field == PAR_NAME_NONE ? count++ : field;
    }
    return fields;
}

static size_t collect(const struct par_losses *losses, const int32_t *fields, struct entry *entries)
{
    const struct par_units *units = par_assessment_units(losses->assessment);
    size_t count = 0;
    for (size_t i = 0, end; i < losses->count; i = end) {
        const struct par_loss *loss = &losses->items[i];
        const struct par_criterion *criterion = &units->items[loss->unit].set->criteria[loss->position];
        struct entry entry = {fields[loss->unit], criterion->component, 0, i, 0};
        for (end = i; end < losses->count && losses->items[end].unit == loss->unit &&
                      losses->items[end].position == loss->position;
             end++)
            entry.lost += losses->items[end].lost;
        entry.end = end;
        if (entry.component >= 0 && entry.lost > 0)
            entries[count++] = entry;
    }
    return count;
}

void par_losses_rank(struct par_losses *losses, struct par_arena *arena)
{
    const struct par_units *units = par_assessment_units(losses->assessment);
    struct entry *entries = par_arena_array(arena, losses->count, sizeof *entries);
    size_t count = collect(losses, fields_of(units, arena), entries);
    int place = 0, rank = 0;
    if (count)
        qsort(entries, count, sizeof *entries, in_order);
    for (size_t i = 0; i < count; i++) {
        bool begins =
            i == 0 || entries[i].field != entries[i - 1].field || entries[i].component != entries[i - 1].component;
        place = begins ? 1 : place + 1;
        rank = begins || entries[i].lost != entries[i - 1].lost ? place : rank;
        for (size_t k = entries[i].first; k < entries[i].end; k++)
            losses->items[k].rank_in_bloc = rank;
    }
}
