#include "parindex/explain.h"

#include "assessment_private.h"
#include "explain_parts.h"
#include "parindex/history.h"

/* The rounds of a component being gone through. */
struct rounds {
    struct par_steps *steps;
    const struct par_criterion *criterion;
    const struct par_rule *rule; /* NULL: none serves the unit */
    struct par_stand stand;
    struct par_maybe computed; /* what the rule gave last */
    const struct par_course *course;
};

/* --- What the rule makes of a row -------------------------------------------------------------------------------- */

/* The row of the round at hand, and those of more appraisers behind it. */
static const struct par_said *said_of(const struct par_steps *steps)
{
    return par_assessment_said(steps->assessment, steps->unit, (size_t)steps->round,
                               steps->set->criteria[steps->criterion].component);
}

static void explain_rule(const struct rounds *rounds, const struct par_entry *entry)
{
    struct par_steps *steps = rounds->steps;
    const struct par_said *row = entry->marks & PAR_MARK_FACTS ? NULL : steps->said;
    struct par_filled filled = par_said_filled(steps->assessment, steps->unit, row, steps->arena);
    struct par_place place = {0};
    struct par_evaluation evaluation = {.set = steps->set,
                                        .criterion = rounds->criterion,
                                        .filled = &filled,
                                        .fold = steps->assessment->fold,
                                        .arena = steps->arena,
                                        .diags = par_diags_new(steps->arena, 0, 0),
                                        .place = &place};
    if (!rounds->rule)
        return;
    par_rule_explain(rounds->rule, &evaluation, steps);
    if (!(entry->marks & PAR_MARK_COMPUTED))
        return;
    struct par_step *step = par_steps_add(steps, PAR_STEP_COMPUTED);
    step->points = par_maybe_of(entry->computed);
    step->max = par_maybe_of(rounds->criterion->max);
}

/* Whether the rule was asked: it gave points, or found that a denominator is 0. */
static bool was_computed(const struct par_entry *entry, const struct par_said *said)
{
    bool says = said && *said->cells[PAR_COLUMN_APPLIES];
    if (entry->marks & PAR_MARK_COMPUTED)
        return true;
    return entry->marks & PAR_MARK_NOT_APPLIES && !(entry->marks & PAR_MARK_GROUP) && !says;
}

/* --- What the row says besides ----------------------------------------------------------------------------------- */

static struct par_step *add_cell(struct par_steps *steps, enum par_step_kind kind, enum par_column_role role)
{
    struct par_step *step = par_steps_add(steps, kind);
    if (!steps->said)
        return step;
    step->text = steps->said->cells[role];
    step->place = par_said_place(steps->said, role);
    return step;
}

static void explain_claim(const struct rounds *rounds, const struct par_entry *entry)
{
    enum par_step_kind kind = PAR_STEP_CLAIM;
    if (!(entry->marks & PAR_MARK_COMPUTED))
        kind = rounds->rule && par_rule_is_typed(rounds->rule) ? PAR_STEP_SCORE : PAR_STEP_CLAIM_ALONE;
    else if (entry->score != entry->computed)
        kind = PAR_STEP_CLAIM_DIFFERS;
    struct par_step *step = add_cell(rounds->steps, kind, PAR_COLUMN_SCORE);
    step->points = par_maybe_of(entry->score);
    if (kind == PAR_STEP_CLAIM_DIFFERS)
        step->before = par_maybe_of(entry->computed);
}

static void explain_score(const struct rounds *rounds, const struct par_entry *entry)
{
    struct par_maybe computed = rounds->computed;
    if (rounds->steps->round == 0) {
        explain_claim(rounds, entry);
    } else {
        struct par_step *step = add_cell(rounds->steps, PAR_STEP_SCORE, PAR_COLUMN_SCORE);
        step->points = par_maybe_of(entry->score);
        step->before = (struct par_maybe){rounds->stand.points_are, rounds->stand.points};
    }
    if (entry->marks & PAR_MARK_ROUNDED)
        add_cell(rounds->steps, PAR_STEP_SCORE_ROUNDED, PAR_COLUMN_SCORE)->points = par_maybe_of(entry->score);
    if (rounds->steps->round == 0 || !computed.is || computed.points == entry->score)
        return;
    struct par_step *step = par_steps_add(rounds->steps, PAR_STEP_OVERRIDE);
    step->points = par_maybe_of(entry->score);
    step->before = computed;
}

static void explain_applies(const struct rounds *rounds, const struct par_entry *entry)
{
    bool group = entry->marks & PAR_MARK_GROUP,
         says = rounds->steps->said && *rounds->steps->said->cells[PAR_COLUMN_APPLIES];
    if (group)
        par_steps_add(rounds->steps,
                      entry->marks & PAR_MARK_NOT_APPLIES ? PAR_STEP_GROUP_APPLIES_NOT : PAR_STEP_GROUP_APPLIES);
    else if (says && entry->marks & PAR_MARK_NOT_APPLIES)
        add_cell(rounds->steps, PAR_STEP_APPLIES_NOT, PAR_COLUMN_APPLIES);
    else if (says && entry->marks & PAR_MARK_APPLIES)
        add_cell(rounds->steps, PAR_STEP_APPLIES, PAR_COLUMN_APPLIES);
}

static void explain_evidence(const struct rounds *rounds, const struct par_entry *entry)
{
    const struct par_said *said = rounds->steps->said;
    par_points points = entry->marks & PAR_MARK_COMPUTED ? entry->computed : entry->score;
    bool stands = entry->marks & (PAR_MARK_COMPUTED | PAR_MARK_SCORE);
    if (said && *said->cells[PAR_COLUMN_EVIDENCE])
        add_cell(rounds->steps, PAR_STEP_EVIDENCE, PAR_COLUMN_EVIDENCE);
    else if (rounds->steps->round == 0 && rounds->criterion->evidence_required && stands && points > 0)
        par_steps_add(rounds->steps, PAR_STEP_NO_EVIDENCE);
}

static void explain_remarks(const struct rounds *rounds)
{
    static const struct {
        enum par_column_role role;
        enum par_step_kind kind;
    } remarks[] = {{PAR_COLUMN_REASON, PAR_STEP_REASON},
                   {PAR_COLUMN_CAUSE_KIND, PAR_STEP_CAUSE},
                   {PAR_COLUMN_NOTE, PAR_STEP_NOTE}};
    const struct par_said *said = rounds->steps->said;
    for (size_t i = 0; said && i < sizeof remarks / sizeof *remarks; i++)
        if (*said->cells[remarks[i].role])
            add_cell(rounds->steps, remarks[i].kind, remarks[i].role);
}

/* Rows of other appraisers on the same component: they come to the same, or the run would have ended. */
static void explain_others(const struct rounds *rounds)
{
    struct par_steps *steps = rounds->steps;
    for (const struct par_said *row = steps->said ? steps->said->next : NULL; row; row = row->next) {
        struct par_step *step = par_steps_add(steps, PAR_STEP_ALSO_SAID);
        step->name = row->cells[PAR_COLUMN_APPRAISER];
        step->place = par_said_place(row, PAR_COLUMN_ROLES);
    }
}

/* --- A round ----------------------------------------------------------------------------------------------------- */

/* The turn of the round at hand; NULL when it has none. */
static const struct par_turn *turn_of(const struct rounds *rounds)
{
    for (size_t i = 0; i < rounds->course->count; i++)
        if (rounds->course->turns[i].round == (size_t)rounds->steps->round)
            return &rounds->course->turns[i];
    return NULL;
}

/* What the round does to the points, unless what was just said is all of it. */
static void explain_turn(const struct rounds *rounds, const struct par_entry *entry)
{
    const struct par_turn *turn = turn_of(rounds);
    bool first = rounds->steps->round == 0;
    bool said = turn && turn->kind == PAR_TURN_GIVEN && entry->marks & PAR_MARK_SCORE;
    if (!turn || said || turn->kind == PAR_TURN_NOT_APPLICABLE || turn->kind == PAR_TURN_APPLIES ||
        (first && turn->after.is))
        return;
    bool silent = turn->kind == PAR_TURN_AGREED && !(entry->marks & PAR_MARK_AGREES);
    bool says = entry->marks & (PAR_MARK_AGREES | PAR_MARK_DISAGREES);
    struct par_step *step = says ? add_cell(rounds->steps, PAR_STEP_TURN, PAR_COLUMN_AGREE)
                                 : par_steps_add(rounds->steps, silent ? PAR_STEP_SILENT_AGREES : PAR_STEP_TURN);
    step->name = par_turn_name(turn->kind);
    step->text = NULL;
    step->before = turn->before;
    step->points = turn->after;
}

static void begin_round(const struct rounds *rounds, const struct par_entry *entry)
{
    struct par_steps *steps = rounds->steps;
    size_t round = (size_t)steps->round;
    uint32_t appraiser =
        round > 0 ? par_assessment_appraiser(steps->assessment, steps->unit, round, rounds->criterion->component) : 0;
    struct par_step *step = par_steps_add(steps, PAR_STEP_ROUND);
    if (appraiser)
        step->name = par_assessment_appraiser_name(steps->assessment, appraiser);
    if (steps->said)
        step->place = par_said_place(steps->said, PAR_COLUMN_ROLES);
    if (entry->marks & PAR_MARK_FACTS)
        par_steps_add(steps, PAR_STEP_FACTS);
}

/* The round that must settle it has no row on it, nor has the unit's own where it must report. */
static bool is_missed(const struct rounds *rounds)
{
    const struct par_steps *steps = rounds->steps;
    int settling = par_set_settling_round(steps->set, rounds->criterion->origin);
    if (rounds->criterion->role != PAR_ROLE_BASE)
        return false;
    return steps->round == settling || (steps->round == 0 && rounds->criterion->origin == PAR_FROM_REPORT);
}

static void explain_round(struct rounds *rounds, const struct par_entry *entry)
{
    struct par_steps *steps = rounds->steps;
    unsigned something = PAR_MARK_ROW | PAR_MARK_FACTS | PAR_MARK_GROUP;
    if (!(entry->marks & something)) {
        if (is_missed(rounds))
            par_steps_add(steps, PAR_STEP_NO_ROW);
        return;
    }
    steps->said = entry->marks & PAR_MARK_ROW ? said_of(steps) : NULL;
    begin_round(rounds, entry);
    if (was_computed(entry, steps->said))
        explain_rule(rounds, entry);
    if (entry->marks & PAR_MARK_COMPUTED)
        rounds->computed = par_maybe_of(entry->computed);
    if (entry->marks & PAR_MARK_SCORE)
        explain_score(rounds, entry);
    explain_applies(rounds, entry);
    explain_turn(rounds, entry);
    explain_evidence(rounds, entry);
    explain_remarks(rounds);
    explain_others(rounds);
    par_stand_move(&rounds->stand, entry, (size_t)steps->round);
    steps->said = NULL;
}

/* --- The end ----------------------------------------------------------------------------------------------------- */

/* What was taken, as par-audit lost has it: below what the rule gives, else below the claim. */
static void explain_cut(struct par_steps *steps, const struct par_node_score *node, const struct par_course *course,
                        par_points lost)
{
    par_points cut = par_course_taken(course, lost);
    if (cut <= 0)
        return;
    if (node->computed.is && lost > cut)
        par_steps_add(steps, PAR_STEP_LOST_RULE)->points = par_maybe_of(lost - cut);
    bool below_rule = node->computed.is && node->computed.points - node->points.points == cut;
    struct par_step *step = par_steps_add(steps, below_rule ? PAR_STEP_LOST_CUT : PAR_STEP_LOST_CLAIM);
    step->points = par_maybe_of(cut);
    step->round = node->from_round;
}

static void explain_loss(struct par_steps *steps, const struct par_node_score *node, const struct par_course *course)
{
    const struct par_criterion *criterion = &steps->set->criteria[steps->criterion];
    par_points lost = node->applicable_max - node->points.points;
    if (criterion->role != PAR_ROLE_BASE || node->open_max > 0 || lost <= 0)
        return;
    par_steps_add(steps, PAR_STEP_LOST)->points = par_maybe_of(lost);
    if (course)
        explain_cut(steps, node, course, lost);
}

static enum par_step_kind end_of(const struct par_node_score *node)
{
    switch (node->state) {
    case PAR_STATE_MISSING:
        return node->flags & PAR_FLAG_LOST ? PAR_STEP_MISSING_LOST : PAR_STEP_MISSING;
    case PAR_STATE_PENDING:
        return PAR_STEP_PENDING;
    case PAR_STATE_NOT_SUBMITTED:
        return PAR_STEP_NOT_SUBMITTED;
    case PAR_STATE_UNREADABLE:
        return PAR_STEP_UNREADABLE;
    case PAR_STATE_NOT_APPLICABLE:
        return node->flags & PAR_FLAG_EXCLUDED ? PAR_STEP_EXCLUDED : PAR_STEP_NOT_APPLICABLE;
    case PAR_STATE_UNCLAIMED:
        return PAR_STEP_UNCLAIMED;
    default:
        return node->points.is ? PAR_STEP_SCORED : PAR_STEP_NONE_YET;
    }
}

/* `course`: NULL of a criterion with parts, and where nothing counts. */
static void explain_end(struct par_steps *steps, const struct par_node_score *node, const struct par_course *course)
{
    const struct par_criterion *criterion = &steps->set->criteria[steps->criterion];
    steps->round = -1;
    struct par_step *step = par_steps_add(steps, end_of(node));
    step->max = par_maybe_of(node->state == PAR_STATE_SCORED ? node->applicable_max : criterion->max);
    step->points = node->points;
    if (step->kind == PAR_STEP_PENDING)
        step->round = par_set_settling_round(steps->set, criterion->origin);
    if (node->flags & PAR_FLAG_FULL)
        par_steps_add(steps, PAR_STEP_GIVEN_FULL)->points = node->points;
    if (node->points.is && !(node->flags & PAR_FLAG_FULL))
        explain_loss(steps, node, course);
}

/* --- A component, a criterion ------------------------------------------------------------------------------------ */

static void explain_accepted(struct par_steps *steps)
{
    const struct par_criterion *criterion = &steps->set->criteria[steps->criterion];
    for (size_t i = 0; i < criterion->accept_count; i++) {
        struct par_step *step = par_steps_add(steps, PAR_STEP_ACCEPTED);
        step->name = par_fault_name(criterion->accepts[i].fault);
        step->label = criterion->accepts[i].reason;
    }
}

/* Rows on a component that the set leaves out for the unit. */
static void explain_excluded(struct par_steps *steps, int32_t component)
{
    for (size_t round = 0; round < steps->set->round_count; round++) {
        const struct par_said *said = par_assessment_said(steps->assessment, steps->unit, round, component);
        if (!said)
            continue;
        steps->round = (int)round;
        par_steps_add(steps, PAR_STEP_NOT_COUNTED)->place = par_said_place(said, PAR_COLUMN_ROLES);
    }
}

static void explain_rounds(struct rounds *rounds)
{
    struct par_steps *steps = rounds->steps;
    for (size_t round = 0; round < steps->set->round_count; round++) {
        steps->round = (int)round;
        explain_round(rounds,
                      par_assessment_entry(steps->assessment, steps->unit, round, rounds->criterion->component));
    }
    steps->round = -1;
    if (rounds->course->count > 1)
        par_steps_add(steps, PAR_STEP_COURSE)->name = par_course_name(rounds->course->kind);
}

/* Gives its course; NULL where the set leaves it out. */
static const struct par_course *explain_component(struct par_steps *steps, const struct par_score_options *options)
{
    const struct par_criterion *criterion = &steps->set->criteria[steps->criterion];
    const struct par_unit *unit = &par_assessment_units(steps->assessment)->items[steps->unit];
    struct par_course *course = par_course_new(steps->assessment, steps->arena);
    struct rounds rounds = {.steps = steps,
                            .criterion = criterion,
                            .rule = par_unit_rule(unit, criterion),
                            .stand = par_stand_begin(),
                            .course = course};
    if (par_assessment_excluded(steps->assessment, steps->unit, criterion->component)) {
        explain_excluded(steps, criterion->component);
        return NULL;
    }
    if (rounds.rule)
        par_rule_describe(rounds.rule, steps);
    explain_accepted(steps);
    par_course_of(steps->assessment, steps->unit, criterion->component, options->blank_means_agree, course);
    explain_rounds(&rounds);
    return course;
}

struct par_explanation par_explain(const struct par_assessment *assessment, size_t unit,
                                   const struct par_score_options *options, const struct par_unit_score *score,
                                   int32_t criterion, struct par_arena *arena)
{
    const struct par_set *set = par_assessment_units(assessment)->items[unit].set;
    const struct par_node_score *node = &score->nodes[criterion];
    struct par_steps steps = {
        .arena = arena, .assessment = assessment, .unit = unit, .set = set, .criterion = criterion, .round = -1};
    bool silent = node->state == PAR_STATE_NOT_SUBMITTED || node->state == PAR_STATE_UNREADABLE;
    bool parts = set->criteria[criterion].component < 0;
    const struct par_course *course = NULL;
    if (!silent && !parts)
        course = explain_component(&steps, options);
    if (parts && !silent) {
        explain_accepted(&steps);
        par_parts_explain(&steps, score);
    }
    explain_end(&steps, node, course);
    par_index_explain(&steps, node);
    return (struct par_explanation){criterion, steps.count, steps.items};
}
