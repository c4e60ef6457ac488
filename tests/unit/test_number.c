/* Numbers as people type them, and the decimal sign of their file; dates. Expected values are by hand from number.h;
 * dates come from the C library's calendar. */
#define _DEFAULT_SOURCE /* timegm */

#include "parindex/number.h"

#include <time.h>

#include "messages.h"
#include "support.h"

/* --- A file of numbers -------------------------------------------------------------------------------------------- */

static const struct par_limits anything = {0};
static const struct par_limits a_count = {.whole = true};
static const struct par_limits a_percent = {.percent = true, .hundred = true, .has_most = true, .most = {100, 0}};
static const struct par_limits a_score = {.has_most = true, .most = {25, 1}}; /* up to 2.5 */

static const struct par_limits a_typed_score = {.points = true, .has_most = true, .most = {25, 1}};

struct file {
    const char *cells; /* one a line, separated by '|' */
    char sign;         /* given by --decimal; 0: to be found */
    const struct par_limits *limits;
    const char *expected; /* the values, "-" for one refused; then line and code of each finding */
};

/* Evidence for a sign, and what is said when there is none or when it contradicts itself. */
static const struct file files[] = {
    /* no sign needed */
    {"5|12|0|1000", 0, &anything, "5 12 0 1000"},
    {"-3|+4| 5 |\t6", 0, &anything, "-3 4 5 6"},
    /* clear numbers settle it for those behind them */
    {"0.5|1.234", 0, &anything, "0.5 1.234"},
    {"0,5|1.234", 0, &anything, "0.5 1234"},
    {"12,75|1,234", 0, &anything, "12.75 1.234"},
    {"12.75|1,234", 0, &anything, "12.75 1234"},
    {"1,234.5|2,000", 0, &anything, "1234.5 2000"},
    {"1.234,5|2.000", 0, &anything, "1234.5 2000"},
    {"2.134.401|2.122.711", 0, &anything, "2134401 2122711"}, /* Tien Giang 2016 */
    {"91,7|95,86", 0, &anything, "91.7 95.86"},               /* Dak Lak: 91,7 beside 95,86 */
    /* a number that fits both ways waits; a later point proves that it was read well */
    {"1.234|0.5", 0, &anything, "1.234 0.5"},
    {"1.234|7|0.5|0.25", 0, &anything, "1.234 7 0.5 0.25"},
    /* a later comma proves that it was not */
    {"1.234|0,5", 0, &anything, "1.234 0.5; 1 number-ambiguous"},
    {"1,234|5|5,678|0,5", 0, &anything, "1234 5 5678 0.5; 1 number-ambiguous; 3 number-ambiguous"},
    /* no evidence to the end */
    {"1.234", 0, &anything, "1.234; 1 number-ambiguous"},
    {"5|1.234|7|1.234", 0, &anything, "5 1.234 7 1.234; 2 number-ambiguous; 4 number-ambiguous"},
    /* what fits is evidence as well */
    {"1.234|0,5", 0, &a_score, "1.234 -; 2 number-mixed"},
    {"1,234|0,5", 0, &a_score, "1.234 0.5"},
    {"1.234|2.000", 0, &a_count, "1234 2000"},
    {"1,234|2,000", 0, &a_count, "1234 2000"},
    {"2.000|1.234", 0, &a_count, "2 1234; 1 number-ambiguous"},
    {"99.125%|1,5%", 0, &a_percent, "99.125 -; 2 number-mixed"},
    {"100.000|1,5", 0, &a_percent, "100 -; 2 number-mixed"},
    {"9.000|9.000", 0, &a_score, "9 9; 1 number-ambiguous; 2 number-ambiguous"},
    /* contradictions */
    {"0.5|0,5|0.25", 0, &anything, "0.5 - 0.25; 2 number-mixed"},
    {"0,5|0.5|0,25", 0, &anything, "0.5 - 0.25; 2 number-mixed"},
    {"0,5|2,134,401", 0, &anything, "0.5 -; 2 number-mixed"},
    /* the sign is given */
    {"1.234|1,234", '.', &anything, "1.234 1234"},
    {"1.234|1,234", ',', &anything, "1234 1.234"},
    {"0,5|0.5", '.', &anything, "- 0.5; 1 number-mixed"},
    {"0.5|0,5", ',', &anything, "- 0.5; 1 number-mixed"},
    /* per cent */
    {"75%|12,5 %|100%| 0 % ", 0, &a_percent, "75 12.5 100 0"},
    {"75%", 0, &anything, "-; 1 number-syntax"},
    {"%|75%%|%5", 0, &a_percent, "- - -; 1 number-syntax; 2 number-syntax; 3 number-syntax"},
    {"95|0,95%|0,95|1", ',', &a_percent, "95 0.95 0.95 1; 3 percent-fraction"},
    {"0.05|0.5", '.', &a_percent, "0.05 0.5; 1 percent-fraction; 2 percent-fraction"},
    /* thousands parted by blanks: plain, no-break, narrow */
    {"1 234|12 345 678|1 234,5", 0, &anything, "1234 12345678 1234.5"},
    {"2\xC2\xA0"
     "134\xC2\xA0"
     "401|1\xE2\x80\xAF"
     "000,25|-1 000",
     0, &anything, "2134401 1000.25 -1000"},
    {"1 234|1 234.5", 0, &anything, "1234 1234.5"},
    {"1 23|1234 567|0 123|1,5 000|1 2345", ',', &anything,
     "- - - - -; 1 number-syntax; 2 number-syntax; 3 number-syntax; 4 number-syntax; 5 number-syntax"},
    /* points may say so */
    {"1,5đ|2 điểm|0,25 đ|1 diem", 0, &a_typed_score, "1.5 2 0.25 1"},
    {"đ|điểm|1,5 đồng", 0, &a_typed_score, "- - -; 1 number-syntax; 2 number-syntax; 3 number-syntax"},
    {"1,5đ", 0, &anything, "-; 1 number-syntax"},
    /* marks that stand for nothing known */
    {"-|//|x|–|...|- -", 0, &anything,
     "- - - - - -; 1 number-mark; 2 number-mark; 3 number-mark; 4 number-mark; 5 number-mark; 6 number-syntax"},
    /* counts */
    {"12|2.5|0,5", '.', &a_count, "12 - -; 2 number-whole; 3 number-mixed"},
    {"3.0", '.', &a_count, "3"},
    /* no numbers at all */
    {"a|1.2.3|--1|10 00|5,", '.', &anything,
     "- - - - -; 1 number-syntax; 2 number-syntax; 3 number-syntax; 4 number-syntax; 5 number-syntax"},
    {"15e2|1.5e3|1,5E+10", '.', &anything, "- - -; 1 number-syntax; 2 number-syntax; 3 number-syntax"},
    {"1000000000000000000|0.1234567890123456789", '.', &anything, "- -; 1 number-range; 2 number-range"},
};

struct text {
    char bytes[1024];
    size_t size;
};

static void append(struct text *text, const char *before, const char *more)
{
    int length = snprintf(text->bytes + text->size, sizeof text->bytes - text->size, "%s%s", before, more);
    text->size += (size_t)length;
    assert_true(text->size < sizeof text->bytes);
}

static void append_value(struct text *text, bool taken, struct par_quantity q)
{
    char value[PAR_DECIMAL_TEXT] = "-";
    if (taken)
        par_decimal_print(q.mantissa, q.scale, -1, '.', value);
    append(text, text->size ? " " : "", value);
}

static void append_findings(struct text *text, const struct par_diags *diags)
{
    for (const struct par_diag *diag = par_diags_first(diags); diag; diag = diag->next) {
        char line[32];
        snprintf(line, sizeof line, "; %u ", diag->place.line);
        append(text, line, par_message_code(diag->code));
        assert_int_equal(diag->severity, diag->code == PAR_PERCENT_FRACTION ? PAR_WARNING : PAR_ERROR);
    }
}

static void read_file(struct work *work, const struct file *file, struct text *out)
{
    struct par_number_style style = {.sign = file->sign};
    uint32_t line = 1;
    for (const char *cell = file->cells; cell; line++) {
        const char *bar = strchr(cell, '|');
        struct par_span text = {cell, bar ? (size_t)(bar - cell) : strlen(cell)};
        struct par_place place = {.file = "t.csv", .line = line};
        struct par_quantity q;
        bool taken = par_number_take(&style, text, file->limits, &place, work->arena, work->diags, &q);
        append_value(out, taken, q);
        cell = bar ? bar + 1 : NULL;
    }
    par_number_finish(&style, work->diags);
    append_findings(out, work->diags);
}

static void the_sign_of_a_file_is_found(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct text text = {.size = 0};
        forget_findings(work);
        read_file(work, &files[i], &text);
        if (strcmp(text.bytes, files[i].expected) != 0)
            fail_msg("%s\n  found    %s\n  expected %s", files[i].cells, text.bytes, files[i].expected);
    }
}

static void expect_args(const struct par_diag *diag, const char *a, const char *b, const char *c)
{
    assert_string_equal(diag->args[0], a);
    assert_string_equal(diag->args[1], b);
    assert_string_equal(diag->args[2], c);
}

/* diag.h: {1} text, {2} {3} the two readings; {1} text, {2} sign so far, {3} line where it was settled. */
static void findings_say_what_was_read(void **state)
{
    struct work *work = *state;
    struct text text = {.size = 0};
    read_file(work, &(struct file){"1.234", 0, &anything, NULL}, &text);
    expect_args(only_finding(work), "1.234", "1.234", "1234");
    forget_findings(work);
    read_file(work, &(struct file){"5|0,5|0.75", 0, &anything, NULL}, &text);
    expect_args(only_finding(work), "0.75", ",", "2");
    forget_findings(work);
    read_file(work, &(struct file){"0.75", ',', &anything, NULL}, &text);
    expect_args(only_finding(work), "0.75", ",", "");
}

/* --- Dates -------------------------------------------------------------------------------------------------------- */

/* The C library's word on a date: false when the calendar has no such day. */
static bool calendar_day(int year, int month, int day, int64_t *number)
{
    struct tm date = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    time_t seconds = timegm(&date);
    *number = (int64_t)seconds / 86400;
    return date.tm_year == year - 1900 && date.tm_mon == month - 1 && date.tm_mday == day;
}

static void expect_day(const char *text, bool is, int64_t expected)
{
    int64_t found = 0;
    bool read = par_date_parse(par_span_of(text), &found);
    if (read != is || (read && found != expected))
        fail_msg("%s: %d, %lld", text, read, (long long)found);
}

static void check_date(int year, int month, int day)
{
    int64_t expected;
    bool is = calendar_day(year, month, day, &expected);
    char text[48];
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    expect_day(text, is, expected);
    snprintf(text, sizeof text, "%02d/%02d/%04d", day, month, year);
    expect_day(text, is, expected);
    snprintf(text, sizeof text, "%d/%d/%d", day, month, year);
    expect_day(text, is, expected);
}

/* Every day 1 to 31 of every month of 1900 to 2999. */
static void every_day_of_eleven_centuries_is_read(void **state)
{
    (void)state;
    for (int year = 1900; year <= 2999; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 31; day++)
                check_date(year, month, day);
}

static void only_dates_are_read(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "2025",       "2025-01",    "01/2025",     "2025-13-01", "2025-00-10",  "2025-01-00",
        "00/01/2025", "01/13/2025", "2025/01/31", "31-01-2025",  "31.01.2025", "2025-01-31x", "x2025-01-31",
        "1899-12-31", "3000-01-01", "20250131",   "2025-01-311", "1/1/25",     "001/1/2025",  "2025-1-31-1",
        "2025-02-29", "29/2/2023",  "31/04/2025", "-025-01-01",  "2025--1-01", "1/-1/2025",   "2025-01-31T00:00"};
    int64_t day;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (par_date_parse(par_span_of(wrong[i]), &day))
            fail_msg("\"%s\" is no date", wrong[i]);
    assert_true(par_date_parse(par_span_of(" 31/12/2025 "), &day));
    assert_true(par_date_parse(par_span_of("2024-02-29"), &day));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_sign_of_a_file_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(findings_say_what_was_read, set_up, tear_down),
        cmocka_unit_test(every_day_of_eleven_centuries_is_read),
        cmocka_unit_test(only_dates_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
