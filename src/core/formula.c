#include "parindex/formula.h"

#include "rule_type.h"

const char *par_formula_text(const char *text, struct par_arena *arena)
{
    const char *quoted = "\"";
    for (const char *quote; (quote = strchr(text, '"')); text = quote + 1)
        quoted = par_arena_join(arena, quoted, par_arena_copy(arena, (struct par_span){text, (size_t)(quote - text)}),
                                "\"\"", NULL);
    return par_arena_join(arena, quoted, text, "\"", NULL);
}

const char *par_formula_points(par_points points, struct par_arena *arena)
{
    return par_points_text(points, arena);
}

/* A bound or a factor: a decimal where it is one, else a fraction. */
const char *par_formula_ratio(struct par_ratio ratio, struct par_arena *arena)
{
    enum { PLACES = 10 };
    par_wide scaled = ratio.num;
    for (int scale = 0; scale <= PLACES; scale++, scaled *= 10) {
        if (scaled % ratio.den != 0)
            continue;
        const char *text = par_decimal_text((int64_t)(scaled / ratio.den), scale, -1, '.', arena);
        return ratio.num < 0 ? par_arena_join(arena, "(", text, ")", NULL) : text;
    }
    return par_arena_join(arena, "(", par_whole_text((int64_t)ratio.num, arena), "/",
                          par_whole_text((int64_t)ratio.den, arena), ")", NULL);
}

/* --- Rounding ---------------------------------------------------------------------------------------------------- */

/* A half that binary arithmetic put a hair below or above is made a half again first. */
static const char *settled(const char *value, struct par_arena *arena)
{
    return par_arena_join(arena, "ROUND(", value, ",10)", NULL);
}

static const char *half_even(const char *value, int decimals, struct par_arena *arena)
{
    const char *step = par_whole_text(1, arena);
    for (int i = 0; i < decimals; i++)
        step = par_arena_join(arena, step, "0", NULL);
    const char *scaled = par_arena_join(arena, "ROUND((", value, ")*", step, ",8)", NULL);
    return par_arena_join(arena, "IF(MOD(", scaled, ",2)=0.5,", scaled, "-0.5,ROUND(", scaled, ",0))/", step, NULL);
}

const char *par_formula_rounded(const char *value, int decimals, enum par_rounding mode, struct par_arena *arena)
{
    const char *places = par_whole_text(decimals, arena);
    if (mode == PAR_HALF_EVEN)
        return half_even(value, decimals, arena);
    return par_arena_join(arena, mode == PAR_DOWN ? "ROUNDDOWN(" : "ROUND(", settled(value, arena), ",", places, ")",
                          NULL);
}

const char *par_formula_score(const char *value, const struct par_formula *cells)
{
    return par_formula_rounded(value, cells->set->decimals_component, cells->set->rounding, cells->arena);
}

const char *par_formula_share(const char *share, const struct par_formula *cells)
{
    const char *max = par_formula_points(cells->criterion->max, cells->arena);
    return par_formula_score(par_arena_join(cells->arena, max, "*MAX(0,MIN(1,", share, "))", NULL), cells);
}

/* --- Measures ---------------------------------------------------------------------------------------------------- */

/* "G13", "(G13+G14-G15)"; NULL when one of them is not asked. */
static const char *side_text(struct par_terms terms, const struct par_formula *cells)
{
    const char *text = terms.count > 1 || (terms.count == 1 && terms.items[0].minus) ? "(" : "";
    bool closed = *text;
    for (size_t i = 0; i < terms.count; i++) {
        const char *cell = cells->inputs[terms.items[i].input];
        if (!cell)
            return NULL;
        text = par_arena_join(cells->arena, text, terms.items[i].minus ? "-" : i ? "+" : "", cell, NULL);
    }
    return closed ? par_arena_join(cells->arena, text, ")", NULL) : text;
}

const char *par_measure_text(const struct par_measure *measure, const struct par_formula *cells)
{
    struct par_arena *arena = cells->arena;
    const char *first = side_text(measure->first, cells), *second = side_text(measure->second, cells);
    if (!first || !second)
        return NULL;
    switch (measure->kind) {
    case PAR_MEASURE_PERCENT:
        return par_arena_join(arena, first, "/", second, "*100", NULL);
    case PAR_MEASURE_RATIO:
        return par_arena_join(arena, first, "/", second, NULL);
    case PAR_MEASURE_CHANGE:
        if (measure->relative)
            return par_arena_join(arena, "(", first, "-", second, ")/", second, "*100", NULL);
        return par_arena_join(arena, "(", first, "-", second, ")", NULL);
    case PAR_MEASURE_DAYS:
        return par_arena_join(arena, "(", first, "-", second, ")", NULL);
    case PAR_MEASURE_VALUE:
    case PAR_MEASURE_COUNT:
        break;
    }
    return first;
}

static const char *list_cells(struct par_terms terms, const char *list, const struct par_formula *cells)
{
    for (size_t i = 0; i < terms.count; i++)
        list = par_arena_join(cells->arena, list, *list ? "," : "", cells->inputs[terms.items[i].input], NULL);
    return list;
}

/* An expression that is true until every cell of the measure has a number. */
const char *par_measure_open(const struct par_measure *measure, const struct par_formula *cells)
{
    const char *list = list_cells(measure->second, list_cells(measure->first, "", cells), cells);
    const char *count = par_count_text(measure->first.count + measure->second.count, cells->arena);
    return par_arena_join(cells->arena, "COUNT(", list, ")<", count, NULL);
}

/* "G14=0"; NULL where nothing is divided. */
const char *par_measure_zero(const struct par_measure *measure, const struct par_formula *cells)
{
    if (!par_measure_divides(measure))
        return NULL;
    return par_arena_join(cells->arena, side_text(measure->second, cells), "=0", NULL);
}

static const char *zero_result(const struct par_measure *measure, const struct par_formula *cells)
{
    switch (measure->zero) {
    case PAR_ZERO_NOT_APPLICABLE:
        return cells->not_applicable;
    case PAR_ZERO_FULL:
        return par_formula_points(cells->criterion->max, cells->arena);
    case PAR_ZERO_NONE:
        return "0";
    case PAR_ZERO_ERROR:
        break;
    }
    return "\"?\"";
}

/* What the measure must not be: outside its domain; NULL where all is allowed. */
static const char *refused(const struct par_measure *measure, const char *value, const struct par_formula *cells)
{
    const char *settled_value = settled(value, cells->arena);
    if (measure->is_percent && !measure->over_100)
        return par_arena_join(cells->arena, "OR(", settled_value, "<0,", settled_value, ">100)", NULL);
    if (measure->is_percent || (measure->is_whole && measure->kind != PAR_MEASURE_DAYS))
        return par_arena_join(cells->arena, settled_value, "<0", NULL);
    return NULL;
}

const char *par_measure_guard(const struct par_measure *measure, const char *value, const char *points,
                              const struct par_formula *cells)
{
    struct par_arena *arena = cells->arena;
    const char *outside = refused(measure, value, cells), *zero = par_measure_zero(measure, cells);
    if (outside)
        points = par_arena_join(arena, "IF(", outside, ",\"?\",", points, ")", NULL);
    if (zero)
        points = par_arena_join(arena, "IF(", zero, ",", zero_result(measure, cells), ",", points, ")", NULL);
    return par_arena_join(arena, "IF(", par_measure_open(measure, cells), ",\"\",", points, ")", NULL);
}

/* --- Bounds ------------------------------------------------------------------------------------------------------ */

static const char *bound_text(const struct par_bound *bound, const char *value, const char *sign,
                              struct par_arena *arena)
{
    const char *at = par_formula_ratio(bound->at, arena);
    if (strchr(at, '/'))
        at = settled(at, arena);
    return par_arena_join(arena, settled(value, arena), sign, bound->open ? "" : "=", at, NULL);
}

const char *par_range_formula(const struct par_range *range, const char *value, struct par_arena *arena)
{
    const char *low = range->low.given ? bound_text(&range->low, value, ">", arena) : NULL;
    const char *high = range->high.given ? bound_text(&range->high, value, "<", arena) : NULL;
    if (low && high)
        return par_arena_join(arena, "AND(", low, ",", high, ")", NULL);
    return low ? low : high ? high : "TRUE";
}

const char *par_formula_option(const struct par_formula *cells, const char *key)
{
    for (size_t i = 0; i < cells->option_count; i++)
        if (strcmp(cells->options[i].key, key) == 0)
            return cells->option_cells[i];
    return NULL;
}

const char *par_rule_formula(const struct par_rule *rule, const struct par_formula *cells)
{
    return rule->type->formula ? rule->type->formula(rule, cells) : NULL;
}
