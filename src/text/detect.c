#include <stdlib.h>
#include <utf8proc.h>

#include "parindex/text.h"
#include "reading.h"
#include "sample.h"

enum {
    READINGS = 12,
    SEEN = 1 << 16,
    ENOUGH = 2,     /* words that speak for an old charset inside UTF-8 */
    ENOUGH_RAW = 3, /* the same in bytes that are no UTF-8: a stray byte or two are not yet a charset */
    SHARE = 3,      /* of an old charset: so many words valid for one that is not */
    MIXED = 4,      /* one word against fewer than so many: undecided */
    DOUBTFUL = 20   /* one word against fewer than so many: a warning */
};

/* As it stands first, then by how common they are. Of two that do equally well the earlier is tried first. */
static const struct par_encoding all_readings[READINGS] = {
    {PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE},  {PAR_CARRIER_UTF8, PAR_CHARSET_TCVN3},
    {PAR_CARRIER_UTF8, PAR_CHARSET_VNI},      {PAR_CARRIER_UTF8, PAR_CHARSET_CP1252},
    {PAR_CARRIER_UTF8, PAR_CHARSET_CP1258},   {PAR_CARRIER_UTF8, PAR_CHARSET_VISCII},
    {PAR_CARRIER_UTF8, PAR_CHARSET_TCVN5712}, {PAR_CARRIER_BYTES, PAR_CHARSET_TCVN3},
    {PAR_CARRIER_BYTES, PAR_CHARSET_VNI},     {PAR_CARRIER_BYTES, PAR_CHARSET_CP1258},
    {PAR_CARRIER_BYTES, PAR_CHARSET_VISCII},  {PAR_CARRIER_BYTES, PAR_CHARSET_TCVN5712},
};

/* --- The tally --------------------------------------------------------------------------------------------------- */

struct tally {
    struct par_encoding readings[READINGS];
    size_t count;
    bool is_utf8; /* the sample */
    size_t words; /* different ones */
    size_t sense[READINGS][PAR_WORD_INVALID + 1];
    size_t only[READINGS][READINGS]; /* words valid in the first and invalid in the second */
    size_t both[READINGS][READINGS]; /* words valid in both, with different text */
    uint64_t seen[SEEN / 64];        /* hashes of the words so far; that two may share one does no harm */
};

static uint32_t hash_of(struct par_span word)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < word.size; i++)
        hash = (hash ^ (unsigned char)word.text[i]) * 16777619U;
    return hash ^ hash >> 16;
}

static bool is_new(struct tally *tally, struct par_span word)
{
    uint32_t hash = hash_of(word) % SEEN;
    uint64_t bit = UINT64_C(1) << hash % 64;
    bool is_seen = tally->seen[hash / 64] & bit;
    tally->seen[hash / 64] |= bit;
    return !is_seen;
}

static void compare(struct tally *tally, const struct par_reading *readings, size_t a, size_t b)
{
    if (readings[a].sense != PAR_WORD_VALID)
        return;
    tally->only[a][b] += readings[b].sense == PAR_WORD_INVALID;
    tally->both[a][b] += readings[b].sense == PAR_WORD_VALID && !par_reading_alike(&readings[a], &readings[b]);
}

static void count_word(void *context, struct par_span word)
{
    struct tally *tally = context;
    struct par_reading readings[READINGS];
    if (!is_new(tally, word))
        return;
    tally->words++;
    for (size_t i = 0; i < tally->count; i++) {
        par_reading_of(tally->readings[i], word, &readings[i]);
        tally->sense[i][readings[i].sense]++;
    }
    for (size_t a = 0; a < tally->count; a++)
        for (size_t b = 0; b < tally->count; b++)
            compare(tally, readings, a, b);
}

/* --- The decision ------------------------------------------------------------------------------------------------ */

static bool is_home(const struct tally *tally, size_t reading)
{
    return tally->readings[reading].charset == PAR_CHARSET_UNICODE;
}

/* Three quarters of the words, and enough that UTF-8 cannot read. */
static bool is_convincing(const struct tally *tally, size_t reading)
{
    size_t enough = tally->readings[reading].carrier == PAR_CARRIER_BYTES ? ENOUGH_RAW : ENOUGH;
    return tally->sense[reading][PAR_WORD_VALID] >= SHARE * tally->sense[reading][PAR_WORD_INVALID] &&
           tally->only[reading][0] >= enough;
}

/* The reading with most words; UTF-8 as it stands when that does not convince. */
static size_t choose(const struct tally *tally)
{
    size_t best = 0;
    for (size_t i = 1; i < tally->count; i++)
        if (tally->sense[i][PAR_WORD_VALID] > tally->sense[best][PAR_WORD_VALID])
            best = i;
    return is_home(tally, 0) && !is_convincing(tally, best) ? 0 : best;
}

/* UTF-8 as it stands against another reading. Where most words are Vietnamese in neither, it is another language. */
static enum par_encoding_verdict weigh_home(const struct tally *tally, size_t rival)
{
    size_t gain = tally->only[0][rival];
    size_t loss = tally->only[rival][0];
    size_t valid = tally->sense[0][PAR_WORD_VALID];
    size_t invalid = tally->sense[0][PAR_WORD_INVALID];
    if (loss == 0)
        return gain == 0 && tally->both[0][rival] > 0 ? PAR_ENCODING_UNSURE : PAR_ENCODING_SURE;
    if (2 * (valid + loss) < valid + invalid)
        return PAR_ENCODING_SURE;
    bool is_mixed = MIXED * loss > gain;
    if (gain == 0 || (is_mixed && loss > 1))
        return PAR_ENCODING_CLOSE;
    return is_mixed || (loss > 1 && DOUBTFUL * loss > gain) ? PAR_ENCODING_UNSURE : PAR_ENCODING_SURE;
}

/* An old charset against another reading. */
static enum par_encoding_verdict weigh_old(const struct tally *tally, size_t choice, size_t rival)
{
    size_t gain = tally->only[choice][rival];
    size_t loss = tally->only[rival][choice];
    size_t both = tally->both[choice][rival];
    if (loss + both == 0)
        return PAR_ENCODING_SURE;
    if (gain == 0 || MIXED * loss > gain)
        return PAR_ENCODING_CLOSE;
    return gain == 1 || DOUBTFUL * loss > gain ? PAR_ENCODING_UNSURE : PAR_ENCODING_SURE;
}

/* Bytes that are no UTF-8 and that no charset explains are named one by one by whoever reads the text. */
static enum par_encoding_verdict weigh(const struct tally *tally, size_t choice, size_t rival)
{
    bool raw = tally->readings[rival].carrier == PAR_CARRIER_BYTES;
    if (choice != 0)
        return weigh_old(tally, choice, rival);
    return raw && !tally->is_utf8 ? PAR_ENCODING_SURE : weigh_home(tally, rival);
}

/* How much speaks for a rival: words that only it can read count most. */
static size_t strength(const struct tally *tally, size_t choice, size_t rival)
{
    return tally->only[rival][choice] * SEEN + tally->both[choice][rival];
}

/* The verdict on the choice, and the rival that made it. */
static enum par_encoding_verdict judge(const struct tally *tally, size_t choice, size_t *rival)
{
    enum par_encoding_verdict worst = PAR_ENCODING_SURE;
    *rival = choice;
    for (size_t i = 0; i < tally->count; i++) {
        enum par_encoding_verdict verdict = i == choice ? PAR_ENCODING_SURE : weigh(tally, choice, i);
        bool is_stronger = verdict == worst && strength(tally, choice, i) > strength(tally, choice, *rival);
        if (verdict > worst || (is_stronger && verdict != PAR_ENCODING_SURE)) {
            worst = verdict;
            *rival = i;
        }
    }
    return worst;
}

/* --- A word to show ---------------------------------------------------------------------------------------------- */

struct example {
    struct par_encoding encoding, rival;
    enum par_word_sense wanted; /* of the word as `encoding` reads it */
    struct par_encoding_found *found;
};

/* In NFC, cut to fit. */
static void show(const struct par_reading *reading, char word[PAR_ENCODING_WORD])
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)reading->text, (utf8proc_ssize_t)reading->size,
                                         &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    struct par_span text = {reading->text, reading->size};
    if (size >= 0)
        text = (struct par_span){(const char *)composed, (size_t)size};
    if (text.size >= PAR_ENCODING_WORD)
        text.size = PAR_ENCODING_WORD - 1;
    while (text.size > 0 && !par_text_valid(text, &(size_t){0}))
        text.size--;
    memcpy(word, text.text, text.size);
    word[text.size] = '\0';
    free(composed);
}

static void keep_example(void *context, struct par_span word)
{
    const struct example *example = context;
    struct par_reading chosen, rival;
    if (*example->found->word)
        return;
    par_reading_of(example->encoding, word, &chosen);
    par_reading_of(example->rival, word, &rival);
    if (chosen.sense != example->wanted || rival.sense != PAR_WORD_VALID || par_reading_alike(&chosen, &rival))
        return;
    show(&chosen, example->found->word);
    show(&rival, example->found->rival_word);
}

/* --- Finding ----------------------------------------------------------------------------------------------------- */

static bool is_wide(enum par_carrier carrier)
{
    return carrier == PAR_CARRIER_UTF16LE || carrier == PAR_CARRIER_UTF16BE;
}

static void add_reading(struct tally *tally, struct par_encoding reading, struct par_encoding told)
{
    bool fits = (told.carrier == PAR_CARRIER_FIND || told.carrier == reading.carrier) &&
                (told.charset == PAR_CHARSET_FIND || told.charset == reading.charset);
    if (fits)
        tally->readings[tally->count++] = reading;
}

/* The readings that are left by what is told; of a charset that is told, the likelier carrier first. */
static void list_readings(struct tally *tally, struct par_encoding told)
{
    if (told.charset == PAR_CHARSET_FIND || told.charset == PAR_CHARSET_UNICODE) {
        for (size_t i = 0; i < READINGS; i++)
            add_reading(tally, all_readings[i], told);
        return;
    }
    add_reading(tally, (struct par_encoding){tally->is_utf8 ? PAR_CARRIER_UTF8 : PAR_CARRIER_BYTES, told.charset},
                told);
    add_reading(tally, (struct par_encoding){tally->is_utf8 ? PAR_CARRIER_BYTES : PAR_CARRIER_UTF8, told.charset},
                told);
}

/* UTF-16 is made UTF-8 before its words are read. */
static struct par_encoding outer(struct par_encoding encoding, enum par_carrier wide)
{
    return wide == PAR_CARRIER_FIND ? encoding : (struct par_encoding){wide, encoding.charset};
}

static struct par_encoding inner(struct par_encoding encoding)
{
    return is_wide(encoding.carrier) ? (struct par_encoding){PAR_CARRIER_UTF8, encoding.charset} : encoding;
}

static void decide(const struct tally *tally, const struct par_sample *sample, struct par_encoding_found *found)
{
    size_t rival;
    size_t choice = choose(tally);
    found->encoding = outer(tally->readings[choice], sample->wide);
    found->valid = tally->sense[choice][PAR_WORD_VALID];
    found->words = tally->words - tally->sense[choice][PAR_WORD_NEUTRAL];
    found->verdict = tally->words == 0 ? PAR_ENCODING_ASCII : PAR_ENCODING_SURE;
    if (!is_home(tally, 0))
        return;
    enum par_encoding_verdict verdict = judge(tally, choice, &rival);
    if (verdict <= PAR_ENCODING_SURE)
        return;
    found->verdict = verdict;
    found->rival = outer(tally->readings[rival], sample->wide);
    bool loses = tally->only[rival][choice] > 0;
    struct example example = {tally->readings[choice], tally->readings[rival],
                              loses ? PAR_WORD_INVALID : PAR_WORD_VALID, found};
    par_sample_walk(sample, keep_example, &example);
}

static void search(const struct par_sample *sample, struct par_encoding told, struct par_encoding_found *found)
{
    struct tally tally = {.is_utf8 = par_sample_is_utf8(sample)};
    list_readings(&tally, inner(told));
    par_sample_walk(sample, count_word, &tally);
    decide(&tally, sample, found);
}

/* --- What was told ----------------------------------------------------------------------------------------------- */

struct contest {
    struct par_encoding told, other;
    size_t for_told, for_other; /* words that only this one can read */
};

static void set_against(void *context, struct par_span word)
{
    struct contest *contest = context;
    struct par_reading told, other;
    par_reading_of(contest->told, word, &told);
    par_reading_of(contest->other, word, &other);
    contest->for_told += told.sense == PAR_WORD_VALID && other.sense == PAR_WORD_INVALID;
    contest->for_other += other.sense == PAR_WORD_VALID && told.sense == PAR_WORD_INVALID;
}

/* What is told for all files of a run may be wrong for one of them: then most words speak for what would be found. */
static void doubt(const struct par_sample *sample, struct par_encoding told, struct par_encoding_found *found)
{
    struct par_encoding_found other = {.encoding = {told.carrier, PAR_CHARSET_FIND}};
    search(sample, other.encoding, &other);
    struct contest contest = {.told = inner(found->encoding), .other = inner(other.encoding)};
    par_sample_walk(sample, set_against, &contest);
    if (contest.for_other <= contest.for_told)
        return;
    struct example example = {contest.told, contest.other, PAR_WORD_INVALID, found};
    par_sample_walk(sample, keep_example, &example);
    example.wanted = PAR_WORD_VALID;
    par_sample_walk(sample, keep_example, &example);
    if (*found->word) { /* otherwise both give the same text */
        found->verdict = PAR_ENCODING_UNSURE;
        found->rival = other.encoding;
    }
}

void par_encoding_find(struct par_span sample, bool ended, struct par_encoding told, struct par_encoding_found *found)
{
    *found = (struct par_encoding_found){.encoding = told, .verdict = PAR_ENCODING_SURE};
    bool is_open = told.carrier == PAR_CARRIER_FIND || told.charset == PAR_CHARSET_FIND;
    if (told.carrier == PAR_CARRIER_FIND)
        told.carrier = par_sample_carrier(sample);
    struct par_sample words = {sample, ended, is_wide(told.carrier) ? told.carrier : PAR_CARRIER_FIND};
    if (is_open)
        search(&words, told, found);
    if (told.charset != PAR_CHARSET_FIND)
        doubt(&words, told, found);
}

/* --- Strays ------------------------------------------------------------------------------------------------------ */

enum { MET = 1 << 10 };

struct par_strays {
    struct par_encoding encoding; /* of the words: those of UTF-16 come as UTF-8 */
    enum par_carrier wide;        /* as in par_sample */
    struct par_walk walk;
    uint32_t met[MET]; /* hashes of words, each at its own remainder: most of those that come again are known by it */
    char first[PAR_ENCODING_WORD];
    size_t first_size;
    size_t counts[READINGS]; /* words that a reading explains */
};

/* Which readings explain a stray, as bits; 0: the word is none. */
static unsigned explain(const struct par_strays *strays, struct par_span word)
{
    struct par_reading as_read, reading;
    unsigned readings = 0;
    if (!par_reading_is_alien(strays->encoding, word))
        return 0;
    par_reading_of(strays->encoding, word, &as_read);
    if (as_read.sense != PAR_WORD_INVALID)
        return 0;
    for (size_t i = 0; i < READINGS; i++) {
        par_reading_of(all_readings[i], word, &reading);
        bool is_valid = all_readings[i].carrier == PAR_CARRIER_UTF8 && reading.sense == PAR_WORD_VALID;
        if (is_valid && !par_reading_alike(&as_read, &reading))
            readings |= 1U << i;
    }
    return readings;
}

static void look_at(void *context, struct par_span word)
{
    struct par_strays *strays = context;
    uint32_t hash = hash_of(word);
    if (strays->met[hash % MET] == hash)
        return;
    strays->met[hash % MET] = hash;
    unsigned readings = explain(strays, word);
    for (size_t i = 0; i < READINGS; i++)
        strays->counts[i] += readings >> i & 1;
    if (readings == 0 || strays->first_size > 0)
        return;
    memcpy(strays->first, word.text, word.size);
    strays->first_size = word.size;
}

struct par_strays *par_strays_new(const struct par_encoding_found *found, struct par_arena *arena)
{
    bool is_unicode = found->encoding.charset == PAR_CHARSET_UNICODE;
    enum par_carrier wide = is_wide(found->encoding.carrier) ? found->encoding.carrier : PAR_CARRIER_FIND;
    bool is_other_language = is_unicode && 2 * found->valid < found->words;
    if (found->verdict > PAR_ENCODING_SURE || is_other_language || (wide != PAR_CARRIER_FIND && !is_unicode))
        return NULL;
    struct par_strays *strays = par_arena_alloc(arena, sizeof *strays);
    *strays = (struct par_strays){.encoding = inner(found->encoding), .wide = wide};
    strays->walk = (struct par_walk){.visit = look_at, .context = strays};
    return strays;
}

static unsigned char fits(unsigned char byte, unsigned char mask, unsigned char bits)
{
    return (byte & mask) == bits;
}

/* Of a character of Latin-1 the second byte, and the one before both. */
static unsigned char is_foreign(unsigned char before, unsigned char byte)
{
    return (unsigned char)(fits(byte, 0x06, 0x06) +                           /* Æ Ç Î Ï Ö × Þ ß */
                           fits(byte, 0x1E, 0x04) +                           /* Ä Å */
                           fits(byte, 0x0F, 0x0B) +                           /* Ë Û */
                           fits(byte, 0x1E, 0x10) +                           /* Ñ, and Ð, which has been mended */
                           fits(byte, 0x1B, 0x18) +                           /* Ø Ü */
                           (fits(before, 0xE0, 0x60) & fits(byte, 0x20, 0)) + /* a capital behind a small letter */
                           ((fits(before, 0xDB, 0x41) + fits(before, 0xDF, 0x4F)) & /* â or õ behind a, e or o */
                            (fits(byte, 0x1F, 0x02) + fits(byte, 0x1F, 0x15))));
}

/* Whether strays into Unicode may stand in the text: nearly all hold a letter of Latin-1 that is no Vietnamese one, or
 * a sign, which hardly any Vietnamese text has. For the vectorizer there are no branches, and sums, as gcc would look
 * up an "or" of bits one by one. */
static bool may_be_foreign(struct par_span text)
{
    const unsigned char *bytes = (const unsigned char *)text.text;
    unsigned char found = 0;
    for (size_t i = 1; i + 1 < text.size; i++) {
        found |= (bytes[i] == 0xC3) & (is_foreign(bytes[i - 1], bytes[i + 1]) != 0);
        found |= (bytes[i] == 0xC2) & (bytes[i + 1] != 0xA0);
    }
    return found;
}

/* The same for Unicode in an old charset: nearly every text has a letter with two marks or a dot below, or a đ. */
static bool may_be_unicode(struct par_span text)
{
    const unsigned char *bytes = (const unsigned char *)text.text;
    unsigned char found = 0;
    for (size_t i = 1; i < text.size; i++) {
        found |= (bytes[i - 1] == 0xE1) & fits(bytes[i], 0xFE, 0xBA);
        found |= (bytes[i - 1] == 0xC4) & fits(bytes[i], 0xFE, 0x90);
    }
    return found;
}

/* Words within the piece are looked at only where a stray may be among them, the first and the last always: they may go
 * on in other pieces. */
void par_strays_feed(struct par_strays *strays, struct par_span piece)
{
    size_t begin = 0, end = piece.size;
    if (!strays)
        return;
    while (begin < piece.size && par_walk_goes_on(piece.text[begin]))
        begin++;
    while (end > begin && par_walk_goes_on(piece.text[end - 1]))
        end--;
    struct par_span within = {piece.text + begin, end - begin};
    bool is_unicode = strays->encoding.charset == PAR_CHARSET_UNICODE;
    par_walk_feed(&strays->walk, (struct par_span){piece.text, begin});
    if (is_unicode ? may_be_foreign(within) : may_be_unicode(within))
        par_walk_feed(&strays->walk, within);
    else if (within.size > 0)
        par_walk_end(&strays->walk);
    par_walk_feed(&strays->walk, (struct par_span){piece.text + end, piece.size - end});
}

/* The reading that explains most of them, among those that explain the first. */
bool par_strays_end(struct par_strays *strays, struct par_encoding_found *found)
{
    if (!strays)
        return false;
    par_walk_end(&strays->walk);
    struct par_span first = {strays->first, strays->first_size};
    unsigned readings = explain(strays, first);
    size_t best = READINGS;
    for (size_t i = 0; i < READINGS; i++)
        if ((readings >> i & 1) && (best == READINGS || strays->counts[i] > strays->counts[best]))
            best = i;
    if (best == READINGS)
        return false;
    *found = (struct par_encoding_found){.verdict = PAR_ENCODING_UNSURE};
    found->encoding = outer(strays->encoding, strays->wide);
    found->rival = outer(all_readings[best], strays->wide);
    struct example example = {strays->encoding, all_readings[best], PAR_WORD_INVALID, found};
    keep_example(&example, first);
    return true;
}
