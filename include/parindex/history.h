/* history: the course of a component of a unit over the rounds.
 *
 * Each round that has a word on the component takes a turn, in the order of the set. A turn is classed by what it does
 * to the points that stand, which move as in score.h. Two numbers are kept beside those points:
 *   claim   what the unit itself said last: the points of its own round, or of an explanation that gives points
 *   top     the highest claim so far; where the unit claims nothing, the points first given
 * The unit speaks in its own (first) round and in explanations, others in every other round (form.h, par_form_round).
 * A turn of a later round that says nothing agrees where `blank_means_agree` is asked for, as in score.h; one that
 * gives a reason or evidence says something. */
#ifndef PARINDEX_HISTORY_H
#define PARINDEX_HISTORY_H

#include "parindex/form.h"
#include "parindex/score.h"

enum par_turn_kind {
    PAR_TURN_SAID_NOTHING,     /* a row that leaves everything as it was and does not agree */
    PAR_TURN_CLAIMED,          /* the unit gives points: at first, or later as many as it had claimed, or more */
    PAR_TURN_MEASURED,         /* the facts of the unit give points, without a row */
    PAR_TURN_AGREED,           /* what stands stays, and the turn says that it agrees */
    PAR_TURN_KEPT,             /* what stands stays: the turn gives just those points */
    PAR_TURN_GIVEN,            /* others give points where there were none */
    PAR_TURN_RAISED,           /* others give more than stood, and more than was claimed */
    PAR_TURN_CUT,              /* others give less than stood */
    PAR_TURN_RESTORED,         /* after a cut others give back all: what stands is the top again */
    PAR_TURN_RESTORED_IN_PART, /* after a cut others give back some: more than stood, less than the top */
    PAR_TURN_WITHDRAWN,        /* the unit, in a later round of its own, gives up points it had claimed: it agrees with
                                  fewer than the top, or gives fewer than it claimed */
    PAR_TURN_EXPLAINED,        /* the unit, in a later round of its own, gives a reason or evidence, or does not agree,
                                  but no points */
    PAR_TURN_DISAGREED,        /* others say that they do not agree, but give no points */
    PAR_TURN_NOT_APPLICABLE,   /* the component does not apply from here on */
    PAR_TURN_APPLIES,          /* it applies again, without points of this turn */
    PAR_TURN_KINDS
};

enum par_course_kind {
    PAR_COURSE_NONE,             /* no points stand, and it applies */
    PAR_COURSE_UNTOUCHED,        /* what stands in the end is the top, and nobody cut it on the way */
    PAR_COURSE_RAISED,           /* more than the top stands in the end */
    PAR_COURSE_CUT,              /* less than the top, and a cut was the last word on it */
    PAR_COURSE_RESTORED,         /* the top again, after a cut */
    PAR_COURSE_RESTORED_IN_PART, /* less than the top; the last change gave some of it back */
    PAR_COURSE_WITHDRAWN,        /* less than the top; the unit gave the rest up */
    PAR_COURSE_GIVEN,            /* the unit claimed nothing; what others first gave stands */
    PAR_COURSE_NOT_APPLICABLE,   /* it does not apply in the end, or the set leaves it out */
    PAR_COURSE_KINDS
};

/* "said-nothing", "claimed" ...; "none", "untouched" ... */
const char *par_turn_name(enum par_turn_kind kind);
const char *par_course_name(enum par_course_kind kind);

struct par_turn {
    size_t round;
    enum par_turn_kind kind;
    bool is_own; /* the unit's word */
    bool applied_before, applies;
    struct par_maybe before, after; /* points that stand */
    struct par_maybe overridden;    /* what the rule gives, where the turn's points are others */
    uint32_t appraiser;             /* of assessment.h; 0: nobody is named */
    const char *reason;             /* "" where none is given; of the first round always "" */
    bool has_reason, has_evidence;
};

struct par_course {
    enum par_course_kind kind;
    bool applies;
    struct par_maybe points; /* that stand in the end, settled or not */
    struct par_maybe claim;
    struct par_maybe top;
    bool was_cut;
    bool has_evidence; /* the unit gave evidence in some round */
    int decided;       /* the turn of others that last changed the points, else their first that agreed; -1: none */
    size_t count;
    struct par_turn *turns; /* room for as many as the set has rounds */
    /* what was asked for last, so that the rounds need not be told apart each time */
    const struct par_set *set;
    enum par_form_type *rounds;
};

/* Room for the course of one component of any set used by the assessment. */
struct par_course *par_course_new(const struct par_assessment *assessment, struct par_arena *arena);

/* The course of one component. The assessment must be finished. */
void par_course_of(const struct par_assessment *assessment, size_t unit, int32_t component, bool blank_means_agree,
                   struct par_course *out);

/* Of `lost` points of the component what others took from the top, and it stays taken. */
par_points par_course_taken(const struct par_course *course, par_points lost);

/* The place of a turn's row; without a file where it has none. */
struct par_place par_turn_place(const struct par_assessment *assessment, size_t unit, int32_t component,
                                const struct par_turn *turn);

/* What an auditor must be told about the rounds, each with its row (all units in order, then the components):
 *   CUT_UNANSWERED      warning: points that stand cut in the end were taken before the explanation, and the unit did
 *                       not answer in it; only where the explanations of some unit of the set were read
 *   EXPLAINED_NO_PROOF  warning: an explanation that claims points or contests a cut, without evidence
 *   COUNCIL_NO_REASON   warning: the council changes points without a reason
 *   CUT_NO_REASON       note: others cut without a reason
 *   RAISED_ABOVE_CLAIM  note: others give more than the unit claimed */
void par_history_report(const struct par_assessment *assessment, bool blank_means_agree, struct par_arena *arena,
                        struct par_diags *diags);

/* The days by which the unit filed after the deadline of the first round (a day number); 0 when it was in time, or when
 * nothing says when it filed. */
int64_t par_days_late(const struct par_unit *unit, int64_t deadline);

/* FILED_LATE (warning) for a unit that filed after the deadline, at its line of the unit list. `date`: the deadline as
 * written. */
void par_late_report(const struct par_units *units, size_t unit, const char *date, int64_t deadline,
                     struct par_diags *diags);

#endif
