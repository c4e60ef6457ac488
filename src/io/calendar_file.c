#include "parindex/dossier_file.h"
#include "parindex/text.h"
#include "parindex/yes_no.h"

static void read_day(const struct par_records *records, int day_column, int worked_column,
                     struct par_calendar *calendar)
{
    struct par_span text = par_records_field(records, day_column), worked = par_records_field(records, worked_column);
    struct par_moment moment;
    int is_worked = worked.size > 0 ? par_yes_or_no(worked, par_text_fold, records->arena) : 0;
    if (!par_moment_parse(text, &moment)) {
        par_records_error(records, day_column, PAR_DOSSIER_DATE, par_records_text(records, day_column), NULL);
        return;
    }
    if (is_worked < 0) {
        par_records_error(records, worked_column, PAR_VALUE_UNKNOWN, par_records_text(records, worked_column),
                          "yes, no");
        return;
    }
    par_calendar_add(calendar, (struct par_calendar_day){moment.day, is_worked > 0, records->line, 0}, records->arena);
}

/* A day that is both: where it stands the second time, and the line of the first. */
static void report_both(const struct par_records *records, const struct par_calendar *calendar,
                        const struct par_calendar_day *second)
{
    char day[11], line[PAR_DECIMAL_TEXT] = "";
    par_day_print(second->day, day);
    for (size_t i = 0; i < calendar->count; i++)
        if (calendar->days[i].day == second->day && calendar->days[i].line < second->line) {
            par_decimal_print(calendar->days[i].line, 0, 0, '.', line);
            break;
        }
    struct par_place place = {.file = records->name, .sheet = records->sheet, .line = second->line};
    par_diags_add(records->diags, PAR_ERROR, PAR_CALENDAR_DIFFERS, &place, day, line, NULL);
}

static int day_column_of(const struct par_records *records)
{
    static const char *const names[] = {"date", "received_on", NULL};
    int column = par_records_column(records, "holiday", false);
    for (size_t i = 0; names[i] && column < 0; i++)
        column = par_records_column(records, names[i], false);
    return column >= 0 ? column : par_records_column(records, "holiday", true);
}

struct par_calendar *par_calendar_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                       struct par_diags *diags)
{
    struct par_records records;
    size_t before = par_diags_errors(diags);
    if (!par_records_open(&records, path, how, arena, diags))
        return NULL;
    struct par_calendar *calendar = par_arena_alloc(arena, sizeof *calendar);
    par_records_check(&records);
    int day = day_column_of(&records), worked = par_records_column(&records, "worked", false);
    while (day >= 0 && par_records_next(&records))
        read_day(&records, day, worked, calendar);
    const struct par_calendar_day *second = par_calendar_settle(calendar);
    if (second)
        report_both(&records, calendar, second);
    par_records_close(&records);
    return par_diags_errors(diags) == before ? calendar : NULL;
}
