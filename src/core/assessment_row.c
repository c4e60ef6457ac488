#include "assessment_row.h"

static bool find_unit(struct at_hand *at)
{
    struct par_assessment *all = at->all;
    struct par_span code = par_row_cell(at, PAR_COLUMN_UNIT);
    if ((size_t)all->last_unit < all->units->count && par_span_is(code, all->units->items[all->last_unit].code)) {
        at->unit = (size_t)all->last_unit;
    } else {
        par_row_point_at(at, all->file->columns[PAR_COLUMN_UNIT]);
        int32_t position = par_units_find(all->units, code, &at->place, all->arena, all->diags);
        if (position < 0)
            return false;
        all->last_unit = position;
        at->unit = (size_t)position;
    }
    at->who = &all->units->items[at->unit];
    at->place.unit = at->who->code;
    at->in = par_assessment_set(all, at->who->set);
    return true;
}

/* "1.1.2 Name, 2.3 Name" */
static const char *candidates_text(const struct par_set *set, struct par_matches matches, struct par_arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < matches.count; i++) {
        const struct par_criterion *criterion = &set->criteria[matches.items[i] + 1];
        text = par_arena_join(arena, text, i ? ", " : "", criterion->id, " ", criterion->name.vi, NULL);
    }
    return text;
}

static const char *id_at(const void *set, size_t i)
{
    return ((const struct par_set *)set)->criteria[i + 1].id; /* not the total */
}

/* The number before a name, "1.2" of "1.2. Ban hành kế hoạch"; empty when there is none. */
static struct par_span leading_number(struct par_span typed)
{
    size_t size = 0;
    while (size < typed.size && ((typed.text[size] >= '0' && typed.text[size] <= '9') || typed.text[size] == '.'))
        size++;
    if (size < typed.size && typed.text[size] != ' ' && typed.text[size] != ')')
        return (struct par_span){NULL, 0};
    while (size > 0 && typed.text[size - 1] == '.')
        size--;
    return (struct par_span){typed.text, size};
}

/* The nearest id, or the nearest name with its id. */
static const char *nearest_criterion(const struct at_hand *at, struct par_span typed)
{
    const struct par_set *set = at->who->set;
    size_t count = (size_t)set->criterion_count - 1;
    const char *id = par_names_nearest(typed, count, id_at, set);
    size_t number = leading_number(typed).size;
    while (number > 0 && number < typed.size && memchr(". )", typed.text[number], 3))
        number++;
    struct par_span name = {typed.text + number, typed.size - number};
    const char *title = id || name.size == 0 ? NULL : par_names_nearest(name, count, par_assessment_title_at, set);
    for (size_t i = 0; title && i < count; i++)
        if (par_assessment_title_at(set, i) == title)
            return par_arena_join(at->all->arena, id_at(set, i), " ", title, NULL);
    return id;
}

static bool refuse_criterion(struct at_hand *at, struct par_span typed, struct par_matches matches)
{
    const struct par_set *set = at->who->set;
    enum par_code code = matches.count > 1 ? PAR_CRITERION_AMBIGUOUS : PAR_CRITERION_UNKNOWN;
    if (!par_diags_wants(at->all->diags, PAR_ERROR, code))
        return par_row_fail(at, code, NULL, NULL, NULL);
    if (matches.count > 1)
        return par_row_fail(at, code, par_row_copy(at, typed), candidates_text(set, matches, at->all->arena), NULL);
    return par_row_fail(at, code, par_row_copy(at, typed), nearest_criterion(at, typed), set->id);
}

/* The position of a criterion told by its name; 0 after an error. A number before the name must be its id. */
static int32_t find_named(struct at_hand *at, struct par_span typed)
{
    bool first;
    struct par_matches matches = par_naming_find(at->in->naming, typed, &first);
    struct par_span number = leading_number(typed);
    const char *id = matches.count == 1 ? at->who->set->criteria[matches.items[0] + 1].id : "";
    if (matches.count == 1 && number.size > 0 && !par_span_is(number, id))
        matches.count = 0;
    if (matches.count != 1) {
        refuse_criterion(at, typed, matches);
        return 0;
    }
    if (first && !matches.exact)
        par_diags_add(at->all->diags, PAR_NOTE, PAR_CRITERION_BY_NAME, &at->place, par_row_copy(at, typed), id, NULL);
    return (int32_t)matches.items[0] + 1;
}

static bool find_criterion(struct at_hand *at)
{
    const struct par_set *set = at->who->set;
    struct par_span id = par_row_cell(at, PAR_COLUMN_CRITERION);
    int32_t next = at->all->last_position + 1; /* rows mostly come in the order of the set */
    bool follows = next < set->criterion_count && par_span_is(id, set->criteria[next].id);
    at->position = follows ? next : par_set_find(set, id);
    par_row_point_at_role(at, PAR_COLUMN_CRITERION);
    if (at->position <= 0)
        at->position = find_named(at, id);
    at->all->last_position = at->position;
    if (at->position <= 0)
        return false;
    at->criterion = &set->criteria[at->position];
    at->place.node = at->criterion->id;
    return true;
}

static bool check_round(struct at_hand *at)
{
    if (at->in->round < 0) {
        par_row_point_at_all(at);
        return par_row_fail(at, PAR_ROUND_UNKNOWN, at->all->file->round,
                            par_set_rounds_text(at->who->set, at->all->arena), NULL);
    }
    struct par_span round = par_row_cell(at, PAR_COLUMN_ROUND);
    if (round.size > 0 && par_set_round(at->who->set, round) != at->in->round) {
        par_row_point_at_role(at, PAR_COLUMN_ROUND);
        return par_row_fail(at, PAR_ROUND_WRONG, par_row_copy(at, round), at->all->file->round, NULL);
    }
    return true;
}

static struct par_entry *slot_of(const struct at_hand *at)
{
    return par_assessment_slot(at->all, at->unit, (size_t)at->in->round, at->criterion->component);
}

/* A second appraiser's value could only be compared when all units are read: one row must do. */
static void defer(struct at_hand *at, struct par_ratio measured)
{
    if (at->entry != slot_of(at)) {
        par_row_fail(at, PAR_ROW_REPEATED, at->who->code, at->criterion->id, par_row_where(at->all, slot_of(at)));
        return;
    }
    at->entry->marks |= PAR_MARK_COMPUTED;
    struct par_deferral *deferral = par_arena_alloc(at->all->arena, sizeof *deferral);
    *deferral = (struct par_deferral){.unit = at->unit,
                                      .round = (size_t)at->in->round,
                                      .component = at->criterion->component,
                                      .rule = at->rule,
                                      .measured = measured,
                                      .next = at->all->deferrals};
    at->all->deferrals = deferral;
}

static void keep_outcome(struct at_hand *at, struct par_outcome outcome)
{
    switch (outcome.verdict) {
    case PAR_EARNED:
        at->entry->computed = outcome.points;
        at->entry->marks |= PAR_MARK_COMPUTED;
        break;
    case PAR_DOES_NOT_APPLY:
        at->entry->marks |= PAR_MARK_NOT_APPLIES;
        break;
    case PAR_DEFERRED:
        defer(at, outcome.measured);
        break;
    case PAR_REFUSED:
        at->failed = true;
        break;
    case PAR_NO_ANSWER:
        break;
    }
}

static void evaluate(struct at_hand *at)
{
    if (at->failed || (at->in->round > 0 && !par_row_is_filled(at)))
        return;
    par_row_point_at_all(at);
    struct par_evaluation evaluation = {.set = at->who->set,
                                        .criterion = at->criterion,
                                        .filled = &at->filled,
                                        .fold = at->all->fold,
                                        .arena = at->all->arena,
                                        .diags = at->all->diags,
                                        .place = &at->place};
    keep_outcome(at, par_rule_evaluate(at->rule, &evaluation));
}

static void check_claim(struct at_hand *at)
{
    unsigned marks = at->entry->marks;
    bool computed = marks & PAR_MARK_COMPUTED, score = marks & PAR_MARK_SCORE;
    bool deferred = at->all->deferrals && at->all->deferrals->unit == at->unit &&
                    at->all->deferrals->component == at->criterion->component;
    par_row_point_at_role(at, PAR_COLUMN_SCORE);
    if (computed && score && !deferred && at->entry->score != at->entry->computed) {
        at->entry->marks |= PAR_MARK_DIFFERS;
        par_row_warn(at, PAR_CLAIM_DIFFERS, par_row_points(at, at->entry->score),
                     par_row_points(at, at->entry->computed));
    } else if (score && !computed && !par_rule_is_typed(at->rule)) {
        at->entry->marks |= PAR_MARK_CLAIM;
        par_row_warn(at, PAR_CLAIM_ALONE, par_row_points(at, at->entry->score), NULL);
    }
}

/* What a unit's own row must bring along. */
static void check_own_row(struct at_hand *at)
{
    unsigned marks = at->entry->marks;
    bool stands = marks & (PAR_MARK_COMPUTED | PAR_MARK_SCORE);
    if (par_assessment_excluded(at->all, at->unit, at->criterion->component))
        return;
    if (marks & PAR_MARK_NOT_APPLIES || at->criterion->role != PAR_ROLE_BASE)
        stands = stands && at->criterion->role != PAR_ROLE_BASE;
    else if (!stands && at->criterion->origin == PAR_FROM_REPORT)
        par_row_warn(at, PAR_ANSWER_MISSING, at->criterion->id, NULL);
    par_points points = marks & PAR_MARK_COMPUTED ? at->entry->computed : at->entry->score;
    if (stands && points > 0 && at->criterion->evidence_required && !(marks & PAR_MARK_EVIDENCE)) {
        par_row_point_at_role(at, PAR_COLUMN_EVIDENCE);
        par_row_warn(at, PAR_EVIDENCE_MISSING, at->criterion->id, NULL);
    }
}

const char *par_row_where(const struct par_assessment *assessment, const struct par_entry *entry)
{
    char line[PAR_DECIMAL_TEXT];
    par_decimal_print(entry->line, 0, 0, '.', line);
    return par_arena_join(assessment->arena, assessment->file_names[entry->file].name, ":", line, NULL);
}

static void note_content(struct at_hand *at)
{
    struct par_unit_state *state = &at->all->states[at->unit];
    unsigned says = PAR_MARK_SCORE | PAR_MARK_COMPUTED | PAR_MARK_AGREES | PAR_MARK_APPLIES | PAR_MARK_NOT_APPLIES;
    bool reported = at->criterion->origin == PAR_FROM_REPORT;
    bool content = at->entry->marks & says;
    state->rows[at->in->round]++;
    state->first_round_row = state->first_round_row || (reported && at->in->round == 0);
    state->content = state->content || (reported && content);
    state->any_content = state->any_content || content;
}

/* The cells of a row on a component, into at->entry. */
static void read_component(struct at_hand *at)
{
    unsigned both = PAR_MARK_SCORE | PAR_MARK_COMPUTED;
    if (par_row_cell(at, PAR_COLUMN_EVIDENCE).size)
        at->entry->marks |= PAR_MARK_EVIDENCE;
    if (par_row_cell(at, PAR_COLUMN_REASON).size)
        at->entry->marks |= PAR_MARK_REASON;
    unsigned applies = par_row_applies(at);
    at->entry->marks |= (uint16_t)applies;
    par_row_read_agree(at);
    par_row_read_filled(at);
    par_row_read_score(at);
    par_row_check_max(at);
    if (!(at->entry->marks & PAR_MARK_NOT_APPLIES))
        evaluate(at);
    bool typed_stands = at->in->round > 0 || !(at->entry->marks & PAR_MARK_COMPUTED);
    par_row_point_at_role(at, PAR_COLUMN_SCORE);
    if (at->entry->marks & PAR_MARK_SCORE && typed_stands)
        par_row_check_fit(at);
    if (at->in->round > 0 && (at->entry->marks & both) == both && at->entry->score != at->entry->computed)
        par_row_warn(at, PAR_SCORE_DIFFERS, par_row_points(at, at->entry->score),
                     par_row_points(at, at->entry->computed));
    if (at->in->round == 0 && !at->failed) {
        check_claim(at);
        par_row_point_at_all(at);
        check_own_row(at);
    }
}

/* Where the row is kept; NULL when it is one too many. */
static struct par_entry *entry_for(struct at_hand *at)
{
    struct par_entry *slot = slot_of(at);
    if (slot->marks & PAR_MARK_ROW)
        return par_row_beside(at, slot);
    par_assessment_keep_voice(at->all, at->unit, (size_t)at->in->round, at->criterion->component, at->voice);
    return slot;
}

static void tell_listener(const struct at_hand *at)
{
    const struct par_listener *listener = &at->all->listener;
    if (listener->hear)
        listener->hear(listener->context, at->unit, (size_t)at->in->round, at->criterion->component, at->row,
                       at->all->file);
}

static void take_component(struct at_hand *at)
{
    par_row_point_at_all(at);
    if (!par_row_read_voice(at))
        return;
    at->entry = entry_for(at);
    if (!at->entry)
        return;
    at->entry->marks |= PAR_MARK_ROW;
    at->entry->line = at->row->line;
    at->entry->file = at->all->file_number;
    at->rule = par_unit_rule(at->who, at->criterion);
    if (!at->rule) {
        par_row_fail(at, PAR_RULE_NO_UNIT, at->who->code, NULL, NULL);
        return;
    }
    read_component(at);
    if (at->failed)
        at->entry->marks |= PAR_MARK_REFUSED;
    if (par_assessment_excluded(at->all, at->unit, at->criterion->component) && par_row_says_more(at))
        par_row_warn(at, PAR_ROW_EXCLUDED, at->criterion->id, NULL);
    note_content(at);
    tell_listener(at);
    par_row_keep_said(at);
    par_row_forget(at);
}

/* Kept until all rows are read: a part's own row goes before it, and a nearer criterion's before a farther one's. */
static void note_group(struct at_hand *at, unsigned applies)
{
    size_t round = (size_t)at->in->round;
    struct par_group_row **groups = &at->all->states[at->unit].groups;
    for (const struct par_group_row *row = *groups; row; row = row->next)
        if (row->round == round && row->position == at->position) {
            par_row_fail(at, PAR_ROW_REPEATED, at->who->code, at->criterion->id, row->where);
            return;
        }
    struct par_entry here = {.line = at->row->line, .file = at->all->file_number};
    struct par_group_row *row = par_arena_alloc(at->all->arena, sizeof *row);
    *row = (struct par_group_row){.round = round,
                                  .position = at->position,
                                  .applies = applies,
                                  .where = par_row_where(at->all, &here),
                                  .voice = at->voice,
                                  .next = *groups};
    *groups = row;
}

/* A row on a criterion that has parts can only say whether all of them apply. */
static void take_group(struct at_hand *at)
{
    unsigned applies = par_row_applies(at);
    par_row_check_max(at);
    par_row_point_at_role(at, PAR_COLUMN_CRITERION);
    if (par_row_says_more(at)) {
        par_row_fail(at, PAR_CRITERION_NOT_LEAF, at->criterion->id, NULL, NULL);
        return;
    }
    if (!applies)
        return; /* the heading of a printed table */
    par_row_read_voice(at);
    if (!at->failed)
        note_group(at, applies);
    at->all->states[at->unit].rows[at->in->round]++;
    if (at->in->round == 0)
        at->all->states[at->unit].first_round_row = true;
}

static void take_row(struct at_hand *at)
{
    at->place.file = at->all->file->name;
    at->place.sheet = at->all->file->sheet;
    at->place.line = at->row->line;
    if (!find_unit(at) || !find_criterion(at) || !check_round(at))
        return;
    if (at->criterion->component >= 0)
        take_component(at);
    else
        take_group(at);
}

void par_assessment_add(struct par_assessment *assessment, const struct par_assessment_row *row)
{
    struct at_hand at = {.all = assessment, .row = row};
    if (!assessment->file_refused)
        take_row(&at);
}

void par_assessment_add_cell(struct par_assessment *assessment, const struct par_assessment_row *whole,
                             struct par_span criterion, struct par_span cell_text, struct par_column_place column)
{
    struct par_assessment_row row = *whole;
    struct at_hand at = {.all = assessment, .row = &row, .only = column};
    row.cells[PAR_COLUMN_CRITERION] = criterion;
    at.place.file = assessment->file->name;
    at.place.sheet = assessment->file->sheet;
    at.place.line = row.line;
    if (assessment->file_refused || !find_unit(&at))
        return;
    if (cell_text.size == 0 && par_set_find(at.who->set, criterion) < 0)
        return; /* a criterion of another set's units */
    if (!find_criterion(&at) || !check_round(&at))
        return;
    if (cell_text.size)
        par_row_spread(&at, &row, cell_text);
    if (at.criterion->component >= 0)
        take_component(&at);
    else if (cell_text.size)
        take_group(&at);
}
