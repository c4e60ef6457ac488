/* frame: the list that a sample is drawn from, in strata and, where there are two stages, in primary sampling units.
 *
 * Drawing in two stages first draws primary units (PSUs) of each stratum and then items of each drawn one; the
 * probability of an item is the product. An item's weight is 1 / probability: D. G. Horvitz, D. J. Thompson, "A
 * generalization of sampling without replacement from a finite universe", JASA 47 (1952), 663-685. */
#ifndef PARINDEX_FRAME_H
#define PARINDEX_FRAME_H

#include "parindex/sampling.h"

struct par_frame_item {
    const char *stratum, *psu; /* "" where there is only one */
    const char *order;         /* by which a systematic draw goes, before the id; "" */
    const char *id;
    size_t row;                /* of the caller */
    struct par_draw_item draw; /* key and size; whether it is drawn, with what probability within its group */
    size_t psu_number;
};

struct par_frame_psu {
    const char *code;
    size_t stratum, first, count; /* its items: the first one and how many */
    struct par_draw_item draw;    /* key; size is `count` unless the caller gives another */
    int64_t population;           /* PSUs of the stratum where the draw of PSUs has a correction by it; 0: none */
};

struct par_frame_stratum {
    const char *name;
    size_t first, count;         /* its items */
    size_t first_psu, psu_count; /* its PSUs */
    int64_t wanted;              /* items, or PSUs where there are */
};

struct par_frame {
    size_t count, psu_count, stratum_count;
    struct par_frame_item *items;
    struct par_frame_psu *psus; /* one for each stratum where items have no PSU */
    struct par_frame_stratum *strata;
};

/* Sorts the items by stratum, PSU, order and id, by their bytes, and finds strata and PSUs. The row order is forgotten.
 */
void par_frame_settle(struct par_frame *frame, struct par_arena *arena);

struct par_frame_plan {
    bool has_psu;
    bool is_second;              /* the PSUs are drawn already: draw.is_drawn, probability and population are set */
    enum par_draw_method method; /* of the first stage */
    enum par_draw_method second; /* of items within a PSU: RANDOM or SYSTEMATIC */
    int64_t take;                /* items of each PSU; all when there are no more */
    /* Words of chance of a group: a stratum, or a PSU of it (psu NULL: the stratum). */
    struct par_chance (*chance)(void *context, const char *stratum, const char *psu);
    void *context;
};

/* Draws. False when sizes leave the range. */
bool par_frame_draw(struct par_frame *frame, const struct par_frame_plan *plan, struct par_arena *arena);

/* What the sample's analysis needs of a drawn item. */
struct par_frame_design {
    struct par_ratio probability; /* of both stages, in lowest terms */
    int64_t population;     /* fpc: items, or PSUs, of the stratum; 0: the draw was by size and has no correction */
    int64_t psu_population; /* fpc2: items of the PSU; 0: as above, or one stage */
};

/* False on overflow. */
bool par_frame_design(const struct par_frame *frame, const struct par_frame_plan *plan,
                      const struct par_frame_item *item, struct par_frame_design *out);

#endif
