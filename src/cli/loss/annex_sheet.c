#include "annex_sheet.h"

#include <sys/stat.h>

#include "annex_words.h"
#include "parindex/table.h"
#include "record_private.h"
#include "sheet.h"

/* A column of the output. */
struct column {
    enum par_annex_column column; /* PAR_ANNEX_COLUMNS: one that people added */
    size_t added;
};

struct table {
    const struct par_annex_view *view;
    struct par_sheet *sheet;
    size_t count;
    struct column columns[PAR_SHEET_COLUMNS];
    int64_t running;
};

/* --- Columns ----------------------------------------------------------------------------------------------------- */

static bool is_figure(enum par_annex_column column)
{
    return column == PAR_ANNEX_STT || (column >= PAR_ANNEX_MAX && column <= PAR_ANNEX_YEARS);
}

static bool is_technical(enum par_annex_column column)
{
    return column == PAR_ANNEX_PERIOD || column == PAR_ANNEX_SET || column == PAR_ANNEX_KEY;
}

static bool has_column(const struct table *table, enum par_annex_column column)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].column == column)
            return true;
    return false;
}

static bool insert(struct table *table, size_t at, struct column column)
{
    if (table->count == PAR_SHEET_COLUMNS)
        return par_cli_usage_error(table->view->cli, N_("the plan has too many columns"), NULL, NULL);
    memmove(&table->columns[at + 1], &table->columns[at], (table->count - at) * sizeof *table->columns);
    table->columns[at] = column;
    table->count++;
    return true;
}

/* Behind the nearest column that stands before it in a new annex. */
static bool insert_missing(struct table *table, enum par_annex_column column)
{
    for (int before = (int)column - 1; before >= 0; before--)
        for (size_t i = 0; i < table->count; i++)
            if (table->columns[i].column == (enum par_annex_column)before)
                return insert(table, i + 1, (struct column){column, 0});
    return insert(table, 0, (struct column){column, 0});
}

/* Of a page that is only to be read. */
static bool is_left_off(const struct table *table, enum par_annex_column column)
{
    enum par_format format = par_cli_format(table->view->cli);
    bool is_page = format == PAR_TABLE || format == PAR_MARKDOWN;
    return is_page && is_technical(column);
}

/* The columns of the kept file as they lie there, with those that it lacks. */
static bool settle_columns(struct table *table)
{
    const struct par_kept *kept = table->view->kept;
    for (size_t i = 0; kept && i < kept->width; i++)
        if (!is_left_off(table, kept->columns[i].column) &&
            !insert(table, table->count, (struct column){kept->columns[i].column, kept->columns[i].added}))
            return false;
    for (int i = 0; i < PAR_ANNEX_COLUMNS; i++) {
        enum par_annex_column column = (enum par_annex_column)i;
        if (!is_left_off(table, column) && !has_column(table, column) && !insert_missing(table, column))
            return false;
    }
    return true;
}

static const struct par_kept_column *added_column(const struct table *table, size_t added)
{
    const struct par_kept *kept = table->view->kept;
    for (size_t i = 0; i < kept->width; i++)
        if (kept->columns[i].column == PAR_ANNEX_COLUMNS && kept->columns[i].added == added)
            return &kept->columns[i];
    return NULL;
}

static void name_columns(const struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        struct column column = table->columns[i];
        if (column.column != PAR_ANNEX_COLUMNS) {
            par_sheet_column(table->sheet, par_annex_column_name(column.column), is_figure(column.column));
            continue;
        }
        const struct par_kept_column *added = added_column(table, column.added);
        par_sheet_column(table->sheet, added->header, added->number);
    }
}

static void lay_out(const struct table *table)
{
    static const unsigned char widths[PAR_ANNEX_COLUMNS] = {
        [PAR_ANNEX_TITLE] = 24, [PAR_ANNEX_CAUSE] = 20, [PAR_ANNEX_SOLUTION] = 28, [PAR_ANNEX_TARGET] = 24,
        [PAR_ANNEX_LEAD] = 13,  [PAR_ANNEX_WITH] = 13,  [PAR_ANNEX_DEADLINE] = 11, [PAR_ANNEX_PROGRESS] = 11};
    for (size_t i = 0; i < table->count; i++) {
        enum par_annex_column column = table->columns[i].column;
        bool of_unit = column == PAR_ANNEX_UNIT || column == PAR_ANNEX_NAME;
        if (is_technical(column) || (of_unit && table->view->one_unit))
            par_writer_hide(table->sheet->writer, i);
        else if (column != PAR_ANNEX_COLUMNS)
            par_writer_widen(table->sheet->writer, i, widths[column]);
    }
}

/* --- Cells ------------------------------------------------------------------------------------------------------- */

/* Of a figure that stands as it stood: with the decimal sign of its file. */
static void write_number(const struct table *table, const char *text)
{
    struct par_readings readings;
    const struct par_kept *kept = table->view->kept;
    bool read = par_readings_parse(par_span_of(text), &readings) == PAR_NUMBER_OK;
    bool comma = read && readings.comma && ((kept && kept->sign == ',') || !readings.dot);
    struct par_quantity number = comma ? readings.as_comma : readings.as_dot;
    if (read && (readings.dot || readings.comma))
        par_writer_decimal(table->sheet->writer, number.mantissa, number.scale, -1);
    else
        par_writer_text(table->sheet->writer, text);
}

/* A number cell of a workbook. */
static void write_exact(const struct table *table, const char *text)
{
    struct par_quantity number;
    if (par_quantity_parse(par_span_of(text), &number) == PAR_NUMBER_OK)
        par_writer_decimal(table->sheet->writer, number.mantissa, number.scale, -1);
    else
        par_writer_text(table->sheet->writer, text);
}

static void write_cell(const struct table *table, struct par_annex_cell cell)
{
    if (cell.kind == PAR_CELL_NUMBER)
        write_exact(table, cell.text);
    else if (cell.kind == PAR_CELL_DATE)
        par_writer_date(table->sheet->writer, cell.text);
    else
        par_writer_text(table->sheet->writer, cell.text);
}

/* With the decimals of the set, and with more where the maximum has more. */
static void write_points(const struct table *table, const struct par_annex_item *item, struct par_maybe points)
{
    bool fits = par_points_round(points.points, item->decimals, PAR_DOWN) == points.points;
    if (points.is && !fits)
        par_sheet_max(table->sheet, points.points);
    else
        par_sheet_points(table->sheet, points, item->decimals);
}

static void write_figure(const struct table *table, const struct par_annex_row *row, enum par_annex_column column)
{
    if (!row->has_figures && row->cells[column].kind == PAR_CELL_NUMBER) {
        write_exact(table, row->cells[column].text);
        return;
    }
    if (!row->has_figures) {
        write_number(table, row->cells[column].text);
        return;
    }
    switch (column) {
    case PAR_ANNEX_MAX:
        par_sheet_max(table->sheet, row->item->max);
        break;
    case PAR_ANNEX_POINTS:
        write_points(table, row->item, row->item->points);
        break;
    case PAR_ANNEX_LOST:
        write_points(table, row->item, row->item->lost);
        break;
    default:
        if (row->item->years > 0)
            par_writer_integer(table->sheet->writer, row->item->years);
        else
            par_writer_empty(table->sheet->writer);
    }
}

static bool is_for_programs(const struct par_cli *cli)
{
    enum par_format format = par_cli_format(cli);
    return format == PAR_CSV || format == PAR_JSON || format == PAR_JSONL;
}

static const char *state_text(const struct table *table, enum par_annex_state state)
{
    const struct par_cli *cli = table->view->cli;
    return is_for_programs(cli) ? par_annex_state_name(state) : par_annex_state_words(cli, state);
}

/* What says whose row it is; NULL: what stands there. */
static const char *said_of(const struct table *table, const struct par_annex_row *row, enum par_annex_column column)
{
    switch (column) {
    case PAR_ANNEX_UNIT:
        return row->item->unit;
    case PAR_ANNEX_NAME:
        return row->item->name;
    case PAR_ANNEX_CRITERION:
        return row->item->criterion;
    case PAR_ANNEX_PERIOD:
        return row->item->period;
    case PAR_ANNEX_SET:
        return row->item->set;
    case PAR_ANNEX_PROGRESS:
        return state_text(table, row->state);
    default:
        return NULL;
    }
}

static void write_column(const struct table *table, const struct par_annex_row *row, struct column column)
{
    if (column.column == PAR_ANNEX_COLUMNS && !row->kept)
        par_writer_empty(table->sheet->writer);
    else if (column.column == PAR_ANNEX_COLUMNS)
        write_cell(table, row->kept->added[column.added]);
    else if (column.column == PAR_ANNEX_STT && row->state != PAR_ANNEX_IS_BY_HAND)
        par_writer_integer(table->sheet->writer, table->running);
    else if (is_figure(column.column))
        write_figure(table, row, column.column);
    else if (!row->as_it_stands && said_of(table, row, column.column))
        par_writer_text(table->sheet->writer, said_of(table, row, column.column));
    else
        write_cell(table, row->cells[column.column]);
}

static void write_rows(struct table *table)
{
    for (size_t i = 0; i < table->view->count; i++) {
        const struct par_annex_row *row = &table->view->rows[i];
        table->running += row->state != PAR_ANNEX_IS_BY_HAND;
        for (size_t k = 0; k < table->count; k++)
            write_column(table, row, table->columns[k]);
        par_writer_row(table->sheet->writer);
    }
}

/* --- The annex --------------------------------------------------------------------------------------------------- */

static void write_lines(const struct table *table)
{
    const struct par_annex_view *view = table->view;
    enum par_format format = par_cli_format(view->cli);
    bool is_csv = format == PAR_CSV || format == PAR_CSV_EXCEL;
    if (!view->kept)
        par_writer_line(table->sheet->writer, view->title);
    for (size_t i = 0; view->kept && i < view->kept->line_count; i++) {
        struct par_place place = {.file = view->kept->file, .sheet = view->kept->sheet};
        par_writer_line(table->sheet->writer, view->kept->lines[i]);
        if (is_csv)
            par_diags_add(view->cli->diags, PAR_WARNING, PAR_ANNEX_LINES, &place, view->kept->lines[i], NULL);
    }
}

void par_annex_write(const struct par_annex_view *view)
{
    struct table *table = par_arena_alloc(view->cli->arena, sizeof *table);
    *table = (struct table){.view = view};
    table->sheet = par_arena_alloc(view->cli->arena, sizeof *table->sheet);
    table->sheet->cli = view->cli;
    if (!settle_columns(table))
        return;
    name_columns(table);
    if (!par_sheet_open(table->sheet, NULL))
        return;
    lay_out(table);
    write_lines(table);
    write_rows(table);
    par_sheet_close(table->sheet);
}

/* --- What is kept ------------------------------------------------------------------------------------------------ */

static bool has_content(const char *path, struct stat *status)
{
    return path && strcmp(path, "-") != 0 && stat(path, status) == 0 && S_ISREG(status->st_mode) && status->st_size > 0;
}

bool par_annex_kept_path(struct par_cli *cli, const char *asked, const char **path, bool *is_output)
{
    struct stat output, other;
    enum par_format format = par_cli_format(cli);
    bool readable = format == PAR_CSV || format == PAR_CSV_EXCEL || format == PAR_XLSX;
    bool stands = readable && !par_cli_is_rerun(cli) && has_content(cli->output, &output);
    *path = asked ? asked : stands ? cli->output : NULL;
    *is_output = stands && has_content(*path, &other) && other.st_dev == output.st_dev && other.st_ino == output.st_ino;
    if (*is_output && cli->record && cli->record->path)
        return par_cli_usage_error(cli,
                                   N_("--manifest: {1} is read and then written over, so this could not be done again; "
                                      "write --keep {1} and another file with -o"),
                                   cli->output, NULL);
    if (stands && !*is_output)
        return par_cli_usage_error(cli,
                                   N_("-o {1}: this file is there already and would be lost; keep it (--keep {1}) or "
                                      "name another"),
                                   cli->output, NULL);
    return true;
}
