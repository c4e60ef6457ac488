/* words: what the library names in the arguments of its findings, put into words for people.
 *
 * The library has no words for people: it names the kind of a JSON value "string", a faulty setting "0 <= low < high",
 * and passes the system's reasons on. src/cli/words.c knows which arguments of which codes are such names. */
#ifndef PARINDEX_WORDS_H
#define PARINDEX_WORDS_H

#include "parindex/diag.h"

/* Argument `n` (from 1) of a code in English words, which are a key of the catalogue. NULL for what has no words, such
 * as the text of a user. */
const char *par_words_of(enum par_code code, size_t n, const char *argument);

#endif
