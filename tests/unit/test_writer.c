#define _XOPEN_SOURCE 700 /* mkstemp */

#include "parindex/writer.h"

#include <cjson/cJSON.h>
#include <unistd.h>

#include "parindex/table.h"
#include "support.h"

/* --- What a writer writes ----------------------------------------------------------------------------------------- */

struct written {
    struct work *work;
    char path[64];
    struct par_output *output;
    struct par_writer *writer;
};

static const struct par_column three[] = {
    {"unit", "Mã đơn vị", false}, {"name", NULL, false}, {"points", "Điểm", true}};

static struct written begin(struct work *work, enum par_format format, const struct par_column *columns, size_t count,
                            char decimal)
{
    struct written written = {.work = work, .path = "/tmp/parindex-test-XXXXXX"};
    int descriptor = mkstemp(written.path);
    assert_true(descriptor >= 0);
    close(descriptor);
    written.output = par_output_open(written.path, work->arena, work->diags);
    assert_non_null(written.output);
    written.writer = par_writer_new(written.output, format, columns, count, decimal, work->arena);
    return written;
}

static const char *finish(struct written *written)
{
    assert_true(par_output_commit(written->output, written->work->diags));
    const char *text = file_text(written->work->arena, written->path);
    unlink(written->path);
    return text;
}

/* Two rows of three columns. */
static const char *write_three(struct work *work, enum par_format format, char decimal)
{
    struct written written = begin(work, format, three, 3, decimal);
    struct par_writer *writer = written.writer;
    par_writer_line(writer, "Bảng xếp hạng");
    par_writer_text(writer, "d01");
    par_writer_text(writer, "Sở Nội vụ");
    par_writer_decimal(writer, 12500000, 6, 2);
    par_writer_row(writer);
    par_writer_text(writer, "d02");
    par_writer_row(writer);
    par_writer_end(writer);
    par_writer_line(writer, "TẠM TÍNH");
    return finish(&written);
}

/* RFC 4180; the header is that of programs. */
static void csv_is_plain(void **state)
{
    assert_string_equal(write_three(*state, PAR_CSV, ','), "unit,name,points\n"
                                                           "d01,Sở Nội vụ,12.50\n"
                                                           "d02,,\n");
}

static void csv_for_excel_has_its_marks(void **state)
{
    assert_string_equal(write_three(*state, PAR_CSV_EXCEL, ','), "\xEF\xBB\xBFMã đơn vị;name;Điểm\r\n"
                                                                 "d01;Sở Nội vụ;12,50\r\n"
                                                                 "d02;;\r\n");
}

/* RFC 8259 */
static void json_is_an_array_of_objects(void **state)
{
    assert_string_equal(write_three(*state, PAR_JSON, ','),
                        "[\n"
                        "{\"unit\":\"d01\",\"name\":\"Sở Nội vụ\",\"points\":12.50},\n"
                        "{\"unit\":\"d02\",\"name\":null,\"points\":null}\n"
                        "]\n");
}

static void json_lines_are_objects(void **state)
{
    assert_string_equal(write_three(*state, PAR_JSONL, ','),
                        "{\"unit\":\"d01\",\"name\":\"Sở Nội vụ\",\"points\":12.50}\n"
                        "{\"unit\":\"d02\",\"name\":null,\"points\":null}\n");
}

static void a_table_is_aligned(void **state)
{
    assert_string_equal(write_three(*state, PAR_TABLE, ','), "Bảng xếp hạng\n"
                                                             "Mã đơn vị  name        Điểm\n"
                                                             "---------  ---------  -----\n"
                                                             "d01        Sở Nội vụ  12,50\n"
                                                             "d02\n"
                                                             "TẠM TÍNH\n");
}

/* GitHub Flavored Markdown, 4.10 */
static void markdown_is_a_pipe_table(void **state)
{
    assert_string_equal(write_three(*state, PAR_MARKDOWN, '.'), "Bảng xếp hạng\n"
                                                                "\n"
                                                                "| Mã đơn vị | name      |  Điểm |\n"
                                                                "| --------- | --------- | ----: |\n"
                                                                "| d01       | Sở Nội vụ | 12.50 |\n"
                                                                "| d02       |           |       |\n"
                                                                "\n"
                                                                "TẠM TÍNH\n");
}

static void a_table_without_rows_is_whole(void **state)
{
    static const char *const expected[] = {
        [PAR_CSV] = "unit,name,points\n",
        [PAR_CSV_EXCEL] = "\xEF\xBB\xBFMã đơn vị;name;Điểm\r\n",
        [PAR_JSON] = "[]\n",
        [PAR_JSONL] = "",
        [PAR_TABLE] = "Mã đơn vị  name  Điểm\n---------  ----  ----\n",
        [PAR_MARKDOWN] = "| Mã đơn vị | name | Điểm |\n| --------- | ---- | ---: |\n",
    };
    for (size_t format = 0; format < sizeof expected / sizeof *expected; format++) {
        struct written written = begin(*state, (enum par_format)format, three, 3, ',');
        par_writer_end(written.writer);
        assert_string_equal(finish(&written), expected[format]);
    }
}

/* --- Cells -------------------------------------------------------------------------------------------------------- */

static const struct par_column two[] = {{"a", NULL, false}, {"b", NULL, false}};

/* The row of a text and an empty cell, without the header. */
static const char *write_cell(struct work *work, enum par_format format, const char *text)
{
    struct written written = begin(work, format, two, 2, ',');
    par_writer_text(written.writer, text);
    par_writer_row(written.writer);
    par_writer_end(written.writer);
    const char *all = finish(&written);
    return format == PAR_JSONL ? all : strchr(all, '\n') + 1;
}

struct cell_case {
    enum par_format format;
    const char *text;
    const char *row;
};

/* CSV: RFC 4180, 2.5 to 2.7, and blanks at the ends (readers trim them). Excel: OWASP, CSV Injection. JSON: RFC 8259,
 * section 7. */
static const struct cell_case cells[] = {
    {PAR_CSV, "plain text", "plain text,\n"},
    {PAR_CSV, "a,b", "\"a,b\",\n"},
    {PAR_CSV, "a;b", "a;b,\n"},
    {PAR_CSV, "say \"hi\"", "\"say \"\"hi\"\"\",\n"},
    {PAR_CSV, "two\nlines", "\"two\nlines\",\n"},
    {PAR_CSV, "cr\rhere", "\"cr\rhere\",\n"},
    {PAR_CSV, " blank", "\" blank\",\n"},
    {PAR_CSV, "blank\t", "\"blank\t\",\n"},
    {PAR_CSV, "=1+1", "=1+1,\n"},
    {PAR_CSV, "", ",\n"},
    {PAR_CSV, NULL, ",\n"},
    {PAR_CSV_EXCEL, "a,b", "a,b;\r\n"},
    {PAR_CSV_EXCEL, "a;b", "\"a;b\";\r\n"},
    {PAR_CSV_EXCEL, "=1+1", "'=1+1;\r\n"},
    {PAR_CSV_EXCEL, "+84", "'+84;\r\n"},
    {PAR_CSV_EXCEL, "-5", "'-5;\r\n"},
    {PAR_CSV_EXCEL, "@x", "'@x;\r\n"},
    {PAR_CSV_EXCEL, "\tx", "\"'\tx\";\r\n"},
    {PAR_CSV_EXCEL, "\rx", "\"'\rx\";\r\n"},
    {PAR_CSV_EXCEL, "=\"a;b\"", "\"'=\"\"a;b\"\"\";\r\n"},
    {PAR_CSV_EXCEL, "a=b", "a=b;\r\n"},
    {PAR_JSONL, "say \"hi\"\\\n\x01", "{\"a\":\"say \\\"hi\\\"\\\\\\n\\u0001\",\"b\":null}\n"},
    {PAR_TABLE, "two\nlines\tand", "-------------  -\ntwo lines and\n"},
    {PAR_TABLE,
     "a\xC2\x9B"
     "31mb",
     "-------  -\na  31mb\n"}, /* U+009B begins a command of a terminal */
    {PAR_MARKDOWN, "a|b\\c\nd", "| ------------ | --- |\n| a\\|b\\\\c<br>d |     |\n"},
};

static void text_cells_are_escaped(void **state)
{
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        assert_string_equal(write_cell(*state, cells[i].format, cells[i].text), cells[i].row);
}

struct number_case {
    int64_t value;
    int scale;
    int decimals;
    const char *dot;
    const char *comma;
};

static const struct number_case numbers[] = {
    {0, 0, -1, "0", "0"},
    {0, 6, 2, "0.00", "0,00"},
    {1500000, 6, -1, "1.5", "1,5"},
    {-1500000, 6, 2, "-1.50", "-1,50"},
    {-500000, 6, -1, "-0.5", "-0,5"},
    {1, 6, -1, "0.000001", "0,000001"},
    {12000000, 6, 0, "12", "12"},
    {12000000, 6, -1, "12", "12"},
    {7, 0, 2, "7.00", "7,00"},
    {INT64_MAX, 0, -1, "9223372036854775807", "9223372036854775807"},
    {INT64_MIN, 0, -1, "-9223372036854775808", "-9223372036854775808"},
    {INT64_MAX, 18, -1, "9.223372036854775807", "9,223372036854775807"},
    {INT64_MIN, 6, 6, "-9223372036854.775808", "-9223372036854,775808"},
};

static void numbers_are_exact(void **state)
{
    static const struct par_column one[] = {{"n", NULL, true}};
    static const enum par_format formats[] = {PAR_CSV, PAR_CSV_EXCEL, PAR_TABLE};
    struct work *work = *state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        for (size_t f = 0; f < 3; f++) {
            struct written written = begin(work, formats[f], one, 1, ',');
            par_writer_decimal(written.writer, numbers[i].value, numbers[i].scale, numbers[i].decimals);
            par_writer_row(written.writer);
            par_writer_end(written.writer);
            const char *text = finish(&written);
            assert_non_null(strstr(text, f == 0 ? numbers[i].dot : numbers[i].comma));
        }
}

static void whole_numbers_are_exact(void **state)
{
    struct written written = begin(*state, PAR_CSV, two, 2, '.');
    par_writer_integer(written.writer, INT64_MIN);
    par_writer_integer(written.writer, INT64_MAX);
    par_writer_row(written.writer);
    par_writer_end(written.writer);
    assert_string_equal(finish(&written), "a,b\n-9223372036854775808,9223372036854775807\n");
}

static void cells_beyond_the_last_column_are_dropped(void **state)
{
    struct written written = begin(*state, PAR_CSV, two, 2, '.');
    for (int i = 0; i < 5; i++)
        par_writer_integer(written.writer, i);
    par_writer_row(written.writer);
    par_writer_row(written.writer);
    par_writer_end(written.writer);
    assert_string_equal(finish(&written), "a,b\n0,1\n,\n");
}

static void the_columns_are_copied(void **state)
{
    char name[] = "name";
    struct par_column column = {name, NULL, false};
    struct written written = begin(*state, PAR_JSONL, &column, 1, '.');
    name[0] = 'X';
    column.name = NULL;
    par_writer_integer(written.writer, 1);
    par_writer_row(written.writer);
    par_writer_end(written.writer);
    assert_string_equal(finish(&written), "{\"name\":1}\n");
}

/* --- Round trips -------------------------------------------------------------------------------------------------- */

static const char *const nasty[] = {"a,b;c", "\"", "\"\"", "x\r\ny", " z ", "=1", "-2", "Sở Nội vụ", "'", "|", "\t1"};

enum { NASTY = sizeof nasty / sizeof *nasty };

static struct written write_nasty(struct work *work, enum par_format format)
{
    struct written written = begin(work, format, two, 2, ',');
    for (size_t i = 0; i < NASTY; i++) {
        par_writer_text(written.writer, nasty[i]);
        par_writer_integer(written.writer, (int64_t)i);
        par_writer_row(written.writer);
    }
    par_writer_end(written.writer);
    return written;
}

static void csv_is_read_back(void **state)
{
    struct work *work = *state;
    for (int format = PAR_CSV; format <= PAR_CSV_EXCEL; format++) {
        struct written written = write_nasty(work, (enum par_format)format);
        struct par_source *source = par_source_memory(par_span_of(finish(&written)), 0, "back", work->arena);
        struct par_table *table = par_table_open(source, NULL, work->diags);
        struct par_row row;
        assert_int_equal(par_table_next(table, &row), 1);
        for (size_t i = 0; i < NASTY; i++) {
            assert_int_equal(par_table_next(table, &row), 1);
            assert_int_equal(row.count, 2);
            assert_true(par_span_is(row.fields[0], nasty[i]));
        }
        assert_int_equal(par_table_next(table, &row), 0);
        par_table_close(table);
    }
    assert_null(par_diags_first(work->diags));
}

static void json_is_read_back(void **state)
{
    struct written written = write_nasty(*state, PAR_JSON);
    cJSON *root = cJSON_Parse(finish(&written));
    assert_int_equal(cJSON_GetArraySize(root), NASTY);
    for (int i = 0; i < NASTY; i++) {
        const cJSON *object = cJSON_GetArrayItem(root, i);
        assert_string_equal(cJSON_GetObjectItemCaseSensitive(object, "a")->valuestring, nasty[i]);
        assert_int_equal(cJSON_GetObjectItemCaseSensitive(object, "b")->valueint, i);
    }
    cJSON_Delete(root);
}

/* Longer than every first buffer. */
static void long_cells_are_written_whole(void **state)
{
    struct work *work = *state;
    enum { LENGTH = 100 * 1000 };
    char *text = par_arena_alloc(work->arena, LENGTH + 1);
    memset(text, 'x', LENGTH);
    for (int format = PAR_CSV; format <= PAR_MARKDOWN; format++) {
        struct written written = begin(work, (enum par_format)format, two, 2, '.');
        par_writer_text(written.writer, "short");
        par_writer_row(written.writer);
        par_writer_text(written.writer, "s");
        par_writer_text(written.writer, text);
        par_writer_row(written.writer);
        par_writer_end(written.writer);
        assert_non_null(strstr(finish(&written), text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(csv_is_plain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(csv_for_excel_has_its_marks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json_is_an_array_of_objects, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json_lines_are_objects, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_is_aligned, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markdown_is_a_pipe_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_without_rows_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_cells_are_escaped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_are_exact, set_up, tear_down),
        cmocka_unit_test_setup_teardown(whole_numbers_are_exact, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_beyond_the_last_column_are_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_columns_are_copied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(csv_is_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(json_is_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_cells_are_written_whole, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
