/* rank: from totals to ranks, classes and a summary per bloc.
 *
 * Ranks restart at 1 in each bloc. Units are compared by index, at its printed decimals or exactly as the set says,
 * then by the set's tie breaks; what is still equal shares a rank. A unit that filed nothing, may not be ranked or has
 * no applicable maximum has no rank. */
#ifndef PARINDEX_RANK_H
#define PARINDEX_RANK_H

#include "parindex/score.h"

/* A unit's total and what ranking needs beside it. */
struct par_standing {
    const char *period;
    const char *unit;
    const char *name; /* "" when no unit list was given */
    const char *bloc;
    const struct par_set *set;  /* NULL when no set was given */
    const struct par_unit *who; /* NULL when no unit list was given */
    bool takes_part;            /* ranked in the unit list */
    enum par_state state;
    struct par_maybe points;
    par_points applicable_max;
    struct par_maybe index; /* as printed, in percent */
    struct par_maybe rescaled;
    par_points open_max;
    bool pending, missing;
    struct par_maybe *domains; /* printed index per domain column of the table it came from */
    size_t domain_count;
    struct par_maybe *percents;                    /* printed index per position in set->criteria[] */
    par_points earned[PAR_FROM_APPRAISER + 1];     /* points per source, for tie breaks */
    par_points applicable[PAR_FROM_APPRAISER + 1]; /* applicable maximum per source */
    /* results */
    int running;                             /* STT: position in the bloc from 1 */
    int rank;                                /* 0: none */
    const struct par_class_step *class_step; /* NULL: none */
};

/* The standing of a scored unit, as a scores file would bring it; no domain columns, no results yet. */
struct par_standing par_standing_of(const struct par_unit_score *score, struct par_arena *arena);

/* Orders one bloc: by rank, then by code; those without a rank last. Fills running, rank and class_step. `set` NULL:
 * competition ranks on the printed index, no classes. */
void par_rank_bloc(struct par_standing **standings, size_t count, const struct par_set *set, struct par_arena *arena);

/* Whether a unit can have a rank. */
bool par_standing_ranks(const struct par_standing *standing, const struct par_set *set);

/* --- Summary
 * ---------------------------------------------------------------------------------------------------------- */

struct par_figures {
    size_t count;
    struct par_maybe mean, median, highest, lowest, spread; /* spread: highest - lowest */
};

/* Of the indexes of the ranked standings: exact ones when the set ranks on exact values, printed ones otherwise; mean
 * and median at `decimals`. */
void par_figures_of_index(struct par_standing *const *standings, size_t count, int decimals, enum par_rounding mode,
                          struct par_arena *arena, struct par_figures *out);

/* Of the printed index of one domain column. */
void par_figures_of_domain(struct par_standing *const *standings, size_t count, size_t column, int decimals,
                           enum par_rounding mode, struct par_arena *arena, struct par_figures *out);

/* The scheme that serves a unit; NULL when there is none. Whether a percentage is enough for a step of it. */
const struct par_class_scheme *par_class_scheme_of(const struct par_standing *standing);
bool par_class_step_is_reached(const struct par_class_step *step, struct par_ratio percent);

/* The class of an index under that scheme; NULL when there is none. */
const struct par_class_step *par_class_of(const struct par_standing *standing);
/* The class of a mean, without conditions on domains. */
const struct par_class_step *par_class_of_mean(const struct par_standing *anyone, par_points index);

/* --- Changes against an earlier ranking -------------------------------------------------------------------------- */

enum par_comparison {
    PAR_COMPARED,
    PAR_RENAMED,        /* one predecessor that nobody else has */
    PAR_NOT_COMPARABLE, /* merged or split */
    PAR_NEW
};

struct par_earlier {
    const char *unit;
    const char *bloc;
    struct par_maybe points, index;
    int rank; /* 0: none */
};

struct par_change {
    enum par_comparison comparison;
    const struct par_earlier *earlier; /* NULL unless compared or renamed */
    bool same_bloc;                    /* places can be compared */
};

/* "compared", "renamed", "not_comparable", "new" */
const char *par_comparison_name(enum par_comparison comparison);

struct par_history;
struct par_history *par_history_new(const struct par_earlier *earlier, size_t count, const struct par_units *units,
                                    struct par_arena *arena);
/* Whether some unit of this year is, or names as its predecessor, a unit of the earlier ranking. */
bool par_history_continues(const struct par_history *history, const char *earlier_code);
struct par_change par_history_change(const struct par_history *history, const struct par_standing *standing);

#endif
