/* explain: how a unit came by the points of a criterion, as steps that a person can go through with the files at hand.
 *
 * A step is data: its kind says which of its members are filled in, and which sentence the reader of it makes
 * (src/cli/explain/explain_words.c). The steps of a component are the rule as it stands in the set, then each round
 * with what its row says, where, what the rule makes of it and who says otherwise, then what counts in the end and what
 * was lost. The steps of a criterion with parts are the parts, their sum or mean, and the index. All numbers are exact:
 * a quotient is a ratio, points are what the set's rounding made of it, and the last points are those of score.h. */
#ifndef PARINDEX_EXPLAIN_H
#define PARINDEX_EXPLAIN_H

#include "parindex/said.h"
#include "parindex/score.h"

enum par_step_kind {
    /* what the rule says; `depth` counts the cases around it */
    PAR_STEP_RULE_MEASURE, /* what is measured: name (the kind: percent, ratio, change, relative, count, days, value),
                              first_terms, second_terms */
    PAR_STEP_RULE_OPTION,  /* name: key, label, points */
    PAR_STEP_RULE_SUM,     /* several options may hold at the same time; max */
    PAR_STEP_RULE_BAND,    /* low, high, points */
    PAR_STEP_RULE_LINEAR,  /* in proportion through 0, the maximum at `high`; nothing below `low` where it is */
    PAR_STEP_RULE_BETWEEN, /* nothing at `low`, the maximum at `high`, in proportion between */
    PAR_STEP_RULE_INDEX,   /* maximum x percent / 100 */
    PAR_STEP_RULE_ITEM,    /* points for each, max: the cap */
    PAR_STEP_RULE_DEDUCT,  /* points off for each, max: as much at most */
    PAR_STEP_RULE_WEIGHT,  /* of a survey: input, value: its percent */
    PAR_STEP_RULE_SPREAD,  /* across the units: points at the lowest, max at the highest */
    PAR_STEP_RULE_SPREAD_LESS, /* the same where less is better: max at the lowest, points at the highest */
    PAR_STEP_RULE_MANUAL,      /* typed in: points: the least, max, value: its step where it has one */
    PAR_STEP_RULE_CASE,        /* value: its number; its condition follows, and its rule one deeper */
    PAR_STEP_RULE_ALWAYS,      /* a condition: nothing is asked */
    PAR_STEP_RULE_WHEN,        /* a condition: name (kind of measure), first_terms, second_terms, low, high */
    PAR_STEP_RULE_ANSWERED,    /* a condition: name (key), label */
    PAR_STEP_RULE_ALL,         /* a condition: those that follow one deeper, all of them */
    PAR_STEP_RULE_ANY,         /* a condition: one of those that follow one deeper */
    PAR_STEP_ACCEPTED,         /* a fault of the decision that the set keeps: name, label: the reason given */

    /* a round begins */
    PAR_STEP_ROUND,       /* name: the appraiser where the row says one; place: the row */
    PAR_STEP_NO_ROW,      /* the round has no row on it */
    PAR_STEP_FACTS,       /* no row: the facts of the unit alone */
    PAR_STEP_NOT_COUNTED, /* a row, though the set leaves the component out; place */

    /* what was filled in and what the rule makes of it */
    PAR_STEP_INPUT,       /* input, value, place */
    PAR_STEP_COLUMN,      /* name (value, num, den), value, place: the measured quantity, or the side of it that is
                        first_terms */
    PAR_STEP_SUM,         /* first_terms (input, minus), value */
    PAR_STEP_MEASURED,    /* name (kind of measure), first, second, value */
    PAR_STEP_ZERO,        /* the denominator is 0: name (not_applicable, full, none), points */
    PAR_STEP_OPTION,      /* the option that was answered: name: key, label, points, text: as typed, place */
    PAR_STEP_OPTIONS,     /* of several: value: their sum, points: within 0 and max */
    PAR_STEP_BAND,        /* value falls in low, high: points */
    PAR_STEP_BAND_ALSO,   /* and in this one, which gives no more: points */
    PAR_STEP_BAND_ABOVE,  /* the next better one, not reached: low, high, points */
    PAR_STEP_BELOW,       /* first is below second: nothing */
    PAR_STEP_PROPORTION,  /* first between low and high: value = max x share */
    PAR_STEP_NOTHING,     /* first is at or beyond low: nothing */
    PAR_STEP_FULL,        /* first is at or beyond high: the maximum */
    PAR_STEP_ITEMS,       /* first items at `second` points: value */
    PAR_STEP_ITEMS_CAP,   /* more than max: max */
    PAR_STEP_DEDUCTED,    /* max less `before`: points */
    PAR_STEP_WEIGHTED,    /* first: sum of weight x answers, second: answers, value: their quotient, a percent */
    PAR_STEP_SHARE,       /* max x first / 100: value */
    PAR_STEP_LOWEST,      /* across the units: value, name: unit, place */
    PAR_STEP_HIGHEST,     /* value, name: unit, place */
    PAR_STEP_SPREAD,      /* first between low and high, points at low: before, at high: max; value */
    PAR_STEP_SPREAD_FLAT, /* all units alike: name (not_applicable, full, none) */
    PAR_STEP_CONDITION,   /* of a case: name (holds, fails, unknown), low, high, value or name of the answer in text */
    PAR_STEP_CONDITIONS,  /* of its parts: name (all- or any- before holds, fails, unknown) */
    PAR_STEP_CASE,        /* value: the number of the case that holds */
    PAR_STEP_ROUNDED,     /* value at the set's decimals: points */
    PAR_STEP_COMPUTED,    /* what the rule gives: points, max */

    /* what the row says beside it */
    PAR_STEP_CLAIM,         /* the unit claims just that: points */
    PAR_STEP_CLAIM_DIFFERS, /* it claims points, the rule gives before, which counts */
    PAR_STEP_CLAIM_ALONE,   /* points without an answer that the rule could be asked with */
    PAR_STEP_SCORE,         /* points typed in, place; before: those that stood */
    PAR_STEP_SCORE_ROUNDED, /* text as typed, points */
    PAR_STEP_OVERRIDE,      /* points instead of those the rule gives: before */
    PAR_STEP_APPLIES,       /* place */
    PAR_STEP_APPLIES_NOT,   /* place */
    PAR_STEP_GROUP_APPLIES, /* said of a criterion above it */
    PAR_STEP_GROUP_APPLIES_NOT,
    PAR_STEP_EVIDENCE,      /* text, place */
    PAR_STEP_NO_EVIDENCE,   /* required and not named */
    PAR_STEP_REASON,        /* text, place */
    PAR_STEP_CAUSE,         /* text, place */
    PAR_STEP_NOTE,          /* text, place */
    PAR_STEP_ALSO_SAID,     /* another appraiser said the same: name, place */
    PAR_STEP_SILENT_AGREES, /* the row says nothing, and blank means agree: points */
    PAR_STEP_TURN,          /* what the round does to the points: name (par_turn_name), before, points, place */

    /* parts */
    PAR_STEP_PART,          /* criterion: the part; points, max: applicable, name: its state, value: its weight */
    PAR_STEP_SUM_OF_PARTS,  /* points, max */
    PAR_STEP_MEAN_OF_PARTS, /* value, points, max */
    PAR_STEP_BLOCK_CAP,     /* bonus or penalty: before, at most points */
    PAR_STEP_BONUS,         /* points added to before */
    PAR_STEP_PENALTY,       /* points taken from before */
    PAR_STEP_TOTAL,         /* points */
    PAR_STEP_TOTAL_FLOOR,   /* before is below 0: 0 */
    PAR_STEP_TOTAL_CAP,     /* before is above the maximum, which the set does not allow: points */
    PAR_STEP_APPLICABLE,    /* of the maximum (before) this much applies: max */
    PAR_STEP_OPEN,          /* points: the maximum still open; what stands is a lower bound */

    /* the end */
    PAR_STEP_COURSE,         /* of a component with several rounds: name (par_course_name) */
    PAR_STEP_SCORED,         /* points, max */
    PAR_STEP_NONE_YET,       /* of a criterion with parts: none has points; max */
    PAR_STEP_LOST,           /* points: maximum less points */
    PAR_STEP_LOST_RULE,      /* points: of these, what the rule gives no more of */
    PAR_STEP_LOST_CUT,       /* points: of these, what a round gave less than the rule */
    PAR_STEP_LOST_CLAIM,     /* points: of these, what a round gave less than was claimed before */
    PAR_STEP_MISSING,        /* max */
    PAR_STEP_MISSING_LOST,   /* max: the set counts what is missing as 0 */
    PAR_STEP_PENDING,        /* round: the one that is waited for; max */
    PAR_STEP_NOT_SUBMITTED,  /* max */
    PAR_STEP_UNREADABLE,     /* max */
    PAR_STEP_EXCLUDED,       /* the set leaves it out for the unit */
    PAR_STEP_NOT_APPLICABLE, /* a row says so: max is not counted */
    PAR_STEP_GIVEN_FULL,     /* it does not apply, and the set then gives the maximum: points */
    PAR_STEP_UNCLAIMED,      /* bonus or penalty that nobody speaks of */
    PAR_STEP_INDEX,          /* first / second x 100 = value: points as printed */
    PAR_STEP_RESCALED,       /* points over the whole maximum */
    PAR_STEP_KINDS
};

/* "input", "band-above": never changes. */
const char *par_step_kind_name(enum par_step_kind kind);

/* What an amount counts. */
enum par_amount_unit { PAR_AMOUNT_NUMBER, PAR_AMOUNT_PERCENT, PAR_AMOUNT_DAYS, PAR_AMOUNT_DATE, PAR_AMOUNT_POINTS };

struct par_amount {
    bool is;
    enum par_amount_unit unit; /* a date is its day number (1970-01-01 is 0), points are whole ones */
    struct par_ratio ratio;    /* not reduced */
};

struct par_limit {
    bool is;
    bool open; /* the value itself is outside */
    enum par_amount_unit unit;
    struct par_ratio at;
};

/* Inputs with their signs. */
struct par_step_term {
    size_t input;
    bool minus;
};

struct par_step_terms {
    size_t count;
    const struct par_step_term *items;
};

struct par_step {
    enum par_step_kind kind;
    int32_t criterion; /* position in set->criteria[] */
    int round;         /* -1: none */
    int depth;
    int32_t input; /* position in set->inputs[]; -1: none */
    const char *name;
    struct par_label label; /* vi "" when there is none */
    const char *text;
    struct par_step_terms first_terms, second_terms;
    struct par_amount first, second, value;
    struct par_limit low, high;
    struct par_maybe points, before, max;
    struct par_place place; /* file NULL: none */
};

struct par_explanation {
    int32_t criterion;
    size_t count;
    const struct par_step *steps;
};

/* Of one criterion of a unit. The assessment is finished and keeps what the unit's rows said (said.h); `score` is the
 * unit's, made with the same options. In the arena; texts are those of set and assessment. */
struct par_explanation par_explain(const struct par_assessment *assessment, size_t unit,
                                   const struct par_score_options *options, const struct par_unit_score *score,
                                   int32_t criterion, struct par_arena *arena);

#endif
