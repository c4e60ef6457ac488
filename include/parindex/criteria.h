/* criteria: a criteria set (bo chi so), read from a node tree and checked as a whole.
 *
 * The file format is par-criteria(5). A set is dated data, never code: it holds for one level and one year. The tree is
 * kept flat, in the order of the file: criteria[0] is the set itself ("total"), every criterion stands before its
 * children, bonus and penalty blocks come last. Leaves are the components; they are numbered from 0. */
#ifndef PARINDEX_CRITERIA_H
#define PARINDEX_CRITERIA_H

#include "parindex/document.h"
#include "parindex/names.h"

struct par_rule; /* rule.h */

#define PAR_TOTAL_ID "total"

enum par_fold { PAR_FOLD_SUM, PAR_FOLD_WEIGHTED_MEAN };
enum par_na { PAR_NA_REDUCE, PAR_NA_RESCALE, PAR_NA_FULL };
enum par_missing { PAR_MISSING_MARK, PAR_MISSING_UNRANK, PAR_MISSING_LOSE };
enum par_ties { PAR_TIES_COMPETITION, PAR_TIES_DENSE, PAR_TIES_ORDINAL };
enum par_precision { PAR_PUBLISHED, PAR_EXACT };
enum par_origin { PAR_FROM_REPORT, PAR_FROM_SURVEY, PAR_FROM_SIPAS, PAR_FROM_APPRAISER };
enum par_role { PAR_ROLE_BASE, PAR_ROLE_BONUS, PAR_ROLE_PENALTY };
enum par_input_kind { PAR_INPUT_COUNT, PAR_INPUT_NUMBER, PAR_INPUT_PERCENTAGE, PAR_INPUT_DATE };

/* Whether points are lost for the unit's own reasons (chu quan) or for others (khach quan). */
enum par_cause_kind { PAR_CAUSE_UNSAID, PAR_CAUSE_SUBJECTIVE, PAR_CAUSE_OBJECTIVE };

/* Where an input comes from that nobody fills in. */
enum par_supply { PAR_SUPPLY_NONE, PAR_SUPPLY_SUBMITTED_AT, PAR_SUPPLY_DEADLINE };

/* Faults of a real decision that a set may keep knowingly ("accept"). */
enum par_fault {
    PAR_FAULT_BANDS_OVERLAP,
    PAR_FAULT_BANDS_GAP,
    PAR_FAULT_BEST_NOT_MAX,
    PAR_FAULT_SUM_MISMATCH,
    PAR_FAULT_LABEL_REPEATED,
    PAR_FAULT_ID_MISPRINT,
    PAR_FAULT_COUNT
};

/* "bands-overlap" and so on. */
const char *par_fault_name(enum par_fault fault);

/* The error that a set has without accepting it. */
enum par_code par_fault_code(enum par_fault fault);

/* "report", "survey", "sipas", "appraiser". */
const char *par_origin_name(enum par_origin origin);

/* "", "subjective", "objective". */
const char *par_cause_kind_name(enum par_cause_kind kind);

struct par_accept {
    enum par_fault fault;
    struct par_label reason;
    const char *pointer;
    bool met; /* the fault is really there */
};

/* One rule of a criterion and the units it serves; an empty list serves all. */
struct par_served_rule {
    struct par_list serves;
    const struct par_rule *rule;
};

struct par_criterion {
    const char *id;
    struct par_label name;
    par_points max;    /* of a penalty: what can be taken off at most, positive */
    par_points weight; /* under a weighted mean, in 10^-6; 0 otherwise */
    int32_t parent;    /* position in criteria[]; -1 at the root */
    int32_t end;       /* position behind the last one below it */
    int32_t component; /* number of a leaf, -1 otherwise */
    int depth;         /* root 0, domain 1 ... */
    enum par_role role;
    enum par_fold fold;
    enum par_origin origin; /* "source" in the file */
    bool evidence_required;
    bool may_not_apply;
    struct par_list applies_to; /* groups, blocs, levels, unit codes; empty: everyone */
    struct par_list except;
    const char *lead;     /* agency that must mend it (co quan chu tri); NULL when not said */
    struct par_list with; /* supporting agencies */
    struct par_list appraisers;
    enum par_cause_kind cause_kind; /* of lost points, where nobody says otherwise */
    int32_t lever;                  /* the input that winning points back changes; -1: what the rule makes of it */
    size_t rule_count;              /* 0 unless a leaf */
    const struct par_served_rule *rules;
    size_t accept_count;
    struct par_accept *accepts;
    const char *pointer; /* JSON pointer of its node */
};

struct par_round {
    const char *id;
    struct par_label name; /* vi is the id when the set gives no name */
    unsigned settles;      /* bit 1 << enum par_origin */
};

struct par_require {
    const char *node;
    par_points percent; /* at least, in 10^-6 of a percent */
    int32_t criterion;  /* position in criteria[] */
};

struct par_class_step {
    struct par_label name;
    bool bounded;     /* false: everything that is left */
    bool above;       /* more than `bound` instead of at least */
    par_points bound; /* percent, in 10^-6 */
    size_t require_count;
    const struct par_require *requires;
};

struct par_class_scheme {
    struct par_list serves; /* empty: everyone */
    size_t count;
    const struct par_class_step *steps; /* from the best down */
};

struct par_bloc {
    const char *id;
    struct par_label name;
};

struct par_input {
    const char *name;
    struct par_label label;
    enum par_input_kind kind;
    enum par_supply supply; /* of a date: the day the unit filed, the deadline of the first round */
};

struct par_block {     /* bonus or penalty */
    int32_t criterion; /* its position in criteria[]; -1: the set has none */
    par_points cap;    /* at most this much is added or taken */
};

struct par_set {
    const char *file; /* as the user named it */
    const char *id;
    const char *period; /* the year unless the file says otherwise */
    const char *level;  /* "" when not said */
    const char *status; /* official, internal, sample */
    struct par_label title;
    int decimals_component, decimals_points, decimals_index;
    enum par_rounding rounding;
    enum par_na not_applicable;
    bool cap_at_max;
    enum par_missing missing;
    enum par_ties ties;
    enum par_precision rank_on, class_on;
    struct par_list tie_break;
    size_t round_count;
    const struct par_round *rounds;
    size_t bloc_count;
    const struct par_bloc *blocs;
    size_t scheme_count;
    const struct par_class_scheme *schemes;
    size_t input_count;
    const struct par_input *inputs;
    struct par_block bonus, penalty;
    int32_t criterion_count;
    struct par_criterion *criteria;
    int32_t component_count;
    const int32_t *components;     /* component number -> position in criteria[] */
    const struct par_names *ids;   /* id -> position in criteria[] */
    struct par_names *input_names; /* name -> position in inputs[] */
};

/* How labels are compared: see par_text_fold. The core knows no Unicode, so the caller hands it in. */
typedef const char *(*par_fold_label)(struct par_span text, struct par_arena *arena);

/* Reads and checks a set. All faults go to diags, each with its JSON pointer and criterion id. NULL when there was any
 * error; notes PAR_ACCEPTED name what the set keeps knowingly. `file` is for messages and is not opened. */
struct par_set *par_set_read(const struct par_node *root, const char *file, par_fold_label fold,
                             struct par_arena *arena, struct par_diags *diags);

/* Position of an id in criteria[], PAR_NAME_NONE when the set has none. */
int32_t par_set_find(const struct par_set *set, struct par_span id);

/* The input nearest to a mistyped name; NULL when none is near. */
const char *par_set_nearest_input(const struct par_set *set, struct par_span name);

/* Number of a round by id or by one of its usual names (self = tu-danh-gia, appraisal = tham-dinh, explanation =
 * giai-trinh, appraisal2 = tham-dinh-lan-2, council = hoi-dong); -1 when the set has none. */
int par_set_round(const struct par_set *set, struct par_span name);

/* The rounds of a set as one text, for messages. */
const char *par_set_rounds_text(const struct par_set *set, struct par_arena *arena);

/* The number of the round that must settle points of this origin; -1 when none must. */
int par_set_settling_round(const struct par_set *set, enum par_origin origin);

#endif
