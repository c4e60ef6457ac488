/* Criteria sets: what a good one becomes, and every fault the loader must find. The expected findings follow from
 * diag.h, par-criteria(5) and, for pointers, RFC 6901. */
#include "fixture.h"
#include "parindex/files.h"
#include "parindex/rule.h"

#define BASE_ROUNDS \
    "[{'id': 'self'}, {'id': 'appraisal', 'name': {'vi': 'Thẩm định'}, 'settles': ['report', 'appraiser']}]"

/* A small complete set: every edit below breaks one thing in it. */
static const char base[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu-2025', 'year': 2025, 'level': 'xa',"
    " 'title': {'vi': 'Thử', 'en': 'Trial'}, 'source': {'status': 'sample'}, 'max': 12,"
    " 'rounds': " BASE_ROUNDS ","
    " 'tie_break': ['2', 'survey'], 'blocs': ['xa', {'id': 'phuong', 'name': {'vi': 'Phường'}}],"
    " 'classes': [{'for': ['xa'], 'steps': [{'name': {'vi': 'Tốt'}, 'from': 80, 'requires': {'2': 70}},"
    "   {'name': {'vi': 'Khá'}, 'above': 70}, {'name': {'vi': 'Yếu'}}]}],"
    " 'inputs': {'xong': {'kind': 'count'}, 'giao': {'kind': 'count'}, 'gui': {'kind': 'date'},"
    "   'han': {'kind': 'date'}, 'sipas': {'kind': 'percent', 'label': {'vi': 'Hài lòng'}}},"
    " 'nodes': ["
    "  {'id': '1', 'name': {'vi': 'Một'}, 'max': 7, 'owner': {'lead': 'so-noi-vu', 'with': ['so-tu-phap']},"
    "   'appraisers': ['so-tai-chinh'], 'nodes': ["
    "   {'id': '1.1', 'name': {'vi': 'Kế hoạch'}, 'max': 2, 'evidence': 'required', 'rule': {'type': 'choice',"
    "    'options': [{'key': 'kip', 'label': {'vi': 'Kịp thời'}, 'points': 2},"
    "     {'key': 'cham', 'label': {'vi': 'Chậm'}, 'share': '3/4'},"
    "     {'key': 'khong', 'label': {'vi': 'Không'}, 'points': 0}]}},"
    "   {'id': '1.2', 'name': {'vi': 'Đúng hạn'}, 'max': 3, 'may_not_apply': true, 'rule': {'type': 'bands',"
    "    'of': {'percent': ['xong', 'giao']}, 'bands': [{'from': 90, 'points': 3}, {'from': 70, 'points': 1},"
    "     {'below': 70, 'points': 0}]}},"
    "   {'id': '1.3', 'name': {'vi': 'Báo cáo'}, 'max': 1, 'rules': ["
    "    {'for': ['phuong'], 'rule': {'type': 'manual', 'step': 0.5}}, {'rule': {'type': 'bands',"
    "     'of': {'days': ['gui', 'han']}, 'bands': [{'to': 0, 'points': 1}, {'above': 0, 'points': 0}]}}]},"
    "   {'id': '1.4', 'name': {'vi': 'Trường hợp'}, 'max': 1, 'rule': {'type': 'cases', 'cases': ["
    "    {'when': {'of': {'count': 'giao'}, 'below': 10}, 'rule': {'type': 'per_item',"
    "      'of': {'count': 'xong'}, 'points': 0.5}},"
    "    {'rule': {'type': 'linear', 'of': {'percent': ['xong', 'giao']}, 'zero_below': 50}}]}}]},"
    "  {'id': '2', 'name': {'vi': 'Hai'}, 'max': 5, 'source': 'survey', 'nodes': ["
    "   {'id': '2.1', 'name': {'vi': 'Lãnh đạo'}, 'max': 2, 'rule': {'type': 'survey',"
    "    'weights': {'tot': 100, 'kha': 60, 'dat': 20, 'kem': 0}}},"
    "   {'id': '2.2', 'name': {'vi': 'Người dân'}, 'max': 1, 'source': 'sipas', 'owner': {'lead': 'so-y-te'},"
    "    'rule': {'type': 'index', 'of': {'value': 'sipas'}}},"
    "   {'id': '2.3', 'name': {'vi': 'Chủ tịch'}, 'max': 1, 'source': 'appraiser', 'rule': {'type': 'between',"
    "    'of': {'value': 'sipas'}, 'zero_at': 20, 'full_at': 60}},"
    "   {'id': '2.4', 'name': {'vi': 'So sánh'}, 'max': 1, 'rule': {'type': 'minmax', 'of': {'value': 'giao'},"
    "    'low': 0, 'high': 1}}]}],"
    " 'bonus': {'id': 'cong', 'name': {'vi': 'Cộng'}, 'cap': 1, 'nodes': ["
    "  {'id': 'c.1', 'name': {'vi': 'Sáng kiến'}, 'max': 2, 'rule': {'type': 'manual'}}]},"
    " 'penalty': {'id': 'tru', 'name': {'vi': 'Trừ'}, 'nodes': ["
    "  {'id': 't.1', 'name': {'vi': 'Trễ'}, 'max': 2, 'rule': {'type': 'per_item',"
    "   'of': {'count': 'giao'}, 'points': -0.25}}]}}";

/* --- A good set --------------------------------------------------------------------------------------------------- */

struct place_in_tree {
    const char *id;
    const char *parent;
    const char *last; /* the last criterion below it, itself when a leaf */
    int depth;
    int component;
    enum par_role role;
    enum par_origin origin;
    const char *lead;
};

/* criteria.h: in the order of the file, the set itself first, blocks last; leaves are numbered from 0. */
static const struct place_in_tree tree[] = {
    {"total", NULL, "t.1", 0, -1, PAR_ROLE_BASE, PAR_FROM_REPORT, NULL},
    {"1", "total", "1.4", 1, -1, PAR_ROLE_BASE, PAR_FROM_REPORT, "so-noi-vu"},
    {"1.1", "1", "1.1", 2, 0, PAR_ROLE_BASE, PAR_FROM_REPORT, "so-noi-vu"},
    {"1.2", "1", "1.2", 2, 1, PAR_ROLE_BASE, PAR_FROM_REPORT, "so-noi-vu"},
    {"1.3", "1", "1.3", 2, 2, PAR_ROLE_BASE, PAR_FROM_REPORT, "so-noi-vu"},
    {"1.4", "1", "1.4", 2, 3, PAR_ROLE_BASE, PAR_FROM_REPORT, "so-noi-vu"},
    {"2", "total", "2.4", 1, -1, PAR_ROLE_BASE, PAR_FROM_SURVEY, NULL},
    {"2.1", "2", "2.1", 2, 4, PAR_ROLE_BASE, PAR_FROM_SURVEY, NULL},
    {"2.2", "2", "2.2", 2, 5, PAR_ROLE_BASE, PAR_FROM_SIPAS, "so-y-te"},
    {"2.3", "2", "2.3", 2, 6, PAR_ROLE_BASE, PAR_FROM_APPRAISER, NULL},
    {"2.4", "2", "2.4", 2, 7, PAR_ROLE_BASE, PAR_FROM_SURVEY, NULL},
    {"cong", "total", "c.1", 1, -1, PAR_ROLE_BONUS, PAR_FROM_REPORT, NULL},
    {"c.1", "cong", "c.1", 2, 8, PAR_ROLE_BONUS, PAR_FROM_REPORT, NULL},
    {"tru", "total", "t.1", 1, -1, PAR_ROLE_PENALTY, PAR_FROM_REPORT, NULL},
    {"t.1", "tru", "t.1", 2, 9, PAR_ROLE_PENALTY, PAR_FROM_REPORT, NULL},
};

static void expect_place(const struct par_set *set, int32_t position, const struct place_in_tree *expected)
{
    const struct par_criterion *criterion = &set->criteria[position];
    assert_string_equal(criterion->id, expected->id);
    assert_int_equal(par_set_find(set, par_span_of(expected->id)), position);
    assert_int_equal(criterion->parent, expected->parent ? par_set_find(set, par_span_of(expected->parent)) : -1);
    assert_string_equal(set->criteria[criterion->end - 1].id, expected->last);
    assert_int_equal(criterion->depth, expected->depth);
    assert_int_equal(criterion->component, expected->component);
    assert_int_equal(criterion->role, expected->role);
    assert_int_equal(criterion->origin, expected->origin);
    assert_int_equal(criterion->rule_count > 0, expected->component >= 0);
    if (expected->component >= 0)
        assert_int_equal(set->components[expected->component], position);
    if (expected->lead)
        assert_string_equal(criterion->lead, expected->lead);
    else
        assert_null(criterion->lead);
}

static void the_tree_is_kept_flat(void **state)
{
    struct work *work = *state;
    const struct par_set *set = good_set(work, base);
    assert_null(par_diags_first(work->diags));
    assert_int_equal(set->criterion_count, sizeof tree / sizeof *tree);
    assert_int_equal(set->component_count, 10);
    for (int32_t i = 0; i < set->criterion_count; i++)
        expect_place(set, i, &tree[i]);
    assert_int_equal(par_set_find(set, par_span_of("1.10")), PAR_NAME_NONE);
}

static void settings_are_read(void **state)
{
    struct work *work = *state;
    const struct par_set *set = good_set(work, base);
    assert_string_equal(set->id, "thu-2025");
    assert_string_equal(set->period, "2025");
    assert_string_equal(set->level, "xa");
    assert_string_equal(set->status, "sample");
    assert_string_equal(par_label_text(set->title, "en"), "Trial");
    assert_string_equal(par_label_text(set->title, "vi"), "Thử");
    assert_string_equal(par_list_text(set->tie_break, work->arena), "2, survey");
    assert_string_equal(set->blocs[0].name.vi, "xa");
    assert_string_equal(set->blocs[1].name.vi, "Phường");
    assert_int_equal(set->criteria[0].max, points_of("12"));
    assert_int_equal(set->bonus.cap, points_of("1"));
    assert_int_equal(set->penalty.cap, points_of("2")); /* the sum of its nodes */
    assert_true(criterion_of(set, "1.1")->evidence_required);
    assert_false(criterion_of(set, "1.2")->evidence_required);
    assert_true(criterion_of(set, "1.2")->may_not_apply);
    assert_string_equal(par_list_text(criterion_of(set, "1.4")->with, work->arena), "so-tu-phap");
    assert_string_equal(par_list_text(criterion_of(set, "1.4")->appraisers, work->arena), "so-tai-chinh");
    assert_string_equal(criterion_of(set, "2.2")->pointer, "/nodes/1/nodes/1");
    assert_int_equal(set->input_count, 9); /* five declared, four of the survey */
    assert_string_equal(set->inputs[4].label.vi, "Hài lòng");
    assert_int_equal(set->inputs[8].kind, PAR_INPUT_COUNT);
}

/* par-criteria(5): more than 0 and at most 1000000. */
static void a_maximum_may_be_a_million(void **state)
{
    struct work *work = *state;
    const char *json =
        edited(work->arena, base, "'max': 2, 'rule': {'type': 'manual'}", "'max': 1000000, 'rule': {'type': 'manual'}");
    assert_int_equal(criterion_of(good_set(work, json), "c.1")->max, points_of("1000000"));
}

/* par-criteria(5): what holds when nothing is said. */
static void settings_have_defaults(void **state)
{
    struct work *work = *state;
    const struct par_set *set =
        good_set(work, "{'format': 'parindex-criteria/1', 'id': 'a', 'year': 2025, 'title': {'vi': 'A'}, 'max': 1,"
                       " 'source': {'status': 'official'}, 'nodes': [{'id': '1', 'name': {'vi': 'B'}, 'max': 1,"
                       " 'rule': {'type': 'manual'}}]}");
    assert_int_equal(set->decimals_component, 2);
    assert_int_equal(set->decimals_points, 2);
    assert_int_equal(set->decimals_index, 2);
    assert_int_equal(set->rounding, PAR_HALF_UP);
    assert_int_equal(set->not_applicable, PAR_NA_REDUCE);
    assert_int_equal(set->missing, PAR_MISSING_MARK);
    assert_int_equal(set->ties, PAR_TIES_COMPETITION);
    assert_int_equal(set->rank_on, PAR_PUBLISHED);
    assert_int_equal(set->class_on, PAR_PUBLISHED);
    assert_false(set->cap_at_max);
    assert_string_equal(set->period, "2025");
    assert_string_equal(set->level, "");
    assert_int_equal(set->round_count, 1);
    assert_string_equal(set->rounds[0].id, "self");
    assert_int_equal(par_set_settling_round(set, PAR_FROM_REPORT), -1);
    assert_int_equal(set->bonus.criterion, -1);
    assert_int_equal(set->penalty.criterion, -1);
    assert_int_equal(set->criteria[1].origin, PAR_FROM_REPORT);
}

static void settings_that_are_given_hold(void **state)
{
    struct work *work = *state;
    const struct par_set *set = good_set(
        work, edited(work->arena, base, "'max': 12,",
                     "'max': 12, '$schema': 'x.json', 'note': 'x', 'period': '2025-1', 'not_applicable': 'rescale',"
                     " 'rounding': {'component': 3, 'points': 1, 'index': 4, 'mode': 'half_even', 'note': 'x'},"
                     " 'cap_at_max': true, 'missing': 'lose', 'ties': 'dense', 'rank_on': 'exact',"
                     " 'class_on': 'exact',"));
    assert_int_equal(set->decimals_component, 3);
    assert_int_equal(set->decimals_points, 1);
    assert_int_equal(set->decimals_index, 4);
    assert_int_equal(set->rounding, PAR_HALF_EVEN);
    assert_int_equal(set->not_applicable, PAR_NA_RESCALE);
    assert_int_equal(set->missing, PAR_MISSING_LOSE);
    assert_int_equal(set->ties, PAR_TIES_DENSE);
    assert_int_equal(set->rank_on, PAR_EXACT);
    assert_int_equal(set->class_on, PAR_EXACT);
    assert_true(set->cap_at_max);
    assert_string_equal(set->period, "2025-1");
}

static void rounds_have_usual_names(void **state)
{
    struct work *work = *state;
    const struct par_set *set = good_set(work, base);
    static const struct {
        const char *name;
        int round;
    } names[] = {{"self", 0},      {"tu-danh-gia", 0}, {"appraisal", 1}, {"tham-dinh", 1}, {"council", -1},
                 {"hoi-dong", -1}, {"giai-trinh", -1}, {"", -1},         {"Appraisal", -1}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(par_set_round(set, par_span_of(names[i].name)), names[i].round);
    assert_string_equal(par_set_rounds_text(set, work->arena), "self, appraisal");
    assert_int_equal(par_set_settling_round(set, PAR_FROM_REPORT), 1);
    assert_int_equal(par_set_settling_round(set, PAR_FROM_APPRAISER), 1);
    assert_int_equal(par_set_settling_round(set, PAR_FROM_SURVEY), -1);
}

/* A round that bears its usual Vietnamese name is found by the English one, and the other way round. */
static void every_usual_name_is_known(void **state)
{
    struct work *work = *state;
    static const char *const pairs[][2] = {{"tu-danh-gia", "self"},
                                           {"tham-dinh", "appraisal"},
                                           {"giai-trinh", "explanation"},
                                           {"tham-dinh-lan-2", "appraisal2"},
                                           {"hoi-dong", "council"}};
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 2; k++) {
            const char *rounds = par_arena_join(work->arena, "[{'id': '", pairs[i][k], "'}]", NULL);
            const char *json = edited(work->arena, base, BASE_ROUNDS, rounds);
            const struct par_set *set = good_set(work, json);
            assert_int_equal(par_set_round(set, par_span_of(pairs[i][1 - k])), 0);
        }
}

/* --- Broken sets -------------------------------------------------------------------------------------------------- */

struct broken {
    const char *find, *replace;
    enum par_code code;
    const char *pointer;
    const char *criterion; /* NULL: outside the tree */
};

/* The set itself. */
static const struct broken heads[] = {
    {"'parindex-criteria/1'", "'parindex-criteria/9'", PAR_FORMAT_UNKNOWN, "/format", NULL},
    {"'format': 'parindex-criteria/1', ", "", PAR_KEY_MISSING, "", NULL},
    {"'id': 'thu-2025', ", "", PAR_KEY_MISSING, "", NULL},
    {"'year': 2025, ", "", PAR_KEY_MISSING, "", NULL},
    {"'title': {'vi': 'Thử', 'en': 'Trial'}, ", "", PAR_KEY_MISSING, "", NULL},
    {"'title': {'vi': 'Thử', 'en': 'Trial'}", "'title': {'en': 'Trial'}", PAR_KEY_MISSING, "/title", NULL},
    {"'title': {'vi': 'Thử', 'en': 'Trial'}", "'title': 'Thử'", PAR_TYPE_WRONG, "/title", NULL},
    {"'source': {'status': 'sample'}, ", "", PAR_KEY_MISSING, "", NULL},
    {"{'status': 'sample'}", "{}", PAR_KEY_MISSING, "/source", NULL},
    {"{'status': 'sample'}", "{'status': 'draft'}", PAR_VALUE_UNKNOWN, "/source/status", NULL},
    {"'year': 2025", "'year': '2025'", PAR_TYPE_WRONG, "/year", NULL},
    {"'year': 2025", "'year': 1899", PAR_VALUE_UNKNOWN, "/year", NULL},
    {"'year': 2025", "'year': 2025.5", PAR_VALUE_UNKNOWN, "/year", NULL},
    {"'level': 'xa'", "'levle': 'xa'", PAR_KEY_UNKNOWN, "/levle", NULL},
    {"'level': 'xa'", "'level': 7", PAR_TYPE_WRONG, "/level", NULL},
    {"'level': 'xa'", "'rounding': {'component': 7}", PAR_VALUE_UNKNOWN, "/rounding/component", NULL},
    {"'level': 'xa'", "'rounding': {'mode': 'up'}", PAR_VALUE_UNKNOWN, "/rounding/mode", NULL},
    {"'level': 'xa'", "'rounding': {'decimals': 2}", PAR_KEY_UNKNOWN, "/rounding/decimals", NULL},
    {"'level': 'xa'", "'not_applicable': 'ignore'", PAR_VALUE_UNKNOWN, "/not_applicable", NULL},
    {"'level': 'xa'", "'missing': 'zero'", PAR_VALUE_UNKNOWN, "/missing", NULL},
    {"'level': 'xa'", "'ties': 'olympic'", PAR_VALUE_UNKNOWN, "/ties", NULL},
    {"'level': 'xa'", "'rank_on': 'points'", PAR_VALUE_UNKNOWN, "/rank_on", NULL},
    {"'level': 'xa'", "'class_on': 2", PAR_TYPE_WRONG, "/class_on", NULL},
    {"'level': 'xa'", "'cap_at_max': 'yes'", PAR_TYPE_WRONG, "/cap_at_max", NULL},
    {"'settles': ['report',", "'settles': ['bao-cao',", PAR_VALUE_UNKNOWN, "/rounds/1/settles/0", NULL},
    {"{'id': 'appraisal', 'name'", "{'id': 'tu-danh-gia', 'name'", PAR_ID_REPEATED, "/rounds/1", NULL},
    {"[{'id': 'self'}, ", "[{}, ", PAR_KEY_MISSING, "/rounds/0", NULL},
    {"['xa', {", "['phuong', {", PAR_ID_REPEATED, "/blocs/1", NULL},
    {"'id': 'phuong', ", "", PAR_KEY_MISSING, "/blocs/1", NULL},
    {"['2', 'survey']", "['2', 'khao-sat']", PAR_REF_UNKNOWN, "/tie_break", NULL},
    {"{'2': 70}", "{'9': 70}", PAR_REF_UNKNOWN, "/classes", NULL},
    {"{'2': 70}", "{'2': '70'}", PAR_TYPE_WRONG, "/classes/0/steps/0/requires/2", NULL},
    {"'classes': [", "'classes': [{'for': ['so']}, ", PAR_KEY_MISSING, "/classes/0", NULL},
    {"'above': 70", "'above': 85", PAR_CLASS_ORDER, "/classes/0/steps/1", NULL},
    {"'above': 70", "'note': 'x'", PAR_CLASS_ORDER, "/classes/0/steps/2", NULL},
    {"{'name': {'vi': 'Yếu'}}", "{}", PAR_KEY_MISSING, "/classes/0/steps/2", NULL},
    {"'inputs': {", "'inputs': {'them': {}, ", PAR_KEY_MISSING, "/inputs/them", NULL},
    {"'inputs': {", "'inputs': {'them': {'kind': 'ratio'}, ", PAR_VALUE_UNKNOWN, "/inputs/them/kind", NULL},
    {"'inputs': {", "'inputs': {'score': {'kind': 'count'}, ", PAR_ID_INVALID, "/inputs/score", NULL},
    {"'inputs': {", "'inputs': {'1tong': {'kind': 'count'}, ", PAR_ID_INVALID, "/inputs/1tong", NULL},
    {"'inputs': {", "'inputs': {'a/b~c': {'kind': 'count'}, ", PAR_ID_INVALID, "/inputs/a~1b~0c", NULL},
    {"'cap': 1, ", "'cap': 3, ", PAR_POINTS_ABOVE_MAX, "/bonus/cap", NULL},
    {"'cap': 1, ", "'caps': 1, ", PAR_KEY_UNKNOWN, "/bonus/caps", NULL},
    {"'penalty': {'id': 'tru', ", "'penalty': {", PAR_KEY_MISSING, "/penalty", NULL},
};

/* The tree. */
static const struct broken nodes[] = {
    {"'max': 12,", "'max': 13,", PAR_SUM_MISMATCH, "", "total"},
    {"'max': 12,", "'max': 12, 'accept': [{'fault': 'sum-mismatch', 'reason': {'vi': 'x'}}],", PAR_ACCEPT_UNUSED,
     "/accept/0", "total"},
    {"'name': {'vi': 'Một'}, ", "", PAR_KEY_MISSING, "/nodes/0", "1"},
    {"'name': {'vi': 'Kế hoạch'}", "'name': {'vi': 5}", PAR_TYPE_WRONG, "/nodes/0/nodes/0/name/vi", "1.1"},
    {"'id': '1.2'", "'id': '1.1'", PAR_ID_REPEATED, "/nodes/0/nodes/1", "1.1"},
    {"'id': 'c.1'", "'id': '1'", PAR_ID_REPEATED, "/bonus/nodes/0", "1"},
    {"'id': '1.2'", "'id': 'a|b'", PAR_ID_INVALID, "/nodes/0/nodes/1", "a|b"},
    {"'id': '1.2'", "'id': '1 2'", PAR_ID_INVALID, "/nodes/0/nodes/1", "1 2"},
    {"'id': '1.2'", "'id': 12", PAR_TYPE_WRONG, "/nodes/0/nodes/1/id", "1"},
    {"'source': 'survey', 'nodes'", "'source': 'polls', 'nodes'", PAR_VALUE_UNKNOWN, "/nodes/1/source", "2"},
    {"'evidence': 'required'", "'evidence': 'yes'", PAR_VALUE_UNKNOWN, "/nodes/0/nodes/0/evidence", "1.1"},
    {"'may_not_apply': true", "'may_not_apply': 1", PAR_TYPE_WRONG, "/nodes/0/nodes/1/may_not_apply", "1.2"},
    {"'may_not_apply': true", "'applies_to': 'xa'", PAR_TYPE_WRONG, "/nodes/0/nodes/1/applies_to", "1.2"},
    {"'may_not_apply': true", "'except': [1]", PAR_TYPE_WRONG, "/nodes/0/nodes/1/except/0", "1.2"},
    {"'may_not_apply': true", "'weight': 2", PAR_RULE_VALUE, "/nodes/0/nodes/1/weight", "1.2"},
    {"'may_not_apply': true", "'fold': 'mean'", PAR_VALUE_UNKNOWN, "/nodes/0/nodes/1/fold", "1.2"},
    {"{'lead': 'so-noi-vu', 'with': ['so-tu-phap']}", "{'with': ['so-tu-phap']}", PAR_KEY_MISSING, "/nodes/0/owner",
     "1"},
    {"'vi': 'Lãnh đạo'}, 'max': 2", "'vi': 'Lãnh đạo'}, 'max': 0", PAR_VALUE_UNKNOWN, "/nodes/1/nodes/0/max", "2.1"},
    {"'vi': 'Lãnh đạo'}, 'max': 2", "'vi': 'Lãnh đạo'}, 'max': -2", PAR_VALUE_UNKNOWN, "/nodes/1/nodes/0/max", "2.1"},
    {"'vi': 'Lãnh đạo'}, 'max': 2", "'vi': 'Lãnh đạo'}, 'max': 1000000.01", PAR_VALUE_UNKNOWN, "/nodes/1/nodes/0/max",
     "2.1"},
    {"'max': 2, 'rule': {'type': 'manual'}", "'max': 1.125, 'rule': {'type': 'manual'}", PAR_DECIMALS_TOO_MANY,
     "/bonus/nodes/0/max", "c.1"},
    {"'rule': {'type': 'manual'}", "'note': 'x'", PAR_RULE_NONE, "/bonus/nodes/0", "c.1"},
    {"'rule': {'type': 'manual'}", "'rules': []", PAR_RULE_NONE, "/bonus/nodes/0", "c.1"},
    {"'rule': {'type': 'manual'}", "'rules': [{}]", PAR_KEY_MISSING, "/bonus/nodes/0/rules/0", "c.1"},
    {"'source': 'survey', 'nodes'", "'source': 'survey', 'rule': {'type': 'manual'}, 'nodes'", PAR_RULE_VALUE,
     "/nodes/1", "2"},
    {"'may_not_apply': true", "'accept': [{'fault': 'typo', 'reason': {'vi': 'x'}}]", PAR_VALUE_UNKNOWN,
     "/nodes/0/nodes/1/accept/0/fault", "1.2"},
    {"'may_not_apply': true", "'accept': [{'fault': 'bands-gap', 'reason': {'vi': 'x'}}]", PAR_ACCEPT_UNUSED,
     "/nodes/0/nodes/1/accept/0", "1.2"},
    {"'may_not_apply': true", "'accept': [{'fault': 'id-misprint', 'reason': {'vi': 'x'}}]", PAR_KEY_MISSING,
     "/nodes/0/nodes/1/accept/0", "1.2"},
    {"'may_not_apply': true", "'accept': [{'fault': 'id-misprint', 'printed': '1.4'}]", PAR_KEY_MISSING,
     "/nodes/0/nodes/1/accept/0", "1.2"},
};

/* Rules. */
static const struct broken rules[] = {
    {"'type': 'choice'", "'type': 'chon'", PAR_RULE_UNKNOWN, "/nodes/0/nodes/0/rule", "1.1"},
    {"'rule': {'type': 'manual'}", "'rule': 'manual'", PAR_TYPE_WRONG, "/bonus/nodes/0/rule", "c.1"},
    {"'rule': {'type': 'manual'}", "'rule': {}", PAR_KEY_MISSING, "/bonus/nodes/0/rule", "c.1"},
    {"'rule': {'type': 'manual'}", "'rule': {'type': 'manual', 'max': 2}", PAR_KEY_UNKNOWN, "/bonus/nodes/0/rule/max",
     "c.1"},
    {"'rule': {'type': 'manual'}", "'rule': {'type': 'manual', 'min': 3}", PAR_RULE_VALUE, "/bonus/nodes/0/rule",
     "c.1"},
    {"'rule': {'type': 'manual'}", "'rule': {'type': 'manual', 'step': -1}", PAR_RULE_VALUE, "/bonus/nodes/0/rule",
     "c.1"},
    {"'rule': {'type': 'manual'}", "'rule': {'type': 'manual', 'step': 0.0000001}", PAR_DECIMALS_TOO_MANY,
     "/bonus/nodes/0/rule/step", "c.1"},
    /* choice */
    {"'key': 'cham'", "'key': 'kip'", PAR_KEY_REPEATED, "/nodes/0/nodes/0/rule/options/1", "1.1"},
    {"'key': 'cham'", "'key': 'c|m'", PAR_ID_INVALID, "/nodes/0/nodes/0/rule/options/1", "1.1"},
    {"{'vi': 'Chậm'}", "{'vi': ' KỊP  thời '}", PAR_LABEL_REPEATED, "/nodes/0/nodes/0/rule/options/1", "1.1"},
    {"'share': '3/4'", "'share': 75", PAR_RULE_VALUE, "/nodes/0/nodes/0/rule/options/1/share", "1.1"},
    {"'share': '3/4'", "'share': '175%'", PAR_RULE_VALUE, "/nodes/0/nodes/0/rule/options/1/share", "1.1"},
    {"'share': '3/4'", "'share': -0.5", PAR_RULE_VALUE, "/nodes/0/nodes/0/rule/options/1/share", "1.1"},
    {"'share': '3/4'", "'share': 'half'", PAR_NUMBER_SYNTAX, "/nodes/0/nodes/0/rule/options/1/share", "1.1"},
    {"'share': '3/4'", "'note': 'x'", PAR_KEY_MISSING, "/nodes/0/nodes/0/rule/options/1", "1.1"},
    {"'share': '3/4'", "'points': 2.5", PAR_POINTS_ABOVE_MAX, "/nodes/0/nodes/0/rule/options", "1.1"},
    {"'share': '3/4'", "'points': 1.125", PAR_DECIMALS_TOO_MANY, "/nodes/0/nodes/0/rule/options/1/points", "1.1"},
    {"'share': '3/4'", "'points': 1e400", PAR_NUMBER_RANGE, "/nodes/0/nodes/0/rule/options/1/points", "1.1"},
    {"'label': {'vi': 'Kịp thời'}, 'points': 2", "'label': {'vi': 'Kịp thời'}, 'points': 1.9", PAR_BEST_NOT_MAX,
     "/nodes/0/nodes/0/rule/options", "1.1"},
    {"'type': 'choice',", "'type': 'choice', 'pick': 'sum',", PAR_POINTS_ABOVE_MAX, "/nodes/0/nodes/0/rule/options",
     "1.1"},
    {"'type': 'choice',", "'type': 'choice', 'pick': 'all',", PAR_VALUE_UNKNOWN, "/nodes/0/nodes/0/rule/pick", "1.1"},
    /* bands */
    {"{'from': 70, 'points': 1}", "{'from': 70, 'to': 90, 'points': 1}", PAR_BANDS_OVERLAP,
     "/nodes/0/nodes/1/rule/bands", "1.2"},
    {"{'from': 70, 'points': 1}", "{'above': 70, 'points': 1}", PAR_BANDS_GAP, "/nodes/0/nodes/1/rule/bands", "1.2"},
    {"{'from': 90, 'points': 3}", "{'from': 90, 'below': 100, 'points': 3}", PAR_BANDS_GAP,
     "/nodes/0/nodes/1/rule/bands", "1.2"},
    {"{'from': 90, 'points': 3}", "{'from': 90, 'to': 100, 'points': 3}, {'from': 95, 'below': 95, 'points': 3}",
     PAR_BANDS_EMPTY, "/nodes/0/nodes/1/rule/bands/1", "1.2"},
    {"{'from': 90, 'points': 3}", "{'from': 90, 'points': 2}", PAR_BEST_NOT_MAX, "/nodes/0/nodes/1/rule/bands", "1.2"},
    {"{'from': 90, 'points': 3}", "{'from': 90, 'points': 4}", PAR_POINTS_ABOVE_MAX, "/nodes/0/nodes/1/rule/bands",
     "1.2"},
    {"{'from': 90, 'points': 3}", "{'from': 90, 'above': 90, 'points': 3}", PAR_RULE_VALUE,
     "/nodes/0/nodes/1/rule/bands/0", "1.2"},
    {"{'from': 90, 'points': 3}", "{'from': '9/x', 'points': 3}", PAR_NUMBER_SYNTAX,
     "/nodes/0/nodes/1/rule/bands/0/from", "1.2"},
    {"{'from': 90, 'points': 3}", "{'from': [90], 'points': 3}", PAR_TYPE_WRONG, "/nodes/0/nodes/1/rule/bands/0/from",
     "1.2"},
    {"{'to': 0, 'points': 1}", "{'below': 0, 'points': 1}", PAR_BANDS_GAP, "/nodes/0/nodes/2/rules/1/rule/bands",
     "1.3"},
    {"'of': {'days': ['gui', 'han']}, ", "", PAR_KEY_MISSING, "/nodes/0/nodes/2/rules/1/rule", "1.3"},
    /* measures */
    {"{'days': ['gui', 'han']}", "{'days': ['gui', 'giao']}", PAR_INPUT_KIND, "/nodes/0/nodes/2/rules/1/rule/of/days",
     "1.3"},
    {"{'days': ['gui', 'han']}", "{'days': ['gui']}", PAR_RULE_VALUE, "/nodes/0/nodes/2/rules/1/rule/of/days", "1.3"},
    {"{'days': ['gui', 'han']}", "{'days': 'gui'}", PAR_TYPE_WRONG, "/nodes/0/nodes/2/rules/1/rule/of/days", "1.3"},
    {"{'days': ['gui', 'han']}", "{'days': ['gui', 'han'], 'unit': 1}", PAR_KEY_UNKNOWN,
     "/nodes/0/nodes/2/rules/1/rule/of/unit", "1.3"},
    {"{'count': 'giao'}, 'points': -0.25", "{'count': 'sipas'}, 'points': -0.25", PAR_INPUT_KIND,
     "/penalty/nodes/0/rule/of/count", "t.1"},
    {"{'count': 'giao'}, 'points': -0.25", "{'count': 'gioa'}, 'points': -0.25", PAR_INPUT_UNKNOWN,
     "/penalty/nodes/0/rule/of/count", "t.1"},
    {"{'count': 'giao'}, 'points': -0.25", "{'percent': [['xong', '-goa'], 'giao']}, 'points': -0.25",
     PAR_INPUT_UNKNOWN, "/penalty/nodes/0/rule/of/percent/0/1", "t.1"},
    {"{'count': 'giao'}, 'points': -0.25", "{'count': 'giao', 'zero': 'half'}, 'points': -0.25", PAR_VALUE_UNKNOWN,
     "/penalty/nodes/0/rule/of/zero", "t.1"},
    /* the other types */
    {"'zero_at': 20, 'full_at': 60", "'zero_at': 60, 'full_at': 60", PAR_RULE_VALUE, "/nodes/1/nodes/2/rule", "2.3"},
    {"'zero_at': 20, 'full_at': 60", "'full_at': 60", PAR_KEY_MISSING, "/nodes/1/nodes/2/rule", "2.3"},
    {"'zero_below': 50", "'full_at': 0", PAR_RULE_VALUE, "/nodes/0/nodes/3/rule/cases/1/rule", "1.4"},
    {"'type': 'index', 'of': {'value': 'sipas'}", "'type': 'index', 'of': {'value': 'giao'}", PAR_RULE_VALUE,
     "/nodes/1/nodes/1/rule", "2.2"},
    {"'tot': 100,", "'tot': 90,", PAR_BEST_NOT_MAX, "/nodes/1/nodes/0/rule/weights", "2.1"},
    {"'tot': 100,", "'tot': 100, 'hon': 101,", PAR_RULE_VALUE, "/nodes/1/nodes/0/rule/weights/hon", "2.1"},
    {"'weights': {'tot': 100, 'kha': 60, 'dat': 20, 'kem': 0}", "'note': 'x'", PAR_KEY_MISSING, "/nodes/1/nodes/0/rule",
     "2.1"},
    {"'low': 0, 'high': 1", "'low': 1, 'high': 1", PAR_RULE_VALUE, "/nodes/1/nodes/3/rule", "2.4"},
    {"'low': 0, 'high': 1", "'low': 0, 'high': 0.5", PAR_BEST_NOT_MAX, "/nodes/1/nodes/3/rule", "2.4"},
    {"'low': 0, 'high': 1", "'low': 0", PAR_KEY_MISSING, "/nodes/1/nodes/3/rule", "2.4"},
    {"'points': -0.25", "'points': -0.25, 'cap': 3", PAR_POINTS_ABOVE_MAX, "/penalty/nodes/0/rule", "t.1"},
    {"'points': -0.25", "'points': -0.25, 'cap': 1", PAR_BEST_NOT_MAX, "/penalty/nodes/0/rule", "t.1"},
    /* cases */
    {"{'of': {'count': 'giao'}, 'below': 10}", "{'below': 10}", PAR_KEY_MISSING, "/nodes/0/nodes/3/rule/cases/0/when",
     "1.4"},
    {"{'of': {'count': 'giao'}, 'below': 10}", "'giao'", PAR_TYPE_WRONG, "/nodes/0/nodes/3/rule/cases/0/when", "1.4"},
    {"{'type': 'per_item',      'of': {'count': 'xong'}, 'points': 0.5}", "{'type': 'manual'}", PAR_RULE_VALUE,
     "/nodes/0/nodes/3/rule/cases/0/rule", "1.4"},
    {"{'type': 'linear', 'of': {'percent': ['xong', 'giao']}, 'zero_below': 50}", "{'type': 'cases', 'cases': []}",
     PAR_RULE_VALUE, "/nodes/0/nodes/3/rule/cases/1/rule/cases", "1.4"},
};

/* The only error; notes may stand beside it. */
static const struct par_diag *only_error(const struct par_diags *diags)
{
    const struct par_diag *diag = par_diags_first(diags);
    while (diag && diag->severity < PAR_ERROR)
        diag = diag->next;
    return par_diags_errors(diags) == 1 ? diag : NULL;
}

static bool same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* No set, and the one error. */
static void expect_broken(struct work *work, const struct broken *one)
{
    forget_findings(work);
    const struct par_set *set = read_set(work, edited(work->arena, base, one->find, one->replace));
    const struct par_diag *diag = only_error(work->diags);
    if (set || !diag || diag->code != one->code || !same(diag->place.pointer, one->pointer) ||
        !same(diag->place.node, one->criterion) || !same(diag->place.file, "set.json"))
        fail_with_findings(one->replace, work->diags);
}

static void expect_all_broken(struct work *work, const struct broken *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_broken(work, &table[i]);
}

static void faults_of_the_head_are_found(void **state)
{
    expect_all_broken(*state, heads, sizeof heads / sizeof *heads);
}

static void faults_of_the_tree_are_found(void **state)
{
    expect_all_broken(*state, nodes, sizeof nodes / sizeof *nodes);
}

static void faults_of_rules_are_found(void **state)
{
    expect_all_broken(*state, rules, sizeof rules / sizeof *rules);
}

/* --- What findings say -------------------------------------------------------------------------------------------- */

struct said {
    const char *find, *replace;
    const char *args[3]; /* NULL: not compared */
};

/* The arguments that diag.h promises. */
static const struct said saids[] = {
    {"'level': 'xa'", "'levell': 'xa'", {"levell", "level", NULL}},
    {"'year': 2025", "'yearr': 0, 'year': 2025", {"yearr", "year", NULL}},
    {"'parindex-criteria/1'", "'parindex-criteria/9'", {"parindex-criteria/9", "parindex-criteria/1", NULL}},
    {"'max': 12,", "'max': 13,", {"12", "13", NULL}},
    {"'id': '1.2'", "'id': '1.1'", {"1.1", "/nodes/0/nodes/0", NULL}},
    {"'share': '3/4'", "'points': 2.5", {"2.5", "2", NULL}},
    {"'share': '3/4'", "'points': 1.125", {"1.125", "2", NULL}},
    {"{'from': 70, 'points': 1}", "{'from': 70, 'to': 90, 'points': 1}", {"90", ">= 90", ">= 70, <= 90"}},
    {"{'from': 70, 'points': 1}", "{'above': 70, 'points': 1}", {">= 70, <= 70", "", NULL}},
    {"{'from': 90, 'points': 3}", "{'from': 90, 'points': 2}", {"2", "3", NULL}},
    {"{'count': 'giao'}, 'points': -0.25", "{'count': 'gioa'}, 'points': -0.25", {"gioa", NULL, NULL}},
    {"{'count': 'giao'}, 'points': -0.25", "{'count': 'sipass'}, 'points': -0.25", {"sipass", "sipas", NULL}},
    {"{'count': 'giao'}, 'points': -0.25", "{'count': 'sipas'}, 'points': -0.25", {"sipas", NULL, "count"}},
    {"'above': 70", "'above': 85", {"Khá", NULL, NULL}},
    {"{'vi': 'Chậm'}", "{'vi': ' KỊP  thời '}", {"kịp thời", "kip", NULL}},
    {"'year': 2025", "'year': '2025'", {"string", "number", NULL}},
};

static void findings_say_what_was_found(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof saids / sizeof *saids; i++) {
        forget_findings(work);
        read_set(work, edited(work->arena, base, saids[i].find, saids[i].replace));
        const struct par_diag *diag = only_finding(work);
        for (size_t k = 0; k < 3; k++)
            if (saids[i].args[k] && strcmp(diag->args[k], saids[i].args[k]) != 0)
                fail_msg("%s: {%zu} is \"%s\", not \"%s\"", saids[i].replace, k + 1, diag->args[k], saids[i].args[k]);
    }
}

/* "Each with its JSON pointer and criterion id": its own, not its parent's. */
static void an_unknown_key_names_its_own_criterion(void **state)
{
    struct work *work = *state;
    expect_broken(work, &(struct broken){"'may_not_apply': true", "'may_not_aply': true", PAR_KEY_UNKNOWN,
                                         "/nodes/0/nodes/1/may_not_aply", "1.2"});
}

/* "All faults go to diags": here one of each family, far apart. */
static void all_faults_are_reported_at_once(void **state)
{
    struct work *work = *state;
    static const char *const edits[][2] = {
        {"'year': 2025", "'year': 1000"},
        {"'max': 12,", "'max': 13,"},
        {"['2', 'survey']", "['7', 'survey']"},
        {"{'2': 70}", "{'8': 70}"},
        {"'kind': 'percent'", "'kind': 'rate'"},
        {"'id': '1.2'", "'id': '1.1'"},
        {"'key': 'cham'", "'key': 'kip'"},
        {"'from': 90, 'points': 3", "'from': 90, 'points': 2"},
        {"{'days': ['gui', 'han']}", "{'days': ['gui', 'hann']}"},
        {"'tot': 100,", "'tot': 90,"},
        {"'type': 'manual'}}]}", "'type': 'tay'}}]}"},
        {"'points': -0.25", "'points': -0.25, 'floor': 1"},
    };
    const char *json = base;
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
        json = edited(work->arena, json, edits[i][0], edits[i][1]);
    assert_null(read_set(work, json));
    struct text text = {.size = 0};
    append_findings(&text, work->diags, PAR_ERROR);
    assert_string_equal(text.bytes, "value-unknown /year ()\n"
                                    "value-unknown /inputs/sipas/kind ()\n"
                                    "key-repeated /nodes/0/nodes/0/rule/options/1 (1.1)\n"
                                    "id-repeated /nodes/0/nodes/1 (1.1)\n"
                                    "best-not-max /nodes/0/nodes/1/rule/bands (1.1)\n"
                                    "input-unknown /nodes/0/nodes/2/rules/1/rule/of/days/1 (1.3)\n"
                                    "best-not-max /nodes/1/nodes/0/rule/weights (2.1)\n"
                                    "rule-value /nodes/1/nodes/1/rule (2.2)\n"
                                    "rule-unknown /bonus/nodes/0/rule (c.1)\n"
                                    "key-unknown /penalty/nodes/0/rule/floor (t.1)\n"
                                    "sum-mismatch  (total)\n"
                                    "ref-unknown /tie_break ()\n"
                                    "ref-unknown /classes ()\n");
}

static void a_repeated_key_stops_a_set(void **state)
{
    struct work *work = *state;
    const char *json = edited(work->arena, base, "'level': 'xa'", "'level': 'xa', 'level': 'so'");
    struct par_span bytes = par_span_of(unquoted(work->arena, json));
    par_json_read(par_source_memory(bytes, 0, "set.json", work->arena), work->arena, work->diags);
    expect_finding(work, PAR_ERROR, PAR_JSON_DUPLICATE_KEY);
    assert_string_equal(only_finding(work)->place.pointer, "/level");
}

static void a_set_is_an_object(void **state)
{
    struct work *work = *state;
    assert_null(read_set(work, "[]"));
    expect_finding(work, PAR_ERROR, PAR_TYPE_WRONG);
    assert_string_equal(only_finding(work)->place.pointer, "");
}

/* --- Accepted faults ---------------------------------------------------------------------------------------------- */

struct accepted {
    enum par_fault fault;
    enum par_code code; /* without the accept; PAR_CODE_COUNT: no fault that could be found */
    const char *criterion;
    const char *beside;         /* where the accept stands */
    const char *find, *replace; /* the fault */
};

static const struct accepted accepteds[] = {
    {PAR_FAULT_BANDS_OVERLAP, PAR_BANDS_OVERLAP, "1.2", "'name': {'vi': 'Đúng hạn'}", "{'from': 70, 'points': 1}",
     "{'from': 70, 'to': 90, 'points': 1}"},
    {PAR_FAULT_BANDS_GAP, PAR_BANDS_GAP, "1.2", "'name': {'vi': 'Đúng hạn'}", "{'from': 70, 'points': 1}",
     "{'from': 70, 'below': 85, 'points': 1}"},
    {PAR_FAULT_BEST_NOT_MAX, PAR_BEST_NOT_MAX, "2.1", "'name': {'vi': 'Lãnh đạo'}", "'tot': 100", "'tot': 99"},
    {PAR_FAULT_SUM_MISMATCH, PAR_SUM_MISMATCH, "total", "'level': 'xa'", "'max': 12,", "'max': 20,"},
    {PAR_FAULT_LABEL_REPEATED, PAR_LABEL_REPEATED, "1.1", "'name': {'vi': 'Kế hoạch'}", "{'vi': 'Kịp thời'}",
     "{'vi': 'CHẬM'}"},
    {PAR_FAULT_ID_MISPRINT, PAR_CODE_COUNT, "1.2", "'name': {'vi': 'Đúng hạn'}", "'may_not_apply': true",
     "'may_not_apply': true"},
};

static const char *accepting(struct par_arena *arena, const char *json, const char *beside, enum par_fault fault)
{
    const char *printed = fault == PAR_FAULT_ID_MISPRINT ? ", 'printed': '1.4'" : "";
    return edited(arena, json, beside,
                  par_arena_join(arena, beside, ", 'accept': [{'fault': '", par_fault_name(fault),
                                 "', 'reason': {'vi': 'in như vậy'}", printed, "}]", NULL));
}

static void expect_accepted(struct work *work, const struct accepted *one)
{
    const char *json = edited(work->arena, base, one->find, one->replace);
    forget_findings(work);
    const struct par_set *set = good_set(work, accepting(work->arena, json, one->beside, one->fault));
    const struct par_criterion *criterion = criterion_of(set, one->criterion);
    assert_int_equal(criterion->accept_count, 1);
    assert_int_equal(criterion->accepts[0].fault, one->fault);
    assert_true(criterion->accepts[0].met);
    expect_finding(work, PAR_NOTE, PAR_ACCEPTED);
    const struct par_diag *note = only_finding(work);
    assert_string_equal(note->args[0], par_fault_name(one->fault));
    assert_string_equal(note->args[1], "in như vậy");
    assert_string_equal(note->place.node, one->criterion);
    assert_string_equal(note->place.pointer, par_arena_join(work->arena, criterion->pointer, "/accept/0", NULL));
}

static void a_fault_may_be_accepted(void **state)
{
    assert_int_equal(sizeof accepteds / sizeof *accepteds, PAR_FAULT_COUNT);
    for (size_t i = 0; i < PAR_FAULT_COUNT; i++)
        expect_accepted(*state, &accepteds[i]);
}

/* Without its accept, each of them is an error of its own code. */
static void an_accept_is_needed(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < PAR_FAULT_COUNT; i++) {
        const struct accepted *one = &accepteds[i];
        if (one->code == PAR_CODE_COUNT)
            continue;
        forget_findings(work);
        assert_null(read_set(work, edited(work->arena, base, one->find, one->replace)));
        expect_finding(work, PAR_ERROR, one->code);
        assert_string_equal(only_finding(work)->place.node, one->criterion);
    }
}

/* Accepting a fault that is not there is an error. */
static void an_accept_must_be_used(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < PAR_FAULT_COUNT; i++) {
        const struct accepted *one = &accepteds[i];
        if (one->code == PAR_CODE_COUNT)
            continue;
        forget_findings(work);
        assert_null(read_set(work, accepting(work->arena, base, one->beside, one->fault)));
        expect_finding(work, PAR_ERROR, PAR_ACCEPT_UNUSED);
        assert_string_equal(only_finding(work)->place.node, one->criterion);
        assert_string_equal(only_finding(work)->args[0], par_fault_name(one->fault));
    }
}

/* An accept holds on its own node and for its own fault. */
static void an_accept_elsewhere_does_not_help(void **state)
{
    struct work *work = *state;
    const struct accepted *gap = &accepteds[PAR_FAULT_BANDS_GAP];
    const char *json = edited(work->arena, base, gap->find, gap->replace);
    json = accepting(work->arena, json, gap->beside, PAR_FAULT_BANDS_OVERLAP);
    assert_null(read_set(work, accepting(work->arena, json, "'name': {'vi': 'Một'}", PAR_FAULT_BANDS_GAP)));
    struct text text = {.size = 0};
    append_findings(&text, work->diags, PAR_NOTE);
    assert_string_equal(text.bytes, "bands-gap /nodes/0/nodes/1/rule/bands (1.2)\n"
                                    "accept-unused /nodes/0/accept/0 (1)\n"
                                    "accept-unused /nodes/0/nodes/1/accept/0 (1.2)\n");
}

/* --- Weighted mean ------------------------------------------------------------------------------------------------ */

static const char weighted[] =
    "{'format': 'parindex-criteria/1', 'id': 'pci', 'year': 2012, 'title': {'vi': 'PCI'}, 'max': 100,"
    " 'fold': 'weighted_mean', 'source': {'status': 'sample'}, 'nodes': ["
    " {'id': 'a', 'name': {'vi': 'A'}, 'max': 10, 'weight': 5, 'rule': {'type': 'manual'}},"
    " {'id': 'b', 'name': {'vi': 'B'}, 'max': 10, 'weight': 0.5, 'nodes': ["
    "  {'id': 'b1', 'name': {'vi': 'B1'}, 'max': 10, 'rule': {'type': 'manual'}}]}]}";

static void a_weighted_mean_needs_weights(void **state)
{
    struct work *work = *state;
    const struct par_set *set = good_set(work, weighted);
    assert_int_equal(criterion_of(set, "b")->weight, points_of("0.5"));
    assert_int_equal(criterion_of(set, "b1")->weight, 0);
    assert_int_equal(set->criteria[0].fold, PAR_FOLD_WEIGHTED_MEAN);
    assert_int_equal(criterion_of(set, "b")->fold, PAR_FOLD_SUM);
    static const struct {
        const char *find, *replace;
        enum par_code code;
        const char *pointer;
    } wrong[] = {{"'weight': 5, ", "", PAR_KEY_MISSING, "/nodes/0"},
                 {"'weight': 5, ", "'weight': 0, ", PAR_RULE_VALUE, "/nodes/0/weight"},
                 {"'weight': 5, ", "'weight': -5, ", PAR_RULE_VALUE, "/nodes/0/weight"},
                 {"'weight': 5, ", "'weight': 0.0000005, ", PAR_DECIMALS_TOO_MANY, "/nodes/0/weight"},
                 {"'max': 10, 'rule': {'type': 'manual'}}]", "'max': 9, 'rule': {'type': 'manual'}}]", PAR_SUM_MISMATCH,
                  "/nodes/1"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        forget_findings(work);
        assert_null(read_set(work, edited(work->arena, weighted, wrong[i].find, wrong[i].replace)));
        expect_finding(work, PAR_ERROR, wrong[i].code);
        assert_string_equal(only_finding(work)->place.pointer, wrong[i].pointer);
    }
}

/* --- Bands -------------------------------------------------------------------------------------------------------- */

struct bands {
    const char *of;
    const char *bands;
    const char *expected; /* "": no fault; else its code */
};

/* par-criteria(5), "What is refused": overlaps, gaps and bands that nothing can fall into, per domain. */
static const struct bands bandses[] = {
    {"'percent': ['xong', 'giao']", "{'from': 70, 'points': 1}, {'below': 70, 'points': 0}", ""},
    {"'percent': ['xong', 'giao']", "{'above': 70, 'points': 1}, {'to': 70, 'points': 0}", ""},
    {"'percent': ['xong', 'giao']", "{'from': 70, 'to': 100, 'points': 1}, {'from': 0, 'below': 70, 'points': 0}", ""},
    {"'percent': ['xong', 'giao'], 'over_100': true",
     "{'from': 70, 'to': 100, 'points': 1}, {'from': 0, 'below': 70, 'points': 0}", "bands-gap"},
    {"'percent': ['xong', 'giao']", "{'to': 50, 'points': 0}, {'to': 70, 'points': 0.5}, {'above': 70, 'points': 1}",
     ""},
    {"'percent': ['xong', 'giao']", "{'from': 70, 'points': 1}, {'to': 70, 'points': 0}", "bands-overlap"},
    {"'percent': ['xong', 'giao']", "{'above': 70, 'points': 1}, {'below': 70, 'points': 0}", "bands-gap"},
    {"'percent': ['xong', 'giao']", "{'from': 10, 'points': 1}", "bands-gap"},
    {"'percent': ['xong', 'giao']", "{'points': 1}", ""},
    {"'percent': ['xong', 'giao']", "{'from': 100, 'points': 1}, {'below': 100, 'points': 0}", ""},
    {"'value': 'sipas'", "{'from': '200/3', 'points': 1}, {'below': '200/3', 'points': 0}", ""},
    {"'value': 'sipas'", "{'from': 66.66666, 'points': 1}, {'below': '200/3', 'points': 0}", "bands-overlap"},
    {"'value': 'sipas'", "{'from': 66.66667, 'points': 1}, {'below': '200/3', 'points': 0}", "bands-gap"},
    {"'ratio': ['xong', 'giao']",
     "{'from': 1, 'points': 1}, {'from': '3/4', 'points': 0.5}, {'below': '3/4', 'points': "
     "0}",
     ""},
    {"'ratio': ['xong', 'giao']", "{'from': '3/4', 'to': 1, 'points': 1}, {'below': '3/4', 'points': 0}", "bands-gap"},
    {"'count': 'xong'", "{'from': 3, 'points': 1}, {'from': 1, 'to': 2, 'points': 0.5}, {'to': 0, 'points': 0}", ""},
    {"'count': 'xong'", "{'above': 2, 'points': 1}, {'from': 1, 'below': 3, 'points': 0.5}, {'below': 1, 'points': 0}",
     ""},
    {"'count': 'xong'", "{'from': 4, 'points': 1}, {'from': 1, 'to': 2, 'points': 0.5}, {'to': 0, 'points': 0}",
     "bands-gap"},
    {"'count': 'xong'", "{'from': 3, 'points': 1}, {'from': 1, 'to': 2.5, 'points': 0.5}, {'to': 0, 'points': 0}", ""},
    {"'count': 'xong'", "{'from': 2, 'points': 1}, {'from': 1, 'to': 2, 'points': 0.5}, {'to': 0, 'points': 0}",
     "bands-overlap"},
    {"'count': 'xong'", "{'from': 1, 'points': 1}, {'above': 0, 'below': 1, 'points': 0}, {'to': 0, 'points': 0}",
     "bands-empty"},
    {"'count': 'xong'", "{'from': 1, 'points': 1}", "bands-gap"},
    {"'value': 'giao'", "{'from': 1, 'points': 1}, {'to': 0, 'points': 0}", ""},
    {"'days': ['gui', 'han']", "{'to': 0, 'points': 1}, {'from': 1, 'points': 0}", ""},
    {"'days': ['gui', 'han']", "{'from': 0, 'to': 0, 'points': 1}, {'from': 1, 'points': 0}", "bands-gap"},
    {"'change': ['xong', 'giao']", "{'above': 0, 'points': 1}, {'to': 0, 'points': 0}", ""},
    {"'change': ['xong', 'giao']", "{'above': 0, 'points': 1}, {'from': 0, 'to': 0, 'points': 0.5}", "bands-gap"},
    {"'change': ['xong', 'giao']", "{'from': 1, 'points': 1}, {'to': 0, 'points': 0}", "bands-gap"},
    {"'percent': ['xong', 'giao']", "", "rule-value"},
};

static void bands_cover_their_domain(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof bandses / sizeof *bandses; i++) {
        const char *rule = par_arena_join(work->arena, "{'type': 'bands', 'of': {", bandses[i].of, "}, 'bands': [",
                                          bandses[i].bands, "]}", NULL);
        const char *json = edited(work->arena, base, "'max': 2, 'rule': {'type': 'manual'}",
                                  par_arena_join(work->arena, "'max': 1, 'rule': ", rule, NULL));
        forget_findings(work);
        read_set(work, json);
        const struct par_diag *diag = par_diags_first(work->diags);
        const char *found = diag ? par_message_code(diag->code) : "";
        if (strcmp(found, bandses[i].expected) != 0 || (diag && diag->next))
            fail_with_findings(rule, work->diags);
    }
}

/* --- Settings that say two things, or nothing --------------------------------------------------------------------- */

/* Of two settings that exclude each other one is dropped, and a setting that means nothing is kept. The JSON Schema
 * refuses most of these; diag.h calls a band "that no value can reach" empty. */
static const char *const ignoreds[][2] = {
    {"'rule': {'type': 'manual'}", "'rule': {'type': 'manual'}, 'rules': [{'rule': {'type': 'manual', 'step': 1}}]"},
    {"'share': '3/4'", "'share': '3/4', 'points': 1"},
    {"'share': '3/4'", "'points': -1"},
    {"{'count': 'giao'}, 'points': -0.25", "{'count': 'giao', 'value': 'xong'}, 'points': -0.25"},
    {"{'count': 'giao'}, 'points': -0.25", "{'count': []}, 'points': -0.25"},
    {"{'of': {'count': 'giao'}, 'below': 10}", "{'of': {'count': 'giao'}, 'below': 10, 'answer': 'co'}"},
    {"'above': 70", "'above': 70, 'from': 75"},
    {"{'from': 90, 'points': 3}", "{'from': 110, 'points': 3}"},
    {"'id': 'thu-2025'", "'id': 'Thử 2025'"},
    {"'tot': 100,", "'tot': 100, 'score': 50,"},
};

static void nothing_is_ignored_silently(void **state)
{
    struct work *work = *state;
    struct text text = {.size = 0};
    for (size_t i = 0; i < sizeof ignoreds / sizeof *ignoreds; i++) {
        forget_findings(work);
        if (!read_set(work, edited(work->arena, base, ignoreds[i][0], ignoreds[i][1])))
            continue;
        append(&text, "\n  ");
        append(&text, ignoreds[i][1]);
    }
    if (text.size > 0)
        fail_msg("read without a word:%s", text.bytes);
}

/* --- Real sets ---------------------------------------------------------------------------------------------------- */

/* shared/domain/par-index.md: Bang I has 100 points and 63 scored rows, Bang IV 60 points and 39. The weights of the
 * PCI: shared/data/results/pci_weights.csv. */
static void real_sets_are_read(void **state)
{
    struct work *work = *state;
    static const struct {
        const char *path;
        int32_t components;
        const char *max;
    } sets[] = {{SOURCE_ROOT "/criteria/brvt-2024-bang1.json", 63, "100"},
                {SOURCE_ROOT "/criteria/brvt-2024-bang4.json", 39, "60"},
                {SOURCE_ROOT "/criteria/pci-2012.json", 9, "100"},
                {SOURCE_ROOT "/criteria/pci-2013-2016.json", 10, "100"}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        const struct par_set *set = par_set_load(sets[i].path, work->arena, work->diags);
        assert_non_null(set);
        assert_int_equal(set->component_count, sets[i].components);
        assert_int_equal(set->criteria[0].max, points_of(sets[i].max));
    }
    assert_int_equal(par_diags_errors(work->diags), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_tree_is_kept_flat, set_up, tear_down),
        cmocka_unit_test_setup_teardown(settings_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_maximum_may_be_a_million, set_up, tear_down),
        cmocka_unit_test_setup_teardown(settings_have_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(settings_that_are_given_hold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rounds_have_usual_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_usual_name_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_of_the_head_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_of_the_tree_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_of_rules_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(findings_say_what_was_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_unknown_key_names_its_own_criterion, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_faults_are_reported_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_repeated_key_stops_a_set, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_set_is_an_object, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_fault_may_be_accepted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_accept_is_needed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_accept_must_be_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_accept_elsewhere_does_not_help, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_weighted_mean_needs_weights, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bands_cover_their_domain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_ignored_silently, set_up, tear_down),
        cmocka_unit_test_setup_teardown(real_sets_are_read, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
