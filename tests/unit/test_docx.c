#define _XOPEN_SOURCE 700 /* mkstemp */

#include <unistd.h>
#include <zip.h>

#include "parindex/docx.h"
#include "parindex/table.h"
#include "support.h"

/* What a document holds: its tables by the library's own reader, the rest by the bytes of its parts. Lengths are those
 * that Word writes for the same paper: A4 is 11906 x 16838 twentieths of a point. */

static const struct par_docx_page upright = {false, 20, 20, 30, 15}, across = {true, 20, 20, 30, 15};
static const struct par_docx_about about = {"Phụ lục <1>", "vi", 13};
static const struct par_docx_paragraph plain = {0};
static const struct par_docx_look look = {0};
static const struct par_docx_cell cell = {0};

static struct par_span written(struct work *work, struct par_docx *docx)
{
    struct par_output *output = par_output_memory("thu.docx", work->arena);
    par_docx_write(docx, output);
    assert_true(par_output_commit(output, work->diags));
    return par_output_bytes(output);
}

/* A part of the document, NUL-terminated. */
static const char *part(struct work *work, struct par_span bytes, const char *name)
{
    struct zip_stat status;
    zip_source_t *source = zip_source_buffer_create(bytes.text, bytes.size, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    assert_non_null(zip);
    assert_int_equal(zip_stat(zip, name, 0, &status), 0);
    char *text = par_arena_alloc(work->arena, (size_t)status.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_non_null(file);
    assert_int_equal(zip_fread(file, text, status.size), (zip_int64_t)status.size);
    zip_fclose(file);
    zip_discard(zip);
    return text;
}

static const char *body(struct work *work, struct par_docx *docx)
{
    return part(work, written(work, docx), "word/document.xml");
}

static void has(const char *text, const char *piece)
{
    if (!strstr(text, piece))
        fail_msg("%s is not in %s", piece, text);
}

static struct par_docx *begin(struct work *work)
{
    return par_docx_new(&about, &upright, work->arena);
}

static void text_cell(struct par_docx *docx, const char *text)
{
    par_docx_cell_text(docx, &cell, PAR_DOCX_LEFT, &look, text);
}

/* A table of one column with these cells. */
static struct par_docx *table_of(struct work *work, const char *const *texts, size_t count)
{
    static const int widths[] = {100};
    struct par_docx *docx = begin(work);
    par_docx_table(docx, &(struct par_docx_table){1, widths, true, "a \"b\" <c>"});
    for (size_t i = 0; i < count; i++) {
        par_docx_row(docx, i == 0, 0);
        text_cell(docx, texts[i]);
    }
    par_docx_table_end(docx);
    return docx;
}

/* The first cell of each row as the library's reader gives it. */
static void expect_column(struct work *work, struct par_docx *docx, const char *const *texts, size_t count)
{
    char path[] = "/tmp/parindex-test-XXXXXX";
    struct par_span bytes = written(work, docx);
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes.text, bytes.size), bytes.size);
    close(descriptor);
    struct par_source *source = par_source_open(path, work->arena, work->diags);
    assert_non_null(source);
    struct par_table *table = par_table_open(source, NULL, work->diags);
    assert_non_null(table);
    struct par_row row;
    for (size_t i = 0; i < count; i++) {
        assert_true(par_table_next(table, &row));
        assert_string_equal(par_arena_copy(work->arena, row.fields[0]), texts[i]);
    }
    par_table_close(table);
    unlink(path);
}

static void texts_come_back(void **state)
{
    static const char *const texts[] = {"Đơn vị",
                                        "<script>alert(1)</script>",
                                        "=cmd|' /C calc'!A0",
                                        "]]> & &amp; \"quoted\"",
                                        ("\xf0\x9f\x98\x80 \xe2\x80\xae"
                                         "abc\xe2\x80\xac"),
                                        "hai\ndòng"};
    expect_column(*state, table_of(*state, texts, 6), texts, 6);
}

/* XML 1.0, production 2 (Char): no control characters but tab and line ends, no surrogates, no U+FFFE and U+FFFF. */
static void what_xml_cannot_hold_is_replaced(void **state)
{
    static const char *const texts[] = {("a\x01"
                                         "b\x1f"),
                                        "\xed\xa0\x80",       /* U+D800 */
                                        "\xef\xbf\xbe|",      /* U+FFFE */
                                        "\xc0\x80|\xff|\xe1", /* overlong, never a byte, cut short */
                                        "\xf4\x90\x80\x80|",  /* U+110000 */
                                        "\x7f|\xc2\x85"};
    const char *xml = body(*state, table_of(*state, texts, 6));
    has(xml, ">a\xef\xbf\xbd"
             "b\xef\xbf\xbd<");
    has(xml, ">\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd<");
    has(xml, "\xef\xbf\xbd|<");
    has(xml, "\xef\xbf\xbd\xef\xbf\xbd|\xef\xbf\xbd|\xef\xbf\xbd<");
    has(xml, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd|<");
    has(xml, ">\x7f|\xc2\x85<");
}

static void line_ends_and_tabs_are_elements(void **state)
{
    struct par_docx *docx = begin(*state);
    par_docx_line(docx, &plain, &look, "a\r\nb\nc\rd\te");
    has(body(*state, docx), "<w:r><w:t xml:space=\"preserve\">a</w:t><w:br/><w:t xml:space=\"preserve\">b</w:t><w:br/>"
                            "<w:t xml:space=\"preserve\">c</w:t><w:br/><w:t xml:space=\"preserve\">d</w:t><w:tab/>"
                            "<w:t xml:space=\"preserve\">e</w:t></w:r></w:p>");
}

static void looks_are_properties(void **state)
{
    struct par_docx *docx = begin(*state);
    struct par_docx_paragraph paragraph = {.align = PAR_DOCX_CENTRE, .before = 6, .first = 10, .heading = 1};
    par_docx_paragraph(docx, &paragraph);
    par_docx_run(docx, &(struct par_docx_look){.bold = true, .italic = true, .size = 14}, "PHỤ LỤC");
    par_docx_run(docx, &(struct par_docx_look){.size = 13}, " I"); /* the document's own size is not said again */
    par_docx_run(docx, &look, "");
    has(body(*state, docx),
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/><w:spacing w:before=\"120\" w:after=\"0\"/>"
        "<w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"567\"/><w:jc w:val=\"center\"/></w:pPr>"
        "<w:r><w:rPr><w:b/><w:bCs/><w:i/><w:iCs/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>"
        "<w:t xml:space=\"preserve\">PHỤ LỤC</w:t></w:r><w:r><w:t xml:space=\"preserve\"> I</w:t></w:r></w:p>");
}

/* Annex I of Nghi dinh 30/2020/ND-CP, Part I, I: A4, margins, number in the middle of the top margin, none on page 1.
 */
static void pages_are_those_of_the_decree(void **state)
{
    struct par_docx *docx = begin(*state);
    par_docx_line(docx, &plain, &look, "dọc");
    par_docx_section(docx, &across);
    par_docx_line(docx, &plain, &look, "ngang");
    struct par_span bytes = written(*state, docx);
    const char *xml = part(*state, bytes, "word/document.xml");
    has(xml, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" "
             "w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/>"
             "<w:titlePg/></w:sectPr></w:pPr></w:p>");
    has(xml, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>");
    has(xml, "<w:titlePg/></w:sectPr></w:body></w:document>");
    has(part(*state, bytes, "word/header1.xml"), "<w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"26\"/>");
    has(part(*state, bytes, "word/header1.xml"), " PAGE ");
    has(part(*state, bytes, "word/styles.xml"), "w:ascii=\"Times New Roman\"");
    has(part(*state, bytes, "word/styles.xml"), "<w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang w:val=\"vi-VN\"/>");
    has(part(*state, bytes, "docProps/core.xml"), "<dc:title>Phụ lục &lt;1&gt;</dc:title>");
}

static void heading_rows_stand_again(void **state)
{
    static const char *const texts[] = {"Đầu", "Thân"};
    const char *xml = body(*state, table_of(*state, texts, 2));
    has(xml, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    has(xml, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    has(xml, "<w:tblCaption w:val=\"a &quot;b&quot; &lt;c&gt;\"/>");
    has(xml, "<w:tblLayout w:type=\"fixed\"/>");
}

/* Word takes a cell, and a document, that ends without a paragraph for broken. */
static void nothing_ends_without_a_paragraph(void **state)
{
    static const int widths[] = {50, 50};
    struct par_docx *docx = begin(*state);
    par_docx_table(docx, &(struct par_docx_table){2, widths, false, NULL});
    par_docx_row(docx, false, 0);
    par_docx_cell(docx, &cell);
    par_docx_cell(docx, &cell);
    par_docx_table_end(docx);
    has(body(*state, docx),
        "</w:tcPr><w:p><w:pPr></w:pPr></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w=\"2835\" w:type=\"dxa\"/>"
        "</w:tcPr><w:p><w:pPr></w:pPr></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr></w:pPr></w:p><w:sectPr>");
}

static void cells_can_be_merged(void **state)
{
    static const int widths[] = {10, 20, 30};
    struct par_docx *docx = begin(*state);
    par_docx_table(docx, &(struct par_docx_table){3, widths, true, NULL});
    par_docx_row(docx, true, 30);
    par_docx_cell_text(docx, &(struct par_docx_cell){.down = PAR_DOCX_MERGE, .middle = true}, PAR_DOCX_CENTRE, &look,
                       "STT");
    par_docx_cell_text(docx, &(struct par_docx_cell){.columns = 2}, PAR_DOCX_CENTRE, &look, "Chỉ số");
    par_docx_row(docx, true, 0);
    par_docx_cell(docx, &(struct par_docx_cell){.down = PAR_DOCX_MERGED});
    par_docx_cell_text(docx, &(struct par_docx_cell){.upwards = true}, PAR_DOCX_CENTRE, &look, "1");
    text_cell(docx, "2");
    par_docx_table_end(docx);
    const char *xml = body(*state, docx);
    has(xml, "<w:gridCol w:w=\"567\"/><w:gridCol w:w=\"1134\"/><w:gridCol w:w=\"1701\"/>");
    has(xml, "<w:trHeight w:val=\"1701\" w:hRule=\"atLeast\"/>");
    has(xml, "<w:tcW w:w=\"567\" w:type=\"dxa\"/><w:vMerge w:val=\"restart\"/><w:vAlign w:val=\"center\"/>");
    has(xml, "<w:tcW w:w=\"2835\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/>");
    has(xml, "<w:tcW w:w=\"567\" w:type=\"dxa\"/><w:vMerge/>");
    has(xml, "<w:tcW w:w=\"1134\" w:type=\"dxa\"/><w:textDirection w:val=\"btLr\"/>");
}

static void bytes_do_not_change(void **state)
{
    static const char *const texts[] = {"a", "b"};
    struct par_span one = written(*state, table_of(*state, texts, 2));
    struct par_span two = written(*state, table_of(*state, texts, 2));
    assert_true(par_span_equal(one, two));
    assert_memory_equal(one.text + 10, "\x00\x00\x21\x00", 4); /* 1 January 1980, midnight: no clock was asked */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(texts_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_xml_cannot_hold_is_replaced, set_up, tear_down),
        cmocka_unit_test_setup_teardown(line_ends_and_tabs_are_elements, set_up, tear_down),
        cmocka_unit_test_setup_teardown(looks_are_properties, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pages_are_those_of_the_decree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(heading_rows_stand_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_ends_without_a_paragraph, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_can_be_merged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_do_not_change, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
