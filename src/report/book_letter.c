/* The letter to one unit as a workbook: the letter itself, everything it lost, its scores. */
#include "book_parts.h"
#include "letter.h"
#include "messages.h"

enum { LEFT_HALF = 2, DOMAIN_WIDTH = 36 };

static const char *word(const struct par_tab *tab, const char *english)
{
    return par_view_text(tab->book->view, english);
}

/* --- Head and foot ------------------------------------------------------------------------------------------------ */

static void halves(struct par_tab *tab, enum par_tab_line left, const char *text, enum par_tab_line right,
                   const char *other)
{
    par_tab_halves(tab, LEFT_HALF, (struct par_tab_half){left, text}, (struct par_tab_half){right, other});
}

/* Without a superior the issuer stands on the first line. */
static void write_head(struct par_tab *tab)
{
    const struct par_report_heading *heading = &tab->book->view->heading;
    const char *issuer = heading->issuer ? heading->issuer : "……………………………";
    halves(tab, heading->superior ? PAR_TAB_MIDDLE : PAR_TAB_SUBTITLE, heading->superior ? heading->superior : issuer,
           PAR_TAB_SUBTITLE, word(tab, N_("SOCIALIST REPUBLIC OF VIET NAM")));
    halves(tab, PAR_TAB_SUBTITLE, heading->superior ? issuer : NULL, PAR_TAB_MOTTO,
           word(tab, N_("Independence - Freedom - Happiness")));
    halves(tab, PAR_TAB_MIDDLE, heading->number ? heading->number : word(tab, N_("No.: …………/TB-……")), PAR_TAB_ASIDE,
           heading->place ? heading->place : word(tab, N_("……………, day …… month …… year ………")));
    par_tab_gap(tab);
}

static void write_subject(struct par_tab *tab, const struct par_report_unit *unit)
{
    const struct par_report_view *view = tab->book->view;
    par_tab_line(tab, PAR_TAB_TITLE, word(tab, N_("NOTICE OF RESULT")));
    par_tab_line(tab, PAR_TAB_SUBTITLE, par_letter_subject(view));
    if (unit->now->provisional)
        par_tab_line(tab, PAR_TAB_SUBTITLE, word(tab, N_("(PROVISIONAL)")));
    par_tab_line(tab, PAR_TAB_MIDDLE,
                 par_letter_say(view, N_("To: {1}"), par_letter_name(view, unit), NULL, NULL, NULL));
    par_tab_gap(tab);
}

static void write_foot(struct par_tab *tab)
{
    const struct par_report_heading *heading = &tab->book->view->heading;
    par_tab_gap(tab);
    par_tab_line(tab, PAR_TAB_NOTE,
                 word(tab, N_("The unit is asked to look into what lost points and to mend it in the next period./.")));
    par_tab_gap(tab);
    halves(tab, PAR_TAB_SECTION, word(tab, N_("Recipients:")), PAR_TAB_SUBTITLE,
           heading->signer_role ? heading->signer_role : "………………………");
    halves(tab, PAR_TAB_NOTE, word(tab, N_("- As above;")), PAR_TAB_MIDDLE, NULL);
    halves(tab, PAR_TAB_NOTE, word(tab, N_("- Archives: VT, ……")), PAR_TAB_MIDDLE, NULL);
    par_tab_gap(tab);
    par_tab_gap(tab);
    halves(tab, PAR_TAB_NOTE, NULL, PAR_TAB_SUBTITLE, heading->signer ? heading->signer : "………………………");
}

/* --- Result ------------------------------------------------------------------------------------------------------- */

static void write_result(struct par_tab *tab, const struct par_report_unit *unit)
{
    const struct par_report_view *view = tab->book->view;
    const char *change = par_letter_also(view, par_letter_change(view, unit), par_letter_why(view, unit));
    par_tab_line(tab, PAR_TAB_SECTION, word(tab, N_("1. Overall result")));
    par_tab_line(tab, PAR_TAB_NOTE,
                 par_letter_also(view, par_letter_standing(view, unit), par_letter_beside_mean(view, unit)));
    par_tab_line(tab, PAR_TAB_NOTE, par_letter_also(view, change, par_letter_where(view, unit)));
    par_tab_line(tab, PAR_TAB_NOTE,
                 par_letter_also(view, par_letter_satisfaction(view, unit), par_letter_place(view, unit)));
}

static void add_domains(struct par_tab *tab)
{
    par_tab_restart(tab);
    par_tab_column(tab, word(tab, N_("No.")), 7);
    par_tab_named(tab, "domain", DOMAIN_WIDTH);
    par_tab_column(tab, word(tab, N_("Maximum")), 9);
    par_tab_column(tab, word(tab, N_("Points earned")), 9);
    par_tab_column(tab, word(tab, N_("Index (%)")), 9);
    par_tab_column(tab, word(tab, N_("Mean of the bloc (%)")), 24);
    par_tab_column(tab, word(tab, N_("Difference")), 30);
}

static void write_domains(struct par_tab *tab, const struct par_report_unit *unit)
{
    size_t count;
    const struct par_letter_domain *domains = par_letter_domains(tab->book->view, unit, &count);
    if (count == 0 || !unit->now->points.is)
        return;
    par_tab_gap(tab);
    par_tab_line(tab, PAR_TAB_SECTION, word(tab, N_("2. Result by domain, beside the mean of the bloc")));
    par_tab_header(tab);
    for (size_t i = 0; i < count; i++) {
        par_tab_word(tab, domains[i].id);
        par_tab_text(tab, domains[i].title);
        par_tab_number(tab, domains[i].applicable_max);
        par_tab_number(tab, domains[i].points);
        par_tab_number(tab, domains[i].index);
        par_tab_number(tab, domains[i].mean);
        par_tab_change(tab, domains[i].difference);
        par_tab_next(tab);
    }
}

/* --- What was lost ------------------------------------------------------------------------------------------------ */

static void add_losses(struct par_tab *tab)
{
    par_tab_restart(tab);
    par_tab_column(tab, word(tab, N_("No.")), 7);
    par_tab_column(tab, word(tab, N_("Criterion")), DOMAIN_WIDTH);
    par_tab_column(tab, word(tab, N_("Maximum")), 9);
    par_tab_column(tab, word(tab, N_("Points earned")), 9);
    par_tab_column(tab, word(tab, N_("Points lost")), 9);
    par_tab_column(tab, word(tab, N_("Cause")), 24);
    par_tab_column(tab, word(tab, N_("To win it back")), 30);
}

static void write_loss(struct par_tab *tab, const struct par_report_unit *unit, const struct par_report_loss *loss)
{
    const struct par_report_view *view = tab->book->view;
    par_tab_word(tab, loss->node);
    par_tab_text(tab, par_view_title(view, unit->bloc->set, loss->node, loss->title));
    par_tab_number(tab, loss->applicable_max);
    par_tab_number(tab, loss->points);
    par_tab_number(tab, loss->lost);
    par_tab_text(tab, par_letter_cause(view, loss));
    par_tab_text(tab, par_letter_win_back(view, loss));
    par_tab_next(tab);
}

static void write_losses(struct par_tab *tab, const struct par_report_unit *unit)
{
    const struct par_report_view *view = tab->book->view;
    size_t count = par_letter_loss_count(unit), rows = count < view->top ? count : view->top;
    if (count == 0)
        return;
    add_losses(tab);
    par_tab_gap(tab);
    par_tab_line(tab, PAR_TAB_SECTION, word(tab, N_("3. Criteria that lost points, and what wins them back")));
    par_tab_line(tab, PAR_TAB_NOTE, par_letter_losses(view, unit));
    par_tab_header(tab);
    for (size_t i = 0; i < rows; i++)
        write_loss(tab, unit, &unit->losses[i]);
    if (rows < count)
        par_tab_line(tab, PAR_TAB_NOTE,
                     par_tab_fill(tab->book, N_("Another {1} stand on the sheet \"{2}\"."),
                                  par_count_text(count - rows, tab->book->arena), word(tab, N_("Lost points"))));
}

static void compose(struct par_tabs *book, const void *subject)
{
    const struct par_report_unit *unit = subject;
    struct par_tab *tab = par_tab_open(book, par_tabs_unit(unit->now));
    if (!tab)
        return;
    add_domains(tab);
    write_head(tab);
    write_subject(tab, unit);
    write_result(tab, unit);
    write_domains(tab, unit);
    write_losses(tab, unit);
    write_foot(tab);
    tab->upright = true;
    par_tab_close(tab, false);
    par_tabs_lost_of(book, unit);
    par_tabs_scores_of(book, unit);
}

void par_report_letter_book(const struct par_report_view *view, const struct par_report_unit *unit,
                            struct par_output *output)
{
    struct par_tab_job job = {view, unit, compose};
    par_tabs_write(&job, output);
}
