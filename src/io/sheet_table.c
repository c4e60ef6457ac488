#include <stdio.h>

#include "date_columns.h"
#include "sheet_scan.h"
#include "sheet_survey.h"
#include "stored_number.h"

struct sheet_table {
    struct par_book book;
    struct par_workbook workbook;
    const struct par_worksheet *sheet;
    struct par_merges merges;
    struct par_sheet_scan scan;
    struct par_date_columns dates;
    struct par_row_cells cells;  /* of the row that the file gives next */
    struct par_row_cells filler; /* of a row that the file leaves out */
    uint32_t row;                /* number of the row that the file gives next; 0 when it is still to be read */
    bool row_hidden;
    uint32_t done;         /* the last row that was found or passed over */
    uint32_t blank;        /* the first row of the gap before the next one; 0 when there is none */
    struct par_row behind; /* found behind a gap that was given as a blank row; line 0: none */
    uint32_t hidden;       /* rows that are */
    uint32_t first_hidden;
    bool finished;
};

/* --- Cells ------------------------------------------------------------------------------------------------------- */

static void break_off(struct sheet_table *sheet, const char *reason)
{
    par_xml_fail(&sheet->scan.xml, PAR_BOOK_BROKEN, reason);
}

/* Puts a text that does not outlive the cell. */
static void put_copy(struct sheet_table *sheet, uint32_t column, unsigned kind, struct par_span text)
{
    size_t begin = sheet->cells.bytes.size;
    par_buffer_add(&sheet->cells.bytes, text);
    par_row_cells_put_written(&sheet->cells, column, kind, begin);
}

static void put_number(struct sheet_table *sheet, const struct par_stored_cell *cell)
{
    struct par_stored_text number;
    struct par_number_format format = par_workbook_format(&sheet->workbook, cell->style);
    if (par_stored_number(cell->text, format, sheet->workbook.date1904, &number))
        put_copy(sheet, cell->column, number.kind, (struct par_span){number.text, number.size});
    else
        break_off(sheet, "a cell with a number that is none");
}

static void put_shared(struct sheet_table *sheet, const struct par_stored_cell *cell)
{
    struct par_span text;
    if (par_strings_find(&sheet->workbook.strings, cell->text, &text))
        par_row_cells_put(&sheet->cells, cell->column, PAR_CELL_TEXT, text);
    else
        break_off(sheet, "a cell with a shared string that is not there");
}

static void put_text(struct sheet_table *sheet, const struct par_stored_cell *cell)
{
    size_t begin = sheet->cells.bytes.size;
    par_book_text_decode(&sheet->book.text, cell->text, &sheet->cells.bytes);
    par_row_cells_put_written(&sheet->cells, cell->column, PAR_CELL_TEXT, begin);
}

static void put_boolean(struct sheet_table *sheet, const struct par_stored_cell *cell)
{
    bool yes = par_span_is(cell->text, "1") || par_span_is(cell->text, "true");
    if (yes || par_span_is(cell->text, "0") || par_span_is(cell->text, "false"))
        par_row_cells_put(&sheet->cells, cell->column, PAR_CELL_BOOLEAN, par_span_of(yes ? "yes" : "no"));
    else
        break_off(sheet, "a cell with a truth value that is none");
}

static void put_date(struct sheet_table *sheet, const struct par_stored_cell *cell)
{
    struct par_stored_text date;
    if (par_stored_date(cell->text, &date))
        put_copy(sheet, cell->column, PAR_CELL_DATE, (struct par_span){date.text, date.size});
    else
        put_copy(sheet, cell->column, PAR_CELL_TEXT, cell->text);
}

/* A cell without content: a formula that was never calculated, an empty text or a format alone. */
static void put_nothing(struct sheet_table *sheet, const struct par_stored_cell *cell)
{
    bool is_empty_text = cell->type == PAR_STORED_RESULT && cell->has_value;
    if (cell->formula && !is_empty_text)
        par_row_cells_put(&sheet->cells, cell->column, PAR_CELL_UNCALCULATED, par_span_of(""));
}

static void put_cell(struct sheet_table *sheet, const struct par_stored_cell *cell)
{
    switch (cell->type) {
    case PAR_STORED_NUMBER:
        put_number(sheet, cell);
        break;
    case PAR_STORED_SHARED:
        put_shared(sheet, cell);
        break;
    case PAR_STORED_INLINE:
    case PAR_STORED_RESULT:
        put_text(sheet, cell);
        break;
    case PAR_STORED_BOOLEAN:
        put_boolean(sheet, cell);
        break;
    case PAR_STORED_ERROR:
        put_copy(sheet, cell->column, PAR_CELL_ERROR, cell->text);
        break;
    case PAR_STORED_DATE:
        put_date(sheet, cell);
        break;
    }
}

static void take_cell(void *context, const struct par_stored_cell *cell)
{
    struct sheet_table *sheet = context;
    if (cell->text.size > 0)
        put_cell(sheet, cell);
    else
        put_nothing(sheet, cell);
}

static void end_row(void *context, uint32_t row, bool hidden)
{
    struct sheet_table *sheet = context;
    sheet->row = row;
    sheet->row_hidden = hidden;
    par_xml_pause(&sheet->scan.xml);
}

/* --- Findings about rows ----------------------------------------------------------------------------------------- */

static void report_dates(struct sheet_table *sheet, uint32_t row, uint32_t column, uint32_t other, struct par_span text)
{
    struct par_book *book = &sheet->book;
    char name[PAR_CELL_NAME];
    par_cell_name(other, column, name);
    struct par_place place = {
        .file = book->table.source->name, .sheet = book->table.sheet, .line = row, .field = column};
    par_diags_add(book->table.diags, PAR_ERROR, PAR_DATE_MIXED, &place, par_arena_copy(book->package.arena, text), name,
                  NULL);
}

static void check_dates(struct sheet_table *sheet, const struct par_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        uint32_t other = par_date_columns_meet(&sheet->dates, sheet->book.package.arena, row->line, (uint32_t)i + 1,
                                               row->kinds[i], row->fields[i]);
        if (other != 0)
            report_dates(sheet, row->line, (uint32_t)i + 1, other, row->fields[i]);
    }
}

static void count_hidden(struct sheet_table *sheet, uint32_t row)
{
    if (!sheet->row_hidden)
        return;
    if (sheet->hidden++ == 0)
        sheet->first_hidden = row;
}

static void report_hidden(struct sheet_table *sheet)
{
    if (sheet->hidden == 0)
        return;
    char count[16], first[16];
    snprintf(count, sizeof count, "%u", (unsigned)sheet->hidden);
    snprintf(first, sizeof first, "%u", (unsigned)sheet->first_hidden);
    struct par_place place = {.file = sheet->book.table.source->name, .sheet = sheet->book.table.sheet};
    par_diags_add(sheet->book.table.diags, PAR_WARNING, PAR_ROWS_HIDDEN, &place, count, first, NULL);
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

static void finish(struct sheet_table *sheet)
{
    sheet->finished = true;
    report_hidden(sheet);
    par_book_text_finish(&sheet->book.text, sheet->book.table.source->name, sheet->book.table.diags);
}

static void fail(struct sheet_table *sheet, uint32_t row)
{
    par_book_fail(&sheet->book, row);
    sheet->finished = true;
}

/* Reads the next row of the file, with what merged areas repeat in it. False at the end or after a fault. */
static bool fetch(struct sheet_table *sheet)
{
    par_row_cells_clear(&sheet->cells);
    switch (par_sheet_scan_run(&sheet->scan)) {
    case PAR_XML_PAUSED:
        return true;
    case PAR_XML_END:
        finish(sheet);
        return false;
    case PAR_XML_FAULT:
        break;
    }
    fail(sheet, par_sheet_scan_row(&sheet->scan));
    return false;
}

/* A row that the file leaves out, but a merged area covers. */
static struct par_row make_row(struct sheet_table *sheet, uint32_t line)
{
    par_row_cells_clear(&sheet->filler);
    par_merges_fill(&sheet->merges, line, &sheet->filler);
    return par_row_cells_row(&sheet->filler, line);
}

/* The row that the file gives next. */
static struct par_row take_row(struct sheet_table *sheet)
{
    par_merges_fill(&sheet->merges, sheet->row, &sheet->cells);
    struct par_row row = par_row_cells_row(&sheet->cells, sheet->row);
    if (row.count > 0)
        count_hidden(sheet, sheet->row);
    sheet->row = 0;
    return row;
}

/* The row behind the last one, up to the one the file gives next; false when it is blank. */
static bool find_row(struct sheet_table *sheet, struct par_row *row)
{
    uint32_t next = sheet->done + 1;
    bool is_gap = next < sheet->row;
    bool is_covered = is_gap && par_merges_cover(&sheet->merges, next);
    *row = is_covered ? make_row(sheet, next) : take_row(sheet);
    sheet->done = row->line;
    if (sheet->blank == 0 && is_gap && !is_covered)
        sheet->blank = next;
    if (sheet->blank == 0 && row->count == 0)
        sheet->blank = row->line;
    return row->count > 0;
}

/* Gives the gap first when there is one. */
static void give(struct sheet_table *sheet, struct par_row found, struct par_row *row)
{
    *row = found;
    if (sheet->blank == 0)
        return;
    *row = (struct par_row){.line = sheet->blank, .fields = found.fields, .kinds = found.kinds};
    sheet->behind = found;
    sheet->blank = 0;
}

static int next_row(struct par_table *table, struct par_row *row)
{
    struct sheet_table *sheet = (struct sheet_table *)table;
    if (sheet->behind.line != 0) {
        *row = sheet->behind;
        sheet->behind.line = 0;
        return 1;
    }
    while (!sheet->finished && (sheet->row != 0 || fetch(sheet))) {
        struct par_row found;
        if (!find_row(sheet, &found))
            continue;
        if (par_row_is_too_long(&found)) {
            par_package_fail(&sheet->book.package, PAR_BOOK_TOO_LARGE, sheet->sheet->part, NULL);
            fail(sheet, found.line);
            return 0;
        }
        check_dates(sheet, &found);
        give(sheet, found, row);
        return 1;
    }
    return 0;
}

/* --- Opening and closing ----------------------------------------------------------------------------------------- */

static void close_sheet(struct par_table *table)
{
    struct sheet_table *sheet = (struct sheet_table *)table;
    par_sheet_scan_close(&sheet->scan);
    par_workbook_close(&sheet->workbook);
    par_merges_close(&sheet->merges);
    par_date_columns_close(&sheet->dates);
    par_row_cells_close(&sheet->cells);
    par_row_cells_close(&sheet->filler);
    par_book_close(&sheet->book);
    free(sheet);
}

/* Reads all that stands before and behind the rows. False after a finding. */
static bool prepare(struct sheet_table *sheet, const char *part, const struct par_table_options *options)
{
    struct par_book *book = &sheet->book;
    if (!par_workbook_read(&sheet->workbook, &book->package, part, &book->text)) {
        par_book_fail(book, 0);
        return false;
    }
    sheet->sheet = par_sheet_survey(book, &sheet->workbook, options->sheet, &sheet->merges);
    if (!sheet->sheet ||
        !par_book_text_decide(&book->text, options->encoding.charset, book->table.source->name, book->table.diags))
        return false;
    par_strings_decode(&sheet->workbook.strings, &book->text);
    return true;
}

/* Opens the sheet a second time, for its rows. */
static bool open_rows(struct sheet_table *sheet)
{
    static const struct par_sheet_events events = {.cell = take_cell, .row = end_row};
    struct par_book *book = &sheet->book;
    par_package_refill(&book->package);
    if (par_sheet_scan_open(&sheet->scan, &book->package, sheet->sheet->part, &events, sheet))
        return true;
    par_book_fail(book, 0);
    return false;
}

struct par_table *par_sheet_table_open(const struct par_book *opened, const char *part,
                                       const struct par_table_options *options)
{
    struct par_arena *arena = opened->package.arena;
    struct sheet_table *sheet = par_memory_resize(arena, NULL, sizeof *sheet);
    *sheet = (struct sheet_table){.book = *opened};
    sheet->book.table.next = next_row;
    sheet->book.table.close = close_sheet;
    par_row_cells_begin(&sheet->cells, arena);
    par_row_cells_begin(&sheet->filler, arena);
    par_merges_begin(&sheet->merges, arena);
    sheet->book.table.failed = !prepare(sheet, part, options) || !open_rows(sheet);
    return &sheet->book.table;
}
