/* partial: the frame of a partial result: what is counted apart, by several processes or machines, and merged later.
 *
 * CSV in UTF-8. The first line names the format and the version of the toolkit; the second which part of how many it
 * is; lines "setting" say what was asked; then follow the lines of the format, each with its kind in front; the last
 * line is "end" with the number of lines before it and the SHA-256 of all their bytes, so a file that was cut off or
 * changed is known. What a part holds is tally_file.h's and survey_partial.h's. */
#ifndef PARINDEX_PARTIAL_H
#define PARINDEX_PARTIAL_H

#include "parindex/decimal.h"
#include "parindex/output.h"
#include "parindex/table.h"

/* What must be the same in all parts, as text. One that is not said is "". */
struct par_partial_setting {
    const char *name, *value;
};

struct par_partial_number {
    unsigned number, of; /* 3 of 16; 0 of 0 when the parts are not numbered */
};

struct par_partial_label {
    const char *version;
    struct par_partial_number part;
    size_t count;
    const struct par_partial_setting *settings;
};

const char *par_partial_setting(const struct par_partial_label *label, const char *name); /* "" for none */

/* --- Writing ------------------------------------------------------------------------------------------------------ */

struct par_partial_writer;

struct par_partial_writer *par_partial_begin(struct par_output *output, const char *format,
                                             const struct par_partial_label *label, struct par_arena *arena);

/* A line begins; its fields follow, at most 63. */
void par_partial_line(struct par_partial_writer *writer, const char *kind);
void par_partial_text(struct par_partial_writer *writer, struct par_span text);
void par_partial_whole(struct par_partial_writer *writer, par_wide number); /* not negative */

/* Ends the file and commits the output. False after FILE_WRITE. */
bool par_partial_end(struct par_partial_writer *writer, struct par_diags *diags);

/* --- Reading ------------------------------------------------------------------------------------------------------ */

/* The parts that were opened so far. */
struct par_partials;

/* `program` is named to people whose file is of another format. */
struct par_partials *par_partials_new(const char *format, const char *program, const char *version,
                                      struct par_arena *arena);

/* Reads a part, checks that it is whole and holds its label against the first one's: PART_KIND, _VERSION, _BROKEN,
 * _SETTING, _TWICE. False after one of them, or when the file cannot be read. Its text lives in `scratch`, which may
 * be freed when it was read. */
bool par_partials_open(struct par_partials *partials, const char *path, struct par_arena *scratch,
                       struct par_diags *diags);

/* The label of the part that was opened first, and of the one at hand. NULL before. */
const struct par_partial_label *par_partials_first(const struct par_partials *partials);
const struct par_partial_label *par_partials_label(const struct par_partials *partials);

/* The file of the first part, as the user named it. */
const char *par_partials_first_file(const struct par_partials *partials);

/* Hands the lines behind the label, one after the other, to `take`, fields[0] being the kind, until it says false: the
 * line is not understood. False after PART_BROKEN. */
bool par_partials_read(struct par_partials *partials, bool (*take)(void *context, const struct par_row *row),
                       void *context, struct par_diags *diags);

/* After the last part: PART_LOST when parts are numbered and some did not come. */
bool par_partials_end(const struct par_partials *partials, struct par_diags *diags);

/* A field as a number; false when it is none, negative, or out of range (10^18, 127 bits). */
bool par_partial_number(struct par_span field, int64_t *out);
bool par_partial_wide(struct par_span field, par_wide *out);

#endif
