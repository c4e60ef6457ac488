/* form: what is asked for in a round, as rows in the order of the printed form.
 *
 * par-form writes these rows into a workbook or a CSV file; par-collect builds them again from the same set and unit
 * and compares, so that a removed, added or moved row, a changed maximum or option shows. A row is known by its key,
 * which stands in the first (hidden) column: "#1.1.4" a criterion, "#1.1.4/ke_hoach" an input of a component,
 * "#4.2#tinh" an option to be ticked; over many units "01|#1.1.4". The '#' keeps Excel from making 1.10 the number 1.1,
 * or 1.1.4 a date, when somebody opens a CSV form; the column "id", for people, may suffer that. The identity of a form
 * stands in its first cell as one line, and on a hidden sheet as well, since a sheet saved as CSV keeps only its cells:
 * parindex-form/1 round=self unit=01 appraiser= period=2025 set=mau-so-2025 digest=sha256:0123...
 * Which rows a form over what was said so far has, nobody knows afterwards: there the line goes on with
 * rows=12 keys=0123456789abcdef */
#ifndef PARINDEX_FORM_H
#define PARINDEX_FORM_H

#include "parindex/rule.h"
#include "parindex/units.h"

enum par_form_kind {
    PAR_FORM_GROUP,     /* a criterion with parts, and last the total: its name and maximum, nothing to fill in */
    PAR_FORM_COMPONENT, /* answer or score, whether it applies, evidence, note */
    PAR_FORM_INPUT,     /* an input of the component above */
    PAR_FORM_OPTION     /* an option of the component above, to be ticked ("pick": "sum") */
};

/* What goes into the cell for the answer of a row. */
enum par_form_fill {
    PAR_FILL_NOTHING,  /* groups */
    PAR_FILL_BELOW,    /* a component filled in by the rows below it */
    PAR_FILL_OTHERS,   /* a component that others score: survey, SIPAS, appraiser */
    PAR_FILL_LEFT_OUT, /* a component that does not apply to the unit, for which the set gives the maximum */
    PAR_FILL_OPTION,   /* one of the labels in `options` */
    PAR_FILL_SCORE,    /* points from 0 to the maximum */
    PAR_FILL_COUNT,
    PAR_FILL_NUMBER,
    PAR_FILL_PERCENT,
    PAR_FILL_DATE,
    PAR_FILL_TICK
};

struct par_form_row {
    const char *key;
    enum par_form_kind kind;
    enum par_form_fill fill;
    int32_t criterion;      /* position in the set; an input's or option's: of its component */
    int32_t input;          /* PAR_FORM_INPUT: position in the set's inputs; -1 elsewhere */
    struct par_label label; /* of the criterion, the input, the option */
    par_points max;         /* as it applies to the unit; of inputs and options 0 */
    bool may_not_apply;     /* PAR_FORM_COMPONENT: the unit may say so */
    size_t option_count;    /* PAR_FILL_OPTION: what may be answered; PAR_FORM_OPTION: itself */
    const struct par_rule_option *options;
    const struct par_rule *rule; /* PAR_FORM_COMPONENT */
};

struct par_form {
    const struct par_unit *unit;
    size_t count;
    const struct par_form_row *rows;
};

/* The form of a unit for its own round: everything the set asks of it, bonus and penalty behind the rest, the total
 * last. Components that are left out for the unit (applies_to, except) do not appear, unless the set gives their
 * maximum; criteria without any component left do not appear either. */
struct par_form par_form_of(const struct par_unit *unit, struct par_arena *arena);

/* --- Rounds ------------------------------------------------------------------------------------------------------ */

enum par_form_type { PAR_SELF_FORM, PAR_APPRAISAL_FORM, PAR_EXPLANATION_FORM, PAR_COUNCIL_FORM };

/* The form of a round by its name: the first round of a set is the units' own, whatever its id; explanation and council
 * are known by their names, also where the set has no such round; any other is an appraisal. *id is the round's id.
 * False when there is no such round. */
bool par_form_round(const struct par_set *set, struct par_span name, enum par_form_type *type, const char **id);

/* --- Columns ----------------------------------------------------------------------------------------------------- */

/* Columns of the sheet by machine name (vocabulary.h has their headings) and in this order; identity in A1, titles
 * below it, then the header, then the rows. Rows without a key may follow (signatures). What people fill in is marked
 * *.
 *
 * Own round of a unit, one workbook a unit; key: par_form_row.key:
 *   key  id  title  guide  max  applicable_max  response*  points  applies*  evidence*  note*
 * `response` takes what the row's `fill` says (label of an option, points, number, date, tick); `guide` says how to
 * answer, with the options and their points; `points` and `applicable_max` (hidden) are formulas.
 *
 * Appraisal, one workbook an appraiser over all units; key: "<unit>|#<criterion>":
 *   key  unit  name  id  title  max  unit_response  unit_points  unit_evidence  score*  agree*  applies*  reason*
 * Explanation, one workbook a unit, the components that were cut; key: "#<criterion>":
 *   key  id  title  max  unit_points  given_points  given_reason  reason*  evidence*
 * Council, one workbook over all units, what stays disputed; key: "<unit>|#<criterion>":
 *   key  unit  name  id  title  max  unit_points  given_points  given_reason  unit_reason  score*  agree*  applies*
 *   reason*
 *
 * The hidden sheet "parindex" has the identity as rows of two columns, key and value; "lists", hidden too, the labels
 * that may be chosen. The form is the first sheet. */
#define PAR_FORM_IDENTITY_SHEET "parindex"
#define PAR_FORM_LISTS_SHEET "lists"

/* The machine names of the columns, ended by NULL. */
const char *const *par_form_columns(enum par_form_type type);

/* "#1.1.4", or "01|#1.1.4" with a unit. */
const char *par_form_key(const char *unit, const char *criterion, struct par_arena *arena);

/* --- Identity ---------------------------------------------------------------------------------------------------- */

/* In the text a blank or '%' in a value is written %20 or %25. */
struct par_form_identity {
    const char *round;     /* id of the round */
    const char *unit;      /* "" in a workbook over many units */
    const char *appraiser; /* "" outside appraisal, or where none is named */
    const char *period;
    const char *set;    /* in a workbook over several sets: their ids, ',' between */
    const char *digest; /* "sha256:" and 64 hexadecimal digits of the set's file; of several sets likewise */
    /* of the forms of other rounds than the units' own; "" there, and in forms made before there were these two */
    const char *rows; /* the number of rows with a key */
    const char *keys; /* 16 hexadecimal digits: the digest of their keys, in whatever order they stand */
};

const char *par_form_identity_text(const struct par_form_identity *identity, struct par_arena *arena);

/* False when the text is no identity; *version_wrong when it is one of another version of this toolkit. */
bool par_form_identity_parse(struct par_span text, struct par_form_identity *out, bool *version_wrong,
                             struct par_arena *arena);

/* Its fields, for the hidden sheet: name and value of each, in the order of the text. The first is "format". */
enum { PAR_FORM_IDENTITY_FIELDS = 9 };
const char *par_form_identity_field(const struct par_form_identity *identity, size_t field, const char **value);

#endif
