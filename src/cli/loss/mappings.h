/* mappings: mapping files as the command line names them: "SET=FILE" for the set that a file leads to, or a file for
 * any.
 */
#ifndef PARINDEX_CLI_MAPPINGS_H
#define PARINDEX_CLI_MAPPINGS_H

#include "inputs.h"
#include "parindex/mapping.h"

/* A mapping to a set; `set` NULL: to any. */
struct par_named_mapping {
    const char *set;
    const struct par_mapping *mapping;
};

struct par_mappings {
    struct par_texts paths; /* as they are given */
    size_t count;
    struct par_named_mapping *items; /* once they are read */
};

/* Reads the files; ids are checked against the set that is loaded, if it is. Findings as par_mapping_load. */
void par_mappings_load(struct par_cli *cli, struct par_mappings *mappings, struct par_inputs *inputs,
                       const struct par_loaded *loaded);

/* That of the set, else one for any; NULL: there is none. */
const struct par_mapping *par_mappings_find(const struct par_mappings *mappings, const char *set);

#endif
