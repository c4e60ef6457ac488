#include "assessment_private.h"

/* Lowest and highest value of one component, over what stands for each unit after the last round. */
struct spread {
    bool any;
    struct par_ratio low, high;
    const struct par_deferral **latest; /* per unit; NULL: the component has no minmax values */
};

static struct spread *spread_of(const struct par_assessment *assessment, struct spread *const *by_set,
                                const struct par_deferral *deferral)
{
    const struct par_set *set = assessment->units->items[deferral->unit].set;
    size_t i = 0;
    while (assessment->sets[i].set != set)
        i++;
    return &by_set[i][deferral->component];
}

static void note_latest(const struct par_assessment *assessment, struct spread *spread,
                        const struct par_deferral *deferral)
{
    if (!spread->latest)
        spread->latest =
            par_arena_array(assessment->arena, assessment->units->count, sizeof(const struct par_deferral *));
    const struct par_deferral **latest = &spread->latest[deferral->unit];
    if (!*latest || (*latest)->round < deferral->round)
        *latest = deferral;
}

static void widen(struct spread *spread, struct par_ratio value)
{
    if (!spread->any || par_ratio_compare(value, spread->low) < 0)
        spread->low = value;
    if (!spread->any || par_ratio_compare(value, spread->high) > 0)
        spread->high = value;
    spread->any = true;
}

static void report_claim(struct par_assessment *assessment, struct par_entry *entry, const struct par_place *place)
{
    char claimed[PAR_DECIMAL_TEXT], computed[PAR_DECIMAL_TEXT];
    par_decimal_print(entry->score, PAR_POINTS_SCALE, -1, '.', claimed);
    par_decimal_print(entry->computed, PAR_POINTS_SCALE, -1, '.', computed);
    entry->marks |= PAR_MARK_DIFFERS;
    par_diags_add(assessment->diags, PAR_WARNING, PAR_CLAIM_DIFFERS, place, claimed, computed, NULL);
}

static void settle_deferral(struct par_assessment *assessment, const struct par_deferral *deferral,
                            const struct spread *spread)
{
    const struct par_set *set = assessment->units->items[deferral->unit].set;
    struct par_entry *entry = par_assessment_slot(assessment, deferral->unit, deferral->round, deferral->component);
    struct par_place place = par_assessment_place(assessment, deferral->unit, deferral->round, deferral->component);
    struct par_filled nothing = {0};
    struct par_evaluation evaluation = {.set = set,
                                        .criterion = &set->criteria[set->components[deferral->component]],
                                        .filled = &nothing,
                                        .fold = assessment->fold,
                                        .arena = assessment->arena,
                                        .diags = assessment->diags,
                                        .place = &place};
    struct par_outcome outcome =
        par_rule_spread(deferral->rule, &evaluation, deferral->measured, spread->low, spread->high);
    if (outcome.verdict == PAR_EARNED) {
        entry->computed = outcome.points;
        if (deferral->round == 0 && entry->marks & PAR_MARK_SCORE && entry->score != entry->computed)
            report_claim(assessment, entry, &place);
        return;
    }
    entry->marks &= (uint16_t)~PAR_MARK_COMPUTED;
    entry->marks |= outcome.verdict == PAR_DOES_NOT_APPLY ? PAR_MARK_NOT_APPLIES : PAR_MARK_REFUSED;
}

/* Into the order in which the rows were read. */
static void reverse_deferrals(struct par_assessment *assessment)
{
    struct par_deferral *reversed = NULL;
    for (struct par_deferral *d = assessment->deferrals, *next; d; d = next) {
        next = d->next;
        d->next = reversed;
        reversed = d;
    }
    assessment->deferrals = reversed;
}

static void settle_deferrals(struct par_assessment *assessment)
{
    reverse_deferrals(assessment);
    struct spread **by_set = par_arena_array(assessment->arena, assessment->set_count, sizeof *by_set);
    for (size_t i = 0; i < assessment->set_count; i++)
        by_set[i] =
            par_arena_array(assessment->arena, (size_t)assessment->sets[i].set->component_count, sizeof **by_set);
    for (const struct par_deferral *d = assessment->deferrals; d; d = d->next)
        note_latest(assessment, spread_of(assessment, by_set, d), d);
    for (const struct par_deferral *d = assessment->deferrals; d; d = d->next) {
        struct spread *spread = spread_of(assessment, by_set, d);
        if (spread->latest[d->unit] == d)
            widen(spread, d->measured);
    }
    for (const struct par_deferral *d = assessment->deferrals; d; d = d->next)
        settle_deferral(assessment, d, spread_of(assessment, by_set, d));
}

/* What was said of a criterion holds for its parts, unless their own rows say otherwise. */
static void apply_group(struct par_assessment *assessment, size_t unit, const struct par_group_row *row)
{
    const struct par_set *set = assessment->units->items[unit].set;
    const unsigned said = PAR_MARK_APPLIES | PAR_MARK_NOT_APPLIES | PAR_MARK_GROUP;
    for (int32_t i = row->position; i < set->criteria[row->position].end; i++) {
        if (set->criteria[i].component < 0)
            continue;
        struct par_entry *entry = par_assessment_slot(assessment, unit, row->round, set->criteria[i].component);
        bool own = entry->marks & (PAR_MARK_APPLIES | PAR_MARK_NOT_APPLIES) && !(entry->marks & PAR_MARK_GROUP);
        if (own)
            continue;
        entry->marks = (uint16_t)((entry->marks & ~said) | row->applies | PAR_MARK_GROUP);
        if (!(entry->marks & PAR_MARK_ROW))
            par_assessment_keep_voice(assessment, unit, row->round, set->criteria[i].component, row->voice);
    }
}

/* The farthest first, so that the nearest has the last word. */
static void apply_groups(struct par_assessment *assessment, size_t unit)
{
    const struct par_group_row *groups = assessment->states[unit].groups;
    bool more = groups != NULL;
    for (int depth = 0; more; depth++) {
        more = false;
        for (const struct par_group_row *row = groups; row; row = row->next) {
            int own = assessment->units->items[unit].set->criteria[row->position].depth;
            more = more || own > depth;
            if (own == depth)
                apply_group(assessment, unit, row);
        }
    }
}

static bool says_something(const struct par_entry *entry)
{
    return entry->marks & (PAR_MARK_SCORE | PAR_MARK_COMPUTED | PAR_MARK_NOT_APPLIES | PAR_MARK_REFUSED);
}

/* A component without a row whose inputs all stand in the facts. */
static void compute_from_facts(struct par_assessment *assessment, size_t unit, int32_t component)
{
    const struct par_unit *who = &assessment->units->items[unit];
    const struct par_criterion *criterion = &who->set->criteria[who->set->components[component]];
    const struct par_rule *rule = par_unit_rule(who, criterion);
    struct par_entry *entry = par_assessment_slot(assessment, unit, 0, component);
    struct par_place place = par_assessment_place(assessment, unit, 0, component);
    if (!rule || says_something(entry))
        return;
    struct par_filled filled = {.known = assessment->facts->by_unit[unit].known,
                                .facts = assessment->facts->by_unit[unit].values};
    struct par_evaluation evaluation = {.set = who->set,
                                        .criterion = criterion,
                                        .filled = &filled,
                                        .fold = assessment->fold,
                                        .arena = assessment->arena,
                                        .diags = assessment->diags,
                                        .place = &place};
    struct par_outcome outcome = par_rule_evaluate(rule, &evaluation);
    if (outcome.verdict == PAR_NO_ANSWER)
        return;
    assessment->states[unit].any_content = true;
    entry->marks |= PAR_MARK_FACTS;
    if (outcome.verdict == PAR_EARNED || outcome.verdict == PAR_DEFERRED)
        entry->marks |= PAR_MARK_COMPUTED;
    if (outcome.verdict == PAR_DOES_NOT_APPLY)
        entry->marks |= PAR_MARK_NOT_APPLIES;
    entry->computed = outcome.points;
    if (outcome.verdict != PAR_DEFERRED)
        return;
    struct par_deferral *deferral = par_arena_alloc(assessment->arena, sizeof *deferral);
    *deferral = (struct par_deferral){unit, 0, component, rule, outcome.measured, assessment->deferrals};
    assessment->deferrals = deferral;
}

static void take_facts(struct par_assessment *assessment)
{
    for (size_t unit = 0; unit < assessment->units->count; unit++) {
        if (!assessment->facts->by_unit[unit].known)
            continue;
        for (int32_t i = 0; i < assessment->units->items[unit].set->component_count; i++)
            if (!par_assessment_excluded(assessment, unit, i))
                compute_from_facts(assessment, unit, i);
    }
}

static bool any_round_speaks(const struct par_assessment *assessment, size_t unit, int32_t component)
{
    const struct par_set *set = assessment->units->items[unit].set;
    for (size_t round = 0; round < set->round_count; round++) {
        const struct par_entry *entry = par_assessment_entry(assessment, unit, round, component);
        if (says_something(entry) || (round == 0 && entry->marks & PAR_MARK_ROW))
            return true;
    }
    return false;
}

static void report_agreement(struct par_assessment *assessment, size_t unit, size_t round, int32_t component,
                             const struct par_stand *before)
{
    const struct par_entry *entry = par_assessment_entry(assessment, unit, round, component);
    struct par_place place = par_assessment_place(assessment, unit, round, component);
    char now[PAR_DECIMAL_TEXT], then[PAR_DECIMAL_TEXT];
    par_decimal_print(entry->score, PAR_POINTS_SCALE, -1, '.', now);
    par_decimal_print(before->points, PAR_POINTS_SCALE, -1, '.', then);
    if (before->points_are)
        par_diags_add(assessment->diags, PAR_WARNING, PAR_AGREE_DIFFERS, &place, now, then, NULL);
    else
        par_diags_add(assessment->diags, PAR_WARNING, PAR_AGREE_NOTHING, &place, NULL);
}

/* Whether a row that agrees gives another score, or has nothing to agree with. */
static bool is_odd_agreement(const struct par_entry *entry, const struct par_stand *before)
{
    if (!(entry->marks & PAR_MARK_AGREES))
        return false;
    if (before->points_are)
        return entry->marks & PAR_MARK_SCORE && entry->score != before->points;
    return !before->is && !says_something(entry);
}

static void check_agreements(struct par_assessment *assessment, size_t unit)
{
    const struct par_set *set = assessment->units->items[unit].set;
    for (int32_t i = 0; i < set->component_count; i++) {
        struct par_stand stand = par_stand_begin();
        if (par_assessment_excluded(assessment, unit, i))
            continue;
        for (size_t round = 0; round < set->round_count; round++) {
            const struct par_entry *entry = par_assessment_entry(assessment, unit, round, i);
            if (is_odd_agreement(entry, &stand))
                report_agreement(assessment, unit, round, i, &stand);
            par_stand_move(&stand, entry, round);
        }
    }
}

/* Reports are due from the unit at once; the rest when a later round has begun for it, or when there is none. */
static bool is_due(const struct par_assessment *assessment, size_t unit, const struct par_criterion *criterion)
{
    const struct par_set *set = assessment->units->items[unit].set;
    bool due = criterion->origin == PAR_FROM_REPORT || set->round_count == 1;
    for (size_t round = 1; round < set->round_count; round++)
        due = due || par_assessment_rows(assessment, unit, round) > 0;
    return due;
}

/* Components of a unit on which nobody said anything. */
static void warn_of_absent(struct par_assessment *assessment, size_t unit)
{
    const struct par_unit *who = &assessment->units->items[unit];
    for (int32_t i = 0; i < who->set->component_count; i++) {
        const struct par_criterion *criterion = &who->set->criteria[who->set->components[i]];
        if (criterion->role != PAR_ROLE_BASE || par_assessment_excluded(assessment, unit, i) ||
            any_round_speaks(assessment, unit, i) || !is_due(assessment, unit, criterion))
            continue;
        struct par_place place = {.unit = who->code, .node = criterion->id};
        par_diags_add(assessment->diags, PAR_WARNING, PAR_NO_ROW, &place, who->code, criterion->id, NULL);
    }
}

void par_assessment_finish(struct par_assessment *assessment)
{
    for (size_t unit = 0; unit < assessment->units->count; unit++)
        apply_groups(assessment, unit);
    if (assessment->facts)
        take_facts(assessment);
    settle_deferrals(assessment);
    for (size_t unit = 0; unit < assessment->units->count; unit++) {
        const char *code = assessment->units->items[unit].code;
        struct par_place place = {.file = assessment->units->file,
                                  .sheet = assessment->units->sheet,
                                  .line = assessment->units->items[unit].line,
                                  .unit = code};
        par_appraisers_compare(assessment, unit);
        par_said_settle(assessment, unit);
        check_agreements(assessment, unit);
        if (par_assessment_submitted(assessment, unit))
            warn_of_absent(assessment, unit);
        else
            par_diags_add(assessment->diags, PAR_WARNING,
                          assessment->units->items[unit].unreadable ? PAR_RETURN_UNREADABLE : PAR_NOT_SUBMITTED, &place,
                          code, NULL);
    }
}
