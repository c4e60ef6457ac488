/* plan_words: what is to be done about a component, in words for people. */
#ifndef PARINDEX_PLAN_WORDS_H
#define PARINDEX_PLAN_WORDS_H

#include "explain_words.h"
#include "parindex/plan.h"

/* "4 more dossiers on time (498 to 502) of 512, which makes 98.05 %"; "nothing can be reached". In the arena. */
const char *par_plan_words(const struct par_explaining *with, const struct par_offer *offer,
                           const struct par_alternative *alternative);

/* How an alternative is won: "lever", "answer", "evidence" or "points". */
const char *par_plan_how(const struct par_offer *offer, const struct par_alternative *alternative);

/* "4", "12.5"; a day of a date as "2025-01-31". */
const char *par_plan_lever_text(const struct par_explaining *with, const struct par_lever *lever,
                                struct par_quantity quantity);

#endif
