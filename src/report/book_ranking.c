/* The ranking of a bloc, as decisions print it. */
#include "book_parts.h"
#include "trend_cells.h"

/* What a bloc's table shows beside rank, name, points and index. */
struct shown {
    bool maxima; /* applicable maxima differ */
    bool rescaled, open, classes, changes, notes;
    bool *domains; /* some unit has an index there */
};

static const char *note_of(const struct par_tabs *book, const struct par_report_rank *row)
{
    const char *state = row->state == PAR_STATE_SCORED && !row->left_out ? "" : par_view_standing(book->view, row);
    const char *parts[] = {state, row->provisional ? par_view_text(book->view, N_("provisional")) : "",
                           par_trend_words(book->view->cli, row->comparison)};
    const char *text = "";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (*parts[i])
            text = par_arena_join(book->arena, text, *text ? "; " : "", parts[i], NULL);
    return text;
}

static bool has_change(const struct par_report_rank *row)
{
    return row->previous_rank || row->change_points.is || row->change_index.is || row->has_change_places;
}

static struct shown shown_of(const struct par_tabs *book, const struct par_report_bloc *bloc, size_t domain_count)
{
    struct shown shown = {.domains = par_arena_array(book->arena, domain_count, sizeof *shown.domains)};
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_report_rank *row = bloc->units[i].now;
        shown.maxima = shown.maxima || row->applicable_max.value != bloc->units[0].now->applicable_max.value;
        shown.rescaled = shown.rescaled || row->rescaled.is;
        shown.open = shown.open || row->open_max.is;
        shown.classes = shown.classes || *row->class_name;
        shown.changes = shown.changes || has_change(row);
        shown.notes = shown.notes || *note_of(book, row);
        for (size_t k = 0; k < domain_count; k++)
            shown.domains[k] = shown.domains[k] || row->domains[k].is;
    }
    return shown;
}

/* --- Columns ------------------------------------------------------------------------------------------------------ */

static void add_domains(struct par_tab *tab, const struct par_report_bloc *bloc, const struct par_report_year *year,
                        const struct shown *shown)
{
    const char *group = par_view_text(tab->book->view, N_("Index of each domain (%)"));
    for (size_t i = 0; i < year->domain_count; i++) {
        if (!shown->domains[i])
            continue;
        const char *title = par_view_title(tab->book->view, bloc->set, year->domains[i], "");
        const char *heading = par_arena_join(tab->book->arena, year->domains[i], *title ? ". " : "", title, NULL);
        struct par_tab_column *column = par_tab_column(tab, heading, 10);
        column->group = group;
        column->scale = true;
    }
}

static void add_changes(struct par_tab *tab)
{
    static const char *const names[] = {"previous_rank", "change_places", "change_points", "change_index"};
    const char *group = par_view_text(tab->book->view, N_("Against the earlier period"));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_tab_named(tab, names[i], 7)->group = group;
}

/* The columns; where the index stands. */
static lxw_col_t add_columns(struct par_tab *tab, const struct par_report_bloc *bloc,
                             const struct par_report_year *year, const struct shown *shown)
{
    par_tab_named(tab, "stt", 5);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Unit")), 32);
    if (shown->maxima)
        par_tab_named(tab, "applicable_max", 8);
    par_tab_named(tab, "points", 8);
    if (shown->rescaled)
        par_tab_named(tab, "rescaled", 8);
    lxw_col_t index = (lxw_col_t)tab->count;
    par_tab_named(tab, "percent", 9)->scale = true;
    par_tab_named(tab, "rank", 7);
    if (shown->classes)
        par_tab_named(tab, "class", 10);
    if (shown->changes)
        add_changes(tab);
    add_domains(tab, bloc, year, shown);
    if (shown->open)
        par_tab_named(tab, "open_max", 8);
    if (shown->notes)
        par_tab_named(tab, "note", 14);
    par_tab_named(tab, "unit", 20);
    tab->unprinted = 1;
    return index;
}

/* --- Rows --------------------------------------------------------------------------------------------------------- */

/* The number, or in its place why there is none. */
static void number_or_state(struct par_tab *tab, struct par_shown shown, const struct par_report_rank *row)
{
    if (shown.is)
        par_tab_number(tab, shown);
    else
        par_tab_state(tab, par_view_standing(tab->book->view, row));
}

static void write_changes(struct par_tab *tab, const struct par_report_rank *row)
{
    par_tab_count(tab, row->previous_rank > 0, row->previous_rank);
    par_tab_places(tab, row->has_change_places, row->change_places);
    par_tab_change(tab, row->change_points);
    par_tab_change(tab, row->change_index);
}

/* A domain of a unit that has a total may be one that does not apply, which the scores say. */
static void write_domain(struct par_tab *tab, const struct par_report_unit *unit, struct par_shown index,
                         const char *id)
{
    for (size_t i = 0; !index.is && unit->now->points.is && i < unit->score_count; i++)
        if (strcmp(unit->scores[i].node, id) == 0 && !unit->scores[i].percent.is) {
            par_tab_state(tab, par_view_state(tab->book->view, unit->scores[i].state));
            return;
        }
    par_tab_number(tab, index);
}

static void write_unit(struct par_tab *tab, const struct par_report_unit *unit, const struct par_report_year *year,
                       const struct shown *shown)
{
    const struct par_report_rank *row = unit->now;
    par_tab_count(tab, row->running > 0, row->running);
    par_tab_text(tab, par_tabs_unit(row));
    if (shown->maxima)
        par_tab_number(tab, row->applicable_max);
    number_or_state(tab, row->points, row);
    if (shown->rescaled)
        par_tab_number(tab, row->rescaled);
    number_or_state(tab, row->index, row);
    if (row->rank)
        par_tab_count(tab, true, row->rank);
    else
        par_tab_state(tab, par_view_standing(tab->book->view, row));
    if (shown->classes)
        par_tab_word(tab, par_view_class(tab->book->view, unit));
    if (shown->changes)
        write_changes(tab, row);
    for (size_t i = 0; i < year->domain_count; i++)
        if (shown->domains[i])
            write_domain(tab, unit, row->domains[i], year->domains[i]);
    if (shown->open)
        par_tab_number(tab, row->open_max);
    if (shown->notes)
        par_tab_text(tab, note_of(tab->book, row));
    par_tab_word(tab, row->unit);
    par_tab_next(tab);
}

static bool is_provisional(const struct par_report_bloc *bloc)
{
    for (size_t i = 0; i < bloc->count; i++)
        if (bloc->units[i].now->provisional)
            return true;
    return false;
}

static struct par_tab_range write_bloc(struct par_tabs *book, const struct par_report_bloc *bloc)
{
    const struct par_report *report = book->view->report;
    const struct par_report_year *year = &report->years[report->year_count - 1];
    const char *name = par_view_bloc(book->view, bloc);
    struct shown shown = shown_of(book, bloc, year->domain_count);
    struct par_tab *tab = par_tab_open(book, par_tab_fill(book, N_("Ranking {1}"), name, NULL));
    if (!tab)
        return (struct par_tab_range){bloc, NULL, 0, 0, 0};
    lxw_col_t index = add_columns(tab, bloc, year, &shown);
    tab->frozen = 2;
    par_tab_annex_lines(
        tab, par_tab_fill(book, is_provisional(bloc) ? N_("Bloc: {1} (PROVISIONAL)") : N_("Bloc: {1}"), name, NULL));
    par_tab_header(tab);
    struct par_tab_range range = {bloc, tab->name, tab->first, 1, index};
    for (size_t i = 0; i < bloc->count; i++)
        write_unit(tab, &bloc->units[i], year, &shown);
    par_tab_close(tab, true);
    return range;
}

void par_tabs_rankings(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    struct par_tab_range *ranges = par_arena_array(book->arena, report->bloc_count, sizeof *ranges);
    for (size_t i = 0; i < report->bloc_count; i++)
        ranges[i] = write_bloc(book, &report->blocs[i]);
    par_tabs_charts(book, ranges, report->bloc_count);
}
