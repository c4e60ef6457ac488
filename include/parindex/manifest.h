/* manifest: what a run of a program read, how it was told to work, and what it wrote, so that anybody can run it again
 * and compare (par-manifest(5)). It holds no time, host or user, and no path but those that were given: the same run
 * over the same files makes the same bytes. */
#ifndef PARINDEX_MANIFEST_H
#define PARINDEX_MANIFEST_H

#include "parindex/document.h"
#include "parindex/output.h"

struct par_manifest_file {
    const char *file;   /* as it was named; an output "-" is standard output */
    const char *sha256; /* 64 hexadecimal digits */
};

struct par_manifest_set {
    const char *id;
    const char *file;
};

struct par_manifest {
    const char *program; /* "par-score", "par-audit lost" */
    const char *version; /* of the toolkit */
    const char *language,
        *form;  /* as they turned out: "vi"; "csv", "excel", "json", "jsonl", "table", "markdown", "xlsx" */
    int status; /* exit code */
    struct par_list arguments; /* in the order in which they were read, options before files */
    size_t set_count, input_count, output_count;
    const struct par_manifest_set *sets;
    const struct par_manifest_file *inputs, *outputs;
};

/* NULL after findings: all faults at once. Names of inputs must be names of files (no "-"), in each list a name stands
 * once; nothing that a manifest names is opened. */
struct par_manifest *par_manifest_load(const char *path, struct par_arena *arena, struct par_diags *diags);

void par_manifest_write(const struct par_manifest *manifest, struct par_output *output, struct par_arena *arena);

/* Whether a manifest can hold a name: UTF-8 without control characters, not empty. */
bool par_manifest_can_name(const char *name);

/* The digits of a digest of digest.h. */
const char *par_manifest_digits(const char *digest);

#endif
