#include "spelling.h"

#include "codepoints.h"

/* What stands for what. Abbreviations of kinds are those of units, and only before a name: "P. Ba Đình". */
static const struct {
    const char *brief;
    const char *full;
    bool kind;
} abbreviations[] = {
    {"ubnd", "ủy ban nhân dân", false},
    {"u b n d", "ủy ban nhân dân", false},
    {"hđnd", "hội đồng nhân dân", false},
    {"tphcm", "thành phố hồ chí minh", false},
    {"hcm", "hồ chí minh", false},
    {"tp", "thành phố", true},
    {"t p", "thành phố", true},
    {"tx", "thị xã", true},
    {"t x", "thị xã", true},
    {"tt", "thị trấn", true},
    {"t t", "thị trấn", true},
    {"đk", "đặc khu", true},
    {"p", "phường", true},
    {"x", "xã", true},
    {"q", "quận", true},
    {"h", "huyện", true},
};

static const char *const kinds[] = {"tỉnh",     "thành phố", "quận", "huyện",  "thị xã",
                                    "thị trấn", "phường",    "xã",   "đặc khu"};

enum { ABBREVIATIONS = sizeof abbreviations / sizeof *abbreviations, KINDS = sizeof kinds / sizeof *kinds };

/* The words above as PAR_FORM_WORDS, with or without marks. */
struct vocabulary {
    const char *briefs[ABBREVIATIONS];
    const char *fulls[ABBREVIATIONS];
    const char *kinds[KINDS];
    const char *office;
};

struct par_speller {
    enum par_match_kind kind;
    struct par_codepoints text;
    struct par_bytes words;
    struct par_bytes spelled;
    struct vocabulary vocabularies[2]; /* without and with marks */
};

/* --- Code points -------------------------------------------------------------------------------------------------- */

static int32_t apostrophe(int32_t codepoint)
{
    return codepoint == '`' || codepoint == 0xB4 || codepoint == 0x2032 ? '\'' : codepoint;
}

static int32_t with_marks(int32_t codepoint, void *context)
{
    (void)context;
    return apostrophe(codepoint);
}

/* D with stroke is a letter of its own in Unicode, without a decomposition. */
static int32_t without_marks(int32_t codepoint, void *context)
{
    (void)context;
    return codepoint == 0x110 || codepoint == 0x111 ? 'd' : apostrophe(codepoint);
}

/* Letters in small form and of one width, marks behind them; every dash as "-"; no characters that cannot be seen. */
static void read_text(struct par_speller *speller, struct par_span text, bool marks)
{
    enum { FOLD = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_LUMP };
    par_codepoints_read(&speller->text, text, marks ? FOLD : FOLD | UTF8PROC_STRIPMARK,
                        marks ? with_marks : without_marks);
}

static bool is_digit(int32_t codepoint)
{
    return codepoint >= '0' && codepoint <= '9';
}

static bool is_mark(int32_t codepoint)
{
    return utf8proc_category(codepoint) == UTF8PROC_CATEGORY_MN;
}

static bool is_tone(int32_t codepoint)
{
    return codepoint == 0x300 || codepoint == 0x301 || codepoint == 0x303 || codepoint == 0x309 || codepoint == 0x323;
}

static bool is_letter(int32_t codepoint)
{
    utf8proc_category_t category = utf8proc_category(codepoint);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO; /* letters, marks, digits */
}

/* What is read as a word: "TN & MT", "> 90 %". */
static bool is_symbol(int32_t codepoint)
{
    utf8proc_category_t category = utf8proc_category(codepoint);
    return codepoint == '%' || codepoint == '&' || codepoint == '#' ||
           (category >= UTF8PROC_CATEGORY_SM && category <= UTF8PROC_CATEGORY_SO);
}

/* Whether punctuation is a part of the word around it: 1.1, 1/2, M'Drắk. */
static bool is_joint(const struct par_codepoints *text, size_t at)
{
    if (at == 0 || at + 1 >= text->count)
        return false;
    int32_t before = text->items[at - 1], here = text->items[at], behind = text->items[at + 1];
    if (here == '\'')
        return is_letter(before) && is_letter(behind);
    return (here == '.' || here == ',' || here == '/' || here == ':') && is_digit(before) && is_digit(behind);
}

/* The end of the word that begins at `at`; `at` itself when none does. */
static size_t word_end(const struct par_codepoints *text, size_t at)
{
    if (at < text->count && is_symbol(text->items[at]))
        return at + 1;
    while (at < text->count && (is_letter(text->items[at]) || is_joint(text, at)))
        at++;
    return at;
}

/* --- Words -------------------------------------------------------------------------------------------------------- */

/* The tone goes behind the word, as hòa and hoà differ only in the letter that carries it. */
static void put_word(struct par_bytes *words, const int32_t *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!is_tone(word[i]))
            par_bytes_put_codepoint(words, word[i]);
    for (size_t i = 0; i < length; i++)
        if (is_tone(word[i]))
            par_bytes_put_codepoint(words, word[i]);
}

static const char *put_words(struct par_speller *speller, size_t from)
{
    struct par_codepoints *text = &speller->text;
    struct par_bytes *words = &speller->words;
    words->count = 0;
    for (size_t at = from; at < text->count;) {
        size_t end = word_end(text, at);
        if (end == at) {
            at++;
            continue;
        }
        if (words->count > 0)
            par_bytes_put(words, ' ');
        put_word(words, text->items + at, end - at);
        at = end;
    }
    return par_bytes_text(words);
}

/* --- The number of a title ---------------------------------------------------------------------------------------- */

static bool is_between_words(int32_t codepoint)
{
    return codepoint == '+' || !(is_letter(codepoint) || is_symbol(codepoint));
}

static bool is_one_of(const char *characters, int32_t codepoint)
{
    return codepoint > 0 && codepoint < 0x80 && strchr(characters, codepoint);
}

/* A number of digits and dots ("1.1", also "1" before a dot, slash or colon), of Roman digits or one letter ("IV.",
 * "a)"). A bare "5" is a word of the title. */
static bool is_number(const struct par_codepoints *text, size_t begin, size_t end)
{
    int32_t behind = end < text->count ? text->items[end] : 0;
    bool closed = is_one_of(".)", behind), digits = true, roman = true, dots = false;
    for (size_t i = begin; i < end; i++) {
        digits = digits && is_one_of("0123456789.", text->items[i]);
        roman = roman && is_one_of("ivxlc", text->items[i]);
        dots = dots || text->items[i] == '.';
    }
    if (digits)
        return dots || closed || is_one_of("/:", behind);
    return closed && (roman || (end == begin + 1 && !is_mark(text->items[begin])));
}

/* Where the title itself begins, behind numbers and bullets: "1.1.1. ", "I. 1) ", "- ", "+ ". 0 when there is nothing
 * else. */
static size_t behind_number(const struct par_codepoints *text)
{
    for (size_t at = 0; at < text->count;) {
        if (is_between_words(text->items[at])) {
            at++;
            continue;
        }
        size_t end = word_end(text, at);
        if (!is_number(text, at, end))
            return at;
        at = end;
    }
    return 0;
}

/* --- Spelling ----------------------------------------------------------------------------------------------------- */

/* Behind the first words of `words` when they are `prefix`, else NULL. */
static const char *behind_words(const char *words, const char *prefix)
{
    size_t size = strlen(prefix);
    bool whole = strncmp(words, prefix, size) == 0 && (words[size] == ' ' || words[size] == '\0');
    return whole ? words + size : NULL;
}

static const char *put_abbreviation(struct par_speller *speller, const struct vocabulary *vocabulary, const char *words)
{
    for (size_t i = 0; i < ABBREVIATIONS; i++) {
        const char *rest = behind_words(words, vocabulary->briefs[i]);
        if (!rest || (abbreviations[i].kind && (speller->kind != PAR_MATCH_UNITS || *rest == '\0')))
            continue;
        par_bytes_put_text(&speller->spelled, vocabulary->fulls[i]);
        return rest;
    }
    return NULL;
}

/* Whether the y sounds as an i does: alone behind h, k, l, m, s or t (Mỹ, Lý), or in a word with qu (Quý, Quỳnh).
 * Behind the letters of such a word only its tone can stand, which begins with the byte CC. */
static bool is_y_as_i(const char *word, size_t at)
{
    if (word[at] != 'y')
        return false;
    if (at == 2)
        return strncmp(word, "qu", 2) == 0;
    return at == 1 && strchr("hklmst", *word) && (strchr(" ", word[2]) || (unsigned char)word[2] == 0xCC);
}

static const char *put_spelled(struct par_bytes *spelled, const char *word)
{
    size_t digits = strspn(word, "0123456789"), size = strcspn(word, " "), at = 0;
    if (digits == size)
        while (at + 1 < size && word[at] == '0')
            at++;
    for (; at < size; at++)
        if (word[at] != '\'')
            par_bytes_put(spelled, is_y_as_i(word, at) ? 'i' : word[at]);
    return word + size;
}

static const char *spell(struct par_speller *speller, const struct vocabulary *vocabulary, const char *words)
{
    speller->spelled.count = 0;
    while (*words) {
        const char *rest = put_abbreviation(speller, vocabulary, words);
        words = rest ? rest : put_spelled(&speller->spelled, words);
        if (*words)
            par_bytes_put(&speller->spelled, *words++);
    }
    return par_bytes_text(&speller->spelled);
}

/* --- Forms -------------------------------------------------------------------------------------------------------- */

/* The name without a word before it, unless it is the whole name. */
static const char *without(const char *name, const char *prefix)
{
    const char *rest = behind_words(name, prefix);
    return rest && *rest ? rest + 1 : name;
}

/* A number alone is no name: "1" may be a code, and must not be taken for "Phường 1". */
static const char *without_kind(const char *name, const struct vocabulary *vocabulary)
{
    for (size_t i = 0; i < KINDS; i++) {
        const char *rest = without(name, vocabulary->kinds[i]);
        if (rest != name)
            return rest[strspn(rest, "0123456789")] ? rest : name;
    }
    return name;
}

struct par_span par_speller_form(struct par_speller *speller, struct par_span text, enum par_form form, bool marks)
{
    const struct vocabulary *vocabulary = &speller->vocabularies[marks];
    bool units = speller->kind == PAR_MATCH_UNITS;
    read_text(speller, text, marks);
    const char *name = put_words(speller, !units && form == PAR_FORM_BARE ? behind_number(&speller->text) : 0);
    if (form >= PAR_FORM_SPELLING)
        name = spell(speller, vocabulary, name);
    if (form >= PAR_FORM_OFFICE && units)
        name = without(name, vocabulary->office);
    if (form == PAR_FORM_BARE && units)
        name = without_kind(name, vocabulary);
    return par_span_of(name);
}

bool par_speller_has_marks(struct par_speller *speller, struct par_span text)
{
    read_text(speller, text, true);
    for (size_t i = 0; i < speller->text.count; i++)
        if (is_mark(speller->text.items[i]) || speller->text.items[i] == 0x111)
            return true;
    return false;
}

/* --- Vocabulary --------------------------------------------------------------------------------------------------- */

static const char *words_of(struct par_speller *speller, const char *text, bool marks)
{
    return par_arena_copy(speller->words.arena, par_speller_form(speller, par_span_of(text), PAR_FORM_WORDS, marks));
}

struct par_speller *par_speller_new(enum par_match_kind kind, struct par_arena *arena)
{
    struct par_speller *speller = par_arena_alloc(arena, sizeof *speller);
    *speller = (struct par_speller){
        .kind = kind, .text = {.arena = arena}, .words = {.arena = arena}, .spelled = {.arena = arena}};
    for (int marks = 0; marks < 2; marks++) {
        struct vocabulary *vocabulary = &speller->vocabularies[marks];
        for (size_t i = 0; i < ABBREVIATIONS; i++) {
            vocabulary->briefs[i] = words_of(speller, abbreviations[i].brief, marks);
            vocabulary->fulls[i] = words_of(speller, abbreviations[i].full, marks);
        }
        for (size_t i = 0; i < KINDS; i++)
            vocabulary->kinds[i] = words_of(speller, kinds[i], marks);
        vocabulary->office = words_of(speller, "ủy ban nhân dân", marks);
    }
    return speller;
}
