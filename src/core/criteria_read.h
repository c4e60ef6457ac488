/* criteria_read: the parts of reading a criteria set. Private to the core.
 *
 * criteria.c reads the settings, criteria_tree.c the tree of criteria, criteria_check.c what holds for the whole. */
#ifndef PARINDEX_CRITERIA_READ_H
#define PARINDEX_CRITERIA_READ_H

#include "rule_type.h"

struct par_set_reader {
    struct par_document *doc;
    struct par_set *set;
    par_fold_label fold;
    struct par_names *ids;
    size_t room; /* of set->criteria */
};

/* The tree: criteria, components, bonus and penalty blocks. Inputs must have been read. */
void par_set_read_tree(struct par_set_reader *reader, const struct par_node *root);

/* Sums, references, accepted faults. */
void par_set_check(struct par_set_reader *reader);

#endif
