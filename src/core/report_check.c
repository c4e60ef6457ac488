/* Whether the ranking was made of the scores beside it. */
#include "report_private.h"

static par_points power_of_ten(int exponent)
{
    return exponent > 0 ? 10 * power_of_ten(exponent - 1) : 1;
}

/* Equal as far as the one with fewer decimals is printed: half a unit of its last digit apart at most. */
static bool agree(struct par_shown a, struct par_shown b)
{
    if (!a.is || !b.is)
        return a.is == b.is;
    int coarser = a.decimals < b.decimals ? a.decimals : b.decimals;
    par_points unit = a.decimals == b.decimals ? 1 : power_of_ten(PAR_POINTS_SCALE - coarser);
    par_points apart = a.value < b.value ? b.value - a.value : a.value - b.value;
    return apart <= unit / 2;
}

/* The row of the whole set; NULL. */
static const struct par_report_score *total_of(const struct par_report_unit *unit)
{
    for (size_t i = 0; i < unit->score_count; i++)
        if (unit->scores[i].depth == 0)
            return &unit->scores[i];
    return NULL;
}

static const char *scores_file(const struct par_report *report)
{
    for (size_t i = 0; i < report->source_count; i++)
        if (report->sources[i].kind == PAR_REPORT_SCORES)
            return report->sources[i].name;
    return "";
}

static const char *text_of(struct par_shown shown, struct par_arena *arena)
{
    return shown.is ? par_shown_text(shown, '.', arena) : "-";
}

/* The first figure that differs, with the name of its column in the ranking. */
static void check_unit(const struct par_report *report, const struct par_report_unit *unit, struct par_diags *diags)
{
    const struct par_report_score *total = total_of(unit);
    const struct par_report_rank *now = unit->now;
    struct par_place place = {.file = par_report_newest(report)->file, .unit = now->unit};
    if (!total)
        return;
    const struct {
        const char *column;
        struct par_shown ranked, scored;
        bool wanted; /* also where one of the two is blank */
    } figures[] = {{"points", now->points, total->points, true},
                   {"applicable_max", now->applicable_max, total->applicable_max, false},
                   {"index", now->index, total->percent, false}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        bool both = figures[i].ranked.is && figures[i].scored.is;
        if ((!both && !figures[i].wanted) || agree(figures[i].ranked, figures[i].scored))
            continue;
        par_diags_add(diags, PAR_ERROR, PAR_REPORT_STALE, &place, figures[i].column,
                      text_of(figures[i].ranked, report->arena), scores_file(report),
                      text_of(figures[i].scored, report->arena), NULL);
        return;
    }
}

void par_report_check_scores(const struct par_report *report, struct par_diags *diags)
{
    for (size_t i = 0; i < report->unit_count; i++)
        check_unit(report, &report->list[i], diags);
}
