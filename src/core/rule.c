#include "rule_type.h"

/* The rule types. Adding one: a file rule_<name>.c and a line here. */
static const struct par_rule_type *const rule_types[] = {
    &par_rule_choice, &par_rule_bands, &par_rule_linear, &par_rule_between, &par_rule_per_item,
    &par_rule_survey, &par_rule_index, &par_rule_minmax, &par_rule_cases,   &par_rule_manual};

enum { RULE_TYPES = sizeof rule_types / sizeof *rule_types };

static const char *known_types(struct par_arena *arena)
{
    const char *names[RULE_TYPES];
    for (size_t i = 0; i < RULE_TYPES; i++)
        names[i] = rule_types[i]->name;
    return par_list_text((struct par_list){RULE_TYPES, names}, arena);
}

struct par_rule *par_rule_read(struct par_rule_reader *reader, const struct par_node *node)
{
    if (!par_document_kind(reader->doc, node, PAR_NODE_OBJECT))
        return NULL;
    const char *name = par_document_string(reader->doc, node, "type", true);
    if (!name)
        return NULL;
    for (size_t i = 0; i < RULE_TYPES; i++) {
        if (strcmp(rule_types[i]->name, name) != 0)
            continue;
        unsigned char *outer = reader->takes;
        reader->takes = par_arena_array(reader->doc->arena, reader->set->input_count + 1, 1);
        struct par_rule *rule = rule_types[i]->read(reader, node);
        rule->type = rule_types[i];
        rule->takes = reader->takes;
        for (size_t k = 0; outer && k < reader->set->input_count; k++)
            outer[k] |= rule->takes[k];
        reader->takes = outer;
        return rule;
    }
    par_document_error(reader->doc, node, PAR_RULE_UNKNOWN, name, known_types(reader->doc->arena), NULL);
    return NULL;
}

void par_rule_fault(struct par_rule_reader *reader, const struct par_node *at, enum par_fault fault, const char *a,
                    const char *b, const char *c)
{
    for (size_t i = 0; i < reader->criterion->accept_count; i++) {
        if (reader->criterion->accepts[i].fault == fault) {
            reader->criterion->accepts[i].met = true;
            return;
        }
    }
    par_document_error(reader->doc, at, par_fault_code(fault), a, b, c);
}

void par_rule_check_best(struct par_rule_reader *reader, const struct par_node *at, par_points best)
{
    par_points max = reader->criterion->max;
    const char *a = par_points_text(best, reader->doc->arena), *b = par_points_text(max, reader->doc->arena);
    if (max <= 0)
        return; /* that was reported */
    if (best > max)
        par_document_error(reader->doc, at, PAR_POINTS_ABOVE_MAX, a, b, NULL);
    else if (reader->best_of_cases)
        *reader->best_of_cases = best > *reader->best_of_cases ? best : *reader->best_of_cases;
    else if (best < max)
        par_rule_fault(reader, at, PAR_FAULT_BEST_NOT_MAX, a, b, NULL);
}

static bool read_share(struct par_rule_reader *reader, const struct par_node *node, par_points *out)
{
    static const struct par_ratio one = {1, 1}, zero = {0, 1}, hundred = {100, 1};
    const struct par_node *member = par_node_get(node, "share");
    struct par_ratio share;
    size_t length = member->kind == PAR_NODE_STRING ? strlen(member->text) : 0;
    bool percent = length > 1 && member->text[length - 1] == '%';
    bool read = percent ? par_ratio_parse((struct par_span){member->text, length - 1}, &share) == PAR_NUMBER_OK &&
                              par_ratio_div(share, hundred, &share)
                        : par_document_ratio(reader->doc, node, "share", true, &share);
    if (!read && !percent)
        return false;
    if (!read || par_ratio_compare(share, zero) < 0 || par_ratio_compare(share, one) > 0) {
        par_document_error(reader->doc, member, PAR_RULE_VALUE, "a share is 0..1, \"3/4\" or \"75%\"", NULL, NULL);
        return false;
    }
    return par_ratio_mul(share, par_points_ratio(reader->criterion->max), &share) &&
           par_ratio_round(share, reader->set->decimals_component, reader->set->rounding, out);
}

void par_rule_check_negative(struct par_rule_reader *reader, const struct par_node *node, par_points points)
{
    if (points < 0)
        par_document_error(reader->doc, node, PAR_NUMBER_NEGATIVE, par_points_text(points, reader->doc->arena), NULL,
                           NULL);
}

bool par_rule_read_points(struct par_rule_reader *reader, const struct par_node *node, par_points *out)
{
    if (par_node_get(node, "share") && par_node_get(node, "points"))
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "points beside share", NULL, NULL);
    if (par_node_get(node, "share"))
        return read_share(reader, node, out);
    if (!par_document_points(reader->doc, node, "points", true, out))
        return false;
    const struct par_node *member = par_node_get(node, "points");
    if (par_points_round(*out, reader->set->decimals_component, PAR_DOWN) != *out) {
        char decimals[2] = {(char)('0' + reader->set->decimals_component), '\0'};
        par_document_error(reader->doc, member, PAR_DECIMALS_TOO_MANY, member->text, decimals, NULL);
        return false;
    }
    if (reader->criterion->role == PAR_ROLE_PENALTY && *out < 0)
        *out = -*out;
    return true;
}

const char *par_ratio_text(struct par_ratio ratio, struct par_arena *arena)
{
    par_points rounded;
    if (!par_ratio_round(ratio, PAR_POINTS_SCALE, PAR_HALF_UP, &rounded))
        return "...";
    return par_points_text(rounded, arena);
}

struct par_outcome par_outcome_of(enum par_verdict verdict)
{
    return (struct par_outcome){.verdict = verdict};
}

struct par_outcome par_outcome_points(par_points points)
{
    return (struct par_outcome){.verdict = PAR_EARNED, .points = points};
}

struct par_outcome par_outcome_share(const struct par_evaluation *evaluation, struct par_ratio share)
{
    static const struct par_ratio zero = {0, 1}, one = {1, 1};
    par_points max = evaluation->criterion->max, points;
    if (par_ratio_compare(share, zero) <= 0)
        return par_outcome_points(0);
    if (par_ratio_compare(share, one) >= 0)
        return par_outcome_points(max);
    if (!par_ratio_mul(share, par_points_ratio(max), &share) ||
        !par_ratio_round(share, evaluation->set->decimals_component, evaluation->set->rounding, &points))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    return par_outcome_points(points);
}

struct par_outcome par_outcome_refuse(const struct par_evaluation *evaluation, enum par_code code, const char *a,
                                      const char *b, const char *c)
{
    par_diags_add(evaluation->diags, PAR_ERROR, code, evaluation->place, a ? a : "", b ? b : "", c ? c : "", NULL);
    return par_outcome_of(PAR_REFUSED);
}

struct par_outcome par_rule_evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    return rule->type->evaluate(rule, evaluation);
}

static size_t scores_of(const struct par_rule *rule, const par_points **points)
{
    return rule->type->scores ? rule->type->scores(rule, points) : 0;
}

enum par_score_fit par_rule_score_fits(const struct par_rule *rule, par_points score)
{
    if (rule->typed && (score < rule->least || (rule->step && (score - rule->least) % rule->step != 0)))
        return PAR_SCORE_OFF_STEP;
    const par_points *points = NULL;
    size_t count = scores_of(rule, &points);
    for (size_t i = 0; i < count; i++)
        if (points[i] == score)
            return PAR_SCORE_FITS;
    return count ? PAR_SCORE_IS_BETWEEN : PAR_SCORE_FITS;
}

const char *par_rule_scores(const struct par_rule *rule, struct par_arena *arena)
{
    const par_points *points = NULL;
    size_t count = scores_of(rule, &points);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = par_arena_join(arena, text, i ? ", " : "", par_points_text(points[i], arena), NULL);
    if (!rule->typed)
        return text;
    return par_points_text(rule->least, arena);
}

const char *par_rule_step(const struct par_rule *rule, struct par_arena *arena)
{
    return rule->step ? par_points_text(rule->step, arena) : "";
}

bool par_rule_is_typed(const struct par_rule *rule)
{
    return rule->typed;
}

bool par_rule_takes_answer(const struct par_rule *rule)
{
    return rule->takes_answer;
}

bool par_rule_takes_input(const struct par_rule *rule, size_t input)
{
    return rule->takes[input] != 0;
}

bool par_rule_takes_value(const struct par_rule *rule)
{
    return rule->takes_value;
}

bool par_rule_takes_share(const struct par_rule *rule)
{
    return rule->takes_share;
}

bool par_rule_takes_fraction(const struct par_rule *rule)
{
    return rule->takes_fraction;
}

bool par_rule_takes_percent(const struct par_rule *rule)
{
    return rule->takes_percent;
}

bool par_rule_takes_counts(const struct par_rule *rule)
{
    return rule->takes_counts;
}

const char *par_rule_inputs(const struct par_rule *rule, const struct par_set *set, struct par_arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < set->input_count; i++)
        if (rule->takes[i])
            text = par_arena_join(arena, text, *text ? ", " : "", set->inputs[i].name, NULL);
    return text;
}

static bool is_listed(const struct par_option_list *list, const char *key, const char *folded)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].key, key) == 0 || (*folded && strcmp(list->folded[i], folded) == 0))
            return true;
    return false;
}

void par_option_add(struct par_option_list *list, const struct par_rule_option *option, const char *folded)
{
    if (is_listed(list, option->key, folded))
        return;
    list->items = par_arena_grow(list->arena, list->items, list->count, &list->room, sizeof *list->items);
    list->folded = par_arena_grow(list->arena, list->folded, list->count, &list->folded_room, sizeof *list->folded);
    list->folded[list->count] = folded;
    list->items[list->count++] = *option;
}

size_t par_rule_options(const struct par_rule *rule, struct par_arena *arena, const struct par_rule_option **options,
                        bool *several)
{
    struct par_option_list list = {.arena = arena};
    if (rule->type->options)
        rule->type->options(rule, &list);
    *options = list.items;
    *several = list.several;
    return list.count;
}

const char *par_rule_type(const struct par_rule *rule)
{
    return rule->type->name;
}
