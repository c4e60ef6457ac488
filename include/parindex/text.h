/* text: Vietnamese text, on utf8proc.
 *
 * Everything inside the toolkit is NFC. Folding is for comparing what people typed, never for output. */
#ifndef PARINDEX_TEXT_H
#define PARINDEX_TEXT_H

#include "parindex/arena.h"

/* True when the bytes are valid UTF-8 (no surrogates, no overlong forms); *bad gets the offset of the first bad byte.
 */
bool par_text_valid(struct par_span text, size_t *bad);

/* The text in NFC: the span itself when it is ASCII or composed already, else a copy in the arena. Invalid UTF-8 comes
 * back unchanged. */
struct par_span par_text_nfc(struct par_span text, struct par_arena *arena);

/* For comparing labels: NFC, lower case, runs of blanks (NBSP too) as one space, no blanks at the ends.
 * NUL-terminated, in the arena. */
const char *par_text_fold(struct par_span text, struct par_arena *arena);

/* As par_text_fold, and without Vietnamese marks: "Sở Nội vụ" -> "so noi vu", Đ -> d. */
const char *par_text_bare(struct par_span text, struct par_arena *arena);

/* Columns a terminal needs for the text. */
size_t par_text_width(struct par_span text);

#endif
