/* Cells of a workbook and their formats. */
#include "book_tab.h"
#include "parindex/wrap.h"
#include "tab_text.h"

enum { BLUE = 0xD9E2F3, PALE_BLUE = 0xEAF0FA, DARK = 0x404040 };
enum { LINE = 14, LINES_MOST = 29 }; /* Excel's rows are 409 points high at most */

static void note(struct par_tabs *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

static lxw_format *new_format(struct par_tabs *book, int size)
{
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, size);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    return format;
}

/* --- Formats ------------------------------------------------------------------------------------------------------ */

/* Excel and LibreOffice put the sign of the reader's country for the point. */
static const char *number_format(enum par_tab_kind kind)
{
    static const char *const plain[] = {"0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"};
    static const char *const sign[] = {"+0;-0;0",
                                       "+0.0;-0.0;0.0",
                                       "+0.00;-0.00;0.00",
                                       "+0.000;-0.000;0.000",
                                       "+0.0000;-0.0000;0.0000",
                                       "+0.00000;-0.00000;0.00000",
                                       "+0.000000;-0.000000;0.000000"};
    if (kind < PAR_TAB_NUMBER)
        return "@";
    return kind < PAR_TAB_CHANGE ? plain[kind - PAR_TAB_NUMBER] : sign[kind - PAR_TAB_CHANGE];
}

static lxw_format *make_cell(struct par_tabs *book, enum par_tab_look look, enum par_tab_kind kind)
{
    lxw_format *format = new_format(book, kind == PAR_TAB_STATE ? 9 : 11);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_num_format(format, number_format(kind));
    format_set_align(format, kind == PAR_TAB_TEXT ? LXW_ALIGN_LEFT : LXW_ALIGN_CENTER);
    if (kind == PAR_TAB_STATE) {
        format_set_italic(format);
        format_set_font_color(format, DARK);
    }
    if (look == PAR_TAB_STRONG) {
        format_set_bold(format);
        format_set_bg_color(format, PALE_BLUE);
    }
    return format;
}

static lxw_format *format_of(struct par_tab *tab, enum par_tab_kind kind)
{
    lxw_format **format = &tab->book->cells[tab->look][kind];
    if (!*format)
        *format = make_cell(tab->book, tab->look, kind);
    return *format;
}

static lxw_format *make_heading(struct par_tabs *book, bool upright)
{
    lxw_format *format = new_format(book, upright ? 9 : 10);
    format_set_bold(format);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_bg_color(format, BLUE);
    format_set_align(format, upright ? LXW_ALIGN_LEFT : LXW_ALIGN_CENTER);
    if (upright) {
        format_set_rotation(format, 90);
        format_set_align(format, LXW_ALIGN_CENTER);
    }
    return format;
}

static lxw_format *make_line(struct par_tabs *book, enum par_tab_line line)
{
    static const int sizes[] = {
        [PAR_TAB_TITLE] = 14, [PAR_TAB_SUBTITLE] = 13, [PAR_TAB_ASIDE] = 13, [PAR_TAB_MIDDLE] = 13,
        [PAR_TAB_MOTTO] = 13, [PAR_TAB_SECTION] = 12,  [PAR_TAB_NOTE] = 12};
    lxw_format *format = new_format(book, sizes[line]);
    if (line < PAR_TAB_SECTION)
        format_set_align(format, LXW_ALIGN_CENTER);
    if (line == PAR_TAB_ASIDE)
        format_set_italic(format);
    else if (line != PAR_TAB_NOTE && line != PAR_TAB_MIDDLE)
        format_set_bold(format);
    if (line == PAR_TAB_MOTTO)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    return format;
}

void par_tabs_make_formats(struct par_tabs *book)
{
    book->heading = make_heading(book, false);
    book->upright = make_heading(book, true);
    for (enum par_tab_line line = PAR_TAB_TITLE; line < PAR_TAB_LINES; line++)
        book->lines[line] = make_line(book, line);
}

/* --- Cells -------------------------------------------------------------------------------------------------------- */

void par_tab_put(struct par_tab *tab, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
    note(tab->book, worksheet_write_string(tab->page, row, column, par_tab_clean(text, tab->book->arena), format));
}

/* The width counts digits, which are broader than letters. */
static void count_lines(struct par_tab *tab, const char *text, enum par_tab_kind kind)
{
    int width = tab->column < tab->count ? tab->columns[tab->column].width : 0;
    int letters = kind == PAR_TAB_STATE ? width * 3 / 2 : width * 5 / 4 - 1;
    size_t most = letters > 4 ? (size_t)letters : 4, lines = 1;
    if (strlen(text) > most || strchr(text, '\n'))
        lines = par_wrapped_lines(text, most);
    tab->lines = lines > tab->lines ? lines : tab->lines;
}

static void put_text(struct par_tab *tab, const char *text, enum par_tab_kind kind)
{
    if (text && *text)
        count_lines(tab, text, kind);
    if (!text || !*text)
        par_tab_empty(tab);
    else
        par_tab_put(tab, tab->row, tab->column++, text, format_of(tab, kind));
}

void par_tab_text(struct par_tab *tab, const char *text)
{
    put_text(tab, text, PAR_TAB_TEXT);
}

void par_tab_word(struct par_tab *tab, const char *text)
{
    put_text(tab, text, PAR_TAB_WORD);
}

void par_tab_state(struct par_tab *tab, const char *text)
{
    put_text(tab, text, PAR_TAB_STATE);
}

/* The nearest binary number: both parts are exact, so it is read back as these digits, up to 15 of them. */
static bool number_of(par_points value, double *number)
{
    *number = (double)value / (double)PAR_POINTS_ONE;
    return value < 1000 * PAR_POINTS_ONE * PAR_POINTS_ONE && value > -1000 * PAR_POINTS_ONE * PAR_POINTS_ONE;
}

static void put_number(struct par_tab *tab, par_points value, int decimals, enum par_tab_kind kind)
{
    double number;
    kind += (enum par_tab_kind)(decimals < 0 ? 0 : decimals > PAR_POINTS_SCALE ? PAR_POINTS_SCALE : decimals);
    if (number_of(value, &number))
        note(tab->book, worksheet_write_number(tab->page, tab->row, tab->column++, number, format_of(tab, kind)));
    else
        put_text(tab, par_view_points(tab->book->view, value, decimals), PAR_TAB_WORD);
}

void par_tab_number(struct par_tab *tab, struct par_shown shown)
{
    if (shown.is)
        put_number(tab, shown.value, shown.decimals, PAR_TAB_NUMBER);
    else
        par_tab_empty(tab);
}

void par_tab_change(struct par_tab *tab, struct par_shown shown)
{
    if (shown.is)
        put_number(tab, shown.value, shown.decimals, PAR_TAB_CHANGE);
    else
        par_tab_empty(tab);
}

void par_tab_points(struct par_tab *tab, par_points points, int decimals)
{
    put_number(tab, points, decimals, PAR_TAB_NUMBER);
}

void par_tab_count(struct par_tab *tab, bool is, int64_t count)
{
    if (is)
        put_number(tab, count * PAR_POINTS_ONE, 0, PAR_TAB_NUMBER);
    else
        par_tab_empty(tab);
}

void par_tab_places(struct par_tab *tab, bool is, int64_t places)
{
    if (is)
        put_number(tab, places * PAR_POINTS_ONE, 0, PAR_TAB_CHANGE);
    else
        par_tab_empty(tab);
}

void par_tab_empty(struct par_tab *tab)
{
    note(tab->book, worksheet_write_blank(tab->page, tab->row, tab->column++, format_of(tab, PAR_TAB_TEXT)));
}

void par_tab_next(struct par_tab *tab)
{
    while (tab->column < tab->count)
        par_tab_empty(tab);
    if (tab->lines > 1)
        note(tab->book, worksheet_set_row(tab->page, tab->row,
                                          LINE * (int)(tab->lines < LINES_MOST ? tab->lines : LINES_MOST) + 2, NULL));
    tab->column = 0;
    tab->lines = 0;
    tab->row++;
    tab->look = PAR_TAB_BODY;
}
