/* survey: what sipas-score is told, and the tables that it writes. */
#ifndef PARINDEX_CLI_SURVEY_H
#define PARINDEX_CLI_SURVEY_H

#include "inputs.h"
#include "parindex/partial.h"
#include "parindex/survey_file.h"
#include "sheet.h"

enum par_pairs { PAR_PAIRS_AUTO, PAR_PAIRS_ALWAYS, PAR_PAIRS_NEVER };

enum { PAR_PRECISION_NONE = -1, PAR_PRECISION_MOST = 12 };

/* Answers that become facts: those to a criterion, to all below a node, or to a question. */
struct par_survey_fact {
    const char *node, *prefix; /* before the ids of the answers */
};

/* What the command line and the file of --design say. */
struct par_survey_options {
    struct par_inputs inputs; /* the unit list, and how tables are read */
    const char *form;
    struct par_texts paths; /* of the answers: files or folders */
    size_t by_count, by_room;
    struct par_list *by;
    const char *design_path;
    struct par_survey_design design;
    bool lonely_given, missing_given, interval_given;
    enum par_lonely lonely;
    enum par_blanks missing;
    enum par_interval interval;
    struct par_quantity level; /* a share; mantissa 0: not said */
    enum par_pairs pairs;
    bool suppress;
    int precision;                 /* decimals of all figures; PAR_PRECISION_NONE: as the form says, errors with 6 */
    const char *facts, *fact_name; /* name NULL: no index among the facts */
    size_t fact_count, fact_room;
    struct par_survey_fact *fact_answers;
    const char *rank;   /* file of the ranking; NULL: none */
    const char *totals; /* file of known totals; NULL: none */
    struct par_known_totals known;
    bool partial, merge;
    size_t threads; /* 0: not said */
    struct par_partial_number part;
    const char *counting; /* an option that says how answers are counted, and one that says what is made of the */
    const char *figures;  /* sums; as on the command line. NULL: none was given */
};

/* The options as a table for struct par_program, and one of them; a path has id 0. */
extern const struct par_option par_survey_option_table[];
bool par_survey_take_option(struct par_cli *cli, void *options, int id, const char *argument);

/* The file of --design under what the command line said, and whether all of it can stand together. False after an
 * error or a usage error. */
bool par_survey_settle_options(struct par_cli *cli, struct par_survey_options *options);

/* "a,b" as a grouping, behind those there are. False after a usage error. */
bool par_survey_take_grouping(struct par_cli *cli, struct par_survey_options *options, const char *argument);

/* The words of --unreadable and --pairs. */
extern const char *const par_unreadable_names[];
extern const char *const par_pairs_names[];

/* How a question about the design is answered in a file and on the command line. */
const char *par_interval_name(enum par_interval interval);

/* --- Parts -------------------------------------------------------------------------------------------------------- */

/* A file of answers that was read. */
struct par_survey_file {
    const char *name;
    size_t rows;
};

/* What a part is made of. */
struct par_survey_share {
    const struct par_survey_reader *reader;
    size_t file_count, file_room;
    struct par_survey_file *files;
    struct par_diags *findings; /* of the reading */
};

void par_survey_write_part(struct par_cli *cli, const struct par_survey_options *options,
                           const struct par_survey_share *share);

/* The parts that options->paths name. What was asked of them is asked now. NULL after an error. */
struct par_survey_parts;
struct par_survey_parts *par_survey_parts_open(struct par_cli *cli, struct par_survey_options *options);

/* Adds all of them to the reader's sums, and says what was said of each. */
void par_survey_parts_merge(struct par_survey_parts *parts, struct par_survey_reader *reader);

/* A survey that was read. */
struct par_survey_run {
    struct par_cli *cli;
    const struct par_survey_options *options;
    const struct par_survey *survey;
    const struct par_units *units;             /* NULL: none */
    const struct par_calibration *calibration; /* NULL: weights as they came */
    struct par_survey_share share;             /* what was read */
    struct par_estimator *estimator;
    struct par_estimator *base; /* with the weights as they came, where others are used; else NULL */
    size_t *domains;            /* in the order of the output: by grouping, then by name */
    size_t domain_count;
};

/* --- Figures ------------------------------------------------------------------------------------------------------ */

/* What a figure comes to. */
struct par_survey_figure {
    bool is;
    struct par_estimate estimate;
    int64_t exact; /* the percentage, or the mean score: units of 10^-scale */
    int scale, decimals;
    bool has_interval, is_exact; /* Clopper and Pearson's */
    unsigned weak;               /* why it is weak: bits of the names in survey_table.c */
};

/* The index of a domain; false without one. */
bool par_survey_total(const struct par_survey_run *run, size_t domain, struct par_survey_figure *out);

/* The confidence that was asked for, as a share. */
double par_survey_level(const struct par_survey_options *options);

/* Why a figure is weak, with '|' between the reasons. */
const char *par_survey_flags(const struct par_survey_run *run, const struct par_survey_figure *figure);

/* The domain of a unit; SIZE_MAX: nobody spoke of it. */
size_t par_survey_unit_domain(const struct par_survey_run *run, const struct par_unit *unit);

/* The columns of a grouping, "unit" or "". */
const char *par_survey_grouping_name(const struct par_survey_run *run, size_t grouping);

/* A double with as many decimals as asked for and as fit. */
void par_survey_write_double(const struct par_survey_run *run, struct par_writer *writer, bool is, double value);

/* The groups of each grouping by their index, with the ranks that the sample leaves open, to options->rank. */
void par_survey_write_ranks(struct par_survey_run *run);

/* Reads the file of --totals; false after an error. */
bool par_survey_load_totals(struct par_cli *cli, struct par_survey_options *options);

/* Fits the weights as --totals and --trim ask, and says how; false after an error. What that changes is said when the
 * estimators are there. */
bool par_survey_fit(struct par_survey_run *run);
void par_survey_report_effect(struct par_survey_run *run);

/* The table to cli->output; the facts to options->facts. */
void par_survey_write_table(struct par_survey_run *run);
void par_survey_write_facts(struct par_survey_run *run);

/* Whether the answers that are to be facts are there, under names of their own; false after an error. And these facts
 * of a unit; domain SIZE_MAX: nobody spoke of it. */
bool par_survey_check_facts(struct par_cli *cli, const struct par_survey_options *options,
                            const struct par_sipas_form *form);
void par_survey_write_answers(const struct par_survey_run *run, struct par_writer *writer, const struct par_unit *unit,
                              size_t domain, bool withheld);

/* Notes on what the figures hide: blanks under which the rules differ, groups without an error. */
void par_survey_report_figures(struct par_survey_run *run);

#endif
