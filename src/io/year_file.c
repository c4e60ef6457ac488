#include "parindex/json.h"
#include "parindex/number.h"
#include "parindex/year.h"

/* The folder of a path with its slash, "" for none. */
static const char *folder_of(const char *path, struct par_arena *arena)
{
    const char *slash = strrchr(path, '/');
    return slash ? par_arena_copy(arena, (struct par_span){path, (size_t)(slash - path) + 1}) : "";
}

static const char *resolve(const char *folder, const char *path, struct par_arena *arena)
{
    return !path || *path == '/' ? path : par_arena_join(arena, folder, path, NULL);
}

static struct par_list resolve_all(const char *folder, struct par_list list, struct par_arena *arena)
{
    const char **items = par_arena_array(arena, list.count, sizeof *items);
    for (size_t i = 0; i < list.count; i++)
        items[i] = resolve(folder, list.items[i], arena);
    return (struct par_list){list.count, items};
}

/* A list of paths, or one path. */
static struct par_list read_paths(const struct par_document *doc, const struct par_node *object, const char *key,
                                  const char *folder)
{
    const struct par_node *node = par_node_get(object, key);
    if (!node || node->kind != PAR_NODE_STRING)
        return resolve_all(folder, par_document_list(doc, object, key), doc->arena);
    const char **single = par_arena_alloc(doc->arena, sizeof *single);
    *single = resolve(folder, node->text, doc->arena);
    return (struct par_list){1, single};
}

static void read_rounds(const struct par_document *doc, const struct par_node *root, const char *folder,
                        struct par_year *year)
{
    const struct par_node *object = par_node_get(root, "rounds");
    if (!par_document_kind(doc, object, PAR_NODE_OBJECT))
        return;
    struct par_year_round *rounds = par_arena_array(doc->arena, object->count, sizeof *rounds);
    for (const struct par_node *member = object->first; member; member = member->next)
        rounds[year->round_count++] =
            (struct par_year_round){member->key, read_paths(doc, object, member->key, folder)};
    year->rounds = rounds;
}

static void read_deadlines(const struct par_document *doc, const struct par_node *root, struct par_year *year)
{
    const struct par_node *object = par_node_get(root, "deadlines");
    if (!par_document_kind(doc, object, PAR_NODE_OBJECT))
        return;
    struct par_deadline *deadlines = par_arena_array(doc->arena, object->count, sizeof *deadlines);
    for (const struct par_node *member = object->first; member; member = member->next) {
        const char *text = par_document_string(doc, object, member->key, true);
        struct par_deadline deadline = {.round = member->key, .date = text};
        if (text && par_date_parse(par_span_of(text), &deadline.day))
            deadlines[year->deadline_count++] = deadline;
        else if (text)
            par_document_error(doc, member, PAR_DATE_SYNTAX, text, NULL, NULL);
    }
    year->deadlines = deadlines;
}

static struct par_year *read_year(const struct par_document *doc, const struct par_node *root, const char *folder)
{
    static const char *const known[] = {"$schema", "format",   "period",    "sets",   "units", "rounds",
                                        "facts",   "previous", "deadlines", "output", NULL};
    struct par_year *year = par_arena_alloc(doc->arena, sizeof *year);
    if (!par_document_keys(doc, root, known))
        return year;
    const char *format = par_document_string(doc, root, "format", true);
    if (format && strcmp(format, "parindex-year/1") != 0)
        par_document_error(doc, par_node_get(root, "format"), PAR_FORMAT_UNKNOWN, format, "parindex-year/1", NULL);
    year->period = par_document_string(doc, root, "period", false);
    year->sets = read_paths(doc, root, "sets", folder);
    year->units = resolve(folder, par_document_string(doc, root, "units", false), doc->arena);
    read_rounds(doc, root, folder, year);
    year->facts = read_paths(doc, root, "facts", folder);
    year->previous = resolve(folder, par_document_string(doc, root, "previous", false), doc->arena);
    year->output = resolve(folder, par_document_string(doc, root, "output", false), doc->arena);
    read_deadlines(doc, root, year);
    return year;
}

struct par_year *par_year_load(const char *path, struct par_arena *arena, struct par_diags *diags)
{
    struct par_source *source = par_source_open(path, arena, diags);
    if (!source)
        return NULL;
    const struct par_node *root = par_json_read(source, arena, diags);
    par_source_close(source);
    if (!root)
        return NULL;
    struct par_document doc = {.file = path, .arena = arena, .diags = diags};
    size_t before = par_diags_errors(diags);
    struct par_year *year = read_year(&doc, root, folder_of(path, arena));
    return before == par_diags_errors(diags) ? year : NULL;
}
