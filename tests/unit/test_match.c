/* Names as offices type them, against lists: every rule of match.h and every refusal. */
#include "parindex/match.h"

#include "support.h"

enum { LONGEST_LIST = 24, ANSWER = 1024 };

struct list {
    enum par_match_kind kind;
    const char *names[LONGEST_LIST];
};

static const char *name_in_list(const void *list, size_t i)
{
    return ((const struct list *)list)->names[i];
}

static struct par_matcher *matcher_of(struct work *work, const struct list *list)
{
    size_t count = 0;
    while (list->names[count])
        count++;
    return par_matcher_new(list->kind, count, name_in_list, list, work->arena);
}

/* What was found, as "= name" when exact, "~ name" when not, several with " | " between them; "" when nothing was. */
static void answer(const struct list *list, struct par_matches matches, char *out)
{
    *out = '\0';
    for (size_t i = 0; i < matches.count; i++) {
        size_t size = strlen(out);
        snprintf(out + size, ANSWER - size, "%s%s",
                 i               ? " | "
                 : matches.exact ? "= "
                                 : "~ ",
                 list->names[matches.items[i]]);
    }
}

struct typed {
    const char *text;
    const char *found;
};

/* The lines up to one without a text. One matcher finds them all, so that what it keeps is used again. */
static void expect_all(struct work *work, const struct list *list, const struct typed *lines)
{
    struct par_matcher *matcher = matcher_of(work, list);
    char found[ANSWER];
    for (; lines->text; lines++) {
        answer(list, par_matcher_find(matcher, par_span_of(lines->text)), found);
        if (strcmp(found, lines->found) != 0)
            fail_msg("\"%s\": \"%s\", not \"%s\"", lines->text, found, lines->found);
    }
}

/* --- Units -------------------------------------------------------------------------------------------------------- */

static const struct list provinces = {
    PAR_MATCH_UNITS,
    {"Thành phố Hồ Chí Minh", "Thành phố Huế", "Tỉnh Đắk Lắk", "Tỉnh Khánh Hoà", "Tỉnh Bà Rịa - Vũng Tàu",
     "Tỉnh An Giang", "Tỉnh Hoà Bình"},
};

static const struct typed of_provinces[] = {
    /* what does not count at all */
    {"Thành phố Huế", "= Thành phố Huế"},
    {"THÀNH PHỐ HUẾ", "= Thành phố Huế"},
    {"  Thành phố\u00A0\tHuế. ", "= Thành phố Huế"},
    {"\uFEFFThành phố\u200B Huế\u200E", "= Thành phố Huế"},
    {"Tha\u0300nh pho\u0302\u0301 Hue\u0302\u0301", "= Thành phố Huế"},
    {"“Thành phố Huế”", "= Thành phố Huế"},
    {"'Thành phố Huế'", "= Thành phố Huế"},
    {"(Thành phố Huế);", "= Thành phố Huế"},
    {"\uFF34hành phố Huế", "= Thành phố Huế"}, /* T in full width */
    {"Tỉnh Bà Rịa – Vũng Tàu", "= Tỉnh Bà Rịa - Vũng Tàu"},
    {"Tỉnh Bà Rịa-Vũng Tàu", "= Tỉnh Bà Rịa - Vũng Tàu"},
    {"tỉnh Bà Rịa\u2011Vũng Tàu", "= Tỉnh Bà Rịa - Vũng Tàu"},
    {"Tỉnh Bà Rịa Vũng Tàu", "= Tỉnh Bà Rịa - Vũng Tàu"},
    {"Tỉnh Khánh Hòa", "= Tỉnh Khánh Hoà"}, /* the tone on the other letter */
    {"tỉnh Hòa Bình", "= Tỉnh Hoà Bình"},
    /* abbreviations of the kind; the two that name one city */
    {"TP Huế", "~ Thành phố Huế"},
    {"Tp. Huế", "~ Thành phố Huế"},
    {"TP.Huế", "~ Thành phố Huế"},
    {"T.P Huế", "~ Thành phố Huế"},
    {"TP. Hồ Chí Minh", "~ Thành phố Hồ Chí Minh"},
    {"TP.HCM", "~ Thành phố Hồ Chí Minh"},
    {"TPHCM", "~ Thành phố Hồ Chí Minh"},
    {"BR-VT", ""},
    /* the office, and no kind */
    {"UBND TP Huế", "~ Thành phố Huế"},
    {"UBND tỉnh Đắk Lắk", "~ Tỉnh Đắk Lắk"},
    {"Ủy ban nhân dân tỉnh Đắk Lắk", "~ Tỉnh Đắk Lắk"},
    {"Uỷ ban nhân dân Tỉnh Đắk Lắk", "~ Tỉnh Đắk Lắk"},
    {"U.B.N.D. tỉnh Đắk Lắk", "~ Tỉnh Đắk Lắk"},
    {"Đắk Lắk", "~ Tỉnh Đắk Lắk"},
    {"UBND Huế", "~ Thành phố Huế"},
    {"Thành phố An Giang", ""}, /* another kind is another unit */
    {"HĐND tỉnh An Giang", ""},
    {"Ủy ban tỉnh An Giang", ""},
    {"Sở Nội vụ tỉnh An Giang", ""},
    /* marks: all or none */
    {"Tỉnh Đăk Lăk", ""},
    {"Đăk Lăk", ""},
    {"Đak Lak", ""},
    {"Đắc Lắc", ""},
    {"Tinh Đắk Lắk", ""},
    {"Dak Lak", "~ Tỉnh Đắk Lắk"},
    {"tinh dak lak", "~ Tỉnh Đắk Lắk"},
    {"UBND TINH DAK LAK", "~ Tỉnh Đắk Lắk"},
    {"uy ban nhan dan thanh pho hue", "~ Thành phố Huế"},
    {"TP Hue", "~ Thành phố Huế"},
    {"tp. ho chi minh", "~ Thành phố Hồ Chí Minh"},
    {"khanh hoa", "~ Tỉnh Khánh Hoà"},
    {"ba ria vung tau", "~ Tỉnh Bà Rịa - Vũng Tàu"},
    /* nothing */
    {"", ""},
    {" . ", ""},
    {"UBND", ""},
    {"Tỉnh", ""},
    {"An Gian", ""},
    {"Huế\xFF", ""},
    {NULL, NULL},
};

static const struct list communes = {
    PAR_MATCH_UNITS,
    {"Xã Tân Bình", "Phường Tân Bình", "Phường Ba Đình",   "Xã Mỹ Lý",        "Phường Quy Nhơn",
     "Phường 1",    "Phường 11",       "Xã M'Drắk",        "Xã Thanh An",     "Xã Thạnh An",
     "Xã Xa Dung",  "Xã Quan Hoá",     "Thị trấn Núi Sập", "Thị xã Tân Uyên", "Đặc khu Phú Quốc",
     "Xã Ba Tơ",    "Xã Ba Tô",        "Xã Thúy Sơn",      "Xã Ea Wy",        "Phường Hà Giang 2"},
};

static const struct typed of_communes[] = {
    {"UBND xã Tân Bình", "~ Xã Tân Bình"},
    {"UBND Phường Tân Bình", "~ Phường Tân Bình"},
    {"Tân Bình", "~ Phường Tân Bình | Xã Tân Bình"},
    {"UBND Tân Bình", "~ Phường Tân Bình | Xã Tân Bình"},
    {"tan binh", "~ Phường Tân Bình | Xã Tân Bình"},
    {"xa tan binh", "~ Xã Tân Bình"},
    {"Tan Bình", ""},
    {"Thị trấn Tân Bình", ""},
    {"Xã Tân Bình, tỉnh Tây Ninh", ""}, /* more than the list has */
    {"Công an xã Tân Bình", ""},
    {"Ủy ban nhân dân Phường Ba Đình", "~ Phường Ba Đình"},
    {"P. Ba Đình", "~ Phường Ba Đình"},
    {"P.Ba Đình", "~ Phường Ba Đình"},
    {"UBND P Ba Đình", "~ Phường Ba Đình"},
    {"X. Tân Bình", "~ Xã Tân Bình"},
    {"TX. Tân Uyên", "~ Thị xã Tân Uyên"},
    {"TT Núi Sập", "~ Thị trấn Núi Sập"},
    {"ĐK Phú Quốc", "~ Đặc khu Phú Quốc"},
    {"Ba Dinh", "~ Phường Ba Đình"},
    {"Ba Đinh", ""},
    /* y and i, where they sound the same */
    {"Xã Mỹ Lí", "~ Xã Mỹ Lý"},
    {"Mĩ Lí", "~ Xã Mỹ Lý"},
    {"xa mi li", "~ Xã Mỹ Lý"},
    {"Xã Mỷ Lý", ""},
    {"Phường Qui Nhơn", "~ Phường Quy Nhơn"},
    {"Xã Thuý Sơn", "= Xã Thúy Sơn"},
    {"Xã Thúi Sơn", ""},
    {"Xã Ea Wi", ""},
    /* numbers by what they are worth */
    {"Phường 01", "~ Phường 1"},
    {"P.1", "~ Phường 1"},
    {"Phường 11", "= Phường 11"},
    {"Phường 011", "~ Phường 11"},
    {"1", ""}, /* perhaps a code */
    {"01", ""},
    {"Phường 1 1", ""},
    {"Phường 10", ""},
    {"Hà Giang 02", "~ Phường Hà Giang 2"},
    {"Phường Hà Giang II", ""},
    /* apostrophes */
    {"Xã M’Drắk", "= Xã M'Drắk"},
    {"Xã M`Drắk", "= Xã M'Drắk"},
    {"Xã M\u00B4Drắk", "= Xã M'Drắk"},
    {"Xã MDrắk", "~ Xã M'Drắk"},
    {"m'drak", "~ Xã M'Drắk"},
    {"Xã M Drắk", ""},
    /* without marks a name can mean each of these; with its kind it says which */
    {"Thanh An", "~ Xã Thanh An | Xã Thạnh An"},
    {"Xã Thanh An", "= Xã Thanh An"},
    {"Thạnh An", "~ Xã Thạnh An"},
    {"xa thanh an", "~ Xã Thanh An | Xã Thạnh An"},
    {"ba to", "~ Xã Ba Tô | Xã Ba Tơ"},
    {"Ba Tô", "~ Xã Ba Tô"},
    {"Ba Tồ", ""},
    /* names that begin like a kind without its marks */
    {"Xa Dung", "~ Xã Xa Dung"},
    {"xa xa dung", "~ Xã Xa Dung"},
    {"Xã Dung", ""},
    {"quan hoa", "~ Xã Quan Hoá"},
    {NULL, NULL},
};

static const struct list departments = {
    PAR_MATCH_UNITS,
    {"Sở Nội vụ", "Sở Nông nghiệp và Môi trường", "Văn phòng UBND tỉnh", "Ban Dân tộc", "Bắc Ninh", "UBND tỉnh",
     "Sở Y tế", "Sở TN&MT", "Phòng Nội vụ", "SỞ NỘI VỤ", "Sở nội vụ"},
};

static const struct typed of_departments[] = {
    {"so noi vu", "~ Sở nội vụ | Sở Nội vụ | SỞ NỘI VỤ"},
    {"Sở Y tế", "= Sở Y tế"},
    {"Sở I tế", ""},
    {"Sở Nội vụ tỉnh Tây Ninh", ""},
    {"Sở TN & MT", "= Sở TN&MT"},
    {"Sở TNMT", ""},
    {"Sở TN và MT", ""},
    {"Sở NN&MT", ""},
    {"Sở Tài nguyên và Môi trường", ""},
    {"Văn phòng Ủy ban nhân dân tỉnh", "~ Văn phòng UBND tỉnh"},
    {"VP UBND tỉnh", ""},
    {"Ủy ban nhân dân tỉnh", "~ UBND tỉnh"},
    {"Tỉnh", "~ UBND tỉnh"},
    {"ban dan toc", "~ Ban Dân tộc"},
    {"P. Nội vụ", ""},          /* read as Phường */
    {"Thành phố Bắc Ninh", ""}, /* the province or its city: the list does not say */
    {NULL, NULL},
};

static void units_are_found(void **state)
{
    struct work *work = *state;
    expect_all(work, &provinces, of_provinces);
    expect_all(work, &communes, of_communes);
    expect_all(work, &departments, of_departments);
}

/* --- Titles ------------------------------------------------------------------------------------------------------- */

static const struct list titles = {
    PAR_MATCH_TITLES,
    {"Ban hành kế hoạch cải cách hành chính năm", "Kế hoạch", "1.1. Mức độ hoàn thành", "1.2. Mức độ hoàn thành",
     "II. Thể chế", "Tỷ lệ hồ sơ > 90%", "Tỷ lệ hồ sơ < 90%", "Thực hiện nhiệm vụ UBND tỉnh giao", "Y tế cơ sở",
     "5 tiêu chí", "Đạt 1.5 điểm", "Đạt 15 điểm", "Giai đoạn 2021-2025", "Công tác TP"},
};

static const struct typed of_titles[] = {
    {"Ban hành kế hoạch cải cách hành chính năm.", "= Ban hành kế hoạch cải cách hành chính năm"},
    {"1.1.1. Ban hành kế hoạch cải cách hành chính năm", "~ Ban hành kế hoạch cải cách hành chính năm"},
    {"1.1.1 Ban hành kế hoạch cải cách hành chính năm", "~ Ban hành kế hoạch cải cách hành chính năm"},
    {"- Kế hoạch:", "= Kế hoạch"},
    {"+ Kế hoạch", "~ Kế hoạch"},
    {"a) Kế hoạch", "~ Kế hoạch"},
    {"đ) Kế hoạch", "~ Kế hoạch"},
    {"(2) Kế hoạch", "~ Kế hoạch"},
    {"1/ Kế hoạch", "~ Kế hoạch"},
    {"I. 1. a) Kế hoạch", "~ Kế hoạch"},
    {"IV) KẾ HOẠCH", "~ Kế hoạch"},
    {"1.a. ke hoach", "~ Kế hoạch"},
    {"1 Kế hoạch", ""},
    {"A Kế hoạch", ""},
    {"Mức độ hoàn thành", "~ 1.1. Mức độ hoàn thành | 1.2. Mức độ hoàn thành"},
    {"1.2 Mức độ hoàn thành", "= 1.2. Mức độ hoàn thành"},
    {"1.3. Mức độ hoàn thành", ""}, /* another number is another criterion */
    {"2. Thể chế", ""},
    {"Thể chế", "~ II. Thể chế"},
    {"Tỉ lệ hồ sơ > 90 %", "~ Tỷ lệ hồ sơ > 90%"},
    {"ty le ho so < 90%", "~ Tỷ lệ hồ sơ < 90%"},
    {"Tỷ lệ hồ sơ 90%", ""},
    {"Thực hiện nhiệm vụ Ủy ban nhân dân tỉnh giao", "~ Thực hiện nhiệm vụ UBND tỉnh giao"},
    {"Y tế cơ sở", "= Y tế cơ sở"},
    {"tế cơ sở", ""},
    {"tiêu chí", ""},
    {"Đạt 1.5 điểm", "= Đạt 1.5 điểm"},
    {"Đạt 1,5 điểm", ""},
    {"Đạt 1 5 điểm", ""},
    {"Giai đoạn 2021 – 2025", "= Giai đoạn 2021-2025"},
    {"Công tác thành phố", ""}, /* abbreviations of kinds are for units */
    {"1.1.", ""},
    {NULL, NULL},
};

static void titles_are_found(void **state)
{
    struct work *work = *state;
    expect_all(work, &titles, of_titles);
}

static void an_empty_list_has_nothing(void **state)
{
    struct work *work = *state;
    static const struct list empty = {PAR_MATCH_UNITS, {NULL}}, blank = {PAR_MATCH_UNITS, {"", "-", NULL}};
    expect_all(work, &empty, (const struct typed[]){{"", ""}, {"Huế", ""}, {NULL, NULL}});
    expect_all(work, &blank, (const struct typed[]){{"", ""}, {"-", ""}, {"Huế", ""}, {NULL, NULL}});
    struct par_matcher *matcher = matcher_of(work, &provinces);
    assert_int_equal(par_matcher_find(matcher, (struct par_span){NULL, 0}).count, 0);
    assert_int_equal(par_matcher_find(matcher, (struct par_span){"Huế và các xã", 5}).count,
                     1); /* a span, not a string */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(units_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(titles_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_list_has_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
