#include "parindex/names.h"

struct slot {
    struct par_span name;
    uint32_t hash;
    int32_t value;
};

struct par_names {
    struct par_arena *arena;
    struct slot *slots; /* a power of two of them; an empty slot has name.text NULL */
    size_t room;
    size_t count;
};

/* FNV-1a, 32 bits. */
static uint32_t hash_of(struct par_span name)
{
    uint32_t hash = UINT32_C(2166136261);
    for (size_t i = 0; i < name.size; i++)
        hash = (hash ^ (unsigned char)name.text[i]) * UINT32_C(16777619);
    return hash;
}

struct par_names *par_names_new(struct par_arena *arena)
{
    struct par_names *names = par_arena_alloc(arena, sizeof *names);
    names->arena = arena;
    names->room = 64;
    names->slots = par_arena_array(arena, names->room, sizeof *names->slots);
    return names;
}

static struct slot *slot_of(const struct par_names *names, struct par_span name, uint32_t hash)
{
    for (size_t at = hash;; at++) {
        struct slot *slot = &names->slots[at & (names->room - 1)];
        if (!slot->name.text || (slot->hash == hash && par_span_equal(slot->name, name)))
            return slot;
    }
}

static void grow(struct par_names *names)
{
    struct slot *old = names->slots;
    size_t count = names->room;
    names->room *= 2;
    names->slots = par_arena_array(names->arena, names->room, sizeof *names->slots);
    for (size_t i = 0; i < count; i++)
        if (old[i].name.text)
            *slot_of(names, old[i].name, old[i].hash) = old[i];
}

int32_t par_names_add(struct par_names *names, struct par_span name, int32_t value)
{
    if (2 * (names->count + 1) > names->room)
        grow(names);
    uint32_t hash = hash_of(name);
    struct slot *slot = slot_of(names, name, hash);
    if (slot->name.text)
        return slot->value;
    *slot = (struct slot){{name.text ? name.text : "", name.size}, hash, value};
    names->count++;
    return PAR_NAME_NONE;
}

int32_t par_names_find(const struct par_names *names, struct par_span name)
{
    const struct slot *slot = slot_of(names, name, hash_of(name));
    return slot->name.text ? slot->value : PAR_NAME_NONE;
}

void par_names_each(const struct par_names *names, void (*take)(void *context, struct par_span name, int32_t value),
                    void *context)
{
    for (size_t i = 0; i < names->room; i++)
        if (names->slots[i].name.text)
            take(context, names->slots[i].name, names->slots[i].value);
}

enum { LONGEST_COMPARED = 64 };

/* Levenshtein's distance, over bytes. */
static size_t distance(struct par_span a, struct par_span b)
{
    size_t row[LONGEST_COMPARED + 1];
    for (size_t j = 0; j <= b.size; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t best = diagonal + (a.text[i - 1] != b.text[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b.size];
}

const char *par_names_nearest(struct par_span name, size_t count,
                              const char *(*candidate)(const void *context, size_t i), const void *context)
{
    const char *nearest = NULL;
    size_t limit = name.size < 3 ? 1 : name.size / 3;
    size_t best = (limit > 3 ? 3 : limit) + 1;
    if (name.size > LONGEST_COMPARED)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        struct par_span text = par_span_of(candidate(context, i));
        if (text.size > LONGEST_COMPARED)
            continue;
        size_t d = distance(name, text);
        if (d < best) {
            best = d;
            nearest = text.text;
        }
    }
    return nearest;
}
