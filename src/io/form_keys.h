/* form_keys: what a form carries of its rows, so that one which was deleted shows. Private to io. */
#ifndef PARINDEX_IO_FORM_KEYS_H
#define PARINDEX_IO_FORM_KEYS_H

#include "parindex/arena.h"

/* The first 16 hexadecimal digits of the SHA-256 of the keys, each with a line end, in the order of their bytes: rows
 * that were only sorted are the same rows. Sorts `keys`. */
const char *par_form_key_digest(const char **keys, size_t count, struct par_arena *arena);

#endif
