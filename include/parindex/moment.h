/* moment: a day, and perhaps a time of day, as people and programs write them, without a locale. */
#ifndef PARINDEX_MOMENT_H
#define PARINDEX_MOMENT_H

#include <stdint.h>

#include "parindex/span.h"

enum { PAR_NO_TIME = -1 };

struct par_moment {
    int64_t day;    /* 1970-01-01 is 0 */
    int32_t second; /* of the day; PAR_NO_TIME when only the day is known */
};

/* YYYY-MM-DD or D/M/YYYY (also D-M-YYYY, D.M.YYYY), years 1900 to 2999, and behind a blank or 'T' a time H:MM or
 * H:MM:SS with a fraction, "SA" (AM) or "CH" (PM), a "Z" or an offset, which are passed over; the time may also stand
 * before the day ("08:30 05/03/2024"). Or the number by which Excel knows a day, from 20000 (1954) to 80000 (2119),
 * with a fraction for the time. Midnight is no time: it is what programs write for a day alone. False for anything
 * else. */
bool par_moment_parse(struct par_span text, struct par_moment *out);

/* YYYY-MM-DD; the buffer has 11 bytes. Days of the years 1900 to 2999. */
void par_day_print(int64_t day, char *buffer);

#endif
