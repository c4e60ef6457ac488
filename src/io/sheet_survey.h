/* sheet_survey: a first look at the worksheets of a workbook: which one is to be read, how far it is in use and what is
 * merged, which stands behind its rows. Private to io. */
#ifndef PARINDEX_IO_SHEET_SURVEY_H
#define PARINDEX_IO_SHEET_SURVEY_H

#include "book.h"
#include "merges.h"
#include "workbook.h"

/* Chooses the sheet that is `asked` for by name or number, or the first visible one with cells, and looks it through;
 * its texts are offered as a sample, its merged areas are added and settled. Sets the book's sheet. NULL after a
 * finding (BOOK_BROKEN, BOOK_TOO_LARGE, SHEET_UNKNOWN); SHEET_CHOSEN may be reported. */
const struct par_worksheet *par_sheet_survey(struct par_book *book, const struct par_workbook *workbook,
                                             const char *asked, struct par_merges *merges);

#endif
