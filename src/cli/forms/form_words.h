/* form_words: the words of a form in the language of the program. */
#ifndef PARINDEX_FORM_WORDS_H
#define PARINDEX_FORM_WORDS_H

#include "cli.h"
#include "parindex/form_sheet.h"

struct par_form_words par_form_words_of(const struct par_cli *cli, enum par_form_type type, const char *period);

#endif
