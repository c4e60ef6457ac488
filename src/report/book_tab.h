/* book_tab: a workbook of several sheets: headings above a table, cells of one look, the print set-up. Private to
 * report.
 *
 * Rows are written from the top down and never again (the library keeps one row at a time). A text is always a text:
 * nothing of the data becomes a formula. A number is the one that was printed, with a format of its decimals. */
#ifndef PARINDEX_REPORT_BOOK_TAB_H
#define PARINDEX_REPORT_BOOK_TAB_H

#include <xlsxwriter.h>

#include "parindex/via_file.h"
#include "view.h"

enum par_tab_look {
    PAR_TAB_BODY,
    PAR_TAB_STRONG, /* a domain, a sum */
    PAR_TAB_LOOKS
};

enum {
    PAR_TAB_DECIMALS = PAR_POINTS_SCALE + 1,
    PAR_TAB_PORTRAIT = 92,  /* digits in a line of A4 portrait */
    PAR_TAB_LANDSCAPE = 140 /* of A4 landscape; wider sheets are scaled down */
};

/* What a cell shows. */
enum par_tab_kind {
    PAR_TAB_TEXT,
    PAR_TAB_WORD,                                       /* in the middle */
    PAR_TAB_STATE,                                      /* a word where a number would stand */
    PAR_TAB_NUMBER,                                     /* with 0..6 decimals */
    PAR_TAB_CHANGE = PAR_TAB_NUMBER + PAR_TAB_DECIMALS, /* with a sign */
    PAR_TAB_KINDS = PAR_TAB_CHANGE + PAR_TAB_DECIMALS
};

/* Lines above a table. */
enum par_tab_line {
    PAR_TAB_TITLE,
    PAR_TAB_SUBTITLE,
    PAR_TAB_ASIDE,   /* in italics */
    PAR_TAB_MIDDLE,  /* plain */
    PAR_TAB_MOTTO,   /* underlined */
    PAR_TAB_SECTION, /* on the left, of a table among several */
    PAR_TAB_NOTE,    /* on the left, plain */
    PAR_TAB_LINES
};

/* The workbook. */
struct par_tabs {
    const struct par_report_view *view;
    struct par_arena *arena;
    lxw_workbook *workbook;
    lxw_format *cells[PAR_TAB_LOOKS][PAR_TAB_KINDS]; /* made when first needed */
    lxw_format *lines[PAR_TAB_LINES];
    lxw_format *heading, *upright, *group;
    struct par_names *names; /* of sheets, folded */
    lxw_error error;         /* the first */
};

struct par_tab_column {
    const char *heading;
    const char *group; /* above the heading, over all neighbours of the same text (by its place); NULL: none */
    int width;         /* in digits */
    bool upright;      /* the heading stands on its end */
    bool scale;        /* colours from low to high */
};

/* A sheet. */
struct par_tab {
    struct par_tabs *book;
    lxw_worksheet *page;
    const char *name;
    lxw_row_t row;    /* being written */
    lxw_col_t column; /* the next cell */
    lxw_row_t top;    /* first row of the headings of the first table */
    lxw_row_t header; /* their last */
    lxw_row_t first;  /* row behind the headings of the table at hand */
    bool has_table;
    enum par_tab_look look;
    size_t lines; /* that the texts of the row need */
    size_t count, room;
    struct par_tab_column *columns;
    size_t frozen;    /* columns that stay in sight, and stand on every page */
    size_t unprinted; /* last columns that stay on the screen */
    bool upright;     /* A4 portrait, however wide */
};

/* --- The workbook ------------------------------------------------------------------------------------------------- */

/* Has `compose` write the sheets of a workbook and puts it out. */
struct par_tab_job {
    const struct par_report_view *view;
    const void *subject;
    void (*compose)(struct par_tabs *book, const void *subject);
};
void par_tabs_write(const struct par_tab_job *job, struct par_output *output);
void par_tabs_make_formats(struct par_tabs *book);

/* --- A sheet ------------------------------------------------------------------------------------------------------ */

/* NULL after an error of the library. The name is made legal and unique. */
struct par_tab *par_tab_open(struct par_tabs *book, const char *name);

/* A column; the heading of a machine name as everywhere, or a text of the catalogue. */
struct par_tab_column *par_tab_column(struct par_tab *tab, const char *heading, int width);
struct par_tab_column *par_tab_named(struct par_tab *tab, const char *name, int width);

/* Another table on the sheet: the columns are given anew, widths of the first stay. */
void par_tab_restart(struct par_tab *tab);

/* A line over all columns; nothing for NULL or "". */
void par_tab_line(struct par_tab *tab, enum par_tab_line line, const char *text);
void par_tab_gap(struct par_tab *tab);

/* Two lines side by side, over the first `split` columns and over the others; NULL: nothing there. */
struct par_tab_half {
    enum par_tab_line line;
    const char *text;
};
void par_tab_halves(struct par_tab *tab, size_t split, struct par_tab_half left, struct par_tab_half right);

/* Annex, title, what the sheet shows, decision. */
void par_tab_annex_lines(struct par_tab *tab, const char *what);
/* Title of the report, what the sheet shows. */
void par_tab_plain_lines(struct par_tab *tab, const char *what);

/* The heading row. */
void par_tab_header(struct par_tab *tab);
/* The row that was written last belongs to the headings. */
void par_tab_header_to_here(struct par_tab *tab);

/* Print set-up, frozen headings and, for a sheet of one table, filters and colours. */
void par_tab_close(struct par_tab *tab, bool one_table);

/* --- Cells, from left to right ------------------------------------------------------------------------------------ */

void par_tab_text(struct par_tab *tab, const char *text);
void par_tab_word(struct par_tab *tab, const char *text);
void par_tab_state(struct par_tab *tab, const char *text);
void par_tab_number(struct par_tab *tab, struct par_shown shown);
void par_tab_change(struct par_tab *tab, struct par_shown shown);
void par_tab_points(struct par_tab *tab, par_points points, int decimals);
void par_tab_count(struct par_tab *tab, bool is, int64_t count);
void par_tab_places(struct par_tab *tab, bool is, int64_t places);
void par_tab_empty(struct par_tab *tab);
void par_tab_next(struct par_tab *tab); /* the row ends; what is left of it is empty */

/* A text anywhere. */
void par_tab_put(struct par_tab *tab, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format);

/* "{1}" and "{2}" filled in. */
const char *par_tab_fill(const struct par_tabs *book, const char *english, const char *one, const char *two);

#endif
