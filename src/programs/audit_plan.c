/* par-audit plan: what would win a unit's lost points back, and the fewest or cheapest components that reach a target.
 */
#include "inputs.h"
#include "parindex/prices.h"
#include "parindex/said.h"
#include "parindex/text.h"
#include "plan_sheet.h"
#include "programs.h"
#include "values.h"

enum { OPTION_UNIT = 1, OPTION_INDEX, OPTION_POINTS, OPTION_RANK, OPTION_CLASS, OPTION_COSTS, OPTION_OBJECTIVE };

enum { UNPRICED_NAMED = 8 }; /* criteria without a cost that the warning names */

struct options {
    struct par_inputs inputs;
    const char *unit;
    bool has_target;
    struct par_target target;
    const char *class_name;
    const char *costs; /* NULL: 1 each */
    bool objective;    /* also causes outside the unit's control */
};

/* --- Options ----------------------------------------------------------------------------------------------------- */

static bool take_target(struct par_cli *cli, struct options *options, enum par_target_kind kind)
{
    if (options->has_target)
        return par_cli_usage_error(cli,
                                   N_("one target at a time: --target, --target-points, --target-class or "
                                      "--target-rank"),
                                   NULL, NULL);
    options->has_target = true;
    options->target.kind = kind;
    return true;
}

/* "90", "90.5", "90,5 %". */
static bool take_number(struct par_cli *cli, struct options *options, enum par_target_kind kind, const char *option,
                        const char *argument)
{
    struct par_span text = par_span_trim(par_span_of(argument));
    struct par_readings readings;
    bool exact;
    if (text.size > 1 && text.text[text.size - 1] == '%')
        text = par_span_trim((struct par_span){text.text, text.size - 1});
    bool read = par_readings_parse(text, &readings) == PAR_NUMBER_OK;
    bool clear = read && (readings.dot != readings.comma || readings.as_dot.mantissa == readings.as_comma.mantissa);
    struct par_quantity number = readings.dot ? readings.as_dot : readings.as_comma;
    if (!clear || number.mantissa < 0 ||
        !par_points_from(number, PAR_POINTS_SCALE, PAR_DOWN, &options->target.value, &exact) || !exact)
        return par_cli_usage_error(cli, N_("{1} {2}: write a number such as 90 or 87.5"), option, argument);
    return take_target(cli, options, kind);
}

static bool take_rank(struct par_cli *cli, struct options *options, const char *argument)
{
    return par_value_whole(cli, "--target-rank", argument, &options->target.rank) &&
           take_target(cli, options, PAR_TARGET_RANK);
}

static bool take_unit(struct par_cli *cli, struct options *options, const char *argument)
{
    if (options->unit)
        return par_cli_usage_error(cli, N_("--unit {1}: a plan is made for one unit at a time"), argument, NULL);
    options->unit = argument;
    return true;
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known) || known)
        return !cli->misused;
    switch (id) {
    case OPTION_UNIT:
        return take_unit(cli, options, argument);
    case OPTION_INDEX:
        return take_number(cli, options, PAR_TARGET_INDEX, "--target", argument);
    case OPTION_POINTS:
        return take_number(cli, options, PAR_TARGET_POINTS, "--target-points", argument);
    case OPTION_RANK:
        return take_rank(cli, options, argument);
    case OPTION_CLASS:
        options->class_name = argument;
        return take_target(cli, options, PAR_TARGET_CLASS);
    case OPTION_COSTS:
        options->costs = argument;
        return true;
    case OPTION_OBJECTIVE:
        options->objective = true;
        return true;
    default:
        return par_cli_usage_error(cli, N_("{1}: give files with --round NAME=FILE"), argument, NULL);
    }
}

/* --- Loading ----------------------------------------------------------------------------------------------------- */

/* The only unit of a list needs no --unit. */
static int32_t find_unit(struct par_cli *cli, const struct options *options, const struct par_units *units)
{
    if (!options->unit && units->count == 1)
        return 0;
    if (!options->unit) {
        par_cli_usage_error(cli, N_("name the unit with --unit"), NULL, NULL);
        return PAR_NAME_NONE;
    }
    return par_units_find(units, par_span_of(options->unit), NULL, cli->arena, cli->diags);
}

static bool load(struct par_cli *cli, struct options *options, struct par_loaded *loaded, int32_t *unit,
                 struct par_causes **causes)
{
    if (!par_inputs_load_to_score(cli, &options->inputs, loaded))
        return false;
    *unit = find_unit(cli, options, loaded->units);
    if (*unit < 0)
        return false;
    *causes = par_causes_new(loaded->units, par_text_fold, cli->arena, cli->diags);
    options->inputs.listener = par_causes_listener(*causes);
    options->inputs.keeps_said = true;
    options->inputs.said_unit = (size_t)*unit;
    return par_inputs_load_rounds(cli, &options->inputs, loaded);
}

/* All criteria without a cost in one warning, the first of them by id. */
static void warn_of_unpriced(struct par_cli *cli, const struct par_plan_view *view)
{
    const struct par_set *set = par_prospect_unit(view->prospect)->set;
    struct par_place place = {.unit = par_prospect_unit(view->prospect)->code};
    const char *ids = "";
    size_t count = 0;
    for (size_t i = 0; i < view->count; i++) {
        if (view->offers[i].left_out != PAR_LEFT_UNPRICED)
            continue;
        if (count++ < UNPRICED_NAMED)
            ids = par_arena_join(cli->arena, ids, *ids ? ", " : "", set->criteria[view->offers[i].position].id, NULL);
    }
    if (count > UNPRICED_NAMED)
        ids = par_arena_join(cli->arena, ids, ", ...", NULL);
    if (count > 0)
        par_diags_add(cli->diags, PAR_WARNING, PAR_COST_NONE, &place, par_count_text(count, cli->arena), ids, NULL);
}

static void price(struct par_cli *cli, struct options *options, const struct par_loaded *loaded, size_t unit,
                  struct par_offer *offers, size_t count)
{
    struct par_price *prices = NULL;
    if (!par_inputs_note(cli, &options->inputs, options->costs, options->costs))
        return;
    size_t price_count =
        par_prices_load(options->costs, &options->inputs.how, loaded->units, unit, cli->arena, cli->diags, &prices);
    par_offers_price(offers, count, loaded->units->items[unit].set, prices, price_count);
}

static bool settle_class(struct par_cli *cli, struct options *options, const struct par_prospect *prospect)
{
    const char *names;
    if (!options->class_name)
        return true;
    options->target.step =
        par_prospect_class(prospect, par_span_of(options->class_name), par_text_fold, cli->arena, &names);
    if (options->target.step)
        return true;
    if (!*names)
        return par_cli_usage_error(cli, N_("--target-class {1}: the criteria set has no classes for this unit"),
                                   options->class_name, NULL);
    return par_cli_usage_error(cli, N_("--target-class {1}: the classes of this unit are {2}"), options->class_name,
                               names);
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

static const char *amount(struct par_cli *cli, struct par_maybe points, int decimals)
{
    if (!points.is)
        return "-";
    return par_decimal_text(points.points, PAR_POINTS_SCALE, decimals, par_cli_decimal(cli), cli->arena);
}

static void tell(struct par_cli *cli, const struct par_plan_view *view)
{
    const struct par_plan *plan = view->plan;
    const char *code = par_prospect_unit(view->prospect)->code;
    int decimals = par_prospect_unit(view->prospect)->set->decimals_index;
    const char *now = amount(cli, plan->now.index, decimals), *best = amount(cli, plan->best.index, decimals);
    switch (plan->state) {
    case PAR_PLAN_MET:
        par_cli_say(cli, N_("unit {1} meets the target already, with an index of {2}"), code, now, NULL);
        break;
    case PAR_PLAN_UNREACHABLE:
        par_cli_say(cli,
                    N_("unit {1} cannot reach the target; with all that is offered its index goes from {2} to {3}"),
                    code, now, best, NULL);
        break;
    case PAR_PLAN_IMPOSSIBLE:
        par_cli_say(cli, N_("unit {1} has no index, or no rank, that could reach the target"), code, NULL);
        break;
    case PAR_PLAN_FOUND:
        if (!plan->optimal)
            par_cli_say(cli, N_("the plan costs {1} and is not proven optimal: another could cost as little as {2}"),
                        amount(cli, (struct par_maybe){true, plan->cost}, -1),
                        amount(cli, (struct par_maybe){true, plan->least_cost}, -1), NULL);
        break;
    }
}

static void plan_or_list(struct par_cli *cli, struct options *options, struct par_plan_view *view)
{
    struct par_plan plan;
    if (options->has_target) {
        plan = par_plan_make(view->prospect, view->offers, view->count, &options->target, NULL, cli->arena);
        view->plan = &plan;
    }
    warn_of_unpriced(cli, view);
    if (!par_inputs_spares(cli, &options->inputs, cli->output))
        return;
    par_plan_write(view);
    if (view->plan && par_diags_errors(cli->diags) == 0)
        tell(cli, view);
}

static void run_plan(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_loaded loaded;
    struct par_causes *causes = NULL;
    struct par_offer *offers;
    int32_t unit = PAR_NAME_NONE;
    if (!load(cli, options, &loaded, &unit, &causes))
        return;
    struct par_score_options how = {.blank_means_agree = options->inputs.blank_means_agree};
    struct par_prospect *prospect =
        par_prospect_new(loaded.assessment, (size_t)unit, &how, par_cli_no_memory, cli->arena);
    struct par_plan_view view = {.cli = cli, .units = loaded.units, .prospect = prospect};
    par_score_report(par_prospect_score(prospect), cli->diags);
    if (par_prospect_is_provisional(prospect))
        par_diags_add(cli->diags, PAR_WARNING, PAR_PLAN_RANK_OPEN, NULL, NULL);
    bool objective = options->objective || !options->has_target; /* a list leaves nothing out */
    view.count = par_offers_of(loaded.assessment, prospect, causes, objective, par_text_fold, cli->arena, &offers);
    view.offers = offers;
    view.priced = options->costs != NULL;
    if (options->costs)
        price(cli, options, &loaded, (size_t)unit, offers, view.count);
    if (par_diags_errors(cli->diags) == 0 && !cli->misused && settle_class(cli, options, prospect))
        plan_or_list(cli, options, &view);
    par_prospect_free(prospect);
}

struct par_program par_program_audit_plan(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_UNIT, 0, "unit", N_("UNIT"), N_("Unit by code or name; not needed when the list has one")},
        {OPTION_INDEX, 0, "target", N_("INDEX"), N_("Reach an index, in percent")},
        {OPTION_POINTS, 0, "target-points", N_("POINTS"), N_("Reach a total of points")},
        {OPTION_CLASS, 0, "target-class", N_("CLASS"), N_("Reach a class, or a better one")},
        {OPTION_RANK, 0, "target-rank", N_("PLACE"), N_("Beat or tie the unit now at that place of the bloc")},
        {OPTION_COSTS, 0, "costs", N_("FILE"), N_("Costs (columns criterion, cost; unit, points): the cheapest plan")},
        {OPTION_OBJECTIVE, 0, "include-objective", NULL, N_("Also what has causes outside the unit's control")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){
        .name = "par-audit plan",
        .summary = N_("Says what would win a unit's points back, and the least that reaches a target."),
        .usage = N_("-c SET -u UNITS --round NAME=FILES... --unit UNIT [--target INDEX] [-o FILE]"),
        .examples = "par-audit plan --year nam.json --unit so-y-te -f table\n"
                    "par-audit plan --year nam.json --unit so-y-te --target 90 -f table\n"
                    "par-audit plan --year nam.json --unit so-y-te --target-rank 5 --costs chi-phi.csv",
        .formats = "csv json jsonl table markdown xlsx",
        .shared = par_inputs_options,
        .options = own,
        .take = take,
        .run = run_plan,
        .context = options};
}
