/* book_text: what the texts of a workbook or document mean. They are UTF-8 by their format, but people have typed with
 * the fonts of old Vietnamese charsets, whose letters then stand for others (encoding.h). That is decided once for a
 * file, on its first texts that are not ASCII. Private to io. */
#ifndef PARINDEX_IO_BOOK_TEXT_H
#define PARINDEX_IO_BOOK_TEXT_H

#include "buffer.h"
#include "parindex/diag.h"
#include "parindex/encoding.h"

struct par_book_text {
    struct par_buffer sample; /* texts, a line each */
    struct par_encoding encoding;
    size_t mended; /* letters that only looked Vietnamese */
};

void par_book_text_begin(struct par_book_text *text, struct par_arena *arena);
void par_book_text_close(struct par_book_text *text);

/* Offers a text for the sample. */
void par_book_text_sample(struct par_book_text *text, struct par_span offered);

/* Decides; `told` is what the user said. Reports TEXT_READ_AS, TEXT_UNSURE; false after TEXT_CLOSE. */
bool par_book_text_decide(struct par_book_text *text, enum par_charset told, const char *file, struct par_diags *diags);

/* Adds the text as Unicode to the buffer. */
void par_book_text_decode(struct par_book_text *text, struct par_span coded, struct par_buffer *out);

/* At the end: TEXT_LETTERS, once. */
void par_book_text_finish(struct par_book_text *text, const char *file, struct par_diags *diags);

/* Replaces _xHHHH_, as Excel writes characters that XML does not take, and turns CR and CRLF into LF. `out` has room
 * for coded.size bytes and may be coded.text itself. The size of what was written. */
size_t par_escapes_decode(struct par_span coded, char *out);

/* True when there is nothing to be seen: spaces (also no-break ones), tabs and line breaks. */
bool par_text_is_blank(struct par_span text);

#endif
