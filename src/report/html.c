#include "html.h"

#include <stdarg.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* --- Characters -------------------------------------------------------------------------------------------------- */

/* Bytes of the UTF-8 character at `at` that HTML can hold; 0 when it is none. */
static size_t character(const unsigned char *at)
{
    static const unsigned lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (*at < 0x80)
        return *at >= ' ' ? *at != 0x7F : *at == '\t' || *at == '\n';
    size_t size = *at >= 0xF0 ? 4 : *at >= 0xE0 ? 3 : 2;
    if (*at < 0xC2 || *at > 0xF4)
        return 0;
    unsigned code = *at & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (at[i] & 0x3Fu);
    }
    bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    bool control = code < 0xA0;
    bool no_character = (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
    return code < lowest[size] || code > 0x10FFFF || surrogate || control || no_character ? 0 : size;
}

static const char *entity(char byte, bool quotes)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return quotes ? "&quot;" : NULL;
    case '\'':
        return quotes ? "&#39;" : NULL;
    default:
        return NULL;
    }
}

static void put(struct par_output *output, const char *text)
{
    par_output_write(output, text, strlen(text));
}

static void escape(struct par_output *output, const char *text, bool quotes)
{
    const char *from = text; /* not written yet */
    while (text && *text) {
        size_t size = character((const unsigned char *)text);
        const char *instead = size == 0 ? REPLACEMENT : entity(*text, quotes);
        if (instead) {
            par_output_write(output, from, (size_t)(text - from));
            put(output, instead);
            from = text + 1;
        }
        text += size ? size : 1;
    }
    if (text)
        par_output_write(output, from, (size_t)(text - from));
}

void par_html_text(struct par_output *output, const char *text)
{
    escape(output, text, false);
}

void par_html_attribute(struct par_output *output, const char *text)
{
    escape(output, text, true);
}

/* Whether a text may turn the order of reading: a letter written from right to left (U+0590-08FF, FB1D-FDFF, FE70-FEFF,
 * 10800-10FFF, 1E800-1EFFF) or a mark of direction (200E-200F, 202A-202E, 2066-2069). Some that do not turn it are
 * among them, which does no harm. */
static bool may_turn(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; at && *at; at++) {
        unsigned next = at[0] < 0xD6 ? 0 : (unsigned)at[0] << 8 | at[1];
        bool letter = (next >= 0xD690 && next <= 0xE0A3) || (next >= 0xEFAC && next <= 0xEFBB);
        bool mark = next == 0xE280 ? at[2] >= 0x8E && at[2] <= 0xAE : next == 0xE281 && at[2] >= 0xA6;
        bool far = (next == 0xF090 && at[2] >= 0xA0) || (next == 0xF09E && at[2] >= 0xA0);
        if (letter || far || (mark && (at[2] <= 0x8F || at[2] >= 0xA6)))
            return true;
    }
    return false;
}

/* --- Templates --------------------------------------------------------------------------------------------------- */

static void put_argument(struct par_output *output, char mark, const char *argument)
{
    if (mark == 'a') {
        par_html_attribute(output, argument);
    } else if (mark == 'n' && may_turn(argument)) {
        put(output, "<bdi>");
        par_html_text(output, argument);
        put(output, "</bdi>");
    } else {
        par_html_text(output, argument);
    }
}

void par_html_put(struct par_output *output, const char *template, ...)
{
    va_list arguments;
    va_start(arguments, template);
    for (const char *mark; (mark = strchr(template, '%')); template = mark + 2) {
        par_output_write(output, template, (size_t)(mark - template));
        if (mark[1] == '%')
            par_output_write(output, "%", 1);
        else
            put_argument(output, mark[1], va_arg(arguments, const char *));
    }
    put(output, template);
    va_end(arguments);
}
