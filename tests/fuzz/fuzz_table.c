/* Any bytes as a table, in chunks whose size is the first byte: the rows must not depend on it. */
#include <stdint.h>
#include <stdlib.h>

#include "parindex/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t digest_of(struct par_span bytes, size_t chunk)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 20, 100);
    struct par_table *table = par_table_open(par_source_memory(bytes, chunk, "fuzz", arena), NULL, diags);
    uint64_t digest = 1469598103934665603U;
    struct par_row row;
    while (par_table_next(table, &row)) {
        digest = (digest ^ row.line ^ row.count) * 1099511628211U;
        for (size_t i = 0; i < row.count; i++)
            for (size_t k = 0; k < row.fields[i].size; k++)
                digest = (digest ^ (unsigned char)row.fields[i].text[k]) * 1099511628211U;
    }
    digest ^= par_diags_errors(diags);
    par_table_close(table);
    par_arena_free(arena);
    return digest;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct par_span bytes = {(const char *)data + 1, size - 1};
    if (digest_of(bytes, 0) != digest_of(bytes, (size_t)data[0] + 1))
        abort();
    return 0;
}
