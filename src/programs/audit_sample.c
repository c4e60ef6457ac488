/* par-audit sample: the components to look at again, drawn so that anybody can draw them again. */
#include "chance.h"
#include "population.h"
#include "programs.h"
#include "sheet.h"
#include "values.h"

enum {
    OPTION_BY = 1,
    OPTION_SIZE,
    OPTION_SHARE,
    OPTION_EACH,
    OPTION_SEED,
    OPTION_STRATIFY,
    OPTION_HISTORY,
    OPTION_MAPPING
};

enum by { BY_NOTHING, BY_ALL, BY_POINTS, BY_RISK, BY_RANDOM };

struct options {
    struct par_inputs inputs;
    enum by by;
    int32_t size, each;     /* 0: not given */
    struct par_ratio share; /* of 1; num 0: not given */
    const char *seed;       /* NULL: not given */
    enum par_strata strata;
    const char *scores;            /* NULL: recomputed from the rounds */
    const char *history, *mapping; /* NULL: not given */
};

static const char *const by_names[] = {"", "all", "points", "risk", "random", NULL};
static const char *const strata_names[] = {"", "unit", "bloc", "set", "domain", NULL};

/* --- Options ----------------------------------------------------------------------------------------------------- */

/* The number of a name in a list whose first is nobody's; 0 after a usage error. */
static int take_name(struct par_cli *cli, const char *option, const char *argument, const char *const *names,
                     const char *choice)
{
    for (int i = 1; names[i]; i++)
        if (strcmp(names[i], argument) == 0)
            return i;
    par_cli_usage_error(cli, N_("{1}: write one of {2}"), par_arena_join(cli->arena, option, " ", argument, NULL),
                        choice);
    return 0;
}

/* "5", "5%", "2.5 %": of the components. */
static bool take_share(struct par_cli *cli, struct options *options, const char *argument)
{
    struct par_span text = par_span_trim(par_span_of(argument));
    if (text.size > 0 && text.text[text.size - 1] == '%')
        text.size--;
    struct par_quantity percent;
    struct par_ratio whole = {100, 1};
    bool good = par_quantity_parse(par_span_trim(text), &percent) == PAR_NUMBER_OK && percent.mantissa > 0 &&
                par_ratio_div(par_quantity_ratio(percent), whole, &options->share) &&
                par_ratio_compare(options->share, (struct par_ratio){1, 1}) <= 0;
    return good || par_cli_usage_error(cli, N_("--share takes a percentage such as 5%, not \"{1}\""), argument, NULL);
}

static bool take_own(struct par_cli *cli, struct options *options, int id, const char *argument)
{
    switch (id) {
    case OPTION_BY:
        options->by = (enum by)take_name(cli, "--by", argument, by_names, "all points risk random");
        return options->by != BY_NOTHING;
    case OPTION_SIZE:
        return par_value_whole(cli, "--size", argument, &options->size);
    case OPTION_EACH:
        return par_value_whole(cli, "--each", argument, &options->each);
    case OPTION_SHARE:
        return take_share(cli, options, argument);
    case OPTION_SEED:
        options->seed = argument;
        return *argument || par_cli_usage_error(cli,
                                                N_("--seed needs a text, such as the date and a number that was "
                                                   "thrown in public"),
                                                NULL, NULL);
    case OPTION_STRATIFY:
        options->strata = (enum par_strata)take_name(cli, "--stratify", argument, strata_names, "unit bloc set domain");
        return options->strata != PAR_STRATA_NONE;
    case OPTION_HISTORY:
        options->history = argument;
        return true;
    case OPTION_MAPPING:
        options->mapping = argument;
        return true;
    default:
        if (options->scores)
            return par_cli_usage_error(cli, N_("{1}: one scores file at a time"), argument, NULL);
        options->scores = argument;
        return true;
    }
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known))
        return false;
    return known || take_own(cli, options, id, argument);
}

static bool check_options(struct par_cli *cli, const struct options *options)
{
    int sizes = (options->size > 0) + (options->each > 0) + (options->share.num > 0);
    if (options->by == BY_NOTHING)
        return par_cli_usage_error(cli, N_("say how to draw: --by all, points, risk or random"), NULL, NULL);
    if (options->mapping && !options->history)
        return par_cli_usage_error(cli, N_("--mapping {1}: it belongs to the scores of --history"), options->mapping,
                                   NULL);
    if (options->by == BY_ALL)
        return sizes == 0 ||
               par_cli_usage_error(cli, N_("--by all takes everything, so it goes with no number"), NULL, NULL);
    if (sizes != 1)
        return par_cli_usage_error(cli, N_("say how many in one way: --size, --share or --each"), NULL, NULL);
    if (options->each && options->strata == PAR_STRATA_NONE)
        return par_cli_usage_error(cli, N_("--each needs --stratify: so many of each unit, bloc, set or domain"), NULL,
                                   NULL);
    if (!options->seed && options->by != BY_RISK)
        return par_cli_usage_error(cli,
                                   N_("a draw by chance needs --seed: a text that nobody could choose to his "
                                      "liking, such as the date and a number thrown in public"),
                                   NULL, NULL);
    return true;
}

/* --- Drawing ----------------------------------------------------------------------------------------------------- */

struct drawing {
    struct par_cli *cli;
    const struct options *options;
    struct par_population *population;
    struct par_draw_item **list; /* the items by stratum */
    size_t *first;               /* where each stratum begins in the list, and where the last one ends */
    size_t *wanted;              /* of each stratum */
};

static size_t count_of(const struct drawing *drawing, size_t stratum)
{
    return drawing->first[stratum + 1] - drawing->first[stratum];
}

static void sort_by_stratum(struct drawing *drawing)
{
    struct par_population *population = drawing->population;
    size_t strata = population->stratum_count;
    size_t *next = par_arena_array(drawing->cli->arena, strata + 1, sizeof *next);
    drawing->list = par_arena_array(drawing->cli->arena, population->count, sizeof *drawing->list);
    drawing->first = par_arena_array(drawing->cli->arena, strata + 1, sizeof *drawing->first);
    for (size_t i = 0; i < population->count; i++)
        drawing->first[population->items[i].stratum + 1]++;
    for (size_t i = 0; i < strata; i++) {
        drawing->first[i + 1] += drawing->first[i];
        next[i] = drawing->first[i];
    }
    for (size_t i = 0; i < population->count; i++)
        drawing->list[next[population->items[i].stratum]++] = &population->items[i].draw;
}

/* The share of `count` things, rounded up: a share of something is something. */
static size_t share_of(struct par_ratio share, size_t count)
{
    par_wide whole = (par_wide)count * share.num;
    return (size_t)((whole + share.den - 1) / share.den);
}

static int64_t weight_of(const struct drawing *drawing, size_t stratum)
{
    int64_t sum = 0;
    if (drawing->options->by != BY_POINTS)
        return (int64_t)count_of(drawing, stratum);
    for (size_t i = drawing->first[stratum]; i < drawing->first[stratum + 1]; i++)
        par_points_add(sum, drawing->list[i]->size, &sum);
    return sum;
}

static void allocate(struct drawing *drawing)
{
    const struct options *options = drawing->options;
    size_t strata = drawing->population->stratum_count;
    struct par_arena *arena = drawing->cli->arena;
    int64_t *weights = par_arena_array(arena, strata, sizeof *weights);
    size_t *rooms = par_arena_array(arena, strata, sizeof *rooms);
    drawing->wanted = par_arena_array(arena, strata, sizeof *drawing->wanted);
    for (size_t i = 0; i < strata; i++) {
        weights[i] = weight_of(drawing, i);
        rooms[i] = count_of(drawing, i);
        drawing->wanted[i] = options->each            ? (size_t)options->each
                             : options->share.num > 0 ? share_of(options->share, rooms[i])
                                                      : rooms[i];
    }
    if (options->size)
        par_draw_allocate(weights, rooms, strata, (size_t)options->size, drawing->wanted, arena);
}

/* Words of chance of a stratum, by their numbers. */
struct chance_of_stratum {
    struct par_arena *arena;
    const char *seed, *stratum;
};

static uint64_t start_word(void *context, uint64_t number)
{
    const struct chance_of_stratum *chance = context;
    char digits[PAR_DECIMAL_TEXT];
    par_decimal_print((int64_t)number, 0, 0, '.', digits);
    const char *text = par_arena_join(chance->arena, chance->seed, "\n", chance->stratum, "\nstart\n", digits, NULL);
    return par_chance_word(text, chance->arena);
}

static bool draw_stratum(const struct drawing *drawing, size_t stratum)
{
    struct par_draw_item *const *items = drawing->list + drawing->first[stratum];
    struct par_arena *arena = drawing->cli->arena;
    size_t count = count_of(drawing, stratum), wanted = drawing->wanted[stratum];
    const char *seed = drawing->options->seed;
    struct chance_of_stratum chance = {arena, seed ? seed : "", drawing->population->strata[stratum]};
    if (drawing->options->by == BY_RISK)
        par_draw_by_risk(items, count, wanted, arena);
    else if (drawing->options->by == BY_POINTS)
        return par_draw_by_size(items, count, wanted, (struct par_chance){start_word, &chance}, arena);
    else
        par_draw_evenly(items, count, wanted, arena);
    return true;
}

static bool draw(struct drawing *drawing)
{
    sort_by_stratum(drawing);
    allocate(drawing);
    for (size_t i = 0; i < drawing->population->stratum_count; i++)
        if (!draw_stratum(drawing, i)) {
            par_diags_add(drawing->cli->diags, PAR_ERROR, PAR_OVERFLOW, NULL, NULL);
            return false;
        }
    return true;
}

/* --- The table --------------------------------------------------------------------------------------------------- */

static const char *risks_text(const struct par_cli *cli, unsigned found)
{
    const char *text = "";
    for (int risk = 0; risk < PAR_RISK_KINDS; risk++)
        if (found & 1u << risk)
            text = par_arena_join(cli->arena, text, *text ? "|" : "", par_risk_name((enum par_risk)risk), NULL);
    return text;
}

static void write_item(struct par_sheet *sheet, const struct par_sampled *item, const struct par_unit *unit,
                       const char *method)
{
    struct par_writer *writer = sheet->writer;
    const struct par_set *set = unit->set;
    const struct par_criterion *criterion = &set->criteria[set->components[item->component]];
    struct par_maybe probability = {false, 0};
    probability.is = par_ratio_round(item->draw.probability, PAR_POINTS_SCALE, PAR_HALF_UP, &probability.points);
    par_writer_text(writer, set->id);
    par_writer_text(writer, unit->code);
    par_writer_text(writer, unit->name);
    par_writer_text(writer, unit->bloc);
    par_writer_text(writer, criterion->id);
    par_writer_text(writer, par_label_text(criterion->name, sheet->cli->language));
    par_sheet_max(sheet, criterion->max);
    par_sheet_points(sheet, (struct par_maybe){true, item->points}, set->decimals_component);
    par_writer_text(writer, method);
    par_writer_text(writer, risks_text(sheet->cli, item->risks));
    par_writer_integer(writer, item->draw.risk);
    par_sheet_points(sheet, probability, -1);
    par_writer_row(writer); /* verdict, score and reason are the auditor's */
}

static size_t write_drawn(struct par_sheet *sheet, const struct drawing *drawing, const struct par_loaded *loaded)
{
    size_t drawn = 0;
    for (size_t i = 0; i < drawing->population->count; i++) {
        const struct par_sampled *item = &drawing->population->items[i];
        if (!item->draw.is_drawn)
            continue;
        write_item(sheet, item, &loaded->units->items[item->unit], by_names[drawing->options->by]);
        drawn++;
    }
    return drawn;
}

static void write_table(struct par_cli *cli, const struct drawing *drawing, const struct par_loaded *loaded)
{
    static const char *const names[] = {"set",   "unit",        "name",    "bloc",   "criterion",
                                        "title", "max",         "points",  "method", "why",
                                        "risk",  "probability", "verdict", "score",  "reason"};
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    sheet->cli = cli;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        par_sheet_column(sheet, names[i], i == 6 || i == 7 || i == 10 || i == 11 || i == 13);
    if (!par_sheet_open(sheet, NULL))
        return;
    char drawn[PAR_DECIMAL_TEXT], all[PAR_DECIMAL_TEXT], left[PAR_DECIMAL_TEXT];
    par_decimal_print((int64_t)write_drawn(sheet, drawing, loaded), 0, 0, '.', drawn);
    par_decimal_print((int64_t)drawing->population->count, 0, 0, '.', all);
    par_decimal_print((int64_t)drawing->population->left_out, 0, 0, '.', left);
    par_sheet_close(sheet);
    par_cli_say(cli, N_("{1} of {2} components with points are drawn; {3} have none and cannot be drawn"), drawn, all,
                left, NULL);
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

/* False when there is no such file to read, which was said. */
static bool load_scored(struct par_cli *cli, struct options *options, const char *path, struct par_scored_file *file)
{
    return par_inputs_note(cli, &options->inputs, path, path) &&
           par_scored_load(path, &options->inputs.how, cli->arena, cli->diags, file);
}

static bool load_mapping(struct par_cli *cli, struct options *options, const struct par_loaded *loaded,
                         struct par_population_source *source)
{
    const struct par_set *only = loaded->set_count == 1 ? loaded->sets[0] : NULL;
    if (!options->mapping)
        return true;
    if (!par_inputs_note(cli, &options->inputs, options->mapping, options->mapping))
        return false;
    source->mapping = par_mapping_load(options->mapping, &options->inputs.how, NULL, only, cli->arena, cli->diags);
    return source->mapping != NULL;
}

/* What components are drawn from: a scores file, or the rounds. */
static bool load_source(struct par_cli *cli, struct options *options, struct par_loaded *loaded,
                        struct par_population_source *source)
{
    struct par_scored_file *scores = par_arena_alloc(cli->arena, sizeof *scores);
    struct par_scored_file *earlier = par_arena_alloc(cli->arena, sizeof *earlier);
    if (options->scores && !load_scored(cli, options, options->scores, scores))
        return false;
    if (options->history && !load_scored(cli, options, options->history, earlier))
        return false;
    source->scores = options->scores ? scores : NULL;
    source->earlier = options->history ? earlier : NULL;
    return load_mapping(cli, options, loaded, source) &&
           (options->scores || par_inputs_load_rounds(cli, &options->inputs, loaded));
}

static bool is_ready(struct par_cli *cli, const struct options *options, const struct par_loaded *loaded)
{
    bool any = options->scores || par_inputs_any_round(&options->inputs);
    return (loaded->set_count && loaded->units && any) ||
           par_cli_usage_error(cli,
                               N_("a criteria set (-c), a unit list (-u) and a scores file or rounds (--round) are "
                                  "needed"),
                               NULL, NULL);
}

static void run_sample(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_loaded loaded;
    struct par_population_source source = {.seed = options->seed ? options->seed : "",
                                           .strata = options->strata,
                                           .blank_means_agree = options->inputs.blank_means_agree};
    if (!check_options(cli, options) || !par_inputs_load(cli, &options->inputs, &loaded) ||
        !is_ready(cli, options, &loaded) || !load_source(cli, options, &loaded, &source) ||
        !par_inputs_spares(cli, &options->inputs, cli->output))
        return;
    struct par_population population = par_population_of(cli, &loaded, &source);
    struct drawing drawing = {.cli = cli, .options = options, .population = &population};
    if (par_diags_errors(cli->diags) == 0 && draw(&drawing))
        write_table(cli, &drawing, &loaded);
}

struct par_program par_program_audit_sample(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_BY, 0, "by", "all|points|risk|random", N_("How components are drawn")},
        {OPTION_SIZE, 0, "size", N_("NUMBER"), N_("So many components in all")},
        {OPTION_SHARE, 0, "share", N_("PERCENT"), N_("This share of the components, rounded up")},
        {OPTION_EACH, 0, "each", N_("NUMBER"), N_("So many of each stratum")},
        {OPTION_SEED, 0, "seed", N_("TEXT"), N_("What chance comes from: the same text draws the same components")},
        {OPTION_STRATIFY, 0, "stratify", "unit|bloc|set|domain", N_("Draw from each of these apart")},
        {OPTION_HISTORY, 0, "history", N_("FILE"), N_("Scores of the period before: large gains are a risk")},
        {OPTION_MAPPING, 0, "mapping", N_("FILE"), N_("Which criterion became which since then (CSV: old, new)")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    options->share.den = 1;
    return (struct par_program){
        .name = "par-audit sample",
        .summary = N_("Draws components to look at again, so that anybody can draw the same ones."),
        .usage = N_("-c SET -u UNITS [SCORES | --round NAME=FILES...] --by WAY --size NUMBER --seed TEXT"),
        .examples =
            "par-audit sample --year nam.json --by random --share 5% --seed \"2026-03-02 417\" -o phuc-tra.csv\n"
            "par-audit sample --year nam.json --by risk --stratify unit --each 3 -f table\n"
            "par-audit sample --year nam.json --by points --size 60 --seed 417 --excel -o phuc-tra.csv",
        .formats = "csv json jsonl table markdown",
        .shared = par_inputs_options,
        .options = own,
        .take = take,
        .run = run_sample,
        .context = options};
}
