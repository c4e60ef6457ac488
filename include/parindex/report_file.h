/* report_file: the outputs of the other programs, read into a report. Which output a file is, its header tells; CSV,
 * Excel's CSV and workbooks are read, with headings of both languages. */
#ifndef PARINDEX_REPORT_FILE_H
#define PARINDEX_REPORT_FILE_H

#include "parindex/records.h"
#include "parindex/report.h"

/* Adds a file to the report and notes it in sources[]. Findings: those of the numbers and columns, REPORT_FILE_KIND (a
 * file that is no output a report can use, with the outputs it can use), REPORT_FOR_PEOPLE (one whose machine words
 * were put into words for people), REPORT_WORD (a machine word that is none). A file that is known and not needed is a
 * note (REPORT_NOT_NEEDED); with `any` it is passed over, and one that is not known is a note, as is a
 * ranking that names no period (REPORT_NO_PERIOD). False after an error;
 * nothing of the file is then kept. `field`: NULL, or the name of the field whose ranking the file is
 * (REPORT_FIELD_KIND otherwise). */
bool par_report_read(struct par_report *report, const char *path, const char *field, bool any,
                     const struct par_reading *how, struct par_diags *diags);

#endif
