#include <stdlib.h>

#include "character.h"
#include "parindex/encoding.h"

enum { LETTERS = 7, TEXT = 2 * LETTERS + 1 }; /* "nghiêng"; no letter has more than two bytes in UTF-8 */

enum tone { LEVEL, HUYEN, HOI, NGA, SAC, NANG };

struct word {
    int32_t letters[LETTERS]; /* small, without tones */
    size_t count;
    enum tone tone;
    size_t tone_at; /* letter that carries it */
};

/* --- From text to letters ---------------------------------------------------------------------------------------- */

struct shape {
    int32_t base;
    int32_t mark; /* circumflex, breve, horn */
    int32_t letter;
};

static const struct shape shapes[] = {
    {'a', 0x302, u'â'}, {'a', 0x306, u'ă'}, {'e', 0x302, u'ê'},
    {'o', 0x302, u'ô'}, {'o', 0x31B, u'ơ'}, {'u', 0x31B, u'ư'},
};

static bool is_vowel(int32_t letter)
{
    return letter > 0x7F ? letter != u'đ' : strchr("aeiouy", (int)letter) != NULL;
}

/* LEVEL when the mark is no tone. */
static enum tone tone_of(int32_t mark)
{
    switch (mark) {
    case 0x300:
        return HUYEN;
    case 0x309:
        return HOI;
    case 0x303:
        return NGA;
    case 0x301:
        return SAC;
    case 0x323:
        return NANG;
    default:
        return LEVEL;
    }
}

static bool add_shape(int32_t *letter, int32_t mark)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].base == *letter && shapes[i].mark == mark) {
            *letter = shapes[i].letter;
            return true;
        }
    return false;
}

static bool add_mark(struct word *word, int32_t mark)
{
    if (word->count == 0)
        return false;
    enum tone tone = tone_of(mark);
    if (tone == LEVEL)
        return add_shape(&word->letters[word->count - 1], mark);
    if (word->tone != LEVEL)
        return false;
    word->tone = tone;
    word->tone_at = word->count - 1;
    return true;
}

/* A letter, or a mark on the letter before it; false when no Vietnamese word has it. */
static bool add_part(struct word *word, int32_t part)
{
    if ((part < 'a' || part > 'z') && part != u'đ')
        return add_mark(word, part);
    if (word->count == LETTERS)
        return false;
    word->letters[word->count++] = part;
    return true;
}

static bool add_character(struct word *word, int32_t character)
{
    enum { PARTS = 4 };
    utf8proc_int32_t parts[PARTS];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(character, parts, PARTS, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &boundary);
    if (count > PARTS)
        return false;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (!add_part(word, parts[i]))
            return false;
    return true;
}

static bool read_word(struct par_span text, struct word *word)
{
    *word = (struct word){.tone = LEVEL};
    int32_t character;
    while (par_character_next(&text, &character))
        if (!add_character(word, character))
            return false;
    return text.size == 0;
}

/* --- Onset and rhyme --------------------------------------------------------------------------------------------- */

/* What an onset asks of the rhyme. A glide is the o or u before the vowel proper: "oa", "uy". */
enum kind {
    ANY,
    BARE,   /* no onset: "yê", not "iê" */
    HARD_C, /* c: not before i e ê y; with a glide it is written "qu" */
    BACK,   /* not before i e ê y */
    FRONT,  /* only before i e ê y */
    LIPS,   /* no glide but "uy", as in "buýt" */
    GI,
    QU
};

struct onset {
    const char *text;
    enum kind kind;
};

static const struct onset onsets[] = {
    {"", BARE},    {"b", LIPS},  {"c", HARD_C}, {"ch", ANY},    {"d", ANY},  {"đ", ANY},   {"g", BACK},
    {"gh", FRONT}, {"gi", GI},   {"h", ANY},    {"k", FRONT},   {"kh", ANY}, {"l", ANY},   {"m", LIPS},
    {"n", ANY},    {"ng", BACK}, {"nh", ANY},   {"ngh", FRONT}, {"p", LIPS}, {"ph", LIPS}, {"qu", QU},
    {"r", ANY},    {"s", ANY},   {"t", ANY},    {"th", ANY},    {"tr", ANY}, {"v", LIPS},  {"x", ANY},
};

/* In the order of strcmp. Those in -k stand in place names of the Central Highlands. */
static const char *const rhymes[] = {
    "a",    "ac",   "ach",  "ai",   "ak",  "am",  "an",   "ang",  "anh",  "ao",   "ap",   "at",  "au",  "ay",
    "e",    "ec",   "ek",   "em",   "en",  "eng", "eo",   "ep",   "et",   "i",    "ia",   "ich", "ik",  "im",
    "in",   "inh",  "ip",   "it",   "iu",  "iêc", "iêk",  "iêm",  "iên",  "iêng", "iêp",  "iêt", "iêu", "o",
    "oa",   "oac",  "oach", "oai",  "oam", "oan", "oang", "oanh", "oao",  "oap",  "oat",  "oay", "oc",  "oe",
    "oen",  "oeo",  "oet",  "oi",   "ok",  "om",  "on",   "ong",  "ooc",  "oong", "op",   "ot",  "oăc", "oăm",
    "oăn",  "oăng", "oăt",  "u",    "ua",  "uc",  "ui",   "uk",   "um",   "un",   "ung",  "up",  "ut",  "uy",
    "uya",  "uych", "uyn",  "uynh", "uyp", "uyt", "uyu",  "uyên", "uyêt", "uân",  "uâng", "uât", "uây", "uê",
    "uêch", "uênh", "uôc",  "uôi",  "uôk", "uôm", "uôn",  "uông", "uôt",  "uơ",   "y",    "yêm", "yên", "yêng",
    "yêt",  "yêu",  "âc",   "âk",   "âm",  "ân",  "âng",  "âp",   "ât",   "âu",   "ây",   "ê",   "êch", "êk",
    "êm",   "ên",   "ênh",  "êp",   "êt",  "êu",  "ô",    "ôc",   "ôi",   "ôk",   "ôm",   "ôn",  "ông", "ôp",
    "ôt",   "ăc",   "ăk",   "ăm",   "ăn",  "ăng", "ăp",   "ăt",   "ơ",    "ơi",   "ơk",   "ơm",  "ơn",  "ơp",
    "ơt",   "ư",    "ưa",   "ưc",   "ưi",  "ưk",  "ưm",   "ưn",   "ưng",  "ưt",   "ưu",   "ươc", "ươi", "ươk",
    "ươm",  "ươn",  "ương", "ươp",  "ươt", "ươu",
};

/* Behind "qu", which has taken the glide. */
static const char *const rhymes_of_qu[] = {
    "a",  "ac", "ach", "ai", "am",  "an",  "ang", "anh", "ao", "ap",  "at",  "au", "ay", "e",  "en",  "eng", "eo",
    "et", "i",  "in",  "it", "y",   "ych", "yn",  "ynh", "yt", "yên", "yêt", "âc", "âm", "ân", "âng", "ât",  "âu",
    "ây", "ê",  "êch", "ên", "ênh", "êt",  "ôc",  "ăc",  "ăm", "ăn",  "ăng", "ăp", "ăt", "ơ",  "ơi",  NULL,
};

/* Where the i of "gi" is the vowel too. */
static const char *const rhymes_of_gi[] = {"i", "in", "iêc", "iêm", "iên", "iêng", "iêt", "iêu", NULL};

/* Onsets before "y" alone: "Mỹ", "kỳ", "Vy"; the others write "i". */
static const char *const onsets_of_y[] = {"", "d", "h", "k", "l", "m", "n", "s", "t", "th", "v", NULL};

static const char *const glides[] = {"oa", "oe", "oă", "uy", "uâ", "uê", "uơ", NULL};

static bool begins_with(const char *text, const char *head)
{
    return strncmp(text, head, strlen(head)) == 0;
}

static bool is_among(const char *text, const char *const *list)
{
    while (*list && strcmp(*list, text) != 0)
        list++;
    return *list != NULL;
}

static int compare_text(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

static bool is_rhyme(const char *text)
{
    return bsearch(text, rhymes, sizeof rhymes / sizeof *rhymes, sizeof *rhymes, compare_text) != NULL;
}

static bool has_glide(const char *rhyme)
{
    for (const char *const *glide = glides; *glide; glide++)
        if (begins_with(rhyme, *glide))
            return true;
    return false;
}

static bool is_front(const char *rhyme)
{
    return *rhyme == 'i' || *rhyme == 'e' || *rhyme == 'y' || begins_with(rhyme, "ê");
}

static bool go_together(const struct onset *onset, const char *rhyme)
{
    if (onset->kind == QU)
        return is_among(rhyme, rhymes_of_qu);
    if (!is_rhyme(rhyme))
        return false;
    if (*rhyme == 'y')
        return rhyme[1] == '\0' ? is_among(onset->text, onsets_of_y) : onset->kind == BARE;
    switch (onset->kind) {
    case BARE:
        return !begins_with(rhyme, "iê");
    case HARD_C:
        return !is_front(rhyme) && !has_glide(rhyme);
    case BACK:
        return !is_front(rhyme);
    case FRONT:
        return is_front(rhyme);
    case LIPS:
        return !has_glide(rhyme) || begins_with(rhyme, "uy");
    case GI:
        return *rhyme == 'i' ? is_among(rhyme, rhymes_of_gi) : !has_glide(rhyme);
    default:
        return true;
    }
}

static const struct onset *find_onset(const char *text)
{
    for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++)
        if (strcmp(onsets[i].text, text) == 0)
            return &onsets[i];
    return NULL;
}

/* --- The tone ---------------------------------------------------------------------------------------------------- */

/* Whether the mark stands on the right letter: the last of ă â ê ô ơ ư; without these the last vowel before a
 * consonant, the middle one of three, the first of two, either of oa, oe and uy ("hoà", "hòa"). */
static bool tone_stands(const int32_t *rhyme, size_t count, size_t at)
{
    size_t vowels = 0;
    while (vowels < count && is_vowel(rhyme[vowels]))
        vowels++;
    for (size_t i = vowels; i-- > 0;)
        if (rhyme[i] > 0x7F)
            return at == i;
    if (vowels == 3 || (vowels == 2 && count > 2))
        return at == 1;
    bool either = vowels == 2 && (rhyme[0] == 'o' ? rhyme[1] != 'i' : rhyme[1] == 'y' && rhyme[0] == 'u');
    return at == 0 || (at == 1 && either);
}

/* Before p t c ch the voice stops, which leaves sắc and nặng. Names in -k are also written without ("Đăk Tô"). */
static bool tone_sounds(const char *rhyme, enum tone tone)
{
    size_t size = strlen(rhyme);
    char last = rhyme[size - 1];
    bool is_ch = last == 'h' && rhyme[size - 2] == 'c';
    if (last == 'k' && tone == LEVEL)
        return true;
    return tone == SAC || tone == NANG || !(is_ch || strchr("ptck", last));
}

/* --- The syllable ------------------------------------------------------------------------------------------------ */

static void print(const int32_t *letters, size_t count, char text[TEXT])
{
    for (size_t i = 0; i < count; i++)
        text += utf8proc_encode_char(letters[i], (utf8proc_uint8_t *)text);
    *text = '\0';
}

/* Letters before the rhyme: the consonants, and the u of "qu". */
static size_t onset_length(const struct word *word)
{
    size_t length = 0;
    while (length < word->count && !is_vowel(word->letters[length]))
        length++;
    bool is_q = length == 1 && word->letters[0] == 'q' && word->count > 2 && word->letters[1] == 'u';
    return is_q ? 2 : length;
}

/* Whether "gi" stands before the letter at 2: its i is a vowel of its own in "gì", "gìn", "giếng". */
static bool takes_i(const struct word *word)
{
    return word->count > 2 && is_vowel(word->letters[2]) && word->letters[2] != u'ê';
}

bool par_text_is_syllable(struct par_span text)
{
    struct word word;
    char onset_text[TEXT];
    char rhyme[TEXT];
    if (!read_word(text, &word))
        return false;
    size_t begin = onset_length(&word);
    if (begin == word.count)
        return false;
    print(word.letters, begin, onset_text);
    bool is_gi = strcmp(onset_text, "g") == 0 && word.letters[1] == 'i';
    begin += is_gi && takes_i(&word);
    print(word.letters + begin, word.count - begin, rhyme);
    const struct onset *onset = find_onset(is_gi ? "gi" : onset_text);
    if (!onset || !go_together(onset, rhyme) || !tone_sounds(rhyme, word.tone))
        return false;
    return word.tone == LEVEL ||
           (word.tone_at >= begin && tone_stands(word.letters + begin, word.count - begin, word.tone_at - begin));
}
