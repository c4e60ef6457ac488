/* naming: units and criteria told by their names where their codes are expected.
 *
 * The core cannot compare Vietnamese names; the caller hands in how it is done (text/match.c: par_matching). */
#ifndef PARINDEX_NAMING_H
#define PARINDEX_NAMING_H

#include "parindex/names.h"

enum par_match_kind { PAR_MATCH_UNITS, PAR_MATCH_TITLES };

/* What a name that a person typed may mean. */
struct par_matches {
    size_t count;        /* 0: none; 1: that one; more: ambiguous */
    const size_t *items; /* in the Vietnamese order of their names, then as listed; good as long as the matcher */
    bool exact;          /* nothing worth a word to the reader: only letter case and the like differ */
};

/* How names are matched: a matcher over `count` names, name(context, i) the i-th; and a question to it. */
struct par_matching {
    void *(*make)(enum par_match_kind kind, size_t count, const char *(*name)(const void *context, size_t i),
                  const void *context, struct par_arena *arena);
    struct par_matches (*find)(void *matcher, struct par_span typed);
};

struct par_naming;

/* Names are looked at when the first question comes, so a list that is never asked costs nothing. `how` NULL: no name
 * is ever found. */
struct par_naming *par_naming_new(const struct par_matching *how, enum par_match_kind kind, size_t count,
                                  const char *(*name)(const void *context, size_t i), const void *context,
                                  struct par_arena *arena);

/* *first is true when this text was not asked before: what is worth saying is said once. */
struct par_matches par_naming_find(struct par_naming *naming, struct par_span typed, bool *first);

#endif
