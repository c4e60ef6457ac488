/* calendar: working days: Monday to Friday, less holidays, with the weekend days that are worked instead. */
#ifndef PARINDEX_CALENDAR_H
#define PARINDEX_CALENDAR_H

#include <stddef.h>
#include <stdint.h>

#include "parindex/arena.h"

/* A day that is not what its weekday says. */
struct par_calendar_day {
    int64_t day; /* 1970-01-01 is 0 */
    bool worked;
    uint32_t line;  /* where it was named, for the caller */
    int64_t change; /* filled in: working days gained up to this one */
};

struct par_calendar {
    size_t count;
    size_t room;
    struct par_calendar_day *days; /* by day after par_calendar_settle */
};

void par_calendar_add(struct par_calendar *calendar, struct par_calendar_day day, struct par_arena *arena);

/* Orders the days. NULL, or the second of two entries for one day that disagree; two that agree are one. */
const struct par_calendar_day *par_calendar_settle(struct par_calendar *calendar);

/* Working days after `first` up to and with `last`; 0 when last <= first. */
int64_t par_calendar_between(const struct par_calendar *calendar, int64_t first, int64_t last);

#endif
