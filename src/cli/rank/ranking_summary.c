#include "ranking.h"

enum { SHARE_DECIMALS = 2 };

int par_summary_decimals(const struct par_summary *summary)
{
    return summary->set ? summary->set->decimals_index : 2;
}

static enum par_rounding mode_of(const struct par_summary *summary)
{
    return summary->set ? summary->set->rounding : PAR_HALF_UP;
}

struct par_maybe par_summary_share(const struct par_summary *summary, size_t part)
{
    struct par_maybe share = {false, 0};
    if (summary->figures.count)
        share.is = par_ratio_round((struct par_ratio){100 * (par_wide)part, (par_wide)summary->figures.count},
                                   SHARE_DECIMALS, mode_of(summary), &share.points);
    return share;
}

static size_t count_above(const struct par_summary *summary)
{
    size_t above = 0;
    for (size_t i = 0; summary->figures.mean.is && i < summary->count; i++)
        above += summary->standings[i]->rank > 0 && summary->standings[i]->index.points > summary->figures.mean.points;
    return above;
}

/* Whether some unit of the group is classed by the scheme. */
static bool serves(const struct par_summary *summary, const struct par_class_scheme *scheme)
{
    for (size_t i = 0; i < summary->count; i++) {
        const struct par_class_step *step = summary->standings[i]->class_step;
        if (step >= scheme->steps && step < scheme->steps + scheme->count)
            return true;
    }
    return false;
}

static size_t count_class(const struct par_summary *summary, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < summary->count; i++) {
        const struct par_class_step *step = summary->standings[i]->class_step;
        count += step && strcmp(step->name.vi, name) == 0;
    }
    return count;
}

/* The classes of the schemes in use, in their order; classes of one name are one. */
static void count_classes(const struct par_ranking *ranking, struct par_summary *summary)
{
    struct par_arena *arena = ranking->cli->arena;
    struct par_names *seen = par_names_new(arena);
    size_t room = 0;
    for (size_t s = 0; s < ranking->loaded->set_count; s++) {
        const struct par_set *set = ranking->loaded->sets[s];
        for (size_t i = 0; i < set->scheme_count; i++) {
            const struct par_class_scheme *scheme = &set->schemes[i];
            for (size_t k = 0; k < scheme->count && serves(summary, scheme); k++) {
                struct par_label name = scheme->steps[k].name;
                if (par_names_add(seen, par_span_of(name.vi), 0) != PAR_NAME_NONE)
                    continue;
                summary->classes =
                    par_arena_grow(arena, summary->classes, summary->class_count, &room, sizeof *summary->classes);
                summary->classes[summary->class_count++] =
                    (struct par_class_count){name, count_class(summary, name.vi)};
            }
        }
    }
}

static void sum_domains(const struct par_ranking *ranking, struct par_summary *summary)
{
    struct par_arena *arena = ranking->cli->arena;
    summary->domains = par_arena_array(arena, ranking->table->domain_count, sizeof *summary->domains);
    for (size_t i = 0; i < ranking->table->domain_count; i++)
        par_figures_of_domain(summary->standings, summary->count, i, par_summary_decimals(summary), mode_of(summary),
                              arena, &summary->domains[i]);
}

static struct par_summary summarise(const struct par_ranking *ranking, const char *id, struct par_label name,
                                    const struct par_set *set, struct par_standing *const *standings, size_t count)
{
    struct par_summary summary = {.id = id, .name = name, .set = set, .standings = standings, .count = count};
    par_figures_of_index(standings, count, par_summary_decimals(&summary), mode_of(&summary), ranking->cli->arena,
                         &summary.figures);
    summary.above_mean = count_above(&summary);
    count_classes(ranking, &summary);
    if (!set)
        return summary;
    bool one_scheme = strcmp(id, PAR_EVERYONE) != 0 || set->scheme_count == 1; /* blocs may be classed differently */
    if (summary.figures.mean.is && one_scheme)
        summary.class_of_mean = par_class_of_mean(standings[0], summary.figures.mean.points);
    sum_domains(ranking, &summary);
    return summary;
}

/* The set that judges all units; NULL when there are several, since their domains and thresholds cannot be compared. */
static const struct par_set *common_set(const struct par_ranking *ranking)
{
    for (size_t i = 1; i < ranking->table->count; i++)
        if (ranking->table->standings[i].set != ranking->table->standings[0].set)
            return NULL;
    return ranking->table->count ? ranking->table->standings[0].set : NULL;
}

struct par_summary *par_ranking_summarise(const struct par_ranking *ranking, size_t *count)
{
    struct par_arena *arena = ranking->cli->arena;
    struct par_summary *summaries = par_arena_array(arena, ranking->bloc_count + 1, sizeof *summaries);
    struct par_standing **all = par_arena_array(arena, ranking->table->count, sizeof(struct par_standing *));
    size_t units = 0;
    *count = 0;
    for (size_t i = 0; i < ranking->bloc_count; i++) {
        const struct par_bloc_ranking *bloc = &ranking->blocs[i];
        for (size_t k = 0; k < bloc->count; k++)
            all[units++] = bloc->standings[k];
        if (bloc->count)
            summaries[(*count)++] = summarise(ranking, bloc->id, bloc->name, bloc->set, bloc->standings, bloc->count);
    }
    struct par_label everyone = {par_catalog_text("vi", N_("all blocs")), "all blocs"};
    if (*count > 1)
        summaries[(*count)++] = summarise(ranking, PAR_EVERYONE, everyone, common_set(ranking), all, units);
    return summaries;
}

/* --- The summary as a long table ------------------------------------------------------------------------------------
 */

static const struct par_maybe nothing = {false, 0};

static void write_row(struct par_sheet *sheet, const struct par_summary *summary, const char *measure, const char *name,
                      struct par_maybe value, int64_t count, struct par_maybe share)
{
    par_writer_text(sheet->writer, summary->id);
    par_writer_text(sheet->writer, measure);
    par_writer_text(sheet->writer, name);
    par_sheet_points(sheet, value, par_summary_decimals(summary));
    if (count >= 0)
        par_writer_integer(sheet->writer, count);
    else
        par_writer_empty(sheet->writer);
    par_sheet_points(sheet, share, SHARE_DECIMALS);
    par_writer_row(sheet->writer);
}

static void write_figures(struct par_sheet *sheet, const struct par_summary *summary)
{
    const struct par_figures *figures = &summary->figures;
    const struct {
        const char *name;
        struct par_maybe value;
    } values[] = {{"mean", figures->mean},
                  {"median", figures->median},
                  {"highest", figures->highest},
                  {"lowest", figures->lowest},
                  {"spread", figures->spread}};
    write_row(sheet, summary, "units", "", nothing, (int64_t)summary->count, nothing);
    write_row(sheet, summary, "ranked", "", nothing, (int64_t)figures->count, nothing);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        write_row(sheet, summary, values[i].name, "", values[i].value, -1, nothing);
    write_row(sheet, summary, "above_mean", "", nothing, (int64_t)summary->above_mean,
              par_summary_share(summary, summary->above_mean));
}

static void write_summary(const struct par_ranking *ranking, struct par_sheet *sheet, const struct par_summary *summary)
{
    write_figures(sheet, summary);
    if (summary->class_of_mean)
        write_row(sheet, summary, "class_of_mean", summary->class_of_mean->name.vi, summary->figures.mean, -1, nothing);
    for (size_t i = 0; i < summary->class_count; i++)
        write_row(sheet, summary, "class", summary->classes[i].name.vi, nothing, (int64_t)summary->classes[i].count,
                  par_summary_share(summary, summary->classes[i].count));
    for (size_t i = 0; summary->domains && i < ranking->table->domain_count; i++)
        if (summary->domains[i].count)
            write_row(sheet, summary, "domain_mean", ranking->table->domains[i], summary->domains[i].mean,
                      (int64_t)summary->domains[i].count, nothing);
}

void par_ranking_write_summary(const struct par_ranking *ranking, const char *path)
{
    static const char *const names[] = {"bloc", "measure", "name", "value", "count", "share"};
    struct par_sheet *sheet = par_arena_alloc(ranking->cli->arena, sizeof *sheet);
    size_t count;
    struct par_summary *summaries = par_ranking_summarise(ranking, &count);
    sheet->cli = ranking->cli;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_sheet_column(sheet, names[i], i > 2);
    if (!par_sheet_open(sheet, path))
        return;
    for (size_t i = 0; i < count; i++)
        write_summary(ranking, sheet, &summaries[i]);
    par_sheet_close(sheet);
}
