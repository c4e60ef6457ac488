/* trend: what moved between two periods, and why.
 *
 * A change of an index has two causes. Between the old index (old data under the old set) and the new one (new data
 * under the new set) stands the index of the OLD DATA UNDER THE NEW SET:
 *   own change         = new index - index of the old data under the new set
 *   change of the set  = index of the old data under the new set - old index
 * Both are differences of indexes as printed, so they add up to the change exactly, at the printed decimals; the same
 * holds for points, and for each criterion by itself.
 *
 * The old data are put to the rules of the new set as they were filled in, never rescaled (par_carry). What cannot be
 * put to them has no counterpart; there the old data under the new set take what the new data say (par_carried_borrow),
 * so that its whole effect belongs to the change of the set.
 *
 * A change of rank has two causes as well:
 *   own places     = old rank - the rank of the new index among the others at their old index (par_rank_alone)
 *   other places   = that rank - new rank
 * Positive is upwards. They add up to the change of places. */
#ifndef PARINDEX_TREND_H
#define PARINDEX_TREND_H

#include "parindex/mapping.h"
#include "parindex/rank.h"
#include "parindex/said.h"

/* --- Old data under another set ---------------------------------------------------------------------------------- */

/* What became of a component of the new set. */
enum par_carry {
    PAR_CARRY_DONE,    /* the old data were put to its rule, or it was as open as it was then */
    PAR_CARRY_NEW,     /* it has no counterpart in the old set, or one with parts, or one of another role */
    PAR_CARRY_SCOPE,   /* the old set left it out for the unit */
    PAR_CARRY_ANSWER,  /* the answer is none of its options */
    PAR_CARRY_INPUTS,  /* its rule asks for what the old data do not have */
    PAR_CARRY_TYPED,   /* the points were typed under another maximum */
    PAR_CARRY_REFUSED, /* its rule does not take what was filled in */
    PAR_CARRY_KINDS
};

/* "", "new", "scope", "answer", "inputs", "typed", "refused" */
const char *par_carry_name(enum par_carry carry);

/* The set that the data of a unit are put to; `set` NULL: the unit is left out. */
struct par_carry_target {
    const struct par_set *set;
    const struct par_mapping *mapping; /* older: the unit's own set, newer: `set` */
};

struct par_carried;

/* Puts the data of a finished assessment, which keeps what all rows said (said.h), to other sets. `targets`: one per
 * unit; they, the sets and the assessment must live as long as what comes out.
 *   - What the rule gave then is asked of the new rule: the same answer (by its key, else by its label; numbers and
 *     labels are understood by the old rule), the same inputs by name and kind, value, num and den where both rules
 *     take the same inputs. What the new rule does not ask for is passed over.
 *   - Points that were typed and differ from what the rule gave stay as they are, where the maximum is the same and the
 *     new rule can give them.
 *   - What was missing or pending stays so; what was said not to apply does not apply.
 *   - Which units a criterion is for is decided by the new set for the unit as it was listed then.
 *   - Lowest and highest of a minmax rule are those of the old data. */
struct par_carried *par_carry(const struct par_assessment *older, const struct par_carry_target *targets,
                              const struct par_score_options *options, par_fold_label fold, struct par_arena *arena);

/* The units as they were then, each with its new set, and what they have under it; to be scored with the options of the
 * newer period. */
struct par_units *par_carried_units(const struct par_carried *carried);
struct par_assessment *par_carried_assessment(const struct par_carried *carried);

/* The carried unit of a unit of the older assessment; PAR_NAME_NONE: it was left out. */
int32_t par_carried_unit(const struct par_carried *carried, size_t older_unit);

enum par_carry par_carried_how(const struct par_carried *carried, size_t unit, int32_t component);

/* The components of a unit without a counterpart take what a unit with the same set says in another assessment. */
void par_carried_borrow(struct par_carried *carried, size_t unit, const struct par_assessment *newer,
                        size_t newer_unit);

/* Where nothing can be borrowed, the components without a counterpart stay open. Their maximum in all (without bonus
 * and penalty), and in `best` (per component) what they give at best, for par_score_options; a lower bound is what they
 * are without it. */
par_points par_carried_open(const struct par_carried *carried, size_t unit, struct par_maybe *best);

/* --- Ranks ------------------------------------------------------------------------------------------------------- */

/* A unit of a bloc, and what it might have instead. */
struct par_alone {
    const struct par_standing *own; /* its present standing, one of the bloc */
    struct par_standing then;
    int rank; /* out: what `then` ranks at among the others as they stand; 0: none */
};

/* `bloc`: all standings of it, which are not changed. */
void par_rank_alone(struct par_standing *const *bloc, size_t count, const struct par_set *set, struct par_alone *items,
                    size_t item_count, struct par_arena *arena);

/* A standing of the new period as it may stand among those of the old one: under the unit's old code and bloc, its
 * criteria by the ids of the old set (`mapping` NULL: the sets are the same, or not known). */
struct par_standing par_standing_among(const struct par_standing *now, const struct par_standing *before,
                                       const struct par_mapping *mapping, struct par_arena *arena);

/* --- Rankings over several periods ------------------------------------------------------------------------------- */

/* The ranks of a unit as long as it stays comparable and in its bloc. */
struct par_rank_course {
    int periods; /* in which it has a rank */
    int best, worst;
};

void par_rank_course_add(struct par_rank_course *course, int rank); /* 0: none */

/* When a course is called unstable: its spread (worst - best) is at least `places`, or, where places is 0, at least
 * `share` (percent, 10^-6) of the ranked units of the bloc and more than PAR_STEADY_PLACES, since in a small bloc one
 * place is a large share. A course of one period never is. */
enum { PAR_STEADY_PLACES = 2 };

struct par_instability {
    int places;
    par_points share;
};

bool par_rank_is_unstable(const struct par_rank_course *course, const struct par_instability *rule,
                          size_t ranked_units);

#endif
