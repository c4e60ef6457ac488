/* numbering: the automatic numbers of paragraphs in a DOCX document, which are in no text: "1.2." before a paragraph is
 * counted from its place in a list. In printed tables the running number of a criterion is often one. Private to io.
 *
 * Numbers that a paragraph has through its style are not known, and bullets say nothing. */
#ifndef PARINDEX_IO_NUMBERING_H
#define PARINDEX_IO_NUMBERING_H

#include "buffer.h"
#include "package.h"

struct par_numbering {
    struct par_arena *arena;
    struct numbering_list *lists; /* <w:abstractNum> */
    size_t list_count;
    size_t list_room;
    struct numbering_use *uses; /* <w:num>: what paragraphs name */
    size_t use_count;
    size_t use_room;
};

/* Of numbering.xml, in the package's arena. False after a fault. */
bool par_numbering_read(struct par_numbering *numbering, struct par_package *package, const char *part);

/* Begins to count anew. */
void par_numbering_restart(struct par_numbering *numbering);

/* Counts a paragraph of the list `use` at a level from 0, and adds its number to the text. */
void par_numbering_count(struct par_numbering *numbering, uint32_t use, uint32_t level, struct par_buffer *out);

#endif
