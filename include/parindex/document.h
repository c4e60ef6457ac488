/* document: typed reading of a node tree, with a finding for everything that is not as it should be.
 *
 * Each function reports the fault at the node's JSON pointer (and the criterion at hand) and gives a harmless value, so
 * that one run reports all faults. The caller looks at par_diags_errors at the end. */
#ifndef PARINDEX_DOCUMENT_H
#define PARINDEX_DOCUMENT_H

#include "parindex/decimal.h"
#include "parindex/diag.h"
#include "parindex/node.h"

struct par_document {
    const char *file;      /* for messages */
    const char *criterion; /* id of the criterion being read, NULL outside one */
    struct par_arena *arena;
    struct par_diags *diags;
};

/* Text in Vietnamese and English. */
struct par_label {
    const char *vi; /* never NULL; "" when missing */
    const char *en; /* NULL when the file has none */
};

/* A list of names from the file. */
struct par_list {
    size_t count;
    const char *const *items;
};

/* The text for a language ("vi", "en"), Vietnamese where there is no other. */
const char *par_label_text(struct par_label label, const char *language);

bool par_list_has(struct par_list list, const char *name);

/* The items as one text, for messages: "a, b, c". */
const char *par_list_text(struct par_list list, struct par_arena *arena);

/* An error at a node; arguments may be NULL. */
void par_document_error(const struct par_document *doc, const struct par_node *at, enum par_code code, const char *a,
                        const char *b, const char *c);

/* True for an object; unknown members are errors. `known` ends with NULL; "note" is always known. */
bool par_document_keys(const struct par_document *doc, const struct par_node *object, const char *const *known);

/* True when the node is of that kind; an error otherwise. A NULL node is false without an error. */
bool par_document_kind(const struct par_document *doc, const struct par_node *node, enum par_node_kind kind);

/* Members of an object. Absent and not required: NULL, or the fallback. */
const struct par_node *par_document_array(const struct par_document *doc, const struct par_node *object,
                                          const char *key, bool required);
const char *par_document_string(const struct par_document *doc, const struct par_node *object, const char *key,
                                bool required);
bool par_document_bool(const struct par_document *doc, const struct par_node *object, const char *key, bool fallback);

/* The place of a string in `names`, which ends with NULL. */
int par_document_choice(const struct par_document *doc, const struct par_node *object, const char *key,
                        const char *const *names, int fallback);
/* A whole number from low to high. */
int par_document_small(const struct par_document *doc, const struct par_node *object, const char *key, int low,
                       int high, int fallback);
/* A number of at most 6 decimals as 10^-6; false when absent or faulty. */
bool par_document_points(const struct par_document *doc, const struct par_node *object, const char *key, bool required,
                         par_points *out);
/* A number, or a string such as "3/4". */
bool par_document_ratio(const struct par_document *doc, const struct par_node *object, const char *key, bool required,
                        struct par_ratio *out);
/* An array of strings. */
struct par_list par_document_list(const struct par_document *doc, const struct par_node *object, const char *key);
/* {"vi": ..., "en": ...}. */
struct par_label par_document_label(const struct par_document *doc, const struct par_node *object, const char *key,
                                    bool required);

#endif
