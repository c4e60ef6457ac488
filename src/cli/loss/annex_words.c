#include "annex_words.h"

#include "lost_words.h"
#include "messages.h"
#include "parindex/text.h"
#include "plan_words.h"

/* --- Why --------------------------------------------------------------------------------------------------------- */

static bool says_cause(const struct par_loss *rows, size_t count, enum par_loss_cause cause)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].cause == cause)
            return true;
    return false;
}

const char *par_annex_cause(const struct par_cli *cli, const struct par_loss *rows, size_t count, const char *reason)
{
    const char *causes = "", *kind = "";
    for (size_t i = 0; i < count; i++) {
        if (says_cause(rows, i, rows[i].cause))
            continue;
        causes = par_arena_join(cli->arena, causes, *causes ? "; " : "", par_words_of_cause(cli, rows[i].cause), NULL);
    }
    if (count)
        kind = par_words_of_cause_kind(cli, rows->cause_kind);
    const char *arguments[PAR_DIAG_ARGS] = {causes, reason, kind};
    return par_message_fill(cli->arena, par_cli_text(cli, N_("{1}{2?: {2}}{3? ({3})}")), arguments);
}

/* --- What to reach ----------------------------------------------------------------------------------------------- */

struct aiming {
    const struct par_explaining *with;
    const struct par_criterion *criterion;
};

static bool is_penalty(const struct aiming *aim)
{
    return aim->criterion->role == PAR_ROLE_PENALTY;
}

static par_points goal_of(const struct aiming *aim)
{
    return is_penalty(aim) ? 0 : aim->criterion->max;
}

static bool is_better(const struct aiming *aim, par_points a, par_points b)
{
    return is_penalty(aim) ? a < b : a > b;
}

/* Adds the words of an alternative that gives more than the one before. */
static const char *add(const struct aiming *aim, const char *text, const struct par_offer *offer,
                       const struct par_alternative *alternative, struct par_maybe *before)
{
    struct par_arena *arena = aim->with->cli->arena;
    if (before->is && !is_better(aim, alternative->points, before->points))
        return text;
    *before = (struct par_maybe){true, alternative->points};
    const char *words = par_plan_words(aim->with, offer, alternative);
    if (alternative->has_reach)
        words = par_arena_join(arena, words, ": ", par_points_words(aim->with, *before), NULL);
    return par_arena_join(arena, text, *text ? "; " : "", words, NULL);
}

static const char *add_reaches(const struct aiming *aim, const char *text, struct par_inverse *inverse,
                               const struct par_offer *offer, struct par_maybe *before)
{
    struct par_alternative next = {.evidence = offer->cut, .has_reach = true}, most = next;
    if (par_inverse_next(inverse, &next.reach)) {
        next.points = next.reach.points;
        text = add(aim, text, offer, &next, before);
    }
    if (par_inverse_most(inverse, &most.reach)) {
        most.points = most.reach.points;
        text = add(aim, text, offer, &most, before);
    }
    return text;
}

const char *par_annex_target(const struct par_explaining *with, const struct par_assessment *assessment, size_t unit,
                             int32_t position, const struct par_node_score *node, struct par_arena *scratch)
{
    struct aiming aim = {with, &with->unit->set->criteria[position]};
    int32_t component = aim.criterion->component;
    struct par_inverse *inverse = par_inverse_of_component(assessment, unit, component, par_text_fold, scratch);
    struct par_maybe earned = par_earned_of(assessment, unit, component, node), before = node->points;
    struct par_offer offer = {
        .position = position, .now = node->points, .missing = node->state == PAR_STATE_MISSING, .inverse = inverse};
    struct par_alternative restored = {.points = earned.points, .evidence = true}, all = {.points = goal_of(&aim)};
    const char *text = "";
    offer.cut = node->points.is && earned.is && is_better(&aim, earned.points, node->points.points);
    all.evidence = offer.cut;
    if (offer.cut)
        text = add(&aim, text, &offer, &restored, &before);
    if (inverse && par_inverse_kind_of(inverse) != PAR_INVERSE_POINTS)
        text = add_reaches(&aim, text, inverse, &offer, &before);
    else
        text = add(&aim, text, &offer, &all, &before);
    return *text ? text : par_plan_words(with, &offer, NULL);
}

/* --- States ------------------------------------------------------------------------------------------------------ */

const char *par_annex_state_words(const struct par_cli *cli, enum par_annex_state state)
{
    static const char *const words[] = {
        [PAR_ANNEX_IS_LOST] = N_("still losing points"),  [PAR_ANNEX_IS_MISSING] = N_("not answered"),
        [PAR_ANNEX_IS_BY_HAND] = N_("added by hand"),     [PAR_ANNEX_IS_WON] = N_("won back"),
        [PAR_ANNEX_IS_PENDING] = N_("not yet appraised"), [PAR_ANNEX_IS_NOT_APPLICABLE] = N_("not applicable"),
        [PAR_ANNEX_HAS_NO_FIGURES] = N_("not submitted"), [PAR_ANNEX_HAS_NO_CRITERION] = N_("the criterion is gone"),
        [PAR_ANNEX_HAS_NO_UNIT] = N_("the unit is gone"),
    };
    return par_cli_text(cli, words[state]);
}
