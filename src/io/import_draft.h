/* import_draft: what the steps of an import hand on. Private to io.
 *
 *   import_grid     the table as rows of tidy cells
 *   import_columns  which column is what, by the headings
 *   import_label    a number as printed ("1.1.1", "II", "a)")
 *   import_tree     where a numbered row stands, and its id
 *   import_rows     every row: criterion, option, total, note
 *   import_fill     what a row says about its criterion
 *   import_ids      numbers -> ids
 *   import_identity id, year, level, title of the set
 *   import_maxima   maxima that are not printed, totals
 *   import_rules    options -> rule
 *   import_json     the draft as a document
 *   import_accept   reading it again, accepting faults of the table
 *   import          all of it */
#ifndef PARINDEX_IO_IMPORT_DRAFT_H
#define PARINDEX_IO_IMPORT_DRAFT_H

#include "parindex/import.h"
#include "parindex/node.h"
#include "parindex/wording.h"

/* --- Grid --------------------------------------------------------------------------------------------------------- */

struct import_cell {
    const char *text; /* tidy; "" when empty */
    enum par_cell_kind kind;
    bool merged; /* continues a merged cell, whose text it repeats */
};

struct import_row {
    struct par_import_row out;
    size_t count;
    const struct import_cell *cells;
    struct import_node *node; /* it became, or belongs to; NULL: none */
    struct par_import_remark **last_remark;
};

struct import_grid {
    const char *file;
    size_t count;
    struct import_row *rows;
    bool failed;
};

struct import_grid par_import_grid_read(struct par_table *table, struct par_arena *arena);

/* The text of a cell, "" beyond the row; of one that continues a merged cell: "" too. */
const char *par_import_cell_any(const struct import_row *row, int column);
const char *par_import_cell_fresh(const struct import_row *row, int column);

/* --- Columns ------------------------------------------------------------------------------------------------------ */

enum import_role {
    IMPORT_OTHER,
    IMPORT_NUMBER,
    IMPORT_NAME,
    IMPORT_MAX,
    IMPORT_POINTS, /* of an option, beside a column of maxima */
    IMPORT_OPTIONS,
    IMPORT_EVIDENCE,
    IMPORT_APPRAISER,
    IMPORT_LEAD,
    IMPORT_WITH,
    IMPORT_METHOD,
    IMPORT_SURVEY,
    IMPORT_SCORE, /* of a unit: not read */
    IMPORT_ROLES
};

enum { IMPORT_NAMES = 4 };

struct import_columns {
    size_t width;
    const char **headings;
    int at[IMPORT_ROLES]; /* the first column of each role, -1: none */
    size_t name_count;    /* more than one: a column for each level */
    int names[IMPORT_NAMES];
    size_t heading; /* row; those above are titles */
    size_t behind;  /* first row behind the heading */
    bool appraisal, council;
};

/* False after IMPORT_NO_TABLE or IMPORT_NO_MAX. */
bool par_import_columns_find(const struct import_grid *grid, char sign, struct par_arena *arena,
                             struct par_diags *diags, struct import_columns *columns);

/* True for a row that repeats the heading, or numbers the columns: "(1) (2) (3)". */
bool par_import_columns_repeated(const struct import_columns *columns, const struct import_row *row,
                                 struct par_arena *arena);

/* --- Labels ------------------------------------------------------------------------------------------------------- */

enum import_style {
    IMPORT_UNLABELLED,
    IMPORT_DECIMAL, /* 1, 1.1, 1.1.1 */
    IMPORT_ROMAN,
    IMPORT_UPPER,
    IMPORT_LOWER,  /* a) */
    IMPORT_BULLET, /* - + * */
    IMPORT_COLUMN  /* the level is that of its column */
};

enum { IMPORT_SEGMENTS = 6 };

struct import_label {
    enum import_style style;
    int count; /* segments; of a column: its level */
    int segments[IMPORT_SEGMENTS];
    const char *head;    /* DECIMAL: "II" of "II.1", whose value is the first segment; NULL: none */
    const char *printed; /* as it stands there */
};

/* A cell that holds a number and no more; UNLABELLED otherwise. */
struct import_label par_import_label_of(const char *text, enum par_cell_kind kind, struct par_arena *arena);

/* A number before a name, "1.1. Kế hoạch"; *rest is the name. */
struct import_label par_import_label_before(const char *text, const char **rest, struct par_arena *arena);

/* The number as an id: "1.1", "II", "II.1". */
const char *par_import_label_text(const struct import_label *label, struct par_arena *arena);

bool par_import_label_same(const struct import_label *a, const struct import_label *b);

/* --- Draft -------------------------------------------------------------------------------------------------------- */

struct import_option {
    struct import_row *row;
    const char *text; /* verbatim, but for blanks */
    struct par_wording wording;
    const char *key; /* of a choice */
};

struct import_accept {
    enum par_fault fault;
    const char *printed; /* id-misprint */
    const char *a, *b;   /* of the finding */
    const char *detail;  /* what it is about, in signs */
};

struct import_node {
    struct import_node *parent, *first, *last, *next; /* children in order */
    struct import_row *row;                           /* NULL: the total, and what was put in between */
    struct import_label label;
    const char *id;
    const char *name;
    enum par_role role;
    int depth; /* total 0 */
    bool has_max;
    bool left_out; /* a maximum of 0 */
    par_points max;
    const char *guide; /* words below it that are no options, '\n' between them */
    const char *evidence;
    enum par_origin origin;
    struct par_list appraisers, with;
    const char *lead;
    size_t option_count, option_room;
    struct import_option *options;
    struct par_option_group group;
    bool zero_added; /* an option of 0 points that is not printed */
    bool sipas;      /* the rule is index */
    size_t accept_count, accept_room;
    struct import_accept *accepts;
};

struct import_draft {
    struct par_arena *arena;
    const struct par_import_options *options;
    struct import_grid grid;
    struct import_columns columns;
    struct import_node *total;
    struct import_node *bonus, *penalty; /* below the total, but none of its parts */
    struct import_node *last;            /* placed so far */
    struct import_row *total_row;        /* NULL: no total is printed */
    par_points printed_total;
    const char *id, *title, *level, *document;
    int year;
    int decimals; /* of component points */
};

/* A remark on a row; column -1: the row itself. Arguments may be NULL. */
void par_import_remark(struct import_draft *draft, struct import_row *row, int column, enum par_severity severity,
                       enum par_code code, const char *a, const char *b, const char *c);

/* Where a labelled row stands: its parent; repairs a misprinted number (IMPORT_ID_READ). */
struct import_node *par_import_tree_place(struct import_draft *draft, struct import_row *row,
                                          struct import_label *label);
struct import_node *par_import_tree_add(struct import_draft *draft, struct import_node *parent, struct import_row *row,
                                        const struct import_label *label, const char *name);
/* True for the head of the bonus or penalty block. */
static inline bool import_is_block(const struct import_node *node)
{
    return node->role != PAR_ROLE_BASE && node->depth == 1;
}
/* What a penalty prints with or without its sign. */
static inline par_points import_magnitude(par_points points)
{
    return points < 0 ? -points : points;
}
/* The next node in the order of the table; NULL at the end. */
struct import_node *par_import_tree_next(const struct import_node *node);
/* Whether the number would stand right behind what was placed so far. */
bool par_import_tree_expects(const struct import_draft *draft, const struct import_label *label);
/* Gives every node its id. */
void par_import_tree_name(struct import_draft *draft);

/* A row on its way. */
struct import_item {
    struct import_row *row;
    struct import_label label;
    const char *text;    /* without the number */
    const char *bare;    /* of it */
    const char *options; /* of their own column */
    bool deepest;        /* the row's columns are about it */
    bool has_max, has_points;
    par_points max, points;
};

/* True when some piece of a text gives points. */
bool par_import_has_worth(const struct import_draft *draft, const char *text);
struct import_option *par_import_option_add(struct import_draft *draft, struct import_node *node,
                                            struct import_row *row, const char *text, struct par_wording wording);
/* Words below a node that are no option. */
void par_import_guide_add(struct import_draft *draft, struct import_node *node, const char *text);
/* The pieces of a text as options of a node; `points` (NULL: none) belongs to it when it is a single one. The number of
 * options. */
size_t par_import_options_add(struct import_draft *draft, struct import_node *node, struct import_row *row,
                              const char *text, const par_points *points, int column);
/* All that a row says about its node. */
void par_import_node_fill(struct import_draft *draft, struct import_node *node, const struct import_item *item);
/* The text with its lines joined, and without a colon at its end. */
const char *par_import_one_line(struct par_arena *arena, struct par_span text);
bool par_import_has_any(const char *bare, const char *const *words);

void par_import_rows_read(struct import_draft *draft);
/* Lines right below the head of a block become its components; before the ids are given. */
void par_import_blocks_unfold(struct import_draft *draft);
void par_import_maxima_settle(struct import_draft *draft);
void par_import_rules_read(struct import_draft *draft);
/* A weaker rule than the present one, which `why` speaks against; false when it is typed already. */
bool par_import_rules_weaken(struct import_draft *draft, struct import_node *node, const struct par_diag *why);
/* For the report: what became of nodes and options. */
void par_import_rules_tell(struct import_draft *draft);
const char *par_import_rules_type(const struct import_node *node);

/* id, year, level, title; false after IMPORT_YEAR. */
bool par_import_identity_settle(struct import_draft *draft, struct par_diags *diags);

/* Of a ratio that is not negative, exactly: "3/4", a whole number as such; a decimal where it has six places at most.
 */
const char *par_import_fraction_text(struct par_ratio ratio, struct par_arena *arena);
const char *par_import_ratio_text(struct par_ratio ratio, struct par_arena *arena);
/* "ban-hanh-kip-thoi". */
const char *par_import_slug(const char *text, size_t longest, struct par_arena *arena);

struct par_span par_import_json_text(struct import_draft *draft);

/* Reads the document as often as faults of the table can be accepted, or rules weakened; NULL after errors. */
const struct par_set *par_import_accept_all(struct import_draft *draft, struct par_span *json, struct par_diags *diags);

#endif
