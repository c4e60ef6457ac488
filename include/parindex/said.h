/* said: the rows of an assessment as they were read, for those who explain, invert and audit.
 *
 * An assessment keeps of a row no more than points, place and marks (assessment.h) unless it is asked to before its
 * files are read. What is kept lives in the arena of the assessment; texts are NUL-terminated. */
#ifndef PARINDEX_SAID_H
#define PARINDEX_SAID_H

#include "parindex/assessment.h"

/* The file a row stands in; a workbook's sheet. */
struct par_said_file {
    const char *name;
    const char *sheet; /* NULL outside workbooks */
    struct par_column_place columns[PAR_COLUMN_ROLES];
};

/* An input that stands in the row. */
struct par_said_input {
    size_t input; /* position in set->inputs[] */
    struct par_quantity value;
    struct par_column_place column;
};

struct par_said {
    const struct par_said_file *file;
    uint32_t line;
    struct par_column_place only;        /* of a wide table: the column all of it stands in; field 0: a long table */
    const char *cells[PAR_COLUMN_ROLES]; /* as typed; "" where nothing stands */
    bool has_value, has_num, has_den;
    struct par_quantity value, num, den;
    size_t input_count;
    const struct par_said_input *inputs; /* in the order of the file's columns */
    const struct par_said *next;         /* the row of one more appraiser */
};

/* Every row of one unit is kept, or of all units (PAR_SAID_OF_ALL). Before the first file. */
#define PAR_SAID_OF_ALL SIZE_MAX
void par_assessment_keep_said(struct par_assessment *assessment, size_t unit);

/* What a round said of a component: once the assessment is finished the row that stands, and behind it those of more
 * appraisers. NULL when it has no row on it, or when the rows of the unit are not kept. */
const struct par_said *par_assessment_said(const struct par_assessment *assessment, size_t unit, size_t round,
                                           int32_t component);

/* The place of a cell of a row, or of the whole row (PAR_COLUMN_ROLES). */
struct par_place par_said_place(const struct par_said *said, enum par_column_role role);

/* What the rule of a component is asked with: the row's own and the facts of the unit (par_rule_evaluate). `said` NULL:
 * the facts alone. The arrays are in `arena`, as long as the set's inputs. */
struct par_filled par_said_filled(const struct par_assessment *assessment, size_t unit, const struct par_said *said,
                                  struct par_arena *arena);

/* The place of a fact; false when the unit has no such fact. */
bool par_assessment_fact(const struct par_assessment *assessment, size_t unit, size_t input, struct par_quantity *value,
                         struct par_place *place);

#endif
