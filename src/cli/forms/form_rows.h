/* form_rows: what the forms of appraisal, explanation and council list: what units said and what they were given. */
#ifndef PARINDEX_FORM_ROWS_H
#define PARINDEX_FORM_ROWS_H

#include "form_words.h"
#include "inputs.h"

/* What a row of a round says of a component, as it was written; NULL where it says nothing. */
struct par_saying {
    const char *answer, *value, *num, *den, *score, *applies, *evidence, *reason;
    size_t input_count;
    const int32_t *inputs; /* of the set */
    const char *const *input_texts;
};

/* The rows of all rounds, kept while they are read. */
struct par_sayings;
struct par_sayings *par_sayings_new(const struct par_loaded *loaded, struct par_arena *arena);
struct par_listener par_sayings_listener(struct par_sayings *sayings);

/* NULL when the round has no row of it. */
const struct par_saying *par_sayings_of(const struct par_sayings *sayings, size_t unit, size_t round,
                                        int32_t component);

/* Whether a round has any row. */
bool par_sayings_any(const struct par_sayings *sayings, size_t round);

/* "Kịp thời; Số nhiệm vụ: 48", as a person reads it; `claim`: with the points that the unit claims. */
const char *par_saying_text(const struct par_saying *said, const struct par_unit *unit,
                            const struct par_criterion *criterion, bool claim, const struct par_form_words *words,
                            struct par_arena *arena);

/* The reason that the last round but the explanation gave; "" when none did. */
const char *par_sayings_reason(const struct par_sayings *sayings, size_t unit, int32_t component,
                               const struct par_set *set);

#endif
