#include "mappings.h"

/* The set that the mapping leads to: the one named, or the only one. */
static const struct par_set *newer_set(const struct par_loaded *loaded, const char *set)
{
    if (!set)
        return loaded->set_count == 1 ? loaded->sets[0] : NULL;
    for (size_t i = 0; i < loaded->set_count; i++)
        if (strcmp(loaded->sets[i]->id, set) == 0)
            return loaded->sets[i];
    return NULL;
}

static void load(struct par_cli *cli, struct par_mappings *mappings, struct par_inputs *inputs,
                 const struct par_loaded *loaded, const char *argument)
{
    const char *equals = strchr(argument, '='), *path = equals ? equals + 1 : argument, *set = NULL;
    if (equals)
        set = par_arena_copy(cli->arena, (struct par_span){argument, (size_t)(equals - argument)});
    if (!par_inputs_note(cli, inputs, path, path))
        return;
    const struct par_mapping *mapping =
        par_mapping_load(path, &inputs->how, NULL, newer_set(loaded, set), cli->arena, cli->diags);
    if (mapping)
        mappings->items[mappings->count++] = (struct par_named_mapping){set, mapping};
}

void par_mappings_load(struct par_cli *cli, struct par_mappings *mappings, struct par_inputs *inputs,
                       const struct par_loaded *loaded)
{
    mappings->items = par_arena_array(cli->arena, mappings->paths.count, sizeof *mappings->items);
    for (size_t i = 0; i < mappings->paths.count; i++)
        load(cli, mappings, inputs, loaded, mappings->paths.items[i]);
}

const struct par_mapping *par_mappings_find(const struct par_mappings *mappings, const char *set)
{
    const struct par_mapping *any = NULL;
    for (size_t i = 0; i < mappings->count; i++) {
        if (mappings->items[i].set && strcmp(mappings->items[i].set, set) == 0)
            return mappings->items[i].mapping;
        any = mappings->items[i].set ? any : mappings->items[i].mapping;
    }
    return any;
}
