/* explain_words: the steps of an explanation in words, as a person of a Home Affairs office would write them. */
#ifndef PARINDEX_EXPLAIN_WORDS_H
#define PARINDEX_EXPLAIN_WORDS_H

#include "cli.h"
#include "parindex/explain.h"

/* What the words are about. */
struct par_explaining {
    const struct par_cli *cli;
    const struct par_units *units;
    const struct par_unit *unit;
    char decimal; /* ',' or '.' */
};

/* The sentence of a step, without its place. "" where the page says it all. In the arena. */
const char *par_explain_sentence(const struct par_explaining *with, const struct par_step *step);

/* "self.csv, line 3, field 4 "score"", "form.xlsx, sheet "Form", cell C17"; "" when there is no file. */
const char *par_explain_place(const struct par_explaining *with, const struct par_place *place);

/* "1.1.2 Ban hành kế hoạch"; of the total its name alone. */
const char *par_explain_title(const struct par_explaining *with, int32_t criterion);

/* "1.25 / 1.50 points", or its state where it has none. */
const char *par_explain_standing(const struct par_explaining *with, const struct par_node_score *node);

/* --- Numbers (explain_amounts.c) --------------------------------------------------------------------------------- */

enum { PAR_READING_DECIMALS = 2 }; /* of a quotient that does not end */

/* An amount as it is read: exact where it ends within 6 decimals, else rounded for reading and marked with "≈" and its
 * fraction: "≈ 96.97 (3200/33)". With the sign or word of its unit. */
const char *par_amount_text(const struct par_explaining *with, struct par_amount amount);

/* The same without its fraction, where that was said before. */
const char *par_amount_brief(const struct par_explaining *with, struct par_amount amount);

/* Behind an arithmetic: "= 97.5 %", "≈ 96.97 % (3200/33)". */
const char *par_amount_result(const struct par_explaining *with, struct par_amount amount);

/* The number alone, exact: "97.5", "3200/33". */
const char *par_amount_bare(const struct par_explaining *with, struct par_amount amount);

/* The same with a dot, and what it is rounded to for reading ("" where it is exact): for programs. */
const char *par_amount_exact(const struct par_explaining *with, struct par_amount amount);
const char *par_amount_approximate(const struct par_explaining *with, struct par_amount amount);

/* "from 95 % to below 98 %"; "below 50 %"; "97". */
const char *par_range_words(const struct par_explaining *with, struct par_limit low, struct par_limit high);
const char *par_limit_bare(const struct par_explaining *with, struct par_limit limit);
const char *par_limit_text(const struct par_explaining *with, struct par_limit limit);

/* Points: the number with as many decimals as the set prints of a component (2 at most, more where there are more);
 * with the word. "" where there are none. */
const char *par_points_bare(const struct par_explaining *with, struct par_maybe points);
const char *par_points_words(const struct par_explaining *with, struct par_maybe points);

/* "Dossiers early + dossiers on time"; `measure` is a name of PAR_STEP_RULE_MEASURE. */
const char *par_terms_words(const struct par_explaining *with, struct par_step_terms terms);
const char *par_measure_words(const struct par_explaining *with, const struct par_step *step);

#endif
