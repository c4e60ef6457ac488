/* par-score: criteria sets, units, rounds and facts -> the points of every criterion of every unit. */
#include "inputs.h"
#include "parindex/received.h"
#include "programs.h"
#include "sheet.h"

enum { OPTION_WIDE = 1, OPTION_INTAKE };

struct options {
    struct par_inputs inputs;
    bool wide;
    const char *intake; /* NULL: none */
};

/* The table being written. */
struct run {
    struct par_cli *cli;
    const struct par_loaded *loaded;
    struct par_sheet *sheet;
    size_t round_count;
    const char **rounds; /* ids of the rounds of all sets, each once */
};

static bool take(struct par_cli *cli, void *context, int id, const char *argument)
{
    struct options *options = context;
    bool known;
    if (!par_inputs_take(cli, &options->inputs, id, argument, &known))
        return false;
    if (id == OPTION_WIDE)
        options->wide = true;
    else if (id == OPTION_INTAKE)
        options->intake = argument;
    else if (!known)
        return par_cli_usage_error(cli, N_("{1}: give files with --round NAME=FILE"), argument, NULL);
    return true;
}

static void collect_rounds(struct run *run)
{
    size_t room = 0;
    for (size_t i = 0; i < run->loaded->set_count; i++) {
        const struct par_set *set = run->loaded->sets[i];
        for (size_t k = 0; k < set->round_count; k++) {
            bool known = false;
            for (size_t r = 0; r < run->round_count; r++)
                known = known || strcmp(run->rounds[r], set->rounds[k].id) == 0;
            if (known)
                continue;
            run->rounds = par_arena_grow(run->cli->arena, run->rounds, run->round_count, &room, sizeof *run->rounds);
            run->rounds[run->round_count++] = set->rounds[k].id;
        }
    }
}

/* Totals are printed rounded, unless ranks or classes are decided on exact values: then every digit is passed on. */
static void write_total(struct run *run, const struct par_set *set, struct par_maybe points)
{
    bool exact = set->rank_on == PAR_EXACT || set->class_on == PAR_EXACT;
    par_points rounded = par_points_round(points.points, set->decimals_points, set->rounding);
    if (!points.is)
        par_writer_empty(run->sheet->writer);
    else if (exact && rounded != points.points)
        par_sheet_max(run->sheet, points.points);
    else
        par_writer_decimal(run->sheet->writer, rounded, PAR_POINTS_SCALE, set->decimals_points);
}

static void write_points(struct run *run, const struct par_set *set, const struct par_criterion *criterion,
                         struct par_maybe points)
{
    if (criterion->role == PAR_ROLE_PENALTY)
        points.points = -points.points;
    if (criterion->component >= 0)
        par_sheet_points(run->sheet, points, set->decimals_component);
    else
        write_total(run, set, points);
}

static const char *flags_text(unsigned flags, char *buffer, size_t size)
{
    size_t length = 0;
    buffer[0] = '\0';
    for (unsigned bit = 1; bit <= PAR_FLAG_ACCEPTED && flags >= bit; bit <<= 1) {
        if (!(flags & bit))
            continue;
        const char *name = par_flag_name((enum par_flag)bit);
        size_t more = strlen(name);
        if (length + more + 2 > size)
            break;
        if (length)
            buffer[length++] = '|';
        memcpy(buffer + length, name, more + 1);
        length += more;
    }
    return buffer;
}

static void write_percent(struct run *run, const struct par_set *set, const struct par_criterion *criterion,
                          const struct par_node_score *node)
{
    struct par_maybe percent = {false, 0};
    percent.is = criterion->role == PAR_ROLE_BASE && par_score_percent(set, node, &percent.points);
    par_sheet_points(run->sheet, percent, set->decimals_index);
}

static void write_rescaled(struct run *run, const struct par_set *set, const struct par_node_score *node, bool total)
{
    struct par_maybe rescaled = {false, 0};
    rescaled.is = total && par_score_rescaled(set, node, &rescaled.points);
    par_sheet_points(run->sheet, rescaled, set->decimals_points);
}

static void write_rounds(struct run *run, const struct par_set *set, const struct par_criterion *criterion,
                         const struct par_node_score *node)
{
    for (size_t i = 0; i < run->round_count; i++) {
        int round = par_set_round(set, par_span_of(run->rounds[i]));
        write_points(run, set, criterion, round < 0 ? (struct par_maybe){false, 0} : node->rounds[round]);
    }
}

static void write_open(struct run *run, par_points open)
{
    if (open)
        par_sheet_max(run->sheet, open);
    else
        par_writer_empty(run->sheet->writer);
}

/* Who gave the points, or first agreed with them, and why. */
static void write_voice(struct run *run, const struct par_unit_score *score, const struct par_criterion *criterion,
                        const struct par_node_score *node)
{
    const struct par_assessment *assessment = run->loaded->assessment;
    size_t unit = (size_t)(score->unit - run->loaded->units->items), round = (size_t)node->said_round;
    bool said = node->said_round > 0 && criterion->component >= 0;
    uint32_t who = said ? par_assessment_appraiser(assessment, unit, round, criterion->component) : 0;
    const char *why = said ? par_assessment_reason(assessment, unit, round, criterion->component) : "";
    par_writer_text(run->sheet->writer, par_assessment_appraiser_name(assessment, who));
    par_writer_text(run->sheet->writer, why);
}

static void write_head(struct run *run, const struct par_unit *unit)
{
    struct par_writer *writer = run->sheet->writer;
    par_writer_text(writer, unit->set->period);
    par_writer_text(writer, unit->set->id);
    par_writer_text(writer, unit->code);
}

static void write_node(struct run *run, const struct par_unit_score *score, int32_t position)
{
    const struct par_set *set = score->unit->set;
    const struct par_criterion *criterion = &set->criteria[position];
    const struct par_node_score *node = &score->nodes[position];
    struct par_writer *writer = run->sheet->writer;
    char flags[256];
    write_head(run, score->unit);
    par_writer_text(writer, score->unit->bloc);
    par_writer_text(writer, score->unit->ranked ? "yes" : "no");
    par_writer_text(writer, criterion->id);
    par_writer_integer(writer, criterion->depth);
    par_sheet_max(run->sheet, criterion->max);
    par_sheet_max(run->sheet, node->applicable_max);
    write_rounds(run, set, criterion, node);
    write_points(run, set, criterion, node->points);
    write_points(run, set, criterion, node->computed);
    write_percent(run, set, criterion, node);
    write_rescaled(run, set, node, position == 0);
    par_writer_text(writer, par_sheet_state(run->sheet, node->state));
    write_open(run, node->open_max);
    par_writer_text(writer, node->from_round < 0 ? "" : set->rounds[node->from_round].id);
    par_writer_text(writer, flags_text(node->flags, flags, sizeof flags));
    write_voice(run, score, criterion, node);
    par_writer_row(writer);
}

static void add_columns(struct par_sheet *sheet, const char *const *names, bool number)
{
    for (size_t i = 0; names[i]; i++)
        par_sheet_column(sheet, names[i], number);
}

static void add_long_columns(struct run *run)
{
    static const char *const head[] = {"period", "set", "unit", "bloc", "ranked", "node", NULL};
    static const char *const maxima[] = {"depth", "max", "applicable_max", NULL};
    static const char *const points[] = {"points", "computed", "percent", "rescaled", NULL};
    add_columns(run->sheet, head, false);
    add_columns(run->sheet, maxima, true);
    for (size_t i = 0; i < run->round_count; i++)
        par_sheet_column(run->sheet, par_arena_join(run->cli->arena, "points_", run->rounds[i], NULL), true);
    add_columns(run->sheet, points, true);
    par_sheet_column(run->sheet, "state", false);
    par_sheet_column(run->sheet, "open_max", true);
    par_sheet_column(run->sheet, "from_round", false);
    par_sheet_column(run->sheet, "flags", false);
    par_sheet_column(run->sheet, "appraiser", false);
    par_sheet_column(run->sheet, "reason", false);
}

/* --- Wide: a unit per row ---------------------------------------------------------------------------------------- */

static bool is_domain(const struct par_criterion *criterion)
{
    return criterion->depth == 1;
}

static bool has_column(const struct par_sheet *sheet, const char *name)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (strcmp(sheet->columns[i].name, name) == 0)
            return true;
    return false;
}

static size_t add_wide_columns(struct run *run)
{
    static const char *const head[] = {"period", "set", "unit", "name", "bloc", "ranked", NULL};
    static const char *const tail[] = {"points", "applicable_max", "percent", "rescaled", NULL};
    add_columns(run->sheet, head, false);
    size_t first = run->sheet->count;
    for (size_t i = 0; i < run->loaded->set_count; i++)
        for (int32_t k = 0; k < run->loaded->sets[i]->criterion_count; k++) {
            const struct par_criterion *criterion = &run->loaded->sets[i]->criteria[k];
            if (is_domain(criterion) && !has_column(run->sheet, criterion->id))
                par_sheet_column(run->sheet, criterion->id, true);
        }
    size_t domains = run->sheet->count - first;
    add_columns(run->sheet, tail, true);
    par_sheet_column(run->sheet, "state", false);
    par_sheet_column(run->sheet, "open_max", true);
    return domains;
}

static void write_unit(struct run *run, const struct par_unit_score *score, size_t domains)
{
    const struct par_set *set = score->unit->set;
    const struct par_node_score *total = &score->nodes[0];
    struct par_writer *writer = run->sheet->writer;
    enum { FIRST_DOMAIN = 6 };
    write_head(run, score->unit);
    par_writer_text(writer, score->unit->name);
    par_writer_text(writer, score->unit->bloc);
    par_writer_text(writer, score->unit->ranked ? "yes" : "no");
    for (size_t i = 0; i < domains; i++) {
        int32_t position = par_set_find(set, par_span_of(run->sheet->columns[FIRST_DOMAIN + i].name));
        if (position < 0)
            par_writer_empty(writer);
        else
            write_points(run, set, &set->criteria[position], score->nodes[position].points);
    }
    write_total(run, set, total->points);
    par_sheet_max(run->sheet, total->applicable_max);
    write_percent(run, set, &set->criteria[0], total);
    write_rescaled(run, set, total, true);
    par_writer_text(writer, par_sheet_state(run->sheet, total->state));
    write_open(run, total->open_max);
    par_writer_row(writer);
}

/* --- The run ----------------------------------------------------------------------------------------------------- */

static void write_scores(struct run *run, const struct options *options, size_t domains)
{
    struct par_unit_score *score = par_unit_score_new(run->loaded->assessment, run->cli->arena);
    struct par_score_options how = {.blank_means_agree = options->inputs.blank_means_agree,
                                    .sums_per_round = !options->wide};
    for (size_t i = 0; i < run->loaded->units->count; i++) {
        par_score_unit(run->loaded->assessment, i, &how, score);
        par_score_report(score, run->cli->diags);
        if (options->wide)
            write_unit(run, score, domains);
        for (int32_t k = 0; !options->wide && k < score->unit->set->criterion_count; k++)
            write_node(run, score, k);
    }
}

static bool load_intake(struct par_cli *cli, struct options *options, const struct par_loaded *loaded)
{
    if (options->intake) {
        if (!par_inputs_note(cli, &options->inputs, options->intake, options->intake))
            return false;
        par_intake_load(options->intake, &options->inputs.how, loaded->units, cli->arena, cli->diags);
    }
    return par_diags_errors(cli->diags) == 0;
}

static void run_score(struct par_cli *cli, void *context)
{
    struct options *options = context;
    struct par_loaded loaded;
    if (!par_inputs_load_to_score(cli, &options->inputs, &loaded))
        return;
    if (!load_intake(cli, options, &loaded) || !par_inputs_load_rounds(cli, &options->inputs, &loaded))
        return;
    par_inputs_settle_output(cli, &loaded, options->wide ? "scores-wide" : "scores");
    if (!par_inputs_spares(cli, &options->inputs, cli->output))
        return;
    struct par_sheet *sheet = par_arena_alloc(cli->arena, sizeof *sheet);
    sheet->cli = cli;
    struct run run = {.cli = cli, .loaded = &loaded, .sheet = sheet};
    size_t domains = 0;
    collect_rounds(&run);
    if (options->wide)
        domains = add_wide_columns(&run);
    else
        add_long_columns(&run);
    if (!par_sheet_open(sheet, NULL))
        return;
    write_scores(&run, options, domains);
    par_sheet_close(sheet);
}

struct par_program par_program_score(struct par_arena *arena)
{
    static const struct par_option own[] = {{OPTION_WIDE, 0, "wide", NULL, N_("A unit per row, a column per domain")},
                                            {OPTION_INTAKE, 0, "intake", N_("FILE"),
                                             N_("Intake list of par-collect: units with a form that cannot be used")},
                                            {0, 0, NULL, NULL, NULL}};
    struct options *options = par_arena_alloc(arena, sizeof *options);
    return (struct par_program){.name = "par-score",
                                .summary = N_("Scores every criterion of every unit."),
                                .usage = N_("-c SET -u UNITS --round NAME=FILES... [-o FILE]"),
                                .examples = "par-score -c bo-tieu-chi.json -u don-vi.csv --round self=tu-danh-gia/ "
                                            "--round appraisal=tham-dinh.csv -o diem.csv\n"
                                            "par-score --year nam.json\n"
                                            "par-score --year nam.json -o - | par-rank --year nam.json -o - -",
                                .formats = "csv json jsonl table markdown",
                                .shared = par_inputs_options,
                                .options = own,
                                .take = take,
                                .run = run_score,
                                .context = options};
}
