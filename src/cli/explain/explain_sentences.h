/* explain_sentences: what each kind of step says, and which members of the step stand in it. */
#ifndef PARINDEX_EXPLAIN_SENTENCES_H
#define PARINDEX_EXPLAIN_SENTENCES_H

#include "cli.h"
#include "parindex/explain.h"

/* Members of a step as arguments of its sentence, a letter each:
 *   v f s   value, first, second, as amounts with their units; g e value, first, without their fraction; V F S the
 *           bare numbers; = the value behind an
 * arithmetic p b m   points, before, max, with the word; P B M the bare numbers; d the difference of points and before
 *   r       the range; l h its ends with units, L H bare
 *   a       label, else name; n name; k name in words; t text; i the input; c the criterion; o q the round, at the
 * beginning or within; u the unit T Q     the terms with their signs; what is measured x       the share of a
 * proportion; w decimals and mode of the set's rounding; y points unless they are the value */
struct par_sentence {
    enum par_step_kind kind;
    const char *name; /* of the step; NULL: any */
    const char *members;
    const char *pattern;
};

/* NULL: the step has none. */
const struct par_sentence *par_sentence_of(const struct par_step *step);

/* The name of a step (a state, a course, a fault) in English words, a key of the catalogue; NULL: it is no such name.
 */
const char *par_step_name_words(const struct par_step *step);

#endif
