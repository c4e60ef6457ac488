/* par-collect: the forms that came back -> a round for par-score, and a list of what came and what did not. */
#include "collection.h"
#include "parindex/digest.h"
#include "parindex/folder.h"
#include "programs.h"
#include "record.h"
#include "values.h"

enum { OPTION_ROUND = 1, OPTION_RECEIVED, OPTION_DEADLINE, OPTION_TAKE, OPTION_STRICT, OPTION_INTAKE, OPTION_DECIMAL };

struct options {
    struct par_inputs inputs;
    struct par_texts paths;
    const char *round;
    const char *received;
    const char *intake;
    struct par_intake_rules rules;
    bool strict;
};

static bool take_deadline(struct par_cli *cli, struct options *options, const char *date)
{
    options->rules.has_deadline = par_date_parse(par_span_of(date), &options->rules.deadline);
    return options->rules.has_deadline ||
           par_cli_usage_error(cli, N_("--deadline {1}: write a date, 2026-01-10 or 10/01/2026"), date, NULL);
}

static bool take_choice(struct par_cli *cli, struct options *options, const char *choice)
{
    options->rules.take_newest = strcmp(choice, "newest") == 0;
    return options->rules.take_newest || par_cli_usage_error(cli, N_("--take {1}: write newest"), choice, NULL);
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known))
        return false;
    switch (known ? -1 : id) {
    case 0:
        return par_texts_add(&options->paths, argument, cli->arena);
    case OPTION_ROUND:
        options->round = argument;
        return true;
    case OPTION_RECEIVED:
        options->received = argument;
        return true;
    case OPTION_DEADLINE:
        return take_deadline(cli, options, argument);
    case OPTION_TAKE:
        return take_choice(cli, options, argument);
    case OPTION_STRICT:
        options->strict = true;
        return true;
    case OPTION_INTAKE:
        options->intake = argument;
        return true;
    case OPTION_DECIMAL:
        return par_value_decimal(cli, argument, &options->inputs.how.decimal);
    default:
        return true;
    }
}

/* --- Where the tables go ------------------------------------------------------------------------------------------ */

/* The path of the round; that of the intake is the program's output from here on. */
static const char *settle_outputs(struct par_cli *cli, const struct options *options, const struct par_loaded *loaded)
{
    const char *round = cli->output, *in_folder = par_inputs_in_output(cli, loaded, "merged.csv");
    cli->output = options->intake;
    par_inputs_settle_output(cli, loaded, "intake");
    if (!cli->output)
        cli->output = "intake.csv";
    return round ? round : in_folder ? in_folder : "merged.csv";
}

/* False, after a usage error, when an output is one of the files that are read. */
static bool spares(struct par_cli *cli, const struct options *options, struct par_list files, const char *output)
{
    if (!par_inputs_spares(cli, &options->inputs, output))
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (par_folder_same(files.items[i], output))
            return par_cli_usage_error(cli,
                                       N_("{1} would be written over, but it lies among the forms; name another "
                                          "output, or take it out of the folder"),
                                       output, NULL);
    return true;
}

/* --- The run ------------------------------------------------------------------------------------------------------ */

static bool check_round(struct par_cli *cli, const struct options *options, const struct par_loaded *loaded)
{
    enum par_form_type type;
    const char *id;
    for (size_t i = 0; i < loaded->set_count; i++)
        if (!options->round || par_form_round(loaded->sets[i], par_span_of(options->round), &type, &id))
            return true;
    return par_cli_usage_error(cli, N_("--round {1}: the sets have the rounds {2}"), options->round,
                               par_set_rounds_text(loaded->sets[0], cli->arena));
}

static bool is_ready(struct par_cli *cli, const struct options *options, const struct par_loaded *loaded)
{
    if (!loaded->set_count || !loaded->units || !options->paths.count)
        return par_cli_usage_error(cli, N_("a criteria set (-c), a unit list (-u) and files or folders are needed"),
                                   NULL, NULL);
    return check_round(cli, options, loaded);
}

static bool find_files(struct par_cli *cli, const struct options *options, struct par_list *files)
{
    *files = par_folder_files(par_texts_list(&options->paths), par_cli_within(cli), cli->arena, cli->diags);
    struct par_place place = {.file = options->paths.items[0]};
    if (files->count == 0 && par_diags_errors(cli->diags) == 0)
        par_diags_add(cli->diags, PAR_ERROR, PAR_FOLDER_EMPTY, &place, NULL);
    for (size_t i = 0; i < files->count; i++)
        if (!par_cli_reads(cli, files->items[i]))
            return false;
    return par_diags_errors(cli->diags) == 0;
}

static struct par_received_log load_log(struct par_cli *cli, struct options *options, const struct par_loaded *loaded)
{
    if (!options->received)
        return (struct par_received_log){0};
    if (!par_inputs_note(cli, &options->inputs, options->received, options->received))
        return (struct par_received_log){0};
    return par_received_load(options->received, &options->inputs.how, loaded->units, cli->arena, cli->diags);
}

/* A set that came through a pipe cannot be read again; then digests are not compared. */
static const char *const *digests_of(struct par_cli *cli, const struct par_loaded *loaded)
{
    const char **digests = par_arena_array(cli->arena, loaded->set_count, sizeof *digests);
    struct par_diags *unheard = par_diags_new(cli->arena, 0, 0);
    for (size_t i = 0; i < loaded->set_count; i++)
        digests[i] = strcmp(loaded->sets[i]->file, "-") != 0
                         ? par_digest_file(loaded->sets[i]->file, cli->arena, unheard)
                         : NULL;
    return digests;
}

static void say_count(const struct par_collection *collection)
{
    size_t used = 0;
    char files[PAR_DECIMAL_TEXT], counted[PAR_DECIMAL_TEXT];
    for (size_t i = 0; i < collection->paths.count; i++)
        used += par_intake_counts(collection->intake[i].state);
    par_decimal_print((int64_t)collection->paths.count, 0, 0, '.', files);
    par_decimal_print((int64_t)used, 0, 0, '.', counted);
    par_cli_say(collection->cli, N_("files: {1}, of them in the round: {2}"), files, counted, NULL);
}

static void collect(struct par_cli *cli, struct options *options, const struct par_loaded *loaded)
{
    struct par_collection collection = {.cli = cli, .loaded = loaded, .log = load_log(cli, options, loaded)};
    if (par_diags_errors(cli->diags) || cli->misused || !find_files(cli, options, &collection.paths))
        return;
    const char *round = settle_outputs(cli, options, loaded);
    if (!spares(cli, options, collection.paths, round) || !spares(cli, options, collection.paths, cli->output))
        return;
    collection.context = (struct par_returned_context){.units = loaded->units,
                                                       .sets = loaded->sets,
                                                       .set_count = loaded->set_count,
                                                       .digests = digests_of(cli, loaded),
                                                       .round = options->round,
                                                       .how = options->inputs.how};
    collection.context.how.table.sheet = NULL; /* that of the unit list */
    par_collection_read(&collection, &options->rules);
    say_count(&collection);
    if (options->strict && par_diags_errors(cli->diags))
        return;
    par_collection_write_round(&collection, round);
    par_collection_write_intake(&collection);
}

static void run_collect(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_loaded loaded;
    if (par_inputs_load(cli, &options->inputs, &loaded) && is_ready(cli, options, &loaded))
        collect(cli, options, &loaded);
}

struct par_program par_program_collect(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_ROUND, 0, "round", N_("NAME"), N_("Round that is collected; otherwise the first of the set")},
        {OPTION_RECEIVED, 0, "received", N_("FILE"), N_("Log of what came in: file, unit, received_on, take")},
        {OPTION_DEADLINE, 0, "deadline", N_("DATE"), N_("Last day that is in time")},
        {OPTION_TAKE, 0, "take", "newest", N_("Of two different files of a unit take the newer, by the log")},
        {OPTION_STRICT, 0, "strict", NULL, N_("Write nothing when any file has an error")},
        {OPTION_INTAKE, 0, "intake", N_("FILE"), N_("List of what came in (default: intake.csv)")},
        {OPTION_DECIMAL, 0, "decimal", "dot|comma", N_("Decimal sign of the files; otherwise found in each")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){
        .name = "par-collect",
        .summary = N_("Collects the forms that came back into a round, and lists what came and what did not."),
        .usage = N_("-c SET -u UNITS [--received FILE] [--deadline DATE] FOLDER|FILE..."),
        .examples = "par-collect -c bo-tieu-chi.json -u don-vi.csv phieu-gui-ve/\n"
                    "par-collect --year nam.json --received so-cong-van.csv --deadline 2026-01-10 phieu-gui-ve/\n"
                    "par-collect --year nam.json --round appraisal -o tham-dinh.csv phieu-tham-dinh/",
        .formats = "csv json jsonl table markdown",
        .shared = par_inputs_options_of_scores,
        .options = own,
        .take = take,
        .run = run_collect,
        .context = options};
}
