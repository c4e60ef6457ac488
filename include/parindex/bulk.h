/* bulk: the rows of a large table, read by several threads.
 *
 * A table of CSV is cut into pieces of whole rows (256 KiB each), which threads take in turn; each has records of its
 * own, which give the rows of its pieces one after the other, with their lines in the file. Findings come out in the
 * order of the rows and cut off at the same limits as if one reader had read them all, those about reading (encoding,
 * faults of the disk) before those about rows; so what is said depends neither on the number of threads nor on the
 * cuts. A workbook or document has one piece.
 *
 * What callers add up must not depend on the order of rows. Memory: per thread a piece and what the caller keeps. */
#ifndef PARINDEX_BULK_H
#define PARINDEX_BULK_H

#include "parindex/records.h"

enum { PAR_THREADS_MOST = 64 };

struct par_bulk {
    size_t threads;      /* at most so many, at least 1 */
    size_t piece;        /* bytes of a piece; 0: as many as are good. Only tests choose */
    const bool *columns; /* of the header: whose fields are asked for; NULL: all */
    void *context;
    /* What a worker needs besides its records (header and arena, which live until the end of the reading; findings
     * change with the piece, so that they are asked for as records->diags). Not from two threads at once. */
    void *(*begin)(void *context, struct par_records *records);
    /* Takes all rows that par_records_next gives now. From several threads, each with its own worker. */
    void (*take)(void *worker, struct par_records *records);
    /* After the last row of all: in the order in which the workers began. */
    void (*end)(void *context, void *worker);
};

/* Reads the records that were not read yet. They are at their end afterwards. */
void par_bulk_read(struct par_records *records, const struct par_bulk *bulk);

#endif
