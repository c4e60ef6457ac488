/* A table read in pieces by several threads against the same table read by libcsv, row after row: the same rows, lines
 * and findings, wherever the cuts lie. Rows are compared as sums over all of them, findings in their order. */
#include "bulk_reading.h"
#include "support.h"

#include <stdlib.h>

enum { LONGEST = 4000 };

static uint32_t files = 4000, seed = 7; /* of the random ones; test_pieces FILES SEED for more */

static void check(struct par_span file, const struct bulk_way *way)
{
    static const struct bulk_way libcsv = {.scan = PAR_SCAN_NONE};
    struct bulk_result expected, found;
    read_in_bulk(file, &libcsv, &expected);
    read_in_bulk(file, way, &found);
    if (expected.rows != found.rows || expected.sum != found.sum || strcmp(expected.said, found.said) != 0)
        fail_msg("%u threads, pieces of %u: %llu rows instead of %llu\n%s\ninstead of\n%s\n%.*s",
                 (unsigned)way->threads, (unsigned)way->piece, (unsigned long long)found.rows,
                 (unsigned long long)expected.rows, found.said, expected.said, (int)file.size, file.text);
}

static void check_all(struct par_span file)
{
    static const size_t pieces[] = {1, 2, 7, 64, 500};
    for (size_t threads = 1; threads <= 4; threads++)
        for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
            check(file, &(struct bulk_way){PAR_SCAN_BEST, threads, pieces[i], 0});
}

static void check_text(const char *text)
{
    check_all(par_span_of(text));
}

/* What lies within quotes looks like rows, and wherever a piece ends it must not become some. */
static void test_rows_in_quotes(void **state)
{
    (void)state;
    check_text("unit,name,x\n1,a,\"2,b,y\n3,c,z\n4,d,w\n\"\n5,e,v\n6,f,\"u\n7,g,t\n\"\"8\"\"\n\"\n9,h,s\n");
    check_text("unit,name,x\n1,\"\"\"\n2,\"\"\n3,c,z\n\",q\n5,e,v\n");
    check_text("unit,name,x\n1,a,b\n2,\"c\n3,d,e\n4,f,g\n5,h,i\n"); /* never closed */
}

static void test_odd_quotes(void **state)
{
    (void)state;
    check_text("unit,name,x\n1,a\"b,c\n2,d,e\n\"3\"x,f,g\n4,h,\"i\nj\"k\n5,l,m\n6,n,o\n");
    check_text("unit,name,x\n1,a\"b,c\n2,\",d\n3,\"e\n4,f\",g\n5,h,i\n6,j,k\n");
    check_text("unit,name,x\n1, \"a\nb\" ,c\n2,d,e\r\"3\",f,g\n4,h,\"i\"\r\"5\",j,k\n");
}

/* Blank lines count when a row comes behind them, wherever that is. */
static void test_blank_lines(void **state)
{
    (void)state;
    check_text("unit,name,x\n1,a,b\n\n\n , , \n\n2,c,d\n\n,,\n");
    check_text("unit,name,x\n1,a,b\n\n\n\"x\"y,c,d\n\n2,e,f\n\n3,\xE1,g\n\n4,h,i\n\"\",\"\",\"\"\n5,j,k\n");
    check_text("unit,name,x\n\n\n\n\n\n\n\n\n\n\n\n\n");
}

static void test_other_rows(void **state)
{
    (void)state;
    check_text(
        "unit,name,x\n(1),(2),(3)\n1,a\n2,b,c,d\n3,e,f,\n4,g,h,,\n\xC3\xAD,\xE1\xBA\xA5,j\n'=1,'a,'-2\n x , y , z \n");
    check_text("unit;name;x\r\n1;a;b\r\n2;c;d\r\n3;e;f\r\n");
    check_text("unit,name,x\n1,a,b");
    check_text("unit,name,x\n");
    check_text("unit,name,x");
    check_text("");
}

static void test_random(void **state)
{
    char text[LONGEST + 256];
    uint32_t random = seed;
    (void)state;
    for (uint32_t i = 0; i < files; i++) {
        size_t size = random_table(&random, text, next_random(&random) % (i % 16 ? 300 : LONGEST));
        struct bulk_way way = {(enum par_scan_kind)(PAR_SCAN_PORTABLE + i % 3), 1 + i % 4, 1 + (i / 7) % 300,
                               i % 2 ? 0 : 13};
        check((struct par_span){text, size}, &way);
    }
}

int main(int argc, char **argv)
{
    if (argc > 2) {
        files = (uint32_t)strtoul(argv[1], NULL, 10);
        seed = (uint32_t)strtoul(argv[2], NULL, 10);
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows_in_quotes), cmocka_unit_test(test_odd_quotes),
                                       cmocka_unit_test(test_blank_lines), cmocka_unit_test(test_other_rows),
                                       cmocka_unit_test(test_random)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
