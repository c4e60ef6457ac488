#include "letter.h"

#include "build.h"
#include "messages.h"
#include "parindex/lost.h"

enum { COSTLIEST = 3 };

/* --- Helpers ------------------------------------------------------------------------------------------------------ */

/* With no-break spaces between numbers and percent signs. */
static const char *unbroken(const struct par_report_view *view, const char *text)
{
    struct par_build out = {.arena = view->cli->arena};
    if (!strstr(text, " %"))
        return text;
    for (const char *p = text; *p; p++)
        if (p[0] == ' ' && p[1] == '%' && p > text && p[-1] >= '0' && p[-1] <= '9')
            par_build_text(&out, "\xc2\xa0");
        else
            par_build_byte(&out, *p);
    return par_build_end(&out);
}

const char *par_letter_say(const struct par_report_view *view, const char *english, const char *a, const char *b,
                           const char *c, const char *d)
{
    const char *args[] = {a, b, c, d};
    return unbroken(view, par_message_fill(view->cli->arena, par_view_text(view, english), args));
}

const char *par_letter_also(const struct par_report_view *view, const char *first, const char *second)
{
    const char *blank = *first && *second ? " " : "";
    return par_arena_join(view->cli->arena, first, blank, second, NULL);
}

const char *par_letter_signed(const struct par_report_view *view, struct par_shown shown)
{
    const char *sign = shown.is && shown.value > 0 ? "+" : "";
    return par_arena_join(view->cli->arena, sign, par_view_number(view, shown), NULL);
}

static const char *count_text(const struct par_report_view *view, size_t count)
{
    return par_count_text(count, view->cli->arena);
}

static bool is_year(const char *period)
{
    return strlen(period) == 4 && strspn(period, "0123456789") == 4;
}

const char *par_letter_period(const struct par_report_view *view, const char *period)
{
    const char *pattern = is_year(period) ? N_("the year {1}") : N_("the period {1}");
    return par_letter_say(view, pattern, period, NULL, NULL, NULL);
}

const char *par_letter_subject(const struct par_report_view *view)
{
    const char *period = par_letter_period(view, view->report->period);
    return par_letter_say(view, N_("Result of the PAR Index of {1}"), period, NULL, NULL, NULL);
}

/* Whether the text holds an embedding, an override or an isolate: U+202A-202E, U+2066-2069. */
static bool turns(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        if (p[0] == 0xe2 &&
            ((p[1] == 0x80 && p[2] >= 0xaa && p[2] <= 0xae) || (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9)))
            return true;
    return false;
}

static const char *isolated(const struct par_report_view *view, const char *text)
{
    return turns(text) ? par_arena_join(view->cli->arena, "\xe2\x81\xa8", text, "\xe2\x81\xa9", NULL) : text;
}

const char *par_letter_name(const struct par_report_view *view, const struct par_report_unit *unit)
{
    return isolated(view, *unit->now->name ? unit->now->name : unit->now->unit);
}

/* --- Where it stands ---------------------------------------------------------------------------------------------- */

static size_t sharing(const struct par_report_unit *unit)
{
    size_t count = 0;
    for (size_t i = 0; i < unit->bloc->count; i++)
        count += unit->bloc->units[i].now->rank == unit->now->rank;
    return count - 1;
}

static const char *rank_words(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const char *rank = count_text(view, (size_t)unit->now->rank), *of = count_text(view, unit->bloc->ranked);
    const char *bloc = par_view_bloc(view, unit->bloc), *class_name = par_view_class(view, unit);
    const char *text =
        par_letter_say(view, N_("Rank {1} of {2} in the bloc {3}{4?, class {4}}."), rank, of, bloc, class_name);
    size_t others = sharing(unit);
    if (others == 0)
        return text;
    const char *shared =
        par_letter_say(view, N_("Other units with the same rank: {1}."), count_text(view, others), NULL, NULL, NULL);
    return par_letter_also(view, text, shared);
}

static const char *no_rank_words(const struct par_report_view *view, const struct par_report_unit *unit)
{
    if (unit->now->left_out || unit->now->state == PAR_STATE_SCORED)
        return par_view_text(view, N_("It takes no part in the ranking."));
    return par_letter_say(view, N_("It has no rank: {1}."), par_view_state(view, unit->now->state), NULL, NULL, NULL);
}

static const char *open_words(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_rank *now = unit->now;
    if (now->open_max.is && now->open_max.value > 0)
        return par_letter_say(view, N_("The result is provisional: of the maximum, {1} points are still open."),
                              par_view_number(view, now->open_max), NULL, NULL, NULL);
    return now->provisional ? par_view_text(view, N_("The result is provisional.")) : "";
}

const char *par_letter_standing(const struct par_report_view *view, const struct par_report_unit *unit)
{
    const struct par_report_rank *now = unit->now;
    const char *name = par_letter_name(view, unit), *text;
    if (!now->points.is && now->rank == 0)
        return par_letter_say(view, N_("{1} has no result: {2}."), name, par_view_standing(view, now), NULL, NULL);
    text = par_letter_say(view, N_("{1}: {2} of {3} points{4?, an index of {4} %}."), name,
                          par_view_number(view, now->points), par_view_number(view, now->applicable_max),
                          par_view_number(view, now->index));
    text = par_letter_also(view, text, now->rank > 0 ? rank_words(view, unit) : no_rank_words(view, unit));
    return par_letter_also(view, text, open_words(view, unit));
}

/* a - b, at the decimals of the finer one. */
static struct par_shown difference(struct par_shown a, struct par_shown b)
{
    if (!a.is || !b.is)
        return (struct par_shown){.is = false};
    int decimals = a.decimals > b.decimals ? a.decimals : b.decimals;
    return (struct par_shown){true, a.value - b.value, decimals};
}

static struct par_shown without_sign(struct par_shown shown)
{
    shown.value = shown.value < 0 ? -shown.value : shown.value;
    return shown;
}

static struct par_shown mean_of(struct par_figures figures, const struct par_report_unit *unit)
{
    int decimals = unit->bloc->set ? unit->bloc->set->decimals_index : 2;
    return (struct par_shown){figures.mean.is, figures.mean.points, decimals};
}

const char *par_letter_beside_mean(const struct par_report_view *view, const struct par_report_unit *unit)
{
    struct par_shown mean = mean_of(unit->bloc->index, unit), gap = difference(unit->now->index, mean);
    if (!gap.is || unit->now->rank == 0)
        return "";
    const char *pattern =
        gap.value > 0   ? N_("The mean of the bloc is {1} %; the unit lies {2} percentage points above it.")
        : gap.value < 0 ? N_("The mean of the bloc is {1} %; the unit lies {2} percentage points below it.")
                        : N_("The mean of the bloc is {1} %, just as the unit's own index.");
    return par_letter_say(view, pattern, par_view_number(view, mean), par_view_number(view, without_sign(gap)), NULL,
                          NULL);
}

/* --- What it lost ------------------------------------------------------------------------------------------------- */

size_t par_letter_loss_count(const struct par_report_unit *unit)
{
    size_t count = 0;
    while (count < unit->loss_count && unit->losses[count].lost.is && unit->losses[count].lost.value > 0)
        count++;
    return count;
}

static par_points sum_of(const struct par_report_unit *unit, size_t count)
{
    par_points sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += unit->losses[i].lost.value;
    return sum;
}

par_points par_letter_lost(const struct par_report_unit *unit)
{
    return sum_of(unit, par_letter_loss_count(unit));
}

/* Decimals that show every one of the unit's losses. */
static int loss_decimals(const struct par_report_unit *unit)
{
    int decimals = 0;
    for (size_t i = 0; i < unit->loss_count; i++)
        decimals = unit->losses[i].lost.decimals > decimals ? unit->losses[i].lost.decimals : decimals;
    return decimals;
}

static const char *costliest(const struct par_report_view *view, const struct par_report_unit *unit, size_t count)
{
    struct par_build out = {.arena = view->cli->arena};
    for (size_t i = 0; i < count; i++) {
        const struct par_report_loss *loss = &unit->losses[i];
        const char *title = par_view_title(view, unit->bloc->set, loss->node, loss->title);
        par_build_text(&out, i ? "; " : "");
        par_build_text(&out, par_letter_say(view, N_("{1} {2} ({3} points)"), loss->node, isolated(view, title),
                                            par_view_number(view, loss->lost), NULL));
    }
    return par_build_end(&out);
}

const char *par_letter_losses(const struct par_report_view *view, const struct par_report_unit *unit)
{
    size_t count = par_letter_loss_count(unit), named = count < COSTLIEST ? count : COSTLIEST;
    par_points lost = par_letter_lost(unit), share;
    const char *of = "";
    if (count == 0)
        return "";
    if (named < count && par_loss_share(sum_of(unit, named), lost, &share))
        of = par_view_points(view, share, 2);
    return par_letter_say(
        view,
        N_("Points lost: {1}; components that lost points: {2}. The costliest: {3}{4?, together {4} % "
           "of all points lost}."),
        par_view_points(view, lost, loss_decimals(unit)), count_text(view, count), costliest(view, unit, named), of);
}

const char *par_letter_cause(const struct par_report_view *view, const struct par_report_loss *loss)
{
    const char *years = "";
    if (loss->years_lost > 1)
        years = par_letter_say(view, N_("points lost {1} years in a row"), count_text(view, (size_t)loss->years_lost),
                               NULL, NULL, NULL);
    return par_letter_say(view, N_("{1}{2? ({2})}{3?: {3}}{4?; {4}}"), par_view_cause(view, loss->cause),
                          par_view_cause_kind(view, loss->cause_kind), isolated(view, loss->reason), years);
}

/* What a loss of this cause asks for where no plan was read. */
static const char *usual_way(const struct par_report_view *view, const char *cause)
{
    static const char *const ways[][2] = {
        {"rule", N_("raise the result that the criterion measures")},
        {"cut", N_("explain, or show grounds for the points claimed")},
        {"evidence", N_("hand in the evidence")},
        {"missing", N_("answer the criterion")},
        {"survey", N_("raise the satisfaction of those who are asked")},
        {"penalty", N_("mend what was penalised")},
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (strcmp(ways[i][0], cause) == 0)
            return par_view_text(view, ways[i][1]);
    return "";
}

const char *par_letter_win_back(const struct par_report_view *view, const struct par_report_loss *loss)
{
    if (!*loss->solution && !*loss->target)
        return usual_way(view, loss->cause);
    return par_letter_say(view, N_("{1}{2?{1?; }{2}}{3?; deadline {3}}"), isolated(view, loss->solution),
                          isolated(view, loss->target), loss->deadline, NULL);
}

/* --- Domains ------------------------------------------------------------------------------------------------------ */

static const struct par_report_score *score_of(const struct par_report_unit *unit, const char *node)
{
    for (size_t i = 0; i < unit->score_count; i++)
        if (strcmp(unit->scores[i].node, node) == 0)
            return &unit->scores[i];
    return NULL;
}

static bool has_domain(const struct par_report_unit *unit, const char *id)
{
    const struct par_set *set = unit->bloc->set;
    for (int32_t i = 0; set && i < set->criterion_count; i++)
        if (set->criteria[i].depth == 1 && strcmp(set->criteria[i].id, id) == 0)
            return true;
    return false;
}

struct par_letter_domain *par_letter_domains(const struct par_report_view *view, const struct par_report_unit *unit,
                                             size_t *count)
{
    const struct par_report_year *year = &view->report->years[view->report->year_count - 1];
    struct par_letter_domain *domains = par_arena_array(view->cli->arena, year->domain_count, sizeof *domains);
    *count = 0;
    for (size_t i = 0; i < year->domain_count; i++) {
        const char *id = year->domains[i];
        const struct par_report_score *score = score_of(unit, id);
        if (!unit->now->domains[i].is && !has_domain(unit, id))
            continue;
        struct par_letter_domain *domain = &domains[(*count)++];
        domain->id = id;
        domain->title = par_view_title(view, unit->bloc->set, id, id);
        domain->index = unit->now->domains[i];
        domain->mean = mean_of(unit->bloc->domains[i], unit);
        domain->difference = difference(domain->index, domain->mean);
        domain->points = score ? score->points : (struct par_shown){.is = false};
        domain->applicable_max = score ? score->applicable_max : (struct par_shown){.is = false};
    }
    return domains;
}
