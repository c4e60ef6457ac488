#include "inputs.h"

#include <sys/stat.h>

#include "parindex/said.h"
#include "parindex/text.h"
#include "record.h"
#include "supplied_dates.h"
#include "values.h"

enum {
    OPTION_CRITERIA = 1000,
    OPTION_UNITS,
    OPTION_ROUND,
    OPTION_FACTS,
    OPTION_DECIMAL,
    OPTION_YEAR,
    OPTION_BLANK,
    OPTION_ENCODING,
    OPTION_SHEET
};

const struct par_option par_inputs_options[] = {
    {OPTION_CRITERIA, 'c', "criteria", N_("SET"), N_("Criteria set (JSON); repeat it for several")},
    {OPTION_UNITS, 'u', "units", N_("UNITS"), N_("Unit list (CSV, XLSX)")},
    {OPTION_ROUND, 0, "round", N_("NAME=FILES"), N_("File or folder of a round, e.g. self=forms/; repeat it")},
    {OPTION_FACTS, 0, "facts", N_("FILE"), N_("Input values per unit (CSV, XLSX); repeat it for several")},
    {OPTION_DECIMAL, 0, "decimal", "dot|comma", N_("Decimal sign of the files; otherwise found in each")},
    {OPTION_ENCODING, 0, "encoding", N_("NAME"), N_("Encoding of the files; otherwise found in each")},
    {OPTION_SHEET, 0, "sheet", N_("SHEET"), N_("Worksheet to read, by name or number; otherwise the first")},
    {OPTION_BLANK, 0, "blank-means-agree", NULL, N_("A row of a later round that says nothing agrees")},
    {OPTION_YEAR, 0, "year", N_("FILE"), N_("Year file (JSON) that names all of these")},
    {0, 0, NULL, NULL, NULL}};

const struct par_option par_inputs_options_of_scores[] = {
    {OPTION_CRITERIA, 'c', "criteria", N_("SET"), N_("Criteria set (JSON); repeat it for several")},
    {OPTION_UNITS, 'u', "units", N_("UNITS"), N_("Unit list (CSV, XLSX)")},
    {OPTION_ENCODING, 0, "encoding", N_("NAME"), N_("Encoding of the files; otherwise found in each")},
    {OPTION_SHEET, 0, "sheet", N_("SHEET"), N_("Worksheet to read, by name or number; otherwise the first")},
    {OPTION_YEAR, 0, "year", N_("FILE"), N_("Year file (JSON) that names all of these")},
    {0, 0, NULL, NULL, NULL}};

const struct par_option par_inputs_options_of_reading[] = {
    {OPTION_DECIMAL, 0, "decimal", "dot|comma", N_("Decimal sign of the files; otherwise found in each")},
    {OPTION_ENCODING, 0, "encoding", N_("NAME"), N_("Encoding of the files; otherwise found in each")},
    {OPTION_SHEET, 0, "sheet", N_("SHEET"), N_("Worksheet to read, by name or number; otherwise the first")},
    {0, 0, NULL, NULL, NULL}};

const struct par_option par_inputs_options_of_tables[] = {
    {OPTION_UNITS, 'u', "units", N_("UNITS"), N_("Unit list (CSV, XLSX)")},
    {OPTION_DECIMAL, 0, "decimal", "dot|comma", N_("Decimal sign of the files; otherwise found in each")},
    {OPTION_ENCODING, 0, "encoding", N_("NAME"), N_("Encoding of the files; otherwise found in each")},
    {OPTION_SHEET, 0, "sheet", N_("SHEET"), N_("Worksheet to read, by name or number; otherwise the first")},
    {0, 0, NULL, NULL, NULL}};

const struct par_option par_inputs_options_of_dossiers[] = {
    {OPTION_UNITS, 'u', "units", N_("UNITS"), N_("Unit list (CSV, XLSX)")},
    {OPTION_DECIMAL, 0, "decimal", "dot|comma", N_("Decimal sign of the files; otherwise found in each")},
    {OPTION_ENCODING, 0, "encoding", N_("NAME"), N_("Encoding of the files; otherwise found in each")},
    {OPTION_SHEET, 0, "sheet", N_("SHEET"), N_("Worksheet to read, by name or number; otherwise the first")},
    {OPTION_YEAR, 0, "year", N_("FILE"), N_("Year file (JSON) that names all of these")},
    {0, 0, NULL, NULL, NULL}};

static bool take_round(struct par_cli *cli, struct par_inputs *inputs, const char *argument)
{
    const char *equals = strchr(argument, '=');
    if (!equals && inputs->takes_round_name) {
        inputs->round_name = argument;
        return true;
    }
    if (!equals || equals == argument || !equals[1])
        return par_cli_usage_error(cli, N_("--round {1}: write NAME=FILE or NAME=FOLDER, for example self=forms/"),
                                   argument, NULL);
    const char **path = par_arena_alloc(cli->arena, sizeof *path);
    *path = equals + 1;
    inputs->rounds =
        par_arena_grow(cli->arena, inputs->rounds, inputs->round_count, &inputs->round_room, sizeof *inputs->rounds);
    inputs->rounds[inputs->round_count++] = (struct par_year_round){
        par_arena_copy(cli->arena, (struct par_span){argument, (size_t)(equals - argument)}), {1, path}};
    return true;
}

static bool take_encoding(struct par_cli *cli, struct par_inputs *inputs, const char *argument)
{
    if (par_encoding_named(argument, &inputs->how.table.encoding))
        return true;
    return par_cli_usage_error(cli, N_("--encoding {1}: write one of {2}"), argument, par_encoding_names());
}

bool par_inputs_take(struct par_cli *cli, struct par_inputs *inputs, int id, const char *argument, bool *known)
{
    *known = true;
    switch (id) {
    case OPTION_CRITERIA:
        return par_texts_add(&inputs->set_paths, argument, cli->arena);
    case OPTION_UNITS:
        inputs->units_path = argument;
        return true;
    case OPTION_ROUND:
        return take_round(cli, inputs, argument);
    case OPTION_FACTS:
        return par_texts_add(&inputs->facts_paths, argument, cli->arena);
    case OPTION_DECIMAL:
        return par_value_decimal(cli, argument, &inputs->how.decimal);
    case OPTION_ENCODING:
        return take_encoding(cli, inputs, argument);
    case OPTION_SHEET:
        inputs->how.table.sheet = argument;
        return true;
    case OPTION_YEAR:
        inputs->year_path = argument;
        return true;
    case OPTION_BLANK:
        inputs->blank_means_agree = true;
        return true;
    default:
        *known = false;
        return true;
    }
}

/* What the command line left open comes from the year file. */
static void take_defaults(struct par_inputs *inputs, const struct par_year *year)
{
    if (inputs->set_paths.count == 0)
        inputs->set_paths = par_texts_of(year->sets);
    if (!inputs->units_path)
        inputs->units_path = year->units;
    if (inputs->round_count == 0) {
        inputs->rounds = (struct par_year_round *)year->rounds;
        inputs->round_count = year->round_count;
    }
    if (inputs->facts_paths.count == 0)
        inputs->facts_paths = par_texts_of(year->facts);
}

/* Pipes and devices may be read twice, or read and written. */
static bool identify(const char *path, struct par_read_file *out)
{
    struct stat status;
    if (!path || strcmp(path, "-") == 0 || stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    *out = (struct par_read_file){(uint64_t)status.st_dev, (uint64_t)status.st_ino, NULL};
    return true;
}

static const struct par_read_file *find_read(const struct par_inputs *inputs, const struct par_read_file *file)
{
    for (size_t i = 0; i < inputs->read_count; i++)
        if (inputs->read[i].device == file->device && inputs->read[i].number == file->number)
            return &inputs->read[i];
    return NULL;
}

bool par_inputs_note(struct par_cli *cli, struct par_inputs *inputs, const char *path, const char *purpose)
{
    struct par_read_file file;
    bool may = par_cli_reads(cli, path);
    if (!may || !identify(path, &file))
        return may;
    file.purpose = purpose;
    const struct par_read_file *before = find_read(inputs, &file);
    struct par_place place = {.file = path};
    if (before)
        par_diags_add(cli->diags, PAR_ERROR, PAR_FILE_TWICE, &place, before->purpose, NULL);
    inputs->read =
        par_arena_grow(cli->arena, inputs->read, inputs->read_count, &inputs->read_room, sizeof *inputs->read);
    inputs->read[inputs->read_count++] = file;
    return true;
}

bool par_inputs_spares(struct par_cli *cli, const struct par_inputs *inputs, const char *output)
{
    struct par_read_file file;
    if (!identify(output, &file) || !find_read(inputs, &file))
        return true;
    return par_cli_usage_error(cli, N_("-o {1}: this file is one of the inputs; name another"), output, NULL);
}

static void check_ids(struct par_cli *cli, const struct par_loaded *loaded)
{
    for (size_t i = 0; i < loaded->set_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(loaded->sets[i]->id, loaded->sets[k]->id) == 0) {
                struct par_place place = {.file = loaded->sets[i]->file};
                par_diags_add(cli->diags, PAR_ERROR, PAR_SET_REPEATED, &place, loaded->sets[i]->id, NULL);
            }
}

static void load_sets(struct par_cli *cli, struct par_inputs *inputs, struct par_loaded *loaded)
{
    loaded->sets = par_arena_array(cli->arena, inputs->set_paths.count, sizeof *loaded->sets);
    for (size_t i = 0; i < inputs->set_paths.count; i++) {
        if (!par_inputs_note(cli, inputs, inputs->set_paths.items[i], inputs->set_paths.items[i]))
            continue;
        struct par_set *set = par_set_load(inputs->set_paths.items[i], cli->arena, cli->diags);
        if (!set)
            continue;
        par_cli_uses_set(cli, set->id, inputs->set_paths.items[i]);
        if (loaded->year && loaded->year->period)
            set->period = loaded->year->period;
        loaded->sets[loaded->set_count++] = set;
        par_cli_say(cli, N_("{1}: criteria set {2}, {3} components"), inputs->set_paths.items[i], set->id,
                    par_whole_text(set->component_count, cli->arena), NULL);
    }
    check_ids(cli, loaded);
}

bool par_inputs_load(struct par_cli *cli, struct par_inputs *inputs, struct par_loaded *loaded)
{
    *loaded = (struct par_loaded){0};
    if (inputs->year_path) {
        if (!par_inputs_note(cli, inputs, inputs->year_path, inputs->year_path))
            return false;
        loaded->year = par_year_load(inputs->year_path, cli->arena, cli->diags);
        if (!loaded->year)
            return false;
        take_defaults(inputs, loaded->year);
    }
    load_sets(cli, inputs, loaded);
    if (inputs->units_path && par_inputs_note(cli, inputs, inputs->units_path, inputs->units_path))
        loaded->units = par_units_load(inputs->units_path, &inputs->how, cli->arena, cli->diags);
    if (loaded->units)
        par_cli_say(cli, N_("{1}: {2} units"), inputs->units_path, par_count_text(loaded->units->count, cli->arena),
                    NULL);
    if (loaded->units && loaded->set_count == inputs->set_paths.count)
        par_units_settle(loaded->units, loaded->sets, loaded->set_count, cli->arena, cli->diags);
    return par_diags_errors(cli->diags) == 0 && !cli->misused;
}

bool par_inputs_any_round(const struct par_inputs *inputs)
{
    return inputs->round_count || inputs->facts_paths.count;
}

bool par_inputs_load_to_score(struct par_cli *cli, struct par_inputs *inputs, struct par_loaded *loaded)
{
    if (!par_inputs_load(cli, inputs, loaded))
        return false;
    return (loaded->set_count && loaded->units && par_inputs_any_round(inputs)) ||
           par_cli_usage_error(cli, N_("a criteria set (-c), a unit list (-u) and rounds (--round) are needed"), NULL,
                               NULL);
}

bool *par_inputs_wanted(struct par_cli *cli, const struct par_loaded *loaded, const struct par_texts *named)
{
    const struct par_units *units = loaded->units;
    bool *wanted = par_arena_array(cli->arena, units->count, sizeof *wanted);
    for (size_t i = 0; i < units->count; i++)
        wanted[i] = named->count == 0;
    for (size_t i = 0; i < named->count; i++) {
        int32_t unit = par_units_find(units, par_span_of(named->items[i]), NULL, cli->arena, cli->diags);
        if (unit >= 0)
            wanted[unit] = true;
    }
    return wanted;
}

static struct par_facts *load_facts(struct par_cli *cli, struct par_inputs *inputs, const struct par_loaded *loaded)
{
    if (inputs->facts_paths.count == 0)
        return NULL;
    struct par_facts *facts = par_facts_new(loaded->units, cli->arena);
    for (size_t i = 0; i < inputs->facts_paths.count; i++) {
        if (!par_inputs_note(cli, inputs, inputs->facts_paths.items[i], inputs->facts_paths.items[i]))
            continue;
        size_t rows = par_facts_load(facts, inputs->facts_paths.items[i], &inputs->how, cli->arena, cli->diags);
        par_cli_say(cli, N_("{1}: {2} facts"), inputs->facts_paths.items[i], par_count_text(rows, cli->arena), NULL);
    }
    return facts;
}

static void load_round(struct par_cli *cli, struct par_inputs *inputs, const struct par_loaded *loaded,
                       const struct par_year_round *round)
{
    for (size_t i = 0; i < round->paths.count; i++) {
        struct par_list files = par_paths(round->paths.items[i], par_cli_within(cli), cli->arena, cli->diags);
        for (size_t k = 0; k < files.count; k++) {
            size_t fatal = par_diags_count(cli->diags, PAR_FATAL);
            if (!par_inputs_note(cli, inputs, files.items[k], round->name))
                continue;
            size_t rows = par_assessment_load(loaded->assessment, files.items[k], round->name, &inputs->how, cli->arena,
                                              cli->diags);
            if (fatal == par_diags_count(cli->diags, PAR_FATAL))
                par_cli_say(cli, N_("{1}: round {2}, {3} rows"), files.items[k], round->name,
                            par_count_text(rows, cli->arena), NULL);
        }
    }
}

bool par_inputs_load_rounds(struct par_cli *cli, struct par_inputs *inputs, struct par_loaded *loaded)
{
    struct par_facts *facts = load_facts(cli, inputs, loaded);
    par_inputs_supply_dates(cli, inputs, loaded, &facts);
    loaded->assessment = par_assessment_new(loaded->units, facts, par_text_fold, cli->arena, cli->diags);
    par_assessment_listen(loaded->assessment, inputs->listener);
    if (inputs->keeps_said)
        par_assessment_keep_said(loaded->assessment, inputs->said_unit);
    for (size_t i = 0; i < inputs->round_count; i++)
        load_round(cli, inputs, loaded, &inputs->rounds[i]);
    if (inputs->load_more)
        inputs->load_more(cli, inputs, loaded, inputs->more);
    if (par_diags_errors(cli->diags) == 0)
        par_assessment_finish(loaded->assessment);
    return par_diags_errors(cli->diags) == 0 && !cli->misused;
}

static const char *extension_of(enum par_format format)
{
    static const char *const extensions[] = {".csv", ".csv",  ".json", ".jsonl", ".txt",
                                             ".md",  ".xlsx", ".html", ".docx"};
    return extensions[format];
}

const char *par_inputs_in_output(const struct par_cli *cli, const struct par_loaded *loaded, const char *name)
{
    if (!loaded->year || !loaded->year->output)
        return NULL;
    return par_arena_join(cli->arena, loaded->year->output, "/", name, NULL);
}

void par_inputs_settle_output(struct par_cli *cli, const struct par_loaded *loaded, const char *stem)
{
    if (cli->output || !loaded->year || !loaded->year->output)
        return;
    cli->output = par_inputs_in_output(cli, loaded, stem); /* no terminal now, whatever the format turns out to be */
    const char *extension = extension_of(par_cli_format(cli));
    cli->output = par_inputs_in_output(cli, loaded, par_arena_join(cli->arena, stem, extension, NULL));
    if (!par_cli_is_rerun(cli))
        mkdir(loaded->year->output, 0777); /* one that cannot be made shows when the file is opened */
}
