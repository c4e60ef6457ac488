/* named: the files that a manifest names, which a stranger may have written: what is opened of them, and where. */
#ifndef PARINDEX_NAMED_H
#define PARINDEX_NAMED_H

#include "cli.h"

/* Where names lead. */
struct par_named_folder {
    const char *root;   /* names are relative to it; real path */
    const char *within; /* nothing outside it is opened; real path */
    const char *shown;  /* the latter as it was named */
};

enum par_named_state { PAR_NAMED_FILE, PAR_NAMED_ABSENT, PAR_NAMED_OUTSIDE, PAR_NAMED_NOT_A_FILE };

/* `root` NULL: the present folder; `within` NULL: the root. False after FILE_OPEN (fatal). */
bool par_named_folder_find(const char *root, const char *within, struct par_cli *cli, struct par_named_folder *out);

/* Finds a name without opening it. FILE: it is a regular file which, with all links and ".." followed, lies within the
 * folder; *path is its real path, in the arena. ABSENT: *path is the system's reason. */
enum par_named_state par_named_find(const struct par_named_folder *folder, const char *name, struct par_arena *arena,
                                    const char **path);

#endif
