/* ranking: a ranking on its way out: units grouped by bloc and ranked, written as a table, with its summary. */
#ifndef PARINDEX_RANKING_H
#define PARINDEX_RANKING_H

#include "catalog.h"
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

/* To cli->output: one table in CSV and JSON; for people a page with a table per bloc and the summary below. */
void par_ranking_write(struct par_ranking *ranking);

/* The page for people (ranking_page.c). */
void par_ranking_write_page(const struct par_ranking *ranking, struct par_sheet *sheet);

/* The class of a standing, in Vietnamese in files and in the language of people on a page; "" without one. */
const char *par_ranking_class(const struct par_sheet *sheet, const struct par_class_step *step);

/* Cells that the table and the page share. */
void par_ranking_cell_number(struct par_sheet *sheet, bool is, int64_t number);
void par_ranking_cell_points(struct par_sheet *sheet, struct par_maybe points, int decimals); /* more where needed */
const char *par_ranking_state(const struct par_sheet *sheet, const struct par_standing *standing);
int par_ranking_index_decimals(const struct par_standing *standing);
int par_ranking_points_decimals(const struct par_standing *standing);

/* Whether --top lets the unit in. */
bool par_ranking_wants(const struct par_ranking *ranking, const struct par_standing *standing);

/* --- Summary (ranking_summary.c) ------------------------------------------------------------------------------------
 */

/* The id of the summary over all blocs. */
#define PAR_EVERYONE "*"

struct par_class_count {
    struct par_label name;
    size_t count;
};

/* Of a bloc, or of all of them. */
struct par_summary {
    const char *id; /* of the bloc; "*" for all */
    struct par_label name;
    const struct par_set *set; /* NULL: several sets, or none was given */
    struct par_standing *const *standings;
    size_t count;
    struct par_figures figures;
    size_t above_mean;                          /* units whose printed index is above the printed mean */
    const struct par_class_step *class_of_mean; /* NULL: none */
    size_t class_count;
    struct par_class_count *classes;
    struct par_figures *domains; /* per domain column; NULL without a common set */
};

/* One summary a bloc, and one over all when there are several. */
struct par_summary *par_ranking_summarise(const struct par_ranking *ranking, size_t *count);

/* 100 x part / ranked units, two decimals. */
struct par_maybe par_summary_share(const struct par_summary *summary, size_t part);
int par_summary_decimals(const struct par_summary *summary);

/* The summaries as a long table in a file of its own. */
void par_ranking_write_summary(const struct par_ranking *ranking, const char *path);

#endif
