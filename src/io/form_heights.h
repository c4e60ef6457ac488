/* form_heights: rows of a workbook that keep growing with their text. Private to io. */
#ifndef PARINDEX_IO_FORM_HEIGHTS_H
#define PARINDEX_IO_FORM_HEIGHTS_H

#include "parindex/arena.h"

/* libxlsxwriter marks every height as set by hand, and such a row does not grow when somebody writes a long text into
 * it. Takes the marks off the rows of the first sheet. False when the file could not be read or written. */
bool par_form_free_heights(const char *path, struct par_arena *arena);

#endif
