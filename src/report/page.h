/* page: the report as one HTML file that needs nothing else: what its parts share.
 *
 * The page is whole without its script, which only adds sorting, filtering, highlighting and folding. Each part writes
 * its own section and says nothing where the files say nothing. End tags that HTML lets go (td, th, tr, li, dt, dd) are
 * left out: a page of thousands of units has a million of them. */
#ifndef PARINDEX_REPORT_PAGE_H
#define PARINDEX_REPORT_PAGE_H

#include "html.h"
#include "letter.h"

enum {
    PAR_PAGE_DRAWN = 60, /* units of a bloc that charts show one by one; of more they show the movers, or counts */
    PAR_PAGE_MANY = 1000 /* from so many units on, lists of a unit are cut to half of view->top */
};

struct par_page {
    const struct par_report_view *view;
    const struct par_report *report;
    struct par_output *output;
    struct par_arena *arena;
};

/* --- Parts, in their order --------------------------------------------------------------------------------------- */

void par_page_glance(const struct par_page *page);
void par_page_ranking(const struct par_page *page);
void par_page_domains(const struct par_page *page);
void par_page_lost(const struct par_page *page);
void par_page_survey(const struct par_page *page);
void par_page_trends(const struct par_page *page);
void par_page_fields(const struct par_page *page);
void par_page_units(const struct par_page *page);
void par_page_method(const struct par_page *page);

/* A unit's domains beside the means of its bloc, and what it lost (at most `rows`), as its section and its letter have
 * them. */
void par_page_unit_domains(const struct par_page *page, const struct par_report_unit *unit);
void par_page_unit_losses(const struct par_page *page, const struct par_report_unit *unit, size_t rows);

/* From <!DOCTYPE> to the beginning of the body, whose class is `kind`; the end of the file, with the script or without
 * one. */
void par_page_begin(const struct par_page *page, const char *title, const char *kind, bool script);
void par_page_end(const struct par_page *page, bool script);

/* --- Words --------------------------------------------------------------------------------------------------------
 *
 * In the view's language, in the arena, not escaped. */

/* The English text, {1}..{4} replaced. */
const char *par_page_say(const struct par_page *page, const char *english, const char *a, const char *b, const char *c,
                         const char *d);
const char *par_page_word(const struct par_page *page, const char *english);
const char *par_page_count(const struct par_page *page, size_t count);
const char *par_page_number(const struct par_page *page, struct par_shown shown);
/* "85,40 %", or a dash. */
const char *par_page_percent(const struct par_page *page, struct par_shown shown);
/* A figure of a bloc with the decimals of its index. */
struct par_shown par_page_figure(const struct par_report_bloc *bloc, struct par_maybe figure);
const char *par_page_unit_name(const struct par_report_unit *unit);
/* "u17": where the section of a unit is. */
const char *par_page_unit_id(const struct par_page *page, const struct par_report_unit *unit);

/* --- Pieces ------------------------------------------------------------------------------------------------------ */

/* A section with its heading, and a box that scrolls when its table is wider than the page. `label` names the box. */
void par_page_section(const struct par_page *page, const char *id, const char *title);
void par_page_section_end(const struct par_page *page);
void par_page_box(const struct par_page *page, const char *label);
void par_page_box_end(const struct par_page *page);
/* A line of explanation below a heading. */
void par_page_note(const struct par_page *page, const char *text);
/* A heading cell of a column; of numbers it stands on the right. */
void par_page_column(const struct par_page *page, const char *heading, bool number);
/* A link to the section of a unit. */
void par_page_unit_link(const struct par_page *page, const struct par_report_unit *unit);
/* "▲ +2,50", in a colour of its own, and in words for those who hear it. `shown` not there: an empty cell. */
void par_page_change(const struct par_page *page, struct par_shown shown);
/* What a list folds away where there is a script. */
void par_page_fold(const struct par_page *page, const char *summary);
void par_page_fold_end(const struct par_page *page);

/* Sums up what the report has: these say which parts there are. */
bool par_page_has_losses(const struct par_page *page);
bool par_page_has_survey(const struct par_page *page);
bool par_page_has_trends(const struct par_page *page);

#endif
