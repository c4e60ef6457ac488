/* dossier: one-stop dossiers, judged one at a time and counted, and counts checked against one another.
 *
 * A dossier is received, has perhaps a day on which its result is promised (due), and ends solved, returned or
 * withdrawn, or is still pending. For a period from..to (both days count, either may be open):
 *   - carried over: received before the period, not ended before it; received: in it; to handle: both together;
 *   - solved: ended with a result in the period: early (on a day before the promised one), on time (on that day, and
 * not after the promised time of day if both have one), late, or without a promised day;
 *   - returned, withdrawn: ended so in the period; without a day of ending, on the day it was received;
 *   - pending: not ended by the end of the period: within its time, past due, or without a promised day.
 * What is not known is absent, never 0: `carried over` without a beginning, and how pending ones stand without an end
 * of the period.
 *
 * Identities: to_handle = carried_over + received = solved + pending_all + returned + withdrawn, and the parts of each
 * total. Rates say on which base they stand: offices use solved, due and to_handle. Due are those of which it is
 * decided whether the promise was kept: solved ones that had a promised day, and pending ones past due. */
#ifndef PARINDEX_DOSSIER_H
#define PARINDEX_DOSSIER_H

#include "parindex/calendar.h"
#include "parindex/diag.h"
#include "parindex/histogram.h"
#include "parindex/moment.h"

#define PAR_NO_DAY INT64_MIN /* as the day of a moment: not said */

enum par_dossier_outcome {
    PAR_OUTCOME_UNSAID, /* a day of ending says it is solved, none that it is pending */
    PAR_OUTCOME_SOLVED,
    PAR_OUTCOME_PENDING,
    PAR_OUTCOME_RETURNED,
    PAR_OUTCOME_WITHDRAWN
};

enum par_dossier_channel { PAR_CHANNEL_UNSAID, PAR_CHANNEL_ONLINE, PAR_CHANNEL_DIRECT, PAR_CHANNEL_POST };

struct par_dossier {
    struct par_moment received, due, finished;
    enum par_dossier_outcome outcome;
    enum par_dossier_channel channel;
};

/* What is wrong with a dossier: it cannot be counted. */
enum par_dossier_fault {
    PAR_DOSSIER_SOUND,
    PAR_DOSSIER_NO_RECEIVED,     /* no day on which it was received */
    PAR_DOSSIER_FINISHED_BEFORE, /* finished before it was received */
    PAR_DOSSIER_DUE_BEFORE,      /* due before it was received */
    PAR_DOSSIER_UNFINISHED,      /* solved, without the day */
    PAR_DOSSIER_FINISHED_PENDING /* pending, with a day on which it was finished */
};

struct par_dossier_period {
    bool has_from, has_to;
    int64_t from, to; /* days */
};

enum par_dossier_figure {
    PAR_CARRIED_OVER,
    PAR_RECEIVED,
    PAR_TO_HANDLE,
    PAR_SOLVED,
    PAR_EARLY,
    PAR_ON_TIME,
    PAR_EARLY_OR_ON_TIME,
    PAR_LATE,
    PAR_NO_DEADLINE, /* solved */
    PAR_PENDING_ALL,
    PAR_PENDING_WITHIN,
    PAR_PENDING_LATE,
    PAR_PENDING_NO_DEADLINE,
    PAR_LATE_ALL, /* solved late, and pending past due */
    PAR_RETURNED,
    PAR_WITHDRAWN,
    PAR_DUE,
    PAR_ONLINE,       /* of the received ones */
    PAR_CHANNEL_SAID, /* received ones of which the channel is known */
    PAR_DOSSIER_FIGURES
};

/* "early_or_on_time": the name of its column. */
const char *par_dossier_figure_name(enum par_dossier_figure figure);

/* Figures of a unit or group. */
struct par_dossier_figures {
    bool is[PAR_DOSSIER_FIGURES]; /* known */
    int64_t of[PAR_DOSSIER_FIGURES];
};

/* What is being counted: whole numbers only, so that parts add up in any order. */
struct par_dossier_counts {
    int64_t of[PAR_DOSSIER_FIGURES];
    struct par_histogram days; /* from receiving to the result, of the solved ones */
};

enum par_dossier_fault par_dossier_judge(const struct par_dossier *dossier);

/* Whether a sound dossier has a part in the period: then par_dossier_add counts it. */
bool par_dossier_is_within(const struct par_dossier *dossier, const struct par_dossier_period *period);

/* Counts a sound dossier. False when it has no part in the period. Days are days of the calendar when `working` is
 * NULL. */
bool par_dossier_add(struct par_dossier_counts *counts, const struct par_dossier *dossier,
                     const struct par_dossier_period *period, const struct par_calendar *working,
                     struct par_arena *arena);

void par_dossier_merge(struct par_dossier_counts *into, const struct par_dossier_counts *from, struct par_arena *arena);

/* All figures, totals included, as far as the period lets them be known. */
void par_dossier_figures_of(const struct par_dossier_counts *counts, const struct par_dossier_period *period,
                            struct par_dossier_figures *out);

/* Fills in what a table does not say and its other figures decide (early_or_on_time, to_handle, late_all, due, solved,
 * pending_all). */
void par_dossier_complete(struct par_dossier_figures *figures);

/* --- Checking counted tables ------------------------------------------------------------------------------------- */

/* A percentage that is printed beside the counts. */
struct par_dossier_percent {
    bool is;
    struct par_quantity value;
    int decimals; /* as printed */
};

enum { PAR_DOSSIER_RATES = 4 };

/* The figures whose percentages are printed: early, on_time, early_or_on_time, late. */
enum par_dossier_figure par_dossier_rate(size_t rate);

/* The bases of rates, PAR_SOLVED, PAR_DUE, PAR_TO_HANDLE. */
enum { PAR_DOSSIER_BASES = 3 };
enum par_dossier_figure par_dossier_base(size_t base);

struct par_dossier_printed {
    struct par_dossier_figures figures;
    struct par_dossier_percent rates[PAR_DOSSIER_RATES];
};

/* The identities of one row of a table: a warning for each that does not hold (DOSSIER_SUM, DOSSIER_PERCENT,
 * DOSSIER_PERCENT_CUT). `base`: the base of the percentages, or -1: each may stand on any one. `places` has the place
 * of each figure, `rate_places` of each percentage. */
void par_dossier_check(const struct par_dossier_printed *row, int base, const struct par_place *places,
                       const struct par_place *rate_places, struct par_arena *arena, struct par_diags *diags);

/* A parent against the sum of its children: DOSSIER_CHILDREN for each figure that all of them print. */
void par_dossier_check_children(const struct par_dossier_figures *parent, const char *parent_name,
                                const struct par_dossier_figures *const *children, size_t count,
                                const struct par_place *places, struct par_arena *arena, struct par_diags *diags);

#endif
