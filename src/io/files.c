#include "parindex/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

#include "parindex/folder.h"
#include "parindex/json.h"
#include "parindex/records.h"
#include "parindex/text.h"

struct par_set *par_set_load(const char *path, struct par_arena *arena, struct par_diags *diags)
{
    struct par_source *source = par_source_open(path, arena, diags);
    if (!source)
        return NULL;
    const struct par_node *root = par_json_read(source, arena, diags);
    par_source_close(source);
    return root ? par_set_read(root, par_arena_copy(arena, par_span_of(path)), par_text_fold, arena, diags) : NULL;
}

static size_t count_bars(struct par_span text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.text[i] == '|';
    return count;
}

struct par_list par_split(struct par_span text, struct par_arena *arena)
{
    const char **items = par_arena_array(arena, count_bars(text) + 1, sizeof *items);
    size_t count = 0;
    while (text.size > 0) {
        const char *bar = memchr(text.text, '|', text.size);
        size_t size = bar ? (size_t)(bar - text.text) : text.size;
        struct par_span part = par_span_trim((struct par_span){text.text, size});
        if (part.size > 0)
            items[count++] = par_arena_copy(arena, part);
        text.text += size + (bar != NULL);
        text.size -= size + (bar != NULL);
    }
    return (struct par_list){count, items};
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_with(const char *name, const char *tail)
{
    size_t length = strlen(name), size = strlen(tail);
    return length > size && strcasecmp(name + length - size, tail) == 0;
}

static bool is_table(const char *name)
{
    return ends_with(name, ".csv") || ends_with(name, ".xlsx") || ends_with(name, ".xlsm");
}

static struct par_list folder_paths(DIR *folder, const char *path, struct par_arena *arena, struct par_diags *diags)
{
    const char **items = NULL;
    size_t count = 0, room = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        struct par_place place = {.file = path};
        if (par_folder_is_litter(entry->d_name))
            continue;
        if (!is_table(entry->d_name)) {
            par_diags_add(diags, PAR_WARNING, PAR_FILE_SKIPPED, &place, entry->d_name, NULL);
            continue;
        }
        items = par_arena_grow(arena, items, count, &room, sizeof *items);
        size_t length = strlen(path);
        const char *slash = length && path[length - 1] == '/' ? "" : "/";
        items[count++] = par_arena_join(arena, path, slash, entry->d_name, NULL);
    }
    if (count > 1)
        qsort(items, count, sizeof *items, by_name);
    return (struct par_list){count, items};
}

struct par_list par_paths(const char *path, const char *within, struct par_arena *arena, struct par_diags *diags)
{
    struct stat status;
    const char **single = par_arena_alloc(arena, sizeof *single);
    *single = par_arena_copy(arena, par_span_of(path));
    if (strcmp(path, "-") == 0 || stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return (struct par_list){1, single};
    if (!par_folder_check(path, within, arena, diags))
        return (struct par_list){0, NULL};
    struct par_place place = {.file = path};
    DIR *folder = opendir(path);
    if (!folder) {
        par_diags_add(diags, PAR_FATAL, PAR_FILE_OPEN, &place, strerror(errno), NULL);
        return (struct par_list){0, NULL};
    }
    struct par_list list = folder_paths(folder, path, arena, diags);
    closedir(folder);
    if (list.count == 0)
        par_diags_add(diags, PAR_ERROR, PAR_FOLDER_EMPTY, &place, NULL);
    return list;
}
