/* trend_cells: the columns of the tables of par-trend, and a row of them put together before it is written. */
#ifndef PARINDEX_CLI_TREND_CELLS_H
#define PARINDEX_CLI_TREND_CELLS_H

#include "trend.h"

enum par_trend_column {
    PAR_TREND_PERIOD,
    PAR_TREND_PREVIOUS_PERIOD,
    PAR_TREND_BLOC,
    PAR_TREND_SET,
    PAR_TREND_PREVIOUS_SET,
    PAR_TREND_UNIT_CODE,
    PAR_TREND_NAME,
    PAR_TREND_COMPARISON,
    PAR_TREND_PREDECESSORS,
    PAR_TREND_EFFECT,
    PAR_TREND_NODE,
    PAR_TREND_PREVIOUS_NODE,
    PAR_TREND_DEPTH,
    PAR_TREND_TITLE,
    PAR_TREND_WHY,
    PAR_TREND_MAX,
    PAR_TREND_PREVIOUS_MAX,
    PAR_TREND_POINTS,
    PAR_TREND_PREVIOUS_POINTS,
    PAR_TREND_SAME_SET_POINTS,
    PAR_TREND_CHANGE_POINTS,
    PAR_TREND_OWN_POINTS,
    PAR_TREND_SET_POINTS,
    PAR_TREND_INDEX,
    PAR_TREND_PREVIOUS_INDEX,
    PAR_TREND_SAME_SET_INDEX,
    PAR_TREND_CHANGE_INDEX,
    PAR_TREND_OWN_INDEX,
    PAR_TREND_SET_INDEX,
    PAR_TREND_HIGHEST_INDEX,
    PAR_TREND_RANK,
    PAR_TREND_PREVIOUS_RANK,
    PAR_TREND_CHANGE_PLACES,
    PAR_TREND_OWN_PLACES,
    PAR_TREND_OTHER_PLACES,
    PAR_TREND_CLASS,
    PAR_TREND_PREVIOUS_CLASS,
    PAR_TREND_STATE,
    PAR_TREND_PREVIOUS_STATE,
    PAR_TREND_OPEN_MAX,
    PAR_TREND_BEST_RANK,
    PAR_TREND_WORST_RANK,
    PAR_TREND_RANK_SPREAD,
    PAR_TREND_UNSTABLE,
    PAR_TREND_COMPARED,
    PAR_TREND_RISES,
    PAR_TREND_FALLS,
    PAR_TREND_UNCHANGED,
    PAR_TREND_NOT_COMPARABLE,
    PAR_TREND_NEW_UNITS,
    PAR_TREND_ENDED_UNITS,
    PAR_TREND_COLUMNS
};

enum par_trend_cell_kind { PAR_TREND_EMPTY, PAR_TREND_TEXT, PAR_TREND_AMOUNT, PAR_TREND_NUMBER };

struct par_trend_cell {
    enum par_trend_cell_kind kind;
    const char *text;
    int64_t number; /* an amount: 10^-6 */
    int decimals;   /* of an amount; -1: as few as needed */
};

/* The table being written; a row is filled cell by cell in any order. */
struct par_trend_table {
    const struct par_trend *trend;
    struct par_sheet *sheet;
    size_t count;
    enum par_trend_column columns[PAR_TREND_COLUMNS];
    struct par_trend_cell cells[PAR_TREND_COLUMNS];
};

/* The columns for what is asked, in this format; `number` of the sheet's are added. */
void par_trend_columns(struct par_trend_table *table);

void par_trend_text(struct par_trend_table *table, enum par_trend_column column, const char *text);
void par_trend_number(struct par_trend_table *table, enum par_trend_column column, bool is, int64_t number);

/* With these decimals, and more where it has more. */
void par_trend_amount(struct par_trend_table *table, enum par_trend_column column, struct par_maybe amount,
                      int decimals);
void par_trend_difference(struct par_trend_table *table, enum par_trend_column column, struct par_maybe a,
                          struct par_maybe b, int decimals);

/* A figure now, before, and before under the new set. */
struct par_trend_figure {
    struct par_maybe now, before, under;
};

/* Four columns in a row from `first` (POINTS, INDEX): the three of it, and the change. */
void par_trend_change(struct par_trend_table *table, enum par_trend_column first, const struct par_trend_figure *figure,
                      int decimals);

/* Those, and the next two: which part of the change is the unit's own, and which the set's. */
void par_trend_parted_change(struct par_trend_table *table, enum par_trend_column first,
                             const struct par_trend_figure *figure, int decimals);

/* Writes the row and forgets it. */
void par_trend_row(struct par_trend_table *table);

/* The words for "not_comparable", "gains" ...; "" for "compared". */
const char *par_trend_words(const struct par_cli *cli, const char *name);

/* The same in tables for people; in others the name. */
const char *par_trend_word(const struct par_trend_table *table, const char *name);

/* The rows of one step. */
void par_trend_write_units(struct par_trend_table *table, const struct par_trend_step *step);
void par_trend_write_nodes(struct par_trend_table *table, const struct par_trend_step *step);
void par_trend_write_blocs(struct par_trend_table *table, const struct par_trend_step *step);

/* The bloc's id, or its name for people. */
const char *par_trend_bloc(const struct par_trend_table *table, const struct par_trend_period *period,
                           const char *bloc);

/* What unit and node tables begin with. */
void par_trend_head(struct par_trend_table *table, const struct par_trend_step *step,
                    const struct par_trend_move *move);

/* Whether the table is to have the unit, or the older unit of that code. */
bool par_trend_wants(const struct par_trend *trend, const struct par_trend_move *move);

/* Nobody is, or names as a predecessor, the unit of the older period. */
bool par_trend_has_ended(const struct par_trend_step *step, size_t older_unit);

/* At the decimals of the set, as par-score prints them; of a penalty negative. */
struct par_maybe par_trend_printed(const struct par_set *set, const struct par_criterion *criterion,
                                   struct par_maybe points);

#endif
