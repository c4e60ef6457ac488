/* What encoding is found in which bytes: cases by hand, then all names of provinces and communes and the texts of the
 * sets, in every encoding, in samples from one name on. "Wrong" is a reading that is neither refused nor warned of and
 * gives other text than was written.
 *     test_detect [FOLDER [SAMPLES]]    where units/ and criteria/ stand; samples of each size, encoding and case */
#include "parindex/encoding.h"

#include <glob.h>

#include "encoder.h"
#include "support.h"

static const struct par_encoding unknown = {PAR_CARRIER_FIND, PAR_CHARSET_FIND};

/* --- By hand ------------------------------------------------------------------------------------------------------ */

struct finding {
    const char *bytes;
    enum par_encoding_verdict verdict;
    const char *encoding;
    const char *rival; /* NULL: none */
};

static const struct finding findings[] = {
    {"1,2\n", PAR_ENCODING_ASCII, "utf-8", NULL},
    {"Sở Nội vụ", PAR_ENCODING_SURE, "utf-8", NULL},
    {"Sở", PAR_ENCODING_SURE, "utf-8", NULL},
    {"Së Néi vô, kÕ ho¹ch", PAR_ENCODING_SURE, "tcvn3 in utf-8", NULL},
    {"Së NéI Vô, KÕ HO¹CH", PAR_ENCODING_SURE, "tcvn3 in utf-8", NULL}, /* .VnTimeH */
    {"Sôû Noäi vuï", PAR_ENCODING_SURE, "vni in utf-8", NULL},
    {"SÔÛ NOÄI VUÏ", PAR_ENCODING_SURE, "vni in utf-8", NULL},
    {"Sá»Ÿ Ná»™i vá»¥", PAR_ENCODING_SURE, "cp1252 in utf-8", NULL},
    {"S\xEB N\xE9i v\xF4, k\xD5 ho\xB9"
     "ch",
     PAR_ENCODING_SURE, "tcvn3", NULL},
    {"S\xF4\xFB No\xE4i vu\xEF", PAR_ENCODING_SURE, "vni", NULL},
    /* a word or two */
    {"vô", PAR_ENCODING_UNSURE, "utf-8", "tcvn3 in utf-8"},
    {"x·", PAR_ENCODING_CLOSE, "utf-8", "tcvn3 in utf-8"},
    {"Néi", PAR_ENCODING_CLOSE, "utf-8", "tcvn3 in utf-8"},
    {"nh©n d©n", PAR_ENCODING_CLOSE, "tcvn3 in utf-8", "viscii in utf-8"},
    {"Sở Nội vụ, Néi", PAR_ENCODING_UNSURE, "utf-8", "tcvn3 in utf-8"},
    {"Sở Nội vụ, Néi, kÕ ho¹ch", PAR_ENCODING_CLOSE, "utf-8", "tcvn3 in utf-8"},
    {"S\xEB N\xE9i", PAR_ENCODING_SURE, "utf-8", NULL}, /* not valid: the reader names the places */
    /* no Vietnamese, and not to be made such */
    {"caf\xE9", PAR_ENCODING_SURE, "utf-8", NULL},
    {"Sở Nội vụ, l\xE0", PAR_ENCODING_SURE, "utf-8", NULL},
    {"L'été, très tôt, le château où naît la forêt, là-bas, à côté", PAR_ENCODING_SURE, "utf-8", NULL},
    {"L'\xE9t\xE9, tr\xE8s t\xF4t, le ch\xE2teau o\xF9 na\xEEt la for\xEAt, l\xE0-bas, \xE0 c\xF4t\xE9",
     PAR_ENCODING_SURE, "utf-8", NULL},
    {"Müller, Köln, Straße, über, für, Tür, grün, schön, Größe", PAR_ENCODING_SURE, "utf-8", NULL},
    {"M\xFCller, K\xF6ln, Stra\xDF"
     "e, \xFC"
     "ber, f\xFCr, T\xFCr, gr\xFCn",
     PAR_ENCODING_SURE, "utf-8", NULL},
    {"5 km², 20 °C, ½, “fine” – it’s … €", PAR_ENCODING_SURE, "utf-8", NULL},
    {"5 km\xB2, 20 \xB0"
     "C, \xBD, \x93"
     "fine\x94 \x96 it\x92s \x85 \x80",
     PAR_ENCODING_SURE, "utf-8", NULL},
    {"Tốt👍 rất 😀 ✓ → ≥", PAR_ENCODING_SURE, "utf-8", NULL},
    {"Đắk Lắk, Ea Kar, Krông Pắc, Cư M’gar, Kon Plông", PAR_ENCODING_SURE, "utf-8", NULL},
    {"\x7F\x45LF\x02\x01\x01\xFF\x80\x81\xC8\xC9\x12\x07\x9D\xFE", PAR_ENCODING_SURE, "utf-8", NULL},
};

static void encodings_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
        struct par_encoding_found found;
        par_encoding_find(par_span_of(findings[i].bytes), true, unknown, &found);
        if (found.verdict != findings[i].verdict)
            fail_msg("%s: verdict %d", findings[i].bytes, (int)found.verdict);
        assert_string_equal(par_encoding_name(found.encoding), findings[i].encoding);
        assert_int_equal(findings[i].rival != NULL, found.verdict >= PAR_ENCODING_UNSURE);
        if (findings[i].rival)
            assert_string_equal(par_encoding_name(found.rival), findings[i].rival);
    }
}

static void words_are_counted_once_and_shown(void **state)
{
    (void)state;
    struct par_encoding_found found;
    par_encoding_find(par_span_of("vô, xã, vô, Krông, a – b"), true, unknown, &found);
    assert_int_equal(found.words, 3);
    assert_int_equal(found.valid, 2);
    par_encoding_find(par_span_of("vu\u0323 So\u031B\u0309 Néi kÕ ho¹ch"), true, unknown, &found);
    assert_int_equal(found.verdict, PAR_ENCODING_CLOSE);
    assert_string_equal(found.word, "Néi");
    assert_string_equal(found.rival_word, "Nội");
}

static void half_a_word_is_not_looked_at(void **state)
{
    (void)state;
    struct par_encoding_found found;
    par_encoding_find(par_span_of("Sở Nội v\xE1\xBB"), false, unknown, &found);
    assert_int_equal(found.words, 2);
    par_encoding_find(par_span_of("Sở Nội v\xE1\xBB"), true, unknown, &found);
    assert_int_equal(found.words, 3);
}

struct telling {
    const char *told, *bytes;
    const char *word, *rival, *rival_word; /* NULL: no doubt */
};

static const struct telling tellings[] = {
    {"tcvn3", "Sở Tài chính", "TỔi", "utf-8", "Tài"},
    {"tcvn3", "Phường Ngọc Hà", "HỔ", "utf-8", "Hà"}, /* a syllable either way */
    {"viscii", "Së Néi vô", "Néi", "tcvn3 in utf-8", "Nội"},
    {"cp1252", "S\xEB N\xE9i v\xF4, x\xB7", "Së", "tcvn3", "Sở"},
    {"utf-8", "Së Néi vô", "Së", "tcvn3 in utf-8", "Sở"},
    {"tcvn3", "Sở Nội vụ", NULL, NULL, NULL}, /* the same text */
    {"tcvn3", "Së Néi vô", NULL, NULL, NULL},
    {"tcvn3", "N\xE9i", NULL, NULL, NULL},
    {"tcvn3", "vô", NULL, NULL, NULL}, /* what was found could not tell */
    {"viscii", "nh©n d©n", NULL, NULL, NULL},
    {"cp1252", "L'\xE9t\xE9, l\xE0-bas, \xE0 c\xF4t\xE9", NULL, NULL, NULL},
    {"cp1252", "Sá»Ÿ Ná»™i vá»¥", NULL, NULL, NULL},
};

static void what_is_told_is_doubted_where_another_reading_is_better(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tellings / sizeof *tellings; i++) {
        struct par_encoding told;
        struct par_encoding_found found;
        assert_true(par_encoding_named(tellings[i].told, &told));
        par_encoding_find(par_span_of(tellings[i].bytes), true, told, &found);
        assert_int_equal(found.encoding.charset, told.charset);
        assert_int_equal(found.verdict, tellings[i].word ? PAR_ENCODING_UNSURE : PAR_ENCODING_SURE);
        if (!tellings[i].word)
            continue;
        assert_string_equal(found.word, tellings[i].word);
        assert_string_equal(par_encoding_name(found.rival), tellings[i].rival);
        assert_string_equal(found.rival_word, tellings[i].rival_word);
    }
}

/* --- Strays ------------------------------------------------------------------------------------------------------- */

/* Whether there are any in UTF-8, fed in chunks. */
static bool has_stray(struct par_span text, size_t chunk, struct par_arena *arena, struct par_encoding_found *met)
{
    struct par_encoding_found sure = {{PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}, .verdict = PAR_ENCODING_SURE};
    struct par_strays *strays = par_strays_new(&sure, arena);
    while (text.size > chunk) {
        par_strays_feed(strays, (struct par_span){text.text, chunk});
        text.text += chunk;
        text.size -= chunk;
    }
    par_strays_feed(strays, text);
    return par_strays_end(strays, met);
}

static const struct {
    const char *text;
    const char *word, *rival, *rival_word;
} strays[] = {
    {"Sở, Së Néi vô", "Së", "tcvn3 in utf-8", "Sở"},
    {"Sở, nh©n d©n", "nh©n", "tcvn3 in utf-8", "nhân"},
    {"Sở, x·", "x·", "tcvn3 in utf-8", "xã"},
    {"Sở, y tÕ", "tÕ", "tcvn3 in utf-8", "tế"},
    {"Sở, Sôû Noäi vuï", "Sôû", "vni in utf-8", "Sở"},
    {"Sở, XAÕ BA", "XAÕ", "vni in utf-8", "XÃ"},
    {"Sở, S· Nµi vø tïnh", "S·", "viscii in utf-8", "Sở"}, /* more words than TCVN3 explains, "Sã" */
    {"Sở, TaÌi chiình", "TaÌi", "windows-1258 in utf-8", "Tài"},
    {"Sở, XÃ£ Há»™i", "XÃ£", "cp1252 in utf-8", "Xã"},
};

static void strays_are_named(void **state)
{
    struct work *work = *state;
    struct par_encoding_found found;
    for (size_t i = 0; i < sizeof strays / sizeof *strays; i++)
        for (size_t chunk = 1; chunk < 20; chunk++) {
            assert_true(has_stray(par_span_of(strays[i].text), chunk, work->arena, &found));
            assert_int_equal(found.verdict, PAR_ENCODING_UNSURE);
            assert_string_equal(found.word, strays[i].word);
            assert_string_equal(par_encoding_name(found.rival), strays[i].rival);
            assert_string_equal(found.rival_word, strays[i].rival_word);
        }
}

static const char *const no_strays[] = {
    "Krông Pắc, M'Drắk, M’Drắk, M´Drắk, Dliê Ya, Cư M'gar, Kbang, Kông Chro, Plei Kần, Ngọk Réo, Êđê, Ê-đê, K'Ho, Hrê",
    "café naïve Noël São Tomé Zürich Genève piñata coöperate façade déjà où ça garçon été çà et là Citroën Haïti maïs",
    "München Düsseldorf Straße Größe schön für grün Göttingen Jürgen Öl über señor El Niño mañana España Núñez Peña",
    "François Besançon Curaçao coração João Lisboa Århus Malmö Tromsø Søren Ångström Brontë Pokémon Häagen Türkiye",
    "km² m³ N° n° Nº nº 1ª 2º °C µm µg/m³ §1 ®Samsung Windows® Intel™ ©2020 «Sở» “Hà Nội” Hà–Nội né–ÁI ½ £ 5±2 CO₂ €5",
    "Ðà Nẵng, cƣờng, SỞ TÀI CHÍNH, TÊn, thành\u00A0phố, tha\u0300nh phô\u0301, Tốt👍 → ≥ 3×4, \x01, \xEB, S\xC3",
};

static void other_words_are_no_strays(void **state)
{
    struct work *work = *state;
    struct par_encoding_found found;
    for (size_t i = 0; i < sizeof no_strays / sizeof *no_strays; i++)
        for (size_t chunk = 1; chunk < 20; chunk++)
            if (has_stray(par_span_of(no_strays[i]), chunk, work->arena, &found))
                fail_msg("%s is taken for %s", found.word, found.rival_word);
}

static void strays_are_looked_for_where_they_mean_something(void **state)
{
    struct work *work = *state;
    struct par_encoding_found found = {{PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}, PAR_ENCODING_SURE, .words = 9};
    assert_null(par_strays_new(&found, work->arena)); /* another language */
    found.valid = 5;
    assert_non_null(par_strays_new(&found, work->arena));
    found.verdict = PAR_ENCODING_UNSURE;
    assert_null(par_strays_new(&found, work->arena));
    par_strays_feed(NULL, par_span_of("Së"));
    assert_false(par_strays_end(NULL, &found));
}

/* --- Samples ------------------------------------------------------------------------------------------------------ */

enum { CASES = 3, SIZES = 6, ROOM = ENCODER_ROOM };

enum letters { SMALL, TITLE, CAPITAL };

static size_t set_case(struct par_span text, enum letters letters, char *out)
{
    size_t size = 0;
    bool begins = true;
    int32_t character;
    while (next(&text, &character)) {
        if (letters == SMALL)
            character = utf8proc_tolower(character);
        if (letters == CAPITAL || (letters == TITLE && begins))
            character = utf8proc_toupper(character);
        begins = utf8proc_category(character) > UTF8PROC_CATEGORY_LO;
        size += put(character, out + size);
    }
    return size;
}

struct pool {
    struct par_arena *arena;
    struct par_span *texts;
    size_t count, room;
    uint32_t seed;
};

static void add_text(struct pool *pool, const char *text, size_t size)
{
    pool->texts = par_arena_grow(pool->arena, pool->texts, pool->count, &pool->room, sizeof *pool->texts);
    pool->texts[pool->count++] = (struct par_span){text, size};
}

/* The second field of each line. */
static void add_names(struct pool *pool, const char *text)
{
    for (const char *line = strchr(text, '\n'); line && line[1]; line = strchr(line + 1, '\n')) {
        const char *name = strchr(line, ',') + 1;
        add_text(pool, name, strcspn(name, ","));
    }
}

/* What stands behind "vi" in a set. */
static void add_labels(struct pool *pool, const char *text)
{
    static const char key[] = "\"vi\": \"";
    for (const char *at = strstr(text, key); at; at = strstr(at + 1, key))
        add_text(pool, at + sizeof key - 1, strcspn(at + sizeof key - 1, "\"\\"));
}

static uint32_t random_of(struct pool *pool, size_t count)
{
    pool->seed = pool->seed * 1664525U + 1013904223U;
    return (uint32_t)((pool->seed >> 8) % count);
}

static struct par_span sample_of(struct pool *pool, size_t lines, enum letters letters, char *out)
{
    static char text[ROOM];
    size_t size = 0;
    for (size_t i = 0; i < lines; i++) {
        struct par_span line = pool->texts[random_of(pool, pool->count)];
        size += (size_t)snprintf(text + size, ROOM - size, "%02zu,%.*s,1.5\n", i + 1, (int)line.size, line.text);
    }
    return (struct par_span){out, set_case((struct par_span){text, size}, letters, out)};
}

/* --- The count ---------------------------------------------------------------------------------------------------- */

enum outcome { RIGHT, REFUSED, WARNED, WRONG, OUTCOMES };

/* Refused is also what stays invalid UTF-8, which the reader of the text names place by place. */
static enum outcome outcome_of(struct par_encoding truth, struct par_span bytes, struct par_arena *arena)
{
    struct par_encoding_found found;
    size_t ignored = 0;
    par_encoding_find(bytes, true, unknown, &found);
    struct par_span text = par_text_decode(found.encoding, bytes, arena, &ignored);
    struct par_span written = par_text_decode(truth, bytes, arena, &ignored);
    if (found.verdict == PAR_ENCODING_CLOSE || !par_text_valid(text, &ignored))
        return REFUSED;
    if (found.verdict == PAR_ENCODING_UNSURE)
        return WARNED;
    return par_span_equal(text, written) ? RIGHT : WRONG;
}

static const size_t sizes[SIZES] = {1, 2, 3, 5, 10, 50};

static void count_outcomes(struct pool *pool, struct par_encoding truth, size_t samples, size_t counts[SIZES][OUTCOMES])
{
    static char text[ROOM], bytes[ROOM];
    for (size_t i = 0; i < SIZES; i++)
        for (size_t n = 0; n < samples * CASES; n++) {
            struct par_arena *arena = par_arena_new(NULL);
            struct par_span sample = sample_of(pool, sizes[i], (enum letters)(n % CASES), text);
            counts[i][outcome_of(truth, encode(truth, sample, bytes, arena), arena)]++;
            par_arena_free(arena);
        }
}

/* A sample shows nothing where its words beyond ASCII are no syllables either way ("Dliê Ya"), and VISCII has capitals
 * where Windows-1252 has dashes and quotes. From five lines on that is rare. */
static void expect_few_faults(const char *name, size_t counts[SIZES][OUTCOMES])
{
    printf("%-24s", name);
    for (size_t i = 0; i < SIZES; i++) {
        size_t all = counts[i][RIGHT] + counts[i][REFUSED] + counts[i][WARNED] + counts[i][WRONG];
        printf(" | %3zu: %5zu %5zu %4zu %2zu", sizes[i], counts[i][RIGHT], counts[i][REFUSED], counts[i][WARNED],
               counts[i][WRONG]);
        if (sizes[i] >= 5 && counts[i][WRONG] * 1000 > all)
            fail_msg("%s: %zu wrong of %zu", name, counts[i][WRONG], all);
        if (sizes[i] >= 5 && counts[i][REFUSED] * 20 > all)
            fail_msg("%s: %zu refused of %zu", name, counts[i][REFUSED], all);
        if (counts[i][WRONG] * 50 > all)
            fail_msg("%s: %zu wrong of %zu", name, counts[i][WRONG], all);
    }
    printf("\n");
}

static bool exists(struct par_encoding encoding)
{
    return encoding.carrier != PAR_CARRIER_BYTES ||
           (encoding.charset != PAR_CHARSET_UNICODE && encoding.charset != PAR_CHARSET_CP1252);
}

static void simulate(struct pool *pool, size_t samples)
{
    printf("lines: right, refused, warned, wrong\n");
    for (int charset = PAR_CHARSET_UNICODE; charset <= PAR_CHARSET_CP1252; charset++)
        for (int carrier = PAR_CARRIER_BYTES; carrier <= PAR_CARRIER_UTF16LE; carrier++) {
            struct par_encoding truth = {(enum par_carrier)carrier, (enum par_charset)charset};
            size_t counts[SIZES][OUTCOMES] = {{0}};
            if (!exists(truth))
                continue;
            count_outcomes(pool, truth, samples, counts);
            expect_few_faults(par_encoding_name(truth), counts);
        }
}

struct place {
    const char *folder;
    size_t samples;
};

static void load(struct pool *pool, const char *pattern, void (*add)(struct pool *, const char *))
{
    glob_t files;
    if (glob(pattern, 0, NULL, &files) == 0)
        for (size_t i = 0; i < files.gl_pathc; i++)
            add(pool, file_text(pool->arena, files.gl_pathv[i]));
    globfree(&files);
}

static void samples_of(void **state, const char *pattern, void (*add)(struct pool *, const char *))
{
    const struct place *place = *state;
    struct pool pool = {.arena = par_arena_new(NULL), .seed = 1};
    load(&pool, par_arena_join(pool.arena, place->folder, pattern, NULL), add);
    if (pool.count == 0) {
        printf("nothing in %s%s\n", place->folder, pattern);
        skip();
    }
    learn_charsets(pool.arena);
    simulate(&pool, place->samples);
    par_arena_free(pool.arena);
}

/* How many texts have a stray, each by itself. */
static size_t count_strays(const struct pool *pool, struct par_encoding encoding)
{
    static char bytes[ROOM];
    size_t count = 0;
    for (size_t i = 0; i < pool->count; i++) {
        struct par_arena *arena = par_arena_new(NULL);
        struct par_encoding_found found;
        struct par_span text = encode(encoding, pool->texts[i], bytes, arena);
        count += has_stray(text, 64, arena, &found);
        par_arena_free(arena);
    }
    return count;
}

static void a_name_alone_is_a_stray(void **state)
{
    const struct place *place = *state;
    struct pool pool = {.arena = par_arena_new(NULL)};
    load(&pool, par_arena_join(pool.arena, place->folder, "/units/xa*.csv", NULL), add_names);
    learn_charsets(pool.arena);
    assert_int_equal(count_strays(&pool, (struct par_encoding){PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}), 0);
    for (int charset = PAR_CHARSET_CP1258; charset <= PAR_CHARSET_CP1252; charset++) {
        struct par_encoding encoding = {PAR_CARRIER_UTF8, (enum par_charset)charset};
        size_t met = count_strays(&pool, encoding);
        printf("%s: %zu of %zu names\n", par_encoding_name(encoding), met, pool.count);
        size_t wanted = charset == PAR_CHARSET_VISCII ? 70 : 99; /* percent; capitals of VISCII are dashes and quotes */
        assert_true(met * 100 >= pool.count * wanted);
    }
    par_arena_free(pool.arena);
}

static void names_are_read_as_they_were_written(void **state)
{
    samples_of(state, "/units/*.csv", add_names);
}

static void labels_are_read_as_they_were_written(void **state)
{
    samples_of(state, "/criteria/*.json", add_labels);
}

int main(int argc, char **argv)
{
    struct place place = {argc > 1 ? argv[1] : SOURCE_ROOT, argc > 2 ? strtoul(argv[2], NULL, 10) : 20};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_found),
        cmocka_unit_test(words_are_counted_once_and_shown),
        cmocka_unit_test(half_a_word_is_not_looked_at),
        cmocka_unit_test(what_is_told_is_doubted_where_another_reading_is_better),
        cmocka_unit_test_setup_teardown(strays_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_words_are_no_strays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strays_are_looked_for_where_they_mean_something, set_up, tear_down),
        cmocka_unit_test_prestate(a_name_alone_is_a_stray, &place),
        cmocka_unit_test_prestate(names_are_read_as_they_were_written, &place),
        cmocka_unit_test_prestate(labels_are_read_as_they_were_written, &place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
