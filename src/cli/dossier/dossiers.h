/* dossiers: what par-dossier was asked, how its files become lines, and how those go out. */
#ifndef PARINDEX_CLI_DOSSIERS_H
#define PARINDEX_CLI_DOSSIERS_H

#include "inputs.h"
#include "parindex/dossier_file.h"
#include "parindex/tally_file.h"
#include "sheet.h"

/* A name of a fact, and the column whose value it gets. */
struct par_dossier_fact {
    const char *name, *column;
};

struct par_dossiers {
    struct par_cli *cli;
    struct par_inputs inputs;
    struct par_loaded loaded;
    struct par_texts files;
    /* What is asked. */
    size_t by_count;
    const char *by[PAR_TALLY_KEYS]; /* columns of the result that say what a line is about */
    struct par_dossier_period period;
    int base; /* of the rates, as par_dossier_base; -1: not said */
    bool working;
    const char *holidays_path, *procedures_path, *rejects_path, *facts_path;
    size_t share_count;
    const char *shares[PAR_TALLY_SHARES];
    size_t fact_count, fact_room;
    struct par_dossier_fact *facts;
    struct par_dossier_words outcomes, channels;
    bool check_ids, partial, merge;
    size_t threads; /* that read; 0: as many as are good */
    struct par_partial_number part;
    /* What was loaded. */
    struct par_calendar *calendar;
    struct par_procedures *procedures;
    struct par_dossier_ids *ids;
};

enum par_dossier_rate_column { PAR_RATE_ONLINE = PAR_DOSSIER_RATES, PAR_RATE_MEAN, PAR_RATE_MEDIAN, PAR_RATE_COLUMNS };

struct par_dossier_share {
    int64_t yes;
    struct par_maybe percent;
};

/* Procedures of a kind: how many there are, and of how many there were dossiers. */
struct par_dossier_uses {
    int64_t listed, used;
};

enum { PAR_USES = 3 }; /* all; online in part; in full */

/* A line of the result. */
struct par_dossier_line {
    const char *keys[PAR_TALLY_KEYS];
    const struct par_unit *unit; /* NULL: none, or no list */
    struct par_dossier_figures figures;
    struct par_maybe rates[PAR_RATE_COLUMNS];
    struct par_dossier_share shares[PAR_TALLY_SHARES];
    struct par_dossier_uses uses[PAR_USES];
    bool has_uses;
};

struct par_dossier_lines {
    size_t count, room;
    struct par_dossier_line *items;
};

/* Which of `by` says the unit; -1 for none. */
int par_dossiers_unit_key(const struct par_dossiers *dossiers);

/* Whether a key is said by the unit list: bloc, level, parent; and what it says. */
bool par_dossiers_is_attribute(const char *name);
const char *par_dossiers_attribute(const struct par_unit *unit, const char *name);

/* The settings of the tally that is the result, under the keys of `by`. */
struct par_tally_settings par_dossiers_settings(const struct par_dossiers *dossiers);

/* Reads all files. Dossiers are counted into *tally (NULL when there were only counts), rows of counts become lines.
 * False after an error. */
bool par_dossiers_read(struct par_dossiers *dossiers, struct par_tally **tally, struct par_dossier_lines *lines);

/* The groups of a tally as lines, in the order of their keys. */
void par_dossiers_lines_of(struct par_dossiers *dossiers, struct par_tally *tally, struct par_dossier_lines *lines);

/* Checks rows of counts against one another and makes lines of them. */
void par_dossiers_lines_of_counts(struct par_dossiers *dossiers, const struct par_counted_table *table,
                                  struct par_dossier_lines *lines);

/* Writes a settled tally as a part to cli->output. */
void par_dossiers_write_part(struct par_dossiers *dossiers, struct par_tally *tally);

/* Merges the files, which are parts: what was asked of them is asked now. NULL after an error. */
struct par_tally *par_dossiers_merge(struct par_dossiers *dossiers);

/* Writes the result to cli->output, and the facts. */
void par_dossiers_write(struct par_dossiers *dossiers, const struct par_dossier_lines *lines);

/* Whether a fact may have this column's value. */
bool par_dossiers_is_fact_column(const char *column);

/* The column that a mistyped one comes nearest to; "" for none. */
const char *par_dossiers_nearest_column(const char *column);

/* Rows with faults on their way to a file of their own: opened with the first of them. */
struct par_rejects;

struct par_rejects *par_rejects_new(struct par_cli *cli, const char *path);
void par_rejects_add(struct par_rejects *rejects, const struct par_records *records, enum par_code code);

/* Writes the file, unless there were errors. */
void par_rejects_close(struct par_rejects *rejects);

#endif
