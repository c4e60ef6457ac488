/* names: from a name to its number, and the nearest name to a mistyped one. */
#ifndef PARINDEX_NAMES_H
#define PARINDEX_NAMES_H

#include <stdint.h>

#include "parindex/arena.h"

struct par_names;

enum { PAR_NAME_NONE = -1 };

struct par_names *par_names_new(struct par_arena *arena);

/* Gives `name` the number `value` (>= 0). Returns PAR_NAME_NONE, or the number the name had already, which it keeps.
 * The text is not copied: it must live as long as the table. */
int32_t par_names_add(struct par_names *names, struct par_span name, int32_t value);

/* The number of a name, PAR_NAME_NONE when it has none. */
int32_t par_names_find(const struct par_names *names, struct par_span name);

/* Every name with its number, in an order that follows from the names and the order in which they came. */
void par_names_each(const struct par_names *names, void (*take)(void *context, struct par_span name, int32_t value),
                    void *context);

/* The best of `count` candidates for a mistyped name by edit distance over bytes, NULL when none is near (more than a
 * third of its length away, at most 3). Ties go to the earlier candidate. `candidate(context, i)` gives the i-th. */
const char *par_names_nearest(struct par_span name, size_t count,
                              const char *(*candidate)(const void *context, size_t i), const void *context);

#endif
