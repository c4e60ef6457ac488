#include "messages.h"

#include <cjson/cJSON.h>
#include <stdio.h>

#include "build.h"
#include "parindex/decimal.h"
#include "words.h"

enum { LONGEST_ARGUMENT = 300 }; /* bytes */

static const char *severity_name(enum par_severity severity)
{
    static const char *const names[] = {
        [PAR_NOTE] = N_("note"), [PAR_WARNING] = N_("warning"), [PAR_ERROR] = N_("error"), [PAR_FATAL] = N_("error")};
    return names[severity];
}

static bool is_printed(const struct par_cli *cli, const struct par_diag *diag)
{
    return diag->severity >= PAR_ERROR || !cli->quiet;
}

const char *par_message_body(const struct par_cli *cli, const struct par_diag *diag)
{
    const char *args[PAR_DIAG_ARGS];
    for (size_t i = 0; i < PAR_DIAG_ARGS; i++) {
        const char *arg = diag->args[i];
        const char *words = arg ? par_words_of(diag->code, i + 1, arg) : NULL;
        args[i] = par_message_clean(cli->arena, words ? par_cli_text(cli, words) : arg, LONGEST_ARGUMENT);
    }
    return par_message_fill(cli->arena, par_cli_text(cli, par_message_text(diag->code)), args);
}

/* --- For people -------------------------------------------------------------------------------------------------- */

/* The letters of a column of a worksheet: 1 is A, 27 is AA. */
static void put_column(struct par_build *line, uint32_t column)
{
    char letters[8];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (; column > 0 && at > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    par_build_text(line, letters + at);
}

/* "units.csv:12:", "units.xlsx:Sheet1!C12:", the program where there is no file. */
static void put_file(struct par_build *line, const struct par_cli *cli, const struct par_place *place)
{
    par_build_text(line, place->file ? par_message_clean(cli->arena, place->file, 0) : cli->program);
    par_build_byte(line, ':');
    if (place->sheet) {
        par_build_text(line, par_message_clean(cli->arena, place->sheet, 0));
        par_build_text(line, place->line ? "!" : ":");
    }
    if (place->line == 0)
        return;
    if (place->sheet && place->field)
        put_column(line, place->field);
    par_build_number(line, place->line);
    par_build_byte(line, ':');
    if (place->column == 0)
        return;
    par_build_number(line, place->column);
    par_build_byte(line, ':');
}

/* One part of "(field 3 "unit", unit 01, criterion 1.2)", if there is something to say. */
static void put_part(struct par_build *line, const struct par_cli *cli, const char *pattern, const char *a,
                     const char *b)
{
    if (!a || !*a)
        return;
    const char *args[PAR_DIAG_ARGS] = {par_message_clean(cli->arena, a, 0), par_message_clean(cli->arena, b, 0)};
    par_build_text(line, line->size > 0 ? ", " : " (");
    par_build_text(line, par_message_fill(cli->arena, par_cli_text(cli, pattern), args));
}

/* The place within the line, " (...)" or nothing. */
static const char *place_text(const struct par_cli *cli, const struct par_place *place)
{
    struct par_build text = {.arena = cli->arena};
    if (place->sheet)
        put_part(&text, cli, N_("column \"{1}\""), place->header, NULL);
    else
        put_part(&text, cli, N_("field {1}{2? \"{2}\"}"),
                 place->field ? par_count_text(place->field, cli->arena) : NULL, place->header);
    put_part(&text, cli, N_("unit {1}"), place->unit, NULL);
    put_part(&text, cli, N_("criterion {1}"), place->node, NULL);
    put_part(&text, cli, N_("at {1}"), place->pointer, NULL);
    par_build_text(&text, text.size > 0 ? ")" : "");
    return par_build_end(&text);
}

const char *par_message_line(const struct par_cli *cli, const struct par_diag *diag)
{
    struct par_build line = {.arena = cli->arena};
    put_file(&line, cli, &diag->place);
    const char *const parts[] = {" ",
                                 par_cli_text(cli, severity_name(diag->severity)),
                                 "[",
                                 par_message_code(diag->code),
                                 "]: ",
                                 par_message_body(cli, diag),
                                 place_text(cli, &diag->place)};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        par_build_text(&line, parts[i]);
    return par_build_end(&line);
}

/* True when the findings of this code that were left out are below errors: such are left out only when
 * PAR_WARNINGS_KEPT of the code are there already. */
static bool drops_warnings(const struct par_cli *cli, enum par_code code)
{
    size_t kept = 0;
    for (const struct par_diag *diag = par_diags_first(cli->diags); diag; diag = diag->next)
        kept += diag->code == code && diag->severity < PAR_ERROR;
    return !cli->verbose && kept >= PAR_WARNINGS_KEPT;
}

/* How many findings of the code were not printed, as a sentence; NULL when there is nothing to say. */
static const char *left_out(const struct par_cli *cli, enum par_code code)
{
    size_t dropped = par_diags_dropped(cli->diags, code);
    bool warnings = dropped > 0 && drops_warnings(cli, code);
    if (dropped == 0 || (warnings && cli->quiet))
        return NULL;
    const char *args[PAR_DIAG_ARGS] = {par_count_text(dropped, cli->arena), par_message_code(code)};
    const char *pattern =
        warnings ? N_("... and {1} more of [{2}] (-v shows all)") : N_("... and {1} more of [{2}] (see --max-errors)");
    return par_message_fill(cli->arena, par_cli_text(cli, pattern), args);
}

static const char *count_text(const struct par_cli *cli, size_t count, const char *one, const char *many)
{
    const char *args[PAR_DIAG_ARGS] = {par_count_text(count, cli->arena)};
    return par_message_fill(cli->arena, par_cli_text(cli, count == 1 ? one : many), args);
}

/* "par-check: 3 errors, 2 warnings". */
static void print_summary(const struct par_cli *cli)
{
    size_t errors = par_diags_errors(cli->diags);
    size_t warnings = cli->quiet ? 0 : par_diags_count(cli->diags, PAR_WARNING);
    if (errors + warnings == 0)
        return;
    fprintf(stderr, "%s: %s%s%s\n", cli->program,
            errors ? count_text(cli, errors, N_("1 error"), N_("{1} errors")) : "", errors && warnings ? ", " : "",
            warnings ? count_text(cli, warnings, N_("1 warning"), N_("{1} warnings")) : "");
}

static void print_text(const struct par_cli *cli)
{
    for (const struct par_diag *diag = par_diags_first(cli->diags); diag; diag = diag->next)
        if (is_printed(cli, diag))
            fprintf(stderr, "%s\n", par_message_line(cli, diag));
    for (int code = 0; code < PAR_CODE_COUNT; code++) {
        const char *sentence = left_out(cli, (enum par_code)code);
        if (sentence)
            fprintf(stderr, "%s\n", sentence);
    }
    print_summary(cli);
}

/* --- For programs ------------------------------------------------------------------------------------------------ */

enum { SEVERITY, CODE, FILE_NAME, SHEET, LINE, COLUMN, FIELD, CELL, HEADER, POINTER, UNIT, CRITERION, MESSAGE, CELLS };

static const char *const cell_names[CELLS] = {
    [SHEET] = "sheet", [CELL] = "cell",           [SEVERITY] = "severity", [CODE] = "code",     [FILE_NAME] = "file",
    [LINE] = "line",   [COLUMN] = "column",       [FIELD] = "field",       [HEADER] = "header", [POINTER] = "pointer",
    [UNIT] = "unit",   [CRITERION] = "criterion", [MESSAGE] = "message"};

static bool is_number(int cell)
{
    return cell == LINE || cell == COLUMN || cell == FIELD;
}

static const char *number_cell(const struct par_cli *cli, uint32_t number)
{
    return number ? par_count_text(number, cli->arena) : NULL;
}

const char *par_message_cell(const struct par_cli *cli, const struct par_place *place)
{
    struct par_build name = {.arena = cli->arena};
    put_column(&name, place->field);
    par_build_number(&name, place->line);
    return par_build_end(&name);
}

/* A finding as cells; NULL where nothing is known. */
static void fill_cells(const struct par_cli *cli, const struct par_diag *diag, const char **cells)
{
    const struct par_place *place = &diag->place;
    cells[SEVERITY] = severity_name(diag->severity);
    cells[CODE] = par_message_code(diag->code);
    cells[FILE_NAME] = par_message_clean(cli->arena, place->file, 0);
    cells[SHEET] = par_message_clean(cli->arena, place->sheet, 0);
    cells[LINE] = number_cell(cli, place->line);
    cells[COLUMN] = number_cell(cli, place->column);
    cells[FIELD] = number_cell(cli, place->field);
    cells[CELL] = place->sheet && place->field ? par_message_cell(cli, place) : NULL;
    cells[HEADER] = par_message_clean(cli->arena, place->header, 0);
    cells[POINTER] = par_message_clean(cli->arena, place->pointer, 0);
    cells[UNIT] = par_message_clean(cli->arena, place->unit, 0);
    cells[CRITERION] = par_message_clean(cli->arena, place->node, 0);
    cells[MESSAGE] = par_message_body(cli, diag);
}

/* Cells were cleaned, so none holds a line break. */
static void print_csv_row(const struct par_cli *cli, const char *const *cells)
{
    struct par_build line = {.arena = cli->arena};
    for (int i = 0; i < CELLS; i++) {
        const char *quote = cells[i] && strpbrk(cells[i], ",\"") ? "\"" : "";
        par_build_text(&line, i > 0 ? "," : "");
        par_build_text(&line, quote);
        for (const char *p = cells[i]; p && *p; p++) {
            par_build_text(&line, *p == '"' ? "\"" : "");
            par_build_byte(&line, *p);
        }
        par_build_text(&line, quote);
    }
    fprintf(stderr, "%s\n", par_build_end(&line));
}

static void print_json_row(const char *const *cells)
{
    cJSON *object = cJSON_CreateObject();
    bool fine = object != NULL;
    for (int i = 0; i < CELLS; i++) {
        cJSON *added = !cells[i]      ? cJSON_AddNullToObject(object, cell_names[i])
                       : is_number(i) ? cJSON_AddRawToObject(object, cell_names[i], cells[i])
                                      : cJSON_AddStringToObject(object, cell_names[i], cells[i]);
        fine = fine && added;
    }
    char *line = fine ? cJSON_PrintUnformatted(object) : NULL;
    if (!line)
        par_cli_no_memory();
    fprintf(stderr, "%s\n", line);
    cJSON_free(line);
    cJSON_Delete(object);
}

static void print_row(const struct par_cli *cli, const char *const *cells)
{
    if (cli->errors_as == PAR_ERRORS_CSV)
        print_csv_row(cli, cells);
    else
        print_json_row(cells);
}

static void print_rows(const struct par_cli *cli)
{
    const char *cells[CELLS];
    if (cli->errors_as == PAR_ERRORS_CSV)
        print_csv_row(cli, cell_names);
    for (const struct par_diag *diag = par_diags_first(cli->diags); diag; diag = diag->next) {
        if (!is_printed(cli, diag))
            continue;
        fill_cells(cli, diag, cells);
        print_row(cli, cells);
    }
    for (int code = 0; code < PAR_CODE_COUNT; code++) {
        const char *rest[CELLS] = {[SEVERITY] = severity_name(PAR_NOTE)};
        rest[CODE] = par_message_code((enum par_code)code);
        rest[MESSAGE] = left_out(cli, (enum par_code)code);
        if (rest[MESSAGE])
            print_row(cli, rest);
    }
}

void par_messages_print(const struct par_cli *cli)
{
    if (cli->errors_as == PAR_ERRORS_TEXT)
        print_text(cli);
    else
        print_rows(cli);
}
