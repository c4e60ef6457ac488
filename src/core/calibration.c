/* Fitting weights to known totals: see calibration.h. What they explain is in calibration_explain.c. */
#include "parindex/calibration.h"

#include <math.h>

#include "calibration_private.h"

enum { CATEGORY_BYTES = 4, WEIGHT_BYTES = 8, FACTOR_DIGITS = 15 };

/* --- Keys ----------------------------------------------------------------------------------------------------------
 */

size_t par_calibration_key_size(const struct par_known_totals *known)
{
    return known->margin_count * CATEGORY_BYTES + (known->trims ? WEIGHT_BYTES : 0);
}

/* Larger numbers are larger texts. */
static char *put(char *at, uint64_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        *at++ = (char)(unsigned char)(number >> (8 * (bytes - 1 - i)));
    return at;
}

void par_calibration_key(const struct par_known_totals *known, const uint32_t *categories, int64_t weight, char *key)
{
    for (size_t i = 0; i < known->margin_count; i++)
        key = put(key, categories[i], CATEGORY_BYTES);
    if (known->trims)
        put(key, (uint64_t)weight, WEIGHT_BYTES);
}

static size_t category_of(struct par_span key, size_t margin)
{
    const unsigned char *at = (const unsigned char *)key.text + margin * CATEGORY_BYTES;
    size_t number = 0;
    for (size_t i = 0; i < CATEGORY_BYTES; i++)
        number = number << 8 | at[i];
    return number;
}

/* --- The table that is fitted ---------------------------------------------------------------------------------------
 */

struct fit {
    const struct par_sums *sums;
    const struct par_known_totals *known;
    struct par_arena *arena;
    const size_t *order;
    size_t count, margins; /* classes; margins, at least 1: the sum of all weights, where nothing is known */
    size_t *categories;    /* of each class, by margin */
    double **targets;      /* of each margin */
    double *sums_now;      /* of the margin at hand */
    double *weights;       /* of each class */
    double low, high;      /* bounds of a row's weight; high 0: none */
    size_t rounds;
};

/* Class 0 is the first in any order: its key is empty. */
static double weight_of_all(const struct fit *fit)
{
    double sum = 0;
    for (size_t i = 1; i < fit->count; i++)
        sum += (double)fit->sums->classes[fit->order[i]].weight;
    return sum;
}

static double total_of(const struct par_margin *margin)
{
    par_wide sum = 0;
    for (size_t i = 0; i < margin->count; i++)
        sum += margin->totals[i];
    return (double)sum;
}

/* The totals of all margins add up to the same: that of the weights, or of the first margin. */
static void set_targets(struct fit *fit)
{
    const struct par_known_totals *known = fit->known;
    double all = known->margin_count && !known->are_shares ? total_of(&known->margins[0]) : weight_of_all(fit);
    fit->targets = par_arena_array(fit->arena, fit->margins, sizeof *fit->targets);
    size_t most = 1;
    for (size_t m = 0; m < fit->margins; m++) {
        size_t count = known->margin_count ? known->margins[m].count : 1;
        most = count > most ? count : most;
        fit->targets[m] = par_arena_array(fit->arena, count, sizeof **fit->targets);
        fit->targets[m][0] = all;
        for (size_t i = 0; known->margin_count && i < count; i++)
            fit->targets[m][i] = (double)known->margins[m].totals[i] * (all / total_of(&known->margins[m]));
    }
    fit->sums_now = par_arena_array(fit->arena, most, sizeof *fit->sums_now);
}

static size_t categories_of(const struct fit *fit, size_t margin)
{
    return fit->known->margin_count ? fit->known->margins[margin].count : 1;
}

static struct fit fit_new(const struct par_sums *sums, const struct par_known_totals *known)
{
    struct fit fit = {.sums = sums, .known = known, .arena = sums->arena, .count = sums->class_count};
    fit.order = par_sums_class_order(sums);
    fit.margins = known->margin_count ? known->margin_count : 1;
    fit.categories = par_arena_array(fit.arena, fit.count * fit.margins, sizeof *fit.categories);
    for (size_t i = 1; i < fit.count; i++)
        for (size_t m = 0; m < known->margin_count; m++)
            fit.categories[i * fit.margins + m] = category_of(sums->classes[i].key, m);
    set_targets(&fit);
    fit.weights = par_arena_array(fit.arena, fit.count, sizeof *fit.weights);
    return fit;
}

/* --- Fitting --------------------------------------------------------------------------------------------------------
 */

static void add_up(struct fit *fit, size_t margin)
{
    for (size_t i = 0; i < categories_of(fit, margin); i++)
        fit->sums_now[i] = 0;
    for (size_t i = 1; i < fit->count; i++) {
        size_t class = fit->order[i];
        fit->sums_now[fit->categories[class * fit->margins + margin]] += fit->weights[class];
    }
}

static void meet(struct fit *fit, size_t margin)
{
    add_up(fit, margin);
    for (size_t i = 1; i < fit->count; i++) {
        size_t at = fit->categories[i * fit->margins + margin];
        fit->weights[i] *= fit->targets[margin][at] / fit->sums_now[at];
    }
}

static void bring_back(struct fit *fit)
{
    for (size_t i = 1; i < fit->count && fit->high > 0; i++) {
        double rows = (double)fit->sums->classes[i].rows;
        fit->weights[i] = fmax(fit->low * rows, fmin(fit->high * rows, fit->weights[i]));
    }
}

/* How far the weights are from the totals, as a share of one; where most. */
static double distance(struct fit *fit, struct par_fit_fault *fault)
{
    double most = -1;
    for (size_t m = 0; m < fit->margins; m++) {
        add_up(fit, m);
        for (size_t i = 0; i < categories_of(fit, m); i++) {
            double off = fabs(fit->sums_now[i] - fit->targets[m][i]) / fit->targets[m][i];
            if (!(off <= most)) {
                most = off;
                *fault = (struct par_fit_fault){.worst = {m, i},
                                                .reached = fit->sums_now[i] / (double)PAR_WEIGHT_ONE,
                                                .wanted = fit->targets[m][i] / (double)PAR_WEIGHT_ONE};
            }
        }
    }
    return most;
}

static bool fit_weights(struct fit *fit, struct par_fit_fault *fault)
{
    for (size_t i = 0; i < fit->count; i++)
        fit->weights[i] = i ? (double)fit->sums->classes[i].weight : 0;
    for (fit->rounds = 1; fit->rounds <= PAR_FIT_ROUNDS; fit->rounds++) {
        for (size_t m = 0; m < fit->margins; m++)
            meet(fit, m);
        bring_back(fit);
        if (distance(fit, fault) <= PAR_FIT_TOLERANCE)
            return true;
    }
    return false;
}

static bool has_everybody(struct fit *fit, struct par_fit_fault *fault)
{
    size_t room = 0;
    for (size_t i = 1; i < fit->count; i++)
        fit->weights[i] = (double)fit->sums->classes[i].rows;
    for (size_t m = 0; m < fit->margins; m++) {
        add_up(fit, m);
        for (size_t i = 0; i < categories_of(fit, m); i++)
            if (!(fit->sums_now[i] > 0)) {
                fault->empty =
                    par_arena_grow(fit->arena, fault->empty, fault->empty_count, &room, sizeof *fault->empty);
                fault->empty[fault->empty_count++] = (struct par_fit_place){m, i};
            }
    }
    return fault->empty_count == 0;
}

/* --- Factors --------------------------------------------------------------------------------------------------------
 */

/* As whole numbers; false when they do not fit, or sums with them would not. */
static bool take_factors(const struct fit *fit, struct par_calibration *out)
{
    static const par_wide LARGEST = (par_wide)1 << 120;
    int64_t *factors = par_arena_array(fit->arena, fit->count, sizeof *factors);
    double *scaled = par_arena_array(fit->arena, fit->count, sizeof *scaled), most = 0, unit = 1;
    double digits = 1;
    for (int i = 0; i < FACTOR_DIGITS; i++)
        digits *= 10;
    for (size_t i = 1; i < fit->count; i++) {
        scaled[i] = fit->sums->classes[i].rows ? fit->weights[i] / (double)fit->sums->classes[i].weight : 1;
        most = fmax(most, scaled[i]);
    }
    for (out->unit = 1; most > 0 && most * unit * 10 <= digits && out->unit < LARGEST / 10; unit *= 10)
        out->unit *= 10;
    par_wide sum = 0, product;
    bool fits = most < digits;
    for (size_t i = 1; fits && i < fit->count; i++) {
        factors[i] = (int64_t)(scaled[i] * unit + 0.5);
        scaled[i] = (double)factors[i] / unit;
        fits = factors[i] > 0 && !__builtin_mul_overflow(fit->sums->classes[i].weight, factors[i], &product) &&
               !__builtin_add_overflow(sum, product, &sum);
    }
    out->factors = factors;
    out->scaled = scaled;
    return fits;
}

/* With these factors, or NULL: as they came. */
static struct par_weighting weighting_of(const struct fit *fit, const double *factors)
{
    double rows = 0, sum = 0, squares = 0;
    struct par_weighting out = {0};
    for (size_t i = 1; i < fit->count; i++) {
        const struct par_sums_class *class = &fit->sums->classes[fit->order[i]];
        double factor = factors ? factors[fit->order[i]] : 1, least = factor * (double)class->least;
        if (class->rows == 0)
            continue;
        out.least = rows > 0 ? fmin(out.least, least) : least;
        out.most = fmax(out.most, factor * (double)class->most);
        rows += (double)class->rows;
        sum += factor * (double)class->weight;
        squares += factor * factor * (double)class->squares;
    }
    out.kish = rows * squares / (sum * sum);
    out.least *= rows / sum;
    out.most *= rows / sum;
    return out;
}

static void count_trimmed(const struct fit *fit, struct par_calibration *out)
{
    static const double NEAR = 1e-9;
    for (size_t i = 1; i < fit->count && fit->high > 0; i++) {
        uint64_t rows = fit->sums->classes[i].rows;
        double weight = fit->weights[i] / (double)rows;
        if (fit->low > 0 && weight <= fit->low * (1 + NEAR))
            out->raised += rows;
        else if (weight >= fit->high * (1 - NEAR))
            out->lowered += rows;
    }
}

static uint64_t rows_of(const struct fit *fit)
{
    uint64_t rows = 0;
    for (size_t i = 1; i < fit->count; i++)
        rows += fit->sums->classes[i].rows;
    return rows;
}

/* Without bounds, when they have been in the way. */
static bool fits_without_bounds(struct fit *fit)
{
    struct par_fit_fault ignored;
    bool bounds = fit->high > 0;
    fit->high = 0;
    return bounds && fit_weights(fit, &ignored);
}

static void set_bounds(struct fit *fit)
{
    if (!fit->known->trims)
        return;
    double mean = 0;
    for (size_t i = 0; i < categories_of(fit, 0); i++)
        mean += fit->targets[0][i];
    mean /= (double)rows_of(fit) * (double)PAR_POINTS_ONE;
    fit->low = (double)fit->known->low * mean;
    fit->high = (double)fit->known->high * mean;
}

const struct par_calibration *par_calibrate(const struct par_sums *sums, const struct par_known_totals *known,
                                            enum par_fit_status *status, struct par_fit_fault *fault)
{
    struct fit fit = fit_new(sums, known);
    struct par_calibration *out = par_arena_alloc(sums->arena, sizeof *out);
    *out = (struct par_calibration){.sums = sums, .order = fit.order, .rows = rows_of(&fit)};
    *fault = (struct par_fit_fault){0};
    *status = PAR_FIT_EMPTY;
    if (!has_everybody(&fit, fault))
        return NULL;
    set_bounds(&fit);
    *status = PAR_FIT_DIVERGED;
    if (!fit_weights(&fit, fault)) {
        fault->bounds = fits_without_bounds(&fit);
        return NULL;
    }
    *status = PAR_FIT_OVERFLOW;
    if (!take_factors(&fit, out))
        return NULL;
    *status = PAR_FIT_OK;
    out->rounds = fit.rounds;
    out->before = weighting_of(&fit, NULL);
    out->after = weighting_of(&fit, out->scaled);
    count_trimmed(&fit, out);
    if (known->margin_count)
        out->projection = par_projection_new(sums, known, fit.order, fit.categories);
    return out;
}
