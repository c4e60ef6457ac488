/* sign: the decimal sign of a file, from the numbers in it. Private to io. */
#ifndef PARINDEX_IO_SIGN_H
#define PARINDEX_IO_SIGN_H

#include "parindex/records.h"

/* The sign that the user told, or that of the first number that can be read in one way only; 0 when nothing says.
 *
 * `numbers` tells per column whether it may hold numbers. Files with commas between fields hardly have decimal commas
 * and are read once: 0. In others a number such as 1.234 may stand before the first clear one, so those are looked
 * through first; standard input cannot be read twice. The number cells of a workbook are exact and say nothing about
 * its texts: without a clear text the dot is taken, and a doubtful one refused (NUMBER_AMBIGUOUS). */
char par_sign_find(const struct par_records *records, const char *path, const struct par_reading *how,
                   const bool *numbers, struct par_arena *arena);

/* A field for a number: the number cells of a workbook are given the sign that its texts have. */
struct par_span par_sign_field(const struct par_records *records, int column, char sign);

#endif
