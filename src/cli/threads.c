#include "threads.h"

#include <unistd.h>

#include "parindex/bulk.h"

enum { MOST_UNASKED = 8 };

bool par_threads_take(struct par_cli *cli, const char *argument, size_t *threads)
{
    size_t number = 0;
    const char *at = argument;
    for (; *at >= '0' && *at <= '9' && number <= PAR_THREADS_MOST; at++)
        number = number * 10 + (size_t)(*at - '0');
    *threads = number;
    return (!*at && number >= 1 && number <= PAR_THREADS_MOST) ||
           par_cli_usage_error(cli, N_("--threads {1}: write a number from 1 to 64"), argument, NULL);
}

size_t par_threads_used(size_t asked)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t unasked = processors < 1 ? 1 : processors < MOST_UNASKED ? (size_t)processors : MOST_UNASKED;
    return asked ? asked : unasked;
}
