#include "published_cells.h"

#include "parindex/text.h"

const char *par_cell_tidy(struct par_span text, struct par_arena *arena)
{
    char *tidy = par_arena_copy(arena, par_text_nfc(text, arena));
    size_t to = 0;
    for (size_t from = 0; tidy[from];) {
        unsigned char c = (unsigned char)tidy[from];
        size_t size = c == ' ' || (c >= '\t' && c <= '\r')           ? 1
                      : strncmp(tidy + from, "\xC2\xA0", 2) == 0     ? 2
                      : strncmp(tidy + from, "\xE2\x80\x8B", 3) == 0 ? 3
                      : strncmp(tidy + from, "\xEF\xBB\xBF", 3) == 0 ? 3
                                                                     : 0;
        if (size == 0)
            tidy[to++] = tidy[from++];
        else if (to > 0 && tidy[to - 1] != ' ')
            tidy[to++] = ' ';
        from += size;
    }
    tidy[to > 0 && tidy[to - 1] == ' ' ? to - 1 : to] = '\0';
    return tidy;
}

bool par_grid_is_mark(const char *text, struct par_arena *arena)
{
    static const char *const marks[] = {"-",
                                        "--",
                                        "–",
                                        "—",
                                        "n/a",
                                        "x",
                                        "kad",
                                        "khong",
                                        "khong co",
                                        "khong ap dung",
                                        "…",
                                        "...",
                                        "khong xep hang",
                                        "khong danh gia",
                                        "chua danh gia",
                                        "na",
                                        "khong so sanh",
                                        "chua nop",
                                        "khong xep loai",
                                        "/"};
    const char *bare = par_text_bare(par_span_of(text), arena);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(bare, marks[i]) == 0)
            return true;
    return false;
}

static enum par_cell_kind kind_of(const struct grid_row *row, size_t column)
{
    return row->kinds && column < row->count ? (enum par_cell_kind)(row->kinds[column] & ~PAR_CELL_MERGED)
                                             : PAR_CELL_TEXT;
}

static bool is_exact(const struct grid_row *row, size_t column)
{
    enum par_cell_kind kind = kind_of(row, column);
    return kind == PAR_CELL_NUMBER || kind == PAR_CELL_PERCENT;
}

static bool ends_with(struct par_span text, char c)
{
    return text.size > 0 && text.text[text.size - 1] == c;
}

bool par_grid_is_number(const struct grid_row *row, size_t column)
{
    struct par_span text = par_span_of(par_grid_text(row, column));
    struct par_readings readings;
    if (ends_with(text, '%') || ends_with(text, '.'))
        text = par_span_trim((struct par_span){text.text, text.size - 1});
    return text.size > 0 && par_readings_parse(text, &readings) == PAR_NUMBER_OK;
}

/* --- Shapes of a number ------------------------------------------------------------------------------------------ */

/* "tăng 2", "↑2" and "giảm 2", "▼ 2": the sign, and the number in *text; 0 where there is no such word. */
static int take_direction(struct par_span *text, struct par_arena *arena)
{
    static const struct {
        const char *word;
        int sign;
    } words[] = {{"↑", 1}, {"▲", 1}, {"↓", -1}, {"▼", -1}, {"tang ", 1}, {"giam ", -1}, {"len ", 1}, {"xuong ", -1}};
    const char *bare = par_text_bare(*text, arena);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strncmp(bare, words[i].word, strlen(words[i].word)) != 0)
            continue;
        size_t digits = strcspn(bare, "0123456789");
        *text = par_span_of(bare + digits);
        return bare[digits] ? words[i].sign : 0;
    }
    return 0;
}

static bool is_unchanged(struct par_span text, struct par_arena *arena)
{
    static const char *const words[] = {"=", "khong doi", "giu nguyen", "khong thay doi"};
    const char *bare = par_text_bare(text, arena);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(bare, words[i]) == 0)
            return true;
    return false;
}

/* Behind the number "bậc", "điểm", "hạng". */
static struct par_span without_unit(struct par_span text)
{
    static const char *const units[] = {"bậc", "bac", "hạng", "hang", "điểm", "diem", "điểm phần trăm"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t size = strlen(units[i]);
        if (text.size > size && memcmp(text.text + text.size - size, units[i], size) == 0)
            return par_span_trim((struct par_span){text.text, text.size - size});
    }
    return text;
}

/* "01 (0,727)" -> "01", "15/63" -> "15" */
static struct par_span rank_alone(struct par_span text)
{
    size_t size = 0;
    while (size < text.size && text.text[size] >= '0' && text.text[size] <= '9')
        size++;
    struct par_span rest = par_span_trim((struct par_span){text.text + size, text.size - size});
    bool bracket = rest.size > 2 && *rest.text == '(' && ends_with(rest, ')');
    bool of = rest.size > 1 && *rest.text == '/';
    return size > 0 && (bracket || of) ? (struct par_span){text.text, size} : text;
}

static bool is_change(const struct par_published *table, int column)
{
    return column == table->role[PAR_PRINTS_CHANGE_TOTAL] || column == table->role[PAR_PRINTS_CHANGE_INDEX] ||
           column == table->role[PAR_PRINTS_CHANGE_RANK] || column == table->role[PAR_PRINTS_CHANGE_SHARE];
}

/* Digits behind the decimal sign. */
static int decimals_of(struct par_span text, char sign)
{
    size_t at = text.size;
    while (at > 0 && text.text[at - 1] != sign)
        at--;
    int decimals = 0;
    while (at > 0 && at < text.size && text.text[at] >= '0' && text.text[at] <= '9') {
        decimals++;
        at++;
    }
    return decimals;
}

static struct par_printed take_number(struct par_cell_reading *reading, struct par_span text, bool exact, bool percent,
                                      const struct par_place *place)
{
    static const struct par_quantity highest = {1000, 0};
    struct par_number_style dot = {.sign = '.'}, *style = exact ? &dot : &reading->style;
    struct par_limits limits = {.percent = true, .points = true, .has_most = percent, .most = highest};
    struct par_printed printed = {.kind = PAR_PRINTED_NONE};
    if (!par_number_take(style, text, &limits, place, reading->arena, reading->diags, &printed.value))
        return printed;
    printed.kind = PAR_PRINTED_NUMBER;
    printed.decimals = decimals_of(text, style->sign ? style->sign : '.');
    return printed;
}

/* --- Cells ------------------------------------------------------------------------------------------------------- */

/* The cell of a workbook is an error, or a formula that was never computed. */
static bool is_broken(struct par_cell_reading *reading, const struct grid_row *row, size_t column,
                      const struct par_place *place)
{
    enum par_cell_kind kind = kind_of(row, column);
    if (kind != PAR_CELL_ERROR && kind != PAR_CELL_UNCALCULATED)
        return false;
    par_diags_add(reading->diags, PAR_ERROR, kind == PAR_CELL_ERROR ? PAR_CELL_FAULT : PAR_CELL_NO_VALUE, place,
                  par_grid_text(row, column), NULL);
    return true;
}

/* A label that is merged into the columns of numbers behind it. */
static bool is_label(const struct grid_row *row, size_t column)
{
    return par_grid_is_merged(row, column) && column > 0 && !par_grid_is_number(row, column) &&
           strcmp(par_grid_text(row, column), par_grid_text(row, column - 1)) == 0;
}

static struct par_printed number_in(struct par_cell_reading *reading, const struct grid_row *row, size_t column,
                                    const struct par_place *place)
{
    const struct par_published *table = reading->table;
    struct par_span text = par_span_of(par_grid_text(row, column));
    bool percent = (int)column == table->role[PAR_PRINTS_INDEX] || (int)column == table->role[PAR_PRINTS_SHARE];
    int direction = 0;
    if (is_change(table, (int)column)) {
        if (is_unchanged(text, reading->arena))
            return (struct par_printed){.kind = PAR_PRINTED_NUMBER};
        direction = take_direction(&text, reading->arena);
        text = without_unit(text);
    }
    if ((int)column == table->role[PAR_PRINTS_RANK] || (int)column == table->role[PAR_PRINTS_PREVIOUS_RANK])
        text = rank_alone(text);
    if ((int)column == table->role[PAR_PRINTS_STT] && ends_with(text, '.'))
        text.size--;
    struct par_printed printed = take_number(reading, text, is_exact(row, column), percent, place);
    if (direction < 0)
        printed.value.mantissa = -printed.value.mantissa;
    return printed;
}

struct par_printed par_cell_words(struct par_cell_reading *reading, const struct grid_row *row, size_t column)
{
    const char *text = par_grid_text(row, column);
    enum par_printed_kind kind = !*text                                   ? PAR_PRINTED_NONE
                                 : par_grid_is_mark(text, reading->arena) ? PAR_PRINTED_MARK
                                                                          : PAR_PRINTED_TEXT;
    return (struct par_printed){.kind = kind, .text = text};
}

struct par_printed par_cell_number(struct par_cell_reading *reading, const struct grid_row *row, size_t column,
                                   const struct par_place *place)
{
    struct par_printed printed = par_cell_words(reading, row, column);
    bool numbering = (int)column == reading->table->role[PAR_PRINTS_STT] && !par_grid_is_number(row, column);
    if (is_broken(reading, row, column, place) || printed.kind != PAR_PRINTED_TEXT || numbering)
        return printed;
    if (is_label(row, column))
        return (struct par_printed){.kind = PAR_PRINTED_NONE, .text = ""};
    const char *text = printed.text;
    printed = number_in(reading, row, column, place);
    printed.text = text;
    return printed;
}

void par_cell_bracket(struct par_cell_reading *reading, const struct grid_row *row, size_t column,
                      const struct par_place *place, struct par_printed *out)
{
    const char *text = par_grid_text(row, column), *open = strchr(text, '(');
    size_t size = strlen(text);
    if (!open || text[size - 1] != ')')
        return;
    struct par_span inner = {open + 1, (size_t)(text + size - open) - 2};
    *out = take_number(reading, inner, false, true, place);
    out->text = par_arena_copy(reading->arena, inner);
}
