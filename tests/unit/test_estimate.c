/* Sums of samples and their figures, against small examples worked by hand. The oracles are in
 * tests/oracle/test_sipas.py. */
#include <math.h>

#include "parindex/survey.h"
#include "survey.h"

static const struct par_worth worths[] = {{1, 1}, {0, 1}, {1, 1}, {0, 1}, {1, 1}};
static const uint16_t two_questions[] = {2, 2, 1}; /* two questions of two answers, and one that says: any */

static void expect_near(double found, double expected)
{
    if (!(fabs(found - expected) <= 1e-12 * fmax(1, fabs(expected))))
        fail_msg("%.17g, expected %.17g", found, expected);
}

struct person {
    const char *stratum, *psu;
    int weight;
    int a, b; /* 0 satisfied, 1 not, -1 blank */
};

static const struct person people[] = {{"h", "1", 1, 0, 0},  {"h", "1", 3, 1, 0}, {"h", "2", 2, 0, 1},
                                       {"h", "2", 2, 0, -1}, {"k", "1", 1, 1, 1}, {"k", "2", 5, 0, 0},
                                       {"k", "3", 2, -1, 1}, {"k", "3", 1, 0, 0}};
enum { PEOPLE = sizeof people / sizeof *people };

static struct par_sums *sums_of(struct work *work, bool has_psu, size_t first, size_t step)
{
    static const size_t pairs[] = {0, 1};
    static const unsigned char classes[] = {0, 1, 0, 1, 2};
    struct par_sums_plan plan = {.question_count = 3,
                                 .categories = two_questions,
                                 .has_psu = has_psu,
                                 .pair_count = 2,
                                 .pair_questions = pairs,
                                 .pair_classes = classes,
                                 .pairs_for_error = true,
                                 .pairs_for_spread = true};
    struct par_sums *sums = par_sums_new(&plan, work->arena);
    size_t everyone = par_sums_domain(sums, 0, par_span_of("*"));
    for (size_t i = first; i < PEOPLE; i += step) {
        const struct person *person = &people[i];
        int16_t answers[] = {(int16_t)person->a, (int16_t)person->b, 0};
        size_t domains[] = {everyone, par_sums_domain(sums, 1, par_span_of(i % 3 ? "x" : "y"))};
        struct par_sums_row row = {.stratum = par_span_of(person->stratum),
                                   .psu = par_span_of(person->psu),
                                   .weight = person->weight * PAR_WEIGHT_ONE,
                                   .domain_count = 2,
                                   .domains = domains,
                                   .answers = answers};
        assert_int_equal(par_sums_add(sums, &row), PAR_SUMS_OK);
    }
    return sums;
}

static struct par_figure figure_of(const size_t *questions, size_t count)
{
    return (struct par_figure){.count = count,
                               .questions = questions,
                               .worths = worths,
                               .answered = count > 1 ? 2 : *questions,
                               .of_pairs = true};
}

static struct par_estimate estimate(const struct par_sums *sums, const struct par_figure *figure, size_t domain)
{
    struct par_estimator_options options = {.lonely = PAR_LONELY_REMOVE};
    struct par_estimate out;
    assert_true(par_estimate(par_estimator_new(sums, &options), domain, figure, &out));
    return out;
}

/* p = 11/15; the PSU sums of w (y - p) are -1.9333, 1.0667 | -0.7333, 1.3333, 0.2667 over 15. */
static void a_share_of_clusters(void **state)
{
    struct work *work = *state;
    static const size_t first[] = {0};
    struct par_figure figure = figure_of(first, 1);
    struct par_estimate found = estimate(sums_of(work, true, 0, 1), &figure, 0);
    double p = 11.0 / 15, h1 = (1 - 4 * p) / 15, h2 = (4 - 4 * p) / 15;
    double k1 = -p / 15, k2 = 5 * (1 - p) / 15, k3 = (1 - p) / 15, middle = (k1 + k2 + k3) / 3;
    double v = (h1 - h2) * (h1 - h2) +
               1.5 * ((k1 - middle) * (k1 - middle) + (k2 - middle) * (k2 - middle) + (k3 - middle) * (k3 - middle));
    expect_near(found.value, p);
    expect_near(found.se, sqrt(v));
    assert_int_equal(found.n, 7);
    assert_int_equal(found.df, 3);
    expect_near(found.n_eff, p * (1 - p) / v);
    expect_near(found.deff, v / (p * (1 - p) * 7 / 6 * (1 - 7.0 / 15) / 7));
}

/* Where each row is a unit, sums over pairs give what the rows themselves would. */
static void an_index_of_people(void **state)
{
    struct work *work = *state;
    static const size_t both[] = {0, 1};
    struct par_figure figure = figure_of(both, 2);
    struct par_estimate found = estimate(sums_of(work, false, 0, 1), &figure, 0);
    double pa = 11.0 / 15, pb = 10.0 / 15, v = 0, spread = 0;
    for (const char *stratum = "hk"; *stratum; stratum++) {
        double sum = 0, squares = 0;
        for (size_t i = 0; i < PEOPLE; i++) {
            const struct person *p = &people[i];
            if (*p->stratum != *stratum)
                continue;
            double z =
                0.5 * p->weight * ((p->a < 0 ? 0 : (p->a == 0) - pa) / 15 + (p->b < 0 ? 0 : (p->b == 0) - pb) / 15);
            sum += z;
            squares += z * z;
            spread += z * z / p->weight;
        }
        v += 4.0 / 3 * (squares - sum * sum / 4);
    }
    expect_near(found.value, (pa + pb) / 2);
    expect_near(found.se, sqrt(v));
    assert_int_equal(found.n, 8);
    assert_int_equal(found.df, 6);
    expect_near(found.deff, v / (spread * 17 * (1 - 8.0 / 17) / 7));
}

static void figures_are_exact(void **state)
{
    struct work *work = *state;
    static const size_t both[] = {0, 1};
    struct par_figure figure = figure_of(both, 2);
    struct par_estimator_options options = {.lonely = PAR_LONELY_FAIL};
    struct par_estimator *estimator = par_estimator_new(sums_of(work, true, 0, 1), &options);
    int64_t value;
    assert_true(par_estimate_round(estimator, 0, &figure, 100, 2, PAR_HALF_UP, &value));
    assert_int_equal(value, 70000000); /* (11/15 + 10/15) / 2 */
    figure.pooled = true;
    assert_true(par_estimate_round(estimator, 0, &figure, 100, 9, PAR_HALF_UP, &value));
    assert_int_equal(value, INT64_C(70000000000)); /* 21/30 */
    static const par_points weights[] = {1000000, 3000000};
    figure = figure_of(both, 2);
    figure.weights = weights;
    assert_true(par_estimate_round(estimator, 0, &figure, 100, 2, PAR_HALF_UP, &value));
    assert_int_equal(value, 68330000); /* 41/60 */
}

static void parts_are_merged_exactly(void **state)
{
    struct work *work = *state;
    static const size_t both[] = {0, 1};
    struct par_figure figure = figure_of(both, 2);
    for (int clusters = 0; clusters < 2; clusters++) {
        struct par_sums *whole = sums_of(work, clusters, 0, 1), *merged = sums_of(work, clusters, 1, 2);
        assert_int_equal(par_sums_merge(merged, sums_of(work, clusters, 0, 2)), PAR_SUMS_OK);
        for (size_t domain = 0; domain < 3; domain++) {
            size_t same = par_sums_domain(merged, whole->domains[domain].grouping, whole->domains[domain].name);
            struct par_estimate a = estimate(whole, &figure, domain), b = estimate(merged, &figure, same);
            assert_true(a.value == b.value && a.se == b.se && a.deff == b.deff && a.df == b.df && a.n == b.n);
        }
    }
}

static void populations_must_agree(void **state)
{
    struct work *work = *state;
    struct par_sums_plan plan = {.question_count = 3, .categories = two_questions, .has_psu = true};
    struct par_sums *sums = par_sums_new(&plan, work->arena);
    struct par_sums_row row = {.stratum = par_span_of("h"), .psu = par_span_of("1"), .weight = 1, .population = 9};
    assert_int_equal(par_sums_add(sums, &row), PAR_SUMS_OK);
    row.population = 8;
    assert_int_equal(par_sums_add(sums, &row), PAR_SUMS_POPULATION);
    row.population = 9;
    row.ssu_population = 4;
    assert_int_equal(par_sums_add(sums, &row), PAR_SUMS_OK);
    row.ssu_population = 5;
    assert_int_equal(par_sums_add(sums, &row), PAR_SUMS_SSU_POPULATION);
    row.ssu_population = 4;
    row.weight = INT64_MAX;
    int i = 0;
    while (i < 9 && par_sums_add(sums, &row) == PAR_SUMS_OK)
        i++;
    assert_true(i < 9);
}

/* At the ends the interval is that of Clopper and Pearson, whatever the method: none of 10 gives 0.308... */
static void ends_are_exact(void **state)
{
    (void)state;
    struct par_estimate none = {.n = 10, .value = 0, .has_error = true, .df = 9};
    double low, high;
    bool exact;
    for (enum par_interval method = PAR_INTERVAL_LOGIT; method <= PAR_INTERVAL_MEAN; method++) {
        assert_true(par_estimate_interval(&none, method, 0.95, &low, &high, &exact));
        assert_true(exact && low == 0);
        expect_near(high, 0.30849710781876077);
    }
    struct par_estimate lonely = {.n = 10, .value = 0.5};
    assert_false(par_estimate_interval(&lonely, PAR_INTERVAL_BETA, 0.95, &low, &high, &exact));
    struct par_estimate census = {.n = 10, .value = 0.5, .has_error = true, .df = 4};
    assert_true(par_estimate_interval(&census, PAR_INTERVAL_BETA, 0.95, &low, &high, &exact));
    assert_true(low == 0.5 && high == 0.5);
    census.is_sampled = true; /* an error of 0 by chance */
    assert_false(par_estimate_interval(&census, PAR_INTERVAL_BETA, 0.95, &low, &high, &exact));
}

/* --- Forms -------------------------------------------------------------------------------------------------------- */

static void forms_are_judged(void **state)
{
    struct work *work = *state;
    const struct par_sipas_form *form =
        form_of(work, SURVEY_HEAD "\"index\": \"mean_of_persons\", \"valid\": {\"least_answers\": 2, \"required\": "
                                  "[\"b1\"]}, " SURVEY_SCALE SURVEY_NODES "}");
    struct par_survey_plan plan = {0};
    struct par_survey *survey = par_survey_new(form, &plan, work->arena);
    struct par_reply reply = par_reply_new(survey, work->arena);
    static const struct {
        int16_t items[3];
        enum par_reply_state state;
    } cases[] = {{{0, 1, 2}, PAR_REPLY_VALID},
                 {{-1, -1, -1}, PAR_REPLY_EMPTY},
                 {{0, 1, -1}, PAR_REPLY_REQUIRED},
                 {{-1, -1, 0}, PAR_REPLY_TOO_FEW},
                 {{0, -2, 0}, PAR_REPLY_UNREADABLE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t k = 0; k < 3; k++)
            reply.items[k] = cases[i].items[k];
        assert_int_equal(par_survey_judge(survey, &reply, true), cases[i].state);
    }
    int16_t *categories = par_arena_array(work->arena, survey->sums->plan.question_count, sizeof *categories);
    reply.items[0] = 0;
    reply.items[1] = 2;
    reply.items[2] = -1;
    par_survey_fill(survey, &reply, PAR_REPLY_VALID, categories);
    assert_int_equal(categories[survey->any[1]], 0);
    assert_int_equal(categories[survey->any[4]], -1);
    assert_int_equal(categories[survey->satisfied], 1);
    struct par_worth half =
        survey->shares[survey->sums->offsets[survey->persons[0]] + (size_t)categories[survey->persons[0]]];
    assert_true(half.num == 1 && half.den == 2);
    par_survey_fill(survey, &reply, PAR_REPLY_TOO_FEW, categories);
    assert_int_equal(categories[0], -1);
    assert_int_equal(categories[survey->state], PAR_REPLY_TOO_FEW);
}

static void add_rows(struct par_sums *sums, size_t count, int64_t weight, int16_t answer)
{
    size_t everyone = 0;
    int16_t answers[] = {answer, -1, 0};
    struct par_sums_row row = {
        .stratum = par_span_of("m"), .weight = weight, .domain_count = 1, .domains = &everyone, .answers = answers};
    for (size_t i = 0; i < count; i++)
        assert_int_equal(par_sums_add(sums, &row), PAR_SUMS_OK);
}

/* More rows of one weight than a counter of 16 bits holds, then weights that change with every row, then one that
 * leaves 127 bits: 200,003 x 3 + 8 x 5 and the same with the squares, added by hand. */
static void rows_of_one_weight_are_counted_exactly(void **state)
{
    struct par_sums *sums = sums_of(*state, false, 0, 1);
    int16_t answers[] = {0, 0, 0};
    size_t everyone = 0;
    struct par_sums_row heavy = {par_span_of("m"), .weight = INT64_MAX, .domain_count = 1, .domains = &everyone};
    heavy.answers = answers;
    add_rows(sums, 200000, 3, 0);
    for (size_t i = 0; i < 3; i++) {
        add_rows(sums, 1, 5, 0);
        add_rows(sums, 1, 3, 0);
    }
    add_rows(sums, 5, 5, 0);
    add_rows(sums, 7, 5, 1);
    par_wide before = sums->total_squares;
    assert_int_equal(par_sums_add(sums, &heavy), PAR_SUMS_OK);
    assert_int_equal(par_sums_add(sums, &heavy), PAR_SUMS_OVERFLOW);
    assert_true(sums->total_squares == before + (par_wide)INT64_MAX * INT64_MAX);
    par_sums_settle(sums);
    const struct par_sums_cell *cell = par_sums_cell(sums, 0, 2);
    assert_int_equal(cell->rows[0], 200012);
    assert_true(cell->weights[0] == (par_wide)600009 + 40 + INT64_MAX);
    assert_true(cell->squares[0] == (par_wide)1800027 + 200 + (par_wide)INT64_MAX * INT64_MAX);
    assert_int_equal(cell->rows[1], 7);
    assert_true(cell->weights[1] == 35 && cell->squares[1] == 175);
    assert_true(cell->pairs[par_sums_pair(sums, 1, 1)] == 175);
    assert_true(cell->pairs[par_sums_pair(sums, 0, 2)] == (par_wide)INT64_MAX * INT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_share_of_clusters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_index_of_people, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_are_exact, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_are_merged_exactly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_of_one_weight_are_counted_exactly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(populations_must_agree, set_up, tear_down),
        cmocka_unit_test(ends_are_exact),
        cmocka_unit_test_setup_teardown(forms_are_judged, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
