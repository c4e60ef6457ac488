/* prices: a list of what mending costs (par-audit plan --costs).
 *
 * Columns: criterion and cost; unit, where a cost is not the same for all; points, where it depends on how far the
 * component is brought. Costs are numbers from 0 in any unit of measure, with at most 6 decimals. */
#ifndef PARINDEX_PRICES_H
#define PARINDEX_PRICES_H

#include "parindex/plan.h"
#include "parindex/records.h"

/* The prices that concern a unit. Findings: UNIT_UNKNOWN, CRITERION_UNKNOWN, CRITERION_NOT_LEAF, NUMBER_*, COST_TWICE,
 * INPUT_MISSING. */
size_t par_prices_load(const char *path, const struct par_reading *how, const struct par_units *units, size_t unit,
                       struct par_arena *arena, struct par_diags *diags, struct par_price **prices);

#endif
