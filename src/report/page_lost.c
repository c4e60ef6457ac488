/* Where points were lost: by criterion, by agency in charge, by domain. */
#include "chart.h"
#include "page.h"

/* What a table of costs is about. */
struct costs {
    enum par_report_by by;
    bool one_set; /* it need not be said which set a criterion is of */
    const struct par_report_cost *items;
    size_t count;
};

static const char *level_of(const struct par_page *page, const struct par_report_cost *cost)
{
    return cost->set ? par_view_label(page->view, cost->set->title) : "";
}

static void put_key(const struct par_page *page, const struct costs *costs, const struct par_report_cost *cost)
{
    par_html_put(page->output, "<tr><th scope=\"row\">");
    if (costs->by == PAR_REPORT_BY_LEAD) {
        par_html_put(page->output, "%n",
                     *cost->key ? par_view_agency(page->view, cost->key)
                                : par_page_word(page, N_("No agency is named")));
        return;
    }
    par_html_put(page->output, "<b>%t</b> %n", cost->key,
                 par_view_title(page->view, cost->set, cost->key, cost->title));
    if (!costs->one_set)
        par_html_put(page->output, " <small>%n</small>", level_of(page, cost));
}

static void put_cost(const struct par_page *page, const struct costs *costs, const struct par_report_cost *cost)
{
    put_key(page, costs, cost);
    if (costs->by == PAR_REPORT_BY_CRITERION)
        par_html_put(page->output, "<td class=\"ag\">%n", *cost->lead ? par_view_agency(page->view, cost->lead) : "–");
    par_html_put(page->output, "<td class=\"n\"><b>%t</b>",
                 par_view_points(page->view, cost->lost, par_chart_decimals(cost)));
    par_chart_bar(page, cost->lost, costs->items->lost);
    par_html_put(page->output, "<td class=\"n\">%t<td class=\"n\">%t", par_page_percent(page, cost->share),
                 par_page_count(page, cost->units));
    if (costs->by != PAR_REPORT_BY_CRITERION)
        par_html_put(page->output, "<td class=\"n\">%t", par_page_count(page, cost->criteria));
    par_html_put(page->output, "\n");
}

static const char *key_heading(enum par_report_by by)
{
    return by == PAR_REPORT_BY_CRITERION ? N_("Criterion")
           : by == PAR_REPORT_BY_DOMAIN  ? N_("Domain")
                                         : N_("Agency in charge");
}

static void put_table(const struct par_page *page, const struct costs *costs, size_t from, size_t to,
                      const char *caption)
{
    par_page_box(page, caption);
    par_html_put(page->output, "<table class=\"costs sortable\"><caption>%t</caption><thead><tr>", caption);
    par_page_column(page, par_page_word(page, key_heading(costs->by)), false);
    if (costs->by == PAR_REPORT_BY_CRITERION)
        par_page_column(page, par_page_word(page, N_("Agency in charge")), false);
    par_page_column(page, par_page_word(page, N_("Points lost")), true);
    par_html_put(page->output, "<td>");
    par_page_column(page, par_page_word(page, N_("Share")), true);
    par_page_column(page, par_page_word(page, N_("Units that lost")), true);
    if (costs->by != PAR_REPORT_BY_CRITERION)
        par_page_column(page, par_page_word(page, N_("Criteria")), true);
    par_html_put(page->output, "</thead><tbody>\n");
    for (size_t i = from; i < to; i++)
        put_cost(page, costs, &costs->items[i]);
    par_html_put(page->output, "</tbody></table>");
    par_page_box_end(page);
}

static struct costs costs_of(const struct par_page *page, const struct par_report_bloc *bloc, enum par_report_by by)
{
    struct costs costs = {.by = by, .one_set = bloc || page->report->set_count < 2};
    costs.items = par_report_costs(page->report, bloc, by, &costs.count);
    while (costs.count > 0 && costs.items[costs.count - 1].lost <= 0)
        costs.count--;
    return costs;
}

static void put_costliest(const struct par_page *page, const struct par_report_bloc *bloc, const char *caption)
{
    struct costs costs = costs_of(page, bloc, PAR_REPORT_BY_CRITERION);
    size_t top = costs.count < page->view->top ? costs.count : page->view->top;
    if (costs.count == 0)
        return;
    put_table(page, &costs, 0, top, caption);
    if (bloc || top == costs.count)
        return;
    const char *others = par_page_say(page, N_("The other {1} criteria that lost points"),
                                      par_page_count(page, costs.count - top), NULL, NULL, NULL);
    par_page_fold(page, others);
    put_table(page, &costs, top, costs.count, others);
    par_page_fold_end(page);
}

static void put_blocs(const struct par_page *page)
{
    const struct par_report *report = page->report;
    for (size_t i = 0; i < report->bloc_count && report->bloc_count > 1; i++) {
        const char *name = par_view_bloc(page->view, &report->blocs[i]);
        const char *caption = par_page_say(page, N_("Costliest criteria: {1}"), name, NULL, NULL, NULL);
        if (costs_of(page, &report->blocs[i], PAR_REPORT_BY_CRITERION).count == 0)
            continue;
        par_page_fold(page, caption);
        put_costliest(page, &report->blocs[i], caption);
        par_page_fold_end(page);
    }
}

void par_page_lost(const struct par_page *page)
{
    struct costs leads = costs_of(page, NULL, PAR_REPORT_BY_LEAD);
    struct costs domains = costs_of(page, NULL, PAR_REPORT_BY_DOMAIN);
    put_costliest(page, NULL,
                  par_page_say(page, N_("Criteria that cost most: the first {1}"),
                               par_page_count(page, page->view->top), NULL, NULL, NULL));
    if (leads.count)
        put_table(page, &leads, 0, leads.count, par_page_word(page, N_("Points lost by agency in charge")));
    if (domains.count)
        put_table(page, &domains, 0, domains.count, par_page_word(page, N_("Points lost by domain")));
    put_blocs(page);
}
