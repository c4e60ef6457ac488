#include "memory.h"

#include <stdint.h>
#include <stdlib.h>

enum { FIRST_ROOM = 256 };

void par_memory_fail(struct par_arena *arena)
{
    par_arena_array(arena, SIZE_MAX, 2); /* its overflow counts as out of memory */
    abort();
}

void *par_memory_resize(struct par_arena *arena, void *old, size_t size)
{
    void *resized = realloc(old, size);
    if (!resized)
        par_memory_fail(arena);
    return resized;
}

void par_bytes_enlarge(struct par_bytes *bytes, size_t more)
{
    size_t room = bytes->room ? bytes->room : FIRST_ROOM;
    while (room - bytes->size < more) {
        if (room > SIZE_MAX / 2)
            par_memory_fail(bytes->arena);
        room *= 2;
    }
    char *larger = par_arena_alloc(bytes->arena, room);
    if (bytes->size > 0)
        memcpy(larger, bytes->text, bytes->size);
    bytes->text = larger;
    bytes->room = room;
}
