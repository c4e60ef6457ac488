/* ranking: a ranking on its way out: units grouped by bloc and ranked, written as a table, with its summary. */
#ifndef PARINDEX_RANKING_H
#define PARINDEX_RANKING_H

#include "inputs.h"
#include "messages.h"
#include "parindex/scores.h"
#include "sheet.h"

struct par_bloc_ranking {
    const char *id;
    struct par_label name;
    const struct par_set *set; /* NULL when no set was given */
    size_t count;
    struct par_standing **standings; /* ranked first */
};

struct par_ranking {
    struct par_cli *cli;
    const struct par_loaded *loaded;
    const struct par_score_table *table;
    const struct par_history *history; /* NULL: no earlier ranking */
    bool may_be_provisional;           /* --provisional */
    bool is_provisional;
    int top; /* places per bloc to write; 0: all */
    size_t bloc_count;
    struct par_bloc_ranking *blocs;
};

/* Groups by bloc, as the sets list them, and ranks each. */
void par_ranking_make(struct par_ranking *ranking);

/* To cli->output: one table in CSV and JSON; for people a table per bloc and the summary below. */
void par_ranking_write(struct par_ranking *ranking);

/* The summary as a table of its own. */
void par_ranking_write_summary(struct par_ranking *ranking, const char *path);

/* The summary's rows into a sheet. */
void par_ranking_summarise(struct par_ranking *ranking, struct par_sheet *sheet);
void par_ranking_summary_columns(struct par_sheet *sheet);

/* Decimals of indexes and how they are rounded: the set's, or 2 and half up. */
int par_ranking_decimals(const struct par_bloc_ranking *bloc);

#endif
