#include "form_fold.h"

#include "parindex/formula.h"

/* A list of arguments in the making; Excel takes 255, so long ones are sums of sums. */
struct arguments {
    struct par_arena *arena;
    const char *text;
    size_t count;
};

enum { ARGUMENTS_MAX = 200 };

static void add_argument(struct arguments *arguments, const char *text)
{
    const char *between = arguments->count == 0 ? "" : arguments->count % ARGUMENTS_MAX ? "," : "),SUM(";
    arguments->text = par_arena_join(arguments->arena, arguments->text, between, text, NULL);
    arguments->count++;
}

static const char *sum_of(const struct arguments *arguments)
{
    if (arguments->count <= ARGUMENTS_MAX)
        return par_arena_join(arguments->arena, "SUM(", arguments->text, ")", NULL);
    return par_arena_join(arguments->arena, "SUM(SUM(", arguments->text, "))", NULL);
}

/* --- Parts of a group -------------------------------------------------------------------------------------------- */

/* The next part of a group that has a line, from position `i` on; the group's end when there is none. */
static int32_t next_part(const struct par_form_layout *layout, int32_t group, int32_t i)
{
    const struct par_set *set = layout->set;
    while (i < set->criteria[group].end &&
           (layout->lines[i] == 0 || set->criteria[i].role != set->criteria[group].role))
        i = set->criteria[i].end;
    return i;
}

static struct arguments parts_of(const struct par_form_layout *layout, int32_t group, const char *column)
{
    struct arguments arguments = {.arena = layout->sheet->arena, .text = ""};
    const struct par_criterion *criteria = layout->set->criteria;
    for (int32_t i = next_part(layout, group, group + 1); i < criteria[group].end;
         i = next_part(layout, group, criteria[i].end))
        add_argument(&arguments, par_form_cell_at(layout->sheet, layout->lines[i], column));
    return arguments;
}

/* --- Points ------------------------------------------------------------------------------------------------------ */

/* Sums of decimals are exact at six places; binary dust beyond them is swept away. */
static const char *swept(const char *sum, struct par_arena *arena)
{
    return par_arena_join(arena, "ROUND(", sum, ",6)", NULL);
}

/* max x sum w (p / m) / sum w over the parts that apply. */
static const char *mean_of(const struct par_form_layout *layout, int32_t group)
{
    struct par_arena *arena = layout->sheet->arena;
    const struct par_criterion *criteria = layout->set->criteria;
    struct arguments shares = {.arena = arena, .text = ""}, weights = shares;
    for (int32_t i = next_part(layout, group, group + 1); i < criteria[group].end;
         i = next_part(layout, group, criteria[i].end)) {
        const char *points = par_form_cell_at(layout->sheet, layout->lines[i], "points");
        const char *max = par_form_cell_at(layout->sheet, layout->lines[i], "applicable_max");
        const char *weight = par_formula_points(criteria[i].weight, arena);
        add_argument(&shares, par_arena_join(arena, "IF(", max, ">0,N(", points, ")/", max, "*", weight, ",0)", NULL));
        add_argument(&weights, par_arena_join(arena, "IF(", max, ">0,", weight, ",0)", NULL));
    }
    const char *mean = par_arena_join(arena, par_formula_points(criteria[group].max, arena), "*", sum_of(&shares), "/",
                                      sum_of(&weights), NULL);
    return par_formula_rounded(mean, PAR_POINTS_SCALE, layout->set->rounding, arena);
}

static const char *folded(const struct par_form_layout *layout, int32_t group)
{
    if (layout->set->criteria[group].fold == PAR_FOLD_WEIGHTED_MEAN)
        return mean_of(layout, group);
    struct arguments parts = parts_of(layout, group, "points");
    return swept(sum_of(&parts), layout->sheet->arena);
}

/* A block's points, 0 as long as nothing is claimed. */
static const char *block_points(const struct par_form_layout *layout, int32_t block)
{
    if (block < 0 || layout->lines[block] == 0)
        return "0";
    return par_arena_join(layout->sheet->arena, "N(", par_form_cell_at(layout->sheet, layout->lines[block], "points"),
                          ")", NULL);
}

/* With bonus and penalty, within its bounds. */
static const char *net(const struct par_form_layout *layout, const char *base, const char *applicable)
{
    const struct par_set *set = layout->set;
    struct par_arena *arena = layout->sheet->arena;
    if (set->bonus.criterion < 0 && set->penalty.criterion < 0)
        return base;
    const char *sum = par_arena_join(arena, base, "+", block_points(layout, set->bonus.criterion), "-",
                                     block_points(layout, set->penalty.criterion), NULL);
    sum = par_arena_join(arena, "MAX(0,", swept(sum, arena), ")", NULL);
    return set->cap_at_max ? par_arena_join(arena, "MIN(", applicable, ",", sum, ")", NULL) : sum;
}

static const char *group_points(const struct par_form_layout *layout, int32_t group, const char *applicable)
{
    const struct par_set *set = layout->set;
    struct par_arena *arena = layout->sheet->arena;
    const char *points = folded(layout, group);
    if (group == 0)
        points = net(layout, points, applicable);
    if (group == set->bonus.criterion || group == set->penalty.criterion)
        points =
            par_arena_join(arena, "MIN(", par_formula_points(set->criteria[group].max, arena), ",", points, ")", NULL);
    return points;
}

/* --- Applicable maxima ------------------------------------------------------------------------------------------- */

const char *par_form_applicable(const struct par_form_layout *layout, size_t line, const struct par_form_row *row)
{
    struct par_arena *arena = layout->sheet->arena;
    const char *max = par_formula_points(row->max, arena);
    if (!row->rule || layout->set->not_applicable == PAR_NA_FULL)
        return max;
    return par_arena_join(arena, "IF(", par_form_cell_at(layout->sheet, line, "points"), "=", layout->none, ",0,", max,
                          ")", NULL);
}

/* The sum of the maxima of the parts as the form prints them: a set may keep one that is not the group's. */
static par_points printed_sum(const struct par_form_layout *layout, int32_t group)
{
    par_points sum = 0;
    for (size_t i = 0; i < layout->form->count; i++) {
        const struct par_form_row *row = &layout->form->rows[i];
        const struct par_criterion *criterion = &layout->set->criteria[row->criterion];
        if (row->criterion > 0 && criterion->parent == group && criterion->role == layout->set->criteria[group].role)
            par_points_add(sum, row->max, &sum);
    }
    return sum;
}

static const char *group_applicable(const struct par_form_layout *layout, const struct par_form_row *row)
{
    struct par_arena *arena = layout->sheet->arena;
    struct arguments parts = parts_of(layout, row->criterion, "applicable_max");
    const char *sum = sum_of(&parts), *whole = par_formula_points(row->max, arena);
    if (layout->set->criteria[row->criterion].fold == PAR_FOLD_WEIGHTED_MEAN)
        return par_arena_join(arena, "IF(", sum, ">0,", whole, ",0)", NULL);
    par_points other = row->max - printed_sum(layout, row->criterion);
    if (other == 0)
        return swept(sum, arena);
    return par_arena_join(arena, "IF(", sum, ">0,",
                          swept(par_arena_join(arena, sum, "+(", par_formula_points(other, arena), ")", NULL), arena),
                          ",0)", NULL);
}

void par_form_fold(const struct par_form_layout *layout, size_t line, const struct par_form_row *row)
{
    struct par_form_line *at = &layout->sheet->lines[line];
    struct par_arena *arena = layout->sheet->arena;
    const char *applicable = par_form_cell_at(layout->sheet, line, "applicable_max");
    const char *points = group_points(layout, row->criterion, applicable);
    if (layout->set->criteria[row->criterion].role == PAR_ROLE_BASE) {
        par_form_set_formula(par_form_cell(layout->sheet, at, "applicable_max"), group_applicable(layout, row), -1);
        points = par_arena_join(arena, "IF(", applicable, "=0,", layout->none, ",", points, ")", NULL);
    }
    par_form_set_formula(par_form_cell(layout->sheet, at, "points"), points, layout->set->decimals_points);
}

/* --- What is published ------------------------------------------------------------------------------------------- */

/* An expression of the total's points P and applicable maximum M, "" where nothing applies. */
static const char *of_total(const struct par_form_layout *layout, const char *before, const char *after, int decimals)
{
    struct par_arena *arena = layout->sheet->arena;
    const char *points = par_form_cell_at(layout->sheet, layout->lines[0], "points");
    const char *max = par_form_cell_at(layout->sheet, layout->lines[0], "applicable_max");
    const char *value = par_arena_join(arena, points, before, *before ? max : "", after, NULL);
    return par_arena_join(arena, "IF(", max, "=0,\"\",",
                          par_formula_rounded(value, decimals, layout->set->rounding, arena), ")", NULL);
}

const char *par_form_total(const struct par_form_layout *layout)
{
    return of_total(layout, "", "", layout->set->decimals_points);
}

const char *par_form_index(const struct par_form_layout *layout)
{
    return of_total(layout, "/", "*100", layout->set->decimals_index);
}

const char *par_form_rescaled(const struct par_form_layout *layout)
{
    const char *max = par_formula_points(layout->set->criteria[0].max, layout->sheet->arena);
    return of_total(layout, "/", par_arena_join(layout->sheet->arena, "*", max, NULL), layout->set->decimals_points);
}
