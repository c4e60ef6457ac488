#include "package.h"

#include <zip.h>

#include "memory.h"

/* A workbook unpacks to some 10 times its size; 50 times is rather what a few bytes of a bomb become. */
enum { LEAST_MIB = 96, MOST_MIB = 4096, RATIO = 50, ENTRIES_MAX = 65536 };

#define MIB (UINT64_C(1024) * 1024)

/* --- The zip ----------------------------------------------------------------------------------------------------- */

static uint64_t limit_for(size_t size)
{
    uint64_t limit = (uint64_t)size * RATIO;
    if (limit < LEAST_MIB * MIB)
        return LEAST_MIB * MIB;
    return limit < MOST_MIB * MIB ? limit : MOST_MIB * MIB;
}

/* The zip over the bytes; NULL with *error. */
static zip_t *open_zip(struct par_span bytes, int *error)
{
    zip_error_t details;
    zip_error_init(&details);
    zip_source_t *source = zip_source_buffer_create(bytes.text, bytes.size, 0, &details);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &details) : NULL;
    if (source && !zip)
        zip_source_free(source);
    *error = zip_error_code_zip(&details);
    zip_error_fini(&details);
    return zip;
}

bool par_package_open(struct par_package *package, struct par_span bytes, struct par_arena *arena)
{
    *package = (struct par_package){.arena = arena, .limit = limit_for(bytes.size)};
    package->left = package->limit;
    int error;
    package->zip = open_zip(bytes, &error);
    if (!package->zip && error == ZIP_ER_MEMORY)
        par_memory_fail(arena);
    if (!package->zip)
        par_package_fail(package, PAR_BOOK_BROKEN, "zip", "damaged or cut off");
    else if (zip_get_num_entries(package->zip, 0) > ENTRIES_MAX)
        par_package_fail(package, PAR_BOOK_TOO_LARGE, "zip", NULL);
    return !package->failed;
}

void par_package_close(struct par_package *package)
{
    if (package->zip)
        zip_discard(package->zip);
    package->zip = NULL;
}

void par_package_fail(struct par_package *package, enum par_code code, const char *part, const char *reason)
{
    if (package->failed)
        return;
    package->failed = true;
    package->fault = (struct par_fault){code, part, reason};
}

void par_package_refill(struct par_package *package)
{
    package->left = package->limit;
}

/* --- Parts ------------------------------------------------------------------------------------------------------- */

/* The number of an entry; negative when there is none. Names of parts are equal whatever the case of their letters
 * (ECMA 376-2, 6.3.5), and there are writers that make use of it. */
static zip_int64_t locate(const struct par_package *package, const char *part)
{
    zip_int64_t index = zip_name_locate(package->zip, part, 0);
    return index >= 0 ? index : zip_name_locate(package->zip, part, ZIP_FL_NOCASE);
}

bool par_package_has(const struct par_package *package, const char *part)
{
    return locate(package, part) >= 0;
}

static bool fail_part(const struct par_part *part, enum par_code code, const char *reason)
{
    par_package_fail(part->package, code, part->name, reason);
    return false;
}

/* What libzip's error says about the file. */
static bool fail_zip(const struct par_part *part, const zip_error_t *error)
{
    switch (zip_error_code_zip(error)) {
    case ZIP_ER_MEMORY:
        par_memory_fail(part->package->arena);
        return false;
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
        return fail_part(part, PAR_BOOK_LOCKED, NULL);
    case ZIP_ER_COMPNOTSUPP:
        return fail_part(part, PAR_BOOK_BROKEN, "packed in an unknown way");
    default:
        return fail_part(part, PAR_BOOK_BROKEN, "damaged or cut off");
    }
}

bool par_part_open(struct par_part *part, struct par_package *package, const char *name)
{
    *part = (struct par_part){package, name, NULL};
    zip_int64_t index = locate(package, name);
    if (index < 0)
        return fail_part(part, PAR_BOOK_BROKEN, "missing");
    part->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    return part->file || fail_zip(part, zip_get_error(package->zip));
}

void par_part_close(struct par_part *part)
{
    if (part->file)
        zip_fclose(part->file);
    part->file = NULL;
}

long par_part_read(struct par_part *part, char *buffer, size_t size)
{
    zip_int64_t got = zip_fread(part->file, buffer, size);
    if (got < 0) {
        fail_zip(part, zip_file_get_error(part->file));
        return -1;
    }
    if ((uint64_t)got > part->package->left) {
        fail_part(part, PAR_BOOK_TOO_LARGE, NULL);
        return -1;
    }
    part->package->left -= (uint64_t)got;
    return (long)got;
}
