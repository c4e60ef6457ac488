/* wrap: how many lines a text takes in a cell that wraps it. */
#ifndef PARINDEX_WRAP_H
#define PARINDEX_WRAP_H

#include <stddef.h>

/* The lines of a text that is wrapped at blanks; a word longer than `letters` is cut. */
size_t par_wrapped_lines(const char *text, size_t letters);

#endif
