/* buffer: bytes that grow in place, for what is freed or used again long before an arena would be. Private to io. */
#ifndef PARINDEX_IO_BUFFER_H
#define PARINDEX_IO_BUFFER_H

#include <stdint.h>
#include <stdlib.h>

#include "memory.h"

struct par_buffer {
    struct par_arena *arena; /* for its handler only */
    char *bytes;
    size_t size;
    size_t room;
};

/* The end of the bytes, with room for `more` behind it. */
static inline char *par_buffer_reserve(struct par_buffer *buffer, size_t more)
{
    enum { FIRST = 256 };
    if (buffer->room - buffer->size < more || !buffer->bytes) {
        size_t room = buffer->room ? buffer->room : FIRST;
        while (room - buffer->size < more) {
            if (room > SIZE_MAX / 2)
                par_memory_fail(buffer->arena);
            room *= 2;
        }
        buffer->bytes = par_memory_resize(buffer->arena, buffer->bytes, room);
        buffer->room = room;
    }
    return buffer->bytes + buffer->size;
}

static inline void par_buffer_add(struct par_buffer *buffer, struct par_span text)
{
    char *end = par_buffer_reserve(buffer, text.size);
    if (text.size > 0)
        memcpy(end, text.text, text.size);
    buffer->size += text.size;
}

static inline struct par_span par_buffer_span(const struct par_buffer *buffer)
{
    return (struct par_span){buffer->bytes, buffer->size};
}

static inline void par_buffer_free(struct par_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct par_buffer){.arena = buffer->arena};
}

#endif
