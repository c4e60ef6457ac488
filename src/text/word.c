#include "word.h"

#include "character.h"
#include "charset.h"

/* --- Letters ----------------------------------------------------------------------------------------------------- */

/* Cuts off and gives the letters, or what are none, at the beginning of *rest. */
static struct par_span take(struct par_span *rest, bool letters)
{
    struct par_span begin = *rest;
    struct par_span next = *rest;
    int32_t character;
    while (par_character_next(&next, &character) && par_character_is_letter(character) == letters)
        *rest = next;
    return (struct par_span){begin.text, begin.size - rest->size};
}

static bool is_ascii(struct par_span text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.text[i] >= 0x80)
            return false;
    return true;
}

struct cases {
    size_t upper, lower;             /* letters of each case */
    size_t ascii_upper, ascii_lower; /* of them in ASCII */
};

static struct cases count_cases(struct par_span part)
{
    struct cases cases = {0};
    int32_t character;
    while (par_character_next(&part, &character)) {
        bool upper = par_character_is_upper(character);
        bool lower = par_character_is_lower(character);
        cases.upper += upper;
        cases.lower += lower;
        cases.ascii_upper += upper && character < 0x80;
        cases.ascii_lower += lower && character < 0x80;
    }
    return cases;
}

/* All small, all capital, or small behind one capital. */
static bool case_fits(struct par_span part, bool capital_font)
{
    struct cases cases = count_cases(part);
    int32_t first;
    if (capital_font && cases.ascii_upper > 0 && cases.ascii_lower == 0)
        return true;
    if (cases.upper == 0 || cases.lower == 0)
        return true;
    return cases.upper == 1 && par_character_next(&part, &first) && par_character_is_upper(first);
}

static bool is_latin(int32_t character)
{
    return character < 0x250 || (character >= 0x300 && character < 0x370) ||
           (character >= 0x1E00 && character < 0x1F00);
}

bool par_word_is_latin(struct par_span text)
{
    bool beyond_ascii = false;
    int32_t character;
    while (par_character_next(&text, &character)) {
        bool letter = par_character_is_letter(character);
        if (letter && !is_latin(character))
            return false;
        beyond_ascii = beyond_ascii || (letter && character >= 0x80);
    }
    return beyond_ascii && text.size == 0;
}

/* --- What stands between ----------------------------------------------------------------------------------------- */

/* Signs that stand beside letters: before a word, behind one, on either side, also within. */
static const uint_least16_t opening[] = u"“‘„‚«‹°";
static const uint_least16_t closing[] = u"”»›²³";
static const uint_least16_t outside[] = u"…•";
static const uint_least16_t anywhere[] = u"’–—‐‑′″\u00A0\u200B\u202F\uFEFF";

static bool is_among(int32_t character, const uint_least16_t *list)
{
    while (*list && *list != character)
        list++;
    return *list != 0;
}

/* Signs behind letters do not open, signs before letters do not close. */
static bool belongs(int32_t character, bool letters_before, bool letters_behind)
{
    if (is_among(character, opening))
        return letters_behind || !letters_before;
    if (is_among(character, closing))
        return letters_before || !letters_behind;
    return is_among(character, outside) || is_among(character, anywhere);
}

/* A single sign may stand alone, whatever it is; within a word it is a dash or an apostrophe. */
static bool sign_fits(int32_t character, bool letters_before, bool letters_behind)
{
    if (letters_before && letters_behind)
        return is_among(character, anywhere);
    return belongs(character, letters_before, letters_behind) || (!letters_before && !letters_behind);
}

static bool signs_fit(struct par_span signs, bool letters_before, bool letters_behind)
{
    int32_t character;
    if (!par_character_next(&signs, &character))
        return true;
    if (signs.size == 0)
        return sign_fits(character, letters_before, letters_behind);
    do
        if (!belongs(character, letters_before, letters_behind))
            return false;
    while (par_character_next(&signs, &character));
    return true;
}

/* --- Foreign words ----------------------------------------------------------------------------------------------- */

/* The Vietnamese letters that Windows-1252 has, with the look-alikes of đ. */
static const uint_least16_t vietnamese[] = u"ÀÁÂÃÈÉÊÌÍÐÒÓÔÕÙÚÝàáâãèéêìíðòóôõùúý";

/* Letters that Unicode counts as such because they are written in "1ª", "Nº" and "µm" are signs here. */
static bool is_written_as_letter(int32_t character)
{
    return par_character_is_letter(character) && (character < 0x80 || character >= 0xC0);
}

static bool is_foreign_letter(int32_t character)
{
    return par_charset_byte(character) >= 0x80 && !is_among(character, vietnamese);
}

/* Neighbours that no Vietnamese word has: "Së", "TaÌi", "Xaõ". */
static bool are_foreign_letters(int32_t before, int32_t character)
{
    bool is_capital = character >= 0x80 && par_character_is_upper(character);
    return is_foreign_letter(before) || is_foreign_letter(character) ||
           (is_capital && par_character_is_lower(before)) ||
           (is_among(before, u"aeoAEO") && is_among(character, u"âõÂÕ"));
}

/* Signs that end no word: letters of TCVN3 and VISCII ("x·"), and half a letter of UTF-8 ("xÃ£"). */
static bool is_foreign_sign(int32_t before, int32_t character)
{
    return is_among(character, u"¬µ¶·¸") || before == u'Ã';
}

/* By two neighbours, or by a letter behind a sign behind a letter ("ho¹ch"). */
bool par_word_is_foreign(struct par_span text)
{
    bool within = false, letter_before = false;
    int32_t before = 0, character;
    while (par_character_next(&text, &character)) {
        bool letter = is_written_as_letter(character);
        if (letter && letter_before && are_foreign_letters(before, character))
            return true;
        if (letter && !letter_before && within && !is_among(before, anywhere))
            return true;
        if (!letter && letter_before && is_foreign_sign(before, character))
            return true;
        within = within || letter;
        letter_before = letter;
        before = character;
    }
    return false;
}

/* --- The word ---------------------------------------------------------------------------------------------------- */

enum par_word_sense par_word_judge(struct par_span text, bool capital_font)
{
    enum par_word_sense sense = PAR_WORD_NEUTRAL;
    while (text.size > 0) {
        struct par_span part = take(&text, true);
        struct par_span signs = take(&text, false);
        bool is_text = part.size + signs.size > 0;
        if (!is_text || !signs_fit(signs, part.size > 0, text.size > 0))
            return PAR_WORD_INVALID;
        if (is_ascii(part))
            continue;
        if (!par_text_is_syllable(part) || !case_fits(part, capital_font))
            return PAR_WORD_INVALID;
        sense = PAR_WORD_VALID;
    }
    return sense;
}
