#include "reading.h"

#include "character.h"
#include "charset.h"

static struct par_span decode(struct par_encoding encoding, struct par_span word, char out[PAR_READING_ROOM])
{
    struct par_decoder decoder = {.encoding = encoding};
    return (struct par_span){out, par_decoder_feed(&decoder, word, true, out)};
}

/* Whether every letter stands for a byte, as in text of an old charset inside UTF-8. */
static bool is_of_bytes(struct par_span word)
{
    int32_t character;
    while (par_character_next(&word, &character))
        if (par_charset_byte(character) < 0 && par_character_is_letter(character))
            return false;
    return word.size == 0;
}

static bool is_vni_mark(int32_t character)
{
    uint_least16_t codes[PAR_CHARSET_CODES] = {0};
    int byte = par_charset_byte(character);
    if (byte >= 0)
        par_charset_read(PAR_CHARSET_VNI, (unsigned char)byte, codes);
    return utf8proc_category(codes[0]) == UTF8PROC_CATEGORY_MN;
}

/* The marks of VNI are letters in other fonts and exist in both cases: each must have that of the letter before. */
static bool vni_case_fits(enum par_carrier carrier, struct par_span word)
{
    char text[PAR_READING_ROOM];
    enum par_charset charset = carrier == PAR_CARRIER_BYTES ? PAR_CHARSET_CP1252 : PAR_CHARSET_UNICODE;
    struct par_span rest = decode((struct par_encoding){carrier, charset}, word, text);
    bool upper_before = false;
    int32_t character;
    while (par_character_next(&rest, &character)) {
        bool upper = par_character_is_upper(character);
        if (is_vni_mark(character) && upper != upper_before)
            return false;
        upper_before = upper;
    }
    return true;
}

/* UTF-8 inside UTF-8 needs no syllables: nothing else gives letters there. */
static enum par_word_sense sense_of(struct par_encoding encoding, struct par_span word, struct par_span text)
{
    bool inner = encoding.carrier == PAR_CARRIER_UTF8 && encoding.charset != PAR_CHARSET_UNICODE;
    if (inner && !is_of_bytes(word))
        return PAR_WORD_INVALID;
    if (inner && encoding.charset == PAR_CHARSET_CP1252 && par_word_is_latin(text))
        return PAR_WORD_VALID;
    if (encoding.charset == PAR_CHARSET_VNI && !vni_case_fits(encoding.carrier, word))
        return PAR_WORD_INVALID;
    return par_word_judge(text, encoding.charset == PAR_CHARSET_TCVN3);
}

void par_reading_of(struct par_encoding encoding, struct par_span word, struct par_reading *reading)
{
    struct par_span text = decode(encoding, word, reading->text);
    reading->size = text.size;
    reading->sense = sense_of(encoding, word, text);
}

bool par_reading_is_alien(struct par_encoding encoding, struct par_span word)
{
    return encoding.charset == PAR_CHARSET_UNICODE ? par_word_is_foreign(word) : !is_of_bytes(word);
}

bool par_reading_alike(const struct par_reading *a, const struct par_reading *b)
{
    return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}
