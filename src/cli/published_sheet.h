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

/* The class that the sets give each unit at its printed index, into class_expected. */
void par_published_classes(struct par_cli *cli, struct par_published *table, const struct par_loaded *loaded);

#endif
