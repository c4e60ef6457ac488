#include "parindex/digest.h"

#include <errno.h>
#include <sha2.h>

#include "parindex/source.h"

struct par_digest {
    SHA2_CTX context;
};

struct par_digest *par_digest_new(struct par_arena *arena)
{
    struct par_digest *digest = par_arena_alloc(arena, sizeof *digest);
    SHA256Init(&digest->context);
    return digest;
}

void par_digest_add(struct par_digest *digest, struct par_span bytes)
{
    if (bytes.size)
        SHA256Update(&digest->context, (const uint8_t *)bytes.text, bytes.size);
}

const char *par_digest_end(struct par_digest *digest, struct par_arena *arena)
{
    char digits[SHA256_DIGEST_STRING_LENGTH];
    SHA256End(&digest->context, digits);
    return par_arena_join(arena, "sha256:", digits, NULL);
}

const char *par_digest_of(struct par_span bytes, struct par_arena *arena)
{
    struct par_digest digest;
    SHA256Init(&digest.context);
    par_digest_add(&digest, bytes);
    return par_digest_end(&digest, arena);
}

const char *par_digest_file(const char *path, struct par_arena *arena, struct par_diags *diags)
{
    struct par_digest digest;
    char buffer[16384];
    long got;
    struct par_source *source = par_source_open(path, arena, diags);
    if (!source)
        return NULL;
    SHA256Init(&digest.context);
    while ((got = source->read(source->context, buffer, sizeof buffer)) > 0)
        par_digest_add(&digest, (struct par_span){buffer, (size_t)got});
    int reason = errno;
    par_source_close(source);
    if (got == 0)
        return par_digest_end(&digest, arena);
    struct par_place place = {.file = path};
    par_diags_add(diags, PAR_FATAL, PAR_FILE_READ, &place, strerror(reason), NULL);
    return NULL;
}
