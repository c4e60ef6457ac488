/* threads: how many of them read a large table; nothing that is printed depends on it. */
#ifndef PARINDEX_CLI_THREADS_H
#define PARINDEX_CLI_THREADS_H

#include "cli.h"

/* The argument of --threads; false after a usage error. */
bool par_threads_take(struct par_cli *cli, const char *argument, size_t *threads);

/* As many as were asked for; where nobody asked (0), as many as there are processors, at most 8. */
size_t par_threads_used(size_t asked);

#endif
