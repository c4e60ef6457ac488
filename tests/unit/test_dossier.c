/* Dossiers judged and counted, working days, exact medians, identities. Expected values are computed by hand from the
 * definitions in dossier.h, and the printed figures are those of Tiền Giang 2016 (Tân Phước) and Lâm Đồng 2020. */
#include "parindex/tally.h"
#include "support.h"

static struct par_moment day(int64_t number)
{
    return (struct par_moment){number, PAR_NO_TIME};
}

static const struct par_moment nothing = {PAR_NO_DAY, PAR_NO_TIME};

static struct par_dossier dossier(struct par_moment received, struct par_moment due, struct par_moment finished)
{
    return (struct par_dossier){.received = received, .due = due, .finished = finished};
}

static void test_faults(void **state)
{
    struct par_dossier solved = dossier(day(10), day(20), nothing), pending = dossier(day(10), day(20), day(15));
    (void)state;
    solved.outcome = PAR_OUTCOME_SOLVED;
    pending.outcome = PAR_OUTCOME_PENDING;
    struct par_dossier absent = dossier(nothing, day(20), day(15)), before = dossier(day(10), day(20), day(9)),
                       early = dossier(day(10), day(9), nothing), sound = dossier(day(10), day(10), day(10));
    assert_int_equal(par_dossier_judge(&absent), PAR_DOSSIER_NO_RECEIVED);
    assert_int_equal(par_dossier_judge(&before), PAR_DOSSIER_FINISHED_BEFORE);
    assert_int_equal(par_dossier_judge(&early), PAR_DOSSIER_DUE_BEFORE);
    assert_int_equal(par_dossier_judge(&solved), PAR_DOSSIER_UNFINISHED);
    assert_int_equal(par_dossier_judge(&pending), PAR_DOSSIER_FINISHED_PENDING);
    assert_int_equal(par_dossier_judge(&sound), PAR_DOSSIER_SOUND);
}

/* Counts one dossier in the period 100..200; the figure it comes to, or -1 when it has no part. */
static int figure_of(struct par_dossier one, bool *carried)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_dossier_counts counts = {{0}, {0}};
    static const struct par_dossier_period period = {true, true, 100, 200};
    int figure = -1;
    if (par_dossier_add(&counts, &one, &period, NULL, arena)) {
        *carried = counts.of[PAR_CARRIED_OVER] == 1;
        static const int ends[] = {PAR_EARLY,        PAR_ON_TIME,        PAR_LATE,
                                   PAR_NO_DEADLINE,  PAR_RETURNED,       PAR_WITHDRAWN,
                                   PAR_PENDING_LATE, PAR_PENDING_WITHIN, PAR_PENDING_NO_DEADLINE};
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            if (counts.of[ends[i]] > 0)
                figure = ends[i];
    }
    par_arena_free(arena);
    return figure;
}

static void test_period(void **state)
{
    bool carried = false;
    struct par_dossier returned = dossier(day(150), nothing, nothing);
    (void)state;
    returned.outcome = PAR_OUTCOME_RETURNED;
    assert_int_equal(figure_of(dossier(day(99), day(110), day(109)), &carried), PAR_EARLY);
    assert_true(carried);
    assert_int_equal(figure_of(dossier(day(100), day(110), day(110)), &carried), PAR_ON_TIME);
    assert_false(carried);
    assert_int_equal(figure_of(dossier(day(100), day(110), day(111)), &carried), PAR_LATE);
    assert_int_equal(figure_of(dossier(day(100), nothing, day(111)), &carried), PAR_NO_DEADLINE);
    assert_int_equal(figure_of(dossier(day(100), day(200), day(201)), &carried), PAR_PENDING_WITHIN);
    assert_int_equal(figure_of(dossier(day(100), day(199), nothing), &carried), PAR_PENDING_LATE);
    assert_int_equal(figure_of(dossier(day(100), nothing, nothing), &carried), PAR_PENDING_NO_DEADLINE);
    assert_int_equal(figure_of(dossier(day(50), day(60), day(99)), &carried), -1);
    assert_int_equal(figure_of(dossier(day(201), day(210), nothing), &carried), -1);
    assert_int_equal(figure_of(returned, &carried), PAR_RETURNED);
}

/* A promised time of day counts where both are known. */
static void test_time_of_day(void **state)
{
    bool carried;
    struct par_moment five = {110, 17 * 3600}, half_past = {110, 17 * 3600 + 1800};
    (void)state;
    assert_int_equal(figure_of(dossier(day(100), five, half_past), &carried), PAR_LATE);
    assert_int_equal(figure_of(dossier(day(100), half_past, five), &carried), PAR_ON_TIME);
    assert_int_equal(figure_of(dossier(day(100), day(110), half_past), &carried), PAR_ON_TIME);
}

/* Without an end of the period nobody knows what is past due; without a beginning what was carried over. */
static void test_unknown(void **state)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_dossier_counts counts = {{0}, {0}};
    struct par_dossier_period open = {0};
    struct par_dossier_figures figures;
    struct par_dossier pending = dossier(day(100), day(110), nothing);
    (void)state;
    par_dossier_add(&counts, &pending, &open, NULL, arena);
    par_dossier_figures_of(&counts, &open, &figures);
    assert_true(figures.is[PAR_PENDING_ALL]);
    assert_int_equal(figures.of[PAR_PENDING_ALL], 1);
    assert_false(figures.is[PAR_PENDING_LATE]);
    assert_false(figures.is[PAR_CARRIED_OVER]);
    assert_false(figures.is[PAR_LATE_ALL]);
    assert_false(figures.is[PAR_ONLINE]);
    assert_int_equal(figures.of[PAR_TO_HANDLE], 1);
    par_arena_free(arena);
}

/* Against a day-by-day count: Thursday 2025-01-02 is day 20090; Tết 2025: 27 to 31 January off, Saturday 8 February
 * worked. */
static void test_calendar(void **state)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_calendar calendar = {0};
    (void)state;
    for (int64_t holiday = 20115; holiday <= 20119; holiday++)
        par_calendar_add(&calendar, (struct par_calendar_day){holiday, false, 1, 0}, arena);
    par_calendar_add(&calendar, (struct par_calendar_day){20127, true, 1, 0}, arena);
    assert_null(par_calendar_settle(&calendar));
    for (int64_t first = 20050; first < 20150; first++) {
        int64_t working = 0;
        for (int64_t last = first; last < 20200; last++) {
            if (last > first) {
                bool weekday = (last - 20090 + 7000 + 3) % 7 < 5; /* 0 is Monday */
                bool holiday = last >= 20115 && last <= 20119;
                working += (weekday && !holiday) || last == 20127;
            }
            assert_int_equal(par_calendar_between(&calendar, first, last), working);
        }
    }
    par_calendar_add(&calendar, (struct par_calendar_day){20127, false, 2, 0}, arena);
    assert_non_null(par_calendar_settle(&calendar));
    par_arena_free(arena);
}

/* Medians of all multisets of up to six of 0, 1, 40, 1023, 1024, 5000, by sorting. */
static void test_median(void **state)
{
    static const uint64_t numbers[] = {0, 1, 40, 1023, 1024, 5000};
    (void)state;
    for (unsigned code = 1; code < 15625; code++) {
        struct par_arena *arena = par_arena_new(NULL);
        struct par_histogram histogram = {0};
        uint64_t sorted[32];
        size_t count = 0;
        unsigned rest = code;
        for (size_t i = 0; i < 6; i++, rest /= 5)
            for (unsigned k = 0; k < rest % 5; k++) {
                sorted[count++] = numbers[i];
                par_histogram_add(&histogram, numbers[i], 1, arena);
            }
        struct par_ratio median, mean;
        assert_true(par_histogram_median(&histogram, &median));
        assert_true(median.num == (par_wide)(sorted[(count - 1) / 2] + sorted[count / 2]) && median.den == 2);
        assert_true(par_histogram_mean(&histogram, &mean) && mean.den == (par_wide)count);
        par_arena_free(arena);
    }
}

static size_t check_row(const struct par_dossier_printed *row, struct par_diags *diags, struct par_arena *arena)
{
    struct par_place places[PAR_DOSSIER_FIGURES] = {{0}}, rates[PAR_DOSSIER_RATES] = {{0}};
    size_t before = par_diags_count(diags, PAR_WARNING);
    par_dossier_check(row, -1, places, rates, arena, diags);
    return par_diags_count(diags, PAR_WARNING) - before;
}

static void set(struct par_dossier_printed *row, enum par_dossier_figure figure, int64_t number)
{
    row->figures.is[figure] = true;
    row->figures.of[figure] = number;
}

/* Tân Phước 2016: 16.032 solved = 1.386 (8,65 %) + 12.491 (77,91 %) + 2.155 (13,44 %) holds in every part. */
static void test_identities(void **state)
{
    struct par_arena *arena = par_arena_new(NULL);
    struct par_diags *diags = par_diags_new(arena, 100, 100);
    struct par_dossier_printed row = {0};
    (void)state;
    set(&row, PAR_SOLVED, 16032);
    set(&row, PAR_EARLY, 12491);
    set(&row, PAR_ON_TIME, 1386);
    set(&row, PAR_LATE, 2155);
    row.rates[0] = (struct par_dossier_percent){true, {7791, 2}, 2};
    row.rates[1] = (struct par_dossier_percent){true, {865, 2}, 2};
    row.rates[3] = (struct par_dossier_percent){true, {1344, 2}, 2};
    assert_int_equal(check_row(&row, diags, arena), 0);
    row.figures.of[PAR_LATE]++;
    assert_int_equal(check_row(&row, diags, arena), 2); /* the sum, and 2156 / 16032 = 13.448 */
    row.figures.of[PAR_LATE]--;
    row.rates[1].value.mantissa = 864; /* 1386 / 16032 = 8.6452...: cut off it is 8.64 */
    assert_int_equal(check_row(&row, diags, arena), 1);
    const struct par_diag *last = par_diags_first(diags);
    while (last->next)
        last = last->next;
    assert_int_equal(last->code, PAR_DOSSIER_PERCENT_CUT);
    par_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_faults),      cmocka_unit_test(test_period),
                                       cmocka_unit_test(test_time_of_day), cmocka_unit_test(test_unknown),
                                       cmocka_unit_test(test_calendar),    cmocka_unit_test(test_median),
                                       cmocka_unit_test(test_identities)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
