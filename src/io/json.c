#include "parindex/json.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "json_scan.h"
#include "memory.h"
#include "parindex/text.h"
#include "sniff.h"

enum { DOCUMENT_MAX = 64 * 1024 * 1024 };

struct document {
    struct par_span text;
    const char *name;
    struct par_arena *arena;
    struct par_diags *diags;
    bool as_is; /* strings are left as they stand */
};

/* --- Faults of the text ------------------------------------------------------------------------------------------ */

/* The line and column of an offset. CR, LF and CRLF end a line. */
static struct par_place locate(const struct document *document, size_t offset)
{
    const char *text = document->text.text;
    struct par_place place = {.file = document->name, .line = 1};
    size_t line_begin = 0;
    for (size_t i = 0; i < offset; i++) {
        bool is_end = text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
        place.line += is_end;
        line_begin = is_end ? i + 1 : line_begin;
    }
    place.column = (uint32_t)(offset - line_begin + 1);
    return place;
}

/* What stands at the offset: its character, "U+0009" for a control character, or "end of file". */
static const char *describe(const struct document *document, size_t offset)
{
    if (offset >= document->text.size)
        return "end of file";
    const char *at = document->text.text + offset;
    if ((unsigned char)*at < 0x20 || *at == 0x7F) {
        char code[16];
        snprintf(code, sizeof code, "U+%04X", (unsigned)(unsigned char)*at);
        return par_arena_copy(document->arena, par_span_of(code));
    }
    size_t length = 1;
    while (((unsigned char)at[length] & 0xC0) == 0x80)
        length++;
    return par_arena_copy(document->arena, (struct par_span){at, length});
}

static const char *depth_limit(struct par_arena *arena)
{
    char limit[16];
    snprintf(limit, sizeof limit, "%d", PAR_JSON_MAX_DEPTH);
    return par_arena_copy(arena, par_span_of(limit));
}

static bool check(const struct document *document)
{
    size_t bad;
    struct par_json_fault fault;
    if (!par_text_valid(document->text, &bad))
        fault = (struct par_json_fault){PAR_TEXT_UTF8, bad};
    else if (par_json_scan(document->text, &fault))
        return true;

    struct par_place place = locate(document, fault.offset);
    const char *argument = NULL;
    if (fault.code == PAR_JSON_SYNTAX || fault.code == PAR_JSON_TRAILING)
        argument = describe(document, fault.offset);
    else if (fault.code == PAR_JSON_DEPTH)
        argument = depth_limit(document->arena);
    par_diags_add(document->diags, PAR_FATAL, fault.code, &place, argument, NULL);
    return false;
}

/* --- The tree ---------------------------------------------------------------------------------------------------- */

static const char *copy_text(const struct document *document, const char *text)
{
    struct par_span given = par_span_of(text);
    struct par_span composed = document->as_is ? given : par_text_nfc(given, document->arena);
    return composed.text == text ? par_arena_copy(document->arena, composed) : composed.text;
}

static const char *number_text(double value, struct par_arena *arena)
{
    if (!isfinite(value))
        return NULL;
    char text[32];
    snprintf(text, sizeof text, "%.15g", value);
    return par_arena_copy(arena, par_span_of(text));
}

static enum par_node_kind kind_of(const cJSON *item)
{
    if (cJSON_IsObject(item))
        return PAR_NODE_OBJECT;
    if (cJSON_IsArray(item))
        return PAR_NODE_ARRAY;
    if (cJSON_IsString(item))
        return PAR_NODE_STRING;
    if (cJSON_IsNumber(item))
        return PAR_NODE_NUMBER;
    return cJSON_IsBool(item) ? PAR_NODE_BOOL : PAR_NODE_NULL;
}

/* The node of an item, without its children. */
static struct par_node *make_node(const struct document *document, const cJSON *item)
{
    struct par_node *node = par_arena_alloc(document->arena, sizeof *node);
    node->kind = kind_of(item);
    node->truth = cJSON_IsTrue(item);
    node->key = item->string ? copy_text(document, item->string) : NULL;
    if (node->kind == PAR_NODE_STRING)
        node->text = copy_text(document, item->valuestring);
    else if (node->kind == PAR_NODE_NUMBER)
        node->text = number_text(item->valuedouble, document->arena);
    return node;
}

static struct par_node *make_tree(const struct document *document, const cJSON *item)
{
    struct par_node *node = make_node(document, item);
    struct par_node **last = &node->first;
    for (const cJSON *child = item->child; child; child = child->next) {
        *last = make_tree(document, child);
        (*last)->parent = node;
        (*last)->index = node->count++;
        last = &(*last)->next;
    }
    return node;
}

/* --- Repeated keys ----------------------------------------------------------------------------------------------- */

static int by_index(const void *a, const void *b)
{
    const struct par_node *const *first = a;
    const struct par_node *const *second = b;
    return ((*first)->index > (*second)->index) - ((*first)->index < (*second)->index);
}

static int by_key(const void *a, const void *b)
{
    const struct par_node *const *first = a;
    const struct par_node *const *second = b;
    int order = strcmp((*first)->key, (*second)->key);
    return order != 0 ? order : by_index(a, b);
}

/* Leaves the members whose key an earlier member has, in document order; returns how many. */
static size_t keep_repeated(const struct par_node **members, size_t count)
{
    size_t repeated = 0;
    qsort(members, count, sizeof *members, by_key);
    const char *previous = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct par_node *member = members[i];
        if (previous && strcmp(previous, member->key) == 0)
            members[repeated++] = member;
        previous = member->key;
    }
    qsort(members, repeated, sizeof *members, by_index);
    return repeated;
}

static void check_object(const struct document *document, const struct par_node *object)
{
    const struct par_node **members = par_memory_resize(document->arena, NULL, object->count * sizeof *members);
    size_t count = 0;
    for (const struct par_node *member = object->first; member; member = member->next)
        members[count++] = member;
    size_t repeated = keep_repeated(members, count);
    for (size_t i = 0; i < repeated; i++) {
        struct par_place place = {.file = document->name, .pointer = par_node_pointer(document->arena, members[i])};
        par_diags_add(document->diags, PAR_ERROR, PAR_JSON_DUPLICATE_KEY, &place, members[i]->key, NULL);
    }
    free(members);
}

static void check_keys(const struct document *document, const struct par_node *node)
{
    if (node->kind == PAR_NODE_OBJECT && node->count > 1)
        check_object(document, node);
    for (const struct par_node *child = node->first; child; child = child->next)
        check_keys(document, child);
}

/* --- Reading ----------------------------------------------------------------------------------------------------- */

static struct par_node *build(const struct document *document)
{
    const char *end = NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(document->text.text, document->text.size + 1, &end, true);
    if (!root) {
        par_memory_fail(document->arena); /* nothing else is left that could go wrong */
        return NULL;
    }
    struct par_node *tree = make_tree(document, root);
    cJSON_Delete(root);
    return tree;
}

/* False after TEXT_BINARY: the document is something else altogether. */
static bool is_json_text(struct par_span text, const char *name, struct par_diags *diags)
{
    const char *kind = par_sniff_kind(text);
    if (!kind && par_sniff_is_utf16(text))
        kind = "utf-16";
    if (!kind || strcmp(kind, "html") == 0)
        return true;
    struct par_place place = {.file = name};
    par_diags_add(diags, PAR_FATAL, PAR_TEXT_BINARY, &place, strcmp(kind, "zip") == 0 ? "office" : kind, NULL);
    return false;
}

static const struct par_node *read_tree(struct par_source *source, bool as_is, struct par_arena *arena,
                                        struct par_diags *diags)
{
    struct par_span text = par_source_all(source, DOCUMENT_MAX, arena, diags);
    if (!text.text || !is_json_text(text, source->name, diags))
        return NULL;
    size_t mark = par_sniff_mark(text);
    struct document document = {{text.text + mark, text.size - mark}, source->name, arena, diags, as_is};
    if (!check(&document))
        return NULL;
    struct par_node *tree = build(&document);
    size_t errors = par_diags_errors(diags);
    check_keys(&document, tree);
    return par_diags_errors(diags) == errors ? tree : NULL;
}

const struct par_node *par_json_read(struct par_source *source, struct par_arena *arena, struct par_diags *diags)
{
    return read_tree(source, false, arena, diags);
}

const struct par_node *par_json_read_as_is(struct par_source *source, struct par_arena *arena, struct par_diags *diags)
{
    return read_tree(source, true, arena, diags);
}
