/* The options of sipas-score, from the command line and from the file of --design. */
#include "parindex/json.h"
#include "partials.h"
#include "survey.h"
#include "threads.h"

enum {
    OPTION_FORM = 1,
    OPTION_BY,
    OPTION_ID,
    OPTION_LONG,
    OPTION_PRINT,
    OPTION_UNREADABLE,
    OPTION_DESIGN,
    OPTION_STRATA,
    OPTION_PSU,
    OPTION_SSU,
    OPTION_WEIGHT,
    OPTION_FPC,
    OPTION_FPC2,
    OPTION_LONELY,
    OPTION_MISSING,
    OPTION_INTERVAL,
    OPTION_LEVEL,
    OPTION_PAIRS,
    OPTION_SUPPRESS,
    OPTION_PRECISION,
    OPTION_FACTS,
    OPTION_FACT_NAME,
    OPTION_RANK,
    OPTION_TOTALS,
    OPTION_TRIM,
    OPTION_FACT_ANSWERS,
    OPTION_PARTIAL,
    OPTION_PART,
    OPTION_MERGE,
    OPTION_THREADS
};

const struct par_option par_survey_option_table[] = {
    {OPTION_FORM, 0, "form", N_("FORM"), N_("Survey form (JSON), see sipas-form(5)")},
    {OPTION_BY, 'b', "by", N_("COLUMNS"), N_("Figures for each value of a column, or of several (a,b); repeat it")},
    {OPTION_ID, 0, "id", N_("COLUMN"), N_("Number of the form; a number that comes twice is an error")},
    {OPTION_LONG, 0, "long", NULL, N_("A row per answer: columns \"question\", \"answer\" and that of --id")},
    {OPTION_PRINT, 0, "print", N_("NAME"), N_("Print of the form whose codes the answers have")},
    {OPTION_UNREADABLE, 0, "unreadable", "error|blank|reject", N_("What becomes of a cell that is no answer")},
    {OPTION_DESIGN, 0, "design", N_("FILE"), N_("Design of the sample (JSON) in place of the options below")},
    {OPTION_STRATA, 0, "strata", N_("COLUMN"), N_("Stratum")},
    {OPTION_PSU, 0, "psu", N_("COLUMN"), N_("Primary sampling unit; otherwise each form is one")},
    {OPTION_SSU, 0, "ssu", N_("COLUMN"), N_("Secondary sampling unit")},
    {OPTION_WEIGHT, 0, "weight", N_("COLUMN"), N_("Weight of the form")},
    {OPTION_FPC, 0, "fpc", N_("COLUMN"), N_("Primary units of the stratum in the population")},
    {OPTION_FPC2, 0, "fpc2", N_("COLUMN"), N_("Secondary units of the primary unit in the population")},
    {OPTION_LONELY, 0, "lonely", "fail|remove|certainty|adjust|average",
     N_("A stratum with one primary unit; otherwise fail")},
    {OPTION_MISSING, 0, "missing", "domain|deleted", N_("People who did not answer; otherwise domain")},
    {OPTION_INTERVAL, 0, "interval", "beta|logit|wilson|asin|mean", N_("Method of the intervals; otherwise beta")},
    {OPTION_LEVEL, 0, "level", N_("PERCENT"), N_("Confidence of the intervals; otherwise 95")},
    {OPTION_PAIRS, 0, "pairs", "auto|always|never",
     N_("Sums of pairs of answers: for errors of an index where forms are units; always: for its design effect too")},
    {OPTION_SUPPRESS, 0, "suppress", NULL, N_("Withhold weak figures")},
    {OPTION_PRECISION, 0, "precision", N_("DECIMALS"), N_("Decimals of all figures, 0 to 12")},
    {OPTION_FACTS, 0, "facts", N_("FILE"), N_("Write the index of each unit as facts for par-score")},
    {OPTION_FACT_NAME, 0, "fact-name", N_("NAME"), N_("Name of the facts; otherwise sipas")},
    {OPTION_RANK, 0, "rank", N_("FILE"),
     N_("Write the ranking of units or groups, with the ranks that the sample leaves open")},
    {OPTION_FACT_ANSWERS, 0, "fact-answers", N_("ID=PREFIX"),
     N_("Write how often each answer was given as facts, named PREFIX and the answer; repeat it")},
    {OPTION_TOTALS, 0, "totals", N_("FILE"), N_("Known totals of the population, to which weights are fitted")},
    {OPTION_TRIM, 0, "trim", N_("LOW:HIGH"),
     N_("Keep every weight between these times the mean weight; HIGH alone too")},
    {OPTION_PARTIAL, 0, "partial", NULL, N_("Write a partial result, to be merged")},
    {OPTION_PART, 0, "part", "K/N", N_("Number of the partial result, so that none can be lost")},
    {OPTION_MERGE, 0, "merge", NULL, N_("The files are partial results: merge them")},
    {OPTION_THREADS, 0, "threads", N_("N"), N_("Read with so many threads (default: a processor each, at most 8)")},
    {0, 0, NULL, NULL, NULL}};

static const char *const lonely_names[] = {"fail", "remove", "certainty", "adjust", "average", NULL};
static const char *const missing_names[] = {"domain", "deleted", NULL};
static const char *const interval_names[] = {"logit", "beta", "wilson", "asin", "mean", NULL};
const char *const par_unreadable_names[] = {"error", "blank", "reject", NULL};
const char *const par_pairs_names[] = {"auto", "always", "never", NULL};

const char *par_interval_name(enum par_interval interval)
{
    return interval_names[interval];
}

static int find_name(const char *const *names, const char *name)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static const char *names_text(struct par_cli *cli, const char *const *names)
{
    struct par_list list = {0, names};
    while (names[list.count])
        list.count++;
    return par_list_text(list, cli->arena);
}

/* One of several words. */
static bool take_name(struct par_cli *cli, const char *const *names, const char *argument, int *out)
{
    int found = find_name(names, argument);
    *out = found >= 0 ? found : *out;
    return found >= 0 || par_cli_usage_error(cli, N_("\"{1}\": write one of {2}"), argument, names_text(cli, names));
}

/* 95, 95% and 0.95 are the same. */
static bool read_level(const char *text, struct par_quantity *out)
{
    struct par_span span = par_span_of(text);
    if (span.size && span.text[span.size - 1] == '%')
        span.size--;
    if (par_quantity_parse(span, out) != PAR_NUMBER_OK || out->mantissa <= 0)
        return false;
    struct par_ratio level = par_quantity_ratio(*out), one = {1, 1}, hundred = {100, 1}, half = {1, 2};
    if (par_ratio_compare(level, one) > 0 && out->scale <= PAR_QUANTITY_DIGITS - 2)
        out->scale += 2;
    else if (par_ratio_compare(level, half) < 0)
        return false;
    return par_ratio_compare(level, hundred) < 0 && par_ratio_compare(par_quantity_ratio(*out), half) >= 0 &&
           par_ratio_compare(par_quantity_ratio(*out), one) < 0;
}

static bool take_level(struct par_cli *cli, struct par_survey_options *options, const char *argument)
{
    return read_level(argument, &options->level) ||
           par_cli_usage_error(cli, N_("--level {1}: write a percentage from 50 to less than 100"), argument, NULL);
}

static bool take_precision(struct par_cli *cli, struct par_survey_options *options, const char *argument)
{
    struct par_quantity q;
    if (par_quantity_parse(par_span_of(argument), &q) == PAR_NUMBER_OK && q.scale == 0 && q.mantissa >= 0 &&
        q.mantissa <= PAR_PRECISION_MOST) {
        options->precision = (int)q.mantissa;
        return true;
    }
    return par_cli_usage_error(cli, N_("--precision {1}: write a number from 0 to 12"), argument, NULL);
}

/* A number above 0 with at most 6 decimals. */
static bool read_bound(struct par_span text, par_points *out)
{
    struct par_quantity q;
    bool exact;
    return par_quantity_parse(text, &q) == PAR_NUMBER_OK && q.mantissa > 0 &&
           par_points_from(q, PAR_POINTS_SCALE, PAR_DOWN, out, &exact) && exact;
}

/* "0.3:3", or "3". */
static bool take_trim(struct par_cli *cli, struct par_survey_options *options, const char *argument)
{
    struct par_known_totals *known = &options->known;
    size_t size = strcspn(argument, ":");
    bool both = argument[size] == ':';
    known->trims = true;
    known->low = 0;
    bool good = (!both || read_bound((struct par_span){argument, size}, &known->low)) &&
                read_bound(par_span_of(both ? argument + size + 1 : argument), &known->high) &&
                known->low < PAR_POINTS_ONE && known->high > PAR_POINTS_ONE;
    return good || par_cli_usage_error(cli,
                                       N_("--trim {1}: write LOW:HIGH or HIGH, LOW less than 1 and HIGH more, such as "
                                          "0.3:3"),
                                       argument, NULL);
}

bool par_survey_take_grouping(struct par_cli *cli, struct par_survey_options *options, const char *argument)
{
    const char **columns = par_arena_array(cli->arena, strlen(argument) + 1, sizeof *columns);
    struct par_list list = {0, columns};
    for (const char *at = argument; *at;) {
        size_t size = strcspn(at, ",");
        if (size > 0)
            columns[list.count++] = par_arena_copy(cli->arena, (struct par_span){at, size});
        at += size + (at[size] == ',');
    }
    if (list.count == 0)
        return par_cli_usage_error(cli, N_("--by needs the name of a column"), NULL, NULL);
    options->by = par_arena_grow(cli->arena, options->by, options->by_count, &options->by_room, sizeof *options->by);
    options->by[options->by_count++] = list;
    return true;
}

/* "q1=muc_", or "q1". */
static bool take_answers(struct par_cli *cli, struct par_survey_options *options, const char *argument)
{
    size_t size = strcspn(argument, "=");
    if (size == 0)
        return par_cli_usage_error(cli,
                                   N_("--fact-answers {1}: write ID or ID=PREFIX, ID of a criterion, an aspect or a "
                                      "question"),
                                   argument, NULL);
    options->fact_answers = par_arena_grow(cli->arena, options->fact_answers, options->fact_count, &options->fact_room,
                                           sizeof *options->fact_answers);
    options->fact_answers[options->fact_count++] =
        (struct par_survey_fact){.node = par_arena_copy(cli->arena, (struct par_span){argument, size}),
                                 .prefix = argument[size] ? argument + size + 1 : ""};
    return true;
}

/* Where an option that names a column or a file goes; NULL for others. */
static const char **text_option(struct par_survey_options *options, int id)
{
    struct par_survey_design *design = &options->design;
    switch (id) {
    case OPTION_FORM:
        return &options->form;
    case OPTION_ID:
        return &design->id;
    case OPTION_PRINT:
        return &design->print;
    case OPTION_DESIGN:
        return &options->design_path;
    case OPTION_STRATA:
        return &design->strata;
    case OPTION_PSU:
        return &design->psu;
    case OPTION_SSU:
        return &design->ssu;
    case OPTION_WEIGHT:
        return &design->weight;
    case OPTION_FPC:
        return &design->fpc;
    case OPTION_FPC2:
        return &design->fpc2;
    case OPTION_FACTS:
        return &options->facts;
    case OPTION_FACT_NAME:
        return &options->fact_name;
    case OPTION_RANK:
        return &options->rank;
    case OPTION_TOTALS:
        return &options->totals;
    default:
        return NULL;
    }
}

static bool take_named(struct par_cli *cli, struct par_survey_options *options, int id, const char *argument)
{
    int found = 0;
    const char *const *names = id == OPTION_LONELY     ? lonely_names
                               : id == OPTION_MISSING  ? missing_names
                               : id == OPTION_INTERVAL ? interval_names
                               : id == OPTION_PAIRS    ? par_pairs_names
                                                       : par_unreadable_names;
    if (!take_name(cli, names, argument, &found))
        return false;
    if (id == OPTION_LONELY) {
        options->lonely = (enum par_lonely)found;
        options->lonely_given = true;
    } else if (id == OPTION_MISSING) {
        options->missing = (enum par_blanks)found;
        options->missing_given = true;
    } else if (id == OPTION_INTERVAL) {
        options->interval = (enum par_interval)found;
        options->interval_given = true;
    } else if (id == OPTION_PAIRS) {
        options->pairs = (enum par_pairs)found;
    } else {
        options->design.unreadable = (enum par_unreadable)found;
    }
    return true;
}

/* Whether an option is for the counting of answers, or for what is made of the sums. */
enum { FOR_BOTH, FOR_COUNTING, FOR_FIGURES };

static int purpose_of(int id)
{
    switch (id) {
    case 0:
    case OPTION_FORM:
    case OPTION_DESIGN:
    case OPTION_MERGE:
    case OPTION_THREADS:
        return FOR_BOTH;
    case OPTION_LONELY:
    case OPTION_MISSING:
    case OPTION_INTERVAL:
    case OPTION_LEVEL:
    case OPTION_SUPPRESS:
    case OPTION_PRECISION:
    case OPTION_FACTS:
    case OPTION_FACT_NAME:
    case OPTION_FACT_ANSWERS:
    case OPTION_RANK:
        return FOR_FIGURES;
    default:
        return FOR_COUNTING;
    }
}

static void note_purpose(struct par_cli *cli, struct par_survey_options *options, int id)
{
    const struct par_option *option = par_survey_option_table;
    while (option->id != id && option->id != 0)
        option++;
    if (purpose_of(id) == FOR_COUNTING)
        options->counting = par_arena_join(cli->arena, "--", option->name, NULL);
    if (purpose_of(id) == FOR_FIGURES)
        options->figures = par_arena_join(cli->arena, "--", option->name, NULL);
}

bool par_survey_take_option(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct par_survey_options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known))
        return false;
    const char **text = text_option(options, id);
    if (known)
        return true;
    note_purpose(cli, options, id);
    if (text) {
        *text = argument;
        return *argument || par_cli_usage_error(cli, N_("an option is given an empty name"), NULL, NULL);
    }
    switch (id) {
    case 0:
        return par_texts_add(&options->paths, argument, cli->arena);
    case OPTION_BY:
        return par_survey_take_grouping(cli, options, argument);
    case OPTION_LONG:
        options->design.is_long = true;
        return true;
    case OPTION_LEVEL:
        return take_level(cli, options, argument);
    case OPTION_PRECISION:
        return take_precision(cli, options, argument);
    case OPTION_FACT_ANSWERS:
        return take_answers(cli, options, argument);
    case OPTION_TRIM:
        return take_trim(cli, options, argument);
    case OPTION_SUPPRESS:
        options->suppress = true;
        return true;
    case OPTION_PARTIAL:
        options->partial = true;
        return true;
    case OPTION_PART:
        return par_partials_take_number(cli, argument, &options->part);
    case OPTION_MERGE:
        options->merge = true;
        return true;
    case OPTION_THREADS:
        return par_threads_take(cli, argument, &options->threads);
    default:
        return take_named(cli, options, id, argument);
    }
}

/* --- The file of --design ------------------------------------------------------------------------------------------
 */

static void fill_text(const struct par_document *doc, const struct par_node *root, const char *key, const char **out)
{
    const char *text = par_document_string(doc, root, key, false);
    if (!*out)
        *out = text;
}

static void fill_level(const struct par_document *doc, const struct par_node *root, struct par_quantity *out)
{
    const struct par_node *node = par_node_get(root, "level");
    struct par_quantity level;
    if (!node || !par_document_kind(doc, node, PAR_NODE_NUMBER))
        return;
    if (!node->text || !read_level(node->text, &level))
        par_document_error(doc, node, PAR_VALUE_UNKNOWN, node->text, "50..99.99", NULL);
    else if (out->mantissa == 0)
        *out = level;
}

static void fill_rules(const struct par_document *doc, const struct par_node *root, struct par_survey_options *options)
{
    int lonely = par_document_choice(doc, root, "lonely", lonely_names, PAR_LONELY_FAIL);
    int missing = par_document_choice(doc, root, "missing", missing_names, PAR_BLANKS_DOMAIN);
    int interval = par_document_choice(doc, root, "interval", interval_names, PAR_INTERVAL_BETA);
    if (!options->lonely_given)
        options->lonely = (enum par_lonely)lonely;
    if (!options->missing_given)
        options->missing = (enum par_blanks)missing;
    if (!options->interval_given)
        options->interval = (enum par_interval)interval;
    fill_level(doc, root, &options->level);
}

static bool load_design(struct par_cli *cli, struct par_survey_options *options)
{
    static const char *const known[] = {"id",   "print",  "strata",  "psu",      "ssu",   "weight", "fpc",
                                        "fpc2", "lonely", "missing", "interval", "level", NULL};
    if (!par_inputs_note(cli, &options->inputs, options->design_path, options->design_path))
        return false;
    struct par_source *source = par_source_open(options->design_path, cli->arena, cli->diags);
    if (!source)
        return false;
    const struct par_node *root = par_json_read(source, cli->arena, cli->diags);
    par_source_close(source);
    struct par_document doc = {.file = options->design_path, .arena = cli->arena, .diags = cli->diags};
    if (!root || !par_document_keys(&doc, root, known))
        return false;
    struct par_survey_design *design = &options->design;
    fill_text(&doc, root, "id", &design->id);
    fill_text(&doc, root, "print", &design->print);
    fill_text(&doc, root, "strata", &design->strata);
    fill_text(&doc, root, "psu", &design->psu);
    fill_text(&doc, root, "ssu", &design->ssu);
    fill_text(&doc, root, "weight", &design->weight);
    fill_text(&doc, root, "fpc", &design->fpc);
    fill_text(&doc, root, "fpc2", &design->fpc2);
    fill_rules(&doc, root, options);
    return par_diags_errors(cli->diags) == 0;
}

/* What goes with --partial and --merge. */
static bool check_parts(struct par_cli *cli, const struct par_survey_options *options)
{
    if ((options->merge || options->partial) && (options->totals || options->known.trims))
        return par_cli_usage_error(cli,
                                   N_("--totals and --trim do not go with --partial and --merge: weights are fitted "
                                      "and trimmed over all forms together; tally all of them in one run"),
                                   NULL, NULL);
    if (options->merge && options->counting)
        return par_cli_usage_error(cli,
                                   N_("--merge and {1} do not go together: that was said when the parts were counted"),
                                   options->counting, NULL);
    if (options->part.of > 0 && !options->partial)
        return par_cli_usage_error(cli, N_("--part is for --partial"), NULL, NULL);
    if (options->partial && options->figures)
        return par_cli_usage_error(cli, N_("{1} is for the whole: say it with --merge"), options->figures, NULL);
    if (options->partial && (cli->format || cli->excel))
        return par_cli_usage_error(cli, N_("{1} is for the whole: say it with --merge"), cli->excel ? "--excel" : "-f",
                                   NULL);
    return true;
}

/* How the sample was drawn. */
static bool check_design(struct par_cli *cli, const struct par_survey_options *options)
{
    const struct par_survey_design *design = &options->design;
    if (!options->merge && (design->ssu || design->fpc2) && !(design->psu && design->fpc))
        return par_cli_usage_error(cli, N_("a second stage (--ssu, --fpc2) needs --psu and --fpc"), NULL, NULL);
    if (design->is_long && !design->id)
        return par_cli_usage_error(cli, N_("--long needs --id"), NULL, NULL);
    return true;
}

/* What is written beside the figures. */
static bool check_outputs(struct par_cli *cli, const struct par_survey_options *options)
{
    if (options->facts && !options->inputs.units_path)
        return par_cli_usage_error(cli, N_("--facts needs a unit list (-u)"), NULL, NULL);
    if (!options->merge && options->rank && !options->inputs.units_path && options->by_count == 0)
        return par_cli_usage_error(cli, N_("--rank needs a unit list (-u) or --by"), NULL, NULL);
    if (options->rank && options->facts && strcmp(options->rank, options->facts) == 0)
        return par_cli_usage_error(cli, N_("{1}: two outputs cannot go to one file"), options->rank, NULL);
    if (options->fact_count && !options->facts)
        return par_cli_usage_error(cli, N_("--fact-answers needs a file for them (--facts)"), NULL, NULL);
    if (options->fact_count && (options->design.weight || options->totals || options->known.trims))
        return par_cli_usage_error(cli,
                                   N_("--fact-answers counts answers, which weights (--weight, --totals, --trim) "
                                      "cannot change; leave one of them out"),
                                   NULL, NULL);
    return true;
}

bool par_survey_settle_options(struct par_cli *cli, struct par_survey_options *options)
{
    if (!check_parts(cli, options))
        return false;
    if (options->design_path && !load_design(cli, options))
        return false;
    if (!options->form || options->paths.count == 0)
        return par_cli_usage_error(cli, N_("a survey form (--form) and files of answers are needed"), NULL, NULL);
    if (!check_design(cli, options) || !check_outputs(cli, options))
        return false;
    if (options->totals && options->missing == PAR_BLANKS_DELETED)
        return par_cli_usage_error(cli,
                                   N_("--missing deleted does not go with --totals: who did not answer still counts "
                                      "in the totals"),
                                   NULL, NULL);
    if (options->level.mantissa == 0)
        options->level = (struct par_quantity){95, 2};
    if (!options->fact_name && options->fact_count == 0)
        options->fact_name = "sipas";
    options->design.groupings = options->by;
    options->design.grouping_count = options->by_count;
    return true;
}
