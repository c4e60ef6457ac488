#include "stored_number.h"

#include <stdio.h>

/* Numbers from 10^-PLAIN_MAX to 10^PLAIN_MAX are written without an exponent. */
enum { DIGITS = 15, PLAIN_MAX = 20, EXPONENT_MAX = 100000, SECONDS = 24 * 60 * 60 };

/* 0.d1 d2 d3 ... x 10^point, rounded; no digits for zero. */
struct decimal {
    bool negative;
    int count;
    int point;
    char digits[DIGITS + 1];
};

/* --- Digits ------------------------------------------------------------------------------------------------------ */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Keeps the digit unless it is a zero before the first; the one behind the last rounds up by half. */
static void take_digit(struct decimal *decimal, char digit)
{
    if ((decimal->count > 0 || digit != '0') && decimal->count <= DIGITS)
        decimal->digits[decimal->count++] = digit;
}

/* Rounding to 15 digits what was rounded to 17 before goes by these 17: nothing else is in the file. */
static void round_digits(struct decimal *decimal)
{
    if (decimal->count > DIGITS) {
        decimal->count = DIGITS;
        bool up = decimal->digits[DIGITS] >= '5';
        while (up && decimal->count > 0 && decimal->digits[decimal->count - 1] == '9')
            decimal->count--;
        if (up && decimal->count > 0) {
            decimal->digits[decimal->count - 1]++;
        } else if (up) {
            decimal->digits[decimal->count++] = '1';
            decimal->point++;
        }
    }
    while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
}

/* The exponent behind an E; false when there is none. Far beyond a double's it no longer matters by how much. */
static bool read_exponent(struct par_span text, int *exponent)
{
    size_t at = text.size > 0 && (text.text[0] == '+' || text.text[0] == '-');
    if (at == text.size)
        return false;
    int sum = 0;
    for (size_t i = at; i < text.size; i++) {
        if (!is_digit(text.text[i]))
            return false;
        if (sum < EXPONENT_MAX)
            sum = sum * 10 + (text.text[i] - '0');
    }
    *exponent = text.text[0] == '-' ? -sum : sum;
    return true;
}

static bool read_decimal(struct par_span text, struct decimal *decimal)
{
    *decimal = (struct decimal){.negative = text.size > 0 && text.text[0] == '-'};
    size_t at = text.size > 0 && (text.text[0] == '-' || text.text[0] == '+');
    bool any = false, behind_point = false;
    int exponent = 0;
    for (; at < text.size && text.text[at] != 'E' && text.text[at] != 'e'; at++) {
        if (text.text[at] == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (!is_digit(text.text[at]))
            return false;
        any = true;
        take_digit(decimal, text.text[at]);
        decimal->point += !behind_point && decimal->count > 0;
        decimal->point -= behind_point && decimal->count == 0;
    }
    if (at < text.size && !read_exponent((struct par_span){text.text + at + 1, text.size - at - 1}, &exponent))
        return false;
    decimal->point += exponent;
    round_digits(decimal);
    decimal->negative = decimal->negative && decimal->count > 0;
    return any;
}

/* --- Plain numbers ----------------------------------------------------------------------------------------------- */

static void add(struct par_stored_text *out, char c)
{
    out->text[out->size++] = c;
}

/* The digit that stands at 10^-(position+1) x 10^point. */
static char digit_at(const struct decimal *decimal, int position)
{
    return position >= 0 && position < decimal->count ? decimal->digits[position] : '0';
}

/* Without an exponent, with at least so many digits before and behind the point. */
static void write_plain(const struct decimal *decimal, int whole, int decimals, struct par_stored_text *out)
{
    int point = decimal->count > 0 ? decimal->point : 0;
    int before = point > whole ? point : whole;
    int behind = decimal->count - point > decimals ? decimal->count - point : decimals;
    if (decimal->negative)
        add(out, '-');
    for (int i = point - before; i < point; i++)
        add(out, digit_at(decimal, i));
    if (behind > 0)
        add(out, '.');
    for (int i = point; i < point + behind; i++)
        add(out, digit_at(decimal, i));
}

/* "1.5E+300": too large or too small for any quantity, and so to be refused by whoever wants one. */
static void write_scientific(const struct decimal *decimal, struct par_stored_text *out)
{
    int written =
        snprintf(out->text, sizeof out->text, "%s%c%s%.*sE%+d", decimal->negative ? "-" : "", decimal->digits[0],
                 decimal->count > 1 ? "." : "", decimal->count - 1, decimal->digits + 1, decimal->point - 1);
    out->size = (size_t)written;
}

static bool is_plain(const struct decimal *decimal)
{
    return decimal->count == 0 || (decimal->point >= -PLAIN_MAX && decimal->point <= PLAIN_MAX);
}

static void write_number(const struct decimal *decimal, struct par_number_format format, struct par_stored_text *out)
{
    bool is_whole = decimal->count <= decimal->point;
    if (!is_plain(decimal))
        write_scientific(decimal, out);
    else if (format.form == PAR_FORM_ZEROS && (is_whole || decimal->count == 0))
        write_plain(decimal, format.digits, 0, out);
    else
        write_plain(decimal, 1, format.form == PAR_FORM_DECIMALS ? format.digits : 0, out);
}

/* --- Dates ------------------------------------------------------------------------------------------------------- */

/* Days before the epoch of 1900 on which 1970-01-01 is day 0, behind the 29th of February 1900 that Excel has and the
 * calendar has not; and the days from one epoch to the other. 2958465 is 9999-12-31. */
enum { DAY_1970 = 25569, DAY_FALSE = 60, DAYS_TO_1904 = 1462, DAY_LAST = 2958465 };

struct date {
    int year;
    int month;
    int day;
};

/* The proleptic Gregorian date of a day counted from 1970-01-01: years are counted from March, so that the leap day is
 * their last, in eras of 400. */
static struct date date_of(long day)
{
    long shifted = day + 719468;
    long era = shifted / 146097;
    long in_era = shifted % 146097;
    long year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    long in_year = in_era - (365 * year + year / 4 - year / 100);
    long month = (5 * in_year + 2) / 153;
    struct date date = {.year = (int)(year + era * 400 + (month >= 10)),
                        .month = (int)(month < 10 ? month + 3 : month - 9),
                        .day = (int)(in_year - (153 * month + 2) / 5 + 1)};
    return date;
}

/* The number's whole part, at most DAY_LAST + 1. */
static long whole_part(const struct decimal *decimal)
{
    long whole = 0;
    for (int i = 0; i < decimal->point && whole <= DAY_LAST; i++)
        whole = whole * 10 + (digit_at(decimal, i) - '0');
    return whole;
}

/* Seconds of the fraction of a day, rounded. Its first 12 digits tell a day to less than a microsecond. */
static long seconds_of(const struct decimal *decimal)
{
    enum { PLACES = 12 };
    const uint64_t scale = UINT64_C(1000000000000);
    uint64_t fraction = 0;
    for (int i = 0; i < PLACES; i++)
        fraction = fraction * 10 + (uint64_t)(digit_at(decimal, decimal->point + i) - '0');
    return (long)((fraction * SECONDS + scale / 2) / scale);
}

static void write_date(struct date date, long seconds, struct par_stored_text *out)
{
    int written = snprintf(out->text, sizeof out->text, "%04d-%02d-%02d", date.year, date.month, date.day);
    if (seconds > 0)
        written += snprintf(out->text + written, sizeof out->text - (size_t)written, " %02ld:%02ld:%02ld",
                            seconds / 3600, seconds / 60 % 60, seconds % 60);
    out->size = (size_t)written;
}

static bool to_date(const struct decimal *decimal, bool date1904, struct par_stored_text *out)
{
    if (decimal->negative || decimal->point < 1 || decimal->point > 7)
        return false;
    long day = whole_part(decimal);
    long seconds = seconds_of(decimal);
    day += seconds / SECONDS;
    if (date1904)
        day += DAYS_TO_1904;
    if (day == DAY_FALSE || day > DAY_LAST)
        return false;
    write_date(date_of(day - DAY_1970 + (day < DAY_FALSE)), seconds % SECONDS, out);
    return true;
}

/* "2024-03-05", with a time behind a 'T' that may have a fraction and a 'Z'. */
bool par_stored_date(struct par_span text, struct par_stored_text *out)
{
    static const char pattern[] = "0000-00-00T00:00:00";
    enum { DATE = 10, TIME = 19 };
    if (text.size != DATE && text.size < TIME)
        return false;
    for (size_t i = 0; i < text.size && i < TIME; i++)
        if (pattern[i] == '0' ? !is_digit(text.text[i]) : text.text[i] != pattern[i])
            return false;
    size_t rest = text.size > TIME ? TIME : text.size;
    while (rest < text.size && (is_digit(text.text[rest]) || text.text[rest] == '.'))
        rest++;
    if (rest < text.size && !par_span_is((struct par_span){text.text + rest, text.size - rest}, "Z"))
        return false;
    bool midnight = text.size == DATE || memcmp(text.text + DATE, "T00:00:00", TIME - DATE) == 0;
    *out = (struct par_stored_text){PAR_CELL_DATE, midnight ? DATE : TIME, ""};
    memcpy(out->text, text.text, out->size);
    if (!midnight)
        out->text[DATE] = ' ';
    return true;
}

/* --- All of it --------------------------------------------------------------------------------------------------- */

bool par_stored_number(struct par_span text, struct par_number_format format, bool date1904,
                       struct par_stored_text *out)
{
    struct decimal decimal;
    if (!read_decimal(text, &decimal))
        return false;
    out->size = 0;
    out->kind = PAR_CELL_DATE;
    if (format.form == PAR_FORM_DATE && to_date(&decimal, date1904, out))
        return true;
    out->kind = format.form == PAR_FORM_PERCENT ? PAR_CELL_PERCENT : PAR_CELL_NUMBER;
    if (format.form == PAR_FORM_PERCENT)
        decimal.point += 2;
    write_number(&decimal, format, out);
    if (format.form == PAR_FORM_PERCENT)
        add(out, '%');
    return true;
}
