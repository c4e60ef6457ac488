/* texts: a list of texts that grows, as the command line gives them one by one. */
#ifndef PARINDEX_CLI_TEXTS_H
#define PARINDEX_CLI_TEXTS_H

#include "parindex/arena.h"
#include "parindex/document.h"

/* The texts themselves belong to others. */
struct par_texts {
    size_t count, room;
    const char **items;
};

/* Always true, so that taking an option can end with it. */
bool par_texts_add(struct par_texts *texts, const char *text, struct par_arena *arena);

bool par_texts_has(const struct par_texts *texts, const char *text);

/* The same texts, as those who only read them want them, and back. */
struct par_list par_texts_list(const struct par_texts *texts);
struct par_texts par_texts_of(struct par_list list);

#endif
