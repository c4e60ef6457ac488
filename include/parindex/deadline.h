/* deadline: the day until which something is to be done, as people write it into a plan.
 *
 * A day (30/06/2026, 30-6-2026, 2026-06-30), a month (6/2026, thang 6/2026, thang 6 nam 2026), a quarter (quy II/2026,
 * quy 2 nam 2026) or a year (2026, nam 2026), with or without Vietnamese marks and with words around it ("truoc ngay
 * 30/6/2026", "xong trong quy II/2026"). A month, quarter or year means its last day, "before" a day that day itself;
 * of several the latest counts. */
#ifndef PARINDEX_DEADLINE_H
#define PARINDEX_DEADLINE_H

#include <stdint.h>

#include "parindex/arena.h"

/* As a day number (1970-01-01 is 0). False for a text that says no day, or not the year. */
bool par_deadline_parse(struct par_span text, struct par_arena *arena, int64_t *day);

#endif
