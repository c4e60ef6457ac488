/* sniff: what the first bytes of a file say about it. Private to io. */
#ifndef PARINDEX_IO_SNIFF_H
#define PARINDEX_IO_SNIFF_H

#include "parindex/diag.h"

enum { PAR_SNIFF_BYTES = 64 }; /* as many bytes are looked at, where there are so many */

/* Length of a UTF-8 byte order mark at the beginning of the file, 0 without one. */
size_t par_sniff_mark(struct par_span head);

/* False after TEXT_UTF16 or TEXT_BINARY (fatal): the file is not text in UTF-8. */
bool par_sniff_text(struct par_span head, const char *name, struct par_diags *diags);

#endif
