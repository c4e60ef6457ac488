#include "fast_rows.h"

#include <stdlib.h>

#include "memory.h"
#include "parindex/text.h"

enum { WINDOW = 16 * 1024 };

void par_fast_rows_open(struct par_fast_rows *rows, enum par_scan_kind kind, char separator, struct par_arena *arena)
{
    *rows = (struct par_fast_rows){.scan = par_scanner_of(kind), .arena = arena, .separator = separator};
    rows->generation = SIZE_MAX;
    struct par_scan_found *found = &rows->found;
    rows->places = par_memory_resize(arena, NULL, (1 + WINDOW + PAR_SCAN_SLACK) * sizeof *rows->places);
    found->positions = rows->places + 1;
    found->stops = par_memory_resize(arena, NULL, WINDOW * sizeof *found->stops);
    found->beyond_ascii = par_memory_resize(arena, NULL, WINDOW / PAR_SCAN_BLOCK);
    rows->fields = par_memory_resize(arena, NULL, (WINDOW + 1) * sizeof *rows->fields);
}

void par_fast_rows_close(struct par_fast_rows *rows)
{
    free(rows->places);
    free(rows->found.stops);
    free(rows->found.beyond_ascii);
    free(rows->fields);
    free(rows->text);
}

/* --- Scanning ------------------------------------------------------------------------------------------------------
 */

/* The last bytes of the buffer, filled up to a block with bytes that mean nothing. */
static void scan_rest(struct par_fast_rows *rows, const struct par_lines *lines, size_t done)
{
    char block[PAR_SCAN_BLOCK];
    size_t from = rows->window + done, size = rows->scanned - from;
    char filler = rows->separator == 'x' ? 'y' : 'x';
    memset(block, filler, sizeof block);
    memcpy(block, lines->bytes + from, size);
    rows->scan(block, sizeof block, rows->separator, filler, (uint32_t)from, &rows->found);
}

/* Positions from the beginning of the next row on, as many as fit the window. */
static void scan_window(struct par_fast_rows *rows, const struct par_lines *lines)
{
    size_t size = lines->end - lines->begin;
    rows->window = lines->begin;
    size = size < WINDOW ? size : WINDOW;
    size_t whole = size - size % PAR_SCAN_BLOCK;
    rows->generation = lines->generation;
    rows->scanned = rows->window + size;
    rows->at = rows->stop = 0;
    rows->places[0] = (uint32_t)rows->window - 1;
    rows->found.count = rows->found.stop_count = rows->found.blocks = 0;
    char next = rows->window + whole < lines->end ? lines->bytes[rows->window + whole] : 'x';
    rows->scan(lines->bytes + rows->window, whole, rows->separator, next, (uint32_t)rows->window, &rows->found);
    if (whole < size)
        scan_rest(rows, lines, whole);
}

/* Forgets what stands before the next row; scans on where nothing is known of it. */
static void find_place(struct par_fast_rows *rows, const struct par_lines *lines)
{
    const struct par_scan_found *found = &rows->found;
    if (rows->generation != lines->generation || lines->begin >= rows->scanned)
        scan_window(rows, lines);
    while (rows->at < found->count && found->positions[rows->at] < lines->begin)
        rows->at++;
    while (rows->stop < found->stop_count && found->stops[rows->stop] < rows->at)
        rows->stop++;
}

/* Whether the bytes are text: those of blocks of ASCII are (a NUL has a position of its own). */
static bool is_text(const struct par_fast_rows *rows, const struct par_lines *lines, size_t begin, size_t end)
{
    size_t bad, first = (begin - rows->window) / PAR_SCAN_BLOCK, last = (end - 1 - rows->window) / PAR_SCAN_BLOCK;
    bool ascii = true;
    for (size_t i = first; i <= last && ascii; i++)
        ascii = !rows->found.beyond_ascii[i];
    return ascii || par_text_valid((struct par_span){lines->bytes + begin, end - begin}, &bad);
}

/* --- Fields --------------------------------------------------------------------------------------------------------
 */

static inline bool is_blank(const struct par_fast_rows *rows, char c)
{
    return (c == ' ' || c == '\t') && c != rows->separator;
}

/* A guard that Excel's CSV has before what could be a formula. */
static inline struct par_span without_guard(struct par_span field)
{
    if (field.size < 2 || *field.text != '\'' || !memchr("=+-@\t\r", field.text[1], 6))
        return field;
    return (struct par_span){field.text + 1, field.size - 1};
}

static inline struct par_span trimmed(const struct par_fast_rows *rows, const char *begin, const char *end)
{
    while (begin < end && is_blank(rows, *begin))
        begin++;
    while (begin < end && is_blank(rows, end[-1]))
        end--;
    return (struct par_span){begin, (size_t)(end - begin)};
}

/* Fields have room: none is without a byte of the window, the last one aside. */
static inline void add_field(struct par_fast_rows *rows, struct par_fast_row *row, struct par_span field)
{
    row->used += field.size;
    rows->fields[row->count++] = without_guard(field);
}

/* A field that begins behind the quotes and blanks of ASCII and ends so needs nothing. */
static inline struct par_span cleaned(const struct par_fast_rows *rows, const char *begin, const char *end,
                                      size_t *used)
{
    struct par_span field = {begin, (size_t)(end - begin)};
    if (field.size > 0 && ((unsigned char)*begin <= '\'' || (unsigned char)end[-1] <= ' ')) {
        field = trimmed(rows, begin, end);
        *used += field.size;
        return without_guard(field);
    }
    *used += field.size;
    return field;
}

/* --- Rows with quotes ------------------------------------------------------------------------------------------------
 */

/* The walk over a row whose quotes stand where they should. */
struct walk {
    const char *at, *end; /* of the buffer */
    char *text;           /* where the next field's text goes */
    size_t lines;         /* begun */
};

/* Behind the opening quote: the text up to the closing one. False when the buffer ends first or the text is odd. */
static bool walk_quoted(struct walk *walk, struct par_span *field)
{
    char *begin = walk->text;
    for (; walk->at < walk->end; walk->at++) {
        char c = *walk->at;
        if (c == '\0' || (c == '\r' && (walk->at + 1 == walk->end || walk->at[1] != '\n')))
            return false;
        if (c == '"') {
            walk->at++;
            if (walk->at == walk->end || *walk->at != '"')
                break;
        }
        walk->lines += c == '\n';
        *walk->text++ = c;
    }
    *field = (struct par_span){begin, (size_t)(walk->text - begin)};
    return walk->at < walk->end;
}

static bool is_end(const struct par_fast_rows *rows, const struct walk *walk)
{
    char c = *walk->at;
    return c == rows->separator || c == '\n' || (c == '\r' && walk->at + 1 < walk->end && walk->at[1] == '\n');
}

static bool walk_plain(const struct par_fast_rows *rows, struct walk *walk, struct par_span *field)
{
    const char *begin = walk->at;
    while (walk->at < walk->end && !is_end(rows, walk)) {
        if (*walk->at == '"' || *walk->at == '\0' || *walk->at == '\r')
            return false;
        walk->at++;
    }
    *field = trimmed(rows, begin, walk->at);
    return walk->at < walk->end;
}

/* A field and the blanks around it; stops at what ends it. */
static bool walk_field(const struct par_fast_rows *rows, struct walk *walk, struct par_span *field)
{
    while (walk->at < walk->end && is_blank(rows, *walk->at))
        walk->at++;
    if (walk->at == walk->end)
        return false;
    if (*walk->at != '"')
        return walk_plain(rows, walk, field);
    walk->at++;
    if (!walk_quoted(walk, field))
        return false;
    while (walk->at < walk->end && is_blank(rows, *walk->at))
        walk->at++;
    return walk->at < walk->end && is_end(rows, walk);
}

static void make_room(struct par_fast_rows *rows, size_t size)
{
    if (rows->text_room >= size)
        return;
    rows->text_room = size;
    rows->text = par_memory_resize(rows->arena, rows->text, size);
}

static bool walk_row(struct par_fast_rows *rows, struct par_lines *lines, struct par_fast_row *row)
{
    const char *begin = lines->bytes + lines->begin, *limit = lines->bytes + rows->scanned;
    struct par_span field;
    size_t bad;
    make_room(rows, WINDOW);
    struct walk walk = {begin, limit, rows->text, 1};
    do {
        if (!walk_field(rows, &walk, &field))
            return false;
        add_field(rows, row, field);
    } while (*walk.at++ == rows->separator);
    walk.at += walk.at[-1] == '\r';
    if (!par_text_valid((struct par_span){begin, (size_t)(walk.at - begin)}, &bad))
        return false;
    row->lines = walk.lines;
    par_lines_skip(lines, (size_t)(walk.at - begin));
    return true;
}

/* --- Rows without ----------------------------------------------------------------------------------------------------
 */

enum cut { CUT_ROW, CUT_ODD, CUT_SHORT };

/* Cuts the row at the beginning of the lines; CUT_SHORT when its end was not scanned. */
static enum cut cut_row(struct par_fast_rows *rows, struct par_lines *lines, struct par_fast_row *row)
{
    const char *bytes = lines->bytes, *begin = bytes + lines->begin;
    const struct par_scan_found *found = &rows->found;
    const uint32_t *at = found->positions + rows->at, *last = found->positions + found->count;
    struct par_span *field = rows->fields;
    char separator = rows->separator;
    size_t used = 0;
    for (; at < last && bytes[*at] == separator; at++) {
        *field++ = cleaned(rows, begin, bytes + *at, &used);
        begin = bytes + *at + 1;
    }
    if (at == last)
        return CUT_SHORT;
    const char *end = bytes + *at;
    if (*end != '\n')
        return CUT_ODD;
    *field++ = cleaned(rows, begin, end - (end > begin && end[-1] == '\r'), &used);
    size_t behind = *at + 1u;
    if (!is_text(rows, lines, lines->begin, behind))
        return CUT_ODD;
    rows->at = (size_t)(at + 1 - found->positions);
    *row = (struct par_fast_row){(size_t)(field - rows->fields), used, 1};
    par_lines_skip(lines, behind - lines->begin);
    return CUT_ROW;
}

bool par_fast_rows_next(struct par_fast_rows *rows, struct par_lines *lines, struct par_fast_row *row)
{
    if (!rows->scan || lines->begin == lines->end)
        return false;
    find_place(rows, lines);
    *row = (struct par_fast_row){0};
    enum cut cut = cut_row(rows, lines, row);
    if (cut == CUT_SHORT && lines->begin > rows->window) {
        scan_window(rows, lines);
        *row = (struct par_fast_row){0};
        cut = cut_row(rows, lines, row);
    }
    if (cut != CUT_ODD)
        return cut == CUT_ROW;
    *row = (struct par_fast_row){0};
    return walk_row(rows, lines, row);
}

/* --- Plain rows ------------------------------------------------------------------------------------------------------
 */

/* Whether the scanner saw a whole row of so many fields; scans on where it saw none. */
static bool sees_row(struct par_fast_rows *rows, const struct par_lines *lines, size_t width)
{
    const struct par_scan_found *found = &rows->found;
    find_place(rows, lines);
    if (rows->stop == found->stop_count && lines->begin > rows->window)
        scan_window(rows, lines);
    if (rows->stop == found->stop_count || found->stops[rows->stop] - rows->at + 1 != width)
        return false;
    uint32_t feed = found->positions[found->stops[rows->stop]];
    return lines->bytes[feed] == '\n' && is_text(rows, lines, lines->begin, feed + 1u);
}

bool par_fast_rows_plain(struct par_fast_rows *rows, struct par_lines *lines, const struct par_wanted *wanted,
                         struct par_span *fields)
{
    if (!rows->scan || lines->begin == lines->end || !sees_row(rows, lines, wanted->width))
        return false;
    const char *bytes = lines->bytes;
    const uint32_t *begins = rows->places + rows->at, *columns = wanted->columns; /* begins behind them */
    size_t last = wanted->width - 1, feed = begins[wanted->width], used = 0;
    for (size_t i = 0; i < wanted->count; i++) {
        size_t column = columns[i];
        fields[column] = cleaned(rows, bytes + begins[column] + 1, bytes + begins[column + 1], &used);
    }
    if (feed > lines->begin && bytes[feed - 1] == '\r' && columns[wanted->count - 1] == last) {
        used -= fields[last].size;
        fields[last] = cleaned(rows, bytes + begins[last] + 1, bytes + feed - 1, &used);
    }
    if (used == 0)
        return false;
    par_lines_skip(lines, feed + 1 - lines->begin);
    rows->at += wanted->width;
    rows->stop++;
    return true;
}
