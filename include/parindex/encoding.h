/* encoding: what the bytes of a text file mean.
 *
 * Two questions, answered apart. The carrier says how characters are packed: single bytes, UTF-8, UTF-16. The charset
 * says what the characters stand for: Unicode, or one of the old Vietnamese 8-bit charsets, whose texts also live on
 * inside valid UTF-8 ("Së Néi vô" is TCVN3 for "Sở Nội vụ") and UTF-16. In such text a character stands for the byte
 * that Windows-1252 gives it; a character that has none stands for itself. PAR_CHARSET_CP1252 is UTF-8 whose bytes were
 * taken for Windows-1252 ("Sá»Ÿ"); as bytes, Windows-1252 itself, which is never found, only told.
 *
 * Finding: the different words with characters beyond ASCII are read by each candidate. A word is evidence where it is
 * a Vietnamese syllable in one reading and none in another; capitals in the middle of a small word make it none. UTF-8
 * and UTF-16 as they stand are preferred:
 *   - an old charset must make syllables of three quarters of the words, among them two that are none as they stand
 *     (three in bytes that are not valid UTF-8);
 *   - words of which only another reading makes sense are set against those of which only the choice does: CLOSE from
 *     one in four (against UTF-8 as it stands only from two words on, else UNSURE), UNSURE from one in twenty;
 *   - where no word tells two readings apart: UNSURE for UTF-8 and UTF-16 as they stand, CLOSE for an old charset, and
 *     UNSURE for it where a single word does. */
#ifndef PARINDEX_ENCODING_H
#define PARINDEX_ENCODING_H

#include "parindex/arena.h"

enum par_carrier { PAR_CARRIER_FIND, PAR_CARRIER_BYTES, PAR_CARRIER_UTF8, PAR_CARRIER_UTF16LE, PAR_CARRIER_UTF16BE };

enum par_charset {
    PAR_CHARSET_FIND,
    PAR_CHARSET_UNICODE,
    PAR_CHARSET_CP1258,   /* Windows-1258, tones as combining marks */
    PAR_CHARSET_TCVN3,    /* ABC fonts (.VnTime); has no capitals with tones */
    PAR_CHARSET_VNI,      /* VNI fonts: a letter, then a mark as a character of its own */
    PAR_CHARSET_VISCII,   /* RFC 1456 */
    PAR_CHARSET_TCVN5712, /* TCVN 5712-1:1993 (VN1) */
    PAR_CHARSET_CP1252    /* UTF-8 taken for Windows-1252; as bytes, Windows-1252 */
};

struct par_encoding {
    enum par_carrier carrier;
    enum par_charset charset;
};

/* From the name after --encoding, letter case aside: "utf-8", "utf-16le", "utf-16be", "windows-1258", "tcvn3" (also
 * "abc"), "vni", "viscii", "tcvn5712-1", "cp1252". The Unicode names give both parts, the others leave the carrier to
 * be found. The names in messages are understood too: "tcvn3 in utf-8". False when there is no such name. */
bool par_encoding_named(const char *name, struct par_encoding *out);

/* All names, "utf-8, utf-16le, ...", for messages. */
const char *par_encoding_names(void);

/* For messages: "utf-8", "tcvn3", "tcvn3 in utf-8", "vni in utf-16le" ... Static. */
const char *par_encoding_name(struct par_encoding encoding);

enum par_encoding_verdict {
    PAR_ENCODING_ASCII, /* nothing beyond ASCII in the sample */
    PAR_ENCODING_SURE,
    PAR_ENCODING_UNSURE, /* the choice is right for nearly all such files, but another reading would do: warn */
    PAR_ENCODING_CLOSE   /* two readings are as good: the user must tell */
};

enum { PAR_ENCODING_WORD = 64 };

struct par_encoding_found {
    struct par_encoding encoding; /* without FIND; for CLOSE the better or earlier one */
    enum par_encoding_verdict verdict;
    size_t words; /* different ones with letters beyond ASCII, in the sample */
    size_t valid; /* of them, Vietnamese syllables as read; in UTF-8 taken for Windows-1252, words of Latin letters */
    struct par_encoding rival;    /* the next best reading that gives other text; set for UNSURE and CLOSE */
    char word[PAR_ENCODING_WORD]; /* a word on which they differ, as each reads it (UTF-8, NFC) */
    char rival_word[PAR_ENCODING_WORD];
};

/* Decides for a sample: bytes as in the file, from its beginning (a byte order mark or NULs decide the carrier) or from
 * the beginning of a word. What `told` gives is obeyed. With a charset told the verdict is never CLOSE, and UNSURE only
 * where more words make sense in what would be found without it, the rival, and none as told than the other way. Bytes
 * that no candidate explains are left as UTF-8, so that the reader names each bad place. `ended`: the sample is all
 * there is; without it the word at its end, perhaps cut off, is not looked at. */
void par_encoding_find(struct par_span sample, bool ended, struct par_encoding told, struct par_encoding_found *out);

/* Strays: words that came from a text in another encoding, be they one among thousands. As read a stray is no
 * Vietnamese, in another encoding it is, with other text, and a character of it gives that away: in Unicode a letter
 * that Vietnamese does not have or a mark where it has none ("Së", "ho¹ch", "tÕ", "Xaõ"), in an old charset a letter
 * that only Unicode has. Foreign words hardly ever are ("Zürich", "Noël"; but "Loïc" could be VNI for "Lọc"), names of
 * the Highlands are never. */
struct par_strays;

/* For text in an encoding that was found, not told; in the arena. NULL, with which the others do nothing, where the
 * verdict is UNSURE or CLOSE, the text in another language, or in an old charset inside UTF-16. */
struct par_strays *par_strays_new(const struct par_encoding_found *found, struct par_arena *arena);

/* A piece: of Unicode what the decoder made of it, of an old charset as in the file. */
void par_strays_feed(struct par_strays *strays, struct par_span piece);

/* Behind the last piece: whether there were any. If so, `found` is UNSURE and has the first one as its word. */
bool par_strays_end(struct par_strays *strays, struct par_encoding_found *found);

/* A decoder to UTF-8, fed in pieces. The text is not normalised: tones may come as combining marks. Where the charset
 * is Unicode the look-alikes of Vietnamese letters are mended: Ƣ -> Ư, Ð (eth) and Ɖ (African d) -> Đ, ƣ -> ư, ð -> đ;
 * `mended` counts them. Invalid UTF-8 goes through unchanged: the table reader names its place. So does a byte that its
 * charset does not know, as a C1 control. */
struct par_decoder {
    struct par_encoding encoding; /* without FIND */
    unsigned char pending[4];     /* of a character cut off at the end of a piece */
    unsigned char pending_size;
    size_t mended;
    bool broken; /* UTF-16: a lone surrogate or half a character; it became U+FFFD */
};

/* Room that a piece of `size` bytes may need in the output. */
size_t par_decoder_room(size_t size);

/* Decodes a piece; the size of the text written to `out`. `last`: no more follows. */
size_t par_decoder_feed(struct par_decoder *decoder, struct par_span piece, bool last, char *out);

/* A text as a whole; the span itself when there is nothing to do. In the arena. Counts into *mended. */
struct par_span par_text_decode(struct par_encoding encoding, struct par_span text, struct par_arena *arena,
                                size_t *mended);

/* True for a Vietnamese syllable, in any letter case, NFC or not: onset, rhyme and tone that occur together. Final -k
 * of place names ("Đắk") is one. */
bool par_text_is_syllable(struct par_span word);

#endif
