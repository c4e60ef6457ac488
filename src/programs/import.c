/* par-import: a criteria table as printed in a decision -> a criteria set in JSON, and what became of each row. */
#include "parindex/import.h"

#include "inputs.h"
#include "messages.h"
#include "programs.h"
#include "record.h"
#include "sheet.h"
#include "values.h"

enum { ID, YEAR, LEVEL, TITLE, REPORT, SHEET, ENCODING, DECIMAL };

enum { FIRST_ID = 1, FIRST_YEAR = 1900, LAST_YEAR = 2999 };

struct options {
    const char *path;
    const char *report;
    struct par_table_options table;
    struct par_import_options import;
};

static const struct par_option own_options[] = {
    {FIRST_ID + REPORT, 0, "report", N_("FILE"), N_("Write what became of each row to FILE (CSV)")},
    {FIRST_ID + ID, 0, "id", N_("ID"), N_("Id of the set; otherwise from the name of the file")},
    {FIRST_ID + YEAR, 0, "year", N_("YEAR"), N_("Year of the set; otherwise from the title or the name of the file")},
    {FIRST_ID + LEVEL, 0, "level", N_("LEVEL"), N_("Level of the units, such as so or xa")},
    {FIRST_ID + TITLE, 0, "title", N_("TEXT"), N_("Title of the set; otherwise the lines above the table")},
    {FIRST_ID + SHEET, 0, "sheet", N_("SHEET"), N_("Sheet of the workbook (name or number), or table of the document")},
    {FIRST_ID + ENCODING, 0, "encoding", N_("NAME"), N_("Encoding of a CSV file; otherwise found")},
    {FIRST_ID + DECIMAL, 0, "decimal", "dot|comma", N_("Decimal sign of numbers that read both ways, such as 1.500")},
    {0}};

static bool take_year(struct par_cli *cli, struct options *options, const char *argument)
{
    struct par_quantity year;
    if (par_quantity_parse(par_span_of(argument), &year) != PAR_NUMBER_OK || year.scale != 0 ||
        year.mantissa < FIRST_YEAR || year.mantissa > LAST_YEAR)
        return par_cli_usage_error(cli, N_("--year takes a year such as 2025, not \"{1}\""), argument, NULL);
    options->import.year = (int)year.mantissa;
    return true;
}

static bool take_encoding(struct par_cli *cli, struct options *options, const char *argument)
{
    return par_encoding_named(argument, &options->table.encoding) ||
           par_cli_usage_error(cli, N_("encoding \"{1}\" is not known; choose one of: {2}"), argument,
                               par_encoding_names());
}

static bool take_path(struct par_cli *cli, struct options *options, const char *argument)
{
    if (options->path)
        return par_cli_usage_error(cli, N_("{1}: one table at a time"), argument, NULL);
    options->path = argument;
    return true;
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    switch (id - FIRST_ID) {
    case REPORT:
        options->report = argument;
        return true;
    case ID:
        options->import.id = argument;
        return true;
    case YEAR:
        return take_year(cli, options, argument);
    case LEVEL:
        options->import.level = argument;
        return true;
    case TITLE:
        options->import.title = argument;
        return true;
    case SHEET:
        options->table.sheet = argument;
        return true;
    case ENCODING:
        return take_encoding(cli, options, argument);
    case DECIMAL:
        return par_value_decimal(cli, argument, &options->import.sign);
    default:
        return take_path(cli, options, argument);
    }
}

/* --- Output --------------------------------------------------------------------------------------------------------
 */

static const char *remark_names(const struct par_cli *cli, const struct par_import_row *row)
{
    const char *names = "";
    for (const struct par_import_remark *remark = row->remarks; remark; remark = remark->next) {
        const char *name = par_message_code(remark->code);
        if (!strstr(names, name))
            names = par_arena_join(cli->arena, names, *names ? " " : "", name, NULL);
    }
    return names;
}

static void write_row(struct par_sheet *sheet, const struct par_import_row *row)
{
    struct par_writer *writer = sheet->writer;
    par_writer_integer(writer, row->line);
    par_writer_text(writer, row->sheet);
    par_writer_text(writer, row->id);
    par_writer_text(writer, par_import_kind_name(row->kind));
    par_writer_text(writer, row->text);
    par_sheet_points(sheet, (struct par_maybe){row->has_max, row->max}, -1);
    par_sheet_points(sheet, (struct par_maybe){row->has_points, row->points}, -1);
    par_writer_text(writer, row->became);
    par_writer_text(writer, remark_names(sheet->cli, row));
    par_writer_row(writer);
}

static void write_report(struct par_cli *cli, const char *path, const struct par_import *import)
{
    static const char *const names[] = {"row", "sheet", "id", "kind", "text", "max", "points", "became", "remarks"};
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    sheet->cli = cli;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_sheet_column(sheet, names[i], i == 0 || i == 5 || i == 6);
    if (!par_sheet_open(sheet, path))
        return;
    for (size_t i = 0; i < import->row_count; i++)
        if (import->rows[i].kind != PAR_IMPORT_IS_SKIPPED || *import->rows[i].text)
            write_row(sheet, &import->rows[i]);
    par_sheet_close(sheet);
}

static void write_set(struct par_cli *cli, const struct par_import *import)
{
    struct par_output *output = par_cli_output_open(cli, cli->output);
    if (!output)
        return;
    par_output_write(output, import->json.text, import->json.size);
    par_output_commit(output, cli->diags);
}

/* --- The run -------------------------------------------------------------------------------------------------------
 */

static bool check_options(struct par_cli *cli, const struct options *options)
{
    const char *output = cli->output ? cli->output : "-";
    if (!options->path)
        return par_cli_usage_error(cli, N_("name the file of the criteria table"), NULL, NULL);
    if (options->report && strcmp(options->report, output) == 0)
        return par_cli_usage_error(cli, N_("--report {1}: the set is written there; name another file"), output, NULL);
    return true;
}

static void run_import(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_inputs inputs = {0};
    if (!check_options(cli, options))
        return;
    if (!par_inputs_note(cli, &inputs, options->path, options->path))
        return;
    struct par_source *source = par_source_open(options->path, cli->arena, cli->diags);
    if (!source)
        return;
    struct par_table *table = par_table_open(source, &options->table, cli->diags);
    struct par_import import = par_import_table(table, &options->import, cli->arena, cli->diags);
    par_table_close(table);
    if (par_diags_errors(cli->diags) || !par_inputs_spares(cli, &inputs, cli->output) ||
        (options->report && !par_inputs_spares(cli, &inputs, options->report)))
        return;
    par_cli_say(cli, N_("{1}: criteria set {2}, {3} components, {4} of them with a typed score"), options->path,
                import.set->id, par_count_text(import.components, cli->arena),
                par_count_text(import.manual, cli->arena), NULL);
    write_set(cli, &import);
    if (options->report && par_diags_errors(cli->diags) == 0)
        write_report(cli, options->report, &import);
}

struct par_program par_program_import(struct par_arena *arena)
{
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){.name = "par-import",
                                .summary = N_("Makes a criteria set of a criteria table as printed in a decision."),
                                .usage = N_("TABLE [-o SET] [--report FILE] [--year YEAR] [--level LEVEL]"),
                                .examples = "par-import bang-tieu-chi.xlsx -o bo-tieu-chi.json --report doi-chieu.csv\n"
                                            "par-import quyet-dinh.docx --sheet 2 --year 2025 --level xa -o xa.json",
                                .formats = "csv",
                                .options = own_options,
                                .take = take,
                                .run = run_import,
                                .context = options};
}
