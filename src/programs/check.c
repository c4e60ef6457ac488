/* par-check: reads sets, units, rounds and facts, reports every fault with its place, and says how far each unit is. */
#include "inputs.h"
#include "programs.h"
#include "progress.h"
#include "round_audit.h"
#include "sheet.h"

enum { OPTION_PROGRESS = 1 };

struct options {
    struct par_inputs inputs;
    bool progress;
};

/* Components of a unit: answered + missing + not applicable = all; those pending, answered or not, wait for a round. */
struct progress {
    int64_t components, answered, missing, pending, not_applicable;
};

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known))
        return false;
    if (id == OPTION_PROGRESS)
        options->progress = true;
    else if (!known)
        return par_cli_usage_error(cli, N_("{1}: name it with -c, -u, --round or --facts"), argument, NULL);
    return true;
}

static struct progress count_states(const struct par_unit_score *score)
{
    struct progress progress = {0};
    const struct par_set *set = score->unit->set;
    for (int32_t i = 0; i < set->component_count; i++) {
        if (set->criteria[set->components[i]].role != PAR_ROLE_BASE)
            continue;
        const struct par_node_score *node = &score->nodes[set->components[i]];
        bool applies = node->state != PAR_STATE_NOT_APPLICABLE && !(node->flags & PAR_FLAG_EXCLUDED);
        progress.components++;
        progress.answered += applies && node->from_round >= 0;
        progress.missing += applies && node->from_round < 0;
        progress.pending += node->state == PAR_STATE_PENDING;
        progress.not_applicable += !applies;
    }
    return progress;
}

static void write_unit(struct par_sheet *sheet, const struct par_unit_score *score)
{
    struct progress progress = count_states(score);
    struct par_writer *writer = sheet->writer;
    par_writer_text(writer, score->unit->code);
    par_writer_text(writer, score->unit->name);
    par_writer_text(writer, score->unit->bloc);
    par_writer_text(writer, score->unit->set->id);
    par_writer_integer(writer, progress.components);
    par_writer_integer(writer, progress.answered);
    par_writer_integer(writer, progress.missing);
    par_writer_integer(writer, progress.pending);
    par_writer_integer(writer, progress.not_applicable);
    par_writer_text(writer, par_sheet_state(sheet, score->nodes[0].state));
    par_writer_row(writer);
}

static void write_units(struct par_cli *cli, const struct par_loaded *loaded, const struct par_score_options *how)
{
    static const char *const names[] = {"unit",    "name",    "bloc",           "set",  "components", "answered",
                                        "missing", "pending", "not_applicable", "state"};
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    sheet->cli = cli;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_sheet_column(sheet, names[i], i >= 4 && i <= 8);
    if (!par_sheet_open(sheet, NULL))
        return;
    struct par_unit_score *score = par_unit_score_new(loaded->assessment, cli->arena);
    for (size_t i = 0; i < loaded->units->count; i++) {
        par_score_unit(loaded->assessment, i, how, score);
        par_score_report(score, cli->diags);
        write_unit(sheet, score);
    }
    par_sheet_close(sheet);
}

/* The rounds, and what an auditor must be told about them. */
static bool load_rounds(struct par_cli *cli, struct options *options, struct par_loaded *loaded)
{
    par_round_audit_listen(cli, &options->inputs, loaded);
    if (!par_inputs_load_rounds(cli, &options->inputs, loaded))
        return false;
    par_round_audit(cli, &options->inputs, loaded);
    return true;
}

static void write_table(struct par_cli *cli, const struct options *options, const struct par_loaded *loaded)
{
    struct par_score_options how = {.blank_means_agree = options->inputs.blank_means_agree};
    if (options->progress)
        par_progress_write(cli, loaded, &how);
    else
        write_units(cli, loaded, &how);
}

static void run_check(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_loaded loaded;
    if (!par_inputs_load(cli, &options->inputs, &loaded))
        return;
    if (!loaded.set_count && !loaded.units) {
        par_cli_usage_error(cli, N_("nothing to check: give a criteria set (-c), a unit list (-u) or a year file"),
                            NULL, NULL);
        return;
    }
    bool rounds = par_inputs_any_round(&options->inputs);
    if (options->progress && !options->inputs.round_count)
        par_cli_usage_error(cli, N_("--progress is about rounds: name them with --round or --year"), NULL, NULL);
    else if (rounds && (!loaded.set_count || !loaded.units))
        par_cli_usage_error(cli, N_("to check rounds a criteria set (-c) and a unit list (-u) are needed"), NULL, NULL);
    else if (rounds && load_rounds(cli, options, &loaded) && par_inputs_spares(cli, &options->inputs, cli->output))
        write_table(cli, options, &loaded);
    if (par_diags_errors(cli->diags) == 0 && !cli->misused)
        par_cli_say(cli, N_("no errors"), NULL);
}

struct par_program par_program_check(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_PROGRESS, 0, "progress", NULL, N_("A row per appraiser and criterion: done and left")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){.name = "par-check",
                                .summary = N_("Checks sets, units, rounds and facts and reports every fault."),
                                .usage = N_("[-c SET] [-u UNITS] [--round NAME=FILES]... [--facts FILE]..."),
                                .examples = "par-check -c bo-tieu-chi.json\n"
                                            "par-check -c bo-tieu-chi.json -u don-vi.csv --round self=tu-danh-gia/\n"
                                            "par-check --year nam.json -f table\n"
                                            "par-check --year nam.json --progress",
                                .formats = "csv json jsonl table markdown",
                                .shared = par_inputs_options,
                                .options = own,
                                .take = take,
                                .run = run_check,
                                .context = options};
}
