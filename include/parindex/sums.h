/* sums: what a sample survey adds up to, as whole numbers, in one pass.
 *
 * A row of the survey answers questions; each question has categories of which a row takes one or none. For every
 * domain (everyone, the people of one unit, women ...) and every sampling unit the weights and the rows of each
 * category are added up. Nothing else is kept of a row, and nothing but whole numbers is added, so neither the order of
 * the rows nor the way they were split into parts can show in a result: sums of parts are merged exactly. estimate.h
 * makes figures and errors of them.
 *
 * Design. Rows lie in strata; a stratum has primary sampling units (PSUs), named by the rows, or each row is one. A PSU
 * may have secondary units (SSUs), named again or each row one. A PSU belongs to its stratum: the same code in another
 * stratum is another PSU. Where rows are the units of a stage their squared weights are added up as well, and, when
 * asked, those of each pair of answers to two questions, without which the error of an index of several questions
 * cannot be known.
 *
 * Classes. Rows whose weights will be changed alike, once they are fitted to known totals (calibration.h), are a class:
 * sums are kept apart by class, so that the fit can come after the last row. Without such totals every row is of class
 * 0.
 *
 * Rows of one weight that follow each other in a cell are counted first, and multiplied by it when another weight comes
 * or somebody reads the sums (par_sums_settle): the same whole numbers with a fraction of the work.
 *
 * Memory: domains x sampling units x the classes that they have x categories, 26 bytes each (42 where rows are units),
 * never the rows. */
#ifndef PARINDEX_SUMS_H
#define PARINDEX_SUMS_H

#include "parindex/decimal.h"
#include "parindex/names.h"

enum { PAR_WEIGHT_SCALE = 9 }; /* weights are whole numbers of 10^-9 */

#define PAR_WEIGHT_ONE INT64_C(1000000000)

struct par_sums_plan {
    size_t question_count;
    const uint16_t *categories; /* of each question, at least 1 */
    bool has_psu;               /* rows name their PSU; else each row is one */
    bool has_ssu;               /* rows name their SSU as well */
    bool rows_are_ssu;          /* each row is a unit of its own within its PSU; not together with has_ssu */
    size_t pair_count;          /* questions whose pairs of answers are added up; 0: none */
    const size_t *pair_questions;
    const unsigned char *pair_classes; /* of each category of all questions: 0 or 1; 2: takes no part */
    bool pairs_for_error;              /* weight x weight, for each sampling unit; where rows are units */
    bool pairs_for_spread;             /* weight, for each domain: for design effects */
};

struct par_stratum {
    struct par_span code;
    uint64_t rows;
    int64_t population; /* PSUs in the population; 0: not said */
    size_t psus;        /* in the sample */
};

struct par_psu {
    size_t stratum;
    struct par_span code;
    uint64_t rows;
    int64_t population; /* SSUs in the population; 0: not said */
    size_t ssus;        /* in the sample */
};

struct par_ssu {
    size_t psu;
    struct par_span code;
};

struct par_domain {
    size_t grouping; /* by which it was made, as the caller numbers them */
    struct par_span name;
    size_t spread_room;
    par_wide **spreads; /* of each class: pairs, weighted; NULL: none */
};

/* Rows of one class, over the whole sample; 0 is the class of rows that no total concerns. */
struct par_sums_class {
    struct par_span key;
    uint64_t rows;
    par_wide weight;     /* in 10^-9 */
    par_wide squares;    /* of the weights, in 10^-18 */
    int64_t least, most; /* weights of a row; 0 without rows */
};

/* What the rows of a domain in one sampling unit add up to, by category. */
struct par_sums_cell {
    size_t domain;
    size_t unit; /* an SSU, else a PSU, else a stratum: the smallest that rows name */
    size_t class;
    par_wide weight;   /* of all its rows, whatever they answered: in 10^-9 */
    par_wide square;   /* the squares of these weights, in 10^-18 */
    uint64_t *rows;    /* of each category */
    par_wide *weights; /* in 10^-9 */
    par_wide *squares; /* of the weights, in 10^-18; NULL unless rows are units */
    par_wide *pairs;   /* the same, of each pair of answers; NULL unless asked for */
    /* private: rows of one weight that are counted, but not in the four above yet */
    int64_t run_weight;
    uint16_t run_rows, streak;
    uint16_t *run, *run_pairs;
};

struct par_sums {
    struct par_sums_plan plan;
    struct par_arena *arena;
    size_t width;    /* categories of all questions */
    size_t *offsets; /* of each question's first category */
    size_t pair_width;
    bool rows_are_units; /* of the last stage */
    size_t stratum_count, stratum_room, psu_count, psu_room, ssu_count, ssu_room;
    struct par_stratum *strata;
    struct par_psu *psus;
    struct par_ssu *ssus;
    size_t domain_count, domain_room;
    struct par_domain *domains;
    size_t class_count, class_room; /* at least one */
    struct par_sums_class *classes;
    size_t cell_count, cell_room;
    struct par_sums_cell *cells;
    par_wide total_squares; /* of all rows */
    struct par_sums_index *index;
};

struct par_sums *par_sums_new(const struct par_sums_plan *plan, struct par_arena *arena);

/* The number of a domain, new or known. The name is copied. The first one must be everybody: every row with domains
 * belongs to it. */
size_t par_sums_domain(struct par_sums *sums, size_t grouping, struct par_span name);

/* The number of a class, new or known; "" is 0. The key is copied; what is in it concerns the caller alone, but that
 * classes are gone through in the order of their keys. */
size_t par_sums_class(struct par_sums *sums, struct par_span key);

/* The classes in the order of their keys; 0 is the first. */
const size_t *par_sums_class_order(const struct par_sums *sums);

/* The same of a stratum, a PSU of it, an SSU of that, whose codes are copied; and what the rows of a domain in class 0
 * add up to there, until the next cell is asked for: for sums that are not made row by row, but kept elsewhere. */
size_t par_sums_stratum(struct par_sums *sums, struct par_span code);
size_t par_sums_psu(struct par_sums *sums, size_t stratum, struct par_span code);
size_t par_sums_ssu(struct par_sums *sums, size_t psu, struct par_span code);
struct par_sums_cell *par_sums_cell(struct par_sums *sums, size_t domain, size_t unit);

/* The pairs of class 0 in a domain, for the same use; NULL when none are added up. */
par_wide *par_sums_spread(const struct par_sums *sums, size_t domain);

struct par_sums_row {
    struct par_span stratum, psu, ssu; /* "" where there is only one */
    int64_t weight;                    /* in 10^-9, more than 0 */
    int64_t population;                /* PSUs of the stratum; 0: not said */
    int64_t ssu_population;            /* SSUs of the PSU; 0: not said */
    size_t domain_count;
    const size_t *domains;  /* it belongs to; none: it says nothing, but its sampling unit is in the sample */
    const int16_t *answers; /* category of each question, -1 none */
    size_t asked_count;     /* of the questions that may have one, rising: */
    const size_t *asked;    /* NULL: all; the answers to others are not looked at */
    size_t class;           /* 0 unless totals are known */
};

enum par_sums_status {
    PAR_SUMS_OK,
    PAR_SUMS_POPULATION,     /* the PSUs of a stratum: an earlier row says another number */
    PAR_SUMS_SSU_POPULATION, /* the same of the SSUs of a PSU */
    PAR_SUMS_OVERFLOW        /* the squared weights leave 127 bits */
};

/* Adds a row. After anything but OK the sums are as they were, but for the name of its sampling unit. The cells show it
 * after par_sums_settle. */
enum par_sums_status par_sums_add(struct par_sums *sums, const struct par_sums_row *row);

/* Brings all rows into the cells, to be called before these are read; estimators and par_sums_merge call it. */
void par_sums_settle(const struct par_sums *sums);

/* Adds the sums of another part of the same survey, made by an equal plan. */
enum par_sums_status par_sums_merge(struct par_sums *sums, const struct par_sums *part);

/* Where the pair of two class numbers (2 x position in pair_questions + class), i <= k, stands among the pairs. */
size_t par_sums_pair(const struct par_sums *sums, size_t i, size_t k);

#endif
