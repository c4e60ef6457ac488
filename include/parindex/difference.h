/* difference: the first place at which two versions of an output differ. */
#ifndef PARINDEX_DIFFERENCE_H
#define PARINDEX_DIFFERENCE_H

#include <stdint.h>

#include "parindex/arena.h"

struct par_difference {
    uint32_t line;           /* from 1; of the first version, or of the second where the first has ended */
    uint32_t field;          /* from 1; 0: the whole line */
    const char *header;      /* of that field; NULL: none */
    const char *one, *other; /* what stands there; "" where there is nothing. In the arena */
};

/* Compares as tables (table.h), cell by cell; where all cells are the same (a separator or a line end differs), or
 * `is_table` is false, line by line. False when the bytes are the same. */
bool par_difference_find(struct par_span one, struct par_span other, bool is_table, struct par_arena *arena,
                         struct par_difference *out);

#endif
