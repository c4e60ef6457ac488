/* Rules: from what was filled in to points, and from a typed score to whether the rule can give it. The rules are
 * quoted from decisions (shared/data/criteria/rule-shapes.json) or from par-criteria(5); the points are by hand from
 * their wording. */
#include "fixture.h"
#include "numbers.h"
#include "parindex/number.h"
#include "parindex/rule.h"

/* --- A set of one component --------------------------------------------------------------------------------------- */

static const char frame[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': %MAX%,"
    " 'source': {'status': 'sample'}, 'rounding': {'component': %DECIMALS%, 'mode': '%MODE%'},"
    " 'inputs': {'a': {'kind': 'count'}, 'b': {'kind': 'count'}, 'c': {'kind': 'count'}, 'x': {'kind': 'number'},"
    "  'y': {'kind': 'number'}, 'p': {'kind': 'percent'}, 'q': {'kind': 'percent'}, 'gui': {'kind': 'date'},"
    "  'han': {'kind': 'date'}},"
    " 'nodes': [{'id': '1', 'name': {'vi': 'Một'}, 'max': %OWN%, %ACCEPT% 'rule': %RULE%}]}";

struct setting {
    const char *max;      /* NULL: 1 */
    const char *decimals; /* NULL: 2 */
    const char *mode;     /* NULL: half_up */
    const char *accept;   /* NULL: nothing */
};

static const char *or_else(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

static const struct par_set *set_of(struct work *work, const struct setting *setting, const char *rule)
{
    struct par_arena *arena = work->arena;
    const char *max = or_else(setting->max, "1"), *accept = "";
    if (setting->accept)
        accept = par_arena_join(arena, "'accept': [{'fault': '", setting->accept, "', 'reason': {'vi': 'x'}}],", NULL);
    const char *json = edited(arena, frame, "%MAX%", max);
    json = edited(arena, json, "%OWN%", max);
    json = edited(arena, json, "%DECIMALS%", or_else(setting->decimals, "2"));
    json = edited(arena, json, "%MODE%", or_else(setting->mode, "half_up"));
    json = edited(arena, json, "%ACCEPT%", accept);
    return good_set(work, edited(arena, json, "%RULE%", rule));
}

static const struct par_rule *rule_of(const struct par_set *set)
{
    return set->criteria[1].rules[0].rule;
}

/* --- What was filled in ------------------------------------------------------------------------------------------- */

enum { INPUTS = 16 };

struct cells {
    struct par_filled filled;
    bool given[INPUTS], known[INPUTS];
    struct par_quantity inputs[INPUTS], facts[INPUTS];
};

static struct par_quantity quantity_of(const char *text)
{
    struct par_quantity q = {0, 0};
    if (par_date_parse(par_span_of(text), &q.mantissa))
        return q;
    assert_int_equal(par_quantity_parse(par_span_of(text), &q), PAR_NUMBER_OK);
    return q;
}

static void fill_input(struct cells *cells, const struct par_set *set, const char *name, const char *value)
{
    bool fact = strncmp(name, "facts.", 6) == 0;
    int32_t input = par_names_find(set->input_names, par_span_of(fact ? name + 6 : name));
    assert_in_range(input, 0, INPUTS - 1);
    (fact ? cells->known : cells->given)[input] = true;
    (fact ? cells->facts : cells->inputs)[input] = quantity_of(value);
}

static void fill(struct cells *cells, const struct par_set *set, const char *name, const char *value)
{
    struct par_filled *filled = &cells->filled;
    const struct {
        const char *name;
        bool *has;
        struct par_quantity *quantity;
    } columns[] = {{"value", &filled->has_value, &filled->value},
                   {"num", &filled->has_num, &filled->num},
                   {"den", &filled->has_den, &filled->den}};
    if (strcmp(name, "answer") == 0) {
        filled->answer = par_span_of(value);
        return;
    }
    for (size_t i = 0; i < 3; i++) {
        if (strcmp(name, columns[i].name) != 0)
            continue;
        *columns[i].has = true;
        *columns[i].quantity = quantity_of(value);
        return;
    }
    fill_input(cells, set, name, value);
}

/* "answer=kip;a=3;facts.b=4" */
static void fill_all(struct cells *cells, const struct par_set *set, const char *text, struct par_arena *arena)
{
    *cells = (struct cells){0};
    cells->filled.given = cells->given;
    cells->filled.inputs = cells->inputs;
    cells->filled.known = cells->known;
    cells->filled.facts = cells->facts;
    char *copy = par_arena_copy(arena, par_span_of(text)), *rest = NULL;
    for (char *cell = strtok_r(copy, ";", &rest); cell; cell = strtok_r(NULL, ";", &rest)) {
        char *equals = strchr(cell, '=');
        assert_non_null(equals);
        *equals = '\0';
        fill(cells, set, cell, equals + 1);
    }
}

static struct par_outcome evaluate(struct work *work, const struct par_set *set, const struct cells *cells)
{
    static const struct par_place place = {.file = "tu.csv", .line = 7};
    struct par_evaluation evaluation = {.set = set,
                                        .criterion = &set->criteria[1],
                                        .filled = &cells->filled,
                                        .fold = par_text_fold,
                                        .arena = work->arena,
                                        .diags = work->diags,
                                        .place = &place};
    return par_rule_evaluate(rule_of(set), &evaluation);
}

/* Points; "none" without an answer; "n/a"; "deferred"; "!" and the code of the error. */
static const char *outcome_text(struct work *work, const struct par_outcome *outcome)
{
    struct text text = {.size = 0};
    size_t errors = par_diags_errors(work->diags);
    assert_int_equal(errors, outcome->verdict == PAR_REFUSED);
    switch (outcome->verdict) {
    case PAR_EARNED:
        append_points(&text, outcome->points);
        break;
    case PAR_NO_ANSWER:
        return "none";
    case PAR_DOES_NOT_APPLY:
        return "n/a";
    case PAR_DEFERRED:
        return "deferred";
    case PAR_REFUSED:
        assert_int_equal(only_finding(work)->place.line, 7);
        append(&text, "!");
        append(&text, par_message_code(only_finding(work)->code));
        break;
    }
    return par_arena_copy(work->arena, (struct par_span){text.bytes, text.size});
}

struct earning {
    const char *filled; /* NULL ends a list */
    const char *expected;
};

/* A rule and what it gives for a few rows. */
struct lesson {
    struct setting setting;
    const char *rule;
    struct earning rows[16];
};

static void expect_earning(struct work *work, const struct par_set *set, const char *rule, const struct earning *row)
{
    struct cells cells;
    forget_findings(work);
    fill_all(&cells, set, row->filled, work->arena);
    struct par_outcome outcome = evaluate(work, set, &cells);
    const char *found = outcome_text(work, &outcome);
    if (strcmp(found, row->expected) != 0)
        fail_msg("%s\n  %s\n  found %s, expected %s", rule, row->filled, found, row->expected);
}

static void expect_lessons(struct work *work, const struct lesson *lessons, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        forget_findings(work);
        const struct par_set *set = set_of(work, &lessons[i].setting, lessons[i].rule);
        for (const struct earning *row = lessons[i].rows; row->filled; row++)
            expect_earning(work, set, lessons[i].rule, row);
    }
}

/* --- Choice ------------------------------------------------------------------------------------------------------- */

static const struct lesson choices[] = {
    /* Cà Mau 1880/2013, 1.1.1: kịp thời 1, không kịp thời 0,5, không ban hành 0 */
    {{.max = "1"},
     "{'type': 'choice', 'options': [{'key': 'kip', 'label': {'vi': 'Kịp thời'}, 'points': 1},"
     " {'key': 'cham', 'label': {'vi': 'Không kịp thời'}, 'points': 0.5},"
     " {'key': 'khong', 'label': {'vi': 'Không ban hành'}, 'points': 0}]}",
     {{"answer=kip", "1"},
      {"answer=cham", "0.5"},
      {"answer=khong", "0"},
      {"answer=KHONG", "0"},
      {"answer=Kịp thời", "1"},
      {"answer= không  KỊP thời ", "0.5"},
      {"answer=ki\u0323p tho\u031B\u0300i", "1"}, /* decomposed */
      {"answer=1", "1"},
      {"answer=3", "0"},
      {"answer=0", "!answer-unknown"},
      {"answer=4", "!answer-unknown"},
      {"answer=kịp", "!answer-unknown"},
      {"answer=kip|cham", "!answer-unknown"},
      {"a=3", "none"}}},
    /* TT 01/2018/TT-VPCP, 3: keys that are numbers mean themselves, not a place in the list */
    {{.max = "2"},
     "{'type': 'choice', 'options': [{'key': '0', 'label': {'vi': 'Không phải liên hệ'}, 'points': 2},"
     " {'key': '1', 'label': {'vi': 'Một lần'}, 'points': 1},"
     " {'key': '2', 'label': {'vi': 'Hơn một lần'}, 'points': 0}]}",
     {{"answer=0", "2"}, {"answer=1", "1"}, {"answer=2", "0"}, {"answer=3", "0"}, {"answer=Một lần", "1"}}},
    /* Phú Thọ: xuất sắc điểm tối đa, tốt 75 %, hoàn thành 50 %; 1.5 x 3/4 = 1.125 */
    {{.max = "1.5"},
     "{'type': 'choice', 'options': [{'key': 'xs', 'label': {'vi': 'Xuất sắc'}, 'share': 1},"
     " {'key': 'tot', 'label': {'vi': 'Tốt'}, 'share': '75%'},"
     " {'key': 'ht', 'label': {'vi': 'Hoàn thành'}, 'share': 0.5}, {'key': 'kem', 'label': {'vi': 'Kém'}, 'share': "
     "'1/3'}]}",
     {{"answer=xs", "1.5"}, {"answer=tot", "1.13"}, {"answer=ht", "0.75"}, {"answer=kem", "0.5"}}},
    {{.max = "1.5", .mode = "down"},
     "{'type': 'choice', 'options': [{'key': 'xs', 'share': 1}, {'key': 'tot', 'share': '75%'}]}",
     {{"answer=tot", "1.12"}}},
    /* Bình Định 2019: cấp tỉnh 0,25 + cấp xã 0,25 + cấp huyện 0,25 (tối đa 0,75) */
    {{.max = "0.75"},
     "{'type': 'choice', 'pick': 'sum', 'options': [{'key': 'tinh', 'label': {'vi': 'Cấp tỉnh'}, 'points': 0.25},"
     " {'key': 'xa', 'label': {'vi': 'Cấp xã'}, 'points': 0.25},"
     " {'key': 'huyen', 'label': {'vi': 'Cấp huyện'}, 'points': 0.25}]}",
     {{"answer=tinh", "0.25"},
      {"answer=xa|tinh", "0.5"},
      {"answer=tinh | Cấp xã | 3", "0.75"},
      {"answer=tinh|tinh", "!answer-unknown"},
      {"answer=tinh|1", "!answer-unknown"},
      {"answer=tinh|phuong", "!answer-unknown"},
      {"answer=|tinh", "!answer-unknown"},
      {"a=1", "none"}}},
};

static void choices_are_counted(void **state)
{
    expect_lessons(*state, choices, sizeof choices / sizeof *choices);
}

/* An answer of blanks alone is no option: not the first one without a label either. */
static void blanks_choose_nothing(void **state)
{
    static const struct lesson lesson = {
        {0},
        "{'type': 'choice', 'options': [{'key': 'co', 'points': 1}, {'key': 'khong', 'points': 0}]}",
        {{"answer=co", "1"}, {"answer=\u00A0", "!answer-unknown"}}};
    expect_lessons(*state, &lesson, 1);
}

/* --- Bands -------------------------------------------------------------------------------------------------------- */

static const struct lesson bands[] = {
    /* Cà Mau 1.1.4: trên 90%: 2; từ 70% - 90%: 1; dưới 70%: 0 */
    {{.max = "2"},
     "{'type': 'bands', 'of': {'percent': ['a', 'b']}, 'bands': [{'above': 90, 'points': 2},"
     " {'from': 70, 'to': 90, 'points': 1}, {'below': 70, 'points': 0}]}",
     {{"value=90", "1"},
      {"value=90.000001", "2"},
      {"value=70", "1"},
      {"value=69.999999", "0"},
      {"value=100", "2"},
      {"value=0", "0"},
      {"a=7;b=10", "1"},
      {"a=69999999;b=100000000", "0"},
      {"a=900000001;b=1000000000", "2"},
      {"num=9;den=10", "1"},
      {"a=11;b=10", "!percent-range"},
      {"value=-1", "!percent-range"},
      {"a=7", "!input-missing"},
      {"b=7", "!input-missing"},
      {"a=0;b=0", "!denominator-zero"}}},
    /* par-criteria(5): 269 of 299 is 89.9665... %, less than 90 */
    {{.max = "2"},
     "{'type': 'bands', 'of': {'percent': ['a', 'b']}, 'bands': [{'from': 90, 'points': 2}, {'from': 70, 'points': 1},"
     " {'below': 70, 'points': 0}]}",
     {{"a=269;b=299", "1"}, {"a=9;b=10", "2"}, {"x=1", "none"}}},
    /* Công an BR-VT Bảng I, 1.2.1: đầy đủ 2; đạt 3/4 trở lên 1; dưới 3/4 0 */
    {{.max = "2"},
     "{'type': 'bands', 'of': {'ratio': ['a', 'b']}, 'bands': [{'from': 1, 'points': 2}, {'from': '3/4', 'points': 1},"
     " {'below': '3/4', 'points': 0}]}",
     {{"a=4;b=4", "2"},
      {"a=3;b=4", "1"},
      {"a=9;b=12", "1"},
      {"a=299999;b=400000", "0"},
      {"a=2;b=3", "0"},
      {"value=0.75", "1"},
      {"value=0.749999", "0"},
      {"a=5;b=4", "2"}}},
    /* a third is a third: 2/3 is not 0.666667 */
    {{0},
     "{'type': 'bands', 'of': {'ratio': ['a', 'b']}, 'bands': [{'from': '2/3', 'points': 1},"
     " {'below': '2/3', 'points': 0}]}",
     {{"a=2;b=3", "1"}, {"a=666666666666;b=1000000000000", "0"}, {"a=666666666667;b=1000000000000", "1"}}},
    /* Công an BR-VT Bảng II, 1.4.3: từ 3 tin, bài 1; 1-2 tin, bài 0,5; không 0 */
    {{0},
     "{'type': 'bands', 'of': {'count': 'a'}, 'bands': [{'from': 3, 'points': 1},"
     " {'from': 1, 'to': 2, 'points': 0.5}, {'to': 0, 'points': 0}]}",
     {{"a=3", "1"}, {"a=2", "0.5"}, {"a=1", "0.5"}, {"a=0", "0"}, {"a=1000000", "1"}, {"value=2", "0.5"}}},
    /* Công an BR-VT Bảng II, 8.4.2: từ 5% 0,25; có nhưng dưới 5% 0,15; không 0 */
    {{.max = "0.25"},
     "{'type': 'bands', 'of': {'percent': ['a', 'b']}, 'bands': [{'from': 5, 'points': 0.25},"
     " {'above': 0, 'below': 5, 'points': 0.15}, {'to': 0, 'points': 0}]}",
     {{"a=1;b=20", "0.25"}, {"a=49999;b=1000000", "0.15"}, {"a=1;b=999999999", "0.15"}, {"a=0;b=7", "0"}}},
    /* Bảng IV, 1.3.2: 70 - 100 % 1; 50 - 70 % 0,5: 70 % is in both, the better counts */
    {{.accept = "bands-overlap"},
     "{'type': 'bands', 'of': {'value': 'p'}, 'bands': [{'from': 50, 'to': 70, 'points': 0.5},"
     " {'from': 70, 'to': 100, 'points': 1}, {'below': 50, 'points': 0}]}",
     {{"p=70", "1"}, {"p=69.999999", "0.5"}, {"p=50", "0.5"}, {"p=49.999999", "0"}}},
    /* a gap that is kept is an error when it comes up */
    {{.accept = "bands-gap"},
     "{'type': 'bands', 'of': {'value': 'p'}, 'bands': [{'from': 80, 'points': 1}, {'to': 79, 'points': 0}]}",
     {{"p=80", "1"}, {"p=79", "0"}, {"p=79.5", "!no-band"}}},
    /* 766/QĐ-TTg: (tổng số - không hài lòng) / tổng số */
    {{0},
     "{'type': 'bands', 'of': {'percent': [['a', '-b'], 'a']}, 'bands': [{'from': 90, 'points': 1},"
     " {'below': 90, 'points': 0}]}",
     {{"a=100;b=10", "1"}, {"a=100;b=11", "0"}, {"a=5;b=6", "!percent-range"}, {"a=0;b=0", "!denominator-zero"}}},
    {{0},
     "{'type': 'bands', 'of': {'percent': [['a', 'b'], ['a', 'b', 'c']]}, 'bands': [{'from': 50, 'points': 1},"
     " {'below': 50, 'points': 0}]}",
     {{"a=1;b=1;c=2", "1"}, {"a=1;b=1;c=3", "0"}, {"a=1;b=1", "!input-missing"}}},
    /* a plan may be more than fulfilled */
    {{0},
     "{'type': 'bands', 'of': {'percent': ['a', 'b'], 'over_100': true}, 'bands': [{'from': 100, 'points': 1},"
     " {'below': 100, 'points': 0}]}",
     {{"a=12;b=10", "1"}, {"a=9;b=10", "0"}, {"value=250", "1"}, {"value=-1", "!percent-range"}}},
    /* shares in bands: 3 x 50 % */
    {{.max = "3"},
     "{'type': 'bands', 'of': {'value': 'x'}, 'bands': [{'from': 10, 'share': 1}, {'below': 10, 'share': '50%'}]}",
     {{"x=10", "3"}, {"x=9.9", "1.5"}}},
    /* facts fill what the row leaves open; the same twice is no contradiction */
    {{0},
     "{'type': 'bands', 'of': {'percent': ['a', 'b']}, 'bands': [{'from': 50, 'points': 1}, {'below': 50, 'points': "
     "0}]}",
     {{"facts.a=1;facts.b=2", "1"},
      {"a=1;facts.b=3", "0"},
      {"a=1;b=2;facts.a=1.0", "1"},
      {"a=1;b=2;facts.b=3", "!input-twice"},
      {"facts.a=1", "!input-missing"}}},
};

static void bands_are_compared_exactly(void **state)
{
    expect_lessons(*state, bands, sizeof bands / sizeof *bands);
}

static const struct lesson days_and_changes[] = {
    /* Bảng I, 1.1.1: a date difference decides; here on the day 1, up to 5 days late 0.5, later 0 */
    {{0},
     "{'type': 'bands', 'of': {'days': ['gui', 'han']}, 'bands': [{'to': 0, 'points': 1},"
     " {'from': 1, 'to': 5, 'points': 0.5}, {'from': 6, 'points': 0}]}",
     {{"gui=2025-01-31;han=2025-01-31", "1"},
      {"gui=15/01/2025;han=31/01/2025", "1"},
      {"gui=2025-02-01;han=2025-01-31", "0.5"},
      {"gui=2025-02-05;han=2025-01-31", "0.5"},
      {"gui=2025-02-06;han=2025-01-31", "0"},
      {"gui=2024-03-04;han=2024-02-28", "0.5"}, /* 5 days across 29 February */
      {"gui=2024-03-05;han=2024-02-28", "0"},
      {"gui=2025-03-05;han=2025-02-28", "0.5"}, /* 5 days without one */
      {"value=5", "0.5"},
      {"value=-3", "1"},
      {"gui=2025-01-31", "!input-missing"}}},
    /* change against last year, in points of per cent */
    {{0},
     "{'type': 'bands', 'of': {'change': ['p', 'q']}, 'bands': [{'above': 0, 'points': 1},"
     " {'from': 0, 'to': 0, 'points': 0.5}, {'below': 0, 'points': 0}]}",
     {{"p=80.01;q=80", "1"}, {"p=80;q=80.00", "0.5"}, {"p=79.99;q=80", "0"}, {"p=80", "!input-missing"}}},
    /* relative: (110 - 100) / 100 = 10 % */
    {{0},
     "{'type': 'bands', 'of': {'change': ['x', 'y'], 'relative': true}, 'bands': [{'from': 10, 'points': 1},"
     " {'from': 0, 'below': 10, 'points': 0.5}, {'below': 0, 'points': 0}]}",
     {{"x=110;y=100", "1"},
      {"x=109.999999;y=100", "0.5"},
      {"x=300;y=100", "1"},
      {"x=99;y=100", "0"},
      {"x=1;y=0", "!denominator-zero"}}},
};

static void days_and_changes_are_measured(void **state)
{
    expect_lessons(*state, days_and_changes, sizeof days_and_changes / sizeof *days_and_changes);
}

/* A bound n/d and a share beside it, by GMP's comparison. */
static void check_boundary(struct work *work, const struct par_set *set, struct chance *chance, mpq_t bound)
{
    char filled[96];
    mpq_t share;
    mpq_init(share);
    unsigned long den = 1 + any_below(chance, 1000000000), num;
    mpz_mul_ui(mpq_numref(share), mpq_numref(bound), den);
    mpz_fdiv_q(mpq_numref(share), mpq_numref(share), mpq_denref(bound));
    num = mpz_get_ui(mpq_numref(share)) + any_below(chance, 2);
    mpq_set_ui(share, num, den);
    mpq_canonicalize(share);
    snprintf(filled, sizeof filled, "a=%lu;b=%lu", num, den);
    struct earning row = {filled, mpq_cmp(share, bound) >= 0 ? "1" : "0"};
    expect_earning(work, set, "a random bound", &row);
    mpq_clear(share);
}

static void random_bounds_are_compared_as_gmp_does(void **state)
{
    struct work *work = *state;
    struct chance chance = {20281};
    mpq_t bound;
    mpq_init(bound);
    for (int i = 0; i < 100; i++) {
        unsigned long den = 1 + any_below(&chance, 9999), num = 1 + any_below(&chance, den);
        char rule[256];
        snprintf(rule, sizeof rule,
                 "{'type': 'bands', 'of': {'ratio': ['a', 'b']}, 'bands': [{'from': '%lu/%lu', 'points': 1},"
                 " {'below': '%lu/%lu', 'points': 0}]}",
                 num, den, num, den);
        forget_findings(work);
        const struct par_set *set = set_of(work, &(struct setting){0}, rule);
        mpq_set_ui(bound, num, den);
        mpq_canonicalize(bound);
        for (int k = 0; k < 200; k++)
            check_boundary(work, set, &chance, bound);
    }
    mpq_clear(bound);
}

/* --- In proportion ------------------------------------------------------------------------------------------------ */

static const struct lesson proportions[] = {
    /* Công an Hưng Yên: tỷ lệ % kế hoạch hoàn thành x 3 / 100 % */
    {{.max = "3"},
     "{'type': 'linear', 'of': {'percent': ['a', 'b']}}",
     {{"a=1;b=2", "1.5"},
      {"a=2;b=3", "2"},
      {"a=1;b=7", "0.43"}, /* 3/7 = 0.428571... */
      {"a=0;b=5", "0"},
      {"a=5;b=5", "3"},
      {"value=33.33", "1"}, /* 0.9999 */
      {"a=6;b=5", "!percent-range"}}},
    /* common practice: từ 80 % đến dưới 100 %: tỷ lệ x 1,0 / 100; dưới 80 %: 0 */
    {{0},
     "{'type': 'linear', 'of': {'value': 'p'}, 'zero_below': 80}",
     {{"p=80", "0.8"}, {"p=79.999999", "0"}, {"p=100", "1"}, {"p=85.5", "0.86"}}},
    /* par-criteria(5) */
    {{.max = "2"},
     "{'type': 'linear', 'of': {'percent': ['a', 'b']}, 'full_at': 90, 'zero_below': 50}",
     {{"a=30;b=40", "1.67"}, {"a=19;b=40", "0"}, {"a=20;b=40", "1.11"}, {"a=36;b=40", "2"}, {"a=40;b=40", "2"}}},
    /* 12.5 % of 1 is 0.125, a tie in every mode */
    {{.mode = "half_up"}, "{'type': 'linear', 'of': {'value': 'p'}}", {{"p=12.5", "0.13"}, {"p=13.5", "0.14"}}},
    {{.mode = "half_even"}, "{'type': 'linear', 'of': {'value': 'p'}}", {{"p=12.5", "0.12"}, {"p=13.5", "0.14"}}},
    {{.mode = "down"}, "{'type': 'linear', 'of': {'value': 'p'}}", {{"p=12.5", "0.12"}, {"p=13.9", "0.13"}}},
    {{.decimals = "6"}, "{'type': 'linear', 'of': {'percent': ['a', 'b']}}", {{"a=1;b=3", "0.333333"}}},
    {{.max = "4", .decimals = "0"}, "{'type': 'linear', 'of': {'percent': ['a', 'b']}}", {{"a=5;b=8", "3"}}},
    /* a change below 0 earns nothing, not less */
    {{0},
     "{'type': 'linear', 'of': {'change': ['p', 'q']}, 'full_at': 10}",
     {{"p=70;q=65", "0.5"}, {"p=60;q=65", "0"}}},
    /* par-criteria(5): 25 of 80 is 31.25 %: 2 x 11.25 / 40 = 0.5625 */
    {{.max = "2"},
     "{'type': 'between', 'of': {'percent': ['a', 'b']}, 'zero_at': 20, 'full_at': 60}",
     {{"a=25;b=80", "0.56"},
      {"a=1;b=5", "0"},
      {"a=1;b=6", "0"},
      {"a=3;b=5", "2"},
      {"a=7;b=10", "2"},
      {"a=2;b=5", "1"}}},
    /* less is better */
    {{.max = "2"},
     "{'type': 'between', 'of': {'value': 'p'}, 'zero_at': 60, 'full_at': 20}",
     {{"p=60", "0"}, {"p=20", "2"}, {"p=40", "1"}, {"p=10", "2"}, {"p=61", "0"}, {"p=50", "0.5"}}},
    {{0},
     "{'type': 'between', 'of': {'ratio': ['a', 'b']}, 'zero_at': '1/3', 'full_at': '2/3'}",
     {{"a=1;b=2", "0.5"}, {"a=1;b=3", "0"}, {"a=2;b=3", "1"}, {"a=4;b=9", "0.33"}}},
    {{0},
     "{'type': 'between', 'of': {'days': ['gui', 'han']}, 'zero_at': 10, 'full_at': 0}",
     {{"gui=2025-01-11;han=2025-01-01", "0"},
      {"gui=2025-01-04;han=2025-01-01", "0.7"},
      {"gui=2024-12-25;han=2025-01-01", "1"}}},
    /* shared/domain/par-index.md: 91.17 % of 10 points printed 9.12 */
    {{.max = "10"},
     "{'type': 'index', 'of': {'value': 'p'}}",
     {{"p=91.17", "9.12"}, {"p=100", "10"}, {"p=0", "0"}, {"facts.p=91.17", "9.12"}, {"p=100.01", "!percent-range"}}},
    {{.max = "10", .mode = "down"}, "{'type': 'index', 'of': {'value': 'p'}}", {{"p=91.17", "9.11"}}},
};

static void proportions_are_rounded_once(void **state)
{
    expect_lessons(*state, proportions, sizeof proportions / sizeof *proportions);
}

/* Row: a of b. By GMP: max x a / b, once rounded. */
static void check_proportion(struct work *work, const struct par_set *set, struct chance *chance)
{
    mpz_t num, den, expected;
    mpz_inits(num, den, expected, NULL);
    unsigned long b = 1 + any_below(chance, 100000), a = any_below(chance, b + 1);
    char filled[64];
    snprintf(filled, sizeof filled, "a=%lu;b=%lu", a, b);
    struct cells cells;
    fill_all(&cells, set, filled, work->arena);
    set_int64(num, set->criteria[1].max);
    mpz_mul_ui(num, num, a);
    mpz_set_ui(den, b);
    mpz_mul_ui(den, den, (unsigned long)PAR_POINTS_ONE);
    round_points(expected, num, den, set->decimals_component, set->rounding);
    struct par_outcome outcome = evaluate(work, set, &cells);
    if (outcome.verdict != PAR_EARNED || !same_int64(expected, outcome.points))
        fail_msg("%s, %d decimals, mode %d: %lld", filled, set->decimals_component, set->rounding,
                 (long long)outcome.points);
    mpz_clears(num, den, expected, NULL);
}

static void random_proportions_are_rounded_as_gmp_does(void **state)
{
    struct work *work = *state;
    struct chance chance = {20282};
    static const char *const modes[] = {"half_up", "half_even", "down"}, *const decimals[] = {"0", "1", "2", "6"};
    static const char *const maxima[] = {"1", "3", "20", "100"};
    for (size_t m = 0; m < 3; m++)
        for (size_t d = 0; d < 4; d++)
            for (size_t k = 0; k < 4; k++) {
                struct setting setting = {maxima[k], decimals[d], modes[m], NULL};
                const struct par_set *set = set_of(work, &setting, "{'type': 'linear', 'of': {'percent': ['a', 'b']}}");
                for (int i = 0; i < 500; i++)
                    check_proportion(work, set, &chance);
            }
}

/* --- Items and surveys -------------------------------------------------------------------------------------------- */

static const struct lesson items[] = {
    /* Phú Thọ 3.2: mỗi quy chế 0,5 điểm, tối đa 2 */
    {{.max = "2"},
     "{'type': 'per_item', 'of': {'count': 'a'}, 'points': 0.5}",
     {{"a=0", "0"}, {"a=3", "1.5"}, {"a=4", "2"}, {"a=7", "2"}, {"value=3", "1.5"}, {"b=1", "none"}}},
    {{.max = "2"},
     "{'type': 'per_item', 'of': {'count': 'a'}, 'points': 0.5, 'cap': 2}",
     {{"a=999999999999", "2"}, {"a=2", "1"}}},
    /* par-criteria(5): points below 0 are taken off the maximum, not below 0 */
    {{.max = "2"},
     "{'type': 'per_item', 'of': {'count': 'a'}, 'points': -0.5}",
     {{"a=0", "2"}, {"a=3", "0.5"}, {"a=4", "0"}, {"a=7", "0"}}},
    {{.max = "2"},
     "{'type': 'per_item', 'of': {'count': 'a'}, 'points': -0.5, 'cap': 1}",
     {{"a=1", "1.5"}, {"a=2", "1"}, {"a=7", "1"}}},
    {{.max = "2"},
     "{'type': 'per_item', 'of': {'value': 'x'}, 'points': 0.125}",
     {{"x=1", "0.13"}, {"x=2", "0.25"}, {"x=2.5", "0.31"}, {"x=-1", "!number-negative"}}},
    /* par-criteria(5): 50, 30, 15 and 5 answers: 2 x (5000 + 1800 + 300) / (100 x 100) = 1.42 */
    {{.max = "2"},
     "{'type': 'survey', 'weights': {'tot': 100, 'kha': 60, 'dat': 20, 'kem': 0}}",
     {{"tot=50;kha=30;dat=15;kem=5", "1.42"},
      {"tot=7;kha=0;dat=0;kem=0", "2"},
      {"tot=0;kha=0;dat=0;kem=9", "0"},
      {"tot=1;kha=0;dat=0;kem=2", "0.67"},
      {"facts.tot=50;facts.kha=30;facts.dat=15;facts.kem=5", "1.42"},
      {"tot=0;kha=0;dat=0;kem=0", "!denominator-zero"},
      {"tot=1;kha=1;dat=1", "!input-missing"},
      {"tot=1;kha=1;dat=1;kem=1;facts.kem=2", "!input-twice"},
      {"a=1", "none"}}},
};

static void items_and_answers_are_counted(void **state)
{
    expect_lessons(*state, items, sizeof items / sizeof *items);
}

/* --- A base of 0 -------------------------------------------------------------------------------------------------- */

static const struct lesson zeros[] = {
    {{.max = "2"},
     "{'type': 'linear', 'of': {'percent': ['a', 'b'], 'zero': 'not_applicable'}}",
     {{"a=0;b=0", "n/a"}, {"a=1;b=2", "1"}, {"num=0;den=0", "n/a"}}},
    {{.max = "2"}, "{'type': 'linear', 'of': {'percent': ['a', 'b'], 'zero': 'full'}}", {{"a=0;b=0", "2"}}},
    {{.max = "2"}, "{'type': 'linear', 'of': {'percent': ['a', 'b'], 'zero': 'none'}}", {{"a=0;b=0", "0"}}},
    {{.max = "2"}, "{'type': 'linear', 'of': {'percent': ['a', 'b']}}", {{"a=0;b=0", "!denominator-zero"}}},
    {{.max = "2"},
     "{'type': 'bands', 'of': {'change': ['x', 'y'], 'relative': true, 'zero': 'full'},"
     " 'bands': [{'from': 0, 'points': 2}, {'below': 0, 'points': 0}]}",
     {{"x=5;y=0", "2"}, {"x=4;y=5", "0"}}},
    {{.max = "2"},
     "{'type': 'per_item', 'of': {'ratio': ['a', ['b', '-c']], 'zero': 'not_applicable'}, 'points': 1}",
     {{"a=1;b=3;c=3", "n/a"}, {"a=3;b=3;c=1", "1.5"}}},
};

static void a_base_of_zero_means_what_the_set_says(void **state)
{
    expect_lessons(*state, zeros, sizeof zeros / sizeof *zeros);
}

/* --- Cases -------------------------------------------------------------------------------------------------------- */

static const struct lesson cases[] = {
    /* par-criteria(5): 120 of 400 is 30 %: 2 x 30 / 50; 300 of 1000: 2 x 10 / 50 */
    {{.max = "2"},
     "{'type': 'cases', 'cases': [{'when': {'of': {'count': 'b'}, 'below': 500}, 'rule': {'type': 'linear',"
     " 'full_at': 50, 'of': {'percent': ['a', 'b'], 'zero': 'none'}}}, {'rule': {'type': 'between', 'zero_at': 20,"
     " 'full_at': 70, 'of': {'percent': ['a', 'b']}}}]}",
     {{"a=120;b=400", "1.2"},
      {"a=300;b=1000", "0.4"},
      {"a=150;b=500", "0.4"},
      {"a=0;b=0", "0"},
      {"b=400", "!input-missing"},
      {"a=5", "none"},
      {"x=1", "none"}}},
    {{0},
     "{'type': 'cases', 'cases': [{'when': {'answer': 'co'}, 'rule': {'type': 'linear', 'of': {'value': 'p'}}},"
     " {'when': {'answer': 'khong'}, 'rule': {'type': 'per_item', 'of': {'count': 'a'}, 'points': 0.1}}]}",
     {{"answer=co;p=50", "0.5"},
      {"answer=khong;a=2", "0.2"},
      {"answer=co", "none"},
      {"answer=khac;p=50", "!answer-unknown"},
      {"p=50", "none"}}},
    {{0},
     "{'type': 'cases', 'cases': [{'when': {'all': [{'of': {'value': 'p'}, 'from': 50}, {'of': {'count': 'a'},"
     " 'above': 0}]}, 'rule': {'type': 'linear', 'of': {'value': 'p'}}}, {'when': {'any': [{'of': {'value': 'p'},"
     " 'from': 90}, {'of': {'count': 'a'}, 'to': 0}]}, 'rule': {'type': 'linear', 'of': {'value': 'p'}, 'full_at': 200}"
     "}]}",
     {{"p=50;a=1", "0.5"},
      {"p=49.99;a=0", "0.25"},
      {"p=90;a=0", "0.45"},
      {"p=40;a=3", "!no-band"},
      {"p=40", "none"}, /* whether a is 0 is not known */
      {"p=90", "none"}}},
    /* a condition whose base is 0 does not hold; without `zero` it is an error */
    {{0},
     "{'type': 'cases', 'cases': [{'when': {'of': {'percent': ['a', 'b'], 'zero': 'full'}, 'from': 0},"
     " 'rule': {'type': 'linear', 'of': {'value': 'p'}}}, {'rule': {'type': 'linear', 'of': {'value': 'q'}}}]}",
     {{"a=0;b=0;p=10;q=20", "0.2"}, {"a=0;b=1;p=10;q=20", "0.1"}}},
    {{0},
     "{'type': 'cases', 'cases': [{'when': {'of': {'percent': ['a', 'b']}, 'from': 0},"
     " 'rule': {'type': 'linear', 'of': {'value': 'p'}}}, {'rule': {'type': 'linear', 'of': {'value': 'q'}}}]}",
     {{"a=0;b=0;p=10;q=20", "!denominator-zero"}}},
    /* a choice within a case */
    {{0},
     "{'type': 'cases', 'cases': [{'when': {'of': {'count': 'a'}, 'to': 0}, 'rule': {'type': 'choice', 'options': ["
     "{'key': 'co', 'points': 0.3}, {'key': 'khong', 'points': 0}]}}, {'rule': {'type': 'choice', 'options': ["
     "{'key': 'co', 'points': 1}]}}]}",
     {{"a=0;answer=co", "0.3"}, {"a=1;answer=co", "1"}, {"a=1;answer=khong", "!answer-unknown"}, {"a=1", "none"}}},
};

static void the_first_case_that_holds_decides(void **state)
{
    expect_lessons(*state, cases, sizeof cases / sizeof *cases);
}

/* --- Across units ------------------------------------------------------------------------------------------------- */

struct spread {
    const char *measured, *lowest, *highest;
    const char *expected;
};

static const char *spread_text(struct work *work, const struct par_set *set, const struct spread *one)
{
    struct par_place place = {.line = 7};
    struct par_filled nothing = {0};
    struct par_evaluation evaluation = {.set = set,
                                        .criterion = &set->criteria[1],
                                        .filled = &nothing,
                                        .fold = par_text_fold,
                                        .arena = work->arena,
                                        .diags = work->diags,
                                        .place = &place};
    struct par_ratio measured, lowest, highest;
    assert_int_equal(par_ratio_parse(par_span_of(one->measured), &measured), PAR_NUMBER_OK);
    assert_int_equal(par_ratio_parse(par_span_of(one->lowest), &lowest), PAR_NUMBER_OK);
    assert_int_equal(par_ratio_parse(par_span_of(one->highest), &highest), PAR_NUMBER_OK);
    struct par_outcome outcome = par_rule_spread(rule_of(set), &evaluation, measured, lowest, highest);
    return outcome_text(work, &outcome);
}

static void expect_spreads(struct work *work, const struct setting *setting, const char *rule,
                           const struct spread *table, size_t count)
{
    const struct par_set *set = set_of(work, setting, rule);
    for (size_t i = 0; i < count; i++) {
        forget_findings(work);
        assert_string_equal(spread_text(work, set, &table[i]), table[i].expected);
    }
}

/* PCI: 1 + 9 (x - min) / (max - min), and 11 minus that for a negative indicator. */
static void units_are_spread_between_two_ends(void **state)
{
    struct work *work = *state;
    static const struct spread more[] = {
        {"20", "20", "80", "1"},      {"80", "20", "80", "10"},         {"50", "20", "80", "5.5"},
        {"1/3", "0", "1", "4"},       {"0", "-5", "5", "5.5"},          {"21", "20", "27", "2.285714"},
        {"2/7", "1/7", "3/7", "5.5"}, {"1000000", "0", "3000000", "4"}, {"20", "20", "20", "!minmax-flat"}};
    static const struct spread less[] = {
        {"20", "20", "80", "10"}, {"80", "20", "80", "1"}, {"50", "20", "80", "5.5"}, {"21", "20", "27", "8.714286"}};
    static const struct spread small[] = {{"3", "3", "9", "0.5"}, {"5", "3", "9", "1"}, {"9", "3", "9", "2"}};
    struct setting ten = {.max = "10", .decimals = "6"}, two = {.max = "2"};
    expect_spreads(work, &ten, "{'type': 'minmax', 'of': {'value': 'x'}, 'low': 1, 'high': 10}", more,
                   sizeof more / sizeof *more);
    expect_spreads(work, &ten, "{'type': 'minmax', 'of': {'value': 'x'}, 'low': 1, 'high': 10, 'less_is_better': true}",
                   less, sizeof less / sizeof *less);
    expect_spreads(work, &two, "{'type': 'minmax', 'of': {'value': 'x'}, 'low': 0.5, 'high': 2}", small,
                   sizeof small / sizeof *small);
}

static void units_all_alike_are_what_the_set_says(void **state)
{
    struct work *work = *state;
    static const char *const says[][2] = {{"not_applicable", "n/a"}, {"full", "10"}, {"none", "0"}};
    for (size_t i = 0; i < 3; i++) {
        const char *rule = par_arena_join(work->arena, "{'type': 'minmax', 'of': {'value': 'x', 'zero': '", says[i][0],
                                          "'}, 'low': 1, 'high': 10}", NULL);
        struct spread flat = {"7", "7", "7", says[i][1]};
        expect_spreads(work, &(struct setting){.max = "10"}, rule, &flat, 1);
    }
}

static void minmax_waits_and_manual_is_typed(void **state)
{
    static const struct lesson lessons[] = {
        {{.max = "10"},
         "{'type': 'minmax', 'of': {'ratio': ['a', 'b']}, 'low': 1, 'high': 10}",
         {{"a=1;b=3", "deferred"}, {"value=0.5", "deferred"}, {"a=1", "!input-missing"}, {"x=1", "none"}}},
        {{0}, "{'type': 'manual', 'step': 0.25}", {{"a=1", "none"}, {"answer=1", "none"}}},
    };
    expect_lessons(*state, lessons, 2);
}

/* --- Typed scores ------------------------------------------------------------------------------------------------- */

struct fit {
    const char *max, *rule;
    const char *fits, *between, *off_step; /* scores, separated by blanks */
    const char *scores;                    /* as a message names them; NULL: not compared */
};

static const struct fit fits[] = {
    {"2",
     "{'type': 'choice', 'options': [{'key': 'a', 'points': 2}, {'key': 'b', 'share': '3/4'}, {'key': 'c', 'points': "
     "0}]}",
     "2 1.5 0", "1 0.01 1.99", "", "2, 1.5, 0"},
    {"2", "{'type': 'choice', 'pick': 'sum', 'options': [{'key': 'a', 'points': 1}, {'key': 'b', 'points': 1}]}",
     "0 0.5 1 2", "", "", ""},
    {"2", "{'type': 'bands', 'of': {'value': 'p'}, 'bands': [{'from': 50, 'points': 2}, {'below': 50, 'points': 1}]}",
     "2 1", "0 1.5", "", "2, 1"},
    {"2", "{'type': 'linear', 'of': {'value': 'p'}}", "0 0.37 2", "", "", ""},
    {"2", "{'type': 'per_item', 'of': {'count': 'a'}, 'points': 0.5}", "0 0.37 2", "", "", ""},
    {"2", "{'type': 'manual'}", "0 0.01 2", "", "", NULL},
    {"2", "{'type': 'manual', 'step': 0.25}", "0 0.25 1.75 2", "", "0.1 1.99", NULL},
    {"2", "{'type': 'manual', 'min': 0.5, 'step': 0.25}", "0.5 0.75 2", "", "0 0.25 0.6", NULL},
    {"2", "{'type': 'manual', 'min': 0.5}", "0.5 0.51 2", "", "0 0.49", NULL},
};

static void expect_fit(const struct par_rule *rule, const char *scores, enum par_score_fit expected)
{
    char copy[64], *rest = NULL;
    snprintf(copy, sizeof copy, "%s", scores);
    for (char *score = strtok_r(copy, " ", &rest); score; score = strtok_r(NULL, " ", &rest))
        if (par_rule_score_fits(rule, points_of(score)) != expected)
            fail_msg("%s: %d, not %d", score, par_rule_score_fits(rule, points_of(score)), expected);
}

static void typed_scores_are_judged(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++) {
        const struct par_set *set = set_of(work, &(struct setting){.max = fits[i].max}, fits[i].rule);
        const struct par_rule *rule = rule_of(set);
        expect_fit(rule, fits[i].fits, PAR_SCORE_FITS);
        expect_fit(rule, fits[i].between, PAR_SCORE_IS_BETWEEN);
        expect_fit(rule, fits[i].off_step, PAR_SCORE_OFF_STEP);
        if (fits[i].scores)
            assert_string_equal(par_rule_scores(rule, work->arena), fits[i].scores);
        assert_int_equal(par_rule_is_typed(rule), strstr(fits[i].rule, "manual") != NULL);
    }
}

struct taking {
    const char *rule, *type;
    bool answer, value, fraction;
    const char *inputs;
};

static const struct taking takings[] = {
    {"{'type': 'choice', 'options': [{'key': 'a', 'points': 1}]}", "choice", true, false, false, ""},
    {"{'type': 'bands', 'of': {'percent': [['a', '-c'], 'b']}, 'bands': [{'points': 1}]}", "bands", false, true, true,
     "a, b, c"},
    {"{'type': 'linear', 'of': {'value': 'p'}}", "linear", false, true, false, "p"},
    {"{'type': 'between', 'of': {'ratio': ['x', 'y']}, 'zero_at': 0, 'full_at': 1}", "between", false, true, true,
     "x, y"},
    {"{'type': 'per_item', 'of': {'count': 'a'}, 'points': 1}", "per_item", false, true, false, "a"},
    {"{'type': 'survey', 'weights': {'tot': 100, 'kem': 0}}", "survey", false, false, false, "tot, kem"},
    {"{'type': 'index', 'of': {'percent': ['a', 'b']}}", "index", false, true, true, "a, b"},
    {"{'type': 'minmax', 'of': {'value': 'x'}, 'low': 0, 'high': 1}", "minmax", false, true, false, "x"},
    {"{'type': 'cases', 'cases': [{'when': {'of': {'count': 'a'}, 'from': 1}, 'rule': {'type': 'linear', 'of': "
     "{'value': 'p'}}}]}",
     "cases", false, false, false, "a, p"},
    {"{'type': 'cases', 'cases': [{'when': {'answer': 'co'}, 'rule': {'type': 'linear', 'of': {'value': 'p'}}}]}",
     "cases", true, false, false, "p"},
    {"{'type': 'manual'}", "manual", false, false, false, ""},
};

static void rules_say_what_they_take(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof takings / sizeof *takings; i++) {
        const struct par_set *set = set_of(work, &(struct setting){0}, takings[i].rule);
        const struct par_rule *rule = rule_of(set);
        assert_string_equal(par_rule_type(rule), takings[i].type);
        assert_int_equal(par_rule_takes_answer(rule), takings[i].answer);
        assert_int_equal(par_rule_takes_value(rule), takings[i].value);
        assert_int_equal(par_rule_takes_fraction(rule), takings[i].fraction);
        assert_string_equal(par_rule_inputs(rule, set, work->arena), takings[i].inputs);
        int32_t q = par_names_find(set->input_names, par_span_of("q"));
        assert_false(par_rule_takes_input(rule, (size_t)q));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(choices_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(blanks_choose_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bands_are_compared_exactly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(days_and_changes_are_measured, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_bounds_are_compared_as_gmp_does, set_up, tear_down),
        cmocka_unit_test_setup_teardown(proportions_are_rounded_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_proportions_are_rounded_as_gmp_does, set_up, tear_down),
        cmocka_unit_test_setup_teardown(items_and_answers_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_base_of_zero_means_what_the_set_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_case_that_holds_decides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(units_are_spread_between_two_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(units_all_alike_are_what_the_set_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(minmax_waits_and_manual_is_typed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(typed_scores_are_judged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules_say_what_they_take, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
