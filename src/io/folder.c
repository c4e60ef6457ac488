#define _XOPEN_SOURCE 700 /* realpath */

#include "parindex/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

/* A folder by what it is, however it was reached. */
struct place {
    dev_t device;
    ino_t number;
};

struct walk {
    const char *within; /* NULL: anywhere */
    struct par_arena *arena;
    struct par_diags *diags;
    size_t count, room;
    const char **paths;
    size_t entered_count, entered_room;
    struct place *entered;
    size_t waiting_count, waiting_room;
    const char **waiting; /* folders to be entered */
};

bool par_folder_is_litter(const char *name)
{
    return *name == '.' || strncmp(name, "~$", 2) == 0 || strcasecmp(name, "Thumbs.db") == 0 ||
           strcasecmp(name, "desktop.ini") == 0 || strcmp(name, "__MACOSX") == 0;
}

static void add(struct walk *walk, const char *path)
{
    walk->paths = par_arena_grow(walk->arena, walk->paths, walk->count, &walk->room, sizeof *walk->paths);
    walk->paths[walk->count++] = path;
}

/* True the first time that a folder is met. */
static bool enter(struct walk *walk, const struct stat *status)
{
    struct place place = {status->st_dev, status->st_ino};
    for (size_t i = 0; i < walk->entered_count; i++)
        if (walk->entered[i].device == place.device && walk->entered[i].number == place.number)
            return false;
    walk->entered =
        par_arena_grow(walk->arena, walk->entered, walk->entered_count, &walk->entered_room, sizeof *walk->entered);
    walk->entered[walk->entered_count++] = place;
    return true;
}

/* A file, or a link to something that is not there: whoever reads it says so. */
static void take(struct walk *walk, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode)) {
        add(walk, path);
    } else if (enter(walk, &status) && par_folder_check(path, walk->within, walk->arena, walk->diags)) {
        walk->waiting =
            par_arena_grow(walk->arena, walk->waiting, walk->waiting_count, &walk->waiting_room, sizeof *walk->waiting);
        walk->waiting[walk->waiting_count++] = path;
    }
}

static void report(const struct walk *walk, const char *path)
{
    struct par_place place = {.file = path};
    par_diags_add(walk->diags, PAR_FATAL, PAR_FILE_OPEN, &place, strerror(errno), NULL);
}

static void list(struct walk *walk, const char *path)
{
    DIR *folder = opendir(path);
    if (!folder) {
        report(walk, path);
        return;
    }
    size_t length = strlen(path);
    const char *slash = length > 0 && path[length - 1] == '/' ? "" : "/";
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (!par_folder_is_litter(entry->d_name))
            take(walk, par_arena_join(walk->arena, path, slash, entry->d_name, NULL));
    closedir(folder);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct par_list par_folder_files(struct par_list paths, const char *within, struct par_arena *arena,
                                 struct par_diags *diags)
{
    struct walk walk = {.within = within, .arena = arena, .diags = diags};
    for (size_t i = 0; i < paths.count; i++) {
        struct stat status;
        if (stat(paths.items[i], &status) != 0)
            report(&walk, paths.items[i]);
        else
            take(&walk, paths.items[i]);
    }
    while (walk.waiting_count > 0)
        list(&walk, walk.waiting[--walk.waiting_count]);
    if (walk.count > 1)
        qsort(walk.paths, walk.count, sizeof *walk.paths, by_name);
    size_t kept = 0;
    for (size_t i = 0; i < walk.count; i++)
        if (i == 0 || strcmp(walk.paths[i], walk.paths[kept - 1]) != 0)
            walk.paths[kept++] = walk.paths[i];
    return (struct par_list){kept, walk.paths};
}

bool par_folder_same(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

const char *par_folder_real(const char *path, struct par_arena *arena)
{
    char *real = realpath(path, NULL);
    if (!real)
        return NULL;
    const char *kept = par_arena_copy(arena, par_span_of(real));
    free(real);
    return kept;
}

bool par_folder_holds(const char *folder, const char *path)
{
    size_t length = strlen(folder);
    if (length > 0 && folder[length - 1] == '/') /* the root of all folders */
        length--;
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

bool par_folder_check(const char *path, const char *within, struct par_arena *arena, struct par_diags *diags)
{
    const char *real = within ? par_folder_real(path, arena) : NULL;
    struct par_place place = {.file = path};
    if (!within || (real && par_folder_holds(within, real)))
        return true;
    par_diags_add(diags, PAR_ERROR, PAR_VERIFY_OUTSIDE, &place, within, NULL);
    return false;
}
