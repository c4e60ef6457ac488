/* Tables made of everything that means something in CSV, and all that is read of them in one way or another. */
#ifndef TESTS_BULK_READING_H
#define TESTS_BULK_READING_H

#include <stdio.h>

#include "parindex/bulk.h"

struct bulk_way {
    enum par_scan_kind scan; /* PAR_SCAN_NONE: by libcsv, row after row */
    size_t threads, piece, chunk;
};

struct bulk_result {
    uint64_t rows, sum; /* of what the rows say, each with its line */
    char said[16384];
};

struct bulk_counter {
    uint64_t rows, sum;
};

static inline uint64_t mix(uint64_t digest, uint64_t number)
{
    return (digest ^ number) * UINT64_C(1099511628211);
}

/* Every third column is not asked for. */
static inline void take_rows(void *context, struct par_records *records)
{
    struct bulk_counter *counter = context;
    while (par_records_next(records)) {
        uint64_t digest = mix(UINT64_C(14695981039346656037), records->line);
        for (size_t i = 0; i < records->width; i++) {
            struct par_span field = i % 3 == 1 ? (struct par_span){NULL, 0} : records->fields[i];
            for (size_t k = 0; k < field.size; k++)
                digest = mix(digest, (unsigned char)field.text[k]);
            digest = mix(digest, field.size);
        }
        counter->sum += digest ^ digest >> 29;
        counter->rows++;
    }
}

static inline void *begin_rows(void *context, struct par_records *records)
{
    (void)context;
    return par_arena_alloc(records->arena, sizeof(struct bulk_counter));
}

static inline void end_rows(void *context, void *worker)
{
    struct bulk_counter *all = context;
    const struct bulk_counter *counter = worker;
    all->rows += counter->rows;
    all->sum += counter->sum;
}

static inline void keep_findings(const struct par_diags *diags, char *out, size_t room)
{
    size_t size = 0;
    for (const struct par_diag *diag = par_diags_first(diags); diag && size + 100 < room; diag = diag->next)
        size +=
            (size_t)snprintf(out + size, room - size, "[%d %u %u %.40s]", (int)diag->code, (unsigned)diag->place.line,
                             (unsigned)diag->place.field, diag->args[0] ? diag->args[0] : "");
    for (int code = 0; code < PAR_CODE_COUNT && size + 100 < room; code++)
        if (par_diags_dropped(diags, (enum par_code)code) > 0)
            size += (size_t)snprintf(out + size, room - size, "[%d +%zu]", code,
                                     par_diags_dropped(diags, (enum par_code)code));
    snprintf(out + size, room - size, "[%zu errors]", par_diags_errors(diags));
}

/* Records under the first row, whatever it says: to look for names in it takes longer than all the rest. */
static inline bool open_records(struct par_records *records, struct par_table *table, struct par_arena *arena,
                                struct par_diags *diags)
{
    struct par_row row = {.count = 0};
    while (row.count == 0)
        if (!par_table_next(table, &row))
            return false;
    *records = (struct par_records){
        .name = "f", .table = table, .arena = arena, .diags = diags, .width = row.count, .header_line = row.line};
    records->names = par_arena_array(arena, row.count, sizeof *records->names);
    for (size_t i = 0; i < row.count; i++)
        records->names[i] = "";
    records->headers = records->names;
    return true;
}

static inline void read_in_bulk(struct par_span file, const struct bulk_way *way, struct bulk_result *result)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 5, 8);
    struct par_table_options options = {.encoding = {PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}, .scan = way->scan};
    struct par_table *table = par_table_open(par_source_memory(file, way->chunk, "f", arena), &options, diags);
    struct bulk_counter all = {0, 0};
    struct par_records records;
    if (open_records(&records, table, arena, diags)) {
        bool *columns = par_arena_array(arena, records.width, sizeof *columns);
        for (size_t i = 0; i < records.width; i++)
            columns[i] = i % 3 != 1;
        struct par_bulk bulk = {.threads = way->threads,
                                .piece = way->piece,
                                .columns = columns,
                                .context = &all,
                                .begin = begin_rows,
                                .take = take_rows,
                                .end = end_rows};
        if (way->scan == PAR_SCAN_NONE)
            take_rows(&all, &records);
        else
            par_bulk_read(&records, &bulk);
    }
    par_table_close(table);
    result->rows = all.rows;
    result->sum = all.sum;
    keep_findings(diags, result->said, sizeof result->said);
    par_arena_free(arena);
}

/* Numbers that are the same everywhere (Numerical Recipes' LCG). */
static inline uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* About `wanted` bytes, 128 more at most: half of the tables calm, the others not. */
static inline size_t random_table(uint32_t *state, char *text, size_t wanted)
{
    static const char *const parts[] = {"1,a,b\n",
                                        "2,\xE1\xBA\xA5,d\n",
                                        "\"3\",\"e\",\"f\"\n",
                                        "4,\"g\n5,h,i\n\",j\n",
                                        "6,k,l\r\n",
                                        "7,m\n",
                                        "\n",
                                        ",,\n",
                                        " ,\t, \n",
                                        "8,n,o,p\n",
                                        "9,\"\"\"q\"\"\",r\n",
                                        "\"",
                                        "\r",
                                        "\xE1",
                                        "10,'=s,t\n",
                                        "a\"b,",
                                        ",",
                                        "\n",
                                        "\"\"",
                                        "long text, to fill a block\n"};
    size_t kinds = sizeof parts / sizeof *parts, calm = next_random(state) % 2 ? kinds : 11;
    size_t size = (size_t)sprintf(text, "unit,name,x%s\n", next_random(state) % 8 ? "" : ",y");
    while (size < wanted) {
        const char *part = parts[next_random(state) % (next_random(state) % 8 ? 3 : calm)];
        size_t more = strlen(part);
        memcpy(text + size, part, more);
        size += more;
        if (next_random(state) % 2000 == 0)
            text[size++] = '\0';
    }
    return size;
}

#endif
