/* yes_no: yes and no as people write them, in English and Vietnamese, with and without marks. */
#ifndef PARINDEX_YES_NO_H
#define PARINDEX_YES_NO_H

#include "parindex/arena.h"
#include "parindex/criteria.h"

/* 1 for yes ("x", "có", "đồng ý", "áp dụng" ...), 0 for no ("không", "n/a", "KAD" ...), -1 for anything else. */
int par_yes_or_no(struct par_span text, par_fold_label fold, struct par_arena *arena);

#endif
