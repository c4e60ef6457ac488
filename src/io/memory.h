/* memory: buffers that outgrow themselves, for what an arena is wrong for because it is freed early. Private to io. */
#ifndef PARINDEX_IO_MEMORY_H
#define PARINDEX_IO_MEMORY_H

#include "parindex/arena.h"

/* Calls the arena's out-of-memory handler. */
void par_memory_fail(struct par_arena *arena);

/* realloc, or the arena's out-of-memory handler. */
void *par_memory_resize(struct par_arena *arena, void *old, size_t size);

/* Text under construction. It lives in the arena; growing leaves the old copy there. */
struct par_bytes {
    struct par_arena *arena;
    char *text; /* not NUL-terminated */
    size_t size;
    size_t room;
};

/* Room for `more` bytes behind the present ones. */
void par_bytes_enlarge(struct par_bytes *bytes, size_t more);

static inline char *par_bytes_reserve(struct par_bytes *bytes, size_t more)
{
    if (!bytes->text || bytes->room - bytes->size < more)
        par_bytes_enlarge(bytes, more);
    return bytes->text + bytes->size;
}

static inline void par_bytes_add(struct par_bytes *bytes, struct par_span text)
{
    char *end = par_bytes_reserve(bytes, text.size);
    if (text.size > 0)
        memcpy(end, text.text, text.size);
    bytes->size += text.size;
}

static inline void par_bytes_add_char(struct par_bytes *bytes, char c)
{
    *par_bytes_reserve(bytes, 1) = c;
    bytes->size++;
}

#endif
