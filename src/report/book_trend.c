/* Index and rank over the years, and why units moved. */
#include "book_parts.h"
#include "trend_cells.h"

/* --- Over the years ----------------------------------------------------------------------------------------------- */

static void add_years(struct par_tab *tab)
{
    const struct par_report *report = tab->book->view->report;
    const char *index = par_view_text(tab->book->view, N_("Index (%)"));
    const char *rank = par_view_text(tab->book->view, N_("Rank"));
    par_tab_named(tab, "bloc", 26);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Unit")), 34);
    for (size_t i = 0; i < report->year_count; i++) {
        struct par_tab_column *column = par_tab_column(tab, report->years[i].period, 9);
        column->group = index;
        column->scale = true;
    }
    for (size_t i = 0; i < report->year_count; i++)
        par_tab_column(tab, report->years[i].period, 8)->group = rank;
    par_tab_named(tab, "unit", 20);
    tab->unprinted = 1;
    tab->frozen = 2;
}

static void write_years_of(struct par_tab *tab, const struct par_report_unit *unit)
{
    const struct par_report_view *view = tab->book->view;
    par_tab_text(tab, par_view_bloc(view, unit->bloc));
    par_tab_text(tab, par_tabs_unit(unit->now));
    for (size_t i = 0; i < view->report->year_count; i++) {
        const struct par_report_rank *row = unit->years[i];
        if (row && !row->index.is)
            par_tab_state(tab, par_view_standing(view, row));
        else
            par_tab_number(tab, row ? row->index : (struct par_shown){false, 0, 0});
    }
    for (size_t i = 0; i < view->report->year_count; i++) {
        const struct par_report_rank *row = unit->years[i];
        if (row && !row->rank)
            par_tab_state(tab, par_view_standing(view, row));
        else
            par_tab_count(tab, row, row ? row->rank : 0);
    }
    par_tab_word(tab, unit->now->unit);
    par_tab_next(tab);
}

static void write_years(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, N_("Trend")));
    if (!tab)
        return;
    add_years(tab);
    par_tab_plain_lines(tab, par_view_text(book->view, N_("Index and rank over the years")));
    par_tab_header(tab);
    for (size_t i = 0; i < report->unit_count; i++)
        write_years_of(tab, &report->list[i]);
    par_tab_close(tab, true);
}

/* --- Why units moved ---------------------------------------------------------------------------------------------- */

static void add_group(struct par_tab *tab, const char *group, const char *whole, const char *const *parts, size_t count)
{
    group = par_view_text(tab->book->view, group);
    par_tab_column(tab, par_view_text(tab->book->view, whole), 9)->group = group;
    for (size_t i = 0; i < count; i++)
        par_tab_column(tab, par_view_text(tab->book->view, parts[i]), 9)->group = group;
}

static void add_moves(struct par_tab *tab)
{
    static const char *const parts[] = {N_("by the unit itself"), N_("by the criteria set")};
    static const char *const places[] = {N_("by the unit itself"), N_("by the others")};
    par_tab_named(tab, "bloc", 24);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Unit")), 30);
    par_tab_named(tab, "previous_period", 8);
    par_tab_named(tab, "period", 8);
    add_group(tab, N_("Change of points"), N_("in all"), parts, 2);
    add_group(tab, N_("Change of index"), N_("in all"), parts, 2);
    add_group(tab, N_("Change of places"), N_("in all"), places, 2);
    par_tab_named(tab, "best_rank", 8);
    par_tab_named(tab, "worst_rank", 8);
    par_tab_column(tab, par_view_text(tab->book->view, N_("To bear in mind")), 20);
    par_tab_named(tab, "predecessors", 20);
    par_tab_named(tab, "unit", 20);
    tab->unprinted = 1;
    tab->frozen = 2;
}

static const char *note_of(const struct par_tabs *book, const struct par_report_move *move)
{
    const char *comparison = par_trend_words(book->view->cli, move->comparison);
    const char *unstable = move->unstable ? par_view_text(book->view, N_("unstable")) : "";
    return par_arena_join(book->arena, comparison, *comparison && *unstable ? "; " : "", unstable, NULL);
}

static void write_move(struct par_tab *tab, const struct par_report_unit *unit, const struct par_report_move *move)
{
    par_tab_text(tab, par_view_bloc(tab->book->view, unit->bloc));
    par_tab_text(tab, par_tabs_unit(unit->now));
    par_tab_word(tab, move->previous_period);
    par_tab_word(tab, move->period);
    par_tab_change(tab, move->change_points);
    par_tab_change(tab, move->own_points);
    par_tab_change(tab, move->set_points);
    par_tab_change(tab, move->change_index);
    par_tab_change(tab, move->own_index);
    par_tab_change(tab, move->set_index);
    par_tab_places(tab, move->has_places, move->change_places);
    par_tab_places(tab, move->has_places, move->own_places);
    par_tab_places(tab, move->has_places, move->other_places);
    par_tab_count(tab, move->best_rank > 0, move->best_rank);
    par_tab_count(tab, move->worst_rank > 0, move->worst_rank);
    par_tab_text(tab, note_of(tab->book, move));
    par_tab_text(tab, move->predecessors);
    par_tab_word(tab, unit->now->unit);
    par_tab_next(tab);
}

static void write_moves(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, N_("Why units moved")));
    if (!tab)
        return;
    add_moves(tab);
    par_tab_plain_lines(tab,
                        par_view_text(book->view, N_("Changes of points, index and rank, and what they are due to")));
    par_tab_header(tab);
    for (size_t i = 0; i < report->unit_count; i++)
        for (size_t k = 0; k < report->list[i].move_count; k++)
            write_move(tab, &report->list[i], &report->list[i].moves[k]);
    par_tab_close(tab, true);
}

/* --- By component ------------------------------------------------------------------------------------------------- */

static void add_shifts(struct par_tab *tab)
{
    static const char *const parts[] = {N_("by the unit itself"), N_("by the criteria set")};
    par_tab_named(tab, "bloc", 24);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Unit")), 30);
    par_tab_named(tab, "criterion", 9);
    par_tab_named(tab, "title", 44);
    par_tab_named(tab, "previous_points", 9);
    par_tab_named(tab, "points", 9);
    add_group(tab, N_("Change of points"), N_("in all"), parts, 2);
    par_tab_named(tab, "unit", 20);
    tab->unprinted = 1;
    tab->frozen = 2;
}

static bool is_moved(const struct par_report_shift *shift)
{
    return shift->is_component && (shift->change_points.value || shift->own_points.value || shift->set_points.value);
}

static void write_shift(struct par_tab *tab, const struct par_report_unit *unit, const struct par_report_shift *shift)
{
    par_tab_text(tab, par_view_bloc(tab->book->view, unit->bloc));
    par_tab_text(tab, par_tabs_unit(unit->now));
    par_tab_word(tab, shift->node);
    par_tab_text(tab, par_view_title(tab->book->view, unit->bloc->set, shift->node, shift->title));
    par_tab_number(tab, shift->previous_points);
    par_tab_number(tab, shift->points);
    par_tab_change(tab, shift->change_points);
    par_tab_change(tab, shift->own_points);
    par_tab_change(tab, shift->set_points);
    par_tab_word(tab, unit->now->unit);
    par_tab_next(tab);
}

static void write_shifts(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, N_("Changes by criterion")));
    if (!tab)
        return;
    add_shifts(tab);
    par_tab_plain_lines(
        tab, par_view_text(book->view, N_("Components whose points changed against the earlier period, by unit")));
    par_tab_header(tab);
    for (size_t i = 0; i < report->unit_count; i++)
        for (size_t k = 0; k < report->list[i].shift_count; k++)
            if (is_moved(&report->list[i].shifts[k]))
                write_shift(tab, &report->list[i], &report->list[i].shifts[k]);
    par_tab_close(tab, true);
}

void par_tabs_trend(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    if (report->year_count > 1)
        write_years(book);
    if (report->move_count > 0)
        write_moves(book);
    if (report->shift_count > 0)
        write_shifts(book);
}
