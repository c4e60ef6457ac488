/* report_rows: the rows of the outputs that a report is made of. Private to io.
 *
 * Each function reads the rest of an open file under its header and adds its rows to the report; what it has read of a
 * file with errors is dropped by its caller, who looks at the collector. */
#ifndef PARINDEX_IO_REPORT_ROWS_H
#define PARINDEX_IO_REPORT_ROWS_H

#include "parindex/report_file.h"
#include "score_cells.h"

struct par_report_rows {
    struct par_report *report;
    const char *path;
    struct par_arena *scratch; /* lives as long as the file is read */
    struct par_score_cells cells;
    struct par_names *texts; /* text -> number of kept[] */
    size_t kept_count, kept_room;
    const char **kept;
    size_t count, room; /* rows of the file */
    void *items;        /* outside all arenas; whoever opened the file frees them */
    const char *period; /* of all rows, where a file has one alone */
};

int par_report_column(const struct par_report_rows *rows, const char *name, bool required);

/* A text, NFC, each kept once, in the arena of the report; that of a field. */
const char *par_report_keep(struct par_report_rows *rows, struct par_span text);
const char *par_report_text(struct par_report_rows *rows, int column);

/* A number with the decimals that are written. */
struct par_shown par_report_shown(struct par_report_rows *rows, int column);

/* A whole number; `none` for an empty field, and after NUMBER_WHOLE. */
int par_report_whole(struct par_report_rows *rows, int column, int none);

/* "yes", "no", or empty; REPORT_WORD otherwise. */
bool par_report_is_yes(struct par_report_rows *rows, int column);

/* A state by its machine name: SCORED for an empty field, also after REPORT_WORD. */
enum par_state par_report_state(struct par_report_rows *rows, int column);

/* One of the machine words name(0) .. name(count - 1), or empty; "" after REPORT_WORD. */
const char *par_report_word(struct par_report_rows *rows, int column, const char *(*name)(int), int count);

/* The period of the row, which must be that of the rows before (REPORT_PERIODS). */
void par_report_one_period(struct par_report_rows *rows, int column);

/* The rows of the file so far, with room for one more of `size` bytes. */
void *par_report_grow(struct par_report_rows *rows, size_t size);

/* `old` items, then the rows of the file, in one array of the report's arena. */
void *par_report_append(const struct par_report_rows *rows, const void *old, size_t *count, size_t size);

/* `field`: NULL, or its name. */
void par_report_read_ranking(struct par_report_rows *rows, const char *field);
void par_report_read_scores(struct par_report_rows *rows);
void par_report_read_losses(struct par_report_rows *rows);
void par_report_read_plan(struct par_report_rows *rows);
void par_report_read_moves(struct par_report_rows *rows);
void par_report_read_shifts(struct par_report_rows *rows);
void par_report_read_figures(struct par_report_rows *rows);
void par_report_read_places(struct par_report_rows *rows);

#endif
