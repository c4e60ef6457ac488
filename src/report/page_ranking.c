/* The ranking: a table for each bloc, which the script makes sortable, and one filter for all. */
#include "chart.h"
#include "page.h"
#include "trend_cells.h"

/* --- The filter -----------------------------------------------------------------------------------------------------
 */

static void put_option(const struct par_page *page, const char *text)
{
    par_html_put(page->output, "<option>%t</option>", text);
}

static void put_blocs(const struct par_page *page)
{
    const struct par_report *report = page->report;
    if (report->bloc_count < 2)
        return;
    par_html_put(page->output, "<label>%t <select name=\"bloc\"><option value=\"\">%t</option>",
                 par_page_word(page, N_("Bloc")), par_page_word(page, N_("All")));
    for (size_t i = 0; i < report->bloc_count; i++)
        par_html_put(page->output, "<option value=\"b%a\">%t</option>", par_page_count(page, i + 1),
                     par_view_bloc(page->view, &report->blocs[i]));
    par_html_put(page->output, "</select></label>\n");
}

/* The names of all classes, each once, in the order of the blocs. */
static void put_classes(const struct par_page *page)
{
    const struct par_report *report = page->report;
    struct par_names *seen = par_names_new(page->arena);
    par_html_put(page->output, "<label>%t <select name=\"class\"><option value=\"\">%t</option>",
                 par_page_word(page, N_("Class")), par_page_word(page, N_("All")));
    for (size_t i = 0; i < report->bloc_count; i++)
        for (size_t k = 0; k < report->blocs[i].class_count; k++) {
            const char *name = par_view_label(page->view, report->blocs[i].classes[k].step->name);
            if (par_names_add(seen, par_span_of(name), 0) == PAR_NAME_NONE)
                put_option(page, name);
        }
    par_html_put(page->output, "</select></label>\n");
}

static void put_filter(const struct par_page *page)
{
    par_html_put(page->output,
                 "<form id=\"filter\" class=\"filter\" hidden role=\"search\" aria-label=\"%a\">"
                 "<label>%t <input type=\"search\" name=\"name\" autocomplete=\"off\" spellcheck=\"false\"></label>\n",
                 par_page_word(page, N_("Filter the ranking")), par_page_word(page, N_("Name or code")));
    put_blocs(page);
    put_classes(page);
    par_html_put(page->output, "<output aria-live=\"polite\" data-pattern=\"%a\"></output></form>\n",
                 par_page_word(page, N_("{1} of {2} units")));
}

/* --- A table ---------------------------------------------------------------------------------------------------------
 */

struct shown {
    bool changes, places, survey, rescaled, classes;
};

static struct shown shown_of(const struct par_report_bloc *bloc)
{
    struct shown shown = {.classes = bloc->class_count > 0};
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_report_unit *unit = &bloc->units[i];
        shown.changes |= unit->now->change_points.is || unit->now->change_index.is;
        shown.places |= unit->now->has_change_places;
        shown.survey |= unit->place != NULL;
        shown.rescaled |= unit->now->rescaled.is;
    }
    return shown;
}

static void put_columns(const struct par_page *page, const struct shown *shown)
{
    par_html_put(page->output, "<thead><tr>");
    par_page_column(page, par_page_word(page, N_("Rank")), true);
    par_page_column(page, par_page_word(page, N_("Unit")), false);
    par_page_column(page, par_page_word(page, N_("Index (%)")), true);
    par_page_column(page, par_page_word(page, N_("Points")), true);
    par_page_column(page, par_page_word(page, N_("Of at most")), true);
    if (shown->rescaled)
        par_page_column(page, par_page_word(page, N_("Rescaled points")), true);
    if (shown->classes)
        par_page_column(page, par_page_word(page, N_("Class")), false);
    if (shown->changes) {
        par_page_column(page, par_page_word(page, N_("Change of points")), true);
        par_page_column(page, par_page_word(page, N_("Change of index")), true);
    }
    if (shown->places)
        par_page_column(page, par_page_word(page, N_("Change of places")), true);
    if (shown->survey)
        par_page_column(page, par_page_word(page, N_("Rank by satisfaction (ranks left open)")), true);
    par_html_put(page->output, "</thead>\n");
}

static void put_number(const struct par_page *page, struct par_shown shown)
{
    par_html_put(page->output, "<td class=\"n\">%t", par_page_number(page, shown));
}

/* The change, or in its place why there is none: a new unit, one that was merged or split. */
static void put_change(const struct par_page *page, const struct par_report_rank *now, struct par_shown change)
{
    if (change.is || !*now->comparison)
        par_page_change(page, change);
    else
        par_html_put(page->output, "<td class=\"n\"><small>%t</small>",
                     par_trend_words(page->view->cli, now->comparison));
}

static void put_changes(const struct par_page *page, const struct par_report_rank *now, const struct shown *shown)
{
    if (shown->changes) {
        put_change(page, now, now->change_points);
        put_change(page, now, now->change_index);
    }
    if (shown->places)
        put_change(page, now, (struct par_shown){now->has_change_places, now->change_places * PAR_POINTS_ONE, 0});
}

static void put_survey(const struct par_page *page, const struct par_report_place *place)
{
    if (!place || place->rank == 0) {
        par_html_put(page->output, "<td class=\"n\">");
        return;
    }
    par_html_put(page->output, "<td class=\"n\">%t", par_page_count(page, (size_t)place->rank));
    if (place->best_rank)
        par_html_put(page->output, " <small>(%t–%t)</small>", par_page_count(page, (size_t)place->best_rank),
                     par_page_count(page, (size_t)place->worst_rank));
}

static void put_name(const struct par_page *page, const struct par_report_unit *unit)
{
    par_html_put(page->output, "<th scope=\"row\" data-c=\"%a\">", unit->now->unit);
    par_page_unit_link(page, unit);
    if (unit->now->provisional)
        par_html_put(page->output, " <small class=\"mark\">%t</small>", par_page_word(page, N_("provisional")));
    if (unit->now->rank == 0)
        par_html_put(page->output, " <small class=\"mark\">%t</small>", par_view_standing(page->view, unit->now));
}

static void put_row(const struct par_page *page, const struct par_report_unit *unit, const struct shown *shown)
{
    const struct par_report_rank *now = unit->now;
    par_html_put(page->output, "<tr><td class=\"n r\">%t", now->rank ? par_page_count(page, (size_t)now->rank) : "");
    put_name(page, unit);
    par_html_put(page->output, "<td class=\"n x\">%t", par_page_number(page, now->index));
    put_number(page, now->points);
    put_number(page, now->applicable_max);
    if (shown->rescaled)
        put_number(page, now->rescaled);
    if (shown->classes)
        par_html_put(page->output, "<td class=\"cl\">%t", par_view_class(page->view, unit));
    put_changes(page, now, shown);
    if (shown->survey)
        put_survey(page, unit->place);
    par_html_put(page->output, "\n");
}

static void put_bloc(const struct par_page *page, const struct par_report_bloc *bloc, size_t number)
{
    struct shown shown = shown_of(bloc);
    const char *name = par_view_bloc(page->view, bloc);
    par_html_put(page->output, "<div class=\"ranked\" data-bloc=\"b%a\">", par_page_count(page, number));
    par_page_box(page, par_page_say(page, N_("Ranking: {1}"), name, NULL, NULL, NULL));
    par_html_put(page->output, "<table class=\"sortable ranking\"><caption>%t</caption>\n", name);
    put_columns(page, &shown);
    par_html_put(page->output, "<tbody>\n");
    for (size_t i = 0; i < bloc->count; i++)
        put_row(page, &bloc->units[i], &shown);
    par_html_put(page->output, "</tbody></table>");
    par_page_box_end(page);
    par_html_put(page->output, "</div>\n");
}

void par_page_ranking(const struct par_page *page)
{
    put_filter(page);
    par_page_note(page, par_letter_two_stories(page->view));
    for (size_t i = 0; i < page->report->bloc_count; i++)
        put_bloc(page, &page->report->blocs[i], i + 1);
}
