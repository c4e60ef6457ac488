/* par-audit lost: the points that units lost, each with its component, its cause and who must mend it. */
#include "earlier.h"
#include "lost_sheet.h"
#include "programs.h"
#include "round_audit.h"
#include "values.h"

enum { OPTION_BY = 1, OPTION_UNIT, OPTION_CRITERION, OPTION_BLOC, OPTION_TOP };

struct options {
    struct par_inputs inputs;
    struct par_earlier_files earlier;
    struct par_texts units, criteria, blocs;
    unsigned keys;
    int32_t top; /* rows; 0: all */
};

/* --- Options ----------------------------------------------------------------------------------------------------- */

static unsigned key_named(struct par_span name)
{
    static const struct {
        const char *name;
        enum par_loss_key key;
    } keys[] = {{"unit", PAR_BY_UNIT},
                {"criterion", PAR_BY_CRITERION},
                {"domain", PAR_BY_DOMAIN},
                {"owner", PAR_BY_OWNER},
                {"bloc", PAR_BY_BLOC},
                {"cause", PAR_BY_CAUSE},
                {"cause_kind", PAR_BY_CAUSE_KIND}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (par_span_is(name, keys[i].name))
            return keys[i].key;
    return 0;
}

/* "domain,cause" groups by both together. */
static bool take_keys(struct par_cli *cli, struct options *options, const char *argument)
{
    for (const char *rest = argument;; rest++) {
        struct par_span name = {rest, strcspn(rest, ",")};
        unsigned key = key_named(name);
        if (!key)
            return par_cli_usage_error(
                cli,
                N_("--by {1}: write unit, criterion, domain, owner, bloc, cause or cause_kind, or several with "
                   "commas between them"),
                argument, NULL);
        options->keys |= key;
        rest += name.size;
        if (!*rest)
            return true;
    }
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known) || known)
        return !cli->misused;
    if (!par_earlier_take(cli, &options->earlier, id, argument, &known) || known)
        return !cli->misused;
    switch (id) {
    case OPTION_BY:
        return take_keys(cli, options, argument);
    case OPTION_UNIT:
        return par_texts_add(&options->units, argument, cli->arena);
    case OPTION_CRITERION:
        return par_texts_add(&options->criteria, argument, cli->arena);
    case OPTION_BLOC:
        return par_texts_add(&options->blocs, argument, cli->arena);
    case OPTION_TOP:
        return par_value_whole(cli, "--top", argument, &options->top);
    default:
        return par_cli_usage_error(cli, N_("{1}: give files with --round NAME=FILE"), argument, NULL);
    }
}

/* --- What is shown ----------------------------------------------------------------------------------------------- */

static bool is_bloc(const struct par_loaded *loaded, const char *bloc)
{
    for (size_t i = 0; i < loaded->units->count; i++)
        if (strcmp(loaded->units->items[i].bloc, bloc) == 0)
            return true;
    return false;
}

static const char *blocs_text(struct par_cli *cli, const struct par_loaded *loaded)
{
    const char *text = "";
    for (size_t i = 0; i < loaded->set_count; i++)
        for (size_t k = 0; k < loaded->sets[i]->bloc_count; k++)
            if (is_bloc(loaded, loaded->sets[i]->blocs[k].id))
                text = par_arena_join(cli->arena, text, *text ? ", " : "", loaded->sets[i]->blocs[k].id, NULL);
    return text;
}

/* Per unit: named by --unit and in a bloc named by --bloc, where they are given. */
static const bool *wanted_units(struct par_cli *cli, const struct options *options, const struct par_loaded *loaded)
{
    bool *wanted = par_inputs_wanted(cli, loaded, &options->units);
    for (size_t i = 0; i < options->blocs.count; i++)
        if (!is_bloc(loaded, options->blocs.items[i]))
            par_diags_add(cli->diags, PAR_ERROR, PAR_BLOC_UNKNOWN, NULL, options->blocs.items[i],
                          blocs_text(cli, loaded), NULL);
    for (size_t i = 0; i < loaded->units->count && options->blocs.count; i++)
        wanted[i] = wanted[i] && par_texts_has(&options->blocs, loaded->units->items[i].bloc);
    return wanted;
}

static void check_criteria(struct par_cli *cli, const struct options *options, const struct par_loaded *loaded)
{
    for (size_t i = 0; i < options->criteria.count; i++) {
        bool known = false;
        for (size_t k = 0; k < loaded->set_count; k++)
            known = known || par_set_find(loaded->sets[k], par_span_of(options->criteria.items[i])) >= 0;
        if (!known)
            par_diags_add(cli->diags, PAR_ERROR, PAR_CRITERION_UNKNOWN, NULL, options->criteria.items[i], "",
                          loaded->sets[0]->id, NULL);
    }
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

/* The whole list, which alone goes into the year's folder: a selection would take its place there. */
static bool is_whole(const struct options *options)
{
    return !options->keys && !options->units.count && !options->criteria.count && !options->blocs.count &&
           options->top == 0;
}

static void write(struct par_cli *cli, struct options *options, const struct par_loaded *loaded,
                  const struct par_causes *causes)
{
    struct par_lost_view view = {.cli = cli,
                                 .loaded = loaded,
                                 .blank_means_agree = options->inputs.blank_means_agree,
                                 .units = wanted_units(cli, options, loaded),
                                 .criteria = par_texts_list(&options->criteria),
                                 .keys = options->keys,
                                 .top = options->top ? (size_t)options->top : SIZE_MAX};
    check_criteria(cli, options, loaded);
    if (par_diags_errors(cli->diags))
        return;
    par_round_audit(cli, &options->inputs, loaded);
    view.losses = par_losses_of(loaded->assessment, view.blank_means_agree, causes, cli->arena, cli->diags);
    par_mappings_load(cli, &options->earlier.mappings, &options->inputs, loaded);
    par_earlier_count(cli, &options->earlier, &options->inputs, loaded, view.units, view.losses);
    if (par_diags_errors(cli->diags) || cli->misused)
        return;
    if (is_whole(options))
        par_inputs_settle_output(cli, loaded, "lost");
    if (par_inputs_spares(cli, &options->inputs, cli->output))
        par_lost_write(&view);
}

static void run_lost(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_loaded loaded;
    const struct par_earlier_files *earlier = &options->earlier;
    if ((earlier->mappings.paths.count || earlier->units.count) && !earlier->scores.count) {
        par_cli_usage_error(cli, N_("--mapping and --history-units are about earlier scores: name them with --history"),
                            NULL, NULL);
        return;
    }
    if (!par_inputs_load_to_score(cli, &options->inputs, &loaded))
        return;
    struct par_causes *causes = par_round_audit_listen(cli, &options->inputs, &loaded);
    if (par_inputs_load_rounds(cli, &options->inputs, &loaded))
        write(cli, options, &loaded, causes);
}

struct par_program par_program_audit_lost(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_BY, 0, "by", N_("KEYS"), N_("Groups: unit, criterion, domain, owner, bloc, cause, cause_kind; a,b")},
        {PAR_OPTION_HISTORY, 0, "history", N_("SCORES"),
         N_("Scores of an earlier period, for years in a row; repeat it")},
        {PAR_OPTION_HISTORY_UNITS, 0, "history-units", N_("PERIOD=UNITS"),
         N_("Unit list of an earlier period, for the predecessors it names; repeat it")},
        {PAR_OPTION_MAPPING, 0, "mapping", N_("[SET=]FILE"), N_("Ids before a set was re-issued (columns old, new)")},
        {OPTION_UNIT, 0, "unit", N_("UNIT"), N_("Only this unit; repeat it")},
        {OPTION_BLOC, 0, "bloc", N_("BLOC"), N_("Only the units of this bloc; repeat it")},
        {OPTION_CRITERION, 0, "criterion", N_("ID"), N_("Only this criterion with all below it; repeat it")},
        {OPTION_TOP, 0, "top", N_("NUMBER"), N_("Only so many rows, the worst")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){.name = "par-audit lost",
                                .summary = N_("Lists every lost point with its cause and who must mend it."),
                                .usage = N_("-c SET -u UNITS --round NAME=FILES... [--history SCORES]... [-o FILE]"),
                                .examples = "par-audit lost --year nam.json -o mat-diem.csv\n"
                                            "par-audit lost --year nam.json --unit 001 -f table --lang vi\n"
                                            "par-audit lost --year nam.json --by owner,cause -f table\n"
                                            "par-audit lost --year nam.json --history diem-2024.csv "
                                            "--history diem-2023.csv --mapping bo-2025=doi-chieu.csv",
                                .formats = "csv json jsonl table markdown xlsx",
                                .shared = par_inputs_options,
                                .options = own,
                                .take = take,
                                .run = run_lost,
                                .context = options};
}
