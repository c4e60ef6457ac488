/* annex_items: what the scores of a year say for its follow-up annex: a row for each component that lost points. */
#ifndef PARINDEX_ANNEX_ITEMS_H
#define PARINDEX_ANNEX_ITEMS_H

#include "inputs.h"
#include "parindex/annex.h"
#include "parindex/lost.h"

/* Whose rows are wanted. */
struct par_annex_scope {
    struct par_cli *cli;
    const struct par_loaded *loaded;
    bool blank_means_agree;
    const bool *wanted;     /* per unit */
    bool all_units;         /* no unit was named */
    struct par_list owners; /* lead agencies; none: all */
    bool by_owner;          /* the criteria of an agency stand together */
};

struct par_annex_making;

/* The rounds must be loaded, with the rows of the units kept (said.h). */
struct par_annex_making *par_annex_begin(const struct par_annex_scope *scope);

/* The rows of the wanted units that lost points, in their order. Before par_losses_sort. */
size_t par_annex_items(struct par_annex_making *making, const struct par_losses *losses,
                       const struct par_annex_item **items);

/* For par_annex_merge; the context is the making. */
bool par_annex_ask_making(void *making, const struct par_kept_row *kept, struct par_annex_item *item);

/* The lead agencies of the sets, for messages; whether one of them is so named. */
const char *par_annex_owners(const struct par_annex_making *making);
bool par_annex_knows_owner(const struct par_annex_making *making, const char *owner);

#endif
