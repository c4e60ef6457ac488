/* Figures of surveys and the ranks that a sample leaves open (sipas-score). */
#include "report_rows.h"

struct figure_columns {
    int grouping, group, name, node, kind, option, title, flags, n, percent, se, low, high, mean_score;
};

static struct par_report_figure read_figure(struct par_report_rows *rows, const struct figure_columns *at)
{
    return (struct par_report_figure){.grouping = par_report_text(rows, at->grouping),
                                      .group = par_report_text(rows, at->group),
                                      .name = par_report_text(rows, at->name),
                                      .node = par_report_text(rows, at->node),
                                      .kind = par_report_text(rows, at->kind),
                                      .option = par_report_text(rows, at->option),
                                      .title = par_report_text(rows, at->title),
                                      .flags = par_report_text(rows, at->flags),
                                      .n = par_report_shown(rows, at->n),
                                      .percent = par_report_shown(rows, at->percent),
                                      .se = par_report_shown(rows, at->se),
                                      .low = par_report_shown(rows, at->low),
                                      .high = par_report_shown(rows, at->high),
                                      .mean_score = par_report_shown(rows, at->mean_score)};
}

void par_report_read_figures(struct par_report_rows *rows)
{
    struct par_report *report = rows->report;
    struct figure_columns at = {.grouping = par_report_column(rows, "grouping", true),
                                .group = par_report_column(rows, "group", true),
                                .name = par_report_column(rows, "name", false),
                                .node = par_report_column(rows, "node", true),
                                .kind = par_report_column(rows, "kind", true),
                                .option = par_report_column(rows, "option", true),
                                .title = par_report_column(rows, "title", true),
                                .flags = par_report_column(rows, "flags", true),
                                .n = par_report_column(rows, "n", true),
                                .percent = par_report_column(rows, "percent", true),
                                .se = par_report_column(rows, "se", false),
                                .low = par_report_column(rows, "low", false),
                                .high = par_report_column(rows, "high", false),
                                .mean_score = par_report_column(rows, "mean_score", false)};
    struct par_report_figure *items = NULL;
    if (!par_score_cells_sound(&rows->cells))
        return;
    while (par_records_next(&rows->cells.records)) {
        items = par_report_grow(rows, sizeof *items);
        items[rows->count++] = read_figure(rows, &at);
    }
    if (par_score_cells_sound(&rows->cells))
        report->figures = par_report_append(rows, report->figures, &report->figure_count, sizeof *items);
}

struct place_columns {
    int grouping, bloc, group, name, flags, rank, best_rank, worst_rank, alike_next, n, percent, low, high;
};

static struct par_report_place read_place(struct par_report_rows *rows, const struct place_columns *at)
{
    return (struct par_report_place){.grouping = par_report_text(rows, at->grouping),
                                     .bloc = par_report_text(rows, at->bloc),
                                     .group = par_report_text(rows, at->group),
                                     .name = par_report_text(rows, at->name),
                                     .flags = par_report_text(rows, at->flags),
                                     .rank = par_report_whole(rows, at->rank, 0),
                                     .best_rank = par_report_whole(rows, at->best_rank, 0),
                                     .worst_rank = par_report_whole(rows, at->worst_rank, 0),
                                     .alike_next = par_report_whole(rows, at->alike_next, -1),
                                     .n = par_report_shown(rows, at->n),
                                     .percent = par_report_shown(rows, at->percent),
                                     .low = par_report_shown(rows, at->low),
                                     .high = par_report_shown(rows, at->high)};
}

void par_report_read_places(struct par_report_rows *rows)
{
    struct par_report *report = rows->report;
    struct place_columns at = {.grouping = par_report_column(rows, "grouping", true),
                               .bloc = par_report_column(rows, "bloc", true),
                               .group = par_report_column(rows, "group", true),
                               .name = par_report_column(rows, "name", false),
                               .flags = par_report_column(rows, "flags", true),
                               .rank = par_report_column(rows, "rank", true),
                               .best_rank = par_report_column(rows, "best_rank", true),
                               .worst_rank = par_report_column(rows, "worst_rank", true),
                               .alike_next = par_report_column(rows, "alike_next", true),
                               .n = par_report_column(rows, "n", true),
                               .percent = par_report_column(rows, "percent", true),
                               .low = par_report_column(rows, "low", false),
                               .high = par_report_column(rows, "high", false)};
    struct par_report_place *items = NULL;
    if (!par_score_cells_sound(&rows->cells))
        return;
    while (par_records_next(&rows->cells.records)) {
        items = par_report_grow(rows, sizeof *items);
        items[rows->count++] = read_place(rows, &at);
    }
    if (par_score_cells_sound(&rows->cells))
        report->places = par_report_append(rows, report->places, &report->place_count, sizeof *items);
}
