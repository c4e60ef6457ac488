#include "parindex/form.h"

/* The rows as they are built. */
struct building {
    const struct par_unit *unit;
    const struct par_set *set;
    struct par_arena *arena;
    size_t count, room;
    struct par_form_row *rows;
    par_points *applicable; /* per criterion: the maximum that applies to the unit */
};

const char *par_form_key(const char *unit, const char *criterion, struct par_arena *arena)
{
    return par_arena_join(arena, unit ? unit : "", unit ? "|#" : "#", criterion, NULL);
}

static void add_row(struct building *building, const struct par_form_row *row)
{
    building->rows =
        par_arena_grow(building->arena, building->rows, building->count, &building->room, sizeof *building->rows);
    building->rows[building->count++] = *row;
}

/* --- What applies ------------------------------------------------------------------------------------------------ */

static bool gives_maximum(const struct building *building, const struct par_criterion *criterion)
{
    return building->set->not_applicable == PAR_NA_FULL && criterion->role == PAR_ROLE_BASE;
}

/* The maximum less that of the parts that are left out; as in score.c a weighted mean keeps its own. */
static par_points fold_maximum(const struct building *building, int32_t position)
{
    const struct par_set *set = building->set;
    const struct par_criterion *criterion = &set->criteria[position];
    par_points gone = 0;
    bool any = false;
    for (int32_t i = position + 1; i < criterion->end; i = set->criteria[i].end) {
        if (set->criteria[i].role != criterion->role)
            continue;
        any = any || building->applicable[i] > 0;
        par_points_add(gone, set->criteria[i].max - building->applicable[i], &gone);
    }
    return !any ? 0 : criterion->fold == PAR_FOLD_WEIGHTED_MEAN ? criterion->max : criterion->max - gone;
}

static void fold_maxima(struct building *building)
{
    const struct par_set *set = building->set;
    building->applicable = par_arena_array(building->arena, (size_t)set->criterion_count, sizeof(par_points));
    for (int32_t i = set->criterion_count - 1; i >= 0; i--) {
        const struct par_criterion *criterion = &set->criteria[i];
        bool stays = gives_maximum(building, criterion) || !par_unit_is_excluded(building->unit, set, i);
        if (criterion->component < 0)
            building->applicable[i] = fold_maximum(building, i);
        else
            building->applicable[i] = stays ? criterion->max : 0;
    }
}

static bool may_not_apply(const struct par_set *set, int32_t position)
{
    for (int32_t i = position; i >= 0; i = set->criteria[i].parent)
        if (set->criteria[i].may_not_apply)
            return true;
    return false;
}

/* --- Rows of a component ----------------------------------------------------------------------------------------- */

static enum par_form_fill fill_of_input(enum par_input_kind kind)
{
    static const enum par_form_fill fills[] = {[PAR_INPUT_COUNT] = PAR_FILL_COUNT,
                                               [PAR_INPUT_NUMBER] = PAR_FILL_NUMBER,
                                               [PAR_INPUT_PERCENTAGE] = PAR_FILL_PERCENT,
                                               [PAR_INPUT_DATE] = PAR_FILL_DATE};
    return fills[kind];
}

static void add_inputs(struct building *building, int32_t position, const struct par_rule *rule)
{
    const char *key = par_form_key(NULL, building->set->criteria[position].id, building->arena);
    for (size_t i = 0; i < building->set->input_count; i++) {
        const struct par_input *input = &building->set->inputs[i];
        if (!par_rule_takes_input(rule, i) || input->supply != PAR_SUPPLY_NONE)
            continue;
        struct par_form_row row = {.key = par_arena_join(building->arena, key, "/", input->name, NULL),
                                   .kind = PAR_FORM_INPUT,
                                   .fill = fill_of_input(input->kind),
                                   .criterion = position,
                                   .input = (int32_t)i,
                                   .label = input->label};
        if (*row.label.vi == '\0')
            row.label = (struct par_label){.vi = input->name};
        add_row(building, &row);
    }
}

static void add_ticks(struct building *building, int32_t position, const struct par_rule_option *options, size_t count)
{
    const char *key = par_form_key(NULL, building->set->criteria[position].id, building->arena);
    for (size_t i = 0; i < count; i++) {
        struct par_form_row row = {.key = par_arena_join(building->arena, key, "#", options[i].key, NULL),
                                   .kind = PAR_FORM_OPTION,
                                   .fill = PAR_FILL_TICK,
                                   .criterion = position,
                                   .input = -1,
                                   .label = options[i].label,
                                   .option_count = 1,
                                   .options = &options[i]};
        add_row(building, &row);
    }
}

static struct par_form_row component_row(const struct building *building, int32_t position)
{
    const struct par_criterion *criterion = &building->set->criteria[position];
    return (struct par_form_row){.key = par_form_key(NULL, criterion->id, building->arena),
                                 .kind = PAR_FORM_COMPONENT,
                                 .fill = PAR_FILL_OTHERS,
                                 .criterion = position,
                                 .input = -1,
                                 .label = criterion->name,
                                 .max = building->applicable[position],
                                 .rule = par_unit_rule(building->unit, criterion)};
}

static void add_asked(struct building *building, struct par_form_row *row)
{
    const struct par_rule_option *options;
    bool several;
    size_t count = par_rule_options(row->rule, building->arena, &options, &several);
    row->may_not_apply = may_not_apply(building->set, row->criterion);
    row->fill = PAR_FILL_BELOW;
    if (par_rule_is_typed(row->rule)) {
        row->fill = PAR_FILL_SCORE;
    } else if (count && !several) {
        row->fill = PAR_FILL_OPTION;
        row->option_count = count;
        row->options = options;
    }
    add_row(building, row);
    if (several)
        add_ticks(building, row->criterion, options, count);
    add_inputs(building, row->criterion, row->rule);
}

static void add_component(struct building *building, int32_t position)
{
    struct par_form_row row = component_row(building, position);
    bool left_out = par_unit_is_excluded(building->unit, building->set, position);
    if (left_out)
        row.fill = PAR_FILL_LEFT_OUT;
    if (left_out || !row.rule || building->set->criteria[position].origin != PAR_FROM_REPORT)
        add_row(building, &row);
    else
        add_asked(building, &row);
}

/* --- The form ---------------------------------------------------------------------------------------------------- */

static void add_group(struct building *building, int32_t position)
{
    const struct par_criterion *criterion = &building->set->criteria[position];
    struct par_form_row row = {.key = par_form_key(NULL, criterion->id, building->arena),
                               .kind = PAR_FORM_GROUP,
                               .criterion = position,
                               .input = -1,
                               .label = criterion->name,
                               .max = building->applicable[position]};
    add_row(building, &row);
}

struct par_form par_form_of(const struct par_unit *unit, struct par_arena *arena)
{
    const struct par_set *set = unit->set;
    struct building building = {.unit = unit, .set = set, .arena = arena};
    fold_maxima(&building);
    for (int32_t i = 1; i < set->criterion_count; i++) {
        if (building.applicable[i] == 0)
            continue;
        if (set->criteria[i].component >= 0)
            add_component(&building, i);
        else
            add_group(&building, i);
    }
    add_group(&building, 0);
    return (struct par_form){unit, building.count, building.rows};
}

/* --- Rounds and columns ------------------------------------------------------------------------------------------ */

static bool is_named(struct par_span name, const char *id, const char *usual)
{
    return par_span_is(name, id) || par_span_is(name, usual);
}

bool par_form_round(const struct par_set *set, struct par_span name, enum par_form_type *type, const char **id)
{
    int round = par_set_round(set, name);
    *id = round >= 0 ? set->rounds[round].id : NULL;
    if (round == 0) {
        *type = PAR_SELF_FORM;
    } else if (is_named(name, "explanation", "giai-trinh")) {
        *type = PAR_EXPLANATION_FORM;
        *id = *id ? *id : "explanation";
    } else if (is_named(name, "council", "hoi-dong")) {
        *type = PAR_COUNCIL_FORM;
        *id = *id ? *id : "council";
    } else {
        *type = PAR_APPRAISAL_FORM;
    }
    return *id != NULL;
}

const char *const *par_form_columns(enum par_form_type type)
{
    static const char *const self[] = {"key",      "id",     "title",   "guide",    "max",  "applicable_max",
                                       "response", "points", "applies", "evidence", "note", NULL};
    static const char *const appraisal[] = {
        "key",         "unit",          "name",  "id",    "title",   "max",    "unit_response",
        "unit_points", "unit_evidence", "score", "agree", "applies", "reason", NULL};
    static const char *const explanation[] = {"key",          "id",           "title",  "max",      "unit_points",
                                              "given_points", "given_reason", "reason", "evidence", NULL};
    static const char *const council[] = {"key",   "unit",        "name",         "id",           "title",
                                          "max",   "unit_points", "given_points", "given_reason", "unit_reason",
                                          "score", "agree",       "applies",      "reason",       NULL};
    static const char *const *const all[] = {self, appraisal, explanation, council};
    return all[type];
}
