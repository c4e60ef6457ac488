/* form_sheet: a form (form.h) laid out as a sheet, and the sheet written as a workbook or as CSV.
 *
 * The layout is the same in both: identity, titles, header, rows. A workbook has formulas, drop-down lists and limits,
 * and everything but the cells to fill in is locked (without a password); CSV has the cells alone. The same sheet gives
 * the same bytes. All words for people come from the caller. */
#ifndef PARINDEX_FORM_SHEET_H
#define PARINDEX_FORM_SHEET_H

#include "parindex/form.h"
#include "parindex/score.h"

/* How a line looks. */
enum par_form_look {
    PAR_LOOK_TITLE,
    PAR_LOOK_SUBTITLE,
    PAR_LOOK_HELP,
    PAR_LOOK_SUMMARY,
    PAR_LOOK_HEADING,
    PAR_LOOK_DOMAIN,
    PAR_LOOK_GROUP,
    PAR_LOOK_COMPONENT,
    PAR_LOOK_GIVEN, /* a component that the unit does not fill in */
    PAR_LOOK_PART,  /* an input, an option */
    PAR_LOOK_TOTAL,
    PAR_LOOK_SIGNATURE
};

enum par_form_content { PAR_CONTENT_EMPTY, PAR_CONTENT_TEXT, PAR_CONTENT_POINTS, PAR_CONTENT_FORMULA };

struct par_form_cell {
    enum par_form_content content;
    const char *text; /* or the formula */
    par_points points;
    int decimals;            /* of points and of a formula; -1: as many as needed */
    bool open;               /* to be filled in */
    enum par_form_fill fill; /* open: what goes in; PAR_FILL_NOTHING: any text */
    par_points least, most;  /* PAR_FILL_SCORE */
    const char *list;        /* PAR_FILL_OPTION: cells of the lists' sheet; or the only text that goes in */
    const char *message;     /* shown beside the cell, and when something else was typed; NULL: none */
};

struct par_form_line {
    enum par_form_look look;
    int depth;
    struct par_form_cell *cells; /* one per column */
};

struct par_form_column {
    const char *name;
    const char *heading;
    int width; /* in digits */
    bool hidden;
    bool centred;
};

struct par_form_sheet {
    enum par_form_type type;
    struct par_form_identity identity;
    const char *name;   /* of the sheet */
    const char *footer; /* left side of the foot of a page */
    const char *page;   /* "Page" */
    size_t column_count;
    struct par_form_column *columns;
    size_t header; /* number of its line, from 0 */
    size_t count, room;
    struct par_form_line *lines;
    size_t list_count, list_room;
    const char **list; /* the labels on the lists' sheet, from its first row on; NULL: an empty cell */
    struct par_arena *arena;
};

/* Words for people, in the language of the form. */
struct par_form_words {
    const char *language; /* of labels and headings */
    const char *sheet, *page;
    const char *title;          /* "Self-assessment, 2025" */
    const char *help;           /* how to fill in the form */
    const char *does_not_apply; /* what is chosen, and what the points show: both must be read back (yes_no.h) */
    const char *not_applicable;
    const char *agrees;                           /* what is chosen, likewise */
    const char *tick;                             /* "x" */
    const char *reason;                           /* heading of an explanation */
    const char *given_by[PAR_FROM_APPRAISER + 1]; /* by source: who scores what the unit does not */
    const char *left_out;
    const char *guides[PAR_FILL_TICK + 1];   /* by fill: what goes in */
    const char *messages[PAR_FILL_TICK + 1]; /* by fill: the same as a sentence, shown beside the cell */
    const char *below_ticks;                 /* guide of a component whose options are ticked below it */
    const char *applies_message, *agree_message;
    const char *claimed;                     /* before the points that the unit claims */
    const char *total;                       /* the last row */
    const char *points, *applicable, *index; /* above the header, so no heading may read the same */
    const char *rescaled;
    const char *signatures[2];
    char decimal;
};

/* The own round of a unit. */
struct par_form_sheet *par_form_sheet_of_unit(const struct par_form *form, const struct par_form_identity *identity,
                                              const struct par_form_words *words, struct par_arena *arena);

/* What a row of the other rounds says. */
struct par_form_item {
    const struct par_unit *unit;
    int32_t criterion;
    const char *response, *evidence; /* "" when there is none */
    struct par_maybe unit_points, given_points;
    const char *given_reason, *unit_reason;
};

/* A form of another round. `subject` stands below its title: who is to fill it in. */
struct par_form_sheet *par_form_sheet_of_items(enum par_form_type type, const char *subject,
                                               const struct par_form_item *items, size_t count,
                                               const struct par_form_identity *identity,
                                               const struct par_form_words *words, struct par_arena *arena);

/* Writes it whole or not at all. False after a finding. */
bool par_form_write_workbook(const struct par_form_sheet *sheet, const char *path, struct par_arena *arena,
                             struct par_diags *diags);
bool par_form_write_csv(const struct par_form_sheet *sheet, const char *path, char decimal, struct par_arena *arena,
                        struct par_diags *diags);

#endif
