/* Sheets of a workbook. */
#include "book_tab.h"

#include "messages.h"
#include "parindex/names.h"
#include "parindex/text.h"
#include "parindex/vocabulary.h"
#include "parindex/wrap.h"
#include "tab_text.h"

enum { LOW = 0xF8CBAD, MIDDLE = 0xFFF2CC, HIGH = 0xC6E0B4, LINE = 16, HEADING_LINE = 13 };

static void note(struct par_tabs *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

/* --- The workbook ------------------------------------------------------------------------------------------------- */

static const char *compose(void *context, const char *path)
{
    const struct par_tab_job *job = context;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_doc_properties properties = {.created = 946684800}; /* 2000-01-01: the same report is the same bytes */
    struct par_arena *arena = job->view->cli->arena;
    struct par_tabs book = {.view = job->view, .arena = arena, .names = par_names_new(arena)};
    book.workbook = workbook_new_opt(path, &options);
    if (!book.workbook)
        return "libxlsxwriter";
    par_tabs_make_formats(&book);
    note(&book, workbook_set_properties(book.workbook, &properties));
    job->compose(&book, job->subject);
    note(&book, workbook_close(book.workbook)); /* which frees it whatever happens */
    return book.error == LXW_NO_ERROR ? NULL : lxw_strerror(book.error);
}

void par_tabs_write(const struct par_tab_job *job, struct par_output *output)
{
    struct par_tab_job copy = *job;
    par_output_via_file(output, compose, &copy);
}

const char *par_tab_fill(const struct par_tabs *book, const char *english, const char *one, const char *two)
{
    const char *args[PAR_DIAG_ARGS] = {one, two};
    return par_message_fill(book->arena, par_view_text(book->view, english), args);
}

/* --- A sheet ------------------------------------------------------------------------------------------------------ */

struct par_tab *par_tab_open(struct par_tabs *book, const char *name)
{
    struct par_tab *tab = par_arena_alloc(book->arena, sizeof *tab);
    tab->book = book;
    tab->name = par_tab_name(book->names, name, book->arena);
    tab->page = workbook_add_worksheet(book->workbook, tab->name);
    if (tab->page)
        return tab;
    note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return NULL;
}

struct par_tab_column *par_tab_column(struct par_tab *tab, const char *heading, int width)
{
    tab->columns = par_arena_grow(tab->book->arena, tab->columns, tab->count, &tab->room, sizeof *tab->columns);
    struct par_tab_column *column = &tab->columns[tab->count];
    *column = (struct par_tab_column){.heading = heading, .width = width};
    if (!tab->has_table)
        note(tab->book, worksheet_set_column(tab->page, (lxw_col_t)tab->count, (lxw_col_t)tab->count, width, NULL));
    tab->count++;
    return column;
}

struct par_tab_column *par_tab_named(struct par_tab *tab, const char *name, int width)
{
    const struct par_cli *cli = tab->book->view->cli;
    return par_tab_column(tab, par_heading(name, cli->language, cli->arena), width);
}

void par_tab_restart(struct par_tab *tab)
{
    tab->count = 0;
}

/* --- Lines above a table ------------------------------------------------------------------------------------------ */

static int width_of(const struct par_tab *tab)
{
    int width = 0;
    for (size_t i = 0; i + tab->unprinted < tab->count; i++)
        width += tab->columns[i].width;
    return width;
}

/* The last column that a line above the table goes over: of a sheet of several pages side by side, of the first. */
static lxw_col_t last_column(const struct par_tab *tab)
{
    int width = 0, most = width_of(tab) > 2 * PAR_TAB_LANDSCAPE ? PAR_TAB_LANDSCAPE : 2 * PAR_TAB_LANDSCAPE;
    size_t last = 0;
    for (size_t i = 0; i + tab->unprinted < tab->count; i++) {
        width += tab->columns[i].width;
        if (width <= most)
            last = i;
    }
    return (lxw_col_t)last;
}

static size_t lines_in(const char *text, int width)
{
    size_t letters = width > 8 ? (size_t)width : 8;
    return par_text_width(par_span_of(text)) / letters + 1;
}

static int height_of_line(enum par_tab_line line, const char *text, int width)
{
    int height = (line == PAR_TAB_NOTE ? 16 : line == PAR_TAB_TITLE ? 19 : 18) * (int)lines_in(text, width);
    return height < 400 ? height : 400;
}

/* Over the columns from `from` to `to`; the height it needs. */
static int write_line(struct par_tab *tab, enum par_tab_line line, const char *text, lxw_col_t from, lxw_col_t to)
{
    int width = 0;
    for (lxw_col_t i = from; i <= to && i < tab->count; i++)
        width += tab->columns[i].width;
    text = par_tab_clean(text, tab->book->arena);
    if (to > from)
        note(tab->book, worksheet_merge_range(tab->page, tab->row, from, tab->row, to, text, tab->book->lines[line]));
    else
        note(tab->book, worksheet_write_string(tab->page, tab->row, from, text, tab->book->lines[line]));
    return height_of_line(line, text, width);
}

void par_tab_line(struct par_tab *tab, enum par_tab_line line, const char *text)
{
    if (!text || !*text)
        return;
    int height = write_line(tab, line, text, 0, last_column(tab));
    note(tab->book, worksheet_set_row(tab->page, tab->row, height, NULL));
    tab->row++;
}

void par_tab_halves(struct par_tab *tab, size_t split, struct par_tab_half left, struct par_tab_half right)
{
    int height = 18, needed = 0;
    if (left.text)
        height = write_line(tab, left.line, left.text, 0, (lxw_col_t)(split - 1));
    if (right.text)
        needed = write_line(tab, right.line, right.text, (lxw_col_t)split, last_column(tab));
    note(tab->book, worksheet_set_row(tab->page, tab->row, needed > height ? needed : height, NULL));
    tab->row++;
}

void par_tab_gap(struct par_tab *tab)
{
    tab->row++;
}

void par_tab_annex_lines(struct par_tab *tab, const char *what)
{
    const struct par_report_view *view = tab->book->view;
    par_tab_line(tab, PAR_TAB_TITLE, view->heading.annex);
    par_tab_line(tab, PAR_TAB_TITLE, par_view_report_title(view));
    par_tab_line(tab, PAR_TAB_SUBTITLE, what);
    par_tab_line(tab, PAR_TAB_ASIDE, view->heading.decision);
    par_tab_gap(tab);
}

void par_tab_plain_lines(struct par_tab *tab, const char *what)
{
    par_tab_line(tab, PAR_TAB_TITLE, what);
    par_tab_line(tab, PAR_TAB_ASIDE, par_view_report_title(tab->book->view));
    par_tab_gap(tab);
}

/* --- Headings ----------------------------------------------------------------------------------------------------- */

static bool has_groups(const struct par_tab *tab)
{
    for (size_t i = 0; i < tab->count; i++)
        if (tab->columns[i].group)
            return true;
    return false;
}

/* The row above the headings: what stands over several columns. */
static void write_groups(struct par_tab *tab)
{
    lxw_format *format = tab->book->heading;
    for (size_t i = 0, end; i < tab->count; i = end) {
        const char *group = tab->columns[i].group;
        for (end = i + 1; end < tab->count && tab->columns[end].group == group && group;)
            end++;
        lxw_col_t from = (lxw_col_t)i, to = (lxw_col_t)(end - 1);
        if (!group)
            note(tab->book, worksheet_write_blank(tab->page, tab->row, from, format));
        else if (to > from)
            note(tab->book, worksheet_merge_range(tab->page, tab->row, from, tab->row, to,
                                                  par_tab_clean(group, tab->book->arena), format));
        else
            par_tab_put(tab, tab->row, from, group, format);
    }
    tab->row++;
}

/* A heading on its end has the height for its line and the width of its column for lines. */
static int height_of(const struct par_tab_column *column)
{
    int letters = (int)par_text_width(par_span_of(column->heading)), lines = column->width / 2;
    if (column->upright)
        return letters * 5 / (lines > 0 ? lines : 1) + 24;
    int most = column->width * 10 / 9 - 1;
    return HEADING_LINE * (int)par_wrapped_lines(column->heading, most > 3 ? (size_t)most : 3) + 6;
}

static int height_of_headings(const struct par_tab *tab)
{
    int height = 2 * HEADING_LINE;
    for (size_t i = 0; i < tab->count; i++) {
        int needed = height_of(&tab->columns[i]);
        height = needed > height ? needed : height;
    }
    return height < 260 ? height : 260;
}

void par_tab_header(struct par_tab *tab)
{
    if (!tab->has_table)
        tab->top = tab->row;
    if (has_groups(tab))
        write_groups(tab);
    note(tab->book, worksheet_set_row(tab->page, tab->row, height_of_headings(tab), NULL));
    for (size_t i = 0; i < tab->count; i++)
        par_tab_put(tab, tab->row, (lxw_col_t)i, tab->columns[i].heading,
                    tab->columns[i].upright ? tab->book->upright : tab->book->heading);
    if (!tab->has_table)
        tab->header = tab->row;
    tab->has_table = true;
    tab->first = ++tab->row;
    tab->column = 0;
}

void par_tab_header_to_here(struct par_tab *tab)
{
    tab->header = tab->row - 1;
    tab->first = tab->row;
}

/* --- The end ------------------------------------------------------------------------------------------------------ */

static void set_up_page(struct par_tab *tab)
{
    int width = width_of(tab);
    worksheet_set_paper(tab->page, 9); /* A4 */
    worksheet_set_margins(tab->page, 0.6, 0.4, 0.6, 0.6);
    worksheet_center_horizontally(tab->page);
    if (width > PAR_TAB_PORTRAIT && !tab->upright)
        worksheet_set_landscape(tab->page);
    if (width <= 2 * PAR_TAB_LANDSCAPE) {
        worksheet_fit_to_pages(tab->page, 1, 0);
    } else {
        worksheet_set_print_scale(tab->page, 60);
        worksheet_print_across(tab->page);
        if (tab->frozen)
            note(tab->book, worksheet_repeat_columns(tab->page, 0, (lxw_col_t)(tab->frozen - 1)));
    }
    const char *page = par_tab_clean(par_view_text(tab->book->view, N_("Page")), tab->book->arena);
    note(tab->book,
         worksheet_set_footer(
             tab->page, par_arena_join(tab->book->arena, "&R&\"Times New Roman,Regular\"&10", page, " &P/&N", NULL)));
}

static void colour(struct par_tab *tab)
{
    for (size_t i = 0; i < tab->count; i++) {
        lxw_conditional_format rule = {
            .type = LXW_CONDITIONAL_3_COLOR_SCALE, .min_color = LOW, .mid_color = MIDDLE, .max_color = HIGH};
        if (tab->columns[i].scale && tab->row > tab->first)
            note(tab->book, worksheet_conditional_format_range(tab->page, tab->first, (lxw_col_t)i, tab->row - 1,
                                                               (lxw_col_t)i, &rule));
    }
}

void par_tab_close(struct par_tab *tab, bool one_table)
{
    set_up_page(tab);
    if (!one_table || !tab->has_table)
        return;
    if (tab->unprinted)
        note(tab->book,
             worksheet_print_area(tab->page, 0, 0, tab->row - 1, (lxw_col_t)(tab->count - 1 - tab->unprinted)));
    note(tab->book, worksheet_repeat_rows(tab->page, tab->top, tab->first - 1));
    worksheet_freeze_panes(tab->page, tab->first, (lxw_col_t)tab->frozen);
    if (tab->row > tab->header + 1)
        note(tab->book, worksheet_autofilter(tab->page, tab->header, 0, tab->row - 1, (lxw_col_t)(tab->count - 1)));
    colour(tab);
}
