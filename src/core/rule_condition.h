/* rule_condition: the conditions that choose a rule (rule_cases.c). Private to the core. */
#ifndef PARINDEX_RULE_CONDITION_H
#define PARINDEX_RULE_CONDITION_H

#include "explain_steps.h"

enum par_condition_kind { PAR_ALWAYS, PAR_MEASURED, PAR_ANSWERED, PAR_ALL, PAR_ANY };

struct par_condition {
    enum par_condition_kind kind;
    struct par_measure of;
    struct par_range range;
    const char *answer;
    size_t count;
    struct par_condition *parts;
};

/* Whether a condition holds; unknown when what it asks for was not filled in. */
enum par_truth { PAR_NO, PAR_YES, PAR_UNKNOWN, PAR_FAULTY };

void par_condition_read(struct par_rule_reader *reader, const struct par_node *node, struct par_condition *out);
enum par_truth par_condition_holds(const struct par_condition *when, const struct par_evaluation *evaluation);

/* Whether it asks for an answer; for this one. Adds all that it asks for to a text, to a list. */
bool par_condition_asks(const struct par_condition *when);
bool par_condition_knows(const struct par_condition *when, struct par_span answer);
const char *par_condition_answers(const struct par_condition *when, struct par_arena *arena, const char *text);
void par_condition_options(const struct par_condition *when, struct par_option_list *list);

/* Whether it holds: 1, 0, or 0.5 as long as it is not known. So "all" is the least of its parts, "any" the most. NULL
 * when a cell of it is not asked. */
const char *par_condition_formula(const struct par_condition *when, const struct par_formula *cells);

void par_condition_turns(const struct par_condition *when, struct par_turns *turns);
void par_condition_describe(const struct par_condition *when, struct par_steps *steps);
void par_condition_explain(const struct par_condition *when, const struct par_evaluation *evaluation,
                           struct par_steps *steps);

#endif
