#include "sheet.h"

#include "parindex/vocabulary.h"
#include "record.h"

bool par_sheet_column(struct par_sheet *sheet, const char *name, bool number)
{
    if (sheet->count == PAR_SHEET_COLUMNS)
        return false;
    const char *heading = par_heading(name, sheet->cli->language, sheet->cli->arena);
    sheet->columns[sheet->count++] = (struct par_column){name, heading, number};
    return true;
}

static void begin_table(struct par_sheet *sheet)
{
    struct par_cli *cli = sheet->cli;
    sheet->writer = par_writer_new(sheet->output, par_cli_format(cli), sheet->columns, sheet->count,
                                   par_cli_decimal(cli), cli->arena);
}

bool par_sheet_open_page(struct par_sheet *sheet)
{
    sheet->output = par_cli_output_open(sheet->cli, sheet->cli->output);
    return sheet->output != NULL;
}

bool par_sheet_open(struct par_sheet *sheet, const char *path)
{
    sheet->output = par_cli_output_open(sheet->cli, path ? path : sheet->cli->output);
    if (sheet->output)
        begin_table(sheet);
    return sheet->output != NULL;
}

void par_sheet_next_table(struct par_sheet *sheet, const char *title)
{
    if (sheet->writer) {
        par_writer_end(sheet->writer);
        par_output_write(sheet->output, "\n", 1);
    }
    begin_table(sheet);
    par_writer_line(sheet->writer, title);
}

void par_sheet_close(struct par_sheet *sheet)
{
    if (sheet->writer)
        par_writer_end(sheet->writer);
    if (par_diags_errors(sheet->cli->diags))
        par_output_discard(sheet->output);
    else
        par_output_commit(sheet->output, sheet->cli->diags);
}

void par_sheet_points(struct par_sheet *sheet, struct par_maybe points, int decimals)
{
    if (points.is)
        par_writer_decimal(sheet->writer, points.points, PAR_POINTS_SCALE, decimals);
    else
        par_writer_empty(sheet->writer);
}

void par_sheet_max(struct par_sheet *sheet, par_points points)
{
    par_writer_decimal(sheet->writer, points, PAR_POINTS_SCALE, -1);
}

bool par_sheet_is_for_people(const struct par_sheet *sheet)
{
    enum par_format format = par_cli_format(sheet->cli);
    return format == PAR_TABLE || format == PAR_MARKDOWN || format == PAR_XLSX;
}

const char *par_words_of_state(const struct par_cli *cli, enum par_state state)
{
    static const char *const words[] = {
        [PAR_STATE_SCORED] = N_("scored"),
        [PAR_STATE_MISSING] = N_("missing"),
        [PAR_STATE_PENDING] = N_("not yet appraised"),
        [PAR_STATE_NOT_SUBMITTED] = N_("not submitted"),
        [PAR_STATE_UNREADABLE] = N_("unreadable"),
        [PAR_STATE_NOT_APPLICABLE] = N_("not applicable"),
        [PAR_STATE_INCOMPLETE] = N_("incomplete"),
        [PAR_STATE_UNCLAIMED] = N_("unclaimed"),
    };
    return par_cli_text(cli, words[state]);
}

const char *par_sheet_state(const struct par_sheet *sheet, enum par_state state)
{
    return par_sheet_is_for_people(sheet) ? par_words_of_state(sheet->cli, state) : par_state_name(state);
}
