/* A row per unit, and the whole of the output. */
#include "trend_cells.h"

/* --- Shared with the other tables -------------------------------------------------------------------------------- */

bool par_trend_wants(const struct par_trend *trend, const struct par_trend_move *move)
{
    return !trend->unit || strcmp(trend->unit, move->now->unit) == 0 ||
           (move->before && strcmp(trend->unit, move->before->unit) == 0);
}

bool par_trend_has_ended(const struct par_trend_step *step, size_t older_unit)
{
    return !par_history_continues(step->history, step->older->table.standings[older_unit].unit);
}

struct par_maybe par_trend_printed(const struct par_set *set, const struct par_criterion *criterion,
                                   struct par_maybe points)
{
    bool exact = set->rank_on == PAR_EXACT || set->class_on == PAR_EXACT;
    if (criterion->role == PAR_ROLE_PENALTY)
        points.points = -points.points;
    if (criterion->component < 0 && !exact)
        points.points = par_points_round(points.points, set->decimals_points, set->rounding);
    return points;
}

/* The units that a unit came of, where that is more than itself. */
static const char *predecessors_text(const struct par_trend_table *table, const struct par_standing *standing)
{
    struct par_list list = standing->who ? standing->who->predecessors : (struct par_list){0, NULL};
    const char *text = "";
    for (size_t i = 0; i < list.count; i++)
        text = par_arena_join(table->trend->cli->arena, text, i ? "|" : "", list.items[i], NULL);
    return text;
}

const char *par_trend_bloc(const struct par_trend_table *table, const struct par_trend_period *period, const char *bloc)
{
    const struct par_ranking *ranking = &period->ranking;
    for (size_t i = 0; par_sheet_is_for_people(table->sheet) && i < ranking->bloc_count; i++)
        if (strcmp(ranking->blocs[i].id, bloc) == 0)
            return par_label_text(ranking->blocs[i].name, table->trend->cli->language);
    return bloc;
}

void par_trend_head(struct par_trend_table *table, const struct par_trend_step *step, const struct par_trend_move *move)
{
    const struct par_standing *now = move->now, *before = move->before;
    par_trend_text(table, PAR_TREND_PERIOD, step->newer->name);
    par_trend_text(table, PAR_TREND_PREVIOUS_PERIOD, step->older->name);
    par_trend_text(table, PAR_TREND_BLOC, par_trend_bloc(table, step->newer, now->bloc));
    par_trend_text(table, PAR_TREND_SET, now->set ? now->set->id : "");
    par_trend_text(table, PAR_TREND_PREVIOUS_SET, before && before->set ? before->set->id : "");
    par_trend_text(table, PAR_TREND_UNIT_CODE, now->unit);
    par_trend_text(table, PAR_TREND_NAME, now->name);
    par_trend_text(table, PAR_TREND_COMPARISON, par_trend_word(table, par_comparison_name(move->change.comparison)));
    par_trend_text(table, PAR_TREND_PREDECESSORS, predecessors_text(table, now));
}

/* --- A unit ------------------------------------------------------------------------------------------------------ */

/* Without both sides there is nothing to compare the old data under the new set with. */
static struct par_trend_figure figure_of(struct par_maybe now, const struct par_maybe *before,
                                         const struct par_maybe *under)
{
    struct par_trend_figure figure = {.now = now};
    if (before)
        figure.before = *before;
    if (under)
        figure.under = *under;
    figure.under.is = figure.under.is && now.is && figure.before.is;
    return figure;
}

static void fill_figures(struct par_trend_table *table, const struct par_trend_move *move)
{
    const struct par_standing *now = move->now, *before = move->before, *under = move->under;
    struct par_trend_figure points =
        figure_of(now->points, before ? &before->points : NULL, under ? &under->points : NULL);
    struct par_trend_figure index = figure_of(now->index, before ? &before->index : NULL, under ? &under->index : NULL);
    par_trend_parted_change(table, PAR_TREND_POINTS, &points, par_ranking_points_decimals(now));
    par_trend_parted_change(table, PAR_TREND_INDEX, &index, par_ranking_index_decimals(now));
    if (move->open)
        par_trend_amount(table, PAR_TREND_HIGHEST_INDEX, move->most, par_ranking_index_decimals(now));
}

static void fill_ranks(struct par_trend_table *table, const struct par_trend_move *move)
{
    int now = move->now->rank, before = move->before ? move->before->rank : 0;
    bool placed = now && before && move->change.same_bloc;
    const struct par_rank_course *course = &move->course;
    par_trend_number(table, PAR_TREND_RANK, now > 0, now);
    par_trend_number(table, PAR_TREND_PREVIOUS_RANK, before > 0, before);
    par_trend_number(table, PAR_TREND_CHANGE_PLACES, placed, (int64_t)before - now);
    par_trend_number(table, PAR_TREND_OWN_PLACES, placed && move->rank_alone, (int64_t)before - move->rank_alone);
    par_trend_number(table, PAR_TREND_OTHER_PLACES, placed && move->rank_alone, (int64_t)move->rank_alone - now);
    par_trend_number(table, PAR_TREND_BEST_RANK, course->periods > 0, course->best);
    par_trend_number(table, PAR_TREND_WORST_RANK, course->periods > 0, course->worst);
    par_trend_number(table, PAR_TREND_RANK_SPREAD, course->periods > 1, (int64_t)course->worst - course->best);
    if (course->periods > 1)
        par_trend_text(table, PAR_TREND_UNSTABLE, par_trend_word(table, move->is_unstable ? "yes" : "no"));
}

/* Who gains and who loses; while something is open, only where that cannot turn it round. */
static const char *effect_of(const struct par_trend_move *move)
{
    struct par_maybe before = move->before->index, least = move->now->index, most = move->most;
    if (!before.is || !least.is || !most.is)
        return "";
    if (least.points > before.points)
        return "gains";
    if (most.points < before.points)
        return "loses";
    return least.points == most.points ? "same" : "open";
}

static void fill_states(struct par_trend_table *table, const struct par_trend_move *move)
{
    const struct par_standing *before = move->before;
    par_trend_text(table, PAR_TREND_CLASS, par_ranking_class(table->sheet, move->now->class_step));
    par_trend_text(table, PAR_TREND_PREVIOUS_CLASS, before ? par_ranking_class(table->sheet, before->class_step) : "");
    par_trend_text(table, PAR_TREND_STATE, par_ranking_state(table->sheet, move->now));
    par_trend_text(table, PAR_TREND_PREVIOUS_STATE, before ? par_ranking_state(table->sheet, before) : "");
    par_trend_amount(table, PAR_TREND_OPEN_MAX, (struct par_maybe){move->now->open_max > 0, move->now->open_max}, -1);
}

static void write_unit(struct par_trend_table *table, const struct par_trend_step *step,
                       const struct par_trend_move *move)
{
    par_trend_head(table, step, move);
    fill_figures(table, move);
    fill_ranks(table, move);
    fill_states(table, move);
    if (table->trend->amended.count)
        par_trend_text(table, PAR_TREND_EFFECT, par_trend_word(table, effect_of(move)));
    par_trend_row(table);
}

/* A unit that nobody continues: what it had. */
static void write_ended(struct par_trend_table *table, const struct par_trend_step *step, size_t older_unit)
{
    const struct par_standing *before = &step->older->table.standings[older_unit];
    par_trend_text(table, PAR_TREND_PERIOD, step->newer->name);
    par_trend_text(table, PAR_TREND_PREVIOUS_PERIOD, step->older->name);
    par_trend_text(table, PAR_TREND_BLOC, par_trend_bloc(table, step->older, before->bloc));
    par_trend_text(table, PAR_TREND_PREVIOUS_SET, before->set ? before->set->id : "");
    par_trend_text(table, PAR_TREND_UNIT_CODE, before->unit);
    par_trend_text(table, PAR_TREND_NAME, before->name);
    par_trend_text(table, PAR_TREND_COMPARISON, par_trend_word(table, "ended"));
    par_trend_amount(table, PAR_TREND_PREVIOUS_POINTS, before->points, par_ranking_points_decimals(before));
    par_trend_amount(table, PAR_TREND_PREVIOUS_INDEX, before->index, par_ranking_index_decimals(before));
    par_trend_number(table, PAR_TREND_PREVIOUS_RANK, before->rank > 0, before->rank);
    par_trend_text(table, PAR_TREND_PREVIOUS_CLASS, par_ranking_class(table->sheet, before->class_step));
    par_trend_text(table, PAR_TREND_PREVIOUS_STATE, par_ranking_state(table->sheet, before));
    par_trend_row(table);
}

/* As a ranking lists them, then those that have ended. */
void par_trend_write_units(struct par_trend_table *table, const struct par_trend_step *step)
{
    const struct par_trend *trend = table->trend;
    const struct par_ranking *ranking = &step->newer->ranking;
    for (size_t i = 0; i < ranking->bloc_count; i++)
        for (size_t k = 0; k < ranking->blocs[i].count; k++) {
            const struct par_trend_move *move =
                &step->moves[ranking->blocs[i].standings[k] - step->newer->table.standings];
            if (par_trend_wants(trend, move))
                write_unit(table, step, move);
        }
    for (size_t i = 0; !trend->amended.count && i < step->older->table.count; i++)
        if (par_trend_has_ended(step, i) &&
            (!trend->unit || strcmp(trend->unit, step->older->table.standings[i].unit) == 0))
            write_ended(table, step, i);
}

/* --- The output -------------------------------------------------------------------------------------------------- */

static bool knows_unit(const struct par_trend *trend)
{
    for (size_t i = 0; i < trend->count; i++)
        for (size_t k = 0; k < trend->periods[i].table.count; k++)
            if (strcmp(trend->periods[i].table.standings[k].unit, trend->unit) == 0)
                return true;
    return false;
}

static const char *title_of(const struct par_trend *trend, const struct par_trend_step *step)
{
    const struct par_cli *cli = trend->cli;
    const char *args[PAR_DIAG_ARGS] = {step->older->name, step->newer->name};
    const char *pattern = trend->amended.count ? N_("{1} under the amended criteria set") : N_("From {1} to {2}");
    return par_message_fill(cli->arena, par_cli_text(cli, pattern), args);
}

static void write_step(struct par_trend_table *table, const struct par_trend_step *step)
{
    switch (table->trend->by) {
    case PAR_TREND_BY_UNIT:
        par_trend_write_units(table, step);
        break;
    case PAR_TREND_BY_BLOC:
        par_trend_write_blocs(table, step);
        break;
    case PAR_TREND_BY_DOMAIN:
    case PAR_TREND_BY_CRITERION:
        par_trend_write_nodes(table, step);
        break;
    }
}

void par_trend_write(struct par_trend *trend)
{
    struct par_trend_table *table = par_arena_alloc(trend->cli->arena, sizeof *table);
    table->trend = trend;
    table->sheet = par_arena_alloc(trend->cli->arena, sizeof *table->sheet);
    table->sheet->cli = trend->cli;
    bool people = par_sheet_is_for_people(table->sheet);
    if (trend->unit && !knows_unit(trend)) {
        par_diags_add(trend->cli->diags, PAR_ERROR, PAR_TREND_UNIT, NULL, trend->unit, NULL);
        return;
    }
    par_trend_columns(table);
    if (!(people ? par_sheet_open_page(table->sheet) : par_sheet_open(table->sheet, NULL)))
        return;
    for (size_t i = 0; i + 1 < trend->count; i++) {
        if (people)
            par_sheet_next_table(table->sheet, title_of(trend, &trend->steps[i]));
        write_step(table, &trend->steps[i]);
    }
    par_sheet_close(table->sheet);
}
