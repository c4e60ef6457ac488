/* partials: what programs that write and merge partial results (parindex/partial.h) have in common. */
#ifndef PARINDEX_CLI_PARTIALS_H
#define PARINDEX_CLI_PARTIALS_H

#include "cli.h"
#include "parindex/partial.h"

/* The argument of --part, "3/16". False after a usage error. */
bool par_partials_take_number(struct par_cli *cli, const char *argument, struct par_partial_number *out);

/* What a list is known by; "" for NULL, and after an error. */
const char *par_partials_digest(struct par_cli *cli, const char *path);

/* A list that the parts were made with must be given again for the merging: PART_SETTING when it is another one. */
void par_partials_check_file(struct par_cli *cli, const struct par_partials *partials, const char *setting,
                             const char *path);

/* The findings below errors of a part as lines of its file, with how many more there were, and back. False when the
 * line is of this kind but not understood; *known says whether it is of this kind. */
void par_partials_put_findings(struct par_partial_writer *writer, const struct par_diags *findings);
bool par_partials_take_finding(const struct par_row *row, struct par_diags *findings, bool *known);

#endif
