#include "parindex/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_ROOM = 64 * 1024 };

/* --- Files ------------------------------------------------------------------------------------------------------- */

static long read_file(void *context, char *buffer, size_t size)
{
    const int *descriptor = context;
    ssize_t got;
    do
        got = read(*descriptor, buffer, size);
    while (got < 0 && errno == EINTR);
    return got;
}

static void close_file(void *context)
{
    const int *descriptor = context;
    close(*descriptor);
}

/* A descriptor to read `path` from; -1 with errno. */
static int open_file(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (descriptor >= 0 && fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        close(descriptor);
        errno = EISDIR;
        return -1;
    }
    return descriptor;
}

static struct par_source *new_source(struct par_source source, struct par_arena *arena)
{
    struct par_source *kept = par_arena_alloc(arena, sizeof *kept);
    source.name = par_arena_copy(arena, par_span_of(source.name));
    source.arena = arena;
    *kept = source;
    return kept;
}

struct par_source *par_source_open(const char *path, struct par_arena *arena, struct par_diags *diags)
{
    bool is_stdin = strcmp(path, "-") == 0;
    int descriptor = is_stdin ? STDIN_FILENO : open_file(path);
    if (descriptor < 0) {
        struct par_place place = {.file = path};
        par_diags_add(diags, PAR_FATAL, PAR_FILE_OPEN, &place, strerror(errno), NULL);
        return NULL;
    }
    int *context = par_arena_alloc(arena, sizeof *context);
    *context = descriptor;
    struct par_source source = {
        .read = read_file, .close = is_stdin ? NULL : close_file, .context = context, .name = path};
    return new_source(source, arena);
}

void par_source_close(struct par_source *source)
{
    if (source && source->close)
        source->close(source->context);
}

/* --- Listening ---------------------------------------------------------------------------------------------------- */

struct listening {
    struct par_source *source;
    void (*heard)(void *context, size_t bytes);
    void *context;
};

static long read_listening(void *context, char *buffer, size_t size)
{
    const struct listening *listening = context;
    long got = listening->source->read(listening->source->context, buffer, size);
    if (got > 0)
        listening->heard(listening->context, (size_t)got);
    return got;
}

static void close_listening(void *context)
{
    const struct listening *listening = context;
    par_source_close(listening->source);
}

struct par_source *par_source_listen(struct par_source *source, void (*heard)(void *context, size_t bytes),
                                     void *context)
{
    struct listening *listening = par_arena_alloc(source->arena, sizeof *listening);
    *listening = (struct listening){source, heard, context};
    return new_source(
        (struct par_source){
            .read = read_listening, .close = close_listening, .context = listening, .name = source->name},
        source->arena);
}

/* --- Memory ------------------------------------------------------------------------------------------------------ */

struct memory {
    struct par_span left;
    size_t chunk;
};

static long read_memory(void *context, char *buffer, size_t size)
{
    struct memory *memory = context;
    size_t given = size < memory->left.size ? size : memory->left.size;
    if (memory->chunk > 0 && given > memory->chunk)
        given = memory->chunk;
    if (given > 0)
        memcpy(buffer, memory->left.text, given);
    memory->left.text += given;
    memory->left.size -= given;
    return (long)given;
}

struct par_source *par_source_memory(struct par_span bytes, size_t chunk, const char *name, struct par_arena *arena)
{
    struct memory *memory = par_arena_alloc(arena, sizeof *memory);
    *memory = (struct memory){bytes.size > 0 ? bytes : par_span_of(""), chunk};
    return new_source((struct par_source){.read = read_memory, .context = memory, .name = name}, arena);
}

/* --- All at once ------------------------------------------------------------------------------------------------- */

static struct par_span refuse(const struct par_source *source, int reason, struct par_diags *diags)
{
    struct par_place place = {.file = source->name};
    par_diags_add(diags, PAR_FATAL, PAR_FILE_READ, &place, strerror(reason), NULL);
    return (struct par_span){NULL, 0};
}

struct par_span par_source_all(struct par_source *source, size_t limit, struct par_arena *arena,
                               struct par_diags *diags)
{
    size_t size = 0;
    size_t room = FIRST_ROOM;
    char *text = par_arena_alloc(arena, room);
    for (;;) {
        long got = source->read(source->context, text + size, room - size);
        if (got < 0)
            return refuse(source, errno, diags);
        if (got == 0)
            break;
        size += (size_t)got;
        if (size > limit)
            return refuse(source, EFBIG, diags);
        text = par_arena_grow(arena, text, size, &room, 1);
    }
    text[size] = '\0';
    return (struct par_span){text, size};
}
