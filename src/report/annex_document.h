/* annex_document: the parts of the annex as a Word document. Private to report. */
#ifndef PARINDEX_REPORT_ANNEX_DOCUMENT_H
#define PARINDEX_REPORT_ANNEX_DOCUMENT_H

#include "paper.h"

/* The domains, by position in the newest year, that a unit of the bloc has an index of; there is room for all. */
size_t par_annex_domains(const struct par_report_view *view, const struct par_report_bloc *bloc, size_t *domains);

/* The table of the units of a bloc. */
void par_annex_ranking(const struct par_report_view *view, const struct par_report_bloc *bloc, struct par_docx *docx,
                       int room);

#endif
