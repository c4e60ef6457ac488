/* The year at a glance: what a reader wants to know first, a card for each bloc. */
#include "chart.h"
#include "page.h"

/* --- Who is first ------------------------------------------------------------------------------------------------- */

static size_t first_count(const struct par_report_bloc *bloc)
{
    size_t count = 0;
    while (count < bloc->count && bloc->units[count].now->rank == 1)
        count++;
    return count;
}

static void put_behind(const struct par_page *page, const struct par_report_unit *first,
                       const struct par_report_unit *second)
{
    const struct par_shown *a = &first->now->index, *b = &second->now->index;
    int decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    if (!a->is || !b->is || second->now->rank == 0)
        return;
    par_html_put(page->output, "<p>%t ",
                 par_page_say(page, N_("{1} percentage points before"),
                              par_view_points(page->view, a->value - b->value, decimals), NULL, NULL, NULL));
    par_page_unit_link(page, second);
    par_html_put(page->output, " (%t).</p>\n", par_page_percent(page, *b));
}

static void put_first(const struct par_page *page, const struct par_report_bloc *bloc)
{
    size_t count = first_count(bloc);
    if (count == 0) {
        par_html_put(page->output, "<p>%t</p>\n", par_page_word(page, N_("No unit of this bloc has a rank.")));
        return;
    }
    par_html_put(page->output, "<p class=\"first\"><span>%t</span> ",
                 par_page_word(page, count > 1 ? N_("Share the first place") : N_("First")));
    for (size_t i = 0; i < count; i++) {
        par_html_put(page->output, i ? "; " : "");
        par_page_unit_link(page, &bloc->units[i]);
    }
    par_html_put(page->output, " <b>%t</b></p>\n", par_page_percent(page, bloc->units[0].now->index));
    if (count < bloc->count)
        put_behind(page, &bloc->units[0], &bloc->units[count]);
}

/* --- Figures ------------------------------------------------------------------------------------------------------ */

static void put_figure(const struct par_page *page, const char *name, const char *value)
{
    par_html_put(page->output, "<div><dt>%t<dd>%t</div>", name, value);
}

static void put_figures(const struct par_page *page, const struct par_report_bloc *bloc)
{
    const struct par_figures *index = &bloc->index;
    const char *ranked = par_page_count(page, bloc->ranked), *all = par_page_count(page, bloc->count);
    par_html_put(page->output, "<dl class=\"figures\">");
    put_figure(page, par_page_word(page, N_("Units ranked")),
               bloc->ranked == bloc->count ? ranked : par_page_say(page, N_("{1} of {2}"), ranked, all, NULL, NULL));
    put_figure(page, par_page_word(page, N_("Mean index")), par_page_percent(page, par_page_figure(bloc, index->mean)));
    put_figure(page, par_page_word(page, N_("Highest")), par_page_percent(page, par_page_figure(bloc, index->highest)));
    put_figure(page, par_page_word(page, N_("Lowest")), par_page_percent(page, par_page_figure(bloc, index->lowest)));
    par_html_put(page->output, "</dl>\n");
}

/* --- What cost most ------------------------------------------------------------------------------------------------
 */

static void put_costliest(const struct par_page *page, const struct par_report_bloc *bloc)
{
    size_t count;
    const struct par_report_cost *costs = par_report_costs(page->report, bloc, PAR_REPORT_BY_CRITERION, &count);
    if (count == 0 || costs->lost <= 0)
        return;
    const char *title = par_view_title(page->view, costs->set, costs->key, costs->title);
    par_html_put(page->output, "<p class=\"cost\"><span>%t</span> <b>%t %n</b>",
                 par_page_word(page, N_("Cost most points")), costs->key, title);
    par_html_put(page->output, ": %t",
                 par_page_say(page, N_("{1} points, by {2} units"),
                              par_view_points(page->view, costs->lost, par_chart_decimals(costs)),
                              par_page_count(page, costs->units), NULL, NULL));
    if (costs->share.is)
        par_html_put(
            page->output, " (%t)",
            par_page_say(page, N_("{1} of all points lost"), par_page_percent(page, costs->share), NULL, NULL, NULL));
    if (*costs->lead)
        par_html_put(page->output, ". %t <b>%n</b>", par_page_word(page, N_("In charge:")),
                     par_view_agency(page->view, costs->lead));
    par_html_put(page->output, ".</p>\n");
}

/* --- Who moved most ------------------------------------------------------------------------------------------------
 */

static const struct par_report_unit *mover(const struct par_report_bloc *bloc, int sign)
{
    const struct par_report_unit *found = NULL;
    int most = 0;
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_report_rank *now = bloc->units[i].now;
        int places = now->has_change_places ? sign * now->change_places : 0;
        if (places > most) {
            most = places;
            found = &bloc->units[i];
        }
    }
    return found;
}

static void put_mover(const struct par_page *page, const struct par_report_unit *unit, bool up)
{
    if (!unit)
        return;
    int places = up ? unit->now->change_places : -unit->now->change_places;
    par_html_put(page->output, "<p><i class=\"%a\" aria-hidden=\"true\">%t</i> %t ", up ? "up" : "down", up ? "▲" : "▼",
                 par_page_word(page, up ? N_("Climbed most:") : N_("Fell most:")));
    par_page_unit_link(page, unit);
    par_html_put(page->output, ", %t</p>\n",
                 par_page_say(page, up ? N_("places: {1} up") : N_("places: {1} down"),
                              par_page_count(page, (size_t)places), NULL, NULL, NULL));
}

/* --- The part ------------------------------------------------------------------------------------------------------
 */

static void put_bloc(const struct par_page *page, const struct par_report_bloc *bloc, size_t number)
{
    const char *id = par_arena_join(page->arena, "classes-", par_page_count(page, number), NULL);
    par_html_put(page->output, "<article class=\"card\"><h3>%t</h3>\n", par_view_bloc(page->view, bloc));
    put_first(page, bloc);
    put_figures(page, bloc);
    par_chart_classes(page, bloc, id);
    put_costliest(page, bloc);
    put_mover(page, mover(bloc, 1), true);
    put_mover(page, mover(bloc, -1), false);
    par_html_put(page->output, "</article>\n");
}

void par_page_glance(const struct par_page *page)
{
    const struct par_report *report = page->report;
    if (report->bloc_count > 1)
        put_costliest(page, NULL);
    par_html_put(page->output, "<div class=\"cards\">\n");
    for (size_t i = 0; i < report->bloc_count; i++)
        put_bloc(page, &report->blocs[i], i + 1);
    par_html_put(page->output, "</div>\n");
}
