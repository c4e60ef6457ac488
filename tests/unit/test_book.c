#include "book.h"

/* --- Rows as text ------------------------------------------------------------------------------------------------- */

enum { DUMP_ROOM = 64 * 1024 };

struct dump {
    char text[DUMP_ROOM];
    size_t size;
};

static void add(struct dump *dump, struct par_span text)
{
    assert_true(dump->size + text.size < DUMP_ROOM);
    if (text.size > 0)
        memcpy(dump->text + dump->size, text.text, text.size);
    dump->size += text.size;
    dump->text[dump->size] = '\0';
}

static void add_text(struct dump *dump, const char *text)
{
    add(dump, par_span_of(text));
}

static void add_number(struct dump *dump, size_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%zu", number);
    add_text(dump, text);
}

/* "[text]", or the text in brackets behind a letter for its kind, behind an m when it is merged. */
static void add_field(struct dump *dump, struct par_span field, unsigned kind)
{
    static const char *const letters[] = {"", "n", "p", "d", "b", "e", "u"};
    add_text(dump, kind & PAR_CELL_MERGED ? "m" : "");
    add_text(dump, letters[kind & ~(unsigned)PAR_CELL_MERGED]);
    add_text(dump, "[");
    add(dump, field);
    add_text(dump, "]");
}

static void add_row(struct dump *dump, const struct par_row *row)
{
    add_number(dump, row->line);
    add_text(dump, ":");
    for (size_t i = 0; i < row->count; i++)
        add_field(dump, row->fields[i], row->kinds ? row->kinds[i] : PAR_CELL_TEXT);
    add_text(dump, "\n");
}

/* "broken S!2.0 part reason" */
static void add_finding(struct dump *dump, const struct par_diag *diag)
{
    static const char *const names[PAR_CODE_COUNT] = {
        [PAR_BOOK_BROKEN] = "broken",   [PAR_BOOK_TOO_LARGE] = "large", [PAR_BOOK_LOCKED] = "locked",
        [PAR_SHEET_UNKNOWN] = "sheet?", [PAR_SHEET_CHOSEN] = "chosen",  [PAR_ROWS_HIDDEN] = "hidden",
        [PAR_DATE_MIXED] = "dates",     [PAR_TEXT_BINARY] = "binary",   [PAR_TEXT_READ_AS] = "read as",
        [PAR_TEXT_LETTERS] = "letters", [PAR_TEXT_UNSURE] = "unsure",   [PAR_TEXT_CLOSE] = "close",
        [PAR_FILE_READ] = "read",
    };
    add_text(dump, names[diag->code]);
    add_text(dump, " ");
    add_text(dump, diag->place.sheet ? diag->place.sheet : "-");
    add_text(dump, "!");
    add_number(dump, diag->place.line);
    add_text(dump, ".");
    add_number(dump, diag->place.field);
    for (size_t i = 0; i < PAR_DIAG_ARGS && diag->args[i]; i++) {
        add_text(dump, i > 0 ? "|" : " ");
        add_text(dump, diag->args[i]);
    }
    add_text(dump, "\n");
}

/* All rows, with the sheet where it changes, then the findings. */
static void dump_bytes(struct work *work, struct par_span bytes, size_t chunk, const char *sheet, struct dump *dump)
{
    forget_findings(work);
    dump->size = 0;
    dump->text[0] = '\0';
    struct par_table_options options = {.sheet = sheet};
    struct par_table *table =
        par_table_open(par_source_memory(bytes, chunk, "t.xlsx", work->arena), &options, work->diags);
    char last[64] = "S";
    struct par_row row;
    while (par_table_next(table, &row) == 1) {
        if (strcmp(last, par_table_sheet(table)) != 0) {
            snprintf(last, sizeof last, "%s", par_table_sheet(table));
            add_text(dump, last);
            add_text(dump, "!");
        }
        add_row(dump, &row);
    }
    assert_int_equal(par_table_next(table, &row), 0);
    assert_int_equal(par_table_failed(table), par_diags_count(work->diags, PAR_FATAL) > 0);
    assert_int_equal(par_table_separator(table), '\0');
    par_table_close(table);
    for (const struct par_diag *diag = par_diags_first(work->diags); diag; diag = diag->next)
        add_finding(dump, diag);
}

static void expect_bytes(struct work *work, struct par_span bytes, const char *sheet, const char *expected)
{
    struct dump *dump = malloc(sizeof *dump);
    assert_non_null(dump);
    dump_bytes(work, bytes, 0, sheet, dump);
    assert_string_equal(dump->text, expected);
    free(dump);
}

static void expect_book(struct work *work, const struct book *book, const char *sheet, const char *expected)
{
    expect_bytes(work, book_zip(book, work->arena), sheet, expected);
}

struct sheet_case {
    const char *inner; /* of the sheet */
    const char *rows;
};

static void check_sheets(struct work *work, const struct sheet_case *cases, size_t count, const char *strings)
{
    for (size_t i = 0; i < count; i++) {
        struct book book = workbook(work->arena, cases[i].inner);
        book_set_strings(&book, work->arena, strings);
        expect_book(work, &book, NULL, cases[i].rows);
    }
}

#define CHECK_SHEETS(state, cases, strings) check_sheets(*(state), cases, sizeof cases / sizeof *cases, strings)

/* --- Cells -------------------------------------------------------------------------------------------------------- */

#define DATA(rows) "<sheetData>" rows "</sheetData>"
#define ROW(cells) DATA("<row>" cells "</row>")

static const struct sheet_case cells[] = {
    {"", ""},
    {"<sheetData/>", ""},
    {DATA("<row/><row r=\"5\"><c r=\"B5\" s=\"1\"/></row>"), ""},
    {ROW("<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"), "1:[a b][x\ny]\n"},
    {ROW("<c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"str\"><f>B1</f><v>b</v></c>"), "1:[a][b]\n"},
    {ROW("<c t=\"inlineStr\"><is><r><t>a </t></r><rPh><t>k</t></rPh><r><t> b</t></r></is></c>"), "1:[a  b]\n"},
    {ROW("<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is></c>"), "1:[ a ]\n"},
    {ROW("<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"), "1:b[yes]b[no]\n"},
    {ROW("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"), "1:e[#DIV/0!]\n"},
    {ROW("<c t=\"d\"><v>2024-03-05</v></c><c t=\"d\"><v>2024-03-05T07:08:09.5Z</v></c><c t=\"d\"><v>T1</v></c>"),
     "1:d[2024-03-05]d[2024-03-05 07:08:09][T1]\n"},
    {ROW("<c><v>1</v></c><c t=\"n\"><v>-2.50</v></c>"), "1:n[1]n[-2.5]\n"},
    {ROW("<c><f>A1</f></c><c><f>A1</f><v/></c><c t=\"str\"><f>A1</f><v></v></c><c "
         "t=\"str\"><f>A1</f></c><c><v>1</v></c>"),
     "1:u[]u[][]u[]n[1]\n"},
    {ROW("<c r=\"C1\"><v>1</v></c><c><v>2</v></c><c r=\"AA1\"><v>3</v></c>"),
     "1:[][]n[1]n[2][][][][][][][][][][][][][][][][][][][][][][]n[3]\n"},
    {ROW("<c t=\"s\"><v>2</v></c><c t=\"inlineStr\"><is><t> \xC2\xA0\n</t></is></c><c><v>1</v></c>"), "1:[][]n[1]\n"},
    {ROW("<c><v>1</v></c><c t=\"s\"><v>2</v></c><c/>"), "1:n[1]\n"},
    {ROW("<c t=\"str\"><v>a_x000D_\nb_x000d_c_x005F_x000D__x_x00g0_</v></c>"), "1:[a\nb\nc_x000D__x_x00g0_]\n"},
    {ROW("<c t=\"str\"><v>_xD83D__xDE00__xD83D_a_xDE00__x1EDF__x0000_</v></c>"),
     "1:[\xF0\x9F\x98\x80_xD83D_a_xDE00_\xE1\xBB\x9F_x0000_]\n"},
    {ROW("<c t=\"str\"><v>&lt;a&gt;&#13;&#10;&#x1EDF;<![CDATA[<b>]]></v></c>"), "1:[<a>\n\xE1\xBB\x9F<b>]\n"},
};

static void cells_are_read_by_their_type(void **state)
{
    CHECK_SHEETS(state, cells,
                 "<si><t>a b</t></si><si><r><t>x</t></r><r><t>_x000D_\ny</t></r><rPh><t>z</t></rPh><phoneticPr/></si>"
                 "<si><t xml:space=\"preserve\"> \xC2\xA0</t></si>");
}

static const struct sheet_case rows[] = {
    {DATA("<row r=\"3\"><c><v>1</v></c></row><row><c><v>2</v></c></row><row r=\"9\"><c><v>3</v></c></row>"),
     "1:\n3:n[1]\n4:n[2]\n5:\n9:n[3]\n"},
    {DATA("<row><c><v>1</v></c></row><row/><row><c t=\"str\"><v> </v></c></row><row><c><v>2</v></c></row><row/>"),
     "1:n[1]\n2:\n4:n[2]\n"},
    {DATA("<row r=\"1048576\"><c r=\"XFD1048576\" t=\"e\"><v>x</v></c></row><row/>"),
     "broken S!1048576.0 xl/worksheets/1.xml|a row beyond the last possible one\n"},
    {DATA("<row><c><v>1</v></c></row><row hidden=\"1\"><c><v>2</v></c></row><row hidden=\"true\"/>"
          "<row ht=\"0\" customHeight=\"1\"><c><v>3</v></c></row><row ht=\"0.5\"><c><v>4</v></c></row>"),
     "1:n[1]\n2:n[2]\n3:\n4:n[3]\n5:n[4]\nhidden S!0.0 2|2\n"},
};

static void rows_are_numbered_and_gaps_are_blank(void **state)
{
    CHECK_SHEETS(state, rows, "");
}

/* --- Numbers ------------------------------------------------------------------------------------------------------ */

struct number_case {
    const char *stored;
    const char *code; /* of the format */
    const char *shown;
};

static const struct number_case numbers[] = {
    {"4.0999999999999996", "General", "n[4.1]"},
    {"0.10000000000000001", "General", "n[0.1]"},
    {"1.0000000000000002E-2", "General", "n[0.01]"},
    {"1E-3", "General", "n[0.001]"},
    {"99.999999999999986", "General", "n[100]"},
    {"999999999999999.9", "General", "n[1000000000000000]"},
    {"1234567890123456789", "General", "n[1234567890123460000]"},
    {"-0", "General", "n[0]"},
    {"+007.50", "General", "n[7.5]"},
    {".5", "General", "n[0.5]"},
    {"5.", "General", "n[5]"},
    {"1e300", "General", "n[1E+300]"},
    {"-1.5E-300", "General", "n[-1.5E-300]"},
    {"0E999999999999", "General", "n[0]"},
    {"0.95", "0%", "p[95%]"},
    {"0.94999999999999996", "0.00%", "p[95%]"},
    {"0.12345", "[Red]0.0%;-0.0%", "p[12.345%]"},
    {"1", "0%", "p[100%]"},
    {"95", "0\"%\"", "n[95]"},
    {"95", "0\\%", "n[95]"},
    {"7", "00", "n[07]"},
    {"-7", "000", "n[-007]"},
    {"1234", "00", "n[1234]"},
    {"7.5", "00", "n[7.5]"},
    {"0", "00000", "n[00000]"},
    {"1.1", "0.00", "n[1.10]"},
    {"1.1000000000000001", "0.00", "n[1.10]"},
    {"1.125", "0.0", "n[1.125]"},
    {"2", "0.0", "n[2.0]"},
    {"0", "0.00", "n[0.00]"},
    {"1234.5", "#,##0.00", "n[1234.5]"},
    {"1234.5", "#,##0.00\\ \"d\"", "n[1234.5]"},
    {"1.5", "_-* #,##0.00\\ [$d-42A]_-", "n[1.5]"},
    {"45356", "dd/mm/yyyy", "d[2024-03-05]"},
    {"45356", "[$-42A]dd/mm/yyyy;@", "d[2024-03-05]"},
    {"45356.4375", "dd/mm/yyyy hh:mm", "d[2024-03-05 10:30:00]"},
    {"45356.999999999", "yyyy", "d[2024-03-06]"},
    {"1", "dd/mm/yyyy", "d[1900-01-01]"},
    {"59", "dd/mm/yyyy", "d[1900-02-28]"},
    {"60", "dd/mm/yyyy", "n[60]"},
    {"61", "dd/mm/yyyy", "d[1900-03-01]"},
    {"2958465", "dd/mm/yyyy", "d[9999-12-31]"},
    {"2958466", "dd/mm/yyyy", "n[2958466]"},
    {"0.5", "hh:mm", "n[0.5]"},
    {"-1", "dd/mm/yyyy", "n[-1]"},
    {"1.5", "[h]:mm", "n[1.5]"},
    {"45356", "\"dd/mm/yyyy\"0", "n[45356]"},
    {"45356", "[Red]0\\d", "n[45356]"},
};

static void numbers_are_shown_as_excel_shows_them(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct par_arena *arena = work->arena;
        struct book book = workbook(arena, par_arena_join(arena, "<sheetData><row><c s=\"1\"><v>", numbers[i].stored,
                                                          "</v></c></row></sheetData>", NULL));
        char code[128];
        size_t size = 0;
        for (const char *at = numbers[i].code; *at; at++)
            size += (size_t)snprintf(code + size, sizeof code - size, *at == '"' ? "&quot;" : "%c", *at);
        book_add(&book, "xl/styles.xml",
                 par_arena_join(
                     arena, "<styleSheet xmlns=\"" SHEET_NAMESPACE "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"",
                     code, "\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/><xf numFmtId=\"9\"/></cellStyleXfs>",
                     "<cellXfs><xf/><xf numFmtId=\"164\"/></cellXfs></styleSheet>", NULL));
        expect_book(work, &book, NULL, par_arena_join(arena, "1:", numbers[i].shown, "\n", NULL));
    }
}

static void formats_have_numbers_of_their_own(void **state)
{
    struct work *work = *state;
    struct book book = workbook(
        work->arena, ROW("<c s=\"0\"><v>2</v></c><c s=\"1\"><v>2</v></c><c s=\"2\"><v>2</v></c><c s=\"3\"><v>2</v></c>"
                         "<c s=\"4\"><v>2</v></c><c s=\"5\"><v>2</v></c><c s=\"99\"><v>2</v></c>"));
    book_add(&book, "xl/styles.xml",
             "<styleSheet xmlns=\"" SHEET_NAMESPACE
             "\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"2\"/><xf numFmtId=\"10\"/>"
             "<xf numFmtId=\"14\"/><xf numFmtId=\"46\"/><xf numFmtId=\"49\"/></cellXfs></styleSheet>");
    expect_book(work, &book, NULL, "1:n[2]n[2.00]p[200%]d[1900-01-02]n[2]n[2]n[2]\n");
    book_add(&book, "xl/workbook.xml",
             "<workbook xmlns=\"" SHEET_NAMESPACE "\" xmlns:r=\"" LINK_NAMESPACE "\"><workbookPr date1904=\"1\"/>"
             "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
    expect_book(work, &book, NULL, "1:n[2]n[2.00]p[200%]d[1904-01-03]n[2]n[2]n[2]\n");
}

/* --- Merged areas ------------------------------------------------------------------------------------------------- */

#define T(text) "<c t=\"str\"><v>" text "</v></c>"
#define MERGED(areas) "<mergeCells>" areas "</mergeCells>"
#define AREA(name) "<mergeCell ref=\"" name "\"/>"

static const struct sheet_case merges[] = {
    {DATA("<row>" T("a") "<c/>" T("b") "</row>") MERGED(AREA("A1:B1")), "1:[a]m[a][b]\n"},
    {DATA("<row>" T("a") T("x") "</row><row>" T("y") T("z") "</row>") MERGED(AREA("A1:A2")), "1:[a][x]\n2:m[a][z]\n"},
    {DATA("<row>" T("a") "</row><row r=\"4\">" T("") T("z") "</row>") MERGED(AREA("B3:A1")),
     "1:[a]m[a]\n2:m[a]m[a]\n3:m[a]m[a]\n4:[][z]\n"},
    {DATA("<row>" T("a") "</row><row r=\"6\">" T("z") "</row>") MERGED(AREA("A1:A2") AREA("A3:A5")),
     "1:[a]\n2:m[a]\n3:\n6:[z]\n"},
    {DATA("<row>" T("") T("x") "</row><row>" T("y") "</row>") MERGED(AREA("A1:B2")), ""},
    {DATA("<row><c><v>5</v></c></row><row>" T("") T("z") "</row>") MERGED(AREA("A1:A2")), "1:n[5]\n2:mn[5][z]\n"},
    {DATA("<row>" T("a") "</row><row>" T("b") "</row>") MERGED(AREA("A1:XFD1048576")), "1:[a]\n2:m[a]\n"},
    {DATA("<row>" T("a") T("b") "</row><row/><row/>") MERGED(AREA("A1:A3") AREA("C1:C9") AREA("B1")), "1:[a][b]\n"},
    {DATA("<row>" T("a") "</row>") MERGED("<mergeCell ref=\"A1:\"/>"),
     "broken S!0.0 xl/worksheets/1.xml|a merged area without proper corners\n"},
};

static void merged_cells_repeat_the_first(void **state)
{
    CHECK_SHEETS(state, merges, "");
}

static void merges_cost_no_more_than_the_cells_in_use(void **state)
{
    struct work *work = *state;
    struct book book =
        workbook(work->arena, DATA("<row><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>1</v></c></row>"
                                   "<row r=\"1048576\"><c><v>1</v></c></row>") MERGED(AREA("A1:XFD1048576")));
    expect_book(work, &book, NULL, "large S!0.0 xl/worksheets/1.xml\n");
}

/* --- Dates -------------------------------------------------------------------------------------------------------- */

#define D(day) "<c t=\"d\"><v>" day "</v></c>"

static const struct sheet_case dates[] = {
    {DATA("<row>" D("2024-03-05") "</row><row>" T("2024-03-06") "</row>"), "1:d[2024-03-05]\n2:[2024-03-06]\n"},
    {DATA("<row><c/>" D("2024-03-05") "</row><row><c/>" T("13/03/2024") "</row><row><c/>" T("14/3/2024") "</row>"),
     "1:[]d[2024-03-05]\n2:[][13/03/2024]\n3:[][14/3/2024]\ndates S!2.2 13/03/2024|B1\n"},
    {DATA("<row>" T("31/12/2023") T("1/2") "</row><row>" D("2024-03-05") D("2024-03-05") "</row>"),
     "1:[31/12/2023][1/2]\n2:d[2024-03-05]d[2024-03-05]\ndates S!2.1 2024-03-05|A1\n"},
};

static void dates_of_two_kinds_are_told(void **state)
{
    CHECK_SHEETS(state, dates, "");
}

/* --- Faults ------------------------------------------------------------------------------------------------------- */

#define BROKEN(place, reason) "broken S!" place ".0 xl/worksheets/1.xml|" reason "\n"

static const struct sheet_case faults[] = {
    {DATA("<row r=\"2\"/><row r=\"2\"/>"), BROKEN("2", "rows out of order")},
    {DATA("<row r=\"2\"/><row r=\"1\"/>"), BROKEN("2", "rows out of order")},
    {DATA("<row r=\"0\"/>"), BROKEN("0", "rows out of order")},
    {DATA("<row r=\"x\"/>"), BROKEN("0", "a row without a proper number")},
    {DATA("<row r=\"99999999\"/>"), BROKEN("0", "a row beyond the last possible one")},
    {DATA("<row r=\"99999999999999999999\"/>"), BROKEN("0", "a row without a proper number")},
    {ROW("<c r=\"B1\"/><c r=\"B1\"/>"), BROKEN("1", "cells out of order")},
    {ROW("<c r=\"B1\"/><c r=\"A1\"/>"), BROKEN("1", "cells out of order")},
    {ROW("<c r=\"A2\"/>"), BROKEN("1", "a cell outside its row")},
    {ROW("<c r=\"ZZZZZ1\"/>"), BROKEN("1", "a cell without a proper reference")},
    {ROW("<c r=\"XFE1\"/>"), BROKEN("1", "a cell without a proper reference")},
    {ROW("<c r=\"A\"/>"), BROKEN("1", "a cell without a proper reference")},
    {ROW("<c r=\"XFD1\"/><c/>"), BROKEN("1", "a cell beyond the last possible column")},
    {ROW("<c t=\"q\"/>"), BROKEN("1", "a cell of an unknown type")},
    {DATA("<row/><row><c t=\"s\"><v>7</v></c></row>"), BROKEN("2", "a cell with a shared string that is not there")},
    {ROW("<c t=\"s\"><v>-1</v></c>"), BROKEN("1", "a cell with a shared string that is not there")},
    {ROW("<c><v>1,5</v></c>"), BROKEN("1", "a cell with a number that is none")},
    {ROW("<c><v>1E</v></c>"), BROKEN("1", "a cell with a number that is none")},
    {ROW("<c><v>.</v></c>"), BROKEN("1", "a cell with a number that is none")},
    {ROW("<c t=\"b\"><v>2</v></c>"), BROKEN("1", "a cell with a truth value that is none")},
    {DATA("<row>"), BROKEN("1", "not well-formed XML")},
    {"&nbsp;", BROKEN("0", "not well-formed XML")},
};

static void faults_of_a_sheet_have_their_place(void **state)
{
    CHECK_SHEETS(state, faults, "");
}

static void a_part_must_be_there(void **state)
{
    struct work *work = *state;
    static const char *const parts[] = {"xl/workbook.xml", "xl/s.xml", "xl/styles.xml"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct book book = workbook(work->arena, "");
        book_remove(&book, parts[i]);
        expect_book(work, &book, NULL, par_arena_join(work->arena, "broken -!0.0 ", parts[i], "|missing\n", NULL));
    }
    struct book book = workbook(work->arena, "");
    book_remove(&book, "xl/worksheets/1.xml");
    expect_book(work, &book, NULL, "broken S!0.0 xl/worksheets/1.xml|missing\n");
    book = workbook(work->arena, "");
    book_remove(&book, "_rels/.rels");
    expect_book(work, &book, NULL, "broken -!0.0 _rels/.rels|missing\n");
    book = workbook(work->arena, "");
    book_remove(&book, "xl/_rels/workbook.xml.rels");
    expect_book(work, &book, NULL, "broken -!0.0 xl/workbook.xml|a sheet without a name or a part\n");
    book = workbook(work->arena, "");
    book_set_sheets(&book, work->arena, "");
    expect_book(work, &book, NULL, "broken -!0.0 xl/workbook.xml|no worksheet\n");
    book = workbook(work->arena, "");
    book_add(&book, "xl/_rels/workbook.xml.rels", relations(work->arena, "<Relationship Id=\"r1\"/>"));
    expect_book(work, &book, NULL,
                "broken -!0.0 xl/_rels/workbook.xml.rels|a relationship without id, type or target\n");
}

static void nothing_outside_the_file_is_opened(void **state)
{
    struct work *work = *state;
    struct book book = workbook(work->arena, "");
    book_add(&book, "xl/_rels/workbook.xml.rels",
             relations(work->arena, "<Relationship Id=\"r1\" Type=\"x/worksheet\" TargetMode=\"External\""
                                    " Target=\"file:///etc/passwd\"/>"));
    expect_book(work, &book, NULL, "broken -!0.0 xl/_rels/workbook.xml.rels|leads out of the file\n");
    book_add(
        &book, "xl/_rels/workbook.xml.rels",
        relations(work->arena, "<Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"../../../../etc/passwd\"/>"));
    expect_book(work, &book, NULL, "broken S!0.0 etc/passwd|missing\n");
}

static void entities_and_depth_are_refused(void **state)
{
    struct work *work = *state;
    struct book book = workbook(work->arena, "");
    book_add(&book, "xl/s.xml",
             "<!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><sst>&b;</sst>");
    expect_book(work, &book, NULL, "broken -!0.0 xl/s.xml|has a document type\n");

    enum { DEPTH = 1000 * 1000 };
    char *text = par_arena_alloc(work->arena, 3 * DEPTH);
    for (size_t i = 0; i < DEPTH; i++)
        memcpy(text + 3 * i, "<a>", 3);
    book_add_bytes(&book, "xl/s.xml", (struct par_span){text, 3 * DEPTH});
    expect_book(work, &book, NULL, "broken -!0.0 xl/s.xml|nested too deeply\n");
}

/* Text of so many equal characters between two pieces. */
static struct par_span stretched(struct par_arena *arena, const char *before, size_t count, const char *behind)
{
    size_t size = strlen(before) + count + strlen(behind);
    char *text = par_arena_alloc(arena, size + 1);
    memcpy(text, before, strlen(before));
    memset(text + strlen(before), 'x', count);
    memcpy(text + strlen(before) + count, behind, strlen(behind));
    return (struct par_span){text, size};
}

static void sizes_are_bounded(void **state)
{
    struct work *work = *state;
    enum { MIB = 1024 * 1024 };
    struct book book = workbook(work->arena, "");
    book_add_bytes(&book, "xl/s.xml", stretched(work->arena, "<sst><si><t>", MIB + 1, "</t></si></sst>"));
    expect_book(work, &book, NULL, "large -!0.0 xl/s.xml\n");
    book_add_bytes(&book, "xl/s.xml", stretched(work->arena, "<sst a=\"", 2 * MIB, "\"/>"));
    expect_book(work, &book, NULL, "large -!0.0 xl/s.xml\n");
    book_add_bytes(&book, "xl/s.xml", stretched(work->arena, "<sst>", 97 * MIB, "</sst>"));
    expect_book(work, &book, NULL, "large -!0.0 xl/s.xml\n");
}

static void a_row_is_bounded(void **state)
{
    struct work *work = *state;
    enum { MIB = 1024 * 1024, CELLS = 17 };
    static const char cell[] = "<c t=\"s\"><v>0</v></c>";
    struct book book = workbook(work->arena, "");
    char inner[CELLS * sizeof cell + 64];
    size_t size = (size_t)snprintf(inner, sizeof inner, "<sheetData><row>");
    for (size_t i = 0; i < CELLS; i++)
        size += (size_t)snprintf(inner + size, sizeof inner - size, "%s", cell);
    snprintf(inner + size, sizeof inner - size, "</row></sheetData>");
    book = workbook(work->arena, inner);
    book_add_bytes(&book, "xl/s.xml", stretched(work->arena, "<sst><si><t>", MIB, "</t></si></sst>"));
    expect_book(work, &book, NULL, "large S!1.0 xl/worksheets/1.xml\n");
}

static void a_cut_off_file_is_a_fault(void **state)
{
    struct work *work = *state;
    struct book book = workbook(work->arena, ROW("<c><v>1</v></c>"));
    struct par_span whole = book_zip(&book, work->arena);
    struct dump *dump = malloc(sizeof *dump);
    assert_non_null(dump);
    for (size_t size = 4; size < whole.size; size++) {
        dump_bytes(work, (struct par_span){whole.text, size}, 0, NULL, dump);
        assert_string_equal(dump->text, "broken -!0.0 zip|damaged or cut off\n");
    }
    for (size_t chunk = 1; chunk < 300; chunk += 7) {
        dump_bytes(work, whole, chunk, NULL, dump);
        assert_string_equal(dump->text, "1:n[1]\n");
    }
    free(dump);
}

/* Whatever byte is wrong, the reading ends, and with the rows or a finding. */
static void a_wrong_byte_is_survived(void **state)
{
    struct work *work = *state;
    struct book book = workbook(work->arena, ROW("<c><v>1</v></c>") MERGED(AREA("A1:B2")));
    struct par_span whole = book_zip(&book, work->arena);
    char *bytes = par_arena_copy(work->arena, whole);
    struct dump *dump = malloc(sizeof *dump);
    assert_non_null(dump);
    for (size_t i = 4; i < whole.size; i++)
        for (unsigned flip = 1; flip < 256; flip *= 4) {
            struct par_arena *arena = par_arena_new(NULL);
            struct work inner = {arena, par_diags_new(arena, 20, 1000)};
            bytes[i] = (char)((unsigned char)whole.text[i] ^ flip);
            dump_bytes(&inner, (struct par_span){bytes, whole.size}, 0, NULL, dump);
            assert_true(strcmp(dump->text, "1:n[1]\n") == 0 || par_diags_count(inner.diags, PAR_FATAL) > 0);
            par_arena_free(arena);
            bytes[i] = whole.text[i];
        }
    free(dump);
}

static void passwords_are_told(void **state)
{
    struct work *work = *state;
    struct book book = workbook(work->arena, "");
    for (size_t i = 0; i < book.count; i++)
        book.parts[i].locked = true;
    expect_book(work, &book, NULL, "locked -!0.0 _rels/.rels\n");
}

/* --- Sheets ------------------------------------------------------------------------------------------------------- */

#define SHEET(name, id, more) "<sheet name=\"" name "\" sheetId=\"1\" r:id=\"" id "\" " more "/>"

static struct book three_sheets(struct par_arena *arena, const char *sheets)
{
    struct book book = workbook(arena, "");
    book_add_sheet(&book, arena, "xl/2.xml", DATA("<row><c><v>2</v></c></row>"));
    book_add_sheet(&book, arena, "xl/3.xml", DATA("<row><c><v>3</v></c></row>"));
    book_set_sheets(&book, arena, sheets);
    return book;
}

static void a_sheet_is_chosen(void **state)
{
    struct work *work = *state;
    struct book book = three_sheets(work->arena, SHEET("S", "r1", "") SHEET("B/../'x'", "r2", "") SHEET("C", "r3", ""));
    expect_book(work, &book, NULL, "B/../'x'!1:n[2]\nchosen -!0.0 B/../'x'|C\n");
    expect_book(work, &book, "C", "C!1:n[3]\n");
    expect_book(work, &book, "c", "C!1:n[3]\n");
    expect_book(work, &book, "2", "B/../'x'!1:n[2]\n");
    expect_book(work, &book, "S", "");
    expect_book(work, &book, "4", "sheet? -!0.0 4|S, B/../'x', C\n");
    expect_book(work, &book, "", "sheet? -!0.0 |S, B/../'x', C\n");

    book = three_sheets(work->arena, SHEET("3", "r2", "state=\"hidden\"") SHEET("C", "r3", "state=\"visible\"")
                                         SHEET("S", "r1", "state=\"veryHidden\""));
    expect_book(work, &book, NULL, "C!1:n[3]\n");
    expect_book(work, &book, "3", "3!1:n[2]\n");
    book = three_sheets(work->arena, SHEET("S", "r1", "") SHEET("C", "r3", "state=\"hidden\""));
    expect_book(work, &book, NULL, "");
}

/* "Sở" in NFD in the file, in NFC and in other letters when it is asked for. */
static void names_of_sheets_are_compared_composed(void **state)
{
    struct work *work = *state;
    struct book book = three_sheets(work->arena, SHEET("So\xCC\x9B\xCC\x89 1", "r2", "") SHEET("C", "r3", ""));
    expect_book(work, &book, "s\xE1\xBB\x9E  1", "S\xE1\xBB\x9F 1!1:n[2]\n");
}

static void prefixes_and_strict_names_are_understood(void **state)
{
    struct work *work = *state;
    struct book book = workbook(work->arena, "");
    book_add(&book, "xl/worksheets/1.xml",
             "<x:worksheet xmlns:x=\"" SHEET_NAMESPACE "\" xmlns:o=\"urn:o\"><x:sheetData><o:row><x:c/></o:row>"
             "<x:row o:r=\"7\"><o:c/><x:c><o:v>2</o:v><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>");
    expect_book(work, &book, NULL, "1:n[1]\n");
    book_add(&book, "xl/worksheets/1.xml",
             "<worksheet xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><sheetData><row><c><v>1</v></c></row>"
             "</sheetData></worksheet>");
    expect_book(work, &book, NULL, "1:n[1]\n");
}

static void other_files_in_a_zip_are_named(void **state)
{
    struct work *work = *state;
    struct book book = {0};
    book_add(&book, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    expect_book(work, &book, NULL, "binary -!0.0 ods\n");
    book_add(&book, "mimetype", "application/vnd.oasis.opendocument.text");
    expect_book(work, &book, NULL, "binary -!0.0 odt\n");
    book_add(&book, "mimetype", "image/png");
    expect_book(work, &book, NULL, "binary -!0.0 zip\n");
    book = (struct book){0};
    book_add(&book, "a.txt", "a");
    expect_book(work, &book, NULL, "binary -!0.0 zip\n");
    book_add(&book, "_rels/.rels", root_relation(work->arena, "ppt/presentation.xml"));
    expect_book(work, &book, NULL, "binary -!0.0 pptx\n");
    book_add(&book, "_rels/.rels", root_relation(work->arena, "xl/workbook.bin"));
    expect_book(work, &book, NULL, "binary -!0.0 xlsb\n");
    book_add(&book, "_rels/.rels", root_relation(work->arena, "a.xml"));
    book_add(&book, "a.xml", "<a/>");
    expect_book(work, &book, NULL, "binary -!0.0 zip\n");
}

/* --- Encodings ---------------------------------------------------------------------------------------------------- */

/* "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp" typed with a TCVN3 font. */
static void old_fonts_are_read(void **state)
{
    struct work *work = *state;
    static const char typed[] =
        "S\xC3\xAB N\xC3\xA9i v\xC3\xB4, S\xC3\xAB T\xC2\xB5i ch\xC3\x9Dnh, S\xC3\xAB T\xC2\xAD ph\xC2\xB8p";
    static const char meant[] = "S\xE1\xBB\x9F N\xE1\xBB\x99i v\xE1\xBB\xA5, S\xE1\xBB\x9F T\xC3\xA0i ch\xC3\xADnh, "
                                "S\xE1\xBB\x9F T\xC6\xB0 ph\xC3\xA1p";
    struct par_arena *arena = work->arena;
    struct book shared = workbook(arena, ROW("<c t=\"s\"><v>0</v></c>"));
    book_set_strings(&shared, arena, par_arena_join(arena, "<si><t>", typed, "</t></si>", NULL));
    struct book direct = workbook(
        arena, par_arena_join(arena, "<sheetData><row><c t=\"str\"><v>", typed, "</v></c></row></sheetData>", NULL));
    struct book word = document(arena, par_arena_join(arena, "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>", typed,
                                                      "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", NULL));
    const char *finding = "read as -!0.0 tcvn3 in utf-8|7|7\n";
    expect_book(work, &shared, NULL, par_arena_join(arena, "1:[", meant, "]\n", finding, NULL));
    expect_book(work, &direct, NULL, par_arena_join(arena, "1:[", meant, "]\n", finding, NULL));
    expect_book(work, &word, NULL, par_arena_join(arena, "1!1:[", meant, "]\n", finding, NULL));
}

/* --- Documents ---------------------------------------------------------------------------------------------------- */

#define TBL(rows) "<w:tbl><w:tblPr/><w:tblGrid/>" rows "</w:tbl>"
#define TR(cells) "<w:tr>" cells "</w:tr>"
#define TC(inner) "<w:tc>" inner "</w:tc>"
#define P(runs) "<w:p>" runs "</w:p>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define SPAN(count) "<w:tcPr><w:gridSpan w:val=\"" count "\"/></w:tcPr>"
#define DOWN(how) "<w:tcPr><w:vMerge" how "/></w:tcPr>"

static const struct sheet_case documents[] = {
    {P(R("a")), ""},
    {TBL(TR(TC(P(R("a"))) TC(P(R("b") R("c")))) TR(TC(P("")) TC(P(R("d")) P("") P(R("e"))))),
     "1!1:[a][bc]\n2:[][d\n\ne]\n"},
    {TBL(TR(TC(P(R("a"))))) P("") TBL(TR(TC(P(""))) TR(TC(P(R("b"))))), "1!1:[a]\n2!1:\n2:[b]\n"},
    {TBL(TR(TC(SPAN("3") P(R("a"))) TC(P(R("b"))))), "1!1:[a]m[a]m[a][b]\n"},
    {TBL(TR(TC(DOWN(" w:val=\"restart\"") P(R("a"))) TC(P(R("x")))) TR(TC(DOWN("") P("")) TC(P(R("y"))))
             TR(TC(DOWN(" w:val=\"continue\"") P("")) TC(P(R("z")))) TR(TC(P(R("b"))))),
     "1!1:[a][x]\n2:m[a][y]\n3:m[a][z]\n4:[b]\n"},
    {TBL(TR(TC(DOWN("") P(R("a")))) TR(TC(DOWN("") P(R("b"))))), "1!1:[a]\n2:m[a]\n"},
    {TBL(TR("<w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>" TC(P(R("a"))))), "1!1:[][][a]\n"},
    {TBL(TR(TC(P(R("a")) TBL(TR(TC(P(R("b"))) TC(SPAN("2") P(R("c"))))) P(R("d"))) TC(P(R("e"))))),
     "1!1:[a\nb\nc\nd][e]\n"},
    {TBL(TR(TC(P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>")))),
     "1!1:[a\tb\nc-d]\n"},
    {TBL(TR(TC(P("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" R("a"))))), "1!1:[a]\n"},
    {TBL(TR(TC(P("<w:ins>" R("a") "</w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:moveFrom>" R(
         "c") "</w:moveFrom><w:moveTo>" R("d") "</w:moveTo>")))),
     "1!1:[ad]\n"},
    {TBL(TR(TC(P(R("a")))) TR("<w:trPr><w:del/></w:trPr>" TC(P(R("b")))) TR(TC(P(R("c"))))), "1!1:[a]\n2:[c]\n"},
    {TBL(TR(
         TC("<w:tcPr><w:gridSpan w:val=\"2\"/><w:tcPrChange><w:tcPr><w:gridSpan w:val=\"9\"/></w:tcPr></w:tcPrChange>"
            "</w:tcPr>" P(R("a"))))),
     "1!1:[a]m[a]\n"},
    {TBL(TR(TC(P("<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText></w:r>" R("7"))))),
     "1!1:[7]\n"},
    {TBL(TR(TC(P("<mc:AlternateContent><mc:Choice><w:r><w:txbxContent>" P(R("x"))
                     TBL(TR(TC(P(R("y"))))) "</w:txbxContent></w:r></mc:Choice><mc:Fallback>" R(
                         "z") "</mc:Fallback></mc:AlternateContent>" R("a"))))),
     "1!1:[a]\n"},
    {TBL(TR(TC(P(
         "<m:oMath><m:f><m:num><m:r><m:t>b</m:t></m:r></m:num><m:den><m:r><m:t>a</m:t></m:r></m:den></m:f></m:oMath>" R(
             "*2"))))),
     "1!1:[(b)/(a)*2]\n"},
    {TBL(TR(TC(P("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>")))), "1!1:[\xEF\x83\xBE]\n"},
    {TBL("<w:sdt><w:sdtContent>" TR("<w:sdt><w:sdtContent>" TC(
         P("<w:hyperlink>" R("a") "</w:hyperlink>")) "</w:sdtContent></w:sdt>") "</w:sdtContent></w:sdt>"),
     "1!1:[a]\n"},
    {TBL(TR(TC(SPAN("9999") P("")))), "broken 1!1.0 word/document.xml|a table with too many columns\n"},
    {TBL(TC(P("a"))), ""},
};

static void documents_give_their_tables(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        struct book book = document(work->arena, documents[i].inner);
        expect_book(work, &book, NULL, documents[i].rows);
    }
}

static void a_table_of_a_document_is_chosen(void **state)
{
    struct work *work = *state;
    struct book book = document(work->arena, TBL(TR(TC(P(R("a"))))) TBL(TR(TC(P(R("b"))))));
    expect_book(work, &book, "2", "2!1:[b]\n");
    expect_book(work, &book, "3", "sheet? -!0.0 3|1 ... 2\n");
    expect_book(work, &book, "x", "sheet? -!0.0 x|1 ... 2\n");
}

#define NUMBERED(use, level) \
    "<w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" use "\"/></w:numPr></w:pPr>"
#define LEVEL(number, start, figures, text)                                                 \
    "<w:lvl w:ilvl=\"" number "\"><w:start w:val=\"" start "\"/><w:numFmt w:val=\"" figures \
    "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"

static void automatic_numbers_are_counted(void **state)
{
    struct work *work = *state;
    struct book book = document(
        work->arena,
        P(NUMBERED("1", "0") R("heading"))
            TBL(TR(TC(P(NUMBERED("1", "1") "")) TC(P(NUMBERED("1", "2") R("x")))) TR(TC(P(NUMBERED("1", "1") R("b"))))
                    TR(TC(P(NUMBERED("1", "0") R("c")) P(NUMBERED("1", "1") R("d"))))
                        TR(TC(P(NUMBERED("2", "0") R("e"))) TC(P(NUMBERED("2", "0") R("f"))))
                            TR(TC(P(NUMBERED("3", "0") R("g"))) TC(P(NUMBERED("9", "0") R("h")))
                                   TC(P(NUMBERED("0", "0") R("i"))))));
    book_add(&book, "word/_rels/document.xml.rels",
             relations(work->arena,
                       "<Relationship Id=\"n\" Type=\"" LINK_NAMESPACE "/numbering\" Target=\"numbering.xml\"/>"));
    book_add(&book, "word/numbering.xml",
             "<w:numbering xmlns:w=\"" WORD_NAMESPACE "\">"
             "<w:abstractNum w:abstractNumId=\"5\">" LEVEL("0", "1", "upperRoman", "%1")
                 LEVEL("1", "1", "decimal", "%1.%2.")
                     LEVEL("2", "26", "lowerLetter",
                           "%3)") "</w:abstractNum>"
                                  "<w:abstractNum w:abstractNumId=\"6\">" LEVEL(
                                      "0", "1", "bullet",
                                      "o") "</w:abstractNum>"
                                           "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num>"
                                           "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride "
                                           "w:ilvl=\"0\"><w:startOverride w:val=\"9\"/>"
                                           "</w:lvlOverride></w:num>"
                                           "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"6\"/></w:num></w:numbering>");
    expect_book(work, &book, NULL, "1!1:[I.1.][z) x]\n2:[I.2. b]\n3:[II c\nII.1. d]\n4:[IX e][X f]\n5:[g][h][i]\n");
    book_remove(&book, "word/numbering.xml");
    expect_book(work, &book, NULL, "broken -!0.0 word/numbering.xml|missing\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cells_are_read_by_their_type, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_are_numbered_and_gaps_are_blank, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_are_shown_as_excel_shows_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(formats_have_numbers_of_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(merged_cells_repeat_the_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(merges_cost_no_more_than_the_cells_in_use, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dates_of_two_kinds_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_of_a_sheet_have_their_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_must_be_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_outside_the_file_is_opened, set_up, tear_down),
        cmocka_unit_test_setup_teardown(entities_and_depth_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sizes_are_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_row_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_cut_off_file_is_a_fault, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_byte_is_survived, set_up, tear_down),
        cmocka_unit_test_setup_teardown(passwords_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sheet_is_chosen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_of_sheets_are_compared_composed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(prefixes_and_strict_names_are_understood, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_files_in_a_zip_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(old_fonts_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(documents_give_their_tables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_of_a_document_is_chosen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(automatic_numbers_are_counted, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
