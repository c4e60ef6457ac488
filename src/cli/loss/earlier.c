#include "earlier.h"

static bool take_units(struct par_cli *cli, struct par_earlier_files *files, const char *argument)
{
    const char *equals = strchr(argument, '=');
    if (!equals || equals == argument || !equals[1])
        return par_cli_usage_error(cli, N_("--history-units {1}: write PERIOD=FILE, for example 2024=units.csv"),
                                   argument, NULL);
    return par_texts_add(&files->units, argument, cli->arena);
}

bool par_earlier_take(struct par_cli *cli, struct par_earlier_files *files, int id, const char *argument, bool *known)
{
    *known = true;
    switch (id) {
    case PAR_OPTION_HISTORY:
        return par_texts_add(&files->scores, argument, cli->arena);
    case PAR_OPTION_HISTORY_UNITS:
        return take_units(cli, files, argument);
    case PAR_OPTION_MAPPING:
        return par_texts_add(&files->mappings.paths, argument, cli->arena);
    default:
        *known = false;
        return true;
    }
}

/* "PERIOD=FILE" */
static void load_units(struct par_cli *cli, struct par_inputs *inputs, struct par_periods *periods,
                       const char *argument)
{
    const char *equals = strchr(argument, '='), *path = equals + 1;
    const char *period = par_arena_copy(cli->arena, (struct par_span){argument, (size_t)(equals - argument)});
    if (!par_inputs_note(cli, inputs, path, path))
        return;
    struct par_units *units = par_units_load(path, &inputs->how, cli->arena, cli->diags);
    if (!units)
        return;
    par_units_settle(units, NULL, 0, cli->arena, cli->diags);
    if (!par_periods_units(periods, period, units))
        par_cli_usage_error(cli,
                            N_("--history-units {1}: there are no scores of this period; name them with --history"),
                            argument, NULL);
}

void par_earlier_count(struct par_cli *cli, const struct par_earlier_files *files, struct par_inputs *inputs,
                       const struct par_loaded *loaded, const bool *wanted, struct par_losses *losses)
{
    if (files->scores.count == 0 && files->units.count)
        par_cli_usage_error(cli, N_("--history-units is about earlier scores: name them with --history"), NULL, NULL);
    if (files->scores.count == 0)
        return;
    struct par_periods *periods = par_periods_new(loaded->units, loaded->sets[0]->period, cli->arena, cli->diags);
    for (size_t i = 0; i < files->scores.count; i++)
        if (par_inputs_note(cli, inputs, files->scores.items[i], files->scores.items[i]))
            par_periods_load(periods, files->scores.items[i], &inputs->how, cli->arena, cli->diags);
    for (size_t i = 0; i < files->units.count; i++)
        load_units(cli, inputs, periods, files->units.items[i]);
    for (size_t i = 0; i < files->mappings.count; i++)
        par_periods_map(periods, files->mappings.items[i].set, files->mappings.items[i].mapping);
    if (par_diags_errors(cli->diags) == 0 && !cli->misused)
        par_losses_count_years(losses, periods, wanted);
}
