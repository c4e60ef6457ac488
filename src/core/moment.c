#include "parindex/moment.h"

#include "parindex/number.h"

enum {
    DAY = 24 * 60 * 60,
    EXCEL_1970 = 25569,
    EXCEL_FIRST = 20000,
    EXCEL_LAST = 80000,
    PLAIN = 10,
    PLAIN_MINUTES = 5,
    PLAIN_SECONDS = 8
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct par_span skip(struct par_span text, size_t bytes)
{
    return (struct par_span){text.text + bytes, text.size - bytes};
}

/* Up to `most` digits off the front; how many there were. */
static size_t take_digits(struct par_span *text, size_t most, int32_t *out)
{
    size_t digits = 0;
    for (*out = 0; digits < most && digits < text->size && is_digit(text->text[digits]); digits++)
        *out = *out * 10 + (text->text[digits] - '0');
    *text = skip(*text, digits);
    return digits;
}

static bool take_char(struct par_span *text, char c)
{
    if (text->size == 0 || *text->text != c)
        return false;
    *text = skip(*text, 1);
    return true;
}

static struct par_span trim(struct par_span text)
{
    return par_span_trim(text);
}

/* --- Times of day ------------------------------------------------------------------------------------------------- */

/* ".123456", which says nothing that matters. */
static void pass_fraction(struct par_span *text)
{
    int32_t ignored;
    if (text->size > 1 && (*text->text == '.' || *text->text == ',') && is_digit(text->text[1])) {
        *text = skip(*text, 1);
        while (take_digits(text, 9, &ignored) > 0)
            continue;
    }
}

static bool is_word(struct par_span text, const char *upper)
{
    return text.size == 2 && (text.text[0] & ~0x20) == upper[0] && (text.text[1] & ~0x20) == upper[1];
}

/* Behind the time: nothing, half of the day, or an offset, which is passed over: the clock of the file is the one that
 * counts. */
static bool take_tail(struct par_span text, int32_t *hour)
{
    int32_t hours, minutes;
    text = trim(text);
    bool morning = is_word(text, "SA") || is_word(text, "AM"), evening = is_word(text, "CH") || is_word(text, "PM");
    if (morning || evening) {
        if (*hour < 1 || *hour > 12)
            return evening && *hour < 24;
        *hour = *hour % 12 + (evening ? 12 : 0);
        return true;
    }
    if (text.size == 0 || (text.size == 1 && *text.text == 'Z'))
        return true;
    if (!take_char(&text, '+') && !take_char(&text, '-'))
        return false;
    if (take_digits(&text, 2, &hours) != 2)
        return false;
    take_char(&text, ':');
    return text.size == 0 || (take_digits(&text, 2, &minutes) == 2 && text.size == 0);
}

static bool parse_time(struct par_span text, int32_t *second)
{
    int32_t hour, minute, seconds = 0;
    text = trim(text);
    if (take_digits(&text, 2, &hour) == 0 || !take_char(&text, ':') || take_digits(&text, 2, &minute) != 2)
        return false;
    if (take_char(&text, ':')) {
        if (take_digits(&text, 2, &seconds) != 2)
            return false;
        pass_fraction(&text);
    }
    if (!take_tail(text, &hour) || hour > 23 || minute > 59 || seconds > 59)
        return false;
    int32_t of_day = (hour * 60 + minute) * 60 + seconds;
    *second = of_day > 0 ? of_day : PAR_NO_TIME;
    return true;
}

/* --- Days --------------------------------------------------------------------------------------------------------- */

/* D-M-YYYY and D.M.YYYY are D/M/YYYY. */
static bool parse_day(struct par_span text, int64_t *day)
{
    char slashed[PLAIN] = {0};
    if (par_date_parse(text, day))
        return true;
    if (text.size < 8 || text.size > PLAIN || !is_digit(text.text[text.size - 4]))
        return false;
    char sign = text.text[text.size - 5];
    if (sign != '-' && sign != '.')
        return false;
    memcpy(slashed, text.text, text.size);
    for (size_t i = 0; i < PLAIN; i++)
        slashed[i] = slashed[i] == sign ? '/' : slashed[i];
    return par_date_parse((struct par_span){slashed, text.size}, day);
}

/* 45352 or 45352.354166: days, and their decimals. */
static bool parse_excel(struct par_span text, struct par_moment *out)
{
    int32_t days;
    if (take_digits(&text, 6, &days) != 5 || days < EXCEL_FIRST || days > EXCEL_LAST)
        return false;
    *out = (struct par_moment){days - EXCEL_1970, PAR_NO_TIME};
    if (text.size == 0)
        return true;
    if (!take_char(&text, '.') && !take_char(&text, ','))
        return false;
    int64_t fraction = 0, unit = 1;
    for (; text.size > 0; text = skip(text, 1)) {
        if (!is_digit(*text.text))
            return false;
        if (unit < INT64_C(1000000000000)) {
            fraction = fraction * 10 + (*text.text - '0');
            unit *= 10;
        }
    }
    int64_t second = (fraction * DAY * 2 + unit) / (2 * unit);
    out->day += second / DAY;
    out->second = second % DAY > 0 ? (int32_t)(second % DAY) : PAR_NO_TIME;
    return unit > 1;
}

static size_t find_gap(struct par_span text)
{
    size_t at = 0;
    while (at < text.size && text.text[at] != ' ' && text.text[at] != 'T' && text.text[at] != '\t')
        at++;
    return at;
}

/* "08:30 05/03/2024" and "05/03/2024 08:30". */
static bool parse_both(struct par_span text, struct par_moment *out)
{
    size_t gap = find_gap(text);
    if (gap == text.size)
        return false;
    struct par_span before = {text.text, gap}, behind = trim(skip(text, gap + 1));
    if (parse_day(before, &out->day))
        return parse_time(behind, &out->second);
    size_t last = text.size;
    while (text.text[last - 1] != ' ')
        if (--last == 0)
            return false;
    return parse_time((struct par_span){text.text, last}, &out->second) && parse_day(skip(text, last), &out->day);
}

/* --- The usual forms ------------------------------------------------------------------------------------------------
 */

/* The first byte lowest. */
static inline uint64_t eight_bytes(const char *text)
{
    const unsigned char *t = (const unsigned char *)text;
    return (uint64_t)t[0] | (uint64_t)t[1] << 8 | (uint64_t)t[2] << 16 | (uint64_t)t[3] << 24 | (uint64_t)t[4] << 32 |
           (uint64_t)t[5] << 40 | (uint64_t)t[6] << 48 | (uint64_t)t[7] << 56;
}

/* Eight bytes that look like a pattern: digits where it has '0', the same elsewhere. *pairs has at each digit the
 * number that it and the next one are. The bytes are compared side by side in a word, as in Hacker's Delight, 6-1. */
static inline bool take_eight(const char *text, const char *pattern, uint64_t *pairs)
{
    uint64_t values = eight_bytes(text) ^ eight_bytes(pattern), digits = 0;
    for (unsigned i = 0; i < sizeof values; i++) /* what makes more than 9, or than 0, show */
        digits |= (uint64_t)(pattern[i] == '0' ? 0x76 : 0x7F) << 8 * i;
    *pairs = values * 10 + (values >> 8);
    return ((values | (values + digits)) & UINT64_C(0x8080808080808080)) == 0;
}

static inline unsigned pair_at(uint64_t pairs, unsigned i)
{
    return pairs >> 8 * i & 0xFF;
}

static inline bool take_two(const char *text, unsigned *number)
{
    unsigned tens = (unsigned char)(text[0] - '0'), ones = (unsigned char)(text[1] - '0');
    *number = tens * 10 + ones;
    return (tens < 10) & (ones < 10);
}

/* A day of the years 1970 to 2099, in which every fourth year is a leap year. */
static inline bool make_day(unsigned year, unsigned month, unsigned date, int64_t *day)
{
    static const unsigned short before[] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    if (year < 1970 || year > 2099 || month < 1 || month > 12)
        return false;
    bool leaps = year % 4 == 0;
    unsigned length = (unsigned)(before[month + 1] - before[month]) + (leaps && month == 2);
    *day = (int64_t)((year - 1970) * 365 + (year - 1969) / 4 + (leaps && month > 2) + before[month] + date - 1);
    return date >= 1 && date <= length;
}

/* YYYY-MM-DD and DD/MM/YYYY. */
static inline bool parse_plain_day(const char *text, int64_t *day)
{
    uint64_t pairs;
    unsigned rest;
    if (!take_two(text + 8, &rest))
        return false;
    if (take_eight(text, "0000-00-", &pairs))
        return make_day(pair_at(pairs, 0) * 100 + pair_at(pairs, 2), pair_at(pairs, 5), rest, day);
    return take_eight(text, "00/00/00", &pairs) &&
           make_day(pair_at(pairs, 6) * 100 + rest, pair_at(pairs, 3), pair_at(pairs, 0), day);
}

/* HH:MM and HH:MM:SS. */
static inline bool parse_plain_time(const char *text, size_t size, int32_t *second)
{
    unsigned hour, minute, rest = 0;
    bool good = text[2] == ':' && take_two(text, &hour) && take_two(text + 3, &minute);
    if (size == PLAIN_SECONDS)
        good = good && text[5] == ':' && take_two(text + 6, &rest);
    if (!good || hour > 23 || minute > 59 || rest > 59)
        return false;
    int32_t of_day = (int32_t)((hour * 60 + minute) * 60 + rest);
    *second = of_day > 0 ? of_day : PAR_NO_TIME;
    return true;
}

/* Nearly all of a large file. False: perhaps another form. */
static inline bool parse_plain(struct par_span text, struct par_moment *out)
{
    size_t time = text.size - PLAIN - 1;
    if (text.size == PLAIN)
        return parse_plain_day(text.text, &out->day);
    return (time == PLAIN_MINUTES || time == PLAIN_SECONDS) && (text.text[PLAIN] == ' ' || text.text[PLAIN] == 'T') &&
           parse_plain_day(text.text, &out->day) && parse_plain_time(text.text + PLAIN + 1, time, &out->second);
}

static bool parse_any(struct par_span text, struct par_moment *out)
{
    out->second = PAR_NO_TIME;
    text = trim(text);
    return parse_day(text, &out->day) || parse_excel(text, out) || parse_both(text, out);
}

bool par_moment_parse(struct par_span text, struct par_moment *out)
{
    out->second = PAR_NO_TIME;
    return parse_plain(text, out) || parse_any(text, out);
}

void par_day_print(int64_t day, char *buffer)
{
    int64_t shifted = day + 719468, era = shifted / 146097, of_era = shifted % 146097;
    int64_t of_400 = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * of_400 + of_400 / 4 - of_400 / 100), march = (5 * of_year + 2) / 153;
    int64_t month = march + (march < 10 ? 3 : -9), year = era * 400 + of_400 + (month <= 2);
    int64_t date = of_year - (153 * march + 2) / 5 + 1;
    int64_t parts[] = {year / 1000 % 10, year / 100 % 10, year / 10 % 10, year % 10, 0, month / 10, month % 10, 0,
                       date / 10,        date % 10};
    for (int i = 0; i < PLAIN; i++)
        buffer[i] = i == 4 || i == 7 ? '-' : (char)('0' + parts[i]);
    buffer[PLAIN] = '\0';
}
