/* formula: what a rule does, as a formula of a spreadsheet, so that a form shows its points while it is filled in.
 *
 * Formulas are written as workbooks store them: English functions, commas, decimal points, no leading '='. A formula
 * gives a number; "" as long as something is not filled in; `not_applicable` where the set says so; or "?" where the
 * rule would refuse what stands there. A spreadsheet computes in binary: values are rounded at ten decimals before they
 * are compared with a bound or rounded to points, so that 0.57 * 100 is not below 57. This is for people to look at;
 * what counts is what par-score computes. */
#ifndef PARINDEX_FORMULA_H
#define PARINDEX_FORMULA_H

#include "parindex/rule.h"

/* Where the cells stand that a formula reads. */
struct par_formula {
    const struct par_set *set;
    const struct par_criterion *criterion;
    const char *answer;        /* of the answer or the typed score: "G12"; NULL when it is not asked */
    const char *const *inputs; /* per input of the set; NULL: not asked */
    size_t option_count;
    const struct par_rule_option *options;
    const char *const *option_cells; /* per option: its label to compare the answer with, or its tick */
    const char *not_applicable;      /* an expression: "\"KAD\"", or the maximum */
    struct par_arena *arena;
};

/* The points; NULL where no cell of the form can show them: minmax, more than 60 options or bands, inputs that are not
 * asked. */
const char *par_rule_formula(const struct par_rule *rule, const struct par_formula *cells);

/* Expressions: a text in quotes; points, exactly; a number from 0 on rounded as a set rounds. */
const char *par_formula_text(const char *text, struct par_arena *arena);
const char *par_formula_points(par_points points, struct par_arena *arena);
const char *par_formula_rounded(const char *value, int decimals, enum par_rounding mode, struct par_arena *arena);

#endif
