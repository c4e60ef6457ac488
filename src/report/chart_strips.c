/* Drawings that stand in the cells of tables, beside the numbers they draw. */
#include "chart.h"

#define PERCENT_WHOLE (100 * PAR_POINTS_ONE)

/* --- Scales --------------------------------------------------------------------------------------------------------
 */

static par_points down_to_ten(par_points value)
{
    par_points ten = 10 * PAR_POINTS_ONE, rest = value % ten;
    return rest < 0 ? value - rest - ten : value - rest;
}

struct par_svg_scale par_chart_scale(par_points low, par_points high, int from, int to)
{
    par_points ten = 10 * PAR_POINTS_ONE;
    struct par_svg_scale scale = {down_to_ten(low), down_to_ten(high + ten - 1), from, to};
    if (scale.high <= scale.low)
        scale.high = scale.low + ten;
    if (scale.high > PERCENT_WHOLE && high <= PERCENT_WHOLE)
        scale.high = PERCENT_WHOLE;
    if (scale.high <= scale.low)
        scale.low = scale.high - ten;
    return scale;
}

int par_chart_decimals(const struct par_report_cost *cost)
{
    int decimals = cost->set ? cost->set->decimals_points : 2;
    par_points unit = PAR_POINTS_ONE;
    for (int i = 0; i < decimals; i++)
        unit /= 10;
    for (; decimals < PAR_POINTS_SCALE && cost->lost % unit != 0; decimals++)
        unit /= 10;
    return decimals;
}

/* --- Bars in HTML --------------------------------------------------------------------------------------------------
 */

/* part / whole in tenths of a percent, from 0 to 1000. */
static int share_of(par_points part, par_points whole)
{
    if (whole <= 0 || part <= 0)
        return 0;
    return part >= whole ? 1000 : (int)((par_wide)part * 1000 / whole);
}

void par_chart_bar(const struct par_page *page, par_points part, par_points whole)
{
    char length[PAR_DECIMAL_TEXT];
    par_html_put(page->output, "<td class=\"bar\"><i style=\"--v:%a\"></i>",
                 par_svg_length(share_of(part, whole), length));
}

void par_chart_bullet(const struct par_page *page, struct par_shown value, struct par_shown mean)
{
    char length[PAR_DECIMAL_TEXT];
    par_html_put(page->output, "<td>");
    if (!value.is)
        return;
    par_html_put(page->output, "<i style=\"--v:%a", par_svg_length(share_of(value.value, PERCENT_WHOLE), length));
    if (mean.is)
        par_html_put(page->output, ";--m:%a", par_svg_length(share_of(mean.value, PERCENT_WHOLE), length));
    par_html_put(page->output, "\"></i>");
}

/* --- The spread of a domain -----------------------------------------------------------------------------------------
 */

enum { BINS = 80, MIDDLE = PAR_CHART_STRIP_HEIGHT / 2, DOT = 38 };

static void put_grid(const struct par_page *page, const struct par_svg_scale *scale, int height)
{
    for (par_points at = scale->low; at <= scale->high; at += 10 * PAR_POINTS_ONE) {
        int x = par_svg_at(scale, at);
        par_svg_line(page->output, "grid", x, 0, x, height);
    }
}

static void put_dots(const struct par_page *page, const struct par_report_bloc *bloc, size_t domain,
                     const struct par_svg_scale *scale)
{
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_report_unit *unit = &bloc->units[i];
        struct par_shown value = unit->now->domains[domain];
        if (value.is && unit->now->rank)
            par_svg_dot(
                page->output, "dot", par_svg_at(scale, value.value), MIDDLE, DOT,
                par_arena_join(page->arena, par_page_unit_name(unit), ": ", par_page_percent(page, value), NULL));
    }
}

/* How many units lie in each of BINS equal steps of the scale, as bars around the middle. */
static void put_counts(const struct par_page *page, const struct par_report_bloc *bloc, size_t domain,
                       const struct par_svg_scale *scale)
{
    int counts[BINS] = {0}, most = 1, width = scale->to - scale->from;
    for (size_t i = 0; i < bloc->count; i++) {
        struct par_shown value = bloc->units[i].now->domains[domain];
        if (!value.is || !bloc->units[i].now->rank)
            continue;
        int bin = (par_svg_at(scale, value.value) - scale->from) * BINS / width;
        int *count = &counts[bin < BINS ? bin : BINS - 1];
        most = ++*count > most ? *count : most;
    }
    for (int i = 0; i < BINS; i++) {
        int height = (PAR_CHART_STRIP_HEIGHT - 20) * counts[i] / most;
        height = counts[i] && height < 10 ? 10 : height;
        if (counts[i])
            par_svg_rect(page->output, "count", scale->from + i * width / BINS, MIDDLE - height / 2, width / BINS - 4,
                         height);
    }
}

void par_chart_strip(const struct par_page *page, const struct par_report_bloc *bloc, size_t domain,
                     const struct par_svg_scale *scale)
{
    struct par_shown mean = par_page_figure(bloc, bloc->domains[domain].mean);
    par_html_put(page->output, "<td class=\"strip\">");
    par_svg_begin_mute(page->output, "sv", PAR_CHART_STRIP, PAR_CHART_STRIP_HEIGHT);
    put_grid(page, scale, PAR_CHART_STRIP_HEIGHT);
    if (bloc->count > 4 * PAR_PAGE_DRAWN)
        put_counts(page, bloc, domain, scale);
    else
        put_dots(page, bloc, domain, scale);
    if (mean.is)
        par_svg_rect(page->output, "mean", par_svg_at(scale, mean.value) - 8, 20, 16, PAR_CHART_STRIP_HEIGHT - 40);
    par_svg_end(page->output);
}

void par_chart_axis(const struct par_page *page, const struct par_svg_scale *scale)
{
    par_points step = (scale->high - scale->low) / 10 > 5 * PAR_POINTS_ONE ? 20 * PAR_POINTS_ONE : 10 * PAR_POINTS_ONE;
    par_svg_begin_mute(page->output, "sv", PAR_CHART_STRIP, 140);
    for (par_points at = scale->low; at <= scale->high; at += step)
        par_svg_text(page->output, "tick", par_svg_at(scale, at), 110, par_view_points(page->view, at, 0));
    par_svg_end(page->output);
}

/* --- Intervals ------------------------------------------------------------------------------------------------------
 */

void par_chart_whisker(const struct par_page *page, struct par_shown percent, struct par_shown low,
                       struct par_shown high, const struct par_svg_scale *scale)
{
    par_html_put(page->output, "<td class=\"strip\">");
    par_svg_begin_mute(page->output, "sv", PAR_CHART_STRIP, 200);
    put_grid(page, scale, 200);
    if (low.is && high.is) {
        int from = par_svg_at(scale, low.value), to = par_svg_at(scale, high.value);
        par_svg_line(page->output, "wh", from, 100, to, 100);
        par_svg_line(page->output, "wh", from, 60, from, 140);
        par_svg_line(page->output, "wh", to, 60, to, 140);
    }
    if (percent.is)
        par_svg_dot(page->output, "est", par_svg_at(scale, percent.value), 100, 48, NULL);
    par_svg_end(page->output);
}

void par_chart_ranks(const struct par_page *page, int rank, int best, int worst, size_t count)
{
    struct par_svg_scale scale = {PAR_POINTS_ONE, (par_points)count * PAR_POINTS_ONE, 80, PAR_CHART_STRIP - 80};
    int from = par_svg_at(&scale, best * PAR_POINTS_ONE), to = par_svg_at(&scale, worst * PAR_POINTS_ONE);
    par_html_put(page->output, "<td class=\"strip\">");
    par_svg_begin_mute(page->output, "sv", PAR_CHART_STRIP, 200);
    par_svg_line(page->output, "grid", scale.from, 100, scale.to, 100);
    if (best)
        par_svg_rect(page->output, "open", from - 40, 70, to - from + 80, 60);
    if (rank)
        par_svg_dot(page->output, "est", par_svg_at(&scale, rank * PAR_POINTS_ONE), 100, 48, NULL);
    par_svg_end(page->output);
}
