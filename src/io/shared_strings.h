/* shared_strings: the texts of a workbook that its cells name by number. Private to io. */
#ifndef PARINDEX_IO_SHARED_STRINGS_H
#define PARINDEX_IO_SHARED_STRINGS_H

#include "book_text.h"
#include "package.h"

struct par_strings {
    struct par_buffer bytes; /* one after the other */
    uint32_t *ends;          /* of each */
    size_t count;
    size_t room;
};

/* Reads the part; the texts are offered as a sample, and those of blanks alone are empty from now on. False after a
 * fault; to be closed all the same. */
bool par_strings_read(struct par_strings *strings, struct par_package *package, const char *part,
                      struct par_book_text *text);
void par_strings_close(struct par_strings *strings);

/* Replaces them by what they mean, once that is decided. */
void par_strings_decode(struct par_strings *strings, struct par_book_text *text);

/* The text with the number that stands in a cell; false when there is none. Valid until the close. */
bool par_strings_find(const struct par_strings *strings, struct par_span number, struct par_span *out);

/* --- Texts with runs, in cells as well --------------------------------------------------------------------------- */

struct par_xml;

/* Where in a text of runs (<si>, <is>) the reading is: of <r><t>, <t> and <rPh><t> the last is how it is pronounced,
 * and left out. Blanks at the ends of a <t> are kept whatever its xml:space says: cutting them could glue words
 * together. */
struct par_runs {
    bool phonetic;
};

void par_runs_start(struct par_runs *runs, struct par_xml *xml, const char *name);
void par_runs_end(struct par_runs *runs, struct par_xml *xml, const char *name);

#endif
