/* The page that people read: a ranking per bloc, then figures, classes and domains side by side. */
#include "ranking.h"

/* What a bloc's table shows beside rank, name, points and index. */
struct shown {
    bool maxima; /* applicable maxima differ */
    bool rescaled;
    bool classes;
    bool states; /* some are not simply scored */
};

static bool is_plain(const struct par_standing *standing)
{
    return standing->state == PAR_STATE_SCORED && standing->takes_part;
}

static struct shown shown_of(const struct par_bloc_ranking *bloc)
{
    struct shown shown = {false, false, false, false};
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_standing *standing = bloc->standings[i];
        shown.maxima = shown.maxima || standing->applicable_max != bloc->standings[0]->applicable_max;
        shown.rescaled = shown.rescaled || standing->rescaled.is;
        shown.classes = shown.classes || standing->class_step;
        shown.states = shown.states || !is_plain(standing);
    }
    return shown;
}

static void add_columns(const struct par_ranking *ranking, const struct shown *shown, struct par_sheet *sheet)
{
    sheet->count = 0;
    par_sheet_column(sheet, "stt", true);
    par_sheet_column(sheet, "rank", true);
    par_sheet_column(sheet, "unit", false);
    par_sheet_column(sheet, "name", false);
    par_sheet_column(sheet, "points", true);
    if (shown->maxima)
        par_sheet_column(sheet, "applicable_max", true);
    par_sheet_column(sheet, "index", true);
    if (shown->rescaled)
        par_sheet_column(sheet, "rescaled", true);
    if (shown->classes)
        par_sheet_column(sheet, "class", false);
    if (ranking->history) {
        par_sheet_column(sheet, "change_index", true);
        par_sheet_column(sheet, "change_places", true);
    }
    if (shown->states)
        par_sheet_column(sheet, "state", false);
}

static void write_change(const struct par_ranking *ranking, struct par_sheet *sheet,
                         const struct par_standing *standing)
{
    struct par_change change = par_history_change(ranking->history, standing);
    if (!change.earlier) {
        bool merged = change.comparison == PAR_NOT_COMPARABLE;
        par_writer_text(sheet->writer, par_cli_text(sheet->cli, merged ? N_("not comparable") : N_("new")));
        par_writer_empty(sheet->writer);
        return;
    }
    struct par_maybe now = standing->index, before = change.earlier->index;
    struct par_maybe difference = {now.is && before.is, now.points - before.points};
    bool places = standing->rank && change.earlier->rank && change.same_bloc;
    par_ranking_cell_points(sheet, difference, par_ranking_index_decimals(standing));
    par_ranking_cell_number(sheet, places, (int64_t)change.earlier->rank - standing->rank);
}

static void write_standing(const struct par_ranking *ranking, const struct shown *shown, struct par_sheet *sheet,
                           const struct par_standing *standing)
{
    struct par_writer *writer = sheet->writer;
    int decimals = par_ranking_points_decimals(standing);
    par_writer_integer(writer, standing->running);
    par_ranking_cell_number(sheet, standing->rank > 0, standing->rank);
    par_writer_text(writer, standing->unit);
    par_writer_text(writer, standing->name);
    par_ranking_cell_points(sheet, standing->points, decimals);
    if (shown->maxima)
        par_sheet_max(sheet, standing->applicable_max);
    par_sheet_points(sheet, standing->index, par_ranking_index_decimals(standing));
    if (shown->rescaled)
        par_ranking_cell_points(sheet, standing->rescaled, decimals);
    if (shown->classes)
        par_writer_text(writer, par_ranking_class(sheet, standing->class_step));
    if (ranking->history)
        write_change(ranking, sheet, standing);
    if (shown->states)
        par_writer_text(writer, is_plain(standing) ? "" : par_ranking_state(sheet, standing));
    par_writer_row(writer);
}

static const char *title_of(const struct par_ranking *ranking, const struct par_bloc_ranking *bloc)
{
    const struct par_cli *cli = ranking->cli;
    const char *pattern =
        ranking->is_provisional ? N_("PROVISIONAL ranking of {1}{2?, bloc: {2}}") : N_("Ranking of {1}{2?, bloc: {2}}");
    const char *args[PAR_DIAG_ARGS] = {bloc->count ? bloc->standings[0]->period : "",
                                       par_label_text(bloc->name, cli->language)};
    return par_message_fill(cli->arena, par_cli_text(cli, pattern), args);
}

static void write_bloc(const struct par_ranking *ranking, struct par_sheet *sheet, const struct par_bloc_ranking *bloc)
{
    struct shown shown = shown_of(bloc);
    add_columns(ranking, &shown, sheet);
    par_sheet_next_table(sheet, title_of(ranking, bloc));
    for (size_t i = 0; i < bloc->count; i++)
        if (par_ranking_wants(ranking, bloc->standings[i]))
            write_standing(ranking, &shown, sheet, bloc->standings[i]);
}

/* --- Summaries ------------------------------------------------------------------------------------------------------
 */

static const char *name_of(const struct par_sheet *sheet, const struct par_summary *summary)
{
    return par_label_text(summary->name, sheet->cli->language);
}

static void write_figures(const struct par_ranking *ranking, struct par_sheet *sheet,
                          const struct par_summary *summaries, size_t count)
{
    static const char *const names[] = {"bloc",    "units",  "ranked_units", "mean",       "median",
                                        "highest", "lowest", "spread",       "above_mean", "class_of_mean"};
    sheet->count = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_sheet_column(sheet, names[i], i > 0 && i < 9);
    const char *title = ranking->is_provisional ? N_("PROVISIONAL summary") : N_("Summary");
    par_sheet_next_table(sheet, par_cli_text(sheet->cli, title));
    for (size_t i = 0; i < count; i++) {
        const struct par_figures *figures = &summaries[i].figures;
        int decimals = par_summary_decimals(&summaries[i]);
        par_writer_text(sheet->writer, name_of(sheet, &summaries[i]));
        par_writer_integer(sheet->writer, (int64_t)summaries[i].count);
        par_writer_integer(sheet->writer, (int64_t)figures->count);
        par_sheet_points(sheet, figures->mean, decimals);
        par_sheet_points(sheet, figures->median, decimals);
        par_sheet_points(sheet, figures->highest, decimals);
        par_sheet_points(sheet, figures->lowest, decimals);
        par_sheet_points(sheet, figures->spread, decimals);
        par_writer_integer(sheet->writer, (int64_t)summaries[i].above_mean);
        par_writer_text(sheet->writer, par_ranking_class(sheet, summaries[i].class_of_mean));
        par_writer_row(sheet->writer);
    }
}

static void write_classes(struct par_sheet *sheet, const struct par_summary *summaries, size_t count)
{
    size_t classes = 0;
    for (size_t i = 0; i < count; i++)
        classes += summaries[i].class_count;
    if (classes == 0)
        return;
    sheet->count = 0;
    par_sheet_column(sheet, "bloc", false);
    par_sheet_column(sheet, "class", false);
    par_sheet_column(sheet, "count", true);
    par_sheet_column(sheet, "share", true);
    par_sheet_next_table(sheet, par_cli_text(sheet->cli, N_("Classes")));
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < summaries[i].class_count; k++) {
            const struct par_class_count *class_count = &summaries[i].classes[k];
            par_writer_text(sheet->writer, name_of(sheet, &summaries[i]));
            par_writer_text(sheet->writer, par_label_text(class_count->name, sheet->cli->language));
            par_writer_integer(sheet->writer, (int64_t)class_count->count);
            par_sheet_points(sheet, par_summary_share(&summaries[i], class_count->count), 2);
            par_writer_row(sheet->writer);
        }
}

static void write_domains(const struct par_ranking *ranking, struct par_sheet *sheet,
                          const struct par_summary *summaries, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any = any || summaries[i].domains;
    if (!any || ranking->table->domain_count == 0)
        return;
    sheet->count = 0;
    par_sheet_column(sheet, "bloc", false);
    for (size_t i = 0; i < ranking->table->domain_count; i++)
        par_sheet_column(sheet, par_arena_join(sheet->cli->arena, "index_", ranking->table->domains[i], NULL), true);
    par_sheet_next_table(sheet, par_cli_text(sheet->cli, N_("Mean index of each domain")));
    for (size_t i = 0; i < count; i++) {
        if (!summaries[i].domains)
            continue;
        par_writer_text(sheet->writer, name_of(sheet, &summaries[i]));
        for (size_t k = 0; k < ranking->table->domain_count; k++)
            par_sheet_points(sheet, summaries[i].domains[k].mean, par_summary_decimals(&summaries[i]));
        par_writer_row(sheet->writer);
    }
}

void par_ranking_write_page(const struct par_ranking *ranking, struct par_sheet *sheet)
{
    size_t count;
    struct par_summary *summaries = par_ranking_summarise(ranking, &count);
    for (size_t i = 0; i < ranking->bloc_count; i++)
        if (ranking->blocs[i].count)
            write_bloc(ranking, sheet, &ranking->blocs[i]);
    write_figures(ranking, sheet, summaries, count);
    write_classes(sheet, summaries, count);
    write_domains(ranking, sheet, summaries, count);
}
