/* The table of names against its own contract; nearest names against Levenshtein's definition. */
#include "parindex/names.h"

#include "numbers.h"

static struct par_span span(const char *text)
{
    return par_span_of(text);
}

/* --- The table ---------------------------------------------------------------------------------------------------- */

static void a_name_keeps_its_first_number(void **state)
{
    struct work *work = *state;
    struct par_names *names = par_names_new(work->arena);
    assert_int_equal(par_names_find(names, span("1.1")), PAR_NAME_NONE);
    assert_int_equal(par_names_add(names, span("1.1"), 0), PAR_NAME_NONE);
    assert_int_equal(par_names_add(names, span("1.10"), 7), PAR_NAME_NONE);
    assert_int_equal(par_names_add(names, span("1.1"), 3), 0);
    assert_int_equal(par_names_find(names, span("1.1")), 0);
    assert_int_equal(par_names_find(names, span("1.10")), 7);
    assert_int_equal(par_names_find(names, span("1.")), PAR_NAME_NONE);
    assert_int_equal(par_names_find(names, span("1.100")), PAR_NAME_NONE);
}

static void names_are_bytes(void **state)
{
    struct work *work = *state;
    struct par_names *names = par_names_new(work->arena);
    struct par_span with_zero = {"a\0b", 3}, empty = {NULL, 0};
    par_names_add(names, with_zero, 1);
    par_names_add(names, span("a"), 2);
    par_names_add(names, span("Sở"), 3);
    assert_int_equal(par_names_find(names, empty), PAR_NAME_NONE);
    assert_int_equal(par_names_add(names, empty, 4), PAR_NAME_NONE);
    assert_int_equal(par_names_find(names, with_zero), 1);
    assert_int_equal(par_names_find(names, span("a")), 2);
    assert_int_equal(par_names_find(names, span("Sở")), 3);
    assert_int_equal(par_names_find(names, span("sở")), PAR_NAME_NONE);
    assert_int_equal(par_names_find(names, span("")), 4);
    assert_int_equal(par_names_find(names, (struct par_span){"abc", 1}), 2);
}

/* Pairs of words with the same 32-bit FNV-1a hash: Ian Boyd's list at
 * softwareengineering.stackexchange.com/a/145633. */
static const char *const colliding[][2] = {
    {"costarring", "liquid"}, {"declinate", "macallums"}, {"altarage", "zinke"}, {"altarages", "zinkes"}};

enum { COLLIDING = sizeof colliding / sizeof *colliding };

static uint32_t fnv1a(const char *text)
{
    uint32_t hash = UINT32_C(2166136261);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT32_C(16777619);
    return hash;
}

static void colliding_names_stay_apart(void **state)
{
    struct work *work = *state;
    struct par_names *names = par_names_new(work->arena);
    for (int32_t i = 0; i < COLLIDING; i++) {
        assert_int_equal(fnv1a(colliding[i][0]), fnv1a(colliding[i][1]));
        assert_int_equal(par_names_add(names, span(colliding[i][0]), 2 * i), PAR_NAME_NONE);
        assert_int_equal(par_names_find(names, span(colliding[i][1])), PAR_NAME_NONE);
        assert_int_equal(par_names_add(names, span(colliding[i][1]), 2 * i + 1), PAR_NAME_NONE);
    }
    for (int32_t i = 0; i < COLLIDING; i++)
        for (int32_t k = 0; k < 2; k++)
            assert_int_equal(par_names_find(names, span(colliding[i][k])), 2 * i + k);
}

enum { MANY = 100000 };

/* 3,321 communes would do; this is thirty times as many. */
static void many_names_are_found_again(void **state)
{
    struct work *work = *state;
    struct par_names *names = par_names_new(work->arena);
    char(*texts)[12] = par_arena_array(work->arena, MANY, sizeof *texts);
    for (int32_t i = 0; i < MANY; i++) {
        snprintf(texts[i], sizeof texts[i], "%05d", i);
        assert_int_equal(par_names_add(names, span(texts[i]), i), PAR_NAME_NONE);
        assert_int_equal(par_names_find(names, span(texts[i / 2])), i / 2);
    }
    for (int32_t i = 0; i < MANY; i++)
        assert_int_equal(par_names_find(names, span(texts[i])), i);
    assert_int_equal(par_names_find(names, span("100000")), PAR_NAME_NONE);
    assert_int_equal(par_names_find(names, span("0000")), PAR_NAME_NONE);
}

/* --- The nearest name --------------------------------------------------------------------------------------------- */

static const char *at(const void *context, size_t i)
{
    return ((const char *const *)context)[i];
}

struct near {
    const char *name;
    const char *nearest; /* NULL: none is near */
};

static const char *const columns[] = {"unit",    "criterion", "answer", "score",    "evidence",
                                      "applies", "agree",     "reason", "criterio", "note"};

/* names.h: at most a third of the length away, at most 3; ties go to the earlier one. */
static const struct near nears[] = {
    {"unit", "unit"},
    {"untis", NULL},          /* 2 of 5 */
    {"units", "unit"},        /* 1 of 5 */
    {"criteria", "criterio"}, /* 1 of 8, against 2 for "criterion" */
    {"critrion", "criterion"},
    {"evidense", "evidence"},
    {"evvidenses", "evidence"}, /* 3 of 10 */
    {"appraiser", NULL},
    {"xyz", NULL},
    {"no", NULL}, /* 2 of 2 */
};

static void near_names_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nears / sizeof *nears; i++) {
        const char *found =
            par_names_nearest(span(nears[i].name), sizeof columns / sizeof *columns, at, (const void *)columns);
        const char *expected = nears[i].nearest;
        if (expected ? !found || strcmp(found, expected) != 0 : found != NULL)
            fail_msg("%s: %s, not %s", nears[i].name, found ? found : "none", expected ? expected : "none");
    }
}

static void no_candidate_is_no_name(void **state)
{
    (void)state;
    assert_null(par_names_nearest(span("unit"), 0, at, NULL));
}

/* Levenshtein's distance by its recursive definition, on a full table. */
static int distance(const char *a, const char *b)
{
    enum { ROOM = 16 };
    int table[ROOM][ROOM];
    int m = (int)strlen(a), n = (int)strlen(b);
    for (int i = 0; i <= m; i++) {
        for (int j = 0; j <= n; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            int replaced = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            int shorter = table[i - 1][j] < table[i][j - 1] ? table[i - 1][j] : table[i][j - 1];
            table[i][j] = replaced < shorter + 1 ? replaced : shorter + 1;
        }
    }
    return table[m][n];
}

enum { CANDIDATES = 6, LONGEST = 12 };

static void any_word(struct chance *chance, int least, char *out)
{
    int length = any_between(chance, least, LONGEST - 1);
    for (int i = 0; i < length; i++)
        out[i] = (char)('a' + any_below(chance, 3));
    out[length] = '\0';
}

static const char *nearest_by_definition(const char *name, const char *const *candidates)
{
    int limit = (int)strlen(name) / 3, best = (limit > 3 ? 3 : limit) + 1;
    const char *nearest = NULL;
    for (int i = 0; i < CANDIDATES; i++) {
        int d = distance(name, candidates[i]);
        if (d < best) {
            best = d;
            nearest = candidates[i];
        }
    }
    return nearest;
}

static void random_names_find_their_nearest(void **state)
{
    (void)state;
    struct chance chance = {20271};
    char words[CANDIDATES][LONGEST], name[LONGEST];
    const char *candidates[CANDIDATES];
    for (int i = 0; i < PROPERTY_CASES / 5; i++) {
        any_word(&chance, 3, name);
        for (int k = 0; k < CANDIDATES; k++) {
            any_word(&chance, 1, words[k]);
            candidates[k] = words[k];
        }
        const char *found = par_names_nearest(span(name), CANDIDATES, at, (const void *)candidates);
        assert_ptr_equal(found, nearest_by_definition(name, candidates));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_name_keeps_its_first_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_are_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(colliding_names_stay_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_names_are_found_again, set_up, tear_down),
        cmocka_unit_test(near_names_are_found),
        cmocka_unit_test(no_candidate_is_no_name),
        cmocka_unit_test(random_names_find_their_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
