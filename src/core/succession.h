/* succession: which unit of an earlier period a unit goes on from, by the predecessors of its unit list. Private to the
 * core.
 *
 * Predecessors count as far as the earlier period has them: a list may still name those of an older merger. A single
 * one that nobody else has, or is, makes a renaming. A unit with several, or that was there itself beside one, was
 * merged; one that others go on from as well was split: such units are not comparable. */
#ifndef PARINDEX_SUCCESSION_H
#define PARINDEX_SUCCESSION_H

#include "parindex/rank.h"

struct par_succession;

struct par_succession *par_succession_new(const struct par_units *units, struct par_arena *arena);

const struct par_units *par_succession_units(const struct par_succession *succession);

/* Whether some unit of the list is, or names as its predecessor, a unit of that code. */
bool par_succession_continues(const struct par_succession *succession, const char *code);

struct par_ancestry {
    enum par_comparison comparison;
    const char *code; /* in the earlier period; NULL unless compared or renamed */
    int32_t number;   /* what `earlier` has for it */
};

/* `unit`: its position in the list; `earlier`: the codes of the earlier period. */
struct par_ancestry par_succession_find(const struct par_succession *succession, size_t unit,
                                        const struct par_names *earlier);

#endif
