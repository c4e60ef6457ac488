/* document_text: the text of a cell of a DOCX document, out of its paragraphs and runs. Private to io.
 *
 * Paragraphs are joined by a newline; their automatic numbers are counted and put before them. Text that tracked
 * changes delete or move away, text boxes and the codes of fields are left out. The sides of a fraction in a formula
 * are put in brackets, (a)/(b), as they may be sums; other structure of formulas is lost. */
#ifndef PARINDEX_IO_DOCUMENT_TEXT_H
#define PARINDEX_IO_DOCUMENT_TEXT_H

#include "numbering.h"

struct par_xml;

struct par_document_text {
    struct par_xml *xml;
    struct par_numbering numbering;
    struct par_buffer bytes; /* of the cell at hand */
    bool in_cell;            /* elsewhere paragraphs are counted only */
    bool has_paragraph;
    bool numbered; /* the bytes end with the number of the paragraph */
    bool in_properties;
    uint32_t list; /* of the paragraph; 0: none */
    uint32_t level;
};

void par_document_text_begin(struct par_document_text *text, struct par_xml *xml, struct par_arena *arena);
void par_document_text_close(struct par_document_text *text);

void par_document_text_begin_cell(struct par_document_text *text);

/* Elements whose text is not to be seen. The others within them are not to be told. */
bool par_document_text_leaves_out(const char *name);

void par_document_text_start(struct par_document_text *text, const char *name, const char **attributes);
void par_document_text_end(struct par_document_text *text, const char *name);

#endif
