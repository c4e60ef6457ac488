/* separator: which separator a CSV file has. Private to io. */
#ifndef PARINDEX_IO_SEPARATOR_H
#define PARINDEX_IO_SEPARATOR_H

#include "parindex/span.h"

/* One of , ; and tab. */
bool par_is_separator(char c);

/* The separator of a file that begins so. */
char par_separator_find(struct par_span head);

#endif
