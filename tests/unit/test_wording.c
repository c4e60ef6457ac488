#include "parindex/wording.h"

#include "support.h"

/* The quotes are from criteria/rule-shapes.json of the project's data, where their decisions are named: Cà Mau
 * 1880/2013, Công an BR-VT 2024 (I, II, III, IV: the tables), Công an Hưng Yên 2024, Phú Thọ (demo of a tool), TT
 * 01/2018/TT-VPCP, ministry software; "style" are other ways of writing the same, made up. */

static const char *const worths[] = {"-", "points", "share", "item", "formula"};
static const char *const kinds[] = {"-", "percent", "fraction", "count", "all", "absent", "rest", "several"};

static const char *ratio_text(struct par_ratio ratio, struct par_arena *arena)
{
    par_points points;
    char text[PAR_DECIMAL_TEXT];
    assert_true(par_ratio_round(ratio, PAR_POINTS_SCALE, PAR_DOWN, &points));
    size_t length = par_decimal_print(points, PAR_POINTS_SCALE, -1, '.', text);
    return par_arena_copy(arena, (struct par_span){text, length});
}

/* "percent >=70 <90". */
static const char *condition_text(const struct par_condition *condition, struct par_arena *arena)
{
    const char *text = kinds[condition->kind];
    if (condition->low.given)
        text =
            par_arena_join(arena, text, condition->low.open ? " >" : " >=", ratio_text(condition->low.at, arena), NULL);
    if (condition->high.given)
        text = par_arena_join(arena, text, condition->high.open ? " <" : " <=", ratio_text(condition->high.at, arena),
                              NULL);
    return condition->cut ? par_arena_join(arena, text, " cut", NULL) : text;
}

/* "points 0.5", "item -0.25 cap 2". */
static const char *worth_text(const struct par_wording *wording, struct par_arena *arena)
{
    const char *text = worths[wording->worth];
    if (wording->worth == PAR_WORTH_POINTS || wording->worth == PAR_WORTH_PER_ITEM)
        text = par_arena_join(arena, text, " ", ratio_text(par_points_ratio(wording->points), arena), NULL);
    if (wording->worth == PAR_WORTH_SHARE)
        text = par_arena_join(arena, text, " ", ratio_text(wording->share, arena), NULL);
    if (wording->cap)
        text = par_arena_join(arena, text, " cap ", ratio_text(par_points_ratio(wording->cap), arena), NULL);
    return text;
}

/* --- One option --------------------------------------------------------------------------------------------------- */

struct option {
    const char *text, *worth, *condition;
    const char *label; /* NULL: the text before its last colon */
};

static const struct option options[] = {
    /* Cà Mau */
    {"Đạt yêu cầu: 1", "points 1", "-", NULL},
    {"Không đạt yêu cầu: 0", "points 0", "absent", NULL},
    {"Ban hành không kịp thời: 0,5", "points 0.5", "-", NULL},
    {"Thực hiện trên 90% kế hoạch: 2", "points 2", "percent >90", NULL},
    {"Thực hiện từ 70% - 90% kế hoạch: 1", "points 1", "percent >=70 <=90", NULL},
    {"Dưới 70% kế hoạch: 0", "points 0", "percent <70", NULL},
    /* Công an Hưng Yên: a blank before the colon */
    {"Có thực hiện : 2", "points 2", "-", "Có thực hiện"},
    /* Công an BR-VT */
    {"Ban hành kịp thời (không quá 01 tháng sau khi Công an tỉnh ban hành):2", "points 2", "-", NULL},
    {"Triển khai đúng yêu cầu: 1", "points 1", "-", NULL},
    {"Có triển khai nhưng chưa đúng yêu cầu: 0.5", "points 0.5", "-", NULL},
    {"Hoàn thành từ 70% - 100% kế hoạch: 2", "points 2", "percent >=70 <=100", NULL},
    {"Hoàn thành từ 50% - dưới 70% kế hoạch: 1", "points 1", "percent >=50 <70", NULL},
    {"Từ 70% số TTHC trở lên cung cấp trực tuyến có phát sinh hồ sơ: 3.5", "points 3.5", "percent >=70", NULL},
    {"Hoàn thành chất lượng, đúng tiến độ 100% số nhiệm vụ được giao: 2", "points 2", "percent >=100 <=100", NULL},
    {"Hoàn thành từ 75 đến dưới 100% số nhiệm vụ được giao: 1", "points 1", "percent >=75 <100", NULL},
    {"Hoàn thành từ 50 đến dưới số nhiệm vụ được giao: 0,5", "points 0.5", "count >=50 cut", NULL},
    {"Hoàn thành từ 70 - 100%: 1", "points 1", "percent >=70 <=100", NULL},
    {"Đầy đủ các báo cáo: 2", "points 2", "all", NULL},
    {"Báo cáo đạt ¾ số lượng trở lên: 1", "points 1", "fraction >=0.75", NULL},
    {"Báo cáo đạt dưới ¾ số lượng: 0", "points 0", "fraction <0.75", NULL},
    {"Từ 3/4 số lượng báo cáo trở lên gửi đúng thời gian quy định: 1", "points 1", "fraction >=0.75", NULL},
    {"Có 03 hình thức trở lên: 3", "points 3", "count >=3", NULL},
    {"Có từ 01 - 02 hình thức: 1,5", "points 1.5", "count >=1 <=2", NULL},
    {"Có từ 1-2 tin, bài: 0,5", "points 0.5", "count >=1 <=2", NULL},
    {"Không có hình thức nào: 0", "points 0", "absent", NULL},
    {"Chủ động đề ra từ 02 giải pháp CCHC sáng tạo, hiệu quả trở lên: 1.5", "points 1.5", "count >=2", NULL},
    {"01 giải pháp: 1", "points 1", "count >=1 <=1", NULL},
    {"Từ 90 đến dưới 100% công dân hài lòng: 1", "points 1", "percent >=90 <100", NULL},
    {"Dưới 90 % công dân hài lòng: 0", "points 0", "percent <90", NULL},
    {"Có thực hiện nhưng dưới 5%: 0,15", "points 0.15", "percent <5", NULL},
    {"Có kế hoạch kiểm tra từ 10% - dưới 50 % số đội, đơn vị: 0,5", "points 0.5", "percent >=10 <50", NULL},
    /* Phú Thọ */
    {"Tuân thủ đầy đủ các quy định: Điểm tối đa", "share 1", "all", NULL},
    {"Có vi phạm nhẹ: Trừ 50% điểm", "share 0.5", "-", NULL},
    {"Có vi phạm nghiêm trọng: 0 điểm", "points 0", "-", NULL},
    {"Hoàn thành tốt: 75% điểm", "share 0.75", "-", NULL},
    {"Có vi phạm: Trừ điểm theo mức độ", "-", "-", "Có vi phạm: Trừ điểm theo mức độ"},
    {"Mỗi nội quy, quy chế được ban hành đảm bảo nội dung theo yêu cầu đạt: 0.5 điểm", "item 0.5", "-", NULL},
    {"không ban hành: 0 điểm (tối đa 2)", "points 0 cap 2", "absent", NULL},
    /* TT 01/2018 */
    {"Không phải liên hệ lần nào: 2", "points 2", "absent", NULL},
    {"Chỉ phải một lần: 1", "points 1", "count >=1 <=1", NULL},
    {"Phải hơn 1 lần: 0, trừ trường hợp nguyên nhân do lỗi của người nộp hồ sơ", "points 0", "count >1",
     "Phải hơn 1 lần, trừ trường hợp nguyên nhân do lỗi của người nộp hồ sơ"},
    /* ministry software */
    {"100% CQCM cấp tỉnh đã công khai 0,25 điểm", "points 0.25", "percent >=100 <=100",
     "100% CQCM cấp tỉnh đã công khai"},
    /* formulas: Hưng Yên, common practice */
    {"Tỉ lệ % kế hoạch hoàn thành * 3 / 100%", "formula", "-", "Tỉ lệ % kế hoạch hoàn thành * 3 / 100%"},
    {"từ 80% đến dưới 100%: tính theo công thức [tỷ lệ % x 1.0/100%]", "formula", "percent >=80 <100",
     "từ 80% đến dưới 100%: tính theo công thức [tỷ lệ % x 1.0/100%]"},
    {"dưới 80%: tỷ lệ/80% * điểm tối đa", "formula", "percent <80", "dưới 80%: tỷ lệ/80% * điểm tối đa"},
    /* style */
    {"- Hoàn thành từ 90% kế hoạch trở lên được 2 điểm", "points 2", "percent >=90",
     "Hoàn thành từ 90% kế hoạch trở lên"},
    {"+ Có ban hành (1,5 điểm);", "points 1.5", "-", "Có ban hành"},
    {"Có ban hành: 1đ.", "points 1", "-", NULL},
    {"≥ 90%: 2", "points 2", "percent >=90", NULL},
    {"=>90%: 2", "points 2", "percent >=90", NULL},
    {"70% ≤ tỷ lệ < 90%: 1", "points 1", "percent >=70 <90", NULL},
    {"90% > tỷ lệ >= 70%: 1", "points 1", "percent >=70 <90", NULL},
    {"Từ 50% đến <100%: 1", "points 1", "percent >=50 <100", NULL},
    {"Đạt trên 70% và dưới 90%: 1", "points 1", "percent >70 <90", NULL},
    {"Không quá 5% hồ sơ quá hạn: 1", "points 1", "percent <=5", NULL},
    {"Đạt không dưới 80%: 1", "points 1", "percent >=80", NULL},
    {"Từ 10% trở xuống: 1", "points 1", "percent <=10", NULL},
    {"Ít nhất 02 sáng kiến: 1", "points 1", "count >=2", NULL},
    {"Tốt (từ 90% trở lên): 2", "points 2", "percent >=90", NULL},
    {"Dat tu 80% tro len: 1", "points 1", "percent >=80", NULL},
    {"Các trường hợp còn lại không tính điểm", "points 0", "rest", "Các trường hợp còn lại"},
    {"Cứ chậm 01 báo cáo thì trừ 0,5 điểm, tối đa trừ 2 điểm", "item -0.5 cap 2", "count >=1 <=1",
     "Cứ chậm 01 báo cáo"},
    {"Mỗi sáng kiến được cộng 1 điểm (tối đa không quá 3 điểm)", "item 1 cap 3", "-", "Mỗi sáng kiến"},
    {"Báo cáo gửi chậm: trừ 0,25 điểm/báo cáo", "item -0.25", "-", NULL},
    {"Nếu tỷ lệ này < 80% thì điểm đánh giá là 0", "points 0", "percent <80", "Nếu tỷ lệ này < 80%"},
    {"Từ 02 mô hình trở lên", "-", "count >=2", "Từ 02 mô hình trở lên"},
    /* numbers that are no quantity */
    {"Trước ngày 15/02/2024: 1", "points 1", "-", NULL},
    {"Từ ngày 15/02 đến 28/02: 0,5", "points 0.5", "-", NULL},
    {"Thực hiện theo Thông tư 01/2018/TT-VPCP: 1", "points 1", "-", NULL},
    {"Có kế hoạch năm 2024: 1", "points 1", "-", NULL},
    {"Dịch vụ công mức độ 3, 4: 1", "points 1", "-", NULL},
    {"Ban hành chậm quá 15 ngày: 0", "points 0", "-", NULL},
    {"Thực hiện một cửa: 1", "points 1", "-", NULL},
    /* two quantities are none */
    {"Từ 70% xã và từ 80% huyện: 1", "points 1", "several", NULL},
};

static const char *label_of(const struct option *option, struct par_arena *arena)
{
    if (option->label)
        return option->label;
    const char *colon = strrchr(option->text, ':');
    return par_arena_copy(arena, (struct par_span){option->text, (size_t)(colon - option->text)});
}

static void an_option_is_read(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        const char *tidy = par_wording_tidy(par_span_of(options[i].text), work->arena);
        struct par_wording wording = par_wording_read(tidy, '\0', work->arena);
        if (strcmp(worth_text(&wording, work->arena), options[i].worth) != 0 ||
            strcmp(condition_text(&wording.condition, work->arena), options[i].condition) != 0 ||
            strcmp(wording.label, label_of(&options[i], work->arena)) != 0)
            fail_msg("%s\n    expected %s | %s | %s\n    found    %s | %s | %s", options[i].text, options[i].worth,
                     options[i].condition, label_of(&options[i], work->arena), worth_text(&wording, work->arena),
                     condition_text(&wording.condition, work->arena), wording.label);
    }
}

static void decomposed_letters_and_hard_blanks_read_alike(void **state)
{
    struct work *work = *state;
    const char *text = "Tu\xCC\x9B\xCC\x80\xC2\xA0"
                       "70%  đ\xC3\xAA\xCC\x81n\xC2\xA0"
                       "dưới 90%:\xC2\xA0"
                       "0,5"; /* "Từ 70% đến dưới 90%: 0,5" */
    struct par_wording wording = par_wording_read(par_wording_tidy(par_span_of(text), work->arena), '\0', work->arena);
    assert_string_equal(wording.label, "Từ 70% đến dưới 90%");
    assert_string_equal(condition_text(&wording.condition, work->arena), "percent >=70 <90");
}

static void a_number_that_reads_both_ways_is_not_guessed(void **state)
{
    struct work *work = *state;
    struct par_wording unsure = par_wording_read("Có từ 1.500 hồ sơ: 1", '\0', work->arena);
    assert_string_equal(unsure.unsure, "1.500");
    assert_int_equal(unsure.condition.kind, PAR_CONDITION_NONE);
    struct par_wording comma = par_wording_read("Có từ 1.500 hồ sơ: 1", ',', work->arena);
    assert_null(comma.unsure);
    assert_string_equal(condition_text(&comma.condition, work->arena), "count >=1500");
    struct par_wording eighth = par_wording_read("Có: 0.125", '\0', work->arena);
    assert_int_equal(eighth.points, 125000);
}

/* --- A points column ------------------------------------------------------------------------------------------------
 */

static void points_columns_hold_one_number(void **state)
{
    struct work *work = *state;
    static const struct {
        const char *text;
        enum par_figure figure;
        par_points points;
    } cells[] = {{"2", PAR_FIGURE_READ, 2000000},
                 {"0,5", PAR_FIGURE_READ, 500000},
                 {"1 điểm", PAR_FIGURE_READ, 1000000},
                 {"Tối đa 2đ", PAR_FIGURE_READ, 2000000},
                 {"(20 điểm)", PAR_FIGURE_READ, 20000000},
                 {"-5", PAR_FIGURE_READ, -5000000},
                 {"1.500", PAR_FIGURE_UNSURE, 0},
                 {"Tốt", PAR_FIGURE_NONE, 0},
                 {"1-2", PAR_FIGURE_NONE, 0},
                 {"75% điểm", PAR_FIGURE_NONE, 0}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        par_points points = 0;
        assert_int_equal(par_wording_points(cells[i].text, '\0', work->arena, &points), cells[i].figure);
        assert_int_equal(points, cells[i].points);
    }
}

/* --- Several options -------------------------------------------------------------------------------------------------
 */

struct group {
    const char *text; /* as in one cell */
    par_points max;
    size_t count;
    enum par_group_type type;
};

static const struct group groups[] = {
    {"Có: 2\nKhông: 0", 2000000, 2, PAR_GROUP_CHOICE},
    {"Trên 90%: 2; từ 70% đến 90%: 1; dưới 70%: 0", 2000000, 3, PAR_GROUP_PERCENT},
    {"Hoàn thành từ 90%\nkế hoạch: 2\nCòn lại: 0", 2000000, 2, PAR_GROUP_PERCENT},
    {"Đầy đủ: 2. Từ ¾ trở lên: 1. Dưới ¾: 0.", 2000000, 3, PAR_GROUP_FRACTION},
    {"- Không có: 2\n- Có 1 lần: 1\n- Hơn 1 lần: 0", 2000000, 3, PAR_GROUP_COUNT},
    {"Mỗi quy chế 0,5 điểm; không ban hành: 0 điểm (tối đa 2)", 2000000, 2, PAR_GROUP_PER_ITEM},
    {"Đủ báo cáo: 1,5; thiếu 01 báo cáo trừ 0,5 điểm", 1500000, 2, PAR_GROUP_PER_ITEM},
    {"đạt 100%: 1; từ 80% đến dưới 100%: tính theo công thức [tỷ lệ % x 1.0/100%]; dưới 80%: 0", 1000000, 3,
     PAR_GROUP_LINEAR},
    {"Tỷ lệ x 3/100", 3000000, 1, PAR_GROUP_LINEAR},
    {"[b/a]*1.0", 1000000, 1, PAR_GROUP_LINEAR},
    {"100% tỉnh: 0,25; 100% huyện: 0,25; 100% xã: 0,25", 750000, 3, PAR_GROUP_SUM},
    /* an overlap of one value is a fault of the table, of many a sign that the quantities differ */
    {"Từ 70% - 100%: 2; từ 50% - 70%: 1; dưới 50%: 0", 2000000, 3, PAR_GROUP_PERCENT},
    {"Từ 50% - 100% xã: 2; từ 40% - 80% huyện: 1", 2000000, 2, PAR_GROUP_CHOICE},
    /* exact values are labels: nothing says what lies between */
    {"Đạt 100%: 2; đạt 80%: 1; đạt 50%: 0", 2000000, 3, PAR_GROUP_CHOICE},
    {"Từ 5%: 0,25; có nhưng dưới 5%: 0,15; không thực hiện: 0", 250000, 3, PAR_GROUP_CHOICE},
    /* not understood */
    {"Có vi phạm: trừ điểm theo mức độ", 1000000, 1, PAR_GROUP_MANUAL},
    {"Mỗi xã 0,5 điểm; mỗi huyện 1 điểm", 2000000, 2, PAR_GROUP_MANUAL},
    {"Điểm = (a + b) x 2/100", 2000000, 1, PAR_GROUP_MANUAL},
    {"từ 90%: 3; từ 50% đến dưới 90%: tỷ lệ x 2/100", 2000000, 2, PAR_GROUP_MANUAL},
    {"", 1000000, 0, PAR_GROUP_MANUAL},
};

static void options_are_read_together(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        struct par_pieces pieces = par_wording_split(groups[i].text, '\0', work->arena);
        if (pieces.count != groups[i].count)
            fail_msg("%s: %zu pieces", groups[i].text, pieces.count);
        struct par_wording *wordings = par_arena_array(work->arena, pieces.count, sizeof *wordings);
        for (size_t k = 0; k < pieces.count; k++)
            wordings[k] = par_wording_read(pieces.items[k], '\0', work->arena);
        struct par_option_group group = par_wording_group(wordings, pieces.count, groups[i].max, work->arena);
        if (group.type != groups[i].type)
            fail_msg("%s: type %d", groups[i].text, (int)group.type);
    }
}

static void a_floor_is_kept(void **state)
{
    struct work *work = *state;
    struct par_wording options_of[] = {
        par_wording_read("từ 80%: tỷ lệ % x điểm tối đa / 100%", '\0', work->arena),
        par_wording_read("dưới 80%: 0", '\0', work->arena),
    };
    struct par_option_group group = par_wording_group(options_of, 2, 1000000, work->arena);
    assert_int_equal(group.type, PAR_GROUP_LINEAR);
    assert_true(group.zero_below.given);
    assert_string_equal(ratio_text(group.zero_below.at, work->arena), "80");
    assert_string_equal(ratio_text(group.full_at, work->arena), "100");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_option_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(decomposed_letters_and_hard_blanks_read_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_that_reads_both_ways_is_not_guessed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(points_columns_hold_one_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_are_read_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_floor_is_kept, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
