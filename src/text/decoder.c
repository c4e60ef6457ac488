#include <utf8proc.h>

#include "charset.h"

/* What a character may become: two marks, or a code point. */
enum { OUTPUT = 4, REPLACEMENT = 0xFFFD };

static bool is_plain(struct par_encoding encoding)
{
    return encoding.carrier == PAR_CARRIER_UTF8 && encoding.charset == PAR_CHARSET_UNICODE;
}

static bool is_utf16(struct par_encoding encoding)
{
    return encoding.carrier == PAR_CARRIER_UTF16LE || encoding.carrier == PAR_CARRIER_UTF16BE;
}

/* Every character is put into `pending` before it is written, so there may be one more. */
size_t par_decoder_room(size_t size)
{
    struct par_decoder *decoder;
    return OUTPUT * (size + sizeof decoder->pending);
}

/* --- Look-alikes ------------------------------------------------------------------------------------------------- */

struct look_alike {
    unsigned char seen[2]; /* in UTF-8 */
    unsigned char meant[2];
};

/* African and Icelandic letters that some keyboards and converters give for Vietnamese ones. */
static const struct look_alike look_alikes[] = {
    {{0xC6, 0xA2}, {0xC6, 0xAF}}, /* Ƣ Ư */
    {{0xC6, 0xA3}, {0xC6, 0xB0}}, /* ƣ ư */
    {{0xC3, 0x90}, {0xC4, 0x90}}, /* Ð Đ, eth */
    {{0xC3, 0xB0}, {0xC4, 0x91}}, /* ð đ, eth */
    {{0xC6, 0x89}, {0xC4, 0x90}}, /* Ɖ Đ, African d */
};

static bool mend(unsigned char *pair)
{
    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
        if (memcmp(pair, look_alikes[i].seen, 2) == 0) {
            memcpy(pair, look_alikes[i].meant, 2);
            return true;
        }
    return false;
}

/* Whether a look-alike begins in the block, which is followed by one byte more. Without branches, for the vectorizer.
 */
static bool has_look_alike(const unsigned char *block, size_t size)
{
    unsigned char found = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char lead = block[i];
        unsigned char next = block[i + 1];
        found |= (unsigned char)((lead == 0xC3) & ((next == 0x90) | (next == 0xB0)));
        found |= (unsigned char)((lead == 0xC6) & ((next == 0xA2) | (next == 0xA3) | (next == 0x89)));
    }
    return found;
}

static size_t mend_all(unsigned char *text, size_t size)
{
    enum { BLOCK = 256 };
    size_t mended = 0;
    for (size_t at = 0; at + 1 < size; at += BLOCK) {
        size_t block = size - 1 - at < BLOCK ? size - 1 - at : BLOCK;
        if (!has_look_alike(text + at, block))
            continue;
        for (size_t i = 0; i < block; i++)
            mended += mend(text + at + i);
    }
    return mended;
}

/* --- Writing ----------------------------------------------------------------------------------------------------- */

static char *write_code(int32_t code, char *out)
{
    return out + utf8proc_encode_char(code, (utf8proc_uint8_t *)out);
}

static char *write_byte(enum par_charset charset, unsigned char byte, char *out)
{
    uint_least16_t codes[PAR_CHARSET_CODES];
    par_charset_read(charset, byte, codes);
    for (const uint_least16_t *code = codes; *code || code == codes; code++)
        out = write_code(*code, out);
    return out;
}

/* A character of UTF-8 or UTF-16. */
static char *write_character(struct par_decoder *decoder, int32_t character, char *out)
{
    enum par_charset charset = decoder->encoding.charset;
    int byte = charset <= PAR_CHARSET_UNICODE ? -1 : par_charset_byte(character);
    if (byte >= 0 && charset != PAR_CHARSET_CP1252)
        return write_byte(charset, (unsigned char)byte, out);
    if (byte >= 0) {
        *out = (char)byte;
        return out + 1;
    }
    char *end = write_code(character, out);
    if (charset == PAR_CHARSET_UNICODE && end - out == 2)
        decoder->mended += mend((unsigned char *)out);
    return end;
}

/* --- Characters -------------------------------------------------------------------------------------------------- */

/* What stands at the beginning of the pending bytes. */
struct head {
    size_t length;     /* 0: more bytes are needed */
    int32_t character; /* negative: no character */
};

static const struct head more_needed = {0, -1};

static struct head head_of_utf8(const unsigned char *text, size_t size, bool last)
{
    utf8proc_int32_t character;
    utf8proc_ssize_t length = utf8proc_iterate(text, (utf8proc_ssize_t)size, &character);
    if (length > 0)
        return (struct head){(size_t)length, character};
    size_t whole = *text >= 0xF0 ? 4 : *text >= 0xE0 ? 3 : 2;
    bool may_go_on = *text >= 0xC2 && *text <= 0xF4 && size < whole;
    for (size_t i = 1; i < size; i++)
        may_go_on = may_go_on && (text[i] & 0xC0) == 0x80;
    return may_go_on && !last ? more_needed : (struct head){1, -1};
}

static int32_t unit_at(enum par_carrier carrier, const unsigned char *text)
{
    return carrier == PAR_CARRIER_UTF16LE ? text[0] | text[1] << 8 : text[0] << 8 | text[1];
}

static struct head head_of_utf16(enum par_carrier carrier, const unsigned char *text, size_t size, bool last)
{
    if (size < 2)
        return last ? (struct head){1, -1} : more_needed;
    int32_t unit = unit_at(carrier, text);
    if ((unit & 0xF800) != 0xD800)
        return (struct head){2, unit};
    if (unit >= 0xDC00)
        return (struct head){2, -1};
    if (size < 4)
        return last ? (struct head){2, -1} : more_needed;
    int32_t second = unit_at(carrier, text + 2);
    if ((second & 0xFC00) != 0xDC00)
        return (struct head){2, -1};
    return (struct head){4, 0x10000 + ((unit & 0x3FF) << 10 | (second & 0x3FF))};
}

/* Writes out the pending bytes as far as they are whole characters. */
static char *drain(struct par_decoder *decoder, bool last, char *out)
{
    bool wide = is_utf16(decoder->encoding);
    while (decoder->pending_size > 0) {
        struct head head = wide
                               ? head_of_utf16(decoder->encoding.carrier, decoder->pending, decoder->pending_size, last)
                               : head_of_utf8(decoder->pending, decoder->pending_size, last);
        if (head.length == 0)
            break;
        if (head.character >= 0)
            out = write_character(decoder, head.character, out);
        else if (wide)
            out = write_code(REPLACEMENT, out);
        else
            *out++ = (char)*decoder->pending;
        decoder->broken = decoder->broken || (wide && head.character < 0);
        decoder->pending_size = (unsigned char)(decoder->pending_size - head.length);
        memmove(decoder->pending, decoder->pending + head.length, decoder->pending_size);
    }
    return out;
}

/* --- Pieces ------------------------------------------------------------------------------------------------------ */

/* ASCII in UTF-8 that stands for itself in every charset, unless it breaks off the character before it. */
static bool is_itself(const struct par_decoder *decoder, unsigned char byte)
{
    return decoder->pending_size == 0 && byte >= 0x20 && byte < 0x80 && !is_utf16(decoder->encoding);
}

static size_t feed_characters(struct par_decoder *decoder, struct par_span piece, bool last, char *out)
{
    char *end = out;
    for (size_t i = 0; i < piece.size; i++) {
        unsigned char byte = (unsigned char)piece.text[i];
        if (is_itself(decoder, byte)) {
            *end++ = (char)byte;
            continue;
        }
        decoder->pending[decoder->pending_size++] = byte;
        end = drain(decoder, false, end);
    }
    return (size_t)(drain(decoder, last, end) - out);
}

static size_t feed_bytes(const struct par_decoder *decoder, struct par_span piece, char *out)
{
    char *end = out;
    for (size_t i = 0; i < piece.size; i++)
        end = write_byte(decoder->encoding.charset, (unsigned char)piece.text[i], end);
    return (size_t)(end - out);
}

/* UTF-8 as it stands: copied, then mended in place. The first byte of a look-alike waits for the second. */
static size_t feed_plain(struct par_decoder *decoder, struct par_span piece, bool last, char *out)
{
    size_t size = decoder->pending_size;
    memcpy(out, decoder->pending, size);
    if (piece.size > 0)
        memcpy(out + size, piece.text, piece.size);
    size += piece.size;
    decoder->mended += mend_all((unsigned char *)out, size);
    unsigned char tail = size > 0 ? (unsigned char)out[size - 1] : 0;
    decoder->pending_size = !last && (tail == 0xC3 || tail == 0xC6);
    decoder->pending[0] = tail;
    return size - decoder->pending_size;
}

size_t par_decoder_feed(struct par_decoder *decoder, struct par_span piece, bool last, char *out)
{
    if (is_plain(decoder->encoding))
        return feed_plain(decoder, piece, last, out);
    if (decoder->encoding.carrier == PAR_CARRIER_BYTES)
        return feed_bytes(decoder, piece, out);
    return feed_characters(decoder, piece, last, out);
}

struct par_span par_text_decode(struct par_encoding encoding, struct par_span text, struct par_arena *arena,
                                size_t *mended)
{
    if (is_plain(encoding) && (text.size < 2 || !has_look_alike((const unsigned char *)text.text, text.size - 1)))
        return text;
    struct par_decoder decoder = {.encoding = encoding};
    char *out = par_arena_alloc(arena, par_decoder_room(text.size) + 1);
    size_t size = par_decoder_feed(&decoder, text, true, out);
    *mended += decoder.mended;
    return (struct par_span){out, size};
}
