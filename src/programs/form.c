/* par-form: criteria sets and units -> the forms of a round, a workbook (or a CSV file) each. */
#include <stdio.h>

#include "form_files.h"
#include "form_round.h"
#include "parindex/digest.h"
#include "programs.h"

enum { OPTION_UNIT = 1, OPTION_APPRAISER, OPTION_FROM, OPTION_CSV, OPTION_FORCE };

struct options {
    struct par_inputs inputs;
    struct par_texts units;
    const char *appraiser;
    const char *from;
    bool csv, force;
};

struct run {
    const struct options *options;
    const char **digests; /* per set */
    struct par_form_round round;
    struct par_form_files files;
    size_t job_count, job_room;
    struct par_form_job *jobs;
};

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known = true;
    switch (id) {
    case OPTION_UNIT:
        return par_texts_add(&options->units, argument, cli->arena);
    case OPTION_APPRAISER:
        options->appraiser = argument;
        return true;
    case OPTION_FROM:
        options->from = argument;
        return true;
    case OPTION_CSV:
        options->csv = true;
        return true;
    case OPTION_FORCE:
        options->force = true;
        return true;
    default:
        break;
    }
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known))
        return false;
    return known || par_cli_usage_error(cli, N_("{1}: name units with --unit CODE"), argument, NULL);
}

/* --- What is asked for ------------------------------------------------------------------------------------------- */

/* The round by its name, which must mean the same in every set. */
static bool settle_round(struct run *run)
{
    const char *name = run->options->inputs.round_name;
    for (size_t i = 0; i < run->round.loaded.set_count; i++) {
        const struct par_set *set = run->round.loaded.sets[i];
        enum par_form_type type;
        const char *id;
        if (!par_form_round(set, par_span_of(name ? name : set->rounds[0].id), &type, &id))
            return par_cli_usage_error(run->round.cli, N_("--round {1}: the rounds of the sets are: {2}"), name,
                                       par_set_rounds_text(set, run->round.cli->arena));
        if (i > 0 && (type != run->round.type || strcmp(id, run->round.id) != 0))
            return par_cli_usage_error(run->round.cli,
                                       N_("--round {1} is not the same round in all sets; make the forms of "
                                          "each set by themselves"),
                                       name ? name : id, NULL);
        run->round.type = type;
        run->round.id = id;
    }
    if (run->options->appraiser && run->round.type != PAR_APPRAISAL_FORM)
        return par_cli_usage_error(run->round.cli, N_("--appraiser goes with the round of an appraisal"), NULL, NULL);
    if (run->options->from && (run->round.type == PAR_SELF_FORM || run->round.type == PAR_APPRAISAL_FORM))
        return par_cli_usage_error(run->round.cli, N_("--from goes with --round explanation and --round council"), NULL,
                                   NULL);
    return true;
}

static bool settle_digests(struct run *run)
{
    run->digests = par_arena_array(run->round.cli->arena, run->round.loaded.set_count, sizeof *run->digests);
    for (size_t i = 0; i < run->round.loaded.set_count; i++) {
        if (strcmp(run->round.loaded.sets[i]->file, "-") == 0)
            return par_cli_usage_error(run->round.cli,
                                       N_("forms carry the digest of their criteria set; give the set as a "
                                          "file"),
                                       NULL, NULL);
        run->digests[i] =
            par_digest_file(run->round.loaded.sets[i]->file, run->round.cli->arena, run->round.cli->diags);
    }
    return par_diags_errors(run->round.cli->diags) == 0;
}

/* What units claimed and were given, and in which words. */
static bool load_rounds(struct run *run, struct par_inputs *inputs)
{
    const char *from = run->options->from;
    bool any = par_inputs_any_round(inputs);
    if (run->round.type == PAR_SELF_FORM)
        return true;
    if (!any && (run->round.type == PAR_APPRAISAL_FORM || !from))
        return par_cli_usage_error(run->round.cli,
                                   N_("this form needs what the units and appraisers said: give the rounds "
                                      "with --round NAME=FILES, or --year"),
                                   NULL, NULL);
    run->round.sayings = par_sayings_new(&run->round.loaded, run->round.cli->arena);
    inputs->listener = par_sayings_listener(run->round.sayings);
    if (any && !par_inputs_load_rounds(run->round.cli, inputs, &run->round.loaded))
        return false;
    if (from) {
        par_inputs_note(run->round.cli, inputs, from, from);
        run->round.given =
            par_given_load(from, &inputs->how, run->round.loaded.units, run->round.cli->arena, run->round.cli->diags);
    } else {
        run->round.given =
            par_given_from(run->round.loaded.assessment, inputs->blank_means_agree, run->round.cli->arena);
    }
    return par_diags_errors(run->round.cli->diags) == 0;
}

/* --- The forms to be written ------------------------------------------------------------------------------------- */

static void add_job(struct run *run, int32_t unit, const char *appraiser, const char *code, const char *name)
{
    struct par_form_job job = {unit, appraiser, NULL};
    if (run->round.type != PAR_SELF_FORM && par_form_collect(&run->round, &job, NULL, NULL, run->round.cli->arena) == 0)
        return;
    job.path = par_form_path(&run->files, code, name);
    run->jobs = par_arena_grow(run->round.cli->arena, run->jobs, run->job_count, &run->job_room, sizeof *run->jobs);
    run->jobs[run->job_count++] = job;
}

static void add_unit_jobs(struct run *run)
{
    struct par_arena *arena = run->round.cli->arena;
    for (size_t i = 0; i < run->round.loaded.units->count; i++) {
        const struct par_unit *unit = &run->round.loaded.units->items[i];
        bool own = run->round.type == PAR_SELF_FORM;
        if (run->round.wanted[i])
            add_job(run, (int32_t)i, NULL, unit->code,
                    own ? unit->name : par_arena_join(arena, unit->name, " ", run->round.id, NULL));
    }
}

/* Without --appraiser one for each that the sets name, and one for the criteria that name none. */
static void add_appraiser_jobs(struct run *run)
{
    struct par_list named = par_texts_list(&run->round.appraisers);
    const char *only = run->options->appraiser;
    if (only && !par_list_has(named, only)) {
        par_diags_add(run->round.cli->diags, PAR_ERROR, PAR_FORM_APPRAISER_UNKNOWN, NULL, only,
                      par_list_text(named, run->round.cli->arena), NULL);
        return;
    }
    for (size_t i = 0; i < named.count; i++)
        if (!only || strcmp(only, named.items[i]) == 0)
            add_job(run, -1, named.items[i], run->round.id, named.items[i]);
    if (!only)
        add_job(run, -1, "", run->round.id, "");
}

static void say_not_submitted(const struct run *run)
{
    const char *codes = "";
    for (size_t i = 0; i < run->round.loaded.units->count; i++)
        if (run->round.wanted[i] && !run->round.given->submitted[i])
            codes = par_arena_join(run->round.cli->arena, codes, *codes ? ", " : "",
                                   run->round.loaded.units->items[i].code, NULL);
    if (*codes)
        par_cli_say(run->round.cli, N_("not in these forms, since they have not submitted: {1}"), codes, NULL);
}

static void add_jobs(struct run *run)
{
    if (run->round.type == PAR_SELF_FORM || run->round.type == PAR_EXPLANATION_FORM)
        add_unit_jobs(run);
    else if (run->round.type == PAR_APPRAISAL_FORM)
        add_appraiser_jobs(run);
    else
        add_job(run, -1, NULL, run->round.id, "");
    if (run->round.given)
        say_not_submitted(run);
}

/* --- Writing ----------------------------------------------------------------------------------------------------- */

/* The sets that a form is about, as its identity names them. */
static void name_sets(const struct run *run, const struct par_form_item *items, size_t count,
                      const struct par_form_job *job, struct par_form_identity *identity, struct par_arena *arena)
{
    for (size_t i = 0; i < run->round.loaded.set_count; i++) {
        const struct par_set *set = run->round.loaded.sets[i];
        bool used = job->unit >= 0 && run->round.loaded.units->items[job->unit].set == set;
        for (size_t k = 0; k < count && !used; k++)
            used = items[k].unit->set == set;
        if (!used)
            continue;
        const char *comma = *identity->set ? "," : "";
        identity->set = par_arena_join(arena, identity->set, comma, set->id, NULL);
        identity->digest = par_arena_join(arena, identity->digest, comma, run->digests[i], NULL);
        identity->period = set->period;
    }
}

/* "Sở Tài chính (so-tai-chinh)"; of an agency that is no unit of the list the name alone. */
static const char *subject_of(const struct run *run, const struct par_form_job *job, struct par_arena *arena)
{
    const struct par_units *units = run->round.loaded.units;
    const char *code = job->unit >= 0 ? units->items[job->unit].code : job->appraiser ? job->appraiser : "";
    int32_t unit = par_names_find(units->codes, par_span_of(code));
    return unit < 0 ? code : par_arena_join(arena, units->items[unit].name, " (", code, ")", NULL);
}

static struct par_form_sheet *lay_out(const struct run *run, const struct par_form_job *job, struct par_arena *arena)
{
    const struct par_unit *unit = job->unit < 0 ? NULL : &run->round.loaded.units->items[job->unit];
    struct par_form_identity identity = {
        run->round.id, unit ? unit->code : "", job->appraiser ? job->appraiser : "", "", "", "", "", ""};
    struct par_form_words words = par_form_words_of(run->round.cli, run->round.type, "");
    struct par_form_item *items = NULL;
    size_t count = 0;
    if (run->round.type != PAR_SELF_FORM) {
        count = par_form_collect(&run->round, job, &words, NULL, arena);
        items = par_arena_array(arena, count, sizeof *items);
        par_form_collect(&run->round, job, &words, items, arena);
    }
    name_sets(run, items, count, job, &identity, arena);
    words = par_form_words_of(run->round.cli, run->round.type, identity.period);
    if (run->round.type != PAR_SELF_FORM)
        return par_form_sheet_of_items(run->round.type, subject_of(run, job, arena), items, count, &identity, &words,
                                       arena);
    struct par_form form = par_form_of(unit, arena);
    return par_form_sheet_of_unit(&form, &identity, &words, arena);
}

/* A form's memory is given back before the next one. */
static bool write_form(const struct run *run, const struct par_form_job *job)
{
    struct par_arena *arena = par_arena_new(par_cli_no_memory);
    const struct par_form_sheet *sheet = lay_out(run, job, arena);
    char decimal = strcmp(run->round.cli->language, "vi") == 0 ? ',' : '.';
    bool written = run->options->csv ? par_form_write_csv(sheet, job->path, decimal, arena, run->round.cli->diags)
                                     : par_form_write_workbook(sheet, job->path, arena, run->round.cli->diags);
    par_arena_free(arena);
    return written;
}

static void write_forms(struct run *run)
{
    char count[24];
    add_jobs(run);
    if (par_diags_errors(run->round.cli->diags))
        return;
    par_form_make_folder(&run->files);
    for (size_t i = 0; i < run->job_count; i++)
        if (!write_form(run, &run->jobs[i]))
            return;
    snprintf(count, sizeof count, "%zu", run->job_count);
    par_cli_say(run->round.cli, N_("{1}: {2} forms of round {3}"), run->files.folder, count, run->round.id, NULL);
}

/* A component without a rule for the unit cannot be asked. */
static void check_rules(const struct run *run)
{
    for (size_t i = 0; i < run->round.loaded.units->count; i++) {
        const struct par_unit *unit = &run->round.loaded.units->items[i];
        for (int32_t k = 0; run->round.wanted[i] && k < unit->set->component_count; k++) {
            int32_t position = unit->set->components[k];
            const struct par_criterion *criterion = &unit->set->criteria[position];
            struct par_place place = {.file = unit->set->file, .pointer = criterion->pointer, .node = criterion->id};
            if (!par_unit_is_excluded(unit, unit->set, position) && !par_unit_rule(unit, criterion))
                par_diags_add(run->round.cli->diags, PAR_ERROR, PAR_FORM_NO_RULE, &place, unit->code, criterion->id,
                              NULL);
        }
    }
}

static void run_form(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct run run = {.options = options, .round.cli = cli};
    if (!par_inputs_load(cli, &options->inputs, &run.round.loaded))
        return;
    if (!run.round.loaded.set_count || !run.round.loaded.units || !cli->output || strcmp(cli->output, "-") == 0) {
        par_cli_usage_error(cli, N_("a criteria set (-c), a unit list (-u) and a folder for the forms (-o) are needed"),
                            NULL, NULL);
        return;
    }
    if (!settle_round(&run) || !settle_digests(&run))
        return;
    run.round.wanted = par_inputs_wanted(cli, &run.round.loaded, &options->units);
    par_form_find_appraisers(&run.round);
    check_rules(&run);
    if (par_diags_errors(cli->diags) || !load_rounds(&run, &options->inputs))
        return;
    run.files = (struct par_form_files){.cli = cli,
                                        .folder = cli->output,
                                        .extension = options->csv ? ".csv" : ".xlsx",
                                        .force = options->force,
                                        .names = par_names_new(cli->arena)};
    write_forms(&run);
}

struct par_program par_program_form(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_UNIT, 0, "unit", N_("CODE"), N_("Only the form of this unit; repeat it for several")},
        {OPTION_APPRAISER, 0, "appraiser", N_("CODE"), N_("Only the form of this appraiser")},
        {OPTION_FROM, 0, "from", N_("SCORES"), N_("Scores file that says what was cut; otherwise it is computed")},
        {OPTION_CSV, 0, "csv", NULL, N_("CSV files instead of workbooks")},
        {OPTION_FORCE, 0, "force", NULL, N_("Overwrite forms that are there already")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    options->inputs.takes_round_name = true;
    return (struct par_program){.name = "par-form",
                                .summary = N_("Writes the forms of a round for units, appraisers and council."),
                                .usage = N_("-c SET -u UNITS [--round NAME] [--round NAME=FILES...] -o FOLDER"),
                                .examples = "par-form --year nam.json -o phieu\n"
                                            "par-form --year nam.json --round appraisal --appraiser so-tai-chinh "
                                            "-o phieu-tham-dinh\n"
                                            "par-form --year nam.json --round explanation --from ket-qua/scores.csv "
                                            "-o phieu-giai-trinh",
                                .formats = NULL,
                                .shared = par_inputs_options,
                                .options = own,
                                .take = take,
                                .run = run_form,
                                .context = options};
}
