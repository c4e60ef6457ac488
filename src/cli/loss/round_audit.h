/* round_audit: what an auditor must be told about the rounds, for the programs that read them. */
#ifndef PARINDEX_ROUND_AUDIT_H
#define PARINDEX_ROUND_AUDIT_H

#include "inputs.h"
#include "parindex/cause_kind.h"

/* Hears the kinds of causes of the rows. Between par_inputs_load and par_inputs_load_rounds. */
struct par_causes *par_round_audit_listen(struct par_cli *cli, struct par_inputs *inputs,
                                          const struct par_loaded *loaded);

/* The findings of history.h; units that filed after the deadline of the year file. */
void par_round_audit(struct par_cli *cli, const struct par_inputs *inputs, const struct par_loaded *loaded);

#endif
