/* digest: what a file is known by, whatever its name. */
#ifndef PARINDEX_DIGEST_H
#define PARINDEX_DIGEST_H

#include "parindex/diag.h"

/* "sha256:" and 64 hexadecimal digits of the bytes of a file, in the arena; NULL after FILE_OPEN or FILE_READ (fatal).
 */
const char *par_digest_file(const char *path, struct par_arena *arena, struct par_diags *diags);

/* The same of bytes in memory. */
const char *par_digest_of(struct par_span bytes, struct par_arena *arena);

/* The same of bytes that come one after the other. Nothing may be added after the end. */
struct par_digest;
struct par_digest *par_digest_new(struct par_arena *arena);
void par_digest_add(struct par_digest *digest, struct par_span bytes);
const char *par_digest_end(struct par_digest *digest, struct par_arena *arena);

#endif
