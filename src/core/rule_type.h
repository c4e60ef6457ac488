/* rule_type: what a rule type provides, and what the types share. Private to the core. */
#ifndef PARINDEX_RULE_TYPE_H
#define PARINDEX_RULE_TYPE_H

#include "parindex/formula.h"

/* What a set reader hands to a rule type. */
struct par_rule_reader {
    struct par_document *doc;
    struct par_set *set;
    struct par_criterion *criterion;
    par_fold_label fold;
    unsigned char *takes;      /* of the rule being read: per input of the set */
    par_points *best_of_cases; /* within cases: the best so far; NULL outside */
};

/* What may be answered to a rule: each key once, and of equal labels the first. */
struct par_option_list {
    struct par_arena *arena;
    size_t count, room;
    struct par_rule_option *items;
    const char **folded; /* per item: its label for comparing, "" when it has none */
    size_t folded_room;
    bool several;
};

struct par_steps; /* explain_steps.h */
struct par_turns; /* inverse.c, below */

struct par_rule_type {
    const char *name;
    /* A rule out of its node; never NULL, faults are reported. */
    struct par_rule *(*read)(struct par_rule_reader *reader, const struct par_node *node);
    struct par_outcome (*evaluate)(const struct par_rule *rule, const struct par_evaluation *evaluation);
    /* The scores the rule can give when they are single values; NULL: any from 0 to the maximum. */
    size_t (*scores)(const struct par_rule *rule, const par_points **points);
    /* The points as a formula; NULL: no cell of a form can show them. */
    const char *(*formula)(const struct par_rule *rule, const struct par_formula *cells);
    /* Adds what may be answered; NULL: no answer is taken. */
    void (*options)(const struct par_rule *rule, struct par_option_list *list);
    /* What the rule says, and how a row comes to its points, as steps; the outcome is that of evaluate. */
    void (*describe)(const struct par_rule *rule, struct par_steps *steps);
    struct par_outcome (*explain)(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps);
    /* Adds the measures that decide the points and the values at which they may turn; NULL: nothing to change but the
     * answer. */
    void (*turns)(const struct par_rule *rule, const struct par_evaluation *evaluation, struct par_turns *turns);
};

/* The head of every rule; each type puts its own fields behind it. */
struct par_rule {
    const struct par_rule_type *type;
    const unsigned char *takes; /* per input of the set */
    bool takes_answer;
    bool takes_value;
    bool takes_percent; /* the value is a percentage */
    bool takes_share;   /* the value may be given as a percentage of the points */
    bool takes_fraction;
    bool takes_counts; /* numerator and denominator are whole */
    bool typed;
    par_points least; /* manual: the smallest score */
    par_points step;  /* manual: 0 when any */
};

extern const struct par_rule_type par_rule_choice, par_rule_bands, par_rule_linear, par_rule_between, par_rule_per_item,
    par_rule_survey, par_rule_index, par_rule_minmax, par_rule_cases, par_rule_manual;

/* A rule of any type. NULL after a fault that leaves no rule. */
struct par_rule *par_rule_read(struct par_rule_reader *reader, const struct par_node *node);

/* --- Faults that a set may accept -------------------------------------------------------------------------------- */

/* An error at the node, unless the criterion accepts the fault. */
void par_rule_fault(struct par_rule_reader *reader, const struct par_node *at, enum par_fault fault, const char *a,
                    const char *b, const char *c);

/* best-not-max, unless `best` is the criterion's maximum. Within cases the best of all cases counts. */
void par_rule_check_best(struct par_rule_reader *reader, const struct par_node *at, par_points best);

/* --- Points ------------------------------------------------------------------------------------------------------ */

/* Points that a rule gives by themselves are not negative. */
void par_rule_check_negative(struct par_rule_reader *reader, const struct par_node *node, par_points points);

/* "points", or "share" of the criterion's maximum. In a penalty the magnitude. False after a fault. */
bool par_rule_read_points(struct par_rule_reader *reader, const struct par_node *node, par_points *out);

const char *par_ratio_text(struct par_ratio ratio, struct par_arena *arena);

/* max x share, rounded at the set's component decimals and kept within 0..max. */
struct par_outcome par_outcome_share(const struct par_evaluation *evaluation, struct par_ratio share);
struct par_outcome par_outcome_points(par_points points);
struct par_outcome par_outcome_of(enum par_verdict verdict);

/* An error at the row. */
struct par_outcome par_outcome_refuse(const struct par_evaluation *evaluation, enum par_code code, const char *a,
                                      const char *b, const char *c);

/* --- Measures: the quantity Q of a rule -------------------------------------------------------------------------- */

enum par_measure_kind {
    PAR_MEASURE_VALUE,
    PAR_MEASURE_PERCENT,
    PAR_MEASURE_RATIO,
    PAR_MEASURE_CHANGE,
    PAR_MEASURE_COUNT,
    PAR_MEASURE_DAYS
};

enum par_zero { PAR_ZERO_ERROR, PAR_ZERO_NOT_APPLICABLE, PAR_ZERO_FULL, PAR_ZERO_NONE };

struct par_term {
    size_t input;
    bool minus;
};

struct par_terms {
    size_t count;
    const struct par_term *items;
};

struct par_measure {
    enum par_measure_kind kind;
    struct par_terms first;  /* numerator, now, date, or the value itself */
    struct par_terms second; /* denominator, before, deadline */
    bool relative;
    bool over_100;
    bool is_percent; /* lives in 0..100 unless over_100 */
    bool is_whole;
    enum par_zero zero;
};

/* The measure at member "of"; marks what it takes in reader->takes. */
void par_measure_read(struct par_rule_reader *reader, const struct par_node *node, struct par_measure *out);

/* What a rule that measures takes beside named inputs: value, num and den. */
void par_rule_measures(struct par_rule_reader *reader, struct par_rule *rule, const struct par_measure *of);

bool par_measure_divides(const struct par_measure *measure);

/* Its value. *measured: outcome.measured is valid, and the rule goes on from it. Otherwise the outcome is final: no
 * answer, refused, or what the zero rule of the set says. */
struct par_outcome par_measure_take(const struct par_measure *measure, const struct par_evaluation *evaluation,
                                    bool *measured);

/* One input, from the row or the facts; false when neither has it. Reports a conflict through *refused. */
bool par_input_take(const struct par_evaluation *evaluation, size_t input, struct par_quantity *out, bool *refused);

/* The position of an input in the set; reports an unknown one and gives -1. */
int32_t par_input_find(struct par_rule_reader *reader, const struct par_node *at, struct par_span name);

/* --- Bounds: from, above, to, below ------------------------------------------------------------------------------ */

struct par_bound {
    bool given;
    bool open; /* above or below: the value itself is outside */
    struct par_ratio at;
};

struct par_range {
    struct par_bound low, high;
};

void par_range_read(struct par_rule_reader *reader, const struct par_node *node, struct par_range *out);
bool par_range_holds(const struct par_range *range, struct par_ratio value);
const char *par_range_text(const struct par_range *range, struct par_arena *arena);

/* --- The inverse (inverse.c) ------------------------------------------------------------------------------------- */

/* Between two neighbouring values of its measure the points only rise, or only fall, as the measure does. */
struct par_turning {
    const struct par_measure *of;
    struct par_ratio at;
};

struct par_turns {
    struct par_arena *arena;
    const struct par_measure *of; /* the first: whose numerator is changed */
    size_t count, room;
    struct par_turning *items;
};

/* A measure by itself: where it leaves its domain. */
void par_turns_measure(struct par_turns *turns, const struct par_measure *of);
void par_turns_add(struct par_turns *turns, const struct par_measure *of, struct par_ratio at);
void par_turns_range(struct par_turns *turns, const struct par_measure *of, const struct par_range *range);

/* Those of a rule, if it has any. */
void par_rule_turns(const struct par_rule *rule, const struct par_evaluation *evaluation, struct par_turns *turns);

/* --- Formulas (formula.c) ---------------------------------------------------------------------------------------- */

enum { PAR_FORMULA_NESTS = 60 }; /* Excel nests 64 deep */

const char *par_formula_ratio(struct par_ratio ratio, struct par_arena *arena);

/* A value rounded to points; max x share within 0..max likewise. */
const char *par_formula_score(const char *value, const struct par_formula *cells);
const char *par_formula_share(const char *share, const struct par_formula *cells);

/* The value of a measure; NULL when one of its inputs is not asked. Conditions: not all of it is filled in; its
 * denominator is 0 (NULL where nothing is divided). */
const char *par_measure_text(const struct par_measure *measure, const struct par_formula *cells);
const char *par_measure_open(const struct par_measure *measure, const struct par_formula *cells);
const char *par_measure_zero(const struct par_measure *measure, const struct par_formula *cells);

/* `points` where the measure has a value, and what else it comes to where it has none. */
const char *par_measure_guard(const struct par_measure *measure, const char *value, const char *points,
                              const struct par_formula *cells);

/* Whether a range holds a value. */
const char *par_range_formula(const struct par_range *range, const char *value, struct par_arena *arena);

/* The cell of an option; NULL when the list does not have it. */
const char *par_formula_option(const struct par_formula *cells, const char *key);

void par_option_add(struct par_option_list *list, const struct par_rule_option *option, const char *folded);

#endif
