/* par-audit recheck: an auditor's verdicts -> scores, ranks and classes before and after, and the error rate. */
#include "parindex/error_rate.h"
#include "programs.h"
#include "ranking.h"
#include "recheck.h"
#include "sheet.h"

enum { OPTION_RATES = 1, OPTION_ALL, OPTION_CONFIDENCE };

enum { RATE_DECIMALS = 2 };

struct options {
    struct par_inputs inputs;
    const char *verdicts_path;
    const char *rates;
    bool all;
    par_points confidence; /* percent, in 10^-6 */
    struct par_verdicts verdicts;
};

/* --- Options ----------------------------------------------------------------------------------------------------- */

static bool take_confidence(struct par_cli *cli, struct options *options, const char *argument)
{
    struct par_quantity percent;
    bool exact = false;
    bool good = par_quantity_parse(par_span_of(argument), &percent) == PAR_NUMBER_OK &&
                par_points_from(percent, PAR_POINTS_SCALE, PAR_HALF_UP, &options->confidence, &exact) && exact &&
                options->confidence > 0 && options->confidence < 100 * PAR_POINTS_ONE;
    return good || par_cli_usage_error(cli,
                                       N_("--confidence takes a percentage between 0 and 100, such as 95, not "
                                          "\"{1}\""),
                                       argument, NULL);
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known))
        return false;
    switch (known ? -1 : id) {
    case OPTION_RATES:
        options->rates = argument;
        return true;
    case OPTION_ALL:
        options->all = true;
        return true;
    case OPTION_CONFIDENCE:
        return take_confidence(cli, options, argument);
    case 0:
        if (options->verdicts_path)
            return par_cli_usage_error(cli, N_("{1}: one list of verdicts is taken at a time"), argument, NULL);
        options->verdicts_path = argument;
        return true;
    default:
        return true;
    }
}

/* --- Units that changed ------------------------------------------------------------------------------------------ */

static void write_pair(struct par_sheet *sheet, struct par_maybe before, struct par_maybe after, int decimals)
{
    par_sheet_points(sheet, before, decimals);
    par_sheet_points(sheet, after, decimals);
}

static void write_unit(struct par_sheet *sheet, const struct par_recheck_unit *unit)
{
    struct par_writer *writer = sheet->writer;
    const struct par_standing *before = &unit->before, *after = &unit->after;
    bool changed = par_recheck_changed(unit);
    par_writer_text(writer, after->bloc);
    par_writer_text(writer, after->unit);
    par_writer_text(writer, after->name);
    par_writer_integer(writer, (int64_t)unit->checked);
    par_writer_integer(writer, (int64_t)unit->wrong);
    write_pair(sheet, before->points, after->points, par_ranking_points_decimals(after));
    write_pair(sheet, before->index, after->index, par_ranking_index_decimals(after));
    par_ranking_cell_number(sheet, before->rank > 0, before->rank);
    par_ranking_cell_number(sheet, after->rank > 0, after->rank);
    par_writer_text(writer, par_ranking_class(sheet, before->class_step));
    par_writer_text(writer, par_ranking_class(sheet, after->class_step));
    par_writer_text(writer, !changed ? "" : unit->wrong > 0 ? "own" : "others");
    par_writer_row(writer);
}

static void add_unit_columns(struct par_sheet *sheet)
{
    static const char *const names[] = {"bloc",          "unit",         "name",         "checked",     "wrong",
                                        "points_before", "points_after", "index_before", "index_after", "rank_before",
                                        "rank_after",    "class_before", "class_after",  "moved_by"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_sheet_column(sheet, names[i], i >= 3 && i <= 10);
}

static void write_units(struct par_sheet *sheet, const struct par_recheck *recheck, bool all)
{
    for (size_t i = 0; i < recheck->loaded->units->count; i++) {
        const struct par_recheck_unit *unit = &recheck->units[recheck->order[i]];
        if (all || par_recheck_changed(unit))
            write_unit(sheet, unit);
    }
}

/* --- Error rates ------------------------------------------------------------------------------------------------- */

/* 100 x part / whole. */
static struct par_maybe percent_of(par_wide part, par_wide whole)
{
    struct par_maybe percent = {false, 0};
    percent.is = whole > 0 &&
                 par_ratio_round((struct par_ratio){100 * part, whole}, RATE_DECIMALS, PAR_HALF_UP, &percent.points);
    return percent;
}

static void write_rate(struct par_sheet *sheet, const char *bloc, const struct par_error_rate *rate,
                       par_points confidence)
{
    struct par_writer *writer = sheet->writer;
    struct par_maybe low = {false, 0}, high = {false, 0};
    low.is = high.is =
        par_error_interval(rate->wrong, rate->checked, confidence, RATE_DECIMALS, &low.points, &high.points);
    par_writer_text(writer, bloc);
    par_writer_integer(writer, (int64_t)rate->checked);
    par_writer_integer(writer, (int64_t)rate->wrong);
    par_sheet_points(sheet, percent_of((par_wide)rate->wrong, (par_wide)rate->checked), RATE_DECIMALS);
    par_sheet_points(sheet, low, RATE_DECIMALS);
    par_sheet_points(sheet, high, RATE_DECIMALS);
    par_sheet_max(sheet, confidence);
    par_sheet_max(sheet, rate->points_checked);
    par_sheet_max(sheet, rate->points_off);
    par_sheet_max(sheet, rate->points_net);
    par_sheet_points(
        sheet, percent_of((par_wide)rate->points_off * PAR_POINTS_ONE, (par_wide)rate->points_checked * PAR_POINTS_ONE),
        RATE_DECIMALS);
    par_writer_row(writer);
}

static void add_rate_columns(struct par_sheet *sheet)
{
    static const char *const names[] = {"bloc",       "checked",    "wrong",      "rate",
                                        "rate_low",   "rate_high",  "confidence", "points_checked",
                                        "points_off", "points_net", "points_rate"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_sheet_column(sheet, names[i], i > 0);
}

/* All, then each bloc in which something was checked, as the units have them. */
static void write_rates(struct par_sheet *sheet, const struct par_recheck *recheck, par_points confidence)
{
    struct par_error_rate rate;
    const struct par_units *units = recheck->loaded->units;
    struct par_names *seen = par_names_new(sheet->cli->arena);
    if (par_recheck_rate(recheck, NULL, &rate))
        write_rate(sheet, PAR_EVERYONE, &rate, confidence);
    for (size_t i = 0; i < units->count; i++) {
        const char *bloc = units->items[recheck->order[i]].bloc;
        if (par_names_add(seen, par_span_of(bloc), 0) == PAR_NAME_NONE && par_recheck_rate(recheck, bloc, &rate) &&
            rate.checked > 0)
            write_rate(sheet, bloc, &rate, confidence);
    }
}

static void write_rates_file(struct par_cli *cli, const struct options *options, const struct par_recheck *recheck)
{
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    sheet->cli = cli;
    add_rate_columns(sheet);
    if (!par_sheet_open(sheet, options->rates))
        return;
    write_rates(sheet, recheck, options->confidence);
    par_sheet_close(sheet);
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

/* A page for people has both tables. */
static void write_page(struct par_sheet *sheet, const struct options *options, const struct par_recheck *recheck)
{
    const struct par_cli *cli = sheet->cli;
    if (!par_sheet_open_page(sheet))
        return;
    add_unit_columns(sheet);
    par_sheet_next_table(sheet, par_cli_text(cli, N_("Units before and after the re-check")));
    write_units(sheet, recheck, options->all);
    sheet->count = 0;
    add_rate_columns(sheet);
    par_sheet_next_table(sheet, par_cli_text(cli, N_("What was wrong of what was checked")));
    write_rates(sheet, recheck, options->confidence);
    par_sheet_close(sheet);
}

static void write_all(struct par_cli *cli, const struct options *options, const struct par_recheck *recheck)
{
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    sheet->cli = cli;
    if (par_sheet_is_for_people(sheet)) {
        write_page(sheet, options, recheck);
    } else {
        add_unit_columns(sheet);
        if (!par_sheet_open(sheet, NULL))
            return;
        write_units(sheet, recheck, options->all);
        par_sheet_close(sheet);
    }
    if (options->rates && par_diags_errors(cli->diags) == 0)
        write_rates_file(cli, options, recheck);
}

static const char *points_text(struct par_cli *cli, struct par_maybe points)
{
    return par_decimal_text(points.points, PAR_POINTS_SCALE, RATE_DECIMALS, par_cli_decimal(cli), cli->arena);
}

static void say_rate(struct par_cli *cli, const struct options *options, const struct par_recheck *recheck)
{
    struct par_error_rate rate;
    struct par_maybe low = {true, 0}, high = {true, 0};
    if (!par_recheck_rate(recheck, NULL, &rate) ||
        !par_error_interval(rate.wrong, rate.checked, options->confidence, RATE_DECIMALS, &low.points, &high.points))
        return;
    const char *interval = par_arena_join(cli->arena, points_text(cli, low), " - ", points_text(cli, high), NULL);
    par_cli_say(cli, N_("{1} of {2} were wrong: {3} %, interval {4} %"), par_count_text(rate.wrong, cli->arena),
                par_count_text(rate.checked, cli->arena),
                points_text(cli, percent_of((par_wide)rate.wrong, (par_wide)rate.checked)), interval);
    if (options->verdicts.unfilled > 0)
        par_cli_say(cli, N_("{1} rows have neither verdict nor score and were left out"),
                    par_count_text(options->verdicts.unfilled, cli->arena), NULL);
}

static void load_verdicts(struct par_cli *cli, struct par_inputs *inputs, struct par_loaded *loaded, void *context)
{
    struct options *options = context;
    if (par_inputs_note(cli, inputs, options->verdicts_path, options->verdicts_path))
        par_verdicts_load(&options->verdicts, loaded->assessment, options->verdicts_path, PAR_RECHECK_ROUND,
                          &inputs->how, cli->arena, cli->diags);
}

static void run_recheck(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_inputs *inputs = &options->inputs;
    struct par_loaded loaded;
    if (!options->verdicts_path) {
        par_cli_usage_error(cli, N_("name the list with the verdicts"), NULL, NULL);
        return;
    }
    if (!par_inputs_load_to_score(cli, inputs, &loaded) || !par_recheck_add_round(cli, &loaded))
        return;
    inputs->listener = par_verdicts_listener(&options->verdicts);
    inputs->load_more = load_verdicts;
    inputs->more = options;
    if (!par_inputs_load_rounds(cli, inputs, &loaded) || !par_inputs_spares(cli, inputs, cli->output) ||
        !par_inputs_spares(cli, inputs, options->rates))
        return;
    struct par_recheck recheck = {.cli = cli, .loaded = &loaded, .verdicts = &options->verdicts};
    if (!par_recheck_make(&recheck, inputs->blank_means_agree))
        return;
    write_all(cli, options, &recheck);
    say_rate(cli, options, &recheck);
}

struct par_program par_program_audit_recheck(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_RATES, 0, "rates", N_("FILE"), N_("Write how many were wrong, with intervals, to FILE")},
        {OPTION_ALL, 0, "all", NULL, N_("Every unit, not only those that change")},
        {OPTION_CONFIDENCE, 0, "confidence", N_("PERCENT"), N_("Confidence of the intervals; otherwise 95")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    options->confidence = 95 * PAR_POINTS_ONE;
    return (struct par_program){
        .name = "par-audit recheck",
        .summary = N_("Takes the verdicts of a re-check as one more round, and says what they change."),
        .usage = N_("-c SET -u UNITS --round NAME=FILES... VERDICTS [--rates FILE]"),
        .examples = "par-audit recheck --year nam.json phuc-tra.csv -f table\n"
                    "par-audit recheck --year nam.json phuc-tra.csv -o thay-doi.csv --rates sai-sot.csv",
        .formats = "csv json jsonl table markdown",
        .shared = par_inputs_options,
        .options = own,
        .take = take,
        .run = run_recheck,
        .context = options};
}
