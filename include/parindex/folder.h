/* folder: the files below a folder. */
#ifndef PARINDEX_FOLDER_H
#define PARINDEX_FOLDER_H

#include "parindex/diag.h"
#include "parindex/document.h"

/* Adds the path, or, of a folder, the paths of all files below it, folders and links to folders included; each folder
 * is entered once, so links may go in circles. What programs and systems leave behind is passed over: ~$*.xlsx,
 * Thumbs.db, desktop.ini, __MACOSX, names that begin with a dot. FILE_OPEN (fatal) for a path that is not there and a
 * folder that cannot be read. `within` (a real path; NULL: anywhere): a folder that lies elsewhere is not opened and is
 * an error (VERIFY_OUTSIDE). The list is in the order of the names, each path once. */
struct par_list par_folder_files(struct par_list paths, const char *within, struct par_arena *arena,
                                 struct par_diags *diags);

/* False after VERIFY_OUTSIDE: the folder lies elsewhere than within another, all links followed. */
bool par_folder_check(const char *path, const char *within, struct par_arena *arena, struct par_diags *diags);

/* Where a path really leads, all links and ".." followed, in the arena; NULL, with errno: to nothing. */
const char *par_folder_real(const char *path, struct par_arena *arena);

/* Whether a real path is that folder (a real path too) or lies below it. */
bool par_folder_holds(const char *folder, const char *path);

/* What programs and systems leave behind, which nobody meant to be read, by the name without its folder. */
bool par_folder_is_litter(const char *name);

/* Whether two paths mean one file that is there. */
bool par_folder_same(const char *a, const char *b);

#endif
