#include "form_keys.h"

#include <stdlib.h>

#include "memory.h"
#include "parindex/decimal.h"
#include "parindex/digest.h"

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *par_form_key_digest(const char **keys, size_t count, struct par_arena *arena)
{
    enum { DIGITS = 16 };
    struct par_bytes bytes = {.arena = arena};
    qsort(keys, count, sizeof *keys, by_bytes);
    for (size_t i = 0; i < count; i++) {
        par_bytes_add(&bytes, par_span_of(keys[i]));
        par_bytes_add_char(&bytes, '\n');
    }
    const char *digest = par_digest_of((struct par_span){bytes.text, bytes.size}, arena);
    return par_arena_copy(arena, (struct par_span){digest + strlen("sha256:"), DIGITS});
}
