/* A survey tally on the reader of tables: per unit, a weight and the counts of 22 answers of one digit.
 *
 *     bulk_tally libcsv|portable|sse2|avx2|best FILE...
 *
 * Prints a sum that must be the same whatever reads. */
#include <stdio.h>

#include "parindex/names.h"
#include "parindex/table.h"

enum { ANSWERS = 22, DIGITS = 10, UNITS = 20000 };

struct unit {
    uint64_t weight;
    uint32_t answers[ANSWERS][DIGITS];
};

static enum par_scan_kind kind_of(const char *name)
{
    static const char *const names[] = {"best", "libcsv", "portable", "sse2", "avx2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return (enum par_scan_kind)i;
    return PAR_SCAN_BEST;
}

static void take(struct unit *unit, const struct par_row *row)
{
    for (size_t i = 0; i < ANSWERS; i++) {
        struct par_span field = row->fields[2 + i];
        unsigned digit = field.size == 1 ? (unsigned)(*field.text - '0') : DIGITS;
        if (digit < DIGITS)
            unit->answers[i][digit]++;
    }
    for (size_t i = 0; i < row->fields[1].size; i++)
        if (row->fields[1].text[i] != '.')
            unit->weight += (uint64_t)(row->fields[1].text[i] - '0');
}

static void tally(const char *path, enum par_scan_kind kind, struct par_names *names, struct unit *units,
                  struct par_arena *arena)
{
    struct par_diags *diags = par_diags_new(arena, 20, 20);
    struct par_table_options options = {.separator = ',', .scan = kind};
    struct par_table *table = par_table_open(par_source_open(path, arena, diags), &options, diags);
    struct par_row row;
    size_t count = 0;
    par_table_next(table, &row);
    while (par_table_next(table, &row)) {
        if (row.count != ANSWERS + 2)
            continue;
        int32_t unit = par_names_find(names, row.fields[0]);
        if (unit < 0) {
            struct par_span kept = {par_arena_copy(arena, row.fields[0]), row.fields[0].size};
            unit = (int32_t)count++;
            par_names_add(names, kept, unit);
        }
        take(&units[unit], &row);
    }
    par_table_close(table);
}

int main(int argc, char **argv)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct unit *units = par_arena_array(arena, UNITS, sizeof *units);
    uint64_t sum = 0;
    for (int i = 2; i < argc; i++)
        tally(argv[i], kind_of(argv[1]), par_names_new(arena), units, arena);
    for (size_t u = 0; u < UNITS; u++)
        for (size_t i = 0; i < ANSWERS; i++)
            for (size_t d = 0; d < DIGITS; d++)
                sum = sum * 31 + units[u].answers[i][d] + units[u].weight;
    printf("%llu\n", (unsigned long long)sum);
    par_arena_free(arena);
    return 0;
}
