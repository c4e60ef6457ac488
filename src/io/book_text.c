#include "book_text.h"

#include "encoding_report.h"

enum { SAMPLE_MAX = 256 * 1024 };

/* Text that all encodings read alike. Some have letters in the place of controls. */
static bool is_ascii(struct par_span text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.text[i];
        if (byte >= 0x80 || (byte < 0x20 && (byte < '\t' || byte > '\r')))
            return false;
    }
    return true;
}

bool par_text_is_blank(struct par_span text)
{
    for (size_t i = 0; i < text.size; i++) {
        bool no_break = text.text[i] == '\xC2' && i + 1 < text.size && text.text[i + 1] == '\xA0';
        if (!no_break && !memchr(" \t\n\r", text.text[i], 4))
            return false;
        i += no_break;
    }
    return true;
}

/* --- The decision ------------------------------------------------------------------------------------------------ */

void par_book_text_begin(struct par_book_text *text, struct par_arena *arena)
{
    *text = (struct par_book_text){.sample.arena = arena, .encoding = {PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}};
}

void par_book_text_close(struct par_book_text *text)
{
    par_buffer_free(&text->sample);
}

void par_book_text_sample(struct par_book_text *text, struct par_span offered)
{
    if (text->sample.size + offered.size >= SAMPLE_MAX || is_ascii(offered))
        return;
    par_buffer_add(&text->sample, offered);
    par_buffer_add(&text->sample, par_span_of("\n"));
}

bool par_book_text_decide(struct par_book_text *text, enum par_charset told, const char *file, struct par_diags *diags)
{
    if (text->sample.size == 0)
        return true;
    struct par_encoding_found found;
    par_encoding_find(par_buffer_span(&text->sample), true, (struct par_encoding){PAR_CARRIER_UTF8, told}, &found);
    text->encoding = found.encoding;
    bool is_clear = par_encoding_report(&found, told, file, diags);
    struct par_strays *strays = told == PAR_CHARSET_FIND ? par_strays_new(&found, text->sample.arena) : NULL;
    par_strays_feed(strays, par_buffer_span(&text->sample));
    par_encoding_report_strays(strays, file, diags);
    par_buffer_free(&text->sample);
    return is_clear;
}

void par_book_text_decode(struct par_book_text *text, struct par_span coded, struct par_buffer *out)
{
    if (is_ascii(coded)) {
        par_buffer_add(out, coded);
        return;
    }
    struct par_decoder decoder = {.encoding = text->encoding};
    char *end = par_buffer_reserve(out, par_decoder_room(coded.size));
    out->size += par_decoder_feed(&decoder, coded, true, end);
    text->mended += decoder.mended;
}

void par_book_text_finish(struct par_book_text *text, const char *file, struct par_diags *diags)
{
    par_encoding_report_letters(text->mended, file, diags);
    text->mended = 0;
}

/* --- Escapes ----------------------------------------------------------------------------------------------------- */

enum { ESCAPE_SIZE = 7 };

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* The UTF-16 unit of the escape _xHHHH_ that begins the text; 0 when none does. (NUL has no place in a text.) */
static uint32_t escaped_unit(struct par_span text)
{
    if (text.size < ESCAPE_SIZE || text.text[0] != '_' || text.text[1] != 'x' || text.text[ESCAPE_SIZE - 1] != '_')
        return 0;
    uint32_t unit = 0;
    for (size_t i = 2; i < ESCAPE_SIZE - 1; i++) {
        int value = hex_value(text.text[i]);
        if (value < 0)
            return 0;
        unit = unit * 16 + (uint32_t)value;
    }
    return unit;
}

/* The character that is escaped at the beginning of the text, by two escapes when it is beyond U+FFFF, and their size.
 * 0 when there is none: half a pair is left as it is written. */
static uint32_t escaped_character(struct par_span text, size_t *size)
{
    uint32_t unit = escaped_unit(text);
    *size = ESCAPE_SIZE;
    if (unit < 0xD800 || unit > 0xDFFF)
        return unit;
    if (unit > 0xDBFF || text.size < 2 * ESCAPE_SIZE)
        return 0;
    uint32_t low = escaped_unit((struct par_span){text.text + ESCAPE_SIZE, text.size - ESCAPE_SIZE});
    *size = 2 * ESCAPE_SIZE;
    return low >= 0xDC00 && low <= 0xDFFF ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : 0;
}

static size_t put_utf8(uint32_t character, char *out)
{
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = size; i-- > 1; character >>= 6)
        out[i] = (char)(0x80 | (character & 0x3F));
    out[0] = (char)(marks[size] | character);
    return size;
}

/* LF for CRLF and CR, in place. */
static size_t unify_breaks(char *text, size_t size)
{
    size_t kept = 0;
    for (size_t i = 0; i < size; i++)
        if (text[i] != '\r')
            text[kept++] = text[i];
        else if (i + 1 == size || text[i + 1] != '\n')
            text[kept++] = '\n';
    return kept;
}

size_t par_escapes_decode(struct par_span coded, char *out)
{
    size_t written = 0, size;
    for (size_t at = 0; at < coded.size;) {
        const char *next = coded.text + at;
        uint32_t character = *next == '_' ? escaped_character((struct par_span){next, coded.size - at}, &size) : 0;
        if (character != 0) {
            written += put_utf8(character, out + written);
            at += size;
        } else {
            out[written++] = *next;
            at++;
        }
    }
    return unify_breaks(out, written);
}
