/* Each unit: where it stands, why it moved, its domains beside its bloc, what it lost and what wins it back. */
#include "chart.h"
#include "page.h"

static bool has_index(const struct par_letter_domain *domains, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (domains[i].index.is)
            return true;
    return false;
}

void par_page_unit_domains(const struct par_page *page, const struct par_report_unit *unit)
{
    size_t count;
    const struct par_letter_domain *domains = par_letter_domains(page->view, unit, &count);
    if (!has_index(domains, count))
        return;
    par_html_put(page->output, "<table class=\"own\"><caption>%t</caption><thead><tr>",
                 par_page_word(page, N_("Domains beside the mean of the bloc (%)")));
    par_page_column(page, par_page_word(page, N_("Domain")), false);
    par_page_column(page, par_page_word(page, N_("Unit")), true);
    par_page_column(page, par_page_word(page, N_("Mean")), true);
    par_html_put(page->output, "<td></thead><tbody>\n");
    for (size_t i = 0; i < count; i++) {
        par_html_put(page->output, "<tr><th scope=\"row\">%t %t<td>%t<td>%t", domains[i].id, domains[i].title,
                     domains[i].index.is ? par_page_number(page, domains[i].index) : "–",
                     par_page_number(page, domains[i].mean));
        par_chart_bullet(page, domains[i].index, domains[i].mean);
        par_html_put(page->output, "\n");
    }
    par_html_put(page->output, "</tbody></table>\n");
}

/* --- What it lost
 * ----------------------------------------------------------------------------------------------------- */

static void put_loss(const struct par_page *page, const struct par_report_unit *unit,
                     const struct par_report_loss *loss)
{
    const char *cause = par_letter_cause(page->view, loss), *back = par_letter_win_back(page->view, loss);
    par_html_put(page->output, "<li><b>%t</b> <span>%t %n <small>", par_page_number(page, loss->lost), loss->node,
                 par_view_title(page->view, unit->bloc->set, loss->node, loss->title));
    par_html_put(
        page->output, "%n",
        par_page_say(page, N_("of {1}{2?; {2}}"), par_page_number(page, loss->applicable_max), cause, NULL, NULL));
    if (*back)
        par_html_put(page->output, " <em>→ %n</em>", back);
    par_html_put(page->output, "</small></span>\n");
}

void par_page_unit_losses(const struct par_page *page, const struct par_report_unit *unit, size_t rows)
{
    size_t count = par_letter_loss_count(unit), shown = count < rows ? count : rows;
    if (count == 0)
        return;
    par_html_put(page->output, "<div><h4>%t</h4><ol class=\"loss\">\n",
                 par_page_word(page, N_("Points lost, and what wins them back")));
    for (size_t i = 0; i < shown; i++)
        put_loss(page, unit, &unit->losses[i]);
    par_html_put(page->output, "</ol>");
    if (shown < count)
        par_html_put(page->output, "<p class=\"note\">%t</p>",
                     par_page_say(page, N_("and {1} more that lost less"), par_page_count(page, count - shown), NULL,
                                  NULL, NULL));
    par_html_put(page->output, "</div>\n");
}

/* --- The section
 * ------------------------------------------------------------------------------------------------------- */

static void put_sentences(const struct par_page *page, const char *text)
{
    if (*text)
        par_html_put(page->output, "<p>%n</p>\n", text);
}

/* Places up or down, where they are known. */
static void put_places(const struct par_page *page, const struct par_report_rank *now)
{
    int places = now->has_change_places ? now->change_places : 0;
    if (places == 0)
        return;
    bool up = places > 0;
    par_html_put(page->output, " <span class=\"%a\"><i aria-hidden=\"true\">%t</i> %t</span>", up ? "up" : "down",
                 up ? "▲" : "▼",
                 par_page_say(page, up ? N_("places: {1} up") : N_("places: {1} down"),
                              par_page_count(page, (size_t)(up ? places : -places)), NULL, NULL, NULL));
}

/* "Rank 3 of 14, 84,69 %, Tốt, 83,00 of 98 points, places: 2 up"; of a unit without a rank its standing in words. */
static void put_standing(const struct par_page *page, const struct par_report_unit *unit)
{
    const struct par_report_rank *now = unit->now;
    if (now->rank == 0 || now->provisional) {
        put_sentences(page, par_letter_standing(page->view, unit));
        return;
    }
    par_html_put(page->output, "<p class=\"k\"><b>%t</b> <b>%t</b> <span>%t</span> %t",
                 par_page_say(page, N_("Rank {1} of {2}"), par_page_count(page, (size_t)now->rank),
                              par_page_count(page, unit->bloc->ranked), NULL, NULL),
                 par_page_percent(page, now->index), par_view_class(page->view, unit),
                 par_page_say(page, N_("{1} of {2} points"), par_page_number(page, now->points),
                              par_page_number(page, now->applicable_max), NULL, NULL));
    put_places(page, now);
    par_html_put(page->output, "</p>\n");
}

static void put_unit(const struct par_page *page, const struct par_report_unit *unit, size_t rows)
{
    const struct par_report_view *view = page->view;
    const char *id = par_page_unit_id(page, unit);
    par_html_put(page->output, "<section class=\"unit\" id=\"%a\"><h3>%n <small>%n</small></h3>\n", id,
                 par_page_unit_name(unit), unit->now->unit);
    put_standing(page, unit);
    const char *why = par_letter_also(view, par_letter_why(view, unit), par_letter_where(view, unit));
    const char *moved = par_letter_also(view, par_letter_change(view, unit), why);
    put_sentences(page, par_letter_also(view, par_letter_beside_mean(view, unit), moved));
    put_sentences(page, par_letter_also(view, par_letter_satisfaction(view, unit), par_letter_place(view, unit)));
    par_html_put(page->output, "<div class=\"two\">");
    par_page_unit_domains(page, unit);
    par_page_unit_losses(page, unit, rows);
    par_html_put(page->output, "</div><p class=\"back\"><a href=\"#ranking\">%t</a></p></section>\n",
                 par_page_word(page, N_("↑ Ranking")));
}

void par_page_units(const struct par_page *page)
{
    const struct par_report *report = page->report;
    size_t rows = page->view->top;
    if (report->unit_count >= PAR_PAGE_MANY)
        rows = (rows + 1) / 2;
    for (size_t i = 0; i < report->unit_count; i++)
        put_unit(page, &report->list[i], rows);
}
