/* plan: what a unit could win back, and the fewest or cheapest components to mend that reach a target.
 *
 * An offer is a component that could have more points (in a penalty: that takes fewer off), with what could be done
 * about it: alternatives of growing points. A plan takes at most one alternative of each offer.
 *
 * Of all sets of alternatives that meet the target the plan is the one of least cost; of those the one with the fewest
 * points won in all; of those the one that mends earlier components of the set rather than later ones, and by less.
 * A cost of 1 each gives the fewest components. Whether the target is met is always asked of a real scoring
 * (prospect.h); arithmetic on gains only decides what is asked.
 *
 * How it is found: dynamic programming over gains, counted in their greatest common divisor, from the last offer to the
 * first. It gives for every rest of gain the least (cost, gain). Where the total is the plain sum of the points and the
 * target asks for a total alone, its first solution is the plan. Else (weighted means, caps, conditions of classes, tie
 * breaks) its solutions are put to the scoring in the order above; when none of them does, branch and bound goes on
 * with its figures as lower bounds. When the table would have more than PAR_PLAN_CELLS cells gains are counted more
 * coarsely, rounded up, and again bound only. The search ends after PAR_PLAN_NODES branches, whatever the machine; a
 * plan that is not known to be the cheapest by then says so, with the least cost that is still possible. */
#ifndef PARINDEX_PLAN_H
#define PARINDEX_PLAN_H

#include "parindex/cause_kind.h"
#include "parindex/inverse.h"
#include "parindex/prospect.h"

enum { PAR_PLAN_LEVELS = 12, PAR_PLAN_CELLS = 1 << 20, PAR_PLAN_NODES = 200000 };

/* --- Offers ------------------------------------------------------------------------------------------------------ */

struct par_alternative {
    par_points points; /* of the component after it */
    bool evidence;     /* what an appraiser took has to be won back, by evidence or explanation */
    bool has_reach;    /* an input or answer has to change as `reach` says */
    struct par_reach reach;
    par_points cost; /* in 10^-6; 1 until somebody says otherwise */
};

enum par_left_out {
    PAR_OFFERED,
    PAR_LEFT_OBJECTIVE, /* the cause lies outside the unit's control */
    PAR_LEFT_AWAITED,   /* a result that others give (survey, SIPAS, appraiser) is not there */
    PAR_LEFT_UNPRICED   /* others have a cost, this one has none */
};

struct par_offer {
    int32_t position; /* in the set's criteria */
    struct par_maybe now;
    enum par_cause_kind cause_kind;
    bool cut;     /* appraised below what its inputs (or the claim) earn */
    bool missing; /* nothing was answered */
    bool whole;   /* the last alternative gives all that the component can */
    enum par_left_out left_out;
    const struct par_inverse *inverse; /* NULL: what it says was not computed */
    size_t count;
    struct par_alternative *items; /* better and better; none: nothing can be reached */
};

/* The offers of the prospect's unit in the order of the set. The rows of the unit must have been kept (said.h).
 *   - Lost points are offered: of components that are scored below their maximum or missing, of penalties that take
 *     something off, of bonuses that were claimed and not given in full. What is pending or does not apply is not.
 *   - What an appraiser cut is won back by evidence: first what the inputs (else the claim) earn, then what changes of
 *     the inputs earn on top.
 *   - What is points only (inverse.h) is offered at its maximum, a typed score also at its next step.
 * `causes` NULL: as the set says. With `objective` false causes outside the unit's control are marked as left out;
 * a missing result that others give always is. */
size_t par_offers_of(const struct par_assessment *assessment, const struct par_prospect *prospect,
                     const struct par_causes *causes, bool objective, par_fold_label fold, struct par_arena *arena,
                     struct par_offer **offers);

/* The inverse of what the rule of a component was last asked with; NULL when no rule serves the unit. The rows of the
 * unit must have been kept. */
struct par_inverse *par_inverse_of_component(const struct par_assessment *assessment, size_t unit, int32_t component,
                                             par_fold_label fold, struct par_arena *arena);

/* What the inputs of a component earn, else what the unit claimed in the first round. `node`: its score. */
struct par_maybe par_earned_of(const struct par_assessment *assessment, size_t unit, int32_t component,
                               const struct par_node_score *node);

/* What mending costs, as somebody put it down. */
struct par_price {
    bool of_unit;     /* of this unit; else of every unit */
    int32_t position; /* of a component in the set's criteria */
    bool has_points;  /* for what brings the component up to `points` (a penalty down to them); else for anything */
    par_points points;
    par_points cost; /* from 0, in 10^-6 */
};

/* Gives alternatives their cost: that of the unit goes before that of all; with points, that of the nearest points that
 * are enough. Alternatives without any are taken away, and an offer that has none left is marked. */
void par_offers_price(struct par_offer *offers, size_t count, const struct par_set *set, const struct par_price *prices,
                      size_t price_count);

/* --- Plans ------------------------------------------------------------------------------------------------------- */

enum par_plan_state {
    PAR_PLAN_FOUND,
    PAR_PLAN_MET,         /* nothing needs to be done */
    PAR_PLAN_UNREACHABLE, /* not even with everything that is offered */
    PAR_PLAN_IMPOSSIBLE   /* the unit has no index, or no rank */
};

/* "found", "met", "unreachable", "impossible" */
const char *par_plan_state_name(enum par_plan_state state);

struct par_plan {
    enum par_plan_state state;
    bool optimal;          /* no plan costs less */
    par_points cost;       /* in 10^-6 */
    par_points least_cost; /* no plan costs less than this */
    par_points gain;       /* points won, each component as it counts in the total (par_prospect_effect) */
    int *chosen;           /* per offer: its alternative, -1: none */
    size_t nodes;          /* branches looked at */
    struct par_outlook now, after, best; /* best: with everything that is offered */
};

/* How much is looked at; 0: the numbers above. */
struct par_plan_limits {
    size_t cells, nodes;
};

/* Offers that are left out are not touched. */
struct par_plan par_plan_make(struct par_prospect *prospect, const struct par_offer *offers, size_t count,
                              const struct par_target *target, const struct par_plan_limits *limits,
                              struct par_arena *arena);

#endif
