/* json_write: a JSON document built as a node tree, then printed. Private to io. */
#ifndef PARINDEX_IO_JSON_WRITE_H
#define PARINDEX_IO_JSON_WRITE_H

#include "memory.h"
#include "parindex/node.h"

/* A member of an object, or (key NULL) an element of an array; it is returned. Texts and keys are not copied. */
struct par_node *par_json_add(struct par_arena *arena, struct par_node *parent, const char *key,
                              enum par_node_kind kind);
void par_json_add_text(struct par_arena *arena, struct par_node *parent, const char *key, const char *text);
void par_json_add_number(struct par_arena *arena, struct par_node *parent, const char *key, const char *decimal);

/* { "vi": text } */
void par_json_add_label(struct par_arena *arena, struct par_node *parent, const char *key, const char *vi);

struct par_node *par_json_object(struct par_arena *arena);

/* With two blanks for each level; what fits on a line of 120 bytes stands on one. */
void par_json_print(const struct par_node *root, struct par_bytes *out);

#endif
