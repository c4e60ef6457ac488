/* form_files: the names of the files that forms are written to. */
#ifndef PARINDEX_FORM_FILES_H
#define PARINDEX_FORM_FILES_H

#include "cli.h"
#include "parindex/names.h"

/* The files of one folder. */
struct par_form_files {
    struct par_cli *cli;
    const char *folder;
    const char *extension; /* ".xlsx" */
    bool force;            /* one that is there already is overwritten */
    struct par_names *names;
    size_t count;
};

/* "folder/01-phuong-mau-phong.xlsx": a code as it is, then a name without marks, in small letters and dashes; two that
 * would be the same get numbers. An error (FORM_EXISTS) when the file is there and must not be overwritten. */
const char *par_form_path(struct par_form_files *files, const char *code, const char *name);

/* Makes the folder; one that cannot be made shows when a file is opened. */
void par_form_make_folder(const struct par_form_files *files);

#endif
