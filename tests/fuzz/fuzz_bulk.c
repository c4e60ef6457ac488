/* Any bytes as CSV, by libcsv alone and by every scanner in front of it, in pieces of some size: the same rows, lines
 * and findings. The first byte chooses separator and pieces. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "parindex/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t mix(uint64_t digest, uint64_t number)
{
    return (digest ^ number) * 1099511628211U;
}

static uint64_t mix_text(uint64_t digest, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        digest = mix(digest, (unsigned char)text[i]);
    return mix(digest, size);
}

static uint64_t digest_of(struct par_span bytes, enum par_scan_kind scan, unsigned how)
{
    static const char separators[] = {',', ';', '\t', ','};
    static const size_t chunks[] = {0, 1, 3, 64, 100, 4099};
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 100, 1000);
    struct par_table_options options = {
        .separator = separators[how % 4], .encoding = {PAR_CARRIER_UTF8, PAR_CHARSET_UNICODE}, .scan = scan};
    size_t chunk = scan == PAR_SCAN_NONE ? 0 : chunks[how / 4 % 6];
    struct par_table *table = par_table_open(par_source_memory(bytes, chunk, "fuzz", arena), &options, diags);
    uint64_t digest = 14695981039346656037U;
    struct par_row row;
    while (par_table_next(table, &row)) {
        digest = mix(mix(digest, row.line), row.count);
        for (size_t i = 0; i < row.count; i++)
            digest = mix_text(digest, row.fields[i].text, row.fields[i].size);
    }
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next)
        digest = mix(mix(mix(digest, (uint64_t)diag->code), diag->place.line), diag->place.field);
    par_table_close(table);
    par_arena_free(arena);
    return digest;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct par_span bytes = {(const char *)data + 1, size - 1};
    uint64_t expected = digest_of(bytes, PAR_SCAN_NONE, data[0]);
    for (int scan = PAR_SCAN_PORTABLE; scan <= PAR_SCAN_AVX2; scan++)
        if (digest_of(bytes, (enum par_scan_kind)scan, data[0]) != expected) {
            fprintf(stderr, "scanner %d differs from libcsv\n", scan);
            abort();
        }
    return 0;
}
