/* recheck: what an auditor's verdicts change: scores, ranks and classes before and after, and how many were wrong. */
#ifndef PARINDEX_RECHECK_H
#define PARINDEX_RECHECK_H

#include "inputs.h"
#include "parindex/rank.h"
#include "parindex/verdicts.h"

/* The round that verdicts are, behind those of the set. */
#define PAR_RECHECK_ROUND "recheck"

/* A component that was looked at again. */
struct par_rechecked {
    const struct par_verdict_row *row;
    par_points before, after;
};

struct par_recheck_unit {
    struct par_standing before, after; /* ranked in its bloc */
    size_t checked, wrong;             /* components */
    size_t first;                      /* of its components; one behind it for each checked */
};

struct par_recheck {
    struct par_cli *cli;
    const struct par_loaded *loaded;
    const struct par_verdicts *verdicts;
    size_t count;
    struct par_rechecked *components; /* by unit, in the order of the file */
    struct par_recheck_unit *units;   /* as in the unit list */
    const size_t *order;              /* of the units: by bloc, as the sets list them, then by code */
};

/* Gives every set one more round. False after a usage error: a set has one of that name. Before the rounds are read. */
bool par_recheck_add_round(struct par_cli *cli, const struct par_loaded *loaded);

/* False after errors in the verdicts: RECHECK_NO_POINTS, RECHECK_SAME, RECHECK_NONE. Warnings: RECHECK_STALE,
 * RECHECK_NO_REASON, NOT_RANDOM (note). */
bool par_recheck_make(struct par_recheck *recheck, bool blank_means_agree);

/* Whether index, rank, class or points of a unit are not what they were. */
bool par_recheck_changed(const struct par_recheck_unit *unit);

/* How much was wrong of what was checked, in a bloc (NULL: all). */
struct par_error_rate {
    uint64_t checked, wrong;
    par_points points_checked; /* as they stood */
    par_points points_off;     /* by how much they were wrong, without sign */
    par_points points_net;     /* after - before */
};

/* False after OVERFLOW. */
bool par_recheck_rate(const struct par_recheck *recheck, const char *bloc, struct par_error_rate *out);

#endif
