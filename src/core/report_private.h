/* report_private: the steps of settling a report. */
#ifndef PARINDEX_CORE_REPORT_PRIVATE_H
#define PARINDEX_CORE_REPORT_PRIVATE_H

#include "parindex/report.h"

/* The newest ranking. */
static inline struct par_report_year *par_report_newest(const struct par_report *report)
{
    return &report->years[report->year_count - 1];
}

/* list, by_code and blocs without their figures. */
void par_report_list(struct par_report *report, struct par_diags *diags);

/* Figures, classes and means of the blocs. */
void par_report_sum_blocs(struct par_report *report);

/* Checks periods and units of all rows, leaves out those of other blocs, and gives each unit its own. */
void par_report_join(struct par_report *report, struct par_diags *diags);

/* Whether the ranking agrees with the scores of its period, where they were read and joined (REPORT_STALE). */
void par_report_check_scores(const struct par_report *report, struct par_diags *diags);

#endif
