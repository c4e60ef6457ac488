#include "round_audit.h"

#include "parindex/history.h"
#include "parindex/text.h"

struct par_causes *par_round_audit_listen(struct par_cli *cli, struct par_inputs *inputs,
                                          const struct par_loaded *loaded)
{
    struct par_causes *causes = par_causes_new(loaded->units, par_text_fold, cli->arena, cli->diags);
    inputs->listener = par_causes_listener(causes);
    return causes;
}

/* The deadline of the units' own round; NULL when the year names none. */
static const struct par_deadline *own_deadline(const struct par_loaded *loaded, const struct par_set *set)
{
    const struct par_year *year = loaded->year;
    for (size_t i = 0; year && i < year->deadline_count; i++)
        if (par_set_round(set, par_span_of(year->deadlines[i].round)) == 0)
            return &year->deadlines[i];
    return NULL;
}

void par_round_audit(struct par_cli *cli, const struct par_inputs *inputs, const struct par_loaded *loaded)
{
    for (size_t i = 0; i < loaded->units->count; i++) {
        const struct par_deadline *deadline = own_deadline(loaded, loaded->units->items[i].set);
        if (deadline)
            par_late_report(loaded->units, i, deadline->date, deadline->day, cli->diags);
    }
    par_history_report(loaded->assessment, inputs->blank_means_agree, cli->arena, cli->diags);
}
