#include "assessment_row.h"

#include "parindex/yes_no.h"
#include "rule_type.h"

bool par_row_fail(struct at_hand *at, enum par_code code, const char *a, const char *b, const char *c)
{
    par_diags_add(at->all->diags, PAR_ERROR, code, &at->place, a ? a : "", b ? b : "", c ? c : "", NULL);
    at->failed = true;
    return false;
}

void par_row_warn(struct at_hand *at, enum par_code code, const char *a, const char *b)
{
    par_diags_add(at->all->diags, PAR_WARNING, code, &at->place, a ? a : "", b ? b : "", NULL);
}

const char *par_row_copy(struct at_hand *at, struct par_span text)
{
    return par_arena_copy(at->all->arena, text);
}

struct par_span par_row_cell(const struct at_hand *at, enum par_column_role role)
{
    return at->row->cells[role];
}

/* Findings that follow speak of this column. */
void par_row_point_at(struct at_hand *at, struct par_column_place column)
{
    at->place.field = column.field;
    at->place.header = column.header;
}

void par_row_point_at_all(struct at_hand *at)
{
    par_row_point_at(at, (struct par_column_place){0, NULL});
}

void par_row_point_at_role(struct at_hand *at, enum par_column_role role)
{
    par_row_point_at(at, at->only.field ? at->only : at->all->file->columns[role]);
}

static bool may_not_apply(const struct at_hand *at)
{
    const struct par_set *set = at->who->set;
    int32_t component = at->criterion->component;
    for (int32_t i = at->position; i >= 0; i = set->criteria[i].parent)
        if (set->criteria[i].may_not_apply)
            return true;
    return at->in->round > 0 || (component >= 0 && par_assessment_excluded(at->all, at->unit, component));
}

/* The applies column: PAR_MARK_APPLIES, PAR_MARK_NOT_APPLIES or 0. */
unsigned par_row_applies(struct at_hand *at)
{
    struct par_span text = par_row_cell(at, PAR_COLUMN_APPLIES);
    if (text.size == 0)
        return 0;
    int applies = par_yes_or_no(text, at->all->fold, at->all->arena);
    par_row_point_at_role(at, PAR_COLUMN_APPLIES);
    if (applies < 0)
        par_row_fail(at, PAR_APPLIES_VALUE, par_row_copy(at, text), NULL, NULL);
    if (applies != 0)
        return PAR_MARK_APPLIES;
    if (!may_not_apply(at))
        par_row_fail(at, PAR_NOT_APPLICABLE_REFUSED, at->criterion->id, NULL, NULL);
    else if (par_row_says_more(at))
        par_row_fail(at, PAR_APPLIES_MORE, NULL, NULL, NULL);
    return PAR_MARK_NOT_APPLIES;
}

void par_row_read_agree(struct at_hand *at)
{
    struct par_span text = par_row_cell(at, PAR_COLUMN_AGREE);
    if (text.size == 0)
        return;
    int agrees = par_yes_or_no(text, at->all->fold, at->all->arena);
    par_row_point_at_role(at, PAR_COLUMN_AGREE);
    if (agrees < 0)
        par_row_fail(at, PAR_AGREE_VALUE, par_row_copy(at, text), NULL, NULL);
    else
        at->entry->marks |= (uint16_t)(agrees ? PAR_MARK_AGREES : PAR_MARK_DISAGREES);
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
    return par_row_fail(at, PAR_DATE_SYNTAX, par_row_copy(at, text), NULL, NULL);
}

static bool read_input(struct at_hand *at, size_t input, struct par_span text, struct par_quantity *out)
{
    const struct par_input *what = &at->who->set->inputs[input];
    if (what->kind == PAR_INPUT_DATE)
        return read_date(at, text, out);
    struct par_limits limits = {.whole = what->kind == PAR_INPUT_COUNT, .percent = what->kind == PAR_INPUT_PERCENTAGE};
    limits.hundred = limits.percent;
    if (limits.percent) {
        limits.has_most = true;
        limits.most = (struct par_quantity){100, 0};
    }
    if (!read_number(at, text, &limits, out))
        return false;
    if (limits.whole && out->mantissa < 0)
        return par_row_fail(at, PAR_NUMBER_NEGATIVE, par_row_copy(at, text), NULL, NULL);
    return true;
}

static void read_inputs(struct at_hand *at)
{
    const struct par_assessment_file *file = at->all->file;
    for (size_t i = 0; i < file->input_count && at->row->inputs; i++) {
        int32_t input = at->in->inputs[i];
        if (at->row->inputs[i].size == 0 || input == PAR_INPUT_REPORTED)
            continue;
        par_row_point_at(at, file->input_places[i]);
        if (input < 0 || !par_rule_takes_input(at->rule, (size_t)input))
            par_row_fail(at, PAR_INPUT_UNUSED, file->input_names[i],
                         par_rule_inputs(at->rule, at->who->set, at->all->arena), NULL);
        else
            at->in->given[input] = read_input(at, (size_t)input, at->row->inputs[i], &at->in->values[input]);
    }
}

void par_row_forget(struct at_hand *at)
{
    for (size_t i = 0; i < at->all->file->input_count; i++)
        if (at->in->inputs[i] >= 0)
            at->in->given[at->in->inputs[i]] = false;
}

static bool read_column(struct at_hand *at, enum par_column_role role, bool taken, struct par_limits limits,
                        struct par_quantity *out)
{
    struct par_span text = par_row_cell(at, role);
    if (text.size == 0)
        return false;
    par_row_point_at_role(at, role);
    if (!taken) {
        const char *inputs = par_rule_inputs(at->rule, at->who->set, at->all->arena);
        return par_row_fail(at, *inputs ? PAR_INPUT_GENERIC : PAR_INPUT_UNUSED, at->place.header, inputs, NULL);
    }
    if (!read_number(at, text, &limits, out))
        return false;
    if (limits.whole && out->mantissa < 0)
        return par_row_fail(at, PAR_NUMBER_NEGATIVE, par_row_copy(at, text), NULL, NULL);
    return true;
}

static void read_answer(struct at_hand *at)
{
    at->filled.answer = par_row_cell(at, PAR_COLUMN_ANSWER);
    if (at->filled.answer.size == 0 || par_rule_takes_answer(at->rule))
        return;
    par_row_point_at_role(at, PAR_COLUMN_ANSWER);
    par_row_fail(at, PAR_ANSWER_UNUSED, par_row_copy(at, at->filled.answer),
                 par_rule_inputs(at->rule, at->who->set, at->all->arena), par_rule_type(at->rule));
}

static bool any_input(const struct at_hand *at)
{
    for (size_t i = 0; i < at->all->file->input_count && at->row->inputs; i++)
        if (at->row->inputs[i].size)
            return true;
    return false;
}

/* Whether the facts know an input that the rule takes. */
static bool any_fact(const struct at_hand *at)
{
    const bool *known = at->all->facts ? at->all->facts->by_unit[at->unit].known : NULL;
    for (size_t i = 0; known && i < at->who->set->input_count; i++)
        if (known[i] && par_rule_takes_input(at->rule, i))
            return true;
    return false;
}

/* The value, the fraction and the named inputs are three ways to say one thing. */
static void check_double(struct at_hand *at)
{
    const struct par_filled *filled = &at->filled;
    bool fraction = filled->has_num || filled->has_den;
    if (!filled->has_value && !fraction)
        return;
    bool named = any_input(at) || any_fact(at);
    if (filled->has_value && fraction) {
        par_row_point_at_role(at, PAR_COLUMN_VALUE);
        par_row_fail(at, PAR_INPUT_BOTH, at->place.header, "num, den", NULL);
    } else if (named) {
        par_row_point_at_role(at, filled->has_value ? PAR_COLUMN_VALUE : PAR_COLUMN_NUM);
        par_row_fail(at, PAR_INPUT_BOTH, at->place.header, par_rule_inputs(at->rule, at->who->set, at->all->arena),
                     NULL);
    }
}

/* Everything the rule may take. */
void par_row_read_filled(struct at_hand *at)
{
    struct par_filled *filled = &at->filled;
    bool value = par_rule_takes_value(at->rule) || par_rule_takes_share(at->rule),
         fraction = par_rule_takes_fraction(at->rule);
    struct par_limits counts = {.whole = par_rule_takes_counts(at->rule)};
    struct par_limits percentage = {.percent = true, .hundred = par_rule_takes_percent(at->rule)};
    read_answer(at);
    filled->has_value = read_column(at, PAR_COLUMN_VALUE, value, percentage, &filled->value);
    filled->has_num = read_column(at, PAR_COLUMN_NUM, fraction, counts, &filled->num);
    filled->has_den = read_column(at, PAR_COLUMN_DEN, fraction, counts, &filled->den);
    read_inputs(at);
    check_double(at);
    filled->given = at->in->given;
    filled->inputs = at->in->values;
    if (at->all->facts) {
        filled->known = at->all->facts->by_unit[at->unit].known;
        filled->facts = at->all->facts->by_unit[at->unit].values;
    }
}

bool par_row_is_filled(const struct at_hand *at)
{
    return at->filled.answer.size || at->filled.has_value || at->filled.has_num || at->filled.has_den || any_input(at);
}

const char *par_row_points(struct at_hand *at, par_points points)
{
    return par_points_text(points, at->all->arena);
}

void par_row_check_fit(struct at_hand *at)
{
    par_points score = at->entry->score;
    const char *reason = par_row_cell(at, PAR_COLUMN_REASON).size ? "reason" : NULL;
    enum par_score_fit fit = par_rule_score_fits(at->rule, score);
    if (fit == PAR_SCORE_FITS)
        return;
    const char *scores = par_rule_scores(at->rule, at->all->arena);
    if (fit == PAR_SCORE_OFF_STEP)
        par_row_fail(at, PAR_SCORE_STEP, par_row_points(at, score), scores, par_rule_step(at->rule, at->all->arena));
    else if (at->in->round > 0 && reason)
        par_row_warn(at, PAR_SCORE_REASONED, par_row_points(at, score), scores);
    else
        par_row_fail(at, PAR_SCORE_BETWEEN, par_row_points(at, score), scores, NULL);
}

/* Too many points in a wide table may well be a percentage that does not say so. */
static void refuse_above_max(struct at_hand *at, struct par_span text)
{
    bool measures = par_rule_takes_value(at->rule) || par_rule_takes_share(at->rule);
    par_row_fail(at, PAR_SCORE_ABOVE_MAX, par_row_copy(at, text), par_row_points(at, at->criterion->max),
                 at->only.field && measures ? "%" : NULL);
}

static void keep_score(struct at_hand *at, struct par_quantity typed)
{
    const struct par_set *set = at->who->set;
    par_points score;
    bool exact;
    if (at->criterion->role == PAR_ROLE_PENALTY && typed.mantissa < 0)
        typed.mantissa = -typed.mantissa;
    struct par_span text = par_row_cell(at, PAR_COLUMN_SCORE);
    if (!par_points_from(typed, set->decimals_component, set->rounding, &score, &exact)) {
        par_row_fail(at, PAR_NUMBER_RANGE, par_row_copy(at, text), NULL, NULL);
        return;
    }
    /* "Above the maximum" is judged on what was typed, not on what is left after rounding. */
    if (par_ratio_compare(par_quantity_ratio(typed), par_points_ratio(at->criterion->max)) > 0) {
        refuse_above_max(at, text);
        return;
    }
    if (typed.mantissa < 0) {
        par_row_fail(at, PAR_SCORE_NEGATIVE, par_row_copy(at, text), NULL, NULL);
        return;
    }
    at->entry->score = score;
    at->entry->marks |= PAR_MARK_SCORE;
    if (exact)
        return;
    at->entry->marks |= PAR_MARK_ROUNDED;
    char decimals[2] = {(char)('0' + set->decimals_component), '\0'};
    par_diags_add(at->all->diags, PAR_WARNING, PAR_NUMBER_ROUNDED, &at->place, par_row_copy(at, text),
                  par_row_points(at, score), decimals, NULL);
}

void par_row_read_score(struct at_hand *at)
{
    struct par_span text = par_row_cell(at, PAR_COLUMN_SCORE);
    if (text.size == 0)
        return;
    par_row_point_at_role(at, PAR_COLUMN_SCORE);
    struct par_limits limits = {.points = true, .has_most = true, .most = {at->criterion->max, PAR_POINTS_SCALE}};
    struct par_quantity typed;
    if (!read_number(at, text, &limits, &typed))
        return;
    keep_score(at, typed);
    int settles = par_set_settling_round(at->who->set, at->criterion->origin);
    if (at->criterion->origin != PAR_FROM_REPORT && at->in->round < settles)
        par_row_warn(at, PAR_SELF_SETTLED, par_origin_name(at->criterion->origin), at->who->set->rounds[settles].id);
}

void par_row_check_max(struct at_hand *at)
{
    struct par_span text = par_row_cell(at, PAR_COLUMN_MAX);
    struct par_limits limits = {.points = true};
    struct par_quantity printed;
    if (text.size == 0)
        return;
    par_row_point_at_role(at, PAR_COLUMN_MAX);
    struct par_quantity max = {at->criterion->max, PAR_POINTS_SCALE};
    if (read_number(at, text, &limits, &printed) &&
        par_ratio_compare(par_quantity_ratio(printed), par_quantity_ratio(max)) != 0)
        par_row_fail(at, PAR_MAX_DIFFERS, par_row_copy(at, text), par_row_points(at, at->criterion->max), NULL);
}

bool par_row_says_more(const struct at_hand *at)
{
    static const enum par_column_role roles[] = {PAR_COLUMN_ANSWER, PAR_COLUMN_VALUE, PAR_COLUMN_NUM,
                                                 PAR_COLUMN_DEN,    PAR_COLUMN_SCORE, PAR_COLUMN_AGREE};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (par_row_cell(at, roles[i]).size)
            return true;
    return any_input(at);
}
