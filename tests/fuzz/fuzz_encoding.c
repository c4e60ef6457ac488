/* Any bytes as text in an encoding that is told or to be found: what is found does not break, and decoding in chunks
 * whose size is the second byte gives what decoding at once gives, by the decoder and by the source over it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "parindex/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static size_t feed_in_chunks(struct par_decoder *decoder, struct par_span bytes, size_t chunk, char *out)
{
    size_t size = 0;
    while (bytes.size > chunk) {
        size += par_decoder_feed(decoder, (struct par_span){bytes.text, chunk}, false, out + size);
        bytes.text += chunk;
        bytes.size -= chunk;
    }
    return size + par_decoder_feed(decoder, bytes, true, out + size);
}

static void check_decoder(struct par_encoding encoding, struct par_span bytes, size_t chunk, struct par_arena *arena)
{
    struct par_decoder decoder = {.encoding = encoding};
    size_t mended = 0;
    struct par_span whole = par_text_decode(encoding, bytes, arena, &mended);
    char *out = par_arena_alloc(arena, par_decoder_room(bytes.size));
    struct par_span parts = {out, feed_in_chunks(&decoder, bytes, chunk, out)};
    check(par_span_equal(parts, whole) && decoder.mended == mended);
}

/* The text of a decoding source; refused: text NULL. */
static struct par_span read_all(struct par_span bytes, struct par_encoding told, size_t chunk, struct par_arena *arena)
{
    struct par_diags *diags = par_diags_new(arena, 20, 100);
    struct par_source *source = par_source_decode(par_source_memory(bytes, chunk, "fuzz", arena), told, diags);
    size_t room = par_decoder_room(bytes.size);
    char *text = par_arena_alloc(arena, room);
    size_t size = 0;
    long got;
    while ((got = source->read(source->context, text + size, room - size)) > 0)
        size += (size_t)got;
    par_source_close(source);
    check((got < 0) == (par_diags_errors(diags) > 0));
    return (struct par_span){got < 0 ? NULL : text, got < 0 ? 0 : size};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct par_arena *arena = par_arena_new(NULL);
    struct par_span bytes = {(const char *)data + 2, size - 2};
    struct par_encoding told = {(enum par_carrier)(data[0] % (PAR_CARRIER_UTF16BE + 1)),
                                (enum par_charset)(data[0] / 8 % (PAR_CHARSET_CP1252 + 1))};
    size_t chunk = (size_t)data[1] + 1;
    struct par_encoding_found found;
    par_encoding_find(bytes, chunk % 2, told, &found);
    check(found.encoding.carrier != PAR_CARRIER_FIND && found.encoding.charset != PAR_CHARSET_FIND);
    check(memchr(found.word, '\0', sizeof found.word) && memchr(found.rival_word, '\0', sizeof found.rival_word));
    check_decoder(found.encoding, bytes, chunk, arena);
    struct par_span whole = read_all(bytes, told, 0, arena);
    struct par_span parts = read_all(bytes, told, chunk, arena);
    check(par_span_equal(whole, parts) && !whole.text == !parts.text);
    par_arena_free(arena);
    return 0;
}
