/* arena: memory of one document or one run, freed in one go.
 *
 * Everything the library builds (trees, sets, tables, findings) lives in an arena that the caller owns. Nothing is
 * freed singly. When memory runs out the arena calls the handler given at its birth, which must not return (a program
 * ends with exit code 4, a test longjmps away); without a handler the process aborts. So no function of the library has
 * an out-of-memory result. Not for use from two threads at once. */
#ifndef PARINDEX_ARENA_H
#define PARINDEX_ARENA_H

#include "parindex/span.h"

struct par_arena;

typedef void (*par_no_memory)(void);

struct par_arena *par_arena_new(par_no_memory no_memory);
/* Another arena with the handler of one, for what is freed earlier. */
struct par_arena *par_arena_beside(const struct par_arena *arena);
void par_arena_free(struct par_arena *arena); /* NULL is fine */

/* Zeroed, aligned for any type. size 0 gives a valid pointer. */
void *par_arena_alloc(struct par_arena *arena, size_t size);

/* count x size bytes, zeroed; an overflow of the product counts as out of memory. */
void *par_arena_array(struct par_arena *arena, size_t count, size_t size);

/* A NUL-terminated copy. */
char *par_arena_copy(struct par_arena *arena, struct par_span text);

/* The NUL-terminated concatenation of the strings, ended by NULL. */
char *par_arena_join(struct par_arena *arena, const char *first, ...);

/* A growable array in an arena: returns `items` or a larger copy of it with room for at least one more than `count`.
 * *room is the present capacity; elements past `count` are zero. */
void *par_arena_grow(struct par_arena *arena, void *items, size_t count, size_t *room, size_t size);

#endif
