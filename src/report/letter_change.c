/* How a unit moved, whose doing it was, and where. */
#include "build.h"
#include "letter.h"
#include "messages.h"

enum { NAMED = 3 };

/* --- Against the earlier period ----------------------------------------------------------------------------------- */

/* The period that the ranking was compared with, as far as the files say it. */
static const char *earlier_words(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_move *move = par_report_newest_move(view->report, unit);
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
    const struct par_report_move *move = par_report_newest_move(view->report, unit);
    const char *earlier = earlier_words(view, unit), *comparison = move ? move->comparison : now->comparison;
    if (strcmp(comparison, "not_comparable") == 0)
        return par_letter_say(view, N_("Not comparable with {1}: the unit was merged or split."), earlier, NULL, NULL,
                              NULL);
    if (strcmp(comparison, "new") == 0)
        return par_letter_say(view, N_("No result of this unit in {1}."), earlier, NULL, NULL, NULL);
    const char *text = index_change(view, move ? move->change_index : now->change_index, earlier);
    int places;
    if (!par_letter_places(view, unit, &places) || now->rank == 0)
        return text;
    return par_letter_also(view, text, rank_change(view, now->rank, places));
}

bool par_letter_places(const struct par_report_view *view, const struct par_report_unit *unit, int *places)
{
    const struct par_report_move *move = par_report_newest_move(view->report, unit);
    *places = move ? move->change_places : unit->now->change_places;
    return move ? move->has_places : unit->now->has_change_places;
}

/* Those that rose or fell otherwise by the ranking; the period that their trend looks back to. */
static size_t told_otherwise(const struct par_report_view *view, const char **period)
{
    size_t count = 0;
    for (size_t i = 0; i < view->report->unit_count; i++) {
        const struct par_report_unit *unit = &view->report->list[i];
        if (!par_report_is_told_otherwise(view->report, unit))
            continue;
        *period = par_report_newest_move(view->report, unit)->previous_period;
        count++;
    }
    return count;
}

const char *par_letter_two_stories(const struct par_report_view *view)
{
    const char *period = "";
    size_t count = told_otherwise(view, &period);
    if (count == 0)
        return "";
    return par_letter_say(view,
                          N_("Ranking and trend look back to different rankings (units that changed otherwise: {1}). "
                             "The table of the ranking shows the changes of the ranking; what is told of each unit is "
                             "the trend's, against {2}."),
                          par_count_text(count, view->cli->arena), par_letter_period(view, period), NULL, NULL);
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
    const struct par_report_move *move = par_report_newest_move(view->report, unit);
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

/* The components that moved most in one direction; "" when none did. */
static const char *movers(const struct par_report_view *view, const struct par_report_unit *unit, bool upwards)
{
    struct par_build out = {.arena = view->cli->arena};
    const struct par_report_shift *shift = next_largest(unit, upwards, NULL);
    for (int i = 0; shift && i < NAMED; i++, shift = next_largest(unit, upwards, shift)) {
        const char *title = par_view_title(view, unit->bloc->set, shift->node, shift->title);
        par_build_text(&out, i ? "; " : "");
        par_build_text(&out, par_letter_say(view, N_("{1} {2} ({3} points)"), shift->node, title,
                                            par_letter_signed(view, shift->own_points), NULL));
    }
    return par_build_end(&out);
}

/* Points may rise while the index falls, when more became applicable or the set changed: the index decides. */
static par_points direction_of(const struct par_report_move *move)
{
    if (move->change_index.is && move->change_index.value != 0)
        return move->change_index.value;
    return move->own_points.is ? move->own_points.value : 0;
}

const char *par_letter_where(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_move *move = par_report_newest_move(view->report, unit);
    par_points direction = move ? direction_of(move) : 0;
    if (direction == 0)
        return "";
    bool upwards = direction > 0;
    const char *with = movers(view, unit, upwards), *against = movers(view, unit, !upwards), *pattern;
    if (*with) {
        pattern = upwards ? N_("What rose most: {1}.") : N_("What fell most: {1}.");
        return par_letter_say(view, pattern, with, NULL, NULL, NULL);
    }
    pattern = upwards ? N_("No component rose; against this change, what fell most: {1}.")
                      : N_("No component fell; against this change, what rose most: {1}.");
    return *against ? par_letter_say(view, pattern, against, NULL, NULL, NULL) : "";
}
