#include "lost_private.h"

#include <stdlib.h>

const char *par_loss_cause_name(enum par_loss_cause cause)
{
    static const char *const names[] = {
        [PAR_LOSS_RULE] = "rule",         [PAR_LOSS_CUT] = "cut",           [PAR_LOSS_EVIDENCE] = "evidence",
        [PAR_LOSS_MISSING] = "missing",   [PAR_LOSS_SURVEY] = "survey",     [PAR_LOSS_NOT_REACHED] = "not-reached",
        [PAR_LOSS_PENALTY] = "penalty",   [PAR_LOSS_BONUS] = "bonus",       [PAR_LOSS_CAP] = "cap",
        [PAR_LOSS_ROUNDING] = "rounding", [PAR_LOSS_MISMATCH] = "mismatch",
    };
    return names[cause];
}

/* The unit at hand. */
struct auditing {
    const struct par_assessment *assessment;
    const struct par_causes *causes;
    bool blank_means_agree;
    struct par_arena *arena;
    struct par_losses *losses;
    size_t room;
    size_t unit;
    struct par_unit_score *score;
    struct par_ledger *ledger;
    struct par_course *course;
};

static struct par_loss *add_row(struct auditing *auditing, int32_t position, enum par_loss_cause cause)
{
    struct par_losses *losses = auditing->losses;
    const struct par_node_score *node = &auditing->score->nodes[position];
    losses->items =
        par_arena_grow(auditing->arena, losses->items, losses->count, &auditing->room, sizeof *losses->items);
    struct par_loss *loss = &losses->items[losses->count++];
    *loss = (struct par_loss){.unit = auditing->unit,
                              .position = position,
                              .cause = cause,
                              .state = node->state,
                              .points = node->points,
                              .applicable_max = node->applicable_max,
                              .flags = node->flags};
    return loss;
}

static void add_own_row(struct auditing *auditing, int32_t position, enum par_loss_cause cause, par_points lost)
{
    if (lost != 0)
        add_row(auditing, position, cause)->lost = lost;
}

static enum par_cause_kind cause_kind_of(const struct auditing *auditing, const struct par_criterion *criterion)
{
    if (!auditing->causes)
        return criterion->cause_kind;
    return par_causes_of(auditing->causes, auditing->unit, criterion->component);
}

static void add_component_row(struct auditing *auditing, int32_t position, enum par_loss_cause cause, par_points lost,
                              par_points open)
{
    if (lost == 0 && open == 0)
        return;
    struct par_loss *loss = add_row(auditing, position, cause);
    loss->lost = lost;
    loss->open = open;
    loss->course = auditing->course->kind;
    loss->cause_kind = cause_kind_of(auditing, &auditing->score->unit->set->criteria[position]);
}

/* Why a component lost what nobody took away. */
static enum par_loss_cause plain_cause(const struct auditing *auditing, const struct par_criterion *criterion)
{
    if (criterion->role == PAR_ROLE_BONUS)
        return PAR_LOSS_BONUS;
    if (criterion->role == PAR_ROLE_PENALTY)
        return PAR_LOSS_PENALTY;
    if (criterion->origin == PAR_FROM_SURVEY || criterion->origin == PAR_FROM_SIPAS)
        return PAR_LOSS_SURVEY;
    const struct par_entry *own = par_assessment_entry(auditing->assessment, auditing->unit, 0, criterion->component);
    bool filed = par_assessment_rows(auditing->assessment, auditing->unit, 0) > 0;
    bool answered = auditing->course->claim.is || own->marks & PAR_MARK_NOT_APPLIES;
    return criterion->origin == PAR_FROM_REPORT && filed && !answered ? PAR_LOSS_MISSING : PAR_LOSS_RULE;
}

/* The part of the effect that belongs to what was taken: in proportion, rounded down. */
static par_points effect_of(struct auditing *auditing, par_points effect, par_points taken, par_points own)
{
    struct par_ratio part = {taken, own}, whole = {effect, 1}, micro = {1, PAR_POINTS_ONE};
    par_points points = 0;
    if (effect == own)
        return taken;
    bool fits = par_ratio_mul(part, whole, &part) && par_ratio_mul(part, micro, &part) &&
                par_ratio_round(part, PAR_POINTS_SCALE, PAR_DOWN, &points);
    auditing->ledger->overflow = auditing->ledger->overflow || !fits;
    return points;
}

static void add_component(struct auditing *auditing, int32_t position)
{
    const struct par_criterion *criterion = &auditing->score->unit->set->criteria[position];
    const struct par_node_score *node = &auditing->score->nodes[position];
    const struct par_effect *effect = &auditing->ledger->effects[position];
    if (effect->lost == 0 && effect->open == 0)
        return;
    par_course_of(auditing->assessment, auditing->unit, criterion->component, auditing->blank_means_agree,
                  auditing->course);
    if (node->state == PAR_STATE_PENDING || node->state == PAR_STATE_MISSING) {
        bool pending = node->state == PAR_STATE_PENDING;
        add_component_row(auditing, position, pending ? PAR_LOSS_NOT_REACHED : PAR_LOSS_MISSING, effect->lost,
                          effect->open);
        return;
    }
    par_points own = auditing->ledger->lost[position], taken = 0;
    if (criterion->role == PAR_ROLE_BASE)
        taken = par_course_taken(auditing->course, own);
    par_points cut = taken ? effect_of(auditing, effect->lost, taken, own) : 0;
    bool proofless = criterion->evidence_required && !auditing->course->has_evidence;
    add_component_row(auditing, position, plain_cause(auditing, criterion), effect->lost - cut, effect->open);
    add_component_row(auditing, position, proofless ? PAR_LOSS_EVIDENCE : PAR_LOSS_CUT, cut, 0);
}

static void add_sums(struct auditing *auditing, size_t first)
{
    struct par_unit_loss *sums = &auditing->losses->units[auditing->unit];
    for (size_t i = first; i < auditing->losses->count; i++) {
        const struct par_loss *loss = &auditing->losses->items[i];
        sums->lost += loss->lost;
        sums->open += loss->open;
        sums->gross += loss->lost > 0 ? loss->lost : 0;
    }
    auditing->losses->gross += sums->gross;
}

static void add_unit(struct auditing *auditing, struct par_diags *diags)
{
    const struct par_set *set = auditing->score->unit->set;
    const struct par_node_score *total = &auditing->score->nodes[0];
    struct par_unit_loss *sums = &auditing->losses->units[auditing->unit];
    size_t first = auditing->losses->count;
    sums->state = total->state;
    if (total->state == PAR_STATE_NOT_SUBMITTED || total->state == PAR_STATE_UNREADABLE)
        return;
    sums->applicable_max = total->applicable_max;
    sums->final = total->points.is ? total->points.points : 0;
    par_ledger_fill(auditing->ledger);
    for (int32_t i = 0; i < set->criterion_count; i++) {
        const struct par_effect *effect = &auditing->ledger->effects[i];
        if (set->criteria[i].component >= 0)
            add_component(auditing, i);
        add_own_row(auditing, i, PAR_LOSS_CAP, effect->cap);
        add_own_row(auditing, i, PAR_LOSS_ROUNDING, effect->rounding);
        add_own_row(auditing, i, PAR_LOSS_MISMATCH, effect->mismatch);
    }
    if (auditing->ledger->overflow && !auditing->score->overflow) {
        struct par_place place = {.unit = auditing->score->unit->code};
        par_diags_add(diags, PAR_ERROR, PAR_OVERFLOW, &place, NULL);
    }
    add_sums(auditing, first);
}

struct par_losses *par_losses_of(const struct par_assessment *assessment, bool blank_means_agree,
                                 const struct par_causes *causes, struct par_arena *arena, struct par_diags *diags)
{
    size_t units = par_assessment_units(assessment)->count;
    struct par_losses *losses = par_arena_alloc(arena, sizeof *losses);
    struct auditing auditing = {.assessment = assessment,
                                .causes = causes,
                                .blank_means_agree = blank_means_agree,
                                .arena = arena,
                                .losses = losses,
                                .score = par_unit_score_new(assessment, arena),
                                .course = par_course_new(assessment, arena)};
    struct par_score_options options = {.blank_means_agree = blank_means_agree};
    auditing.ledger = par_ledger_new(auditing.score, arena);
    losses->assessment = assessment;
    losses->units = par_arena_array(arena, units, sizeof *losses->units);
    for (auditing.unit = 0; auditing.unit < units; auditing.unit++) {
        par_score_unit(assessment, auditing.unit, &options, auditing.score);
        par_score_report(auditing.score, diags);
        add_unit(&auditing, diags);
    }
    par_losses_rank(losses, arena);
    return losses;
}

bool par_loss_share(par_points lost, par_points gross, par_points *out)
{
    struct par_ratio share = {lost, gross}, hundred = {100, 1};
    return lost > 0 && gross > 0 && par_ratio_mul(share, hundred, &share) &&
           par_ratio_round(share, 2, PAR_HALF_UP, out);
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int worse_first(const void *left, const void *right)
{
    const struct par_loss *a = left, *b = right;
    int order = compare(b->lost, a->lost);
    order = order ? order : compare(b->open, a->open);
    order = order ? order : compare((int64_t)a->unit, (int64_t)b->unit);
    order = order ? order : compare(a->position, b->position);
    return order ? order : compare((int64_t)a->cause, (int64_t)b->cause);
}

void par_losses_sort(struct par_losses *losses)
{
    if (losses->count)
        qsort(losses->items, losses->count, sizeof *losses->items, worse_first);
}
