/* names_file: the official lists in units/, read as plainly as they are written: no quotes, no empty lines. */
#ifndef PARINDEX_TESTS_NAMES_FILE_H
#define PARINDEX_TESTS_NAMES_FILE_H

#include "parindex/text.h"
#include "support.h"

struct names_row {
    const char *code;
    const char *name;
    const char *bloc;
    const char *level;
    const char *parent; /* "" in a list without that column */
};

struct names_file {
    size_t count;
    size_t room;
    struct names_row *rows;
};

/* The text up to the mark, which becomes NUL; *rest is what stands behind it. */
static inline char *cut(char **rest, char mark)
{
    char *begin = *rest, *end = strchr(begin, mark);
    *rest = end ? end + 1 : begin + strlen(begin);
    if (end)
        *end = '\0';
    return begin;
}

static inline struct names_row names_row_of(char *line)
{
    struct names_row row;
    row.code = cut(&line, ',');
    row.name = cut(&line, ',');
    row.bloc = cut(&line, ',');
    row.level = cut(&line, ',');
    row.parent = cut(&line, ',');
    return row;
}

static inline struct names_file names_file_read(struct par_arena *arena, const char *path)
{
    struct names_file file = {0};
    char *rest = file_text(arena, path);
    assert_non_null(rest);
    assert_null(strpbrk(rest, "\"\r"));
    assert_int_equal(strncmp(cut(&rest, '\n'), "unit,name,bloc,level", 20), 0);
    while (*rest) {
        file.rows = par_arena_grow(arena, file.rows, file.count, &file.room, sizeof *file.rows);
        file.rows[file.count++] = names_row_of(cut(&rest, '\n'));
    }
    return file;
}

static inline const char *name_in_file(const void *file, size_t i)
{
    return ((const struct names_file *)file)->rows[i].name;
}

#endif
