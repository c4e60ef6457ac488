/* progress: how much of the appraisal each appraiser has done, criterion by criterion. */
#ifndef PARINDEX_PROGRESS_H
#define PARINDEX_PROGRESS_H

#include "inputs.h"
#include "sheet.h"

/* Writes the table to the program's output, and reports what must be said of the scores. */
void par_progress_write(struct par_cli *cli, const struct par_loaded *loaded, const struct par_score_options *how);

#endif
