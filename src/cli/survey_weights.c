/* Weights fitted to known totals, and trimmed: what is known of them, the fit, and what is said of it. */
#include <math.h>

#include "catalog.h"
#include "messages.h"
#include "survey.h"

/* --- What is known ---------------------------------------------------------------------------------------------------
 */

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
        par_cli_say(cli, N_("{1}: known totals of {2} variables"), options->totals,
                    par_message_number(cli->arena, totals->count), NULL);
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

static void report_fault(const struct par_survey_run *run, enum par_fit_status status,
                         const struct par_fit_fault *fault)
{
    struct par_diags *diags = run->cli->diags;
    const struct par_totals *totals = run->options->design.totals;
    struct par_arena *arena = run->cli->arena;
    if (status == PAR_FIT_OVERFLOW) {
        par_diags_add(diags, PAR_ERROR, PAR_OVERFLOW, NULL, NULL);
        return;
    }
    const struct par_totals_variable *variable = totals ? &totals->variables[fault->margin] : NULL;
    struct par_place place = {.file = totals ? totals->file : NULL,
                              .line = variable ? variable->items[fault->at].line : 0};
    const char *everyone = par_cli_text(run->cli, N_("all forms"));
    if (status == PAR_FIT_EMPTY && variable)
        par_diags_add(diags, PAR_ERROR, PAR_TOTALS_NO_FORM, &place, variable->items[fault->at].name, variable->name,
                      NULL);
    else if (status == PAR_FIT_DIVERGED)
        par_diags_add(diags, PAR_ERROR, fault->bounds ? PAR_TOTALS_BOUNDS : PAR_TOTALS_DIVERGED, &place,
                      par_message_number(arena, PAR_FIT_ROUNDS),
                      variable ? category_text(run, variable, fault->at) : everyone, number(run, fault->reached, 6),
                      number(run, fault->wanted, 6), NULL);
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
        par_diags_add(diags, PAR_NOTE, PAR_TOTALS_FITTED, NULL, par_message_number(arena, (size_t)fit->rows),
                      par_message_number(arena, fit->rounds), number(run, fit->after.kish, RATIO_DECIMALS),
                      number(run, fit->before.kish, RATIO_DECIMALS), NULL);
    if (run->options->design.known->trims)
        par_diags_add(diags, PAR_NOTE, PAR_TOTALS_TRIMMED, NULL, par_message_number(arena, (size_t)fit->raised),
                      par_message_number(arena, (size_t)fit->lowered), bounds_text(run), NULL);
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
