/* The words of the findings: complete, translated, filled in, placed and printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "catalog.h"
#include "messages.h"
#include "mo.h"
#include "words.h"

static int make_cli(void **state)
{
    struct par_cli *cli = calloc(1, sizeof *cli);
    cli->program = "par-test";
    cli->language = "en";
    cli->arena = par_arena_new(NULL);
    cli->diags = par_diags_new(cli->arena, PAR_WARNINGS_KEPT, 3);
    *state = cli;
    return 0;
}

static int free_cli(void **state)
{
    struct par_cli *cli = *state;
    par_arena_free(cli->arena);
    free(cli);
    return 0;
}

/* --- The table ---------------------------------------------------------------------------------------------------- */

static bool is_name(const char *name)
{
    return strlen(name) > 0 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name);
}

static void every_code_has_words(void **state)
{
    (void)state;
    for (int code = 0; code < PAR_CODE_COUNT; code++) {
        if (!par_message_code((enum par_code)code) || !par_message_text((enum par_code)code))
            fail_msg("code %d has no words", code);
        if (!is_name(par_message_code((enum par_code)code)))
            fail_msg("code %d is named \"%s\"", code, par_message_code((enum par_code)code));
    }
}

static void names_are_unique(void **state)
{
    (void)state;
    for (int a = 0; a < PAR_CODE_COUNT; a++)
        for (int b = a + 1; b < PAR_CODE_COUNT; b++)
            assert_string_not_equal(par_message_code((enum par_code)a), par_message_code((enum par_code)b));
}

/* A bit for each {n} and, four higher, for each {n?. */
static unsigned placeholders(const char *text)
{
    unsigned found = 0;
    for (const char *p = text; (p = strchr(p, '{')); p++)
        if (p[1] >= '1' && p[1] <= '4' && (p[2] == '}' || p[2] == '?'))
            found |= 1U << (p[1] - '1' + (p[2] == '?' ? PAR_DIAG_ARGS : 0));
    return found;
}

static void every_text_is_translated(void **state)
{
    (void)state;
    for (int code = 0; code < PAR_CODE_COUNT; code++) {
        const char *english = par_message_text((enum par_code)code);
        const char *vietnamese = par_catalog_text("vi", english);
        if (strcmp(english, vietnamese) == 0)
            fail_msg("not translated: %s", english);
        if (placeholders(english) != placeholders(vietnamese))
            fail_msg("other placeholders:\n%s\n%s", english, vietnamese);
    }
}

static void no_brace_is_left(void **state)
{
    struct par_cli *cli = *state;
    const char *const all[PAR_DIAG_ARGS] = {"a", "b", "c", "d"};
    const char *const none[PAR_DIAG_ARGS] = {NULL};
    for (int code = 0; code < PAR_CODE_COUNT; code++) {
        const char *english = par_message_text((enum par_code)code);
        const char *texts[] = {english, par_catalog_text("vi", english)};
        for (size_t i = 0; i < 2; i++) {
            assert_null(strpbrk(par_message_fill(cli->arena, texts[i], all), "{}"));
            assert_null(strpbrk(par_message_fill(cli->arena, texts[i], none), "{}"));
        }
    }
}

/* --- Filling in --------------------------------------------------------------------------------------------------- */

static void check_fill(struct par_cli *cli, const char *pattern, const char *expected)
{
    const char *const args[PAR_DIAG_ARGS] = {"one", "", "{1}", NULL};
    assert_string_equal(par_message_fill(cli->arena, pattern, args), expected);
}

static void fills_placeholders(void **state)
{
    check_fill(*state, "", "");
    check_fill(*state, "{1}, {1}.", "one, one.");
    check_fill(*state, "[{2}{4}]", "[]");
    check_fill(*state, "{3}", "{1}");
    check_fill(*state, "{0} {5} {x} {} {1 }", "{0} {5} {x} {} {1 }");
    check_fill(*state, "{\"a\": 1}", "{\"a\": 1}");
}

static void fills_conditions(void **state)
{
    check_fill(*state, "a{1? (is {1})}b", "a (is one)b");
    check_fill(*state, "a{2? (is {1})}b", "ab");
    check_fill(*state, "a{4?x}{1?y}b", "ayb");
    check_fill(*state, "{1?a{2?b{1}}c{3?d}e}", "acde");
    check_fill(*state, "{2?a{1?b}c}d", "d");
    check_fill(*state, "{1?unclosed", "unclosed");
    check_fill(*state, "{2?unclosed", "");
}

static void check_clean(struct par_cli *cli, const char *text, size_t limit, const char *expected)
{
    assert_string_equal(par_message_clean(cli->arena, text, limit), expected);
}

static void cleans_text_of_files(void **state)
{
    struct par_cli *cli = *state;
    assert_null(par_message_clean(cli->arena, NULL, 0));
    check_clean(cli, "", 0, "");
    check_clean(cli, "Sở Nội vụ", 0, "Sở Nội vụ");
    check_clean(cli, "a\nb\tc\r\x1b[31m\x7f", 0, "a\\nb\\tc\\x0d\\x1b[31m\\x7f");
    check_clean(cli,
                "\xc2\x9b"
                "1m\xc2\xa0",
                0, "\\xc2\\x9b1m\xc2\xa0");
    check_clean(cli,
                "\xff"
                "a\xe1\xbb",
                0, "\\xffa\\xe1\\xbb");
    check_clean(cli, "abcd", 4, "abcd");
    check_clean(cli, "abcde", 4, "abcd...");
    check_clean(cli, "aaaộ", 4, "aaa...");
}

/* --- The catalogue ------------------------------------------------------------------------------------------------ */

static void finds_translations(void **state)
{
    (void)state;
    assert_string_equal(par_catalog_text("vi", "error"), "lỗi");
    assert_string_equal(par_catalog_text("vi", "warning"), "cảnh báo");
    assert_string_equal(par_catalog_text("en", "error"), "error");
    assert_string_equal(par_catalog_text("fr", "error"), "error");
    assert_string_equal(par_catalog_text("vi", "no such text"), "no such text");
    assert_string_equal(par_catalog_text("vi", ""), "");
}

enum { MO_SIZE = 28 + 32 + 22 };

static void put_word(unsigned char *at, uint32_t word, bool big_endian)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(word >> 8 * (big_endian ? 3 - i : i));
}

/* {"": "head", "no": "không"} as msgfmt writes it. */
static void make_mo(unsigned char *mo, bool big_endian)
{
    static const char texts[22] = "\0no\0head\0kh\xc3\xb4ng\0      ";
    const uint32_t words[] = {0x950412de, 0, 2, 28, 44, 0, 60, 0, 60, 2, 61, 4, 64, 6, 69};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        put_word(mo + 4 * i, words[i], big_endian);
    memcpy(mo + 60, texts, sizeof texts);
}

static void reads_both_byte_orders(void **state)
{
    (void)state;
    unsigned char mo[MO_SIZE];
    for (int big_endian = 0; big_endian < 2; big_endian++) {
        make_mo(mo, big_endian);
        assert_string_equal(par_mo_find(mo, sizeof mo, "no"), "không");
        assert_string_equal(par_mo_find(mo, sizeof mo, ""), "head");
        assert_null(par_mo_find(mo, sizeof mo, "na"));
        assert_null(par_mo_find(mo, sizeof mo, "now"));
    }
}

/* A text found in a damaged catalogue lies within it; the sanitizers watch the reads. */
static void check_damaged(const unsigned char *mo, size_t size)
{
    unsigned char *copy = malloc(size + 1);
    memcpy(copy, mo, size);
    const char *found = par_mo_find(copy, size, "no");
    if (found)
        assert_true((const unsigned char *)found + strlen(found) < copy + size);
    free(copy);
}

static void survives_damage(void **state)
{
    (void)state;
    static const unsigned char bytes[] = {0, 1, 0x7f, 0x80, 0xff};
    unsigned char mo[MO_SIZE];
    make_mo(mo, false);
    for (size_t size = 0; size <= sizeof mo; size++)
        check_damaged(mo, size);
    for (size_t i = 0; i < sizeof mo; i++)
        for (size_t k = 0; k < sizeof bytes; k++) {
            make_mo(mo, false);
            mo[i] = bytes[k];
            check_damaged(mo, sizeof mo);
        }
}

/* --- Lines -------------------------------------------------------------------------------------------------------- */

static void check_line(struct par_cli *cli, const char *language, const struct par_diag *diag, const char *expected)
{
    cli->language = language;
    assert_string_equal(par_message_line(cli, diag), expected);
}

static void places_a_table_row(void **state)
{
    struct par_diag diag = {.severity = PAR_ERROR,
                            .code = PAR_UNIT_UNKNOWN,
                            .place = {.file = "units.csv", .line = 12, .field = 3, .header = "unit", .unit = "01"},
                            .args = {"so-noi-v", "so-noi-vu"}};
    check_line(*state, "en", &diag,
               "units.csv:12: error[unit-unknown]: unit \"so-noi-v\" is not in the unit list (nearest: \"so-noi-vu\"); "
               "correct the code or name, add the unit, or delete the row if it is no unit (a sum, a signature) (field "
               "3 \"unit\", unit 01)");
    check_line(*state, "vi", &diag,
               "units.csv:12: lỗi[unit-unknown]: đơn vị \"so-noi-v\" không có trong danh sách đơn vị (gần nhất: "
               "\"so-noi-vu\"); hãy sửa mã hoặc tên, bổ sung đơn vị vào danh sách, hoặc xóa dòng nếu không phải đơn vị "
               "(dòng cộng, phần ký tên) (cột 3 \"unit\", đơn vị 01)");
    diag.args[1] = "";
    diag.place = (struct par_place){.file = "units.csv", .line = 12, .field = 3};
    check_line(
        *state, "en", &diag,
        "units.csv:12: error[unit-unknown]: unit \"so-noi-v\" is not in the unit list; correct the code or name, "
        "add the unit, or delete the row if it is no unit (a sum, a signature) (field 3)");
}

/* Columns have letters: A, Z, AA, XFD the last. */
static void places_a_cell(void **state)
{
    struct par_diag diag = {.severity = PAR_ERROR,
                            .code = PAR_CELL_FAULT,
                            .place = {.file = "a.xlsx", .sheet = "Phiếu", .line = 17, .field = 3, .header = "Điểm"},
                            .args = {"#DIV/0!"}};
    check_line(*state, "en", &diag,
               "a.xlsx:Phiếu!C17: error[cell-fault]: the cell holds the error #DIV/0!; mend its formula or type the "
               "value, then save the file (column \"Điểm\")");
    static const struct {
        uint32_t field;
        const char *begins;
    } cells[] = {{1, "a.xlsx:Phiếu!A17: "},
                 {26, "a.xlsx:Phiếu!Z17: "},
                 {27, "a.xlsx:Phiếu!AA17: "},
                 {16384, "a.xlsx:Phiếu!XFD17: "},
                 {0, "a.xlsx:Phiếu!17: "}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        diag.place.field = cells[i].field;
        assert_memory_equal(par_message_line(*state, &diag), cells[i].begins, strlen(cells[i].begins));
    }
}

static void places_json(void **state)
{
    struct par_diag diag = {.severity = PAR_ERROR,
                            .code = PAR_RULE_NONE,
                            .place = {.file = "set.json", .pointer = "/nodes/0", .node = "1.2"}};
    check_line(
        *state, "en", &diag,
        "set.json: error[rule-none]: the criterion has neither a rule nor components; add \"rule\", \"rules\" or "
        "\"nodes\" (criterion 1.2, at /nodes/0)");
    diag = (struct par_diag){.severity = PAR_FATAL,
                             .code = PAR_JSON_DEPTH,
                             .place = {.file = "set.json", .line = 3, .column = 17, .pointer = ""},
                             .args = {"64"}};
    check_line(*state, "en", &diag,
               "set.json:3:17: error[json-depth]: the JSON text is nested deeper than 64 levels; look for a bracket "
               "that is not closed");
}

static void places_without_a_file(void **state)
{
    struct par_diag diag = {.severity = PAR_WARNING, .code = PAR_PROVISIONAL};
    check_line(*state, "en", &diag,
               "par-test: warning[provisional]: this ranking is PROVISIONAL; it may change until every round is "
               "finished");
    diag = (struct par_diag){.severity = PAR_NOTE, .code = PAR_ACCEPTED, .args = {"bands-gap", "a\nb"}};
    check_line(*state, "en", &diag, "par-test: note[accepted]: the fault \"bands-gap\" is kept knowingly: a\\nb");
}

static void puts_names_of_the_library_into_words(void **state)
{
    assert_string_equal(par_words_of(PAR_TYPE_WRONG, 2, "number"), "a number");
    assert_null(par_words_of(PAR_UNIT_UNKNOWN, 1, "number"));
    struct par_diag diag = {.severity = PAR_ERROR, .code = PAR_TYPE_WRONG, .args = {"string", "number"}};
    check_line(*state, "vi", &diag,
               "par-test: lỗi[type-wrong]: ở đây là chuỗi chữ trong dấu ngoặc kép, trong khi cần số; cần sửa lại giá "
               "trị");
    diag = (struct par_diag){.severity = PAR_FATAL, .code = PAR_FILE_OPEN, .args = {"Permission denied"}};
    check_line(*state, "vi", &diag,
               "par-test: lỗi[file-open]: không mở được tệp: không có quyền truy cập; cần kiểm tra tên tệp, thư mục và "
               "quyền đọc "
               "tệp");
}

/* --- Printing ----------------------------------------------------------------------------------------------------- */

static void check_printed(struct par_cli *cli, enum par_errors_as errors_as, const char *expected)
{
    static char printed[4096];
    FILE *file = tmpfile();
    int standard_error = dup(STDERR_FILENO);
    assert_non_null(file);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    cli->errors_as = errors_as;
    par_messages_print(cli);
    fflush(stderr);
    dup2(standard_error, STDERR_FILENO);
    close(standard_error);
    rewind(file);
    size_t size = fread(printed, 1, sizeof printed - 1, file);
    printed[size] = '\0';
    fclose(file);
    assert_string_equal(printed, expected);
}

static void prints_nothing_for_nothing(void **state)
{
    check_printed(*state, PAR_ERRORS_TEXT, "");
    check_printed(*state, PAR_ERRORS_JSON, "");
    check_printed(*state, PAR_ERRORS_CSV,
                  "severity,code,file,sheet,line,column,field,cell,header,pointer,unit,criterion,message\n");
}

static void prints_for_programs(void **state)
{
    struct par_cli *cli = *state;
    struct par_place place = {.file = "a,\"b\".csv", .line = 2, .field = 1, .header = "unit", .node = "1.10"};
    par_diags_add(cli->diags, PAR_ERROR, PAR_NUMBER_SYNTAX, &place, "x", NULL);
    check_printed(
        cli, PAR_ERRORS_CSV,
        "severity,code,file,sheet,line,column,field,cell,header,pointer,unit,criterion,message\n"
        "error,number-syntax,\"a,\"\"b\"\".csv\",,2,,1,,unit,,,1.10,\"\"\"x\"\" is not a number; write digits "
        "and one decimal sign, for example 12.5\"\n");
    check_printed(
        cli, PAR_ERRORS_JSON,
        "{\"severity\":\"error\",\"code\":\"number-syntax\",\"file\":\"a,\\\"b\\\".csv\",\"sheet\":null,"
        "\"line\":2,\"column\":null,\"field\":1,\"cell\":null,\"header\":\"unit\",\"pointer\":null,\"unit\":null,"
        "\"criterion\":\"1.10\",\"message\":\"\\\"x\\\" is not a number; write digits and one decimal sign, "
        "for example 12.5\"}\n");
}

static void sums_up_what_is_left_out(void **state)
{
    struct par_cli *cli = *state;
    for (size_t i = 0; i < 5; i++)
        par_diags_add(cli->diags, PAR_ERROR, PAR_RULE_NONE, NULL, NULL);
    par_diags_add(cli->diags, PAR_WARNING, PAR_PROVISIONAL, NULL, NULL);
    const char *none = "par-test: error[rule-none]: the criterion has neither a rule nor components; add \"rule\", "
                       "\"rules\" or \"nodes\"\n";
    const char *warning =
        "par-test: warning[provisional]: this ranking is PROVISIONAL; it may change until every round is "
        "finished\n";
    const char *left = "... and 2 more of [rule-none] (see --max-errors)\n";
    check_printed(cli, PAR_ERRORS_TEXT,
                  par_arena_join(cli->arena, none, none, none, warning, left, "par-test: 5 errors, 1 warning\n", NULL));
    cli->quiet = true;
    check_printed(cli, PAR_ERRORS_TEXT,
                  par_arena_join(cli->arena, none, none, none, left, "par-test: 5 errors\n", NULL));
}

static void sums_up_warnings(void **state)
{
    struct par_cli *cli = *state;
    for (size_t i = 0; i < PAR_WARNINGS_KEPT + 4; i++)
        par_diags_add(cli->diags, PAR_WARNING, PAR_PROVISIONAL, NULL, NULL);
    const char *all = "";
    for (size_t i = 0; i < PAR_WARNINGS_KEPT; i++)
        all = par_arena_join(
            cli->arena, all,
            "par-test: warning[provisional]: this ranking is PROVISIONAL; it may change until every round is "
            "finished\n",
            NULL);
    check_printed(cli, PAR_ERRORS_TEXT,
                  par_arena_join(cli->arena, all, "... and 4 more of [provisional] (-v shows all)\n",
                                 "par-test: 24 warnings\n", NULL));
    cli->quiet = true;
    check_printed(cli, PAR_ERRORS_TEXT, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_words),
        cmocka_unit_test(names_are_unique),
        cmocka_unit_test(every_text_is_translated),
        cmocka_unit_test_setup_teardown(no_brace_is_left, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(fills_placeholders, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(fills_conditions, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(cleans_text_of_files, make_cli, free_cli),
        cmocka_unit_test(finds_translations),
        cmocka_unit_test(reads_both_byte_orders),
        cmocka_unit_test(survives_damage),
        cmocka_unit_test_setup_teardown(places_a_table_row, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(places_a_cell, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(places_json, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(places_without_a_file, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(puts_names_of_the_library_into_words, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(prints_nothing_for_nothing, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(prints_for_programs, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(sums_up_what_is_left_out, make_cli, free_cli),
        cmocka_unit_test_setup_teardown(sums_up_warnings, make_cli, free_cli),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
