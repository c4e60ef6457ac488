/* par-trend: periods, or two versions of a set over the same data -> what moved, and why. */
#include "trend.h"

#include "programs.h"

enum { OPTION_AMENDED = 1, OPTION_MAPPING, OPTION_BY, OPTION_UNIT, OPTION_UNSTABLE };

struct options {
    struct par_inputs inputs;
    struct par_trend trend;
};

static bool take_by(struct par_cli *cli, struct par_trend *trend, const char *argument)
{
    static const char *const names[] = {"unit", "bloc", "domain", "criterion"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], argument) == 0) {
            trend->by = (enum par_trend_by)i;
            return true;
        }
    return par_cli_usage_error(cli, N_("--by {1}: write unit, bloc, domain or criterion"), argument, NULL);
}

/* "5" places, or "20%" of the ranked units of the bloc. */
static bool take_unstable(struct par_cli *cli, struct par_trend *trend, const char *argument)
{
    size_t length = strlen(argument);
    bool is_share = length > 1 && argument[length - 1] == '%', exact = false;
    struct par_quantity number;
    par_points share = 0;
    bool read = par_quantity_parse((struct par_span){argument, length - is_share}, &number) == PAR_NUMBER_OK &&
                number.mantissa > 0;
    bool whole = read && !is_share && number.scale == 0 && number.mantissa < 1000000;
    is_share = read && is_share && par_points_from(number, PAR_POINTS_SCALE, PAR_DOWN, &share, &exact) && exact &&
               share <= 100 * PAR_POINTS_ONE;
    if (!whole && !is_share)
        return par_cli_usage_error(
            cli, N_("--unstable {1}: write a number of places from 1, or a percentage such as 25%"), argument, NULL);
    trend->instability = (struct par_instability){whole ? (int)number.mantissa : 0, share};
    return true;
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    struct par_trend *trend = &options->trend;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known) || known)
        return !cli->misused;
    switch (id) {
    case OPTION_AMENDED:
        return par_texts_add(&trend->amended, argument, cli->arena);
    case OPTION_MAPPING:
        return par_texts_add(&trend->mappings, argument, cli->arena);
    case OPTION_BY:
        return take_by(cli, trend, argument);
    case OPTION_UNIT:
        trend->unit = argument;
        return true;
    case OPTION_UNSTABLE:
        return take_unstable(cli, trend, argument);
    default:
        return par_texts_add(&trend->paths, argument, cli->arena);
    }
}

static bool spares_inputs(struct par_cli *cli, const struct par_trend *trend)
{
    bool spares = par_inputs_spares(cli, trend->given, cli->output);
    for (size_t i = 0; spares && i < trend->count; i++)
        spares = par_inputs_spares(cli, &trend->periods[i].inputs, cli->output);
    return spares;
}

static void run_trend(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_trend *trend = &options->trend;
    trend->cli = cli;
    trend->given = &options->inputs;
    if (par_trend_load(trend) && spares_inputs(cli, trend))
        par_trend_write(trend);
}

struct par_program par_program_trend(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_BY, 0, "by", "unit|bloc|domain|criterion", N_("What a row is about; otherwise a unit")},
        {OPTION_MAPPING, 0, "mapping", N_("[SET=]FILE"),
         N_("Which criterion of the older set became which of the newer one, SET (CSV, XLSX); repeat it")},
        {OPTION_AMENDED, 0, "amended", N_("SET"),
         N_("Criteria set (JSON) to try on the data of the year; repeat it for several levels")},
        {OPTION_UNIT, 0, "unit", N_("CODE"), N_("This unit alone")},
        {OPTION_UNSTABLE, 0, "unstable", N_("PLACES|SHARE%"),
         N_("Ranks that differ by so much over the periods are called unstable; otherwise 25% of the bloc")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    options->trend.instability = (struct par_instability){0, 25 * PAR_POINTS_ONE};
    return (struct par_program){.name = "par-trend",
                                .summary = N_("Says what moved between periods, and why."),
                                .usage = N_("YEAR... | SCORES... | --year YEAR --amended SET"),
                                .examples = "par-trend nam-2023.json nam-2024.json nam-2025.json -o bien-dong.csv\n"
                                            "par-trend nam-2024.json nam-2025.json --mapping doi-chieu.csv --by "
                                            "criterion --unit so-noi-vu -f table\n"
                                            "par-trend --year nam-2025.json --amended du-thao.json --lang vi -f table",
                                .formats = "csv json jsonl table markdown",
                                .shared = par_inputs_options,
                                .options = own,
                                .take = take,
                                .run = run_trend,
                                .context = options};
}
