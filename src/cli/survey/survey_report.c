/* What must be said of a survey's figures before they are printed, and the figures as facts. */
#include "record.h"
#include "survey.h"

/* --- Lonely strata --------------------------------------------------------------------------------------------------
 */

static struct par_span lonely_of(const struct par_estimate *estimate)
{
    return (struct par_span){estimate->lonely, estimate->lonely_size};
}

/* Each stratum that forbids an error is named once. */
static void report_lonely(const struct par_survey_run *run, struct par_names *seen, size_t domain)
{
    const struct par_survey *survey = run->survey;
    struct par_arena *arena = run->cli->arena;
    bool fails = run->options->lonely == PAR_LONELY_FAIL;
    for (int32_t i = 0; i < survey->form->node_count; i++) {
        struct par_estimate estimate;
        if (!par_estimate(run->estimator, domain, &survey->percents[i], &estimate) || !estimate.lonely)
            continue;
        const char *stratum = par_arena_copy(arena, lonely_of(&estimate));
        if (!fails)
            par_diags_add(run->cli->diags, PAR_WARNING, PAR_SURVEY_NO_ERROR, NULL,
                          par_arena_copy(arena, survey->sums->domains[domain].name), stratum, NULL);
        else if (par_names_add(seen, par_span_of(stratum), 0) < 0)
            par_diags_add(run->cli->diags, PAR_ERROR, PAR_SURVEY_LONELY, NULL, stratum, NULL);
        return;
    }
}

/* --- Two rules for an index ------------------------------------------------------------------------------------------
 */

static const char *rounded(const struct par_survey_run *run, size_t domain, const struct par_figure *figure)
{
    const struct par_sipas_form *form = run->survey->form;
    int64_t value;
    if (!par_estimate_round(run->estimator, domain, figure, 100, form->decimals_percent, form->rounding, &value))
        return NULL;
    return par_decimal_text(value, PAR_POINTS_SCALE, form->decimals_percent, par_cli_decimal(run->cli),
                            run->cli->arena);
}

/* The mean of criteria and the pooled answers of the total, where they differ. */
static bool report_rules(const struct par_survey_run *run, size_t domain)
{
    const struct par_survey *survey = run->survey;
    struct par_arena *arena = run->cli->arena;
    struct par_survey_figure total;
    if (!par_survey_total(run, domain, &total) || (run->options->suppress && total.weak))
        return false;
    const char *mean = rounded(run, domain, &survey->plain[0]), *pooled = rounded(run, domain, &survey->pooled[0]);
    if (!mean || !pooled || strcmp(mean, pooled) == 0)
        return false;
    par_diags_add(run->cli->diags, PAR_NOTE, PAR_SURVEY_RULES_DIFFER, NULL, mean, pooled,
                  par_index_rule_name(survey->form->index), par_arena_copy(arena, survey->sums->domains[domain].name),
                  NULL);
    return true;
}

void par_survey_report_figures(struct par_survey_run *run)
{
    struct par_names *seen = par_names_new(run->cli->arena);
    bool said = false;
    for (size_t i = 0; i < run->domain_count; i++) {
        report_lonely(run, seen, run->domains[i]);
        said = said || report_rules(run, run->domains[i]);
    }
}

/* --- Facts -----------------------------------------------------------------------------------------------------------
 */

static void write_fact(const struct par_survey_run *run, struct par_writer *writer, const struct par_unit *unit,
                       const struct par_survey_figure *total)
{
    par_writer_text(writer, unit->code);
    par_writer_text(writer, run->options->fact_name);
    par_writer_decimal(writer, total->exact, total->scale, total->decimals);
    par_writer_empty(writer);
    par_writer_empty(writer);
    par_writer_integer(writer, (int64_t)total->estimate.n);
    par_writer_text(writer, run->survey->form->id);
    par_writer_row(writer);
}

size_t par_survey_unit_domain(const struct par_survey_run *run, const struct par_unit *unit)
{
    for (size_t i = 0; i < run->domain_count; i++) {
        const struct par_domain *domain = &run->survey->sums->domains[run->domains[i]];
        if (domain->grouping == par_survey_unit_grouping() && par_span_is(domain->name, unit->code))
            return run->domains[i];
    }
    return SIZE_MAX;
}

/* Facts are dot by contract, in CSV, whatever the table is written in. */
void par_survey_write_facts(struct par_survey_run *run)
{
    static const struct par_column columns[] = {{"unit", NULL, false},  {"name", NULL, false}, {"value", NULL, true},
                                                {"num", NULL, true},    {"den", NULL, true},   {"n", NULL, true},
                                                {"source", NULL, false}};
    struct par_cli *cli = run->cli;
    struct par_output *output = par_cli_output_open(cli, run->options->facts);
    if (!output)
        return;
    struct par_writer *writer =
        par_writer_new(output, PAR_CSV, columns, sizeof columns / sizeof *columns, '.', cli->arena);
    for (size_t i = 0; i < run->units->count; i++) {
        const struct par_unit *unit = &run->units->items[i];
        struct par_survey_figure total;
        size_t domain = par_survey_unit_domain(run, unit);
        bool is = domain != SIZE_MAX && par_survey_total(run, domain, &total);
        bool withheld = is && run->options->suppress && total.weak;
        par_survey_write_answers(run, writer, unit, domain, withheld);
        if (is && !withheld && run->options->fact_name)
            write_fact(run, writer, unit, &total);
        else if (run->options->fact_name)
            par_diags_add(cli->diags, PAR_WARNING, PAR_SURVEY_FACT_NONE, NULL, unit->code, NULL);
    }
    par_writer_end(writer);
    if (par_diags_errors(cli->diags))
        par_output_discard(output);
    else
        par_output_commit(output, cli->diags);
}
