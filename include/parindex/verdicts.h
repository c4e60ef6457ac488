/* verdicts: what an auditor found when components were looked at again, as one more round of the assessment.
 *
 * The file is the list of par-audit sample with its last columns filled in; par-audit(1) says what may stand there. A
 * row that says "right" agrees with the points that stand, one that says "wrong" gives others in `score`; without a
 * verdict the score alone counts. A row with nothing is left out. */
#ifndef PARINDEX_VERDICTS_H
#define PARINDEX_VERDICTS_H

#include "parindex/assessment.h"
#include "parindex/records.h"

enum par_verdict_kind {
    PAR_VERDICT_IS_RIGHT,
    PAR_VERDICT_IS_WRONG,
    PAR_VERDICT_BY_SCORE /* the score says */
};

struct par_verdict_row {
    struct par_place place; /* of the row */
    enum par_verdict_kind kind;
    const char *points; /* as the list has them; "" when it has none */
    const char *method; /* how it was drawn; "" when the list does not say */
    bool has_reason;
    bool is_heard; /* the assessment took the row: unit and component are known */
    size_t unit;
    int32_t component;
};

struct par_verdicts {
    size_t count, room;
    struct par_verdict_row *rows;
    size_t unfilled; /* rows with neither verdict nor score */
    bool is_open;    /* rows that are heard now are these */
};

/* What the assessment must listen with from before its first file (par_assessment_listen), to know the rows again. */
struct par_listener par_verdicts_listener(struct par_verdicts *verdicts);

/* Adds the rows of a file to a round. Beside the findings of assessment files: RECHECK_VERDICT, RECHECK_SCORE,
 * RECHECK_NO_SCORE (errors). */
void par_verdicts_load(struct par_verdicts *verdicts, struct par_assessment *assessment, const char *path,
                       const char *round, const struct par_reading *how, struct par_arena *arena,
                       struct par_diags *diags);

#endif
