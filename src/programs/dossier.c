/* par-dossier: dossiers of one-stop shops, or counts of them -> early, on time, late and pending per unit, checked. */
#include "dossiers.h"
#include "partials.h"
#include "programs.h"
#include "threads.h"

enum {
    OPTION_BY = 1,
    OPTION_FROM,
    OPTION_TO,
    OPTION_BASE,
    OPTION_WORKING,
    OPTION_HOLIDAYS,
    OPTION_SHARE,
    OPTION_PROCEDURES,
    OPTION_STATUS,
    OPTION_CHANNEL,
    OPTION_CHECK_IDS,
    OPTION_REJECTS,
    OPTION_FACTS,
    OPTION_FACT,
    OPTION_PARTIAL,
    OPTION_PART,
    OPTION_MERGE,
    OPTION_THREADS
};

struct options {
    struct par_dossiers dossiers;
    bool by_given;
    const char *counting; /* an option that has no meaning for --merge; NULL: none was given */
};

/* --- Options ------------------------------------------------------------------------------------------------------ */

static bool take_by(struct par_cli *cli, struct par_dossiers *dossiers, const char *argument)
{
    dossiers->by_count = 0;
    if (strcmp(argument, "all") == 0)
        return true;
    while (*argument) {
        size_t size = strcspn(argument, ",");
        if (dossiers->by_count == PAR_TALLY_KEYS - 1)
            return par_cli_usage_error(cli, N_("--by {1}: at most 7 columns"), argument, NULL);
        struct par_span name = par_span_trim((struct par_span){argument, size});
        if (name.size == 0)
            return par_cli_usage_error(cli, N_("--by {1}: write columns with commas between, or all"), argument, NULL);
        dossiers->by[dossiers->by_count++] = par_arena_copy(cli->arena, name);
        argument += size + (argument[size] == ',');
    }
    return dossiers->by_count > 0 ||
           par_cli_usage_error(cli, N_("--by {1}: write columns with commas between, or all"), argument, NULL);
}

static bool take_day(struct par_cli *cli, const char *option, const char *argument, bool *is, int64_t *day)
{
    struct par_moment moment;
    *is = par_moment_parse(par_span_of(argument), &moment) && moment.second == PAR_NO_TIME;
    *day = moment.day;
    return *is || par_cli_usage_error(cli, N_("{1} {2}: write a date, 2026-01-10 or 10/01/2026"), option, argument);
}

static bool take_base(struct par_cli *cli, struct par_dossiers *dossiers, const char *argument)
{
    static const char *const names[PAR_DOSSIER_BASES] = {"solved", "due", "to-handle"};
    for (int i = 0; i < PAR_DOSSIER_BASES; i++)
        if (strcmp(argument, names[i]) == 0) {
            dossiers->base = i;
            return true;
        }
    return par_cli_usage_error(cli, N_("--base {1}: write solved, due or to-handle"), argument, NULL);
}

/* "WORD=MEANING". */
static bool take_word(struct par_cli *cli, struct par_dossier_words *words, const char *argument,
                      int (*named)(const char *name), const char *misuse)
{
    const char *equals = strrchr(argument, '=');
    int meaning = equals && equals > argument ? named(equals + 1) : -1;
    if (meaning < 0)
        return par_cli_usage_error(cli, misuse, argument, NULL);
    words->items = par_arena_grow(cli->arena, words->items, words->count, &words->room, sizeof *words->items);
    words->items[words->count++] = (struct par_dossier_word){
        par_arena_copy(cli->arena, (struct par_span){argument, (size_t)(equals - argument)}), meaning};
    return true;
}

static bool take_share(struct par_cli *cli, struct par_dossiers *dossiers, const char *argument)
{
    if (dossiers->share_count == PAR_TALLY_SHARES)
        return par_cli_usage_error(cli, N_("--share {1}: at most 16 columns"), argument, NULL);
    if (!*argument || strchr(argument, ','))
        return par_cli_usage_error(cli, N_("--share {1}: write one column, and repeat it for several"), argument, NULL);
    dossiers->shares[dossiers->share_count++] = argument;
    return true;
}

static bool take_fact(struct par_cli *cli, struct par_dossiers *dossiers, const char *argument)
{
    const char *equals = strchr(argument, '=');
    if (equals && equals > argument && equals[1] && !par_dossiers_is_fact_column(equals + 1))
        return par_cli_usage_error(
            cli,
            N_("--fact: \"{1}\" is no column of the result{2?; the nearest is \"{2}\"}; par-dossier(1) lists them"),
            equals + 1, par_dossiers_nearest_column(equals + 1));
    if (!equals || equals == argument || !equals[1])
        return par_cli_usage_error(cli, N_("--fact {1}: write NAME=COLUMN, for example dung_han=early_or_on_time"),
                                   argument, NULL);
    dossiers->facts = par_arena_grow(cli->arena, dossiers->facts, dossiers->fact_count, &dossiers->fact_room,
                                     sizeof *dossiers->facts);
    dossiers->facts[dossiers->fact_count++] = (struct par_dossier_fact){
        par_arena_copy(cli->arena, (struct par_span){argument, (size_t)(equals - argument)}), equals + 1};
    return true;
}

static const char *const status_misuse =
    N_("--status {1}: write WORD=MEANING; the meanings are solved, pending, returned, withdrawn");
static const char *const channel_misuse =
    N_("--channel {1}: write WORD=MEANING; the meanings are online, direct, post");

/* Options that shape the counting; false for another one. *good as for `take`. */
static bool take_counting(struct par_cli *cli, struct options *options, int id, const char *argument, bool *good)
{
    struct par_dossiers *dossiers = &options->dossiers;
    struct par_dossier_period *period = &dossiers->period;
    static const char *const names[] = {
        [OPTION_BY] = "--by",           [OPTION_FROM] = "--from",         [OPTION_TO] = "--to",
        [OPTION_SHARE] = "--share",     [OPTION_STATUS] = "--status",     [OPTION_CHANNEL] = "--channel",
        [OPTION_REJECTS] = "--rejects", [OPTION_HOLIDAYS] = "--holidays", [OPTION_WORKING] = "--working-days",
        [OPTION_PART] = "--part",       [OPTION_PARTIAL] = "--partial",   [OPTION_CHECK_IDS] = "--check-ids"};
    *good = true;
    if (id == OPTION_BY)
        *good = take_by(cli, dossiers, argument);
    else if (id == OPTION_FROM)
        *good = take_day(cli, "--from", argument, &period->has_from, &period->from);
    else if (id == OPTION_TO)
        *good = take_day(cli, "--to", argument, &period->has_to, &period->to);
    else if (id == OPTION_SHARE)
        *good = take_share(cli, dossiers, argument);
    else if (id == OPTION_STATUS)
        *good = take_word(cli, &dossiers->outcomes, argument, par_dossier_outcome_named, status_misuse);
    else if (id == OPTION_CHANNEL)
        *good = take_word(cli, &dossiers->channels, argument, par_dossier_channel_named, channel_misuse);
    else if (id == OPTION_PART)
        *good = par_partials_take_number(cli, argument, &dossiers->part);
    else if (id == OPTION_REJECTS)
        dossiers->rejects_path = argument;
    else if (id == OPTION_HOLIDAYS)
        dossiers->holidays_path = argument;
    else if (id == OPTION_PARTIAL)
        dossiers->partial = true;
    else if (id == OPTION_CHECK_IDS)
        dossiers->check_ids = true;
    else if (id != OPTION_WORKING)
        return false;
    dossiers->working = dossiers->working || id == OPTION_WORKING || id == OPTION_HOLIDAYS;
    options->counting = names[id];
    return true;
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    struct par_dossiers *dossiers = &options->dossiers;
    bool known, good;
    if (!par_inputs_take(cli, &dossiers->inputs, id, argument, &known))
        return false;
    if (known)
        return true;
    if (take_counting(cli, options, id, argument, &good))
        return good;
    switch (id) {
    case OPTION_BASE:
        return take_base(cli, dossiers, argument);
    case OPTION_FACT:
        return take_fact(cli, dossiers, argument);
    case OPTION_PROCEDURES:
        dossiers->procedures_path = argument;
        return true;
    case OPTION_FACTS:
        dossiers->facts_path = argument;
        return true;
    case OPTION_MERGE:
        dossiers->merge = true;
        return true;
    case OPTION_THREADS:
        return par_threads_take(cli, argument, &dossiers->threads);
    default:
        return par_texts_add(&dossiers->files, argument, cli->arena);
    }
}

/* --- The run ------------------------------------------------------------------------------------------------------ */

static bool check_options(struct par_cli *cli, const struct options *options)
{
    const struct par_dossiers *dossiers = &options->dossiers;
    const struct par_dossier_period *period = &dossiers->period;
    if (dossiers->files.count == 0)
        return par_cli_usage_error(cli, N_("files of dossiers, or of counts of them, are needed"), NULL, NULL);
    if (period->has_from && period->has_to && period->to < period->from)
        return par_cli_usage_error(cli, N_("--to is before --from"), NULL, NULL);
    if (dossiers->merge && options->counting)
        return par_cli_usage_error(cli,
                                   N_("--merge and {1} do not go together: that was said when the parts were counted"),
                                   options->counting, NULL);
    if (dossiers->part.of > 0 && !dossiers->partial)
        return par_cli_usage_error(cli, N_("--part is for --partial"), NULL, NULL);
    if (dossiers->partial && dossiers->check_ids)
        return par_cli_usage_error(
            cli, N_("--check-ids cannot see across parts; check all files in one run without --partial"), NULL, NULL);
    if (dossiers->partial && dossiers->facts_path)
        return par_cli_usage_error(cli, N_("--facts is for the whole: say it with --merge"), NULL, NULL);
    if (dossiers->fact_count > 0 && !dossiers->facts_path)
        return par_cli_usage_error(cli, N_("--fact is for --facts"), NULL, NULL);
    return true;
}

/* Facts are of units; this is known when the keys are. */
static bool check_facts(struct par_cli *cli, const struct par_dossiers *dossiers)
{
    if (!dossiers->facts_path || (dossiers->by_count == 1 && par_dossiers_unit_key(dossiers) == 0))
        return true;
    return par_cli_usage_error(cli, N_("--facts is a value per unit: it goes with --by unit alone"), NULL, NULL);
}

static bool load(struct par_cli *cli, struct par_dossiers *dossiers)
{
    struct par_inputs *inputs = &dossiers->inputs;
    const char *sheet = inputs->how.table.sheet; /* that of the dossiers */
    inputs->how.table.sheet = NULL;
    bool good = par_inputs_load(cli, inputs, &dossiers->loaded);
    dossiers->calendar = par_arena_alloc(cli->arena, sizeof *dossiers->calendar);
    if (dossiers->holidays_path && par_inputs_note(cli, inputs, dossiers->holidays_path, dossiers->holidays_path)) {
        dossiers->calendar = par_calendar_load(dossiers->holidays_path, &inputs->how, cli->arena, cli->diags);
    }
    if (dossiers->procedures_path &&
        par_inputs_note(cli, inputs, dossiers->procedures_path, dossiers->procedures_path)) {
        dossiers->procedures = par_procedures_load(dossiers->procedures_path, &inputs->how, cli->arena, cli->diags);
    }
    inputs->how.table.sheet = sheet;
    return good && par_diags_errors(cli->diags) == 0;
}

static bool spares(struct par_cli *cli, const struct par_dossiers *dossiers)
{
    const char *const outputs[] = {cli->output, dossiers->facts_path, dossiers->rejects_path};
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++)
        if (!par_inputs_spares(cli, &dossiers->inputs, outputs[i]))
            return false;
    return true;
}

static void say_ids(struct par_cli *cli, const struct par_dossiers *dossiers)
{
    enum { MEGA = 1024 * 1024 };
    if (dossiers->ids)
        par_cli_say(cli, N_("{1} dossiers were checked for repetition, with {2} MiB of memory"),
                    par_count_text(par_dossier_ids_count(dossiers->ids), cli->arena),
                    par_count_text((par_dossier_ids_bytes(dossiers->ids) + MEGA - 1) / MEGA, cli->arena), NULL);
}

/* Files that are read must not be written over: those of the dossiers are known before they are read. */
static void note_files(struct par_cli *cli, struct par_dossiers *dossiers)
{
    struct par_inputs named = dossiers->inputs;
    for (size_t i = 0; i < dossiers->files.count; i++)
        par_inputs_note(cli, &named, dossiers->files.items[i], dossiers->files.items[i]);
    struct par_dossiers noted = *dossiers;
    noted.inputs = named;
    spares(cli, &noted);
}

static void run_dossier(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_dossiers *dossiers = &options->dossiers;
    struct par_dossier_lines lines = {0};
    struct par_tally *tally = NULL;
    dossiers->cli = cli;
    if (!check_options(cli, options) || (!dossiers->merge && !check_facts(cli, dossiers)) || !load(cli, dossiers))
        return;
    par_inputs_settle_output(cli, &dossiers->loaded, "dossiers");
    note_files(cli, dossiers);
    if (cli->misused || par_diags_errors(cli->diags) > 0)
        return;
    if (dossiers->check_ids)
        dossiers->ids = par_dossier_ids_new(cli->arena);
    bool good =
        dossiers->merge ? (tally = par_dossiers_merge(dossiers)) != NULL : par_dossiers_read(dossiers, &tally, &lines);
    say_ids(cli, dossiers);
    par_dossier_ids_free(dossiers->ids);
    if (!good || (dossiers->merge && !check_facts(cli, dossiers)))
        return;
    if (dossiers->partial && !tally) {
        par_cli_usage_error(cli, N_("--partial is for tables of dossiers; counts need no parts"), NULL, NULL);
        return;
    }
    if (tally && !dossiers->partial)
        par_dossiers_lines_of(dossiers, tally, &lines);
    if (dossiers->partial)
        par_dossiers_write_part(dossiers, tally);
    else
        par_dossiers_write(dossiers, &lines);
}

struct par_program par_program_dossier(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_BY, 0, "by", N_("COLUMNS"),
         N_("What a line is about: unit, procedure, domain ... or all (default: unit)")},
        {OPTION_FROM, 0, "from", N_("DATE"), N_("First day of the period")},
        {OPTION_TO, 0, "to", N_("DATE"), N_("Last day of the period; says what is past due")},
        {OPTION_BASE, 0, "base", "solved|due|to-handle", N_("What rates are shares of (default: solved)")},
        {OPTION_WORKING, 0, "working-days", NULL, N_("Days are working days, Monday to Friday")},
        {OPTION_HOLIDAYS, 0, "holidays", N_("FILE"), N_("Working days, less the holidays of this list")},
        {OPTION_SHARE, 0, "share", N_("COLUMN"), N_("A yes / no column whose share is wanted; repeat it for several")},
        {OPTION_PROCEDURES, 0, "procedures", N_("LIST"), N_("List of procedures: of how many were there dossiers?")},
        {OPTION_STATUS, 0, "status", N_("WORD=MEANING"),
         N_("What a status means: solved, pending, returned, withdrawn")},
        {OPTION_CHANNEL, 0, "channel", N_("WORD=MEANING"), N_("What a channel means: online, direct, post")},
        {OPTION_CHECK_IDS, 0, "check-ids", NULL,
         N_("Look for dossiers that stand twice (32 to 86 bytes of memory each)")},
        {OPTION_REJECTS, 0, "rejects", N_("FILE"), N_("Leave rows with faults out, and write them here")},
        {OPTION_FACTS, 0, "facts", N_("FILE"), N_("Write the figures as facts for par-score, too")},
        {OPTION_FACT, 0, "fact", N_("NAME=COLUMN"), N_("Only this column, under this name; repeat it for several")},
        {OPTION_PARTIAL, 0, "partial", NULL, N_("Write a partial result, to be merged")},
        {OPTION_PART, 0, "part", "K/N", N_("Number of the partial result, so that none can be lost")},
        {OPTION_MERGE, 0, "merge", NULL, N_("The files are partial results: merge them")},
        {OPTION_THREADS, 0, "threads", N_("N"), N_("Read with so many threads (default: a processor each, at most 8)")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    options->dossiers.base = -1;
    options->dossiers.by[0] = "unit";
    options->dossiers.by_count = 1;
    return (struct par_program){
        .name = "par-dossier",
        .summary = N_("Counts the dossiers of one-stop shops per unit, or checks counts of them."),
        .usage = N_("[-u UNITS] [--from DATE] [--to DATE] [--by COLUMNS] [-o FILE] FILE..."),
        .examples = "par-dossier -u don-vi.csv --from 2025-01-01 --to 2025-12-31 ho-so.csv\n"
                    "par-dossier -u don-vi.csv --to 2025-12-31 --facts so-lieu.csv --fact dung_han=early_or_on_time "
                    "--fact da_giai_quyet=solved ho-so.csv\n"
                    "zcat ho-so.csv.gz | par-dossier --by unit,domain --to 31/12/2025 -\n"
                    "par-dossier --base solved bao-cao-tong-hop.xlsx",
        .formats = "csv json jsonl table markdown",
        .shared = par_inputs_options_of_dossiers,
        .options = own,
        .take = take,
        .run = run_dossier,
        .context = options};
}
