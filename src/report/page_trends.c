/* Over the years: ranks and indexes of the units of each bloc; of many units those that moved most. */
#include "chart.h"
#include "page.h"

enum { MOVERS = 10 };

typedef const struct par_report_unit *unit_pointer;

/* Units with an earlier year, in the order of the ranking; where they are too many, the MOVERS that climbed most and
 * the MOVERS that fell most. */
struct chosen {
    unit_pointer *items;
    size_t count;
    bool some; /* not all */
};

static bool has_earlier(const struct par_page *page, const struct par_report_unit *unit)
{
    for (size_t i = 0; i + 1 < page->report->year_count; i++)
        if (unit->years[i])
            return true;
    return false;
}

/* How many units climbed (sign 1) or fell (-1) by more, equal ones in the order of the ranking. */
static size_t ahead(const struct par_report_bloc *bloc, const struct par_report_unit *unit, int sign)
{
    size_t count = 0;
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_report_unit *other = &bloc->units[i];
        int difference = sign * (other->now->change_places - unit->now->change_places);
        count += other->now->has_change_places && (difference > 0 || (difference == 0 && other < unit));
    }
    return count;
}

static bool is_mover(const struct par_report_bloc *bloc, const struct par_report_unit *unit)
{
    int places = unit->now->change_places;
    if (!unit->now->has_change_places || places == 0)
        return false;
    return ahead(bloc, unit, places > 0 ? 1 : -1) < MOVERS;
}

static struct chosen chosen_of(const struct par_page *page, const struct par_report_bloc *bloc)
{
    struct chosen chosen = {.items = par_arena_array(page->arena, bloc->count, sizeof *chosen.items)};
    chosen.some = bloc->count > PAR_PAGE_DRAWN;
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_report_unit *unit = &bloc->units[i];
        if (unit->now->rank && has_earlier(page, unit) && (!chosen.some || is_mover(bloc, unit)))
            chosen.items[chosen.count++] = unit;
    }
    return chosen;
}

/* --- The same in numbers
 * ----------------------------------------------------------------------------------------------- */

static void put_year(const struct par_page *page, const struct par_report_rank *rank)
{
    par_html_put(page->output, "<td class=\"n\">%t<td class=\"n\">%t",
                 rank && rank->rank ? par_page_count(page, (size_t)rank->rank) : "–",
                 rank && rank->index.is ? par_page_number(page, rank->index) : "–");
}

static void put_unit_row(const struct par_page *page, const struct par_report_unit *unit)
{
    par_html_put(page->output, "<tr><th scope=\"row\">");
    par_page_unit_link(page, unit);
    for (size_t i = 0; i < page->report->year_count; i++)
        put_year(page, unit->years[i]);
    par_html_put(page->output, "\n");
}

static void put_mean_row(const struct par_page *page, const struct par_report_bloc *bloc)
{
    par_html_put(page->output, "<tfoot><tr><th scope=\"row\">%t", par_page_word(page, N_("Mean of the bloc")));
    for (size_t i = 0; i < page->report->year_count; i++)
        par_html_put(page->output, "<td><td class=\"n\">%t",
                     bloc->means[i].is ? par_page_number(page, bloc->means[i]) : "–");
    par_html_put(page->output, "</tfoot>");
}

static void put_table(const struct par_page *page, const struct par_report_bloc *bloc, const struct chosen *chosen)
{
    const char *caption =
        par_page_say(page, N_("Rank and index over the years: {1}"), par_view_bloc(page->view, bloc), NULL, NULL, NULL);
    par_page_fold(page, caption);
    par_page_box(page, caption);
    par_html_put(page->output, "<table class=\"sortable\"><caption>%t</caption><thead><tr>", caption);
    par_page_column(page, par_page_word(page, N_("Unit")), false);
    for (size_t i = 0; i < page->report->year_count; i++) {
        const char *period = page->report->years[i].period;
        par_page_column(page, par_page_say(page, N_("Rank {1}"), period, NULL, NULL, NULL), true);
        par_page_column(page, par_page_say(page, N_("Index {1} (%)"), period, NULL, NULL, NULL), true);
    }
    par_html_put(page->output, "</thead><tbody>\n");
    for (size_t i = 0; i < chosen->count; i++)
        put_unit_row(page, chosen->items[i]);
    par_html_put(page->output, "</tbody>");
    put_mean_row(page, bloc);
    par_html_put(page->output, "</table>");
    par_page_box_end(page);
    par_page_fold_end(page);
}

/* --- Drawings
 * ----------------------------------------------------------------------------------------------------------- */

static void put_slope(const struct par_page *page, const struct par_report_bloc *bloc, const struct chosen *chosen,
                      const char *number)
{
    const char *id = par_arena_join(page->arena, "slope-", number, NULL);
    par_html_put(page->output, "<form class=\"light\" hidden><label>%t <select><option value=\"\">–</option>",
                 par_page_word(page, N_("Highlight a unit")));
    for (size_t i = 0; i < chosen->count; i++)
        par_html_put(page->output, "<option value=\"%a\">%t</option>", par_page_unit_id(page, chosen->items[i]),
                     par_page_unit_name(chosen->items[i]));
    par_html_put(page->output, "</select></label></form>\n");
    par_page_box(
        page, par_page_say(page, N_("Ranks over the years: {1}"), par_view_bloc(page->view, bloc), NULL, NULL, NULL));
    par_chart_slope(page, bloc, chosen->items, chosen->count, id);
    par_page_box_end(page);
    par_html_put(page->output, "<p class=\"key\"><span class=\"up\">▲ %t</span> <span class=\"down\">▼ %t</span></p>\n",
                 par_page_word(page, N_("climbed")), par_page_word(page, N_("fell")));
}

static struct par_svg_scale scale_of(const struct par_page *page, const struct chosen *chosen)
{
    par_points low = 100 * PAR_POINTS_ONE, high = 0;
    for (size_t i = 0; i < chosen->count; i++)
        for (size_t k = 0; k < page->report->year_count; k++) {
            const struct par_report_rank *rank = chosen->items[i]->years[k];
            if (!rank || !rank->index.is)
                continue;
            low = rank->index.value < low ? rank->index.value : low;
            high = rank->index.value > high ? rank->index.value : high;
        }
    return par_chart_scale(low, high, 640, 60);
}

static void put_course(const struct par_page *page, const struct par_report_unit *unit,
                       const struct par_svg_scale *scale)
{
    const struct par_report *report = page->report;
    const struct par_report_rank *first = NULL;
    for (size_t i = 0; i < report->year_count && !first; i++)
        first = unit->years[i];
    par_html_put(page->output, "<li>");
    par_page_unit_link(page, unit);
    par_chart_course(page, unit, scale);
    par_html_put(page->output, "<small>%t: %t → %t: <b>%t</b></small>\n", first->period,
                 par_page_percent(page, first->index), report->period, par_page_percent(page, unit->now->index));
}

static void put_courses(const struct par_page *page, const struct chosen *chosen)
{
    struct par_svg_scale scale = scale_of(page, chosen);
    par_html_put(page->output, "<h4>%t</h4>\n",
                 par_page_say(page, N_("Index over the years, all on one scale from {1} to {2} %"),
                              par_view_points(page->view, scale.low, 0), par_view_points(page->view, scale.high, 0),
                              NULL, NULL));
    par_html_put(page->output, "<ul class=\"courses\">\n");
    for (size_t i = 0; i < chosen->count; i++)
        put_course(page, chosen->items[i], &scale);
    par_html_put(page->output, "</ul>\n");
    par_page_note(page, par_page_word(page, N_("The dashed line is the mean of the bloc.")));
}

static void put_bloc(const struct par_page *page, const struct par_report_bloc *bloc, const char *number)
{
    struct chosen chosen = chosen_of(page, bloc);
    if (chosen.count == 0)
        return;
    par_html_put(page->output, "<section class=\"part\"><h3>%t</h3>\n", par_view_bloc(page->view, bloc));
    if (chosen.some)
        par_page_note(page, par_page_say(page,
                                         N_("Of {1} units, the {2} that climbed most and the {2} that fell most "
                                            "since the year before."),
                                         par_page_count(page, bloc->count), par_page_count(page, MOVERS), NULL, NULL));
    if (!chosen.some || bloc->count <= 4 * PAR_PAGE_DRAWN)
        put_slope(page, bloc, &chosen, number);
    put_courses(page, &chosen);
    put_table(page, bloc, &chosen);
    par_html_put(page->output, "</section>\n");
}

void par_page_trends(const struct par_page *page)
{
    for (size_t i = 0; i < page->report->bloc_count; i++)
        put_bloc(page, &page->report->blocs[i], par_page_count(page, i + 1));
}
