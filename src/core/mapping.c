#include "parindex/mapping.h"

/* One direction: id -> id on the other side. */
struct side {
    struct par_names *ids; /* -> position in targets[] */
    size_t count, room;
    const char **targets; /* NULL: no counterpart */
};

struct par_mapping {
    struct par_arena *arena;
    struct side newer, older;
};

struct par_mapping *par_mapping_new(struct par_arena *arena)
{
    struct par_mapping *mapping = par_arena_alloc(arena, sizeof *mapping);
    mapping->arena = arena;
    mapping->newer.ids = par_names_new(arena);
    mapping->older.ids = par_names_new(arena);
    return mapping;
}

/* An id that stands in several pairs has no counterpart. False for such a one. */
static bool point(struct par_mapping *mapping, struct side *side, const char *from, const char *to)
{
    int32_t before = par_names_add(side->ids, par_span_of(from), (int32_t)side->count);
    if (before != PAR_NAME_NONE) {
        side->targets[before] = NULL;
        return false;
    }
    side->targets = par_arena_grow(mapping->arena, side->targets, side->count, &side->room, sizeof *side->targets);
    side->targets[side->count++] = *to ? to : NULL;
    return true;
}

void par_mapping_add(struct par_mapping *mapping, const char *older, const char *newer)
{
    if (*older)
        point(mapping, &mapping->newer, older, newer);
    if (*newer)
        point(mapping, &mapping->older, newer, older);
}

/* The counterpart on one side, if it leads back: else the other one became, or came of, several. */
static const char *follow(const struct side *there, const struct side *back, const char *id)
{
    int32_t position = par_names_find(there->ids, par_span_of(id));
    if (position < 0)
        return par_names_find(back->ids, par_span_of(id)) < 0 ? id : NULL;
    const char *target = there->targets[position];
    int32_t returns = target ? par_names_find(back->ids, par_span_of(target)) : PAR_NAME_NONE;
    return returns >= 0 && back->targets[returns] ? target : NULL;
}

const char *par_mapping_newer(const struct par_mapping *mapping, const char *older)
{
    return follow(&mapping->newer, &mapping->older, older);
}

const char *par_mapping_older(const struct par_mapping *mapping, const char *newer)
{
    return follow(&mapping->older, &mapping->newer, newer);
}
