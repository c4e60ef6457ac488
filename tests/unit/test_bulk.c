/* The scanner in front of libcsv against libcsv alone: random files of every kind of byte that means something, in
 * pieces of every size, by every instruction set. Rows, lines, fields and findings must be the same. */
#include "parindex/table.h"
#include "support.h"

enum { FILES = 60000, LONGEST = 400 };

/* Numbers that are the same everywhere (Numerical Recipes' LCG). */
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static size_t random_file(uint32_t *state, char *text)
{
    static const char *const parts[] = {"a",       "b1",         ",",
                                        ",",       ",",          "\n",
                                        "\n",      "\r\n",       "\"",
                                        "\"\"",    "\"x\"",      " ",
                                        "\t",      ";",          "\r",
                                        "'=",      "'",          "ấ",
                                        "\xE1",    "\"a\nb\"",   "\"c,\"\"d\"",
                                        "12.5",    ",,",         "sep=",
                                        ",\"q\",", "\"w\r\nz\"", "long enough to fill some of a block of bytes"};
    size_t size = 0, wanted = next_random(state) % LONGEST, kinds = sizeof parts / sizeof *parts;
    size_t calm = next_random(state) % 2 ? kinds : 8;
    while (size < wanted) {
        const char *part = parts[next_random(state) % calm];
        size_t more = strlen(part);
        memcpy(text + size, part, more);
        size += more;
        if (next_random(state) % 400 == 0)
            text[size++] = '\0';
    }
    return size;
}

/* All that a reader says of a file, as text. */
static size_t reading(struct par_span bytes, size_t chunk, enum par_scan_kind scan, char separator, char *out,
                      size_t room)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 1000, 1000);
    struct par_table_options options = {
        .separator = separator, .encoding = {PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}, .scan = scan};
    struct par_table *table = par_table_open(par_source_memory(bytes, chunk, "f", arena), &options, diags);
    struct par_row row;
    size_t size = 0;
    while (par_table_next(table, &row)) {
        size += (size_t)snprintf(out + size, room - size, "%u:", (unsigned)row.line);
        for (size_t i = 0; i < row.count; i++)
            size += (size_t)snprintf(out + size, room - size, "<%.*s>", (int)row.fields[i].size,
                                     row.fields[i].size ? row.fields[i].text : "");
    }
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next)
        size += (size_t)snprintf(out + size, room - size, "[%d %u %u %s]", (int)diag->code, (unsigned)diag->place.line,
                                 (unsigned)diag->place.field, diag->args[0] ? diag->args[0] : "");
    par_table_close(table);
    par_arena_free(arena);
    return size;
}

static void check_file(struct par_span bytes, char separator, uint32_t number)
{
    static char expected[65536], found[65536];
    static const size_t chunks[] = {0, 1, 7, 64, 100};
    size_t size = reading(bytes, 0, PAR_SCAN_NONE, separator, expected, sizeof expected);
    for (int scan = PAR_SCAN_PORTABLE; scan <= PAR_SCAN_AVX2; scan++) {
        size_t chunk = chunks[number % 5];
        size_t other = reading(bytes, chunk, (enum par_scan_kind)scan, separator, found, sizeof found);
        if (size != other || memcmp(expected, found, size) != 0)
            fail_msg("file %u, scanner %d:\n%.*s\nlibcsv: %s\nscanner: %s", (unsigned)number, scan, (int)bytes.size,
                     bytes.text, expected, found);
    }
}

static void test_random(void **state)
{
    static const char separators[] = {',', ';', '\t'};
    char text[LONGEST + 128];
    uint32_t random = 20251122;
    (void)state;
    for (uint32_t i = 0; i < FILES; i++) {
        size_t size = random_file(&random, text);
        check_file((struct par_span){text, size}, separators[i % 8 < 6 ? 0 : i % 8 - 5], i);
    }
}

/* Files longer than the window and the buffer: rows that lie across every border of both. */
static void test_borders(void **state)
{
    enum { SIZE = 300 * 1024 };
    static char text[SIZE + 200], expected[4 * SIZE], found[4 * SIZE];
    (void)state;
    for (uint32_t shift = 0; shift < 70; shift++) {
        uint32_t random = shift;
        size_t size = shift;
        memset(text, 'h', shift);
        while (size < SIZE) {
            uint32_t kind = next_random(&random) % 64;
            size += (size_t)sprintf(text + size, "%u,%s,ấ%s", (unsigned)size,
                                    kind == 0   ? "\"a\n\"\"b,c\""
                                    : kind == 1 ? "x\""
                                                : "plain",
                                    kind % 2 ? "\r\n" : "\n");
        }
        struct par_span bytes = {text, size};
        size_t wanted = reading(bytes, 0, PAR_SCAN_NONE, ',', expected, sizeof expected);
        for (int scan = PAR_SCAN_PORTABLE; scan <= PAR_SCAN_AVX2; scan++) {
            assert_int_equal(reading(bytes, shift % 2 ? 0 : 4099, (enum par_scan_kind)scan, ',', found, sizeof found),
                             wanted);
            assert_memory_equal(expected, found, wanted);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random), cmocka_unit_test(test_borders)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
