#include "form_style.h"

#include "parindex/wrap.h"

/* What a format is made of. */
struct par_form_style {
    enum par_form_look look;
    int indent;
    bool centred;
    bool open;
    const char *number; /* format of numbers; NULL: text */
    lxw_format *format;
};

enum {
    BLUE = 0xD9E2F3,
    PALE_BLUE = 0xEAF0FA,
    GREY = 0xF2F2F2,
    DARK_GREY = 0xE4E4E4,
    YELLOW = 0xFFF8DC,
    DARK = 0x404040,
    RED = 0xC00000
};

static bool is_bold(enum par_form_look look)
{
    return look != PAR_LOOK_COMPONENT && look != PAR_LOOK_GIVEN && look != PAR_LOOK_PART && look != PAR_LOOK_HELP;
}

static bool is_table(enum par_form_look look)
{
    return look >= PAR_LOOK_SUMMARY && look != PAR_LOOK_SIGNATURE;
}

bool par_form_spans(enum par_form_look look)
{
    return look < PAR_LOOK_SUMMARY;
}

static bool is_indented(const struct par_form_sheet *sheet, const struct par_form_line *line, size_t column)
{
    return strcmp(sheet->columns[column].name, "title") == 0 && line->depth > 1;
}

static lxw_format *new_format(lxw_workbook *workbook)
{
    lxw_format *format = workbook_add_format(workbook);
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, 11);
    format_set_text_wrap(format);
    return format;
}

static void set_fill(lxw_format *format, const struct par_form_style *style)
{
    static const int colours[] = {
        [PAR_LOOK_SUMMARY] = PALE_BLUE, [PAR_LOOK_HEADING] = BLUE,    [PAR_LOOK_DOMAIN] = BLUE,
        [PAR_LOOK_GROUP] = GREY,        [PAR_LOOK_GIVEN] = DARK_GREY, [PAR_LOOK_TOTAL] = BLUE};
    int colour = style->open                                              ? YELLOW
                 : (size_t)style->look < sizeof colours / sizeof *colours ? colours[style->look]
                                                                          : 0;
    if (colour)
        format_set_bg_color(format, (lxw_color_t)colour);
}

static void set_alignment(lxw_format *format, const struct par_form_style *style)
{
    bool centred = style->centred || style->look == PAR_LOOK_HEADING || style->look == PAR_LOOK_SIGNATURE ||
                   style->look == PAR_LOOK_TITLE || style->look == PAR_LOOK_SUBTITLE;
    format_set_align(format, centred ? LXW_ALIGN_CENTER : LXW_ALIGN_LEFT);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (style->indent && !centred)
        format_set_indent(format, (uint8_t)style->indent);
}

static lxw_format *make(lxw_workbook *workbook, const struct par_form_style *style)
{
    lxw_format *format = new_format(workbook);
    set_fill(format, style);
    set_alignment(format, style);
    if (is_bold(style->look))
        format_set_bold(format);
    if (style->look == PAR_LOOK_TITLE)
        format_set_font_size(format, 15);
    if (style->look == PAR_LOOK_HELP || style->look == PAR_LOOK_GIVEN || (style->look == PAR_LOOK_PART && !style->open))
        format_set_italic(format);
    if (style->look == PAR_LOOK_HELP || style->look == PAR_LOOK_GIVEN)
        format_set_font_color(format, DARK);
    if (is_table(style->look))
        format_set_border(format, LXW_BORDER_THIN);
    if (style->open)
        format_set_unlocked(format);
    if (style->number)
        format_set_num_format(format, style->number);
    return format;
}

/* --- Heights ----------------------------------------------------------------------------------------------------- */

/* Letters that fit into a line: the width counts digits, which are broader than letters. */
static size_t letters_in(int width, const struct par_form_line *line)
{
    int letters = is_bold(line->look) ? width * 6 / 5 : width * 5 / 4;
    return letters > 4 ? (size_t)letters : 4;
}

static int title_height(enum par_form_look look)
{
    static const int heights[] = {[PAR_LOOK_TITLE] = 24, [PAR_LOOK_SUBTITLE] = 34, [PAR_LOOK_HELP] = 46};
    return heights[look];
}

int par_form_height(const struct par_form_sheet *sheet, const struct par_form_line *line)
{
    enum { LINE = 15, INDENT = 2, LINES_MAX = 27 }; /* Excel's rows are 409 points high at most */
    size_t most = line->look == PAR_LOOK_SIGNATURE ? 2 : 1;
    if (par_form_spans(line->look))
        return title_height(line->look);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct par_form_column *column = &sheet->columns[i];
        if (column->hidden || line->cells[i].content != PAR_CONTENT_TEXT)
            continue;
        int indent = is_indented(sheet, line, i) ? INDENT * (line->depth - 1) : 0;
        size_t lines = par_wrapped_lines(line->cells[i].text, letters_in(column->width - indent, line));
        most = lines > most ? lines : most;
    }
    return LINE * (int)(most < LINES_MAX ? most : LINES_MAX) + 2;
}

/* --- The formats ------------------------------------------------------------------------------------------------- */

struct par_form_styles par_form_styles_of(lxw_workbook *workbook, struct par_arena *arena)
{
    struct par_form_styles styles = {.workbook = workbook, .arena = arena};
    styles.whole = workbook_add_format(workbook);
    format_set_num_format(styles.whole, "0");
    styles.wrong = workbook_add_format(workbook);
    format_set_font_color(styles.wrong, RED);
    format_set_bold(styles.wrong);
    return styles;
}

/* "0.00" */
static const char *decimals_text(int decimals)
{
    static const char *const texts[] = {"0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"};
    return decimals < 0 || decimals > PAR_POINTS_SCALE ? "General" : texts[decimals];
}

/* A sheet saved as CSV keeps what is shown: no digit may be hidden, and nothing stand between thousands. */
static const char *number_of(const struct par_form_cell *cell)
{
    if (!cell->open)
        return cell->content == PAR_CONTENT_POINTS || cell->content == PAR_CONTENT_FORMULA
                   ? decimals_text(cell->decimals)
                   : NULL;
    switch (cell->fill) {
    case PAR_FILL_COUNT:
    case PAR_FILL_SCORE:
    case PAR_FILL_NUMBER:
    case PAR_FILL_PERCENT:
        return "0.##########";
    case PAR_FILL_DATE:
        return "dd/mm/yyyy";
    default:
        return "@";
    }
}

static bool same(const struct par_form_style *a, const struct par_form_style *b)
{
    bool numbers = a->number == b->number || (a->number && b->number && strcmp(a->number, b->number) == 0);
    return numbers && a->look == b->look && a->indent == b->indent && a->centred == b->centred && a->open == b->open;
}

lxw_format *par_form_format(struct par_form_styles *styles, const struct par_form_sheet *sheet,
                            const struct par_form_line *line, size_t column)
{
    const struct par_form_cell *cell = &line->cells[column];
    struct par_form_style style = {.look = line->look,
                                   .indent = is_indented(sheet, line, column) ? line->depth - 1 : 0,
                                   .centred = sheet->columns[column].centred,
                                   .open = cell->open,
                                   .number = number_of(cell)};
    for (size_t i = 0; i < styles->count; i++)
        if (same(&styles->items[i], &style))
            return styles->items[i].format;
    style.format = make(styles->workbook, &style);
    styles->items = par_arena_grow(styles->arena, styles->items, styles->count, &styles->room, sizeof *styles->items);
    styles->items[styles->count++] = style;
    return style.format;
}
