/* verification: a manifest held against the files that it names and against a recomputation. */
#ifndef PARINDEX_VERIFICATION_H
#define PARINDEX_VERIFICATION_H

#include "named.h"
#include "parindex/difference.h"
#include "record.h"

enum par_verified {
    /* inputs */
    PAR_VERIFIED_SAME,
    PAR_VERIFIED_CHANGED,
    PAR_VERIFIED_MISSING,
    PAR_VERIFIED_OUTSIDE,    /* the name leads out of the folder: not opened */
    PAR_VERIFIED_NOT_A_FILE, /* a folder, a pipe or a device: not opened */
    PAR_VERIFIED_UNREAD,     /* the recomputation does not read it */
    PAR_VERIFIED_NEW,        /* the recomputation asks for it, or writes it, and it is not named */
    /* outputs */
    PAR_VERIFIED_IDENTICAL,   /* recorded, recomputed and, where it is at hand, in the file */
    PAR_VERIFIED_EDITED,      /* recorded and recomputed are one, the file is another */
    PAR_VERIFIED_REWRITTEN,   /* recomputed and the file are one, recorded was another */
    PAR_VERIFIED_DIFFERENT,   /* recorded and recomputed differ */
    PAR_VERIFIED_NOT_WRITTEN, /* recorded, but not written by the recomputation */
    /* the verdict: IDENTICAL, DIFFERENT or */
    PAR_VERIFIED_INPUT_MISSING /* nothing was run again, since an input could not or may not be opened */
};

/* "same", "not_a_file" ... */
const char *par_verified_name(enum par_verified state);

struct par_verified_file {
    const char *file;
    enum par_verified state;
    const char *reason; /* of MISSING: the system's; NULL elsewhere */
    bool at_hand;       /* of an output: the file is there */
    bool has_difference;
    struct par_difference difference; /* between the file at hand and the recomputation */
};

struct par_verification {
    const struct par_manifest *manifest;
    bool is_rerun;          /* all inputs could be opened, so it was run again */
    struct par_rerun rerun; /* when it was */
    size_t input_count, output_count;
    struct par_verified_file *inputs, *outputs; /* the manifest's, in its order, then new ones */
    bool sets_differ;                           /* the ids of the criteria sets are not those recorded */
    bool any_changed;                           /* some input is not as it was */
    bool is_identical;                          /* inputs, outputs and exit code are what was recorded */
};

/* What it finds is said in *out alone; FILE_OPEN (fatal) when a folder cannot be entered, and then false. `arena` is
 * that of the recomputation. */
bool par_verify(struct par_cli *cli, const struct par_manifest *manifest, par_program_maker make,
                const struct par_named_folder *folder, struct par_arena *arena, struct par_verification *out);

#endif
