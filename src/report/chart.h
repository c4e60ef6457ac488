/* chart: the drawings of the page. Each says in words what it shows, or stands beside the numbers it draws. */
#ifndef PARINDEX_REPORT_CHART_H
#define PARINDEX_REPORT_CHART_H

#include "page.h"
#include "svg.h"

/* Units of a bloc by class: one bar, and a list with the numbers. */
void par_chart_classes(const struct par_page *page, const struct par_report_bloc *bloc, const char *id);

/* A bar in a cell: `part` of `whole`. */
void par_chart_bar(const struct par_page *page, par_points part, par_points whole);

/* A percentage of a unit beside the mean of its bloc: a bar with a mark. */
void par_chart_bullet(const struct par_page *page, struct par_shown value, struct par_shown mean);

/* The spread of a domain over a bloc: a dot for each unit (of many units, how many at each height), the mean as a line.
 * `scale` is that of the table; its ends are in tenths of PAR_CHART_STRIP. */
enum { PAR_CHART_STRIP = 3200, PAR_CHART_STRIP_HEIGHT = 260 };
void par_chart_strip(const struct par_page *page, const struct par_report_bloc *bloc, size_t domain,
                     const struct par_svg_scale *scale);

/* The ends of such a scale and its ticks, for the heading of the column. */
void par_chart_axis(const struct par_page *page, const struct par_svg_scale *scale);

/* A percentage with its interval. */
void par_chart_whisker(const struct par_page *page, struct par_shown percent, struct par_shown low,
                       struct par_shown high, const struct par_svg_scale *scale);

/* Ranks from best to worst with the one at hand, of `count`. */
void par_chart_ranks(const struct par_page *page, int rank, int best, int worst, size_t count);

/* Ranks over the years, a line for each unit of `units`. */
void par_chart_slope(const struct par_page *page, const struct par_report_bloc *bloc,
                     const struct par_report_unit *const *units, size_t count, const char *id);

/* The index of one unit over the years beside the means of its bloc. */
void par_chart_course(const struct par_page *page, const struct par_report_unit *unit,
                      const struct par_svg_scale *scale);

/* A scale of percentages in steps of 10 that holds every value from low to high (in 10^-6). */
struct par_svg_scale par_chart_scale(par_points low, par_points high, int from, int to);

/* Decimals that show what a cost adds up, at least those of its set. */
int par_chart_decimals(const struct par_report_cost *cost);

#endif
