/* trend: periods one after the other, what each unit did between them, and the tables about it. */
#ifndef PARINDEX_CLI_TREND_H
#define PARINDEX_CLI_TREND_H

#include "parindex/trend.h"
#include "ranking.h"

enum par_trend_by { PAR_TREND_BY_UNIT, PAR_TREND_BY_BLOC, PAR_TREND_BY_DOMAIN, PAR_TREND_BY_CRITERION };

/* A period: a year file recomputed, a scores file, or the data of the first under amended sets. */
struct par_trend_period {
    const char *name;
    const char *path;
    struct par_inputs inputs;
    struct par_loaded loaded; /* no units and no assessment where a scores file was read */
    const char **digests;     /* of loaded.sets */
    struct par_score_options how;
    struct par_score_table table; /* standings by unit code, or as the file has them */
    struct par_earlier *earlier;  /* of each standing */
    struct par_ranking ranking;
    size_t *ranked; /* of each standing: the ranked units of its bloc */
};

/* Two sets of which the second follows on the first. */
struct par_trend_sets {
    const struct par_set *older, *newer;
    const struct par_mapping *mapping;
    struct par_trend_sets *next;
};

/* What a unit did from one period to the next. */
struct par_trend_move {
    struct par_change change;
    const struct par_standing *now;
    const struct par_standing *before; /* NULL: not followed */
    const struct par_standing *under;  /* old data under the new set; NULL: not to be had */
    size_t older_unit;
    int32_t carried_unit;              /* PAR_NAME_NONE: the set is the same, or nothing is carried */
    const struct par_mapping *mapping; /* NULL: the set is the same, or not known */
    int rank_alone;                    /* 0: none */
    struct par_rank_course course;
    bool is_unstable;
    par_points open;       /* by components without a counterpart, of an amendment */
    struct par_maybe most; /* the index at best, of an amendment */
};

struct par_trend_step {
    struct par_trend_period *older, *newer;
    const struct par_history *history;
    struct par_carry_target *targets; /* of each older unit; NULL: scores files */
    struct par_carried *carried;      /* NULL: nothing was carried */
    struct par_trend_move *moves;     /* of each newer standing */
};

struct par_trend {
    struct par_cli *cli;
    struct par_inputs *given; /* what the command line says for all periods */
    enum par_trend_by by;
    const char *unit; /* NULL: all */
    struct par_instability instability;
    struct par_texts paths;
    struct par_texts mappings; /* [SET=]FILE */
    struct par_texts amended;
    bool from_scores;
    size_t count; /* of periods; one more than of steps */
    struct par_trend_period *periods;
    struct par_trend_step *steps;
    struct par_trend_sets *sets;
};

/* Reads everything and computes. False after an error. */
bool par_trend_load(struct par_trend *trend);

/* To cli->output. */
void par_trend_write(struct par_trend *trend);

/* --- Among the parts of it --------------------------------------------------------------------------------------- */

/* trend_sets.c: which set the data of each unit are put to, and by which mapping. Before any round is read. */
bool par_trend_settle_sets(struct par_trend *trend);
bool par_trend_settle_amended(struct par_trend *trend);

/* Whether the data of some unit of a period are put to another set. */
bool par_trend_carries(const struct par_trend_step *step);

/* trend_moves.c: standings and ranks of a period, and the moves of a step. */
/* `diags`: who hears what must be said of the scores (score.h). */
void par_trend_stand(struct par_trend *trend, struct par_trend_period *period, struct par_diags *diags);
void par_trend_rank(struct par_trend *trend, struct par_trend_period *period);
void par_trend_begin_amended(struct par_trend *trend, struct par_trend_step *step);
void par_trend_move(struct par_trend *trend, size_t step);

#endif
