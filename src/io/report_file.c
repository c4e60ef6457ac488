#include "parindex/report_file.h"

#include <stdlib.h>

#include "parindex/digest.h"
#include "report_rows.h"

/* --- What a file is ---------------------------------------------------------------------------------------------- */

enum { MOST_SIGNS = 5 };

/* Columns that a kind of file has, and one that it has not got. The first that fits is it. */
static const struct sign {
    enum par_report_kind kind;
    const char *has[MOST_SIGNS];
    const char *lacks;
} signs[] = {
    {PAR_REPORT_LOST, {"unit", "node", "lost", "course", "cause"}, NULL},
    {PAR_REPORT_PLAN, {"unit", "criterion", "solution", "target", "key"}, NULL},
    {PAR_REPORT_SHIFTS, {"unit", "node", "comparison", "change_index"}, "effect"},
    {PAR_REPORT_MOVES, {"unit", "comparison", "previous_index", "change_places"}, "effect"},
    {PAR_REPORT_FIGURES, {"grouping", "group", "node", "kind", "option"}, NULL},
    {PAR_REPORT_PLACES, {"grouping", "group", "best_rank", "alike_next"}, NULL},
    {PAR_REPORT_SCORES, {"unit", "node", "depth", "from_round", "flags"}, NULL},
    {PAR_REPORT_RANKING, {"unit", "rank", "points", "index"}, "effect"},
    {PAR_REPORT_SUMMARY, {"bloc", "measure", "name", "value", "share"}, NULL},
    {PAR_REPORT_CHECK, {"unit", "bloc", "set", "components", "answered"}, NULL},
};

static bool has(const struct par_records *records, const char *name)
{
    return par_records_column(records, name, false) >= 0;
}

static bool fits(const struct par_records *records, const struct sign *sign)
{
    for (size_t i = 0; i < MOST_SIGNS && sign->has[i]; i++)
        if (!has(records, sign->has[i]))
            return false;
    return !sign->lacks || !has(records, sign->lacks);
}

static enum par_report_kind kind_of(const struct par_records *records)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (fits(records, &signs[i]))
            return signs[i].kind;
    return PAR_REPORT_UNKNOWN;
}

/* Tables for people have fewer columns, and words of their language. */
static bool is_for_people(const struct par_records *records, enum par_report_kind kind)
{
    bool has_period = kind == PAR_REPORT_LOST || kind == PAR_REPORT_SHIFTS || kind == PAR_REPORT_MOVES;
    return has_period && !has(records, "period");
}

/* --- A file ------------------------------------------------------------------------------------------------------ */

static struct par_place place_of(const struct par_records *records)
{
    return (struct par_place){.file = records->name, .sheet = records->sheet, .line = records->header_line};
}

static void say(const struct par_records *records, enum par_severity severity, enum par_code code, const char *argument)
{
    struct par_place place = place_of(records);
    par_diags_add(records->diags, severity, code, &place, argument, NULL);
}

static void read_rows(struct par_report_rows *rows, enum par_report_kind kind, const char *field)
{
    switch (kind) {
    case PAR_REPORT_RANKING:
        par_report_read_ranking(rows, field);
        break;
    case PAR_REPORT_SCORES:
        par_report_read_scores(rows);
        break;
    case PAR_REPORT_LOST:
        par_report_read_losses(rows);
        break;
    case PAR_REPORT_PLAN:
        par_report_read_plan(rows);
        break;
    case PAR_REPORT_MOVES:
        par_report_read_moves(rows);
        break;
    case PAR_REPORT_SHIFTS:
        par_report_read_shifts(rows);
        break;
    case PAR_REPORT_FIGURES:
        par_report_read_figures(rows);
        break;
    case PAR_REPORT_PLACES:
        par_report_read_places(rows);
        break;
    default:
        break;
    }
}

static void note_source(struct par_report_rows *rows, enum par_report_kind kind)
{
    struct par_report *report = rows->report;
    const char *digest = par_digest_file(rows->path, report->arena, rows->cells.records.diags);
    struct par_report_source *all = par_arena_array(report->arena, report->source_count + 1, sizeof *all);
    if (report->source_count)
        memcpy(all, report->sources, report->source_count * sizeof *all);
    all[report->source_count++] = (struct par_report_source){.name = rows->path,
                                                             .kind = kind,
                                                             .sha256 = digest ? digest + strcspn(digest, ":") + 1 : "",
                                                             .period = rows->period ? rows->period : "",
                                                             .rows = rows->count};
    report->sources = all;
}

/* Whether the file is one whose rows are to be read; findings otherwise. */
static bool is_wanted(const struct par_records *records, enum par_report_kind kind, const char *field, bool any)
{
    if (field && kind != PAR_REPORT_RANKING)
        say(records, PAR_ERROR, PAR_REPORT_FIELD_KIND, field);
    else if (kind == PAR_REPORT_SUMMARY || kind == PAR_REPORT_CHECK) {
        if (!any)
            say(records, PAR_NOTE, PAR_REPORT_NOT_NEEDED, NULL);
    } else if (any && kind == PAR_REPORT_UNKNOWN)
        say(records, PAR_NOTE, PAR_REPORT_NOT_NEEDED, NULL);
    else if (kind == PAR_REPORT_UNKNOWN)
        say(records, PAR_ERROR, PAR_REPORT_FILE_KIND, NULL);
    else if (any && kind == PAR_REPORT_RANKING && !has(records, "period"))
        say(records, PAR_NOTE, PAR_REPORT_NO_PERIOD, NULL);
    else if (is_for_people(records, kind))
        say(records, PAR_ERROR, PAR_REPORT_FOR_PEOPLE, NULL);
    else
        return true;
    return false;
}

static void read_open(struct par_report_rows *rows, const char *field, bool any)
{
    struct par_records *records = &rows->cells.records;
    enum par_report_kind kind = kind_of(records);
    bool wanted = par_score_cells_sound(&rows->cells) && is_wanted(records, kind, field, any);
    if (wanted)
        read_rows(rows, kind, field);
    par_records_close(records);
    if (wanted && par_score_cells_sound(&rows->cells))
        note_source(rows, kind);
}

bool par_report_read(struct par_report *report, const char *path, const char *field, bool any,
                     const struct par_reading *how, struct par_diags *diags)
{
    struct par_arena *scratch = par_arena_beside(report->arena);
    struct par_report_rows rows = {.report = report, .path = path, .scratch = scratch, .texts = par_names_new(scratch)};
    bool opened = par_score_cells_open(&rows.cells, path, how, scratch, diags);
    if (opened)
        read_open(&rows, field, any);
    bool sound = opened && par_score_cells_sound(&rows.cells);
    free(rows.items);
    par_arena_free(scratch);
    return sound;
}
