#include "ranking.h"

/* What is summed up: a bloc, or all of them. */
struct group {
    const char *bloc; /* as written in the table */
    const struct par_set *set;
    size_t count;
    struct par_standing *const *standings;
};

void par_ranking_summary_columns(struct par_sheet *sheet)
{
    par_sheet_column(sheet, "bloc", false);
    par_sheet_column(sheet, "measure", false);
    par_sheet_column(sheet, "name", false);
    par_sheet_column(sheet, "value", true);
    par_sheet_column(sheet, "count", true);
    par_sheet_column(sheet, "share", true);
}

static int decimals_of(const struct group *group)
{
    return group->set ? group->set->decimals_index : 2;
}

static enum par_rounding mode_of(const struct group *group)
{
    return group->set ? group->set->rounding : PAR_HALF_UP;
}

/* A measure in words for people, by its machine name otherwise. */
static const char *measure_text(const struct par_sheet *sheet, const char *measure)
{
    static const struct {
        const char *name;
        const char *words;
    } measures[] = {{"units", N_("units")},
                    {"ranked", N_("ranked units")},
                    {"mean", N_("mean index")},
                    {"median", N_("median index")},
                    {"highest", N_("highest index")},
                    {"lowest", N_("lowest index")},
                    {"spread", N_("highest less lowest")},
                    {"above_mean", N_("units above the mean")},
                    {"class_of_mean", N_("class of the mean")},
                    {"class", N_("class")},
                    {"domain_mean", N_("mean index of domain")}};
    for (size_t i = 0; par_sheet_is_for_people(sheet) && i < sizeof measures / sizeof *measures; i++)
        if (strcmp(measures[i].name, measure) == 0)
            return par_cli_text(sheet->cli, measures[i].words);
    return measure;
}

static void write_row(struct par_sheet *sheet, const struct group *group, const char *measure, const char *name,
                      struct par_maybe value, int64_t count, struct par_maybe percent)
{
    int decimals = decimals_of(group);
    par_writer_text(sheet->writer, group->bloc);
    par_writer_text(sheet->writer, measure_text(sheet, measure));
    par_writer_text(sheet->writer, name);
    par_sheet_points(sheet, value, decimals);
    if (count >= 0)
        par_writer_integer(sheet->writer, count);
    else
        par_writer_empty(sheet->writer);
    par_sheet_points(sheet, percent, decimals < 2 ? 2 : decimals);
    par_writer_row(sheet->writer);
}

static const struct par_maybe nothing = {false, 0};

static void write_value(struct par_sheet *sheet, const struct group *group, const char *measure, struct par_maybe value)
{
    write_row(sheet, group, measure, "", value, -1, nothing);
}

static struct par_maybe share_of(const struct group *group, size_t part, size_t whole)
{
    struct par_maybe share = {false, 0};
    int decimals = decimals_of(group);
    if (whole)
        share.is = par_ratio_round((struct par_ratio){100 * (par_wide)part, (par_wide)whole},
                                   decimals < 2 ? 2 : decimals, mode_of(group), &share.points);
    return share;
}

static const char *label_of(const struct par_sheet *sheet, const struct par_class_step *step)
{
    return par_label_text(step->name, par_sheet_is_for_people(sheet) ? sheet->cli->language : "vi");
}

static size_t count_above(const struct group *group, struct par_maybe mean)
{
    size_t above = 0;
    for (size_t i = 0; mean.is && i < group->count; i++)
        above += group->standings[i]->rank > 0 && group->standings[i]->index.points > mean.points;
    return above;
}

static void write_figures(struct par_sheet *sheet, const struct group *group, struct par_figures *figures)
{
    par_figures_of_index(group->standings, group->count, decimals_of(group), mode_of(group), sheet->cli->arena,
                         figures);
    write_row(sheet, group, "units", "", nothing, (int64_t)group->count, nothing);
    write_row(sheet, group, "ranked", "", nothing, (int64_t)figures->count, nothing);
    write_value(sheet, group, "mean", figures->mean);
    write_value(sheet, group, "median", figures->median);
    write_value(sheet, group, "highest", figures->highest);
    write_value(sheet, group, "lowest", figures->lowest);
    write_value(sheet, group, "spread", figures->spread);
    size_t above = count_above(group, figures->mean);
    write_row(sheet, group, "above_mean", "", nothing, (int64_t)above, share_of(group, above, figures->count));
}

/* The classes of the schemes in use, in their order; classes of the same name are one. */
static void write_classes(struct par_sheet *sheet, const struct group *group, size_t ranked)
{
    const struct par_set *set = group->set;
    struct par_names *written = par_names_new(sheet->cli->arena);
    for (size_t i = 0; set && i < set->scheme_count; i++) {
        for (size_t k = 0; k < set->schemes[i].count; k++) {
            const struct par_class_step *step = &set->schemes[i].steps[k];
            size_t count = 0;
            bool served = false;
            for (size_t u = 0; u < group->count; u++) {
                const struct par_class_step *own = group->standings[u]->class_step;
                served =
                    served || (own >= set->schemes[i].steps && own < set->schemes[i].steps + set->schemes[i].count);
                count += own && strcmp(own->name.vi, step->name.vi) == 0;
            }
            if (served && par_names_add(written, par_span_of(step->name.vi), 0) == PAR_NAME_NONE)
                write_row(sheet, group, "class", label_of(sheet, step), nothing, (int64_t)count,
                          share_of(group, count, ranked));
        }
    }
}

static void write_class_of_mean(struct par_sheet *sheet, const struct group *group, const struct par_figures *figures)
{
    const struct par_class_step *step =
        figures->mean.is ? par_class_of_mean(group->standings[0], figures->mean.points) : NULL;
    if (step)
        write_row(sheet, group, "class_of_mean", label_of(sheet, step), figures->mean, -1, nothing);
}

static void write_domains(const struct par_ranking *ranking, struct par_sheet *sheet, const struct group *group)
{
    for (size_t i = 0; i < ranking->table->domain_count; i++) {
        struct par_figures figures;
        par_figures_of_domain(group->standings, group->count, i, decimals_of(group), mode_of(group), sheet->cli->arena,
                              &figures);
        if (figures.count)
            write_row(sheet, group, "domain_mean", ranking->table->domains[i], figures.mean, (int64_t)figures.count,
                      nothing);
    }
}

static void write_group(const struct par_ranking *ranking, struct par_sheet *sheet, const struct group *group,
                        bool one_set)
{
    struct par_figures figures;
    write_figures(sheet, group, &figures);
    if (one_set) {
        write_class_of_mean(sheet, group, &figures);
        write_classes(sheet, group, figures.count);
        write_domains(ranking, sheet, group);
    }
}

/* Domains and classes over all blocs are summed up only when one set judges them all. */
static bool one_set_judges_all(const struct par_ranking *ranking)
{
    for (size_t i = 1; i < ranking->table->count; i++)
        if (ranking->table->standings[i].set != ranking->table->standings[0].set)
            return false;
    return true;
}

void par_ranking_summarise(struct par_ranking *ranking, struct par_sheet *sheet)
{
    const struct par_cli *cli = sheet->cli;
    bool people = par_sheet_is_for_people(sheet);
    struct par_standing **all = par_arena_array(cli->arena, ranking->table->count, sizeof(struct par_standing *));
    size_t count = 0, blocs = 0;
    for (size_t i = 0; i < ranking->bloc_count; i++) {
        const struct par_bloc_ranking *bloc = &ranking->blocs[i];
        const char *name = people ? par_label_text(bloc->name, cli->language) : bloc->id;
        struct group group = {name, bloc->set, bloc->count, bloc->standings};
        for (size_t k = 0; k < bloc->count; k++)
            all[count++] = bloc->standings[k];
        blocs += bloc->count > 0;
        if (bloc->count)
            write_group(ranking, sheet, &group, true);
    }
    struct group everyone = {people ? par_cli_text(cli, N_("all blocs")) : "*", count ? all[0]->set : NULL, count, all};
    if (blocs > 1)
        write_group(ranking, sheet, &everyone, one_set_judges_all(ranking));
}

void par_ranking_write_summary(struct par_ranking *ranking, const char *path)
{
    struct par_sheet *sheet = par_arena_alloc(ranking->cli->arena, sizeof *sheet);
    sheet->cli = ranking->cli;
    par_ranking_summary_columns(sheet);
    if (!par_sheet_open(sheet, path))
        return;
    par_ranking_summarise(ranking, sheet);
    par_sheet_close(sheet);
}
