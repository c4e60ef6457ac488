/* chance: words of chance that anybody can recompute with any tool. */
#ifndef PARINDEX_CHANCE_H
#define PARINDEX_CHANCE_H

#include <stdint.h>

#include "parindex/arena.h"

/* The first 64 bits (16 hexadecimal digits) of the SHA-256 of a text. */
uint64_t par_chance_word(const char *text, struct par_arena *arena);

#endif
