/* Dates and times of dossiers. Days are those of `date -u -d ... +%s` divided by 86400; Excel's numbers those that
 * Excel shows for the same cells under the format "General". */
#include "parindex/moment.h"
#include "support.h"

static void check(const char *text, int64_t day, int32_t second)
{
    struct par_moment moment = {-1, -2};
    if (!par_moment_parse(par_span_of(text), &moment))
        fail_msg("%s is not read", text);
    assert_int_equal(moment.day, day);
    assert_int_equal(moment.second, second);
}

static void test_days(void **state)
{
    (void)state;
    check("2025-03-05", 20152, PAR_NO_TIME);
    check("5/3/2025", 20152, PAR_NO_TIME);
    check("05-03-2025", 20152, PAR_NO_TIME);
    check("05.03.2025", 20152, PAR_NO_TIME);
    check(" 2025-03-05 ", 20152, PAR_NO_TIME);
    check("2024-02-29", 19782, PAR_NO_TIME);
    check("1970-01-01", 0, PAR_NO_TIME);
    check("1969-12-31", -1, PAR_NO_TIME);
    check("45721", 20152, PAR_NO_TIME);
}

static void test_times(void **state)
{
    (void)state;
    check("2025-03-05T14:30:15Z", 20152, 52215);
    check("2025-03-05 14:30:15.250+07:00", 20152, 52215);
    check("5/3/2025 2:30 CH", 20152, 52200);
    check("5/3/2025 12:10 SA", 20152, 600);
    check("14:30 05/03/2025", 20152, 52200);
    check("45721.5", 20152, 43200);
    check("45721,604166667", 20152, 52200);
    check("2025-03-05 00:00:00", 20152, PAR_NO_TIME);
}

static void test_refused(void **state)
{
    static const char *const texts[] = {
        "",       "2025-02-29", "31/4/2025",   "2025-13-01", "hôm qua",          "5/3/25",        "19999",   "80001",
        "45721.", "45721.5x",   "2025-03-05x", "2025/03/05", "2025-03-05 24:00", "5/3/2025 1:60", "5-3/2025"};
    struct par_moment moment;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (par_moment_parse(par_span_of(texts[i]), &moment))
            fail_msg("%s is read", texts[i]);
}

/* The quick way for plain dates and the other one agree with the calendar on every day of two centuries. */
static void test_every_day(void **state)
{
    (void)state;
    for (int64_t day = -25567; day < 60000; day++) {
        char text[11];
        par_day_print(day, text);
        check(text, day, PAR_NO_TIME);
        char other[11] = {text[8], text[9], '/', text[5], text[6], '/', text[0], text[1], text[2], text[3], '\0'};
        check(other, day, PAR_NO_TIME);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_days), cmocka_unit_test(test_times),
                                       cmocka_unit_test(test_refused), cmocka_unit_test(test_every_day)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
