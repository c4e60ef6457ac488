/* What a survey says of a unit or a group, and whether it tells it from its neighbours. */
#include "letter.h"
#include "messages.h"

/* --- Words -------------------------------------------------------------------------------------------------------- */

const char *par_letter_figure_kind(const struct par_report_view *view, const struct par_report_figure *figure)
{
    static const char *const words[][2] = {
        {"total", N_("whole survey")},
        {"aspect", N_("aspect")},
        {"factor", N_("factor")},
        {"criterion", N_("criterion")},
        {"people", N_("people satisfied with everything")},
        {"forms", N_("forms")},
        {"share", N_("share")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], figure->kind) == 0)
            return par_view_text(view, words[i][1]);
    if (strcmp(figure->kind, "question") == 0)
        return par_letter_say(view, N_("question {1}"), figure->node, NULL, NULL, NULL);
    return figure->kind;
}

const char *par_letter_grouping(const struct par_report_view *view, const char *grouping)
{
    return strcmp(grouping, "unit") == 0 ? par_view_text(view, N_("Unit")) : grouping;
}

/* --- A unit ------------------------------------------------------------------------------------------------------- */

const char *par_letter_satisfaction(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_figure *figure = unit->satisfaction;
    if (!figure || !figure->percent.is)
        return "";
    const char *text =
        par_letter_say(view, N_("Satisfaction index: {1} %{2?, from {2} forms that count}."),
                       par_view_number(view, figure->percent), par_view_number(view, figure->n), NULL, NULL);
    if (!figure->low.is || !figure->high.is)
        return text;
    const char *between =
        par_letter_say(view, N_("Confidence interval: from {1} % to {2} %."), par_view_number(view, figure->low),
                       par_view_number(view, figure->high), NULL, NULL);
    return par_letter_also(view, text, between);
}

static bool same_list(const struct par_report_place *a, const struct par_report_place *b)
{
    return strcmp(a->grouping, b->grouping) == 0 && strcmp(a->bloc, b->bloc) == 0;
}

/* How many of those just before it cannot be told from it. Places of a bloc stand together, in the order of rank. */
static size_t alike_before(const struct par_report *report, const struct par_report_place *place)
{
    size_t count = 0;
    const struct par_report_place *first = report->places;
    for (const struct par_report_place *other = place; other > first; other--) {
        const struct par_report_place *before = other - 1;
        if (!same_list(before, place) || before->alike_next < place - before)
            break;
        count++;
    }
    return count;
}

static bool has_next(const struct par_report *report, const struct par_report_place *place)
{
    const struct par_report_place *next = place + 1;
    return next < report->places + report->place_count && same_list(next, place) && next->rank > 0;
}

static bool has_before(const struct par_report *report, const struct par_report_place *place)
{
    return place > report->places && same_list(place - 1, place);
}

/* The groups are the units of the list of units; otherwise women and men, age groups and the like. */
static bool is_of_units(const struct par_report_place *place)
{
    return strcmp(place->grouping, "unit") == 0;
}

const char *par_letter_neighbours(const struct par_report_view *view, const struct par_report_place *place)
{
    const struct par_report *report = view->report;
    struct par_arena *arena = view->cli->arena;
    if (place->rank == 0 || place->alike_next < 0)
        return "";
    size_t before = alike_before(report, place), after = (size_t)place->alike_next;
    bool units = is_of_units(place);
    const char *counts[] = {before ? par_count_text(before, arena) : "", after ? par_count_text(after, arena) : ""};
    if (before || after)
        return par_letter_say(view,
                              units ? N_("The sample does not tell it from {1?the {1} ranked just above}{2?{1? and "
                                         "}the {2} ranked just below}: the difference may be chance.")
                                    : N_("The sample does not tell this group from {1?the {1} ranked just above}{2?{1? "
                                         "and }the {2} ranked just below}: the difference may be chance."),
                              counts[0], counts[1], NULL, NULL);
    if (has_before(report, place) || has_next(report, place))
        return par_view_text(view, units ? N_("It differs from its neighbours by more than chance.")
                                         : N_("This group differs from its neighbours by more than chance."));
    return "";
}

const char *par_letter_place(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_place *place = unit->place;
    struct par_arena *arena = view->cli->arena;
    if (!place || place->rank == 0)
        return "";
    const char *rank = par_count_text((size_t)place->rank, arena), *ranks;
    if (place->best_rank == 0)
        ranks = par_letter_say(view, N_("Rank by satisfaction: {1}."), rank, NULL, NULL, NULL);
    else
        ranks = par_letter_say(view, N_("Rank by satisfaction: {1}; the sample leaves ranks {2} to {3} open."), rank,
                               par_count_text((size_t)place->best_rank, arena),
                               par_count_text((size_t)place->worst_rank, arena), NULL);
    return par_letter_also(view, ranks, par_letter_neighbours(view, place));
}
