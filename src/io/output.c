#define _XOPEN_SOURCE 700 /* realpath */

#include "parindex/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"
#include "parindex/digest.h"

enum { BUFFER_SIZE = 64 * 1024 };

struct output_file {
    const char *path;      /* as the user named it; "-" for standard output */
    const char *target;    /* what the temporary file becomes; NULL when written directly */
    const char *temporary; /* NULL when written directly */
    int descriptor;
};

struct par_output {
    struct output_file file;
    struct par_bytes *kept;    /* NULL: bytes go to the file */
    struct par_digest *digest; /* NULL: nobody asked */
    bool committed;
    int error;           /* errno of the first write that failed, 0 when none has */
    const char *failure; /* what else went wrong; NULL: nothing */
    size_t used;
    char buffer[BUFFER_SIZE];
};

/* Excel and LibreOffice leave a mark beside a file that they have open. */
static const char *find_mark(const char *path, struct par_arena *arena)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *folder = par_arena_copy(arena, (struct par_span){path, (size_t)(name - path)});
    const char *marks[] = {par_arena_join(arena, folder, "~$", name, NULL),
                           par_arena_join(arena, folder, ".~lock.", name, "#", NULL)};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (access(marks[i], F_OK) == 0)
            return marks[i];
    return NULL;
}

static bool is_held(const char *path, struct par_arena *arena, struct par_diags *diags)
{
    const char *mark = find_mark(path, arena);
    struct par_place place = {.file = path};
    if (mark)
        par_diags_add(diags, PAR_FATAL, PAR_FILE_HELD, &place, mark, NULL);
    return mark != NULL;
}

static void report(const char *path, const char *reason, struct par_diags *diags)
{
    struct par_place place = {.file = path};
    par_diags_add(diags, PAR_FATAL, PAR_FILE_WRITE, &place, reason, NULL);
}

/* --- Opening ----------------------------------------------------------------------------------------------------- */

/* The mode a new file gets. */
static mode_t new_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* A name pattern for mkstemp in the folder of `target`. */
static char *temporary_pattern(const char *target, struct par_arena *arena)
{
    const char *slash = strrchr(target, '/');
    size_t folder = slash ? (size_t)(slash - target) + 1 : 0;
    const char *prefix = par_arena_copy(arena, (struct par_span){target, folder});
    return par_arena_join(arena, prefix, ".parindex-XXXXXX", NULL);
}

static bool open_temporary(struct output_file *file, const char *target, mode_t mode, struct par_arena *arena)
{
    char *name = temporary_pattern(target, arena);
    file->descriptor = mkstemp(name);
    if (file->descriptor < 0)
        return false;
    file->target = target;
    file->temporary = name;
    if (fchmod(file->descriptor, mode) == 0)
        return true;
    int reason = errno;
    close(file->descriptor);
    unlink(name);
    errno = reason;
    return false;
}

/* Beside an existing file that may be written, through symbolic links, with its mode. */
static bool open_beside(struct output_file *file, mode_t mode, struct par_arena *arena)
{
    char *real = access(file->path, W_OK) == 0 ? realpath(file->path, NULL) : NULL;
    if (!real)
        return false;
    const char *target = par_arena_copy(arena, par_span_of(real));
    free(real);
    return open_temporary(file, target, mode & 07777, arena);
}

/* False with errno. A device or a pipe cannot be replaced: it is written directly. */
static bool open_named(struct output_file *file, struct par_arena *arena)
{
    struct stat status;
    if (stat(file->path, &status) != 0)
        return open_temporary(file, file->path, new_mode(), arena);
    if (S_ISREG(status.st_mode))
        return open_beside(file, status.st_mode, arena);
    file->descriptor = open(file->path, O_WRONLY | O_CLOEXEC);
    return file->descriptor >= 0;
}

struct par_output *par_output_open(const char *path, struct par_arena *arena, struct par_diags *diags)
{
    bool is_stdout = !path || strcmp(path, "-") == 0;
    struct output_file file = {.path = is_stdout ? "-" : par_arena_copy(arena, par_span_of(path)),
                               .descriptor = STDOUT_FILENO};
    if (!is_stdout && is_held(path, arena, diags))
        return NULL;
    if (!is_stdout && !open_named(&file, arena)) {
        report(path, strerror(errno), diags);
        return NULL;
    }
    struct par_output *output = par_arena_alloc(arena, sizeof *output);
    output->file = file;
    return output;
}

struct par_output *par_output_memory(const char *name, struct par_arena *arena)
{
    struct par_output *output = par_arena_alloc(arena, sizeof *output);
    output->file = (struct output_file){.path = par_arena_copy(arena, par_span_of(name)), .descriptor = STDOUT_FILENO};
    output->kept = par_arena_alloc(arena, sizeof *output->kept);
    output->kept->arena = arena;
    return output;
}

void par_output_watch(struct par_output *output, struct par_arena *arena)
{
    output->digest = par_digest_new(arena);
}

/* --- Writing ----------------------------------------------------------------------------------------------------- */

static void write_all(struct par_output *output, const char *bytes, size_t size)
{
    if (output->digest)
        par_digest_add(output->digest, (struct par_span){bytes, size});
    if (output->kept) {
        par_bytes_add(output->kept, (struct par_span){bytes, size});
        return;
    }
    while (size > 0 && output->error == 0) {
        ssize_t written = write(output->file.descriptor, bytes, size);
        if (written < 0 && errno != EINTR)
            output->error = errno;
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        }
    }
}

static void flush(struct par_output *output)
{
    write_all(output, output->buffer, output->used);
    output->used = 0;
}

void par_output_write(struct par_output *output, const char *bytes, size_t size)
{
    if (size > BUFFER_SIZE - output->used)
        flush(output);
    if (size > BUFFER_SIZE) {
        write_all(output, bytes, size);
    } else if (size > 0) {
        memcpy(output->buffer + output->used, bytes, size);
        output->used += size;
    }
}

void par_output_fail(struct par_output *output, const char *reason)
{
    output->failure = output->failure ? output->failure : reason;
}

/* --- Ending ------------------------------------------------------------------------------------------------------ */

/* Some file systems tell of a failed write at the close only. Standard output itself stays open for others. */
static void close_checked(struct par_output *output)
{
    int descriptor = output->file.descriptor;
    if (descriptor == STDOUT_FILENO)
        descriptor = dup(descriptor);
    if ((descriptor < 0 || close(descriptor) != 0) && output->error == 0)
        output->error = errno;
    output->file.descriptor = STDOUT_FILENO;
}

bool par_output_commit(struct par_output *output, struct par_diags *diags)
{
    struct output_file *file = &output->file;
    flush(output);
    if (!output->kept)
        close_checked(output);
    bool fine = output->error == 0 && !output->failure;
    if (fine && file->temporary && rename(file->temporary, file->target) != 0)
        output->error = errno;
    if (!fine || output->error != 0) {
        report(file->path, output->error != 0 ? strerror(output->error) : output->failure, diags);
        par_output_discard(output);
    }
    file->temporary = NULL;
    output->committed = fine && output->error == 0;
    return output->committed;
}

bool par_output_is_committed(const struct par_output *output)
{
    return output->committed;
}

const char *par_output_digest(struct par_output *output, struct par_arena *arena)
{
    return par_digest_end(output->digest, arena);
}

struct par_span par_output_bytes(const struct par_output *output)
{
    return (struct par_span){output->kept->text, output->kept->size};
}

void par_output_discard(struct par_output *output)
{
    if (!output)
        return;
    if (output->file.descriptor != STDOUT_FILENO)
        close(output->file.descriptor);
    if (output->file.temporary)
        unlink(output->file.temporary);
}
