/* The variance over the sampling units of a domain: see estimate.h for the formula. */
#include <math.h>

#include "estimate_private.h"

uint64_t par_cell_rows(const struct par_sums *sums, const struct par_sums_cell *cell, const struct par_figure *figure)
{
    size_t first = sums->offsets[figure->answered], end = first + sums->plan.categories[figure->answered];
    uint64_t rows = 0;
    for (size_t i = first; i < end; i++)
        rows += figure->worths[i].den ? cell->rows[i] : 0;
    return rows;
}

double par_estimator_pairs(const struct par_estimator *estimator, const struct par_gradient *gradient,
                           const par_wide *pairs)
{
    size_t count = 2 * estimator->sums->plan.pair_count;
    const double *of = gradient->of_class;
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (of[i] == 0)
            continue;
        const par_wide *row = pairs + par_sums_pair(estimator->sums, i, 0);
        double of_row = of[i] * (double)row[i];
        for (size_t k = i + 1; k < count; k++)
            of_row += 2 * of[k] * (double)row[k];
        sum += of[i] * of_row;
    }
    return fmax(sum, 0);
}

/* --- One stage within one stratum, or within one PSU ----------------------------------------------------------------
 */

/* The sums of z of the units that the domain has there; or, where rows are the units, of z and of its square. */
struct stage {
    double n;           /* units in the sample */
    double population;  /* 0: not said */
    const double *sums; /* NULL: rows are the units */
    size_t count;
    double sum, squares;
    double gross; /* what the squares were made of, without signs */
};

/* The squares about the mean of all n units, of which those not in the domain are 0. */
static double squares_about_mean(const struct stage *stage)
{
    static const double ROUNDING = 1e-12; /* one differing row in 10^11 is more */
    double mean = stage->sum / stage->n, squares = 0;
    if (!stage->sums) {
        squares = stage->squares - stage->sum * mean;
        return squares > ROUNDING * stage->gross ? squares : 0;
    }
    for (size_t i = 0; i < stage->count; i++)
        squares += (stage->sums[i] - mean) * (stage->sums[i] - mean);
    return squares + (stage->n - (double)stage->count) * mean * mean;
}

/* What is left of the population, as a share of it; 0 where it was taken to the last unit. */
static double left_of(const struct stage *stage)
{
    static const double ALL = 1e-7; /* but for rounding */
    double left = stage->population > 0 ? (stage->population - stage->n) / stage->population : 1;
    return left < ALL ? 0 : left;
}

enum lonely_answer { GIVEN, UNDECIDED };

/* What the stage adds. UNDECIDED when the rule for lonely units gives none. */
static enum lonely_answer stage_variance(const struct stage *stage, enum par_lonely rule, double *variance)
{
    double left = left_of(stage);
    *variance = 0;
    if (left == 0)
        return GIVEN;
    if (stage->n > 1)
        *variance = left * stage->n / (stage->n - 1) * squares_about_mean(stage);
    else if (rule == PAR_LONELY_ADJUST)
        *variance = left * stage->sum * stage->sum;
    return stage->n > 1 || (rule != PAR_LONELY_FAIL && rule != PAR_LONELY_AVERAGE) ? GIVEN : UNDECIDED;
}

/* --- Units with an answer in the whole sample -----------------------------------------------------------------------
 */

/* How many units with an answer each stratum and each PSU has: domain 0 is everybody. */
static void count_units(struct par_estimator *estimator, const struct par_figure *figure)
{
    const struct par_sums *sums = estimator->sums;
    size_t *strata = par_arena_array(estimator->arena, sums->stratum_count, sizeof *strata);
    size_t *psus = par_arena_array(estimator->arena, sums->psu_count, sizeof *psus);
    size_t before = SIZE_MAX, unit = SIZE_MAX;
    for (size_t i = estimator->first[0]; i < estimator->first[1]; i++) {
        const struct par_sums_cell *cell = estimator->cells[i];
        uint64_t rows = par_cell_rows(sums, cell, figure);
        if (rows == 0)
            continue;
        size_t units = sums->rows_are_units ? (size_t)rows : cell->unit != unit;
        unit = cell->unit;
        if (!sums->plan.has_psu) {
            strata[cell->unit] += units;
            continue;
        }
        size_t psu = par_cell_psu(sums, cell);
        strata[sums->psus[psu].stratum] += psu != before;
        psus[psu] += units;
        before = psu;
    }
    estimator->stratum_units[figure->answered] = strata;
    estimator->psu_units[figure->answered] = psus;
}

static double units_of_stratum(struct par_estimator *estimator, const struct par_figure *figure, size_t stratum)
{
    const struct par_sums *sums = estimator->sums;
    if (estimator->options.blanks == PAR_BLANKS_DELETED)
        return (double)estimator->stratum_units[figure->answered][stratum];
    return sums->plan.has_psu ? (double)sums->strata[stratum].psus : (double)sums->strata[stratum].rows;
}

static double units_of_psu(struct par_estimator *estimator, const struct par_figure *figure, size_t psu)
{
    const struct par_sums *sums = estimator->sums;
    if (estimator->options.blanks == PAR_BLANKS_DELETED)
        return (double)estimator->psu_units[figure->answered][psu];
    return sums->plan.has_ssu ? (double)sums->psus[psu].ssus : (double)sums->psus[psu].rows;
}

/* --- A stratum ------------------------------------------------------------------------------------------------------
 */

static const struct par_gradient *gradient_of(const struct par_estimator *estimator, const struct par_sums_cell *cell)
{
    const struct par_gradient *second = &estimator->gradients[1];
    return cell->domain == second->domain ? second : &estimator->gradients[0];
}

/* What totals explain of the z of a row of the class, in either domain of a difference. */
static double explained_of(const struct par_estimator *estimator, size_t class)
{
    const struct par_gradient *gradients = estimator->gradients;
    if (!estimator->whole)
        return 0;
    return gradients[0].explained[class] + (gradients[1].domain == SIZE_MAX ? 0 : gradients[1].explained[class]);
}

static bool is_whole(const struct par_sums_cell *cell)
{
    return cell->domain == PAR_WHOLE_SAMPLE;
}

/* Of z; of the whole sample, of what is taken off it. */
static double sum_of_cell(struct par_estimator *estimator, const struct par_sums_cell *cell)
{
    const struct par_gradient *gradient = gradient_of(estimator, cell);
    double sum = 0, factor = par_estimator_factor(estimator, cell->class);
    if (is_whole(cell)) {
        sum = -explained_of(estimator, cell->class) * (double)cell->weight * factor;
        estimator->magnitude += fabs(sum);
        return sum;
    }
    for (size_t i = 0; i < gradient->used_count; i++) {
        double term = gradient->of[gradient->used[i]] * (double)cell->weights[gradient->used[i]] * factor;
        estimator->magnitude += fabs(term);
        sum += term;
    }
    return sum;
}

/* Of w z, squared. */
static double squares_of_cell(const struct par_estimator *estimator, const struct par_sums_cell *cell,
                              const struct par_figure *figure)
{
    const struct par_gradient *gradient = gradient_of(estimator, cell);
    double sum = 0;
    if (figure->count > 1)
        return par_estimator_pairs(estimator, gradient, cell->pairs);
    for (size_t i = 0; i < gradient->used_count; i++) {
        double of = gradient->of[gradient->used[i]];
        sum += of * of * (double)cell->squares[gradient->used[i]];
    }
    return sum;
}

/* Of w^2 z. */
static double square_weighted(const struct par_estimator *estimator, const struct par_sums_cell *cell)
{
    const struct par_gradient *gradient = gradient_of(estimator, cell);
    double sum = 0;
    for (size_t i = 0; i < gradient->used_count; i++)
        sum += gradient->of[gradient->used[i]] * (double)cell->squares[gradient->used[i]];
    return sum;
}

/* Adds (w (z - b))^2 of the rows, b what is explained: w^2 z^2 - 2 b w^2 z where z is, b^2 w^2 of the whole sample. */
static void add_squares(const struct par_estimator *estimator, struct par_cells cells, const struct par_figure *figure,
                        struct stage *stage)
{
    for (size_t i = 0; i < cells.count; i++) {
        const struct par_sums_cell *cell = cells.items[i];
        double b = explained_of(estimator, cell->class), factor = par_estimator_factor(estimator, cell->class);
        double plain = is_whole(cell) ? b * b * (double)cell->square : squares_of_cell(estimator, cell, figure);
        double cross = is_whole(cell) || b == 0 ? 0 : 2 * b * square_weighted(estimator, cell);
        stage->squares += factor * factor * (plain - cross);
        stage->gross += factor * factor * (plain + fabs(cross));
    }
}

struct found {
    double variance; /* of the second stage */
    size_t units;    /* with an answer */
    size_t seen;     /* with anything in the sum */
    bool undecided, is_sampled;
};

/* The second stage within a PSU, and its sum of z. */
static double walk_psu(struct par_estimator *estimator, const struct par_figure *figure, struct par_cells cells,
                       double share, struct found *found)
{
    const struct par_sums *sums = estimator->sums;
    size_t psu = par_cell_psu(sums, cells.items[0]);
    struct stage stage = {.n = units_of_psu(estimator, figure, psu), .population = (double)sums->psus[psu].population};
    uint64_t rows = 0;
    bool seen = false;
    size_t before = SIZE_MAX;
    for (size_t i = 0; i < cells.count; i++) {
        uint64_t of_cell = is_whole(cells.items[i]) ? 0 : par_cell_rows(sums, cells.items[i], figure);
        rows += of_cell;
        if (of_cell == 0 && !is_whole(cells.items[i]))
            continue;
        seen = true;
        double sum = sum_of_cell(estimator, cells.items[i]);
        stage.sum += sum;
        if (stage.count > 0 && before == cells.items[i]->unit)
            estimator->ssu_sums[stage.count - 1] += sum;
        else
            estimator->ssu_sums[stage.count++] = sum;
        before = cells.items[i]->unit;
    }
    found->units += rows > 0;
    found->seen += seen;
    if (!seen || share == 0 || !(sums->plan.has_ssu || sums->plan.rows_are_ssu))
        return stage.sum;
    if (sums->plan.has_ssu)
        stage.sums = estimator->ssu_sums;
    else
        add_squares(estimator, cells, figure, &stage);
    double variance;
    found->is_sampled = left_of(&stage) > 0 || found->is_sampled;
    found->undecided = stage_variance(&stage, estimator->options.lonely, &variance) == UNDECIDED || found->undecided;
    found->variance += share * variance;
    return stage.sum;
}

/* The PSUs of a stratum; the stage gets their sums of z. */
static void walk_psus(struct par_estimator *estimator, const struct par_figure *figure, struct par_cells cells,
                      struct stage *stage, struct found *found)
{
    const struct par_sums *sums = estimator->sums;
    double share = stage->population > 0 ? stage->n / stage->population : 0;
    stage->sums = estimator->psu_sums;
    for (size_t i = 0, end; i < cells.count; i = end) {
        size_t psu = par_cell_psu(sums, cells.items[i]), before = found->seen;
        for (end = i + 1; end < cells.count && par_cell_psu(sums, cells.items[end]) == psu;)
            end++;
        double sum = walk_psu(estimator, figure, (struct par_cells){cells.items + i, end - i}, share, found);
        if (found->seen > before) {
            estimator->psu_sums[stage->count++] = sum;
            stage->sum += sum;
        }
    }
}

static void walk_rows(struct par_estimator *estimator, const struct par_figure *figure, struct par_cells cells,
                      struct stage *stage, struct found *found)
{
    for (size_t i = 0; i < cells.count; i++) {
        if (!is_whole(cells.items[i]))
            found->units += (size_t)par_cell_rows(estimator->sums, cells.items[i], figure);
        found->seen += is_whole(cells.items[i]);
        stage->sum += sum_of_cell(estimator, cells.items[i]);
    }
    found->seen += found->units;
    add_squares(estimator, cells, figure, stage);
}

/* Adds a stratum to the walk; says whether it decided anything (only then it counts in the average). */
static bool walk_stratum(struct par_estimator *estimator, const struct par_figure *figure, struct par_cells cells,
                         struct par_walk *walk)
{
    const struct par_sums *sums = estimator->sums;
    size_t stratum = par_cell_stratum(sums, cells.items[0]);
    struct stage stage = {.n = units_of_stratum(estimator, figure, stratum),
                          .population = (double)sums->strata[stratum].population};
    struct found found = {0};
    double variance = 0;
    if (sums->plan.has_psu)
        walk_psus(estimator, figure, cells, &stage, &found);
    else
        walk_rows(estimator, figure, cells, &stage, &found);
    if (found.seen == 0)
        return false;
    bool given = stage_variance(&stage, estimator->options.lonely, &variance) == GIVEN;
    if (found.undecided || (!given && estimator->options.lonely == PAR_LONELY_FAIL))
        walk->lonely = stratum;
    walk->is_sampled = left_of(&stage) > 0 || found.is_sampled || walk->is_sampled;
    walk->strata += found.units > 0;
    walk->walked++;
    walk->units += found.units;
    walk->variance += variance;
    walk->second_stage += found.variance;
    return given;
}

struct par_walk par_estimator_walk(struct par_estimator *estimator, struct par_cells cells,
                                   const struct par_figure *figure)
{
    const struct par_sums *sums = estimator->sums;
    static const double ROUNDING = 1e-14;
    struct par_walk walk = {.lonely = SIZE_MAX};
    estimator->magnitude = 0;
    size_t decided = 0, last = 0;
    if (estimator->options.blanks == PAR_BLANKS_DELETED && !estimator->stratum_units[figure->answered])
        count_units(estimator, figure);
    for (size_t i = 0, end; i < cells.count; i = end) {
        size_t stratum = par_cell_stratum(sums, cells.items[i]);
        for (end = i + 1; end < cells.count && par_cell_stratum(sums, cells.items[end]) == stratum;)
            end++;
        decided += walk_stratum(estimator, figure, (struct par_cells){cells.items + i, end - i}, &walk);
        last = stratum;
    }
    if (estimator->options.lonely == PAR_LONELY_AVERAGE && decided > 0)
        walk.variance *= (double)walk.walked / (double)decided;
    else if (estimator->options.lonely == PAR_LONELY_AVERAGE)
        walk.lonely = last;
    walk.variance += walk.second_stage;
    if (sqrt(walk.variance) <= ROUNDING * estimator->magnitude)
        walk.variance = 0; /* sums that are 0 but for rounding */
    return walk;
}
