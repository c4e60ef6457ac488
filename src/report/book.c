/* The workbook of a report. */
#include "book_parts.h"

static void compose(struct par_tabs *book, const void *subject)
{
    (void)subject;
    par_tabs_summary(book);
    par_tabs_rankings(book);
    par_tabs_lost(book);
    par_tabs_scores(book);
    par_tabs_survey(book);
    par_tabs_trend(book);
    par_tabs_fields(book);
    par_tabs_method(book);
}

void par_report_book(const struct par_report_view *view, struct par_output *output)
{
    struct par_tab_job job = {view, NULL, compose};
    par_tabs_write(&job, output);
}

const char *par_tabs_unit(const struct par_report_rank *rank)
{
    return *rank->name ? rank->name : rank->unit;
}

struct par_shown par_tabs_figure(const struct par_report_bloc *bloc, struct par_maybe figure)
{
    const struct par_shown *first = &bloc->units[0].now->index;
    int decimals = bloc->set ? bloc->set->decimals_index : first->is ? first->decimals : 2;
    return (struct par_shown){figure.is, figure.points, decimals};
}

int par_tabs_decimals(par_points points, int least)
{
    par_points step = PAR_POINTS_ONE;
    int decimals = 0;
    for (; decimals < PAR_POINTS_SCALE && points % step != 0; decimals++)
        step /= 10;
    return decimals > least ? decimals : least;
}

const char *par_tabs_blocs(const struct par_tabs *book, const struct par_set *set)
{
    const struct par_report *report = book->view->report;
    const char *text = "";
    for (size_t i = 0; i < report->bloc_count; i++)
        if (report->blocs[i].set == set)
            text = par_arena_join(book->arena, text, *text ? "; " : "", par_view_bloc(book->view, &report->blocs[i]),
                                  NULL);
    return *text || !set ? text : set->id;
}

static const char *flag_word(const struct par_tabs *book, struct par_span flag)
{
    static const struct {
        const char *name, *word;
    } words[] = {{"few_forms", N_("few forms")},
                 {"few_effective", N_("few forms once the design is taken into account")},
                 {"wide", N_("wide interval")},
                 {"low_df", N_("few sampling units")},
                 {"no_error", N_("the error cannot be computed")},
                 {"no_spread", N_("all answers are alike")},
                 {"withheld", N_("withheld")},
                 {"no_answers", N_("no answers")}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].name) == flag.size && memcmp(words[i].name, flag.text, flag.size) == 0)
            return par_view_text(book->view, words[i].word);
    return par_arena_copy(book->arena, flag);
}

const char *par_tabs_flags(const struct par_tabs *book, const char *flags)
{
    const char *text = "";
    for (size_t size; *flags; flags += size + (flags[size] == '|')) {
        size = strcspn(flags, "|");
        text =
            par_arena_join(book->arena, text, *text ? "; " : "", flag_word(book, (struct par_span){flags, size}), NULL);
    }
    return text;
}
