/* plan_sheet: a plan, or what a unit could win back, on its way out as a table. */
#ifndef PARINDEX_PLAN_SHEET_H
#define PARINDEX_PLAN_SHEET_H

#include "parindex/plan.h"
#include "sheet.h"

struct par_plan_view {
    struct par_cli *cli;
    const struct par_units *units;
    struct par_prospect *prospect;
    const struct par_offer *offers;
    size_t count;
    const struct par_plan *plan; /* NULL: all that could be won back */
    bool priced;                 /* alternatives have costs that somebody gave */
};

/* To cli->output. One row a component and step, or a row for each component of the plan and of those left out; before
 * them how the unit stands (node total, entry now), behind them what comes of it. */
void par_plan_write(const struct par_plan_view *view);

#endif
