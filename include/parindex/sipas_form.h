/* sipas_form: a survey form (phiếu khảo sát), read from a node tree and checked as a whole.
 *
 * The file format is sipas-form(5). A form says which answers there are, which of them count as satisfied, which
 * criteria make up which factor and aspect, and how an index is made of them. It is dated data, never code. */
#ifndef PARINDEX_SIPAS_FORM_H
#define PARINDEX_SIPAS_FORM_H

#include "parindex/criteria.h"

/* How the percentage of several criteria is made. */
enum par_index_rule {
    PAR_INDEX_MEAN_OF_ITEMS,  /* the mean of the criteria's percentages */
    PAR_INDEX_WEIGHTED,       /* the same, with weights */
    PAR_INDEX_POOLED,         /* satisfied answers over answers */
    PAR_INDEX_MEAN_OF_PERSONS /* the mean over people of the satisfied share of their answers */
};

/* What becomes of a criterion without an answer. */
enum par_blank_rule {
    PAR_BLANK_SKIP,        /* it is not counted */
    PAR_BLANK_UNSATISFIED, /* it counts as an answer that is not satisfied */
    PAR_BLANK_REJECT       /* the whole form does not count */
};

/* An answer of a scale, or an option of a question. */
struct par_choice {
    const char *id;
    struct par_label label;
    struct par_list also; /* other words for it */
    bool has_score;
    par_points score; /* for the mean score */
    bool satisfied;
};

/* The codes that one print of a form gives the choices, in the order of the choices. */
struct par_print {
    const char *id;
    struct par_list codes;
};

struct par_scale {
    const char *id;
    size_t count;
    const struct par_choice *choices;
    size_t print_count; /* at least 1: without prints the ids are the codes */
    const struct par_print *prints;
};

struct par_sipas_node {
    const char *id;
    struct par_label name;
    struct par_list columns; /* names that the column of a criterion may have besides its id and name */
    int32_t parent;          /* position in nodes[]; -1 at the root */
    int32_t end;             /* position behind the last one below it */
    int32_t item;            /* number of a criterion; -1 for a factor, an aspect, the total */
    int depth;
    par_points weight;             /* of a criterion; 1 point unless said */
    const struct par_scale *scale; /* of a criterion */
};

enum par_question_kind { PAR_QUESTION_SINGLE, PAR_QUESTION_MULTIPLE, PAR_QUESTION_PICK };

/* A question whose answers are reported as shares and are no part of an index. */
struct par_question {
    const char *id;
    struct par_label name;
    struct par_list columns;
    enum par_question_kind kind;
    int most; /* options that may be picked; of MULTIPLE: all */
    const struct par_scale *scale;
};

struct par_sipas_form {
    const char *file, *id;
    struct par_label title;
    enum par_index_rule index;
    enum par_blank_rule blanks;
    struct par_list blank_words;
    int least_answers;        /* criteria that must be answered, else the form does not count; at least 1 */
    struct par_list required; /* ids of criteria without which it does not count */
    int decimals_percent, decimals_score;
    enum par_rounding rounding;
    size_t scale_count;
    struct par_scale *scales;
    int32_t node_count;
    struct par_sipas_node *nodes; /* nodes[0] is the total; parents stand before children */
    size_t item_count;
    const int32_t *items; /* number of a criterion -> position in nodes[] */
    size_t question_count;
    const struct par_question *questions;
};

/* Reads and checks a form. All faults go to diags, each with its JSON pointer. NULL when there was any error. `file` is
 * for messages and is not opened; `fold` compares labels. */
struct par_sipas_form *par_sipas_form_read(const struct par_node *root, const char *file, par_fold_label fold,
                                           struct par_arena *arena, struct par_diags *diags);

/* "total", "aspect", "factor", "criterion": what a node is called. */
const char *par_sipas_node_kind(const struct par_sipas_form *form, int32_t position);

const char *par_index_rule_name(enum par_index_rule rule);

#endif
