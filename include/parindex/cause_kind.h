/* cause_kind: whether points are lost for the unit's own reasons (chủ quan) or for others (khách quan), as a cell says
 * it, and what the rows of an assessment say of each component. */
#ifndef PARINDEX_CAUSE_KIND_H
#define PARINDEX_CAUSE_KIND_H

#include "parindex/assessment.h"

/* "chủ quan", "nguyên nhân khách quan", "objective" ..., with or without marks. False for a text that is none of them;
 * an empty one is PAR_CAUSE_UNSAID. */
bool par_cause_kind_read(struct par_span text, par_fold_label fold, struct par_arena *arena, enum par_cause_kind *kind);

/* What the rows said; two bytes for each component of each unit. A later round has the last word. Where two rows of one
 * round say different things neither counts (warning CAUSE_KINDS_DIFFER), so the order of the files does not matter. */
struct par_causes;

struct par_causes *par_causes_new(const struct par_units *units, par_fold_label fold, struct par_arena *arena,
                                  struct par_diags *diags);

/* For par_assessment_listen, before the first file. A word that is not understood is an error (CAUSE_KIND_VALUE). */
struct par_listener par_causes_listener(struct par_causes *causes);

/* What stands for a component: the last word of its rows, else the set's. */
enum par_cause_kind par_causes_of(const struct par_causes *causes, size_t unit, int32_t component);

#endif
