/* docx: a Word document, written piece by piece: paragraphs, runs, tables, sections of pages.
 *
 * As little WordprocessingML (ECMA-376) as a Vietnamese administrative document needs, laid out as Annex I of Nghi dinh
 * 30/2020/ND-CP asks: paper A4 (Part I, I.1), Times New Roman (I.4), pages numbered in Arabic digits, centred in the
 * top margin and not on the first page (I.7), each annex on its own (III.1). No styles of a template, no pictures, no
 * macros, nothing from outside.
 *
 * Texts may hold anything: what XML 1.0 cannot hold (control characters, lone surrogates, bytes that are no UTF-8)
 * becomes U+FFFD, a line end a line break, a tab a tab. Lengths are millimetres, sizes points. Nothing in the file
 * depends on the clock: the same calls give the same bytes. */
#ifndef PARINDEX_DOCX_H
#define PARINDEX_DOCX_H

#include "parindex/output.h"

struct par_docx;

/* A4 with these margins. */
struct par_docx_page {
    bool landscape;
    int top, bottom, left, right;
};

struct par_docx_about {
    const char *title;
    const char *language; /* "vi" or "en": for the speller and hyphenation of Word */
    int size;             /* of text that says no other */
};

/* The first section begins. */
struct par_docx *par_docx_new(const struct par_docx_about *about, const struct par_docx_page *page,
                              struct par_arena *arena);

/* The section ends and another begins on a new page, numbered from 1. Not within a table. */
void par_docx_section(struct par_docx *docx, const struct par_docx_page *page);

/* --- Paragraphs --------------------------------------------------------------------------------------------------- */

enum par_docx_align { PAR_DOCX_LEFT, PAR_DOCX_CENTRE, PAR_DOCX_RIGHT, PAR_DOCX_JUSTIFIED };

struct par_docx_paragraph {
    enum par_docx_align align;
    int before, after;      /* points */
    int left, right, first; /* indents; first: of the first line, beside left */
    int empty;              /* how high it is without text, points; 0: the document's size */
    int heading;            /* 1 or 2: a heading of this level, for the outline; 0: none */
    bool keep_next;         /* on one page with what follows */
    bool rule;              /* a solid line above it, between the indents */
};

struct par_docx_look {
    bool bold, italic;
    bool capitals; /* shown in capitals; the text stays as it is */
    int size;      /* 0: the document's */
};

/* Begins a paragraph; the one before ends. */
void par_docx_paragraph(struct par_docx *docx, const struct par_docx_paragraph *paragraph);

/* Text of the paragraph at hand. "" adds nothing. */
void par_docx_run(struct par_docx *docx, const struct par_docx_look *look, const char *text);

/* A paragraph of one run. */
void par_docx_line(struct par_docx *docx, const struct par_docx_paragraph *paragraph, const struct par_docx_look *look,
                   const char *text);

/* A short line `wide` mm long in the middle of a place `room` mm wide. */
void par_docx_rule(struct par_docx *docx, int wide, int room);

/* --- Tables ------------------------------------------------------------------------------------------------------- */

enum { PAR_DOCX_COLUMNS = 63 }; /* that Word can hold */

struct par_docx_table {
    size_t columns; /* at most PAR_DOCX_COLUMNS */
    const int *widths;
    bool borders;
    const char *title; /* for those who have it read to them; NULL: none */
};

/* Between two tables there must be a paragraph. Tables do not lie in tables. */
void par_docx_table(struct par_docx *docx, const struct par_docx_table *table);
void par_docx_table_end(struct par_docx *docx);

/* Begins a row, which is not cut by the end of a page. A heading row stands again on every page; heading rows come
 * first. `height`: at least; 0: what its texts need. */
void par_docx_row(struct par_docx *docx, bool heading, int height);

enum par_docx_down { PAR_DOCX_ALONE, PAR_DOCX_MERGE, PAR_DOCX_MERGED };

struct par_docx_cell {
    size_t columns;          /* that it takes; 0 is 1 */
    enum par_docx_down down; /* MERGE: those below it that are MERGED are one with it */
    bool middle;             /* text in the middle of its height */
    bool upwards;            /* text runs from the bottom up */
};

/* Begins a cell, to be filled with paragraphs. */
void par_docx_cell(struct par_docx *docx, const struct par_docx_cell *cell);

/* A cell of one paragraph with one run. */
void par_docx_cell_text(struct par_docx *docx, const struct par_docx_cell *cell, enum par_docx_align align,
                        const struct par_docx_look *look, const char *text);

/* --- The end ------------------------------------------------------------------------------------------------------ */

/* Ends the document and puts it out. The document is gone then. What fails goes to the output (par_output_fail). */
void par_docx_write(struct par_docx *docx, struct par_output *output);

#endif
