/* collection: the forms of a round as they came back, which of them count, and the two tables about them. */
#ifndef PARINDEX_COLLECTION_H
#define PARINDEX_COLLECTION_H

#include "inputs.h"
#include "parindex/received.h"
#include "parindex/returned.h"

struct par_collected {
    struct par_returned form;
    const char *received_on; /* "" when not known */
    bool is_guess;           /* the unit is known by the name of the file alone */
    bool is_let_in;          /* the log takes the form though it was changed */
    const char *note;        /* codes of what was found, '|' between */
};

struct par_collection {
    struct par_cli *cli;
    const struct par_loaded *loaded;
    struct par_returned_context context;
    struct par_received_log log;
    struct par_list paths;
    struct par_collected *files;    /* of each path */
    struct par_intake_file *intake; /* of each path */
};

/* Reads all files and decides which count. Everything worth saying is added to the findings. */
void par_collection_read(struct par_collection *collection, const struct par_intake_rules *rules);

/* The kind of form that is collected. */
enum par_form_type par_collection_type(const struct par_collection *collection);

/* Whether others than the units fill it in, over all units. */
bool par_collection_is_by_units(const struct par_collection *collection);

/* Writes the round to a file. */
void par_collection_write_round(const struct par_collection *collection, const char *path);

/* Writes a row per file, and of each unit and appraiser without one, to the program's output. */
void par_collection_write_intake(const struct par_collection *collection);

#endif
