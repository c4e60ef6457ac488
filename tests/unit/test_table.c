#include "parindex/table.h"

#include <csv.h>
#include <errno.h>

#include "support.h"

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

static void add_number(struct dump *dump, size_t number, const char *behind)
{
    char text[32];
    snprintf(text, sizeof text, "%zu%s", number, behind);
    add(dump, par_span_of(text));
}

static void add_row(struct dump *dump, const struct par_row *row, uint32_t lines_before)
{
    add_number(dump, row->line - lines_before, ":");
    for (size_t i = 0; i < row->count; i++) {
        add(dump, par_span_of("["));
        add(dump, row->fields[i]);
        add(dump, par_span_of("]"));
    }
    add(dump, par_span_of("\n"));
}

static void add_findings(struct dump *dump, const struct par_diags *diags, uint32_t lines_before)
{
    static const char *const names[PAR_CODE_COUNT] = {
        [PAR_CSV_QUOTE] = "quote",       [PAR_CSV_UNCLOSED] = "unclosed", [PAR_TEXT_UTF8] = "utf8",
        [PAR_CSV_TOO_LONG] = "too long", [PAR_TEXT_UTF16] = "utf16",      [PAR_TEXT_BINARY] = "binary",
        [PAR_FILE_READ] = "read",
    };
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next) {
        add_number(dump, diag->place.line > lines_before ? diag->place.line - lines_before : diag->place.line, ".");
        add_number(dump, diag->place.field, " ");
        add(dump, par_span_of(names[diag->code]));
        add(dump, par_span_of("\n"));
    }
}

static const struct par_table_options commas = {.separator = ','};

/* All rows of a table, without the first `lines_before` lines, then the findings. */
static void dump_table(struct work *work, struct par_source *source, char separator, uint32_t lines_before,
                       struct dump *dump)
{
    forget_findings(work);
    dump->size = 0;
    dump->text[0] = '\0';
    struct par_table *table = par_table_open(source, &(struct par_table_options){.separator = separator}, work->diags);
    struct par_row row;
    while (par_table_next(table, &row) == 1)
        if (row.line > lines_before)
            add_row(dump, &row, lines_before);
    assert_int_equal(par_table_next(table, &row), 0);
    assert_int_equal(par_table_failed(table), par_diags_count(work->diags, PAR_FATAL) > 0);
    par_table_close(table);
    add_findings(dump, work->diags, lines_before);
}

static void expect_dump(struct work *work, struct par_span text, const char *expected)
{
    struct dump *dump = malloc(sizeof *dump);
    assert_non_null(dump);
    dump_table(work, par_source_memory(text, 0, "t.csv", work->arena), 0, 0, dump);
    assert_string_equal(dump->text, expected);
    free(dump);
}

/* --- What the format says ----------------------------------------------------------------------------------------- */

struct table_case {
    const char *text;
    const char *rows;
};

/* RFC 4180, section 2, rules 1 to 7 in their order. Of rule 4 ("spaces are considered part of a field") the reader
 * departs for fields without quotes. */
static const struct table_case standard[] = {
    {"aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", "1:[aaa][bbb][ccc]\n2:[zzz][yyy][xxx]\n"},
    {"aaa,bbb,ccc\r\nzzz,yyy,xxx", "1:[aaa][bbb][ccc]\n2:[zzz][yyy][xxx]\n"},
    {"field_name,field_name,field_name\r\naaa,bbb,ccc\r\nzzz,yyy,xxx\r\n",
     "1:[field_name][field_name][field_name]\n2:[aaa][bbb][ccc]\n3:[zzz][yyy][xxx]\n"},
    {"aaa,bbb,ccc", "1:[aaa][bbb][ccc]\n"},
    {"\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", "1:[aaa][bbb][ccc]\n2:[zzz][yyy][xxx]\n"},
    {"\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx", "1:[aaa][b\r\nbb][ccc]\n3:[zzz][yyy][xxx]\n"},
    {"\"aaa\",\"b\"\"bb\",\"ccc\"", "1:[aaa][b\"bb][ccc]\n"},
};

/* The reader's own contract, include/parindex/table.h. */
static const struct table_case contract[] = {
    {"", ""},
    {"\xEF\xBB\xBF", ""},
    {"\xEF\xBB\xBFunit,name\n", "1:[unit][name]\n"},
    {"a,b\nc,d\n", "1:[a][b]\n2:[c][d]\n"},
    {"a,b\rc,d\re,f", "1:[a][b]\n2:[c][d]\n3:[e][f]\n"},
    {"a\r\n\r\nb\n\rc\r", "1:[a]\n2:\n3:[b]\n4:\n5:[c]\n"},
    {"a,b\n\n \t \n,\n\"\",\"\"\nc,d\n\n\n", "1:[a][b]\n2:\n3:\n4:\n5:\n6:[c][d]\n7:\n8:\n"},
    {"a,b\n  ", "1:[a][b]\n2:\n"},
    {"a,\n,b\na,,b", "1:[a][]\n2:[][b]\n3:[a][][b]\n"},
    {" a , \"b \" ,\tc d\t\n", "1:[a][b ][c d]\n"},
    {"a;b,c;d\n", "1:[a][b,c][d]\n"},
    {"a\tb\t\tc\n", "1:[a][b][][c]\n"},
    {"a,b;c\n", "1:[a][b;c]\n"},
    {"\"a;b;c;d\",e\n", "1:[a;b;c;d][e]\n"},
    {"\n\na;b;c\n", "1:\n2:\n3:[a][b][c]\n"},
    {"one\ntwo\n", "1:[one]\n2:[two]\n"},
    {"'=1+1,'+84,'-5,'@x,'a,',''=b\n", "1:[=1+1][+84][-5][@x]['a]['][''=b]\n"},
    {"\"'\tx\",\"'\ry\",\"'=\"\n", "1:[\tx][\ry][=]\n"},
    {"S\xE1\xBB\x9F,N\xE1\xBB\x99i\n", "1:[S\xE1\xBB\x9F][N\xE1\xBB\x99i]\n"},
};

/* Faults: where they are said to be, and that the lines behind them are read. */
static const struct table_case faults[] = {
    {"a,b\nc\"d,e\nf,g\n", "1:[a][b]\n3:[f][g]\n2.1 quote\n"},
    {"a,b\nc,\"d\"e\nf,g\n", "1:[a][b]\n3:[f][g]\n2.2 quote\n"},
    {"a,b\nc,\"d\" \"e\"\nf,g\n", "1:[a][b]\n3:[f][g]\n2.2 quote\n"},
    {"a,b\nc,\"d\ne\nf\"g,h\ni,j\n", "1:[a][b]\n5:[i][j]\n4.2 quote\n"},
    {"a,b\nc,\"d\ne,f\n", "1:[a][b]\n2.2 unclosed\n"},
    {"a,\"", "1.2 unclosed\n"},
    {"a,\"b\"\"", "1.2 unclosed\n"},
    {"a,b\nc,\xE9t\xE9\nd,e\n", "1:[a][b]\n3:[d][e]\n2.2 utf8\n"},
    {"a,\"b\n\xC3\",c\nd,e\n", "3:[d][e]\n2.2 utf8\n"},
    {"a,\"b\xC3\n\xA9\",c\nd,e\n", "3:[d][e]\n1.2 utf8\n"},
};

static void check_cases(struct work *work, const struct table_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_dump(work, par_span_of(cases[i].text), cases[i].rows);
}

static void rows_are_as_rfc_4180_says(void **state)
{
    check_cases(*state, standard, sizeof standard / sizeof *standard);
}

static void rows_are_as_the_header_says(void **state)
{
    check_cases(*state, contract, sizeof contract / sizeof *contract);
}

static void faults_have_their_place(void **state)
{
    check_cases(*state, faults, sizeof faults / sizeof *faults);
}

static void a_broken_row_tells_where_it_began(void **state)
{
    struct work *work = *state;
    expect_dump(work, par_span_of("a,\"b\nc\"d\n"), "2.2 quote\n");
    assert_string_equal(only_finding(work)->args[0], "1");
    expect_dump(work, par_span_of("a\"\n"), "1.1 quote\n");
    assert_null(only_finding(work)->args[0]);
    expect_dump(work, par_span_of("a,caf\xE9\n"), "1.2 utf8\n");
    assert_string_equal(only_finding(work)->args[0], "0xE9");
}

static void expect_kind(struct work *work, struct par_span bytes, const char *kind)
{
    expect_dump(work, bytes, "0.0 binary\n");
    assert_string_equal(only_finding(work)->args[0], kind);
}

static void other_formats_are_named(void **state)
{
    struct work *work = *state;
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char locked[] = "\xD0\xCF\x11\xE0..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    static const char word[] = "\xD0\xCF\x11\xE0..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";
    expect_kind(work, (struct par_span){ole, sizeof ole - 1}, "xls");
    expect_kind(work, (struct par_span){locked, sizeof locked - 1}, "password");
    expect_kind(work, (struct par_span){word, sizeof word - 1}, "doc");
    expect_kind(work, par_span_of("%PDF-1.7\n"), "pdf");
    expect_kind(work, par_span_of("\xEF\xBB\xBF\n <TABLE border=1>"), "html");
    expect_kind(work, par_span_of("{\\rtf1"), "rtf");
    expect_kind(work, par_span_of("\x1F\x8B\x08"), "gzip");
    expect_kind(work, par_span_of("\x89PNG\r\n"), "image");
}

/* ECMA-376 has no such thing: it is Excel's own first line, which it also writes and hides. */
static void a_sep_line_names_the_separator(void **state)
{
    struct work *work = *state;
    expect_dump(work, par_span_of("sep=;\r\na,b;c\r\n"), "2:[a,b][c]\n");
    expect_dump(work, par_span_of("SEP=\t\na,b\tc\n"), "2:[a,b][c]\n");
    expect_dump(work, par_span_of("\"sep=;\"\na;b\n"), "2:[a][b]\n");
    expect_dump(work, par_span_of("sep=|\na\n"), "1:[sep=|]\n2:[a]\n");
}

static void a_nul_in_text_is_no_text(void **state)
{
    struct work *work = *state;
    char text[200];
    memset(text, 'x', sizeof text);
    text[99] = '\n';
    text[150] = '\0';
    struct dump *dump = malloc(sizeof *dump);
    assert_non_null(dump);
    dump_table(work, par_source_memory((struct par_span){text, sizeof text}, 0, "t.csv", work->arena), 0, 1, dump);
    assert_string_equal(dump->text, "1.1 utf8\n");
    assert_string_equal(only_finding(work)->args[0], "0x00");
    free(dump);
}

static void the_separator_is_told(void **state)
{
    struct work *work = *state;
    struct par_table *table =
        par_table_open(par_source_memory(par_span_of("a;b"), 0, "s.csv", work->arena), NULL, work->diags);
    assert_int_equal(par_table_separator(table), ';');
    assert_string_equal(par_table_name(table), "s.csv");
    par_table_close(table);
    table = par_table_open(par_source_memory(par_span_of("a;b"), 0, "s.csv", work->arena), &commas, work->diags);
    struct par_row row;
    assert_int_equal(par_table_next(table, &row), 1);
    assert_int_equal(row.count, 1);
    par_table_close(table);
    par_table_close(NULL);
}

/* --- Chunks and buffers ------------------------------------------------------------------------------------------- */

static void check_chunks(struct work *work, struct par_span text, struct dump *expected, struct dump *found)
{
    dump_table(work, par_source_memory(text, 0, "t.csv", work->arena), 0, 0, expected);
    for (size_t chunk = 1; chunk <= text.size; chunk++) {
        dump_table(work, par_source_memory(text, chunk, "t.csv", work->arena), 0, 0, found);
        assert_string_equal(found->text, expected->text);
    }
}

/* The text behind a first line that ends `before` bytes ahead of the edge of the reader's buffer of 128 KiB. */
static struct par_span behind_padding(struct par_arena *arena, struct par_span text, size_t before)
{
    size_t padding = (size_t)128 * 1024 - before;
    char *padded = par_arena_alloc(arena, padding + text.size + 1);
    memset(padded, 'x', padding - 1);
    padded[padding - 1] = '\n';
    if (text.size > 0)
        memcpy(padded + padding, text.text, text.size);
    return (struct par_span){padded, padding + text.size};
}

static void check_edge(struct work *work, struct par_span text, struct dump *expected, struct dump *found)
{
    dump_table(work, par_source_memory(text, 0, "t.csv", work->arena), ',', 0, expected);
    for (size_t before = 0; before <= text.size; before++) {
        struct par_arena *arena = par_arena_new(NULL);
        struct par_span padded = behind_padding(arena, text, before);
        dump_table(work, par_source_memory(padded, 0, "t.csv", arena), ',', 1, found);
        assert_string_equal(found->text, expected->text);
        par_arena_free(arena);
    }
}

typedef void check_function(struct work *, struct par_span, struct dump *, struct dump *);

static void for_all_cases(struct work *work, check_function *check, bool with_marks)
{
    static const struct {
        const struct table_case *cases;
        size_t count;
    } groups[] = {{standard, sizeof standard / sizeof *standard},
                  {contract, sizeof contract / sizeof *contract},
                  {faults, sizeof faults / sizeof *faults}};
    struct dump *dumps = malloc(2 * sizeof *dumps);
    assert_non_null(dumps);
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (size_t i = 0; i < groups[g].count; i++) {
            struct par_span text = par_span_of(groups[g].cases[i].text);
            if (with_marks || text.size == 0 || *text.text != '\xEF')
                check(work, text, &dumps[0], &dumps[1]);
        }
    free(dumps);
}

static void every_chunk_size_gives_the_same_rows(void **state)
{
    for_all_cases(*state, check_chunks, true);
}

static void the_edge_of_the_buffer_does_not_show(void **state)
{
    for_all_cases(*state, check_edge, false);
}

static void long_rows_are_read(void **state)
{
    struct work *work = *state;
    enum { LENGTH = 1000 * 1000 };
    char *text = par_arena_alloc(work->arena, LENGTH + 16);
    memset(text, 'x', LENGTH);
    memcpy(text, "a,\"", 3);
    for (size_t i = 1000; i < LENGTH; i += 1000)
        text[i] = '\n';
    memcpy(text + LENGTH, "\",b\nc,d,e\n", 10);
    struct par_source *source = par_source_memory((struct par_span){text, LENGTH + 10}, 4096, "t", work->arena);
    struct par_table *table = par_table_open(source, NULL, work->diags);
    struct par_row row;
    assert_int_equal(par_table_next(table, &row), 1);
    assert_int_equal(row.count, 3);
    assert_true(par_span_is(row.fields[0], "a"));
    assert_int_equal(row.fields[1].size, LENGTH - 3);
    assert_memory_equal(row.fields[1].text, text + 3, LENGTH - 3);
    assert_true(par_span_is(row.fields[2], "b"));
    assert_int_equal(par_table_next(table, &row), 1);
    assert_int_equal(row.line, 1001);
    assert_int_equal(row.count, 3);
    par_table_close(table);
}

static void many_fields_are_read(void **state)
{
    struct work *work = *state;
    enum { FIELDS = 100 * 1000 };
    char *text = par_arena_alloc(work->arena, 2 * FIELDS);
    for (size_t i = 0; i < FIELDS; i++) {
        text[2 * i] = (char)('a' + i % 26);
        text[2 * i + 1] = ',';
    }
    struct par_source *source = par_source_memory((struct par_span){text, 2 * FIELDS - 1}, 0, "t", work->arena);
    struct par_table *table = par_table_open(source, NULL, work->diags);
    struct par_row row;
    assert_int_equal(par_table_next(table, &row), 1);
    assert_int_equal(row.count, FIELDS);
    for (size_t i = 0; i < FIELDS; i++)
        assert_int_equal(*row.fields[i].text, 'a' + i % 26);
    par_table_close(table);
}

/* A source of `left` bytes that ends with a read error or with the end. */
struct endless {
    size_t left;
    char byte;
    int error;
};

static long read_endless(void *context, char *buffer, size_t size)
{
    struct endless *endless = context;
    if (endless->left == 0 && endless->error != 0) {
        errno = endless->error;
        return -1;
    }
    size_t given = size < endless->left ? size : endless->left;
    memset(buffer, endless->byte, given);
    endless->left -= given;
    return (long)given;
}

static void expect_refused(struct work *work, struct endless endless, enum par_code code)
{
    forget_findings(work);
    struct par_source source = {.read = read_endless, .context = &endless, .name = "e.csv", .arena = work->arena};
    struct par_table *table = par_table_open(&source, &commas, work->diags);
    struct par_row row;
    while (par_table_next(table, &row) == 1)
        ;
    assert_true(par_table_failed(table));
    par_table_close(table);
    expect_finding(work, PAR_FATAL, code);
}

static void rows_beyond_the_limit_are_refused(void **state)
{
    expect_refused(*state, (struct endless){20 * 1000 * 1000, 'x', 0}, PAR_CSV_TOO_LONG);
}

static void a_quote_is_not_followed_for_ever(void **state)
{
    struct work *work = *state;
    enum { LENGTH = 17 * 1024 * 1024 };
    char *text = par_arena_alloc(work->arena, LENGTH);
    memset(text, '\n', LENGTH);
    memcpy(text, "a\nb,\"", 5);
    struct par_source *source = par_source_memory((struct par_span){text, LENGTH}, 0, "t", work->arena);
    struct par_table *table = par_table_open(source, NULL, work->diags);
    struct par_row row;
    assert_int_equal(par_table_next(table, &row), 1);
    assert_int_equal(par_table_next(table, &row), 0);
    par_table_close(table);
    expect_finding(work, PAR_FATAL, PAR_CSV_TOO_LONG);
    assert_int_equal(only_finding(work)->place.line, 2);
}

static void read_errors_are_told(void **state)
{
    expect_refused(*state, (struct endless){0, 'x', EIO}, PAR_FILE_READ);
    expect_refused(*state, (struct endless){500 * 1000, '\n', EIO}, PAR_FILE_READ);
}

/* --- Beside plain libcsv ------------------------------------------------------------------------------------------ */

struct reference {
    struct dump *dump;
    bool open; /* a row has begun */
};

static void reference_field(void *bytes, size_t size, void *context)
{
    struct reference *reference = context;
    reference->open = true;
    add(reference->dump, par_span_of("["));
    add(reference->dump, (struct par_span){bytes, size});
    add(reference->dump, par_span_of("]"));
}

static void reference_row(int terminator, void *context)
{
    struct reference *reference = context;
    (void)terminator;
    add(reference->dump, par_span_of("\n"));
    reference->open = false;
}

static void dump_libcsv(struct par_span text, struct dump *dump)
{
    struct reference reference = {dump, false};
    struct csv_parser parser;
    dump->size = 0;
    dump->text[0] = '\0';
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    assert_int_equal(csv_parse(&parser, text.text, text.size, reference_field, reference_row, &reference), text.size);
    assert_int_equal(csv_fini(&parser, reference_field, reference_row, &reference), 0);
    csv_free(&parser);
}

/* As dump_libcsv: without line numbers. */
static void dump_rows(struct work *work, struct par_span text, size_t chunk, struct dump *dump)
{
    dump->size = 0;
    dump->text[0] = '\0';
    struct par_table *table = par_table_open(par_source_memory(text, chunk, "t", work->arena), &commas, work->diags);
    struct par_row row;
    while (par_table_next(table, &row) == 1) {
        for (size_t i = 0; i < row.count; i++) {
            add(dump, par_span_of("["));
            add(dump, row.fields[i]);
            add(dump, par_span_of("]"));
        }
        add(dump, par_span_of("\n"));
    }
    par_table_close(table);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U; /* Numerical Recipes */
    return *seed >> 16;
}

/* A field in quotes of random nasty characters, or a plain one; the first of a row is never empty. */
static void add_random_field(struct dump *text, uint32_t *seed, bool first)
{
    static const char *const pieces[] = {",", "\"\"", "\n", "\r\n", "\r", " ", "\t", "a", "ở", ";", "0.5", "\"\"\"\""};
    bool quoted = next_random(seed) % 2 == 0;
    size_t count = next_random(seed) % 6;
    add(text, par_span_of(quoted ? "\"" : first ? "x" : ""));
    add(text, par_span_of(quoted && first ? "x" : ""));
    for (size_t i = 0; i < count; i++)
        add(text, par_span_of(quoted ? pieces[next_random(seed) % 12] : "ab"));
    add(text, par_span_of(quoted ? "\"" : ""));
}

static void make_random_table(struct dump *text, uint32_t *seed)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    text->size = 0;
    size_t rows = 1 + next_random(seed) % 5;
    for (size_t r = 0; r < rows; r++) {
        size_t fields = 1 + next_random(seed) % 4;
        for (size_t f = 0; f < fields; f++) {
            add(text, par_span_of(f > 0 ? "," : ""));
            add_random_field(text, seed, f == 0);
        }
        add(text, par_span_of(ends[next_random(seed) % 3]));
    }
}

static void well_formed_tables_are_read_as_by_libcsv(void **state)
{
    struct work *work = *state;
    struct dump *dumps = malloc(3 * sizeof *dumps);
    assert_non_null(dumps);
    uint32_t seed = 4180;
    for (int i = 0; i < 2000; i++) {
        make_random_table(&dumps[0], &seed);
        struct par_span text = {dumps[0].text, dumps[0].size};
        dump_libcsv(text, &dumps[1]);
        dump_rows(work, text, 1 + next_random(&seed) % 20, &dumps[2]);
        assert_string_equal(dumps[2].text, dumps[1].text);
    }
    assert_null(par_diags_first(work->diags));
    free(dumps);
}

/* --- Files -------------------------------------------------------------------------------------------------------- */

static void expect_not_opened(struct work *work, const char *path, int reason)
{
    forget_findings(work);
    assert_null(par_source_open(path, work->arena, work->diags));
    expect_finding(work, PAR_FATAL, PAR_FILE_OPEN);
    assert_string_equal(only_finding(work)->place.file, path);
    assert_string_equal(only_finding(work)->args[0], strerror(reason));
}

static void what_is_no_file_is_not_opened(void **state)
{
    expect_not_opened(*state, "/nonexistent/file.csv", ENOENT);
    expect_not_opened(*state, "/", EISDIR);
}

static void a_source_is_read_whole(void **state)
{
    struct work *work = *state;
    struct endless endless = {300 * 1000, 'y', 0};
    struct par_source source = {.read = read_endless, .context = &endless, .name = "y", .arena = work->arena};
    struct par_span all = par_source_all(&source, 300 * 1000, work->arena, work->diags);
    assert_int_equal(all.size, 300 * 1000);
    assert_int_equal(all.text[all.size - 1], 'y');
    assert_int_equal(all.text[all.size], '\0');

    endless.left = 300 * 1000;
    assert_null(par_source_all(&source, 299 * 1000, work->arena, work->diags).text);
    expect_finding(work, PAR_FATAL, PAR_FILE_READ);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_as_rfc_4180_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_are_as_the_header_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_have_their_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_broken_row_tells_where_it_began, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_formats_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sep_line_names_the_separator, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_nul_in_text_is_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_separator_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_chunk_size_gives_the_same_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_edge_of_the_buffer_does_not_show, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_rows_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_fields_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_beyond_the_limit_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_quote_is_not_followed_for_ever, set_up, tear_down),
        cmocka_unit_test_setup_teardown(read_errors_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(well_formed_tables_are_read_as_by_libcsv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_file_is_not_opened, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_source_is_read_whole, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
