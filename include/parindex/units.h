/* units: the units of a year, each with its bloc and its criteria set. The file format is par-units(5). */
#ifndef PARINDEX_UNITS_H
#define PARINDEX_UNITS_H

#include "parindex/criteria.h"
#include "parindex/naming.h"

struct par_unit {
    const char *code; /* text: "01" is not "1" */
    const char *name;
    const char *bloc;   /* "" when not said */
    const char *level;  /* "" when not said */
    const char *set_id; /* "" when not said */
    struct par_list groups;
    const char *parent; /* "" when not said */
    bool ranked;
    const char *submitted_at; /* as written; "" when not said */
    struct par_list predecessors;
    uint32_t line;
    bool unreadable;           /* it sent a form that cannot be used, see intake.h */
    const struct par_set *set; /* after par_units_settle */
};

struct par_units {
    const char *file;
    const char *sheet; /* of a workbook; NULL elsewhere */
    size_t count;
    size_t room;
    struct par_unit *items;  /* by code after par_units_settle */
    struct par_names *codes; /* code -> position */
    const struct par_matching *matching;
    struct par_naming *naming; /* after par_units_settle */
};

/* `matching`: how units are found by name; NULL: by code alone. */
struct par_units *par_units_new(const char *file, const struct par_matching *matching, struct par_arena *arena);

/* A copy of the unit is added; its strings must live as long as the units. */
void par_units_add(struct par_units *units, const struct par_unit *unit, struct par_arena *arena);

/* Orders the units by code and gives each its set: by `set`, else by level, else the only one; without any set only the
 * codes are checked. Findings: UNIT_REPEATED,
 * SET_UNKNOWN, UNIT_NO_SET, BLOC_UNKNOWN, BLOC_MISSING, BLOC_MIXED. */
void par_units_settle(struct par_units *units, struct par_set *const *sets, size_t set_count, struct par_arena *arena,
                      struct par_diags *diags);

/* The position of a unit by its code, else by its name (note UNIT_BY_NAME, where they are not just the same);
 * PAR_NAME_NONE after UNIT_ZEROS, UNIT_AMBIGUOUS, or UNIT_UNKNOWN with the nearest. */
int32_t par_units_find(const struct par_units *units, struct par_span typed, const struct par_place *place,
                       struct par_arena *arena, struct par_diags *diags);

/* The same without errors: PAR_NAME_NONE for what is no unit, and *matches then says how many have such a name. */
int32_t par_units_seek(const struct par_units *units, struct par_span typed, struct par_matches *matches,
                       const struct par_place *place, struct par_arena *arena, struct par_diags *diags);

/* The code of the list that is `typed` but for zeros in front, as Excel takes them away; NULL for none. */
const char *par_units_but_zeros(const struct par_units *units, struct par_span typed);

struct par_rule;

/* The rule of a component that serves the unit; NULL when none does. */
const struct par_rule *par_unit_rule(const struct par_unit *unit, const struct par_criterion *criterion);

/* Whether the set leaves the criterion out for the unit (applies_to, except). */
bool par_unit_is_excluded(const struct par_unit *unit, const struct par_set *set, int32_t position);

/* Whether a list of groups, blocs, levels and unit codes names the unit. */
bool par_unit_is_in(const struct par_unit *unit, struct par_list list);

#endif
