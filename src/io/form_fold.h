/* form_fold: the sums of a unit's form as formulas, as score.c folds them. Private to io. */
#ifndef PARINDEX_IO_FORM_FOLD_H
#define PARINDEX_IO_FORM_FOLD_H

#include "form_layout.h"

/* A unit's form being laid out. */
struct par_form_layout {
    const struct par_form *form;
    const struct par_set *set;
    const struct par_form_words *words;
    struct par_form_sheet *sheet;
    const char *none; /* what the points show where nothing applies, as an expression */
    size_t first;     /* line of the first row */
    size_t *lines;    /* per criterion: its line; 0: it has none */
};

/* The maximum that applies to a component, by what its points show. */
const char *par_form_applicable(const struct par_form_layout *layout, size_t line, const struct par_form_row *row);

/* Points and applicable maximum of a group, or of the total. */
void par_form_fold(const struct par_form_layout *layout, size_t line, const struct par_form_row *row);

/* The total and its index as they are published; rescaled to the full maximum. */
const char *par_form_total(const struct par_form_layout *layout);
const char *par_form_index(const struct par_form_layout *layout);
const char *par_form_rescaled(const struct par_form_layout *layout);

#endif
