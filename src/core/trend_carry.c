/* One component of old data under another set. */
#include "trend_carry.h"

/* A component on both sides. */
struct pair {
    int32_t component; /* of the new set */
    const struct par_criterion *old, *criterion;
    const struct par_rule *old_rule, *rule;
    const struct par_node_score *node; /* of the old score */
};

static struct par_entry *slot(const struct par_carried *carried, int32_t component)
{
    return par_assessment_slot(carried->assessment, carried->unit, carried->set->round_count - 1, component);
}

/* --- Facts ------------------------------------------------------------------------------------------------------- */

static bool is_same_kind(const struct par_input *a, const struct par_input *b)
{
    return a->kind == b->kind || (a->kind == PAR_INPUT_COUNT && b->kind == PAR_INPUT_NUMBER);
}

/* The input of the old set that is the new one: of the same name and kind, or supplied in the same way. */
static int32_t old_input(const struct par_set *old_set, const struct par_input *input)
{
    for (size_t i = 0; input->supply != PAR_SUPPLY_NONE && i < old_set->input_count; i++)
        if (old_set->inputs[i].supply == input->supply)
            return (int32_t)i;
    int32_t found = par_names_find(old_set->input_names, par_span_of(input->name));
    return found >= 0 && is_same_kind(&old_set->inputs[found], input) ? found : PAR_NAME_NONE;
}

void par_carry_facts(struct par_carried *carried)
{
    for (size_t i = 0; i < carried->set->input_count; i++) {
        struct par_place place;
        int32_t old = old_input(carried->old_set, &carried->set->inputs[i]);
        carried->known[i] =
            old >= 0 && par_assessment_fact(carried->older, carried->origin, (size_t)old, &carried->facts[i], &place);
    }
}

/* --- What was filled in ------------------------------------------------------------------------------------------ */

static bool takes_same_inputs(const struct par_carried *carried, const struct pair *pair)
{
    const struct par_set *from = carried->old_set, *to = carried->set;
    size_t common = 0, taken = 0;
    for (size_t i = 0; i < from->input_count; i++) {
        if (!par_rule_takes_input(pair->old_rule, i))
            continue;
        int32_t same = par_names_find(to->input_names, par_span_of(from->inputs[i].name));
        if (same < 0 || !par_rule_takes_input(pair->rule, (size_t)same))
            return false;
        common++;
    }
    for (size_t i = 0; i < to->input_count; i++)
        taken += par_rule_takes_input(pair->rule, i);
    return common == taken;
}

/* Whether value, num and den mean the same to both rules. */
static bool measures_alike(const struct par_carried *carried, const struct pair *pair)
{
    const struct par_rule *a = pair->old_rule, *b = pair->rule;
    return par_rule_takes_value(a) == par_rule_takes_value(b) &&
           par_rule_takes_percent(a) == par_rule_takes_percent(b) &&
           par_rule_takes_fraction(a) == par_rule_takes_fraction(b) &&
           par_rule_takes_share(a) == par_rule_takes_share(b) && par_rule_takes_counts(a) == par_rule_takes_counts(b) &&
           takes_same_inputs(carried, pair);
}

static void take_generic(const struct par_said *said, struct par_filled *filled)
{
    filled->has_value = said->has_value;
    filled->has_num = said->has_num;
    filled->has_den = said->has_den;
    filled->value = said->value;
    filled->num = said->num;
    filled->den = said->den;
}

static void take_inputs(struct par_carried *carried, const struct pair *pair, const struct par_said *said)
{
    memset(carried->given, 0, carried->set->input_count * sizeof *carried->given);
    for (size_t i = 0; said && i < said->input_count; i++) {
        const struct par_input *from = &carried->old_set->inputs[said->inputs[i].input];
        int32_t to = par_names_find(carried->set->input_names, par_span_of(from->name));
        if (to < 0 || !par_rule_takes_input(pair->rule, (size_t)to) || !is_same_kind(from, &carried->set->inputs[to]))
            continue;
        carried->given[to] = true;
        carried->inputs[to] = said->inputs[i].value;
    }
}

/* DONE: *filled is what the new rule can be asked with. */
static enum par_carry fill(struct par_carried *carried, const struct pair *pair, const struct par_said *said,
                           struct par_filled *filled)
{
    *filled = (struct par_filled){
        .given = carried->given, .inputs = carried->inputs, .known = carried->known, .facts = carried->facts};
    take_inputs(carried, pair, said);
    bool generic = said && (said->has_value || said->has_num || said->has_den);
    if (generic && measures_alike(carried, pair))
        take_generic(said, filled);
    if (!said || !*said->cells[PAR_COLUMN_ANSWER] || !par_rule_takes_answer(pair->rule))
        return PAR_CARRY_DONE;
    const char *answer = par_carry_answer(carried, pair->old_rule, pair->rule, said->cells[PAR_COLUMN_ANSWER]);
    if (!answer)
        return PAR_CARRY_ANSWER;
    filled->answer = par_span_of(answer);
    return PAR_CARRY_DONE;
}

/* Whether the rule asks for an input that nobody gave. */
static bool lacks_inputs(const struct par_carried *carried, const struct pair *pair, const struct par_filled *filled)
{
    if (filled->has_value || filled->has_num || filled->has_den)
        return false;
    for (size_t i = 0; i < carried->set->input_count; i++)
        if (par_rule_takes_input(pair->rule, i) && !filled->given[i] && !filled->known[i])
            return true;
    return false;
}

/* --- Points ------------------------------------------------------------------------------------------------------ */

static void put_points(struct par_carried *carried, int32_t component, par_points points)
{
    struct par_entry *entry = slot(carried, component);
    entry->computed = points;
    entry->marks |= PAR_MARK_COMPUTED;
}

static void wait_for_others(struct par_carried *carried, const struct pair *pair, struct par_ratio measured)
{
    carried->waits = par_arena_grow(carried->arena, carried->waits, carried->wait_count, &carried->wait_room,
                                    sizeof *carried->waits);
    carried->waits[carried->wait_count++] =
        (struct par_carry_wait){carried->unit, pair->component, pair->rule, measured};
}

static enum par_carry evaluate(struct par_carried *carried, const struct pair *pair, const struct par_said *said)
{
    struct par_filled filled;
    enum par_carry carry = fill(carried, pair, said, &filled);
    if (carry != PAR_CARRY_DONE)
        return carry;
    struct par_place place = {0};
    struct par_evaluation evaluation = {.set = carried->set,
                                        .criterion = pair->criterion,
                                        .filled = &filled,
                                        .fold = carried->fold,
                                        .arena = carried->arena,
                                        .diags = carried->silent,
                                        .place = &place};
    struct par_outcome outcome = par_rule_evaluate(pair->rule, &evaluation);
    switch (outcome.verdict) {
    case PAR_EARNED:
        put_points(carried, pair->component, outcome.points);
        return PAR_CARRY_DONE;
    case PAR_DEFERRED:
        wait_for_others(carried, pair, outcome.measured);
        return PAR_CARRY_DONE;
    case PAR_DOES_NOT_APPLY:
        slot(carried, pair->component)->marks |= PAR_MARK_NOT_APPLIES;
        return PAR_CARRY_DONE;
    case PAR_REFUSED:
        return lacks_inputs(carried, pair, &filled) ? PAR_CARRY_INPUTS : PAR_CARRY_REFUSED;
    case PAR_NO_ANSWER:
        break;
    }
    return PAR_CARRY_INPUTS;
}

void par_carry_settle(struct par_carried *carried, const struct par_carry_wait *wait, struct par_outcome outcome)
{
    carried->unit = wait->unit;
    carried->set = carried->units->items[wait->unit].set;
    if (outcome.verdict == PAR_EARNED)
        put_points(carried, wait->component, outcome.points);
    else if (outcome.verdict == PAR_DOES_NOT_APPLY)
        slot(carried, wait->component)->marks |= PAR_MARK_NOT_APPLIES;
    else
        carried->how[wait->unit][wait->component] = PAR_CARRY_REFUSED;
}

static int last_round(const struct par_carried *carried, const struct pair *pair, unsigned marks)
{
    return par_assessment_last_round(carried->older, carried->origin, pair->old->component, marks);
}

/* What was said of the old component in a round; -1: nothing. */
static const struct par_said *said_in(const struct par_carried *carried, const struct pair *pair, int round)
{
    return round < 0 ? NULL : par_assessment_said(carried->older, carried->origin, (size_t)round, pair->old->component);
}

/* Points that somebody typed stay as they are where the new rule can give them too. */
static enum par_carry carry_typed(struct par_carried *carried, const struct pair *pair)
{
    par_points points = pair->node->points.points;
    if (par_rule_is_typed(pair->old_rule) && !par_rule_is_typed(pair->rule))
        return PAR_CARRY_INPUTS;
    if (pair->old->max != pair->criterion->max)
        return PAR_CARRY_TYPED;
    enum par_score_fit fit = par_rule_score_fits(pair->rule, points);
    if (fit != PAR_SCORE_FITS && fit != par_rule_score_fits(pair->old_rule, points))
        return PAR_CARRY_REFUSED;
    put_points(carried, pair->component, points);
    return PAR_CARRY_DONE;
}

static enum par_carry carry_points(struct par_carried *carried, const struct pair *pair)
{
    const struct par_node_score *node = pair->node;
    bool is_computed = node->computed.is && node->computed.points == node->points.points;
    if (is_computed) /* what the old rule was last asked with */
        return evaluate(carried, pair, said_in(carried, pair, last_round(carried, pair, PAR_MARK_COMPUTED)));
    return carry_typed(carried, pair);
}

/* Said by somebody, or because a denominator is 0: then the new rule is asked. */
static enum par_carry carry_not_applicable(struct par_carried *carried, const struct pair *pair)
{
    int round = last_round(carried, pair, PAR_MARK_NOT_APPLIES);
    const struct par_entry *entry =
        round < 0 ? NULL : par_assessment_entry(carried->older, carried->origin, (size_t)round, pair->old->component);
    const struct par_said *said = said_in(carried, pair, round);
    bool is_by_rule = entry && !(entry->marks & PAR_MARK_GROUP) && !(said && *said->cells[PAR_COLUMN_APPLIES]);
    if (is_by_rule)
        return evaluate(carried, pair, said);
    slot(carried, pair->component)->marks |= PAR_MARK_NOT_APPLIES;
    return PAR_CARRY_DONE;
}

/* --- A component ------------------------------------------------------------------------------------------------- */

static bool find_pair(const struct par_carried *carried, int32_t component, struct pair *pair)
{
    pair->component = component;
    pair->criterion = &carried->set->criteria[carried->set->components[component]];
    const char *id = par_mapping_older(carried->mapping, pair->criterion->id);
    int32_t position = id ? par_set_find(carried->old_set, par_span_of(id)) : PAR_NAME_NONE;
    if (position <= 0)
        return false;
    pair->old = &carried->old_set->criteria[position];
    pair->node = &carried->score->nodes[position];
    return pair->old->component >= 0 && pair->old->role == pair->criterion->role;
}

enum par_carry par_carry_component(struct par_carried *carried, int32_t component)
{
    struct pair pair;
    if (par_assessment_excluded(carried->assessment, carried->unit, component))
        return PAR_CARRY_DONE;
    if (!find_pair(carried, component, &pair))
        return PAR_CARRY_NEW;
    if (pair.node->flags & PAR_FLAG_EXCLUDED)
        return PAR_CARRY_SCOPE;
    pair.old_rule = par_unit_rule(&par_assessment_units(carried->older)->items[carried->origin], pair.old);
    pair.rule = par_unit_rule(&carried->units->items[carried->unit], pair.criterion);
    if (!pair.rule || !pair.old_rule)
        return pair.node->state == PAR_STATE_SCORED ? PAR_CARRY_REFUSED : PAR_CARRY_DONE;
    switch (pair.node->state) {
    case PAR_STATE_SCORED:
        return carry_points(carried, &pair);
    case PAR_STATE_NOT_APPLICABLE:
        return carry_not_applicable(carried, &pair);
    case PAR_STATE_MISSING: /* no round is waited for */
        slot(carried, component)->marks |= PAR_MARK_AGREES;
        return PAR_CARRY_DONE;
    default:
        return PAR_CARRY_DONE;
    }
}
