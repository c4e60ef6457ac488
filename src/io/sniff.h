/* sniff: what the first bytes of a file say about it. Private to io. */
#ifndef PARINDEX_IO_SNIFF_H
#define PARINDEX_IO_SNIFF_H

#include "parindex/source.h"

enum { PAR_SNIFF_BYTES = 64 };

/* A source that gives the same bytes, and is closed like it; *head is its beginning, PAR_SNIFF_BYTES where there are so
 * many. In the arena. */
struct par_source *par_sniff_open(struct par_source *source, struct par_span *head);

/* The kind of a file that is no text: "zip", "ole", "pdf", "rtf", "gzip", "rar", "7z", "html", "image"; NULL: text, or
 * unknown. */
const char *par_sniff_kind(struct par_span head);

/* For "ole", by the names of its streams: "xls", "doc" or "password"; reads the source to its end. */
const char *par_sniff_ole(struct par_source *source);

/* Length of a UTF-8 byte order mark at the beginning of the file, 0 without one. */
size_t par_sniff_mark(struct par_span head);

bool par_sniff_is_utf16(struct par_span head);

/* An object or a list of objects: a year file or a set where a table is wanted. */
bool par_sniff_is_json(struct par_span head);

#endif
