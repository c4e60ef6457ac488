/* lost_cells: the table of par-audit lost while it is written, and the cells that rows (lost_sheet.c) and groups
 * (lost_groups.c) have in common. */
#ifndef PARINDEX_LOST_CELLS_H
#define PARINDEX_LOST_CELLS_H

#include "lost_sheet.h"
#include "sheet.h"

struct par_lost_table {
    const struct par_lost_view *view;
    struct par_sheet *sheet;
    struct par_course *course; /* of the row at hand */
    bool people;               /* fewer columns, and words in their language */
    size_t round_count;
    const char **rounds; /* ids of the rounds of all sets, each once */
    size_t left;         /* rows that may still be written */
    size_t left_off;
};

const struct par_unit *par_lost_unit(const struct par_lost_table *table, size_t unit);

/* Whether the view shows the loss; for par_losses_group. */
bool par_lost_keeps(const void *view, const struct par_loss *loss);

/* The name of a criterion; for people in their language, if it has one in it. */
const char *par_lost_title(const struct par_lost_table *table, const struct par_criterion *criterion);

/* Points with the decimals of components where they will do: only under weighted means they do not. */
void par_lost_exact(const struct par_lost_table *table, const struct par_set *set, par_points points);

/* The same; empty for 0. */
void par_lost_nonzero(const struct par_lost_table *table, const struct par_set *set, par_points points);

void par_lost_share(const struct par_lost_table *table, par_points lost, par_points gross);
void par_lost_cause(const struct par_lost_table *table, enum par_loss_cause cause);
void par_lost_cause_kind(const struct par_lost_table *table, enum par_cause_kind kind);

/* Adds columns; `numbers` has a 1 for each that is one. */
void par_lost_columns(const struct par_lost_table *table, const char *const *names, const char *numbers);

/* The position of the column "state". */
size_t par_lost_state_column(const struct par_lost_table *table);

/* Whether one more row may be written (--top). */
bool par_lost_take_room(struct par_lost_table *table);

bool par_lost_has_figures(enum par_state state);

void par_lost_add_group_columns(const struct par_lost_table *table);
void par_lost_write_groups(struct par_lost_table *table);

#endif
