#include "parindex/tally.h"

#include <stdlib.h>

#include "parindex/interned.h"
#include "parindex/names.h"

/* The texts of one key, numbered as they come. */
struct texts {
    struct par_interned short_ones;
    struct par_names *numbers; /* of the long ones */
    struct par_span *items;
    size_t count, room;
};

/* Groups of a large table are spread over more memory than is near: a row waits here until its group has come. */
enum { WAITING = 16, NEAR_DAYS = 64, CACHE_LINE = 64 };

struct waiting {
    struct par_tally_group *group;
    struct par_dossier dossier;
    uint32_t line;
};

struct par_tally {
    struct par_tally_settings settings;
    struct par_arena *arena;
    struct texts texts[PAR_TALLY_KEYS];
    struct texts procedures;
    struct par_names *numbers; /* tuple of text numbers -> group */
    struct par_tally_group **groups;
    size_t count, room;
    struct par_tally_group **by_text; /* with a single key: text number -> group */
    size_t by_text_room;
    struct waiting waiting[WAITING]; /* a ring */
    size_t wait_begin, wait_count;
};

static struct texts new_texts(struct par_arena *arena)
{
    return (struct texts){.numbers = par_names_new(arena)};
}

struct par_tally *par_tally_new(const struct par_tally_settings *settings, struct par_arena *arena)
{
    struct par_tally *tally = par_arena_alloc(arena, sizeof *tally);
    *tally = (struct par_tally){.settings = *settings, .arena = arena, .numbers = par_names_new(arena)};
    for (size_t i = 0; i < settings->keys; i++)
        tally->texts[i] = new_texts(arena);
    tally->procedures = new_texts(arena);
    return tally;
}

const struct par_tally_settings *par_tally_settings(const struct par_tally *tally)
{
    return &tally->settings;
}

/* --- Groups ------------------------------------------------------------------------------------------------------- */

static void count_all(struct par_tally *tally);

static uint32_t find_text(struct texts *texts, struct par_span text, struct par_arena *arena)
{
    bool is_long = text.size > PAR_INTERNED_LONGEST;
    int32_t known = is_long ? par_names_find(texts->numbers, text) : -1;
    if (known >= 0)
        return (uint32_t)known;
    struct par_span kept = {par_arena_copy(arena, text), text.size};
    texts->items = par_arena_grow(arena, texts->items, texts->count, &texts->room, sizeof *texts->items);
    texts->items[texts->count] = kept;
    if (is_long)
        par_names_add(texts->numbers, kept, (int32_t)texts->count);
    else
        par_interned_add(&texts->short_ones, kept, (uint32_t)texts->count, arena);
    return (uint32_t)texts->count++;
}

static inline uint32_t text_number(struct texts *texts, struct par_span text, struct par_arena *arena)
{
    uint32_t number;
    return par_interned_find(&texts->short_ones, text, &number) ? number : find_text(texts, text, arena);
}

static struct par_tally_group *new_group(struct par_tally *tally, const uint32_t *ids)
{
    struct group_memory {
        struct par_tally_group group;
        uint64_t days[NEAR_DAYS];
    } *memory = par_arena_alloc(tally->arena, sizeof *memory);
    struct par_tally_group *group = &memory->group;
    par_histogram_place(&group->counts.days, memory->days, NEAR_DAYS);
    size_t keys = tally->settings.keys;
    group->ids = par_arena_array(tally->arena, keys, sizeof *ids);
    memcpy(group->ids, ids, keys * sizeof *ids);
    group->shares = par_arena_array(tally->arena, tally->settings.shares, sizeof *group->shares);
    group->first_line = UINT32_MAX;
    tally->groups = par_arena_grow(tally->arena, tally->groups, tally->count, &tally->room, sizeof *tally->groups);
    tally->groups[tally->count++] = group;
    return group;
}

/* With a single key its number is the index. */
static struct par_tally_group *group_of_text(struct par_tally *tally, uint32_t id)
{
    if (id >= tally->by_text_room) {
        size_t room = tally->by_text_room ? tally->by_text_room : 64;
        while (room <= id)
            room *= 2;
        struct par_tally_group **larger = par_arena_array(tally->arena, room, sizeof *larger);
        if (tally->by_text_room > 0)
            memcpy(larger, tally->by_text, tally->by_text_room * sizeof *larger);
        tally->by_text = larger;
        tally->by_text_room = room;
    }
    if (!tally->by_text[id])
        tally->by_text[id] = new_group(tally, &id);
    return tally->by_text[id];
}

static inline struct par_tally_group *open_group(struct par_tally *tally, const struct par_span *keys)
{
    uint32_t ids[PAR_TALLY_KEYS] = {0};
    size_t count = tally->settings.keys;
    for (size_t i = 0; i < count; i++)
        ids[i] = text_number(&tally->texts[i], keys[i], tally->arena);
    if (count == 1)
        return group_of_text(tally, ids[0]);
    struct par_span tuple = {(const char *)ids, sizeof ids};
    int32_t known = par_names_find(tally->numbers, tuple);
    if (known >= 0)
        return tally->groups[known];
    tuple.text = par_arena_copy(tally->arena, tuple);
    par_names_add(tally->numbers, tuple, (int32_t)tally->count);
    return new_group(tally, ids);
}

struct par_tally_group *par_tally_open(struct par_tally *tally, const struct par_span *keys)
{
    count_all(tally);
    return open_group(tally, keys);
}

/* --- Procedures --------------------------------------------------------------------------------------------------- */

static void widen_uses(struct par_tally *tally, struct par_tally_group *group, uint32_t number)
{
    size_t words = group->used_words ? group->used_words : 1;
    while (words * 64 <= number)
        words *= 2;
    uint64_t *used = par_arena_array(tally->arena, words, sizeof *used);
    uint64_t *online = par_arena_array(tally->arena, words, sizeof *online);
    if (group->used_words > 0) {
        memcpy(used, group->used, group->used_words * sizeof *used);
        memcpy(online, group->used_online, group->used_words * sizeof *online);
    }
    group->used = used;
    group->used_online = online;
    group->used_words = words;
}

void par_tally_use(struct par_tally *tally, struct par_tally_group *group, struct par_span procedure, bool online)
{
    uint32_t number = text_number(&tally->procedures, procedure, tally->arena);
    if (number >= group->used_words * 64)
        widen_uses(tally, group, number);
    group->used[number / 64] |= UINT64_C(1) << (number % 64);
    group->used_online[number / 64] |= (uint64_t)online << (number % 64);
}

void par_tally_each_use(const struct par_tally *tally, const struct par_tally_group *group,
                        void (*hear)(void *context, struct par_span procedure, bool online), void *context)
{
    for (size_t i = 0; i < group->used_words * 64; i++)
        if (group->used[i / 64] >> (i % 64) & 1)
            hear(context, tally->procedures.items[i], group->used_online[i / 64] >> (i % 64) & 1);
}

/* --- Counting ----------------------------------------------------------------------------------------------------- */

static void count_row(struct par_tally *tally, const struct waiting *row)
{
    const struct par_tally_settings *settings = &tally->settings;
    struct par_tally_group *group = row->group;
    group->rows++;
    if (row->line < group->first_line)
        group->first_line = row->line;
    par_dossier_add(&group->counts, &row->dossier, &settings->period, settings->working, tally->arena);
}

static void count_first(struct par_tally *tally)
{
    count_row(tally, &tally->waiting[tally->wait_begin]);
    tally->wait_begin = (tally->wait_begin + 1) % WAITING;
    tally->wait_count--;
}

/* Nothing waits when anybody looks. */
static void count_all(struct par_tally *tally)
{
    while (tally->wait_count > 0)
        count_first(tally);
}

/* Asks for the memory that counting will touch. */
static void fetch(const struct par_tally_group *group, const struct par_dossier *dossier)
{
    const char *bytes = (const char *)group;
    uint64_t days =
        (uint64_t)dossier->finished.day - (uint64_t)dossier->received.day; /* of no use where a day is not said */
    for (size_t at = 0; at < sizeof *group; at += CACHE_LINE)
        __builtin_prefetch(bytes + at, 1);
    if (days < NEAR_DAYS)
        __builtin_prefetch(bytes + sizeof *group + days * sizeof(uint64_t), 1);
}

static void add_waiting(struct par_tally *tally, struct par_tally_group *group, const struct par_tally_row *row)
{
    if (tally->wait_count == WAITING)
        count_first(tally);
    size_t place = (tally->wait_begin + tally->wait_count++) % WAITING;
    tally->waiting[place] = (struct waiting){group, row->dossier, row->line};
    fetch(group, &row->dossier);
}

static void add_more(struct par_tally *tally, struct par_tally_group *group, const struct par_tally_row *row)
{
    const struct par_tally_settings *settings = &tally->settings;
    for (size_t i = 0; i < settings->shares; i++) {
        group->shares[i].said += row->shares[i] >= 0;
        group->shares[i].yes += row->shares[i] > 0;
    }
    if (settings->uses && row->procedure.size > 0)
        par_tally_use(tally, group, row->procedure, row->dossier.channel == PAR_CHANNEL_ONLINE);
}

bool par_tally_add(struct par_tally *tally, const struct par_tally_row *row)
{
    const struct par_tally_settings *settings = &tally->settings;
    struct par_tally_group *group = open_group(tally, row->keys);
    add_waiting(tally, group, row);
    bool counts = par_dossier_is_within(&row->dossier, &settings->period);
    if (counts && (settings->shares > 0 || settings->uses))
        add_more(tally, group, row);
    return counts;
}

struct use_merge {
    struct par_tally *tally;
    struct par_tally_group *group;
    const struct par_tally_map *map;
};

static void merge_use(void *context, struct par_span procedure, bool online)
{
    struct use_merge *merge = context;
    if (merge->map && merge->map->procedure)
        procedure = merge->map->procedure(merge->map->context, procedure);
    if (procedure.text)
        par_tally_use(merge->tally, merge->group, procedure, online);
}

static void merge_group(struct par_tally *into, struct par_tally_group *target, const struct par_tally *from,
                        const struct par_tally_group *group, const struct par_tally_map *map)
{
    struct use_merge uses = {into, target, map};
    par_dossier_merge(&target->counts, &group->counts, into->arena);
    for (size_t i = 0; i < into->settings.shares; i++) {
        target->shares[i].said += group->shares[i].said;
        target->shares[i].yes += group->shares[i].yes;
    }
    target->rows += group->rows;
    if (group->first_line < target->first_line)
        target->first_line = group->first_line;
    par_tally_each_use(from, group, merge_use, &uses);
}

void par_tally_merge(struct par_tally *into, struct par_tally *from, const struct par_tally_map *map)
{
    struct par_span keys[PAR_TALLY_KEYS], mapped[PAR_TALLY_KEYS];
    count_all(from);
    for (size_t i = 0; i < from->count; i++) {
        const struct par_tally_group *group = from->groups[i];
        for (size_t k = 0; k < from->settings.keys; k++)
            keys[k] = mapped[k] = par_tally_key(from, group, k);
        if (map && !map->keys(map->context, group, keys, mapped))
            continue;
        merge_group(into, par_tally_open(into, mapped), from, group, map);
    }
}

/* --- The result --------------------------------------------------------------------------------------------------- */

size_t par_tally_count(struct par_tally *tally)
{
    count_all(tally);
    return tally->count;
}

struct par_tally_group *par_tally_group(const struct par_tally *tally, size_t i)
{
    return tally->groups[i];
}

struct par_span par_tally_key(const struct par_tally *tally, const struct par_tally_group *group, size_t key)
{
    return tally->texts[key].items[group->ids[key]];
}

static int compare_groups(const struct par_tally *tally, const struct par_tally_group *a,
                          const struct par_tally_group *b)
{
    int order = 0;
    for (size_t i = 0; i < tally->settings.keys && order == 0; i++)
        order = par_span_compare(par_tally_key(tally, a, i), par_tally_key(tally, b, i));
    return order;
}

/* Merge sort: qsort hands no context on, and there are no globals. */
static void sort_groups(const struct par_tally *tally, struct par_tally_group **items, struct par_tally_group **spare,
                        size_t count)
{
    size_t half = count / 2, left = 0, right = half;
    if (count < 2)
        return;
    sort_groups(tally, items, spare, half);
    sort_groups(tally, items + half, spare, count - half);
    for (size_t i = 0; i < count; i++) {
        bool from_left = right == count || (left < half && compare_groups(tally, items[left], items[right]) <= 0);
        spare[i] = from_left ? items[left++] : items[right++];
    }
    memcpy(items, spare, count * sizeof *spare);
}

void par_tally_sort(struct par_tally *tally)
{
    struct par_tally_group **spare = par_arena_array(tally->arena, tally->count + 1, sizeof *spare);
    count_all(tally);
    sort_groups(tally, tally->groups, spare, tally->count);
}
