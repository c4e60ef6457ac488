/* calibration_private: what the files of calibration share. */
#ifndef PARINDEX_CALIBRATION_PRIVATE_H
#define PARINDEX_CALIBRATION_PRIVATE_H

#include "parindex/calibration.h"

/* The regression on the categories: `categories` has that of each class in each margin, margin_count of them. */
const struct par_projection *par_projection_new(const struct par_sums *sums, const struct par_known_totals *known,
                                                const size_t *order, const size_t *categories);

#endif
