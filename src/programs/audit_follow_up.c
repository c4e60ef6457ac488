/* par-audit follow-up: what became of a plan to win points back, by the scores of a later period. */
#include "follow_sheet.h"
#include "mappings.h"
#include "parindex/number.h"
#include "programs.h"

enum { OPTION_MAPPING = 1, OPTION_DATE, OPTION_BY, OPTION_ALL };

struct options {
    struct par_inputs inputs;
    const char *plan, *scores;
    struct par_mappings mappings;
    bool has_date, all_units;
    int64_t date;
    unsigned keys;
};

struct run {
    struct par_cli *cli;
    struct options *options;
    struct par_loaded loaded;
    struct par_kept *plan;
    struct par_now *now;
    struct par_names *seen; /* unit|criterion -> number of its row */
    size_t count;
    struct par_planned *planned;
};

/* --- Options ----------------------------------------------------------------------------------------------------- */

static bool take_keys(struct par_cli *cli, struct options *options, const char *argument)
{
    if (strcmp(argument, "unit") == 0)
        options->keys |= PAR_FOLLOW_BY_UNIT;
    else if (strcmp(argument, "owner") == 0)
        options->keys |= PAR_FOLLOW_BY_OWNER;
    else if (strcmp(argument, "unit,owner") == 0 || strcmp(argument, "owner,unit") == 0)
        options->keys = PAR_FOLLOW_BY_UNIT | PAR_FOLLOW_BY_OWNER;
    else
        return par_cli_usage_error(cli, N_("--by {1}: write unit, owner or unit,owner"), argument, NULL);
    return true;
}

static bool take_date(struct par_cli *cli, struct options *options, const char *argument)
{
    options->has_date = par_date_parse(par_span_of(argument), &options->date);
    return options->has_date ||
           par_cli_usage_error(cli, N_("--date {1}: write a day, such as 2026-06-30"), argument, NULL);
}

static bool take_file(struct par_cli *cli, struct options *options, const char *argument)
{
    const char **place = !options->plan ? &options->plan : &options->scores;
    if (*place)
        return par_cli_usage_error(cli, N_("{1}: a plan and a scores file are compared, no more"), argument, NULL);
    *place = argument;
    return true;
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known) || known)
        return !cli->misused;
    switch (id) {
    case OPTION_MAPPING:
        return par_texts_add(&options->mappings.paths, argument, cli->arena);
    case OPTION_DATE:
        return take_date(cli, options, argument);
    case OPTION_BY:
        return take_keys(cli, options, argument);
    case OPTION_ALL:
        options->all_units = true;
        return true;
    default:
        return take_file(cli, options, argument);
    }
}

/* --- Loading ----------------------------------------------------------------------------------------------------- */

/* For par_follow_up. */
static const struct par_mapping *mapping_of(void *context, const char *set)
{
    return par_mappings_find(context, set);
}

static bool load(struct run *run)
{
    struct par_cli *cli = run->cli;
    struct options *options = run->options;
    struct par_inputs *inputs = &options->inputs;
    if (!options->scores)
        return par_cli_usage_error(cli, N_("name the plan and the scores file of the later period"), NULL, NULL);
    if (!par_inputs_load(cli, inputs, &run->loaded))
        return false;
    par_mappings_load(cli, &options->mappings, inputs, &run->loaded);
    if (par_inputs_note(cli, inputs, options->plan, options->plan))
        run->plan = par_annex_load(options->plan, &inputs->how, cli->arena, cli->diags);
    if (run->plan)
        par_cli_say(cli, N_("{1}: {2} rows of a plan"), options->plan,
                    par_count_text(run->plan->count, run->cli->arena), NULL);
    if (par_inputs_note(cli, inputs, options->scores, options->scores))
        run->now = par_now_load(options->scores, &inputs->how, cli->arena, cli->diags);
    if (run->now)
        par_cli_say(cli, N_("{1}: scores of {2} units"), options->scores,
                    par_count_text(run->now->unit_count, run->cli->arena), NULL);
    return par_diags_errors(cli->diags) == 0 && !cli->misused;
}

/* --- The rows of the plan ---------------------------------------------------------------------------------------- */

static struct par_place place_of(const struct run *run, const struct par_kept_row *row, enum par_annex_column column)
{
    struct par_place place = {.file = run->plan->file, .sheet = run->plan->sheet, .line = row->line};
    for (size_t i = 0; i < run->plan->width; i++)
        if (run->plan->columns[i].column == column) {
            place.field = (uint32_t)i + 1;
            place.header = run->plan->columns[i].header;
        }
    return place;
}

/* Texts have the decimal sign of the file where they can be read so. */
static struct par_maybe points_at(const struct run *run, const struct par_kept_row *row, enum par_annex_column column)
{
    const char *text = row->cells[column].text;
    struct par_maybe points = {false, 0};
    struct par_readings readings;
    bool exact = false, comma = run->plan->sign == ',';
    if (!*text)
        return points;
    if (par_readings_parse(par_span_of(text), &readings) == PAR_NUMBER_OK && (readings.dot || readings.comma)) {
        bool by_comma = readings.comma && (comma || !readings.dot);
        points.is = par_points_from(by_comma ? readings.as_comma : readings.as_dot, PAR_POINTS_SCALE, PAR_DOWN,
                                    &points.points, &exact);
    }
    struct par_place place = place_of(run, row, column);
    if (!points.is || !exact)
        par_diags_add(run->cli->diags, PAR_ERROR, PAR_FOLLOW_NUMBER, &place, text, NULL);
    return points;
}

/* The unit of a row: by its code, by its name, or the only one there is. */
static const char *unit_of(const struct run *run, const struct par_kept_row *row)
{
    struct par_matches matches;
    struct par_place place = place_of(run, row, PAR_ANNEX_UNIT);
    if (!*row->unit)
        return run->now->unit_count == 1 ? run->now->units[0].code : "";
    if (row->has_key || !run->loaded.units || par_names_find(run->now->codes, par_span_of(row->unit)) >= 0)
        return row->unit;
    int32_t unit =
        par_units_seek(run->loaded.units, par_span_of(row->unit), &matches, &place, run->cli->arena, run->cli->diags);
    return unit >= 0 ? run->loaded.units->items[unit].code : row->unit;
}

static void add_planned(struct run *run, const struct par_kept_row *row)
{
    struct par_planned planned = {.unit = unit_of(run, row),
                                  .criterion = row->criterion,
                                  .set = row->cells[PAR_ANNEX_SET].text,
                                  .period = row->cells[PAR_ANNEX_PERIOD].text,
                                  .open = row->has_key && row->state == PAR_ANNEX_IS_MISSING,
                                  .row = row};
    struct par_place place = place_of(run, row, PAR_ANNEX_CRITERION);
    if (!*planned.unit || !*planned.criterion) {
        par_diags_add(run->cli->diags, PAR_NOTE, PAR_FOLLOW_SKIPPED, &place, NULL);
        return;
    }
    const char *key = par_arena_join(run->cli->arena, planned.unit, "|", planned.criterion, NULL);
    int32_t first = par_names_add(run->seen, par_span_of(key), (int32_t)(row - run->plan->rows));
    if (first != PAR_NAME_NONE) {
        par_diags_add(run->cli->diags, PAR_NOTE, PAR_FOLLOW_TWICE, &place, planned.unit, planned.criterion,
                      par_count_text(run->plan->rows[first].line, run->cli->arena), NULL);
        return;
    }
    planned.max = points_at(run, row, PAR_ANNEX_MAX);
    planned.lost = points_at(run, row, PAR_ANNEX_LOST);
    struct par_maybe points = points_at(run, row, PAR_ANNEX_POINTS);
    if (!planned.lost.is && planned.max.is && points.is)
        planned.lost = (struct par_maybe){true, planned.max.points - points.points};
    run->planned[run->count++] = planned;
}

static bool read_plan(struct run *run)
{
    run->seen = par_names_new(run->cli->arena);
    run->planned = par_arena_array(run->cli->arena, run->plan->count, sizeof *run->planned);
    for (size_t i = 0; i < run->plan->count; i++)
        add_planned(run, &run->plan->rows[i]);
    return par_diags_errors(run->cli->diags) == 0;
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

static void run_follow_up(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct run run = {.cli = cli, .options = options};
    struct par_followed *rows;
    if (!load(&run) || !read_plan(&run))
        return;
    struct par_follow_question question = {.planned = run.planned,
                                           .count = run.count,
                                           .now = run.now,
                                           .units = run.loaded.units,
                                           .all_units = options->all_units,
                                           .map = mapping_of,
                                           .context = &options->mappings};
    size_t count = par_follow_up(&question, cli->arena, cli->diags, &rows);
    struct par_follow_view view = {.cli = cli,
                                   .loaded = &run.loaded,
                                   .file = run.plan->file,
                                   .sheet = run.plan->sheet,
                                   .keys = options->keys,
                                   .has_date = options->has_date,
                                   .date = options->date,
                                   .count = count,
                                   .rows = rows};
    par_inputs_settle_output(cli, &run.loaded, "follow-up");
    if (par_inputs_spares(cli, &options->inputs, cli->output))
        par_follow_write(&view);
}

struct par_program par_program_audit_follow_up(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_MAPPING, 0, "mapping", N_("[SET=]FILE"), N_("Ids before a set was re-issued (columns old, new)")},
        {OPTION_DATE, 0, "date", N_("DAY"), N_("Day that deadlines are compared with; otherwise they are not")},
        {OPTION_BY, 0, "by", "unit|owner|unit,owner", N_("Sums by unit, by lead agency or both")},
        {OPTION_ALL, 0, "all-units", NULL, N_("What is lost anew in units too that the plan does not name")},
        {0, 0, NULL, NULL, NULL}};
    return (struct par_program){
        .name = "par-audit follow-up",
        .summary = N_("Compares a plan to win points back with the scores of a later period."),
        .usage = N_("PLAN SCORES [-u UNITS] [-c SET] [--mapping FILE]... [--date DAY] [-o FILE]"),
        .examples = "par-audit follow-up ke-hoach-2025.xlsx diem-2026.csv -u don-vi-2026.csv -f table --lang vi\n"
                    "par-audit follow-up ke-hoach-2025.csv diem-2026.csv --mapping bo-2026=doi-chieu.csv "
                    "--date 2026-12-31 -o ket-qua.csv\n"
                    "par-audit follow-up ke-hoach-2025.xlsx diem-2026.csv --by owner -f table",
        .formats = "csv json jsonl table markdown xlsx",
        .shared = par_inputs_options_of_scores,
        .options = own,
        .take = take,
        .run = run_follow_up,
        .context = par_arena_alloc(arena, sizeof(struct options))};
}
