/* score: from an assessment to the points of every criterion of a unit.
 *
 * A component's points are those standing after the last round that spoke; criteria, domains and the total are folded
 * from them exactly and rounded only when printed (a weighted mean once, to 10^-6). Nothing missing is ever 0: it
 * leaves the maximum where it is and makes the total a lower bound, `incomplete`, with the maximum still open. */
#ifndef PARINDEX_SCORE_H
#define PARINDEX_SCORE_H

#include "parindex/assessment.h"

enum par_state {
    PAR_STATE_SCORED,
    PAR_STATE_MISSING,
    PAR_STATE_PENDING,
    PAR_STATE_NOT_SUBMITTED,
    PAR_STATE_UNREADABLE, /* as NOT_SUBMITTED, but a form came that cannot be used */
    PAR_STATE_NOT_APPLICABLE,
    PAR_STATE_INCOMPLETE,
    PAR_STATE_UNCLAIMED, /* a bonus or penalty nobody spoke of */
    PAR_STATE_COUNT
};

/* "scored", "missing" ... */
const char *par_state_name(enum par_state state);

enum par_flag {
    PAR_FLAG_CLAIM_DIFFERS = 1 << 0,
    PAR_FLAG_CLAIM_ALONE = 1 << 1,
    PAR_FLAG_OVERRIDE = 1 << 2, /* a later round's score is not what the rule gives */
    PAR_FLAG_AGREED = 1 << 3,
    PAR_FLAG_ROUNDED = 1 << 4,
    PAR_FLAG_NO_EVIDENCE = 1 << 5,
    PAR_FLAG_FACTS = 1 << 6,
    PAR_FLAG_EXCLUDED = 1 << 7, /* not applicable by the set */
    PAR_FLAG_LOST = 1 << 8,     /* missing, and the set counts that as lost */
    PAR_FLAG_FULL = 1 << 9,     /* not applicable, and the set gives the maximum */
    PAR_FLAG_BONUS = 1 << 10,
    PAR_FLAG_PENALTY = 1 << 11,
    PAR_FLAG_CAPPED = 1 << 12,      /* a block or the total was cut at its cap, or the total at 0 */
    PAR_FLAG_HAS_MISSING = 1 << 13, /* of a criterion with parts */
    PAR_FLAG_HAS_PENDING = 1 << 14,
    PAR_FLAG_ACCEPTED = 1 << 15 /* the set keeps a fault of the decision here knowingly */
};

/* The name of one flag bit, as in the scores file. */
const char *par_flag_name(enum par_flag flag);

/* Points that may not be there. */
struct par_maybe {
    bool is;
    par_points points;
};

struct par_node_score {
    enum par_state state;
    par_points applicable_max;
    struct par_maybe points;   /* what counts; of a penalty what is taken off, positive */
    struct par_maybe computed; /* what the rule gives for the last answer */
    struct par_maybe *rounds;  /* per round: a component: what it gave; others: the sum standing after it */
    par_points open_max;       /* maximum of what is missing or pending below */
    int from_round;            /* the round the points come from; -1 */
    int said_round;            /* the later round whose row gave them, or first agreed with the unit's own; -1 */
    unsigned flags;
};

struct par_unit_score {
    const struct par_unit *unit;
    struct par_node_score *nodes; /* per position in set->criteria[] */
    size_t room;
    bool overflow; /* a sum left the range: an error was reported */
};

struct par_score_options {
    bool blank_means_agree;          /* a row of a later round that says nothing agrees; one with a reason or evidence
                                        says something */
    bool sums_per_round;             /* criteria with parts get the sums standing after each round as well */
    const struct par_maybe *instead; /* per component: points that take the place of its own; NULL: none */
};

/* Room for the scores of one unit of any set used by the assessment. */
struct par_unit_score *par_unit_score_new(const struct par_assessment *assessment, struct par_arena *arena);

/* The scores of one unit. The assessment must be finished. */
void par_score_unit(const struct par_assessment *assessment, size_t unit, const struct par_score_options *options,
                    struct par_unit_score *out);

/* What must be said of a unit's scores: PENDING (warning), NO_APPLICABLE (warning), OVERFLOW (error). */
void par_score_report(const struct par_unit_score *score, struct par_diags *diags);

/* points / applicable maximum x 100 at the set's index decimals; false without points or with an applicable maximum
 * of 0. */
bool par_score_percent(const struct par_set *set, const struct par_node_score *score, par_points *out);

/* The total rescaled to the full maximum, at the set's points decimals (Hue 2020: 42.63 / 48 x 50 = 44.41). */
bool par_score_rescaled(const struct par_set *set, const struct par_node_score *total, par_points *out);

#endif
