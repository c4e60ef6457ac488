#include "parindex/said.h"

#include "assessment_row.h"

void par_assessment_keep_said(struct par_assessment *assessment, size_t unit)
{
    assessment->keeps_said = true;
    assessment->said_unit = unit;
}

static bool keeps(const struct par_assessment *assessment, size_t unit)
{
    return assessment->keeps_said && (assessment->said_unit == PAR_SAID_OF_ALL || assessment->said_unit == unit);
}

/* Of the file being read, made when its first row is kept. */
static const struct par_said_file *file_of(struct par_assessment *assessment)
{
    if (assessment->said_file)
        return assessment->said_file;
    struct par_said_file *file = par_arena_alloc(assessment->arena, sizeof *file);
    file->name = assessment->file_names[assessment->file_number].name;
    file->sheet = assessment->file_names[assessment->file_number].sheet;
    memcpy(file->columns, assessment->file->columns, sizeof file->columns);
    assessment->said_file = file;
    return file;
}

static void keep_inputs(const struct at_hand *at, struct par_said *said)
{
    const struct par_assessment_file *file = at->all->file;
    size_t count = 0;
    for (size_t i = 0; i < file->input_count; i++)
        count += at->in->inputs[i] >= 0 && at->in->given[at->in->inputs[i]];
    struct par_said_input *inputs = par_arena_array(at->all->arena, count, sizeof *inputs);
    for (size_t i = 0; i < file->input_count && said->input_count < count; i++) {
        int32_t input = at->in->inputs[i];
        if (input >= 0 && at->in->given[input])
            inputs[said->input_count++] =
                (struct par_said_input){(size_t)input, at->in->values[input], file->input_places[i]};
    }
    said->inputs = inputs;
}

static struct par_said **slot_of(const struct par_assessment *assessment, size_t unit, size_t round, int32_t component)
{
    const struct par_unit_state *state = &assessment->states[unit];
    size_t components = (size_t)assessment->units->items[unit].set->component_count;
    return state->said ? &state->said[round * components + (size_t)component] : NULL;
}

static struct par_said **room_for(const struct at_hand *at)
{
    struct par_unit_state *state = &at->all->states[at->unit];
    const struct par_set *set = at->who->set;
    if (!state->said)
        state->said =
            par_arena_array(at->all->arena, set->round_count * (size_t)set->component_count, sizeof(struct par_said *));
    return slot_of(at->all, at->unit, (size_t)at->in->round, at->criterion->component);
}

void par_row_keep_said(const struct at_hand *at)
{
    if (!keeps(at->all, at->unit))
        return;
    const struct par_filled *filled = &at->filled;
    struct par_said *said = par_arena_alloc(at->all->arena, sizeof *said);
    *said = (struct par_said){.file = file_of(at->all),
                              .line = at->row->line,
                              .only = at->only,
                              .has_value = filled->has_value,
                              .has_num = filled->has_num,
                              .has_den = filled->has_den,
                              .value = filled->value,
                              .num = filled->num,
                              .den = filled->den};
    for (int role = 0; role < PAR_COLUMN_ROLES; role++) {
        struct par_span cell = par_row_cell(at, (enum par_column_role)role);
        said->cells[role] = cell.size ? par_arena_copy(at->all->arena, cell) : "";
    }
    keep_inputs(at, said);
    struct par_said **slot = room_for(at);
    const struct par_said **last = (const struct par_said **)slot;
    while (*last)
        last = (const struct par_said **)&(*last)->next;
    *last = said;
}

static bool is_row_of(const struct par_assessment *assessment, const struct par_said *said,
                      const struct par_entry *entry)
{
    return said->line == entry->line && said->file->name == assessment->file_names[entry->file].name;
}

static void put_first(struct par_said **slot, const struct par_assessment *assessment, const struct par_entry *entry)
{
    for (struct par_said *before = *slot; before && before->next; before = (struct par_said *)before->next) {
        struct par_said *said = (struct par_said *)before->next;
        if (!is_row_of(assessment, said, entry))
            continue;
        before->next = said->next;
        said->next = *slot;
        *slot = said;
        return;
    }
}

void par_said_settle(struct par_assessment *assessment, size_t unit)
{
    const struct par_set *set = assessment->units->items[unit].set;
    for (size_t round = 0; assessment->states[unit].said && round < set->round_count; round++)
        for (int32_t i = 0; i < set->component_count; i++) {
            const struct par_entry *entry = par_assessment_entry(assessment, unit, round, i);
            if (entry->marks & PAR_MARK_ROW)
                put_first(slot_of(assessment, unit, round, i), assessment, entry);
        }
}

const struct par_said *par_assessment_said(const struct par_assessment *assessment, size_t unit, size_t round,
                                           int32_t component)
{
    struct par_said **slot = slot_of(assessment, unit, round, component);
    return slot ? *slot : NULL;
}

struct par_place par_said_place(const struct par_said *said, enum par_column_role role)
{
    struct par_place place = {.file = said->file->name, .sheet = said->file->sheet, .line = said->line};
    struct par_column_place column = {0, NULL};
    if (role < PAR_COLUMN_ROLES)
        column = said->only.field ? said->only : said->file->columns[role];
    place.field = column.field;
    place.header = column.header;
    return place;
}

struct par_filled par_said_filled(const struct par_assessment *assessment, size_t unit, const struct par_said *said,
                                  struct par_arena *arena)
{
    const struct par_set *set = assessment->units->items[unit].set;
    bool *given = par_arena_array(arena, set->input_count, sizeof *given);
    struct par_quantity *inputs = par_arena_array(arena, set->input_count, sizeof *inputs);
    struct par_filled filled = {.given = given, .inputs = inputs};
    if (assessment->facts) {
        filled.known = assessment->facts->by_unit[unit].known;
        filled.facts = assessment->facts->by_unit[unit].values;
    }
    if (!said)
        return filled;
    for (size_t i = 0; i < said->input_count; i++) {
        given[said->inputs[i].input] = true;
        inputs[said->inputs[i].input] = said->inputs[i].value;
    }
    filled.answer = par_span_of(said->cells[PAR_COLUMN_ANSWER]);
    filled.has_value = said->has_value;
    filled.has_num = said->has_num;
    filled.has_den = said->has_den;
    filled.value = said->value;
    filled.num = said->num;
    filled.den = said->den;
    return filled;
}

bool par_assessment_fact(const struct par_assessment *assessment, size_t unit, size_t input, struct par_quantity *value,
                         struct par_place *place)
{
    const struct par_fact_unit *of = assessment->facts ? &assessment->facts->by_unit[unit] : NULL;
    if (!of || !of->known || !of->known[input])
        return false;
    *value = of->values[input];
    *place = (struct par_place){.file = of->files[input], .line = of->lines[input]};
    return true;
}
