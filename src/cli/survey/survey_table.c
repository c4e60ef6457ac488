/* The figures of a survey as a table. */
#include <math.h>
#include <stdlib.h>

#include "catalog.h"
#include "survey.h"

enum { ERROR_DECIMALS = 6, FINE_SCALE = 9, MOST_DIGITS = 18 };

/* Why a figure is weak. */
enum { FEW_FORMS = 1, FEW_EFFECTIVE = 2, WIDE = 4, LOW_DF = 8, NO_ERROR = 16, NO_SPREAD = 32 };

static const double FEWEST = 30, WIDEST = 0.30;
enum { FEWEST_DF = 8 };

struct table {
    struct par_survey_run *run;
    struct par_sheet *sheet;
    struct par_writer *writer;
    size_t domain;
    size_t step_count; /* columns that count the answers of criteria */
    const char **steps;
    size_t withheld;
};

/* --- Figures ------------------------------------------------------------------------------------------------------ */

double par_survey_level(const struct par_survey_options *options)
{
    double level = (double)options->level.mantissa;
    for (int i = 0; i < options->level.scale; i++)
        level /= 10;
    return level;
}

static unsigned weakness_of(const struct par_survey_figure *figure, double low, double high)
{
    const struct par_estimate *estimate = &figure->estimate;
    unsigned weak = 0;
    if ((double)estimate->n < FEWEST)
        weak |= FEW_FORMS;
    if (estimate->has_n_eff && estimate->n_eff < FEWEST)
        weak |= FEW_EFFECTIVE;
    if (figure->has_interval && high - low > WIDEST)
        weak |= WIDE;
    if (estimate->df < FEWEST_DF && estimate->has_error)
        weak |= LOW_DF;
    if (estimate->has_error && estimate->se == 0 && estimate->is_sampled && !figure->is_exact)
        weak |= NO_SPREAD;
    return estimate->has_error ? weak : weak | NO_ERROR;
}

struct interval {
    double low, high;
};

/* The figure as printed and its error; false when nobody answered. */
static bool estimate_figure(const struct par_survey_run *run, size_t domain, const struct par_figure *figure, int scale,
                            int decimals, struct par_survey_figure *out)
{
    const struct par_sipas_form *form = run->survey->form;
    int precision = run->options->precision;
    *out = (struct par_survey_figure){.decimals = decimals};
    if (precision != PAR_PRECISION_NONE)
        out->decimals = precision < FINE_SCALE ? precision : FINE_SCALE;
    out->scale = out->decimals > PAR_POINTS_SCALE ? FINE_SCALE : PAR_POINTS_SCALE;
    if (figure->count == 0 || !par_estimate(run->estimator, domain, figure, &out->estimate))
        return false;
    out->is = par_estimate_round(run->estimator, domain, figure, scale, out->decimals, form->rounding, &out->exact);
    if (!out->is)
        par_diags_add(run->cli->diags, PAR_ERROR, PAR_OVERFLOW, NULL, NULL);
    return out->is;
}

static bool estimate_share(const struct par_survey_run *run, size_t domain, const struct par_figure *figure,
                           struct par_survey_figure *out, struct interval *interval)
{
    if (!estimate_figure(run, domain, figure, 100, run->survey->form->decimals_percent, out))
        return false;
    out->has_interval = par_estimate_interval(&out->estimate, run->options->interval, par_survey_level(run->options),
                                              &interval->low, &interval->high, &out->is_exact);
    out->weak = weakness_of(out, interval->low, interval->high);
    return true;
}

bool par_survey_total(const struct par_survey_run *run, size_t domain, struct par_survey_figure *out)
{
    struct interval interval;
    return estimate_share(run, domain, &run->survey->percents[0], out, &interval);
}

/* --- Cells -------------------------------------------------------------------------------------------------------- */

void par_survey_write_double(const struct par_survey_run *run, struct par_writer *writer, bool is, double value)
{
    static const double MOST = 9e17;
    int precision = run->options->precision;
    int decimals = precision == PAR_PRECISION_NONE ? ERROR_DECIMALS : precision;
    if (!is || !isfinite(value)) {
        par_writer_empty(writer);
        return;
    }
    for (int i = 0; i < decimals; i++)
        value *= 10;
    for (; decimals > 0 && fabs(value) > MOST; decimals--)
        value /= 10;
    if (fabs(value) > MOST) {
        par_writer_empty(writer);
        return;
    }
    par_writer_decimal(writer, (int64_t)floor(value + 0.5), decimals, decimals);
}

static void write_double(const struct table *table, bool is, double value)
{
    par_survey_write_double(table->run, table->writer, is, value);
}

static void write_exact(const struct table *table, const struct par_survey_figure *figure)
{
    if (figure->is)
        par_writer_decimal(table->writer, figure->exact, figure->scale, figure->decimals);
    else
        par_writer_empty(table->writer);
}

const char *par_survey_flags(const struct par_survey_run *run, const struct par_survey_figure *figure)
{
    static const char *const names[] = {"few_forms", "few_effective", "wide", "low_df", "no_error", "no_spread"};
    const char *text = "";
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (figure->is && figure->weak & (1U << i))
            text = par_arena_join(run->cli->arena, text, *text ? "|" : "", names[i], NULL);
    return text;
}

static const char *flags_of(const struct table *table, const struct par_survey_figure *figure, bool withheld)
{
    const char *text = par_survey_flags(table->run, figure);
    return withheld ? par_arena_join(table->run->cli->arena, text, "|withheld", NULL) : text;
}

const char *par_survey_grouping_name(const struct par_survey_run *run, size_t grouping)
{
    struct par_arena *arena = run->cli->arena;
    if (grouping == 0)
        return "";
    if (grouping == par_survey_unit_grouping())
        return "unit";
    struct par_list columns = run->options->by[grouping - par_survey_grouping(0)];
    const char *text = "";
    for (size_t i = 0; i < columns.count; i++)
        text = par_arena_join(arena, text, i ? "|" : "", columns.items[i], NULL);
    return text;
}

static void write_head(const struct table *table, const char *node, const char *kind, const char *option,
                       const char *title)
{
    const struct par_survey_run *run = table->run;
    const struct par_domain *domain = &run->survey->sums->domains[table->domain];
    const char *group = par_arena_copy(run->cli->arena, domain->name), *name = "";
    if (domain->grouping == par_survey_unit_grouping())
        name = run->units->items[par_names_find(run->units->codes, par_span_of(group))].name;
    par_writer_text(table->writer, par_survey_grouping_name(run, domain->grouping));
    par_writer_text(table->writer, group);
    par_writer_text(table->writer, name);
    par_writer_text(table->writer, node);
    par_writer_text(table->writer, kind);
    par_writer_text(table->writer, option);
    par_writer_text(table->writer, title);
}

static void write_share_cells(struct table *table, const struct par_survey_figure *share,
                              const struct interval *interval, bool withheld)
{
    const struct par_estimate *estimate = &share->estimate;
    bool is = share->is && !withheld, has_error = is && estimate->has_error;
    struct par_survey_figure shown = *share;
    shown.is = is;
    write_exact(table, &shown);
    write_double(table, has_error, 100 * estimate->se);
    write_double(table, has_error && estimate->has_deff, estimate->deff);
    write_double(table, has_error && estimate->has_n_eff, estimate->n_eff);
    if (has_error)
        par_writer_integer(table->writer, estimate->df);
    else
        par_writer_empty(table->writer);
    write_double(table, is && share->has_interval, 100 * interval->low);
    write_double(table, is && share->has_interval, 100 * interval->high);
    const char *method = share->is_exact ? "exact" : par_interval_name(table->run->options->interval);
    par_writer_text(table->writer, is && share->has_interval ? method : "");
}

/* The share with the weights as they came. */
static void write_base(const struct table *table, const struct par_figure *figure, bool withheld)
{
    struct par_survey_run base = *table->run;
    struct par_survey_figure share;
    struct interval interval;
    if (!base.base)
        return;
    base.estimator = base.base;
    bool is = estimate_share(&base, table->domain, figure, &share, &interval);
    share.is = is && !withheld;
    write_exact(table, &share);
    write_double(table, share.is && share.estimate.has_error, 100 * share.estimate.se);
    write_double(table, share.is && share.estimate.has_error && share.estimate.has_deff, share.estimate.deff);
}

/* A share with its head before it; the row is not ended. */
static bool write_share(struct table *table, const struct par_figure *figure)
{
    struct par_survey_figure share;
    struct interval interval = {0, 0};
    bool is = estimate_share(table->run, table->domain, figure, &share, &interval);
    bool withheld = is && table->run->options->suppress && share.weak;
    table->withheld += withheld;
    par_writer_integer(table->writer, (int64_t)share.estimate.n);
    write_share_cells(table, &share, &interval, withheld);
    par_writer_text(table->writer, flags_of(table, &share, withheld));
    write_base(table, figure, withheld);
    return is && !withheld;
}

static void write_scores(const struct table *table, const struct par_figure *figure, bool is_item)
{
    struct par_survey_figure score;
    estimate_figure(table->run, table->domain, figure, 1, table->run->survey->form->decimals_score, &score);
    write_exact(table, &score);
    write_double(table, score.is && is_item && score.estimate.has_error, score.estimate.se);
    write_double(table, score.is && is_item && score.estimate.has_deff, score.estimate.deff);
}

/* How often each answer was given to a criterion. */
static void write_steps(const struct table *table, const struct par_sipas_node *node)
{
    const struct par_survey *survey = table->run->survey;
    for (size_t i = 0; i < table->step_count; i++) {
        size_t k = 0;
        while (k < node->scale->count && strcmp(node->scale->choices[k].id, table->steps[i]) != 0)
            k++;
        if (k < node->scale->count)
            par_writer_integer(table->writer, (int64_t)par_estimate_rows(table->run->estimator, table->domain,
                                                                         survey->sums->offsets[node->item] + k));
        else
            par_writer_empty(table->writer);
    }
}

/* --- Rows --------------------------------------------------------------------------------------------------------- */

static const char *title_of(const struct table *table, struct par_label label)
{
    return par_label_text(label, table->run->cli->language);
}

static void write_nodes(struct table *table)
{
    const struct par_survey *survey = table->run->survey;
    for (int32_t i = 0; i < survey->form->node_count; i++) {
        const struct par_sipas_node *node = &survey->form->nodes[i];
        write_head(table, node->id, par_sipas_node_kind(survey->form, i), "", title_of(table, node->name));
        if (write_share(table, &survey->percents[i])) {
            write_scores(table, &survey->mean_scores[i], node->item >= 0);
            if (node->item >= 0)
                write_steps(table, node);
        }
        par_writer_row(table->writer);
    }
}

static void write_satisfied(struct table *table)
{
    const struct par_survey *survey = table->run->survey;
    struct par_figure figure = par_survey_share(survey, &survey->satisfied);
    write_head(table, "satisfied", "people", "",
               par_cli_text(table->run->cli, N_("People whose every answer is satisfied")));
    write_share(table, &figure);
    par_writer_row(table->writer);
}

static bool is_asked(const struct table *table, const size_t *questions, size_t count)
{
    const size_t *offsets = table->run->survey->sums->offsets;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < 2; k++)
            if (par_estimate_rows(table->run->estimator, table->domain, offsets[questions[i]] + k))
                return true;
    return false;
}

static void write_questions(struct table *table)
{
    const struct par_survey *survey = table->run->survey;
    for (size_t i = 0; i < survey->form->question_count; i++) {
        const struct par_question *question = &survey->form->questions[i];
        const size_t *options = survey->option_questions + survey->first_option[i];
        for (size_t k = 0; k < question->scale->count && is_asked(table, options, question->scale->count); k++) {
            const struct par_choice *choice = &question->scale->choices[k];
            struct par_figure figure = par_survey_share(survey, &options[k]);
            write_head(table, question->id, "question", choice->id, title_of(table, choice->label));
            write_share(table, &figure);
            par_writer_row(table->writer);
        }
    }
}

static const char *state_title(const struct table *table, enum par_reply_state state)
{
    static const char *const titles[] = {[PAR_REPLY_VALID] = N_("Forms that count"),
                                         [PAR_REPLY_UNREADABLE] = N_("Forms with an answer that was not understood"),
                                         [PAR_REPLY_EMPTY] = N_("Forms without any answer"),
                                         [PAR_REPLY_REQUIRED] = N_("Forms without a required answer"),
                                         [PAR_REPLY_TOO_FEW] = N_("Forms with too few answers"),
                                         [PAR_REPLY_HOLES] = N_("Forms that leave an answer blank")};
    return par_cli_text(table->run->cli, titles[state]);
}

static void write_count(struct table *table, const char *option, const char *title, uint64_t count)
{
    write_head(table, "forms", "forms", option, title);
    par_writer_integer(table->writer, (int64_t)count);
    par_writer_row(table->writer);
}

static void write_forms(struct table *table)
{
    uint64_t all = 0, counts[PAR_REPLY_STATES];
    for (int i = 0; i < PAR_REPLY_STATES; i++) {
        counts[i] = par_survey_forms(table->run->survey, table->run->estimator, table->domain, (enum par_reply_state)i);
        all += counts[i];
    }
    write_count(table, "received", par_cli_text(table->run->cli, N_("Forms received")), all);
    for (int i = 0; i < PAR_REPLY_STATES; i++)
        if (i == PAR_REPLY_VALID || counts[i])
            write_count(table, par_reply_state_name((enum par_reply_state)i),
                        state_title(table, (enum par_reply_state)i), counts[i]);
}

/* --- The table ---------------------------------------------------------------------------------------------------- */

/* The answers of all criteria's scales, each once. */
static void collect_steps(struct table *table)
{
    const struct par_sipas_form *form = table->run->survey->form;
    struct par_arena *arena = table->run->cli->arena;
    struct par_names *seen = par_names_new(arena);
    size_t room = 0;
    for (size_t i = 0; i < form->item_count; i++) {
        const struct par_scale *scale = form->nodes[form->items[i]].scale;
        for (size_t k = 0; k < scale->count; k++) {
            if (par_names_add(seen, par_span_of(scale->choices[k].id), 0) >= 0)
                continue;
            table->steps = par_arena_grow(arena, table->steps, table->step_count, &room, sizeof *table->steps);
            table->steps[table->step_count++] = scale->choices[k].id;
        }
    }
}

static void add_columns(struct table *table)
{
    static const char *const head[] = {"grouping", "group", "name", "node", "kind", "option", "title"};
    static const char *const figures[] = {"n", "percent", "se", "deff", "n_eff", "df", "low", "high"};
    static const char *const base[] = {"percent_base", "se_base", "deff_base"};
    struct par_arena *arena = table->run->cli->arena;
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        par_sheet_column(table->sheet, head[i], false);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        par_sheet_column(table->sheet, figures[i], true);
    par_sheet_column(table->sheet, "interval", false);
    par_sheet_column(table->sheet, "flags", false);
    for (size_t i = 0; table->run->base && i < sizeof base / sizeof *base; i++)
        par_sheet_column(table->sheet, base[i], true);
    par_sheet_column(table->sheet, "mean_score", true);
    par_sheet_column(table->sheet, "score_se", true);
    par_sheet_column(table->sheet, "score_deff", true);
    for (size_t i = 0; i < table->step_count; i++)
        par_sheet_column(table->sheet, par_arena_join(arena, "answers_", table->steps[i], NULL), true);
}

void par_survey_write_table(struct par_survey_run *run)
{
    struct par_sheet *sheet = par_arena_alloc(run->cli->arena, sizeof *sheet);
    struct table table = {.run = run, .sheet = sheet};
    sheet->cli = run->cli;
    collect_steps(&table);
    add_columns(&table);
    if (!par_sheet_open(sheet, NULL))
        return;
    table.writer = sheet->writer;
    for (size_t i = 0; i < run->domain_count; i++) {
        table.domain = run->domains[i];
        write_nodes(&table);
        write_satisfied(&table);
        write_questions(&table);
        write_forms(&table);
    }
    if (table.withheld) {
        char count[PAR_DECIMAL_TEXT];
        par_decimal_print((int64_t)table.withheld, 0, 0, '.', count);
        par_diags_add(run->cli->diags, PAR_NOTE, PAR_SURVEY_WITHHELD, NULL, count, NULL);
    }
    par_sheet_close(sheet);
}
