/* report: what the files of a year say, joined by unit, criterion and bloc, for those who lay it out (src/report).
 *
 * The model holds numbers as their files print them, value and decimals: a page, a workbook and a letter show the very
 * digits of the CSV. What is added up here is added exactly. Texts are those of the files and the sets; everything
 * lives in the arena of the report. Rows are kept in the order of their file. Nothing missing is a number: `is` is
 * false. */
#ifndef PARINDEX_REPORT_H
#define PARINDEX_REPORT_H

#include "parindex/rank.h"

/* A number as its file prints it. */
struct par_shown {
    bool is;
    par_points value; /* in 10^-6; a percentage or a count as well */
    int decimals;     /* as printed, 0..6 */
};

/* A row of a ranking (par-ranking(5)). */
struct par_report_rank {
    const char *period, *bloc, *unit, *name;
    int running; /* STT; 0: not said */
    int rank;    /* 0: none */
    struct par_shown points, applicable_max, index, rescaled, open_max;
    const char *class_name; /* "" for none */
    enum par_state state;
    bool left_out; /* the unit list says that it is not ranked */
    bool provisional;
    struct par_shown *domains; /* index per domain: as many as the year's domain_count */
    struct par_shown change_points, change_index;
    bool has_change_places;
    int change_places;      /* > 0: climbed */
    const char *comparison; /* "compared", "renamed", "not_comparable", "new", "" */
    int previous_rank;      /* 0: none */
};

/* The ranking of a period. */
struct par_report_year {
    const char *file; /* it was read from */
    const char *period;
    size_t domain_count;
    const char **domains; /* ids, from the columns index_<id> */
    size_t count, room;
    struct par_report_rank *rows;
};

/* A lost component (par-lost(5)), with what would win it back where a plan was read (par-plan-table(5)). */
struct par_report_loss {
    const char *unit, *bloc, *set, *node, *title, *domain;
    struct par_shown max, applicable_max, points, lost, open, share;
    const char *state, *course, *cause, *cause_kind, *lead, *with, *reason; /* machine words of lost.csv */
    int years_lost;                                                         /* 0: not said */
    const char *solution, *target, *deadline;                               /* of the plan; "" for none */
};

/* What a plan table (par-plan-table(5)) says of a lost component; it goes into the losses. */
struct par_report_plan {
    const char *unit, *node, *solution, *target, *deadline;
};

/* Why a unit moved (par-trend by unit): its own change, that of the set, that of the others. */
struct par_report_move {
    const char *period, *previous_period, *unit, *comparison, *predecessors;
    struct par_shown change_points, own_points, set_points, change_index, own_index, set_index;
    bool has_places;
    int change_places, own_places, other_places;
    int best_rank, worst_rank; /* over all periods; 0: not said */
    bool unstable;
};

/* The same of one component of a unit (par-trend by criterion). */
struct par_report_shift {
    const char *period, *previous_period, *unit, *node, *title;
    int depth;
    bool is_component; /* no other row lies below it */
    struct par_shown points, previous_points, change_points, own_points, set_points;
};

/* A figure of a survey (par-sipas-figures or as sipas-score writes it). */
struct par_report_figure {
    const char *grouping; /* column the groups come from; "" for all together */
    const char *group, *name, *node, *kind, *option, *title, *flags;
    struct par_shown n, percent, se, low, high, mean_score;
};

/* A rank of a survey with the ranks that the sample leaves open. */
struct par_report_place {
    const char *grouping, *bloc, *group, *name, *flags;
    int rank, best_rank, worst_rank, alike_next; /* 0: none; alike_next -1: not said */
    struct par_shown n, percent, low, high;
};

/* A scored node of a unit (par-scores(5)). */
struct par_report_score {
    const char *unit, *set, *node;
    int depth;
    enum par_state state;
    struct par_shown points, applicable_max, percent;
};

/* Another field judged in the same period (records, IT ...): its name as the user gave it and its ranking. */
struct par_report_field {
    const char *name;
    struct par_report_year year;
};

enum par_report_kind {
    PAR_REPORT_UNKNOWN,
    PAR_REPORT_RANKING,
    PAR_REPORT_SCORES,
    PAR_REPORT_LOST,
    PAR_REPORT_PLAN,
    PAR_REPORT_MOVES,   /* par-trend by unit */
    PAR_REPORT_SHIFTS,  /* par-trend by criterion */
    PAR_REPORT_FIGURES, /* sipas-score */
    PAR_REPORT_PLACES,  /* sipas-score --rank */
    PAR_REPORT_SUMMARY, /* par-rank --summary: known, not needed */
    PAR_REPORT_CHECK,   /* par-check: known, not needed */
    PAR_REPORT_KINDS
};

/* A file that was read, for the page of methods. */
struct par_report_source {
    const char *name; /* as the user gave it */
    enum par_report_kind kind;
    const char *sha256;
    const char *period; /* of lost points, plans and scores; "" of others */
    size_t rows;
};

struct par_report {
    struct par_arena *arena;
    size_t set_count;
    struct par_set *const *sets;
    const struct par_units *units; /* NULL: there is no unit list */
    struct par_list only;          /* blocs that the report is about; empty: all */
    const char *period;            /* of the newest ranking */
    size_t year_count;             /* at least 1 after par_report_settle */
    struct par_report_year *years; /* by period, the newest last */
    size_t field_count;
    struct par_report_field *fields;
    size_t loss_count, plan_count, move_count, shift_count, figure_count, place_count, score_count, source_count;
    struct par_report_loss *losses; /* after settle: by unit, in each the largest loss first, then in set order */
    struct par_report_plan *plans;
    struct par_report_move *moves;   /* by unit, then by period */
    struct par_report_shift *shifts; /* of the newest period: by unit, in the order of the file */
    struct par_report_figure *figures;
    struct par_report_place *places;
    struct par_report_score *scores; /* by unit, in each the order of the set */
    struct par_report_source *sources;
    /* after settle */
    size_t bloc_count;
    struct par_report_bloc *blocs; /* as the sets list them; only those that a unit of the newest ranking is in */
    size_t unit_count;
    struct par_report_unit *list; /* units of the newest ranking: bloc by bloc, by rank, those without one last */
    struct par_names *by_code;    /* code -> position in list */
};

/* All there is about a unit. */
struct par_report_unit {
    const struct par_unit *who; /* NULL: the unit list has not got it */
    const struct par_report_bloc *bloc;
    const struct par_report_rank *now;
    const struct par_report_rank **years; /* per report->years[]: NULL where it has no row under its code */
    size_t loss_count;
    const struct par_report_loss *losses; /* largest first */
    size_t move_count;
    const struct par_report_move *moves;
    size_t shift_count;
    const struct par_report_shift *shifts;
    size_t score_count;
    const struct par_report_score *scores;
    const struct par_report_figure *satisfaction; /* its total figure of a survey; NULL */
    const struct par_report_place *place;         /* NULL */
};

struct par_report_class {
    const struct par_class_step *step;
    size_t units;
    struct par_shown share; /* of the ranked units, in percent at 2 decimals */
};

/* A bloc of the newest ranking at a glance. */
struct par_report_bloc {
    const char *id;
    const struct par_set *set;
    size_t count;                        /* its units, those without a rank last */
    const struct par_report_unit *units; /* in the order of the ranking */
    size_t ranked;
    struct par_figures index;    /* of the ranked units: those of par_figures_of_index */
    struct par_figures *domains; /* per domain of the newest year */
    size_t class_count;
    struct par_report_class *classes; /* from the best down; a step without units is there with 0 */
    struct par_shown *means;          /* per report->years[]: mean index of the bloc of that id */
};

/* What a criterion, a domain or an agency cost. */
struct par_report_cost {
    const char *key;           /* id of the criterion or domain, code of the agency; "" when no agency is named */
    const char *title;         /* as the files say it; of a domain "" */
    const char *lead;          /* of a criterion; "" */
    const struct par_set *set; /* of a criterion or domain; NULL for an agency */
    par_points lost;
    par_points applicable;  /* maximum of the components that lost, together */
    size_t units;           /* units that lost there */
    size_t criteria;        /* different components that lost there */
    struct par_shown share; /* its rows that lost points, of all such rows of the view, in percent at 2 decimals */
    const struct par_report_loss *largest; /* the largest single loss */
    const struct par_report_unit *worst;   /* the unit that lost most there; NULL: none lost */
    par_points worst_lost;                 /* what it lost there in all */
};

enum par_report_by { PAR_REPORT_BY_CRITERION, PAR_REPORT_BY_DOMAIN, PAR_REPORT_BY_LEAD };

/* Joins what was read: sorts the years, takes the newest, fills list, blocs and their figures. Rows of units that are
 * in no bloc of `only` are left out, as are those of trends that end before the newest ranking where it has no such
 * unit any more. False after REPORT_NO_RANKING, REPORT_TWO_RANKINGS (two of one period), REPORT_BLOC (no such bloc),
 * REPORT_UNIT_UNKNOWN (a row of this period whose unit the newest ranking has not got), REPORT_OTHER_PERIOD (lost
 * points, plan, scores or field of another period than the newest ranking). Warnings: REPORT_PLAN_ALONE, a plan without
 * lost points is not shown; REPORT_CHANGES, ranking and trend look back to different years before. */
bool par_report_settle(struct par_report *report, struct par_diags *diags);

/* What was lost, the costliest first, equal ones by key. bloc NULL: everywhere. In the arena of the report. */
struct par_report_cost *par_report_costs(const struct par_report *report, const struct par_report_bloc *bloc,
                                         enum par_report_by by, size_t *count);

/* The ranking of a field by its position; of PAR_REPORT_OWN the newest one. */
const struct par_report_year *par_report_field_year(const struct par_report *report, size_t field);

/* The unit of a code; NULL. */
const struct par_report_unit *par_report_find(const struct par_report *report, const char *code);

/* The change of a unit up to the newest period, the last of them that was read; NULL. */
const struct par_report_move *par_report_newest_move(const struct par_report *report,
                                                     const struct par_report_unit *unit);

/* Whether the ranking has another change of the unit's index than that move: they look back to different rankings. */
bool par_report_is_told_otherwise(const struct par_report *report, const struct par_report_unit *unit);

/* The report's own ranking, where a position in fields[] is asked for. */
#define PAR_REPORT_OWN SIZE_MAX

/* Units that are good in one field and weak in another: in the upper quarter of the ranked units of their bloc in one
 * (a quarter of them or less have a rank as good or better), in the lower quarter in another. A bloc of less than four
 * ranked units has no quarters. */
struct par_report_contrast {
    const char *unit, *name, *bloc; /* the bloc of the newest ranking, or of the strong field */
    size_t strong, weak;            /* positions in fields[], or PAR_REPORT_OWN */
};
struct par_report_contrast *par_report_contrasts(const struct par_report *report, size_t *count);

/* "85,40" or "85.40": with the decimals it was printed with; "" when it is not there. In the arena. */
const char *par_shown_text(struct par_shown shown, char decimal, struct par_arena *arena);

/* "ranking", "scores", "lost" ... */
const char *par_report_kind_name(enum par_report_kind kind);

#endif
