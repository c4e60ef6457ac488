/* The frame of partial results: what is written comes back, and nothing that was cut or changed does. The file's form
 * is that of partial.h, written out by hand below; its SHA-256 was computed with sha256sum. */
#include "parindex/partial.h"
#include "support.h"

#define FORMAT "parindex-trial-partial/1"

/* Texts that CSV, its quotes and the guard of formulas could spoil. */
static const char *const texts[] = {
    "",     "a",  "a,b", "\"", "\"\"a", " a ", "\ta", "a\nb",  "a\r\nb", "=1+1",     "'=1",    "\\", "\\'",
    "\\=1", "''", "'",   "-",  "+84",   "@x",  "Bắc", "1,5;2", "end,3",  "sha256:0", "'\t'\r", "\r", "a\"b,\"c\"\n"};

enum { TEXTS = sizeof texts / sizeof *texts };

static struct par_partial_label label_of(unsigned number, unsigned of)
{
    static const struct par_partial_setting settings[] = {{"by", "a,\"b\""}, {"from", ""}};
    return (struct par_partial_label){"1.2.3", {number, of}, 2, settings};
}

/* 2^127 - 1. */
static par_wide largest(void)
{
    par_wide half = (par_wide)1 << 126;
    return half - 1 + half;
}

static struct par_span part_of(struct par_arena *arena, const struct par_partial_label *label)
{
    struct par_output *output = par_output_memory("part", arena);
    struct par_diags *diags = par_diags_new(arena, 20, 20);
    struct par_partial_writer *writer = par_partial_begin(output, FORMAT, label, arena);
    for (size_t i = 0; i < TEXTS; i++) {
        par_partial_line(writer, "text");
        par_partial_text(writer, par_span_of(texts[i]));
        par_partial_whole(writer, (par_wide)i);
    }
    par_partial_line(writer, "wide");
    par_partial_whole(writer, largest());
    assert_true(par_partial_end(writer, diags));
    return par_output_bytes(output);
}

static void write_file(const char *path, const char *bytes, size_t size)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 20, 20);
    struct par_output *output = par_output_open(path, arena, diags);
    par_output_write(output, bytes, size);
    assert_true(par_output_commit(output, diags));
    par_arena_free(arena);
}

struct reading {
    size_t texts;
    par_wide wide;
    struct par_arena *arena;
};

static bool take(void *context, const struct par_row *row)
{
    struct reading *reading = context;
    int64_t number;
    if (par_span_is(row->fields[0], "wide"))
        return row->count == 2 && par_partial_wide(row->fields[1], &reading->wide);
    if (row->count != 3 || !par_partial_number(row->fields[2], &number) || (size_t)number != reading->texts)
        return false;
    assert_string_equal(par_arena_copy(reading->arena, row->fields[1]), texts[reading->texts]);
    reading->texts++;
    return true;
}

/* Opens and reads the file; whether it is good. The first finding in *code. */
static bool reads(const char *path, struct reading *reading, enum par_code *code)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 20, 20);
    struct par_partials *partials = par_partials_new(FORMAT, "trial", "1.2.3", arena);
    *reading = (struct reading){.arena = arena};
    bool good = par_partials_open(partials, path, arena, diags) && par_partials_read(partials, take, reading, diags);
    *code = par_diags_first(diags) ? par_diags_first(diags)->code : PAR_CODE_COUNT;
    par_arena_free(arena);
    return good;
}

static void test_round_trip(void **state)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_partial_label label = label_of(2, 3);
    struct par_span part = part_of(arena, &label);
    struct reading reading;
    enum par_code code;
    (void)state;
    write_file("partial.tmp", part.text, part.size);
    assert_true(reads("partial.tmp", &reading, &code));
    assert_int_equal(reading.texts, TEXTS);
    assert_true(reading.wide == largest());
    par_arena_free(arena);
}

/* By hand, from the description of the form. */
static void test_form(void **state)
{
    static const char head[] =
        "parindex-trial-partial/1,1.2.3\npart,2,3\nsetting,by,\"a,\"\"b\"\"\"\nsetting,from,\"\"\n"
        "text,\"\",0\ntext,a,1\ntext,\"a,b\",2\n";
    static const char tail[] = "\nwide,170141183460469231731687303715884105727\nend,31,sha256:";
    struct par_arena *arena = par_arena_new(NULL);
    struct par_partial_label label = label_of(2, 3);
    struct par_span part = part_of(arena, &label);
    (void)state;
    assert_memory_equal(part.text, head, sizeof head - 1);
    assert_memory_equal(part.text + part.size - 65 - (sizeof tail - 1), tail, sizeof tail - 1);
    par_arena_free(arena);
}

static void test_cut(void **state)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_partial_label label = label_of(2, 3);
    struct par_span part = part_of(arena, &label);
    struct reading reading;
    enum par_code code;
    (void)state;
    for (size_t size = 0; size < part.size; size++) {
        write_file("partial.tmp", part.text, size);
        assert_false(reads("partial.tmp", &reading, &code));
        assert_true(code == PAR_PART_BROKEN || code == PAR_PART_KIND || code == PAR_PART_VERSION);
    }
    par_arena_free(arena);
}

static void test_changed(void **state)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_partial_label label = label_of(2, 3);
    struct par_span part = part_of(arena, &label);
    char *bytes = par_arena_copy(arena, part);
    struct reading reading;
    enum par_code code;
    (void)state;
    for (size_t i = 0; i < part.size; i++) {
        bytes[i] ^= 1;
        write_file("partial.tmp", bytes, part.size);
        assert_false(reads("partial.tmp", &reading, &code));
        bytes[i] ^= 1;
    }
    par_arena_free(arena);
}

static void test_numbers(void **state)
{
    int64_t number;
    par_wide wide;
    (void)state;
    assert_true(par_partial_number(par_span_of("999999999999999999"), &number));
    assert_true(number == INT64_C(999999999999999999));
    assert_false(par_partial_number(par_span_of("1000000000000000000"), &number));
    assert_true(par_partial_wide(par_span_of("170141183460469231731687303715884105727"), &wide));
    assert_false(par_partial_wide(par_span_of("170141183460469231731687303715884105728"), &wide));
    static const char *const none[] = {"", "-1", "+1", "1.0", " 1", "1e3", "x"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(par_partial_wide(par_span_of(none[i]), &wide));
}

/* Parts 1 and 5 of 9: what is lost, as ranges. */
static void test_lost(void **state)
{
    static const unsigned came[] = {5, 1};
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 20, 20);
    struct par_partials *partials = par_partials_new(FORMAT, "trial", "1.2.3", arena);
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct par_partial_label label = label_of(came[i], 9);
        struct par_span part = part_of(arena, &label);
        write_file("partial.tmp", part.text, part.size);
        assert_true(par_partials_open(partials, "partial.tmp", arena, diags));
    }
    assert_false(par_partials_end(partials, diags));
    assert_int_equal(par_diags_first(diags)->code, PAR_PART_LOST);
    assert_string_equal(par_diags_first(diags)->args[0], "2-4, 6-9");
    assert_string_equal(par_diags_first(diags)->args[1], "9");
    par_arena_free(arena);
}

/* Findings that were made elsewhere: the limits hold, and what was dropped is counted. */
static void test_findings(void **state)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *all = par_diags_new(arena, 3, 20), *part = par_diags_like(all, arena);
    (void)state;
    par_diags_add(all, PAR_WARNING, PAR_LINE_BLANK, NULL, NULL);
    for (int i = 0; i < 5; i++)
        par_diags_add(part, PAR_WARNING, PAR_LINE_BLANK, NULL, NULL);
    par_diags_add(part, PAR_NOTE, PAR_LINE_BLANK, NULL, NULL);
    assert_int_equal(par_diags_dropped_of(part, PAR_WARNING, PAR_LINE_BLANK), 2);
    par_diags_append(all, part);
    assert_int_equal(par_diags_count(all, PAR_WARNING), 6);
    assert_int_equal(par_diags_count(all, PAR_NOTE), 1);
    assert_int_equal(par_diags_dropped_of(all, PAR_WARNING, PAR_LINE_BLANK), 3);
    assert_int_equal(par_diags_dropped(all, PAR_LINE_BLANK), 4);
    par_arena_free(arena);
}

static int remove_file(void **state)
{
    (void)state;
    return remove("partial.tmp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip), cmocka_unit_test(test_form),
                                       cmocka_unit_test(test_cut),        cmocka_unit_test(test_changed),
                                       cmocka_unit_test(test_numbers),    cmocka_unit_test(test_lost),
                                       cmocka_unit_test(test_findings)};
    return cmocka_run_group_tests(tests, NULL, remove_file);
}
