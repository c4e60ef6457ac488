/* Weights fitted to known totals, against tables worked by hand. The oracles are in tests/oracle/test_calibration.py.
 */
#include "parindex/calibration.h"

#include <math.h>

#include "parindex/estimate.h"
#include "support.h"

static const struct par_worth worths[] = {{1, 1}, {0, 1}};
static const uint16_t one_question[] = {2};

static void expect_near(double found, double expected)
{
    if (!(fabs(found - expected) <= 1e-11 * fmax(1, fabs(expected))))
        fail_msg("%.17g, expected %.17g", found, expected);
}

struct person {
    const char *psu;
    uint32_t sex, age; /* categories */
    int weight;
    int answer; /* 0 satisfied, 1 not, -1 blank */
};

static const struct person people[] = {{"1", 0, 0, 1, 0}, {"1", 1, 1, 2, 1}, {"2", 0, 1, 1, 0}, {"2", 1, 0, 3, 0},
                                       {"2", 1, 1, 1, 1}, {"3", 0, 0, 2, 1}, {"3", 1, 1, 4, 0}, {"3", 0, 1, 1, -1}};
enum { PEOPLE = sizeof people / sizeof *people };

static struct par_sums *sums_of(struct work *work, const struct par_known_totals *known, size_t first, size_t step)
{
    struct par_sums_plan plan = {.question_count = 1, .categories = one_question, .has_psu = true};
    struct par_sums *sums = par_sums_new(&plan, work->arena);
    size_t everyone = par_sums_domain(sums, 0, par_span_of("*"));
    for (size_t i = first; i < PEOPLE; i += step) {
        const struct person *person = &people[i];
        char key[32];
        uint32_t categories[] = {person->sex, person->age};
        par_calibration_key(known, categories, person->weight * PAR_WEIGHT_ONE, key);
        int16_t answers[] = {(int16_t)person->answer};
        size_t domains[] = {everyone, par_sums_domain(sums, 1, par_span_of(person->sex ? "women" : "men"))};
        struct par_sums_row row = {.psu = par_span_of(person->psu),
                                   .weight = person->weight * PAR_WEIGHT_ONE,
                                   .domain_count = 2,
                                   .domains = domains,
                                   .answers = answers};
        row.class = par_sums_class(sums, (struct par_span){key, par_calibration_key_size(known)});
        assert_int_equal(par_sums_add(sums, &row), PAR_SUMS_OK);
    }
    return sums;
}

static const int64_t sexes[] = {20 * PAR_WEIGHT_ONE, 30 * PAR_WEIGHT_ONE};
static const int64_t ages[] = {24 * PAR_WEIGHT_ONE, 26 * PAR_WEIGHT_ONE};
static const struct par_margin margins[] = {{2, sexes}, {2, ages}};

/* The weights that a person has in the end. */
static void weights_of(const struct par_calibration *fit, const struct par_known_totals *known, double *out)
{
    for (size_t i = 0; i < PEOPLE; i++) {
        char key[32];
        uint32_t categories[] = {people[i].sex, people[i].age};
        par_calibration_key(known, categories, people[i].weight * PAR_WEIGHT_ONE, key);
        for (size_t c = 1; c < fit->sums->class_count; c++)
            if (par_span_equal(fit->sums->classes[c].key, (struct par_span){key, par_calibration_key_size(known)}))
                out[i] = people[i].weight * fit->scaled[c];
    }
}

static const struct par_calibration *fit_of(const struct par_sums *sums, const struct par_known_totals *known)
{
    enum par_fit_status status;
    struct par_fit_fault fault;
    const struct par_calibration *fit = par_calibrate(sums, known, &status, &fault);
    assert_int_equal(status, PAR_FIT_OK);
    return fit;
}

/* Men weigh 5, women 10: 20 / 5 and 30 / 10. */
static void one_margin(void **state)
{
    struct work *work = *state;
    struct par_known_totals known = {.margin_count = 1, .margins = margins};
    const struct par_calibration *fit = fit_of(sums_of(work, &known, 0, 1), &known);
    double weights[PEOPLE];
    weights_of(fit, &known, weights);
    for (size_t i = 0; i < PEOPLE; i++)
        expect_near(weights[i], people[i].weight * (people[i].sex ? 3 : 4));
    assert_int_equal(fit->rows, PEOPLE);
    assert_int_equal(fit->rounds, 1);
    /* squares as they came: 1+4+1+9+1+4+16+1 = 37 over 15^2; then men 16 x 7, women 9 x 30 over 50^2 */
    expect_near(fit->before.kish, 8.0 * 37 / 225);
    expect_near(fit->after.kish, 8.0 * (16 * 7 + 9 * 30) / 2500);
    expect_near(fit->after.least, 3 / (50 / 8.0));
    expect_near(fit->after.most, 12 / (50 / 8.0));
}

/* Both margins hold, and factors are of the form sex x age: f00 f11 = f01 f10. */
static void two_margins(void **state)
{
    struct work *work = *state;
    struct par_known_totals known = {.margin_count = 2, .margins = margins};
    const struct par_calibration *fit = fit_of(sums_of(work, &known, 0, 1), &known);
    double weights[PEOPLE], men = 0, young = 0, all = 0;
    weights_of(fit, &known, weights);
    for (size_t i = 0; i < PEOPLE; i++) {
        men += people[i].sex == 0 ? weights[i] : 0;
        young += people[i].age == 0 ? weights[i] : 0;
        all += weights[i];
    }
    assert_true(fabs(men - 20) < 1e-8 && fabs(young - 24) < 1e-8 && fabs(all - 50) < 1e-8);
    assert_true(fabs(weights[0] / 1 * (weights[1] / 2) - weights[2] / 1 * (weights[3] / 3)) < 1e-8);
}

/* Parts merged, in another order, give the same factors and errors to the bit. */
static void parts(void **state)
{
    struct work *work = *state;
    struct par_known_totals known = {.margin_count = 2, .margins = margins, .trims = true, .high = 3 * PAR_POINTS_ONE};
    struct par_sums *whole = sums_of(work, &known, 0, 1), *merged = sums_of(work, &known, 1, 2);
    assert_int_equal(par_sums_merge(merged, sums_of(work, &known, 0, 2)), PAR_SUMS_OK);
    const struct par_sums *both[] = {whole, merged};
    struct par_estimate found[2];
    static const size_t question = 0;
    struct par_figure figure = {.count = 1, .questions = &question, .worths = worths};
    for (size_t i = 0; i < 2; i++) {
        struct par_estimator_options options = {.calibration = fit_of(both[i], &known)};
        assert_true(par_estimate(par_estimator_new(both[i], &options), 0, &figure, &found[i]));
    }
    assert_true(found[0].has_error && found[0].se > 0);
    assert_memory_equal(&found[0].se, &found[1].se, sizeof found[0].se);
    assert_memory_equal(&found[0].value, &found[1].value, sizeof found[0].value);
}

/* The residuals of z_women - z_men, person by person, with the weights 4 and 3: means are taken off within each sex,
 * over all of them, also him who did not answer. */
static void difference(void **state)
{
    struct work *work = *state;
    struct par_known_totals known = {.margin_count = 1, .margins = margins};
    const struct par_sums *sums = sums_of(work, &known, 0, 1);
    struct par_estimator_options options = {.calibration = fit_of(sums, &known)};
    struct par_estimator *estimator = par_estimator_new(sums, &options);
    static const size_t question = 0;
    struct par_figure figure = {.count = 1, .questions = &question, .worths = worths};
    struct par_difference found;
    size_t women = 0, men = 0;
    for (size_t i = 0; i < sums->domain_count; i++) {
        women = par_span_is(sums->domains[i].name, "women") ? i : women;
        men = par_span_is(sums->domains[i].name, "men") ? i : men;
    }
    assert_true(par_estimate_difference(estimator, women, men, &figure, &found));
    /* women: 3 + 4 of 10 satisfied; men: 1 + 1 of 4 who answered */
    expect_near(found.value, 0.7 - 0.5);
    double t[3] = {0}, squares = 0, mean;
    for (size_t i = 0; i < PEOPLE; i++) {
        double p = people[i].sex ? 0.7 : 0.5, all = people[i].sex ? 30 : 16, sign = people[i].sex ? 1 : -1;
        double z = people[i].answer < 0 ? 0 : sign * ((people[i].answer == 0) - p) / all;
        t[people[i].psu[0] - '1'] += people[i].weight * (people[i].sex ? 3 : 4) * z; /* the means of z are 0 here */
    }
    mean = (t[0] + t[1] + t[2]) / 3;
    for (size_t i = 0; i < 3; i++)
        squares += (t[i] - mean) * (t[i] - mean);
    expect_near(found.se, sqrt(squares * 3 / 2));
}

static void refused(void **state)
{
    struct work *work = *state;
    static const int64_t three[] = {PAR_WEIGHT_ONE, PAR_WEIGHT_ONE, PAR_WEIGHT_ONE};
    static const int64_t far[] = {48 * PAR_WEIGHT_ONE, 2 * PAR_WEIGHT_ONE};
    static const struct par_margin lacking[] = {{3, three}, {3, three}}, unequal[] = {{2, far}};
    struct par_known_totals known = {.margin_count = 2, .margins = lacking};
    enum par_fit_status status;
    struct par_fit_fault fault;
    assert_null(par_calibrate(sums_of(work, &known, 0, 1), &known, &status, &fault));
    assert_int_equal(status, PAR_FIT_EMPTY);
    assert_int_equal(fault.empty_count, 2);
    assert_true(fault.empty[0].margin == 0 && fault.empty[0].at == 2 && fault.empty[1].margin == 1);
    known =
        (struct par_known_totals){.margin_count = 1, .margins = unequal, .trims = true, .high = 3 * PAR_POINTS_ONE / 2};
    assert_null(par_calibrate(sums_of(work, &known, 0, 1), &known, &status, &fault));
    assert_int_equal(status, PAR_FIT_DIVERGED);
    assert_true(fault.bounds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(one_margin, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(two_margins, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(parts, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(difference, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(refused, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
