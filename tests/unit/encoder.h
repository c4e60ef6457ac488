/* encoder: text in any encoding that encoding.h can read, for tests. */
#ifndef PARINDEX_TESTS_ENCODER_H
#define PARINDEX_TESTS_ENCODER_H

#include <utf8proc.h>

#include "parindex/encoding.h"
#include "parindex/text.h"

enum { CODES = 0x2000, ENCODER_ROOM = 256 * 1024 };

struct sequence {
    char bytes[2];
    size_t size;
};

/* For each character its bytes in each charset: the decoder's tables, which test_encoding.c checks, turned round. */
static struct sequence sequences[PAR_CHARSET_CP1252][CODES];

/* The only character of a text in NFC; 0 when there are more or it is ASCII. */
static inline int32_t only_character(struct par_arena *arena, enum par_charset charset, struct par_span bytes)
{
    size_t mended = 0;
    struct par_encoding encoding = {PAR_CARRIER_BYTES, charset};
    struct par_span text = par_text_nfc(par_text_decode(encoding, bytes, arena, &mended), arena);
    utf8proc_int32_t character;
    utf8proc_ssize_t size =
        utf8proc_iterate((const utf8proc_uint8_t *)text.text, (utf8proc_ssize_t)text.size, &character);
    return size == (utf8proc_ssize_t)text.size && character >= 0x80 && character < CODES ? character : 0;
}

static inline void learn(struct par_arena *arena, enum par_charset charset, const unsigned char *bytes, size_t size)
{
    struct sequence sequence = {{(char)bytes[0], (char)bytes[1]}, size};
    int32_t character = only_character(arena, charset, (struct par_span){sequence.bytes, size});
    bool upper = utf8proc_category(character) == UTF8PROC_CATEGORY_LU;
    bool wrong_case = charset == PAR_CHARSET_VNI && size == 2 && upper != (bytes[1] < 0xE0);
    if (character > 0 && sequences[charset][character].size == 0 && !wrong_case)
        sequences[charset][character] = sequence;
}

static inline void learn_charset(struct par_arena *arena, enum par_charset charset)
{
    bool has_marks = charset == PAR_CHARSET_VNI || charset == PAR_CHARSET_CP1258;
    unsigned char bytes[2] = {0, 0};
    for (int first = 1; first < 0x100; first++) {
        bytes[0] = (unsigned char)first;
        learn(arena, charset, bytes, 1);
    }
    for (int first = 1; has_marks && first < 0x100; first++)
        for (int second = 0x80; second < 0x100; second++) {
            bytes[0] = (unsigned char)first;
            bytes[1] = (unsigned char)second;
            learn(arena, charset, bytes, 2);
        }
}

/* The fonts of TCVN3 have no capitals with tones: .VnTimeH shows the small ones as capitals. */
static inline void learn_capital_font(void)
{
    static const uint_least16_t capitals[] = u"ĂÂÊÔƠƯĐ";
    struct sequence *tcvn3 = sequences[PAR_CHARSET_TCVN3];
    for (int32_t character = 0x80; character < CODES; character++) {
        int32_t lower = utf8proc_tolower(character);
        bool own = false;
        for (const uint_least16_t *capital = capitals; *capital; capital++)
            own = own || *capital == character;
        if (lower != character && lower < CODES && !own)
            tcvn3[character] = tcvn3[lower];
    }
}

static inline size_t put(int32_t character, char *out)
{
    return (size_t)utf8proc_encode_char(character, (utf8proc_uint8_t *)out);
}

static inline bool next(struct par_span *text, int32_t *character)
{
    utf8proc_ssize_t size =
        utf8proc_iterate((const utf8proc_uint8_t *)text->text, (utf8proc_ssize_t)text->size, character);
    if (text->size == 0 || size <= 0)
        return false;
    text->text += size;
    text->size -= (size_t)size;
    return true;
}

static inline size_t to_charset(enum par_charset charset, struct par_span text, char *out)
{
    size_t size = 0;
    int32_t character;
    if (charset == PAR_CHARSET_UNICODE || charset == PAR_CHARSET_CP1252) {
        memcpy(out, text.text, text.size);
        return text.size;
    }
    while (next(&text, &character)) {
        struct sequence sequence = {{(char)character, 0}, 1};
        if (character >= 0x80)
            sequence = character < CODES ? sequences[charset][character] : (struct sequence){{'?', 0}, 1};
        memcpy(out + size, sequence.bytes, sequence.size);
        size += sequence.size;
    }
    return size;
}

/* Bytes taken for Windows-1252. */
static inline size_t to_utf8(struct par_span bytes, char *out, struct par_arena *arena)
{
    size_t mended = 0;
    struct par_encoding encoding = {PAR_CARRIER_BYTES, PAR_CHARSET_CP1252};
    struct par_span text = par_text_decode(encoding, bytes, arena, &mended);
    memcpy(out, text.text, text.size);
    return text.size;
}

static inline size_t to_utf16(struct par_span text, char *out)
{
    size_t size = 0;
    int32_t character;
    while (next(&text, &character)) {
        out[size++] = (char)(character & 0xFF);
        out[size++] = (char)(character >> 8);
    }
    return size;
}

static inline struct par_span encode(struct par_encoding encoding, struct par_span text, char *out,
                                     struct par_arena *arena)
{
    static char inner[ENCODER_ROOM], outer[ENCODER_ROOM];
    struct par_span bytes = {inner, to_charset(encoding.charset, text, inner)};
    if (encoding.carrier != PAR_CARRIER_BYTES && encoding.charset != PAR_CHARSET_UNICODE)
        bytes = (struct par_span){outer, to_utf8(bytes, outer, arena)};
    if (encoding.carrier == PAR_CARRIER_UTF16LE)
        return (struct par_span){out, to_utf16(bytes, out)};
    memcpy(out, bytes.text, bytes.size);
    return (struct par_span){out, bytes.size};
}

/* Once, before encode(). */
static inline void learn_charsets(struct par_arena *arena)
{
    for (int charset = PAR_CHARSET_CP1258; charset < PAR_CHARSET_CP1252; charset++)
        learn_charset(arena, (enum par_charset)charset);
    learn_capital_font();
}

#endif
