/* Rankings (par-ranking(5)), also those of other fields. */
#include "parindex/rank.h"
#include "report_rows.h"

struct columns {
    int period, bloc, unit, name, running, rank, points, applicable_max, index, rescaled, class, state, open_max,
        provisional, change_points, change_index, change_places, comparison, previous_rank;
    size_t domain_count;
    const char **ids;
    int *domains;
};

static const char domain_prefix[] = "index_";

static void find_domains(const struct par_report_rows *rows, struct columns *at)
{
    const struct par_records *records = &rows->cells.records;
    at->ids = par_arena_array(rows->report->arena, records->width, sizeof *at->ids);
    at->domains = par_arena_array(records->arena, records->width, sizeof *at->domains);
    for (size_t i = 0; i < records->width; i++)
        if (strncmp(records->names[i], domain_prefix, sizeof domain_prefix - 1) == 0) {
            at->ids[at->domain_count] =
                par_arena_copy(rows->report->arena, par_span_of(records->names[i] + sizeof domain_prefix - 1));
            at->domains[at->domain_count++] = (int)i;
        }
}

static struct columns find_columns(const struct par_report_rows *rows)
{
    struct columns at = {.period = par_report_column(rows, "period", true),
                         .bloc = par_report_column(rows, "bloc", false),
                         .unit = par_report_column(rows, "unit", true),
                         .name = par_report_column(rows, "name", false),
                         .running = par_report_column(rows, "stt", false),
                         .rank = par_report_column(rows, "rank", true),
                         .points = par_report_column(rows, "points", true),
                         .applicable_max = par_report_column(rows, "applicable_max", false),
                         .index = par_report_column(rows, "index", true),
                         .rescaled = par_report_column(rows, "rescaled", false),
                         .class = par_report_column(rows, "class", false),
                         .state = par_report_column(rows, "state", false),
                         .open_max = par_report_column(rows, "open_max", false),
                         .provisional = par_report_column(rows, "provisional", false),
                         .change_points = par_report_column(rows, "change_points", false),
                         .change_index = par_report_column(rows, "change_index", false),
                         .change_places = par_report_column(rows, "change_places", false),
                         .comparison = par_report_column(rows, "comparison", false),
                         .previous_rank = par_report_column(rows, "previous_rank", false)};
    find_domains(rows, &at);
    return at;
}

static const char *comparison_name(int comparison)
{
    return par_comparison_name((enum par_comparison)comparison);
}

/* A unit that takes no part has "not_ranked" where the others have their state. */
static void read_state(struct par_report_rows *rows, const struct columns *at, struct par_report_rank *row)
{
    row->left_out = par_span_is(par_records_field(&rows->cells.records, at->state), "not_ranked");
    row->state = row->index.is ? PAR_STATE_SCORED : PAR_STATE_NOT_SUBMITTED;
    if (!row->left_out && par_records_field(&rows->cells.records, at->state).size)
        row->state = par_report_state(rows, at->state);
}

static struct par_report_rank read_row(struct par_report_rows *rows, const struct columns *at)
{
    struct par_report_rank row = {.period = par_report_text(rows, at->period),
                                  .bloc = par_report_text(rows, at->bloc),
                                  .unit = par_report_text(rows, at->unit),
                                  .name = par_report_text(rows, at->name),
                                  .running = par_report_whole(rows, at->running, 0),
                                  .rank = par_report_whole(rows, at->rank, 0),
                                  .points = par_report_shown(rows, at->points),
                                  .applicable_max = par_report_shown(rows, at->applicable_max),
                                  .index = par_report_shown(rows, at->index),
                                  .rescaled = par_report_shown(rows, at->rescaled),
                                  .open_max = par_report_shown(rows, at->open_max),
                                  .class_name = par_report_text(rows, at->class),
                                  .provisional = par_report_is_yes(rows, at->provisional),
                                  .change_points = par_report_shown(rows, at->change_points),
                                  .change_index = par_report_shown(rows, at->change_index),
                                  .comparison = par_report_word(rows, at->comparison, comparison_name, PAR_NEW + 1),
                                  .previous_rank = par_report_whole(rows, at->previous_rank, 0)};
    row.has_change_places = par_records_field(&rows->cells.records, at->change_places).size > 0;
    row.change_places = par_report_whole(rows, at->change_places, 0);
    read_state(rows, at, &row);
    row.domains = par_arena_array(rows->report->arena, at->domain_count, sizeof *row.domains);
    for (size_t i = 0; i < at->domain_count; i++)
        row.domains[i] = par_report_shown(rows, at->domains[i]);
    return row;
}

/* --- Years ------------------------------------------------------------------------------------------------------- */

/* The years of one file; one that brings several periods has as many. */
struct years {
    size_t count, room;
    struct par_report_year *items;
    struct par_names *lines; /* of each unit and period */
};

static struct par_report_year *year_of(struct par_report_rows *rows, const struct columns *at, struct years *years,
                                       const char *period)
{
    for (size_t i = 0; i < years->count; i++)
        if (strcmp(years->items[i].period, period) == 0)
            return &years->items[i];
    years->items = par_arena_grow(rows->report->arena, years->items, years->count, &years->room, sizeof *years->items);
    struct par_report_year *year = &years->items[years->count++];
    *year = (struct par_report_year){
        .file = rows->path, .period = period, .domain_count = at->domain_count, .domains = at->ids};
    return year;
}

static void refuse_blank(struct par_report_rows *rows, int column, const char *name)
{
    struct par_place place = par_records_place(&rows->cells.records, column);
    par_diags_add(rows->cells.records.diags, PAR_ERROR, PAR_REPORT_BLANK, &place, name, NULL);
}

static void check_row(struct par_report_rows *rows, const struct columns *at, struct years *years,
                      const struct par_report_rank *row)
{
    struct par_records *records = &rows->cells.records;
    struct par_place place = par_records_place(records, at->unit);
    const char *key = par_arena_join(records->arena, row->period, "\n", row->unit, NULL);
    char line[PAR_DECIMAL_TEXT];
    int32_t first = par_names_add(years->lines, par_span_of(key), (int32_t)records->line);
    if (first != PAR_NAME_NONE) {
        par_decimal_print(first, 0, 0, '.', line);
        par_diags_add(records->diags, PAR_ERROR, PAR_UNIT_REPEATED, &place, row->unit, line, NULL);
    }
    if (!*row->unit)
        refuse_blank(rows, at->unit, "unit");
    if (!*row->period)
        refuse_blank(rows, at->period, "period");
    if (row->rank != 0 && !row->index.is)
        refuse_blank(rows, at->index, "index");
}

static void add_row(struct par_report_rows *rows, const struct columns *at, struct years *years)
{
    struct par_report_rank row = read_row(rows, at);
    check_row(rows, at, years, &row);
    struct par_report_year *year = year_of(rows, at, years, row.period);
    year->rows = par_arena_grow(rows->report->arena, year->rows, year->count, &year->room, sizeof *year->rows);
    year->rows[year->count++] = row;
    rows->count++;
}

static void keep_years(struct par_report_rows *rows, const struct years *years)
{
    struct par_report *report = rows->report;
    struct par_report_year *all =
        par_arena_array(report->arena, report->year_count + years->count, sizeof *report->years);
    if (report->year_count)
        memcpy(all, report->years, report->year_count * sizeof *all);
    if (years->count)
        memcpy(all + report->year_count, years->items, years->count * sizeof *all);
    report->years = all;
    report->year_count += years->count;
}

static void keep_field(struct par_report_rows *rows, const struct years *years, const char *field)
{
    struct par_report *report = rows->report;
    struct par_report_field *all = par_arena_array(report->arena, report->field_count + 1, sizeof *all);
    if (report->field_count)
        memcpy(all, report->fields, report->field_count * sizeof *all);
    all[report->field_count] = (struct par_report_field){field, years->items[0]};
    report->fields = all;
    report->field_count++;
}

/* A ranking without a row has no period, so it says nothing of any year. */
static void refuse_empty(struct par_report_rows *rows)
{
    struct par_place place = {.file = rows->path, .sheet = rows->cells.records.sheet};
    par_diags_add(rows->cells.records.diags, PAR_ERROR, PAR_REPORT_EMPTY, &place, NULL);
}

static void refuse_periods(struct par_report_rows *rows, const struct years *years)
{
    struct par_place place = {.file = rows->path, .sheet = rows->cells.records.sheet};
    par_diags_add(rows->cells.records.diags, PAR_ERROR, PAR_REPORT_PERIODS, &place, years->items[1].period,
                  years->items[0].period, NULL);
}

void par_report_read_ranking(struct par_report_rows *rows, const char *field)
{
    struct columns at = find_columns(rows);
    struct years years = {.lines = par_names_new(rows->scratch)};
    if (!par_score_cells_sound(&rows->cells))
        return;
    while (par_records_next(&rows->cells.records))
        add_row(rows, &at, &years);
    if (par_score_cells_sound(&rows->cells) && years.count == 0)
        refuse_empty(rows);
    if (field && years.count > 1)
        refuse_periods(rows, &years);
    if (!par_score_cells_sound(&rows->cells))
        return;
    if (field)
        keep_field(rows, &years, field);
    else
        keep_years(rows, &years);
}
