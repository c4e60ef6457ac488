/* par-rank: scores -> a ranking per bloc, with classes, a summary and changes against an earlier ranking. */
#include "programs.h"
#include "ranking.h"
#include "values.h"

enum { OPTION_PROVISIONAL = 1, OPTION_TOP, OPTION_PREVIOUS, OPTION_SUMMARY };

struct options {
    struct par_inputs inputs;
    const char *scores; /* NULL: the year's own */
    const char *previous;
    const char *summary;
    bool provisional;
    int top; /* 0: all */
};

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known) || known)
        return !cli->misused;
    switch (id) {
    case OPTION_PROVISIONAL:
        options->provisional = true;
        return true;
    case OPTION_TOP:
        return par_value_whole(cli, "--top", argument, &options->top);
    case OPTION_PREVIOUS:
        options->previous = argument;
        return true;
    case OPTION_SUMMARY:
        options->summary = argument;
        return true;
    default:
        if (options->scores)
            return par_cli_usage_error(cli, N_("{1}: one scores file is ranked at a time"), argument, NULL);
        options->scores = argument;
        return true;
    }
}

/* Nothing unappraised is published by accident. */
static void check_pending(struct par_cli *cli, const struct par_score_table *table, struct par_ranking *ranking)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct par_standing *standing = &table->standings[i];
        if (!standing->pending)
            continue;
        char open[PAR_DECIMAL_TEXT];
        par_decimal_print(standing->open_max, PAR_POINTS_SCALE, -1, '.', open);
        struct par_place place = {.unit = standing->unit};
        ranking->is_provisional = true;
        if (!ranking->may_be_provisional)
            par_diags_add(cli->diags, PAR_ERROR, PAR_RANK_PENDING, &place, standing->unit, open, NULL);
    }
    if (ranking->may_be_provisional)
        ranking->is_provisional = true;
    if (ranking->may_be_provisional)
        par_diags_add(cli->diags, PAR_WARNING, PAR_PROVISIONAL, NULL, NULL);
}

static void load_previous(struct par_cli *cli, const char *path, const struct par_reading *how,
                          const struct par_loaded *loaded, struct par_ranking *ranking)
{
    const struct par_earlier *earlier;
    size_t count = par_ranking_load(path, how, cli->arena, cli->diags, &earlier);
    ranking->history = par_history_new(earlier, count, loaded->units, cli->arena);
    struct par_place place = {.file = path};
    for (size_t i = 0; i < count; i++)
        if (!par_history_continues(ranking->history, earlier[i].unit))
            par_diags_add(cli->diags, PAR_WARNING, PAR_PREVIOUS_UNKNOWN, &place, earlier[i].unit, NULL);
}

static const char *scores_path(struct par_cli *cli, const struct options *options, const struct par_loaded *loaded)
{
    return options->scores ? options->scores : par_inputs_in_output(cli, loaded, "scores.csv");
}

static void write_all(struct par_cli *cli, const struct options *options, const struct par_loaded *loaded,
                      struct par_ranking *ranking)
{
    bool own_output = cli->output != NULL;
    par_inputs_settle_output(cli, loaded, "ranking");
    const char *summary = options->summary;
    if (!summary && !own_output && cli->output)
        summary = par_inputs_in_output(cli, loaded, "summary.csv");
    par_ranking_write(ranking);
    if (summary && par_diags_errors(cli->diags) == 0)
        par_ranking_write_summary(ranking, summary);
}

static void run_rank(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_loaded loaded;
    if (!par_inputs_load(cli, &options->inputs, &loaded))
        return;
    const char *path = scores_path(cli, options, &loaded);
    if (!path) {
        par_cli_usage_error(cli, N_("name the scores file, or - for standard input"), NULL, NULL);
        return;
    }
    if (!loaded.set_count)
        par_diags_add(cli->diags, PAR_NOTE, PAR_RANK_NO_SET, NULL, NULL);
    if (!par_inputs_note(cli, &options->inputs, path, path))
        return;
    struct par_score_table *table = par_scores_load(path, &options->inputs.how, loaded.sets, loaded.set_count,
                                                    loaded.units, cli->arena, cli->diags);
    if (!table || par_diags_errors(cli->diags))
        return;
    struct par_ranking ranking = {
        .cli = cli, .loaded = &loaded, .table = table, .may_be_provisional = options->provisional, .top = options->top};
    check_pending(cli, table, &ranking);
    const char *previous = options->previous ? options->previous : loaded.year ? loaded.year->previous : NULL;
    if (previous && par_inputs_note(cli, &options->inputs, previous, previous))
        load_previous(cli, previous, &options->inputs.how, &loaded, &ranking);
    if (par_diags_errors(cli->diags) || !par_inputs_spares(cli, &options->inputs, cli->output) ||
        !par_inputs_spares(cli, &options->inputs, options->summary))
        return;
    par_ranking_make(&ranking);
    write_all(cli, options, &loaded, &ranking);
}

struct par_program par_program_rank(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_PROVISIONAL, 0, "provisional", NULL, N_("Rank though some points still wait for appraisal")},
        {OPTION_TOP, 0, "top", N_("NUMBER"), N_("Only the first NUMBER places of each bloc")},
        {OPTION_PREVIOUS, 0, "previous", N_("FILE"), N_("Earlier ranking (CSV) to compare with")},
        {OPTION_SUMMARY, 0, "summary", N_("FILE"), N_("Write means, medians and classes per bloc to FILE")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){.name = "par-rank",
                                .summary = N_("Ranks units per bloc by their index."),
                                .usage = N_("-c SET -u UNITS [SCORES | -]"),
                                .examples = "par-rank -c bo-tieu-chi.json -u don-vi.csv diem.csv -o xep-hang.csv\n"
                                            "par-rank --year nam.json -f table -o -\n"
                                            "par-rank -c bo-tieu-chi.json -u don-vi.csv --previous nam-truoc.csv "
                                            "--excel -o xep-hang.csv diem.csv",
                                .formats = "csv json jsonl table markdown",
                                .shared = par_inputs_options_of_scores,
                                .options = own,
                                .take = take,
                                .run = run_rank,
                                .context = options};
}
