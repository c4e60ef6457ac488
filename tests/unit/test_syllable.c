/* What is a Vietnamese syllable: by hand; oa, oe and uy with both places of the tone, names in -k as in the official
 * lists. */
#include "parindex/encoding.h"
#include "support.h"

static const char syllables[] =
    "a ơ Ý ủy uỷ Sở Nội vụ ấp ích iu ỉa uống ước yên yếu nghiêng nghề nghỉ ngoéo ngành nguyên ngữ ghế "
    "ghi gỗ góa goá gì gìn giếng giết già giờ giúp giữ giêng kỳ kỷ kiểm kết kẻ cải cách của cuối coóc "
    "quý quyết quả quốc Quới quỳnh quê quen quờ quỵt hoà hòa thuý thúy khuỷu khuya ngoài xoáy ngoèo thuở "
    "huệ xuân chuẩn buýt phường được hươu Mỹ Vỹ xoong chếch huých đẹp ĐẸP Đẹp ỦY pin Đắk Đăk Lắk búk đẹ "
    "So\u031B\u0309 No\u0323\u0302i N\u00F4\u0323i Tru\u031Bo\u031B\u0300ng";

/* Foreign words and misreadings; onset and rhyme, tone and stop that do not go together; the mark on the wrong letter.
 */
static const char others[] =
    "Së Néi café été tôt hôtel Krông Plông Zürich señor ñi für ŏ aa ngề nghà gế ghà cế kà coà cuý quú qà "
    "q\u0301 iên yâu boà moé zà fà jà wà bă tiê nyệt đ n ng ngh gh qu tàp tảch mãt đep\u0303 học\u0300 "
    "Đằk cáp\u0309 đep khach tac qúy gíà gía thừơng hóà toán\u0300 tóan ưóc ngòai vi\u0300\u0301 \u0301a "
    "ơ\u0302 nghiênggg vô- ế1 a\xFF \xC3 a.";

/* Cuts the next word off; size 0 at the end. */
static struct par_span next_word(struct par_span *rest)
{
    struct par_span word = {rest->text, 0};
    while (word.size < rest->size && word.text[word.size] != ' ')
        word.size++;
    size_t gone = word.size < rest->size ? word.size + 1 : word.size;
    rest->text += gone;
    rest->size -= gone;
    return word;
}

static void syllables_are_told_from_other_words(void **state)
{
    (void)state;
    struct par_span rest = par_span_of(syllables), word;
    while ((word = next_word(&rest)).size > 0)
        if (!par_text_is_syllable(word))
            fail_msg("%.*s is a syllable", (int)word.size, word.text);
    rest = par_span_of(others);
    while ((word = next_word(&rest)).size > 0)
        if (par_text_is_syllable(word))
            fail_msg("%.*s is no syllable", (int)word.size, word.text);
}

static void a_syllable_is_nothing_but_letters(void **state)
{
    (void)state;
    static const char *const texts[] = {"vô ", " vô", "vô-", "vô1", "vô\u00A0"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(par_text_is_syllable(par_span_of(texts[i])));
    assert_false(par_text_is_syllable((struct par_span){NULL, 0}));
}

static void capitals_and_forms_make_no_difference(void **state)
{
    (void)state;
    static const char *const same[] = {"thưởng",       "THƯỞNG",          "Thưởng",          "thu\u031Bo\u031B\u0309ng",
                                       "thươ\u0309ng", "tho\u0323\u031B", "tho\u031B\u0323", "ẬP",
                                       "\u00C2\u0323p"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_true(par_text_is_syllable(par_span_of(same[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syllables_are_told_from_other_words),
        cmocka_unit_test(a_syllable_is_nothing_but_letters),
        cmocka_unit_test(capitals_and_forms_make_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
