#include "population.h"

#include "chance.h"
#include "parindex/history.h"
#include "parindex/lost.h"

/* What each adds; par-audit(1) prints this table. */
static const struct {
    const char *name;
    int weight;
} risks[PAR_RISK_KINDS] = {
    [PAR_RISK_CLAIM_DIFFERS] = {"claim-differs", 2},
    [PAR_RISK_CLAIM_ALONE] = {"claim-alone", 2},
    [PAR_RISK_OVERRIDE] = {"override", 3},
    [PAR_RISK_NO_EVIDENCE] = {"no-evidence", 3},
    [PAR_RISK_RAISED] = {"raised", 3},
    [PAR_RISK_RESTORED] = {"restored", 2},
    [PAR_RISK_GAIN] = {"gain", 2},
    [PAR_RISK_UNAPPRAISED] = {"unappraised", 1},
};

const char *par_risk_name(enum par_risk risk)
{
    return risks[risk].name;
}

int par_risk_weight(enum par_risk risk)
{
    return risks[risk].weight;
}

/* --- Risks ------------------------------------------------------------------------------------------------------- */

/* What is looked at while the population is gathered. */
struct gathering {
    struct par_cli *cli;
    const struct par_loaded *loaded;
    const struct par_population_source *source;
    struct par_course *course; /* NULL: the components come from a scores file */
    struct par_names *earlier; /* "UNIT\nCRITERION" -> row of the earlier scores */
    struct par_names *strata_numbers;
    size_t strata_room, room;
    struct par_population population;
};

/* A component that has points, wherever they come from. */
struct candidate {
    size_t unit;
    const struct par_criterion *criterion;
    par_points points, applicable_max;
    unsigned risks;
};

static unsigned risks_of_flags(unsigned flags)
{
    static const struct {
        enum par_flag flag;
        enum par_risk risk;
    } pairs[] = {{PAR_FLAG_CLAIM_DIFFERS, PAR_RISK_CLAIM_DIFFERS},
                 {PAR_FLAG_CLAIM_ALONE, PAR_RISK_CLAIM_ALONE},
                 {PAR_FLAG_OVERRIDE, PAR_RISK_OVERRIDE},
                 {PAR_FLAG_NO_EVIDENCE, PAR_RISK_NO_EVIDENCE}};
    unsigned found = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (flags & pairs[i].flag)
            found |= 1u << pairs[i].risk;
    return found;
}

static unsigned risks_of_course(const struct par_course *course)
{
    if (course->kind == PAR_COURSE_RAISED)
        return 1u << PAR_RISK_RAISED;
    bool restored = course->kind == PAR_COURSE_RESTORED || course->kind == PAR_COURSE_RESTORED_IN_PART;
    return restored ? 1u << PAR_RISK_RESTORED : 0;
}

static unsigned find_risks(struct gathering *gathering, size_t unit, const struct par_criterion *criterion,
                           const struct par_node_score *node)
{
    unsigned found = risks_of_flags(node->flags);
    bool own = node->from_round == 0 && node->said_round < 0 && !(node->flags & (PAR_FLAG_FACTS | PAR_FLAG_AGREED));
    if (own && criterion->origin == PAR_FROM_REPORT)
        found |= 1u << PAR_RISK_UNAPPRAISED;
    par_course_of(gathering->loaded->assessment, unit, criterion->component, gathering->source->blank_means_agree,
                  gathering->course);
    return found | risks_of_course(gathering->course);
}

/* Of a scores file, which does not have the course. */
static unsigned find_scored_risks(const struct par_scored *row, const struct par_criterion *criterion)
{
    unsigned found = risks_of_flags(row->flags);
    bool own = row->is_own && !(row->flags & (PAR_FLAG_FACTS | PAR_FLAG_AGREED));
    if (own && criterion->origin == PAR_FROM_REPORT)
        found |= 1u << PAR_RISK_UNAPPRAISED;
    if (row->own.is && row->points.points > row->own.points && !(row->flags & PAR_FLAG_PENALTY))
        found |= 1u << PAR_RISK_RAISED;
    return found;
}

static const char *pair_of(const char *unit, const char *criterion, struct par_arena *arena)
{
    return par_arena_join(arena, unit, "\n", criterion, NULL);
}

static void index_earlier(struct gathering *gathering)
{
    const struct par_scored_file *file = gathering->source->earlier;
    gathering->earlier = par_names_new(gathering->cli->arena);
    for (size_t i = 0; file && i < file->count; i++)
        par_names_add(gathering->earlier,
                      par_span_of(pair_of(file->rows[i].unit, file->rows[i].node, gathering->cli->arena)), (int32_t)i);
}

/* Whether the share of the maximum is higher by 1/2 or more than it was. */
static bool gained(const struct gathering *gathering, const struct candidate *one, struct par_arena *scratch)
{
    const struct par_population_source *source = gathering->source;
    const char *id = one->criterion->id, *unit = gathering->loaded->units->items[one->unit].code;
    if (!source->earlier || one->criterion->role != PAR_ROLE_BASE)
        return false;
    const char *older = source->mapping ? par_mapping_older(source->mapping, id) : id;
    int32_t at = older ? par_names_find(gathering->earlier, par_span_of(pair_of(unit, older, scratch))) : PAR_NAME_NONE;
    const struct par_scored *then = at >= 0 ? &source->earlier->rows[at] : NULL;
    if (!then || then->state != PAR_STATE_SCORED || !then->points.is || then->applicable_max <= 0 ||
        one->applicable_max <= 0)
        return false;
    struct par_ratio now = {one->points, one->applicable_max}, before = {then->points.points, then->applicable_max};
    struct par_ratio gain;
    return par_ratio_sub(now, before, &gain) && par_ratio_compare(gain, (struct par_ratio){1, 2}) >= 0;
}

static int64_t add_weights(unsigned found)
{
    int64_t sum = 0;
    for (int risk = 0; risk < PAR_RISK_KINDS; risk++)
        sum += found & 1u << risk ? risks[risk].weight : 0;
    return sum;
}

/* --- Strata ------------------------------------------------------------------------------------------------------ */

static const char *stratum_name(const struct gathering *gathering, const struct par_unit *unit,
                                const struct par_criterion *criterion)
{
    int32_t domain;
    switch (gathering->source->strata) {
    case PAR_STRATA_UNIT:
        return unit->code;
    case PAR_STRATA_BLOC:
        return unit->bloc;
    case PAR_STRATA_SET:
        return unit->set->id;
    case PAR_STRATA_DOMAIN:
        domain = par_domain_of(unit->set, unit->set->components[criterion->component]);
        return par_arena_join(gathering->cli->arena, unit->set->id, ":", unit->set->criteria[domain].id, NULL);
    default:
        return "";
    }
}

static size_t stratum_number(struct gathering *gathering, const char *name)
{
    struct par_population *population = &gathering->population;
    int32_t number = par_names_add(gathering->strata_numbers, par_span_of(name), (int32_t)population->stratum_count);
    if (number != PAR_NAME_NONE)
        return (size_t)number;
    population->strata = par_arena_grow(gathering->cli->arena, population->strata, population->stratum_count,
                                        &gathering->strata_room, sizeof *population->strata);
    population->strata[population->stratum_count] = name;
    return population->stratum_count++;
}

/* --- Gathering --------------------------------------------------------------------------------------------------- */

static void add_candidate(struct gathering *gathering, struct candidate one, struct par_arena *scratch)
{
    struct par_population *population = &gathering->population;
    const struct par_unit *unit = &gathering->loaded->units->items[one.unit];
    const char *pair = pair_of(unit->code, one.criterion->id, scratch);
    const char *text = par_arena_join(scratch, gathering->source->seed, "\n", pair, NULL);
    if (gained(gathering, &one, scratch))
        one.risks |= 1u << PAR_RISK_GAIN;
    population->items = par_arena_grow(gathering->cli->arena, population->items, population->count, &gathering->room,
                                       sizeof *population->items);
    population->items[population->count++] = (struct par_sampled){
        .unit = one.unit,
        .component = one.criterion->component,
        .points = one.points,
        .risks = one.risks,
        .stratum = stratum_number(gathering, stratum_name(gathering, unit, one.criterion)),
        .draw = {.key = par_chance_word(text, scratch),
                 .size = one.criterion->role == PAR_ROLE_BASE ? one.applicable_max : one.criterion->max,
                 .risk = add_weights(one.risks)}};
}

static void add_unit(struct gathering *gathering, size_t position, struct par_unit_score *score)
{
    struct par_arena *scratch = par_arena_new(par_cli_no_memory);
    struct par_score_options how = {.blank_means_agree = gathering->source->blank_means_agree};
    par_score_unit(gathering->loaded->assessment, position, &how, score);
    const struct par_set *set = score->unit->set;
    for (int32_t i = 0; i < set->component_count; i++) {
        const struct par_criterion *criterion = &set->criteria[set->components[i]];
        const struct par_node_score *node = &score->nodes[set->components[i]];
        if (node->state != PAR_STATE_SCORED || !node->points.is) {
            gathering->population.left_out++;
            continue;
        }
        unsigned risks_found = find_risks(gathering, position, criterion, node);
        add_candidate(gathering,
                      (struct candidate){position, criterion, node->points.points, node->applicable_max, risks_found},
                      scratch);
    }
    par_arena_free(scratch);
}

static void gather_assessed(struct gathering *gathering)
{
    const struct par_loaded *loaded = gathering->loaded;
    struct par_unit_score *score = par_unit_score_new(loaded->assessment, gathering->cli->arena);
    gathering->course = par_course_new(loaded->assessment, gathering->cli->arena);
    for (size_t i = 0; i < loaded->units->count; i++)
        add_unit(gathering, i, score);
}

/* --- From a scores file ------------------------------------------------------------------------------------------ */

static struct par_place place_of(const struct par_scored_file *file, const struct par_scored *row)
{
    return (struct par_place){
        .file = file->name, .sheet = file->sheet, .line = row->line, .unit = row->unit, .node = row->node};
}

/* The criterion of a row; NULL after a finding. */
static const struct par_criterion *criterion_of(const struct gathering *gathering, const struct par_scored *row,
                                                const struct par_set *set)
{
    struct par_place place = place_of(gathering->source->scores, row);
    struct par_diags *diags = gathering->cli->diags;
    int32_t position = PAR_NAME_NONE;
    if (strcmp(set->id, row->set) != 0)
        par_diags_add(diags, PAR_ERROR, PAR_SET_UNKNOWN, &place, row->set, NULL);
    else if ((position = par_set_find(set, par_span_of(row->node))) < 0)
        par_diags_add(diags, PAR_ERROR, PAR_CRITERION_UNKNOWN, &place, row->node, "", set->id, NULL);
    else if (set->criteria[position].max != row->max)
        par_diags_add(diags, PAR_ERROR, PAR_SCORES_ROW, &place, "the criteria set has changed", NULL);
    else
        return &set->criteria[position];
    return NULL;
}

/* Rows of units, each at the place of its criterion; 0: none. */
static const struct par_scored **place_rows(struct gathering *gathering, const size_t *first)
{
    const struct par_scored_file *file = gathering->source->scores;
    const struct par_units *units = gathering->loaded->units;
    struct par_cli *cli = gathering->cli;
    const struct par_scored **rows = par_arena_array(cli->arena, first[units->count], sizeof *rows);
    for (size_t i = 0; i < file->count; i++) {
        const struct par_scored *row = &file->rows[i];
        struct par_place place = place_of(file, row);
        int32_t unit = par_units_find(units, par_span_of(row->unit), &place, cli->arena, cli->diags);
        const struct par_criterion *criterion = unit >= 0 ? criterion_of(gathering, row, units->items[unit].set) : NULL;
        if (!criterion)
            continue;
        const struct par_scored **at = &rows[first[unit] + (size_t)(criterion - units->items[unit].set->criteria)];
        char line[PAR_DECIMAL_TEXT];
        par_decimal_print(*at ? (*at)->line : 0, 0, 0, '.', line);
        if (*at)
            par_diags_add(cli->diags, PAR_ERROR, PAR_ROW_REPEATED, &place, row->unit, row->node,
                          par_arena_join(cli->arena, file->name, ":", line, NULL), NULL);
        *at = row;
    }
    return rows;
}

static void add_scored_unit(struct gathering *gathering, size_t position, const struct par_scored *const *rows)
{
    const struct par_unit *unit = &gathering->loaded->units->items[position];
    const struct par_set *set = unit->set;
    struct par_arena *scratch = par_arena_new(par_cli_no_memory);
    struct par_place place = {.file = gathering->source->scores->name, .unit = unit->code};
    size_t there = 0;
    for (int32_t i = 0; i < set->criterion_count; i++) {
        const struct par_scored *row = rows[i];
        there += row != NULL;
        if (!row || set->criteria[i].component < 0)
            continue;
        if (row->state == PAR_STATE_SCORED && row->points.is)
            add_candidate(gathering,
                          (struct candidate){position, &set->criteria[i], row->points.points, row->applicable_max,
                                             find_scored_risks(row, &set->criteria[i])},
                          scratch);
        else
            gathering->population.left_out++;
    }
    if (there == 0)
        par_diags_add(gathering->cli->diags, PAR_WARNING, PAR_SAMPLE_NO_ROWS, &place, unit->code, NULL);
    else if (there < (size_t)set->criterion_count)
        par_diags_add(gathering->cli->diags, PAR_ERROR, PAR_SCORES_ROW, &place, "rows of it are missing", NULL);
    par_arena_free(scratch);
}

static void gather_scored(struct gathering *gathering)
{
    const struct par_units *units = gathering->loaded->units;
    size_t *first = par_arena_array(gathering->cli->arena, units->count + 1, sizeof *first);
    for (size_t i = 0; i < units->count; i++)
        first[i + 1] = first[i] + (size_t)units->items[i].set->criterion_count;
    const struct par_scored *const *rows = place_rows(gathering, first);
    for (size_t i = 0; i < units->count && par_diags_errors(gathering->cli->diags) == 0; i++)
        add_scored_unit(gathering, i, rows + first[i]);
}

struct par_population par_population_of(struct par_cli *cli, const struct par_loaded *loaded,
                                        const struct par_population_source *source)
{
    struct gathering gathering = {
        .cli = cli, .loaded = loaded, .source = source, .strata_numbers = par_names_new(cli->arena)};
    index_earlier(&gathering);
    if (source->scores)
        gather_scored(&gathering);
    else
        gather_assessed(&gathering);
    return gathering.population;
}
