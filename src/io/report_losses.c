/* Lost points, their plan, and scores. */
#include "parindex/annex.h"
#include "parindex/lost.h"
#include "parindex/text.h"
#include "report_rows.h"

/* --- Lost points (par-audit lost) -------------------------------------------------------------------------------- */

struct loss_columns {
    int period, unit, bloc, set, node, title, domain, max, applicable_max, points, lost, open, share, state, course,
        cause, cause_kind, lead, with, reason, years_lost;
};

static struct loss_columns find_loss_columns(const struct par_report_rows *rows)
{
    return (struct loss_columns){.period = par_report_column(rows, "period", true),
                                 .unit = par_report_column(rows, "unit", true),
                                 .bloc = par_report_column(rows, "bloc", true),
                                 .set = par_report_column(rows, "set", true),
                                 .node = par_report_column(rows, "node", true),
                                 .title = par_report_column(rows, "title", true),
                                 .domain = par_report_column(rows, "domain", true),
                                 .max = par_report_column(rows, "max", true),
                                 .applicable_max = par_report_column(rows, "applicable_max", true),
                                 .points = par_report_column(rows, "points", true),
                                 .lost = par_report_column(rows, "lost", true),
                                 .open = par_report_column(rows, "open", true),
                                 .share = par_report_column(rows, "share", false),
                                 .state = par_report_column(rows, "state", true),
                                 .course = par_report_column(rows, "course", true),
                                 .cause = par_report_column(rows, "cause", true),
                                 .cause_kind = par_report_column(rows, "cause_kind", false),
                                 .lead = par_report_column(rows, "lead", true),
                                 .with = par_report_column(rows, "with", false),
                                 .reason = par_report_column(rows, "reason", false),
                                 .years_lost = par_report_column(rows, "years_lost", false)};
}

static const char *cause_name(int cause)
{
    return par_loss_cause_name((enum par_loss_cause)cause);
}

static const char *course_name(int course)
{
    return par_course_name((enum par_course_kind)course);
}

static const char *kind_name(int kind)
{
    return par_cause_kind_name((enum par_cause_kind)kind);
}

static struct par_report_loss read_loss(struct par_report_rows *rows, const struct loss_columns *at)
{
    return (struct par_report_loss){
        .unit = par_report_text(rows, at->unit),
        .bloc = par_report_text(rows, at->bloc),
        .set = par_report_text(rows, at->set),
        .node = par_report_text(rows, at->node),
        .title = par_report_text(rows, at->title),
        .domain = par_report_text(rows, at->domain),
        .max = par_report_shown(rows, at->max),
        .applicable_max = par_report_shown(rows, at->applicable_max),
        .points = par_report_shown(rows, at->points),
        .lost = par_report_shown(rows, at->lost),
        .open = par_report_shown(rows, at->open),
        .share = par_report_shown(rows, at->share),
        .state = par_state_name(par_report_state(rows, at->state)),
        .course = par_report_word(rows, at->course, course_name, PAR_COURSE_NOT_APPLICABLE + 1),
        .cause = par_report_word(rows, at->cause, cause_name, PAR_LOSS_CAUSES),
        .cause_kind = par_report_word(rows, at->cause_kind, kind_name, PAR_CAUSE_OBJECTIVE + 1),
        .lead = par_report_text(rows, at->lead),
        .with = par_report_text(rows, at->with),
        .reason = par_report_text(rows, at->reason),
        .years_lost = par_report_whole(rows, at->years_lost, 0),
        .solution = "",
        .target = "",
        .deadline = ""};
}

/* A unit without figures has a row without a criterion, which loses nothing. */
void par_report_read_losses(struct par_report_rows *rows)
{
    struct par_report *report = rows->report;
    struct loss_columns at = find_loss_columns(rows);
    struct par_report_loss *items = NULL;
    if (!par_score_cells_sound(&rows->cells))
        return;
    while (par_records_next(&rows->cells.records)) {
        struct par_report_loss loss = read_loss(rows, &at);
        par_report_one_period(rows, at.period);
        if (!*loss.node)
            continue;
        items = par_report_grow(rows, sizeof *items);
        items[rows->count++] = loss;
    }
    if (par_score_cells_sound(&rows->cells))
        report->losses = par_report_append(rows, report->losses, &report->loss_count, sizeof *items);
}

/* --- Scores (par-score) ------------------------------------------------------------------------------------------ */

struct score_columns {
    int period, unit, set, node, depth, state, points, applicable_max, percent;
};

static struct par_report_score read_score(struct par_report_rows *rows, const struct score_columns *at)
{
    return (struct par_report_score){.unit = par_report_text(rows, at->unit),
                                     .set = par_report_text(rows, at->set),
                                     .node = par_report_text(rows, at->node),
                                     .depth = par_report_whole(rows, at->depth, 0),
                                     .state = par_report_state(rows, at->state),
                                     .points = par_report_shown(rows, at->points),
                                     .applicable_max = par_report_shown(rows, at->applicable_max),
                                     .percent = par_report_shown(rows, at->percent)};
}

void par_report_read_scores(struct par_report_rows *rows)
{
    struct par_report *report = rows->report;
    struct score_columns at = {.period = par_report_column(rows, "period", true),
                               .unit = par_report_column(rows, "unit", true),
                               .set = par_report_column(rows, "set", true),
                               .node = par_report_column(rows, "node", true),
                               .depth = par_report_column(rows, "depth", true),
                               .state = par_report_column(rows, "state", true),
                               .points = par_report_column(rows, "points", true),
                               .applicable_max = par_report_column(rows, "applicable_max", true),
                               .percent = par_report_column(rows, "percent", true)};
    struct par_report_score *items = NULL;
    if (!par_score_cells_sound(&rows->cells))
        return;
    while (par_records_next(&rows->cells.records)) {
        par_report_one_period(rows, at.period);
        items = par_report_grow(rows, sizeof *items);
        items[rows->count++] = read_score(rows, &at);
    }
    if (par_score_cells_sound(&rows->cells))
        report->scores = par_report_append(rows, report->scores, &report->score_count, sizeof *items);
}

/* --- Plans (par-audit plan-table) -------------------------------------------------------------------------------- */

enum { ROWS_BETWEEN = 512 }; /* of a plan, after which what identifying took is freed */

struct plan_columns {
    int cells[PAR_ANNEX_COLUMNS]; /* those that say what a row is about; -1 for the others */
    int period, solution, target, deadline;
};

static struct plan_columns find_plan_columns(const struct par_report_rows *rows)
{
    static const enum par_annex_column about[] = {PAR_ANNEX_UNIT, PAR_ANNEX_CRITERION, PAR_ANNEX_KEY};
    struct plan_columns at = {.period = par_report_column(rows, "period", false),
                              .solution = par_report_column(rows, "solution", true),
                              .target = par_report_column(rows, "target", true),
                              .deadline = par_report_column(rows, "deadline", false)};
    for (int i = 0; i < PAR_ANNEX_COLUMNS; i++)
        at.cells[i] = -1;
    for (size_t i = 0; i < sizeof about / sizeof *about; i++)
        at.cells[about[i]] = par_report_column(rows, par_annex_column_name(about[i]), true);
    return at;
}

/* What a row is about: its key knows better than its cells, which a spreadsheet may have changed. */
static struct par_kept_row identify(const struct par_report_rows *rows, const struct plan_columns *at,
                                    struct par_arena *arena)
{
    struct par_kept_row row = {.line = rows->cells.records.line};
    for (int i = 0; i < PAR_ANNEX_COLUMNS; i++) {
        struct par_span field = par_records_field(&rows->cells.records, at->cells[i]);
        row.cells[i].text = field.size ? par_arena_copy(arena, par_text_nfc(field, arena)) : "";
    }
    par_annex_identify(&row, arena);
    return row;
}

/* Rows that have ended may be of other periods, and have nothing to win back. */
static bool is_planned(const struct par_kept_row *row)
{
    return *row->unit && *row->criterion && row->state < PAR_ANNEX_IS_WON;
}

static void add_plan(struct par_report_rows *rows, const struct plan_columns *at, const struct par_kept_row *row)
{
    if (par_records_field(&rows->cells.records, at->period).size)
        par_report_one_period(rows, at->period);
    struct par_report_plan *items = par_report_grow(rows, sizeof *items);
    items[rows->count++] = (struct par_report_plan){.unit = par_report_keep(rows, par_span_of(row->unit)),
                                                    .node = par_report_keep(rows, par_span_of(row->criterion)),
                                                    .solution = par_report_text(rows, at->solution),
                                                    .target = par_report_text(rows, at->target),
                                                    .deadline = par_report_text(rows, at->deadline)};
}

void par_report_read_plan(struct par_report_rows *rows)
{
    struct par_report *report = rows->report;
    struct plan_columns at = find_plan_columns(rows);
    struct par_arena *brief = par_arena_beside(report->arena);
    for (size_t i = 1; par_score_cells_sound(&rows->cells) && par_records_next(&rows->cells.records); i++) {
        struct par_kept_row row = identify(rows, &at, brief);
        if (is_planned(&row))
            add_plan(rows, &at, &row);
        if (i % ROWS_BETWEEN == 0) {
            par_arena_free(brief);
            brief = par_arena_beside(report->arena);
        }
    }
    par_arena_free(brief);
    if (par_score_cells_sound(&rows->cells))
        report->plans = par_report_append(rows, report->plans, &report->plan_count, sizeof *report->plans);
}
