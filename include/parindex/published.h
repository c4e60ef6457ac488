/* published: checks a table of results as it was printed: do its own figures agree with one another, with an earlier
 * table, with ours?
 *
 * A figure is judged at the decimals its column is printed with (the most that any cell of the column shows). What the
 * figure should be is computed exactly from the other cells of the row; how it may have come to be printed is a set of
 * readings (enum par_reading_of_figure). A figure that rounding half up gives is right. One that is explained otherwise
 * is a note; one that only truncation explains is a note where truncation explains the whole column, else a fault; one
 * that nothing explains is a fault.
 *
 * Figures that others were computed from are themselves rounded where their column has decimals; whole numbers are
 * counts and exact. So a total may be off by half a unit of its last decimal for each part, and a quotient by what
 * that comes to (PAR_READ_UNROUNDED); `exact` forbids that.
 *
 * Checks: parts = total; total / maximum x 100 = index; any identity between columns; sums and means of columns;
 * running numbers; ranks under each rule for ties, restarting per bloc or not; classes; shares of classes; changes
 * against an earlier table; agreement with another table. */
#ifndef PARINDEX_PUBLISHED_H
#define PARINDEX_PUBLISHED_H

#include "parindex/decimal.h"
#include "parindex/diag.h"

/* --- The table --------------------------------------------------------------------------------------------------- */

enum par_printed_kind {
    PAR_PRINTED_NONE,   /* blank */
    PAR_PRINTED_MARK,   /* "N/A", "-": printed that there is none */
    PAR_PRINTED_NUMBER, /* value and decimals */
    PAR_PRINTED_TEXT    /* in a column of words */
};

struct par_printed {
    enum par_printed_kind kind;
    struct par_quantity value;
    int decimals;     /* as printed, zeros at the end counted */
    const char *text; /* as printed; "" when blank */
};

/* What a column is. */
enum par_printed_role {
    PAR_PRINTS_STT,
    PAR_PRINTS_UNIT,
    PAR_PRINTS_NAME,
    PAR_PRINTS_BLOC,
    PAR_PRINTS_MAX,
    PAR_PRINTS_TOTAL,
    PAR_PRINTS_INDEX,
    PAR_PRINTS_RANK,
    PAR_PRINTS_CLASS,
    PAR_PRINTS_PREVIOUS_TOTAL,
    PAR_PRINTS_PREVIOUS_INDEX,
    PAR_PRINTS_PREVIOUS_RANK,
    PAR_PRINTS_CHANGE_TOTAL,
    PAR_PRINTS_CHANGE_INDEX,
    PAR_PRINTS_CHANGE_RANK, /* places, up is positive */
    PAR_PRINTS_COUNT,
    PAR_PRINTS_SHARE,        /* percent */
    PAR_PRINTS_CHANGE_SHARE, /* percentage points */
    PAR_PRINTS
};

enum par_published_row_kind { PAR_ROW_UNIT, PAR_ROW_MEAN, PAR_ROW_SUM };

enum { PAR_ROW_NONE = -1 };

struct par_published_row {
    enum par_published_row_kind kind;
    const char *sheet; /* of a workbook or document; NULL elsewhere */
    uint32_t line;
    const char *unit;           /* code, "" when not printed */
    const char *name;           /* "" when not printed */
    const char *bloc;           /* "" when not known */
    struct par_printed *cells;  /* per column */
    int32_t earlier;            /* the row of the earlier table that is the same unit; PAR_ROW_NONE */
    int32_t ours;               /* the same of ours */
    const char *class_expected; /* by a set, at the printed index; NULL: not known */
    bool breaks_ties;           /* its set ranks equal ones by further criteria */
};

struct par_identity;

struct par_published {
    const char *file;
    size_t width;
    const char **headers;   /* as printed, per column */
    const uint32_t *fields; /* the field each column stands in, from 1; two may stand in one ("01 (0,727)") */
    const char **names;     /* machine names where the vocabulary knows them, else the header */
    int *decimals;          /* per column: the most that any unit's cell shows */
    int role[PAR_PRINTS];   /* column, -1: none */
    size_t part_count;
    int *parts; /* columns that add up to the total */
    bool has_max;
    struct par_quantity max; /* the same for every row, where there is no column */
    size_t identity_count;
    const struct par_identity **identities;
    size_t count;
    struct par_published_row *rows;
};

/* "stt", "unit", ...: the machine name of the column. */
const char *par_printed_role_name(enum par_printed_role role);

/* The unit as people know it: its name, else its code. */
const char *par_published_label(const struct par_published_row *row);

/* --- Identities -------------------------------------------------------------------------------------------------- */

/* "column = expression" with + - * / ( ), numbers with a dot, and columns by name: what stands between the signs, or
 * anything in square brackets. find(context, name) gives the column, -1: there is none. NULL with the place of the
 * fault in the text (*bad, in it) when it cannot be read. Depth of brackets: 20. */
const struct par_identity *par_identity_parse(const char *text, int (*find)(const void *context, struct par_span name),
                                              const void *context, struct par_arena *arena, const char **bad);

const char *par_identity_text(const struct par_identity *identity);

/* Whether the column stands in it, on either side. */
bool par_identity_uses(const struct par_identity *identity, int column);

/* --- Checks ------------------------------------------------------------------------------------------------------ */

enum par_published_check {
    PAR_CHECK_UNITS, /* each unit once; the same units in both tables */
    PAR_CHECK_STT,
    PAR_CHECK_PARTS,
    PAR_CHECK_INDEX,
    PAR_CHECK_IDENTITY,
    PAR_CHECK_SUM,
    PAR_CHECK_MEAN,
    PAR_CHECK_RANK,
    PAR_CHECK_CLASS,
    PAR_CHECK_CLASS_COUNT, /* not a check but an answer: units and share of each class */
    PAR_CHECK_SHARE,
    PAR_CHECK_SHARE_COUNT, /* the count that a share fits */
    PAR_CHECK_SHARE_SUM,
    PAR_CHECK_SHARE_CHANGE,
    PAR_CHECK_CHANGE,
    PAR_CHECK_PREVIOUS, /* figures of the earlier table, printed again */
    PAR_CHECK_OURS,
    PAR_CHECKS
};

const char *par_check_name(enum par_published_check check);

enum par_found { PAR_FOUND_OK, PAR_FOUND_NOTE, PAR_FOUND_FAULT, PAR_FOUND_UNCHECKED };

const char *par_found_name(enum par_found verdict);

/* How a figure may have come about, as a set of bits; of a summary, what explains all of its figures. */
enum par_reading_of_figure {
    PAR_READ_HALF_UP = 1,
    PAR_READ_HALF_EVEN = 1 << 1,
    PAR_READ_TRUNCATED = 1 << 2,
    PAR_READ_UNROUNDED = 1 << 3, /* computed from figures before they were rounded */
    PAR_READ_SHORT = 1 << 4,     /* rounded to fewer decimals than the column has */
    PAR_READ_TOLERANCE = 1 << 5,
    PAR_READ_COMPETITION = 1 << 6, /* 1-2-2-4 */
    PAR_READ_DENSE = 1 << 7,       /* 1-2-2-3 */
    PAR_READ_ORDINAL = 1 << 8,     /* 1-2-3-4: ties broken, or no ties before rounding */
    PAR_READ_PER_BLOC = 1 << 9,
    PAR_READ_OVERALL = 1 << 10,
    PAR_READ_RESTARTS = 1 << 11, /* ranks begin again at 1 in blocs that the table does not name */
    PAR_READ_BY_TOTAL = 1 << 12, /* ranked by the total and not by the index */
    PAR_READ_SKIPPED = 1 << 13,  /* numbers before this one stand in no row */
    PAR_READ_EXCERPT = 1 << 14,  /* the table begins later than with 1 */
    PAR_READ_REPEATED = 1 << 15,
    PAR_READ_ABSENT = 1 << 16,       /* of two figures that belong together one is not printed */
    PAR_READ_NOT_OURS = 1 << 17,     /* a unit that the other table does not have */
    PAR_READ_NOT_PRINTED = 1 << 18,  /* a unit that only the other table has */
    PAR_READ_REVERSED = 1 << 19,     /* changes with the opposite sign */
    PAR_READ_FITS_NONE = 1 << 20,    /* no whole number of units gives this share */
    PAR_READ_CLASS_ORDER = 1 << 21,  /* a class better than that of a unit above, or worse than below */
    PAR_READ_NO_MAX = 1 << 22,       /* unchecked: no maximum is known */
    PAR_READ_TOO_LARGE = 1 << 23,    /* unchecked: the numbers leave the range of exact arithmetic, or divide by 0 */
    PAR_READ_SUM_IS_WHOLE = 1 << 24, /* shares: each is right and only rounding keeps them from adding up to 100 */
    PAR_READ_ANY = 1 << 25,          /* of a summary: however it is rounded */
    PAR_READ_NO_TIES = 1 << 26,      /* no figures are equal, so every rule for ties explains the ranks */
    PAR_READ_TIE_BREAK = 1 << 27,    /* equal figures, ranked by the criteria that break ties in the set */
    PAR_READ_BLOC_APART = 1 << 28,   /* units of the other table whose bloc is not in this one */
    PAR_READS = 29
};

/* The name of bit `i`, 0 <= i < PAR_READS. */
const char *par_reading_name(int i);

struct par_published_finding {
    enum par_published_check check;
    enum par_found verdict; /* of a summary the worst, notes apart: OK, FAULT or UNCHECKED */
    unsigned readings;
    bool is_summary;
    size_t checked, notes, faults;       /* of a summary */
    const struct par_published *table;   /* the one it stands in */
    const struct par_published_row *row; /* NULL: the whole column */
    int column;                          /* -1: none */
    const char *bloc;                    /* NULL: not of one bloc */
    const char *label;                   /* an identity, a class, a unit that only the other table has; NULL */
    const char *printed;                 /* NULL: nothing */
    bool has_expected, has_unrounded, has_difference;
    struct par_quantity expected; /* at the decimals of the column */
    int expected_decimals;
    const char *expected_text;      /* in place of a number; NULL */
    struct par_quantity unrounded;  /* three more decimals, cut off */
    struct par_quantity difference; /* printed - expected */
    struct par_published_finding *next;
};

struct par_published_options {
    bool exact; /* figures that others are computed from were not rounded */
    bool has_tolerance;
    struct par_quantity tolerance; /* differences up to it are notes */
    struct par_printed mean;       /* that stands in the text and not in the table; NONE: none */
    int64_t of, previous_of;       /* units that shares are shares of, now and before; 0: not said */
    /* Whether two words mean the same (case and blanks do not count). */
    bool (*same)(const char *a, const char *b, struct par_arena *arena);
};

struct par_published_report {
    size_t faults, notes, checked;
    struct par_published_finding *first, *last;
};

/* All checks that the columns of the table allow, in the order of enum par_published_check; summaries stand behind the
 * findings they sum up. `earlier`, `ours`: other tables, or NULL; the rows name their counterparts. */
struct par_published_report *par_published_check(const struct par_published *table, const struct par_published *earlier,
                                                 const struct par_published *ours,
                                                 const struct par_published_options *options, struct par_arena *arena);

/* Without --parts: the columns in `candidates` are the parts when they add up to the total in more than half of the
 * rows that have all of them. */
bool par_published_adds_up(const struct par_published *table, const int *candidates, size_t count);

#endif
