/* The options of sipas-sample. */
#include "sampling_run.h"

enum {
    OPTION_POPULATION = 1,
    OPTION_COUNTS,
    OPTION_SIZE,
    OPTION_MARGIN,
    OPTION_FORMULA,
    OPTION_LEVEL,
    OPTION_SHARE,
    OPTION_DEFF,
    OPTION_RESPONSE,
    OPTION_EACH,
    OPTION_ALLOCATE,
    OPTION_LEAST,
    OPTION_PLAN,
    OPTION_ID,
    OPTION_STRATA,
    OPTION_PSU,
    OPTION_TAKE,
    OPTION_METHOD,
    OPTION_SECOND,
    OPTION_MEASURE,
    OPTION_SORT,
    OPTION_FIRST,
    OPTION_SEED
};

const struct par_option par_sampling_option_table[] = {
    {OPTION_POPULATION, 0, "population", N_("NUMBER"), N_("Sizes for a population of so many, without a file")},
    {OPTION_COUNTS, 0, "counts", NULL, N_("Rows are strata with their populations: how many to draw of each")},
    {OPTION_SIZE, 'n', "size", N_("NUMBER"), N_("Draw so many")},
    {OPTION_MARGIN, 0, "margin", N_("PERCENT"), N_("Draw as many as this margin of error needs")},
    {OPTION_FORMULA, 0, "formula", "simple|proportion",
     N_("n = N / (1 + N e^2), or that of a proportion; otherwise simple")},
    {OPTION_LEVEL, 0, "level", N_("PERCENT"), N_("Confidence, for proportion; otherwise 95")},
    {OPTION_SHARE, 0, "share", N_("PERCENT"), N_("Percentage that is expected, for proportion; otherwise 50")},
    {OPTION_DEFF, 0, "deff", N_("NUMBER"), N_("Design effect, for proportion; otherwise 1")},
    {OPTION_RESPONSE, 0, "response", N_("PERCENT"), N_("Share of those asked who answer; otherwise 100")},
    {OPTION_EACH, 0, "each", NULL, N_("The size or margin is that of each stratum")},
    {OPTION_ALLOCATE, 0, "allocate", "proportional|equal|square-root|neyman",
     N_("How a size is shared out to strata; otherwise proportional")},
    {OPTION_LEAST, 0, "least", N_("NUMBER"), N_("At least so many of each stratum; otherwise 2")},
    {OPTION_PLAN, 0, "plan", N_("FILE"), N_("How many to draw of each stratum, as --counts wrote it")},
    {OPTION_ID, 0, "id", N_("COLUMN"), N_("What a row of the list is known by")},
    {OPTION_STRATA, 0, "strata", N_("COLUMN"), N_("Stratum")},
    {OPTION_PSU, 0, "psu", N_("COLUMN"), N_("Primary sampling unit: draw in two stages")},
    {OPTION_TAKE, 0, "take", N_("NUMBER"), N_("Rows to draw of each primary unit")},
    {OPTION_METHOD, 0, "method", "random|systematic|size", N_("How to draw, in the first stage; otherwise random")},
    {OPTION_SECOND, 0, "second", "random|systematic", N_("How to draw in the second stage; otherwise random")},
    {OPTION_MEASURE, 0, "measure", N_("COLUMN"), N_("Size of a row, for --method size")},
    {OPTION_SORT, 0, "sort", N_("COLUMN"), N_("Order of a systematic draw; otherwise that of the ids")},
    {OPTION_FIRST, 0, "first", N_("FILE"), N_("Primary units drawn before; draw rows of them")},
    {OPTION_SEED, 0, "seed", N_("TEXT"), N_("What chance is made of, such as a date and a number thrown in public")},
    {0, 0, NULL, NULL, NULL}};

static const char *const formula_names[] = {"simple", "proportion", NULL};
static const char *const allocation_names[] = {"proportional", "equal", "square-root", "neyman", NULL};
static const char *const method_names[] = {"random", "systematic", "size", NULL};

const char *par_size_formula_name(enum par_size_formula formula)
{
    return formula_names[formula];
}

void par_sampling_defaults(struct par_sampling_options *options)
{
    *options = (struct par_sampling_options){
        .level = {95, 100}, .share = {1, 2}, .deff = {1, 1}, .response = {1, 1}, .least = 2};
}

/* --- Reading ----------------------------------------------------------------------------------------------------- */

static bool take_name(struct par_cli *cli, const char *const *names, int count, const char *argument, int *out)
{
    struct par_list list = {(size_t)count, names};
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], argument) == 0) {
            *out = i;
            return true;
        }
    return par_cli_usage_error(cli, N_("\"{1}\": write one of {2}"), argument, par_list_text(list, cli->arena));
}

static bool take_count(struct par_cli *cli, const char *option, const char *argument, int64_t *out)
{
    const int64_t most = INT64_C(1000000000000);
    struct par_quantity number;
    if (par_quantity_parse(par_span_of(argument), &number) != PAR_NUMBER_OK || number.scale != 0 ||
        number.mantissa < 1 || number.mantissa > most)
        return par_cli_usage_error(cli, N_("{1} takes a whole number from 1, not \"{2}\""), option, argument);
    *out = number.mantissa;
    return true;
}

/* "5", "5%", "2.5 %", as a share of 1, which it may be (`whole`) or not. */
static bool take_percent(struct par_cli *cli, const char *option, const char *argument, bool whole,
                         struct par_ratio *out)
{
    struct par_span text = par_span_trim(par_span_of(argument));
    if (text.size > 0 && text.text[text.size - 1] == '%')
        text.size--;
    struct par_quantity percent;
    struct par_ratio hundred = {100, 1}, one = {1, 1};
    bool good = par_quantity_parse(par_span_trim(text), &percent) == PAR_NUMBER_OK && percent.mantissa > 0 &&
                par_ratio_div(par_quantity_ratio(percent), hundred, out);
    int order = good ? par_ratio_compare(*out, one) : 1;
    if (order < 0 || (order == 0 && whole))
        return true;
    return par_cli_usage_error(cli, N_("{1} takes a percentage such as 5%, not \"{2}\""), option, argument);
}

static bool take_deff(struct par_cli *cli, struct par_sampling_options *options, const char *argument)
{
    struct par_quantity number;
    if (par_quantity_parse(par_span_of(argument), &number) != PAR_NUMBER_OK || number.mantissa < 1 ||
        par_ratio_compare(par_quantity_ratio(number), (struct par_ratio){1000, 1}) > 0)
        return par_cli_usage_error(cli, N_("--deff takes a number above 0, such as 1.5, not \"{1}\""), argument, NULL);
    options->deff = par_quantity_ratio(number);
    return true;
}

/* Options that name a column or a file; NULL for others. */
static const char **text_option(struct par_sampling_options *options, int id)
{
    switch (id) {
    case OPTION_PLAN:
        return &options->plan;
    case OPTION_ID:
        return &options->columns.id;
    case OPTION_STRATA:
        return &options->columns.strata;
    case OPTION_PSU:
        return &options->columns.psu;
    case OPTION_MEASURE:
        return &options->columns.measure;
    case OPTION_SORT:
        return &options->columns.order;
    case OPTION_FIRST:
        return &options->first;
    case OPTION_SEED:
        return &options->seed;
    default:
        return NULL;
    }
}

static bool take_word(struct par_cli *cli, struct par_sampling_options *options, int id, const char *argument)
{
    int found = 0;
    bool good = id == OPTION_FORMULA    ? take_name(cli, formula_names, PAR_SIZE_FORMULAS, argument, &found)
                : id == OPTION_ALLOCATE ? take_name(cli, allocation_names, 4, argument, &found)
                                        : take_name(cli, method_names, id == OPTION_METHOD ? 3 : 2, argument, &found);
    if (!good)
        return false;
    if (id == OPTION_FORMULA) {
        options->formula = (enum par_size_formula)found;
        options->formula_given = true;
    } else if (id == OPTION_ALLOCATE) {
        options->allocation = (enum par_allocation)found;
        options->allocation_given = true;
    } else if (id == OPTION_METHOD) {
        options->method = (enum par_draw_method)found;
        options->method_given = true;
    } else {
        options->second = (enum par_draw_method)found;
    }
    return true;
}

static bool take_number(struct par_cli *cli, struct par_sampling_options *options, int id, const char *argument)
{
    switch (id) {
    case OPTION_POPULATION:
        return take_count(cli, "--population", argument, &options->population);
    case OPTION_SIZE:
        return take_count(cli, "--size", argument, &options->size);
    case OPTION_LEAST:
        return take_count(cli, "--least", argument, &options->least);
    case OPTION_TAKE:
        return take_count(cli, "--take", argument, &options->take);
    case OPTION_MARGIN:
        options->has_margin = true;
        return take_percent(cli, "--margin", argument, false, &options->margin);
    case OPTION_LEVEL:
        return take_percent(cli, "--level", argument, false, &options->level);
    case OPTION_SHARE:
        return take_percent(cli, "--share", argument, false, &options->share);
    case OPTION_RESPONSE:
        return take_percent(cli, "--response", argument, true, &options->response);
    case OPTION_DEFF:
        return take_deff(cli, options, argument);
    default:
        return take_word(cli, options, id, argument);
    }
}

bool par_sampling_take_option(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct par_sampling_options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known))
        return false;
    const char **text = known ? NULL : text_option(options, id);
    if (known)
        return true;
    if (text) {
        *text = argument;
        return *argument || par_cli_usage_error(cli, N_("an option has an empty argument"), NULL, NULL);
    }
    if (id == OPTION_COUNTS || id == OPTION_EACH) {
        *(id == OPTION_COUNTS ? &options->counts : &options->each) = true;
        return true;
    }
    if (id)
        return take_number(cli, options, id, argument);
    if (options->path)
        return par_cli_usage_error(cli, N_("{1}: one list at a time"), argument, NULL);
    options->path = argument;
    return true;
}

/* --- What goes together ------------------------------------------------------------------------------------------ */

static bool check_size(struct par_cli *cli, const struct par_sampling_options *options)
{
    bool is_said = (options->size > 0) + options->has_margin == 1;
    if (options->plan || options->first)
        return (!options->size && !options->has_margin) ||
               par_cli_usage_error(cli, N_("--plan and --first say how many: leave --size and --margin out"), NULL,
                                   NULL);
    return is_said || par_cli_usage_error(cli, N_("say how many: --size or --margin"), NULL, NULL);
}

static bool check_stages(struct par_cli *cli, const struct par_sampling_options *options)
{
    if (options->first && !options->columns.psu)
        return par_cli_usage_error(cli, N_("--first needs --psu: the column that names the primary unit"), NULL, NULL);
    if (options->first && (options->plan || options->columns.strata || options->method_given))
        return par_cli_usage_error(
            cli, N_("--first: strata and method are those of the first stage; leave --plan, --strata and --method out"),
            NULL, NULL);
    if ((options->columns.psu != NULL) != (options->take > 0))
        return par_cli_usage_error(cli, N_("--psu and --take go together: so many of each primary unit"), NULL, NULL);
    if (options->columns.measure && (options->columns.psu || options->method != PAR_DRAW_SIZE))
        return par_cli_usage_error(cli, N_("--measure goes with --method size and without --psu"), NULL, NULL);
    return options->columns.measure || options->columns.psu || options->method != PAR_DRAW_SIZE ||
           par_cli_usage_error(cli, N_("--method size needs --measure: the column with the sizes"), NULL, NULL);
}

static bool check_draw(struct par_cli *cli, const struct par_sampling_options *options)
{
    if (!options->columns.id)
        return par_cli_usage_error(cli, N_("--id is needed: the column that a row of the list is known by"), NULL,
                                   NULL);
    if (!options->seed)
        return par_cli_usage_error(cli,
                                   N_("a draw by chance needs --seed: a text that nobody could choose to his "
                                      "liking, such as the date and a number thrown in public"),
                                   NULL, NULL);
    if (options->allocation == PAR_ALLOCATE_NEYMAN)
        return par_cli_usage_error(
            cli, N_("--allocate neyman needs the spread of each stratum: use --counts, then --plan"), NULL, NULL);
    return check_stages(cli, options);
}

bool par_sampling_check_options(struct par_cli *cli, const struct par_sampling_options *options)
{
    if (options->population) {
        if (options->path || options->counts || options->size)
            return par_cli_usage_error(cli, N_("--population goes with --margin alone, without a file"), NULL, NULL);
        return options->has_margin || par_cli_usage_error(cli, N_("--population needs --margin"), NULL, NULL);
    }
    if (!options->path)
        return par_cli_usage_error(cli, N_("name the list to draw from, or --population"), NULL, NULL);
    if (options->counts && (options->seed || options->plan || options->first || options->columns.id))
        return par_cli_usage_error(cli, N_("--counts draws nobody: leave --id, --seed, --plan and --first out"), NULL,
                                   NULL);
    if (options->each && options->allocation_given)
        return par_cli_usage_error(cli, N_("--each shares nothing out: leave --allocate out"), NULL, NULL);
    return check_size(cli, options) && (options->counts || check_draw(cli, options));
}
