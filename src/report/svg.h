/* svg: drawings in the page. Lengths are whole tenths of a unit of the drawing, so that the same data give the same
 * bytes and nothing is rounded by a machine. Colours and strokes are those of classes in page.css. */
#ifndef PARINDEX_REPORT_SVG_H
#define PARINDEX_REPORT_SVG_H

#include "html.h"
#include "parindex/decimal.h"

/* A scale: `low` stands at `from`, `high` at `to` (tenths). */
struct par_svg_scale {
    par_points low, high;
    int from, to;
};

/* Where a value stands, kept within the ends. */
int par_svg_at(const struct par_svg_scale *scale, par_points value);

/* A drawing with a text alternative: `title` names it, `text` says what it shows (NULL: the title says all). `id` is
 * the page's only one; without a text it may be NULL. */
void par_svg_begin(struct par_output *output, const char *class_name, const char *id, int width, int height,
                   const char *title, const char *text);
/* One that only repeats what stands beside it: not read aloud. */
void par_svg_begin_mute(struct par_output *output, const char *class_name, int width, int height);
void par_svg_end(struct par_output *output);

void par_svg_rect(struct par_output *output, const char *class_name, int x, int y, int width, int height);
void par_svg_line(struct par_output *output, const char *class_name, int x1, int y1, int x2, int y2);
/* `hint`: shown by a pointing device; NULL: none. */
void par_svg_dot(struct par_output *output, const char *class_name, int x, int y, int radius, const char *hint);
void par_svg_text(struct par_output *output, const char *class_name, int x, int y, const char *text);

struct par_svg_point {
    int x, y;
};
void par_svg_path(struct par_output *output, const char *class_name, const struct par_svg_point *points, size_t count);

/* A length in tenths as SVG and CSS write it: "12.5". `buffer` has PAR_DECIMAL_TEXT bytes. */
const char *par_svg_length(int tenths, char *buffer);

#endif
