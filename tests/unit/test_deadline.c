#include "parindex/deadline.h"

#include "parindex/number.h"
#include "support.h"

/* The last day each means, by the calendar; NULL: it means none. */
static const struct {
    const char *text, *day;
} deadlines[] = {
    {"30/06/2026", "2026-06-30"},
    {"30/6/2026", "2026-06-30"},
    {"30-6-2026", "2026-06-30"},
    {"30.6.2026.", "2026-06-30"},
    {"2026-06-30", "2026-06-30"},
    {"Trước ngày 30/6/2026", "2026-06-30"},
    {"Hoàn thành trước 15/9/2026 (đợt 1), 15/11/2026 (đợt 2)", "2026-11-15"},
    {"từ 1/3/2026 đến 30/6/2026", "2026-06-30"},
    {"Tháng 6/2026", "2026-06-30"},
    {"tháng 2 năm 2028", "2028-02-29"},
    {"tháng 12/2026", "2026-12-31"},
    {"2/2027", "2027-02-28"},
    {"Quý II/2026", "2026-06-30"},
    {"quý 4 năm 2026", "2026-12-31"},
    {"QUÝ I/2026", "2026-03-31"},
    {"quy iii nam 2026", "2026-09-30"},
    {"Trong quý III/2026", "2026-09-30"},
    {"Quý II, III/2026", "2026-09-30"},
    {"Năm 2026", "2026-12-31"},
    {"2026", "2026-12-31"},
    {"tháng 31/12/2026", "2026-12-31"},
    {"", NULL},
    {"Thường xuyên", NULL},
    {"Quý II", NULL},
    {"tháng 6", NULL},
    {"31/6/2026", NULL},
    {"tháng 13/2026", NULL},
    {"quý 5/2026", NULL},
    {"30/6", NULL},
    {"12 tháng", NULL},
    {"Theo kế hoạch số 1234567890123456789012345678901234567890/KH-UBND", NULL},
};

static void a_deadline_is_its_last_day(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof deadlines / sizeof *deadlines; i++) {
        int64_t found = 0, wanted = 0;
        bool is = par_deadline_parse(par_span_of(deadlines[i].text), work->arena, &found);
        if (deadlines[i].day)
            assert_true(par_date_parse(par_span_of(deadlines[i].day), &wanted));
        if (is != (deadlines[i].day != NULL) || (is && found != wanted))
            fail_msg("\"%s\" was read as %s%lld", deadlines[i].text, is ? "day " : "none ", (long long)found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_deadline_is_its_last_day, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
