/* inverse: what would win points back: the smallest change of what was filled in that earns more.
 *
 * Of a rule that measures, one input is the lever, all others stay as they are: the input that the set names (`lever`
 * of the criterion), else the first positive term of the numerator, the count or the value; where the row gave a
 * fraction or a value itself, the numerator or the value. Of cases it is the lever of the case that holds now. The
 * lever takes multiples of its step: 1 for counts and dates (days), else one unit of its last written decimal, at the
 * finest 0.01. It may go up or down, as far as the rule accepts what comes out, and
 *   - not below 0, unless it is a date or stands below 0 already;
 *   - a percentage not above 100, unless the measure may be over 100;
 *   - a numerator of a percentage not above its denominator, unless the measure may be over 100.
 * What is further away is not reachable. Every change given was put to par_rule_evaluate.
 *
 * Rules that take an answer are turned round by answers: the changes are options chosen, or (pick sum) added and
 * dropped. All others, and what nobody filled in, have points only, and the reason.
 *
 * Better is more points, in a penalty fewer. */
#ifndef PARINDEX_INVERSE_H
#define PARINDEX_INVERSE_H

#include "parindex/rule.h"

enum par_inverse_kind {
    PAR_INVERSE_LEVER,
    PAR_INVERSE_ANSWER,
    PAR_INVERSE_POINTS /* points only, see `why` */
};

enum par_points_only {
    PAR_ONLY_TYPED,  /* manual: somebody types the points */
    PAR_ONLY_OTHERS, /* minmax: the points depend on all units */
    PAR_ONLY_SURVEY, /* shares of a survey's answers */
    PAR_ONLY_SILENT, /* nothing was filled in, or nothing that the rule accepts */
    PAR_ONLY_FIXED   /* the lever does not stand in what is measured, or leaves the range of exact numbers */
};

/* "typed", "others", "survey", "silent", "fixed" */
const char *par_points_only_name(enum par_points_only why);

enum par_lever_kind { PAR_LEVER_INPUT, PAR_LEVER_VALUE, PAR_LEVER_NUMERATOR };

struct par_lever {
    enum par_lever_kind kind;
    bool has_input; /* it is, or stands for, one input alone */
    size_t input;   /* of the set */
    enum par_input_kind is;
    struct par_quantity now;
    int decimals;   /* the step is 10^-decimals */
    bool has_whole; /* the measure is a part of `whole`, which the lever leaves as it is */
    struct par_ratio whole;
    bool is_percent; /* the measure is a percentage */
};

/* A change and what it earns. */
struct par_reach {
    par_points points;
    /* of a lever */
    struct par_quantity to;
    struct par_quantity by; /* to - now */
    bool has_measured;
    struct par_ratio measured; /* the quantity of the rule after it */
    /* of an answer */
    const char *answer; /* what is to be answered: keys, "a|b" */
    size_t changes;     /* options chosen, added and dropped */
    size_t added_count;
    const struct par_rule_option *added;
    size_t dropped_count;
    const char *const *dropped; /* as they were answered */
};

struct par_inverse;

/* Of what was filled in. The evaluation's filled and set must live as long as the inverse, which lives in its arena;
 * its findings are not touched. */
struct par_inverse *par_inverse_new(const struct par_rule *rule, const struct par_evaluation *evaluation);

enum par_inverse_kind par_inverse_kind_of(const struct par_inverse *inverse);
enum par_points_only par_inverse_why(const struct par_inverse *inverse);

/* NULL unless the kind is PAR_INVERSE_LEVER. */
const struct par_lever *par_inverse_lever(const struct par_inverse *inverse);

/* What the rule gives now; false when it gives no points. */
bool par_inverse_now(const struct par_inverse *inverse, par_points *points);

/* The smallest change that earns at least `points` (in a penalty: takes off at most `points`); false when there is
 * none. Of two changes alike in size the one that earns more, then the one upwards. Of options the fewest; of those the
 * one that earns least; then the first of the rule. (Of options that are added up some thousands of ways are tried.) */
bool par_inverse_reach(struct par_inverse *inverse, par_points points, struct par_reach *out);

/* The smallest change that earns anything more; the smallest that earns the most that can be reached. */
bool par_inverse_next(struct par_inverse *inverse, struct par_reach *out);
bool par_inverse_most(struct par_inverse *inverse, struct par_reach *out);

/* Changes of growing size and points from the next to the most, at most `limit` (2 or more): all where the rule gives
 * single scores, else some between. Returns their number. */
size_t par_inverse_levels(struct par_inverse *inverse, size_t limit, struct par_reach *out);

#endif
