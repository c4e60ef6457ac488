/* How the numbers came about, and from which files. */
#include "book_parts.h"
#include "letter.h"
#include "method.h"
#include "record.h"

static void write_fact(struct par_tab *tab, const char *what, const char *said)
{
    par_tab_text(tab, what);
    par_tab_text(tab, said);
    par_tab_next(tab);
}

static void begin_facts(struct par_tab *tab)
{
    par_tab_restart(tab);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Matter")), 30);
    par_tab_column(tab, par_view_text(tab->book->view, N_("What holds")), 74);
}

static bool is_used(const struct par_report *report, const struct par_set *set)
{
    for (size_t i = 0; i < report->bloc_count; i++)
        if (report->blocs[i].set == set)
            return true;
    return false;
}

static void write_set(struct par_tab *tab, const struct par_set *set)
{
    size_t count;
    const struct par_method_fact *facts = par_method_of_set(tab->book->view, set, &count);
    begin_facts(tab);
    par_tab_line(tab, PAR_TAB_SECTION, par_tabs_blocs(tab->book, set));
    par_tab_header(tab);
    for (size_t i = 0; i < count; i++)
        write_fact(tab, facts[i].what, facts[i].said);
    par_tab_gap(tab);
}

/* --- Files -------------------------------------------------------------------------------------------------------- */

static void write_source(struct par_tab *tab, const struct par_report_source *source)
{
    char rows[PAR_DECIMAL_TEXT];
    par_decimal_print((int64_t)source->rows, 0, 0, '.', rows);
    par_tab_text(tab, source->name);
    par_tab_text(tab, par_arena_join(tab->book->arena, par_method_kind(tab->book->view, source->kind), "; ",
                                     par_tab_fill(tab->book, N_("{1} rows"), rows, NULL), "\nSHA-256 ", source->sha256,
                                     NULL));
    par_tab_next(tab);
}

static void write_sources(struct par_tab *tab)
{
    const struct par_report *report = tab->book->view->report;
    begin_facts(tab);
    par_tab_line(tab, PAR_TAB_SECTION, par_view_text(tab->book->view, N_("Files that this report was made from")));
    par_tab_restart(tab);
    par_tab_named(tab, "file", 30);
    par_tab_column(tab, par_view_text(tab->book->view, N_("What it is, and its digest")), 74);
    par_tab_header(tab);
    for (size_t i = 0; i < report->source_count; i++)
        write_source(tab, &report->sources[i]);
    par_tab_gap(tab);
}

void par_tabs_method(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, N_("Method")));
    if (!tab)
        return;
    begin_facts(tab);
    par_tab_plain_lines(tab, par_view_text(book->view, N_("How the numbers came about")));
    for (size_t i = 0; i < report->set_count; i++)
        if (is_used(report, report->sets[i]))
            write_set(tab, report->sets[i]);
    write_sources(tab);
    begin_facts(tab);
    par_tab_line(tab, PAR_TAB_NOTE, par_letter_two_stories(book->view));
    par_tab_line(tab, PAR_TAB_NOTE,
                 par_tab_fill(book, N_("Made by par-report, parindex {1}."), par_cli_version(), NULL));
    par_tab_close(tab, false);
}
