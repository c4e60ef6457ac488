/* lost_years: in how many periods in a row the same criterion lost points for the same unit.
 *
 * Counted backwards from the present period, which is the first, over the scores files of earlier ones. The count ends
 * where the criterion lost nothing, or where it cannot be followed (par_years_end says why):
 * - A unit is followed by its code, or to its only predecessor if nobody else has that one; a merged or split unit is
 *   not comparable. The unit list of a period says so, for the step to the period before; where the list of an earlier
 *   period was not given, a unit keeps its code.
 * - A criterion is followed by its id while the set stays the same. Where the set changes, the mapping given for the
 *   newer one says which id it had; without one ids are taken to mean the same (warning HISTORY_SET). A criterion with
 *   parts is no counterpart of a component, unless a mapping says so.
 * - Periods that are years must follow one another. Others (quarters, months) are taken as they are given.
 * A criterion that nobody answered counts as one that lost points; one that still waited for a round as not known. */
#ifndef PARINDEX_LOST_YEARS_H
#define PARINDEX_LOST_YEARS_H

#include "parindex/lost.h"
#include "parindex/mapping.h"

enum par_earlier_outcome { PAR_EARLIER_NONE, PAR_EARLIER_KEPT, PAR_EARLIER_LOST, PAR_EARLIER_OPEN };

struct par_periods;
struct par_period;

/* `period`: the present one. */
struct par_periods *par_periods_new(const struct par_units *units, const char *period, struct par_arena *arena,
                                    struct par_diags *diags);

/* An earlier period, new or known. NULL after HISTORY_PERIOD when it is not earlier than the present one. */
struct par_period *par_periods_find(struct par_periods *periods, struct par_span period, const struct par_place *place);

/* A unit of a period; rows that follow are its. False when it was there already. */
bool par_period_begin(struct par_period *period, struct par_span unit, struct par_span set);

/* A row of it, in the order of the set; `depth` tells criteria with parts from components. */
void par_period_add(struct par_period *period, struct par_span node, int64_t depth, enum par_earlier_outcome outcome);

/* False when the unit has fewer rows than the unit before it with the same set, or others. */
bool par_period_end(struct par_period *period);

/* The mapping to use when the set before `set` (an id) was another one; `set` NULL: for the present sets without a
 * mapping of their own. */
void par_periods_map(struct par_periods *periods, const char *set, const struct par_mapping *mapping);

/* The unit list of an earlier period (its codes settled). False when no scores of that period were read. */
bool par_periods_units(struct par_periods *periods, const char *period, const struct par_units *units);

/* Reads a scores file of par-score of an earlier period. */
void par_periods_load(struct par_periods *periods, const char *path, const struct par_reading *how,
                      struct par_arena *arena, struct par_diags *diags);

/* Fills `years` and `years_end`; before par_losses_sort. `wanted`: per unit, whether findings are about it; NULL: all.
 * Warnings: HISTORY_GAP, HISTORY_SET (for sets of wanted units), MAPPING_UNUSED. */
void par_losses_count_years(struct par_losses *losses, struct par_periods *periods, const bool *wanted);

#endif
