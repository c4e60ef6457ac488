/* par-report: the outputs of a year -> a page, a workbook or a document for people; letters to the units. */
#include "form_files.h"
#include "inputs.h"
#include "messages.h"
#include "parindex/folder.h"
#include "parindex/report_file.h"
#include "programs.h"
#include "record.h"
#include "texts.h"
#include "values.h"
#include "view.h"

enum {
    OPTION_FIELD = 1,
    OPTION_BLOC,
    OPTION_UNIT,
    OPTION_EACH,
    OPTION_TOP,
    OPTION_TITLE,
    OPTION_ANNEX,
    OPTION_DECISION,
    OPTION_SUPERIOR,
    OPTION_ISSUER,
    OPTION_NUMBER,
    OPTION_PLACE,
    OPTION_ROLE,
    OPTION_SIGNER
};

enum { TOP = 10 };

struct options {
    struct par_inputs inputs;
    struct par_texts files, blocs, field_names, field_files;
    const char *unit, *each;
    int32_t top;
    struct par_report_heading heading;
};

/* A form of the output. */
struct form {
    enum par_format format;
    const char *extension;
    void (*whole)(const struct par_report_view *view, struct par_output *output);
    void (*letter)(const struct par_report_view *view, const struct par_report_unit *unit, struct par_output *output);
};

/* --- Options ----------------------------------------------------------------------------------------------------- */

static bool take_field(struct par_cli *cli, struct options *options, const char *argument)
{
    const char *equals = strchr(argument, '=');
    if (!equals || equals == argument || !equals[1])
        return par_cli_usage_error(cli, N_("--field {1}: write NAME=RANKING, for example \"Lưu trữ=xep-hang.csv\""),
                                   argument, NULL);
    const char *name = par_arena_copy(cli->arena, (struct par_span){argument, (size_t)(equals - argument)});
    if (par_texts_has(&options->field_names, name))
        return par_cli_usage_error(cli, N_("--field {1} stands twice; give each field a name of its own"), name, NULL);
    return par_texts_add(&options->field_names, name, cli->arena) &&
           par_texts_add(&options->field_files, equals + 1, cli->arena);
}

/* The line of the heading that an option fills in. */
static const char **line_of(struct par_report_heading *heading, int id)
{
    switch (id) {
    case OPTION_TITLE:
        return &heading->title;
    case OPTION_ANNEX:
        return &heading->annex;
    case OPTION_DECISION:
        return &heading->decision;
    case OPTION_SUPERIOR:
        return &heading->superior;
    case OPTION_ISSUER:
        return &heading->issuer;
    case OPTION_NUMBER:
        return &heading->number;
    case OPTION_PLACE:
        return &heading->place;
    case OPTION_ROLE:
        return &heading->signer_role;
    default:
        return &heading->signer;
    }
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known) || known)
        return !cli->misused;
    switch (id) {
    case 0:
        return par_texts_add(&options->files, argument, cli->arena);
    case OPTION_FIELD:
        return take_field(cli, options, argument);
    case OPTION_BLOC:
        return par_texts_add(&options->blocs, argument, cli->arena);
    case OPTION_UNIT:
        options->unit = argument;
        return true;
    case OPTION_EACH:
        options->each = argument;
        cli->names_files = true;
        return *argument || par_cli_usage_error(cli, N_("--each needs the name of a folder"), NULL, NULL);
    case OPTION_TOP:
        return par_value_whole(cli, "--top", argument, &options->top);
    default:
        *line_of(&options->heading, id) = argument;
        return true;
    }
}

static bool check_options(struct par_cli *cli, const struct options *options)
{
    if (options->each && options->unit)
        return par_cli_usage_error(cli, N_("--each writes a letter to every unit, --unit to one; give one of them"),
                                   NULL, NULL);
    if (options->each && cli->output)
        return par_cli_usage_error(cli, N_("--each names its files itself; leave -o out"), NULL, NULL);
    if (options->unit && options->blocs.count)
        return par_cli_usage_error(cli, N_("--unit is about one unit; leave --bloc out"), NULL, NULL);
    if (options->files.count == 0 && !options->inputs.year_path)
        return par_cli_usage_error(cli, N_("name the ranking and the other outputs to show, or a year (--year)"), NULL,
                                   NULL);
    if (par_texts_has(&options->files, "-"))
        return par_cli_usage_error(
            cli, N_("-: a report says which files it was made of, so standard input cannot be one; save it as a file"),
            NULL, NULL);
    return true;
}

/* --- Files ------------------------------------------------------------------------------------------------------- */

struct run {
    struct par_cli *cli;
    struct options *options;
    struct par_loaded loaded;
    struct par_report report;
};

/* Of the files that par_paths gives, which end in .csv or .xlsx. */
static bool is_csv(const char *path)
{
    char last = path[strlen(path) - 1];
    return last == 'v' || last == 'V';
}

static const char *words_of(const struct par_cli *cli, enum par_report_kind kind)
{
    static const char *const words[PAR_REPORT_KINDS] = {
        [PAR_REPORT_UNKNOWN] = "",
        [PAR_REPORT_RANKING] = N_("ranking"),
        [PAR_REPORT_SCORES] = N_("scores"),
        [PAR_REPORT_LOST] = N_("lost points"),
        [PAR_REPORT_PLAN] = N_("plan"),
        [PAR_REPORT_MOVES] = N_("changes by unit"),
        [PAR_REPORT_SHIFTS] = N_("changes by criterion"),
        [PAR_REPORT_FIGURES] = N_("survey figures"),
        [PAR_REPORT_PLACES] = N_("survey ranks"),
        [PAR_REPORT_SUMMARY] = "",
        [PAR_REPORT_CHECK] = "",
    };
    return *words[kind] ? par_cli_text(cli, words[kind]) : "";
}

static void read_file(struct run *run, const char *path, const char *field, bool any)
{
    struct par_cli *cli = run->cli;
    size_t before = run->report.source_count, errors = par_diags_errors(cli->diags);
    if (!par_inputs_note(cli, &run->options->inputs, path, path) || par_diags_errors(cli->diags) != errors)
        return;
    par_report_read(&run->report, path, field, any, &run->options->inputs.how, cli->diags);
    if (run->report.source_count == before)
        return;
    const struct par_report_source *source = &run->report.sources[before];
    par_cli_say(cli, N_("{1}: {2}, {3} rows"), path, words_of(cli, source->kind),
                par_count_text(source->rows, cli->arena), NULL);
}

/* Files of the folder, without a word on those that are no tables: pages, documents and manifests lie there. */
static struct par_list paths_in(struct run *run, const char *folder)
{
    struct par_cli *cli = run->cli;
    struct par_diags *said = par_diags_new(cli->arena, 1, 1);
    struct par_list paths = par_paths(folder, par_cli_within(cli), cli->arena, said);
    for (const struct par_diag *diag = par_diags_first(said); diag; diag = diag->next)
        if (diag->severity >= PAR_ERROR)
            par_diags_add(cli->diags, diag->severity, diag->code, &diag->place, diag->args[0], diag->args[1], NULL);
    return paths;
}

/* All tables of the year's folder as CSV, which programs write there, and the ranking before. Workbooks are not looked
 * at: a report may be among them. */
static void read_year(struct run *run)
{
    struct par_cli *cli = run->cli;
    const struct par_year *year = run->loaded.year;
    if (!year->output) {
        par_cli_usage_error(cli, N_("the year file names no output folder; name the files to show"), NULL, NULL);
        return;
    }
    struct par_list paths = paths_in(run, year->output);
    bool has_previous = false;
    for (size_t i = 0; i < paths.count; i++) {
        if (!is_csv(paths.items[i]))
            continue;
        has_previous = has_previous || (year->previous && par_folder_same(paths.items[i], year->previous));
        read_file(run, paths.items[i], NULL, true);
    }
    if (year->previous && !has_previous)
        read_file(run, year->previous, NULL, false);
}

static bool load(struct run *run)
{
    struct options *options = run->options;
    struct par_report *report = &run->report;
    if (!par_inputs_load(run->cli, &options->inputs, &run->loaded))
        return false;
    *report = (struct par_report){.arena = run->cli->arena,
                                  .set_count = run->loaded.set_count,
                                  .sets = run->loaded.sets,
                                  .units = run->loaded.units,
                                  .only = par_texts_list(&options->blocs)};
    for (size_t i = 0; i < options->files.count; i++)
        read_file(run, options->files.items[i], NULL, false);
    if (options->files.count == 0)
        read_year(run);
    for (size_t i = 0; i < options->field_files.count; i++)
        read_file(run, options->field_files.items[i], options->field_names.items[i], false);
    return !run->cli->misused && par_diags_errors(run->cli->diags) == 0 && par_report_settle(report, run->cli->diags);
}

/* --- Writing ----------------------------------------------------------------------------------------------------- */

static const struct form *form_of(const struct par_cli *cli)
{
    static const struct form forms[] = {
        {PAR_HTML, ".html", par_report_page, par_report_letter_page},
        {PAR_XLSX, ".xlsx", par_report_book, par_report_letter_book},
        {PAR_DOCX, ".docx", par_report_annex, par_report_letter_document},
    };
    const struct form *form = forms;
    while (form->format != par_cli_format(cli))
        form++;
    return form;
}

/* One that failed to be made fails at its commit. */
static bool close_output(struct par_cli *cli, struct par_output *output)
{
    if (par_diags_errors(cli->diags) == 0)
        return par_output_commit(output, cli->diags);
    par_output_discard(output);
    return false;
}

static bool write_letter(struct run *run, const struct par_report_view *view, const struct par_report_unit *unit,
                         const char *path)
{
    struct par_output *output = par_cli_output_open(run->cli, path);
    if (!output)
        return false;
    form_of(run->cli)->letter(view, unit, output);
    return close_output(run->cli, output);
}

static const char *code_at(const void *report, size_t i)
{
    return ((const struct par_report *)report)->list[i].now->unit;
}

static void write_one(struct run *run, const struct par_report_view *view)
{
    const char *code = run->options->unit;
    const struct par_report_unit *unit = par_report_find(&run->report, code);
    if (unit) {
        if (par_inputs_spares(run->cli, &run->options->inputs, run->cli->output))
            write_letter(run, view, unit, run->cli->output);
        return;
    }
    const char *nearest = par_names_nearest(par_span_of(code), run->report.unit_count, code_at, &run->report);
    par_diags_add(run->cli->diags, PAR_ERROR, PAR_REPORT_UNIT, NULL, code, nearest ? nearest : "", NULL);
}

/* The path of each letter; NULL after a usage error, when one of them is an input. */
static const char **letter_paths(struct run *run)
{
    struct par_cli *cli = run->cli;
    const char **paths = par_arena_array(cli->arena, run->report.unit_count, sizeof *paths);
    struct par_form_files files = {.cli = cli,
                                   .folder = run->options->each,
                                   .extension = form_of(cli)->extension,
                                   .force = true,
                                   .names = par_names_new(cli->arena)};
    for (size_t i = 0; i < run->report.unit_count; i++) {
        paths[i] = par_form_path(&files, run->report.list[i].now->unit, "");
        if (!par_inputs_spares(cli, &run->options->inputs, paths[i]))
            return NULL;
    }
    if (!par_cli_is_rerun(cli))
        par_form_make_folder(&files);
    return paths;
}

static void write_each(struct run *run, const struct par_report_view *view)
{
    struct par_cli *cli = run->cli;
    const char **paths = letter_paths(run);
    for (size_t i = 0; i < run->report.unit_count; i++)
        if (!paths || !write_letter(run, view, &run->report.list[i], paths[i]))
            return;
    par_cli_say(cli, N_("{1} letters in {2}"), par_count_text(run->report.unit_count, cli->arena), run->options->each,
                NULL);
}

static void write_whole(struct run *run, const struct par_report_view *view)
{
    struct par_cli *cli = run->cli;
    if (run->options->blocs.count == 0)
        par_inputs_settle_output(cli, &run->loaded, "report");
    if (!par_inputs_spares(cli, &run->options->inputs, cli->output))
        return;
    struct par_output *output = par_cli_output_open(cli, cli->output);
    if (!output)
        return;
    form_of(cli)->whole(view, output);
    close_output(cli, output);
}

static void run_report(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct run run = {.cli = cli, .options = options};
    if (!check_options(cli, options) || !load(&run))
        return;
    struct par_report_view view = {.cli = cli,
                                   .report = &run.report,
                                   .heading = options->heading,
                                   .decimal = par_cli_decimal(cli),
                                   .top = (size_t)options->top};
    if (options->each)
        write_each(&run, &view);
    else if (options->unit)
        write_one(&run, &view);
    else
        write_whole(&run, &view);
}

struct par_program par_program_report(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_FIELD, 0, "field", N_("NAME=RANKING"), N_("Ranking of another field judged this period; repeat it")},
        {OPTION_BLOC, 0, "bloc", N_("BLOC"), N_("Only the units of this bloc; repeat it")},
        {OPTION_UNIT, 0, "unit", N_("CODE"), N_("A letter to this unit in place of the report")},
        {OPTION_EACH, 0, "each", N_("FOLDER"), N_("A letter to every unit, each in a file of FOLDER")},
        {OPTION_TOP, 0, "top", N_("NUMBER"), N_("Rows of lists of what cost most; otherwise 10")},
        {OPTION_TITLE, 0, "title", N_("TEXT"), N_("Title of the report")},
        {OPTION_ANNEX, 0, "annex", N_("TEXT"), N_("Line above the title of an annex, e.g. PHỤ LỤC I")},
        {OPTION_DECISION, 0, "decision", N_("TEXT"), N_("Line below it: the decision that the annex belongs to")},
        {OPTION_SUPERIOR, 0, "superior", N_("TEXT"), N_("Of a letter: the body above the one that sends it")},
        {OPTION_ISSUER, 0, "issuer", N_("TEXT"), N_("Of a letter: who sends it")},
        {OPTION_NUMBER, 0, "number", N_("TEXT"), N_("Of a letter: its number and sign")},
        {OPTION_PLACE, 0, "place", N_("TEXT"), N_("Of a letter: place and date")},
        {OPTION_ROLE, 0, "signer-role", N_("TEXT"), N_("Of a letter: office of who signs")},
        {OPTION_SIGNER, 0, "signer", N_("TEXT"), N_("Of a letter: name of who signs")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    options->top = TOP;
    return (struct par_program){
        .name = "par-report",
        .summary = N_("Makes a page, a workbook or a Word document of a year's results."),
        .usage = N_("--year YEAR | -c SET -u UNITS FILES... [-o FILE.html|FILE.xlsx|FILE.docx]"),
        .examples = "par-report --year nam.json --lang vi -o bao-cao.html\n"
                    "par-report --year nam.json --lang vi --annex \"PHỤ LỤC I\" -o phu-luc.docx\n"
                    "par-report -c bo-tieu-chi.json -u don-vi.csv xep-hang.csv mat-diem.csv -o bao-cao.xlsx\n"
                    "par-report --year nam.json --lang vi --each thong-bao -f docx",
        .formats = "html xlsx docx",
        .shared = par_inputs_options_of_scores,
        .options = own,
        .take = take,
        .run = run_report,
        .context = options};
}
