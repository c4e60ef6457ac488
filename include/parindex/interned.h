/* interned: the numbers of texts that come again and again, found at the cost of a look at one place.
 *
 * A table in front of names.h for texts of up to 16 bytes, which stand in the table itself, as their first and last
 * eight bytes, which overlap in shorter ones. */
#ifndef PARINDEX_INTERNED_H
#define PARINDEX_INTERNED_H

#include <stdint.h>

#include "parindex/arena.h"

enum { PAR_INTERNED_LONGEST = 16 };

struct par_interned_text {
    uint64_t first, last;
    uint32_t size_above; /* size + 1; 0: no text is here */
    uint32_t number;
};

struct par_interned {
    struct par_interned_text *texts;
    size_t room; /* 0 or a power of two */
    size_t count;
};

/* A text that fits as two words, the same only for the same text of its size. */
static inline void par_interned_words(struct par_span text, uint64_t *first, uint64_t *last)
{
    const char *t = text.text;
    size_t size = text.size;
    *first = *last = 0;
    if (size >= sizeof *first) {
        memcpy(first, t, sizeof *first);
        memcpy(last, t + size - sizeof *last, sizeof *last);
    } else if (size >= 4) {
        memcpy(first, t, 4);
        memcpy(last, t + size - 4, 4);
    } else if (size > 0) {
        *first = (unsigned char)t[0];
        *last = (uint64_t)(unsigned char)t[size / 2] << 8 | (unsigned char)t[size - 1];
    }
}

/* Where the text stands, or the free place for it. */
static inline struct par_interned_text *par_interned_place(const struct par_interned *interned, uint64_t first,
                                                           uint64_t last, uint32_t size_above)
{
    uint64_t mixed = first + last * UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ mixed >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    for (size_t at = (size_t)(mixed >> 32);; at++) {
        struct par_interned_text *text = &interned->texts[at & (interned->room - 1)];
        if ((text->first == first && text->last == last && text->size_above == size_above) || !text->size_above)
            return text;
    }
}

/* The number of a text; false when it is not here. */
static inline bool par_interned_find(const struct par_interned *interned, struct par_span text, uint32_t *number)
{
    uint64_t first, last;
    if (text.size > PAR_INTERNED_LONGEST || interned->room == 0)
        return false;
    par_interned_words(text, &first, &last);
    const struct par_interned_text *found = par_interned_place(interned, first, last, (uint32_t)text.size + 1);
    *number = found->number;
    return found->size_above != 0;
}

/* Adds a text that is not here; does nothing with a longer one. */
void par_interned_add(struct par_interned *interned, struct par_span text, uint32_t number, struct par_arena *arena);

#endif
