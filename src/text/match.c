#include "parindex/match.h"

#include <stdlib.h>

#include "parindex/collate.h"
#include "parindex/names.h"
#include "spelling.h"

/* Which form of the name typed is looked up among which form of the entries. */
struct step {
    enum par_form typed;
    enum par_form entry;
};

enum { STEPS = 4 };

/* A kind of unit, or a number before a title, may be wanting, but where both have one it must be the same. The kind may
 * be wanting in the name typed alone: "Bắc Ninh" in a list need not be "Thành phố Bắc Ninh". */
static const struct step steps_of_kinds[][STEPS] = {
    [PAR_MATCH_UNITS] = {{PAR_FORM_WORDS, PAR_FORM_WORDS},
                         {PAR_FORM_SPELLING, PAR_FORM_SPELLING},
                         {PAR_FORM_OFFICE, PAR_FORM_OFFICE},
                         {PAR_FORM_OFFICE, PAR_FORM_BARE}},
    [PAR_MATCH_TITLES] = {{PAR_FORM_WORDS, PAR_FORM_WORDS},
                          {PAR_FORM_SPELLING, PAR_FORM_SPELLING},
                          {PAR_FORM_BARE, PAR_FORM_SPELLING},
                          {PAR_FORM_SPELLING, PAR_FORM_BARE}},
};

/* The entries by one of their forms: those that share it are a group. */
struct index {
    struct par_names *groups; /* form -> number of the group */
    size_t *begins;           /* of each group in `items`, and the end of the last */
    size_t *items;            /* entries, group after group, each in the order of its names */
};

struct par_matcher {
    enum par_match_kind kind;
    size_t count;
    const char *(*name)(const void *context, size_t i);
    const void *context;
    struct par_arena *arena;
    struct par_speller *speller;
    struct index *indexes[PAR_FORMS][2]; /* without and with marks; NULL until it is needed */
};

struct par_matcher *par_matcher_new(enum par_match_kind kind, size_t count,
                                    const char *(*name)(const void *context, size_t i), const void *context,
                                    struct par_arena *arena)
{
    struct par_matcher *matcher = par_arena_alloc(arena, sizeof *matcher);
    *matcher = (struct par_matcher){.kind = kind,
                                    .count = count,
                                    .name = name,
                                    .context = context,
                                    .arena = arena,
                                    .speller = par_speller_new(kind, arena)};
    return matcher;
}

/* --- Building an index -------------------------------------------------------------------------------------------- */

static struct par_span name_of(const struct par_matcher *matcher, size_t entry)
{
    return par_span_of(matcher->name(matcher->context, entry));
}

/* The group of a form, a new one with the number `next` when no entry had it; PAR_NAME_NONE when it is empty. */
static int32_t group_of(struct par_matcher *matcher, struct index *index, struct par_span form, int32_t next)
{
    int32_t group = par_names_find(index->groups, form);
    if (group != PAR_NAME_NONE || form.size == 0)
        return group;
    const char *copy = par_arena_copy(matcher->arena, form);
    par_names_add(index->groups, (struct par_span){copy, form.size}, next);
    return next;
}

struct named {
    const char *key;
    size_t entry;
};

static int by_key(const void *a, const void *b)
{
    const struct named *left = a, *right = b;
    int order = strcmp(left->key, right->key);
    return order ? order : (left->entry > right->entry) - (left->entry < right->entry);
}

static void sort_group(const struct par_matcher *matcher, size_t *items, size_t count)
{
    struct named *named = par_arena_array(matcher->arena, count, sizeof *named);
    for (size_t i = 0; i < count; i++)
        named[i] = (struct named){par_collation_key(name_of(matcher, items[i]), matcher->arena), items[i]};
    qsort(named, count, sizeof *named, by_key);
    for (size_t i = 0; i < count; i++)
        items[i] = named[i].entry;
}

/* Puts the entries group after group: a counting sort. begins[g + 1] holds where the next entry of group g goes, and in
 * the end where the group ends, which is where the next one begins. */
static void lay_out(struct par_matcher *matcher, struct index *index, const int32_t *groups, size_t group_count)
{
    index->begins = par_arena_array(matcher->arena, group_count + 2, sizeof *index->begins);
    index->items = par_arena_array(matcher->arena, matcher->count, sizeof *index->items);
    for (size_t i = 0; i < matcher->count; i++)
        if (groups[i] != PAR_NAME_NONE)
            index->begins[groups[i] + 2]++;
    for (size_t g = 1; g <= group_count; g++)
        index->begins[g + 1] += index->begins[g];
    for (size_t i = 0; i < matcher->count; i++)
        if (groups[i] != PAR_NAME_NONE)
            index->items[index->begins[groups[i] + 1]++] = i;
    for (size_t g = 0; g < group_count; g++)
        if (index->begins[g + 1] - index->begins[g] > 1)
            sort_group(matcher, index->items + index->begins[g], index->begins[g + 1] - index->begins[g]);
}

static struct index *build(struct par_matcher *matcher, enum par_form form, bool marks)
{
    struct index *index = par_arena_alloc(matcher->arena, sizeof *index);
    int32_t *groups = par_arena_array(matcher->arena, matcher->count, sizeof *groups), count = 0;
    index->groups = par_names_new(matcher->arena);
    for (size_t i = 0; i < matcher->count; i++) {
        struct par_span key = par_speller_form(matcher->speller, name_of(matcher, i), form, marks);
        groups[i] = group_of(matcher, index, key, count);
        if (groups[i] == count)
            count++;
    }
    lay_out(matcher, index, groups, (size_t)count);
    return index;
}

/* --- Finding ------------------------------------------------------------------------------------------------------ */

static struct par_matches find(struct par_matcher *matcher, struct par_span typed, struct step step, bool marks)
{
    struct index **index = &matcher->indexes[step.entry][marks];
    if (!*index)
        *index = build(matcher, step.entry, marks);
    struct par_span form = par_speller_form(matcher->speller, typed, step.typed, marks);
    int32_t group = par_names_find((*index)->groups, form);
    if (group == PAR_NAME_NONE)
        return (struct par_matches){0};
    const size_t *begin = (*index)->begins + group;
    return (struct par_matches){.count = begin[1] - begin[0], .items = (*index)->items + begin[0]};
}

struct par_matches par_matcher_find(struct par_matcher *matcher, struct par_span typed)
{
    const struct step *steps = steps_of_kinds[matcher->kind];
    struct par_matches matches = find(matcher, typed, steps[0], true);
    if (matches.count > 0) {
        matches.exact = true;
        return matches;
    }
    bool marks = par_speller_has_marks(matcher->speller, typed);
    for (size_t i = marks ? 1 : 0; i < STEPS && matches.count == 0; i++)
        matches = find(matcher, typed, steps[i], marks);
    return matches;
}

static void *make(enum par_match_kind kind, size_t count, const char *(*name)(const void *context, size_t i),
                  const void *context, struct par_arena *arena)
{
    return par_matcher_new(kind, count, name, context, arena);
}

static struct par_matches find_in(void *matcher, struct par_span typed)
{
    return par_matcher_find(matcher, typed);
}

const struct par_matching par_matching = {make, find_in};
