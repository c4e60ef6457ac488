/* number: numbers as people type them, with the decimal sign of their file.
 *
 * The sign of a file is settled by --decimal, or by its first number that can be read in one way only ("0.5", "12,75",
 * or "1.234" where only one reading fits what is asked for). A number that fits both ways before that waits; when the
 * file ends without evidence, or the evidence speaks for the comma, it is an error with its place. Numbers that only
 * the other sign can explain are errors (NUMBER_MIXED). */
#ifndef PARINDEX_NUMBER_H
#define PARINDEX_NUMBER_H

#include "parindex/decimal.h"
#include "parindex/diag.h"

/* What may stand in a cell. */
struct par_limits {
    bool whole;    /* a count */
    bool percent;  /* a '%' behind the number is allowed */
    bool hundred;  /* a percentage is asked for, so a bare fraction such as 0.95 is a warning */
    bool points;   /* "đ" or "điểm" behind the number is allowed */
    bool has_most; /* fits only up to `most` */
    struct par_quantity most;
};

struct par_waiting;

struct par_number_style {
    char sign;                   /* '.', ',' or 0 while not settled */
    uint32_t line;               /* where it was settled; 0: given by the user or by contract */
    struct par_waiting *waiting; /* numbers that fit both ways so far */
    struct par_waiting *last;
};

/* Reads a cell. False after an error (NUMBER_SYNTAX, NUMBER_MARK, NUMBER_RANGE, NUMBER_MIXED, NUMBER_WHOLE). */
bool par_number_take(struct par_number_style *style, struct par_span text, const struct par_limits *limits,
                     const struct par_place *place, struct par_arena *arena, struct par_diags *diags,
                     struct par_quantity *out);

/* At the end of the file: errors for the numbers still waiting. */
void par_number_finish(struct par_number_style *style, struct par_diags *diags);

/* A date, YYYY-MM-DD or D/M/YYYY, as its day number (1970-01-01 is 0). False when it is none. */
bool par_date_parse(struct par_span text, int64_t *day);

#endif
