/* Forms: the rows of a unit's form, their keys, the identity line, and the rules as formulas. */
#include "parindex/digest.h"
#include "parindex/form.h"
#include "parindex/formula.h"
#include "year.h"

/* --- Rows --------------------------------------------------------------------------------------------------------- */

static const char form_set[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': 10,"
    " 'source': {'status': 'sample'}, 'not_applicable': '%WAY%',"
    " 'inputs': {'xong': {'kind': 'count', 'label': {'vi': 'Số xong'}}, 'giao': {'kind': 'count'},"
    "  'ngay': {'kind': 'date'}, 'han': {'kind': 'date'}, 'tot': {'kind': 'count'}, 'kem': {'kind': 'count'}},"
    " 'nodes': [{'id': '1', 'name': {'vi': 'Một'}, 'max': 6, 'may_not_apply': true, 'nodes': ["
    "  {'id': '1.1', 'name': {'vi': 'A'}, 'max': 2, 'rule': {'type': 'choice', 'options': ["
    "   {'key': 'kip', 'label': {'vi': 'Kịp thời'}, 'points': 2}, {'key': 'cham', 'points': 1}]}},"
    "  {'id': '1.10', 'name': {'vi': 'B'}, 'max': 3, 'except': ['nhom-b'], 'rule': {'type': 'linear',"
    "   'of': {'percent': ['xong', 'giao']}}},"
    "  {'id': '1.3', 'name': {'vi': 'C'}, 'max': 1, 'rule': {'type': 'manual', 'step': 0.25}}]},"
    " {'id': '2', 'name': {'vi': 'Hai'}, 'max': 4, 'nodes': ["
    "  {'id': '2.1', 'name': {'vi': 'D'}, 'max': 2, 'source': 'survey', 'rule': {'type': 'survey',"
    "   'weights': {'tot': 100, 'kem': 0}}},"
    "  {'id': '2.2', 'name': {'vi': 'E'}, 'max': 1, 'rule': {'type': 'choice', 'pick': 'sum', 'options': ["
    "   {'key': 'a', 'points': 0.5}, {'key': 'b', 'points': 0.5}]}},"
    "  {'id': '2.3', 'name': {'vi': 'F'}, 'max': 1, 'applies_to': ['nhom-a'], 'rule': {'type': 'bands',"
    "   'of': {'days': ['ngay', 'han']}, 'bands': [{'to': 0, 'points': 1}, {'above': 0, 'points': 0}]}}]}],"
    " 'penalty': {'id': 'tru', 'name': {'vi': 'Trừ'}, 'nodes': ["
    "  {'id': 't.1', 'name': {'vi': 'G'}, 'max': 2, 'source': 'appraiser', 'rule': {'type': 'manual'}}]}}";

static const char *const kind_names[] = {"group", "component", "input", "option"};
static const char *const fill_names[] = {"-",     "below",  "others",  "left-out", "choose", "score",
                                         "count", "number", "percent", "date",     "tick"};

static void expect_rows(struct work *work, const char *way, const char *unit, const char *expected)
{
    struct year *year = new_year(work, edited(work->arena, form_set, "%WAY%", way), unit, "");
    struct par_form form = par_form_of(&year->units->items[0], work->arena);
    struct text text = {.size = 0};
    for (size_t i = 0; i < form.count; i++) {
        const struct par_form_row *row = &form.rows[i];
        append(&text, par_arena_join(work->arena, row->key, " ", kind_names[row->kind], " ", fill_names[row->fill], " ",
                                     row->label.vi, " ", NULL));
        append_points(&text, row->max);
        append(&text, row->may_not_apply ? " may not apply" : "");
        for (size_t k = 0; k < row->option_count; k++)
            append(&text, par_arena_join(work->arena, " ", row->options[k].key, "=", row->options[k].label.vi, NULL));
        append(&text, "\n");
    }
    assert_string_equal(text.bytes, expected);
}

static void asks_what_the_rules_take(void **state)
{
    expect_rows(*state, "reduce", "u:nhom-a",
                "#1 group - Một 6\n"
                "#1.1 component choose A 2 may not apply kip=Kịp thời cham=cham\n"
                "#1.10 component below B 3 may not apply\n"
                "#1.10/xong input count Số xong 0\n"
                "#1.10/giao input count giao 0\n"
                "#1.3 component score C 1 may not apply\n"
                "#2 group - Hai 4\n"
                "#2.1 component others D 2\n"
                "#2.2 component below E 1\n"
                "#2.2#a option tick a 0 a=a\n"
                "#2.2#b option tick b 0 b=b\n"
                "#2.3 component below F 1\n"
                "#2.3/ngay input date ngay 0\n"
                "#2.3/han input date han 0\n"
                "#tru group - Trừ 2\n"
                "#t.1 component others G 2\n"
                "#total group - Thử 10\n");
}

static void leaves_out_what_does_not_apply(void **state)
{
    expect_rows(*state, "reduce", "u:nhom-b",
                "#1 group - Một 3\n"
                "#1.1 component choose A 2 may not apply kip=Kịp thời cham=cham\n"
                "#1.3 component score C 1 may not apply\n"
                "#2 group - Hai 3\n"
                "#2.1 component others D 2\n"
                "#2.2 component below E 1\n"
                "#2.2#a option tick a 0 a=a\n"
                "#2.2#b option tick b 0 b=b\n"
                "#tru group - Trừ 2\n"
                "#t.1 component others G 2\n"
                "#total group - Thử 6\n");
}

static void shows_what_earns_its_maximum(void **state)
{
    expect_rows(*state, "full", "u:nhom-b",
                "#1 group - Một 6\n"
                "#1.1 component choose A 2 may not apply kip=Kịp thời cham=cham\n"
                "#1.10 component left-out B 3\n"
                "#1.3 component score C 1 may not apply\n"
                "#2 group - Hai 4\n"
                "#2.1 component others D 2\n"
                "#2.2 component below E 1\n"
                "#2.2#a option tick a 0 a=a\n"
                "#2.2#b option tick b 0 b=b\n"
                "#2.3 component left-out F 1\n"
                "#tru group - Trừ 2\n"
                "#t.1 component others G 2\n"
                "#total group - Thử 10\n");
}

/* --- Rounds ------------------------------------------------------------------------------------------------------- */

static void expect_round(struct work *work, const char *name, int type, const char *id)
{
    const struct par_set *set = good_set(work, year_set);
    enum par_form_type found = PAR_SELF_FORM;
    const char *found_id = NULL;
    bool known = par_form_round(set, par_span_of(name), &found, &found_id);
    assert_int_equal(known, id != NULL);
    if (known) {
        assert_int_equal(found, type);
        assert_string_equal(found_id, id);
    }
}

static void knows_rounds(void **state)
{
    expect_round(*state, "self", PAR_SELF_FORM, "self");
    expect_round(*state, "tu-danh-gia", PAR_SELF_FORM, "self");
    expect_round(*state, "tham-dinh", PAR_APPRAISAL_FORM, "appraisal");
    expect_round(*state, "hoi-dong", PAR_COUNCIL_FORM, "council");
    expect_round(*state, "giai-trinh", PAR_EXPLANATION_FORM, "explanation"); /* the set has no such round */
    expect_round(*state, "vong-ba", 0, NULL);
}

/* --- Identity ----------------------------------------------------------------------------------------------------- */

static void identity_goes_round(void **state)
{
    struct work *work = *state;
    struct par_form_identity found, identity = {.round = "appraisal",
                                                .appraiser = "Sở Nội vụ 100%",
                                                .period = "2025",
                                                .set = "a,b",
                                                .digest = "sha256:1,sha256:2",
                                                .rows = "12",
                                                .keys = "0123456789abcdef"};
    bool version_wrong = true;
    const char *text = par_form_identity_text(&identity, work->arena);
    assert_string_equal(text, "parindex-form/1 round=appraisal unit= appraiser=Sở%20Nội%20vụ%20100%25 period=2025 "
                              "set=a,b digest=sha256:1,sha256:2 rows=12 keys=0123456789abcdef");
    assert_true(par_form_identity_parse(par_span_of(text), &found, &version_wrong, work->arena));
    assert_false(version_wrong);
    assert_string_equal(found.round, "appraisal");
    assert_string_equal(found.unit, "");
    assert_string_equal(found.appraiser, "Sở Nội vụ 100%");
    assert_string_equal(found.period, "2025");
    assert_string_equal(found.set, "a,b");
    assert_string_equal(found.digest, "sha256:1,sha256:2");
    assert_string_equal(found.rows, "12");
    assert_string_equal(found.keys, "0123456789abcdef");
}

static void identity_need_not_count_rows(void **state)
{
    struct work *work = *state;
    struct par_form_identity found;
    bool version_wrong;
    const char *text = "parindex-form/1 round=self unit=01 appraiser= period=2025 set=a digest=sha256:1";
    assert_true(par_form_identity_parse(par_span_of(text), &found, &version_wrong, work->arena));
    assert_string_equal(found.digest, "sha256:1");
    assert_string_equal(found.rows, "");
    assert_string_equal(found.keys, "");
    assert_string_equal(par_form_identity_text(&found, work->arena), text);
}

static void identity_refuses_others(void **state)
{
    struct work *work = *state;
    struct par_form_identity found;
    bool version_wrong;
    static const char *const texts[] = {
        "",
        "STT",
        "parindex-form/",
        "parindex-form/1",
        "parindex-form/1 round=self",
        "parindex-form/1 unit=a round=self appraiser= period= set= digest=",
        "parindex-form/1 round=a unit=b appraiser= period= set= digest= more=1",
        "parindex-form/1 round=a unit=b appraiser= period= set= digest= rows=1",
        "parindex-form/1 round=a unit=b appraiser= period= set= digest= keys=1",
        "parindex-form/1 round=a unit= appraiser= period= set= digest= rows=1 keys=1 x=1"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bool parsed = par_form_identity_parse(par_span_of(texts[i]), &found, &version_wrong, work->arena);
        if (parsed && !version_wrong)
            fail_msg("taken for an identity: %s", texts[i]);
    }
    assert_true(par_form_identity_parse(par_span_of("parindex-form/2 anything"), &found, &version_wrong, work->arena));
    assert_true(version_wrong);
}

/* --- Formulas ----------------------------------------------------------------------------------------------------- */

static const char frame[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': 2,"
    " 'source': {'status': 'sample'}, 'rounding': {'mode': '%MODE%'},"
    " 'inputs': {'a': {'kind': 'count'}, 'b': {'kind': 'count'}, 'x': {'kind': 'number'}, 'p': {'kind': 'percent'}},"
    " 'nodes': [{'id': '1', 'name': {'vi': 'Một'}, 'max': 2, 'rule': %RULE%}]}";

static const char *formula_of(struct work *work, const char *mode, const char *rule_text)
{
    static const char *const inputs[] = {"A1", "B1", "X1", "P1"};
    static const char *const cells[] = {"L1", "L2", "L3"};
    const char *json = edited(work->arena, edited(work->arena, frame, "%MODE%", mode), "%RULE%", rule_text);
    const struct par_set *set = good_set(work, json);
    const struct par_rule *rule = set->criteria[1].rules[0].rule;
    struct par_formula formula = {.set = set,
                                  .criterion = &set->criteria[1],
                                  .answer = "G1",
                                  .inputs = inputs,
                                  .option_cells = cells,
                                  .not_applicable = "\"KAD\"",
                                  .arena = work->arena};
    bool several;
    formula.option_count = par_rule_options(rule, work->arena, &formula.options, &several);
    return par_rule_formula(rule, &formula);
}

static void expect_formula(struct work *work, const char *rule, const char *expected)
{
    assert_string_equal(formula_of(work, "half_up", rule), expected);
}

static void choices_as_formulas(void **state)
{
    expect_formula(*state,
                   "{'type': 'choice', 'options': [{'key': 'k', 'points': 2}, {'key': 'c', 'share': '3/4'},"
                   " {'key': 'o', 'points': 0}]}",
                   "IF(G1=\"\",\"\",IF(G1=L1,2,IF(G1=L2,1.5,IF(G1=L3,0,\"?\"))))");
    expect_formula(*state,
                   "{'type': 'choice', 'pick': 'sum', 'options': [{'key': 'k', 'points': 2}, {'key': 'c',"
                   " 'points': -0.5}]}",
                   "IF(L1&L2=\"\",\"\",MAX(0,MIN(2,SUM(IF(L1=\"\",0,2),IF(L2=\"\",0,-0.5)))))");
}

static void quantities_as_formulas(void **state)
{
    expect_formula(*state,
                   "{'type': 'bands', 'of': {'ratio': ['a', 'b'], 'zero': 'not_applicable'},"
                   " 'bands': [{'from': '2/3', 'points': 2}, {'below': '2/3', 'points': 0}]}",
                   "IF(COUNT(A1,B1)<2,\"\",IF(B1=0,\"KAD\",IF(ROUND(A1/B1,10)>=ROUND((2/3),10),2,"
                   "IF(ROUND(A1/B1,10)<ROUND((2/3),10),0,\"?\"))))");
    expect_formula(*state, "{'type': 'linear', 'of': {'percent': [['a', '-b'], 'b']}, 'zero_below': 50}",
                   "IF(COUNT(A1,B1,B1)<3,\"\",IF(B1=0,\"?\",IF(OR(ROUND((A1-B1)/B1*100,10)<0,"
                   "ROUND((A1-B1)/B1*100,10)>100),\"?\",IF(ROUND((A1-B1)/B1*100,10)>=50,"
                   "ROUND(ROUND(2*MAX(0,MIN(1,(A1-B1)/B1*100/100)),10),2),0))))");
    expect_formula(*state, "{'type': 'between', 'of': {'value': 'x'}, 'zero_at': 60, 'full_at': 20}",
                   "IF(COUNT(X1)<1,\"\",ROUND(ROUND(2*MAX(0,MIN(1,(X1-60)/(-40))),10),2))");
    expect_formula(*state, "{'type': 'index', 'of': {'value': 'p'}}",
                   "IF(COUNT(P1)<1,\"\",IF(OR(ROUND(P1,10)<0,ROUND(P1,10)>100),\"?\","
                   "ROUND(ROUND(2*MAX(0,MIN(1,P1/100)),10),2)))");
    expect_formula(*state, "{'type': 'per_item', 'of': {'count': 'a'}, 'points': -0.25}",
                   "IF(COUNT(A1)<1,\"\",IF(ROUND(A1,10)<0,\"?\",IF(A1<0,\"?\","
                   "ROUND(2-ROUND(ROUND(MIN(2,A1*0.25),10),2),6))))");
    expect_formula(*state, "{'type': 'survey', 'weights': {'a': 100, 'b': 20}}",
                   "IF(COUNT(A1,B1)<2,\"\",IF(SUM(A1,B1)=0,\"?\","
                   "ROUND(ROUND(2*MAX(0,MIN(1,(A1*100+B1*20)/SUM(A1,B1)/100)),10),2)))");
}

static void cases_as_formulas(void **state)
{
    expect_formula(*state,
                   "{'type': 'cases', 'cases': ["
                   " {'when': {'all': [{'answer': 'co'}, {'of': {'count': 'a'}, 'from': 1}]},"
                   "  'rule': {'type': 'per_item', 'of': {'count': 'b'}, 'points': 1, 'cap': 2}},"
                   " {'rule': {'type': 'bands', 'of': {'count': 'a'}, 'bands': [{'from': 0, 'points': 1}]}}]}",
                   "IF(MIN(1,IF(G1=\"\",0.5,IF(G1=L1,1,0)),IF(COUNT(A1)<1,0.5,IF(ROUND(A1,10)>=1,1,0)))=1,"
                   "IF(COUNT(B1)<1,\"\",IF(ROUND(B1,10)<0,\"?\",IF(B1<0,\"?\",ROUND(ROUND(MIN(2,B1*1),10),2)))),"
                   "IF(MIN(1,IF(G1=\"\",0.5,IF(G1=L1,1,0)),IF(COUNT(A1)<1,0.5,IF(ROUND(A1,10)>=1,1,0)))=0,"
                   "IF(COUNT(A1)<1,\"\",IF(ROUND(A1,10)<0,\"?\",IF(ROUND(A1,10)>=0,1,\"?\"))),\"\"))");
}

static void typed_scores_as_formulas(void **state)
{
    struct work *work = *state;
    assert_string_equal(formula_of(work, "half_up", "{'type': 'manual'}"),
                        "IF(COUNT(G1)=0,\"\",ROUND(ROUND(G1,10),2))");
    assert_string_equal(formula_of(work, "down", "{'type': 'manual'}"),
                        "IF(COUNT(G1)=0,\"\",ROUNDDOWN(ROUND(G1,10),2))");
    assert_string_equal(formula_of(work, "half_even", "{'type': 'manual'}"),
                        "IF(COUNT(G1)=0,\"\",IF(MOD(ROUND((G1)*100,8),2)=0.5,ROUND((G1)*100,8)-0.5,"
                        "ROUND(ROUND((G1)*100,8),0))/100)");
    assert_null(formula_of(work, "half_up", "{'type': 'minmax', 'of': {'value': 'x'}, 'low': 0, 'high': 2}"));
}

static void texts_in_formulas(void **state)
{
    struct work *work = *state;
    assert_string_equal(par_formula_text("a \"b\"", work->arena), "\"a \"\"b\"\"\"");
    assert_string_equal(par_formula_points(1500000, work->arena), "1.5");
}

/* --- Digests ------------------------------------------------------------------------------------------------------ */

static void digests(void **state)
{
    struct work *work = *state;
    assert_string_equal(par_digest_of(par_span_of(""), work->arena),
                        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(par_digest_of(par_span_of("abc"), work->arena),
                        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *path = SOURCE_ROOT "/LICENSE";
    assert_string_equal(par_digest_file(path, work->arena, work->diags),
                        par_digest_of(par_span_of(file_text(work->arena, path)), work->arena));
    assert_null(par_digest_file("/nowhere/at/all", work->arena, work->diags));
    expect_finding(work, PAR_FATAL, PAR_FILE_OPEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(asks_what_the_rules_take, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaves_out_what_does_not_apply, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shows_what_earns_its_maximum, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_rounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(identity_goes_round, set_up, tear_down),
        cmocka_unit_test_setup_teardown(identity_need_not_count_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(identity_refuses_others, set_up, tear_down),
        cmocka_unit_test_setup_teardown(choices_as_formulas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quantities_as_formulas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cases_as_formulas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(typed_scores_as_formulas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_in_formulas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(digests, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
