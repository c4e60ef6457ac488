#include "parindex/period.h"

#include <stdint.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2999, NUMBER_MOST = 99999999 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number at *at, which moves behind it; a longer one than any date has counts as the largest. */
static int32_t take_number(const char **at)
{
    int32_t number = 0;
    for (; is_digit(**at); (*at)++)
        number = number > NUMBER_MOST / 10 ? NUMBER_MOST : number * 10 + (**at - '0');
    return number;
}

/* The only year that the name has; 0: none, or several. */
static int32_t year_of(const char *name)
{
    int32_t year = 0;
    bool is_only = true;
    while (*name) {
        if (!is_digit(*name)) {
            name++;
            continue;
        }
        int32_t number = take_number(&name);
        if (number < FIRST_YEAR || number > LAST_YEAR)
            continue;
        is_only = is_only && year == 0;
        year = number;
    }
    return is_only ? year : 0;
}

/* The order of the first number in which names of one form differ; 0: they differ in form, or not at all. */
static int by_numbers(const char *a, const char *b)
{
    int order = 0;
    while (*a && *b) {
        if (is_digit(*a) && is_digit(*b)) {
            int32_t left = take_number(&a), right = take_number(&b);
            order = order ? order : (left > right) - (left < right);
        } else if (*a++ != *b++) {
            return 0;
        }
    }
    return *a == *b ? order : 0;
}

bool par_period_is_after(const char *period, const char *other)
{
    int32_t year = year_of(period), before = year_of(other);
    if (year == 0 || before == 0)
        return false;
    return year != before ? year > before : by_numbers(period, other) > 0;
}
