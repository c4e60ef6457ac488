/* via_file: what a library writes to a file of its own, put out as every output. */
#ifndef PARINDEX_VIA_FILE_H
#define PARINDEX_VIA_FILE_H

#include "parindex/output.h"

/* Fills the file that is there, empty, under `path`. NULL, or the reason why it could not. */
typedef const char *(*par_file_filler)(void *context, const char *path);

/* Has a temporary file filled, puts its bytes out and removes it. What fails goes to the output (par_output_fail). */
void par_output_via_file(struct par_output *output, par_file_filler fill, void *context);

#endif
