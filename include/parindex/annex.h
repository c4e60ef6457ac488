/* annex: the follow-up annex (ke hoach khac phuc): a row for each component of a unit that lost points, with what
 * people plan to do about it. It is made again when scores change, and nothing that people wrote is lost by that.
 *
 * A row is known by its unit and its criterion. Its columns are of three kinds:
 *   figures   the program's: maximum, points, lost, years, name of the unit, period, set, progress; always made anew
 *   written   title, cause, target, lead, with: the program fills them in, people may change them
 *   people's  solution, deadline and every column that people added: never touched
 * The column `key` says what the program wrote: "#unit|criterion|state|marks", where a mark is a digest of one written
 * text (the last one: of the figures), or "-" for a text that people changed. So a written cell that is still as the
 * program wrote it is made anew, any other is kept, also one that was emptied. A key that somebody deleted counts as
 * "everything that stands there is people's", and only empty cells are filled in. The '#' keeps a spreadsheet from
 * making a number or a date of the key; where it made one of the unit's code or of the criterion (001, 1.10), the key
 * says what they were. */
#ifndef PARINDEX_ANNEX_H
#define PARINDEX_ANNEX_H

#include "parindex/score.h"

enum par_annex_column {
    PAR_ANNEX_STT,
    PAR_ANNEX_UNIT,
    PAR_ANNEX_NAME,
    PAR_ANNEX_CRITERION,
    PAR_ANNEX_TITLE,
    PAR_ANNEX_MAX,
    PAR_ANNEX_POINTS,
    PAR_ANNEX_LOST,
    PAR_ANNEX_YEARS,
    PAR_ANNEX_CAUSE,
    PAR_ANNEX_SOLUTION,
    PAR_ANNEX_TARGET,
    PAR_ANNEX_LEAD,
    PAR_ANNEX_WITH,
    PAR_ANNEX_DEADLINE,
    PAR_ANNEX_PROGRESS,
    PAR_ANNEX_PERIOD,
    PAR_ANNEX_SET,
    PAR_ANNEX_KEY,
    PAR_ANNEX_COLUMNS
};

/* "stt", "unit", "name", "criterion", "title", "max", "points", "lost", "years_lost", "plan_cause", "solution",
 * "target", "lead", "with", "deadline", "progress", "period", "set", "key" */
const char *par_annex_column_name(enum par_annex_column column);

/* How a row stands. All from PAR_ANNEX_IS_WON on lost no points when the annex was made and stand at its end. */
enum par_annex_state {
    PAR_ANNEX_IS_LOST,
    PAR_ANNEX_IS_MISSING,        /* nobody answered: its maximum is open */
    PAR_ANNEX_IS_BY_HAND,        /* people added it */
    PAR_ANNEX_IS_WON,            /* nothing is lost any more */
    PAR_ANNEX_IS_PENDING,        /* waits for a round */
    PAR_ANNEX_IS_NOT_APPLICABLE, /* does not apply any more */
    PAR_ANNEX_HAS_NO_FIGURES,    /* the unit did not submit */
    PAR_ANNEX_HAS_NO_CRITERION,  /* the set has no such component */
    PAR_ANNEX_HAS_NO_UNIT,       /* the unit list has no such unit */
    PAR_ANNEX_STATES
};

/* "lost", "missing", "by-hand", "won", "pending", "not-applicable", "no-figures", "no-criterion", "no-unit" */
const char *par_annex_state_name(enum par_annex_state state);
bool par_annex_state_named(struct par_span name, enum par_annex_state *state);

/* --- What the scores say ----------------------------------------------------------------------------------------- */

struct par_annex_item {
    size_t order; /* of the unit in the annex */
    const char *unit, *name, *criterion, *period, *set;
    enum par_annex_state state;
    bool has_figures;
    int decimals;                           /* of points and lost, as the set prints them */
    par_points max;                         /* applicable maximum of the component; of a penalty 0 */
    struct par_maybe points;                /* of a penalty below 0 */
    struct par_maybe lost;                  /* max - points: of the component itself, also under a weighted mean */
    int years;                              /* in a row; 0: not known */
    const char *written[PAR_ANNEX_COLUMNS]; /* of the written columns; NULL: as it stands */
};

/* --- What people have -------------------------------------------------------------------------------------------- */

struct par_annex_cell {
    const char *text;   /* "" where nothing stands */
    unsigned char kind; /* par_cell_kind of the workbook it comes from (table.h); 0: text */
};

struct par_kept_row {
    uint32_t line;
    const char *unit, *criterion; /* what it is about; "" where it does not say */
    bool has_key;
    const char *key_unit, *key_criterion; /* as the key has them: unit and criterion may be other ones since */
    bool gone;                            /* its criterion has no counterpart in the set of now */
    enum par_annex_state state;           /* as the key says */
    const char *marks;
    struct par_annex_cell cells[PAR_ANNEX_COLUMNS];
    const struct par_annex_cell *added; /* per added column */
};

/* A column of an annex as it lies in its file. */
struct par_kept_column {
    enum par_annex_column column; /* PAR_ANNEX_COLUMNS: one that people added */
    const char *header;           /* as written */
    size_t added;                 /* number of an added one */
    bool number;                  /* of an added one: numbers stand in it, and nothing else */
};

struct par_kept {
    const char *file, *sheet;
    char sign;   /* decimal sign of its texts: ',' in CSV with semicolons, else '.' */
    bool others; /* the workbook has more sheets with content */
    size_t line_count;
    const char **lines; /* above the header */
    size_t width, added_count;
    struct par_kept_column *columns;
    size_t count;
    struct par_kept_row *rows; /* in the order of the file */
};

struct par_reading;

/* Reads an annex, CSV or a sheet. NULL after findings; ANNEX_NOT_ONE when the table is something else. */
struct par_kept *par_annex_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                struct par_diags *diags);

/* Fills unit, criterion, has_key, state and marks of a row from its cells. */
void par_annex_identify(struct par_kept_row *row, struct par_arena *arena);

/* --- Both together ----------------------------------------------------------------------------------------------- */

struct par_annex_row {
    enum par_annex_state state;
    const struct par_kept_row *kept;   /* NULL: the row is new */
    bool as_it_stands;                 /* every cell as it was: of people, or of a unit that was not asked for */
    bool has_figures;                  /* else those that stood, or none */
    const struct par_annex_item *item; /* NULL when as_it_stands */
    bool figures_changed;              /* by hand; they were made anew */
    struct par_annex_cell cells[PAR_ANNEX_COLUMNS]; /* written and people's columns, key; all when as_it_stands */
    /* where it stands */
    bool ended;
    size_t order, place;
};

/* What became of a row that is not among the lost ones: false when its unit was not asked for, and the row stays as it
 * is. `item` is zero before; its `order` is wanted in either case. */
typedef bool (*par_annex_ask)(void *context, const struct par_kept_row *kept, struct par_annex_item *item);

/* The rows of the annex: those of `items` (in their order, units together) and all of `kept` (NULL: there was no
 * annex). A row that people added stays behind the row it stood behind. Rows that ended come last. Their number; *rows
 * in the arena. */
size_t par_annex_merge(const struct par_annex_item *items, size_t count, const struct par_kept *kept, par_annex_ask ask,
                       void *context, struct par_arena *arena, struct par_annex_row **rows);

#endif
