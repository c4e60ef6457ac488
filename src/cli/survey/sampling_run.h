/* sampling_run: what sipas-sample is asked, and the tables that it makes. */
#ifndef PARINDEX_SAMPLING_RUN_H
#define PARINDEX_SAMPLING_RUN_H

#include "inputs.h"
#include "parindex/frame_file.h"

enum par_size_formula { PAR_SIZE_SIMPLE, PAR_SIZE_PROPORTION, PAR_SIZE_FORMULAS };

struct par_sampling_options {
    struct par_inputs inputs;
    const char *path;   /* the list, or with `counts` the strata; NULL: none */
    int64_t population; /* 0: not given */
    bool counts;        /* rows are strata */
    int64_t size;       /* 0: not given */
    bool has_margin, formula_given;
    enum par_size_formula formula;
    struct par_ratio margin, level, share, deff, response; /* of 1 */
    bool each;                                             /* the size is that of each stratum */
    bool allocation_given, method_given;
    enum par_allocation allocation;
    int64_t least;
    const char *plan, *first, *seed;
    struct par_frame_columns columns;
    int64_t take; /* 0: not given */
    enum par_draw_method method, second;
};

extern const struct par_option par_sampling_option_table[];

/* The options as they are when nothing is said. */
void par_sampling_defaults(struct par_sampling_options *options);

bool par_sampling_take_option(struct par_cli *cli, void *context, int id, const char *argument);

/* False after a usage error: options that do not go together. */
bool par_sampling_check_options(struct par_cli *cli, const struct par_sampling_options *options);

const char *par_size_formula_name(enum par_size_formula formula);

/* How many of `population` (0: without end) must answer, and how many are asked so that they do. False after OVERFLOW.
 */
struct par_size_needed {
    struct par_ratio exact;
    int64_t answers, asked;
};

bool par_sampling_size(struct par_cli *cli, const struct par_sampling_options *options, enum par_size_formula formula,
                       int64_t population, struct par_size_needed *out);

/* The table of sizes for one population. */
void par_sampling_write_sizes(struct par_cli *cli, const struct par_sampling_options *options);

/* How many are drawn of each stratum, in strata[i].wanted. `populations` together give the size that is shared out.
 * False after FRAME_LEAST, FRAME_NO_SPREAD, OVERFLOW. Warnings: FRAME_EVERYBODY. */
bool par_sampling_share(struct par_cli *cli, const struct par_sampling_options *options, struct par_allocated *strata,
                        size_t count, int64_t per_unit);

/* The table of strata (--counts). */
void par_sampling_write_plan(struct par_cli *cli, struct par_sampling_options *options);

/* Draws from the list and writes who was drawn. */
void par_sampling_write_draw(struct par_cli *cli, struct par_sampling_options *options);

#endif
