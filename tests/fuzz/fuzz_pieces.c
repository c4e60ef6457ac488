/* Any bytes as a table, by libcsv row after row and by threads in pieces: the same rows, lines, findings and verdict.
 * The first bytes choose scanner, threads, size of the pieces and of what the source gives at a time. */
#include <stdlib.h>

#include "../unit/bulk_reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bulk_result expected, found;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct bulk_way libcsv = {.scan = PAR_SCAN_NONE};
    static const size_t chunks[] = {0, 1, 13, 4099};
    if (size < 3)
        return 0;
    struct bulk_way way = {.scan = (enum par_scan_kind)(PAR_SCAN_PORTABLE + data[0] % 3),
                           .threads = 1 + data[0] / 3 % 4,
                           .piece = 1 + data[1],
                           .chunk = chunks[data[2] % 4]};
    struct par_span bytes = {(const char *)data + 3, size - 3};
    read_in_bulk(bytes, &libcsv, &expected);
    read_in_bulk(bytes, &way, &found);
    if (expected.rows == found.rows && expected.sum == found.sum && strcmp(expected.said, found.said) == 0)
        return 0;
    fprintf(stderr, "%s\ninstead of\n%s\n", found.said, expected.said);
    abort();
}
