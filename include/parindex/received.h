/* received: the log of what came in, kept by whoever opens the mail: a CSV or XLSX file with the columns file, unit,
 * received_on, take (par-collect(1)). A line speaks of a file, by its name with as many of its folders as are needed,
 * or, without a file, of all that came from a unit. */
#ifndef PARINDEX_RECEIVED_H
#define PARINDEX_RECEIVED_H

#include "parindex/records.h"
#include "parindex/units.h"

struct par_received {
    const char *file; /* '/' between folders; "" when not said */
    int32_t unit;     /* -1 when not said */
    bool has_day;
    int64_t day;
    const char *received_on; /* as written; "" when not said */
    bool take;               /* this file is chosen */
    uint32_t line;
};

struct par_received_log {
    const char *name;
    const char *sheet; /* of a workbook; NULL elsewhere */
    size_t count;
    const struct par_received *lines;
};

/* Findings: DATE_SYNTAX, VALUE_UNKNOWN, UNIT_UNKNOWN, KEY_MISSING for a line with neither file nor unit, and those of
 * the header. */
struct par_received_log par_received_load(const char *path, const struct par_reading *how,
                                          const struct par_units *units, struct par_arena *arena,
                                          struct par_diags *diags);

/* For each path (sorted, each once) its line in the log, or NULL. Findings: RETURN_NOT_THERE, RETURN_UNCLEAR,
 * RETURN_LOG_TWICE. */
const struct par_received **par_received_match(const struct par_received_log *log, struct par_list paths,
                                               const struct par_units *units, struct par_arena *arena,
                                               struct par_diags *diags);

/* The line of a unit without a file; NULL for none. Of several the first; RETURN_LOG_TWICE was said of the others. */
const struct par_received *par_received_unit(const struct par_received_log *log, int32_t unit);

/* Marks the units that are `unreadable`: of their files in an intake list of par-collect none counts, and at least one
 * is lost (intake.h). */
void par_intake_load(const char *path, const struct par_reading *how, struct par_units *units, struct par_arena *arena,
                     struct par_diags *diags);

#endif
