/* mo: looking up a text in a GNU .mo catalogue that stands in memory ("GNU gettext utilities", 10.3). */
#ifndef PARINDEX_MO_H
#define PARINDEX_MO_H

#include <stddef.h>

/* The translation of `original` inside `mo`, NULL when there is none. Either byte order; a damaged catalogue gives NULL
 * or a text that lies within its bytes. */
const char *par_mo_find(const unsigned char *mo, size_t size, const char *original);

#endif
