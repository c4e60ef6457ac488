/* form_style: how the cells of a form look in a workbook. Private to io. */
#ifndef PARINDEX_IO_FORM_STYLE_H
#define PARINDEX_IO_FORM_STYLE_H

#include <xlsxwriter.h>

#include "parindex/form_sheet.h"

/* The formats made so far: cells that look the same share one. */
struct par_form_styles {
    lxw_workbook *workbook;
    struct par_arena *arena;
    size_t count, room;
    struct par_form_style *items;
    lxw_format *whole; /* over a number cell, when a whole number stands in it */
    lxw_format *wrong; /* over the points, when they are "?" */
};

struct par_form_styles par_form_styles_of(lxw_workbook *workbook, struct par_arena *arena);

lxw_format *par_form_format(struct par_form_styles *styles, const struct par_form_sheet *sheet,
                            const struct par_form_line *line, size_t column);

/* The height of a line in points, as its texts need it. */
int par_form_height(const struct par_form_sheet *sheet, const struct par_form_line *line);

/* Titles go over all columns. */
bool par_form_spans(enum par_form_look look);

#endif
