/* mapping: which criterion of an older set became which of a newer one.
 *
 * A pair says so; a criterion that no pair speaks of keeps its id, unless a pair gives that id to another. A criterion
 * that became several, or was made of several, has no counterpart: points are never split or averaged. */
#ifndef PARINDEX_MAPPING_H
#define PARINDEX_MAPPING_H

#include "parindex/criteria.h"

struct par_mapping;

/* Without pairs every criterion keeps its id. */
struct par_mapping *par_mapping_new(struct par_arena *arena);

/* `older` "": the newer one is new; `newer` "": the older one is gone. The texts must live as long as the mapping. */
void par_mapping_add(struct par_mapping *mapping, const char *older, const char *newer);

/* The id in the newer set of a criterion of the older one, and the other way round; NULL: no counterpart. Whether the
 * sets have such criteria is for the caller to ask. */
const char *par_mapping_newer(const struct par_mapping *mapping, const char *older);
const char *par_mapping_older(const struct par_mapping *mapping, const char *newer);

struct par_reading;

/* Reads a mapping file: CSV or XLSX with the columns old, new, note. Where the sets are given, an id that they do not
 * have is an error (CRITERION_UNKNOWN); a pair that stands twice as well (MAPPING_TWICE). NULL when the header is
 * wrong.
 */
struct par_mapping *par_mapping_load(const char *path, const struct par_reading *how, const struct par_set *older,
                                     const struct par_set *newer, struct par_arena *arena, struct par_diags *diags);

#endif
