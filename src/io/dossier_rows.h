/* dossier_rows: rows of a table of dossiers, whoever reads them: fields -> what the tally counts. Private to io. */
#ifndef PARINDEX_IO_DOSSIER_ROWS_H
#define PARINDEX_IO_DOSSIER_ROWS_H

#include "parindex/dossier_file.h"
#include "parindex/interned.h"

/* What the words of a column mean, each looked up once. */
struct par_word_cache {
    struct par_names *known; /* text -> meaning + 2 */
    struct par_interned short_ones;
};

struct par_dossier_rows {
    const struct par_dossier_reading *reading;
    struct par_tally *tally;
    struct par_arena *arena;
    struct par_diags *diags;
    const char *file, *sheet;
    const char *const *headers;
    /* Columns of the file, -1 for none. */
    int received, due, finished, status, channel, dossier, unit, step, procedure;
    int keys[PAR_TALLY_KEYS];
    int shares[PAR_TALLY_SHARES];
    bool by_unit; /* the unit is one of the keys */
    struct par_word_cache outcomes, channels, yes_no;
    struct par_dossier_read read;
};

/* Finds the columns of the header; false after an error. The records give name, header and findings. */
bool par_dossier_rows_begin(struct par_dossier_rows *rows, const struct par_records *records,
                            const struct par_dossier_reading *reading, struct par_tally *tally);

/* Marks in `wanted` (as many as the header has columns) the columns that rows are read from. */
void par_dossier_rows_wanted(const struct par_dossier_rows *rows, bool *wanted);

/* Counts a row. PAR_CODE_COUNT, or the code of its first fault, which was reported. */
enum par_code par_dossier_rows_take(struct par_dossier_rows *rows, const struct par_span *fields, uint32_t line);

#endif
