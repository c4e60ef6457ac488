/* A table as a workbook, by libxlsxwriter, which writes to a file of its own; its bytes then go out as every output. */
#include <xlsxwriter.h>

#include "form_heights.h"
#include "parindex/decimal.h"
#include "parindex/text.h"
#include "parindex/via_file.h"
#include "parindex/wrap.h"
#include "writer_format.h"

enum {
    EXACT_DIGITS = 15, /* of a number cell */
    DECIMALS = 6,      /* that have a format of their own */
    WIDTH_LEAST = 6,
    WIDTH_MOST = 45,    /* in digits; longer texts are wrapped */
    WIDTH_WRAPPED = 14, /* and where there are many columns, texts longer than this */
    PAGE_MOST = 150,    /* digits in a line of A4 landscape, at three quarters of their size */
    LINE = 16,          /* height of a line */
    LINES_MOST = 25,    /* Excel's rows are 409 points high at most */
    NUMBER_MOST = 16
};

struct book_cell {
    enum par_cell kind;
    struct par_span text;
};

struct book_column {
    int widest; /* of what stands in it */
    int least;  /* asked for */
    int width;  /* in the end */
    bool hidden;
};

/* Lines and cells are held until all widths are known; then the rows go through the library one by one. */
struct book {
    struct book_column *columns;
    const char **lines; /* above the table */
    size_t line_count, line_room;
    struct book_cell *cells;
    size_t count, room;
    /* while it is written */
    lxw_workbook *workbook;
    lxw_worksheet *page;
    lxw_format *title, *heading, *text, *other, *date;
    lxw_format *numbers[DECIMALS + 1];
    lxw_error error; /* the first */
};

static void note(struct book *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

/* --- Formats ----------------------------------------------------------------------------------------------------- */

static lxw_format *new_format(struct book *book, double size)
{
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, size);
    return format;
}

static lxw_format *new_cell_format(struct book *book, const char *numbers)
{
    lxw_format *format = new_format(book, 12);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(format);
    if (numbers)
        format_set_num_format(format, numbers);
    return format;
}

static void make_heading(struct book *book)
{
    book->heading = new_cell_format(book, NULL);
    format_set_bold(book->heading);
    format_set_align(book->heading, LXW_ALIGN_CENTER);
    format_set_align(book->heading, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(book->heading, 0xD9E2F3);
}

/* What is typed into a text cell stays as it is typed: 1.10 is no number, 5/6 no date. */
static void make_formats(struct book *book)
{
    static const char *const decimals[] = {"0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"};
    book->title = new_format(book, 13);
    format_set_bold(book->title);
    make_heading(book);
    book->text = new_cell_format(book, "@");
    book->other = new_cell_format(book, NULL);
    book->date = new_cell_format(book, "dd/mm/yyyy");
    for (int i = 0; i <= DECIMALS; i++)
        book->numbers[i] = new_cell_format(book, decimals[i]);
}

/* --- Holding ----------------------------------------------------------------------------------------------------- */

static int at_most(size_t width, int most)
{
    return width < (size_t)most ? (int)width : most;
}

/* Of the longest piece between the characters given. */
static int width_of(const char *text, const char *between)
{
    size_t most = 0;
    for (const char *piece = text; *piece;) {
        size_t size = strcspn(piece, between), width = par_text_width((struct par_span){piece, size});
        most = width > most ? width : most;
        piece += size;
        piece += strspn(piece, between);
    }
    return at_most(most, WIDTH_MOST);
}

static void widen(struct book_column *column, int width)
{
    column->widest = width > column->widest ? width : column->widest;
}

static void begin(struct par_writer *writer)
{
    struct book *book = par_arena_alloc(writer->arena, sizeof *book);
    book->columns = par_arena_array(writer->arena, writer->count, sizeof *book->columns);
    for (size_t i = 0; i < writer->count; i++)
        widen(&book->columns[i], width_of(writer->columns[i].heading, " \n"));
    writer->own = book;
}

static void add_cell(struct par_writer *writer, enum par_cell kind, struct par_span text)
{
    struct book *book = writer->own;
    const char *kept = par_arena_copy(writer->arena, text);
    book->cells = par_arena_grow(writer->arena, book->cells, book->count, &book->room, sizeof *book->cells);
    book->cells[book->count++] = (struct book_cell){kind, {kept, text.size}};
    widen(&book->columns[writer->column],
          kind == PAR_CELL_NUMBER ? at_most(text.size, NUMBER_MOST) : width_of(kept, "\n"));
}

static void end_row(struct par_writer *writer)
{
    (void)writer;
}

/* Behind the table there is no place for it: the workbook is whole by then. */
static void add_line(struct par_writer *writer, const char *text)
{
    struct book *book = writer->own;
    if (writer->ended || book->count > 0)
        return;
    book->lines = par_arena_grow(writer->arena, book->lines, book->line_count, &book->line_room, sizeof *book->lines);
    book->lines[book->line_count++] = par_arena_copy(writer->arena, par_span_of(text));
}

/* --- Columns ----------------------------------------------------------------------------------------------------- */

void par_writer_hide(struct par_writer *writer, size_t column)
{
    if (writer->format == &par_writer_xlsx && column < writer->count)
        ((struct book *)writer->own)->columns[column].hidden = true;
}

void par_writer_widen(struct par_writer *writer, size_t column, int width)
{
    if (writer->format == &par_writer_xlsx && column < writer->count)
        ((struct book *)writer->own)->columns[column].least = width;
}

/* --- Cells ------------------------------------------------------------------------------------------------------- */

/* The nearest binary number: both parts are exact, so it is read back as these digits. *decimals: behind the sign.
 * False for what has more digits than a number cell keeps. */
static bool number_of(struct par_span text, double *number, int *decimals)
{
    struct par_quantity quantity;
    const char *dot = memchr(text.text, '.', text.size);
    *decimals = dot ? (int)(text.text + text.size - dot) - 1 : 0;
    if (par_quantity_parse(text, &quantity) != PAR_NUMBER_OK || quantity.scale > EXACT_DIGITS)
        return false;
    int64_t limit = 1, power = 1;
    for (int i = 0; i < EXACT_DIGITS; i++)
        limit *= 10;
    for (int i = 0; i < quantity.scale; i++)
        power *= 10;
    *number = (double)quantity.mantissa / (double)power;
    return quantity.mantissa < limit && -quantity.mantissa < limit;
}

static void write_text(struct book *book, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
    note(book, worksheet_write_string(book->page, row, column, text, format));
}

static void write_number(struct book *book, lxw_row_t row, lxw_col_t column, struct par_span text)
{
    double number;
    int decimals;
    if (!number_of(text, &number, &decimals))
        write_text(book, row, column, text.text, book->text);
    else
        note(book, worksheet_write_number(book->page, row, column, number,
                                          decimals <= DECIMALS ? book->numbers[decimals] : book->other));
}

static bool date_of(struct par_span text, lxw_datetime *date)
{
    struct par_quantity year, month, day;
    if (text.size != sizeof "YYYY-MM-DD" - 1 || text.text[4] != '-' || text.text[7] != '-' ||
        par_quantity_parse((struct par_span){text.text, 4}, &year) != PAR_NUMBER_OK ||
        par_quantity_parse((struct par_span){text.text + 5, 2}, &month) != PAR_NUMBER_OK ||
        par_quantity_parse((struct par_span){text.text + 8, 2}, &day) != PAR_NUMBER_OK || year.mantissa < 1901)
        return false;
    *date = (lxw_datetime){.year = (int)year.mantissa, .month = (int)month.mantissa, .day = (int)day.mantissa};
    return true;
}

static void write_date(struct book *book, lxw_row_t row, lxw_col_t column, struct par_span text)
{
    lxw_datetime date;
    if (date_of(text, &date))
        note(book, worksheet_write_datetime(book->page, row, column, &date, book->date));
    else
        write_text(book, row, column, text.text, book->text);
}

static void write_cell(struct book *book, lxw_row_t row, lxw_col_t column, const struct book_cell *cell, bool number)
{
    lxw_format *plain = number ? book->other : book->text;
    switch (cell->kind) {
    case PAR_CELL_NUMBER:
        write_number(book, row, column, cell->text);
        break;
    case PAR_CELL_DATE:
        write_date(book, row, column, cell->text);
        break;
    case PAR_CELL_TEXT:
        write_text(book, row, column, cell->text.text, plain);
        break;
    case PAR_CELL_EMPTY:
        note(book, worksheet_write_blank(book->page, row, column, plain));
        break;
    }
}

/* --- The sheet --------------------------------------------------------------------------------------------------- */

static int width_in(const struct book_column *column, int most)
{
    int width = (column->widest < most ? column->widest : most) + 2;
    width = width < WIDTH_LEAST ? WIDTH_LEAST : width;
    return width < column->least ? column->least : width;
}

/* The widest column that still lets the page be read when it is fitted to its width. */
static int widest_allowed(const struct par_writer *writer)
{
    const struct book *book = writer->own;
    for (int most = WIDTH_MOST; most > WIDTH_WRAPPED; most--) {
        int sum = 0;
        for (size_t i = 0; i < writer->count; i++)
            sum += book->columns[i].hidden ? 0 : width_in(&book->columns[i], most);
        if (sum <= PAGE_MOST)
            return most;
    }
    return WIDTH_WRAPPED;
}

static void set_columns(struct par_writer *writer)
{
    struct book *book = writer->own;
    int most = widest_allowed(writer);
    for (size_t i = 0; i < writer->count; i++) {
        struct book_column *column = &book->columns[i];
        lxw_row_col_options options = {.hidden = column->hidden};
        column->width = width_in(column, most);
        note(book, worksheet_set_column_opt(book->page, (lxw_col_t)i, (lxw_col_t)i, column->width, NULL, &options));
    }
}

static void set_up_page(struct book *book)
{
    lxw_row_t header = (lxw_row_t)book->line_count;
    worksheet_set_landscape(book->page);
    worksheet_set_paper(book->page, 9); /* A4 */
    worksheet_set_margins(book->page, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(book->page, 1, 0);
    note(book, worksheet_repeat_rows(book->page, header, header));
    note(book, worksheet_set_footer(book->page, "&R&\"Times New Roman\"&9&P/&N"));
    worksheet_freeze_panes(book->page, header + 1, 0);
}

/* The height at which every text of a row can be read; `cells` NULL: of the header. */
static void set_height(struct par_writer *writer, lxw_row_t row, const struct book_cell *cells)
{
    struct book *book = writer->own;
    size_t lines = 1;
    for (size_t i = 0; i < writer->count; i++) {
        const char *text = cells ? cells[i].text.text : writer->columns[i].heading;
        bool is_text = !cells || cells[i].kind == PAR_CELL_TEXT;
        if (book->columns[i].hidden || !is_text)
            continue;
        size_t needed = par_wrapped_lines(text, (size_t)book->columns[i].width * (cells ? 12 : 9) / 10);
        lines = needed > lines ? needed : lines;
    }
    lines = lines < LINES_MOST ? lines : LINES_MOST;
    note(book, worksheet_set_row(book->page, row, (double)(LINE * lines + 2), NULL));
}

static void write_header(struct par_writer *writer, lxw_row_t row)
{
    struct book *book = writer->own;
    set_height(writer, row, NULL);
    for (size_t i = 0; i < writer->count; i++)
        write_text(book, row, (lxw_col_t)i, writer->columns[i].heading, book->heading);
}

static void write_sheet(struct par_writer *writer)
{
    struct book *book = writer->own;
    lxw_row_t row = 0;
    for (; row < book->line_count; row++)
        write_text(book, row, 0, book->lines[row], book->title);
    write_header(writer, row);
    for (size_t i = 0; i < book->count && book->error == LXW_NO_ERROR; i++) {
        size_t column = i % writer->count;
        if (column == 0)
            set_height(writer, ++row, &book->cells[i]);
        write_cell(book, row, (lxw_col_t)column, &book->cells[i], writer->columns[column].number);
    }
}

/* The library closes, and frees, the workbook whatever happens. */
static bool compose(struct par_writer *writer, const char *path)
{
    struct book *book = writer->own;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_doc_properties properties = {.created = 946684800}; /* 2000-01-01: the same table is the same bytes */
    book->workbook = workbook_new_opt(path, &options);
    if (!book->workbook)
        return false;
    book->page = workbook_add_worksheet(book->workbook, NULL);
    if (book->page) {
        make_formats(book);
        note(book, workbook_set_properties(book->workbook, &properties));
        set_columns(writer);
        set_up_page(book);
        write_sheet(writer);
    }
    note(book, workbook_close(book->workbook));
    return book->page && book->error == LXW_NO_ERROR;
}

/* --- The file ---------------------------------------------------------------------------------------------------- */

static const char *fill(void *context, const char *path)
{
    struct par_writer *writer = context;
    struct book *book = writer->own;
    if (!compose(writer, path))
        return book->error ? lxw_strerror(book->error) : "libxlsxwriter";
    return par_form_free_heights(path, writer->arena) ? NULL : "libzip";
}

static void end(struct par_writer *writer)
{
    par_output_via_file(writer->output, fill, writer);
}

const struct par_writer_format par_writer_xlsx = {begin, add_cell, end_row, add_line, end};
