/* node: a neutral document tree, the form in which the core receives a JSON file.
 *
 * io/json builds it, core/criteria and io/year read it. A node knows its parent, so a finding can name its place as a
 * JSON pointer (RFC 6901). All memory belongs to the arena of the document. */
#ifndef PARINDEX_NODE_H
#define PARINDEX_NODE_H

#include "parindex/arena.h"

enum par_node_kind { PAR_NODE_NULL, PAR_NODE_BOOL, PAR_NODE_NUMBER, PAR_NODE_STRING, PAR_NODE_ARRAY, PAR_NODE_OBJECT };

struct par_node {
    enum par_node_kind kind;
    bool truth;              /* PAR_NODE_BOOL */
    const char *key;         /* name in the parent object, NULL in an array and at the root */
    const char *text;        /* STRING: its text, NFC. NUMBER: decimal text of at most 15 significant digits ("1e+20" is
                                possible), NULL when the number is beyond the range of a double (1e400) */
    size_t index;            /* position among its siblings, from 0 */
    size_t count;            /* children */
    struct par_node *parent; /* NULL at the root */
    struct par_node *first;  /* first child; NULL when there is none */
    struct par_node *next;   /* next sibling; NULL at the last */
};

/* The member of an object by its key; NULL when absent or when `object` is NULL or no object. */
const struct par_node *par_node_get(const struct par_node *object, const char *key);

/* The JSON pointer of a node, e.g. "/nodes/0/rule/bands/2"; "" for the root. In the arena. */
const char *par_node_pointer(struct par_arena *arena, const struct par_node *node);

#endif
