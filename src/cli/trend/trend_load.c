#include "trend.h"

#include "parindex/digest.h"
#include "parindex/period.h"

static bool is_year_file(const char *path)
{
    size_t length = strlen(path);
    return length > 5 && strcmp(path + length - 5, ".json") == 0;
}

static void name_period(struct par_trend_period *period)
{
    const struct par_loaded *loaded = &period->loaded;
    if (loaded->year && loaded->year->period)
        period->name = loaded->year->period;
    else if (loaded->set_count)
        period->name = loaded->sets[0]->period;
    else
        period->name = period->table.count ? period->table.standings[0].period : "";
}

/* Sets and units; what they follow on is settled before the rounds are read. */
static bool load_lists(struct par_trend *trend, struct par_trend_period *period)
{
    struct par_cli *cli = trend->cli;
    if (!par_inputs_load(cli, &period->inputs, &period->loaded))
        return false;
    if (!period->loaded.set_count || !period->loaded.units || !par_inputs_any_round(&period->inputs))
        return par_cli_usage_error(cli, N_("{1}: a period needs criteria sets, a unit list and rounds"), period->path,
                                   NULL);
    period->digests = par_arena_array(cli->arena, period->loaded.set_count, sizeof *period->digests);
    for (size_t i = 0; i < period->loaded.set_count; i++)
        period->digests[i] = par_digest_file(period->loaded.sets[i]->file, cli->arena, cli->diags);
    name_period(period);
    return par_diags_errors(cli->diags) == 0;
}

/* A scores file; the unit list, if any, is that of the last. */
static bool load_scores(struct par_trend *trend, struct par_trend_period *period, bool is_last)
{
    struct par_cli *cli = trend->cli;
    const struct par_units *units = is_last ? trend->periods[trend->count - 1].loaded.units : NULL;
    if (!par_inputs_note(cli, &period->inputs, period->path, period->path))
        return false;
    struct par_score_table *table = par_scores_load(period->path, &trend->given->how, period->loaded.sets,
                                                    period->loaded.set_count, units, cli->arena, cli->diags);
    if (table)
        period->table = *table;
    name_period(period);
    if (table && table->count)
        period->name = table->standings[0].period;
    return table && par_diags_errors(cli->diags) == 0;
}

/* All scores files share the sets and the unit list of the command line. */
static bool load_scores_files(struct par_trend *trend)
{
    struct par_loaded loaded;
    if (!par_inputs_load(trend->cli, trend->given, &loaded))
        return false;
    for (size_t i = 0; i < trend->count; i++)
        trend->periods[i].loaded = loaded;
    for (size_t i = 0; i < trend->count; i++)
        if (!load_scores(trend, &trend->periods[i], i + 1 == trend->count))
            return false;
    return true;
}

static bool check_names(struct par_trend *trend)
{
    for (size_t i = 0; i < trend->count; i++)
        for (size_t k = 0; k < i; k++) {
            struct par_place place = {.file = trend->periods[i].path};
            if (strcmp(trend->periods[i].name, trend->periods[k].name) == 0)
                par_diags_add(trend->cli->diags, PAR_ERROR, PAR_TREND_PERIOD_TWICE, &place, trend->periods[i].name,
                              trend->periods[k].path, NULL);
        }
    return par_diags_errors(trend->cli->diags) == 0;
}

/* Each period is compared with the one before it, so a later one there would turn every change round. */
static bool check_order(struct par_trend *trend)
{
    for (size_t i = 1; i < trend->count; i++) {
        const struct par_trend_period *older = &trend->periods[i - 1], *newer = &trend->periods[i];
        struct par_place place = {.file = newer->path};
        if (par_period_is_after(older->name, newer->name))
            par_diags_add(trend->cli->diags, PAR_ERROR, PAR_TREND_ORDER, &place, newer->name, older->name, older->path,
                          NULL);
    }
    return par_diags_errors(trend->cli->diags) == 0;
}

/* What every period takes from the command line. */
static void begin_periods(struct par_trend *trend)
{
    trend->count = trend->amended.count ? 2 : trend->paths.count;
    trend->periods = par_arena_array(trend->cli->arena, trend->count, sizeof *trend->periods);
    trend->steps = par_arena_array(trend->cli->arena, trend->count, sizeof *trend->steps);
    for (size_t i = 0; i < trend->count; i++) {
        struct par_trend_period *period = &trend->periods[i];
        const char *year = trend->given->year_path ? trend->given->year_path : "";
        period->path = trend->amended.count ? year : trend->paths.items[i];
        period->inputs = (struct par_inputs){.year_path = period->path, .how = trend->given->how};
        period->inputs.blank_means_agree = trend->given->blank_means_agree;
        period->how.blank_means_agree = trend->given->blank_means_agree;
        if (i > 0)
            trend->steps[i - 1] = (struct par_trend_step){.older = period - 1, .newer = period};
    }
    if (trend->amended.count)
        trend->periods[0].inputs = *trend->given;
}

static bool load_rounds(struct par_trend *trend, struct par_trend_period *period, bool keeps_said)
{
    period->inputs.keeps_said = keeps_said;
    period->inputs.said_unit = PAR_SAID_OF_ALL;
    if (!par_inputs_load_rounds(trend->cli, &period->inputs, &period->loaded))
        return false;
    par_trend_stand(trend, period, trend->cli->diags);
    return par_diags_errors(trend->cli->diags) == 0;
}

static bool load_years(struct par_trend *trend)
{
    for (size_t i = 0; i < trend->count; i++)
        if (!load_lists(trend, &trend->periods[i]))
            return false;
    if (!check_names(trend) || !check_order(trend) || !par_trend_settle_sets(trend))
        return false;
    for (size_t i = 0; i < trend->count; i++)
        if (!load_rounds(trend, &trend->periods[i], i + 1 < trend->count && par_trend_carries(&trend->steps[i])))
            return false;
    return true;
}

static bool load_amended(struct par_trend *trend)
{
    if (!load_lists(trend, &trend->periods[0]) || !par_trend_settle_amended(trend) ||
        !load_rounds(trend, &trend->periods[0], true))
        return false;
    par_trend_begin_amended(trend, &trend->steps[0]);
    return true;
}

/* What may stand beside what on the command line. */
static bool check_usage(struct par_trend *trend)
{
    struct par_cli *cli = trend->cli;
    const struct par_inputs *given = trend->given;
    size_t years = 0;
    for (size_t i = 0; i < trend->paths.count; i++)
        years += is_year_file(trend->paths.items[i]);
    if (trend->amended.count)
        return trend->paths.count == 0 ||
               par_cli_usage_error(cli, N_("{1}: with --amended the year stands behind --year"), trend->paths.items[0],
                                   NULL);
    if (trend->paths.count < 2)
        return par_cli_usage_error(cli,
                                   N_("name two or more year files, two or more scores files, or a year with --year "
                                      "and the set to try with --amended"),
                                   NULL, NULL);
    if (years && years < trend->paths.count)
        return par_cli_usage_error(cli, N_("year files (.json) and scores files cannot be mixed"), NULL, NULL);
    bool named = given->set_paths.count || given->units_path || given->round_count || given->facts_paths.count ||
                 given->year_path;
    if (years && (named || given->year_path))
        return par_cli_usage_error(cli, N_("year files name their sets, units, rounds and facts themselves"), NULL,
                                   NULL);
    trend->from_scores = years == 0;
    if (trend->from_scores && (trend->mappings.count || trend->by == PAR_TREND_BY_CRITERION))
        return par_cli_usage_error(cli, N_("--mapping and --by criterion need year files, not scores files"), NULL,
                                   NULL);
    return true;
}

static bool load(struct par_trend *trend)
{
    if (trend->amended.count)
        return load_amended(trend);
    if (!trend->from_scores)
        return load_years(trend);
    return load_scores_files(trend) && check_names(trend) && check_order(trend) && par_trend_settle_sets(trend);
}

bool par_trend_load(struct par_trend *trend)
{
    if (!check_usage(trend))
        return false;
    begin_periods(trend);
    if (!load(trend))
        return false;
    for (size_t i = 0; i < trend->count; i++)
        par_trend_rank(trend, &trend->periods[i]);
    for (size_t i = 0; i + 1 < trend->count; i++)
        par_trend_move(trend, i);
    return par_diags_errors(trend->cli->diags) == 0;
}
