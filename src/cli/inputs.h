/* inputs: the options by which programs are told what to read (-c, -u, --round, --facts, --year), and their loading. */
#ifndef PARINDEX_INPUTS_H
#define PARINDEX_INPUTS_H

#include "cli.h"
#include "parindex/files.h"
#include "parindex/year.h"
#include "texts.h"

/* A file that was read, known by what it is, not by how it was named. */
struct par_read_file {
    uint64_t device, number;
    const char *purpose; /* name of the round, or what else it is */
};

struct par_loaded;

/* What the command line named. */
struct par_inputs {
    const char *year_path;
    struct par_texts set_paths;
    const char *units_path;
    size_t round_count, round_room;
    struct par_year_round *rounds; /* one path each, in the order given */
    struct par_texts facts_paths;
    bool takes_round_name;  /* set by a program that is also told a round alone: --round NAME */
    const char *round_name; /* that one; NULL when not given */
    /* Reads more rows into the assessment, behind the last round; NULL: there are none. `more` is its context. */
    void (*load_more)(struct par_cli *cli, struct par_inputs *inputs, struct par_loaded *loaded, void *context);
    void *more;
    struct par_listener listener; /* who hears the rows of the rounds; hear NULL: nobody */
    bool keeps_said;              /* rows are kept as they were read (said.h): of said_unit, or of all */
    size_t said_unit;
    struct par_reading how; /* --decimal, --encoding, --sheet */
    bool blank_means_agree;
    size_t read_count, read_room;
    struct par_read_file *read;
};

/* What was loaded. */
struct par_loaded {
    const struct par_year *year; /* NULL without --year */
    size_t set_count;
    struct par_set **sets;
    struct par_units *units;           /* NULL without a unit list */
    struct par_assessment *assessment; /* NULL until loaded */
};

/* For struct par_program's `shared`: all of them; those of a program that reads scores (no rounds, no facts); those of
 * one that reads tables of its own beside a unit list. */
extern const struct par_option par_inputs_options[];
extern const struct par_option par_inputs_options_of_tables[];
extern const struct par_option par_inputs_options_of_reading[];
extern const struct par_option par_inputs_options_of_scores[];

/* Those of a program that reads dossiers: no sets either. */
extern const struct par_option par_inputs_options_of_dossiers[];

/* Takes an option of par_inputs_options; *known is false for other ids. False after a usage error. */
bool par_inputs_take(struct par_cli *cli, struct par_inputs *inputs, int id, const char *argument, bool *known);

/* The year file, if any, then the sets and the unit list, settled. False after any error. */
bool par_inputs_load(struct par_cli *cli, struct par_inputs *inputs, struct par_loaded *loaded);

/* Whether rounds or facts were named, here or, once it is loaded, in the year file. */
bool par_inputs_any_round(const struct par_inputs *inputs);

/* par_inputs_load for programs that score: sets, a unit list and rounds or facts must be named, or it is a usage
 * error. */
bool par_inputs_load_to_score(struct par_cli *cli, struct par_inputs *inputs, struct par_loaded *loaded);

/* Per unit whether it was named, by code or name; none named: all are. */
bool *par_inputs_wanted(struct par_cli *cli, const struct par_loaded *loaded, const struct par_texts *named);

/* The facts and every file of every round. False after any error. */
bool par_inputs_load_rounds(struct par_cli *cli, struct par_inputs *inputs, struct par_loaded *loaded);

/* Notes a file that is about to be read, also for the manifest (record.h); one read before for another purpose is an
 * error (FILE_TWICE). False: it must not be opened, which was said. */
bool par_inputs_note(struct par_cli *cli, struct par_inputs *inputs, const char *path, const char *purpose);

/* False, after a usage error, when `output` is one of the files that were read. */
bool par_inputs_spares(struct par_cli *cli, const struct par_inputs *inputs, const char *output);

/* Without -o the output of a year with an output folder goes to <folder>/<stem>.<extension of the format>; the folder
 * is made. Sets cli->output. */
void par_inputs_settle_output(struct par_cli *cli, const struct par_loaded *loaded, const char *stem);

/* A file of that folder: what par-score wrote there for par-rank. NULL without --year or its output folder. */
const char *par_inputs_in_output(const struct par_cli *cli, const struct par_loaded *loaded, const char *name);

#endif
