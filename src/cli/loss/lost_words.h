/* lost_words: the names of lost.h and history.h in words for people. */
#ifndef PARINDEX_LOST_WORDS_H
#define PARINDEX_LOST_WORDS_H

#include "cli.h"
#include "parindex/lost.h"

const char *par_words_of_cause(const struct par_cli *cli, enum par_loss_cause cause);
const char *par_words_of_course(const struct par_cli *cli, enum par_course_kind course);
const char *par_words_of_cause_kind(const struct par_cli *cli, enum par_cause_kind kind);
const char *par_words_of_years_end(const struct par_cli *cli, enum par_years_end end);

/* "", "kept", "all", "gap", "not-comparable", "no-unit", "no-counterpart", "open" */
const char *par_years_end_name(enum par_years_end end);

#endif
