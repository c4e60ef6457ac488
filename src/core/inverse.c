#include "inverse_private.h"

const char *par_points_only_name(enum par_points_only why)
{
    static const char *const names[] = {[PAR_ONLY_TYPED] = "typed",
                                        [PAR_ONLY_OTHERS] = "others",
                                        [PAR_ONLY_SURVEY] = "survey",
                                        [PAR_ONLY_SILENT] = "silent",
                                        [PAR_ONLY_FIXED] = "fixed"};
    return names[why];
}

/* --- Where a rule may turn --------------------------------------------------------------------------------------- */

void par_turns_measure(struct par_turns *turns, const struct par_measure *of)
{
    static const int64_t ends[] = {0, 100};
    if (!turns->of)
        turns->of = of;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        par_turns_add(turns, of, (struct par_ratio){ends[i], 1});
}

void par_turns_add(struct par_turns *turns, const struct par_measure *of, struct par_ratio at)
{
    turns->items = par_arena_grow(turns->arena, turns->items, turns->count, &turns->room, sizeof *turns->items);
    turns->items[turns->count++] = (struct par_turning){of, at};
}

void par_turns_range(struct par_turns *turns, const struct par_measure *of, const struct par_range *range)
{
    par_turns_measure(turns, of);
    if (range->low.given)
        par_turns_add(turns, of, range->low.at);
    if (range->high.given)
        par_turns_add(turns, of, range->high.at);
}

void par_rule_turns(const struct par_rule *rule, const struct par_evaluation *evaluation, struct par_turns *turns)
{
    if (rule->type->turns)
        rule->type->turns(rule, evaluation, turns);
}

/* --- Making one -------------------------------------------------------------------------------------------------- */

bool par_inverse_merit(const struct par_inverse *inverse, par_points *merit)
{
    struct par_outcome outcome = par_rule_evaluate(inverse->rule, &inverse->evaluation);
    if (outcome.verdict != PAR_EARNED)
        return false;
    *merit = inverse->less ? -outcome.points : outcome.points;
    return true;
}

static par_points turned(const struct par_inverse *inverse, par_points points)
{
    return inverse->less ? -points : points;
}

/* Arrays of its own, so that the lever can be moved. */
static void copy_filled(struct par_inverse *inverse, const struct par_evaluation *evaluation)
{
    struct par_arena *arena = evaluation->arena;
    size_t count = evaluation->set->input_count;
    const struct par_filled *filled = evaluation->filled;
    inverse->given = par_arena_array(arena, count, sizeof *inverse->given);
    inverse->known = par_arena_array(arena, count, sizeof *inverse->known);
    inverse->inputs = par_arena_array(arena, count, sizeof *inverse->inputs);
    for (size_t i = 0; i < count; i++) {
        inverse->given[i] = filled->given && filled->given[i];
        inverse->known[i] = filled->known && filled->known[i];
        if (inverse->given[i])
            inverse->inputs[i] = filled->inputs[i];
    }
    inverse->filled = *filled;
    inverse->filled.given = inverse->given;
    inverse->filled.known = inverse->known;
    inverse->filled.inputs = inverse->inputs;
    inverse->evaluation.filled = &inverse->filled;
}

static bool is_silent(const struct par_filled *filled, const struct par_inverse *inverse)
{
    if (filled->answer.size || filled->has_value || filled->has_num || filled->has_den)
        return false;
    for (size_t i = 0; i < inverse->evaluation.set->input_count; i++)
        if (par_rule_takes_input(inverse->rule, i) && (inverse->given[i] || inverse->known[i]))
            return false;
    return true;
}

/* Points only, for a reason that the type of the rule gives. */
static bool is_points_only(struct par_inverse *inverse)
{
    const struct par_rule *rule = inverse->rule;
    if (rule->typed)
        inverse->why = PAR_ONLY_TYPED;
    else if (rule->type == &par_rule_minmax)
        inverse->why = PAR_ONLY_OTHERS;
    else if (rule->type == &par_rule_survey)
        inverse->why = PAR_ONLY_SURVEY;
    else
        return false;
    return true;
}

/* The kind, once the rule is known not to be points only by its type. */
static enum par_inverse_kind settle_kind(struct par_inverse *inverse)
{
    struct par_turns turns = {.arena = inverse->evaluation.arena};
    par_rule_turns(inverse->rule, &inverse->evaluation, &turns);
    if (turns.of && inverse->has_now)
        return par_inverse_set_lever(inverse, &turns) ? PAR_INVERSE_LEVER : PAR_INVERSE_POINTS;
    if (!turns.of && inverse->rule->takes_answer)
        return par_inverse_set_answers(inverse) ? PAR_INVERSE_ANSWER : PAR_INVERSE_POINTS;
    inverse->why = !turns.of && inverse->has_now ? PAR_ONLY_SURVEY : PAR_ONLY_SILENT;
    return PAR_INVERSE_POINTS;
}

struct par_inverse *par_inverse_new(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    struct par_inverse *inverse = par_arena_alloc(evaluation->arena, sizeof *inverse);
    *inverse = (struct par_inverse){.rule = rule,
                                    .evaluation = *evaluation,
                                    .kind = PAR_INVERSE_POINTS,
                                    .less = evaluation->criterion->role == PAR_ROLE_PENALTY};
    inverse->evaluation.diags = par_diags_new(evaluation->arena, 0, 0);
    copy_filled(inverse, evaluation);
    inverse->has_now = par_inverse_merit(inverse, &inverse->now);
    if (is_points_only(inverse))
        return inverse;
    inverse->why = PAR_ONLY_SILENT;
    if (inverse->has_now || is_silent(&inverse->filled, inverse))
        inverse->kind = settle_kind(inverse);
    return inverse;
}

/* --- Asking ------------------------------------------------------------------------------------------------------ */

enum par_inverse_kind par_inverse_kind_of(const struct par_inverse *inverse)
{
    return inverse->kind;
}

enum par_points_only par_inverse_why(const struct par_inverse *inverse)
{
    return inverse->why;
}

const struct par_lever *par_inverse_lever(const struct par_inverse *inverse)
{
    return inverse->kind == PAR_INVERSE_LEVER ? &inverse->lever : NULL;
}

bool par_inverse_now(const struct par_inverse *inverse, par_points *points)
{
    *points = turned(inverse, inverse->now);
    return inverse->has_now;
}

static bool reach(struct par_inverse *inverse, par_points least, struct par_reach *out)
{
    switch (inverse->kind) {
    case PAR_INVERSE_LEVER:
        return par_inverse_reach_lever(inverse, least, out);
    case PAR_INVERSE_ANSWER:
        return par_inverse_reach_answer(inverse, least, out);
    case PAR_INVERSE_POINTS:
        break;
    }
    return false;
}

bool par_inverse_reach(struct par_inverse *inverse, par_points points, struct par_reach *out)
{
    return reach(inverse, turned(inverse, points), out);
}

bool par_inverse_next(struct par_inverse *inverse, struct par_reach *out)
{
    return reach(inverse, inverse->now + 1, out);
}

static bool best_of(struct par_inverse *inverse, par_points *best)
{
    switch (inverse->kind) {
    case PAR_INVERSE_LEVER:
        return par_inverse_best_lever(inverse, best);
    case PAR_INVERSE_ANSWER:
        return par_inverse_best_answer(inverse, best);
    case PAR_INVERSE_POINTS:
        break;
    }
    return false;
}

bool par_inverse_most(struct par_inverse *inverse, struct par_reach *out)
{
    par_points best;
    return best_of(inverse, &best) && reach(inverse, best, out);
}

/* Every step from the next on; their number, or `limit` + 1 when there are more. */
static size_t all_levels(struct par_inverse *inverse, size_t limit, struct par_reach *out)
{
    par_points reached = inverse->now;
    for (size_t count = 0; count < limit; count++) {
        if (!reach(inverse, reached + 1, &out[count]))
            return count;
        reached = turned(inverse, out[count].points);
    }
    struct par_reach more;
    return reach(inverse, reached + 1, &more) ? limit + 1 : limit;
}

/* Points spread evenly from the next to the most. */
static size_t some_levels(struct par_inverse *inverse, size_t limit, struct par_reach *out)
{
    struct par_reach next;
    par_points best;
    if (!reach(inverse, inverse->now + 1, &next) || !best_of(inverse, &best))
        return 0;
    par_points from = turned(inverse, next.points), reached = inverse->now;
    size_t count = 0;
    for (size_t i = 0; i < limit; i++) {
        par_points goal = from + (par_points)((par_wide)(best - from) * (par_wide)i / (par_wide)(limit - 1));
        if (goal <= reached || !reach(inverse, goal, &out[count]))
            continue;
        reached = turned(inverse, out[count++].points);
    }
    return count;
}

size_t par_inverse_levels(struct par_inverse *inverse, size_t limit, struct par_reach *out)
{
    size_t count = all_levels(inverse, limit, out);
    return count <= limit ? count : some_levels(inverse, limit, out);
}
