/* Figures and their linearisation: see estimate.h. The cells are in estimate_cells.c, the variance in
 * estimate_variance.c, intervals in estimate_interval.c. */
#include <math.h>

#include "estimate_private.h"

double par_estimator_factor(const struct par_estimator *estimator, size_t class)
{
    const struct par_calibration *calibration = estimator->options.calibration;
    return calibration ? calibration->scaled[class] : 1;
}

static size_t most_units(const struct par_sums *sums)
{
    size_t most = 1;
    for (size_t i = 0; i < sums->stratum_count; i++)
        most = sums->strata[i].psus > most ? sums->strata[i].psus : most;
    for (size_t i = 0; i < sums->psu_count; i++)
        most = sums->psus[i].ssus > most ? sums->psus[i].ssus : most;
    return most;
}

static struct par_gradient gradient_new(const struct par_sums *sums, struct par_arena *arena)
{
    struct par_gradient gradient = {.domain = SIZE_MAX};
    gradient.of = par_arena_array(arena, sums->width, sizeof *gradient.of);
    gradient.used = par_arena_array(arena, sums->width, sizeof *gradient.used);
    gradient.of_class = par_arena_array(arena, 2 * sums->plan.pair_count, sizeof *gradient.of_class);
    gradient.explained = par_arena_array(arena, sums->class_count, sizeof *gradient.explained);
    return gradient;
}

struct par_estimator *par_estimator_new(const struct par_sums *sums, const struct par_estimator_options *options)
{
    struct par_arena *arena = sums->arena;
    struct par_estimator *estimator = par_arena_alloc(arena, sizeof *estimator);
    size_t units = most_units(sums);
    par_sums_settle(sums);
    *estimator = (struct par_estimator){.sums = sums, .options = *options, .arena = arena, .totals_of = SIZE_MAX};
    par_estimator_sort(estimator);
    estimator->order = par_sums_class_order(sums);
    if (options->calibration && options->calibration->projection)
        par_estimator_take_whole(estimator);
    estimator->weights = par_arena_array(arena, sums->width, sizeof *estimator->weights);
    estimator->rows = par_arena_array(arena, sums->width, sizeof *estimator->rows);
    for (size_t i = 0; i < 2; i++)
        estimator->gradients[i] = gradient_new(sums, arena);
    estimator->gradient = &estimator->gradients[0];
    estimator->psu_sums = par_arena_array(arena, units, sizeof *estimator->psu_sums);
    estimator->ssu_sums = par_arena_array(arena, units, sizeof *estimator->ssu_sums);
    size_t questions = sums->plan.question_count;
    estimator->stratum_units = par_arena_array(arena, questions, sizeof *estimator->stratum_units);
    estimator->psu_units = par_arena_array(arena, questions, sizeof *estimator->psu_units);
    return estimator;
}

/* Fitted weights are rounded to 10^-9 in the total of a category, and nowhere before. */
static void scale_totals(struct par_estimator *estimator)
{
    const struct par_calibration *calibration = estimator->options.calibration;
    for (size_t i = 0; calibration && i < estimator->sums->width; i++)
        estimator->weights[i] = (estimator->weights[i] + calibration->unit / 2) / calibration->unit;
}

void par_estimator_total(struct par_estimator *estimator, size_t domain)
{
    const struct par_sums *sums = estimator->sums;
    if (estimator->totals_of == domain)
        return;
    estimator->totals_of = domain;
    for (size_t i = 0; i < sums->width; i++) {
        estimator->weights[i] = 0;
        estimator->rows[i] = 0;
    }
    const struct par_calibration *calibration = estimator->options.calibration;
    for (size_t c = estimator->first[domain]; c < estimator->first[domain + 1]; c++) {
        const struct par_sums_cell *cell = estimator->cells[c];
        int64_t factor = calibration ? calibration->factors[cell->class] : 1;
        for (size_t i = 0; i < sums->width; i++) {
            estimator->weights[i] += cell->weights[i] * factor;
            estimator->rows[i] += cell->rows[i];
        }
    }
    scale_totals(estimator);
}

uint64_t par_estimate_rows(struct par_estimator *estimator, size_t domain, size_t category)
{
    par_estimator_total(estimator, domain);
    return estimator->rows[category];
}

/* --- The mean of one question --------------------------------------------------------------------------------------
 */

struct question {
    size_t first, end; /* its categories */
    bool answered;
    double weight;        /* of the counted answers, in 10^-9 */
    double mean, most;    /* and the largest worth */
    double short_of_most; /* most - mean, which keeps its digits where the mean is near the most */
};

static double worth_of(struct par_worth worth)
{
    return (double)worth.num / (double)worth.den;
}

/* A mean at an end of the worths is that end exactly. */
static void settle_ends(const struct par_estimator *estimator, const struct par_figure *figure,
                        struct question *question)
{
    bool all_most = true, all_none = true;
    for (size_t i = question->first; i < question->end; i++) {
        struct par_worth worth = figure->worths[i];
        if (!worth.den || !estimator->weights[i])
            continue;
        all_most = all_most && worth_of(worth) >= question->most;
        all_none = all_none && worth.num == 0;
    }
    if (all_most)
        question->mean = question->most;
    if (all_none)
        question->mean = 0;
}

static struct question question_of(const struct par_estimator *estimator, const struct par_figure *figure, size_t which)
{
    const struct par_sums *sums = estimator->sums;
    struct question question = {.first = sums->offsets[which]};
    par_wide weight = 0;
    double worth = 0, less = 0;
    question.end = question.first + sums->plan.categories[which];
    for (size_t i = question.first; i < question.end; i++) {
        if (!figure->worths[i].den)
            continue;
        question.most = fmax(question.most, worth_of(figure->worths[i]));
        weight += estimator->weights[i];
        worth += worth_of(figure->worths[i]) * (double)estimator->weights[i];
    }
    for (size_t i = question.first; i < question.end; i++)
        if (figure->worths[i].den)
            less += (question.most - worth_of(figure->worths[i])) * (double)estimator->weights[i];
    question.answered = weight > 0;
    question.weight = (double)weight;
    question.mean = question.answered ? worth / question.weight : 0;
    question.short_of_most = question.answered ? less / question.weight : 0;
    settle_ends(estimator, figure, &question);
    return question;
}

/* What an answer is worth less the mean. */
static double off_mean(const struct question *question, struct par_worth worth)
{
    double off = worth_of(worth) - question->mean;
    return question->mean > question->most / 2 ? question->short_of_most - (question->most - worth_of(worth)) : off;
}

/* --- The figure and its gradient -----------------------------------------------------------------------------------
 */

/* Adds c (y - p) / sum(w) of a question's categories to the gradient. */
static void add_gradient(struct par_estimator *estimator, const struct par_figure *figure,
                         const struct question *question, double factor)
{
    const struct par_sums_plan *plan = &estimator->sums->plan;
    struct par_gradient *gradient = estimator->gradient;
    for (size_t i = question->first; i < question->end; i++) {
        gradient->used[gradient->used_count++] = i;
        gradient->of[i] = figure->worths[i].den ? factor * off_mean(question, figure->worths[i]) : 0;
    }
    for (size_t k = 0; figure->of_pairs && k < plan->pair_count; k++) {
        if (estimator->sums->offsets[plan->pair_questions[k]] != question->first)
            continue;
        for (size_t i = question->first; i < question->end; i++)
            if (plan->pair_classes[i] < 2)
                gradient->of_class[2 * k + plan->pair_classes[i]] = gradient->of[i];
    }
}

static double weight_of(const struct par_figure *figure, size_t i)
{
    return figure->weights ? (double)figure->weights[i] : 1;
}

/* Questions that nobody of the domain answered say nothing and are left out. False when there is no other. */
static bool mean_of_questions(struct par_estimator *estimator, const struct par_figure *figure, double *value)
{
    double sum = 0, weights = 0;
    for (size_t i = 0; i < figure->count; i++) {
        struct question question = question_of(estimator, figure, figure->questions[i]);
        if (question.answered) {
            sum += weight_of(figure, i) * question.mean;
            weights += weight_of(figure, i);
        }
    }
    if (!(weights > 0))
        return false;
    *value = sum / weights;
    for (size_t i = 0; i < figure->count; i++) {
        struct question question = question_of(estimator, figure, figure->questions[i]);
        if (question.answered)
            add_gradient(estimator, figure, &question, weight_of(figure, i) / weights / question.weight);
    }
    return true;
}

/* All answers as those to one question. */
static bool mean_of_answers(struct par_estimator *estimator, const struct par_figure *figure, double *value)
{
    struct question all = {0};
    double worth = 0, less = 0;
    for (size_t i = 0; i < figure->count; i++) {
        struct question question = question_of(estimator, figure, figure->questions[i]);
        all.weight += question.weight;
        worth += question.mean * question.weight;
        less += question.short_of_most * question.weight;
        all.most = fmax(all.most, question.most);
    }
    if (!(all.weight > 0))
        return false;
    all.mean = *value = less > 0 ? worth / all.weight : all.most;
    all.short_of_most = less / all.weight;
    for (size_t i = 0; i < figure->count; i++) {
        all.first = estimator->sums->offsets[figure->questions[i]];
        all.end = all.first + estimator->sums->plan.categories[figure->questions[i]];
        add_gradient(estimator, figure, &all, 1 / all.weight);
    }
    return true;
}

/* What known totals explain of z, by class: from the gradient and the weights as they came. */
static void explain(struct par_estimator *estimator, size_t domain)
{
    struct par_gradient *gradient = estimator->gradient;
    for (size_t i = 0; i < estimator->sums->class_count; i++)
        estimator->of_classes[i] = 0;
    for (size_t c = estimator->first[domain]; c < estimator->first[domain + 1]; c++) {
        const struct par_sums_cell *cell = estimator->cells[c];
        double sum = 0;
        for (size_t i = 0; i < gradient->used_count; i++)
            sum += gradient->of[gradient->used[i]] * (double)cell->weights[gradient->used[i]];
        estimator->of_classes[cell->class] += sum;
    }
    par_calibration_explain(estimator->options.calibration, estimator->of_classes, gradient->explained);
}

bool par_estimator_linearise(struct par_estimator *estimator, size_t domain, const struct par_figure *figure,
                             double *value)
{
    struct par_gradient *gradient = estimator->gradient;
    par_estimator_total(estimator, domain);
    for (size_t i = 0; i < 2 * estimator->sums->plan.pair_count; i++)
        gradient->of_class[i] = 0;
    gradient->used_count = 0;
    gradient->domain = domain;
    bool pooled = figure->pooled && figure->count > 1;
    if (!(pooled ? mean_of_answers : mean_of_questions)(estimator, figure, value))
        return false;
    if (estimator->whole)
        explain(estimator, domain);
    return true;
}

bool par_estimator_has_pairs(const struct par_estimator *estimator, const struct par_figure *figure)
{
    const struct par_sums *sums = estimator->sums;
    return figure->count == 1 || !sums->rows_are_units || (figure->of_pairs && sums->plan.pairs_for_error);
}

/* --- Design effect and effective n ---------------------------------------------------------------------------------
 */

/* The sum of w (y - p)^2 / sum(w)^2 over the rows; false when only pairs could tell it and there are none. */
static bool spread_of(const struct par_estimator *estimator, size_t domain, const struct par_figure *figure,
                      double *spread)
{
    const struct par_domain *of = &estimator->sums->domains[domain];
    *spread = 0;
    if (figure->count > 1 && !(figure->of_pairs && estimator->sums->plan.pairs_for_spread))
        return false;
    for (size_t i = 0; figure->count > 1 && i < estimator->sums->class_count; i++) {
        size_t class = estimator->order[i];
        if (class < of->spread_room && of->spreads[class])
            *spread += par_estimator_factor(estimator, class) *
                       par_estimator_pairs(estimator, estimator->gradient, of->spreads[class]);
    }
    const struct par_gradient *gradient = estimator->gradient;
    for (size_t i = 0; figure->count == 1 && i < gradient->used_count; i++) {
        size_t at = gradient->used[i];
        *spread += gradient->of[at] * gradient->of[at] * (double)estimator->weights[at];
    }
    return true;
}

static void add_design_effect(const struct par_estimator *estimator, size_t domain, const struct par_figure *figure,
                              double weight, struct par_estimate *out)
{
    double spread, n = (double)out->n, real = weight / (double)PAR_WEIGHT_ONE;
    if (out->n < 2 || !spread_of(estimator, domain, figure, &spread))
        return;
    double left = real > n ? 1 - n / real : 1;
    double simple = spread * weight * left / (n - 1); /* the variance of a simple random sample */
    out->has_deff = simple > 0;
    if (out->has_deff)
        out->deff = out->se * out->se / simple;
}

/* Rows that have the figure, and their weight. */
static double count_rows(const struct par_estimator *estimator, const struct par_figure *figure, uint64_t *rows)
{
    const struct par_sums *sums = estimator->sums;
    par_wide weight = 0;
    size_t first = sums->offsets[figure->answered], end = first + sums->plan.categories[figure->answered];
    *rows = 0;
    for (size_t i = first; i < end; i++)
        if (figure->worths[i].den) {
            *rows += estimator->rows[i];
            weight += estimator->weights[i];
        }
    return (double)weight;
}

static void take_error(struct par_estimator *estimator, size_t domain, const struct par_figure *figure,
                       struct par_estimate *out)
{
    struct par_cells cells = par_estimator_with_whole(estimator, par_estimator_cells(estimator, domain));
    struct par_walk walk = par_estimator_walk(estimator, cells, figure);
    out->df = (int64_t)walk.units - (int64_t)walk.strata;
    if (walk.lonely != SIZE_MAX) {
        out->lonely = estimator->sums->strata[walk.lonely].code.text;
        out->lonely_size = estimator->sums->strata[walk.lonely].code.size;
        return;
    }
    out->has_error = true;
    out->se = sqrt(walk.variance);
    out->is_sampled = walk.is_sampled;
    out->has_n_eff = walk.variance > 0 && out->value > 0 && out->value < 1;
    if (out->has_n_eff)
        out->n_eff = out->value * (1 - out->value) / walk.variance;
}

bool par_estimate(struct par_estimator *estimator, size_t domain, const struct par_figure *figure,
                  struct par_estimate *out)
{
    *out = (struct par_estimate){0};
    if (!par_estimator_linearise(estimator, domain, figure, &out->value))
        return false;
    double weight = count_rows(estimator, figure, &out->n);
    if (!par_estimator_has_pairs(estimator, figure))
        return true;
    take_error(estimator, domain, figure, out);
    if (out->has_error)
        add_design_effect(estimator, domain, figure, weight, out);
    return true;
}
