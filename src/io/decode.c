#include <stdlib.h>

#include "encoding_report.h"
#include "memory.h"
#include "parindex/source.h"

enum { WINDOW = 256 * 1024, PIECE = 16 * 1024, BLOCK = 64 };

struct decoding {
    struct par_source *source;
    struct par_diags *diags;
    struct par_encoding told;
    bool started; /* the encoding is decided */
    bool passed;  /* bytes have been given before that */
    bool ended;   /* the source has no more */
    bool done;    /* neither has this one */
    struct par_decoder decoder;
    struct par_strays *strays; /* NULL while the encoding is not found */
    char *bytes;               /* WINDOW; as in the source, from begin to end */
    size_t begin, end;
    char *text;            /* what a piece became */
    struct par_span ready; /* in bytes or text; not yet given */
};

/* --- Findings ---------------------------------------------------------------------------------------------------- */

static long report_broken(const struct decoding *decoding)
{
    struct par_place place = {.file = decoding->source->name};
    par_diags_add(decoding->diags, PAR_FATAL, PAR_TEXT_UTF16, &place, NULL);
    return PAR_SOURCE_REFUSED;
}

/* --- Reading ----------------------------------------------------------------------------------------------------- */

/* Moves the bytes to the front and reads until there are `size` or the source ends; negative as read() says. */
static long fill(struct decoding *decoding, size_t size)
{
    decoding->end -= decoding->begin;
    memmove(decoding->bytes, decoding->bytes + decoding->begin, decoding->end);
    decoding->begin = 0;
    while (decoding->end < size && !decoding->ended) {
        long got =
            decoding->source->read(decoding->source->context, decoding->bytes + decoding->end, size - decoding->end);
        if (got < 0)
            return got;
        decoding->ended = got == 0;
        decoding->end += (size_t)got;
    }
    return 0;
}

static struct par_span unread(const struct decoding *decoding)
{
    return (struct par_span){decoding->bytes + decoding->begin, decoding->end - decoding->begin};
}

/* --- Before the encoding is known -------------------------------------------------------------------------------- */

/* A byte of ASCII text. TCVN 5712-1 and VISCII have letters in the place of controls. */
static unsigned char is_ascii_text(unsigned char byte)
{
    signed char as_signed = (signed char)byte; /* less than 0 beyond ASCII */
    return (unsigned char)((as_signed >= 0x20) | ((unsigned char)(byte - '\t') <= '\r' - '\t') | (byte == '\0'));
}

/* Without branches, for the vectorizer. */
static bool is_ascii_block(const char *block)
{
    unsigned char all = 1;
    for (size_t i = 0; i < BLOCK; i++)
        all &= is_ascii_text((unsigned char)block[i]);
    return all;
}

static size_t ascii_length(struct par_span text)
{
    size_t length = 0;
    while (text.size - length >= BLOCK && is_ascii_block(text.text + length))
        length += BLOCK;
    while (length < text.size && is_ascii_text((unsigned char)text.text[length]))
        length++;
    return length;
}

/* Offset of the word that goes on at `at`. */
static size_t word_begin(struct par_span text, size_t at)
{
    while (at > 0) {
        unsigned char before = (unsigned char)text.text[at - 1];
        if (!((before >= 'A' && before <= 'Z') || (before >= 'a' && before <= 'z')))
            break;
        at--;
    }
    return at;
}

/* UTF-16 shows in its first two bytes, be they a mark or hold a NUL. Later a NUL is a byte like others. */
static bool begins_otherwise(const struct decoding *decoding, struct par_span text)
{
    bool told = decoding->told.carrier != PAR_CARRIER_FIND;
    return !decoding->passed && (told || (text.size >= 2 && memchr(text.text, '\0', 2)));
}

static size_t mark_size(enum par_carrier carrier, struct par_span text)
{
    static const struct {
        enum par_carrier carrier;
        struct par_span mark;
    } marks[] = {{PAR_CARRIER_UTF8, {"\xEF\xBB\xBF", 3}},
                 {PAR_CARRIER_UTF16LE, {"\xFF\xFE", 2}},
                 {PAR_CARRIER_UTF16BE, {"\xFE\xFF", 2}}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].carrier == carrier && text.size >= marks[i].mark.size &&
            memcmp(text.text, marks[i].mark.text, marks[i].mark.size) == 0)
            return marks[i].mark.size;
    return 0;
}

static long start(struct decoding *decoding)
{
    struct par_encoding_found found;
    par_encoding_find(unread(decoding), decoding->ended, decoding->told, &found);
    if (!par_encoding_report(&found, decoding->told.charset, decoding->source->name, decoding->diags))
        return PAR_SOURCE_REFUSED;
    decoding->decoder.encoding = found.encoding;
    if (decoding->told.charset == PAR_CHARSET_FIND)
        decoding->strays = par_strays_new(&found, decoding->source->arena);
    for (size_t mark = 1; !decoding->passed && mark > 0;) { /* files put together from others have two */
        mark = mark_size(found.encoding.carrier, unread(decoding));
        decoding->begin += mark;
    }
    decoding->started = true;
    return 0;
}

/* Makes ASCII ready as it is, without the word it ends in: the next byte may belong to it. The window is filled before
 * anything is decided, so that nothing depends on the pieces in which the source gives its bytes. */
static long pass_ascii(struct decoding *decoding)
{
    long status = fill(decoding, WINDOW);
    if (status < 0)
        return status;
    struct par_span text = unread(decoding);
    size_t length = begins_otherwise(decoding, text) ? 0 : ascii_length(text);
    if (length == text.size && decoding->ended) {
        decoding->done = true;
    } else {
        size_t word = word_begin(text, length);
        if (length < text.size || word > 0)
            length = word;
        if (length == 0)
            return start(decoding);
    }
    decoding->ready = (struct par_span){text.text, length};
    decoding->begin += length;
    decoding->passed = true;
    return 0;
}

/* --- After that -------------------------------------------------------------------------------------------------- */

static long decode_piece(struct decoding *decoding)
{
    if (decoding->begin == decoding->end && !decoding->ended) {
        long status = fill(decoding, PIECE);
        if (status < 0)
            return status;
    }
    struct par_span piece = unread(decoding);
    bool last = decoding->ended && piece.size <= PIECE;
    if (piece.size > PIECE)
        piece.size = PIECE;
    decoding->begin += piece.size;
    decoding->ready.text = decoding->text;
    decoding->ready.size = par_decoder_feed(&decoding->decoder, piece, last, decoding->text);
    decoding->done = last;
    if (decoding->decoder.broken)
        return report_broken(decoding);
    bool is_unicode = decoding->decoder.encoding.charset == PAR_CHARSET_UNICODE;
    par_strays_feed(decoding->strays, is_unicode ? decoding->ready : piece);
    if (last) {
        par_encoding_report_strays(decoding->strays, decoding->source->name, decoding->diags);
        par_encoding_report_letters(decoding->decoder.mended, decoding->source->name, decoding->diags);
    }
    return 0;
}

static long read_decoded(void *context, char *buffer, size_t size)
{
    struct decoding *decoding = context;
    while (decoding->ready.size == 0 && !decoding->done) {
        long status = decoding->started ? decode_piece(decoding) : pass_ascii(decoding);
        if (status < 0)
            return status;
    }
    size_t given = size < decoding->ready.size ? size : decoding->ready.size;
    if (given > 0)
        memcpy(buffer, decoding->ready.text, given);
    decoding->ready.text += given;
    decoding->ready.size -= given;
    return (long)given;
}

static void close_decoded(void *context)
{
    struct decoding *decoding = context;
    par_source_close(decoding->source);
    free(decoding->bytes);
    free(decoding->text);
    decoding->bytes = decoding->text = NULL;
}

struct par_source *par_source_decode(struct par_source *source, struct par_encoding told, struct par_diags *diags)
{
    struct decoding *decoding = par_arena_alloc(source->arena, sizeof *decoding);
    *decoding = (struct decoding){.source = source, .diags = diags, .told = told};
    decoding->bytes = par_memory_resize(source->arena, NULL, WINDOW);
    decoding->text = par_memory_resize(source->arena, NULL, par_decoder_room(PIECE));
    struct par_source *decoded = par_arena_alloc(source->arena, sizeof *decoded);
    *decoded = (struct par_source){.read = read_decoded,
                                   .close = close_decoded,
                                   .context = decoding,
                                   .name = source->name,
                                   .arena = source->arena};
    return decoded;
}
