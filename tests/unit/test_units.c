/* Units: order, codes, their sets and blocs. Expected findings follow from units.h and par-units(5). */
#include "parindex/units.h"

#include "fixture.h"

/* --- Units and sets out of text ----------------------------------------------------------------------------------- */

static const char set_text[] =
    "{'format': 'parindex-criteria/1', 'id': '%ID%', 'year': 2025, 'title': {'vi': 'x'}, %LEVEL% 'max': 1,"
    " 'source': {'status': 'sample'}, 'blocs': [%BLOCS%], 'nodes': [{'id': '1', 'name': {'vi': 'x'}, 'max': 1,"
    " 'rule': {'type': 'manual'}}]}";

static struct par_set *set_named(struct work *work, const char *id, const char *level, const char *blocs)
{
    const char *json = edited(work->arena, set_text, "%ID%", id);
    if (*level)
        level = par_arena_join(work->arena, "'level': '", level, "',", NULL);
    json = edited(work->arena, json, "%LEVEL%", level);
    return good_set(work, edited(work->arena, json, "%BLOCS%", blocs));
}

/* A line: code, bloc, level, set; "-" for nothing. */
struct line {
    const char *code, *bloc, *level, *set;
};

static const char *or_empty(const char *text)
{
    return strcmp(text, "-") == 0 ? "" : text;
}

static struct par_units *units_of(struct work *work, const struct line *lines, size_t count)
{
    struct par_units *units = par_units_new("units.csv", NULL, work->arena);
    for (size_t i = 0; i < count; i++) {
        struct par_unit unit = {.code = lines[i].code,
                                .name = lines[i].code,
                                .bloc = or_empty(lines[i].bloc),
                                .level = or_empty(lines[i].level),
                                .set_id = or_empty(lines[i].set),
                                .parent = "",
                                .submitted_at = "",
                                .ranked = true,
                                .line = (uint32_t)i + 2};
        par_units_add(units, &unit, work->arena);
    }
    return units;
}

/* --- Order and codes ---------------------------------------------------------------------------------------------- */

static void units_stand_by_code(void **state)
{
    struct work *work = *state;
    static const struct line lines[] = {{"10", "-", "-", "-"}, {"9", "-", "-", "-"},  {"01", "-", "-", "-"},
                                        {"1", "-", "-", "-"},  {"so", "-", "-", "-"}, {"So", "-", "-", "-"}};
    static const char *const order[] = {"01", "1", "10", "9", "So", "so"};
    struct par_set *sets[] = {set_named(work, "a", "", "")};
    struct par_units *units = units_of(work, lines, 6);
    par_units_settle(units, sets, 1, work->arena, work->diags);
    assert_null(par_diags_first(work->diags));
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(units->items[i].code, order[i]);
        assert_int_equal(par_units_find(units, par_span_of(order[i]), NULL, work->arena, work->diags), i);
        assert_ptr_equal(units->items[i].set, sets[0]);
    }
}

static void a_code_stands_once(void **state)
{
    struct work *work = *state;
    static const struct line lines[] = {{"b", "-", "-", "-"}, {"a", "-", "-", "-"}, {"b", "-", "-", "-"}};
    struct par_set *sets[] = {set_named(work, "a", "", "")};
    par_units_settle(units_of(work, lines, 3), sets, 1, work->arena, work->diags);
    expect_finding(work, PAR_ERROR, PAR_UNIT_REPEATED);
    const struct par_diag *diag = only_finding(work);
    assert_string_equal(diag->args[0], "b");
    assert_string_equal(diag->args[1], "2"); /* line of the first */
    assert_int_equal(diag->place.line, 4);
    assert_string_equal(diag->place.unit, "b");
}

struct search {
    const char *code;
    enum par_code finding;
    const char *named; /* what the error names; "" for nothing */
};

/* "An error that names the nearest code, or the one with zeros before it." */
static const struct search searches[] = {
    {"1", PAR_UNIT_ZEROS, "01"},
    {"001", PAR_UNIT_ZEROS, "01"},
    {"0100", PAR_UNIT_ZEROS, "100"},
    {"so-noi-vuu", PAR_UNIT_UNKNOWN, "so-noi-vu"},
    {"so-tai-chnh", PAR_UNIT_UNKNOWN, "so-tai-chinh"},
    {"ban-dan-toc", PAR_UNIT_UNKNOWN, ""},
};

static void an_unknown_code_names_the_nearest(void **state)
{
    struct work *work = *state;
    static const struct line lines[] = {
        {"01", "-", "-", "-"}, {"100", "-", "-", "-"}, {"so-noi-vu", "-", "-", "-"}, {"so-tai-chinh", "-", "-", "-"}};
    struct par_set *sets[] = {set_named(work, "a", "", "")};
    struct par_units *units = units_of(work, lines, 4);
    par_units_settle(units, sets, 1, work->arena, work->diags);
    for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
        struct par_place place = {.file = "tu.csv", .line = 9};
        forget_findings(work);
        int32_t found = par_units_find(units, par_span_of(searches[i].code), &place, work->arena, work->diags);
        assert_int_equal(found, PAR_NAME_NONE);
        expect_finding(work, PAR_ERROR, searches[i].finding);
        assert_string_equal(only_finding(work)->args[0], searches[i].code);
        assert_string_equal(only_finding(work)->args[1], searches[i].named);
        assert_int_equal(only_finding(work)->place.line, 9);
    }
    forget_findings(work);
    assert_int_equal(par_units_find(units, par_span_of(""), NULL, work->arena, work->diags), PAR_NAME_NONE);
    expect_finding(work, PAR_ERROR, PAR_UNIT_EMPTY);
}

/* --- Sets --------------------------------------------------------------------------------------------------------- */

struct choice {
    struct line line;
    const char *set; /* NULL: a finding instead */
    enum par_code finding;
};

static void expect_choices(struct work *work, struct par_set *const *sets, size_t set_count,
                           const struct choice *choices, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct par_units *units = units_of(work, &choices[i].line, 1);
        forget_findings(work);
        par_units_settle(units, sets, set_count, work->arena, work->diags);
        const struct par_set *set = units->items[0].set;
        if (!choices[i].set)
            expect_finding(work, PAR_ERROR, choices[i].finding);
        else if (!set || strcmp(set->id, choices[i].set) != 0 || par_diags_first(work->diags))
            fail_msg("case %zu: %s, not %s", i, set ? set->id : "none", choices[i].set);
    }
}

/* "By `set`, else by level, else the only one." */
static void a_unit_has_its_set(void **state)
{
    struct work *work = *state;
    struct par_set *two[] = {set_named(work, "cap-so", "so", ""), set_named(work, "cap-xa", "xa", "")};
    struct par_set *three[] = {two[0], two[1], set_named(work, "cap-xa-2", "xa", "")};
    struct par_set *free_set[] = {set_named(work, "chung", "", "")};
    static const struct choice of_two[] = {
        {{"a", "-", "so", "-"}, "cap-so", PAR_CODE_COUNT},     {{"a", "-", "xa", "-"}, "cap-xa", PAR_CODE_COUNT},
        {{"a", "-", "-", "cap-xa"}, "cap-xa", PAR_CODE_COUNT}, {{"a", "-", "so", "cap-xa"}, "cap-xa", PAR_CODE_COUNT},
        {{"a", "-", "-", "cap-huyen"}, NULL, PAR_SET_UNKNOWN}, {{"a", "-", "huyen", "-"}, NULL, PAR_UNIT_NO_SET},
        {{"a", "-", "-", "-"}, NULL, PAR_UNIT_NO_SET},
    };
    static const struct choice of_three[] = {{{"a", "-", "xa", "-"}, NULL, PAR_UNIT_NO_SET},
                                             {{"a", "-", "xa", "cap-xa-2"}, "cap-xa-2", PAR_CODE_COUNT},
                                             {{"a", "-", "so", "-"}, "cap-so", PAR_CODE_COUNT}};
    static const struct choice of_one[] = {{{"a", "-", "-", "-"}, "cap-so", PAR_CODE_COUNT},
                                           {{"a", "-", "so", "-"}, "cap-so", PAR_CODE_COUNT},
                                           {{"a", "-", "xa", "-"}, NULL, PAR_UNIT_NO_SET}};
    static const struct choice of_free[] = {{{"a", "-", "-", "-"}, "chung", PAR_CODE_COUNT},
                                            {{"a", "-", "xa", "-"}, "chung", PAR_CODE_COUNT}};
    expect_choices(work, two, 2, of_two, sizeof of_two / sizeof *of_two);
    expect_choices(work, three, 3, of_three, sizeof of_three / sizeof *of_three);
    expect_choices(work, two, 1, of_one, sizeof of_one / sizeof *of_one);
    expect_choices(work, free_set, 1, of_free, sizeof of_free / sizeof *of_free);
}

static void a_bloc_is_one_of_the_sets(void **state)
{
    struct work *work = *state;
    struct par_set *sets[] = {set_named(work, "a", "", "'so', 'nganh-doc'")};
    static const struct choice choices[] = {{{"a", "so", "-", "-"}, "a", PAR_CODE_COUNT},
                                            {{"a", "huyen", "-", "-"}, NULL, PAR_BLOC_UNKNOWN},
                                            {{"a", "-", "-", "-"}, NULL, PAR_BLOC_MISSING}};
    struct par_set *open_set[] = {set_named(work, "b", "", "")};
    static const struct choice open_choices[] = {{{"a", "so", "-", "-"}, "b", PAR_CODE_COUNT},
                                                 {{"a", "-", "-", "-"}, "b", PAR_CODE_COUNT}};
    expect_choices(work, sets, 1, choices, 3);
    expect_choices(work, open_set, 1, open_choices, 2);
}

static void a_bloc_never_mixes_sets(void **state)
{
    struct work *work = *state;
    struct par_set *sets[] = {set_named(work, "cap-so", "so", ""), set_named(work, "cap-xa", "xa", "")};
    static const struct line lines[] = {
        {"a", "khoi", "so", "-"}, {"b", "khoi", "so", "-"}, {"c", "khac", "xa", "-"}, {"d", "khoi", "xa", "-"}};
    par_units_settle(units_of(work, lines, 4), sets, 2, work->arena, work->diags);
    expect_finding(work, PAR_ERROR, PAR_BLOC_MIXED);
    const struct par_diag *diag = only_finding(work);
    assert_string_equal(diag->place.unit, "d");
    assert_string_equal(diag->args[0], "khoi");
    assert_string_equal(diag->args[1], "cap-xa");
    assert_string_equal(diag->args[2], "cap-so");
}

static void an_unknown_parent_is_a_note(void **state)
{
    struct work *work = *state;
    struct par_set *sets[] = {set_named(work, "a", "", "")};
    static const struct line lines[] = {{"a", "-", "-", "-"}, {"b", "-", "-", "-"}};
    struct par_units *units = units_of(work, lines, 2);
    units->items[0].parent = "b";
    units->items[1].parent = "tinh";
    par_units_settle(units, sets, 1, work->arena, work->diags);
    expect_finding(work, PAR_NOTE, PAR_PARENT_UNKNOWN);
    assert_string_equal(only_finding(work)->args[0], "tinh");
}

/* Groups, blocs, levels and unit codes; one match is enough. */
static void lists_name_units(void **state)
{
    (void)state;
    static const char *const groups[] = {"mien-nui", "khong-tthc"};
    struct par_unit unit = {.code = "01", .bloc = "so", .level = "cap-so", .groups = {2, groups}};
    static const struct {
        const char *names[2];
        size_t count;
        bool in;
    } lists[] = {{{"01"}, 1, true},       {{"so"}, 1, true},           {{"cap-so"}, 1, true}, {{"khong-tthc"}, 1, true},
                 {{"xa", "so"}, 2, true}, {{"1"}, 1, false},           {{"nui"}, 1, false},   {{""}, 1, false},
                 {{"SO"}, 1, false},      {{"xa", "huyen"}, 2, false}, {{NULL}, 0, false}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_int_equal(par_unit_is_in(&unit, (struct par_list){lists[i].count, lists[i].names}), lists[i].in);
}

enum { MANY = 3321 };

/* As many as there are communes: found by code whatever order they came in. */
static void many_units_are_found(void **state)
{
    struct work *work = *state;
    struct line *lines = par_arena_array(work->arena, MANY, sizeof *lines);
    for (size_t i = 0; i < MANY; i++) {
        char code[24];
        snprintf(code, sizeof code, "%05zu", i * 1117 % MANY);
        lines[i] = (struct line){par_arena_copy(work->arena, par_span_of(code)), "-", "-", "-"};
    }
    struct par_set *sets[] = {set_named(work, "a", "", "")};
    struct par_units *units = units_of(work, lines, MANY);
    par_units_settle(units, sets, 1, work->arena, work->diags);
    assert_null(par_diags_first(work->diags));
    assert_int_equal(units->count, MANY);
    for (size_t i = 0; i < MANY; i++) {
        char code[24];
        snprintf(code, sizeof code, "%05zu", i);
        assert_int_equal(par_units_find(units, par_span_of(code), NULL, work->arena, work->diags), i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(units_stand_by_code, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_code_stands_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_unknown_code_names_the_nearest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_unit_has_its_set, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bloc_is_one_of_the_sets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bloc_never_mixes_sets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_unknown_parent_is_a_note, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_name_units, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_units_are_found, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
