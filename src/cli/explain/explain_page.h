/* explain_page: explanations as a page for people (text, Markdown) and as rows for programs. */
#ifndef PARINDEX_EXPLAIN_PAGE_H
#define PARINDEX_EXPLAIN_PAGE_H

#include "explain_words.h"
#include "sheet.h"

/* A page being written. */
struct par_explain_page {
    struct par_output *output;
    struct par_explaining with;
    bool markdown;
    bool began;         /* something was written */
    bool after_heading; /* and it was a heading */
};

/* The heading of a unit, then each of its criteria. */
void par_explain_page_unit(struct par_explain_page *page);
void par_explain_page_criterion(struct par_explain_page *page, const struct par_explanation *explanation,
                                const struct par_node_score *node);

/* A row for each step (explain_rows.c). */
void par_explain_add_columns(struct par_sheet *sheet);
void par_explain_write_rows(struct par_sheet *sheet, const struct par_explaining *with,
                            const struct par_explanation *explanation);

#endif
