/* record: what a run reads and writes, for its manifest (--manifest) and for running it again (par-audit verify).
 *
 * Files that are read are noted where they are opened, by par_cli_reads (par_inputs_note calls it); outputs are opened
 * by par_cli_output_open (par_sheet_open calls it). So a program whose files all come through inputs.h and sheet.h has
 * its manifest without doing anything.
 *
 * In a recomputation (par_cli_rerun) the same two functions are what a manifest cannot get past: no file is opened that
 * is not one of its inputs, and outputs stay in memory. Who lists a folder asks par_cli_within first. */
#ifndef PARINDEX_RECORD_H
#define PARINDEX_RECORD_H

#include "named.h"
#include "parindex/manifest.h"

struct par_record;
struct par_record *par_record_new(struct par_arena *arena);

/* The manifest is to be written there. */
void par_record_ask(struct par_record *record, const char *path);

/* An option as it was read (argument NULL: it takes none); a file, with option NULL. */
void par_record_argument(struct par_record *record, const char *option, const char *argument);

/* A file is about to be read; call it before the file is opened, as often as it is. False: it must not be opened, a
 * usage error or a finding says why. Standard input, a pipe or a device cannot be read again and is a usage error with
 * --manifest. */
bool par_cli_reads(struct par_cli *cli, const char *path);

/* A criteria set was read from the file. */
void par_cli_uses_set(struct par_cli *cli, const char *id, const char *path);

/* As par_output_open, of which it keeps the digest. NULL also after a usage error of this run: what cannot have its
 * manifest is not written. */
struct par_output *par_cli_output_open(struct par_cli *cli, const char *path);

/* Whether this run is a recomputation, which changes nothing anywhere: no folder is made. */
bool par_cli_is_rerun(const struct par_cli *cli);

/* The folder (a real path) outside which no folder may be opened; NULL: this is no recomputation. */
const char *par_cli_within(const struct par_cli *cli);

/* False, after a usage error, when a manifest is asked for and an argument is not UTF-8, as it must be in JSON. */
bool par_record_check(struct par_cli *cli);

/* The version that stands in manifests. */
const char *par_cli_version(void);

/* In a recomputation keeps what is wrong with the arguments, which is then not printed. */
bool par_record_mistake(struct par_record *record, const char *sentence);

/* Writes the manifest that was asked for, unless the run failed without an output. `status`: its exit code so far. */
void par_record_finish(struct par_cli *cli, int status);

/* --- Running again ----------------------------------------------------------------------------------------------- */

struct par_rerun_output {
    const char *name;
    const char *sha256;
    struct par_span bytes;
};

/* What a recomputation came to. In its arena. */
struct par_rerun {
    const char *mistake; /* the arguments were not understood; all else is empty then. NULL: they were */
    int status;          /* exit code */
    const char *error;   /* the first error, as a line; NULL: none */
    size_t refused_count, output_count;
    const char *const *refused; /* files that it asked for and that the manifest does not name */
    const bool *is_read;        /* of each input of the manifest */
    const char *const *sets;    /* id of the set that was read from each input; NULL: none was */
    const struct par_rerun_output *outputs;
};

/* Runs a program again as a manifest says, in this process and in folder->root, to which the present folder is changed
 * meanwhile. Nothing is written, printed or executed. False when it cannot be entered (FILE_OPEN). `arena` is its own.
 */
bool par_cli_rerun(const struct par_manifest *manifest, const struct par_named_folder *folder, par_program_maker make,
                   struct par_arena *arena, struct par_diags *diags, struct par_rerun *out);

#endif
