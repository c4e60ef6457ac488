/* units: the units of a year, each with its bloc and its criteria set. The file format is par-units(5). */
#ifndef PARINDEX_UNITS_H
#define PARINDEX_UNITS_H

#include "parindex/criteria.h"

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
    const struct par_set *set; /* after par_units_settle */
};

struct par_units {
    const char *file;
    size_t count;
    size_t room;
    struct par_unit *items;  /* by code after par_units_settle */
    struct par_names *codes; /* code -> position */
};

struct par_units *par_units_new(const char *file, struct par_arena *arena);

/* A copy of the unit is added; its strings must live as long as the units. */
void par_units_add(struct par_units *units, const struct par_unit *unit, struct par_arena *arena);

/* Orders the units by code and gives each its set: by `set`, else by level, else the only one; without any set only the
 * codes are checked. Findings: UNIT_REPEATED,
 * SET_UNKNOWN, UNIT_NO_SET, BLOC_UNKNOWN, BLOC_MISSING, BLOC_MIXED. */
void par_units_settle(struct par_units *units, struct par_set *const *sets, size_t set_count, struct par_arena *arena,
                      struct par_diags *diags);

/* The position of a unit; PAR_NAME_NONE after an error that names the nearest code, or the one with zeros before it. */
int32_t par_units_find(const struct par_units *units, struct par_span code, const struct par_place *place,
                       struct par_arena *arena, struct par_diags *diags);

/* Whether a list of groups, blocs, levels and unit codes names the unit. */
bool par_unit_is_in(const struct par_unit *unit, struct par_list list);

#endif
