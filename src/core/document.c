#include "parindex/document.h"

#include "parindex/names.h"

const char *par_label_text(struct par_label label, const char *language)
{
    return label.en && strcmp(language, "en") == 0 ? label.en : label.vi;
}

bool par_list_has(struct par_list list, const char *name)
{
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i], name) == 0)
            return true;
    return false;
}

const char *par_list_text(struct par_list list, struct par_arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < list.count; i++)
        text = par_arena_join(arena, text, i ? ", " : "", list.items[i], NULL);
    return text;
}

void par_document_error(const struct par_document *doc, const struct par_node *at, enum par_code code, const char *a,
                        const char *b, const char *c)
{
    struct par_place place = {.file = doc->file, .pointer = par_node_pointer(doc->arena, at), .node = doc->criterion};
    par_diags_add(doc->diags, PAR_ERROR, code, &place, a ? a : "", b ? b : "", c ? c : "", NULL);
}

static const char *kind_name(enum par_node_kind kind)
{
    static const char *const names[] = {
        [PAR_NODE_NULL] = "null",     [PAR_NODE_BOOL] = "true/false", [PAR_NODE_NUMBER] = "number",
        [PAR_NODE_STRING] = "string", [PAR_NODE_ARRAY] = "array",     [PAR_NODE_OBJECT] = "object"};
    return names[kind];
}

bool par_document_kind(const struct par_document *doc, const struct par_node *node, enum par_node_kind kind)
{
    if (!node)
        return false;
    if (node->kind == kind)
        return true;
    par_document_error(doc, node, PAR_TYPE_WRONG, kind_name(node->kind), kind_name(kind), NULL);
    return false;
}

static const char *name_at(const void *names, size_t i)
{
    return ((const char *const *)names)[i];
}

static size_t count_names(const char *const *names)
{
    size_t count = 0;
    while (names[count])
        count++;
    return count;
}

bool par_document_keys(const struct par_document *doc, const struct par_node *object, const char *const *known)
{
    if (!par_document_kind(doc, object, PAR_NODE_OBJECT))
        return false;
    size_t count = count_names(known);
    for (const struct par_node *member = object->first; member; member = member->next) {
        bool found = strcmp(member->key, "note") == 0;
        for (size_t i = 0; i < count && !found; i++)
            found = strcmp(member->key, known[i]) == 0;
        if (!found)
            par_document_error(doc, member, PAR_KEY_UNKNOWN, member->key,
                               par_names_nearest(par_span_of(member->key), count, name_at, known), NULL);
    }
    return true;
}

static const struct par_node *member(const struct par_document *doc, const struct par_node *object, const char *key,
                                     bool required)
{
    const struct par_node *node = par_node_get(object, key);
    if (!node && required && object && object->kind == PAR_NODE_OBJECT)
        par_document_error(doc, object, PAR_KEY_MISSING, key, NULL, NULL);
    return node;
}

const struct par_node *par_document_array(const struct par_document *doc, const struct par_node *object,
                                          const char *key, bool required)
{
    const struct par_node *node = member(doc, object, key, required);
    return par_document_kind(doc, node, PAR_NODE_ARRAY) ? node : NULL;
}

const char *par_document_string(const struct par_document *doc, const struct par_node *object, const char *key,
                                bool required)
{
    const struct par_node *node = member(doc, object, key, required);
    return par_document_kind(doc, node, PAR_NODE_STRING) ? node->text : NULL;
}

bool par_document_bool(const struct par_document *doc, const struct par_node *object, const char *key, bool fallback)
{
    const struct par_node *node = member(doc, object, key, false);
    return par_document_kind(doc, node, PAR_NODE_BOOL) ? node->truth : fallback;
}

int par_document_choice(const struct par_document *doc, const struct par_node *object, const char *key,
                        const char *const *names, int fallback)
{
    const struct par_node *node = member(doc, object, key, false);
    if (!par_document_kind(doc, node, PAR_NODE_STRING))
        return fallback;
    for (int i = 0; names[i]; i++)
        if (strcmp(node->text, names[i]) == 0)
            return i;
    struct par_list list = {count_names(names), names};
    par_document_error(doc, node, PAR_VALUE_UNKNOWN, node->text, par_list_text(list, doc->arena), NULL);
    return fallback;
}

static bool quantity_of(const struct par_document *doc, const struct par_node *node, struct par_quantity *out)
{
    if (!par_document_kind(doc, node, PAR_NODE_NUMBER))
        return false;
    if (node->text && par_quantity_parse(par_span_of(node->text), out) == PAR_NUMBER_OK)
        return true;
    par_document_error(doc, node, PAR_NUMBER_RANGE, node->text, NULL, NULL);
    return false;
}

int par_document_small(const struct par_document *doc, const struct par_node *object, const char *key, int low,
                       int high, int fallback)
{
    const struct par_node *node = member(doc, object, key, false);
    struct par_quantity q;
    if (!node || !quantity_of(doc, node, &q))
        return fallback;
    if (q.scale == 0 && q.mantissa >= low && q.mantissa <= high)
        return (int)q.mantissa;
    char range[2 * PAR_DECIMAL_TEXT + 2];
    size_t length = par_decimal_print(low, 0, 0, '.', range);
    memcpy(range + length, "..", 2);
    par_decimal_print(high, 0, 0, '.', range + length + 2);
    par_document_error(doc, node, PAR_VALUE_UNKNOWN, node->text, range, NULL);
    return fallback;
}

bool par_document_points(const struct par_document *doc, const struct par_node *object, const char *key, bool required,
                         par_points *out)
{
    const struct par_node *node = member(doc, object, key, required);
    struct par_quantity q;
    bool exact;
    if (!node || !quantity_of(doc, node, &q))
        return false;
    if (!par_points_from(q, PAR_POINTS_SCALE, PAR_DOWN, out, &exact)) {
        par_document_error(doc, node, PAR_NUMBER_RANGE, node->text, NULL, NULL);
        return false;
    }
    if (!exact)
        par_document_error(doc, node, PAR_DECIMALS_TOO_MANY, node->text, "6", NULL);
    return exact;
}

bool par_document_ratio(const struct par_document *doc, const struct par_node *object, const char *key, bool required,
                        struct par_ratio *out)
{
    const struct par_node *node = member(doc, object, key, required);
    if (!node)
        return false;
    if (node->kind == PAR_NODE_NUMBER) {
        struct par_quantity q;
        if (!quantity_of(doc, node, &q))
            return false;
        *out = par_quantity_ratio(q);
        return true;
    }
    if (!par_document_kind(doc, node, PAR_NODE_STRING))
        return false;
    if (par_ratio_parse(par_span_of(node->text), out) == PAR_NUMBER_OK)
        return true;
    par_document_error(doc, node, PAR_NUMBER_SYNTAX, node->text, NULL, NULL);
    return false;
}

struct par_list par_document_list(const struct par_document *doc, const struct par_node *object, const char *key)
{
    const struct par_node *array = par_document_array(doc, object, key, false);
    if (!array)
        return (struct par_list){0, NULL};
    const char **items = par_arena_array(doc->arena, array->count, sizeof *items);
    size_t count = 0;
    for (const struct par_node *item = array->first; item; item = item->next)
        if (par_document_kind(doc, item, PAR_NODE_STRING))
            items[count++] = item->text;
    return (struct par_list){count, items};
}

struct par_label par_document_label(const struct par_document *doc, const struct par_node *object, const char *key,
                                    bool required)
{
    static const char *const known[] = {"vi", "en", NULL};
    const struct par_node *node = member(doc, object, key, required);
    if (!node || !par_document_keys(doc, node, known))
        return (struct par_label){"", NULL};
    const char *vi = par_document_string(doc, node, "vi", true);
    return (struct par_label){vi ? vi : "", par_document_string(doc, node, "en", false)};
}
