/* reading: a word as an encoding reads it. Private to text. */
#ifndef PARINDEX_TEXT_READING_H
#define PARINDEX_TEXT_READING_H

#include "parindex/encoding.h"
#include "word.h"

enum { PAR_READING_ROOM = 4 * (PAR_ENCODING_WORD + 4) }; /* par_decoder_room(PAR_ENCODING_WORD) */

struct par_reading {
    char text[PAR_READING_ROOM];
    size_t size;
    enum par_word_sense sense;
};

/* `word` is shorter than PAR_ENCODING_WORD. */
void par_reading_of(struct par_encoding encoding, struct par_span word, struct par_reading *reading);

/* Whether a character of the word is none that text in this encoding has. */
bool par_reading_is_alien(struct par_encoding encoding, struct par_span word);

/* Whether both give the same text. */
bool par_reading_alike(const struct par_reading *a, const struct par_reading *b);

#endif
