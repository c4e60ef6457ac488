#include "json_write.h"

#include <stdio.h>

enum { WIDTH = 120, INDENT = 2 };

/* --- Building ------------------------------------------------------------------------------------------------------
 */

struct par_node *par_json_object(struct par_arena *arena)
{
    struct par_node *node = par_arena_alloc(arena, sizeof *node);
    node->kind = PAR_NODE_OBJECT;
    return node;
}

struct par_node *par_json_add(struct par_arena *arena, struct par_node *parent, const char *key,
                              enum par_node_kind kind)
{
    struct par_node *node = par_json_object(arena);
    struct par_node **last = &parent->first;
    while (*last)
        last = &(*last)->next;
    *node = (struct par_node){.kind = kind, .key = key, .index = parent->count++, .parent = parent};
    *last = node;
    return node;
}

void par_json_add_text(struct par_arena *arena, struct par_node *parent, const char *key, const char *text)
{
    par_json_add(arena, parent, key, PAR_NODE_STRING)->text = text;
}

void par_json_add_number(struct par_arena *arena, struct par_node *parent, const char *key, const char *decimal)
{
    par_json_add(arena, parent, key, PAR_NODE_NUMBER)->text = decimal;
}

void par_json_add_label(struct par_arena *arena, struct par_node *parent, const char *key, const char *vi)
{
    par_json_add_text(arena, par_json_add(arena, parent, key, PAR_NODE_OBJECT), "vi", vi);
}

/* --- Printing ------------------------------------------------------------------------------------------------------
 */

static void put(struct par_bytes *out, const char *text)
{
    par_bytes_add(out, par_span_of(text));
}

static void put_string(struct par_bytes *out, const char *text)
{
    par_bytes_add_char(out, '"');
    for (const char *c = text; *c; c++) {
        char escape[8];
        if (*c == '"' || *c == '\\')
            par_bytes_add_char(out, '\\');
        if (*c == '\n') {
            put(out, "\\n");
        } else if ((unsigned char)*c < 0x20) {
            snprintf(escape, sizeof escape, "\\u%04X", (unsigned)(unsigned char)*c);
            put(out, escape);
        } else {
            par_bytes_add_char(out, *c);
        }
    }
    par_bytes_add_char(out, '"');
}

static void put_key(struct par_bytes *out, const struct par_node *node)
{
    if (!node->key)
        return;
    put_string(out, node->key);
    put(out, ": ");
}

static void put_leaf(struct par_bytes *out, const struct par_node *node)
{
    if (node->kind == PAR_NODE_STRING)
        put_string(out, node->text);
    else if (node->kind == PAR_NODE_NUMBER)
        put(out, node->text);
    else if (node->kind == PAR_NODE_BOOL)
        put(out, node->truth ? "true" : "false");
    else
        put(out, "null");
}

static bool is_branch(const struct par_node *node)
{
    return node->kind == PAR_NODE_OBJECT || node->kind == PAR_NODE_ARRAY;
}

/* On one line. */
static void put_flat(struct par_bytes *out, const struct par_node *node)
{
    put_key(out, node);
    if (!is_branch(node)) {
        put_leaf(out, node);
        return;
    }
    bool object = node->kind == PAR_NODE_OBJECT;
    put(out, object ? "{" : "[");
    for (const struct par_node *child = node->first; child; child = child->next) {
        put(out, child == node->first ? (object ? " " : "") : ", ");
        put_flat(out, child);
    }
    put(out, object ? (node->first ? " }" : "}") : "]");
}

static void put_line(struct par_bytes *out, size_t level)
{
    par_bytes_add_char(out, '\n');
    for (size_t i = 0; i < level * INDENT; i++)
        par_bytes_add_char(out, ' ');
}

/* True when the node was put on one line; else nothing was put. */
static bool fits(struct par_bytes *out, const struct par_node *node, size_t level)
{
    size_t before = out->size;
    put_flat(out, node);
    if (!is_branch(node) || (node->parent && out->size - before + level * INDENT < WIDTH))
        return true;
    out->size = before;
    return false;
}

static void put_node(struct par_bytes *out, const struct par_node *node, size_t level)
{
    if (fits(out, node, level))
        return;
    put_key(out, node);
    put(out, node->kind == PAR_NODE_OBJECT ? "{" : "[");
    for (const struct par_node *child = node->first; child; child = child->next) {
        put_line(out, level + 1);
        put_node(out, child, level + 1);
        put(out, child->next ? "," : "");
    }
    put_line(out, level);
    put(out, node->kind == PAR_NODE_OBJECT ? "}" : "]");
}

void par_json_print(const struct par_node *root, struct par_bytes *out)
{
    put_node(out, root, 0);
    par_bytes_add_char(out, '\n');
}
