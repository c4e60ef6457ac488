/* returned: a form that came back (form.h), as a workbook or as CSV that was saved from one.
 *
 * What is read: the identity, the differences between its rows and those that were sent out, and what was filled in.
 * Every difference and every cell that is not understood is an error at its cell; nothing is guessed. */
#ifndef PARINDEX_RETURNED_H
#define PARINDEX_RETURNED_H

#include "parindex/form.h"
#include "parindex/intake.h"
#include "parindex/records.h"

/* Cells of a row that were filled in, as they go into a round: an option by its key, a number with a dot. */
enum par_returned_cell {
    PAR_RETURNED_ANSWER,
    PAR_RETURNED_SCORE,
    PAR_RETURNED_APPLIES,
    PAR_RETURNED_AGREE,
    PAR_RETURNED_EVIDENCE,
    PAR_RETURNED_REASON,
    PAR_RETURNED_NOTE,
    PAR_RETURNED_CELLS
};

struct par_returned_input {
    int32_t input; /* position in the inputs of the unit's set */
    const char *text;
};

struct par_returned_row {
    int32_t unit;                          /* position in the units */
    int32_t criterion;                     /* position in the unit's set */
    uint32_t line, field;                  /* the first cell that was filled in */
    const char *cells[PAR_RETURNED_CELLS]; /* NULL: left blank */
    size_t input_count;
    const struct par_returned_input *inputs; /* in the order of the set */
    bool is_answer;                          /* says more than evidence and notes */
};

struct par_returned {
    const char *path;
    bool is_sheet;    /* a workbook, whose cells have names */
    bool is_known;    /* the identity could be read */
    bool is_by_units; /* a form over many units */
    struct par_form_identity identity;
    int32_t unit;                /* position of the identity's unit; -1: none or not known */
    enum par_intake_state found; /* RECEIVED, EMPTY or what is wrong with it */
    size_t row_count;            /* by unit, then in the order of the set */
    struct par_returned_row *rows;
    size_t asked_count;   /* components that may be answered, by unit */
    const int32_t *asked; /* the unit of each */
};

/* What forms are compared with. */
struct par_returned_context {
    const struct par_units *units; /* settled */
    struct par_set *const *sets;
    size_t set_count;
    const char *const *digests; /* of the sets' files; NULL: not compared */
    const char *round;          /* that is collected, by its name; NULL: the first of the set */
    struct par_reading how;
};

/* Reads a file into `arena`; what is needed on the way lives in `scratch`. */
void par_returned_read(const struct par_returned_context *context, const char *path, struct par_returned *out,
                       struct par_arena *arena, struct par_arena *scratch, struct par_diags *diags);

/* Whether two forms of one subject say the same. */
bool par_returned_same(const struct par_returned *a, const struct par_returned *b);

/* Where a row was filled in: "forms/so-y-te.xlsx!E17", "forms/so-y-te.csv:17". */
const char *par_returned_place(const struct par_returned *file, const struct par_returned_row *row,
                               struct par_arena *arena);

#endif
