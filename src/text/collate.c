#include "parindex/collate.h"

#include "codepoints.h"
#include "parindex/text.h"

/* A key holds a weight for each letter, level by level: which letters, their marks, their case; then the text itself,
 * so that no two texts have the same key. A level that ends first sorts first. */
enum { LEVEL_END = 1, COMMON = 2, CAPITAL = 3, FIRST = 3, OTHER_MARK = 0xFE, OTHER_LETTER = 0xFF };

/* The weight of a character is its offset here: the order of CLDR's root, with the letters of Vietnamese. The letters
 * of other languages that have no mark of Unicode stand behind the one they look like. DEL holds the place of all
 * other symbols. */
static const char order[] = "\t\n\v\f\r _-‐–—,;:!¡?¿.·'‘’‚\"“”„«»()[]{}§¶@*/\\&#%‰†‡•`^°©®→+±÷×<=>¬|¦~−√≤≥¢$£¥₫€\x7F"
                            "0123456789aæăâbcdðđeêfghħiıjklłmnoøœôơpqrsßtuưvwxyzþ";

_Static_assert(FIRST + sizeof order <= OTHER_LETTER, "a weight is one byte");

/* Marks that make no other letter: first the tones, as Vietnamese dictionaries order them (grave, hook, tilde, acute,
 * dot below), then those of other languages. */
static const char mark_order[] = "\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030C\u030A\u0308\u030B\u0307\u0338\u0327"
                                 "\u0328\u0304\u031B";

static const int32_t vietnamese[][3] = {{'a', 0x306, 0x103}, {'a', 0x302, 0xE2},  {'e', 0x302, 0xEA},
                                        {'o', 0x302, 0xF4},  {'o', 0x31B, 0x1A1}, {'u', 0x31B, 0x1B0},
                                        {'A', 0x306, 0x102}, {'A', 0x302, 0xC2},  {'E', 0x302, 0xCA},
                                        {'O', 0x302, 0xD4},  {'O', 0x31B, 0x1A0}, {'U', 0x31B, 0x1AF}};

/* The Vietnamese letter of a base and a mark, 0 when they make none. */
static int32_t letter_of(int32_t base, int32_t mark)
{
    for (size_t i = 0; i < sizeof vietnamese / sizeof *vietnamese; i++)
        if (vietnamese[i][0] == base && vietnamese[i][1] == mark)
            return vietnamese[i][2];
    return 0;
}

static int combining_class(int32_t codepoint)
{
    return utf8proc_get_property(codepoint)->combining_class;
}

/* Joins a, e, o, u with the breve, circumflex or horn among their marks: the tone may stand before it, but no mark of
 * the same class (Unicode calls that blocked). */
static void join_letters(struct par_codepoints *text)
{
    size_t end = 0, base = 0;
    for (size_t at = 0; at < text->count; at++) {
        int32_t mark = text->items[at];
        int class = combining_class(mark);
        bool blocked = class == 0 || end == 0 || (end > base + 1 && combining_class(text->items[end - 1]) == class);
        int32_t letter = blocked ? 0 : letter_of(text->items[base], mark);
        if (letter)
            text->items[base] = letter;
        else
            text->items[end++] = mark;
        if (class == 0)
            base = end - 1;
    }
    text->count = end;
}

static bool is_mark(int32_t codepoint)
{
    return utf8proc_category(codepoint) == UTF8PROC_CATEGORY_MN;
}

static bool is_letter(int32_t codepoint)
{
    utf8proc_category_t category = utf8proc_category(codepoint);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || category == UTF8PROC_CATEGORY_ND;
}

/* Offset of a code point in a list of them; -1 when it is not there. UTF-8 never matches inside a character. */
static int offset_in(const char *list, int32_t codepoint)
{
    char text[5] = {0};
    utf8proc_encode_char(codepoint, (utf8proc_uint8_t *)text);
    const char *found = *text ? strstr(list, text) : NULL;
    return found ? (int)(found - list) : -1;
}

/* The place itself as the weight, for what the lists do not have: three bytes, none of them a weight of a level. */
static void put_others(struct par_bytes *key, int weight, int32_t codepoint)
{
    par_bytes_put(key, (char)weight);
    for (int shift = 14; shift >= 0; shift -= 7)
        par_bytes_put(key, (char)(0x80 | (codepoint >> shift & 0x7F)));
}

static void put_weight(struct par_bytes *key, const char *list, int32_t codepoint, int other)
{
    int offset = offset_in(list, codepoint);
    if (offset >= 0)
        par_bytes_put(key, (char)(FIRST + offset));
    else
        put_others(key, other, codepoint);
}

static void put_letters(struct par_bytes *key, const struct par_codepoints *text)
{
    int symbol = FIRST + offset_in(order, 0x7F);
    for (size_t i = 0; i < text->count; i++) {
        int32_t letter = utf8proc_tolower(text->items[i]);
        if (!is_mark(letter))
            put_weight(key, order, letter, is_letter(letter) ? OTHER_LETTER : symbol);
    }
}

static void put_marks(struct par_bytes *key, const struct par_codepoints *text)
{
    for (size_t i = 0; i < text->count; i++) {
        if (is_mark(text->items[i]))
            put_weight(key, mark_order, text->items[i], OTHER_MARK);
        else
            par_bytes_put(key, COMMON);
    }
}

static void put_case(struct par_bytes *key, const struct par_codepoints *text)
{
    for (size_t i = 0; i < text->count; i++)
        par_bytes_put(key, utf8proc_tolower(text->items[i]) != text->items[i] ? CAPITAL : COMMON);
}

/* The bytes as they are. A key ends at its NUL, so a NUL in the text is written as two bytes. */
static void put_itself(struct par_bytes *key, struct par_span text)
{
    for (size_t i = 0; i < text.size; i++) {
        bool low = text.text[i] == 0 || text.text[i] == 1;
        if (low)
            par_bytes_put(key, 1);
        par_bytes_put(key, (char)(text.text[i] + low));
    }
}

/* Takes out the control characters, which sort as if they were not there, but for tabs and line ends. */
static void drop_controls(struct par_codepoints *text)
{
    size_t end = 0;
    for (size_t i = 0; i < text->count; i++)
        if (utf8proc_category(text->items[i]) != UTF8PROC_CATEGORY_CC ||
            (text->items[i] >= '\t' && text->items[i] <= '\r'))
            text->items[end++] = text->items[i];
    text->count = end;
}

const char *par_collation_key(struct par_span text, struct par_arena *arena)
{
    struct par_codepoints codepoints = {.arena = arena};
    struct par_bytes key = {.arena = arena};
    par_codepoints_read(&codepoints, text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE, NULL);
    drop_controls(&codepoints);
    join_letters(&codepoints);
    put_letters(&key, &codepoints);
    par_bytes_put(&key, LEVEL_END);
    put_marks(&key, &codepoints);
    par_bytes_put(&key, LEVEL_END);
    put_case(&key, &codepoints);
    par_bytes_put(&key, LEVEL_END);
    put_itself(&key, par_text_nfc(text, arena));
    return par_bytes_text(&key);
}
