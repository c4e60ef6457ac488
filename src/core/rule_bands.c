/* bands: points by the range that a measured quantity falls in. With overlaps that a set accepts, the higher count. */
#include "explain_steps.h"

struct bands {
    struct par_rule rule;
    struct par_measure of;
    size_t count;
    struct par_range *ranges;
    par_points *points;
};

/* Where a range begins or where it has just ended: before or after a value, or at an end of the line. */
struct edge {
    int infinite; /* -1, 0, 1 */
    struct par_ratio at;
    bool after;
};

static int compare_edges(struct edge a, struct edge b)
{
    if (a.infinite || b.infinite)
        return a.infinite - b.infinite;
    int order = par_ratio_compare(a.at, b.at);
    return order ? order : (int)a.after - (int)b.after;
}

/* On whole numbers an edge after 2.5 or after 2 stands before 3. */
static struct edge edge_of(const struct par_bound *bound, bool end, bool whole)
{
    if (!bound->given)
        return (struct edge){.infinite = end ? 1 : -1};
    bool after = end ? !bound->open : bound->open;
    if (!whole)
        return (struct edge){0, bound->at, after};
    par_wide floor = bound->at.num / bound->at.den;
    if (bound->at.num % bound->at.den < 0)
        floor--;
    bool is_whole = bound->at.num % bound->at.den == 0;
    par_wide first = is_whole && !after ? floor : floor + 1;
    return (struct edge){0, {first, 1}, false};
}

static struct edge start_of(const struct bands *bands, size_t i)
{
    return edge_of(&bands->ranges[i].low, false, bands->of.is_whole);
}

static struct edge end_of(const struct bands *bands, size_t i)
{
    return edge_of(&bands->ranges[i].high, true, bands->of.is_whole);
}

static struct edge domain_start(const struct par_measure *of)
{
    bool everything = of->kind == PAR_MEASURE_CHANGE || of->kind == PAR_MEASURE_DAYS;
    return (struct edge){everything ? -1 : 0, {0, 1}, false};
}

static struct edge domain_end(const struct par_measure *of)
{
    bool closed = of->is_percent && !of->over_100;
    return (struct edge){closed ? 0 : 1, {100, 1}, true};
}

/* Closes a missing bound by the neighbouring band's, so that "from 90", "from 70", "below 70" are steps. */
static void close_bounds(struct bands *bands)
{
    for (size_t i = 0; i < bands->count; i++) {
        struct par_range closed = bands->ranges[i];
        for (size_t j = 0; j < bands->count; j++) {
            const struct par_range *own = &bands->ranges[i], *other = &bands->ranges[j];
            if (!own->high.given && own->low.given && other->low.given &&
                par_ratio_compare(other->low.at, own->low.at) > 0 &&
                (!closed.high.given || par_ratio_compare(other->low.at, closed.high.at) < 0))
                closed.high = (struct par_bound){true, !other->low.open, other->low.at};
            if (!own->low.given && own->high.given && other->high.given &&
                par_ratio_compare(other->high.at, own->high.at) < 0 &&
                (!closed.low.given || par_ratio_compare(other->high.at, closed.low.at) > 0))
                closed.low = (struct par_bound){true, !other->high.open, other->high.at};
        }
        bands->ranges[i] = closed;
    }
}

/* close_bounds reads bounds as the file gives them, so it works on a copy. */
static void close_all(struct bands *bands, struct par_arena *arena)
{
    struct bands copy = *bands;
    copy.ranges = par_arena_array(arena, bands->count, sizeof *copy.ranges);
    for (size_t i = 0; i < bands->count; i++)
        copy.ranges[i] = bands->ranges[i];
    close_bounds(&copy);
    bands->ranges = copy.ranges;
}

static const char *text_of(const struct bands *bands, size_t i, struct par_arena *arena)
{
    return par_range_text(&bands->ranges[i], arena);
}

static void check_overlaps(struct par_rule_reader *reader, const struct par_node *node, const struct bands *bands)
{
    struct par_arena *arena = reader->doc->arena;
    for (size_t i = 0; i < bands->count; i++) {
        for (size_t j = i + 1; j < bands->count; j++) {
            struct edge start_i = start_of(bands, i), start_j = start_of(bands, j);
            struct edge end_i = end_of(bands, i), end_j = end_of(bands, j);
            bool j_later = compare_edges(start_j, start_i) > 0;
            struct edge start = j_later ? start_j : start_i;
            struct edge end = compare_edges(end_i, end_j) < 0 ? end_i : end_j;
            if (compare_edges(start, end) < 0)
                par_rule_fault(reader, node, PAR_FAULT_BANDS_OVERLAP,
                               start.infinite ? "" : par_ratio_text(start.at, arena), text_of(bands, i, arena),
                               text_of(bands, j, arena));
        }
    }
}

/* How far the bands cover the line without a break, from `cursor` on. */
static struct edge covered_to(const struct bands *bands, struct edge cursor)
{
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t i = 0; i < bands->count; i++) {
            if (compare_edges(start_of(bands, i), cursor) > 0 || compare_edges(end_of(bands, i), cursor) <= 0)
                continue;
            cursor = end_of(bands, i);
            moved = true;
        }
    }
    return cursor;
}

static void check_gaps(struct par_rule_reader *reader, const struct par_node *node, const struct bands *bands)
{
    struct par_arena *arena = reader->doc->arena;
    struct edge end = domain_end(&bands->of);
    for (struct edge cursor = covered_to(bands, domain_start(&bands->of)); compare_edges(cursor, end) < 0;) {
        struct edge next = end;
        for (size_t i = 0; i < bands->count; i++)
            if (compare_edges(start_of(bands, i), cursor) > 0 && compare_edges(start_of(bands, i), next) < 0)
                next = start_of(bands, i);
        const char *from = cursor.infinite ? "" : par_ratio_text(cursor.at, arena);
        const char *to = next.infinite ? "" : par_ratio_text(next.at, arena);
        const char *low = *from ? par_arena_join(arena, cursor.after ? "> " : ">= ", from, NULL) : "";
        const char *high = *to ? par_arena_join(arena, next.after ? "<= " : "< ", to, NULL) : "";
        par_rule_fault(reader, node, PAR_FAULT_BANDS_GAP,
                       par_arena_join(arena, low, *low && *high ? ", " : "", high, NULL), NULL, NULL);
        cursor = covered_to(bands, next);
    }
}

static void read_band(struct par_rule_reader *reader, const struct par_node *node, struct bands *bands)
{
    static const char *const known[] = {"from", "above", "to", "below", "points", "share", "label", NULL};
    if (!par_document_keys(reader->doc, node, known))
        return;
    struct par_range *range = &bands->ranges[bands->count];
    par_range_read(reader, node, range);
    par_document_label(reader->doc, node, "label", false);
    par_rule_read_points(reader, node, &bands->points[bands->count]);
    par_rule_check_negative(reader, node, bands->points[bands->count]);
    bands->count++;
}

static void check_reachable(struct par_rule_reader *reader, const struct par_node *node, const struct bands *bands)
{
    size_t i = 0;
    for (const struct par_node *band = node->first; band && i < bands->count; band = band->next, i++)
        if (compare_edges(start_of(bands, i), end_of(bands, i)) >= 0 ||
            compare_edges(start_of(bands, i), domain_end(&bands->of)) >= 0 ||
            compare_edges(end_of(bands, i), domain_start(&bands->of)) <= 0)
            par_document_error(reader->doc, band, PAR_BANDS_EMPTY, text_of(bands, i, reader->doc->arena), NULL, NULL);
}

static void check(struct par_rule_reader *reader, const struct par_node *node, struct bands *bands)
{
    if (bands->count == 0) {
        par_document_error(reader->doc, node, PAR_RULE_VALUE, "no bands", NULL, NULL);
        return;
    }
    close_all(bands, reader->doc->arena);
    check_reachable(reader, node, bands);
    check_overlaps(reader, node, bands);
    check_gaps(reader, node, bands);
    par_points best = 0;
    for (size_t i = 0; i < bands->count; i++)
        best = bands->points[i] > best ? bands->points[i] : best;
    par_rule_check_best(reader, node, best);
}

static struct par_rule *read(struct par_rule_reader *reader, const struct par_node *node)
{
    static const char *const known[] = {"type", "of", "bands", NULL};
    struct bands *bands = par_arena_alloc(reader->doc->arena, sizeof *bands);
    size_t before = par_diags_errors(reader->doc->diags);
    par_document_keys(reader->doc, node, known);
    par_measure_read(reader, node, &bands->of);
    par_rule_measures(reader, &bands->rule, &bands->of);
    const struct par_node *list = par_document_array(reader->doc, node, "bands", true);
    if (!list)
        return &bands->rule;
    bands->ranges = par_arena_array(reader->doc->arena, list->count, sizeof *bands->ranges);
    bands->points = par_arena_array(reader->doc->arena, list->count, sizeof *bands->points);
    for (const struct par_node *band = list->first; band; band = band->next)
        read_band(reader, band, bands);
    if (before == par_diags_errors(reader->doc->diags))
        check(reader, list, bands);
    return &bands->rule;
}

static struct par_outcome evaluate(const struct par_rule *rule, const struct par_evaluation *evaluation)
{
    const struct bands *bands = (const struct bands *)rule;
    bool measured;
    struct par_outcome outcome = par_measure_take(&bands->of, evaluation, &measured);
    if (!measured)
        return outcome;
    bool found = false;
    for (size_t i = 0; i < bands->count; i++) {
        if (!par_range_holds(&bands->ranges[i], outcome.measured))
            continue;
        if (!found || bands->points[i] > outcome.points)
            outcome.points = bands->points[i];
        found = true;
    }
    if (!found)
        return par_outcome_refuse(evaluation, PAR_NO_BAND, par_ratio_text(outcome.measured, evaluation->arena), NULL,
                                  NULL);
    return outcome;
}

static size_t scores(const struct par_rule *rule, const par_points **points)
{
    const struct bands *bands = (const struct bands *)rule;
    *points = bands->points;
    return bands->count;
}

/* Of the bands that are not nested yet, the one with the fewest points. */
static size_t next_fewest(const struct bands *bands, const unsigned char *nested)
{
    size_t fewest = bands->count;
    for (size_t i = 0; i < bands->count; i++)
        if (!nested[i] && (fewest == bands->count || bands->points[i] < bands->points[fewest]))
            fewest = i;
    return fewest;
}

/* Bands are asked from the most points down: where two overlap the higher counts. */
static const char *formula(const struct par_rule *rule, const struct par_formula *cells)
{
    const struct bands *bands = (const struct bands *)rule;
    struct par_arena *arena = cells->arena;
    const char *value = par_measure_text(&bands->of, cells), *text = "\"?\"";
    unsigned char *nested = par_arena_alloc(arena, bands->count);
    if (!value || bands->count > PAR_FORMULA_NESTS)
        return NULL;
    for (size_t count = 0; count < bands->count; count++) {
        size_t i = next_fewest(bands, nested);
        nested[i] = 1;
        text = par_arena_join(arena, "IF(", par_range_formula(&bands->ranges[i], value, arena), ",",
                              par_formula_points(bands->points[i], arena), ",", text, ")", NULL);
    }
    return par_measure_guard(&bands->of, value, text, cells);
}

static void turns(const struct par_rule *rule, const struct par_evaluation *evaluation, struct par_turns *turns)
{
    const struct bands *bands = (const struct bands *)rule;
    (void)evaluation;
    par_turns_measure(turns, &bands->of);
    for (size_t i = 0; i < bands->count; i++)
        par_turns_range(turns, &bands->of, &bands->ranges[i]);
}

/* --- As steps ---------------------------------------------------------------------------------------------------- */

static void add_band(const struct bands *bands, size_t i, enum par_step_kind kind, struct par_steps *steps)
{
    enum par_amount_unit unit = par_measure_unit(&bands->of);
    struct par_step *step = par_steps_add(steps, kind);
    step->low = par_limit_of(&bands->ranges[i].low, unit);
    step->high = par_limit_of(&bands->ranges[i].high, unit);
    step->points = par_maybe_of(bands->points[i]);
}

static void describe(const struct par_rule *rule, struct par_steps *steps)
{
    const struct bands *bands = (const struct bands *)rule;
    par_measure_describe(&bands->of, PAR_STEP_RULE_MEASURE, steps);
    for (size_t i = 0; i < bands->count; i++)
        add_band(bands, i, PAR_STEP_RULE_BAND, steps);
}

/* Of the bands that hold the one with the most points, the first of equals; bands->count when none holds. */
static size_t best_held(const struct bands *bands, struct par_ratio value)
{
    size_t best = bands->count;
    for (size_t i = 0; i < bands->count; i++)
        if (par_range_holds(&bands->ranges[i], value) &&
            (best == bands->count || bands->points[i] > bands->points[best]))
            best = i;
    return best;
}

/* The band with the fewest points above these; bands->count when none has more. */
static size_t next_better(const struct bands *bands, par_points points)
{
    size_t next = bands->count;
    for (size_t i = 0; i < bands->count; i++)
        if (bands->points[i] > points && (next == bands->count || bands->points[i] < bands->points[next]))
            next = i;
    return next;
}

static struct par_outcome explain(const struct par_rule *rule, const struct par_evaluation *evaluation,
                                  struct par_steps *steps)
{
    const struct bands *bands = (const struct bands *)rule;
    bool measured;
    struct par_outcome outcome = par_measure_explain(&bands->of, evaluation, steps, &measured);
    size_t held = measured ? best_held(bands, outcome.measured) : bands->count;
    if (held == bands->count)
        return outcome;
    add_band(bands, held, PAR_STEP_BAND, steps);
    steps->items[steps->count - 1].value = par_amount_of(outcome.measured, par_measure_unit(&bands->of));
    for (size_t i = 0; i < bands->count; i++)
        if (i != held && par_range_holds(&bands->ranges[i], outcome.measured))
            add_band(bands, i, PAR_STEP_BAND_ALSO, steps);
    size_t above = next_better(bands, bands->points[held]);
    if (above < bands->count)
        add_band(bands, above, PAR_STEP_BAND_ABOVE, steps);
    return par_outcome_points(bands->points[held]);
}

const struct par_rule_type par_rule_bands = {.name = "bands",
                                             .read = read,
                                             .evaluate = evaluate,
                                             .describe = describe,
                                             .explain = explain,
                                             .scores = scores,
                                             .formula = formula,
                                             .turns = turns};
