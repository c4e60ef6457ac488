#include "parindex/node.h"

#include "parindex/decimal.h"

const struct par_node *par_node_get(const struct par_node *object, const char *key)
{
    if (!object || object->kind != PAR_NODE_OBJECT)
        return NULL;
    for (const struct par_node *member = object->first; member; member = member->next)
        if (strcmp(member->key, key) == 0)
            return member;
    return NULL;
}

/* RFC 6901: "~" becomes "~0", "/" becomes "~1". */
static const char *escape(struct par_arena *arena, const char *key)
{
    if (!strpbrk(key, "~/"))
        return key;
    char *escaped = par_arena_alloc(arena, 2 * strlen(key) + 1);
    char *end = escaped;
    for (; *key; key++) {
        if (*key == '~' || *key == '/') {
            *end++ = '~';
            *end++ = *key == '~' ? '0' : '1';
        } else {
            *end++ = *key;
        }
    }
    return escaped;
}

const char *par_node_pointer(struct par_arena *arena, const struct par_node *node)
{
    if (!node->parent)
        return "";
    char position[PAR_DECIMAL_TEXT];
    par_decimal_print((int64_t)node->index, 0, 0, '.', position);
    const char *step = node->key ? escape(arena, node->key) : position;
    return par_arena_join(arena, par_node_pointer(arena, node->parent), "/", step, NULL);
}
