/* spelling: the forms in which two names are compared. match.h says which of them a step compares. */
#ifndef PARINDEX_TEXT_SPELLING_H
#define PARINDEX_TEXT_SPELLING_H

#include "parindex/match.h"

enum par_form {
    PAR_FORM_WORDS,    /* small letters, one space between words, no punctuation, the tone behind its word */
    PAR_FORM_SPELLING, /* and the full word for its abbreviation, i for y, 1 for 01, no apostrophe */
    PAR_FORM_OFFICE,   /* and without "Ủy ban nhân dân" before it */
    PAR_FORM_BARE,     /* and without what stands before the name itself: the kind of unit, or the number of a title */
    PAR_FORMS
};

struct par_speller;

struct par_speller *par_speller_new(enum par_match_kind kind, struct par_arena *arena);

/* Whether the text has a Vietnamese mark or a đ. */
bool par_speller_has_marks(struct par_speller *speller, struct par_span text);

/* The text in a form, with or without its marks: empty when it has no words or is not valid UTF-8. Good until the next
 * call. */
struct par_span par_speller_form(struct par_speller *speller, struct par_span text, enum par_form form, bool marks);

#endif
