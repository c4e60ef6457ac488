/* sample: a piece of a file whose encoding is asked for, and the words in it. Private to text. */
#ifndef PARINDEX_TEXT_SAMPLE_H
#define PARINDEX_TEXT_SAMPLE_H

#include "parindex/encoding.h"

struct par_sample {
    struct par_span bytes;
    bool ended;            /* it is all there is */
    enum par_carrier wide; /* UTF-16: words come as UTF-8; FIND for any other carrier: words come as they are */
};

/* The carrier that a byte order mark or NULs tell; FIND when it is UTF-8 or bytes. */
enum par_carrier par_sample_carrier(struct par_span bytes);

/* Whether words are valid UTF-8, aside from a character cut off at the end. */
bool par_sample_is_utf8(const struct par_sample *sample);

/* Gets a word with characters beyond ASCII, shorter than PAR_ENCODING_WORD. */
typedef void (*par_sample_visit)(void *context, struct par_span word);

/* The words of a text that comes in pieces. Begins with the first two set, the rest zero. */
struct par_walk {
    par_sample_visit visit;
    void *context;
    char word[PAR_ENCODING_WORD]; /* so far */
    size_t size;                  /* PAR_ENCODING_WORD: too long to be one */
    bool beyond_ascii;
};

void par_walk_feed(struct par_walk *walk, struct par_span bytes);

/* Where the last word ends. */
void par_walk_end(struct par_walk *walk);

/* Whether the byte may be part of a word; all others are ASCII. */
bool par_walk_goes_on(char byte);

/* Words as often as they stand there; without the last of a sample that goes on, as it may be half a word. */
void par_sample_walk(const struct par_sample *sample, par_sample_visit visit, void *context);

#endif
