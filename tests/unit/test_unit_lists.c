/* The official lists in units/: whole, and each of their names found among all others. */
#include "names_file.h"
#include "parindex/match.h"
#include "parindex/names.h"

enum { COMMUNES = 3321, PROVINCES = 34 };

static const char *bare_name(const char *name)
{
    static const char *const before[] = {"Xã ", "Phường ", "Đặc khu ", "Tỉnh ", "Thành phố "};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (strncmp(name, before[i], strlen(before[i])) == 0)
            return name + strlen(before[i]);
    fail_msg("no kind: %s", name);
    return NULL;
}

static bool only_digits(const char *code, size_t width)
{
    return strlen(code) == width && strspn(code, "0123456789") == width;
}

static void the_official_lists_are_whole(void **state)
{
    struct work *work = *state;
    struct names_file xa = names_file_read(work->arena, SOURCE_ROOT "/units/xa-2026-07.csv");
    struct names_file tinh = names_file_read(work->arena, SOURCE_ROOT "/units/tinh-2026-07.csv");
    struct par_names *codes = par_names_new(work->arena), *parents = par_names_new(work->arena);
    assert_int_equal(xa.count, COMMUNES);
    assert_int_equal(tinh.count, PROVINCES);
    for (size_t i = 0; i < tinh.count; i++) {
        assert_true(only_digits(tinh.rows[i].code, 2));
        assert_int_equal(par_names_add(parents, par_span_of(tinh.rows[i].code), 0), PAR_NAME_NONE);
        assert_non_null(bare_name(tinh.rows[i].name));
    }
    for (size_t i = 0; i < xa.count; i++) {
        assert_true(only_digits(xa.rows[i].code, 5));
        assert_int_equal(par_names_add(codes, par_span_of(xa.rows[i].code), 0), PAR_NAME_NONE);
        assert_int_equal(par_names_find(parents, par_span_of(xa.rows[i].parent)), 0);
        assert_string_equal(xa.rows[i].level, "xa");
        assert_string_equal(xa.rows[i].bloc, "xa");
    }
}

/* How often each name stands in the list, by the number of its first row. */
struct tally {
    struct par_names *names;
    size_t *times;
};

static struct tally tally_of(struct work *work, const struct names_file *file, bool bare)
{
    struct tally tally = {par_names_new(work->arena), par_arena_array(work->arena, file->count, sizeof(size_t))};
    for (size_t i = 0; i < file->count; i++) {
        const char *name = bare ? bare_name(file->rows[i].name) : file->rows[i].name;
        int32_t first = par_names_add(tally.names, par_span_of(name), (int32_t)i);
        tally.times[first == PAR_NAME_NONE ? (int32_t)i : first]++;
    }
    return tally;
}

static void expect_repeated(const struct tally *tally, size_t names, size_t repeated, size_t rows)
{
    size_t found[3] = {0};
    for (size_t i = 0; i < COMMUNES; i++) {
        found[0] += tally->times[i] > 0;
        found[1] += tally->times[i] > 1;
        found[2] += tally->times[i] > 1 ? tally->times[i] : 0;
    }
    assert_int_equal(found[0], names);
    assert_int_equal(found[1], repeated);
    assert_int_equal(found[2], rows);
}

/* Why a name alone is not enough in a list of the whole country: counted with sort and uniq over the source. */
static void many_communes_share_a_name(void **state)
{
    struct work *work = *state;
    struct names_file xa = names_file_read(work->arena, SOURCE_ROOT "/units/xa-2026-07.csv");
    struct tally full = tally_of(work, &xa, false), bare = tally_of(work, &xa, true);
    expect_repeated(&full, 2994, 245, 572); /* "Xã Tân Tiến" */
    expect_repeated(&bare, 2848, 314, 787); /* "Tân Tiến" */
}

/* Exactly the rows of that name: itself, or itself and its namesakes. */
static void expect_namesakes(const struct names_file *file, const struct tally *full, size_t row,
                             struct par_matches matches, bool exact)
{
    const char *name = file->rows[row].name;
    size_t times = full->times[par_names_find(full->names, par_span_of(name))];
    bool itself = false;
    if (matches.count != times || matches.exact != exact)
        fail_msg("%s: %zu of %zu, %s", name, matches.count, times, matches.exact ? "exact" : "not exact");
    for (size_t i = 0; i < matches.count; i++) {
        assert_string_equal(file->rows[matches.items[i]].name, name);
        assert_true(i == 0 || matches.items[i - 1] < matches.items[i]);
        itself = itself || matches.items[i] == row;
    }
    assert_true(itself);
}

static const char *capitals(struct par_arena *arena, const char *text)
{
    char *copy = par_arena_copy(arena, par_span_of(text));
    for (char *at = copy; *at; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    return copy;
}

static void every_official_name_finds_itself_and_its_namesakes(void **state)
{
    struct work *work = *state;
    struct names_file xa = names_file_read(work->arena, SOURCE_ROOT "/units/xa-2026-07.csv");
    struct tally full = tally_of(work, &xa, false);
    struct par_matcher *matcher = par_matcher_new(PAR_MATCH_UNITS, xa.count, name_in_file, &xa, work->arena);
    for (size_t i = 0; i < xa.count; i++) {
        const char *name = xa.rows[i].name, *office = par_arena_join(work->arena, "UBND ", name, NULL);
        expect_namesakes(&xa, &full, i, par_matcher_find(matcher, par_span_of(name)), true);
        expect_namesakes(&xa, &full, i, par_matcher_find(matcher, par_span_of(capitals(work->arena, name))), true);
        /* Mỹ Quí and Mỹ Quý are two communes; behind UBND only their sound is compared. */
        if (!strstr(name, "Mỹ Qu"))
            expect_namesakes(&xa, &full, i, par_matcher_find(matcher, par_span_of(office)), false);
    }
    assert_int_equal(par_matcher_find(matcher, par_span_of("UBND xã Mỹ Quý")).count, 2);
}

/* Without a mark: all that are written so, among them itself; never one, where more are meant. */
static void names_without_marks_find_all_they_can_mean(void **state)
{
    struct work *work = *state;
    struct names_file xa = names_file_read(work->arena, SOURCE_ROOT "/units/xa-2026-07.csv");
    struct par_matcher *matcher = par_matcher_new(PAR_MATCH_UNITS, xa.count, name_in_file, &xa, work->arena);
    size_t ambiguous = 0;
    for (size_t i = 0; i < xa.count; i++) {
        const char *typed = par_text_bare(par_span_of(xa.rows[i].name), work->arena);
        struct par_matches matches = par_matcher_find(matcher, par_span_of(typed));
        bool itself = false;
        for (size_t k = 0; k < matches.count; k++) {
            const char *found = par_text_bare(par_span_of(xa.rows[matches.items[k]].name), work->arena);
            assert_string_equal(found, typed);
            itself = itself || matches.items[k] == i;
        }
        assert_true(itself && !matches.exact);
        ambiguous += matches.count > 1;
    }
    assert_int_equal(ambiguous, 694); /* rows whose full name without marks stands more than once */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_official_lists_are_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_communes_share_a_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_official_name_finds_itself_and_its_namesakes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_without_marks_find_all_they_can_mean, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
