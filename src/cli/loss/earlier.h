/* earlier: scores of earlier periods, for the years in a row in which points were lost, as the command line names them.
 */
#ifndef PARINDEX_CLI_EARLIER_H
#define PARINDEX_CLI_EARLIER_H

#include "mappings.h"
#include "parindex/lost_years.h"

/* Ids of the options, from 2000 on. */
enum { PAR_OPTION_HISTORY = 2000, PAR_OPTION_HISTORY_UNITS, PAR_OPTION_MAPPING };

struct par_earlier_files {
    struct par_texts scores;
    struct par_texts units; /* "PERIOD=FILE" */
    struct par_mappings mappings;
};

/* Takes one of the options; *known is false for other ids. False after a usage error. */
bool par_earlier_take(struct par_cli *cli, struct par_earlier_files *files, int id, const char *argument, bool *known);

/* Reads the scores and unit lists and counts the years of the losses, unless none are named. The mappings must be read
 * (par_mappings_load). `wanted`: the units that findings are about; NULL: all. */
void par_earlier_count(struct par_cli *cli, const struct par_earlier_files *files, struct par_inputs *inputs,
                       const struct par_loaded *loaded, const bool *wanted, struct par_losses *losses);

#endif
