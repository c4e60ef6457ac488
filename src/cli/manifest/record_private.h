/* record_private: what a record holds, for record.c, which fills it, and rerun.c, which reads it. */
#ifndef PARINDEX_RECORD_PRIVATE_H
#define PARINDEX_RECORD_PRIVATE_H

#include "parindex/names.h"
#include "record.h"

/* By which a file is seen to be the one that it was. */
struct record_state {
    uint64_t device, number;
    int64_t size, seconds, nanoseconds; /* of its last change */
};

struct record_input {
    struct par_manifest_file named;
    struct record_state state;
};

struct record_output {
    const char *name;
    struct par_output *output;
};

struct par_record {
    struct par_arena *arena;
    const char *path;                 /* of the manifest; NULL: none was asked for */
    const struct par_manifest *rerun; /* what is recomputed; NULL: this is a run of its own */
    bool options_ended;               /* "--" stands among the arguments */
    size_t argument_count, argument_room;
    const char **arguments;
    size_t input_count, input_room;
    struct record_input *inputs;
    struct par_names *input_names; /* their numbers; in a recomputation those of the manifest */
    size_t output_count, output_room;
    struct record_output *outputs;
    size_t set_count, set_room;
    struct par_manifest_set *sets;
    /* of a recomputation */
    const char *within; /* no folder outside it is opened */
    const char *mistake;
    bool *is_read; /* of each input of the manifest */
    size_t refused_count, refused_room;
    const char **refused;
};

/* The name of a form of the output in a manifest. */
const char *par_record_form(enum par_format format);

#endif
