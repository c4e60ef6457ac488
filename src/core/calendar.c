#include "parindex/calendar.h"

#include <stdlib.h>

void par_calendar_add(struct par_calendar *calendar, struct par_calendar_day day, struct par_arena *arena)
{
    calendar->days = par_arena_grow(arena, calendar->days, calendar->count, &calendar->room, sizeof *calendar->days);
    calendar->days[calendar->count++] = day;
}

static int by_day(const void *a, const void *b)
{
    const struct par_calendar_day *left = a, *right = b;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return (left->line > right->line) - (left->line < right->line);
}

/* 0 is Monday. 1970-01-01 was a Thursday. */
static int64_t weekday(int64_t day)
{
    int64_t of_week = (day + 3) % 7;
    return of_week < 0 ? of_week + 7 : of_week;
}

/* Mondays to Fridays from a Monday far back up to and with the day. */
static int64_t weekdays_to(int64_t day)
{
    enum { WEEKS_BACK = 20000 };
    int64_t of_week = weekday(day), week = (day + 3 - of_week) / 7 + WEEKS_BACK;
    return week * 5 + (of_week < 5 ? of_week + 1 : 5);
}

const struct par_calendar_day *par_calendar_settle(struct par_calendar *calendar)
{
    int64_t change = 0;
    size_t kept = 0;
    if (calendar->count > 1)
        qsort(calendar->days, calendar->count, sizeof *calendar->days, by_day);
    for (size_t i = 0; i < calendar->count; i++) {
        struct par_calendar_day day = calendar->days[i];
        bool again = kept > 0 && calendar->days[kept - 1].day == day.day;
        if (again && calendar->days[kept - 1].worked != day.worked)
            return &calendar->days[i];
        if (again)
            continue;
        change += (int64_t)day.worked - (weekday(day.day) < 5);
        day.change = change;
        calendar->days[kept++] = day;
    }
    calendar->count = kept;
    return NULL;
}

/* What the named days up to and with this one change. */
static int64_t change_to(const struct par_calendar *calendar, int64_t day)
{
    size_t low = 0, high = calendar->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar->days[middle].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? calendar->days[low - 1].change : 0;
}

int64_t par_calendar_between(const struct par_calendar *calendar, int64_t first, int64_t last)
{
    if (last <= first)
        return 0;
    return weekdays_to(last) + change_to(calendar, last) - weekdays_to(first) - change_to(calendar, first);
}
