/* import: a criteria table as printed in a decision (CSV, XLSX, DOCX) into a criteria set in JSON.
 *
 * The columns are found by their headers, the tree by the numbering, the rules by the wording of the options
 * (wording.h). Nothing is dropped in silence: every row says what became of it, and what was not understood becomes a
 * component with a typed score (`manual`) that keeps its words in a note. Faults of the table that a set may keep
 * (par-criteria(5), "Accepted faults") are accepted with a reason.
 *
 * Findings: IMPORT_NO_TABLE, IMPORT_NO_MAX, IMPORT_EMPTY, IMPORT_YEAR, IMPORT_MAX_NONE, NUMBER_AMBIGUOUS, and what
 * par_set_read says about the set that was made (errors); the other IMPORT codes (warnings and notes). */
#ifndef PARINDEX_IMPORT_H
#define PARINDEX_IMPORT_H

#include "parindex/criteria.h"
#include "parindex/table.h"

struct par_import_options {
    const char *id;    /* NULL: from the name of the file */
    const char *level; /* NULL: from the title, when that is clear */
    const char *title; /* NULL: the lines above the table */
    int year;          /* 0: from the title, or the name of the file */
    char sign;         /* of numbers that read both ways; 0: not known */
};

enum par_import_kind {
    PAR_IMPORT_IS_SKIPPED, /* nothing that counts */
    PAR_IMPORT_IS_TITLE,
    PAR_IMPORT_IS_HEADER,
    PAR_IMPORT_IS_DOMAIN,
    PAR_IMPORT_IS_CRITERION,
    PAR_IMPORT_IS_COMPONENT,
    PAR_IMPORT_IS_OPTION,
    PAR_IMPORT_IS_BONUS, /* head of the block */
    PAR_IMPORT_IS_PENALTY,
    PAR_IMPORT_IS_NOTE,
    PAR_IMPORT_IS_TOTAL
};

/* "title", "component" and so on. */
const char *par_import_kind_name(enum par_import_kind kind);

struct par_import_remark {
    enum par_severity severity;
    enum par_code code;
    const char *args[3];
    int column; /* from 0; -1: the row */
    struct par_import_remark *next;
};

/* What became of a row. */
struct par_import_row {
    uint32_t line;
    const char *sheet; /* NULL for CSV */
    enum par_import_kind kind;
    const char *id;   /* of the node it is or belongs to; "" for none */
    const char *text; /* "" for a blank row */
    bool has_max, has_points;
    par_points max, points;
    const char *became; /* "choice", ">=70 <90" ...; "" for none */
    const struct par_import_remark *remarks;
};

struct par_import {
    struct par_span json;      /* the set; text NULL after an error */
    const struct par_set *set; /* as it was read again; NULL after an error */
    size_t row_count;
    const struct par_import_row *rows;
    size_t components, manual; /* of all; those with a typed score */
};

/* Reads the table to its end (it is not closed) and makes the set. */
struct par_import par_import_table(struct par_table *table, const struct par_import_options *options,
                                   struct par_arena *arena, struct par_diags *diags);

#endif
