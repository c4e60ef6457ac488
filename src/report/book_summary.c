/* The blocs at a glance. */
#include "book_parts.h"

static struct par_tab_column *columns(struct par_tab *tab, const char *const *names, size_t count)
{
    struct par_tab_column *last = NULL;
    for (size_t i = 0; i < count; i++)
        last = par_tab_named(tab, names[i], i < 2 ? 32 : 11);
    return last;
}

/* --- Who leads ---------------------------------------------------------------------------------------------------- */

/* Those that share the first rank; many are counted. */
static const char *leaders(const struct par_tabs *book, const struct par_report_bloc *bloc, size_t *next)
{
    enum { NAMED = 3 };
    const char *text = "";
    for (*next = 0; *next < bloc->ranked && bloc->units[*next].now->rank == bloc->units[0].now->rank; ++*next)
        if (*next < NAMED)
            text = par_arena_join(book->arena, text, *text ? "; " : "", par_tabs_unit(bloc->units[*next].now), NULL);
    return *next > NAMED ? par_arena_join(book->arena, text, "; …", NULL) : text;
}

/* By how much the first is ahead of the second, which may share its rank. */
static struct par_shown lead_of(const struct par_report_bloc *bloc)
{
    if (bloc->ranked < 2)
        return (struct par_shown){false, 0, 0};
    struct par_shown first = bloc->units[0].now->index, second = bloc->units[1].now->index;
    int decimals = first.decimals > second.decimals ? first.decimals : second.decimals;
    return (struct par_shown){first.is && second.is, first.value - second.value, decimals};
}

static void write_bloc(struct par_tab *tab, const struct par_report_bloc *bloc)
{
    size_t next;
    const struct par_figures *index = &bloc->index;
    par_tab_text(tab, par_view_bloc(tab->book->view, bloc));
    par_tab_text(tab, leaders(tab->book, bloc, &next));
    par_tab_number(tab, par_tabs_figure(bloc, index->highest));
    par_tab_number(tab, lead_of(bloc));
    par_tab_number(tab, par_tabs_figure(bloc, index->mean));
    par_tab_number(tab, par_tabs_figure(bloc, index->median));
    par_tab_number(tab, par_tabs_figure(bloc, index->lowest));
    par_tab_number(tab, par_tabs_figure(bloc, index->spread));
    par_tab_count(tab, true, (int64_t)bloc->count);
    par_tab_count(tab, true, (int64_t)bloc->ranked);
    par_tab_next(tab);
}

static void write_blocs(struct par_tab *tab)
{
    const struct par_report *report = tab->book->view->report;
    par_tab_header(tab);
    for (size_t i = 0; i < report->bloc_count; i++)
        write_bloc(tab, &report->blocs[i]);
}

/* --- Classes, domains, years ---------------------------------------------------------------------------------------
 */

static void begin_table(struct par_tab *tab, const char *title)
{
    par_tab_gap(tab);
    par_tab_restart(tab);
    par_tab_column(tab, "", 32);
    par_tab_column(tab, "", 32);
    par_tab_line(tab, PAR_TAB_SECTION, par_view_text(tab->book->view, title));
    par_tab_restart(tab);
}

static void write_classes(struct par_tab *tab)
{
    static const char *const names[] = {"bloc", "class", "count", "share"};
    const struct par_report *report = tab->book->view->report;
    bool any = false;
    for (size_t i = 0; i < report->bloc_count; i++)
        any = any || report->blocs[i].class_count > 0;
    if (!any)
        return;
    begin_table(tab, N_("Classes"));
    columns(tab, names, sizeof names / sizeof *names);
    par_tab_header(tab);
    for (size_t i = 0; i < report->bloc_count; i++)
        for (size_t k = 0; k < report->blocs[i].class_count; k++) {
            const struct par_report_class *class = &report->blocs[i].classes[k];
            par_tab_text(tab, par_view_bloc(tab->book->view, &report->blocs[i]));
            par_tab_text(tab, par_view_label(tab->book->view, class->step->name));
            par_tab_count(tab, true, (int64_t) class->units);
            par_tab_number(tab, class->share);
            par_tab_next(tab);
        }
}

static void write_domain(struct par_tab *tab, const struct par_report_bloc *bloc, const char *id,
                         const struct par_figures *figures)
{
    const char *title = par_view_title(tab->book->view, bloc->set, id, "");
    par_tab_text(tab, par_view_bloc(tab->book->view, bloc));
    par_tab_text(tab, par_arena_join(tab->book->arena, id, *title ? ". " : "", title, NULL));
    par_tab_number(tab, par_tabs_figure(bloc, figures->highest));
    par_tab_number(tab, par_tabs_figure(bloc, figures->mean));
    par_tab_number(tab, par_tabs_figure(bloc, figures->median));
    par_tab_number(tab, par_tabs_figure(bloc, figures->lowest));
    par_tab_number(tab, par_tabs_figure(bloc, figures->spread));
    par_tab_next(tab);
}

static void write_domains(struct par_tab *tab)
{
    static const char *const names[] = {"bloc", "domain", "highest", "mean", "median", "lowest", "spread"};
    const struct par_report *report = tab->book->view->report;
    const struct par_report_year *year = &report->years[report->year_count - 1];
    if (year->domain_count == 0)
        return;
    begin_table(tab, N_("Index of each domain (%)"));
    columns(tab, names, sizeof names / sizeof *names);
    par_tab_header(tab);
    for (size_t i = 0; i < report->bloc_count; i++)
        for (size_t k = 0; k < year->domain_count; k++)
            if (report->blocs[i].domains && report->blocs[i].domains[k].count > 0)
                write_domain(tab, &report->blocs[i], year->domains[k], &report->blocs[i].domains[k]);
}

static void write_years(struct par_tab *tab)
{
    const struct par_report *report = tab->book->view->report;
    if (report->year_count < 2)
        return;
    begin_table(tab, N_("Over the years"));
    par_tab_named(tab, "bloc", 32);
    par_tab_named(tab, "measure", 32);
    for (size_t i = 0; i < report->year_count; i++)
        par_tab_column(tab, report->years[i].period, 11);
    par_tab_header(tab);
    for (size_t i = 0; i < report->bloc_count; i++) {
        par_tab_text(tab, par_view_bloc(tab->book->view, &report->blocs[i]));
        par_tab_text(tab, par_view_text(tab->book->view, N_("Mean index (%)")));
        for (size_t k = 0; k < report->year_count; k++)
            par_tab_number(tab, report->blocs[i].means[k]);
        par_tab_next(tab);
    }
}

void par_tabs_summary(struct par_tabs *book)
{
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, N_("Summary")));
    if (!tab)
        return;
    par_tab_named(tab, "bloc", 32);
    par_tab_column(tab, par_view_text(book->view, N_("In the first place")), 32);
    par_tab_named(tab, "highest", 11);
    par_tab_column(tab, par_view_text(book->view, N_("Ahead of the next")), 11);
    static const char *const names[] = {"mean", "median", "lowest", "spread", "units", "ranked_units"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_tab_named(tab, names[i], 11);
    par_tab_plain_lines(tab, par_view_text(book->view, N_("Summary by bloc")));
    write_blocs(tab);
    write_classes(tab);
    write_domains(tab);
    write_years(tab);
    par_tab_close(tab, false);
}
