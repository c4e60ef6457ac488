/* supplied_dates: days that no row brings: when a unit filed, by the unit list, and until when it could, by the year
 * file.
 */
#ifndef PARINDEX_SUPPLIED_DATES_H
#define PARINDEX_SUPPLIED_DATES_H

#include "inputs.h"

/* Adds them to the facts (made when there were none) for the inputs that a set declares so. A unit that has not filed
 * gets none of them. */
void par_inputs_supply_dates(struct par_cli *cli, const struct par_inputs *inputs, const struct par_loaded *loaded,
                             struct par_facts **facts);

#endif
