/* par-audit plan-table: the follow-up annex: what lost points, why, what to reach, and who does what until when. */
#include "annex_items.h"
#include "annex_sheet.h"
#include "earlier.h"
#include "messages.h"
#include "parindex/said.h"
#include "programs.h"
#include "round_audit.h"

enum { OPTION_UNIT = 1, OPTION_OWNER, OPTION_BY, OPTION_KEEP };

struct options {
    struct par_inputs inputs;
    struct par_earlier_files earlier;
    struct par_texts units, owners;
    bool by_owner;
    const char *keep; /* NULL: not given */
};

struct run {
    struct par_cli *cli;
    struct options *options;
    struct par_loaded loaded;
    struct par_causes *causes;
    bool *wanted;              /* per unit */
    size_t wanted_count, only; /* the last of them */
    struct par_kept *kept;
};

/* --- Options ----------------------------------------------------------------------------------------------------- */

static bool take_order(struct par_cli *cli, struct options *options, const char *argument)
{
    options->by_owner = strcmp(argument, "owner") == 0;
    return options->by_owner || strcmp(argument, "unit") == 0 ||
           par_cli_usage_error(cli, N_("--by {1}: write unit or owner"), argument, NULL);
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
    case OPTION_UNIT:
        return par_texts_add(&options->units, argument, cli->arena);
    case OPTION_OWNER:
        return par_texts_add(&options->owners, argument, cli->arena);
    case OPTION_BY:
        return take_order(cli, options, argument);
    case OPTION_KEEP:
        options->keep = argument;
        return true;
    default:
        return par_cli_usage_error(cli, N_("{1}: give files with --round NAME=FILE"), argument, NULL);
    }
}

/* --- Whose rows -------------------------------------------------------------------------------------------------- */

static const struct par_unit *unit_at(const struct run *run, size_t unit)
{
    return &run->loaded.units->items[unit];
}

static bool settle_units(struct run *run)
{
    run->wanted = par_inputs_wanted(run->cli, &run->loaded, &run->options->units);
    for (size_t i = 0; i < run->loaded.units->count; i++) {
        run->wanted_count += run->wanted[i];
        run->only = run->wanted[i] ? i : run->only;
    }
    return par_diags_errors(run->cli->diags) == 0;
}

/* --- What was kept ----------------------------------------------------------------------------------------------- */

/* A row without a key says whose it is as people do. */
static void find_unit(struct run *run, struct par_kept_row *row)
{
    struct par_matches matches;
    struct par_place place = {.file = run->kept->file, .sheet = run->kept->sheet, .line = row->line};
    if (row->has_key || par_names_find(run->loaded.units->codes, par_span_of(row->unit)) >= 0)
        return;
    if (!*row->unit && run->wanted_count == 1 && *row->criterion) {
        row->unit = unit_at(run, run->only)->code;
        return;
    }
    int32_t unit = *row->unit ? par_units_seek(run->loaded.units, par_span_of(row->unit), &matches, &place,
                                               run->cli->arena, run->cli->diags)
                              : PAR_NAME_NONE;
    if (unit >= 0)
        row->unit = unit_at(run, (size_t)unit)->code;
}

/* The unit that alone names a unit that is gone as its only predecessor; else the code itself. */
static const char *heir_of(const struct run *run, const char *code)
{
    const struct par_units *units = run->loaded.units;
    const struct par_unit *heir = NULL;
    size_t heirs = 0;
    if (par_names_find(units->codes, par_span_of(code)) >= 0)
        return code;
    for (size_t i = 0; i < units->count; i++)
        for (size_t k = 0; k < units->items[i].predecessors.count; k++)
            if (strcmp(units->items[i].predecessors.items[k], code) == 0) {
                heir = &units->items[i];
                heirs++;
            }
    return heirs == 1 && heir->predecessors.count == 1 ? heir->code : code;
}

/* Where the set was re-issued since, the mapping says which criterion a row is about now. */
static void find_criterion(struct run *run, struct par_kept_row *row, struct par_names *warned)
{
    int32_t unit = par_names_find(run->loaded.units->codes, par_span_of(row->unit));
    const char *older = row->cells[PAR_ANNEX_SET].text, *set = unit >= 0 ? unit_at(run, (size_t)unit)->set->id : older;
    if (!row->has_key || !*older || strcmp(older, set) == 0)
        return;
    const struct par_mapping *mapping = par_mappings_find(&run->options->earlier.mappings, set);
    const char *newer = mapping ? par_mapping_newer(mapping, row->criterion) : row->criterion;
    row->gone = !newer;
    row->criterion = newer ? newer : row->criterion;
    const char *pair = par_arena_join(run->cli->arena, older, "|", set, NULL);
    struct par_place place = {.file = run->kept->file, .sheet = run->kept->sheet};
    if (!mapping && run->wanted[unit] && par_names_add(warned, par_span_of(pair), 0) == PAR_NAME_NONE)
        par_diags_add(run->cli->diags, PAR_WARNING, PAR_HISTORY_SET, &place, row->cells[PAR_ANNEX_PERIOD].text, older,
                      set, NULL);
}

static void settle_kept(struct run *run)
{
    struct par_names *warned = par_names_new(run->cli->arena);
    size_t without = 0;
    struct par_place place = {.file = run->kept->file, .sheet = run->kept->sheet};
    for (size_t i = 0; i < run->kept->count; i++) {
        struct par_kept_row *row = &run->kept->rows[i];
        find_unit(run, row);
        row->unit = heir_of(run, row->unit);
        find_criterion(run, row, warned);
        without += !row->has_key && *row->criterion;
    }
    if (without)
        par_diags_add(run->cli->diags, PAR_WARNING, PAR_ANNEX_NO_KEYS, &place, par_count_text(without, run->cli->arena),
                      NULL);
}

static bool load_kept(struct run *run)
{
    struct par_inputs *inputs = &run->options->inputs;
    const char *path;
    bool is_output;
    if (!par_annex_kept_path(run->cli, run->options->keep, &path, &is_output) ||
        !par_inputs_spares(run->cli, inputs, run->cli->output))
        return false;
    if (!path)
        return true;
    if (!par_inputs_note(run->cli, inputs, path, path))
        return false;
    run->kept = par_annex_load(path, &inputs->how, run->cli->arena, run->cli->diags);
    struct par_place place = {.file = path};
    if (run->kept && run->kept->others && is_output)
        par_diags_add(run->cli->diags, PAR_ERROR, PAR_ANNEX_SHEETS, &place, NULL);
    if (run->kept)
        settle_kept(run);
    return par_diags_errors(run->cli->diags) == 0 && !run->cli->misused;
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

static void warn_of_figures(const struct run *run, const struct par_annex_row *row)
{
    const char *text = "";
    struct par_place place = {.file = run->kept->file,
                              .sheet = run->kept->sheet,
                              .line = row->kept->line,
                              .unit = row->kept->unit,
                              .node = row->kept->criterion};
    for (int i = PAR_ANNEX_MAX; i <= PAR_ANNEX_YEARS; i++)
        text = par_arena_join(run->cli->arena, text, *text ? "; " : "",
                              *row->kept->cells[i].text ? row->kept->cells[i].text : "-", NULL);
    par_diags_add(run->cli->diags, PAR_WARNING, PAR_ANNEX_FIGURES, &place, text, NULL);
}

static void say_what_became(const struct run *run, const struct par_annex_row *rows, size_t count)
{
    size_t new_rows = 0, ended = 0;
    for (size_t i = 0; i < count; i++) {
        new_rows += !rows[i].kept;
        ended += rows[i].ended;
        if (rows[i].figures_changed)
            warn_of_figures(run, &rows[i]);
    }
    if (run->kept)
        par_cli_say(run->cli, N_("{1}: {2} rows kept, {3} new; {4} at the end lose nothing now or cannot be followed"),
                    run->kept->file, par_count_text(count - new_rows, run->cli->arena),
                    par_count_text(new_rows, run->cli->arena), par_count_text(ended, run->cli->arena), NULL);
}

static const char *annex_title(const struct run *run)
{
    const char *arguments[PAR_DIAG_ARGS] = {unit_at(run, run->only)->set->period,
                                            run->wanted_count == 1 ? unit_at(run, run->only)->name : NULL};
    return par_message_fill(
        run->cli->arena, par_cli_text(run->cli, N_("PAR INDEX {1}: PLAN TO WIN BACK LOST POINTS{2?, {2}}")), arguments);
}

/* Whether all rows are about the only unit asked for. */
static bool is_of_one(const struct run *run, const struct par_annex_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].as_it_stands && rows[i].state != PAR_ANNEX_IS_BY_HAND)
            return false;
    return run->wanted_count == 1;
}

static void write(struct run *run, struct par_annex_making *making, const struct par_losses *losses)
{
    const struct par_annex_item *items;
    struct par_annex_row *rows;
    size_t count = par_annex_items(making, losses, &items);
    count = par_annex_merge(items, count, run->kept, par_annex_ask_making, making, run->cli->arena, &rows);
    struct par_annex_view view = {.cli = run->cli,
                                  .kept = run->kept,
                                  .title = annex_title(run),
                                  .one_unit = is_of_one(run, rows, count),
                                  .count = count,
                                  .rows = rows};
    say_what_became(run, rows, count);
    par_annex_write(&view);
}

/* An agency as the sets call it: what was written, or code or name of the unit that it finds. NULL: they have none. */
static const char *owner_named(const struct run *run, const struct par_annex_making *making, const char *written)
{
    struct par_diags *unheard = par_diags_new(run->cli->arena, 0, 0);
    if (par_annex_knows_owner(making, written))
        return written;
    int32_t found = par_units_find(run->loaded.units, par_span_of(written), NULL, run->cli->arena, unheard);
    const struct par_unit *unit = found >= 0 ? unit_at(run, (size_t)found) : NULL;
    if (unit && par_annex_knows_owner(making, unit->code))
        return unit->code;
    return unit && par_annex_knows_owner(making, unit->name) ? unit->name : NULL;
}

static bool settle_owners(const struct run *run, const struct par_annex_making *making)
{
    struct par_texts *owners = &run->options->owners;
    for (size_t i = 0; i < owners->count; i++) {
        const char *named = owner_named(run, making, owners->items[i]);
        if (!named)
            return par_cli_usage_error(run->cli, N_("--owner {1}: the lead agencies of the criteria sets are {2}"),
                                       owners->items[i], par_annex_owners(making));
        owners->items[i] = named;
    }
    return true;
}

static bool load(struct run *run)
{
    struct par_cli *cli = run->cli;
    struct options *options = run->options;
    if (!par_inputs_load_to_score(cli, &options->inputs, &run->loaded))
        return false;
    if (!settle_units(run))
        return false;
    run->causes = par_round_audit_listen(cli, &options->inputs, &run->loaded);
    options->inputs.keeps_said = true;
    options->inputs.said_unit = run->wanted_count == 1 ? run->only : PAR_SAID_OF_ALL;
    return par_inputs_load_rounds(cli, &options->inputs, &run->loaded);
}

static void run_plan_table(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct run run = {.cli = cli, .options = options};
    if (!load(&run))
        return;
    struct par_annex_scope scope = {.cli = cli,
                                    .loaded = &run.loaded,
                                    .blank_means_agree = options->inputs.blank_means_agree,
                                    .wanted = run.wanted,
                                    .all_units = options->units.count == 0,
                                    .owners = par_texts_list(&options->owners),
                                    .by_owner = options->by_owner};
    struct par_annex_making *making = par_annex_begin(&scope);
    if (!settle_owners(&run, making))
        return;
    struct par_losses *losses =
        par_losses_of(run.loaded.assessment, scope.blank_means_agree, run.causes, cli->arena, cli->diags);
    par_mappings_load(cli, &options->earlier.mappings, &options->inputs, &run.loaded);
    par_earlier_count(cli, &options->earlier, &options->inputs, &run.loaded, run.wanted, losses);
    par_inputs_settle_output(cli, &run.loaded, "plan-table");
    if (par_diags_errors(cli->diags) == 0 && !cli->misused && load_kept(&run))
        write(&run, making, losses);
}

struct par_program par_program_audit_plan_table(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_UNIT, 0, "unit", N_("UNIT"), N_("Only this unit; repeat it")},
        {OPTION_OWNER, 0, "owner", N_("AGENCY"),
         N_("Only the criteria of this lead agency, by code or name; repeat it")},
        {OPTION_BY, 0, "by", "unit|owner", N_("What stands together: the rows of a unit, or of a lead agency")},
        {OPTION_KEEP, 0, "keep", N_("PLAN"),
         N_("Plan whose entries by hand are kept; otherwise the output, if it exists")},
        {PAR_OPTION_HISTORY, 0, "history", N_("SCORES"),
         N_("Scores of an earlier period, for years in a row; repeat it")},
        {PAR_OPTION_HISTORY_UNITS, 0, "history-units", N_("PERIOD=UNITS"),
         N_("Unit list of an earlier period, for the predecessors it names; repeat it")},
        {PAR_OPTION_MAPPING, 0, "mapping", N_("[SET=]FILE"), N_("Ids before a set was re-issued (columns old, new)")},
        {0, 0, NULL, NULL, NULL}};
    return (struct par_program){
        .name = "par-audit plan-table",
        .summary = N_("Writes the plan to win lost points back, and keeps what people added to it."),
        .usage = N_("-c SET -u UNITS --round NAME=FILES... [--unit UNIT]... [-o PLAN]"),
        .examples = "par-audit plan-table --year nam.json --unit so-y-te --lang vi -o ke-hoach-so-y-te.xlsx\n"
                    "par-audit plan-table --year nam.json --by owner --excel --lang vi -o ke-hoach.csv\n"
                    "par-audit plan-table --year nam-2026.json --keep ke-hoach-2025.xlsx -o ke-hoach-2026.xlsx\n"
                    "par-audit plan-table --year nam.json --history diem-2024.csv --history diem-2023.csv "
                    "-o ke-hoach.csv",
        .formats = "csv json jsonl table markdown xlsx",
        .shared = par_inputs_options,
        .options = own,
        .take = take,
        .run = run_plan_table,
        .context = par_arena_alloc(arena, sizeof(struct options))};
}
