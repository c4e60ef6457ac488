#include "form_files.h"

#include <stdio.h>
#include <sys/stat.h>

#include "build.h"
#include "parindex/text.h"

enum { NAME_MAX_SIZE = 80 }; /* of the part made of a name */

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "Sở Nội vụ (mẫu)" -> "so-noi-vu-mau" */
static const char *dashed(const char *name, struct par_arena *arena)
{
    struct par_build out = {.arena = arena};
    for (const char *p = par_text_bare(par_span_of(name), arena); *p && out.size < NAME_MAX_SIZE; p++) {
        if (is_plain(*p))
            par_build_byte(&out, *p);
        else if (out.size > 0 && out.bytes[out.size - 1] != '-')
            par_build_byte(&out, '-');
    }
    while (out.size > 0 && out.bytes[out.size - 1] == '-')
        out.size--;
    return par_build_end(&out);
}

/* A code without what no file system or shell takes well. */
static const char *safe(const char *code, struct par_arena *arena)
{
    char *copy = par_arena_copy(arena, par_span_of(code));
    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < ' ' || strchr("/\\:*?\"<>|", *c) || (c == copy && *c == '.'))
            *c = '-';
    return copy;
}

/* Not the name of a file before, also where capitals make no difference. */
static const char *unused(struct par_form_files *files, const char *stem)
{
    struct par_arena *arena = files->cli->arena;
    const char *name = stem;
    char number[24];
    for (size_t i = 2; par_names_add(files->names, par_span_of(par_text_fold(par_span_of(name), arena)), 0) >= 0; i++) {
        snprintf(number, sizeof number, "-%zu", i);
        name = par_arena_join(arena, stem, number, NULL);
    }
    return name;
}

const char *par_form_path(struct par_form_files *files, const char *code, const char *name)
{
    struct par_arena *arena = files->cli->arena;
    const char *words = dashed(name, arena);
    const char *stem = par_arena_join(arena, safe(code, arena), *words && *code ? "-" : "", words, NULL);
    const char *path = par_arena_join(arena, files->folder, "/", unused(files, stem), files->extension, NULL);
    struct stat status;
    struct par_place place = {.file = path};
    if (!files->force && lstat(path, &status) == 0)
        par_diags_add(files->cli->diags, PAR_ERROR, PAR_FORM_EXISTS, &place, NULL);
    files->count++;
    return path;
}

void par_form_make_folder(const struct par_form_files *files)
{
    mkdir(files->folder, 0777);
}
