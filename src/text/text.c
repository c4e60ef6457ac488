#include "parindex/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>

/* --- Bytes ------------------------------------------------------------------------------------------------------- */

static bool is_ascii(char byte)
{
    return ((unsigned char)byte & 0x80) == 0;
}

/* Length of the ASCII text at the beginning of `text`, eight bytes at a time. */
static size_t ascii_length(const char *text, size_t size)
{
    size_t length = 0;
    uint64_t eight;
    while (size - length >= sizeof eight) {
        memcpy(&eight, text + length, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
        length += sizeof eight;
    }
    while (length < size && is_ascii(text[length]))
        length++;
    return length;
}

static bool is_between(char byte, unsigned least, unsigned most)
{
    return (unsigned char)byte >= least && (unsigned char)byte <= most;
}

/* Length of the well-formed sequence of two to four bytes at the beginning of `text`, 0 when there is none: Unicode,
 * Table 3-7. Vietnamese letters are all in the first two cases. */
static size_t sequence_length(const char *text, size_t size)
{
    unsigned lead = (unsigned char)*text;
    if (lead < 0xE0)
        return lead >= 0xC2 && size >= 2 && is_between(text[1], 0x80, 0xBF) ? 2 : 0;
    if (size < 3 || !is_between(text[2], 0x80, 0xBF))
        return 0;
    if (lead < 0xF0)
        return is_between(text[1], lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) ? 3 : 0;
    if (lead > 0xF4 || size < 4 || !is_between(text[3], 0x80, 0xBF))
        return 0;
    return is_between(text[1], lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) ? 4 : 0;
}

bool par_text_valid(struct par_span text, size_t *bad)
{
    size_t at = ascii_length(text.text, text.size);
    while (at < text.size) {
        size_t length = sequence_length(text.text + at, text.size - at);
        if (length == 0) {
            *bad = at;
            return false;
        }
        at += length;
        if (at < text.size && is_ascii(text.text[at]))
            at += ascii_length(text.text + at, text.size - at);
    }
    return true;
}

/* Length of the code point at the beginning of `text`, and the code point; negative when it is not valid UTF-8. */
static utf8proc_ssize_t decode(const char *text, size_t size, utf8proc_int32_t *code_point)
{
    return utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, code_point);
}

/* --- NFC --------------------------------------------------------------------------------------------------------- */

/* A code point that NFC never changes, whatever stands beside it: all of Latin with its Vietnamese letters and the
 * usual punctuation (NFC_Quick_Check=Yes and no combining mark in these ranges). */
static bool is_settled(utf8proc_int32_t code_point)
{
    return code_point < 0x300 || (code_point >= 0x1E00 && code_point <= 0x1EFF) ||
           (code_point >= 0x2002 && code_point <= 0x2125);
}

static bool is_composed(struct par_span text)
{
    size_t at = ascii_length(text.text, text.size);
    while (at < text.size) {
        utf8proc_int32_t code_point;
        utf8proc_ssize_t length = decode(text.text + at, text.size - at, &code_point);
        if (length <= 0 || !is_settled(code_point))
            return false;
        at += (size_t)length;
    }
    return true;
}

static utf8proc_int32_t keep(utf8proc_int32_t code_point, void *context)
{
    (void)context;
    return code_point;
}

/* utf8proc's mapping of the text, copied to the arena; text NULL when it is not valid UTF-8. */
static struct par_span map(struct par_span text, utf8proc_option_t options, utf8proc_custom_func each,
                           struct par_arena *arena)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t size = utf8proc_map_custom((const utf8proc_uint8_t *)text.text, (utf8proc_ssize_t)text.size,
                                                &mapped, options, each, NULL);
    if (size == UTF8PROC_ERROR_NOMEM)
        par_arena_array(arena, SIZE_MAX, 2);
    if (size < 0)
        return (struct par_span){NULL, 0};
    const char *copy = par_arena_copy(arena, (struct par_span){(const char *)mapped, (size_t)size});
    free(mapped);
    return (struct par_span){copy, (size_t)size};
}

struct par_span par_text_nfc(struct par_span text, struct par_arena *arena)
{
    if (is_composed(text))
        return text;
    struct par_span composed = map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE, keep, arena);
    return composed.text && !par_span_equal(composed, text) ? composed : text;
}

/* --- Folding ----------------------------------------------------------------------------------------------------- */

static bool is_ascii_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Length of the blank at the beginning of `text`; 0 when there is none. */
static size_t blank_length(const char *text, size_t size)
{
    if (is_ascii(*text))
        return is_ascii_blank(*text);
    utf8proc_int32_t code_point;
    utf8proc_ssize_t length = decode(text, size, &code_point);
    if (length <= 0)
        return 0;
    utf8proc_category_t category = utf8proc_category(code_point);
    bool blank = category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
                 category == UTF8PROC_CATEGORY_ZP || code_point == 0x85;
    return blank ? (size_t)length : 0;
}

/* A copy with ASCII in lower case, runs of blanks as one space and none at the ends. */
static const char *squeeze(struct par_span text, struct par_arena *arena)
{
    char *squeezed = par_arena_alloc(arena, text.size + 1);
    char *end = squeezed;
    bool gap = false;
    for (size_t at = 0; at < text.size;) {
        size_t blank = blank_length(text.text + at, text.size - at);
        if (blank > 0) {
            gap = end > squeezed;
            at += blank;
            continue;
        }
        if (gap)
            *end++ = ' ';
        gap = false;
        *end++ = ascii_lower(text.text[at++]);
    }
    *end = '\0';
    return squeezed;
}

static const char *fold(struct par_span text, utf8proc_option_t options, utf8proc_custom_func each,
                        struct par_arena *arena)
{
    if (ascii_length(text.text, text.size) == text.size)
        return squeeze(text, arena);
    struct par_span folded = map(text, UTF8PROC_STABLE | UTF8PROC_CASEFOLD | options, each, arena);
    return squeeze(folded.text ? folded : text, arena);
}

const char *par_text_fold(struct par_span text, struct par_arena *arena)
{
    return fold(text, UTF8PROC_COMPOSE, keep, arena);
}

/* D with stroke is a letter of its own in Unicode, without a decomposition. */
static utf8proc_int32_t plain_d(utf8proc_int32_t code_point, void *context)
{
    (void)context;
    return code_point == 0x110 || code_point == 0x111 ? 'd' : code_point;
}

const char *par_text_bare(struct par_span text, struct par_arena *arena)
{
    return fold(text, UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK, plain_d, arena);
}

/* --- Width ------------------------------------------------------------------------------------------------------- */

size_t par_text_width(struct par_span text)
{
    size_t width = 0;
    for (size_t at = 0; at < text.size;) {
        utf8proc_int32_t code_point;
        utf8proc_ssize_t length = decode(text.text + at, text.size - at, &code_point);
        width += length > 0 ? (size_t)utf8proc_charwidth(code_point) : 1;
        at += length > 0 ? (size_t)length : 1;
    }
    return width;
}
