/* sipas-score: a survey form and answers -> satisfaction percentages with their errors. */
#include <stdlib.h>

#include "meter.h"
#include "programs.h"
#include "record.h"
#include "survey.h"
#include "threads.h"

/* What the survey is made with: which sums of pairs are needed follows from the design. */
static struct par_survey_plan plan_of(const struct par_survey_options *options, const struct par_sipas_form *form)
{
    const struct par_survey_design *design = &options->design;
    struct par_survey_plan plan = {.has_psu = design->psu, .has_ssu = design->ssu};
    plan.rows_are_ssu = design->fpc2 && !design->ssu;
    bool is_index = form->item_count > 1 && form->index != PAR_INDEX_MEAN_OF_PERSONS;
    bool rows_are_units = !plan.has_psu || plan.rows_are_ssu;
    plan.pairs_for_error = is_index && rows_are_units && options->pairs != PAR_PAIRS_NEVER;
    plan.pairs_for_spread = is_index && options->pairs == PAR_PAIRS_ALWAYS;
    return plan;
}

/* The reading of answers, or of parts of it. */
struct reading {
    struct par_cli *cli;
    struct par_survey_options *options;
    struct par_survey_reader *reader;
    struct par_meter *meter;
    struct par_survey_share share;
};

static size_t fatals(const struct reading *reading)
{
    size_t all = par_diags_count(reading->cli->diags, PAR_FATAL);
    return all + (reading->options->partial ? par_diags_count(reading->share.findings, PAR_FATAL) : 0);
}

static void read_file(struct reading *reading, const char *path)
{
    struct par_survey_share *share = &reading->share;
    struct par_arena *arena = reading->cli->arena;
    size_t before = fatals(reading);
    if (!par_inputs_note(reading->cli, &reading->options->inputs, path, path))
        return;
    par_meter_begin(reading->meter, path);
    size_t rows = par_survey_read(reading->reader, path);
    par_meter_end(reading->meter);
    if (before != fatals(reading))
        return;
    par_cli_say(reading->cli, N_("{1}: {2} rows of answers"), path, par_count_text(rows, arena), NULL);
    share->files = par_arena_grow(arena, share->files, share->file_count, &share->file_room, sizeof *share->files);
    share->files[share->file_count++] = (struct par_survey_file){path, rows};
}

static void read_paths(struct reading *reading)
{
    struct par_cli *cli = reading->cli;
    for (size_t i = 0; i < reading->options->paths.count; i++) {
        struct par_list files =
            par_paths(reading->options->paths.items[i], par_cli_within(cli), cli->arena, cli->diags);
        for (size_t k = 0; k < files.count; k++)
            read_file(reading, files.items[k]);
    }
}

/* The domains by grouping, then by name. */
struct sorted_domain {
    const struct par_domain *domain;
    size_t number;
};

static int by_name(const void *left, const void *right)
{
    const struct par_domain *a = ((const struct sorted_domain *)left)->domain;
    const struct par_domain *b = ((const struct sorted_domain *)right)->domain;
    if (a->grouping != b->grouping)
        return a->grouping < b->grouping ? -1 : 1;
    return strcmp(a->name.text, b->name.text);
}

static void sort_domains(struct par_survey_run *run)
{
    const struct par_sums *sums = run->survey->sums;
    struct sorted_domain *sorted = par_arena_array(run->cli->arena, sums->domain_count, sizeof *sorted);
    for (size_t i = 0; i < sums->domain_count; i++)
        sorted[i] = (struct sorted_domain){&sums->domains[i], i};
    qsort(sorted, sums->domain_count, sizeof *sorted, by_name);
    run->domains = par_arena_array(run->cli->arena, sums->domain_count, sizeof *run->domains);
    run->domain_count = sums->domain_count;
    for (size_t i = 0; i < run->domain_count; i++)
        run->domains[i] = sorted[i].number;
}

static struct par_sipas_form *load_form(struct par_cli *cli, struct par_survey_options *options)
{
    struct par_sipas_form *form = par_inputs_note(cli, &options->inputs, options->form, options->form)
                                      ? par_sipas_form_load(options->form, cli->arena, cli->diags)
                                      : NULL;
    if (form)
        par_cli_say(cli, N_("{1}: survey form {2}, {3} criteria"), options->form, form->id,
                    par_count_text(form->item_count, cli->arena), NULL);
    return form;
}

/* A reader of answers for the survey; findings of a part are kept apart, for they go into it. */
static bool begin_reading(struct reading *reading, struct par_survey *survey)
{
    struct par_cli *cli = reading->cli;
    struct par_reading how = reading->options->inputs.how;
    reading->meter = par_meter_new(cli);
    how.heard = par_meter_heard;
    how.heard_context = reading->meter;
    reading->share.findings = reading->options->partial ? par_diags_like(cli->diags, cli->arena) : cli->diags;
    reading->reader =
        par_survey_reader_new(survey, &reading->options->design, &how, cli->arena, reading->share.findings);
    reading->share.reader = reading->reader;
    return reading->reader;
}

static bool load(struct par_cli *cli, struct par_survey_options *options, struct par_survey_run *run)
{
    struct par_loaded loaded;
    struct reading reading = {.cli = cli, .options = options};
    struct par_survey_parts *parts = NULL;
    struct par_sipas_form *form = load_form(cli, options);
    if (!par_inputs_load(cli, &options->inputs, &loaded) || !form || !par_survey_check_facts(cli, options, form) ||
        !par_survey_load_totals(cli, options))
        return false;
    options->design.units = run->units = loaded.units;
    options->design.threads = options->partial ? 1 : par_threads_used(options->threads);
    if (options->merge && !(parts = par_survey_parts_open(cli, options)))
        return false;
    struct par_survey_plan plan = plan_of(options, form);
    struct par_survey *survey = par_survey_new(form, &plan, cli->arena);
    bool can_read = begin_reading(&reading, survey);
    if (can_read && parts)
        par_survey_parts_merge(parts, reading.reader);
    else if (can_read)
        read_paths(&reading);
    if (options->partial)
        par_diags_append(cli->diags, reading.share.findings);
    run->survey = survey;
    run->share = reading.share;
    if (can_read && !options->partial && par_diags_errors(cli->diags) == 0)
        par_survey_finish(reading.reader);
    return par_diags_errors(cli->diags) == 0 && (options->partial || par_survey_fit(run));
}

static void make_estimators(struct par_survey_run *run)
{
    const struct par_survey_options *options = run->options;
    struct par_estimator_options how = {.lonely = options->lonely, .blanks = options->missing};
    run->estimator = par_estimator_new(run->survey->sums, &how);
    if (!run->calibration)
        return;
    run->base = run->estimator;
    how.calibration = run->calibration;
    run->estimator = par_estimator_new(run->survey->sums, &how);
}

static void run_score(struct par_cli *cli, void *context)
{
    struct par_survey_options *options = context;
    struct par_survey_run run = {.cli = cli, .options = options};
    if (!par_survey_settle_options(cli, options) || !load(cli, options, &run) ||
        !par_inputs_spares(cli, &options->inputs, cli->output))
        return;
    if (options->facts && !par_inputs_spares(cli, &options->inputs, options->facts))
        return;
    if (options->rank && !par_inputs_spares(cli, &options->inputs, options->rank))
        return;
    if (options->partial) {
        par_survey_write_part(cli, options, &run.share);
        return;
    }
    make_estimators(&run);
    sort_domains(&run);
    par_survey_report_effect(&run);
    par_survey_report_figures(&run);
    if (par_diags_errors(cli->diags))
        return;
    par_survey_write_table(&run);
    if (options->facts)
        par_survey_write_facts(&run);
    if (options->rank)
        par_survey_write_ranks(&run);
}

struct par_program par_program_sipas_score(struct par_arena *arena)
{
    struct par_survey_options *options = par_arena_alloc(arena, sizeof *options);
    options->precision = PAR_PRECISION_NONE;
    options->interval = PAR_INTERVAL_BETA;
    return (struct par_program){
        .name = "sipas-score",
        .summary = N_("Works out satisfaction percentages and how sure they are."),
        .usage = N_("--form FORM [--strata COLUMN] [--psu COLUMN] [--weight COLUMN] ANSWERS..."),
        .examples =
            "sipas-score --form sipas-2023-2026.json tra-loi.csv\n"
            "sipas-score --form sipas-2023-2026.json --strata huyen --psu xa --weight trong_so --by gioi tra-loi.csv\n"
            "sipas-score --form sipas-2023-2026.json --psu xa --weight trong_so --totals tong-the.csv tra-loi.csv\n"
            "sipas-score --form mau-phuong.json -u don-vi.csv --facts sipas.csv -o ket-qua.csv tra-loi/",
        .formats = "csv json jsonl table markdown",
        .shared = par_inputs_options_of_tables,
        .options = par_survey_option_table,
        .take = par_survey_take_option,
        .run = run_score,
        .context = options};
}
