/* encoding_report: what is said about the encoding that was found for a file. Private to io. */
#ifndef PARINDEX_IO_ENCODING_REPORT_H
#define PARINDEX_IO_ENCODING_REPORT_H

#include "parindex/diag.h"
#include "parindex/encoding.h"

/* TEXT_READ_AS, unless it was told or is Unicode as it stands; TEXT_UNSURE; TEXT_CLOSE (fatal: false). */
bool par_encoding_report(const struct par_encoding_found *found, enum par_charset told, const char *file,
                         struct par_diags *diags);

/* Behind the last piece of the text: TEXT_UNSURE, if there were any. */
void par_encoding_report_strays(struct par_strays *strays, const char *file, struct par_diags *diags);

/* TEXT_LETTERS, if any were mended. */
void par_encoding_report_letters(size_t mended, const char *file, struct par_diags *diags);

#endif
