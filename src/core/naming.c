#include "parindex/naming.h"

struct par_naming {
    const struct par_matching *how;
    enum par_match_kind kind;
    size_t count;
    const char *(*name)(const void *context, size_t i);
    const void *context;
    struct par_arena *arena;
    void *matcher;           /* made with the first question */
    struct par_names *asked; /* what was found and asked */
};

struct par_naming *par_naming_new(const struct par_matching *how, enum par_match_kind kind, size_t count,
                                  const char *(*name)(const void *context, size_t i), const void *context,
                                  struct par_arena *arena)
{
    struct par_naming *naming = par_arena_alloc(arena, sizeof *naming);
    *naming =
        (struct par_naming){.how = how, .kind = kind, .count = count, .name = name, .context = context, .arena = arena};
    return naming;
}

struct par_matches par_naming_find(struct par_naming *naming, struct par_span typed, bool *first)
{
    *first = false;
    if (!naming->how)
        return (struct par_matches){0};
    if (!naming->matcher) {
        naming->matcher = naming->how->make(naming->kind, naming->count, naming->name, naming->context, naming->arena);
        naming->asked = par_names_new(naming->arena);
    }
    struct par_matches matches = naming->how->find(naming->matcher, typed);
    if (matches.count == 1 && par_names_find(naming->asked, typed) == PAR_NAME_NONE) {
        *first = true;
        par_names_add(naming->asked, par_span_of(par_arena_copy(naming->arena, typed)), 0);
    }
    return matches;
}
