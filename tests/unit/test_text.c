#include "parindex/text.h"

#include "support.h"

static struct par_span span(const char *text)
{
    return par_span_of(text);
}

/* --- par_text_valid ----------------------------------------------------------------------------------------------- */

struct validity {
    const char *text;
    size_t bad; /* offset of the first bad byte; the length when all is good */
};

/* Unicode 15, Table 3-7 (well-formed byte sequences), its boundaries and what lies just beyond them. */
static const struct validity validities[] = {
    {"", 0},
    {"abc", 3},
    {"\x7F", 1},
    {"\xC2\x80", 2},
    {"\xDF\xBF", 2},
    {"\xE0\xA0\x80", 3},
    {"\xED\x9F\xBF", 3},
    {"\xEE\x80\x80", 3},
    {"\xEF\xBF\xBF", 3},
    {"\xF0\x90\x80\x80", 4},
    {"\xF4\x8F\xBF\xBF", 4},
    {"12345678Sở Nội vụ", sizeof "12345678Sở Nội vụ" - 1},
    {"\x80", 0},
    {"\xC1\xBF", 0},             /* overlong */
    {"ab\xC2", 2},               /* cut */
    {"\xC2 ", 0},                /* no continuation */
    {"\xE0\x9F\xBF", 0},         /* overlong */
    {"a\xED\xA0\x80", 1},        /* surrogate */
    {"\xE1\xBB", 0},             /* cut */
    {"\xE1\xBB ", 0},            /* no continuation */
    {"\xF0\x8F\xBF\xBF", 0},     /* overlong */
    {"\xF4\x90\x80\x80", 0},     /* beyond U+10FFFF */
    {"\xF0\x90\x80", 0},         /* cut */
    {"\xF5\x80\x80\x80", 0},     /* no such lead */
    {"12345678\xFF", 8},         /* behind a word of ASCII */
    {"1234567\xE9 12345678", 7}, /* é of Windows-1252, within a word */
    {"ở ở ở \xC3\x28", 12},
};

static void valid_utf8_is_told_from_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof validities / sizeof *validities; i++) {
        struct par_span text = span(validities[i].text);
        size_t bad = text.size;
        bool valid = par_text_valid(text, &bad);
        assert_int_equal(valid, validities[i].bad == text.size);
        assert_int_equal(bad, validities[i].bad);
    }
}

static void a_bad_byte_is_found_at_every_offset(void **state)
{
    (void)state;
    char text[40];
    for (size_t size = 1; size < sizeof text; size++)
        for (size_t at = 0; at < size; at++) {
            memset(text, 'x', sizeof text);
            text[at] = '\x9D';
            size_t bad = SIZE_MAX;
            assert_false(par_text_valid((struct par_span){text, size}, &bad));
            assert_int_equal(bad, at);
        }
}

/* --- par_text_nfc ------------------------------------------------------------------------------------------------- */

struct form {
    const char *text;
    const char *nfc;
};

/* Unicode Standard Annex #15: figures 3 to 5, and NormalizationTest.txt for the Vietnamese letters. */
static const struct form forms[] = {
    {"o\u031B\u0309", "\u1EDF"}, /* o + horn + hook above */
    {"o\u0309\u031B", "\u1EDF"}, /* marks in the other order */
    {"\u01A1\u0309", "\u1EDF"},  /* half composed, as Windows keyboards type it */
    {"\u00F4\u0323", "\u1ED9"},  /* o circumflex + dot below */
    {"So\u031B\u0309 No\u0323\u0302i vu\u0323", "S\u1EDF N\u1ED9i v\u1EE5"},
    {"\u212B", "\u00C5"},               /* angstrom sign: a singleton */
    {"\u2126", "\u03A9"},               /* ohm sign */
    {"\u0958", "\u0915\u093C"},         /* a composition exclusion */
    {"\u1E9B\u0323", "\u1E9B\u0323"},   /* figure 6: stays */
    {"\uFB01", "\uFB01"},               /* a ligature is not canonical */
    {"q\u0307\u0323", "q\u0323\u0307"}, /* reordered, nothing to compose */
};

static void text_becomes_nfc(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct par_span nfc = par_text_nfc(span(forms[i].text), work->arena);
        assert_true(par_span_equal(nfc, span(forms[i].nfc)));
        assert_int_equal(nfc.text[nfc.size], '\0');
    }
}

static void composed_text_is_not_copied(void **state)
{
    struct work *work = *state;
    static const char *const composed[] = {"", "Sở", "S\u1EDF N\u1ED9i v\u1EE5 \u2013 \u0110\u00E0 N\u1EB5ng", "\u20AB",
                                           "\u6F22\u5B57"};
    for (size_t i = 0; i < sizeof composed / sizeof *composed; i++)
        assert_ptr_equal(par_text_nfc(span(composed[i]), work->arena).text, composed[i]);
}

static void bad_utf8_comes_back_unchanged(void **state)
{
    struct work *work = *state;
    const char *bad = "o\u031B\xFF";
    assert_ptr_equal(par_text_nfc(span(bad), work->arena).text, bad);
    assert_string_equal(par_text_fold(span("A\xFF  B"), work->arena), "a\xFF b");
}

/* --- Folding ------------------------------------------------------------------------------------------------------ */

static void folding_ignores_case_blanks_and_form(void **state)
{
    struct work *work = *state;
    struct par_arena *arena = work->arena;
    assert_string_equal(par_text_fold(span("  Kịp\t thời\r\n"), arena), "kịp thời");
    assert_string_equal(par_text_fold(span("KI\u0323P\u00A0THỜI"), arena), "kịp thời");
    assert_string_equal(par_text_fold(span("ĐÚNG\u2003HẠN\u3000"), arena), "đúng hạn");
    assert_string_equal(par_text_fold(span("Report  ON time"), arena), "report on time");
    assert_string_equal(par_text_fold(span(""), arena), "");
    assert_string_equal(par_text_fold(span(" \u00A0 "), arena), "");
}

static void bare_text_has_no_marks(void **state)
{
    struct work *work = *state;
    struct par_arena *arena = work->arena;
    assert_string_equal(par_text_bare(span("Sở Nội vụ"), arena), "so noi vu");
    assert_string_equal(par_text_bare(span("So\u031B\u0309 No\u0323\u0302i vu\u0323"), arena), "so noi vu");
    assert_string_equal(par_text_bare(span("UBND quận Đống Đa, đường Đê"), arena), "ubnd quan dong da, duong de");
    assert_string_equal(par_text_bare(span("Ă Â Ê Ô Ơ Ư Ỹ Ặ Ậ Ệ Ộ Ợ Ự"), arena), "a a e o o u y a a e o o u");
}

/* All 67 Vietnamese letters that differ from ASCII, in both cases, lose their marks. */
static void every_vietnamese_letter_folds(void **state)
{
    struct work *work = *state;
    static const char *const rows[][2] = {
        {"àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        {"èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ", "eeeeeeeeeeeeeeeeeeeeee"},
        {"ìíỉĩịÌÍỈĨỊ", "iiiiiiiiii"},
        {"òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", "oooooooooooooooooooooooooooooooooo"},
        {"ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ", "uuuuuuuuuuuuuuuuuuuuuu"},
        {"ỳýỷỹỵỲÝỶỸỴđĐ", "yyyyyyyyyydd"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(par_text_bare(span(rows[i][0]), work->arena), rows[i][1]);
}

/* Unicode Standard Annex #11: wide and fullwidth characters take two columns, combining marks none. */
static void width_counts_columns(void **state)
{
    (void)state;
    assert_int_equal(par_text_width(span("")), 0);
    assert_int_equal(par_text_width(span("abc")), 3);
    assert_int_equal(par_text_width(span("Sở Nội vụ")), 9);
    assert_int_equal(par_text_width(span("o\u031B\u0309")), 1);
    assert_int_equal(par_text_width(span("\u6F22\u5B57")), 4);
    assert_int_equal(par_text_width(span("a\xFF")), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_utf8_is_told_from_bad),
        cmocka_unit_test(a_bad_byte_is_found_at_every_offset),
        cmocka_unit_test_setup_teardown(text_becomes_nfc, set_up, tear_down),
        cmocka_unit_test_setup_teardown(composed_text_is_not_copied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_utf8_comes_back_unchanged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folding_ignores_case_blanks_and_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bare_text_has_no_marks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_vietnamese_letter_folds, set_up, tear_down),
        cmocka_unit_test(width_counts_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
