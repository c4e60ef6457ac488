/* form_round: a round whose forms are made: who appraises what, what is disputed, and the rows of a form. */
#ifndef PARINDEX_FORM_ROUND_H
#define PARINDEX_FORM_ROUND_H

#include "form_rows.h"
#include "parindex/given.h"

struct par_form_round {
    struct par_cli *cli;
    struct par_loaded loaded;
    enum par_form_type type;
    const char *id;
    bool *wanted;                      /* per unit: a form is to speak of it */
    struct par_texts appraisers;       /* that the sets name, each once */
    struct par_names *appraiser_units; /* their units, counted from 1; 0: an agency that is none */
    struct par_sayings *sayings;       /* NULL for the units' own round, like `given` */
    const struct par_given_table *given;
};

/* A form: of a unit, of an appraiser, of the council. */
struct par_form_job {
    int32_t unit;          /* -1: over all units */
    const char *appraiser; /* NULL: not by appraisers; "": of criteria that name none */
    const char *path;
};

/* Finds the appraisers of the sets. */
void par_form_find_appraisers(struct par_form_round *round);

/* The rows of a form, units by code and criteria as the set lists them; their number. `items` NULL only counts. */
size_t par_form_collect(const struct par_form_round *round, const struct par_form_job *job,
                        const struct par_form_words *words, struct par_form_item *items, struct par_arena *arena);

#endif
