/* What moved (par-trend), by unit and by criterion. */
#include "parindex/rank.h"
#include "report_rows.h"

struct move_columns {
    int period, previous_period, unit, comparison, predecessors, change_points, own_points, set_points, change_index,
        own_index, set_index, change_places, own_places, other_places, best_rank, worst_rank, unstable;
};

/* par-trend's words: those of par-rank, and one of its own. */
static const char *comparison_name(int comparison)
{
    return comparison <= PAR_NEW ? par_comparison_name((enum par_comparison)comparison) : "ended";
}

enum { COMPARISONS = PAR_NEW + 2 };

/* What trends of scores files do not say is not there. */
static struct move_columns find_move_columns(const struct par_report_rows *rows)
{
    return (struct move_columns){.period = par_report_column(rows, "period", true),
                                 .previous_period = par_report_column(rows, "previous_period", true),
                                 .unit = par_report_column(rows, "unit", true),
                                 .comparison = par_report_column(rows, "comparison", true),
                                 .predecessors = par_report_column(rows, "predecessors", false),
                                 .change_points = par_report_column(rows, "change_points", false),
                                 .own_points = par_report_column(rows, "own_points", false),
                                 .set_points = par_report_column(rows, "set_points", false),
                                 .change_index = par_report_column(rows, "change_index", true),
                                 .own_index = par_report_column(rows, "own_index", false),
                                 .set_index = par_report_column(rows, "set_index", false),
                                 .change_places = par_report_column(rows, "change_places", true),
                                 .own_places = par_report_column(rows, "own_places", false),
                                 .other_places = par_report_column(rows, "other_places", false),
                                 .best_rank = par_report_column(rows, "best_rank", false),
                                 .worst_rank = par_report_column(rows, "worst_rank", false),
                                 .unstable = par_report_column(rows, "unstable", false)};
}

static struct par_report_move read_move(struct par_report_rows *rows, const struct move_columns *at)
{
    return (struct par_report_move){.period = par_report_text(rows, at->period),
                                    .previous_period = par_report_text(rows, at->previous_period),
                                    .unit = par_report_text(rows, at->unit),
                                    .comparison = par_report_word(rows, at->comparison, comparison_name, COMPARISONS),
                                    .predecessors = par_report_text(rows, at->predecessors),
                                    .change_points = par_report_shown(rows, at->change_points),
                                    .own_points = par_report_shown(rows, at->own_points),
                                    .set_points = par_report_shown(rows, at->set_points),
                                    .change_index = par_report_shown(rows, at->change_index),
                                    .own_index = par_report_shown(rows, at->own_index),
                                    .set_index = par_report_shown(rows, at->set_index),
                                    .has_places = par_records_field(&rows->cells.records, at->change_places).size > 0,
                                    .change_places = par_report_whole(rows, at->change_places, 0),
                                    .own_places = par_report_whole(rows, at->own_places, 0),
                                    .other_places = par_report_whole(rows, at->other_places, 0),
                                    .best_rank = par_report_whole(rows, at->best_rank, 0),
                                    .worst_rank = par_report_whole(rows, at->worst_rank, 0),
                                    .unstable = par_report_is_yes(rows, at->unstable)};
}

/* A unit that ended has a row without anything to show of the period. */
void par_report_read_moves(struct par_report_rows *rows)
{
    struct par_report *report = rows->report;
    struct move_columns at = find_move_columns(rows);
    struct par_report_move *items = NULL;
    if (!par_score_cells_sound(&rows->cells))
        return;
    while (par_records_next(&rows->cells.records)) {
        struct par_report_move move = read_move(rows, &at);
        if (strcmp(move.comparison, "ended") == 0)
            continue;
        items = par_report_grow(rows, sizeof *items);
        items[rows->count++] = move;
    }
    if (par_score_cells_sound(&rows->cells))
        report->moves = par_report_append(rows, report->moves, &report->move_count, sizeof *items);
}

/* --- By criterion ------------------------------------------------------------------------------------------------ */

struct shift_columns {
    int period, previous_period, unit, node, title, depth, points, previous_points, change_points, own_points,
        set_points;
};

static struct par_report_shift read_shift(struct par_report_rows *rows, const struct shift_columns *at)
{
    return (struct par_report_shift){.period = par_report_text(rows, at->period),
                                     .previous_period = par_report_text(rows, at->previous_period),
                                     .unit = par_report_text(rows, at->unit),
                                     .node = par_report_text(rows, at->node),
                                     .title = par_report_text(rows, at->title),
                                     .depth = par_report_whole(rows, at->depth, 0),
                                     .is_component = true,
                                     .points = par_report_shown(rows, at->points),
                                     .previous_points = par_report_shown(rows, at->previous_points),
                                     .change_points = par_report_shown(rows, at->change_points),
                                     .own_points = par_report_shown(rows, at->own_points),
                                     .set_points = par_report_shown(rows, at->set_points)};
}

/* A row right above a deeper one has parts; what the set has no longer stands below all others and has no node. */
static void mark_parent(struct par_report_shift *before, const struct par_report_shift *shift)
{
    if (strcmp(before->unit, shift->unit) == 0 && strcmp(before->period, shift->period) == 0 && *shift->node &&
        shift->depth > before->depth)
        before->is_component = false;
}

void par_report_read_shifts(struct par_report_rows *rows)
{
    struct par_report *report = rows->report;
    struct shift_columns at = {.period = par_report_column(rows, "period", true),
                               .previous_period = par_report_column(rows, "previous_period", true),
                               .unit = par_report_column(rows, "unit", true),
                               .node = par_report_column(rows, "node", true),
                               .title = par_report_column(rows, "title", false),
                               .depth = par_report_column(rows, "depth", true),
                               .points = par_report_column(rows, "points", false),
                               .previous_points = par_report_column(rows, "previous_points", false),
                               .change_points = par_report_column(rows, "change_points", false),
                               .own_points = par_report_column(rows, "own_points", false),
                               .set_points = par_report_column(rows, "set_points", false)};
    struct par_report_shift *items = NULL;
    if (!par_score_cells_sound(&rows->cells))
        return;
    while (par_records_next(&rows->cells.records)) {
        items = par_report_grow(rows, sizeof *items);
        items[rows->count] = read_shift(rows, &at);
        if (rows->count)
            mark_parent(&items[rows->count - 1], &items[rows->count]);
        rows->count++;
    }
    if (par_score_cells_sound(&rows->cells))
        report->shifts = par_report_append(rows, report->shifts, &report->shift_count, sizeof *items);
}
