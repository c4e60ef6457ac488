/* scan: where the bytes stand that mean something in a CSV file: separators, line feeds, and those that make a row
 * unusual (quotes, lone CR, NUL). Private to io.
 *
 * 64 bytes become a word of bits, by one function per instruction set; the bits become positions. The method is that of
 * simdjson ("Parsing Gigabytes of JSON per Second", Langdale and Lemire, 2019), without its second stage: rows without
 * quotes need no more than the positions, and the others are walked byte by byte. */
#ifndef PARINDEX_IO_SCAN_H
#define PARINDEX_IO_SCAN_H

#include "parindex/table.h"

enum { PAR_SCAN_BLOCK = 64, PAR_SCAN_SLACK = 8 };

/* What was found; scanners add to it. There is room for as many positions as bytes, and PAR_SCAN_SLACK more. */
struct par_scan_found {
    uint32_t *positions; /* of all bytes that mean something, counted from wherever `first` of the scanner is counted */
    size_t count;
    uint32_t *stops; /* which of them are line feeds or unusual: a row without the latter ends at the next one */
    size_t stop_count;
    unsigned char *beyond_ascii; /* of each block: whether it holds such a byte */
    size_t blocks;
};

/* Scans `size` bytes, a multiple of PAR_SCAN_BLOCK; `next` is the byte behind them, `first` the position of the first.
 */
typedef void par_scanner(const char *bytes, size_t size, char separator, char next, uint32_t first,
                         struct par_scan_found *found);

/* The one asked for; where the machine has not got it, the best that it has. NULL for PAR_SCAN_NONE. */
par_scanner *par_scanner_of(enum par_scan_kind kind);

#endif
