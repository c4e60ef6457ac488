/* tab_text: what a workbook takes for a text of a cell and for the name of a sheet. Private to report. */
#ifndef PARINDEX_REPORT_TAB_TEXT_H
#define PARINDEX_REPORT_TAB_TEXT_H

#include "parindex/decimal.h"

struct par_names;

/* Control characters and what XML cannot hold as blanks, at most 32,000 characters, and nothing that a reader takes for
 * an escape. The text itself where it is so already, else in the arena. */
const char *par_tab_clean(const char *text, struct par_arena *arena);

/* A name of a sheet: without the characters that are not allowed, at most 31 long, different from those taken however
 * it is written; it is then taken as well. In the arena. */
const char *par_tab_name(struct par_names *taken, const char *name, struct par_arena *arena);

#endif
