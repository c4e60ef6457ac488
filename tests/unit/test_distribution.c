/* Distributions against mpmath 1.3.0 (Python) at 40 and 50 digits: its own incomplete beta function for small
 * parameters, numerical integration of the density for large ones. Neither uses the continued fraction that is under
 * test. */
#include <math.h>

#include "parindex/distribution.h"
#include "support.h"

enum { NAME = 96 };

static void expect_near(const char *what, double found, double expected)
{
    static const double TOLERANCE = 1e-13;
    if (!(fabs(found - expected) <= TOLERANCE * fabs(expected)))
        fail_msg("%s: %.17g, expected %.17g", what, found, expected);
}

static void student_quantiles_agree(void **state)
{
    (void)state;
    static const struct {
        double p, df, t;
    } cases[] = {
        {0.975, 1, 12.706204736174693314},          {0.975, 2, 4.3026527297494617894},
        {0.975, 3, 3.1824463052837084359},          {0.975, 5, 2.5705818356363147828},
        {0.975, 7.5, 2.3330396268649740266},        {0.975, 23, 2.0686576104190482155},
        {0.975, 24, 2.0638985616280254157},         {0.975, 100, 1.9839715185235518946},
        {0.975, 1000, 1.9623390808264081039},       {0.975, 100000.0, 1.9599877075346092587},
        {0.975, 10000000.0, 1.9599642217672051104}, {0.6, 4, 0.270722294707597363},
        {0.5001, 9, 0.00025770877553428197299},     {0.995, 12, 3.0545395893929016529},
        {0.0005, 6, -5.9588161788187595618},        {1e-10, 30, -9.377489780407143181},
        {0.9, 0.5, 10.270324410234510724},          {1e-300, 50, -6675289.0629439365206},
        {0.75, 3, 0.76489232840434528066},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[NAME];
        snprintf(name, sizeof name, "t(%g, %g)", cases[i].p, cases[i].df);
        expect_near(name, par_student_quantile(cases[i].p, cases[i].df), cases[i].t);
    }
}

static void student_probabilities_agree(void **state)
{
    (void)state;
    static const struct {
        double t, df, p;
    } cases[] = {
        {2, 5, 0.94903026058507082188},
        {-3.5, 2.5, 0.026172773480160168617},
        {0.1, 40, 0.53957807347735992395},
        {-12, 9, 3.8499431114928260166e-7},
        {1.96, 1000000.0, 0.97500196620736510466},
        {-0.001, 3, 0.499632447484730469},
        {40, 2, 0.99968779266390762968},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[NAME];
        snprintf(name, sizeof name, "P(T < %g), df %g", cases[i].t, cases[i].df);
        expect_near(name, par_student_cdf(cases[i].t, cases[i].df), cases[i].p);
    }
}

static void beta_quantiles_agree(void **state)
{
    (void)state;
    static const struct {
        double p, a, b, x;
    } cases[] = {
        {0.025, 1, 10, 0.0025285785444617846442},
        {0.025, 0.5, 0.5, 0.0015413331334360120721},
        {0.975, 3, 847, 0.0084835002252923331182},
        {0.025, 800, 48, 0.9268902967472373145},
        {0.025, 12.75, 3.25, 0.57563903491517594585},
        {0.975, 13.75, 2.25, 0.97764596678561842097},
        {0.025, 10000.0, 30000.0, 0.24576848066727389666},
        {0.025, 500000.0, 1250.0, 0.99736629188857448656},
        {0.025, 0.01, 5, 7.803601735629395922e-162},
        {0.3, 2, 1000000.0, 1.0973480599425251513e-6},
        {0.5, 10000000.0, 10000000.0, 0.5},
        {1e-12, 4, 9, 0.00021207822318121080714},
        {0.975, 100.5, 0.75, 0.99993468209670043751},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[NAME];
        snprintf(name, sizeof name, "beta quantile(%g; %g, %g)", cases[i].p, cases[i].a, cases[i].b);
        expect_near(name, par_beta_quantile(cases[i].p, cases[i].a, cases[i].b), cases[i].x);
    }
}

static void beta_probabilities_agree(void **state)
{
    (void)state;
    static const struct {
        double x, a, b, p;
    } cases[] = {
        {0.3, 2, 5, 0.57982499999999997601},
        {0.01, 0.5, 0.5, 0.063768560858519848583},
        {0.999, 200, 0.25, 0.29035666813518540864},
        {0.5, 100000.0, 100000.0, 0.5},
        {0.2505, 1000000.0, 3000000.0, 0.98951623194287758104},
        {1e-20, 0.1, 3, 0.011549999999999997073},
        {0.7, 13.5, 4.25, 0.25552033919799218316},
        {0.0011, 1200, 1000000.0, 0.0017350975209043196508},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[NAME];
        snprintf(name, sizeof name, "I(%g; %g, %g)", cases[i].x, cases[i].a, cases[i].b);
        expect_near(name, par_beta_cdf(cases[i].x, cases[i].a, cases[i].b), cases[i].p);
    }
}

static void normal_quantiles_agree(void **state)
{
    (void)state;
    static const struct {
        double p, z;
    } cases[] = {
        {0.975, 1.9599639845400538556},   {0.995, 2.5758293035489004539},  {0.5001, 0.00025066283008800749239},
        {0.3, -0.52440051270804081597},   {0.001, -3.0902323061678135354}, {1e-20, -9.2623400897984075796},
        {1e-300, -37.047096299361199237}, {0.25, -0.6744897501960817432},  {0.75, 0.6744897501960817432},
        {0.9999, 3.7190164854557083867},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[NAME];
        snprintf(name, sizeof name, "z(%g)", cases[i].p);
        expect_near(name, par_normal_quantile(cases[i].p), cases[i].z);
        if (cases[i].p > 1e-50) /* beyond that the last digit of z weighs more than the tolerance */
            expect_near(name, par_normal_cdf(cases[i].z), cases[i].p);
        expect_near(name, par_student_quantile(cases[i].p, INFINITY), cases[i].z);
    }
}

static void exact_intervals_agree(void **state)
{
    (void)state;
    static const struct {
        uint64_t x, n;
        double level, low, high;
    } cases[] = {
        {0, 10, 0.95, 0, 0.30849710781876076249},
        {10, 10, 0.95, 0.69150289218123923751, 1},
        {1, 2, 0.95, 0.012579117093425060372, 0.98742088290657493963},
        {3, 40, 0.9, 0.020753601475701202961, 0.18258685001590124996},
        {847, 847, 0.95, 0.99565424067914661604, 1},
        {0, 1000000, 0.99, 0, 5.2983033304893666324e-6},
        {600, 847, 0.95, 0.67649530185817800245, 0.73881205266305346365},
        {999999, 1000000, 0.95, 0.99999442836934482776, 0.99999997468219233621},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[NAME];
        double low, high;
        snprintf(name, sizeof name, "%d of %d", (int)cases[i].x, (int)cases[i].n);
        assert_true(par_binomial_interval(cases[i].x, cases[i].n, cases[i].level, &low, &high));
        expect_near(name, low, cases[i].low);
        expect_near(name, high, cases[i].high);
    }
}

/* A quantile and its probability undo one another, over the range that surveys have. */
static void quantiles_are_inverse(void **state)
{
    (void)state;
    for (double df = 1; df < 1e6; df *= 3.7)
        for (double p = 0.001; p < 1; p += 0.037)
            expect_near("t there and back", par_student_cdf(par_student_quantile(p, df), df), p);
    for (double a = 0.1; a < 1e5; a *= 5.3)
        for (double b = 0.3; b < 1e5; b *= 7.1)
            for (double p = 0.005; p < 0.5; p += 0.06) {
                double x = par_beta_quantile(p, a, b);
                if (x > 1e-300 && x < 0.5)
                    assert_true(fabs(par_beta_cdf(x, a, b) - p) < 1e-11 * p);
            }
}

static void the_ends_are_known(void **state)
{
    (void)state;
    assert_true(par_beta_quantile(0, 2, 3) == 0 && par_beta_quantile(1, 2, 3) == 1);
    assert_true(par_beta_quantile_above(0, 2, 3) == 1 && par_beta_quantile_above(1, 2, 3) == 0);
    assert_true(par_beta_cdf(0, 2, 3) == 0 && par_beta_cdf(1, 2, 3) == 1);
    assert_true(par_beta_quantile(0.025, 0.001, 20) == 0); /* 2.5e-1604 */
    assert_true(isinf(par_normal_quantile(0)) && par_normal_quantile(0) < 0);
    assert_true(isinf(par_student_quantile(1, 4)));
    assert_true(par_student_quantile(0.5, 4) == 0 && par_student_cdf(0, 4) == 0.5);
}

static void what_is_no_probability_gives_nan(void **state)
{
    (void)state;
    double low, high;
    assert_true(isnan(par_beta_cdf(0.5, 0, 1)) && isnan(par_beta_cdf(1.5, 1, 1)) && isnan(par_beta_cdf(NAN, 1, 1)));
    assert_true(isnan(par_beta_quantile(-0.1, 1, 1)) && isnan(par_beta_quantile(0.5, INFINITY, 1)));
    assert_true(isnan(par_student_quantile(0.5, 0)) && isnan(par_student_quantile(2, 3)));
    assert_true(isnan(par_normal_quantile(NAN)));
    assert_false(par_binomial_interval(1, 0, 0.95, &low, &high));
    assert_false(par_binomial_interval(3, 2, 0.95, &low, &high));
    assert_false(par_binomial_interval(1, 2, 1, &low, &high));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(student_quantiles_agree),
        cmocka_unit_test(student_probabilities_agree),
        cmocka_unit_test(beta_quantiles_agree),
        cmocka_unit_test(beta_probabilities_agree),
        cmocka_unit_test(normal_quantiles_agree),
        cmocka_unit_test(exact_intervals_agree),
        cmocka_unit_test(quantiles_are_inverse),
        cmocka_unit_test(the_ends_are_known),
        cmocka_unit_test(what_is_no_probability_gives_nan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
