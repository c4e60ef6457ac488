#include "parindex/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024, ALIGNMENT = 16 };

struct block {
    struct block *next;
    size_t used;
    size_t size;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

struct par_arena {
    struct block *blocks; /* the newest first */
    size_t next_size;
    par_no_memory no_memory;
};

static void fail(par_no_memory no_memory)
{
    if (no_memory)
        no_memory();
    abort();
}

struct par_arena *par_arena_new(par_no_memory no_memory)
{
    struct par_arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        fail(no_memory);
    arena->next_size = FIRST_BLOCK;
    arena->no_memory = no_memory;
    return arena;
}

struct par_arena *par_arena_beside(const struct par_arena *arena)
{
    return par_arena_new(arena->no_memory);
}

void par_arena_free(struct par_arena *arena)
{
    if (!arena)
        return;
    for (struct block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

static struct block *add_block(struct par_arena *arena, size_t needed)
{
    size_t size = needed > arena->next_size ? needed : arena->next_size;
    if (size > SIZE_MAX - sizeof(struct block))
        fail(arena->no_memory);
    struct block *block = calloc(1, sizeof *block + size);
    if (!block)
        fail(arena->no_memory);
    block->size = size;
    block->next = arena->blocks;
    arena->blocks = block;
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    return block;
}

void *par_arena_alloc(struct par_arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        fail(arena->no_memory);
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct block *block = arena->blocks;
    if (!block || block->size - block->used < size)
        block = add_block(arena, size);
    void *bytes = block->bytes + block->used;
    block->used += size;
    return bytes;
}

void *par_arena_array(struct par_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        fail(arena->no_memory);
    return par_arena_alloc(arena, count * size);
}

char *par_arena_copy(struct par_arena *arena, struct par_span text)
{
    char *copy = par_arena_alloc(arena, text.size + 1);
    if (text.size > 0)
        memcpy(copy, text.text, text.size);
    return copy;
}

char *par_arena_join(struct par_arena *arena, const char *first, ...)
{
    size_t size = 0;
    va_list parts;
    va_start(parts, first);
    for (const char *part = first; part; part = va_arg(parts, const char *))
        size += strlen(part);
    va_end(parts);

    char *joined = par_arena_alloc(arena, size + 1);
    char *end = joined;
    va_start(parts, first);
    for (const char *part = first; part; part = va_arg(parts, const char *)) {
        size_t length = strlen(part);
        memcpy(end, part, length);
        end += length;
    }
    va_end(parts);
    return joined;
}

void *par_arena_grow(struct par_arena *arena, void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    size_t larger = *room ? *room * 2 : 16;
    void *copy = par_arena_array(arena, larger, size);
    if (count > 0)
        memcpy(copy, items, count * size);
    *room = larger;
    return copy;
}
