#include "parindex/digest.h"

#include <errno.h>
#include <sha2.h>

#include "parindex/source.h"

static const char *text_of(SHA2_CTX *context, struct par_arena *arena)
{
    char digits[SHA256_DIGEST_STRING_LENGTH];
    SHA256End(context, digits);
    return par_arena_join(arena, "sha256:", digits, NULL);
}

const char *par_digest_of(struct par_span bytes, struct par_arena *arena)
{
    SHA2_CTX context;
    SHA256Init(&context);
    if (bytes.size)
        SHA256Update(&context, (const uint8_t *)bytes.text, bytes.size);
    return text_of(&context, arena);
}

const char *par_digest_file(const char *path, struct par_arena *arena, struct par_diags *diags)
{
    SHA2_CTX context;
    char buffer[16384];
    long got;
    struct par_source *source = par_source_open(path, arena, diags);
    if (!source)
        return NULL;
    SHA256Init(&context);
    while ((got = source->read(source->context, buffer, sizeof buffer)) > 0)
        SHA256Update(&context, (const uint8_t *)buffer, (size_t)got);
    int reason = errno;
    par_source_close(source);
    if (got == 0)
        return text_of(&context, arena);
    struct par_place place = {.file = path};
    par_diags_add(diags, PAR_FATAL, PAR_FILE_READ, &place, strerror(reason), NULL);
    return NULL;
}
