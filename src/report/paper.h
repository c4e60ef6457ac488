/* paper: what the Word documents of a report share: pages, looks and pieces as Annex I of Nghi dinh 30/2020/ND-CP lays
 * them out. Private to report.
 *
 * Part I, I.3: margins of 20-25 mm above and below, 30-35 mm left, 15-20 mm right. II.6: text of 13-14 points, first
 * lines 10 or 12.7 mm in, 6 points or more between paragraphs, both edges straight. Tables may be smaller: a table of a
 * ranking is as wide as its domains are many, and the decree names no size for its cells. */
#ifndef PARINDEX_REPORT_PAPER_H
#define PARINDEX_REPORT_PAPER_H

#include "letter.h"
#include "parindex/docx.h"

enum {
    PAR_PAPER_SIZE = 13,
    PAR_PAPER_TITLE = 14,
    PAR_PAPER_UPRIGHT = 165, /* mm between the margins */
    PAR_PAPER_ACROSS = 252,
    PAR_PAPER_FIRST = 10 /* first line of a paragraph, mm in */
};

/* Of a report or a letter, upright or across. */
struct par_docx *par_paper_new(const struct par_report_view *view, const char *title, bool across);
void par_paper_section(struct par_docx *docx, bool across);

/* A paragraph of the text; "" makes none. */
void par_paper_text(struct par_docx *docx, const char *text);

/* A heading in the text, bold, of level 1 or 2; a line in the middle. */
void par_paper_heading(struct par_docx *docx, int level, const char *text);
void par_paper_centred(struct par_docx *docx, const struct par_docx_look *look, int before, const char *text);

/* A small remark under a table, in italics. */
void par_paper_remark(struct par_docx *docx, const char *text);

/* --- Tables ------------------------------------------------------------------------------------------------------- */

/* A column: its heading, its width (of one with 0 what the others leave), how its cells stand. */
struct par_paper_column {
    const char *heading;
    int width;
    enum par_docx_align align;
};

/* A bordered table as wide as `room`, with its heading row. To be ended by par_docx_table_end. */
void par_paper_table(struct par_docx *docx, const struct par_paper_column *columns, size_t count, int room, int size,
                     const char *title);

/* A row: a text for each column. */
void par_paper_row(struct par_docx *docx, const struct par_paper_column *columns, size_t count, int size,
                   const char *const *texts);

/* About how wide the text stands on one line of `size` points, in mm; and its longest word. */
int par_paper_width(const char *text, int size);
int par_paper_word_width(const char *text, int size);

#endif
