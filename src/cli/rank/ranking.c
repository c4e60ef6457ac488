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

/* --- Rows -------------------------------------------------------------------------------------------------------- */

const char *par_ranking_class(const struct par_sheet *sheet, const struct par_class_step *step)
{
    if (!step)
        return "";
    return par_label_text(step->name, par_sheet_is_for_people(sheet) ? sheet->cli->language : "vi");
}

const char *par_ranking_state(const struct par_sheet *sheet, const struct par_standing *standing)
{
    if (standing->takes_part)
        return par_sheet_state(sheet, standing->state);
    return par_sheet_is_for_people(sheet) ? par_cli_text(sheet->cli, N_("not ranked")) : "not_ranked";
}

void par_ranking_cell_number(struct par_sheet *sheet, bool is, int64_t number)
{
    if (is)
        par_writer_integer(sheet->writer, number);
    else
        par_writer_empty(sheet->writer);
}

int par_ranking_index_decimals(const struct par_standing *standing)
{
    return standing->set ? standing->set->decimals_index : -1;
}

int par_ranking_points_decimals(const struct par_standing *standing)
{
    return standing->set ? standing->set->decimals_points : -1;
}

/* With these decimals, and more where the points have more. */
void par_ranking_cell_points(struct par_sheet *sheet, struct par_maybe points, int decimals)
{
    bool finer = decimals >= 0 && par_points_round(points.points, decimals, PAR_DOWN) != points.points;
    par_sheet_points(sheet, points, finer ? -1 : decimals);
}

static void write_difference(struct par_sheet *sheet, struct par_maybe now, struct par_maybe before, int decimals)
{
    struct par_maybe difference = {now.is && before.is, now.points - before.points};
    par_ranking_cell_points(sheet, difference, decimals);
}

static void write_change(const struct par_ranking *ranking, struct par_sheet *sheet,
                         const struct par_standing *standing)
{
    static const struct par_earlier nothing = {0};
    struct par_change change = par_history_change(ranking->history, standing);
    const struct par_earlier *earlier = change.earlier ? change.earlier : &nothing;
    bool places = standing->rank && earlier->rank && change.same_bloc;
    int decimals = par_ranking_points_decimals(standing);
    par_ranking_cell_points(sheet, earlier->points, decimals);
    par_ranking_cell_number(sheet, earlier->rank > 0, earlier->rank);
    write_difference(sheet, standing->points, earlier->points, decimals);
    write_difference(sheet, standing->index, earlier->index, par_ranking_index_decimals(standing));
    par_ranking_cell_number(sheet, places, (int64_t)earlier->rank - standing->rank);
    par_writer_text(sheet->writer, par_comparison_name(change.comparison));
}

static void write_domains(const struct par_ranking *ranking, struct par_sheet *sheet,
                          const struct par_standing *standing)
{
    int decimals = par_ranking_index_decimals(standing);
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
    par_ranking_cell_number(sheet, standing->rank > 0, standing->rank);
    par_writer_text(writer, standing->unit);
    par_writer_text(writer, standing->name);
    par_ranking_cell_points(sheet, standing->points, par_ranking_points_decimals(standing));
    par_sheet_max(sheet, standing->applicable_max);
    par_sheet_points(sheet, standing->index, par_ranking_index_decimals(standing));
    par_ranking_cell_points(sheet, standing->rescaled, par_ranking_points_decimals(standing));
    par_writer_text(writer, par_ranking_class(sheet, standing->class_step));
    par_writer_text(writer, par_ranking_state(sheet, standing));
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

bool par_ranking_wants(const struct par_ranking *ranking, const struct par_standing *standing)
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
            if (par_ranking_wants(ranking, ranking->blocs[i].standings[k]))
                write_standing(ranking, sheet, ranking->blocs[i].standings[k]);
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
        par_ranking_write_page(ranking, sheet);
    else
        write_rows(ranking, sheet);
    par_sheet_close(sheet);
}
