/* follow_up: what became of the points that a plan (annex.h) set out to win back, by the scores of a later period.
 *
 * A row of the plan is found in the scores by its unit and criterion. A unit keeps its code, or goes over to the one
 * unit that names it, and no other, as its predecessor (rank.h); a plan that names a unit itself and none of its
 * predecessors was made after the change. A criterion keeps its id while the set stays the same, and is mapped
 * (mapping.h) where it does not. What cannot be found so is not comparable, and `why` says it.
 *
 * Lost points are maximum less points of the component. All of it is exact. Where the maximum of a component changed,
 * states follow from the shares that are lost, and points won back are not said. */
#ifndef PARINDEX_FOLLOW_UP_H
#define PARINDEX_FOLLOW_UP_H

#include "parindex/mapping.h"
#include "parindex/rank.h"

enum par_follow_state {
    PAR_FOLLOW_WON,     /* nothing is lost any more */
    PAR_FOLLOW_PART,    /* less is lost */
    PAR_FOLLOW_NOT,     /* as much is lost, or more, or nobody answered */
    PAR_FOLLOW_ANEW,    /* points are lost that were not in the plan, or had been won back in it */
    PAR_FOLLOW_PENDING, /* a round has still to settle it */
    PAR_FOLLOW_NOT_COMPARABLE,
    PAR_FOLLOW_KEPT, /* the plan had it as won back, and so it is */
    PAR_FOLLOW_STATES
};

/* "won", "part", "not", "anew", "pending", "not-comparable", "kept" */
const char *par_follow_state_name(enum par_follow_state state);

enum par_follow_why {
    PAR_FOLLOW_NO_REASON,
    PAR_FOLLOW_NO_UNIT,        /* the unit is gone */
    PAR_FOLLOW_MERGED,         /* the unit was merged or split */
    PAR_FOLLOW_NO_CRITERION,   /* the criterion has no counterpart */
    PAR_FOLLOW_NOT_APPLICABLE, /* it does not apply now */
    PAR_FOLLOW_NOT_SUBMITTED,  /* the unit has no figures now */
    PAR_FOLLOW_MISSING,        /* nobody answered now */
    PAR_FOLLOW_NO_FIGURE,      /* the plan does not say what was lost */
    PAR_FOLLOW_MAX_CHANGED     /* no reason against a state: points of the two periods are not to be subtracted */
};

/* "", "no-unit", "merged", "no-criterion", "not-applicable", "not-submitted", "missing", "no-figure", "max-changed" */
const char *par_follow_why_name(enum par_follow_why why);

/* --- The scores now ---------------------------------------------------------------------------------------------- */

struct par_now_node {
    const char *id;
    int depth;
    bool bonus, penalty;
    enum par_state state;
    par_points max; /* applicable; of a penalty 0 */
    struct par_maybe points;
    bool is_component; /* nothing stands below it */
};

struct par_now_unit {
    const char *code, *set, *period;
    enum par_state state;
    size_t first, count; /* of its nodes */
    struct par_names *ids;
};

struct par_now {
    size_t unit_count, unit_room;
    struct par_now_unit *units;
    size_t count, room;
    struct par_now_node *nodes;
    struct par_names *codes;
};

struct par_now *par_now_new(struct par_arena *arena);

/* A unit; the nodes that follow are its, in the order of the set, the total first. False when it is there already. The
 * texts must live as long. */
bool par_now_begin(struct par_now *now, const struct par_now_unit *unit, struct par_arena *arena);
void par_now_add(struct par_now *now, const struct par_now_node *node, struct par_arena *arena);

/* After the last one. */
void par_now_finish(struct par_now *now, struct par_arena *arena);

struct par_reading;

/* Reads a scores file of par-score; finished. NULL after findings. */
struct par_now *par_now_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                             struct par_diags *diags);

/* --- Both -------------------------------------------------------------------------------------------------------- */

struct par_planned {
    const char *unit, *criterion, *set; /* set "": not said */
    const char *period;
    struct par_maybe max, lost;
    bool open;       /* nobody had answered: all of its maximum was open */
    const void *row; /* the caller's */
};

struct par_followed {
    enum par_follow_state state;
    enum par_follow_why why;
    const struct par_planned *planned; /* NULL: not in the plan */
    const struct par_now_unit *unit;   /* NULL: there is none */
    const struct par_now_node *node;   /* NULL: there is none */
    struct par_maybe lost;             /* now */
    struct par_maybe won;              /* lost in the plan less lost now; below 0 where more is lost */
};

/* The mapping from older sets to the set of that id; NULL: none was given. */
typedef const struct par_mapping *(*par_follow_map)(void *context, const char *set);

struct par_follow_question {
    const struct par_planned *planned;
    size_t count;
    const struct par_now *now;
    const struct par_units *units; /* of now, for predecessors; NULL: none given */
    bool all_units;                /* lost anew is looked for in all units; else in those of the plan */
    par_follow_map map;
    void *context;
};

/* The rows of the plan in their order, then what is lost anew by unit and set order. Their number; *out in the arena.
 * Warning: HISTORY_SET where a set changed without a mapping. */
size_t par_follow_up(const struct par_follow_question *question, struct par_arena *arena, struct par_diags *diags,
                     struct par_followed **out);

/* What rows came to. */
struct par_follow_sum {
    size_t rows, states[PAR_FOLLOW_STATES];
    par_points old_lost, new_lost, won; /* of the rows whose `won` is known: old_lost - new_lost = won */
    size_t not_compared;                /* the other rows */
    par_points not_compared_lost;       /* what the plan has as lost in them */
};

/* False when a sum leaves the range of points. */
bool par_follow_add(struct par_follow_sum *sum, const struct par_followed *row);

#endif
