/* json_scan: the first fault of a JSON text (RFC 8259), with its place. Private to io.
 *
 * cJSON lets pass what it should not (01, 1., control characters and \uZZZZ in strings), cuts a number after 63
 * characters and a string at \u0000, and its error position is one too far at an object key. So the text is walked
 * here first, and cJSON builds the tree of a text that is known to be good. Also refused: \u0000, numbers of more than
 * 63 characters. */
#ifndef PARINDEX_IO_JSON_SCAN_H
#define PARINDEX_IO_JSON_SCAN_H

#include "parindex/diag.h"

struct par_json_fault {
    enum par_code code; /* JSON_SYNTAX, JSON_DEPTH or JSON_TRAILING */
    size_t offset;      /* the offending byte; the size of the text when it ends too early */
};

/* True when `text`, which is valid UTF-8, is one JSON value; else *fault is filled. */
bool par_json_scan(struct par_span text, struct par_json_fault *fault);

#endif
