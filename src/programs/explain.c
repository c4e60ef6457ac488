/* par-explain: a unit and a criterion, or a whole unit -> rule, numbers, arithmetic and rounds, step by step. */
#include "explain_page.h"
#include "inputs.h"
#include "parindex/received.h"
#include "programs.h"
#include "record.h"

enum { OPTION_UNIT = 1, OPTION_CRITERION, OPTION_INTAKE };

struct options {
    struct par_inputs inputs;
    struct par_texts units, criteria;
    const char *intake; /* NULL: none */
};

struct run {
    struct par_cli *cli;
    const struct options *options;
    struct par_loaded loaded;
    size_t unit_count;
    size_t *units;                /* positions of those asked for, in the order given */
    struct par_unit_score *score; /* of the unit at hand */
};

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known))
        return false;
    if (id == OPTION_UNIT)
        par_texts_add(&options->units, argument, cli->arena);
    else if (id == OPTION_CRITERION)
        par_texts_add(&options->criteria, argument, cli->arena);
    else if (id == OPTION_INTAKE)
        options->intake = argument;
    else if (!known)
        return par_cli_usage_error(cli, N_("{1}: name units with --unit CODE and criteria with --criterion ID"),
                                   argument, NULL);
    return true;
}

/* --- Who and what ------------------------------------------------------------------------------------------------ */

static bool is_asked(const struct run *run, size_t unit)
{
    for (size_t i = 0; i < run->unit_count; i++)
        if (run->units[i] == unit)
            return true;
    return false;
}

static void settle_units(struct run *run)
{
    const struct par_texts *names = &run->options->units;
    struct par_place place = {0};
    run->units = par_arena_array(run->cli->arena, names->count, sizeof *run->units);
    for (size_t i = 0; i < names->count; i++) {
        int32_t unit =
            par_units_find(run->loaded.units, par_span_of(names->items[i]), &place, run->cli->arena, run->cli->diags);
        if (unit >= 0 && !is_asked(run, (size_t)unit))
            run->units[run->unit_count++] = (size_t)unit;
    }
}

static const char *id_at(const void *context, size_t i)
{
    const struct par_set *set = context;
    return set->criteria[i].id;
}

/* Every criterion asked for must be one of the set of every unit asked for. */
static void check_criteria(const struct run *run, const struct par_unit *unit)
{
    for (size_t i = 0; i < run->options->criteria.count; i++) {
        struct par_span id = par_span_of(run->options->criteria.items[i]);
        struct par_place place = {.unit = unit->code};
        if (par_set_find(unit->set, id) >= 0)
            continue;
        const char *nearest = par_names_nearest(id, (size_t)unit->set->criterion_count, id_at, unit->set);
        par_diags_add(run->cli->diags, PAR_ERROR, PAR_CRITERION_UNKNOWN, &place, id.text, nearest ? nearest : "",
                      unit->set->id, NULL);
    }
}

static bool settle(struct run *run)
{
    settle_units(run);
    for (size_t i = 0; i < run->unit_count; i++)
        check_criteria(run, &run->loaded.units->items[run->units[i]]);
    return par_diags_errors(run->cli->diags) == 0;
}

/* Whether a criterion was asked for: by its own id or by that of one above it; none named: all. */
static bool wants(const struct run *run, const struct par_set *set, int32_t position)
{
    const struct par_texts *names = &run->options->criteria;
    for (size_t i = 0; i < names->count; i++) {
        int32_t asked = par_set_find(set, par_span_of(names->items[i]));
        if (asked >= 0 && asked <= position && position < set->criteria[asked].end)
            return true;
    }
    return names->count == 0;
}

/* --- Writing ----------------------------------------------------------------------------------------------------- */

static bool is_page(const struct par_cli *cli)
{
    return !cli->excel && (!cli->format || strcmp(cli->format, "text") == 0 || strcmp(cli->format, "markdown") == 0);
}

static struct par_explaining explaining(const struct run *run, size_t unit)
{
    char vietnamese = strcmp(run->cli->language, "vi") == 0 ? ',' : '.';
    return (struct par_explaining){run->cli, run->loaded.units, &run->loaded.units->items[unit], vietnamese};
}

/* Of a unit without anything of its own a page says so once. */
static bool is_silent(const struct run *run)
{
    enum par_state state = run->score->nodes[0].state;
    return run->options->criteria.count == 0 && (state == PAR_STATE_NOT_SUBMITTED || state == PAR_STATE_UNREADABLE);
}

/* The unit's scores, then each criterion through `page` or `sheet`. */
static void write_unit(const struct run *run, size_t unit, struct par_explain_page *page, struct par_sheet *sheet)
{
    struct par_score_options how = {.blank_means_agree = run->options->inputs.blank_means_agree};
    struct par_explaining with = explaining(run, unit);
    const struct par_set *set = with.unit->set;
    par_score_unit(run->loaded.assessment, unit, &how, run->score);
    if (page) {
        page->with = with;
        par_explain_page_unit(page);
    }
    int32_t count = page && is_silent(run) ? 1 : set->criterion_count;
    for (int32_t i = 0; i < count; i++) {
        if (!wants(run, set, i))
            continue;
        struct par_explanation explanation =
            par_explain(run->loaded.assessment, unit, &how, run->score, i, run->cli->arena);
        if (page)
            par_explain_page_criterion(page, &explanation, &run->score->nodes[i]);
        else
            par_explain_write_rows(sheet, &with, &explanation);
    }
}

static void write_page(const struct run *run)
{
    struct par_explain_page page = {.output = par_cli_output_open(run->cli, run->cli->output)};
    page.markdown = run->cli->format && strcmp(run->cli->format, "markdown") == 0;
    if (!page.output)
        return;
    for (size_t i = 0; i < run->unit_count; i++)
        write_unit(run, run->units[i], &page, NULL);
    par_output_commit(page.output, run->cli->diags);
}

static void write_rows(const struct run *run)
{
    struct par_sheet *sheet = par_arena_alloc(run->cli->arena, sizeof *sheet);
    sheet->cli = run->cli;
    par_explain_add_columns(sheet);
    if (!par_sheet_open(sheet, NULL))
        return;
    for (size_t i = 0; i < run->unit_count; i++)
        write_unit(run, run->units[i], NULL, sheet);
    par_sheet_close(sheet);
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

static bool load_intake(struct run *run, struct options *options)
{
    if (options->intake) {
        if (!par_inputs_note(run->cli, &options->inputs, options->intake, options->intake))
            return false;
        par_intake_load(options->intake, &options->inputs.how, run->loaded.units, run->cli->arena, run->cli->diags);
    }
    return par_diags_errors(run->cli->diags) == 0;
}

static bool load(struct run *run, struct options *options)
{
    struct par_inputs *inputs = &options->inputs;
    if (!par_inputs_load_to_score(run->cli, inputs, &run->loaded))
        return false;
    if (options->units.count == 0)
        return par_cli_usage_error(run->cli, N_("name the unit to explain with --unit CODE"), NULL, NULL);
    if (!settle(run))
        return false;
    inputs->keeps_said = true;
    inputs->said_unit = run->unit_count == 1 ? run->units[0] : PAR_SAID_OF_ALL;
    return load_intake(run, options) && par_inputs_load_rounds(run->cli, inputs, &run->loaded) &&
           par_inputs_spares(run->cli, inputs, run->cli->output);
}

static void run_explain(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct run run = {.cli = cli, .options = options};
    if (!load(&run, options))
        return;
    run.score = par_unit_score_new(run.loaded.assessment, cli->arena);
    if (is_page(cli))
        write_page(&run);
    else
        write_rows(&run);
}

struct par_program par_program_explain(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_UNIT, 0, "unit", N_("CODE"), N_("The unit to explain; repeat it for several")},
        {OPTION_CRITERION, 0, "criterion", N_("ID"), N_("Only this criterion and its parts; repeat it for several")},
        {OPTION_INTAKE, 0, "intake", N_("FILE"),
         N_("Intake list of par-collect: units with a form that cannot be used")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){.name = "par-explain",
                                .summary = N_("Explains the points of a unit step by step."),
                                .usage = N_("-c SET -u UNITS --round NAME=FILES... --unit CODE [--criterion ID]"),
                                .examples = "par-explain --year nam.json --unit so-y-te --criterion 3.2.1 --lang vi\n"
                                            "par-explain --year nam.json --unit so-y-te -f markdown -o so-y-te.md\n"
                                            "par-explain --year nam.json --unit so-y-te --unit so-tai-chinh -f json",
                                .formats = "text markdown csv json jsonl",
                                .shared = par_inputs_options,
                                .options = own,
                                .take = take,
                                .run = run_explain,
                                .context = options};
}
