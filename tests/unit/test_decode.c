/* Sources that become UTF-8: what they give, in pieces of every size, and what they report. */
#include "parindex/source.h"

#include "encoder.h"
#include "support.h"

static const struct par_encoding find = {PAR_CARRIER_FIND, PAR_CHARSET_FIND};

enum { TEXT_ROOM = 1024 * 1024 };

/* All that a decoding source gives, into `text`; the last result of its read. */
static long read_all(struct work *work, struct par_span bytes, size_t chunk, struct par_encoding told, char *text)
{
    forget_findings(work);
    struct par_source *source = par_source_memory(bytes, chunk, "m", work->arena);
    struct par_source *decoding = par_source_decode(source, told, work->diags);
    size_t size = 0;
    long got;
    while ((got = decoding->read(decoding->context, text + size, chunk > 0 ? chunk : TEXT_ROOM - size)) > 0)
        size += (size_t)got;
    assert_int_equal(got < 0 ? got : decoding->read(decoding->context, text, 1), got);
    par_source_close(decoding);
    text[size] = '\0';
    return got;
}

struct file {
    struct par_span bytes;
    const char *text;   /* in NFC; NULL: refused */
    enum par_code code; /* PAR_CODE_COUNT: no finding */
    const char *args[2];
};

#define BYTES(text)            \
    {                          \
        text, sizeof(text) - 1 \
    }

static const struct file files[] = {
    {BYTES(""), "", PAR_CODE_COUNT, {NULL}},
    {BYTES("a,b\n"), "a,b\n", PAR_CODE_COUNT, {NULL}},
    {BYTES("a\x1A,b"), "a\x1A,b", PAR_CODE_COUNT, {NULL}},
    {BYTES("\xEF\xBB\xBF"), "", PAR_CODE_COUNT, {NULL}},
    {BYTES("\xEF\xBB\xBF;Sở"), ";Sở", PAR_CODE_COUNT, {NULL}},
    {BYTES("\xFF\xFE"), "", PAR_CODE_COUNT, {NULL}},
    {BYTES("\xFF\xFES\0\xDF\x1E"), "Sở", PAR_CODE_COUNT, {NULL}},
    {BYTES("\0S\x1E\xDF\0,\0a"), "Sở,a", PAR_CODE_COUNT, {NULL}},
    {BYTES("a\0,\0\xDF\x1E"), "a,ở", PAR_CODE_COUNT, {NULL}},
    {BYTES("\xFF\xFE\0"), NULL, PAR_TEXT_UTF16, {NULL}},
    {BYTES("a,S\xEB N\xE9i v\xF4, k\xD5 ho\xB9"
           "ch"),
     "a,Sở Nội vụ, kế hoạch",
     PAR_TEXT_READ_AS,
     {"tcvn3", "5"}},
    {BYTES("a,Së Néi vô, kÕ ho¹ch"), "a,Sở Nội vụ, kế hoạch", PAR_TEXT_READ_AS, {"tcvn3 in utf-8", "5"}},
    {BYTES("caf\xE9"), "caf\xE9", PAR_CODE_COUNT, {NULL}},
    {BYTES("Đường và Ƣ"), "Đường và Ư", PAR_TEXT_LETTERS, {"1", NULL}},
    {BYTES("1,Néi"), NULL, PAR_TEXT_CLOSE, {"utf-8", "Néi"}},
    {BYTES("1,vô"), "1,vô", PAR_TEXT_UNSURE, {"utf-8", "vô"}},
    {BYTES("Sở Kế hoạch tỉnh Hậu Giang, Së"), "Sở Kế hoạch tỉnh Hậu Giang, Së", PAR_TEXT_UNSURE, {"utf-8", "Së"}},
};

/* The last finding. */
static void expect_code(const struct work *work, const struct file *file)
{
    const struct par_diag *diag = par_diags_first(work->diags);
    while (diag && diag->next)
        diag = diag->next;
    if (file->code == PAR_CODE_COUNT) {
        assert_null(diag);
        return;
    }
    assert_non_null(diag);
    assert_int_equal(diag->code, file->code);
    assert_string_equal(diag->place.file, "m");
    for (size_t i = 0; i < 2 && file->args[i]; i++)
        assert_string_equal(diag->args[i], file->args[i]);
}

/* The last finding is a warning. */
static void expect_doubt(const struct par_diag *diag, const char *const args[4])
{
    assert_non_null(diag);
    assert_null(diag->next);
    assert_int_equal(diag->severity, PAR_WARNING);
    assert_int_equal(diag->code, PAR_TEXT_UNSURE);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(diag->args[i], args[i]);
}

static void sources_become_utf8(void **state)
{
    struct work *work = *state;
    static char text[TEXT_ROOM];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        for (size_t chunk = 0; chunk < 12; chunk++) {
            long end = read_all(work, files[i].bytes, chunk, find, text);
            expect_code(work, &files[i]);
            assert_int_equal(end, files[i].text ? 0 : PAR_SOURCE_REFUSED);
            if (files[i].text)
                assert_true(par_span_is(par_text_nfc(par_span_of(text), work->arena), files[i].text));
        }
}

static void what_is_told_is_obeyed(void **state)
{
    struct work *work = *state;
    static char text[TEXT_ROOM];
    struct par_encoding told;
    assert_true(par_encoding_named("utf-8", &told));
    read_all(work, par_span_of("1,Néi S\xEB"), 0, told, text);
    assert_string_equal(text, "1,Néi S\xEB");
    assert_true(par_encoding_named("tcvn3", &told));
    read_all(work, par_span_of("1,Néi"), 0, told, text);
    assert_string_equal(text, "1,Nội");
    read_all(work, par_span_of("1,N\xE9i"), 0, told, text);
    assert_string_equal(text, "1,Nội");
    assert_true(par_encoding_named("cp1252", &told));
    read_all(work, par_span_of("caf\xE9 \x96"), 0, told, text);
    assert_string_equal(text, "café –");
    read_all(work, par_span_of("Sá»Ÿ"), 0, told, text);
    assert_string_equal(text, "Sở");
    assert_null(par_diags_first(work->diags));
}

static void what_is_told_for_another_file_is_warned_of(void **state)
{
    struct work *work = *state;
    static char text[TEXT_ROOM];
    struct par_encoding told;
    assert_true(par_encoding_named("tcvn3", &told));
    for (size_t chunk = 0; chunk < 12; chunk++) {
        read_all(work, par_span_of("01,Sở Tài chính\n02,Sở Nội vụ\n"), chunk, told, text);
        assert_string_equal(text, "01,Sở TỔi chớnh\n02,Sở Nội vụ\n");
        expect_doubt(only_finding(work), (const char *[]){"tcvn3 in utf-8", "TỔi", "utf-8", "Tài"});
    }
    assert_true(par_encoding_named("utf-8", &told));
    read_all(work, par_span_of("Së Néi vô, kÕ ho¹ch"), 0, told, text);
    assert_string_equal(text, "Së Néi vô, kÕ ho¹ch");
    expect_doubt(only_finding(work), (const char *[]){"utf-8", "Së", "tcvn3 in utf-8", "Sở"});
}

/* The line again and again, then blanks. */
static size_t repeat(const char *line, size_t size, char *out)
{
    size_t length = strlen(line), at = 0;
    for (; at + length <= size; at += length)
        memcpy(out + at, line, length);
    memset(out + at, ' ', size - at);
    return size;
}

/* A word among lines in another encoding, anywhere about the borders of windows and pieces, with others behind it. */
static void expect_stray(struct work *work, const char *line, const char *word, const char *behind,
                         const char *const doubt[4])
{
    static char bytes[TEXT_ROOM], text[TEXT_ROOM];
    static const size_t places[] = {1024, 272 * 1024, 512 * 1024};
    static const size_t chunks[] = {1000, 4096, 0};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        for (size_t before = places[i] - 5; before < places[i] + 3; before++) {
            size_t size = repeat(line, before, bytes);
            memcpy(bytes + size, word, strlen(word));
            size += strlen(word);
            size += repeat(behind, 40 * 1024, bytes + size);
            read_all(work, (struct par_span){bytes, size}, chunks[before % 3], find, text);
            const struct par_diag *note = par_diags_first(work->diags);
            expect_doubt(note->code == PAR_TEXT_READ_AS ? note->next : note, doubt);
        }
}

static void strays_are_met_anywhere(void **state)
{
    static const char unicode[] = "Sở Nội vụ, kế hoạch tỉnh\n", ascii[] = ", an, 5\n";
    expect_stray(*state, unicode, "Së", ascii, (const char *[]){"utf-8", "Së", "tcvn3 in utf-8", "Sở"});
    expect_stray(*state, unicode, "Xaõ", ascii, (const char *[]){"utf-8", "Xaõ", "vni in utf-8", "Xã"});
    expect_stray(*state, "S\xEB N\xE9i v\xF4, k\xD5 t\xD5\n", "Nội", ascii,
                 (const char *[]){"tcvn3", "Nỏằ™i", "utf-8", "Nội"});
    expect_stray(*state, "Së Néi vô, kÕ ho¹ch\n", "Đình", ascii,
                 (const char *[]){"tcvn3 in utf-8", "Đỡnh", "utf-8", "Đình"});
}

static void strays_are_met_in_utf16(void **state)
{
    struct work *work = *state;
    static char plain[TEXT_ROOM / 4], bytes[TEXT_ROOM], text[TEXT_ROOM];
    size_t size = repeat("Sở Nội vụ, kế hoạch tỉnh\n", sizeof plain - 16, plain);
    size += (size_t)snprintf(plain + size, 16, "Së\n");
    struct par_span wide = {bytes, to_utf16((struct par_span){plain, size}, bytes)};
    read_all(work, wide, 1000, find, text);
    expect_doubt(only_finding(work), (const char *[]){"utf-16le", "Së", "tcvn3 in utf-16le", "Sở"});
}

/* The word that decides lies anywhere about the borders of buffers, behind ASCII, in words of any length. */
static void large_files_are_decided_where_they_leave_ascii(void **state)
{
    struct work *work = *state;
    static char bytes[TEXT_ROOM], text[TEXT_ROOM];
    static const size_t sizes[] = {16 * 1024, 64 * 1024, 256 * 1024, 512 * 1024};
    static const char tail[] = "Ph\xAD\xEAng S\xEB N\xE9i v\xF4 k\xD5 ho\xB9"
                               "ch";
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t before = sizes[i] - 4; before < sizes[i] + 3; before++)
            for (int fill = ' '; fill <= 'x'; fill += 'x' - ' ') {
                memset(bytes, fill, before);
                bytes[before - 1] = ' ';
                memcpy(bytes + before, tail, sizeof tail);
                read_all(work, (struct par_span){bytes, before + sizeof tail - 1}, 1000, find, text);
                assert_int_equal(only_finding(work)->code, PAR_TEXT_READ_AS);
                assert_memory_equal(text, bytes, before);
                assert_string_equal(text + before, "Phường Sở Nội vụ kế hoạch");
            }
}

static long fail_to_read(void *context, char *buffer, size_t size)
{
    (void)context;
    (void)buffer;
    (void)size;
    return -1;
}

static void read_errors_are_handed_on(void **state)
{
    struct work *work = *state;
    struct par_source broken = {.read = fail_to_read, .name = "m", .arena = work->arena};
    struct par_source *decoding = par_source_decode(&broken, find, work->diags);
    char byte;
    assert_int_equal(decoding->read(decoding->context, &byte, 1), -1);
    par_source_close(decoding);
    assert_null(par_diags_first(work->diags));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sources_become_utf8, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_told_is_obeyed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_told_for_another_file_is_warned_of, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strays_are_met_anywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strays_are_met_in_utf16, set_up, tear_down),
        cmocka_unit_test_setup_teardown(large_files_are_decided_where_they_leave_ascii, set_up, tear_down),
        cmocka_unit_test_setup_teardown(read_errors_are_handed_on, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
