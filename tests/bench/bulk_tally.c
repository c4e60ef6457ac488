/* A survey tally on the reader of tables: per unit, a weight and the counts of 22 answers of one digit.
 *
 *     bulk_tally libcsv|portable|sse2|avx2|best THREADS FILE...
 *
 * Prints a sum that must be the same whatever reads. */
#include <stdio.h>
#include <stdlib.h>

#include "parindex/bulk.h"
#include "parindex/names.h"

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

struct counter {
    struct par_arena *arena;
    struct par_names *names;
    struct unit *units;
    struct par_span *texts;
    size_t count;
};

static void take(struct unit *unit, const struct par_span *fields)
{
    for (size_t i = 0; i < ANSWERS; i++) {
        struct par_span field = fields[2 + i];
        unsigned digit = field.size == 1 ? (unsigned)(*field.text - '0') : DIGITS;
        if (digit < DIGITS)
            unit->answers[i][digit]++;
    }
    for (size_t i = 0; i < fields[1].size; i++)
        if (fields[1].text[i] != '.')
            unit->weight += (uint64_t)(fields[1].text[i] - '0');
}

static struct unit *unit_of(struct counter *counter, struct par_span text)
{
    int32_t known = par_names_find(counter->names, text);
    if (known >= 0)
        return &counter->units[known];
    struct par_span kept = {par_arena_copy(counter->arena, text), text.size};
    counter->texts[counter->count] = kept;
    par_names_add(counter->names, kept, (int32_t)counter->count);
    return &counter->units[counter->count++];
}

static struct counter *new_counter(struct par_arena *arena)
{
    struct counter *counter = par_arena_alloc(arena, sizeof *counter);
    *counter = (struct counter){.arena = arena, .names = par_names_new(arena)};
    counter->units = par_arena_array(arena, UNITS, sizeof *counter->units);
    counter->texts = par_arena_array(arena, UNITS, sizeof *counter->texts);
    return counter;
}

static void *begin(void *context, struct par_records *records)
{
    (void)context;
    return new_counter(records->arena);
}

static void take_rows(void *worker, struct par_records *records)
{
    struct counter *counter = worker;
    while (par_records_next(records))
        take(unit_of(counter, records->fields[0]), records->fields);
}

static void end(void *context, void *worker)
{
    struct counter *all = context;
    const struct counter *counter = worker;
    for (size_t u = 0; u < counter->count; u++) {
        struct unit *unit = unit_of(all, counter->texts[u]);
        unit->weight += counter->units[u].weight;
        for (size_t i = 0; i < ANSWERS; i++)
            for (size_t d = 0; d < DIGITS; d++)
                unit->answers[i][d] += counter->units[u].answers[i][d];
    }
}

/* By libcsv row after row, or in pieces by threads. */
static void tally(const char *path, enum par_scan_kind kind, size_t threads, struct counter *all)
{
    struct par_diags *diags = par_diags_new(all->arena, 20, 20);
    struct par_reading how = {.table = {.separator = ',', .scan = kind}};
    struct par_records records;
    bool columns[ANSWERS + 2];
    memset(columns, true, sizeof columns);
    struct par_bulk bulk = {
        .threads = threads, .columns = columns, .context = all, .begin = begin, .take = take_rows, .end = end};
    if (!par_records_open(&records, path, &how, all->arena, diags) || records.width != ANSWERS + 2)
        return;
    if (kind == PAR_SCAN_NONE)
        take_rows(all, &records);
    else
        par_bulk_read(&records, &bulk);
    par_records_close(&records);
}

static int compare(const void *a, const void *b)
{
    const struct unit *left = a, *right = b;
    return (left->weight > right->weight) - (left->weight < right->weight);
}

int main(int argc, char **argv)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct counter *all = new_counter(arena);
    uint64_t sum = 0;
    if (argc < 4)
        return 2;
    for (int i = 3; i < argc; i++)
        tally(argv[i], kind_of(argv[1]), (size_t)(argv[2][0] - '0'), all);
    qsort(all->units, all->count, sizeof *all->units, compare);
    for (size_t u = 0; u < all->count; u++)
        for (size_t i = 0; i < ANSWERS; i++)
            for (size_t d = 0; d < DIGITS; d++)
                sum += (all->units[u].answers[i][d] + 1) * (all->units[u].weight + i * DIGITS + d);
    printf("%zu units, %llu\n", all->count, (unsigned long long)sum);
    par_arena_free(arena);
    return 0;
}
