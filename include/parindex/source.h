/* source: where bytes come from. Every parser reads through this, so it can be tested with every chunk size. */
#ifndef PARINDEX_SOURCE_H
#define PARINDEX_SOURCE_H

#include <stdint.h>

#include "parindex/arena.h"
#include "parindex/diag.h"
#include "parindex/encoding.h"

enum { PAR_SOURCE_REFUSED = -2 };

struct par_source {
    /* Fills up to `size` bytes; the number read, 0 at the end, -1 on a read error (errno says which),
     * PAR_SOURCE_REFUSED when a finding says why there is no more. */
    long (*read)(void *context, char *buffer, size_t size);
    void (*close)(void *context); /* NULL: nothing to close */
    void *context;
    const char *name;        /* as the user named it, for messages */
    struct par_arena *arena; /* whose handler is called when a reader of this source runs out of memory */
};

/* A file, or standard input when path is "-". NULL after a PAR_FATAL finding (FILE_OPEN: absent, a folder, no right).
 */
struct par_source *par_source_open(const char *path, struct par_arena *arena, struct par_diags *diags);
void par_source_close(struct par_source *source); /* NULL is fine; closes the file; the memory is the arena's */

/* The same source, which it takes over, telling `heard` of the bytes as they are read. */
struct par_source *par_source_listen(struct par_source *source, void (*heard)(void *context, size_t bytes),
                                     void *context);

/* Bytes in memory handed out `chunk` at a time (0: all at once). For tests. */
struct par_source *par_source_memory(struct par_span bytes, size_t chunk, const char *name, struct par_arena *arena);

/* A source of UTF-8 over a source in any encoding (encoding.h), which it takes over and closes. What is told is obeyed;
 * the rest is decided on 256 KiB from the first word that is not ASCII, so nothing depends on the pieces in which bytes
 * come. A byte order mark is left out. TEXT_READ_AS (of what is not Unicode as it stands, unless the charset was told)
 * and TEXT_LETTERS (notes), TEXT_UNSURE (warning, at most one: of the 256 KiB, or at the end, of strays),
 * TEXT_CLOSE and TEXT_UTF16 (fatal). Memory: 320 KiB, freed by the close. */
struct par_source *par_source_decode(struct par_source *source, struct par_encoding told, struct par_diags *diags);

/* All of a source at once, NUL-terminated, in the arena; text NULL after FILE_READ (fatal), also when there are more
 * than `limit` bytes. */
struct par_span par_source_all(struct par_source *source, size_t limit, struct par_arena *arena,
                               struct par_diags *diags);

#endif
