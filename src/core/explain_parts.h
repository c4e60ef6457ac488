/* explain_parts: what explain.c (a component) and explain_parts.c (a criterion with parts) share. Private to the core.
 */
#ifndef PARINDEX_EXPLAIN_PARTS_H
#define PARINDEX_EXPLAIN_PARTS_H

#include "steps.h"

/* The parts, their sum or mean, bonus and penalty, what applies. */
void par_parts_explain(struct par_steps *steps, const struct par_unit_score *score);

/* Of a criterion with parts: points / applicable maximum x 100, and what is rescaled. */
void par_index_explain(struct par_steps *steps, const struct par_node_score *node);

#endif
