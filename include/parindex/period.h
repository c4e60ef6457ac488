/* period: which of two periods is the earlier one, by their names.
 *
 * Names are free text: "2025", "2025-Q1", "Quý 2/2025", "tháng 12/2025", "6 tháng đầu năm 2025". What a name tells is
 * its year (the only number from 1900 to 2999 in it), and among names that are alike but for their numbers also these
 * numbers, from the left. Nothing is guessed beyond that. */
#ifndef PARINDEX_PERIOD_H
#define PARINDEX_PERIOD_H

#include <stdbool.h>

/* Whether the names tell that the first period comes after the second one. False also when they do not tell. */
bool par_period_is_after(const char *period, const char *other);

#endif
