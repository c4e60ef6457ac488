#include "parindex/frame.h"

#include <stdlib.h>

/* --- Groups ------------------------------------------------------------------------------------------------------ */

static int by_place(const void *left, const void *right)
{
    const struct par_frame_item *a = left, *b = right;
    int order = strcmp(a->stratum, b->stratum);
    order = order ? order : strcmp(a->psu, b->psu);
    order = order ? order : strcmp(a->order, b->order);
    return order ? order : strcmp(a->id, b->id);
}

static void begin_stratum(struct par_frame *frame, size_t item)
{
    frame->strata[frame->stratum_count++] =
        (struct par_frame_stratum){.name = frame->items[item].stratum, .first = item, .first_psu = frame->psu_count};
}

static void begin_psu(struct par_frame *frame, size_t item)
{
    struct par_frame_stratum *stratum = &frame->strata[frame->stratum_count - 1];
    stratum->psu_count++;
    frame->psus[frame->psu_count++] =
        (struct par_frame_psu){.code = frame->items[item].psu, .stratum = frame->stratum_count - 1, .first = item};
}

void par_frame_settle(struct par_frame *frame, struct par_arena *arena)
{
    struct par_frame_item *items = frame->items;
    if (frame->count > 1)
        qsort(items, frame->count, sizeof *items, by_place);
    frame->strata = par_arena_array(arena, frame->count, sizeof *frame->strata);
    frame->psus = par_arena_array(arena, frame->count, sizeof *frame->psus);
    frame->stratum_count = frame->psu_count = 0;
    for (size_t i = 0; i < frame->count; i++) {
        bool is_new = i == 0 || strcmp(items[i].stratum, items[i - 1].stratum) != 0;
        if (is_new)
            begin_stratum(frame, i);
        if (is_new || strcmp(items[i].psu, items[i - 1].psu) != 0)
            begin_psu(frame, i);
        items[i].psu_number = frame->psu_count - 1;
        frame->psus[frame->psu_count - 1].draw.size = (int64_t)++frame->psus[frame->psu_count - 1].count;
        frame->strata[frame->stratum_count - 1].count++;
    }
}

/* --- Drawing ----------------------------------------------------------------------------------------------------- */

/* Some things of which a number is drawn. */
struct group {
    struct par_draw_item **things;
    size_t count;
    int64_t wanted;
    enum par_draw_method method;
    const char *stratum, *psu;
};

static bool draw_group(const struct group *group, const struct par_frame_plan *plan, struct par_arena *arena)
{
    size_t wanted = group->wanted < (int64_t)group->count ? (size_t)group->wanted : group->count;
    struct par_chance chance = plan->chance(plan->context, group->stratum, group->psu);
    if (group->method == PAR_DRAW_SIZE)
        return par_draw_by_size(group->things, group->count, wanted, chance, arena);
    if (group->method == PAR_DRAW_SYSTEMATIC)
        par_draw_systematic(group->things, group->count, wanted, chance);
    else
        par_draw_evenly(group->things, group->count, wanted, arena);
    return true;
}

static bool draw_psus(struct par_frame *frame, const struct par_frame_plan *plan,
                      const struct par_frame_stratum *stratum, struct par_draw_item **room, struct par_arena *arena)
{
    bool is_even = plan->method != PAR_DRAW_SIZE;
    for (size_t i = 0; i < stratum->psu_count; i++) {
        struct par_frame_psu *psu = &frame->psus[stratum->first_psu + i];
        psu->population = is_even ? (int64_t)stratum->psu_count : 0;
        room[i] = &psu->draw;
    }
    struct group group = {room, stratum->psu_count, stratum->wanted, plan->method, stratum->name, NULL};
    return draw_group(&group, plan, arena);
}

static bool draw_items(struct par_frame *frame, const struct par_frame_plan *plan, const struct group *as, size_t first,
                       struct par_draw_item **room, struct par_arena *arena)
{
    struct group group = *as;
    group.things = room;
    for (size_t i = 0; i < group.count; i++)
        room[i] = &frame->items[first + i].draw;
    return draw_group(&group, plan, arena);
}

static bool draw_second(struct par_frame *frame, const struct par_frame_plan *plan, struct par_draw_item **room,
                        struct par_arena *arena)
{
    for (size_t i = 0; i < frame->psu_count; i++) {
        const struct par_frame_psu *psu = &frame->psus[i];
        struct group group = {.count = psu->count,
                              .wanted = plan->take,
                              .method = plan->second,
                              .stratum = frame->strata[psu->stratum].name,
                              .psu = psu->code};
        if (psu->draw.is_drawn && !draw_items(frame, plan, &group, psu->first, room, arena))
            return false;
    }
    return true;
}

bool par_frame_draw(struct par_frame *frame, const struct par_frame_plan *plan, struct par_arena *arena)
{
    struct par_draw_item **room = par_arena_array(arena, frame->count, sizeof(struct par_draw_item *));
    bool fits = true;
    for (size_t i = 0; i < frame->stratum_count && !plan->is_second && fits; i++) {
        const struct par_frame_stratum *stratum = &frame->strata[i];
        struct group group = {
            .count = stratum->count, .wanted = stratum->wanted, .method = plan->method, .stratum = stratum->name};
        fits = plan->has_psu ? draw_psus(frame, plan, stratum, room, arena)
                             : draw_items(frame, plan, &group, stratum->first, room, arena);
    }
    return fits && (!plan->has_psu || draw_second(frame, plan, room, arena));
}

bool par_frame_design(const struct par_frame *frame, const struct par_frame_plan *plan,
                      const struct par_frame_item *item, struct par_frame_design *out)
{
    const struct par_frame_psu *psu = &frame->psus[item->psu_number];
    *out = (struct par_frame_design){.probability = par_sample_reduced(item->draw.probability)};
    if (!plan->has_psu) {
        out->population = plan->method == PAR_DRAW_SIZE ? 0 : (int64_t)frame->strata[psu->stratum].count;
        return true;
    }
    out->population = psu->population;
    out->psu_population = psu->population ? (int64_t)psu->count : 0;
    bool fits = par_ratio_mul(out->probability, psu->draw.probability, &out->probability);
    out->probability = fits ? par_sample_reduced(out->probability) : out->probability;
    return fits;
}
