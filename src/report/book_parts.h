/* book_parts: the sheets of the workbook of a report. Each adds its sheets, or none where the files say nothing of it.
 * Private to report. */
#ifndef PARINDEX_REPORT_BOOK_PARTS_H
#define PARINDEX_REPORT_BOOK_PARTS_H

#include "book_tab.h"

/* The blocs at a glance: leaders, means, classes, domains, years. */
void par_tabs_summary(struct par_tabs *book);

/* A sheet for each bloc, as decisions print it. */
void par_tabs_rankings(struct par_tabs *book);

/* Bars of the index of each bloc, from the cells of its ranking: `first` its first row, `index` its column of the
 * index. Called by the rankings; the sheet of the charts comes behind them. */
struct par_tab_range {
    const struct par_report_bloc *bloc;
    const char *sheet;
    lxw_row_t first;
    lxw_col_t name, index;
};
void par_tabs_charts(struct par_tabs *book, const struct par_tab_range *ranges, size_t count);

/* Points of every criterion: criteria downwards for few units, units downwards for many. */
void par_tabs_scores(struct par_tabs *book);

/* What was lost by criterion, domain and agency; every lost component. */
void par_tabs_lost(struct par_tabs *book);

/* The same of one unit. */
void par_tabs_scores_of(struct par_tabs *book, const struct par_report_unit *unit);
void par_tabs_lost_of(struct par_tabs *book, const struct par_report_unit *unit);

void par_tabs_survey(struct par_tabs *book);
void par_tabs_trend(struct par_tabs *book);
void par_tabs_fields(struct par_tabs *book);
void par_tabs_method(struct par_tabs *book);

/* The name of a unit; its code where it has none. */
const char *par_tabs_unit(const struct par_report_rank *rank);

/* A figure of a bloc with the decimals that its index has. */
struct par_shown par_tabs_figure(const struct par_report_bloc *bloc, struct par_maybe figure);

/* As few decimals as points need, `least` at least. */
int par_tabs_decimals(par_points points, int least);

/* The blocs that a set serves; its id when it serves none. */
const char *par_tabs_blocs(const struct par_tabs *book, const struct par_set *set);

/* Words for the flags of a survey figure. */
const char *par_tabs_flags(const struct par_tabs *book, const char *flags);

#endif
