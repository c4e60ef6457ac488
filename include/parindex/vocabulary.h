/* vocabulary: the columns of every table file, by their machine names, their Vietnamese and English headings, and the
 * other headings people give them. The one place where the three meet, so what a program writes it also reads back. */
#ifndef PARINDEX_VOCABULARY_H
#define PARINDEX_VOCABULARY_H

#include "parindex/arena.h"

/* The heading of a column for people; columns such as points_<round> and index_<domain> keep their id at the end. A
 * name that is not known comes back as it is. In the arena, or static. */
const char *par_heading(const char *name, const char *language, struct par_arena *arena);

/* The machine name of the i-th column, those with an id at their end left out; NULL behind the last. */
const char *par_vocabulary_word(size_t i);

/* All that a header may say, folded once: for the headers of a file. Lives in the arena, as does what it gives. */
struct par_vocabulary;

struct par_vocabulary *par_vocabulary_new(struct par_arena *arena);

/* The machine name of a header as written (name, heading or alias; case, marks, '_' and blanks do not matter). A header
 * that is not known comes back trimmed and otherwise unchanged. NUL-terminated. */
const char *par_column_name(const struct par_vocabulary *vocabulary, struct par_span header);

/* The same; NULL for a header that is not known. */
const char *par_column_find(const struct par_vocabulary *vocabulary, struct par_span header);

/* The nearest machine name out of `names` (ended by NULL), "" when none is near. */
const char *par_column_nearest(const char *name, const char *const *names);

#endif
