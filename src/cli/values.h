/* values: what follows an option on the command line, read alike by every program. */
#ifndef PARINDEX_VALUES_H
#define PARINDEX_VALUES_H

#include "cli.h"

/* A whole number from 1 to 2^31 - 1. False after a usage error that names the option ("--top"). */
bool par_value_whole(struct par_cli *cli, const char *option, const char *argument, int32_t *out);

/* What follows --decimal: dot or comma, as '.' or ','. False after a usage error. */
bool par_value_decimal(struct par_cli *cli, const char *argument, char *out);

#endif
