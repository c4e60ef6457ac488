/* json: a JSON document into a node tree, on cJSON.
 *
 * Checked beside cJSON: UTF-8, depth <= 64, repeated keys, text after the end. Syntax, depth, trailing text and UTF-8
 * are PAR_FATAL with line and column, the first only ({1} of syntax and trailing text: the character found there,
 * "U+0009" or "end of file"); repeated keys are PAR_ERROR with their pointer, all of them. The syntax is that of
 * RFC 8259, strictly; \u0000 and numbers of more than 63 characters are refused besides.
 * Numbers keep 15 significant digits; one beyond a double has text NULL. Strings become NFC. */
#ifndef PARINDEX_JSON_H
#define PARINDEX_JSON_H

#include "parindex/node.h"
#include "parindex/source.h"

enum { PAR_JSON_MAX_DEPTH = 64 };

/* The root in the arena, or NULL after a finding. The source is read to its end, not closed. */
const struct par_node *par_json_read(struct par_source *source, struct par_arena *arena, struct par_diags *diags);

/* The same, but strings stay as they stand: they hold names of files, whose bytes count. */
const struct par_node *par_json_read_as_is(struct par_source *source, struct par_arena *arena, struct par_diags *diags);

#endif
