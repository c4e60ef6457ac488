/* An open hash table of 128-bit fingerprints: two passes of SipHash-2-4 ("SipHash: a fast short-input PRF", Aumasson
 * and Bernstein, 2012) with different keys over the parts, each behind its length. */
#include "dossier_ids.h"

#include <stdlib.h>

#include "memory.h"

struct entry {
    uint64_t print[2]; /* both 0: free */
    const char *file;
    uint32_t line;
};

struct par_dossier_ids {
    struct par_arena *arena;
    struct entry *entries;
    size_t room; /* a power of two */
    size_t count;
};

enum { FIRST_ROOM = 1024 };

static struct entry *new_entries(struct par_arena *arena, size_t room)
{
    if (room > SIZE_MAX / sizeof(struct entry))
        par_memory_fail(arena);
    struct entry *entries = par_memory_resize(arena, NULL, room * sizeof *entries);
    memset(entries, 0, room * sizeof *entries);
    return entries;
}

struct par_dossier_ids *par_dossier_ids_new(struct par_arena *arena)
{
    struct par_dossier_ids *ids = par_arena_alloc(arena, sizeof *ids);
    *ids = (struct par_dossier_ids){.arena = arena, .room = FIRST_ROOM};
    ids->entries = new_entries(arena, FIRST_ROOM);
    return ids;
}

void par_dossier_ids_free(struct par_dossier_ids *ids)
{
    if (ids)
        free(ids->entries);
}

size_t par_dossier_ids_count(const struct par_dossier_ids *ids)
{
    return ids->count;
}

size_t par_dossier_ids_bytes(const struct par_dossier_ids *ids)
{
    return ids->room * sizeof *ids->entries;
}

/* --- Fingerprints ------------------------------------------------------------------------------------------------- */

struct sip {
    uint64_t v[4];
    uint64_t word;
    unsigned bytes; /* taken so far, modulo 256 */
};

static uint64_t turn(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static void mix(struct sip *s)
{
    s->v[0] += s->v[1];
    s->v[1] = turn(s->v[1], 13) ^ s->v[0];
    s->v[0] = turn(s->v[0], 32);
    s->v[2] += s->v[3];
    s->v[3] = turn(s->v[3], 16) ^ s->v[2];
    s->v[0] += s->v[3];
    s->v[3] = turn(s->v[3], 21) ^ s->v[0];
    s->v[2] += s->v[1];
    s->v[1] = turn(s->v[1], 17) ^ s->v[2];
    s->v[2] = turn(s->v[2], 32);
}

static void take_byte(struct sip *s, unsigned char byte)
{
    s->word |= (uint64_t)byte << (8 * (s->bytes % 8));
    if (++s->bytes % 8 != 0)
        return;
    s->v[3] ^= s->word;
    mix(s);
    mix(s);
    s->v[0] ^= s->word;
    s->word = 0;
}

static uint64_t finish(struct sip *s)
{
    uint64_t last = s->word | (uint64_t)(s->bytes & 0xFF) << 56;
    s->v[3] ^= last;
    mix(s);
    mix(s);
    s->v[0] ^= last;
    s->v[2] ^= 0xFF;
    for (int i = 0; i < 4; i++)
        mix(s);
    return s->v[0] ^ s->v[1] ^ s->v[2] ^ s->v[3];
}

static uint64_t fingerprint(const struct par_span *parts, size_t count, uint64_t key)
{
    struct sip s = {.v = {UINT64_C(0x736f6d6570736575) ^ key, UINT64_C(0x646f72616e646f6d),
                          UINT64_C(0x6c7967656e657261) ^ key, UINT64_C(0x7465646279746573)}};
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < sizeof parts[i].size; k++)
            take_byte(&s, (unsigned char)(parts[i].size >> (8 * k)));
        for (size_t k = 0; k < parts[i].size; k++)
            take_byte(&s, (unsigned char)parts[i].text[k]);
    }
    return finish(&s);
}

/* --- The table ---------------------------------------------------------------------------------------------------- */

static bool is_free(const struct entry *entry)
{
    return entry->print[0] == 0 && entry->print[1] == 0;
}

static struct entry *find(struct entry *entries, size_t room, const uint64_t *print)
{
    for (size_t at = (size_t)print[0];; at++) {
        struct entry *entry = &entries[at & (room - 1)];
        if (is_free(entry) || (entry->print[0] == print[0] && entry->print[1] == print[1]))
            return entry;
    }
}

static void grow(struct par_dossier_ids *ids)
{
    struct entry *larger = new_entries(ids->arena, ids->room * 2);
    for (size_t i = 0; i < ids->room; i++)
        if (!is_free(&ids->entries[i]))
            *find(larger, ids->room * 2, ids->entries[i].print) = ids->entries[i];
    free(ids->entries);
    ids->entries = larger;
    ids->room *= 2;
}

bool par_dossier_ids_add(struct par_dossier_ids *ids, const struct par_span *parts, size_t count,
                         struct par_dossier_seen here, struct par_dossier_seen *before)
{
    if (4 * (ids->count + 1) > 3 * ids->room)
        grow(ids);
    uint64_t print[2] = {fingerprint(parts, count, 0), fingerprint(parts, count, 1) | 1};
    struct entry *entry = find(ids->entries, ids->room, print);
    if (!is_free(entry)) {
        *before = (struct par_dossier_seen){entry->file, entry->line};
        return true;
    }
    *entry = (struct entry){{print[0], print[1]}, here.file, here.line};
    ids->count++;
    return false;
}
