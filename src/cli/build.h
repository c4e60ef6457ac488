/* build: a text put together piece by piece in an arena. */
#ifndef PARINDEX_BUILD_H
#define PARINDEX_BUILD_H

#include "parindex/arena.h"

struct par_build {
    struct par_arena *arena;
    char *bytes;
    size_t size;
    size_t room;
};

void par_build_byte(struct par_build *build, char byte);
void par_build_text(struct par_build *build, const char *text); /* NULL adds nothing */
void par_build_number(struct par_build *build, size_t number);
void par_build_blanks(struct par_build *build, size_t count);

/* The text so far, NUL-terminated. It is valid until the next addition. */
const char *par_build_end(struct par_build *build);

#endif
