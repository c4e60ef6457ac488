/* lines: the physical lines of a source, with their terminators (LF, CRLF or CR). Private to io.
 *
 * One buffer, filled as far as the source gives, so that what comes out does not depend on the source's chunks. */
#ifndef PARINDEX_IO_LINES_H
#define PARINDEX_IO_LINES_H

#include "parindex/source.h"

enum { PAR_LINES_ROOM = 128 * 1024, PAR_LINES_MAX = 16 * 1024 * 1024 };

enum par_lines_status {
    PAR_LINES_OK,
    PAR_LINES_END,
    PAR_LINES_LONG,   /* no line end within PAR_LINES_MAX bytes */
    PAR_LINES_ERROR,  /* the source could not be read; errno says why */
    PAR_LINES_REFUSED /* the source has reported why it gives no more */
};

struct par_lines {
    struct par_source *source;
    char *bytes;
    size_t room;
    size_t begin; /* the unread bytes are begin..end */
    size_t end;
    size_t first_cr;   /* where the first CR at or behind begin is, or was when it is before begin; end: none */
    size_t first_lf;   /* as first_cr */
    bool has_nul;      /* the buffer holds, or held, a NUL byte */
    bool exhausted;    /* the source has no more */
    size_t generation; /* of the buffer: how often it was filled */
};

/* Reads the beginning of the source. PAR_LINES_OK, also for an empty one, PAR_LINES_ERROR or PAR_LINES_REFUSED. */
enum par_lines_status par_lines_open(struct par_lines *lines, struct par_source *source);
void par_lines_close(struct par_lines *lines); /* does not close the source */

/* The bytes in the buffer that were not handed out yet. */
struct par_span par_lines_peek(const struct par_lines *lines);
void par_lines_skip(struct par_lines *lines, size_t size);

/* The next line with its terminator (the last one may have none), valid until the next call. */
enum par_lines_status par_lines_next(struct par_lines *lines, struct par_span *line);

#endif
