/* output: a file written whole or not at all.
 *
 * A named file is written beside its place under a temporary name and renamed by par_output_commit; without a commit
 * nothing is left behind. An existing file keeps its mode, and a symbolic link stays one. A device or a named pipe is
 * written directly. Standard output is buffered and checked, and left open. */
#ifndef PARINDEX_OUTPUT_H
#define PARINDEX_OUTPUT_H

#include "parindex/diag.h"

struct par_output;

/* path NULL or "-": standard output. NULL after PAR_FILE_WRITE, or PAR_FILE_HELD when the mark of Excel (~$name) or
 * LibreOffice (.~lock.name#) says that the file is open there (fatal). */
struct par_output *par_output_open(const char *path, struct par_arena *arena, struct par_diags *diags);

/* Keeps what is written in memory, in the arena; no file is touched. `name`: for messages. */
struct par_output *par_output_memory(const char *name, struct par_arena *arena);

/* From now on the digest (digest.h) of what is written is kept. Call it before anything is written. */
void par_output_watch(struct par_output *output, struct par_arena *arena);

/* Buffered; a failed write is remembered and reported by the commit. */
void par_output_write(struct par_output *output, const char *bytes, size_t size);

/* Has the commit report a failure as a failed write would be. The first counts. `reason` must live as long. */
void par_output_fail(struct par_output *output, const char *reason);

/* Flushes, closes, renames. False after PAR_FILE_WRITE (fatal), and then the old file is untouched. */
bool par_output_commit(struct par_output *output, struct par_diags *diags);

bool par_output_is_committed(const struct par_output *output);

/* After the commit, once: of an output that was watched; what an output in memory holds. */
const char *par_output_digest(struct par_output *output, struct par_arena *arena);
struct par_span par_output_bytes(const struct par_output *output);

/* Throws away what was written to a file (standard output cannot be taken back). NULL is fine. */
void par_output_discard(struct par_output *output);

#endif
