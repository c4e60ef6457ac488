/* sipas-sample: how many to ask, how many of each stratum, and whom. */
#include "programs.h"
#include "sampling_run.h"

static void run_sample(struct par_cli *cli, void *context)
{
    struct par_sampling_options *options = context;
    if (!par_sampling_check_options(cli, options))
        return;
    if (options->population)
        par_sampling_write_sizes(cli, options);
    else if (options->counts)
        par_sampling_write_plan(cli, options);
    else
        par_sampling_write_draw(cli, options);
}

struct par_program par_program_sipas_sample(struct par_arena *arena)
{
    struct par_sampling_options *options = par_arena_alloc(arena, sizeof *options);
    par_sampling_defaults(options);
    return (struct par_program){
        .name = "sipas-sample",
        .summary = N_("Says how many to ask, how many of each stratum, and draws them."),
        .usage = N_("--population NUMBER | --counts STRATA | --id COLUMN --seed TEXT LIST"),
        .examples = "sipas-sample --population 12000 --margin 5 -f table\n"
                    "sipas-sample --counts --margin 5 --allocate neyman tang.csv -o ke-hoach.csv\n"
                    "sipas-sample --id ma --strata huyen --plan ke-hoach.csv --seed \"2026-11-22 4817\" khung.csv",
        .formats = "csv json jsonl table markdown xlsx",
        .shared = par_inputs_options_of_reading,
        .options = par_sampling_option_table,
        .take = par_sampling_take_option,
        .run = run_sample,
        .context = options};
}
