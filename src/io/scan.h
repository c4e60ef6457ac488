/* scan: where the bytes stand that mean something in a CSV file: separators, line feeds, and those that make a row
 * unusual (quotes, lone CR, NUL). Private to io.
 *
 * 64 bytes become a word of bits, by one function per instruction set; the bits become positions. The method is that of
 * simdjson ("Parsing Gigabytes of JSON per Second", Langdale and Lemire, 2019), without its second stage: rows without
 * quotes need no more than the positions, and the others are walked byte by byte. */
#ifndef PARINDEX_IO_SCAN_H
#define PARINDEX_IO_SCAN_H

#include "parindex/table.h"

enum { PAR_SCAN_BLOCK = 64 };

struct par_scan;

/* Scans `size` bytes, a multiple of PAR_SCAN_BLOCK; `next` is the byte behind them. Writes the positions, counted from
 * `first`, to `positions`, which has room for all bytes, and for each block whether it holds a byte beyond ASCII. The
 * number of positions. */
typedef size_t par_scanner(const char *bytes, size_t size, char separator, char next, uint32_t first,
                           uint32_t *positions, unsigned char *beyond_ascii);

/* The one asked for; where the machine has not got it, the best that it has. NULL for PAR_SCAN_NONE. */
par_scanner *par_scanner_of(enum par_scan_kind kind);

#endif
