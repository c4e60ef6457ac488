/* population: the components of all units that can be looked at again, and what speaks for looking at each. */
#ifndef PARINDEX_POPULATION_H
#define PARINDEX_POPULATION_H

#include "inputs.h"
#include "parindex/draw.h"
#include "parindex/mapping.h"
#include "parindex/scored.h"

/* Why a component is worth a second look. */
enum par_risk {
    PAR_RISK_CLAIM_DIFFERS, /* the claim is not what the unit's answer gives */
    PAR_RISK_CLAIM_ALONE,   /* points that were claimed without an answer count */
    PAR_RISK_OVERRIDE,      /* a later round gave other points than the rule */
    PAR_RISK_NO_EVIDENCE,   /* evidence is required and missing */
    PAR_RISK_RAISED,        /* appraised above what the unit claimed */
    PAR_RISK_RESTORED,      /* cut, and given back wholly or in part */
    PAR_RISK_GAIN,          /* a share of the maximum that is higher by a half or more than in the earlier scores */
    PAR_RISK_UNAPPRAISED,   /* the unit's own points, on which no later round said anything */
    PAR_RISK_KINDS
};

/* "claim-differs" ...; what it adds to the risk. */
const char *par_risk_name(enum par_risk risk);
int par_risk_weight(enum par_risk risk);

struct par_sampled {
    size_t unit;
    int32_t component;
    par_points points; /* that count; of a penalty those taken off */
    unsigned risks;    /* bit 1 << enum par_risk */
    size_t stratum;
    struct par_draw_item draw;
};

enum par_strata { PAR_STRATA_NONE, PAR_STRATA_UNIT, PAR_STRATA_BLOC, PAR_STRATA_SET, PAR_STRATA_DOMAIN };

struct par_population {
    size_t count;
    struct par_sampled *items; /* by unit and component */
    size_t left_out;           /* components without points */
    size_t stratum_count;
    const char **strata; /* names, each once, in the order of the items */
};

/* What a population is made of. */
struct par_population_source {
    const char *seed;
    enum par_strata strata;
    const struct par_scored_file *scores;  /* NULL: the assessment that was loaded */
    const struct par_scored_file *earlier; /* of the period before; NULL: none */
    const struct par_mapping *mapping;     /* from the sets of that period to these; NULL: ids mean the same */
    bool blank_means_agree;
};

/* The components that have points, with keys from the seed. The key of a component is the first 64 bits (16 digits) of
 * the SHA-256 of "SEED\nUNIT\nCRITERION"; its size is its applicable maximum. Of scores: errors when a row is not of
 * the units and sets (UNIT_UNKNOWN, SET_UNKNOWN, CRITERION_UNKNOWN), stands twice (ROW_REPEATED) or rows of a unit are
 * missing (SCORES_ROW); a unit without rows is a warning (SAMPLE_NO_ROWS). Whether points were given back after a cut
 * is not in a scores file. */
struct par_population par_population_of(struct par_cli *cli, const struct par_loaded *loaded,
                                        const struct par_population_source *source);

#endif
