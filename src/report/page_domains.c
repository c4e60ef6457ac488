/* Domains: a heat table of units, and how far a bloc spreads in each. */
#include "chart.h"
#include "page.h"

static const struct par_report_year *newest(const struct par_page *page)
{
    return &page->report->years[page->report->year_count - 1];
}

static bool is_of_bloc(const struct par_report_bloc *bloc, size_t domain)
{
    return bloc->domains[domain].count > 0;
}

static const char *domain_title(const struct par_page *page, const struct par_report_bloc *bloc, size_t domain)
{
    const char *id = newest(page)->domains[domain];
    return par_view_title(page->view, bloc->set, id, "");
}

/* --- Spread
 * ----------------------------------------------------------------------------------------------------------- */

static struct par_svg_scale scale_of(const struct par_page *page, const struct par_report_bloc *bloc)
{
    par_points low = 100 * PAR_POINTS_ONE, high = 0;
    for (size_t i = 0; i < newest(page)->domain_count; i++) {
        const struct par_figures *figures = &bloc->domains[i];
        if (figures->lowest.is && figures->lowest.points < low)
            low = figures->lowest.points;
        if (figures->highest.is && figures->highest.points > high)
            high = figures->highest.points;
    }
    return par_chart_scale(low, high, 120, PAR_CHART_STRIP - 120);
}

static void put_figure(const struct par_page *page, const struct par_report_bloc *bloc, struct par_maybe figure)
{
    par_html_put(page->output, "<td class=\"n\">%t", par_page_number(page, par_page_figure(bloc, figure)));
}

static void put_domain(const struct par_page *page, const struct par_report_bloc *bloc, size_t domain,
                       const struct par_svg_scale *scale)
{
    const struct par_figures *figures = &bloc->domains[domain];
    par_html_put(page->output, "<tr><th scope=\"row\">%t %n", newest(page)->domains[domain],
                 domain_title(page, bloc, domain));
    par_chart_strip(page, bloc, domain, scale);
    put_figure(page, bloc, figures->lowest);
    put_figure(page, bloc, figures->median);
    put_figure(page, bloc, figures->mean);
    put_figure(page, bloc, figures->highest);
    par_html_put(page->output, "\n");
}

static void put_spread(const struct par_page *page, const struct par_report_bloc *bloc)
{
    struct par_svg_scale scale = scale_of(page, bloc);
    const char *caption = par_page_word(page, N_("How far the units lie apart in each domain (%)"));
    par_page_box(page, caption);
    par_html_put(page->output, "<table class=\"spread\"><caption>%t</caption><thead><tr>", caption);
    par_page_column(page, par_page_word(page, N_("Domain")), false);
    par_html_put(page->output, "<th scope=\"col\" class=\"strip\"><span class=\"vh\">%t</span>",
                 par_page_word(page, N_("Spread")));
    par_chart_axis(page, &scale);
    par_page_column(page, par_page_word(page, N_("Lowest")), true);
    par_page_column(page, par_page_word(page, N_("Median")), true);
    par_page_column(page, par_page_word(page, N_("Mean")), true);
    par_page_column(page, par_page_word(page, N_("Highest")), true);
    par_html_put(page->output, "</thead><tbody>\n");
    for (size_t i = 0; i < newest(page)->domain_count; i++)
        if (is_of_bloc(bloc, i))
            put_domain(page, bloc, i, &scale);
    par_html_put(page->output, "</tbody></table>");
    par_page_box_end(page);
    par_page_note(page, bloc->count > 4 * PAR_PAGE_DRAWN
                            ? par_page_word(page, N_("The thicker the bar, the more units lie there; the line is the "
                                                     "mean of the bloc."))
                            : par_page_word(page, N_("A dot is a unit; the line is the mean of the bloc.")));
}

/* --- Heat
 * -------------------------------------------------------------------------------------------------------------- */

static const char *heat(par_points percent)
{
    static const char *const classes[] = {"h0", "h1", "h2", "h3", "h4", "h5"};
    par_points step = percent / (10 * PAR_POINTS_ONE) - 4;
    return classes[step < 0 ? 0 : step > 5 ? 5 : step];
}

static void put_key(const struct par_page *page)
{
    static const char *const steps[][2] = {{"h0", "< 50"},    {"h1", "50 – 60"}, {"h2", "60 – 70"},
                                           {"h3", "70 – 80"}, {"h4", "80 – 90"}, {"h5", "≥ 90"}};
    par_html_put(page->output, "<p class=\"key\">%t", par_page_word(page, N_("Index (%):")));
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        par_html_put(page->output, " <span class=\"%a\">%t</span>", steps[i][0], steps[i][1]);
    par_html_put(page->output, "</p>\n");
}

static void put_unit(const struct par_page *page, const struct par_report_bloc *bloc,
                     const struct par_report_unit *unit)
{
    par_html_put(page->output, "<tr><td class=\"n\">%t<th scope=\"row\">",
                 unit->now->rank ? par_page_count(page, (size_t)unit->now->rank) : "");
    par_page_unit_link(page, unit);
    for (size_t i = 0; i < newest(page)->domain_count; i++) {
        struct par_shown index = unit->now->domains[i];
        if (!is_of_bloc(bloc, i))
            continue;
        if (index.is)
            par_html_put(page->output, "<td class=\"%a\">%t", heat(index.value), par_page_number(page, index));
        else
            par_html_put(page->output, "<td>–");
    }
    par_html_put(page->output, "\n");
}

static void put_heat(const struct par_page *page, const struct par_report_bloc *bloc)
{
    const char *caption = par_page_word(page, N_("Index of each unit in each domain (%)"));
    par_page_box(page, caption);
    par_html_put(page->output, "<table class=\"sortable heat\"><caption>%t</caption><thead><tr>", caption);
    par_page_column(page, par_page_word(page, N_("Rank")), true);
    par_page_column(page, par_page_word(page, N_("Unit")), false);
    for (size_t i = 0; i < newest(page)->domain_count; i++)
        if (is_of_bloc(bloc, i))
            par_html_put(page->output, "<th scope=\"col\" class=\"n d\">%t <span>%t</span>", newest(page)->domains[i],
                         domain_title(page, bloc, i));
    par_html_put(page->output, "</thead><tbody>\n");
    for (size_t i = 0; i < bloc->count; i++)
        put_unit(page, bloc, &bloc->units[i]);
    par_html_put(page->output, "</tbody></table>");
    par_page_box_end(page);
}

static bool has_domains(const struct par_page *page, const struct par_report_bloc *bloc)
{
    for (size_t i = 0; i < newest(page)->domain_count; i++)
        if (is_of_bloc(bloc, i))
            return true;
    return false;
}

void par_page_domains(const struct par_page *page)
{
    for (size_t i = 0; i < page->report->bloc_count; i++) {
        const struct par_report_bloc *bloc = &page->report->blocs[i];
        if (!has_domains(page, bloc))
            continue;
        par_html_put(page->output, "<section class=\"part\"><h3>%t</h3>\n", par_view_bloc(page->view, bloc));
        put_spread(page, bloc);
        put_key(page);
        put_heat(page, bloc);
        par_html_put(page->output, "</section>\n");
    }
}
