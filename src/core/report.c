#include "report_private.h"

#include <stdlib.h>

const char *par_report_kind_name(enum par_report_kind kind)
{
    static const char *const names[PAR_REPORT_KINDS] = {
        [PAR_REPORT_UNKNOWN] = "unknown", [PAR_REPORT_RANKING] = "ranking", [PAR_REPORT_SCORES] = "scores",
        [PAR_REPORT_LOST] = "lost",       [PAR_REPORT_PLAN] = "plan",       [PAR_REPORT_MOVES] = "moves",
        [PAR_REPORT_SHIFTS] = "shifts",   [PAR_REPORT_FIGURES] = "figures", [PAR_REPORT_PLACES] = "places",
        [PAR_REPORT_SUMMARY] = "summary", [PAR_REPORT_CHECK] = "check"};
    return names[kind];
}

const char *par_shown_text(struct par_shown shown, char decimal, struct par_arena *arena)
{
    char text[PAR_DECIMAL_TEXT];
    if (!shown.is)
        return "";
    size_t size = par_decimal_print(shown.value, PAR_POINTS_SCALE, shown.decimals, decimal, text);
    return par_arena_copy(arena, (struct par_span){text, size});
}

const struct par_report_unit *par_report_find(const struct par_report *report, const char *code)
{
    int32_t place = par_names_find(report->by_code, par_span_of(code));
    return place < 0 ? NULL : &report->list[place];
}

const struct par_report_year *par_report_field_year(const struct par_report *report, size_t field)
{
    return field == PAR_REPORT_OWN ? par_report_newest(report) : &report->fields[field].year;
}

static int by_period(const void *left, const void *right)
{
    const struct par_report_year *a = left, *b = right;
    int order = strcmp(a->period, b->period);
    return order ? order : strcmp(a->file, b->file);
}

static void check_twice(const struct par_report *report, struct par_diags *diags)
{
    for (size_t i = 1; i < report->year_count; i++) {
        const struct par_report_year *year = &report->years[i], *before = &report->years[i - 1];
        struct par_place place = {.file = year->file};
        if (strcmp(year->period, before->period) == 0)
            par_diags_add(diags, PAR_ERROR, PAR_REPORT_TWO_RANKINGS, &place, year->period, before->file, NULL);
    }
}

static void check_fields(const struct par_report *report, struct par_diags *diags)
{
    for (size_t i = 0; i < report->field_count; i++) {
        const struct par_report_year *year = &report->fields[i].year;
        struct par_place place = {.file = year->file};
        if (strcmp(year->period, report->period) != 0)
            par_diags_add(diags, PAR_ERROR, PAR_REPORT_OTHER_PERIOD, &place, year->period, report->period, NULL);
    }
}

bool par_report_settle(struct par_report *report, struct par_diags *diags)
{
    size_t errors = par_diags_errors(diags);
    if (report->year_count == 0) {
        par_diags_add(diags, PAR_ERROR, PAR_REPORT_NO_RANKING, NULL, NULL);
        return false;
    }
    qsort(report->years, report->year_count, sizeof *report->years, by_period);
    check_twice(report, diags);
    report->period = par_report_newest(report)->period;
    check_fields(report, diags);
    par_report_list(report, diags);
    if (par_diags_errors(diags) != errors)
        return false;
    par_report_join(report, diags);
    par_report_sum_blocs(report);
    return par_diags_errors(diags) == errors;
}
