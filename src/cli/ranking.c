#include "ranking.h"

#include <stdio.h>
#include <stdlib.h>

/* --- Grouping ---------------------------------------------------------------------------------------------------- */

static struct par_bloc_ranking *add_bloc(struct par_ranking *ranking, struct par_names *names, size_t *room,
                                         const char *id, struct par_label name)
{
    int32_t known = par_names_add(names, par_span_of(id), (int32_t)ranking->bloc_count);
    if (known != PAR_NAME_NONE)
        return &ranking->blocs[known];
    ranking->blocs =
        par_arena_grow(ranking->cli->arena, ranking->blocs, ranking->bloc_count, room, sizeof *ranking->blocs);
    struct par_bloc_ranking *bloc = &ranking->blocs[ranking->bloc_count++];
    *bloc = (struct par_bloc_ranking){.id = id, .name = name};
    return bloc;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct par_bloc_ranking *)a)->id, ((const struct par_bloc_ranking *)b)->id);
}

/* Blocs that no set lists come last, by name, so that the order of rows does not matter. */
static void order_unlisted(struct par_ranking *ranking, size_t listed)
{
    if (ranking->bloc_count > listed + 1)
        qsort(ranking->blocs + listed, ranking->bloc_count - listed, sizeof *ranking->blocs, by_id);
}

static void list_blocs(struct par_ranking *ranking)
{
    struct par_names *names = par_names_new(ranking->cli->arena);
    size_t room = 0;
    for (size_t i = 0; i < ranking->loaded->set_count; i++)
        for (size_t k = 0; k < ranking->loaded->sets[i]->bloc_count; k++)
            add_bloc(ranking, names, &room, ranking->loaded->sets[i]->blocs[k].id,
                     ranking->loaded->sets[i]->blocs[k].name);
    size_t listed = ranking->bloc_count;
    for (size_t i = 0; i < ranking->table->count; i++) {
        const char *id = ranking->table->standings[i].bloc;
        add_bloc(ranking, names, &room, id, (struct par_label){id, NULL});
    }
    order_unlisted(ranking, listed);
}

static void fill_blocs(struct par_ranking *ranking)
{
    struct par_names *names = par_names_new(ranking->cli->arena);
    for (size_t i = 0; i < ranking->bloc_count; i++) {
        struct par_bloc_ranking *bloc = &ranking->blocs[i];
        par_names_add(names, par_span_of(bloc->id), (int32_t)i);
        bloc->standings = par_arena_array(ranking->cli->arena, ranking->table->count, sizeof(struct par_standing *));
    }
    for (size_t i = 0; i < ranking->table->count; i++) {
        struct par_standing *standing = &ranking->table->standings[i];
        struct par_bloc_ranking *bloc = &ranking->blocs[par_names_find(names, par_span_of(standing->bloc))];
        bloc->standings[bloc->count++] = standing;
        bloc->set = standing->set;
    }
}

void par_ranking_make(struct par_ranking *ranking)
{
    list_blocs(ranking);
    fill_blocs(ranking);
    for (size_t i = 0; i < ranking->bloc_count; i++)
        par_rank_bloc(ranking->blocs[i].standings, ranking->blocs[i].count, ranking->blocs[i].set, ranking->cli->arena);
}

int par_ranking_decimals(const struct par_bloc_ranking *bloc)
{
    return bloc->set ? bloc->set->decimals_index : 2;
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

static const char *class_text(const struct par_sheet *sheet, const struct par_standing *standing)
{
    if (!standing->class_step)
        return "";
    return par_label_text(standing->class_step->name, par_sheet_is_for_people(sheet) ? sheet->cli->language : "vi");
}

static const char *state_text(const struct par_sheet *sheet, const struct par_standing *standing)
{
    if (standing->takes_part)
        return par_sheet_state(sheet, standing->state);
    return par_sheet_is_for_people(sheet) ? par_cli_text(sheet->cli, N_("not ranked")) : "not_ranked";
}

static void write_number(struct par_sheet *sheet, bool is, int64_t number)
{
    if (is)
        par_writer_integer(sheet->writer, number);
    else
        par_writer_empty(sheet->writer);
}

static int index_decimals(const struct par_standing *standing)
{
    return standing->set ? standing->set->decimals_index : -1;
}

/* With these decimals, and more where the points have more. */
static void write_fine(struct par_sheet *sheet, struct par_maybe points, int decimals)
{
    bool finer = decimals >= 0 && par_points_round(points.points, decimals, PAR_DOWN) != points.points;
    par_sheet_points(sheet, points, finer ? -1 : decimals);
}

static void write_difference(struct par_sheet *sheet, struct par_maybe now, struct par_maybe before, int decimals)
{
    struct par_maybe difference = {now.is && before.is, now.points - before.points};
    write_fine(sheet, difference, decimals);
}

static void write_change(const struct par_ranking *ranking, struct par_sheet *sheet,
                         const struct par_standing *standing)
{
    static const struct par_earlier nothing = {0};
    struct par_change change = par_history_change(ranking->history, standing);
    const struct par_earlier *earlier = change.earlier ? change.earlier : &nothing;
    bool places = standing->rank && earlier->rank && change.same_bloc;
    int decimals = standing->set ? standing->set->decimals_points : -1;
    write_fine(sheet, earlier->points, decimals);
    write_number(sheet, earlier->rank > 0, earlier->rank);
    write_difference(sheet, standing->points, earlier->points, decimals);
    write_difference(sheet, standing->index, earlier->index, index_decimals(standing));
    write_number(sheet, places, (int64_t)earlier->rank - standing->rank);
    par_writer_text(sheet->writer, par_comparison_name(change.comparison));
}

/* Points as the scores file has them, with the decimals of the set. */
static void write_points(struct par_sheet *sheet, const struct par_standing *standing, struct par_maybe points)
{
    write_fine(sheet, points, standing->set ? standing->set->decimals_points : -1);
}

static void write_domains(const struct par_ranking *ranking, struct par_sheet *sheet,
                          const struct par_standing *standing)
{
    int decimals = index_decimals(standing);
    for (size_t i = 0; i < ranking->table->domain_count; i++)
        par_sheet_points(sheet, i < standing->domain_count ? standing->domains[i] : (struct par_maybe){false, 0},
                         decimals);
}

static void write_standing(const struct par_ranking *ranking, struct par_sheet *sheet,
                           const struct par_standing *standing)
{
    struct par_writer *writer = sheet->writer;
    par_writer_text(writer, standing->period);
    par_writer_text(writer, standing->bloc);
    par_writer_integer(writer, standing->running);
    write_number(sheet, standing->rank > 0, standing->rank);
    par_writer_text(writer, standing->unit);
    par_writer_text(writer, standing->name);
    write_points(sheet, standing, standing->points);
    par_sheet_max(sheet, standing->applicable_max);
    par_sheet_points(sheet, standing->index, index_decimals(standing));
    write_points(sheet, standing, standing->rescaled);
    par_writer_text(writer, class_text(sheet, standing));
    par_writer_text(writer, state_text(sheet, standing));
    if (standing->open_max)
        par_sheet_max(sheet, standing->open_max);
    else
        par_writer_empty(writer);
    par_writer_text(writer, ranking->is_provisional ? "yes" : "no");
    write_domains(ranking, sheet, standing);
    if (ranking->history)
        write_change(ranking, sheet, standing);
    par_writer_row(writer);
}

static bool is_wanted(const struct par_ranking *ranking, const struct par_standing *standing)
{
    return !ranking->top || (standing->rank > 0 && standing->rank <= ranking->top);
}

/* --- CSV and JSON: one table ------------------------------------------------------------------------------------- */

static void add_domains(const struct par_ranking *ranking, struct par_sheet *sheet)
{
    for (size_t i = 0; i < ranking->table->domain_count; i++)
        par_sheet_column(sheet, par_arena_join(sheet->cli->arena, "index_", ranking->table->domains[i], NULL), true);
}

static void add_columns(const struct par_ranking *ranking, struct par_sheet *sheet)
{
    static const struct {
        const char *name;
        bool number;
    } columns[] = {{"period", false},  {"bloc", false},       {"stt", true},    {"rank", true},
                   {"unit", false},    {"name", false},       {"points", true}, {"applicable_max", true},
                   {"index", true},    {"rescaled", true},    {"class", false}, {"state", false},
                   {"open_max", true}, {"provisional", false}};
    static const char *const changes[] = {"previous_points", "previous_rank", "change_points", "change_index",
                                          "change_places"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        par_sheet_column(sheet, columns[i].name, columns[i].number);
    add_domains(ranking, sheet);
    for (size_t i = 0; ranking->history && i < sizeof changes / sizeof *changes; i++)
        par_sheet_column(sheet, changes[i], true);
    if (ranking->history)
        par_sheet_column(sheet, "comparison", false);
}

static void write_rows(const struct par_ranking *ranking, struct par_sheet *sheet)
{
    for (size_t i = 0; i < ranking->bloc_count; i++)
        for (size_t k = 0; k < ranking->blocs[i].count; k++)
            if (is_wanted(ranking, ranking->blocs[i].standings[k]))
                write_standing(ranking, sheet, ranking->blocs[i].standings[k]);
}

/* --- For people: a table per bloc
 * ------------------------------------------------------------------------------------- */

/* What a bloc's table shows beside rank, name, points and index. */
struct shown {
    bool maxima; /* applicable maxima differ */
    bool rescaled;
    bool classes;
    bool states; /* some are not simply scored */
};

static struct shown shown_of(const struct par_bloc_ranking *bloc)
{
    struct shown shown = {false, false, false, false};
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_standing *standing = bloc->standings[i];
        shown.maxima = shown.maxima || standing->applicable_max != bloc->standings[0]->applicable_max;
        shown.rescaled = shown.rescaled || standing->rescaled.is;
        shown.classes = shown.classes || standing->class_step;
        shown.states = shown.states || standing->state != PAR_STATE_SCORED || !standing->takes_part;
    }
    return shown;
}

static void add_columns_for_people(const struct par_ranking *ranking, const struct shown *shown,
                                   struct par_sheet *sheet)
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
    if (shown->states)
        par_sheet_column(sheet, "state", false);
    if (ranking->history) {
        par_sheet_column(sheet, "change_index", true);
        par_sheet_column(sheet, "change_places", true);
    }
}

static void write_change_for_people(const struct par_ranking *ranking, struct par_sheet *sheet,
                                    const struct par_standing *standing)
{
    struct par_change change = par_history_change(ranking->history, standing);
    if (!change.earlier) {
        bool merged = change.comparison == PAR_NOT_COMPARABLE;
        par_writer_text(sheet->writer, par_cli_text(sheet->cli, merged ? N_("not comparable") : N_("new")));
        par_writer_empty(sheet->writer);
        return;
    }
    bool places = standing->rank && change.earlier->rank && change.same_bloc;
    write_difference(sheet, standing->index, change.earlier->index, index_decimals(standing));
    write_number(sheet, places, (int64_t)change.earlier->rank - standing->rank);
}

static void write_for_people(const struct par_ranking *ranking, const struct shown *shown, struct par_sheet *sheet,
                             const struct par_standing *standing)
{
    struct par_writer *writer = sheet->writer;
    par_writer_integer(writer, standing->running);
    write_number(sheet, standing->rank > 0, standing->rank);
    par_writer_text(writer, standing->unit);
    par_writer_text(writer, standing->name);
    write_points(sheet, standing, standing->points);
    if (shown->maxima)
        par_sheet_max(sheet, standing->applicable_max);
    par_sheet_points(sheet, standing->index, index_decimals(standing));
    if (shown->rescaled)
        write_points(sheet, standing, standing->rescaled);
    if (shown->classes)
        par_writer_text(writer, class_text(sheet, standing));
    if (shown->states)
        par_writer_text(writer, state_text(sheet, standing));
    if (ranking->history)
        write_change_for_people(ranking, sheet, standing);
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

static void write_bloc_for_people(const struct par_ranking *ranking, struct par_sheet *sheet,
                                  const struct par_bloc_ranking *bloc)
{
    struct shown shown = shown_of(bloc);
    add_columns_for_people(ranking, &shown, sheet);
    par_sheet_next_table(sheet, title_of(ranking, bloc));
    for (size_t i = 0; i < bloc->count; i++)
        if (is_wanted(ranking, bloc->standings[i]))
            write_for_people(ranking, &shown, sheet, bloc->standings[i]);
}

static void write_summary_for_people(struct par_ranking *ranking, struct par_sheet *sheet)
{
    const struct par_cli *cli = sheet->cli;
    sheet->count = 0;
    par_ranking_summary_columns(sheet);
    const char *title = ranking->is_provisional ? N_("PROVISIONAL summary") : N_("Summary");
    par_sheet_next_table(sheet, par_cli_text(cli, title));
    par_ranking_summarise(ranking, sheet);
}

static void write_page(struct par_ranking *ranking, struct par_sheet *sheet)
{
    for (size_t i = 0; i < ranking->bloc_count; i++)
        if (ranking->blocs[i].count)
            write_bloc_for_people(ranking, sheet, &ranking->blocs[i]);
    write_summary_for_people(ranking, sheet);
}

void par_ranking_write(struct par_ranking *ranking)
{
    struct par_sheet *sheet = par_arena_alloc(ranking->cli->arena, sizeof *sheet);
    sheet->cli = ranking->cli;
    bool people = par_sheet_is_for_people(sheet);
    if (!people)
        add_columns(ranking, sheet);
    if (!(people ? par_sheet_open_page(sheet) : par_sheet_open(sheet, NULL)))
        return;
    if (people)
        write_page(ranking, sheet);
    else
        write_rows(ranking, sheet);
    par_sheet_close(sheet);
}
