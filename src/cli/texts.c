#include "texts.h"

#include <string.h>

bool par_texts_add(struct par_texts *texts, const char *text, struct par_arena *arena)
{
    texts->items = par_arena_grow(arena, texts->items, texts->count, &texts->room, sizeof *texts->items);
    texts->items[texts->count++] = text;
    return true;
}

bool par_texts_has(const struct par_texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->items[i], text) == 0)
            return true;
    return false;
}

struct par_list par_texts_list(const struct par_texts *texts)
{
    return (struct par_list){texts->count, texts->items};
}

struct par_texts par_texts_of(struct par_list list)
{
    return (struct par_texts){list.count, list.count, (const char **)list.items};
}
