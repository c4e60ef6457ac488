/* word: whether a word, as some encoding reads it, can be what was meant. Private to text. */
#ifndef PARINDEX_TEXT_WORD_H
#define PARINDEX_TEXT_WORD_H

#include "parindex/span.h"

enum par_word_sense {
    PAR_WORD_NEUTRAL, /* says nothing: no letters beyond ASCII, and punctuation where it belongs */
    PAR_WORD_VALID,   /* Vietnamese */
    PAR_WORD_INVALID
};

/* Of UTF-8 without ASCII other than letters; it may hold several words, joined by quotes, dashes or hard spaces.
 * `capital_font`: fonts such as .VnTimeH show small letters as capitals, so that "NéI" (as read, "NộI") is well
 * written. */
enum par_word_sense par_word_judge(struct par_span text, bool capital_font);

/* Whether a character shows that the word was not written as Vietnamese in Unicode: another letter of Windows-1252, a
 * sign in the place of a letter, a capital with marks behind a small letter, a vowel with marks behind one that bears
 * none. "Së", "ho¹ch", "tÕ", "Xaõ"; not "né", "m²", "M'Drắk". */
bool par_word_is_foreign(struct par_span text);

/* Whether all letters are Latin, and some are beyond ASCII; false when it is not valid UTF-8. */
bool par_word_is_latin(struct par_span text);

#endif
