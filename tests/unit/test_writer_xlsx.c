#define _XOPEN_SOURCE 700 /* mkstemp */

#include <unistd.h>

#include "parindex/table.h"
#include "parindex/writer.h"
#include "support.h"

/* What a workbook holds, read back by the library's own reader; tests/oracle/test_plan_table.py reads it with openpyxl.
 */

struct book {
    struct work *work;
    char path[64];
    struct par_output *output;
    struct par_writer *writer;
};

static const struct par_column columns[] = {
    {"unit", "Mã đơn vị", false}, {"text", "Nội dung", false}, {"points", "Điểm", true}};

static struct book begin(struct work *work)
{
    struct book book = {.work = work, .path = "/tmp/parindex-test-XXXXXX"};
    int descriptor = mkstemp(book.path);
    assert_true(descriptor >= 0);
    close(descriptor);
    book.output = par_output_open(book.path, work->arena, work->diags);
    assert_non_null(book.output);
    book.writer = par_writer_new(book.output, PAR_XLSX, columns, 3, ',', work->arena);
    return book;
}

static void finish(struct book *book)
{
    par_writer_end(book->writer);
    assert_true(par_output_commit(book->output, book->work->diags));
}

/* The next row, "a|b|c"; the kinds of its cells as digits in *kinds. */
static const char *next(struct par_table *table, struct par_arena *arena, char *kinds)
{
    struct par_row row;
    const char *text = "";
    if (!par_table_next(table, &row))
        return NULL;
    for (size_t i = 0; i < row.count; i++) {
        text = par_arena_join(arena, text, i ? "|" : "", par_arena_copy(arena, row.fields[i]), NULL);
        kinds[i] = (char)('0' + (row.kinds ? row.kinds[i] : 0));
        kinds[i + 1] = '\0';
    }
    return text;
}

static struct par_table *open_book(struct book *book)
{
    struct par_source *source = par_source_open(book->path, book->work->arena, book->work->diags);
    assert_non_null(source);
    return par_table_open(source, NULL, book->work->diags);
}

static void expect_row(struct par_table *table, struct work *work, const char *text, const char *kinds)
{
    char found[16];
    const char *row = next(table, work->arena, found);
    assert_non_null(row);
    assert_string_equal(row, text);
    assert_string_equal(found, kinds);
}

static void cells_are_what_they_are(void **state)
{
    struct work *work = *state;
    struct book book = begin(work);
    par_writer_line(book.writer, "PHỤ LỤC");
    par_writer_text(book.writer, "001"); /* no number */
    par_writer_text(book.writer, "=1+1\n<&>\"");
    par_writer_decimal(book.writer, 12500000, 6, 2);
    par_writer_row(book.writer);
    par_writer_text(book.writer, "1.10");
    par_writer_date(book.writer, "2026-06-30");
    par_writer_decimal(book.writer, -125, 3, -1);
    par_writer_row(book.writer);
    par_writer_text(book.writer, "x");
    par_writer_date(book.writer, "quý II/2026");                         /* no date: a text */
    par_writer_decimal(book.writer, INT64_C(123456789012345678), 2, -1); /* more digits than a number cell keeps */
    par_writer_row(book.writer);
    finish(&book);
    struct par_table *table = open_book(&book);
    expect_row(table, work, "PHỤ LỤC", "0");
    expect_row(table, work, "Mã đơn vị|Nội dung|Điểm", "000");
    expect_row(table, work, "001|=1+1\n<&>\"|12.50", "001");
    expect_row(table, work, "1.10|2026-06-30|-0.125", "031");
    expect_row(table, work, "x|quý II/2026|1234567890123456.78", "000");
    par_table_close(table);
    unlink(book.path);
    assert_null(par_diags_first(work->diags));
}

static void a_hidden_column_is_there(void **state)
{
    struct work *work = *state;
    struct book book = begin(work);
    par_writer_hide(book.writer, 1);
    par_writer_widen(book.writer, 0, 40);
    par_writer_text(book.writer, "a");
    par_writer_text(book.writer, "khóa");
    par_writer_row(book.writer);
    finish(&book);
    struct par_table *table = open_book(&book);
    expect_row(table, work, "Mã đơn vị|Nội dung|Điểm", "000");
    expect_row(table, work, "a|khóa", "00");
    par_table_close(table);
    unlink(book.path);
}

/* The same table is the same bytes; one without rows is whole. */
static void bytes_do_not_change(void **state)
{
    struct work *work = *state;
    struct par_span bytes[2];
    for (int i = 0; i < 2; i++) {
        struct par_output *output = par_output_memory("x.xlsx", work->arena);
        struct par_writer *writer = par_writer_new(output, PAR_XLSX, columns, 3, '.', work->arena);
        par_writer_end(writer);
        assert_true(par_output_commit(output, work->diags));
        bytes[i] = par_output_bytes(output);
    }
    assert_true(bytes[0].size > 1000);
    assert_true(par_span_equal(bytes[0], bytes[1]));
}

/* Excel's cells hold 32,767 characters: more is an error, and nothing is written. */
static void what_does_not_fit_is_an_error(void **state)
{
    struct work *work = *state;
    struct book book = begin(work);
    char *text = par_arena_alloc(work->arena, 40001);
    memset(text, 'x', 40000);
    par_writer_text(book.writer, text);
    par_writer_row(book.writer);
    par_writer_end(book.writer);
    assert_false(par_output_commit(book.output, work->diags));
    expect_finding(work, PAR_FATAL, PAR_FILE_WRITE);
    assert_string_equal(file_text(work->arena, book.path), ""); /* as mkstemp made it */
    unlink(book.path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cells_are_what_they_are, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_hidden_column_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_do_not_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_an_error, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
