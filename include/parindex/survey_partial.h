/* survey_partial: what a survey adds up to, as the lines of a partial result (partial.h).
 *
 * "total" the squared weights; "stratum", "psu" and "ssu" with the number of what they belong to, from 0 in the order
 * of the lines; "domain" with its grouping, and behind it "spread"; "cell" with the numbers of its domain and sampling
 * unit, and behind it "sum" (category, rows, weights, squares) and "pair" for what is not 0; "id" for each number of a
 * form; "codes" where answers were told by their codes alone. All of it is whole numbers, and merging adds them: parts
 * give the same sums as one reading, whatever their order. */
#ifndef PARINDEX_SURVEY_PARTIAL_H
#define PARINDEX_SURVEY_PARTIAL_H

#include "parindex/partial.h"
#include "parindex/survey_file.h"

void par_survey_partial_write(const struct par_survey_reader *reader, struct par_partial_writer *writer);

/* A part that is read, into sums of its own. */
struct par_survey_partial;

/* `reader` is that of the whole, made with the settings of the part; the part lives in `scratch`. */
struct par_survey_partial *par_survey_partial_new(struct par_survey_reader *reader, struct par_arena *scratch);

/* Takes a line; false when it is not understood. */
bool par_survey_partial_take(struct par_survey_partial *partial, const struct par_row *row);

/* Adds the part to the reader's sums. Findings with the part's file as their place: SURVEY_POPULATION when another part
 * says another number, SURVEY_FORM_REPEATED, OVERFLOW. */
void par_survey_partial_merge(struct par_survey_partial *partial, const char *file);

#endif
