/* Why a unit moved, and whether a survey tells it from its neighbours. */
#include "build.h"
#include "letter.h"
#include "messages.h"

enum { NAMED = 3 };

/* --- Against the earlier period ----------------------------------------------------------------------------------- */

static const struct par_report_move *move_of(const struct par_report_view *view, const struct par_report_unit *unit)
{
    for (size_t i = unit->move_count; i > 0; i--)
        if (strcmp(unit->moves[i - 1].period, view->report->period) == 0)
            return &unit->moves[i - 1];
    return NULL;
}

/* The period that the ranking was compared with, as far as the files say it. */
static const char *earlier_words(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_move *move = move_of(view, unit);
    if (move && *move->previous_period)
        return par_letter_period(view, move->previous_period);
    if (view->report->year_count > 1)
        return par_letter_period(view, view->report->years[view->report->year_count - 2].period);
    return par_view_text(view, N_("the earlier period"));
}

static struct par_shown size_of(struct par_shown shown)
{
    shown.value = shown.value < 0 ? -shown.value : shown.value;
    return shown;
}

static const char *index_change(const struct par_report_view *view, struct par_shown change, const char *earlier)
{
    if (!change.is)
        return "";
    const char *pattern = change.value > 0   ? N_("Against {2} the index rose by {1} percentage points.")
                          : change.value < 0 ? N_("Against {2} the index fell by {1} percentage points.")
                                             : N_("Against {2} the index did not change.");
    return par_letter_say(view, pattern, par_view_number(view, size_of(change)), earlier, NULL, NULL);
}

static const char *rank_change(const struct par_report_view *view, int rank, int places)
{
    struct par_arena *arena = view->cli->arena;
    const char *pattern = places > 0   ? N_("The rank rose from {2} to {3} (places: {1} up).")
                          : places < 0 ? N_("The rank fell from {2} to {3} (places: {1} down).")
                                       : N_("The rank stayed at {3}.");
    return par_letter_say(view, pattern, par_count_text((size_t)(places < 0 ? -places : places), arena),
                          par_count_text((size_t)(rank + places), arena), par_count_text((size_t)rank, arena), NULL);
}

/* A trend names the period that it compares with; so where there is one, its change is told. */
const char *par_letter_change(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_rank *now = unit->now;
    const struct par_report_move *move = move_of(view, unit);
    const char *earlier = earlier_words(view, unit), *comparison = move ? move->comparison : now->comparison;
    if (strcmp(comparison, "not_comparable") == 0)
        return par_letter_say(view, N_("Not comparable with {1}: the unit was merged or split."), earlier, NULL, NULL,
                              NULL);
    if (strcmp(comparison, "new") == 0)
        return par_letter_say(view, N_("No result of this unit in {1}."), earlier, NULL, NULL, NULL);
    const char *text = index_change(view, move ? move->change_index : now->change_index, earlier);
    bool placed = move ? move->has_places : now->has_change_places;
    if (!placed || now->rank == 0)
        return text;
    return par_letter_also(view, text, rank_change(view, now->rank, move ? move->change_places : now->change_places));
}

/* --- Whose doing it was ------------------------------------------------------------------------------------------- */

static const char *index_reasons(const struct par_report_view *view, const struct par_report_move *move)
{
    if (!move->change_index.is || !move->own_index.is || !move->set_index.is || move->change_index.value == 0)
        return "";
    const char *earlier = par_letter_period(view, move->previous_period);
    if (move->set_index.value == 0)
        return par_letter_say(view,
                              N_("All of the change in index against {1} ({2} percentage points) is the unit's own."),
                              earlier, par_letter_signed(view, move->change_index), NULL, NULL);
    return par_letter_say(view,
                          N_("Of the change in index against {1} ({2} percentage points), the unit's own part is {3}, "
                             "that of the changed criteria set {4}."),
                          earlier, par_letter_signed(view, move->change_index),
                          par_letter_signed(view, move->own_index), par_letter_signed(view, move->set_index));
}

static const char *places_text(const struct par_report_view *view, int places)
{
    return par_letter_signed(view, (struct par_shown){true, places * PAR_POINTS_ONE, 0});
}

static const char *place_reasons(const struct par_report_view *view, const struct par_report_move *move)
{
    if (!move->has_places || (move->own_places == 0 && move->other_places == 0))
        return "";
    return par_letter_say(view,
                          N_("Of the change in places ({1}), the unit's own part is {2}, that of the other units {3}."),
                          places_text(view, move->change_places), places_text(view, move->own_places),
                          places_text(view, move->other_places), NULL);
}

const char *par_letter_why(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_move *move = move_of(view, unit);
    if (!move)
        return "";
    return par_letter_also(view, index_reasons(view, move), place_reasons(view, move));
}

/* --- Where -------------------------------------------------------------------------------------------------------- */

/* How far a component moved in the direction asked for; 0 for the other. */
static par_points stride(const struct par_report_shift *shift, bool upwards)
{
    if (!shift->is_component || !shift->own_points.is)
        return 0;
    par_points own = upwards ? shift->own_points.value : -shift->own_points.value;
    return own > 0 ? own : 0;
}

/* The largest that is smaller than the one before (or as large and later in the file). NULL: none is left. */
static const struct par_report_shift *next_largest(const struct par_report_unit *unit, bool upwards,
                                                   const struct par_report_shift *before)
{
    const struct par_report_shift *found = NULL;
    par_points limit = before ? stride(before, upwards) : INT64_MAX;
    for (size_t i = 0; i < unit->shift_count; i++) {
        const struct par_report_shift *shift = &unit->shifts[i];
        par_points size = stride(shift, upwards);
        bool left = size > 0 && (size < limit || (before && size == limit && shift > before));
        if (left && (!found || size > stride(found, upwards)))
            found = shift;
    }
    return found;
}

const char *par_letter_where(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_move *move = move_of(view, unit);
    struct par_build out = {.arena = view->cli->arena};
    if (!move || !move->own_points.is || move->own_points.value == 0)
        return "";
    bool upwards = move->own_points.value > 0;
    const struct par_report_shift *shift = next_largest(unit, upwards, NULL);
    for (int i = 0; shift && i < NAMED; i++, shift = next_largest(unit, upwards, shift)) {
        const char *title = par_view_title(view, unit->bloc->set, shift->node, shift->title);
        par_build_text(&out, i ? "; " : "");
        par_build_text(&out, par_letter_say(view, N_("{1} {2} ({3} points)"), shift->node, title,
                                            par_letter_signed(view, shift->own_points), NULL));
    }
    const char *pattern = upwards ? N_("What rose most: {1}.") : N_("What fell most: {1}.");
    return out.size > 0 ? par_letter_say(view, pattern, par_build_end(&out), NULL, NULL, NULL) : "";
}

/* --- Satisfaction ------------------------------------------------------------------------------------------------- */

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

const char *par_letter_neighbours(const struct par_report_view *view, const struct par_report_place *place)
{
    const struct par_report *report = view->report;
    struct par_arena *arena = view->cli->arena;
    if (place->rank == 0 || place->alike_next < 0)
        return "";
    size_t before = alike_before(report, place), after = (size_t)place->alike_next;
    const char *counts[] = {before ? par_count_text(before, arena) : "", after ? par_count_text(after, arena) : ""};
    if (before || after)
        return par_letter_say(view,
                              N_("The sample does not tell it from {1?the {1} ranked just above}{2?{1? and }the {2} "
                                 "ranked just below}: the difference may be chance."),
                              counts[0], counts[1], NULL, NULL);
    if (has_before(report, place) || has_next(report, place))
        return par_view_text(view, N_("It differs from its neighbours by more than chance."));
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
