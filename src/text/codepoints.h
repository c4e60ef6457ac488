/* codepoints: the code points of a text and a text that grows, in memory that is used again for the next text. */
#ifndef PARINDEX_TEXT_CODEPOINTS_H
#define PARINDEX_TEXT_CODEPOINTS_H

#include <stdint.h>
#include <utf8proc.h>

#include "parindex/arena.h"

struct par_codepoints {
    struct par_arena *arena;
    int32_t *items;
    size_t count;
    size_t room;
};

/* Decomposes the text as utf8proc's options say; `each` (NULL: none) maps a code point first. Marks stand behind their
 * letter in canonical order. False, and no code points, when the text is not valid UTF-8. */
bool par_codepoints_read(struct par_codepoints *codepoints, struct par_span text, utf8proc_option_t options,
                         utf8proc_custom_func each);

struct par_bytes {
    struct par_arena *arena;
    char *items;
    size_t count;
    size_t room;
};

void par_bytes_put(struct par_bytes *bytes, char byte);
void par_bytes_put_text(struct par_bytes *bytes, const char *text);
void par_bytes_put_codepoint(struct par_bytes *bytes, int32_t codepoint);

/* The text so far, NUL-terminated; good until more is put. */
const char *par_bytes_text(struct par_bytes *bytes);

#endif
