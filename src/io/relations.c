#include "relations.h"

#include "xml.h"

enum { RELATIONS_MAX = 1 << 14 };

struct reading {
    struct par_arena *arena;
    struct par_span folder; /* of the part, with its slash; targets are relative to it */
    struct par_relation *relations;
    size_t count;
    size_t room;
};

/* --- Names of parts ---------------------------------------------------------------------------------------------- */

/* The path up to its last slash, with it. */
static struct par_span folder_of(const char *part)
{
    const char *slash = strrchr(part, '/');
    return (struct par_span){part, slash ? (size_t)(slash + 1 - part) : 0};
}

/* "xl/workbook.xml" -> "xl/_rels/workbook.xml.rels" */
static const char *relations_of(const char *part, struct par_arena *arena)
{
    struct par_span folder = folder_of(part);
    return par_arena_join(arena, par_arena_copy(arena, folder), "_rels/", part + folder.size, ".rels", NULL);
}

/* The size of the path, which ends with a slash or is empty, without its last segment. */
static size_t without_last(const char *path, size_t size)
{
    if (size > 0)
        size--;
    while (size > 0 && path[size - 1] != '/')
        size--;
    return size;
}

/* The name of the part that a target means: "." and ".." are resolved, and ".." at the root stays there. */
static const char *resolve(struct par_span folder, const char *target, struct par_arena *arena)
{
    char *path = par_arena_alloc(arena, folder.size + strlen(target) + 2);
    size_t size = 0;
    if (*target != '/' && folder.size > 0) {
        memcpy(path, folder.text, folder.size);
        size = folder.size;
    }
    while (*target) {
        size_t length = strcspn(target, "/");
        struct par_span segment = {target, length};
        target += length + (target[length] == '/');
        if (par_span_is(segment, ".."))
            size = without_last(path, size);
        if (length == 0 || par_span_is(segment, ".") || par_span_is(segment, ".."))
            continue;
        memcpy(path + size, segment.text, length);
        size += length;
        path[size++] = '/';
    }
    path[size > 0 ? size - 1 : 0] = '\0';
    return path;
}

/* --- Reading ----------------------------------------------------------------------------------------------------- */

static const char *last_segment(const char *address)
{
    const char *slash = strrchr(address, '/');
    return slash ? slash + 1 : address;
}

static const char *copy(struct par_arena *arena, const char *text)
{
    return par_arena_copy(arena, par_span_of(text));
}

static void take_relation(struct par_xml *xml, const char *name, const char **attributes)
{
    struct reading *reading = xml->context;
    if (strcmp(name, "Relationship") != 0)
        return;
    const char *id = par_xml_attribute(attributes, "Id");
    const char *type = par_xml_attribute(attributes, "Type");
    const char *target = par_xml_attribute(attributes, "Target");
    const char *mode = par_xml_attribute(attributes, "TargetMode");
    if (!id || !type || !target) {
        par_xml_fail(xml, PAR_BOOK_BROKEN, "a relationship without id, type or target");
        return;
    }
    if (reading->count == RELATIONS_MAX) {
        par_xml_fail(xml, PAR_BOOK_TOO_LARGE, NULL);
        return;
    }
    reading->relations =
        par_arena_grow(reading->arena, reading->relations, reading->count, &reading->room, sizeof *reading->relations);
    bool external = mode && strcmp(mode, "External") == 0;
    reading->relations[reading->count++] = (struct par_relation){
        .id = copy(reading->arena, id),
        .type = copy(reading->arena, last_segment(type)),
        .target = external ? copy(reading->arena, target) : resolve(reading->folder, target, reading->arena),
        .external = external,
    };
}

static void ignore_end(struct par_xml *xml, const char *name)
{
    (void)xml, (void)name;
}

bool par_relations_read(struct par_relations *relations, struct par_package *package, const char *part)
{
    struct reading reading = {.arena = package->arena, .folder = folder_of(part)};
    *relations = (struct par_relations){.part = relations_of(part, package->arena)};
    if (!par_package_has(package, relations->part))
        return true;
    if (!par_xml_read(package, relations->part, take_relation, ignore_end, &reading))
        return false;
    relations->relations = reading.relations;
    relations->count = reading.count;
    return true;
}

/* --- Asking ------------------------------------------------------------------------------------------------------ */

/* Nothing outside the file is ever opened. */
static const struct par_relation *inside(const struct par_relations *relations, struct par_package *package,
                                         const struct par_relation *relation)
{
    if (!relation->external)
        return relation;
    par_package_fail(package, PAR_BOOK_BROKEN, relations->part, "leads out of the file");
    return NULL;
}

const struct par_relation *par_relations_type(const struct par_relations *relations, struct par_package *package,
                                              const char *type)
{
    for (size_t i = 0; i < relations->count; i++)
        if (strcmp(relations->relations[i].type, type) == 0)
            return inside(relations, package, &relations->relations[i]);
    return NULL;
}

const struct par_relation *par_relations_id(const struct par_relations *relations, struct par_package *package,
                                            const char *id)
{
    for (size_t i = 0; i < relations->count; i++)
        if (strcmp(relations->relations[i].id, id) == 0)
            return inside(relations, package, &relations->relations[i]);
    return NULL;
}
