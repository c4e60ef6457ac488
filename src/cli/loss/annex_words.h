/* annex_words: what a follow-up annex says of a lost component before people say more. */
#ifndef PARINDEX_ANNEX_WORDS_H
#define PARINDEX_ANNEX_WORDS_H

#include "explain_words.h"
#include "parindex/annex.h"
#include "parindex/lost.h"

/* Why the points are lost: "cut at appraisal: no report for the 4th quarter (subjective)". `rows`: those of one
 * component; `reason` NULL or "": nobody gave one. */
const char *par_annex_cause(const struct par_cli *cli, const struct par_loss *rows, size_t count, const char *reason);

/* What has to be reached: the next step and the most, "4 more dossiers on time (498 to 502) of 512, which makes 98.05
 * %: 1 point; ...". The rows of the unit must have been kept (said.h). `scratch`: for what is needed meanwhile. */
const char *par_annex_target(const struct par_explaining *with, const struct par_assessment *assessment, size_t unit,
                             int32_t position, const struct par_node_score *node, struct par_arena *scratch);

/* A state for people. */
const char *par_annex_state_words(const struct par_cli *cli, enum par_annex_state state);

#endif
