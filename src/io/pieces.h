/* pieces: a file of CSV cut into pieces of whole rows, so that several readers can work on it. Private to io.
 *
 * Bytes are read and decoded in their order by whoever asks for the next piece (one at a time), so that a pipe, a file
 * in another encoding and a regular file are the same. A piece ends behind a row of which it is certain that a reader
 * of the whole file gives it, and gives it there: a line that looks like a row may be the inside of a quoted field
 * begun long before. What stands between the last cut and the next is known to begin outside quotes, so
 *   - without a quote in it every line feed ends a row;
 *   - where all quotes stand as RFC 4180 wants them, every line feed outside them does;
 *   - else the reader itself is asked which rows it gives.
 * So no cut has to be taken back, and readers of pieces need not wait for one another. The row before a cut is not
 * blank, so that a run of blank lines is seen whole. */
#ifndef PARINDEX_IO_PIECES_H
#define PARINDEX_IO_PIECES_H

#include "csv_table.h"

enum { PAR_PIECE = 256 * 1024 }; /* bytes, about; a row that is longer makes a piece longer */

struct par_pieces {
    char *rest; /* what is not cut yet: this, then from.head, then from.source */
    size_t rest_size, rest_room;
    struct par_csv_rest from;
    size_t size; /* wanted */
    size_t count;
    bool ended, failed;
    struct par_diags *diags;
    struct par_table *exact; /* asked where quotes stand oddly; NULL: not needed so far */
    struct par_arena *scratch;
};

struct par_piece {
    char *bytes; /* rows: begin..end */
    size_t room, begin, end;
    uint32_t line; /* before it */
    size_t number; /* from 0 */
    bool last;
};

/* `size` 0: PAR_PIECE. Findings of reading (FILE_READ and those of decoding) go to diags when pieces are asked for. */
void par_pieces_open(struct par_pieces *pieces, const struct par_csv_rest *from, size_t size, struct par_diags *diags);
void par_pieces_close(struct par_pieces *pieces);

/* The next piece, into memory that is used again. False at the end. */
bool par_pieces_next(struct par_pieces *pieces, struct par_piece *piece);
void par_piece_free(struct par_piece *piece);

#endif
