/* Numbers of rows as people print them, and what spreadsheets make of them. */
#include <stdio.h>

#include "import_draft.h"

enum { LONGEST_LABEL = 40, LARGEST_SEGMENT = 999 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* --- The parts of a number -----------------------------------------------------------------------------------------
 */

/* Segments between dots or commas; the length of what was read, 0: none. Signs at the end belong to it. */
static size_t read_segments(const char *text, struct import_label *label)
{
    size_t at = 0;
    while (is_digit(text[at]) && label->count < IMPORT_SEGMENTS) {
        int value = 0;
        while (is_digit(text[at]) && value <= LARGEST_SEGMENT)
            value = value * 10 + (text[at++] - '0');
        if (value > LARGEST_SEGMENT)
            return 0;
        label->segments[label->count++] = value;
        size_t next = at;
        while (text[next] == '.' || text[next] == ',' || (text[next] == ' ' && next > at && is_digit(text[next + 1])))
            next++;
        if (!is_digit(text[next]))
            break;
        at = next;
    }
    return is_digit(text[at]) ? 0 : at;
}

static int roman_digit(char c)
{
    static const char digits[] = "IVXLC";
    static const int values[] = {1, 5, 10, 50, 100};
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? values[found - digits] : 0;
}

static size_t read_roman(const char *text, int *value)
{
    size_t at = 0;
    int sum = 0;
    for (; roman_digit(text[at]); at++) {
        int digit = roman_digit(text[at]), next = roman_digit(text[at + 1]);
        sum += digit < next ? -digit : digit;
    }
    *value = sum;
    bool ends = !((text[at] >= 'A' && text[at] <= 'Z') || (text[at] >= 'a' && text[at] <= 'z') ||
                  (unsigned char)text[at] >= 0x80);
    return sum > 0 && at <= 7 && ends ? at : 0;
}

/* "II", "II.1", "II.1.2". */
static size_t read_with_roman(const char *text, struct import_label *label, struct par_arena *arena)
{
    int value;
    size_t head = read_roman(text, &value);
    if (head == 0)
        return 0;
    *label = (struct import_label){.style = IMPORT_ROMAN, .count = 1, .segments = {value}};
    if (text[head] != '.' || !is_digit(text[head + 1]))
        return head;
    struct import_label rest = {.count = 1};
    size_t more = read_segments(text + head + 1, &rest);
    if (more == 0)
        return head;
    rest.style = IMPORT_DECIMAL;
    rest.segments[0] = value;
    rest.head = par_arena_copy(arena, (struct par_span){text, head});
    *label = rest;
    return head + 1 + more;
}

static size_t read_letter(const char *text, struct import_label *label)
{
    bool upper = *text >= 'A' && *text <= 'Z', lower = *text >= 'a' && *text <= 'z';
    if (!upper && !lower && strncmp(text, "đ", 2) != 0)
        return 0;
    *label = (struct import_label){.style = upper ? IMPORT_UPPER : IMPORT_LOWER,
                                   .count = 1,
                                   .segments = {upper   ? *text - 'A' + 1
                                                : lower ? *text - 'a' + 1
                                                        : 5}};
    return upper || lower ? 1 : 2;
}

static size_t read_bullet(const char *text, struct import_label *label)
{
    static const char *const bullets[] = {"-", "+", "*", "•", "–", "—", "\xEF\x82\xB7", "▪", "●", "○", "◦"};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (strncmp(text, bullets[i], strlen(bullets[i])) == 0) {
            *label = (struct import_label){.style = IMPORT_BULLET, .count = 1};
            return strlen(bullets[i]);
        }
    return 0;
}

static size_t read_any(const char *text, struct import_label *label, struct par_arena *arena)
{
    *label = (struct import_label){.style = IMPORT_DECIMAL};
    size_t length = is_digit(*text) ? read_segments(text, label) : read_with_roman(text, label, arena);
    length = length || is_digit(*text) ? length : read_letter(text, label);
    return length || is_digit(*text) ? length : read_bullet(text, label);
}

/* "Lĩnh vực", "Tiêu chí" ... before the number. */
static size_t skip_kind(const char *text)
{
    static const char *const kinds[] = {"Lĩnh vực ", "LĨNH VỰC ", "Tiêu chí thành phần ",
                                        "Tiêu chí ", "TIÊU CHÍ ", "TCTP ",
                                        "TC ",       "LV ",       "Nội dung ",
                                        "NỘI DUNG ", "Phần ",     "PHẦN ",
                                        "Mục ",      "Nhóm "};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(text, kinds[i], strlen(kinds[i])) == 0)
            return strlen(kinds[i]);
    return 0;
}

/* --- Cells of workbooks --------------------------------------------------------------------------------------------
 */

/* 4.0999999999999996 is 4.1; a number cell holds no more than two levels. */
static const char *mend_number(const char *text, struct par_arena *arena)
{
    struct par_quantity quantity;
    par_points points;
    bool exact;
    if (strlen(text) < 12 || par_quantity_parse(par_span_of(text), &quantity) != PAR_NUMBER_OK ||
        !par_points_from(quantity, PAR_POINTS_SCALE, PAR_HALF_UP, &points, &exact))
        return text;
    return par_points_text(points, arena);
}

/* "1.2" that a spreadsheet took for a date: the first of February, or the second of January. Day before month. */
static bool from_date(const char *text, struct import_label *label)
{
    if (strlen(text) < 10 || text[4] != '-' || text[7] != '-')
        return false;
    int month = (text[5] - '0') * 10 + text[6] - '0', day = (text[8] - '0') * 10 + text[9] - '0';
    *label = (struct import_label){.style = IMPORT_DECIMAL, .count = 2, .segments = {day, month}};
    return true;
}

/* --- The two places ------------------------------------------------------------------------------------------------
 */

struct import_label par_import_label_of(const char *text, enum par_cell_kind kind, struct par_arena *arena)
{
    struct import_label label = {0}, none = {.printed = text};
    if (!*text || strlen(text) > LONGEST_LABEL)
        return none;
    if (kind == PAR_CELL_DATE)
        return from_date(text, &label) ? (label.printed = text, label) : none;
    const char *mended = mend_number(text, arena);
    size_t at = skip_kind(mended);
    at += mended[at] == '(' || mended[at] == '[';
    size_t length = read_any(mended + at, &label, arena);
    at += length;
    while (mended[at] && strchr(".):,;] ", mended[at]))
        at++;
    if (length == 0 || mended[at])
        return none;
    if (label.style == IMPORT_DECIMAL && label.count == 2 && label.segments[1] == 0)
        label.count = 1; /* "2.0", as programs write whole numbers */
    label.printed = mended;
    return label;
}

struct import_label par_import_label_before(const char *text, const char **rest, struct par_arena *arena)
{
    struct import_label label = {0}, none = {.printed = ""};
    size_t kind = skip_kind(text), length = read_any(text + kind, &label, arena), at = kind + length;
    *rest = text;
    bool bullet = label.style == IMPORT_BULLET;
    bool sign = text[at] == '.' || text[at] == ')' || text[at] == ':' || (kind > 0 && text[at] == ' ');
    bool levels = label.style == IMPORT_DECIMAL && label.count > 1 && text[at] == ' ';
    if (length == 0 || bullet || (!sign && !levels))
        return none;
    size_t end = at;
    while (text[end] && strchr(".): \n", text[end]))
        end++;
    if (end == at || !text[end])
        return none;
    label.printed = par_arena_copy(arena, (struct par_span){text + kind, length});
    *rest = text + end;
    return label;
}

/* --- As text -------------------------------------------------------------------------------------------------------
 */

const char *par_import_label_text(const struct import_label *label, struct par_arena *arena)
{
    const char *text = "";
    if (label->style != IMPORT_DECIMAL) {
        const char *kind = label->printed + skip_kind(label->printed);
        kind += *kind == '(';
        return par_arena_copy(arena, (struct par_span){kind, strcspn(kind, ".):,;] ")});
    }
    for (int i = 0; i < label->count; i++) {
        char segment[16];
        snprintf(segment, sizeof segment, "%d", label->segments[i]);
        const char *part = i == 0 && label->head ? label->head : segment;
        text = par_arena_join(arena, text, i ? "." : "", part, NULL);
    }
    return text;
}

bool par_import_label_same(const struct import_label *a, const struct import_label *b)
{
    if (a->style != b->style || a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++)
        if (a->segments[i] != b->segments[i])
            return false;
    return true;
}
