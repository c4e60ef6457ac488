/* lost_sheet: the tables of par-audit lost: a row for each loss, or for each group of them. */
#ifndef PARINDEX_LOST_SHEET_H
#define PARINDEX_LOST_SHEET_H

#include "inputs.h"
#include "parindex/lost.h"

/* What is shown of the losses. */
struct par_lost_view {
    struct par_cli *cli;
    const struct par_loaded *loaded;
    struct par_losses *losses;
    bool blank_means_agree;
    const bool *units;        /* per unit: it is shown */
    struct par_list criteria; /* these ids and what stands below them; none: all */
    unsigned keys;            /* bits of par_loss_key; 0: no groups */
    size_t top;               /* rows at most; SIZE_MAX: all */
};

void par_lost_write(const struct par_lost_view *view);

#endif
