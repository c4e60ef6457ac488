/* published_sheet: what par-audit published found, as a table; and our scores as a table to compare with. */
#ifndef PARINDEX_PUBLISHED_SHEET_H
#define PARINDEX_PUBLISHED_SHEET_H

#include "inputs.h"
#include "parindex/published.h"

/* The findings in their order, a row each, to cli->output. */
void par_published_write(struct par_cli *cli, const struct par_published_report *report);

/* A scores file, ranked, as a table: unit, name, bloc, max, total, index, rank, class and the index of each domain.
 * NULL after an error. */
struct par_published *par_published_of_scores(struct par_cli *cli, const char *path, const struct par_reading *how,
                                              const struct par_loaded *loaded);

/* What the sets say of each unit: the class at its printed index (class_expected), and whether they break ties. Of a
 * unit whose set the unit list does not tell, the latter comes from `ours` (NULL: none), already matched. */
void par_published_settle_sets(struct par_cli *cli, struct par_published *table, const struct par_published *ours,
                               const struct par_loaded *loaded);

#endif
