#include "assessment_private.h"

/* The row being read. */
struct at_hand {
    struct par_assessment *all;
    const struct par_assessment_row *row;
    struct par_column_place only; /* of a wide table: the column all cells come from */
    struct par_place place;
    size_t unit;
    const struct par_unit *who;
    struct par_set_in_file *in;
    int32_t position; /* of the criterion */
    const struct par_criterion *criterion;
    const struct par_rule *rule;
    struct par_entry *entry;
    struct par_filled filled;
    bool failed;
};

static bool fail(struct at_hand *at, enum par_code code, const char *a, const char *b, const char *c)
{
    par_diags_add(at->all->diags, PAR_ERROR, code, &at->place, a ? a : "", b ? b : "", c ? c : "", NULL);
    at->failed = true;
    return false;
}

static void warn(struct at_hand *at, enum par_code code, const char *a, const char *b)
{
    par_diags_add(at->all->diags, PAR_WARNING, code, &at->place, a ? a : "", b ? b : "", NULL);
}

static const char *copy(struct at_hand *at, struct par_span text)
{
    return par_arena_copy(at->all->arena, text);
}

static struct par_span cell(const struct at_hand *at, enum par_column_role role)
{
    return at->row->cells[role];
}

/* Findings that follow speak of this column. */
static void point_at(struct at_hand *at, struct par_column_place column)
{
    at->place.field = column.field;
    at->place.header = column.header;
}

static void point_at_role(struct at_hand *at, enum par_column_role role)
{
    point_at(at, at->only.field ? at->only : at->all->file->columns[role]);
}

static bool find_unit(struct at_hand *at)
{
    struct par_assessment *all = at->all;
    struct par_span code = cell(at, PAR_COLUMN_UNIT);
    if ((size_t)all->last_unit < all->units->count && par_span_is(code, all->units->items[all->last_unit].code)) {
        at->unit = (size_t)all->last_unit;
    } else {
        point_at(at, all->file->columns[PAR_COLUMN_UNIT]);
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

static const char *id_at(const void *set, size_t i)
{
    return ((const struct par_set *)set)->criteria[i].id;
}

static bool find_criterion(struct at_hand *at)
{
    const struct par_set *set = at->who->set;
    struct par_span id = cell(at, PAR_COLUMN_CRITERION);
    int32_t next = at->all->last_position + 1; /* rows mostly come in the order of the set */
    bool follows = next < set->criterion_count && par_span_is(id, set->criteria[next].id);
    at->position = follows ? next : par_set_find(set, id);
    at->all->last_position = at->position;
    point_at_role(at, PAR_COLUMN_CRITERION);
    if (at->position <= 0) {
        bool wanted = par_diags_wants(at->all->diags, PAR_ERROR, PAR_CRITERION_UNKNOWN);
        const char *nearest = wanted ? par_names_nearest(id, (size_t)set->criterion_count, id_at, set) : NULL;
        return fail(at, PAR_CRITERION_UNKNOWN, wanted ? copy(at, id) : NULL, nearest, set->id);
    }
    at->criterion = &set->criteria[at->position];
    at->place.node = at->criterion->id;
    return true;
}

static bool check_round(struct at_hand *at)
{
    if (at->in->round < 0) {
        point_at(at, (struct par_column_place){0, NULL});
        return fail(at, PAR_ROUND_UNKNOWN, at->all->file->round, par_set_rounds_text(at->who->set, at->all->arena),
                    NULL);
    }
    struct par_span round = cell(at, PAR_COLUMN_ROUND);
    if (round.size > 0 && par_set_round(at->who->set, round) != at->in->round) {
        point_at_role(at, PAR_COLUMN_ROUND);
        return fail(at, PAR_ROUND_WRONG, copy(at, round), at->all->file->round, NULL);
    }
    return true;
}

/* yes 1, no 0, anything else -1. */
static int yes_or_no(struct at_hand *at, struct par_span text)
{
    static const char *const yes[] = {"yes", "y",      "true",   "1",       "x",      "co",
                                      "có",  "đồng ý", "dong y", "áp dụng", "ap dung"};
    static const char *const no[] = {
        "no", "n", "false", "0", "khong", "không", "không áp dụng", "khong ap dung", "kad", "n/a", "không đồng ý", "-"};
    if (par_span_is(text, "x") || par_span_is(text, "yes"))
        return 1;
    const char *folded = at->all->fold(text, at->all->arena);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(folded, yes[i]) == 0)
            return 1;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strcmp(folded, no[i]) == 0)
            return 0;
    return -1;
}

static bool may_not_apply(const struct at_hand *at)
{
    const struct par_set *set = at->who->set;
    for (int32_t i = at->position; i >= 0; i = set->criteria[i].parent)
        if (set->criteria[i].may_not_apply)
            return true;
    return at->in->round > 0;
}

/* The applies column: PAR_MARK_APPLIES, PAR_MARK_NOT_APPLIES or 0. */
static unsigned read_applies(struct at_hand *at)
{
    struct par_span text = cell(at, PAR_COLUMN_APPLIES);
    if (text.size == 0)
        return 0;
    int applies = yes_or_no(at, text);
    point_at_role(at, PAR_COLUMN_APPLIES);
    if (applies < 0)
        fail(at, PAR_APPLIES_VALUE, copy(at, text), NULL, NULL);
    if (applies != 0)
        return PAR_MARK_APPLIES;
    if (!may_not_apply(at))
        fail(at, PAR_NOT_APPLICABLE_REFUSED, at->criterion->id, NULL, NULL);
    return PAR_MARK_NOT_APPLIES;
}

static void read_agree(struct at_hand *at)
{
    struct par_span text = cell(at, PAR_COLUMN_AGREE);
    if (text.size == 0)
        return;
    int agrees = yes_or_no(at, text);
    point_at_role(at, PAR_COLUMN_AGREE);
    if (agrees < 0)
        fail(at, PAR_AGREE_VALUE, copy(at, text), NULL, NULL);
    else if (agrees > 0)
        at->entry->marks |= PAR_MARK_AGREES;
}

static bool read_number(struct at_hand *at, struct par_span text, const struct par_limits *limits,
                        struct par_quantity *out)
{
    struct par_assessment *all = at->all;
    bool read = par_number_take(&all->file->style, text, limits, &at->place, all->arena, all->diags, out);
    at->failed = at->failed || !read;
    return read;
}

static bool read_date(struct at_hand *at, struct par_span text, struct par_quantity *out)
{
    *out = (struct par_quantity){0, 0};
    if (par_date_parse(text, &out->mantissa))
        return true;
    return fail(at, PAR_DATE_SYNTAX, copy(at, text), NULL, NULL);
}

static bool read_input(struct at_hand *at, size_t input, struct par_span text, struct par_quantity *out)
{
    const struct par_input *what = &at->who->set->inputs[input];
    if (what->kind == PAR_INPUT_DATE)
        return read_date(at, text, out);
    struct par_limits limits = {.whole = what->kind == PAR_INPUT_COUNT, .percent = what->kind == PAR_INPUT_PERCENTAGE};
    if (limits.percent) {
        limits.has_most = true;
        limits.most = (struct par_quantity){100, 0};
    }
    if (!read_number(at, text, &limits, out))
        return false;
    if (limits.whole && out->mantissa < 0)
        return fail(at, PAR_NUMBER_NEGATIVE, copy(at, text), NULL, NULL);
    return true;
}

static void read_inputs(struct at_hand *at)
{
    const struct par_assessment_file *file = at->all->file;
    for (size_t i = 0; i < file->input_count && at->row->inputs; i++) {
        if (at->row->inputs[i].size == 0)
            continue;
        int32_t input = at->in->inputs[i];
        point_at(at, file->input_places[i]);
        if (input < 0 || !par_rule_takes_input(at->rule, (size_t)input))
            fail(at, PAR_INPUT_UNUSED, file->input_names[i], par_rule_inputs(at->rule, at->who->set, at->all->arena),
                 NULL);
        else
            at->in->given[input] = read_input(at, (size_t)input, at->row->inputs[i], &at->in->values[input]);
    }
}

static void forget_inputs(struct at_hand *at)
{
    for (size_t i = 0; i < at->all->file->input_count; i++)
        if (at->in->inputs[i] >= 0)
            at->in->given[at->in->inputs[i]] = false;
}

static bool read_column(struct at_hand *at, enum par_column_role role, bool taken, bool percent,
                        struct par_quantity *out)
{
    struct par_span text = cell(at, role);
    if (text.size == 0)
        return false;
    point_at_role(at, role);
    if (!taken) {
        const char *inputs = par_rule_inputs(at->rule, at->who->set, at->all->arena);
        return fail(at, *inputs ? PAR_INPUT_GENERIC : PAR_INPUT_UNUSED, at->place.header, inputs, NULL);
    }
    struct par_limits limits = {.percent = percent};
    return read_number(at, text, &limits, out);
}

static void read_answer(struct at_hand *at)
{
    at->filled.answer = cell(at, PAR_COLUMN_ANSWER);
    if (at->filled.answer.size == 0 || par_rule_takes_answer(at->rule))
        return;
    point_at_role(at, PAR_COLUMN_ANSWER);
    fail(at, PAR_ANSWER_UNUSED, copy(at, at->filled.answer), par_rule_inputs(at->rule, at->who->set, at->all->arena),
         par_rule_type(at->rule));
}

/* Everything the rule may take. */
static void read_filled(struct at_hand *at)
{
    struct par_filled *filled = &at->filled;
    bool value = par_rule_takes_value(at->rule), fraction = par_rule_takes_fraction(at->rule);
    read_answer(at);
    filled->has_value = read_column(at, PAR_COLUMN_VALUE, value, true, &filled->value);
    filled->has_num = read_column(at, PAR_COLUMN_NUM, fraction, false, &filled->num);
    filled->has_den = read_column(at, PAR_COLUMN_DEN, fraction, false, &filled->den);
    read_inputs(at);
    filled->given = at->in->given;
    filled->inputs = at->in->values;
    if (at->all->facts) {
        filled->known = at->all->facts->by_unit[at->unit].known;
        filled->facts = at->all->facts->by_unit[at->unit].values;
    }
}

static bool is_filled(const struct at_hand *at)
{
    if (at->filled.answer.size || at->filled.has_value || at->filled.has_num || at->filled.has_den)
        return true;
    for (size_t i = 0; i < at->all->file->input_count && at->row->inputs; i++)
        if (at->row->inputs[i].size)
            return true;
    return false;
}

static const char *points_text(struct at_hand *at, par_points points)
{
    char text[PAR_DECIMAL_TEXT];
    size_t length = par_decimal_print(points, PAR_POINTS_SCALE, -1, '.', text);
    return copy(at, (struct par_span){text, length});
}

static void check_fit(struct at_hand *at)
{
    par_points score = at->entry->score;
    const char *reason = cell(at, PAR_COLUMN_REASON).size ? "reason" : NULL;
    enum par_score_fit fit = par_rule_score_fits(at->rule, score);
    if (fit == PAR_SCORE_FITS)
        return;
    const char *scores = par_rule_scores(at->rule, at->all->arena);
    if (fit == PAR_SCORE_OFF_STEP)
        fail(at, PAR_SCORE_STEP, points_text(at, score), scores, NULL);
    else if (at->in->round > 0 && reason)
        warn(at, PAR_SCORE_BETWEEN, points_text(at, score), scores);
    else
        fail(at, PAR_SCORE_BETWEEN, points_text(at, score), scores, NULL);
}

static void keep_score(struct at_hand *at, struct par_quantity typed)
{
    const struct par_set *set = at->who->set;
    par_points score;
    bool exact;
    if (at->criterion->role == PAR_ROLE_PENALTY && typed.mantissa < 0)
        typed.mantissa = -typed.mantissa;
    struct par_span text = cell(at, PAR_COLUMN_SCORE);
    if (!par_points_from(typed, set->decimals_component, set->rounding, &score, &exact)) {
        fail(at, PAR_NUMBER_RANGE, copy(at, text), NULL, NULL);
        return;
    }
    /* "Above the maximum" is judged on what was typed, not on what is left after rounding. */
    if (par_ratio_compare(par_quantity_ratio(typed), par_points_ratio(at->criterion->max)) > 0) {
        fail(at, PAR_SCORE_ABOVE_MAX, copy(at, text), points_text(at, at->criterion->max), NULL);
        return;
    }
    if (typed.mantissa < 0) {
        fail(at, PAR_SCORE_NEGATIVE, copy(at, text), NULL, NULL);
        return;
    }
    at->entry->score = score;
    at->entry->marks |= PAR_MARK_SCORE;
    if (exact)
        return;
    at->entry->marks |= PAR_MARK_ROUNDED;
    char decimals[2] = {(char)('0' + set->decimals_component), '\0'};
    par_diags_add(at->all->diags, PAR_WARNING, PAR_NUMBER_ROUNDED, &at->place, copy(at, text), points_text(at, score),
                  decimals, NULL);
}

static void read_score(struct at_hand *at)
{
    struct par_span text = cell(at, PAR_COLUMN_SCORE);
    if (text.size == 0)
        return;
    point_at_role(at, PAR_COLUMN_SCORE);
    struct par_limits limits = {.has_most = true, .most = {at->criterion->max, PAR_POINTS_SCALE}};
    struct par_quantity typed;
    if (!read_number(at, text, &limits, &typed))
        return;
    keep_score(at, typed);
    int settles = par_set_settling_round(at->who->set, at->criterion->origin);
    if (at->criterion->origin != PAR_FROM_REPORT && at->in->round < settles)
        warn(at, PAR_SELF_SETTLED, par_origin_name(at->criterion->origin), at->who->set->rounds[settles].id);
}

static void defer(struct at_hand *at, struct par_ratio measured)
{
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
        at->entry->marks |= PAR_MARK_COMPUTED;
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
    if (at->failed || (at->in->round > 0 && !is_filled(at)))
        return;
    point_at(at, (struct par_column_place){0, NULL});
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
    point_at_role(at, PAR_COLUMN_SCORE);
    if (computed && score && !deferred && at->entry->score != at->entry->computed) {
        at->entry->marks |= PAR_MARK_DIFFERS;
        warn(at, PAR_CLAIM_DIFFERS, points_text(at, at->entry->score), points_text(at, at->entry->computed));
    } else if (score && !computed && !par_rule_is_typed(at->rule)) {
        at->entry->marks |= PAR_MARK_CLAIM;
        warn(at, PAR_CLAIM_ALONE, points_text(at, at->entry->score), NULL);
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
        warn(at, PAR_ANSWER_MISSING, at->criterion->id, NULL);
    par_points points = marks & PAR_MARK_COMPUTED ? at->entry->computed : at->entry->score;
    if (stands && points > 0 && at->criterion->evidence_required && !(marks & PAR_MARK_EVIDENCE)) {
        point_at_role(at, PAR_COLUMN_EVIDENCE);
        warn(at, PAR_EVIDENCE_MISSING, at->criterion->id, NULL);
    }
}

static bool is_first(const struct at_hand *at, const char **where)
{
    if (!(at->entry->marks & PAR_MARK_ROW))
        return true;
    char line[PAR_DECIMAL_TEXT];
    par_decimal_print(at->entry->line, 0, 0, '.', line);
    *where = par_arena_join(at->all->arena, at->all->file_names[at->entry->file], ":", line, NULL);
    return false;
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

static bool says_more_than_applies(const struct at_hand *at)
{
    static const enum par_column_role roles[] = {PAR_COLUMN_ANSWER, PAR_COLUMN_VALUE, PAR_COLUMN_NUM,
                                                 PAR_COLUMN_DEN,    PAR_COLUMN_SCORE, PAR_COLUMN_AGREE};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (cell(at, roles[i]).size)
            return true;
    for (size_t i = 0; i < at->all->file->input_count && at->row->inputs; i++)
        if (at->row->inputs[i].size)
            return true;
    return false;
}

static void take_component(struct at_hand *at)
{
    at->entry = par_assessment_slot(at->all, at->unit, (size_t)at->in->round, at->criterion->component);
    at->rule = par_assessment_rule(at->who, at->criterion);
    const char *where = NULL;
    point_at(at, (struct par_column_place){0, NULL});
    if (!is_first(at, &where)) {
        fail(at, PAR_ROW_REPEATED, at->who->code, at->criterion->id, where);
        return;
    }
    at->entry->marks |= PAR_MARK_ROW;
    at->entry->line = at->row->line;
    at->entry->file = at->all->file_number;
    if (!at->rule) {
        fail(at, PAR_RULE_NO_UNIT, at->who->code, NULL, NULL);
        return;
    }
    if (cell(at, PAR_COLUMN_EVIDENCE).size)
        at->entry->marks |= PAR_MARK_EVIDENCE;
    if (cell(at, PAR_COLUMN_REASON).size)
        at->entry->marks |= PAR_MARK_REASON;
    at->entry->marks |= (uint16_t)read_applies(at);
    read_agree(at);
    read_filled(at);
    read_score(at);
    if (!(at->entry->marks & PAR_MARK_NOT_APPLIES))
        evaluate(at);
    bool typed_stands = at->in->round > 0 || !(at->entry->marks & PAR_MARK_COMPUTED);
    point_at_role(at, PAR_COLUMN_SCORE);
    if (at->entry->marks & PAR_MARK_SCORE && typed_stands)
        check_fit(at);
    if (at->in->round == 0 && !at->failed) {
        check_claim(at);
        point_at(at, (struct par_column_place){0, NULL});
        check_own_row(at);
    }
    if (at->failed)
        at->entry->marks |= PAR_MARK_REFUSED;
    if (par_assessment_excluded(at->all, at->unit, at->criterion->component) && says_more_than_applies(at))
        warn(at, PAR_ROW_EXCLUDED, at->criterion->id, NULL);
    note_content(at);
    forget_inputs(at);
}

/* A row on a criterion that has parts can only say whether all of them apply. */
static void take_group(struct at_hand *at)
{
    const struct par_set *set = at->who->set;
    unsigned applies = read_applies(at);
    point_at_role(at, PAR_COLUMN_CRITERION);
    if (says_more_than_applies(at) || !applies) {
        fail(at, PAR_CRITERION_NOT_LEAF, at->criterion->id, NULL, NULL);
        return;
    }
    for (int32_t i = at->position; i < at->criterion->end && !at->failed; i++) {
        if (set->criteria[i].component < 0)
            continue;
        struct par_entry *entry =
            par_assessment_slot(at->all, at->unit, (size_t)at->in->round, set->criteria[i].component);
        if (!(entry->marks & (PAR_MARK_APPLIES | PAR_MARK_NOT_APPLIES)))
            entry->marks |= (uint16_t)applies;
    }
    at->all->states[at->unit].rows[at->in->round]++;
    if (at->in->round == 0)
        at->all->states[at->unit].first_round_row = true;
}

static void take_row(struct at_hand *at)
{
    at->place.file = at->all->file->name;
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
    take_row(&at);
}

/* Which column of the long form a wide cell stands for. */
static void spread_cell(struct at_hand *at, struct par_assessment_row *row, struct par_span text)
{
    const struct par_rule *rule = par_assessment_rule(at->who, at->criterion);
    const char *folded = at->all->fold(text, at->all->arena);
    const char *slash = text.size ? memchr(text.text, '/', text.size) : NULL;
    if (strcmp(folded, "kad") == 0 || strcmp(folded, "n/a") == 0 || strcmp(folded, "không áp dụng") == 0) {
        row->cells[PAR_COLUMN_APPLIES] = par_span_of("no");
    } else if (par_span_is(text, "=")) {
        row->cells[PAR_COLUMN_AGREE] = par_span_of("yes");
    } else if (at->in->round > 0 || !rule || par_rule_is_typed(rule)) {
        row->cells[PAR_COLUMN_SCORE] = text;
    } else if (par_rule_takes_answer(rule)) {
        row->cells[PAR_COLUMN_ANSWER] = text;
    } else if (slash && par_rule_takes_fraction(rule)) {
        size_t size = (size_t)(slash - text.text);
        row->cells[PAR_COLUMN_NUM] = (struct par_span){text.text, size};
        row->cells[PAR_COLUMN_DEN] = (struct par_span){slash + 1, text.size - size - 1};
    } else if (par_rule_takes_value(rule)) {
        row->cells[PAR_COLUMN_VALUE] = text;
    } else {
        row->cells[PAR_COLUMN_SCORE] = text;
    }
}

void par_assessment_add_cell(struct par_assessment *assessment, struct par_span unit, struct par_span criterion,
                             struct par_span cell_text, uint32_t line, struct par_column_place column)
{
    struct par_assessment_row row = {.line = line};
    struct at_hand at = {.all = assessment, .row = &row, .only = column};
    row.cells[PAR_COLUMN_UNIT] = unit;
    row.cells[PAR_COLUMN_CRITERION] = criterion;
    at.place.file = assessment->file->name;
    at.place.line = line;
    if (!find_unit(&at) || !find_criterion(&at) || !check_round(&at))
        return;
    if (cell_text.size)
        spread_cell(&at, &row, cell_text);
    if (at.criterion->component >= 0)
        take_component(&at);
    else if (cell_text.size)
        take_group(&at);
}
