#include "parindex/interned.h"

enum { FIRST_ROOM = 64 };

static void put(struct par_interned *interned, const struct par_interned_text *text)
{
    *par_interned_place(interned, text->first, text->last, text->size_above) = *text;
}

static void widen(struct par_interned *interned, struct par_arena *arena)
{
    struct par_interned_text *old = interned->texts;
    size_t room = interned->room;
    interned->room = room ? 2 * room : FIRST_ROOM;
    interned->texts = par_arena_array(arena, interned->room, sizeof *interned->texts);
    for (size_t i = 0; i < room; i++)
        if (old[i].size_above)
            put(interned, &old[i]);
}

void par_interned_add(struct par_interned *interned, struct par_span text, uint32_t number, struct par_arena *arena)
{
    if (text.size > PAR_INTERNED_LONGEST)
        return;
    if (2 * (interned->count + 1) > interned->room)
        widen(interned, arena);
    struct par_interned_text added = {.size_above = (uint32_t)text.size + 1, .number = number};
    par_interned_words(text, &added.first, &added.last);
    interned->count++;
    put(interned, &added);
}
