#include "supplied_dates.h"

/* The deadline of the first round; NULL when the year names none. */
static const struct par_deadline *first_deadline(const struct par_loaded *loaded, const struct par_set *set)
{
    const struct par_year *year = loaded->year;
    for (size_t i = 0; year && i < year->deadline_count; i++)
        if (par_set_round(set, par_span_of(year->deadlines[i].round)) == 0)
            return &year->deadlines[i];
    return NULL;
}

static bool asks_for(const struct par_set *set, enum par_supply supply)
{
    for (size_t i = 0; i < set->input_count; i++)
        if (set->inputs[i].supply == supply)
            return true;
    return false;
}

static void supply_unit(struct par_cli *cli, const struct par_inputs *inputs, const struct par_loaded *loaded,
                        size_t position, struct par_facts *facts)
{
    const struct par_unit *unit = &loaded->units->items[position];
    const struct par_deadline *deadline = first_deadline(loaded, unit->set);
    struct par_quantity filed = {0, 0};
    bool has_filed = par_date_parse(par_span_of(unit->submitted_at), &filed.mantissa);
    if (!has_filed && asks_for(unit->set, PAR_SUPPLY_SUBMITTED_AT))
        return;
    for (size_t i = 0; i < unit->set->input_count; i++) {
        struct par_span name = par_span_of(unit->set->inputs[i].name);
        enum par_supply supply = unit->set->inputs[i].supply;
        struct par_place listed = {.file = loaded->units->file, .sheet = loaded->units->sheet, .line = unit->line};
        struct par_place named = {.file = inputs->year_path};
        if (supply == PAR_SUPPLY_SUBMITTED_AT)
            par_facts_add(facts, position, name, filed, &listed, cli->diags);
        else if (supply == PAR_SUPPLY_DEADLINE && deadline)
            par_facts_add(facts, position, name, (struct par_quantity){deadline->day, 0}, &named, cli->diags);
    }
}

void par_inputs_supply_dates(struct par_cli *cli, const struct par_inputs *inputs, const struct par_loaded *loaded,
                             struct par_facts **facts)
{
    bool any = false;
    for (size_t i = 0; i < loaded->set_count; i++)
        any =
            any || asks_for(loaded->sets[i], PAR_SUPPLY_SUBMITTED_AT) || asks_for(loaded->sets[i], PAR_SUPPLY_DEADLINE);
    if (any && !*facts)
        *facts = par_facts_new(loaded->units, cli->arena);
    for (size_t i = 0; any && i < loaded->units->count; i++)
        supply_unit(cli, inputs, loaded, i, *facts);
}
