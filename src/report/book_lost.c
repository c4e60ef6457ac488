/* What was lost: by criterion, domain and agency, and every lost component. */
#include "book_parts.h"

/* --- Sums --------------------------------------------------------------------------------------------------------- */

static void add_sum_columns(struct par_tab *tab, enum par_report_by by)
{
    par_tab_named(tab, "stt", 5);
    if (by == PAR_REPORT_BY_LEAD) {
        par_tab_named(tab, "lead", 38);
    } else {
        par_tab_column(tab, par_view_text(tab->book->view, N_("Blocs")), 26);
        par_tab_named(tab, by == PAR_REPORT_BY_DOMAIN ? "domain" : "criterion", 10);
        par_tab_named(tab, "title", 44);
    }
    if (by == PAR_REPORT_BY_CRITERION)
        par_tab_named(tab, "lead", 26);
    par_tab_named(tab, "lost", 10);
    par_tab_named(tab, "share", 9);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Units that lost there")), 9);
    if (by != PAR_REPORT_BY_CRITERION)
        par_tab_column(tab, par_view_text(tab->book->view, N_("Criteria that lost there")), 9);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Maximum of what lost")), 10);
    par_tab_named(tab, "largest_unit", 26);
    par_tab_named(tab, "largest_lost", 10);
}

static void write_worst(struct par_tab *tab, const struct par_report_cost *cost)
{
    par_tab_text(tab, cost->worst ? par_tabs_unit(cost->worst->now) : "");
    if (cost->worst)
        par_tab_points(tab, cost->worst_lost, par_tabs_decimals(cost->worst_lost, 2));
    else
        par_tab_number(tab, (struct par_shown){false, 0, 0});
}

static void write_sum(struct par_tab *tab, const struct par_report_cost *cost, enum par_report_by by, size_t running)
{
    const struct par_report_view *view = tab->book->view;
    par_tab_count(tab, true, (int64_t)running);
    if (by == PAR_REPORT_BY_LEAD) {
        par_tab_text(tab, *cost->key ? par_view_agency(view, cost->key) : par_view_text(view, N_("(no agency named)")));
    } else {
        par_tab_text(tab, par_tabs_blocs(tab->book, cost->set));
        par_tab_word(tab, cost->key);
        par_tab_text(tab, par_view_title(view, cost->set, cost->key, cost->title));
    }
    if (by == PAR_REPORT_BY_CRITERION)
        par_tab_text(tab, *cost->lead ? par_view_agency(view, cost->lead) : "");
    par_tab_points(tab, cost->lost, par_tabs_decimals(cost->lost, 2));
    par_tab_number(tab, cost->share);
    par_tab_count(tab, true, (int64_t)cost->units);
    if (by != PAR_REPORT_BY_CRITERION)
        par_tab_count(tab, true, (int64_t)cost->criteria);
    par_tab_points(tab, cost->applicable, par_tabs_decimals(cost->applicable, 0));
    write_worst(tab, cost);
    par_tab_next(tab);
}

static void write_sums(struct par_tabs *book, enum par_report_by by, const char *name, const char *title)
{
    size_t count;
    struct par_report_cost *costs = par_report_costs(book->view->report, NULL, by, &count);
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, name));
    if (!tab)
        return;
    add_sum_columns(tab, by);
    par_tab_plain_lines(tab, par_view_text(book->view, title));
    par_tab_header(tab);
    for (size_t i = 0; i < count; i++)
        write_sum(tab, &costs[i], by, i + 1);
    par_tab_close(tab, true);
}

/* --- Every component ---------------------------------------------------------------------------------------------- */

/* Columns that some row has something in. */
struct shown {
    bool open, share, kind, years, reason, with, solution, target, deadline;
};

static struct shown shown_of(const struct par_report_loss *losses, size_t count)
{
    struct shown shown = {0};
    for (size_t i = 0; i < count; i++) {
        const struct par_report_loss *loss = &losses[i];
        shown.open = shown.open || loss->open.is;
        shown.share = shown.share || loss->share.is;
        shown.kind = shown.kind || *loss->cause_kind;
        shown.years = shown.years || loss->years_lost > 0;
        shown.with = shown.with || *loss->with;
        shown.reason = shown.reason || *loss->reason;
        shown.solution = shown.solution || *loss->solution;
        shown.target = shown.target || *loss->target;
        shown.deadline = shown.deadline || *loss->deadline;
    }
    return shown;
}

static void add_columns(struct par_tab *tab, const struct shown *shown)
{
    const struct par_report_view *view = tab->book->view;
    par_tab_named(tab, "bloc", 15);
    par_tab_column(tab, par_view_text(view, N_("Unit")), 22);
    par_tab_named(tab, "criterion", 9);
    par_tab_named(tab, "title", 34);
    par_tab_named(tab, "max", 7);
    par_tab_named(tab, "points", 7);
    par_tab_named(tab, "lost", 7);
    if (shown->open)
        par_tab_named(tab, "open", 8);
    if (shown->share)
        par_tab_column(tab, par_view_text(view, N_("Share of what the unit lost (%)")), 9);
    par_tab_named(tab, "cause", 16);
    if (shown->kind)
        par_tab_named(tab, "cause_kind", 11);
    par_tab_named(tab, "course", 12);
    if (shown->years)
        par_tab_named(tab, "years_lost", 8);
    par_tab_named(tab, "lead", 18);
    if (shown->with)
        par_tab_named(tab, "with", 18);
    if (shown->reason)
        par_tab_named(tab, "reason", 24);
    if (shown->solution)
        par_tab_named(tab, "solution", 30);
    if (shown->target)
        par_tab_named(tab, "target", 36);
    if (shown->deadline)
        par_tab_named(tab, "deadline", 11);
    par_tab_named(tab, "unit", 20);
    tab->unprinted = 1;
}

/* Agencies with '|' between them. */
static const char *agencies(const struct par_tabs *book, const char *codes)
{
    const char *text = "";
    for (size_t size; *codes; codes += size + (codes[size] == '|')) {
        size = strcspn(codes, "|");
        const char *code = par_arena_copy(book->arena, (struct par_span){codes, size});
        text = par_arena_join(book->arena, text, *text ? "; " : "", par_view_agency(book->view, code), NULL);
    }
    return text;
}

static void write_points(struct par_tab *tab, const struct par_report_loss *loss)
{
    enum par_state state = PAR_STATE_SCORED;
    while (state < PAR_STATE_COUNT && strcmp(par_state_name(state), loss->state) != 0)
        state++;
    par_tab_number(tab, loss->max);
    if (loss->points.is || state == PAR_STATE_COUNT)
        par_tab_number(tab, loss->points);
    else
        par_tab_state(tab, par_view_state(tab->book->view, state));
    par_tab_number(tab, loss->lost);
}

static void write_loss(struct par_tab *tab, const struct par_report_unit *unit, const struct par_report_loss *loss,
                       const struct shown *shown)
{
    const struct par_report_view *view = tab->book->view;
    par_tab_text(tab, par_view_bloc(view, unit->bloc));
    par_tab_text(tab, par_tabs_unit(unit->now));
    par_tab_word(tab, loss->node);
    par_tab_text(tab, par_view_title(view, unit->bloc->set, loss->node, loss->title));
    write_points(tab, loss);
    if (shown->open)
        par_tab_number(tab, loss->open);
    if (shown->share)
        par_tab_number(tab, loss->share);
    par_tab_text(tab, par_view_cause(view, loss->cause));
    if (shown->kind)
        par_tab_text(tab, par_view_cause_kind(view, loss->cause_kind));
    par_tab_text(tab, par_view_course(view, loss->course));
    if (shown->years)
        par_tab_count(tab, loss->years_lost > 0, loss->years_lost);
    par_tab_text(tab, *loss->lead ? par_view_agency(view, loss->lead) : "");
    if (shown->with)
        par_tab_text(tab, agencies(tab->book, loss->with));
    if (shown->reason)
        par_tab_text(tab, loss->reason);
    if (shown->solution)
        par_tab_text(tab, loss->solution);
    if (shown->target)
        par_tab_text(tab, loss->target);
    if (shown->deadline)
        par_tab_word(tab, loss->deadline);
    par_tab_word(tab, loss->unit);
    par_tab_next(tab);
}

static void write_losses(struct par_tabs *book, const struct par_report_unit *units, size_t count, struct shown shown)
{
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, N_("Lost points")));
    if (!tab)
        return;
    add_columns(tab, &shown);
    tab->frozen = 2;
    par_tab_plain_lines(tab, par_view_text(book->view, N_("Criteria that lost points, by unit")));
    par_tab_header(tab);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < units[i].loss_count; k++)
            write_loss(tab, &units[i], &units[i].losses[k], &shown);
    par_tab_close(tab, true);
}

void par_tabs_lost(struct par_tabs *book)
{
    if (book->view->report->loss_count == 0)
        return;
    write_sums(book, PAR_REPORT_BY_CRITERION, N_("Lost by criterion"), N_("Points lost, by criterion"));
    write_sums(book, PAR_REPORT_BY_LEAD, N_("Lost by agency"), N_("Points lost, by agency that must mend it"));
    write_sums(book, PAR_REPORT_BY_DOMAIN, N_("Lost by domain"), N_("Points lost, by domain"));
    write_losses(book, book->view->report->list, book->view->report->unit_count,
                 shown_of(book->view->report->losses, book->view->report->loss_count));
}

void par_tabs_lost_of(struct par_tabs *book, const struct par_report_unit *unit)
{
    if (unit->loss_count > 0)
        write_losses(book, unit, 1, shown_of(unit->losses, unit->loss_count));
}
