/* Figures of a survey with their intervals; ranks with the ranks that the sample leaves open. */
#include "book_parts.h"
#include "letter.h"

static void add_interval(struct par_tab *tab)
{
    const char *group = par_view_text(tab->book->view, N_("Confidence interval (%)"));
    par_tab_named(tab, "low", 11)->group = group;
    par_tab_named(tab, "high", 11)->group = group;
}

/* --- Figures ------------------------------------------------------------------------------------------------------ */

/* Everybody together is the group "*". */
static const char *group_of(const struct par_tabs *book, const struct par_report_figure *figure)
{
    const struct par_report_unit *unit = par_report_find(book->view->report, figure->group);
    if (!*figure->grouping)
        return par_view_text(book->view, N_("all together"));
    if (*figure->name || unit)
        return *figure->name ? figure->name : par_tabs_unit(unit->now);
    return figure->group;
}

static bool is_strong(const struct par_report_figure *figure)
{
    return strcmp(figure->kind, "total") == 0;
}

static void add_figures(struct par_tab *tab)
{
    const struct par_report_view *view = tab->book->view;
    par_tab_named(tab, "grouping", 14);
    par_tab_named(tab, "group", 26);
    par_tab_column(tab, par_view_text(view, N_("Kind of figure")), 18);
    par_tab_named(tab, "title", 42);
    par_tab_named(tab, "n", 9);
    par_tab_column(tab, par_view_text(view, N_("Percentage (%)")), 10);
    par_tab_named(tab, "se", 10);
    add_interval(tab);
    par_tab_named(tab, "mean_score", 10);
    par_tab_column(tab, par_view_text(view, N_("To bear in mind")), 26);
    tab->frozen = 2;
}

static void write_figure(struct par_tab *tab, const struct par_report_figure *figure)
{
    tab->look = is_strong(figure) ? PAR_TAB_STRONG : PAR_TAB_BODY;
    par_tab_text(tab, par_letter_grouping(tab->book->view, figure->grouping));
    par_tab_text(tab, group_of(tab->book, figure));
    par_tab_text(tab, par_letter_figure_kind(tab->book->view, figure));
    par_tab_text(tab, figure->title);
    par_tab_number(tab, figure->n);
    par_tab_number(tab, figure->percent);
    par_tab_number(tab, figure->se);
    par_tab_number(tab, figure->low);
    par_tab_number(tab, figure->high);
    par_tab_number(tab, figure->mean_score);
    par_tab_text(tab, par_tabs_flags(tab->book, figure->flags));
    par_tab_next(tab);
}

static void write_figures(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, N_("Survey")));
    if (!tab)
        return;
    add_figures(tab);
    par_tab_plain_lines(tab, par_view_text(book->view, N_("Figures of the survey, with confidence intervals")));
    par_tab_header(tab);
    for (size_t i = 0; i < report->figure_count; i++)
        write_figure(tab, &report->figures[i]);
    par_tab_close(tab, true);
}

/* --- Ranks -------------------------------------------------------------------------------------------------------- */

static bool has_blocs(const struct par_report *report)
{
    for (size_t i = 0; i < report->place_count; i++)
        if (*report->places[i].bloc)
            return true;
    return false;
}

static void add_places(struct par_tab *tab)
{
    const struct par_report_view *view = tab->book->view;
    const char *open = par_view_text(view, N_("Ranks that the sample leaves open"));
    par_tab_named(tab, "grouping", 14);
    if (has_blocs(view->report))
        par_tab_named(tab, "bloc", 20);
    par_tab_named(tab, "rank", 8);
    par_tab_named(tab, "group", 30);
    par_tab_column(tab, par_view_text(view, N_("Percentage (%)")), 10);
    add_interval(tab);
    par_tab_named(tab, "best_rank", 9)->group = open;
    par_tab_named(tab, "worst_rank", 9)->group = open;
    par_tab_column(tab, par_view_text(view, N_("Following ones not told apart")), 12);
    par_tab_column(tab, par_view_text(view, N_("In words")), 44);
    par_tab_named(tab, "n", 9);
    par_tab_column(tab, par_view_text(view, N_("To bear in mind")), 22);
    tab->frozen = has_blocs(view->report) ? 4 : 3;
}

static const char *bloc_of(const struct par_tabs *book, const char *id)
{
    const struct par_report *report = book->view->report;
    for (size_t i = 0; i < report->bloc_count; i++)
        if (strcmp(report->blocs[i].id, id) == 0)
            return par_view_bloc(book->view, &report->blocs[i]);
    return id;
}

static const char *place_name(const struct par_tabs *book, const struct par_report_place *place)
{
    const struct par_report_unit *unit = par_report_find(book->view->report, place->group);
    return *place->name ? place->name : unit ? par_tabs_unit(unit->now) : place->group;
}

static void write_place(struct par_tab *tab, const struct par_report_place *place)
{
    par_tab_text(tab, par_letter_grouping(tab->book->view, place->grouping));
    if (has_blocs(tab->book->view->report))
        par_tab_text(tab, bloc_of(tab->book, place->bloc));
    if (place->rank)
        par_tab_count(tab, true, place->rank);
    else
        par_tab_state(tab, par_view_text(tab->book->view, N_("not ranked")));
    par_tab_text(tab, place_name(tab->book, place));
    par_tab_number(tab, place->percent);
    par_tab_number(tab, place->low);
    par_tab_number(tab, place->high);
    par_tab_count(tab, place->best_rank > 0, place->best_rank);
    par_tab_count(tab, place->worst_rank > 0, place->worst_rank);
    par_tab_count(tab, place->alike_next >= 0 && place->rank > 0, place->alike_next);
    par_tab_text(tab, par_letter_neighbours(tab->book->view, place));
    par_tab_number(tab, place->n);
    par_tab_text(tab, par_tabs_flags(tab->book, place->flags));
    par_tab_next(tab);
}

static void write_places(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, N_("Survey ranks")));
    if (!tab)
        return;
    add_places(tab);
    par_tab_plain_lines(
        tab, par_view_text(book->view, N_("Ranks of the survey and how far the sample can tell them apart")));
    par_tab_header(tab);
    for (size_t i = 0; i < report->place_count; i++)
        write_place(tab, &report->places[i]);
    par_tab_close(tab, true);
}

void par_tabs_survey(struct par_tabs *book)
{
    if (book->view->report->figure_count > 0)
        write_figures(book);
    if (book->view->report->place_count > 0)
        write_places(book);
}
