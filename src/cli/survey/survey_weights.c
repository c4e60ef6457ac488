/* Weights fitted to known totals, and trimmed: what is known of them, the fit, and what is said of it. */
#include <math.h>

#include "catalog.h"
#include "messages.h"
#include "survey.h"

/* --- What is known ---------------------------------------------------------------------------------------------------
 */

static const char *variables_text(const struct par_totals *totals, struct par_arena *arena)
{
    const char *text = totals->variables[0].name;
    for (size_t i = 1; i < totals->count; i++)
        text = par_arena_join(arena, text, ", ", totals->variables[i].name, NULL);
    return text;
}

bool par_survey_load_totals(struct par_cli *cli, struct par_survey_options *options)
{
    struct par_survey_design *design = &options->design;
    if (options->totals) {
        if (!par_inputs_note(cli, &options->inputs, options->totals, options->totals))
            return false;
        const struct par_totals *totals =
            par_totals_load(options->totals, &options->inputs.how, cli->arena, cli->diags);
        if (!totals)
            return false;
        design->totals = totals;
        options->known.margin_count = totals->count;
        options->known.margins = totals->margins;
        options->known.are_shares = totals->are_shares;
        par_cli_say(cli, N_("{1}: known totals by {2}"), options->totals, variables_text(totals, cli->arena), NULL);
    }
    if (options->totals || options->known.trims)
        design->known = &options->known;
    return true;
}

/* --- Numbers in words ------------------------------------------------------------------------------------------------
 */

static const char *number(const struct par_survey_run *run, double value, int decimals)
{
    static const double MOST = 9e17;
    char text[PAR_DECIMAL_TEXT];
    for (int i = 0; i < decimals; i++)
        value *= 10;
    for (; decimals > 0 && value > MOST; decimals--)
        value /= 10;
    int64_t rounded = value < MOST ? (int64_t)(value + 0.5) : INT64_MAX;
    par_decimal_print(rounded, decimals, decimals, par_cli_decimal(run->cli), text);
    return par_arena_copy(run->cli->arena, par_span_of(text));
}

static const char *points(const struct par_survey_run *run, par_points value)
{
    char text[PAR_DECIMAL_TEXT];
    par_decimal_print(value, PAR_POINTS_SCALE, -1, par_cli_decimal(run->cli), text);
    return par_arena_copy(run->cli->arena, par_span_of(text));
}

/* --- The fit ---------------------------------------------------------------------------------------------------------
 */

static const char *category_text(const struct par_survey_run *run, const struct par_totals_variable *variable,
                                 size_t at)
{
    return par_arena_join(run->cli->arena, "\"", variable->items[at].name, "\" (", variable->name, ")", NULL);
}

/* The place of a total; of everybody's sum, where nothing is known, nowhere. */
static struct par_place place_of(const struct par_totals *totals, struct par_fit_place at)
{
    if (!totals)
        return (struct par_place){0};
    return (struct par_place){.file = totals->file, .line = totals->variables[at.margin].items[at.at].line};
}

static void report_empty(const struct par_survey_run *run, const struct par_fit_fault *fault)
{
    const struct par_totals *totals = run->options->design.totals;
    for (size_t i = 0; totals && i < fault->empty_count; i++) {
        const struct par_totals_variable *variable = &totals->variables[fault->empty[i].margin];
        struct par_place place = place_of(totals, fault->empty[i]);
        par_diags_add(run->cli->diags, PAR_ERROR, PAR_TOTALS_NO_FORM, &place, variable->items[fault->empty[i].at].name,
                      variable->name, NULL);
    }
}

static void report_diverged(const struct par_survey_run *run, const struct par_fit_fault *fault)
{
    const struct par_totals *totals = run->options->design.totals;
    struct par_place place = place_of(totals, fault->worst);
    const char *whose = par_cli_text(run->cli, N_("all forms"));
    if (totals)
        whose = category_text(run, &totals->variables[fault->worst.margin], fault->worst.at);
    par_diags_add(run->cli->diags, PAR_ERROR, fault->bounds ? PAR_TOTALS_BOUNDS : PAR_TOTALS_DIVERGED, &place,
                  par_count_text(PAR_FIT_ROUNDS, run->cli->arena), whose, number(run, fault->reached, 6),
                  number(run, fault->wanted, 6), NULL);
}

static void report_fault(const struct par_survey_run *run, enum par_fit_status status,
                         const struct par_fit_fault *fault)
{
    if (status == PAR_FIT_OVERFLOW)
        par_diags_add(run->cli->diags, PAR_ERROR, PAR_OVERFLOW, NULL, NULL);
    else if (status == PAR_FIT_EMPTY)
        report_empty(run, fault);
    else if (status == PAR_FIT_DIVERGED)
        report_diverged(run, fault);
}

static const char *bounds_text(const struct par_survey_run *run)
{
    const struct par_known_totals *known = run->options->design.known;
    return par_arena_join(run->cli->arena, known->low ? points(run, known->low) : "", known->low ? " : " : "",
                          points(run, known->high), NULL);
}

static void report_fit(const struct par_survey_run *run)
{
    enum { RATIO_DECIMALS = 3 };
    const struct par_calibration *fit = run->calibration;
    struct par_diags *diags = run->cli->diags;
    struct par_arena *arena = run->cli->arena;
    if (run->options->design.totals)
        par_diags_add(diags, PAR_NOTE, PAR_TOTALS_FITTED, NULL, par_count_text((size_t)fit->rows, arena),
                      par_count_text(fit->rounds, arena), number(run, fit->after.kish, RATIO_DECIMALS),
                      number(run, fit->before.kish, RATIO_DECIMALS), NULL);
    if (run->options->design.known->trims)
        par_diags_add(diags, PAR_NOTE, PAR_TOTALS_TRIMMED, NULL, par_count_text((size_t)fit->raised, arena),
                      par_count_text((size_t)fit->lowered, arena), bounds_text(run), NULL);
    par_diags_add(diags, PAR_NOTE, PAR_TOTALS_RANGE, NULL, number(run, fit->after.least, RATIO_DECIMALS),
                  number(run, fit->after.most, RATIO_DECIMALS), number(run, fit->before.least, RATIO_DECIMALS),
                  number(run, fit->before.most, RATIO_DECIMALS), NULL);
}

bool par_survey_fit(struct par_survey_run *run)
{
    const struct par_known_totals *known = run->options->design.known;
    enum par_fit_status status;
    struct par_fit_fault fault;
    if (!known)
        return true;
    run->calibration = par_calibrate(run->survey->sums, known, &status, &fault);
    if (run->calibration)
        report_fit(run);
    else
        report_fault(run, status, &fault);
    return run->calibration || (status == PAR_FIT_EMPTY && !known->margin_count);
}

/* --- What it changes -------------------------------------------------------------------------------------------------
 */

static const char *index_text(const struct par_survey_run *run, const struct par_survey_figure *figure)
{
    enum { ERROR_DECIMALS = 3 };
    char text[PAR_DECIMAL_TEXT];
    par_decimal_print(figure->exact, figure->scale, figure->decimals, par_cli_decimal(run->cli), text);
    if (!figure->estimate.has_error)
        return par_arena_join(run->cli->arena, text, " %", NULL);
    return par_arena_join(run->cli->arena, text, " % ± ", number(run, 100 * figure->estimate.se, ERROR_DECIMALS), NULL);
}

void par_survey_report_effect(struct par_survey_run *run)
{
    struct par_survey_figure fitted, base;
    if (!run->base || !par_survey_total(run, run->survey->everyone, &fitted) || (run->options->suppress && fitted.weak))
        return;
    struct par_survey_run as_came = *run;
    as_came.estimator = run->base;
    if (par_survey_total(&as_came, run->survey->everyone, &base))
        par_diags_add(run->cli->diags, PAR_NOTE, PAR_TOTALS_EFFECT, NULL, index_text(run, &fitted),
                      index_text(run, &base), NULL);
}
