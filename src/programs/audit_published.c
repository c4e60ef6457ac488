/* par-audit published: a table of results as it was printed -> what in it does not agree. */
#include "parindex/match.h"
#include "parindex/published_file.h"
#include "parindex/text.h"
#include "programs.h"
#include "published_sheet.h"
#include "values.h"

enum {
    OPTION_TOTAL = 1,
    OPTION_PARTS,
    OPTION_MAX,
    OPTION_INDEX,
    OPTION_RANK,
    OPTION_CLASS,
    OPTION_BLOC,
    OPTION_NAME,
    OPTION_COUNT,
    OPTION_SHARE,
    OPTION_CHANGE_SHARE,
    OPTION_PREVIOUS_INDEX,
    OPTION_PREVIOUS_RANK,
    OPTION_CHANGE_INDEX,
    OPTION_CHANGE_PLACES,
    OPTION_IDENTITY,
    OPTION_MEAN,
    OPTION_OF,
    OPTION_PREVIOUS_OF,
    OPTION_EXACT,
    OPTION_TOLERANCE,
    OPTION_PREVIOUS,
    OPTION_SCORES,
    OPTION_DECIMAL
};

/* What names a column, and the role it gives it. */
static const struct {
    int id;
    enum par_printed_role role;
} columns[] = {{OPTION_TOTAL, PAR_PRINTS_TOTAL},
               {OPTION_INDEX, PAR_PRINTS_INDEX},
               {OPTION_RANK, PAR_PRINTS_RANK},
               {OPTION_CLASS, PAR_PRINTS_CLASS},
               {OPTION_BLOC, PAR_PRINTS_BLOC},
               {OPTION_NAME, PAR_PRINTS_NAME},
               {OPTION_COUNT, PAR_PRINTS_COUNT},
               {OPTION_SHARE, PAR_PRINTS_SHARE},
               {OPTION_CHANGE_SHARE, PAR_PRINTS_CHANGE_SHARE},
               {OPTION_PREVIOUS_INDEX, PAR_PRINTS_PREVIOUS_INDEX},
               {OPTION_PREVIOUS_RANK, PAR_PRINTS_PREVIOUS_RANK},
               {OPTION_CHANGE_INDEX, PAR_PRINTS_CHANGE_INDEX},
               {OPTION_CHANGE_PLACES, PAR_PRINTS_CHANGE_RANK}};

struct options {
    struct par_inputs inputs;
    const char *table, *previous, *scores;
    char decimal;
    struct par_published_asked asked;
    struct par_texts parts, identities;
    struct par_published_options check;
};

static bool same_words(const char *a, const char *b, struct par_arena *arena)
{
    return strcmp(par_text_fold(par_span_of(a), arena), par_text_fold(par_span_of(b), arena)) == 0;
}

/* --- Options ----------------------------------------------------------------------------------------------------- */

/* A number with either decimal sign. */
static bool take_number(struct par_cli *cli, const char *argument, const char *complaint, struct par_printed *out)
{
    struct par_readings readings;
    if (par_readings_parse(par_span_of(argument), &readings) != PAR_NUMBER_OK || (!readings.dot && !readings.comma))
        return par_cli_usage_error(cli, complaint, argument, NULL);
    const char *sign = strrchr(argument, readings.dot ? '.' : ',');
    *out = (struct par_printed){.kind = PAR_PRINTED_NUMBER,
                                .value = readings.dot ? readings.as_dot : readings.as_comma,
                                .decimals = sign ? (int)strspn(sign + 1, "0123456789") : 0,
                                .text = argument};
    return true;
}

static bool take_units(struct par_cli *cli, const char *option, const char *argument, int64_t *out)
{
    int32_t units;
    if (!par_value_whole(cli, option, argument, &units))
        return false;
    *out = units;
    return true;
}

static bool add_text(struct par_cli *cli, struct par_texts *texts, struct par_span text)
{
    return par_texts_add(texts, par_arena_copy(cli->arena, par_span_trim(text)), cli->arena);
}

/* "A,B": a heading that holds a comma is named by the number of its column. */
static bool take_parts(struct par_cli *cli, struct options *options, const char *argument)
{
    while (*argument) {
        size_t size = strcspn(argument, ",");
        add_text(cli, &options->parts, (struct par_span){argument, size});
        argument += size + (argument[size] == ',');
    }
    return true;
}

static bool take_tolerance(struct par_cli *cli, struct options *options, const char *argument)
{
    struct par_printed number;
    if (!take_number(cli, argument, N_("--tolerance {1}: write a number, for example 0.01"), &number))
        return false;
    options->check.has_tolerance = true;
    options->check.tolerance = number.value;
    return true;
}

static bool take_file(struct par_cli *cli, const char **file, const char *argument)
{
    if (*file)
        return par_cli_usage_error(cli, N_("{1}: one file of a kind is read at a time"), argument, NULL);
    *file = argument;
    return true;
}

static bool take_column(struct options *options, int id, const char *argument)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (columns[i].id == id)
            options->asked.column[columns[i].role] = argument;
    return true;
}

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known) || known)
        return !cli->misused;
    switch (id) {
    case 0:
        return take_file(cli, &options->table, argument);
    case OPTION_PREVIOUS:
        return take_file(cli, &options->previous, argument);
    case OPTION_SCORES:
        return take_file(cli, &options->scores, argument);
    case OPTION_PARTS:
        return take_parts(cli, options, argument);
    case OPTION_MAX:
        options->asked.max = argument;
        return true;
    case OPTION_IDENTITY:
        return add_text(cli, &options->identities, par_span_of(argument));
    case OPTION_MEAN:
        return take_number(cli, argument, N_("--mean {1}: write a number, for example 78.39"), &options->check.mean);
    case OPTION_OF:
        return take_units(cli, "--of", argument, &options->check.of);
    case OPTION_PREVIOUS_OF:
        return take_units(cli, "--previous-of", argument, &options->check.previous_of);
    case OPTION_EXACT:
        options->check.exact = true;
        return true;
    case OPTION_TOLERANCE:
        return take_tolerance(cli, options, argument);
    case OPTION_DECIMAL:
        return par_value_decimal(cli, argument, &options->decimal);
    default:
        return take_column(options, id, argument);
    }
}

/* --- The same unit in two tables --------------------------------------------------------------------------------- */

static const char *label_at(const void *context, size_t i)
{
    const struct par_published *table = context;
    return table->rows[i].kind == PAR_ROW_UNIT ? par_published_label(&table->rows[i]) : "";
}

/* A unit with the same code; PAR_ROW_NONE. */
static int32_t find_code(const struct par_published *table, const char *code)
{
    for (size_t i = 0; *code && i < table->count; i++)
        if (table->rows[i].kind == PAR_ROW_UNIT && strcmp(table->rows[i].unit, code) == 0)
            return (int32_t)i;
    return PAR_ROW_NONE;
}

/* Of several units with a name that fits, the one of the same bloc. */
static int32_t choose(struct par_cli *cli, const struct par_published *table, const struct par_published *other,
                      const struct par_published_row *row, struct par_matches matches)
{
    size_t same = 0;
    int32_t found = PAR_ROW_NONE;
    const char *list = "";
    for (size_t i = 0; i < matches.count; i++) {
        const struct par_published_row *there = &other->rows[matches.items[i]];
        bool fits = matches.count == 1 || (*row->bloc && same_words(there->bloc, row->bloc, cli->arena));
        same += fits;
        found = fits ? (int32_t)matches.items[i] : found;
        list = par_arena_join(cli->arena, list, i > 0 ? ", " : "", par_published_label(there), NULL);
    }
    struct par_place place = {.file = table->file, .sheet = row->sheet, .line = row->line};
    if (matches.count > 1 && same != 1)
        par_diags_add(cli->diags, PAR_WARNING, PAR_PUBLISHED_MATCH, &place, par_published_label(row), list, NULL);
    return same == 1 ? found : PAR_ROW_NONE;
}

static void match_rows(struct par_cli *cli, struct par_published *table, const struct par_published *other, bool ours)
{
    struct par_matcher *matcher = par_matcher_new(PAR_MATCH_UNITS, other->count, label_at, other, cli->arena);
    for (size_t i = 0; i < table->count; i++) {
        struct par_published_row *row = &table->rows[i];
        if (row->kind != PAR_ROW_UNIT)
            continue;
        int32_t found = find_code(other, row->unit);
        if (found < 0)
            found = choose(cli, table, other, row, par_matcher_find(matcher, par_span_of(par_published_label(row))));
        *(ours ? &row->ours : &row->earlier) = found;
    }
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

/* A table that the printed one is compared with: as printed, or (ours) a scores file. */
static struct par_published *load_other(struct par_cli *cli, struct options *options, const struct par_loaded *loaded,
                                        const char *path, bool ours)
{
    struct par_reading how = {.table = {.encoding = options->inputs.how.table.encoding}};
    if (!par_inputs_note(cli, &options->inputs, path, path))
        return NULL;
    if (ours && par_published_is_scores(path, &how, cli->arena))
        return par_published_of_scores(cli, path, &how, loaded);
    return par_published_load(path, &how, NULL, cli->arena, cli->diags);
}

static bool has_checks(const struct par_published_report *report)
{
    for (const struct par_published_finding *finding = report->first; finding; finding = finding->next)
        if (finding->check != PAR_CHECK_UNITS && finding->check != PAR_CHECK_CLASS_COUNT)
            return true;
    return false;
}

static void check(struct par_cli *cli, struct options *options, const struct par_published *table,
                  const struct par_published *earlier, const struct par_published *ours)
{
    struct par_place place = {.file = table->file};
    options->check.same = same_words;
    struct par_published_report *report = par_published_check(table, earlier, ours, &options->check, cli->arena);
    if (!has_checks(report)) {
        par_diags_add(cli->diags, PAR_ERROR, PAR_PUBLISHED_NOTHING, &place, NULL);
        return;
    }
    par_published_write(cli, report);
    if (report->faults > 0)
        par_diags_add(cli->diags, PAR_WARNING, PAR_PUBLISHED_FAULTS, &place, par_count_text(report->faults, cli->arena),
                      par_count_text(report->checked, cli->arena), NULL);
}

/* The sheet is that of the table, not of the unit list. */
static struct par_published *load_table(struct par_cli *cli, struct options *options, struct par_loaded *loaded)
{
    struct par_reading how = options->inputs.how;
    how.decimal = options->decimal;
    options->inputs.how.table.sheet = NULL;
    options->asked.part_count = options->parts.count;
    options->asked.parts = options->parts.items;
    options->asked.identity_count = options->identities.count;
    options->asked.identities = options->identities.items;
    if (!par_inputs_load(cli, &options->inputs, loaded) ||
        !par_inputs_note(cli, &options->inputs, options->table, options->table))
        return NULL;
    return par_published_load(options->table, &how, &options->asked, cli->arena, cli->diags);
}

static void run_published(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_loaded loaded;
    struct par_published *earlier = NULL, *ours = NULL;
    if (!options->table) {
        par_cli_usage_error(cli, N_("name the table, or - for standard input"), NULL, NULL);
        return;
    }
    if (options->scores && strcmp(options->scores, "-") == 0) {
        par_cli_usage_error(cli, N_("--scores -: name a file, which is read twice"), NULL, NULL);
        return;
    }
    struct par_published *table = load_table(cli, options, &loaded);
    if (options->previous && table)
        earlier = load_other(cli, options, &loaded, options->previous, false);
    if (options->scores && table)
        ours = load_other(cli, options, &loaded, options->scores, true);
    if (!table || par_diags_errors(cli->diags) || cli->misused ||
        !par_inputs_spares(cli, &options->inputs, cli->output))
        return;
    if (earlier)
        match_rows(cli, table, earlier, false);
    if (ours)
        match_rows(cli, table, ours, true);
    par_published_settle_sets(cli, table, ours, &loaded);
    check(cli, options, table, earlier, ours);
}

struct par_program par_program_audit_published(struct par_arena *arena)
{
    static const struct par_option own[] = {
        {OPTION_NAME, 0, "name", N_("COLUMN"),
         N_("Column of the unit's name; this and others otherwise by their heading")},
        {OPTION_BLOC, 0, "bloc", N_("COLUMN"), N_("Column of the bloc; otherwise rows with a title only")},
        {OPTION_PARTS, 0, "parts", N_("COLUMNS"), N_("Columns that add up to the total, with commas between them")},
        {OPTION_TOTAL, 0, "total", N_("COLUMN"), N_("Column of the total points")},
        {OPTION_MAX, 0, "max", N_("COLUMN|NUMBER"), N_("Column of the (applicable) maximum, or the maximum of all")},
        {OPTION_INDEX, 0, "index", N_("COLUMN"), N_("Column of the index in percent")},
        {OPTION_RANK, 0, "rank", N_("COLUMN"), N_("Column of the rank")},
        {OPTION_CLASS, 0, "class", N_("COLUMN"), N_("Column of the class; with -c checked by the steps of the set")},
        {OPTION_PREVIOUS_INDEX, 0, "previous-index", N_("COLUMN"), N_("Column of the index of the earlier table")},
        {OPTION_PREVIOUS_RANK, 0, "previous-rank", N_("COLUMN"), N_("Column of the rank of the earlier table")},
        {OPTION_CHANGE_INDEX, 0, "change-index", N_("COLUMN"), N_("Column of the change of the index")},
        {OPTION_CHANGE_PLACES, 0, "change-places", N_("COLUMN"), N_("Column of the places won (+) or lost (-)")},
        {OPTION_MEAN, 0, "mean", N_("NUMBER"), N_("Mean as the text gives it, of the index or else the total")},
        {OPTION_COUNT, 0, "count", N_("COLUMN"), N_("Column of the units of each class")},
        {OPTION_SHARE, 0, "share", N_("COLUMN"), N_("Column of the share of each class in percent")},
        {OPTION_CHANGE_SHARE, 0, "change-share", N_("COLUMN"),
         N_("Column of the change of a share in percentage points")},
        {OPTION_OF, 0, "of", N_("NUMBER"), N_("Units that the shares are shares of")},
        {OPTION_PREVIOUS_OF, 0, "previous-of", N_("NUMBER"), N_("The same of the earlier table")},
        {OPTION_IDENTITY, 0, "identity", N_("FORMULA"),
         N_("\"COLUMN = EXPRESSION\" that must hold in each row; repeat it")},
        {OPTION_EXACT, 0, "exact", NULL, N_("Figures that others come from were not rounded")},
        {OPTION_TOLERANCE, 0, "tolerance", N_("NUMBER"), N_("Differences up to NUMBER are notes, not faults")},
        {OPTION_PREVIOUS, 0, "previous", N_("FILE"), N_("Earlier table or ranking, for changes and places")},
        {OPTION_SCORES, 0, "scores", N_("FILE"), N_("Our scores or ranking, to compare at the printed decimals")},
        {OPTION_DECIMAL, 0, "decimal", "dot|comma", N_("Decimal sign of the table; otherwise found in it")},
        {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){
        .name = "par-audit published",
        .summary = N_("Checks a table of results as it was printed, alone or against our scores."),
        .usage = N_("[--total COLUMN ...] [--scores FILE] TABLE"),
        .examples = "par-audit published -f table quyet-dinh.docx\n"
                    "par-audit published --max 100 --mean 78,39 --previous nam-truoc.xlsx xep-hang.xlsx\n"
                    "par-audit published -u don-vi.csv --scores diem.csv quyet-dinh.xlsx\n"
                    "par-audit published --identity \"pending = received - solved\" ho-so.csv",
        .formats = "csv json jsonl table markdown",
        .shared = par_inputs_options_of_scores,
        .options = own,
        .take = take,
        .run = run_published,
        .context = options};
}
