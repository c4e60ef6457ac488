/* Steps, and those that several rule types share. */
#include "explain_steps.h"

#include "assessment_private.h"

struct par_step *par_steps_add(struct par_steps *steps, enum par_step_kind kind)
{
    steps->items = par_arena_grow(steps->arena, steps->items, steps->count, &steps->room, sizeof *steps->items);
    struct par_step *step = &steps->items[steps->count++];
    *step = (struct par_step){.kind = kind,
                              .criterion = steps->criterion,
                              .round = steps->round,
                              .depth = steps->depth,
                              .input = -1,
                              .label = {.vi = ""}};
    return step;
}

struct par_amount par_amount_of(struct par_ratio ratio, enum par_amount_unit unit)
{
    return (struct par_amount){true, unit, ratio};
}

struct par_limit par_limit_of(const struct par_bound *bound, enum par_amount_unit unit)
{
    return (struct par_limit){bound->given, bound->open, unit, bound->at};
}

struct par_maybe par_maybe_of(par_points points)
{
    return (struct par_maybe){true, points};
}

void par_rule_describe(const struct par_rule *rule, struct par_steps *steps)
{
    rule->type->describe(rule, steps);
}

struct par_outcome par_rule_explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                    struct par_steps *steps)
{
    return rule->type->explain(rule, evaluation, steps);
}

/* --- Measures ---------------------------------------------------------------------------------------------------- */

static const char *measure_name(const struct par_measure *measure)
{
    static const char *const names[] = {
        [PAR_MEASURE_VALUE] = "value",   [PAR_MEASURE_PERCENT] = "percent", [PAR_MEASURE_RATIO] = "ratio",
        [PAR_MEASURE_CHANGE] = "change", [PAR_MEASURE_COUNT] = "count",     [PAR_MEASURE_DAYS] = "days"};
    return measure->kind == PAR_MEASURE_CHANGE && measure->relative ? "relative" : names[measure->kind];
}

enum par_amount_unit par_measure_unit(const struct par_measure *measure)
{
    if (measure->kind == PAR_MEASURE_DAYS)
        return PAR_AMOUNT_DAYS;
    bool percent = measure->is_percent || (measure->kind == PAR_MEASURE_CHANGE && measure->relative);
    return percent ? PAR_AMOUNT_PERCENT : PAR_AMOUNT_NUMBER;
}

static struct par_step_terms terms_of(struct par_terms terms, struct par_arena *arena)
{
    struct par_step_term *items = par_arena_array(arena, terms.count, sizeof *items);
    for (size_t i = 0; i < terms.count; i++)
        items[i] = (struct par_step_term){terms.items[i].input, terms.items[i].minus};
    return (struct par_step_terms){terms.count, items};
}

void par_measure_describe(const struct par_measure *measure, enum par_step_kind kind, struct par_steps *steps)
{
    struct par_step *step = par_steps_add(steps, kind);
    step->name = measure_name(measure);
    step->first_terms = terms_of(measure->first, steps->arena);
    step->second_terms = terms_of(measure->second, steps->arena);
}

const char *par_zero_name(enum par_zero zero)
{
    static const char *const names[] = {[PAR_ZERO_ERROR] = "error",
                                        [PAR_ZERO_NOT_APPLICABLE] = "not_applicable",
                                        [PAR_ZERO_FULL] = "full",
                                        [PAR_ZERO_NONE] = "none"};
    return names[zero];
}

static enum par_amount_unit unit_of_input(const struct par_set *set, size_t input)
{
    switch (set->inputs[input].kind) {
    case PAR_INPUT_DATE:
        return PAR_AMOUNT_DATE;
    case PAR_INPUT_PERCENTAGE:
        return PAR_AMOUNT_PERCENT;
    default:
        return PAR_AMOUNT_NUMBER;
    }
}

/* Where an input of the row at hand stands; false when it is a fact. */
static bool place_in_row(const struct par_steps *steps, size_t input, struct par_place *place)
{
    const struct par_said *said = steps->said;
    for (size_t i = 0; said && i < said->input_count; i++) {
        if (said->inputs[i].input != input)
            continue;
        *place = par_said_place(said, PAR_COLUMN_ROLES);
        place->field = said->inputs[i].column.field;
        place->header = said->inputs[i].column.header;
        return true;
    }
    return false;
}

static bool is_there(const struct par_steps *steps, size_t input)
{
    for (size_t i = steps->count; i-- > 0 && steps->items[i].round == steps->round;)
        if (steps->items[i].kind == PAR_STEP_INPUT && steps->items[i].input == (int32_t)input)
            return true;
    return false;
}

void par_input_explain(const struct par_evaluation *evaluation, size_t input, struct par_steps *steps)
{
    bool refused = false;
    struct par_quantity value, fact;
    struct par_place place = {0};
    if (is_there(steps, input) || !par_input_take(evaluation, input, &value, &refused))
        return;
    if (!place_in_row(steps, input, &place))
        par_assessment_fact(steps->assessment, steps->unit, input, &fact, &place);
    struct par_step *step = par_steps_add(steps, PAR_STEP_INPUT);
    step->input = (int32_t)input;
    step->value = par_amount_of(par_quantity_ratio(value), unit_of_input(steps->set, input));
    step->place = place;
}

struct par_step *par_column_explain(struct par_steps *steps, enum par_column_role role, struct par_quantity value,
                                    enum par_amount_unit unit)
{
    struct par_step *step = par_steps_add(steps, PAR_STEP_COLUMN);
    step->name = role == PAR_COLUMN_VALUE ? "value" : role == PAR_COLUMN_NUM ? "num" : "den";
    step->value = par_amount_of(par_quantity_ratio(value), unit);
    if (steps->said)
        step->place = par_said_place(steps->said, role);
    return step;
}

/* A side of a measure: its inputs, and their sum where there are several or one counts with a minus. */
static struct par_amount side_explain(struct par_terms terms, const struct par_evaluation *evaluation,
                                      struct par_steps *steps)
{
    struct par_amount side = {.is = terms.count > 0, .ratio = {0, 1}};
    for (size_t i = 0; i < terms.count; i++) {
        bool refused = false;
        struct par_quantity value;
        par_input_explain(evaluation, terms.items[i].input, steps);
        side.unit = unit_of_input(steps->set, terms.items[i].input);
        if (!par_input_take(evaluation, terms.items[i].input, &value, &refused))
            continue;
        value.mantissa = terms.items[i].minus ? -value.mantissa : value.mantissa;
        side.is = side.is && par_ratio_add(side.ratio, par_quantity_ratio(value), &side.ratio);
    }
    if (!side.is || (terms.count == 1 && !terms.items[0].minus))
        return side;
    struct par_step *step = par_steps_add(steps, PAR_STEP_SUM);
    step->first_terms = terms_of(terms, steps->arena);
    step->value = side;
    return side;
}

/* A side given by num or den, which stand for these inputs. */
static struct par_amount column_side(struct par_steps *steps, enum par_column_role role, struct par_quantity value,
                                     struct par_terms terms)
{
    par_column_explain(steps, role, value, PAR_AMOUNT_NUMBER)->first_terms = terms_of(terms, steps->arena);
    return par_amount_of(par_quantity_ratio(value), PAR_AMOUNT_NUMBER);
}

static bool is_single(const struct par_measure *measure)
{
    return measure->kind == PAR_MEASURE_VALUE || measure->kind == PAR_MEASURE_COUNT;
}

static void sides_explain(const struct par_measure *measure, const struct par_evaluation *evaluation,
                          struct par_steps *steps, struct par_amount *first, struct par_amount *second)
{
    const struct par_filled *filled = evaluation->filled;
    *first = filled->has_num ? column_side(steps, PAR_COLUMN_NUM, filled->num, measure->first)
                             : side_explain(measure->first, evaluation, steps);
    if (is_single(measure))
        *second = (struct par_amount){0};
    else
        *second = filled->has_den ? column_side(steps, PAR_COLUMN_DEN, filled->den, measure->second)
                                  : side_explain(measure->second, evaluation, steps);
}

struct par_outcome par_measure_explain(const struct par_measure *measure, const struct par_evaluation *evaluation,
                                       struct par_steps *steps, bool *measured)
{
    struct par_outcome outcome = par_measure_take(measure, evaluation, measured);
    struct par_amount first, second;
    if (evaluation->filled->has_value) {
        par_column_explain(steps, PAR_COLUMN_VALUE, evaluation->filled->value, par_measure_unit(measure));
        return outcome;
    }
    sides_explain(measure, evaluation, steps, &first, &second);
    if (*measured && is_single(measure))
        return outcome;
    if (!*measured && outcome.verdict != PAR_EARNED && outcome.verdict != PAR_DOES_NOT_APPLY)
        return outcome;
    struct par_step *step = par_steps_add(steps, *measured ? PAR_STEP_MEASURED : PAR_STEP_ZERO);
    step->name = *measured ? measure_name(measure) : par_zero_name(measure->zero);
    step->first = first;
    step->second = second;
    if (*measured)
        step->value = par_amount_of(outcome.measured, par_measure_unit(measure));
    else if (outcome.verdict == PAR_EARNED)
        step->points = par_maybe_of(outcome.points);
    return outcome;
}

/* --- Points ------------------------------------------------------------------------------------------------------ */

void par_points_explain(struct par_steps *steps, struct par_ratio exact, par_points points)
{
    if (par_ratio_compare(exact, par_points_ratio(points)) == 0)
        return;
    struct par_step *step = par_steps_add(steps, PAR_STEP_ROUNDED);
    step->value = par_amount_of(exact, PAR_AMOUNT_POINTS);
    step->points = par_maybe_of(points);
}

struct par_outcome par_share_explain(const struct par_evaluation *evaluation, struct par_ratio share,
                                     struct par_steps *steps, struct par_step *step)
{
    struct par_outcome outcome = par_outcome_share(evaluation, share);
    struct par_ratio exact, max = par_points_ratio(evaluation->criterion->max);
    step->max = par_maybe_of(evaluation->criterion->max);
    if (!par_ratio_mul(share, max, &exact))
        return outcome;
    step->value = par_amount_of(exact, PAR_AMOUNT_POINTS);
    if (outcome.verdict == PAR_EARNED)
        par_points_explain(steps, exact, outcome.points);
    return outcome;
}

/* --- Across the units -------------------------------------------------------------------------------------------- */

static bool is_of(const struct par_steps *steps, const struct par_deferral *deferral)
{
    return steps->assessment->units->items[deferral->unit].set == steps->set &&
           deferral->component == steps->set->criteria[steps->criterion].component;
}

/* Of each unit the value of its last round that has one. */
static const struct par_deferral **latest_of(const struct par_steps *steps)
{
    const struct par_deferral **latest = par_arena_array(steps->arena, steps->assessment->units->count, sizeof *latest);
    for (const struct par_deferral *d = steps->assessment->deferrals; d; d = d->next)
        if (is_of(steps, d) && (!latest[d->unit] || latest[d->unit]->round < d->round))
            latest[d->unit] = d;
    return latest;
}

static struct par_spread_end end_of(const struct par_steps *steps, const struct par_deferral *deferral)
{
    return (struct par_spread_end){
        deferral->measured, steps->assessment->units->items[deferral->unit].code,
        par_assessment_place(steps->assessment, deferral->unit, deferral->round, deferral->component)};
}

bool par_spread_ends(const struct par_steps *steps, struct par_spread_end *lowest, struct par_spread_end *highest)
{
    const struct par_deferral **latest = latest_of(steps);
    bool any = false;
    for (size_t i = 0; i < steps->assessment->units->count; i++) {
        if (!latest[i])
            continue;
        if (!any || par_ratio_compare(latest[i]->measured, lowest->value) < 0)
            *lowest = end_of(steps, latest[i]);
        if (!any || par_ratio_compare(latest[i]->measured, highest->value) > 0)
            *highest = end_of(steps, latest[i]);
        any = true;
    }
    return any;
}
