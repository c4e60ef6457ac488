/* docx_private: what docx.c hands to docx_package.c. Private to io. */
#ifndef PARINDEX_IO_DOCX_PRIVATE_H
#define PARINDEX_IO_DOCX_PRIVATE_H

#include "buffer.h"
#include "parindex/docx.h"

/* Text of an element: escaped, without what XML cannot hold; line ends and tabs as they are. The span must be part of a
 * string that ends with NUL. */
void par_docx_escape(struct par_buffer *out, struct par_span text);

/* The package around the body's XML, to the output. */
void par_docx_pack(struct par_span document, const struct par_docx_about *about, struct par_output *output,
                   struct par_arena *arena);

#endif
