/* A row per bloc, as a whole and by domain: means over the units that are compared. */
#include "trend_cells.h"

/* The units of a bloc that have the figure in both periods. */
struct sample {
    size_t count, rises, falls;
    struct par_ratio *now, *before, *under;
    bool has_under; /* of all of them */
};

static void add(struct sample *sample, const struct par_trend_figure *figure)
{
    if (!figure->now.is || !figure->before.is)
        return;
    sample->now[sample->count] = par_points_ratio(figure->now.points);
    sample->before[sample->count] = par_points_ratio(figure->before.points);
    sample->under[sample->count] = par_points_ratio(figure->under.points);
    sample->has_under = sample->has_under && figure->under.is;
    sample->rises += figure->now.points > figure->before.points;
    sample->falls += figure->now.points < figure->before.points;
    sample->count++;
}

static struct par_maybe percent_at(const struct par_standing *standing, int32_t at)
{
    return standing && at >= 0 ? standing->percents[at] : (struct par_maybe){false, 0};
}

static int32_t position(const struct par_standing *standing, const char *id)
{
    return standing && id ? par_set_find(standing->set, par_span_of(id)) : PAR_NAME_NONE;
}

static struct par_maybe domain_of(const struct par_trend_period *period, const struct par_standing *standing,
                                  const char *domain)
{
    for (size_t i = 0; standing && i < period->table.domain_count && i < standing->domain_count; i++)
        if (strcmp(period->table.domains[i], domain) == 0)
            return standing->domains[i];
    return (struct par_maybe){false, 0};
}

/* `node` NULL: the whole. */
static struct par_trend_figure figure_of(const struct par_trend *trend, const struct par_trend_step *step,
                                         const struct par_trend_move *move, const char *node)
{
    static const struct par_maybe nothing = {false, 0};
    if (!move->before)
        return (struct par_trend_figure){nothing, nothing, nothing};
    if (!node)
        return (struct par_trend_figure){move->now->index, move->before->index,
                                         move->under ? move->under->index : nothing};
    if (trend->from_scores)
        return (struct par_trend_figure){domain_of(step->newer, move->now, node),
                                         domain_of(step->older, move->before, node), nothing};
    const char *old = move->mapping ? par_mapping_older(move->mapping, node) : node;
    bool is_same_set = move->under == move->before;
    return (struct par_trend_figure){percent_at(move->now, position(move->now, node)),
                                     percent_at(move->before, position(move->before, old)),
                                     percent_at(move->under, position(move->under, is_same_set ? old : node))};
}

static struct par_maybe mean(const struct sample *sample, const struct par_ratio *ratios, const struct par_set *set)
{
    struct par_maybe mean = {false, 0};
    mean.is = sample->count && par_ratio_mean(ratios, sample->count, set ? set->decimals_index : 2,
                                              set ? set->rounding : PAR_HALF_UP, &mean.points);
    return mean;
}

static void fill_means(struct par_trend_table *table, const struct sample *sample, const struct par_set *set)
{
    int decimals = set ? set->decimals_index : 2;
    struct par_trend_figure means = {mean(sample, sample->now, set), mean(sample, sample->before, set),
                                     mean(sample, sample->under, set)};
    means.under.is = means.under.is && sample->has_under;
    par_trend_parted_change(table, PAR_TREND_INDEX, &means, decimals);
    par_trend_number(table, PAR_TREND_COMPARED, true, (int64_t)sample->count);
    par_trend_number(table, PAR_TREND_RISES, true, (int64_t)sample->rises);
    par_trend_number(table, PAR_TREND_FALLS, true, (int64_t)sample->falls);
    par_trend_number(table, PAR_TREND_UNCHANGED, true, (int64_t)(sample->count - sample->rises - sample->falls));
}

static size_t count_ended(const struct par_trend_step *step, const char *bloc)
{
    size_t count = 0;
    for (size_t i = 0; i < step->older->table.count; i++)
        count += strcmp(step->older->table.standings[i].bloc, bloc) == 0 && par_trend_has_ended(step, i);
    return count;
}

static void fill_units(struct par_trend_table *table, const struct par_trend_step *step,
                       const struct par_bloc_ranking *bloc)
{
    size_t counts[PAR_NEW + 1] = {0};
    for (size_t i = 0; i < bloc->count; i++)
        counts[step->moves[bloc->standings[i] - step->newer->table.standings].change.comparison]++;
    par_trend_number(table, PAR_TREND_NOT_COMPARABLE, true, (int64_t)counts[PAR_NOT_COMPARABLE]);
    par_trend_number(table, PAR_TREND_NEW_UNITS, true, (int64_t)counts[PAR_NEW]);
    par_trend_number(table, PAR_TREND_ENDED_UNITS, true, (int64_t)count_ended(step, bloc->id));
}

static void begin_row(struct par_trend_table *table, const struct par_trend_step *step, const char *bloc)
{
    par_trend_text(table, PAR_TREND_PERIOD, step->newer->name);
    par_trend_text(table, PAR_TREND_PREVIOUS_PERIOD, step->older->name);
    par_trend_text(table, PAR_TREND_BLOC, bloc);
}

static void write_figure(struct par_trend_table *table, const struct par_trend_step *step,
                         const struct par_bloc_ranking *bloc, const char *node, const char *title)
{
    struct par_arena *arena = table->trend->cli->arena;
    struct sample sample = {.now = par_arena_array(arena, bloc->count, sizeof *sample.now),
                            .before = par_arena_array(arena, bloc->count, sizeof *sample.before),
                            .under = par_arena_array(arena, bloc->count, sizeof *sample.under),
                            .has_under = true};
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_trend_move *move = &step->moves[bloc->standings[i] - step->newer->table.standings];
        struct par_trend_figure figure = figure_of(table->trend, step, move, node);
        add(&sample, &figure);
    }
    begin_row(table, step, par_trend_bloc(table, step->newer, bloc->id));
    par_trend_text(table, PAR_TREND_NODE, node ? node : PAR_TOTAL_ID);
    par_trend_text(table, PAR_TREND_TITLE, title);
    fill_means(table, &sample, bloc->set);
    if (!node)
        fill_units(table, step, bloc);
    par_trend_row(table);
}

static void write_bloc(struct par_trend_table *table, const struct par_trend_step *step,
                       const struct par_bloc_ranking *bloc)
{
    const struct par_trend *trend = table->trend;
    write_figure(table, step, bloc, NULL, "");
    for (size_t i = 0; trend->from_scores && i < step->newer->table.domain_count; i++)
        write_figure(table, step, bloc, step->newer->table.domains[i], "");
    for (int32_t i = 1; !trend->from_scores && i < bloc->set->criterion_count; i++) {
        const struct par_criterion *criterion = &bloc->set->criteria[i];
        if (criterion->depth == 1 && criterion->role == PAR_ROLE_BASE)
            write_figure(table, step, bloc, criterion->id, par_label_text(criterion->name, trend->cli->language));
    }
}

static bool has_units(const struct par_ranking *ranking, const char *bloc)
{
    for (size_t i = 0; i < ranking->bloc_count; i++)
        if (ranking->blocs[i].count && strcmp(ranking->blocs[i].id, bloc) == 0)
            return true;
    return false;
}

/* A bloc of the older period that has no units any more. */
static void write_ended(struct par_trend_table *table, const struct par_trend_step *step,
                        const struct par_bloc_ranking *bloc)
{
    begin_row(table, step, par_trend_bloc(table, step->older, bloc->id));
    par_trend_text(table, PAR_TREND_NODE, PAR_TOTAL_ID);
    par_trend_number(table, PAR_TREND_ENDED_UNITS, true, (int64_t)count_ended(step, bloc->id));
    par_trend_row(table);
}

void par_trend_write_blocs(struct par_trend_table *table, const struct par_trend_step *step)
{
    const struct par_ranking *older = &step->older->ranking, *newer = &step->newer->ranking;
    for (size_t i = 0; i < newer->bloc_count; i++)
        if (newer->blocs[i].count)
            write_bloc(table, step, &newer->blocs[i]);
    for (size_t i = 0; !table->trend->amended.count && i < older->bloc_count; i++)
        if (older->blocs[i].count && !has_units(newer, older->blocs[i].id))
            write_ended(table, step, &older->blocs[i]);
}
