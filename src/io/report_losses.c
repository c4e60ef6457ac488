/* Lost points, their plan, and scores. */
#include "parindex/annex.h"
#include "parindex/lost.h"
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
        items = par_report_grow(rows, items, sizeof *items);
        items[rows->count++] = loss;
    }
    if (par_score_cells_sound(&rows->cells))
        report->losses = par_report_append(rows, report->losses, &report->loss_count, items, sizeof *items);
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
        items = par_report_grow(rows, items, sizeof *items);
        items[rows->count++] = read_score(rows, &at);
    }
    if (par_score_cells_sound(&rows->cells))
        report->scores = par_report_append(rows, report->scores, &report->score_count, items, sizeof *items);
}

/* --- Plans (par-audit plan-table) -------------------------------------------------------------------------------- */

static struct par_report_plan plan_of(const struct par_kept_row *row)
{
    return (struct par_report_plan){.unit = row->unit,
                                    .node = row->criterion,
                                    .solution = row->cells[PAR_ANNEX_SOLUTION].text,
                                    .target = row->cells[PAR_ANNEX_TARGET].text,
                                    .deadline = row->cells[PAR_ANNEX_DEADLINE].text};
}

static void check_plan_period(struct par_report_rows *rows, const struct par_kept *kept, const struct par_kept_row *row)
{
    const char *period = row->cells[PAR_ANNEX_PERIOD].text;
    struct par_place place = {.file = kept->file, .sheet = kept->sheet, .line = row->line};
    if (!rows->period && *period)
        rows->period = period;
    if (rows->period && *period && strcmp(period, rows->period) != 0)
        par_diags_add(rows->cells.records.diags, PAR_ERROR, PAR_REPORT_PERIODS, &place, period, rows->period, NULL);
}

/* Rows that have ended may be of other periods, and have nothing to win back. */
void par_report_read_plan(struct par_report_rows *rows, const char *path, const struct par_reading *how)
{
    struct par_report *report = rows->report;
    struct par_report_plan *items = NULL;
    static const struct par_reading any = {0};
    struct par_kept *kept = par_annex_load(path, how ? how : &any, report->arena, rows->cells.records.diags);
    for (size_t i = 0; kept && i < kept->count; i++) {
        const struct par_kept_row *row = &kept->rows[i];
        if (!*row->unit || !*row->criterion || row->state >= PAR_ANNEX_IS_WON)
            continue;
        check_plan_period(rows, kept, row);
        items = par_report_grow(rows, items, sizeof *items);
        items[rows->count++] = plan_of(row);
    }
    if (kept && par_score_cells_sound(&rows->cells))
        report->plans = par_report_append(rows, report->plans, &report->plan_count, items, sizeof *items);
}
