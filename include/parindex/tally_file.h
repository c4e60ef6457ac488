/* tally_file: a tally as a file, for parts that are counted apart and merged later.
 *
 * CSV in UTF-8. The first line names the format and the version of the toolkit; lines "setting" say what was asked,
 * "part" which part of how many it is; then follow the groups in the order of their keys, each "group" with its keys
 * and behind it "rows", "count", "days", "share" and "used" lines; the last line is "end" with the number of groups and
 * the SHA-256 of all bytes before it, so a file that was cut off or changed is known. */
#ifndef PARINDEX_TALLY_FILE_H
#define PARINDEX_TALLY_FILE_H

#include "parindex/output.h"
#include "parindex/tally.h"

/* What must be the same in all parts, as text. */
struct par_tally_setting {
    const char *name, *value;
};

struct par_tally_part {
    unsigned number, of; /* 3 of 16; 0 of 0 when the parts are not numbered */
};

struct par_tally_label {
    const char *version;
    struct par_tally_part part;
    size_t count;
    const struct par_tally_setting *settings;
};

/* Writes a sorted tally and commits the output. False after FILE_WRITE. */
bool par_tally_write(struct par_output *output, struct par_tally *tally, const struct par_tally_label *label,
                     struct par_arena *arena, struct par_diags *diags);

/* The parts read so far. */
struct par_tally_merge_state;

struct par_tally_merge_state *par_tally_merge_begin(const char *version, struct par_arena *arena);

/* What a part must have been asked, from the first part that was read. NULL before. */
const struct par_tally_label *par_tally_merge_label(const struct par_tally_merge_state *state);
const char *par_tally_setting(const struct par_tally_label *label, const char *name); /* "" for none */

/* Reads the label of a part and checks it against the first: DOSSIER_PART_KIND, _VERSION, _BROKEN, _SETTING, _TWICE.
 * False after one of them, or when the file cannot be read. */
bool par_tally_merge_open(struct par_tally_merge_state *state, const char *path, struct par_diags *diags);

/* Adds the groups of the part that was opened last. False after DOSSIER_PART_BROKEN. */
bool par_tally_merge_add(struct par_tally_merge_state *state, struct par_tally *into, struct par_diags *diags);

/* After the last: DOSSIER_PART_LOST when parts are numbered and some did not come. */
bool par_tally_merge_end(const struct par_tally_merge_state *state, struct par_diags *diags);

#endif
