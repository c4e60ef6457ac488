#include "sample.h"

#include "parindex/text.h"

/* --- The carrier ------------------------------------------------------------------------------------------------- */

static bool begins_with(struct par_span text, const char *head, size_t size)
{
    return text.size >= size && memcmp(text.text, head, size) == 0;
}

/* Without a mark: the ASCII in UTF-16 has a NUL as every second byte. */
static enum par_carrier find_wide(struct par_span bytes)
{
    size_t nul[2] = {0, 0};
    for (size_t i = 0; i < bytes.size; i++)
        nul[i % 2] += bytes.text[i] == '\0';
    for (size_t i = 0; i < 2; i++)
        if (nul[i] > 1 && nul[i] > bytes.size / 8 && nul[1 - i] < (nul[i] + 3) / 4)
            return i == 0 ? PAR_CARRIER_UTF16BE : PAR_CARRIER_UTF16LE;
    return PAR_CARRIER_FIND;
}

enum par_carrier par_sample_carrier(struct par_span bytes)
{
    if (begins_with(bytes, "\xEF\xBB\xBF", 3))
        return PAR_CARRIER_UTF8;
    if (begins_with(bytes, "\xFF\xFE", 2))
        return PAR_CARRIER_UTF16LE;
    if (begins_with(bytes, "\xFE\xFF", 2))
        return PAR_CARRIER_UTF16BE;
    return find_wide(bytes);
}

bool par_sample_is_utf8(const struct par_sample *sample)
{
    size_t bad = 0;
    return sample->wide != PAR_CARRIER_FIND || par_text_valid(sample->bytes, &bad) ||
           (!sample->ended && sample->bytes.size - bad < 4);
}

/* --- Words ------------------------------------------------------------------------------------------------------- */

static bool is_ascii_letter(unsigned char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* Beyond ASCII, or a control: TCVN 5712-1 and VISCII have letters in their place. */
static bool is_beyond_ascii(unsigned char byte)
{
    return byte >= 0x80 || (byte < 0x20 && byte != '\0' && (byte < '\t' || byte > '\r'));
}

bool par_walk_goes_on(char byte)
{
    return is_ascii_letter((unsigned char)byte) || is_beyond_ascii((unsigned char)byte);
}

void par_walk_end(struct par_walk *walk)
{
    if (walk->beyond_ascii && walk->size < PAR_ENCODING_WORD)
        walk->visit(walk->context, (struct par_span){walk->word, walk->size});
    walk->size = 0;
    walk->beyond_ascii = false;
}

void par_walk_feed(struct par_walk *walk, struct par_span bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        unsigned char byte = (unsigned char)bytes.text[i];
        bool beyond = is_beyond_ascii(byte);
        if (!beyond && !is_ascii_letter(byte)) {
            par_walk_end(walk);
            continue;
        }
        walk->beyond_ascii = walk->beyond_ascii || beyond;
        if (walk->size < PAR_ENCODING_WORD)
            walk->word[walk->size++] = (char)byte;
    }
}

static void walk_wide(struct par_walk *walk, const struct par_sample *sample)
{
    enum { PIECE = 256 };
    struct par_decoder decoder = {.encoding = {sample->wide, PAR_CHARSET_FIND}}; /* the carrier only: mends nothing */
    char text[4 * (PIECE + 4)];
    for (size_t at = 0; at < sample->bytes.size; at += PIECE) {
        size_t left = sample->bytes.size - at;
        struct par_span piece = {sample->bytes.text + at, left < PIECE ? left : PIECE};
        bool last = sample->ended && left <= PIECE;
        par_walk_feed(walk, (struct par_span){text, par_decoder_feed(&decoder, piece, last, text)});
    }
}

void par_sample_walk(const struct par_sample *sample, par_sample_visit visit, void *context)
{
    struct par_walk walk = {.visit = visit, .context = context};
    if (sample->wide != PAR_CARRIER_FIND)
        walk_wide(&walk, sample);
    else
        par_walk_feed(&walk, sample->bytes);
    if (sample->ended)
        par_walk_end(&walk);
}
