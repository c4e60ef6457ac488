#include "assessment_private.h"

static bool set_excludes(const struct par_set *set)
{
    for (int32_t i = 0; i < set->criterion_count; i++)
        if (set->criteria[i].applies_to.count || set->criteria[i].except.count)
            return true;
    return false;
}

static void note_exclusions(struct par_assessment *assessment, size_t position)
{
    const struct par_unit *unit = &assessment->units->items[position];
    const struct par_set *set = unit->set;
    if (!set_excludes(set))
        return;
    unsigned char *excluded = par_arena_alloc(assessment->arena, (size_t)set->component_count);
    for (int32_t i = 0; i < set->component_count; i++)
        excluded[i] = par_unit_is_excluded(unit, set, set->components[i]);
    assessment->states[position].excluded = excluded;
}

const char *par_assessment_title_at(const void *set, size_t i)
{
    return ((const struct par_set *)set)->criteria[i + 1].name.vi;
}

static void add_set(struct par_assessment *assessment, const struct par_set *set)
{
    if (par_assessment_set(assessment, set))
        return;
    struct par_set_in_file *in = &assessment->sets[assessment->set_count++];
    in->set = set;
    in->naming = par_naming_new(assessment->units->matching, PAR_MATCH_TITLES, (size_t)set->criterion_count - 1,
                                par_assessment_title_at, set, assessment->arena);
    in->given = par_arena_array(assessment->arena, set->input_count, sizeof *in->given);
    in->values = par_arena_array(assessment->arena, set->input_count, sizeof *in->values);
}

struct par_assessment *par_assessment_new(const struct par_units *units, const struct par_facts *facts,
                                          par_fold_label fold, struct par_arena *arena, struct par_diags *diags)
{
    struct par_assessment *assessment = par_arena_alloc(arena, sizeof *assessment);
    assessment->units = units;
    assessment->facts = facts;
    assessment->fold = fold;
    assessment->arena = arena;
    assessment->diags = diags;
    assessment->states = par_arena_array(arena, units->count, sizeof *assessment->states);
    assessment->sets = par_arena_array(arena, units->count, sizeof *assessment->sets);
    size_t entries = 0;
    for (size_t i = 0; i < units->count; i++) {
        const struct par_set *set = units->items[i].set;
        add_set(assessment, set);
        assessment->states[i].entries = entries;
        assessment->states[i].rows = par_arena_array(arena, set->round_count, sizeof(size_t));
        entries += set->round_count * (size_t)set->component_count;
        note_exclusions(assessment, i);
    }
    assessment->entries = par_arena_array(arena, entries, sizeof *assessment->entries);
    par_appraisers_begin(assessment);
    return assessment;
}

struct par_set_in_file *par_assessment_set(struct par_assessment *assessment, const struct par_set *set)
{
    for (size_t i = 0; i < assessment->set_count; i++)
        if (assessment->sets[i].set == set)
            return &assessment->sets[i];
    return NULL;
}

static bool any_set_has_round(const struct par_assessment *assessment)
{
    for (size_t i = 0; i < assessment->set_count; i++)
        if (assessment->sets[i].round >= 0)
            return true;
    return assessment->set_count == 0;
}

/* A column that no set knows is a mistyped header. */
static void check_input_columns(struct par_assessment *assessment, const struct par_assessment_file *file)
{
    for (size_t i = 0; i < file->input_count; i++) {
        bool known = assessment->set_count == 0;
        const char *nearest = NULL;
        for (size_t k = 0; k < assessment->set_count; k++) {
            const struct par_set *set = assessment->sets[k].set;
            known = known || assessment->sets[k].inputs[i] >= 0;
            if (!nearest)
                nearest = par_set_nearest_input(set, par_span_of(file->input_names[i]));
        }
        struct par_place place = {.file = file->name,
                                  .sheet = file->sheet,
                                  .line = file->header_line,
                                  .field = file->input_places[i].field,
                                  .header = file->input_places[i].header};
        for (size_t k = 0; !known && k < assessment->set_count; k++)
            assessment->sets[k].inputs[i] = PAR_INPUT_REPORTED;
        if (!known)
            par_diags_add(assessment->diags, PAR_ERROR, PAR_HEADER_UNKNOWN, &place, file->input_names[i],
                          nearest ? nearest : file->input_hints[i], NULL);
    }
}

void par_assessment_begin(struct par_assessment *assessment, struct par_assessment_file *file)
{
    assessment->file = file;
    assessment->said_file = NULL;
    assessment->file_names = par_arena_grow(assessment->arena, assessment->file_names, assessment->file_count,
                                            &assessment->file_room, sizeof *assessment->file_names);
    const char *sheet = file->sheet ? par_arena_copy(assessment->arena, par_span_of(file->sheet)) : NULL;
    assessment->file_names[assessment->file_count] =
        (struct par_file_name){par_arena_copy(assessment->arena, par_span_of(file->name)), sheet};
    assessment->file_number = (uint16_t)assessment->file_count++;
    for (size_t i = 0; i < assessment->set_count; i++) {
        struct par_set_in_file *in = &assessment->sets[i];
        in->round = par_set_round(in->set, par_span_of(file->round));
        in->inputs = par_arena_array(assessment->arena, file->input_count, sizeof *in->inputs);
        for (size_t k = 0; k < file->input_count; k++)
            in->inputs[k] = par_names_find(in->set->input_names, par_span_of(file->input_names[k]));
    }
    struct par_place place = {.file = file->name, .sheet = file->sheet};
    assessment->file_refused = !any_set_has_round(assessment);
    if (assessment->file_refused)
        par_diags_add(assessment->diags, PAR_ERROR, PAR_ROUND_UNKNOWN, &place, file->round,
                      par_set_rounds_text(assessment->sets[0].set, assessment->arena), NULL);
    check_input_columns(assessment, file);
}

void par_assessment_end_file(struct par_assessment *assessment)
{
    par_number_finish(&assessment->file->style, assessment->diags);
    assessment->file = NULL;
}

struct par_entry *par_assessment_slot(struct par_assessment *assessment, size_t unit, size_t round, int32_t component)
{
    size_t components = (size_t)assessment->units->items[unit].set->component_count;
    return &assessment->entries[assessment->states[unit].entries + round * components + (size_t)component];
}

const struct par_entry *par_assessment_entry(const struct par_assessment *assessment, size_t unit, size_t round,
                                             int32_t component)
{
    return par_assessment_slot((struct par_assessment *)assessment, unit, round, component);
}

int par_assessment_last_round(const struct par_assessment *assessment, size_t unit, int32_t component, unsigned marks)
{
    for (size_t round = assessment->units->items[unit].set->round_count; round-- > 0;)
        if (par_assessment_entry(assessment, unit, round, component)->marks & marks)
            return (int)round;
    return -1;
}

struct par_place par_assessment_place(const struct par_assessment *assessment, size_t unit, size_t round,
                                      int32_t component)
{
    const struct par_unit *u = &assessment->units->items[unit];
    const struct par_entry *entry = par_assessment_entry(assessment, unit, round, component);
    struct par_place place = {.unit = u->code, .node = u->set->criteria[u->set->components[component]].id};
    if (entry->marks & PAR_MARK_ROW) {
        place.file = assessment->file_names[entry->file].name;
        place.sheet = assessment->file_names[entry->file].sheet;
        place.line = entry->line;
    }
    return place;
}

const struct par_units *par_assessment_units(const struct par_assessment *assessment)
{
    return assessment->units;
}

static bool has_reports(const struct par_set *set)
{
    for (int32_t i = 0; i < set->component_count; i++) {
        const struct par_criterion *criterion = &set->criteria[set->components[i]];
        if (criterion->origin == PAR_FROM_REPORT && criterion->role == PAR_ROLE_BASE)
            return true;
    }
    return false;
}

bool par_assessment_submitted(const struct par_assessment *assessment, size_t unit)
{
    const struct par_unit_state *state = &assessment->states[unit];
    if (!has_reports(assessment->units->items[unit].set))
        return state->any_content;
    if (assessment->units->items[unit].unreadable) /* what others said of it does not stand for its own form */
        return state->first_round_row;
    return state->first_round_row || state->content;
}

void par_assessment_listen(struct par_assessment *assessment, struct par_listener listener)
{
    assessment->listener = listener;
}

bool par_assessment_excluded(const struct par_assessment *assessment, size_t unit, int32_t component)
{
    const unsigned char *excluded = assessment->states[unit].excluded;
    return excluded && excluded[component];
}

size_t par_assessment_rows(const struct par_assessment *assessment, size_t unit, size_t round)
{
    return assessment->states[unit].rows[round];
}

bool par_assessment_knows_input(const struct par_assessment *assessment, struct par_span name)
{
    for (size_t i = 0; i < assessment->set_count; i++)
        if (par_names_find(assessment->sets[i].set->input_names, name) >= 0)
            return true;
    return false;
}

bool par_assessment_knows_criterion(const struct par_assessment *assessment, struct par_span id)
{
    for (size_t i = 0; i < assessment->set_count; i++)
        if (par_set_find(assessment->sets[i].set, id) > 0)
            return true;
    return false;
}
