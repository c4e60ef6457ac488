/* How many, and how many of each stratum: the tables without names of people. */
#include "sampling_run.h"
#include "sheet.h"

enum { WEIGHT_DECIMALS = 9 };

/* --- A size ------------------------------------------------------------------------------------------------------ */

static bool overflow(struct par_cli *cli)
{
    par_diags_add(cli->diags, PAR_ERROR, PAR_OVERFLOW, NULL, NULL);
    return false;
}

bool par_sampling_size(struct par_cli *cli, const struct par_sampling_options *options, enum par_size_formula formula,
                       int64_t population, struct par_size_needed *out)
{
    struct par_sample_aim aim = {.population = population,
                                 .share = options->share,
                                 .margin = options->margin,
                                 .deff = options->deff,
                                 .quantile = par_sample_quantile(options->level)};
    struct par_ratio asked;
    bool fits = !options->has_margin ||
                (formula == PAR_SIZE_SIMPLE ? par_sample_size_simple(population, options->margin, &out->exact)
                                            : par_sample_size(&aim, &out->exact));
    if (!options->has_margin)
        out->exact = (struct par_ratio){options->size, 1};
    fits = fits && par_sample_whole(out->exact, &out->answers) &&
           par_ratio_div((struct par_ratio){out->answers, 1}, options->response, &asked) &&
           par_sample_whole(asked, &out->asked);
    return fits || overflow(cli);
}

/* A ratio x 100 with as few decimals as needed. */
static void write_percent(struct par_writer *writer, struct par_ratio share)
{
    struct par_ratio hundred = {100, 1};
    int64_t value;
    if (par_ratio_mul(share, hundred, &share) && par_sample_decimal(share, PAR_POINTS_SCALE, &value))
        par_writer_decimal(writer, value, PAR_POINTS_SCALE, -1);
    else
        par_writer_empty(writer);
}

static void write_decimal(struct par_writer *writer, struct par_ratio ratio, int decimals)
{
    int64_t value;
    if (par_sample_decimal(ratio, decimals, &value))
        par_writer_decimal(writer, value, decimals, decimals);
    else
        par_writer_empty(writer);
}

static bool write_size(struct par_sheet *sheet, const struct par_sampling_options *options,
                       enum par_size_formula formula)
{
    struct par_writer *writer = sheet->writer;
    struct par_size_needed needed;
    if (!par_sampling_size(sheet->cli, options, formula, options->population, &needed))
        return false;
    par_writer_text(writer, par_size_formula_name(formula));
    par_writer_integer(writer, options->population);
    write_percent(writer, options->margin);
    if (formula == PAR_SIZE_SIMPLE) {
        for (int i = 0; i < 4; i++)
            par_writer_empty(writer);
    } else {
        write_percent(writer, options->level);
        par_writer_decimal(writer, par_sample_quantile(options->level), PAR_POINTS_SCALE, PAR_POINTS_SCALE);
        write_percent(writer, options->share);
        write_decimal(writer, options->deff, 2);
    }
    write_decimal(writer, needed.exact, 3);
    par_writer_integer(writer, needed.answers);
    write_percent(writer, options->response);
    par_writer_integer(writer, needed.asked);
    par_writer_row(writer);
    return true;
}

static struct par_sheet *new_sheet(struct par_cli *cli, const char *const *names, size_t texts)
{
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    sheet->cli = cli;
    for (size_t i = 0; names[i]; i++)
        par_sheet_column(sheet, names[i], i >= texts);
    return sheet;
}

void par_sampling_write_sizes(struct par_cli *cli, const struct par_sampling_options *options)
{
    static const char *const names[] = {"formula", "population", "margin", "confidence",  "quantile", "expected_share",
                                        "deff",    "exact_size", "n",      "answer_rate", "asked",    NULL};
    struct par_sheet *sheet = new_sheet(cli, names, 1);
    if (!par_sheet_open(sheet, NULL))
        return;
    for (int formula = 0; formula < PAR_SIZE_FORMULAS; formula++)
        if (!options->formula_given || formula == (int)options->formula)
            write_size(sheet, options, (enum par_size_formula)formula);
    par_sheet_close(sheet);
}

/* --- Shares of strata -------------------------------------------------------------------------------------------- */

static bool size_of_each(struct par_cli *cli, const struct par_sampling_options *options, struct par_allocated *stratum,
                         int64_t per_unit)
{
    struct par_size_needed needed;
    if (!par_sampling_size(cli, options, options->formula, stratum->population, &needed))
        return false;
    int64_t wanted = needed.asked / per_unit + (needed.asked % per_unit > 0);
    stratum->is_least = wanted < options->least;
    wanted = stratum->is_least ? options->least : wanted;
    stratum->is_all = wanted >= stratum->room;
    stratum->wanted = stratum->is_all ? stratum->room : wanted;
    return true;
}

/* What is known only after the shares: nothing is left to chance. */
static void warn_of_everybody(struct par_cli *cli, const struct par_allocated *strata, size_t count)
{
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += strata[i].wanted == strata[i].room;
    if (all == count)
        par_diags_add(cli->diags, PAR_WARNING, PAR_FRAME_EVERYBODY, NULL, NULL);
}

bool par_sampling_share(struct par_cli *cli, const struct par_sampling_options *options, struct par_allocated *strata,
                        size_t count, int64_t per_unit)
{
    struct par_size_needed needed;
    par_wide sum = 0;
    bool fits = true;
    for (size_t i = 0; i < count; i++)
        sum += strata[i].population;
    for (size_t i = 0; i < count && options->each && fits; i++)
        fits = size_of_each(cli, options, &strata[i], per_unit);
    if (options->each || sum > INT64_MAX) {
        warn_of_everybody(cli, strata, count);
        return fits && (sum <= INT64_MAX || overflow(cli));
    }
    if (!par_sampling_size(cli, options, options->formula, (int64_t)sum, &needed))
        return false;
    int64_t wanted = needed.asked / per_unit + (needed.asked % per_unit > 0);
    switch (par_sample_allocate(strata, count, wanted, options->least, options->allocation, cli->arena)) {
    case PAR_ALLOCATE_OK:
        warn_of_everybody(cli, strata, count);
        return true;
    case PAR_ALLOCATE_TOO_FEW:
        par_diags_add(cli->diags, PAR_ERROR, PAR_FRAME_LEAST, NULL, par_whole_text(wanted, cli->arena),
                      par_count_text(count, cli->arena), par_whole_text(options->least, cli->arena), NULL);
        return false;
    case PAR_ALLOCATE_NO_SPREAD:
        par_diags_add(cli->diags, PAR_ERROR, PAR_FRAME_NO_SPREAD, NULL, NULL);
        return false;
    default:
        return overflow(cli);
    }
}

/* --- The plan ---------------------------------------------------------------------------------------------------- */

static void write_stratum(struct par_sheet *sheet, const struct par_stratum_row *row,
                          const struct par_allocated *stratum)
{
    struct par_writer *writer = sheet->writer;
    par_writer_text(writer, row->name);
    par_writer_text(writer, stratum->is_least ? "least" : stratum->wanted == stratum->room ? "all" : "");
    par_writer_integer(writer, row->population);
    par_sheet_points(sheet, (struct par_maybe){row->has_spread, row->spread}, -1);
    par_writer_integer(writer, stratum->wanted);
    if (stratum->wanted > 0)
        write_decimal(writer, (struct par_ratio){row->population, stratum->wanted}, WEIGHT_DECIMALS);
    par_writer_row(writer);
}

void par_sampling_write_plan(struct par_cli *cli, struct par_sampling_options *options)
{
    static const char *const names[] = {"stratum", "flags", "population", "sd", "n", "weight", NULL};
    struct par_stratum_row *rows;
    size_t count;
    unsigned needs = PAR_NEED_POPULATION | (options->allocation == PAR_ALLOCATE_NEYMAN ? (unsigned)PAR_NEED_SPREAD : 0);
    if (!par_inputs_note(cli, &options->inputs, options->path, options->path) ||
        !par_strata_load(options->path, needs, &options->inputs.how, cli->arena, cli->diags, &rows, &count))
        return;
    struct par_allocated *strata = par_arena_array(cli->arena, count, sizeof *strata);
    for (size_t i = 0; i < count; i++)
        strata[i] = (struct par_allocated){
            .population = rows[i].population, .room = rows[i].population, .spread = rows[i].spread};
    if (!par_sampling_share(cli, options, strata, count, 1) || !par_inputs_spares(cli, &options->inputs, cli->output))
        return;
    struct par_sheet *sheet = new_sheet(cli, names, 2);
    if (!par_sheet_open(sheet, NULL))
        return;
    for (size_t i = 0; i < count; i++)
        write_stratum(sheet, &rows[i], &strata[i]);
    par_sheet_close(sheet);
}
