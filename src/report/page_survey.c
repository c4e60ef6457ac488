/* Satisfaction: figures with their intervals, and ranks with those that the sample leaves open. */
#include "chart.h"
#include "page.h"

enum { GROUPS = 400 }; /* groups of a survey that are listed; of more the file has the figures */

/* --- Figures ---------------------------------------------------------------------------------------------------------
 */

static bool is(const char *text, const char *word)
{
    return strcmp(text, word) == 0;
}

/* The group column "" holds everybody; of other groups the total is shown. Counts of answers are not. */
static bool is_shown(const struct par_report_figure *figure, const char *grouping)
{
    return is(figure->grouping, grouping) && !*figure->option &&
           (!*grouping || is(figure->kind, "total") || is(figure->node, "total"));
}

static struct par_svg_scale scale_of(const struct par_page *page, const char *grouping)
{
    par_points low = 100 * PAR_POINTS_ONE, high = 0;
    for (size_t i = 0; i < page->report->figure_count; i++) {
        const struct par_report_figure *figure = &page->report->figures[i];
        struct par_shown from = figure->low.is ? figure->low : figure->percent;
        struct par_shown to = figure->high.is ? figure->high : figure->percent;
        if (!is_shown(figure, grouping))
            continue;
        low = from.is && from.value < low ? from.value : low;
        high = to.is && to.value > high ? to.value : high;
    }
    return par_chart_scale(low < high ? low : 0, high, 120, PAR_CHART_STRIP - 120);
}

static const char *flag_words(const struct par_page *page, const char *flags)
{
    if (strstr(flags, "withheld"))
        return par_page_word(page, N_("withheld, too few forms"));
    if (strstr(flags, "wide"))
        return par_page_word(page, N_("weak: the interval is wide"));
    if (strstr(flags, "low_df"))
        return par_page_word(page, N_("weak: few sampling units"));
    return *flags ? par_page_word(page, N_("weak figure")) : "";
}

static const char *figure_name(const struct par_page *page, const struct par_report_figure *figure)
{
    if (!*figure->grouping)
        return *figure->title ? figure->title : figure->node;
    const struct par_report_unit *unit = par_report_find(page->report, figure->group);
    return *figure->name ? figure->name : unit ? par_page_unit_name(unit) : figure->group;
}

static const char *interval_words(const struct par_page *page, struct par_shown low, struct par_shown high)
{
    if (!low.is || !high.is)
        return "–";
    return par_arena_join(page->arena, par_page_number(page, low), " – ", par_page_number(page, high), NULL);
}

/* Of the share of forms there is no percentage: a count says more. */
static bool is_worth_a_row(const struct par_report_figure *figure)
{
    return !is(figure->kind, "forms") && (figure->percent.is || *figure->flags);
}

static void put_figure(const struct par_page *page, const struct par_report_figure *figure,
                       const struct par_svg_scale *scale)
{
    const char *flags = flag_words(page, figure->flags);
    par_html_put(page->output, is(figure->kind, "criterion") ? "<tr>" : "<tr class=\"sum\">");
    par_html_put(page->output, "<th scope=\"row\">%n", figure_name(page, figure));
    if (!*figure->grouping)
        par_html_put(page->output, " <small>%t</small>", par_letter_figure_kind(page->view, figure));
    if (*flags)
        par_html_put(page->output, " <small class=\"mark\">%t</small>", flags);
    par_html_put(page->output, "<td class=\"n\"><b>%t</b><td class=\"n\">%t", par_page_number(page, figure->percent),
                 interval_words(page, figure->low, figure->high));
    par_chart_whisker(page, figure->percent, figure->low, figure->high, scale);
    par_html_put(page->output, "<td class=\"n\">%t\n", par_page_number(page, figure->n));
}

static void put_figures(const struct par_page *page, const char *grouping, const char *caption)
{
    struct par_svg_scale scale = scale_of(page, grouping);
    size_t rows = 0;
    par_page_box(page, caption);
    par_html_put(page->output, "<table class=\"survey sortable\"><caption>%n</caption><thead><tr>", caption);
    par_page_column(page, *grouping ? par_page_word(page, N_("Group")) : par_page_word(page, N_("Figure")), false);
    par_page_column(page, par_page_word(page, N_("Satisfied (%)")), true);
    par_page_column(page, par_page_word(page, N_("Confidence interval")), true);
    par_html_put(page->output, "<td class=\"strip\">");
    par_chart_axis(page, &scale);
    par_page_column(page, par_page_word(page, N_("Forms that count")), true);
    par_html_put(page->output, "</thead><tbody>\n");
    for (size_t i = 0; i < page->report->figure_count && rows < GROUPS; i++) {
        const struct par_report_figure *figure = &page->report->figures[i];
        if (is_shown(figure, grouping) && is_worth_a_row(figure)) {
            put_figure(page, figure, &scale);
            rows++;
        }
    }
    par_html_put(page->output, "</tbody></table>");
    par_page_box_end(page);
    if (rows == GROUPS)
        par_page_note(page, par_page_say(page, N_("Only the first {1} groups are listed; the file has all."),
                                         par_page_count(page, rows), NULL, NULL, NULL));
}

static bool has_figures(const struct par_page *page, const char *grouping)
{
    for (size_t i = 0; i < page->report->figure_count; i++)
        if (is_shown(&page->report->figures[i], grouping) && is_worth_a_row(&page->report->figures[i]))
            return true;
    return false;
}

/* --- Ranks
 * ------------------------------------------------------------------------------------------------------------- */

static bool same_list(const struct par_report_place *a, const struct par_report_place *b)
{
    return is(a->grouping, b->grouping) && is(a->bloc, b->bloc);
}

static void put_place_name(const struct par_page *page, const struct par_report_place *place)
{
    const struct par_report_unit *unit = par_report_find(page->report, place->group);
    par_html_put(page->output, "<th scope=\"row\">");
    if (unit && unit->place == place)
        par_page_unit_link(page, unit);
    else
        par_html_put(page->output, "%n", *place->name ? place->name : place->group);
}

static void put_place(const struct par_page *page, const struct par_report_place *place, size_t count)
{
    par_html_put(page->output, "<tr><td class=\"n\">%t", place->rank ? par_page_count(page, (size_t)place->rank) : "–");
    put_place_name(page, place);
    par_html_put(page->output, "<td class=\"n\"><b>%t</b><td class=\"n\">", par_page_number(page, place->percent));
    if (place->best_rank)
        par_html_put(page->output, "%t – %t", par_page_count(page, (size_t)place->best_rank),
                     par_page_count(page, (size_t)place->worst_rank));
    par_chart_ranks(page, place->rank, place->best_rank, place->worst_rank, count);
    par_html_put(page->output, "<td class=\"words\">%t\n", par_letter_neighbours(page->view, place));
}

static const char *bloc_name(const struct par_page *page, const char *id)
{
    for (size_t i = 0; i < page->report->bloc_count; i++)
        if (is(page->report->blocs[i].id, id))
            return par_view_bloc(page->view, &page->report->blocs[i]);
    return id;
}

static void put_places(const struct par_page *page, size_t from, size_t to)
{
    const struct par_report_place *places = page->report->places;
    const char *caption = par_page_say(
        page, N_("Ranks by satisfaction{1? by \"{1}\"}, with the ranks that the sample leaves open{2?: {2}}"),
        par_letter_grouping(page->view, places[from].grouping), bloc_name(page, places[from].bloc), NULL, NULL);
    par_page_box(page, caption);
    par_html_put(page->output, "<table class=\"survey sortable\"><caption>%n</caption><thead><tr>", caption);
    par_page_column(page, par_page_word(page, N_("Rank")), true);
    par_page_column(page, par_page_word(page, N_("Group")), false);
    par_page_column(page, par_page_word(page, N_("Satisfied (%)")), true);
    par_page_column(page, par_page_word(page, N_("Ranks left open")), true);
    par_html_put(page->output, "<td class=\"strip\">");
    par_page_column(page, par_page_word(page, N_("More than chance?")), false);
    par_html_put(page->output, "</thead><tbody>\n");
    for (size_t i = from; i < to; i++)
        put_place(page, &places[i], to - from);
    par_html_put(page->output, "</tbody></table>");
    par_page_box_end(page);
}

void par_page_survey(const struct par_page *page)
{
    const struct par_report *report = page->report;
    const char *before = NULL;
    for (size_t from = 0, to; from < report->place_count; from = to) {
        for (to = from + 1; to < report->place_count && same_list(&report->places[from], &report->places[to]);)
            to++;
        put_places(page, from, to);
    }
    if (has_figures(page, ""))
        put_figures(page, "", par_page_word(page, N_("Satisfaction by factor")));
    for (size_t i = 0; i < report->figure_count; i++) {
        const char *grouping = report->figures[i].grouping;
        if (*grouping && (!before || !is(before, grouping)) && has_figures(page, grouping))
            put_figures(page, grouping,
                        par_page_say(page, N_("Satisfaction by \"{1}\""), par_letter_grouping(page->view, grouping),
                                     NULL, NULL, NULL));
        before = grouping;
    }
}
