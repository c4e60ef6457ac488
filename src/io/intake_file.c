#include "parindex/intake.h"
#include "parindex/received.h"

/* What is known of a unit so far. */
struct known {
    bool counts, is_lost;
};

static bool find_state(const struct par_records *records, int column, enum par_intake_state *state)
{
    struct par_span text = par_records_field(records, column);
    for (int i = 0; i < PAR_INTAKE_STATES; i++)
        if (par_span_is(text, par_intake_state_name((enum par_intake_state)i))) {
            *state = (enum par_intake_state)i;
            return true;
        }
    struct par_place place = par_records_place(records, column);
    par_diags_add(records->diags, PAR_ERROR, PAR_VALUE_UNKNOWN, &place, par_records_text(records, column),
                  "received, late, unreadable, not_submitted ...", NULL);
    return false;
}

static void read_rows(struct par_records *records, int unit_column, int state_column, const struct par_units *units,
                      struct known *known)
{
    while (par_records_next(records)) {
        enum par_intake_state state;
        int32_t unit = par_names_find(units->codes, par_records_field(records, unit_column));
        if (!find_state(records, state_column, &state) || unit < 0)
            continue; /* the list names units of last year and files of nobody, too */
        known[unit].counts = known[unit].counts || par_intake_counts(state);
        known[unit].is_lost = known[unit].is_lost || par_intake_is_lost(state);
    }
}

void par_intake_load(const char *path, const struct par_reading *how, struct par_units *units, struct par_arena *arena,
                     struct par_diags *diags)
{
    struct par_records records;
    if (!par_records_open(&records, path, how, arena, diags))
        return;
    struct known *known = par_arena_array(arena, units->count, sizeof *known);
    int unit = par_records_column(&records, "unit", true), state = par_records_column(&records, "state", true);
    if (unit >= 0 && state >= 0)
        read_rows(&records, unit, state, units, known);
    par_records_close(&records);
    for (size_t i = 0; i < units->count; i++)
        units->items[i].unreadable = known[i].is_lost && !known[i].counts;
}
