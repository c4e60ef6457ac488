/* The Vietnamese order against ICU's collator for "vi" (CLDR root with its Vietnamese rules, punctuation not ignored).
 */
#include "parindex/collate.h"

#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "names_file.h"
#include "numbers.h"

enum { PAIRS = 20000, LONGEST = 200 };

struct icu {
    struct work *work;
    UCollator *collator;
};

static int open_icu(void **state)
{
    struct icu *icu = malloc(sizeof *icu);
    UErrorCode error = U_ZERO_ERROR;
    if (!icu || set_up((void **)&icu->work) != 0)
        return -1;
    icu->collator = ucol_open("vi", &error);
    *state = icu;
    return U_SUCCESS(error) ? 0 : -1;
}

static int close_icu(void **state)
{
    struct icu *icu = *state;
    ucol_close(icu->collator);
    tear_down((void **)&icu->work);
    free(icu);
    return 0;
}

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

static int icu_order(const struct icu *icu, const char *a, const char *b)
{
    UErrorCode error = U_ZERO_ERROR;
    int order = (int)ucol_strcollUTF8(icu->collator, a, -1, b, -1, &error);
    assert_true(U_SUCCESS(error));
    return order;
}

static const char *key_of(const struct icu *icu, const char *text)
{
    return par_collation_key(par_span_of(text), icu->work->arena);
}

/* What is equal for ICU has an order here too, so that only the same text has the same key. */
static void expect_order(const struct icu *icu, const char *a, const char *b)
{
    int order = sign(strcmp(key_of(icu, a), key_of(icu, b))), expected = icu_order(icu, a, b);
    if (expected != 0 ? order != expected : (order == 0) != (strcmp(a, b) == 0))
        fail_msg("\"%s\" and \"%s\": %d, ICU %d", a, b, order, expected);
}

/* --- Words in the order that ICU gives them ----------------------------------------------------------------------- */

/* First the line that ICU 72 gave for "vi" in shared/data/text/collation_expected.txt; then what follows from CLDR's
 * rules: blanks, hyphens, digits and letters, letters of other languages, capitals. ICU is asked about each pair too.
 */
static const char *const ordered[][40] = {
    {"a",   "An Giang", "ă",       "Ăn", "â",    "Ân Thi",  "da",     "dà",        "dả",       "dã",       "dá", "dạ",
     "Dak", "đa",       "Đà Nẵng", "e",  "ê",    "Hạ Long", "Hà Nội", "Hải Phòng", "Hoà Bình", "Hòa Bình", "ma", "mà",
     "mả",  "mã",       "má",      "mạ", "ma a", "o",       "ô",      "ơ",         "u",        "ư"},
    {"", " ", "-", "Phường 1", "Phường 10", "Phường 2", "phường A", "Phường A", "phường Ă"},
    {"e", "è", "é", "ë", "f", "jazz", "n", "ñ", "nz", "u", "ü", "ư", "w", "z"},
    {"ấ", "Ấ", "ậ", "b", "d", "D", "đ", "Đ"},
};

static void words_are_in_order(void **state)
{
    const struct icu *icu = *state;
    for (size_t i = 0; i < sizeof ordered / sizeof *ordered; i++)
        for (size_t k = 1; ordered[i][k]; k++) {
            const char *a = ordered[i][k - 1], *b = ordered[i][k];
            if (strcmp(key_of(icu, a), key_of(icu, b)) >= 0)
                fail_msg("\"%s\" is not before \"%s\"", a, b);
            expect_order(icu, a, b);
        }
}

/* --- All communes and provinces ----------------------------------------------------------------------------------- */

struct keyed {
    const char *key;
    const char *name;
};

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct keyed *)a)->key, ((const struct keyed *)b)->key);
}

static void sort_and_compare(const struct icu *icu, const struct names_file *file)
{
    struct keyed *keyed = par_arena_array(icu->work->arena, file->count, sizeof *keyed);
    for (size_t i = 0; i < file->count; i++)
        keyed[i] = (struct keyed){key_of(icu, file->rows[i].name), file->rows[i].name};
    qsort(keyed, file->count, sizeof *keyed, by_key);
    for (size_t i = 1; i < file->count; i++)
        expect_order(icu, keyed[i - 1].name, keyed[i].name);
    for (size_t i = 0; i < file->count; i++)
        expect_order(icu, file->rows[i].name, file->rows[(i * 7919 + 1) % file->count].name);
}

static void official_names_are_in_icus_order(void **state)
{
    const struct icu *icu = *state;
    struct names_file communes = names_file_read(icu->work->arena, SOURCE_ROOT "/units/xa-2026-07.csv");
    struct names_file provinces = names_file_read(icu->work->arena, SOURCE_ROOT "/units/tinh-2026-07.csv");
    sort_and_compare(icu, &communes);
    sort_and_compare(icu, &provinces);
}

/* --- Single characters -------------------------------------------------------------------------------------------- */

static const char letters[] = "àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬèéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆìíỉĩịÌÍỈĨỊòóỏõọôồốổỗộơờớởỡợ"
                              "ÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰỳýỷỹỵỲÝỶỸỴđĐäÄåÅçÇñÑöÖüÜýÿžŽ";
static const char punctuation[] = "‐–—¡¿·‘’‚“”„«»§¶‰†‡•°©®→±÷×¬¦−√≤≥¢£¥₫€";

enum { CHARACTERS = 400 };

static size_t split(const char *text, char (*out)[5])
{
    size_t count = 0;
    for (; *text; count++)
        for (size_t at = 0; at == 0 || ((unsigned char)*text & 0xC0) == 0x80; at++)
            out[count][at] = *text++;
    return count;
}

/* All of ASCII, every Vietnamese letter and the punctuation of letters and reports, each with each. */
static void single_characters_are_in_icus_order(void **state)
{
    const struct icu *icu = *state;
    char characters[CHARACTERS][5] = {0};
    size_t count = 0;
    for (char c = ' '; c <= '~'; c++)
        characters[count++][0] = c;
    count += split(letters, characters + count);
    count += split(punctuation, characters + count);
    assert_true(count < CHARACTERS);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            expect_order(icu, characters[i], characters[k]);
}

/* --- Random texts ------------------------------------------------------------------------------------------------- */

static const char *const onsets[] = {"",    "b",  "c",  "ch", "d", "đ", "g", "gi", "h",  "k", "kh", "l", "m", "n", "ng",
                                     "ngh", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",  "f", "j", "w", "z"};
static const char *const nuclei[] = {"a", "ă", "â", "e", "ê",  "i",  "o",  "ô",
                                     "ơ", "u", "ư", "y", "iê", "uô", "ươ", "oa"};
static const char *const tones[] = {"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323", "\u0308"};
static const char *const codas[] = {"", "", "", "c", "ch", "m", "n", "ng", "nh", "p", "t", "i", "u"};
static const char *const gaps[] = {" ",  " ",  " ",   "-", " - ", ", ", ".",   "/",
                                   " (", ") ", " – ", "'", ": ",  "’",  " & ", "; "};

#define ANY(list) (list)[any_below(chance, sizeof(list) / sizeof *(list))]

static void any_syllable(struct chance *chance, char *out, size_t room)
{
    char syllable[32];
    if (one_in(chance, 8))
        snprintf(syllable, sizeof syllable, "%d", any_between(chance, 0, 120));
    else
        snprintf(syllable, sizeof syllable, "%s%s%s%s", ANY(onsets), ANY(nuclei), ANY(tones), ANY(codas));
    if (one_in(chance, 3) && *syllable >= 'a' && *syllable <= 'z')
        *syllable = (char)(*syllable - 'a' + 'A');
    else if (one_in(chance, 3) && strncmp(syllable, "đ", 2) == 0)
        memcpy(syllable, "Đ", 2);
    strncat(out, syllable, room - strlen(out) - 1);
}

static void any_text(struct chance *chance, char *out, size_t room)
{
    int count = any_between(chance, 0, 3);
    *out = '\0';
    for (int i = 0; i <= count; i++) {
        if (i > 0)
            strncat(out, ANY(gaps), room - strlen(out) - 1);
        any_syllable(chance, out, room);
    }
}

/* Another text that begins alike: else most pairs differ in their first letter already. */
static void any_change(struct chance *chance, const char *text, char *out)
{
    size_t at = any_below(chance, strlen(text) + 1);
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    memcpy(out, text, at);
    any_text(chance, out + at, LONGEST - at);
    const char *rest = text + at;
    if (one_in(chance, 2) && *rest && strlen(out) + strlen(rest) < LONGEST)
        memcpy(out + strlen(out), rest, strlen(rest) + 1);
}

static void random_texts_are_in_icus_order(void **state)
{
    const struct icu *icu = *state;
    struct chance chance = {20260711};
    char a[LONGEST], b[LONGEST];
    for (int i = 0; i < PAIRS; i++) {
        any_text(&chance, a, sizeof a);
        if (one_in(&chance, 3))
            any_text(&chance, b, sizeof b);
        else
            any_change(&chance, a, b);
        struct par_span nfc[] = {par_text_nfc(par_span_of(a), icu->work->arena),
                                 par_text_nfc(par_span_of(b), icu->work->arena)};
        expect_order(icu, par_arena_copy(icu->work->arena, nfc[0]), par_arena_copy(icu->work->arena, nfc[1]));
    }
}

/* --- Keys --------------------------------------------------------------------------------------------------------- */

static bool same_key(const struct icu *icu, struct par_span a, struct par_span b)
{
    return strcmp(par_collation_key(a, icu->work->arena), par_collation_key(b, icu->work->arena)) == 0;
}

static void only_the_same_text_has_the_same_key(void **state)
{
    const struct icu *icu = *state;
    assert_true(same_key(icu, par_span_of("Hòa"), par_span_of("Ho\u0300a")));
    assert_true(same_key(icu, par_span_of("ậ"), par_span_of("a\u0323\u0302")));
    assert_false(same_key(icu, par_span_of("Hòa"), par_span_of("Hoà")));
    assert_false(same_key(icu, par_span_of("a b"), par_span_of("a\u00A0b")));
    assert_false(same_key(icu, par_span_of("ab"), par_span_of("a\u200Bb")));
    assert_false(same_key(icu, par_span_of("1"), par_span_of("\uFF11")));
    assert_false(same_key(icu, (struct par_span){"a\0b", 3}, (struct par_span){"a\0c", 3}));
    assert_false(same_key(icu, (struct par_span){"a\0", 2}, (struct par_span){"a\1", 2}));
    assert_false(same_key(icu, par_span_of("a\xFF"), par_span_of("a\xFE")));
}

/* Other scripts and symbols: behind the Latin letters, before the digits. */
static void what_is_not_listed_has_its_place(void **state)
{
    const struct icu *icu = *state;
    static const char *const line[] = {"-", "☎", "☏", "0", "z", "я", "漢"};
    for (size_t i = 1; i < sizeof line / sizeof *line; i++)
        assert_true(strcmp(key_of(icu, line[i - 1]), key_of(icu, line[i])) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_in_order, open_icu, close_icu),
        cmocka_unit_test_setup_teardown(official_names_are_in_icus_order, open_icu, close_icu),
        cmocka_unit_test_setup_teardown(single_characters_are_in_icus_order, open_icu, close_icu),
        cmocka_unit_test_setup_teardown(random_texts_are_in_icus_order, open_icu, close_icu),
        cmocka_unit_test_setup_teardown(only_the_same_text_has_the_same_key, open_icu, close_icu),
        cmocka_unit_test_setup_teardown(what_is_not_listed_has_its_place, open_icu, close_icu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
