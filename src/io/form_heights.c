#include "form_heights.h"

#include <zip.h>

#define SHEET "xl/worksheets/sheet1.xml"
#define MARK " customHeight=\"1\""

/* A part of the package, NUL-terminated; NULL when it cannot be read. */
static char *read_part(zip_t *zip, zip_uint64_t index, struct par_arena *arena)
{
    zip_stat_t status;
    if (zip_stat_index(zip, index, 0, &status) != 0)
        return NULL;
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    if (!file)
        return NULL;
    char *text = par_arena_alloc(arena, status.size + 1);
    bool whole = zip_fread(file, text, status.size) == (zip_int64_t)status.size;
    zip_fclose(file);
    return whole ? text : NULL;
}

/* Without the marks; the new size. */
static size_t strip(char *text)
{
    const char *from = text;
    char *to = text;
    for (const char *mark; (mark = strstr(from, MARK)); from = mark + strlen(MARK)) {
        memmove(to, from, (size_t)(mark - from));
        to += mark - from;
    }
    size_t rest = strlen(from);
    memmove(to, from, rest);
    return (size_t)(to - text) + rest;
}

/* The part is dated as libxlsxwriter dates the others, so that the same form is the same bytes. */
static bool replace_part(zip_t *zip, zip_uint64_t index, const char *text, size_t size)
{
    enum { FIRST_OF_JANUARY_1980 = 33 };
    zip_source_t *source = zip_source_buffer(zip, text, size, 0);
    if (source && zip_file_replace(zip, index, source, 0) != 0) {
        zip_source_free(source);
        return false;
    }
    return source && zip_file_set_dostime(zip, index, 0, FIRST_OF_JANUARY_1980, 0) == 0;
}

bool par_form_free_heights(const char *path, struct par_arena *arena)
{
    zip_t *zip = zip_open(path, 0, NULL);
    if (!zip)
        return false;
    zip_int64_t index = zip_name_locate(zip, SHEET, 0);
    char *text = index < 0 ? NULL : read_part(zip, (zip_uint64_t)index, arena);
    if (text && replace_part(zip, (zip_uint64_t)index, text, strip(text)) && zip_close(zip) == 0)
        return true;
    zip_discard(zip);
    return false;
}
