#include "rule_type.h"

static const char *const measure_names[] = {"value", "percent", "ratio", "change", "count", "days", NULL};
static const char *const zero_names[] = {"error", "not_applicable", "full", "none", NULL};

int32_t par_input_find(struct par_rule_reader *reader, const struct par_node *at, struct par_span name)
{
    int32_t input = par_names_find(reader->set->input_names, name);
    if (input < 0)
        par_document_error(reader->doc, at, PAR_INPUT_UNKNOWN, par_arena_copy(reader->doc->arena, name),
                           par_set_nearest_input(reader->set, name), NULL);
    else
        reader->takes[input] = 1;
    return input;
}

static bool read_term(struct par_rule_reader *reader, const struct par_node *node, struct par_term *term)
{
    if (!par_document_kind(reader->doc, node, PAR_NODE_STRING))
        return false;
    struct par_span name = par_span_of(node->text);
    term->minus = name.size > 1 && *name.text == '-';
    if (term->minus) {
        name.text++;
        name.size--;
    }
    int32_t input = par_input_find(reader, node, name);
    term->input = input < 0 ? 0 : (size_t)input;
    return input >= 0;
}

/* An input, or a signed list of inputs. */
static struct par_terms read_terms(struct par_rule_reader *reader, const struct par_node *node)
{
    bool list = node->kind == PAR_NODE_ARRAY;
    struct par_term *items = par_arena_array(reader->doc->arena, list ? node->count : 1, sizeof *items);
    size_t count = 0;
    for (const struct par_node *item = list ? node->first : node; item; item = list ? item->next : NULL)
        count += read_term(reader, item, &items[count]);
    if (list && node->count == 0)
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "no inputs", NULL, NULL);
    return (struct par_terms){count, items};
}

static void check_kinds(struct par_rule_reader *reader, const struct par_node *at, const struct par_measure *measure,
                        struct par_terms terms)
{
    for (size_t i = 0; i < terms.count; i++) {
        const struct par_input *input = &reader->set->inputs[terms.items[i].input];
        bool date = input->kind == PAR_INPUT_DATE;
        if (date != (measure->kind == PAR_MEASURE_DAYS))
            par_document_error(reader->doc, at, PAR_INPUT_KIND, input->name, date ? "date" : "not a date",
                               date ? "count, number or percent" : "date");
        else if (measure->kind == PAR_MEASURE_COUNT && input->kind != PAR_INPUT_COUNT)
            par_document_error(reader->doc, at, PAR_INPUT_KIND, input->name, "not a count", "count");
    }
}

/* The two members of [first, second]. */
static void read_pair(struct par_rule_reader *reader, const struct par_node *node, struct par_measure *out)
{
    if (!par_document_kind(reader->doc, node, PAR_NODE_ARRAY))
        return;
    if (node->count != 2) {
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "two inputs are needed: [first, second]", NULL, NULL);
        return;
    }
    out->first = read_terms(reader, node->first);
    out->second = read_terms(reader, node->first->next);
}

static bool is_single(enum par_measure_kind kind)
{
    return kind == PAR_MEASURE_VALUE || kind == PAR_MEASURE_COUNT;
}

static void settle_domain(struct par_rule_reader *reader, struct par_measure *measure)
{
    const struct par_input *single = is_single(measure->kind) && measure->first.count == 1
                                         ? &reader->set->inputs[measure->first.items[0].input]
                                         : NULL;
    measure->is_percent = measure->kind == PAR_MEASURE_PERCENT || (single && single->kind == PAR_INPUT_PERCENTAGE);
    measure->is_whole = measure->kind == PAR_MEASURE_COUNT || measure->kind == PAR_MEASURE_DAYS ||
                        (single && single->kind == PAR_INPUT_COUNT);
}

void par_measure_read(struct par_rule_reader *reader, const struct par_node *rule, struct par_measure *out)
{
    static const char *const known[] = {"value", "percent",  "ratio", "change",   "count",
                                        "days",  "relative", "zero",  "over_100", NULL};
    struct par_document *doc = reader->doc;
    *out = (struct par_measure){0};
    const struct par_node *of = par_node_get(rule, "of");
    if (!of) {
        par_document_error(doc, rule, PAR_KEY_MISSING, "of", NULL, NULL);
        return;
    }
    if (!par_document_keys(doc, of, known))
        return;
    const struct par_node *inputs = NULL;
    for (int kind = 0; measure_names[kind]; kind++) {
        const struct par_node *named = par_node_get(of, measure_names[kind]);
        if (named && inputs)
            par_document_error(doc, named, PAR_RULE_VALUE, "two quantities", NULL, NULL);
        if (named)
            out->kind = (enum par_measure_kind)kind;
        inputs = named ? named : inputs;
    }
    if (!inputs) {
        par_document_error(doc, of, PAR_KEY_MISSING, "value | percent | ratio | change | count | days", NULL, NULL);
        return;
    }
    if (is_single(out->kind))
        out->first = read_terms(reader, inputs);
    else
        read_pair(reader, inputs, out);
    out->relative = par_document_bool(doc, of, "relative", false);
    out->over_100 = par_document_bool(doc, of, "over_100", false);
    out->zero = (enum par_zero)par_document_choice(doc, of, "zero", zero_names, PAR_ZERO_ERROR);
    check_kinds(reader, inputs, out, out->first);
    check_kinds(reader, inputs, out, out->second);
    settle_domain(reader, out);
}

static bool all_counts(const struct par_set *set, struct par_terms terms)
{
    for (size_t i = 0; i < terms.count; i++)
        if (set->inputs[terms.items[i].input].kind != PAR_INPUT_COUNT)
            return false;
    return true;
}

void par_rule_measures(struct par_rule_reader *reader, struct par_rule *rule, const struct par_measure *of)
{
    rule->takes_value = true;
    rule->takes_percent = of->is_percent;
    rule->takes_fraction = of->kind == PAR_MEASURE_PERCENT || of->kind == PAR_MEASURE_RATIO;
    rule->takes_counts = all_counts(reader->set, of->first) && all_counts(reader->set, of->second);
}

static bool same(struct par_quantity a, struct par_quantity b)
{
    return par_ratio_compare(par_quantity_ratio(a), par_quantity_ratio(b)) == 0;
}

bool par_input_take(const struct par_evaluation *evaluation, size_t input, struct par_quantity *out, bool *refused)
{
    const struct par_filled *filled = evaluation->filled;
    bool row = filled->given && filled->given[input];
    bool fact = filled->known && filled->known[input];
    if (row && fact && !same(filled->inputs[input], filled->facts[input])) {
        char in_row[PAR_DECIMAL_TEXT], in_facts[PAR_DECIMAL_TEXT];
        par_decimal_print(filled->inputs[input].mantissa, filled->inputs[input].scale, -1, '.', in_row);
        par_decimal_print(filled->facts[input].mantissa, filled->facts[input].scale, -1, '.', in_facts);
        par_outcome_refuse(evaluation, PAR_INPUT_TWICE, evaluation->set->inputs[input].name, in_row, in_facts);
        *refused = true;
    }
    if (row)
        *out = filled->inputs[input];
    else if (fact)
        *out = filled->facts[input];
    return row || fact;
}

/* How far a side of a measure is filled in. */
struct side {
    size_t found;
    const char *missing; /* name of an input that is not there */
    bool refused;
    bool overflow;
    struct par_ratio value;
};

static struct side take_terms(const struct par_evaluation *evaluation, struct par_terms terms)
{
    struct side side = {.value = {0, 1}};
    for (size_t i = 0; i < terms.count; i++) {
        struct par_quantity q;
        if (!par_input_take(evaluation, terms.items[i].input, &q, &side.refused)) {
            side.missing = evaluation->set->inputs[terms.items[i].input].name;
            continue;
        }
        side.found++;
        if (terms.items[i].minus)
            q.mantissa = -q.mantissa;
        side.overflow = side.overflow || !par_ratio_add(side.value, par_quantity_ratio(q), &side.value);
    }
    return side;
}

/* A side given by one of the columns value, num, den. */
static void take_column(struct side *side, bool has, struct par_quantity quantity)
{
    if (has)
        *side = (struct side){.found = 1, .value = par_quantity_ratio(quantity)};
}

static struct par_outcome zero_outcome(const struct par_measure *measure, const struct par_evaluation *evaluation,
                                       const char *denominator)
{
    switch (measure->zero) {
    case PAR_ZERO_NOT_APPLICABLE:
        return par_outcome_of(PAR_DOES_NOT_APPLY);
    case PAR_ZERO_FULL:
        return par_outcome_points(evaluation->criterion->max);
    case PAR_ZERO_NONE:
        return par_outcome_points(0);
    case PAR_ZERO_ERROR:
        break;
    }
    return par_outcome_refuse(evaluation, PAR_DENOMINATOR_ZERO, denominator, NULL, NULL);
}

static const char *second_name(const struct par_measure *measure, const struct par_evaluation *evaluation)
{
    return measure->second.count ? evaluation->set->inputs[measure->second.items[0].input].name : "den";
}

static bool combine(const struct par_measure *measure, struct par_ratio a, struct par_ratio b, struct par_ratio *out)
{
    static const struct par_ratio hundred = {100, 1};
    switch (measure->kind) {
    case PAR_MEASURE_PERCENT:
        return par_ratio_div(a, b, out) && par_ratio_mul(*out, hundred, out);
    case PAR_MEASURE_RATIO:
        return par_ratio_div(a, b, out);
    case PAR_MEASURE_CHANGE:
        if (!par_ratio_sub(a, b, out))
            return false;
        return !measure->relative || (par_ratio_div(*out, b, out) && par_ratio_mul(*out, hundred, out));
    case PAR_MEASURE_DAYS:
        return par_ratio_sub(a, b, out);
    default:
        *out = a;
        return true;
    }
}

bool par_measure_divides(const struct par_measure *measure)
{
    return measure->kind == PAR_MEASURE_PERCENT || measure->kind == PAR_MEASURE_RATIO ||
           (measure->kind == PAR_MEASURE_CHANGE && measure->relative);
}

/* The measured value checked against its domain. */
static struct par_outcome finish(const struct par_measure *measure, const struct par_evaluation *evaluation,
                                 struct par_ratio value, bool *measured)
{
    static const struct par_ratio zero = {0, 1}, hundred = {100, 1};
    bool outside = par_ratio_compare(value, zero) < 0 || (!measure->over_100 && par_ratio_compare(value, hundred) > 0);
    bool counts = measure->is_whole && measure->kind != PAR_MEASURE_DAYS;
    if (counts && par_ratio_compare(value, zero) < 0)
        return par_outcome_refuse(evaluation, PAR_NUMBER_NEGATIVE, par_ratio_text(value, evaluation->arena), NULL,
                                  NULL);
    if (measure->is_whole && value.num % value.den != 0)
        return par_outcome_refuse(evaluation, PAR_NUMBER_WHOLE, par_ratio_text(value, evaluation->arena), NULL, NULL);
    if (measure->is_percent && outside)
        return par_outcome_refuse(evaluation, PAR_PERCENT_RANGE, par_ratio_text(value, evaluation->arena), NULL, NULL);
    *measured = true;
    return (struct par_outcome){.verdict = PAR_EARNED, .measured = value};
}

struct par_outcome par_measure_take(const struct par_measure *measure, const struct par_evaluation *evaluation,
                                    bool *measured)
{
    const struct par_filled *filled = evaluation->filled;
    *measured = false;
    if (filled->has_value)
        return finish(measure, evaluation, par_quantity_ratio(filled->value), measured);

    struct side first = take_terms(evaluation, measure->first), second = take_terms(evaluation, measure->second);
    take_column(&first, filled->has_num, filled->num);
    take_column(&second, filled->has_den, filled->den);
    if (first.refused || second.refused)
        return par_outcome_of(PAR_REFUSED);
    if (first.found + second.found == 0)
        return par_outcome_of(PAR_NO_ANSWER);
    if (first.missing || second.missing)
        return par_outcome_refuse(evaluation, PAR_INPUT_MISSING, first.missing ? first.missing : second.missing, NULL,
                                  NULL);
    if (par_measure_divides(measure) && second.value.num == 0)
        return zero_outcome(measure, evaluation, second_name(measure, evaluation));
    struct par_ratio value;
    if (first.overflow || second.overflow || !combine(measure, first.value, second.value, &value))
        return par_outcome_refuse(evaluation, PAR_OVERFLOW, NULL, NULL, NULL);
    return finish(measure, evaluation, value, measured);
}

static void read_bound(struct par_rule_reader *reader, const struct par_node *node, const char *closed,
                       const char *open, struct par_bound *out)
{
    const struct par_node *with = par_node_get(node, closed), *without = par_node_get(node, open);
    if (with && without)
        par_document_error(reader->doc, node, PAR_RULE_VALUE,
                           par_arena_join(reader->doc->arena, closed, " + ", open, NULL), NULL, NULL);
    out->open = !with && without;
    out->given = par_document_ratio(reader->doc, node, with ? closed : open, false, &out->at);
}

void par_range_read(struct par_rule_reader *reader, const struct par_node *node, struct par_range *out)
{
    read_bound(reader, node, "from", "above", &out->low);
    read_bound(reader, node, "to", "below", &out->high);
}

bool par_range_holds(const struct par_range *range, struct par_ratio value)
{
    if (range->low.given) {
        int order = par_ratio_compare(value, range->low.at);
        if (order < 0 || (order == 0 && range->low.open))
            return false;
    }
    if (range->high.given) {
        int order = par_ratio_compare(value, range->high.at);
        if (order > 0 || (order == 0 && range->high.open))
            return false;
    }
    return true;
}

const char *par_range_text(const struct par_range *range, struct par_arena *arena)
{
    const char *low = "", *high = "";
    if (range->low.given)
        low = par_arena_join(arena, range->low.open ? "> " : ">= ", par_ratio_text(range->low.at, arena), NULL);
    if (range->high.given)
        high = par_arena_join(arena, range->high.open ? "< " : "<= ", par_ratio_text(range->high.at, arena), NULL);
    return par_arena_join(arena, low, *low && *high ? ", " : "", high, NULL);
}
