/* form_layout: what the sheets of all rounds share while they are laid out. Private to io. */
#ifndef PARINDEX_IO_FORM_LAYOUT_H
#define PARINDEX_IO_FORM_LAYOUT_H

#include "parindex/form_sheet.h"

/* How wide a column is, in digits; 0: hidden. */
struct par_form_width {
    const char *name;
    int width;
    bool centred;
};

/* A sheet with its columns, identity in the first cell, titles and header. `second` is the line below the title. */
struct par_form_sheet *par_form_begin(enum par_form_type type, const struct par_form_width *widths, const char *second,
                                      const struct par_form_identity *identity, const struct par_form_words *words,
                                      struct par_arena *arena);

/* The header: the last line before the rows. */
void par_form_add_header(struct par_form_sheet *sheet);

/* The next line, empty. The pointer is good until the next one is added. */
struct par_form_line *par_form_add(struct par_form_sheet *sheet, enum par_form_look look, int depth);

/* A cell of a line by the name of its column, which must be there. */
struct par_form_cell *par_form_cell(const struct par_form_sheet *sheet, const struct par_form_line *line,
                                    const char *column);

/* "G12": the cell of a line, by its number from 0. */
const char *par_form_cell_at(const struct par_form_sheet *sheet, size_t line, const char *column);

/* Puts labels on the lists' sheet; the cells they stand in, "lists!$A$2:$A$4". *first is the row of the first. */
const char *par_form_add_list(struct par_form_sheet *sheet, const char *const *labels, size_t count, size_t *first);

void par_form_set_text(struct par_form_cell *cell, const char *text);
void par_form_set_points(struct par_form_cell *cell, par_points points);
void par_form_set_formula(struct par_form_cell *cell, const char *formula, int decimals);

/* Opens a cell for any text; for one text. */
void par_form_open(struct par_form_cell *cell);
void par_form_open_choice(struct par_form_cell *cell, const char *text, const char *message);

/* "1,5" */
const char *par_form_number(par_points points, char decimal, struct par_arena *arena);

#endif
