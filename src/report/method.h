/* method: how a set has points, index, ranks and classes made, in words; for the page and the workbook. */
#ifndef PARINDEX_REPORT_METHOD_H
#define PARINDEX_REPORT_METHOD_H

#include "view.h"

struct par_method_fact {
    const char *what; /* "Rounding" */
    const char *said; /* "points to 2 decimals, index to 2 decimals; half up" */
};

/* In the view's language, in the arena of the program. */
struct par_method_fact *par_method_of_set(const struct par_report_view *view, const struct par_set *set, size_t *count);

/* What a file of an output is, for people: "ranking", "lost points" ... */
const char *par_method_kind(const struct par_report_view *view, enum par_report_kind kind);

#endif
