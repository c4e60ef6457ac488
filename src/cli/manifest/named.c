#include "named.h"

#include <errno.h>
#include <sys/stat.h>

#include "parindex/folder.h"

static const char *real_folder(const char *path, struct par_cli *cli)
{
    struct par_place place = {.file = path};
    struct stat status;
    const char *real = par_folder_real(path, cli->arena);
    if (real && stat(real, &status) == 0 && !S_ISDIR(status.st_mode))
        errno = ENOTDIR;
    else if (real)
        return real;
    par_diags_add(cli->diags, PAR_FATAL, PAR_FILE_OPEN, &place, strerror(errno), NULL);
    return NULL;
}

bool par_named_folder_find(const char *root, const char *within, struct par_cli *cli, struct par_named_folder *out)
{
    out->shown = within ? within : root ? root : ".";
    out->root = real_folder(root ? root : ".", cli);
    out->within = within ? real_folder(within, cli) : out->root;
    return out->root && out->within;
}

enum par_named_state par_named_find(const struct par_named_folder *folder, const char *name, struct par_arena *arena,
                                    const char **path)
{
    struct stat status;
    const char *joined = *name == '/' ? name : par_arena_join(arena, folder->root, "/", name, NULL);
    *path = par_folder_real(joined, arena);
    if (!*path) {
        *path = strerror(errno);
        return PAR_NAMED_ABSENT;
    }
    if (!par_folder_holds(folder->within, *path))
        return PAR_NAMED_OUTSIDE;
    if (stat(*path, &status) != 0) {
        *path = strerror(errno);
        return PAR_NAMED_ABSENT;
    }
    return S_ISREG(status.st_mode) ? PAR_NAMED_FILE : PAR_NAMED_NOT_A_FILE;
}
