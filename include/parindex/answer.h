/* answer: which answer of a scale a cell means.
 *
 * Understood are, after blanks at the ends and beside letter case:
 *   - the code of the answer in the print that was chosen; "5.0" and "5,0" are 5;
 *   - its label or another of its words, as written or, typed without any marks, without them ("rat hai long");
 *   - a code and a label that mean the same answer, in either order: "5 - Rất hài lòng", "Rất hài lòng (5)".
 * Nothing is taken from the position of an answer, and a code that the print does not have is no answer. */
#ifndef PARINDEX_ANSWER_H
#define PARINDEX_ANSWER_H

#include "parindex/sipas_form.h"

enum {
    PAR_ANSWER_BLANK = -1,  /* nothing, or a word for it */
    PAR_ANSWER_BAD = -2,    /* none of the scale */
    PAR_ANSWER_SEVERAL = -3 /* two or more of the scale */
};

struct par_answers;

/* `print`: which codes; blank_words as in the form. */
struct par_answers *par_answers_new(const struct par_scale *scale, size_t print, struct par_list blank_words,
                                    struct par_arena *arena);

/* The number of the choice, or one of the above. What was understood once costs a look into a table. */
int par_answers_find(struct par_answers *answers, struct par_span text);

/* For each cell of one byte what par_answers_find says of it, once it was asked; PAR_ANSWER_UNSEEN before. */
enum { PAR_ANSWER_UNSEEN = -4 };

const int16_t *par_answers_of_bytes(const struct par_answers *answers);

/* The choices that a cell lists, separated by ';' '|' or a line break, or by ',' when the whole is no answer: marks
 * them in `chosen` (one for each choice) and gives their number; PAR_ANSWER_BLANK, or PAR_ANSWER_BAD when a part is
 * none. */
int par_answers_list(struct par_answers *answers, struct par_span text, bool *chosen);

/* Whether any answer was told by its code alone. */
bool par_answers_used_codes(const struct par_answers *answers);

#endif
