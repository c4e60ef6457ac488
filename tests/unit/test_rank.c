/* Ranks, ties, classes, figures and changes. Ranks as printed in published tables (shared/data/results), otherwise by
 * their definition in rank.h, par-criteria(5) and par-ranking(5). */
#include "parindex/rank.h"

#include "fixture.h"
#include "numbers.h"

/* --- Standings out of text ---------------------------------------------------------------------------------------- */

static const char base[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'x'}, 'max': 100,"
    " 'source': {'status': 'sample'}, %SETTINGS% 'nodes': ["
    " {'id': '1', 'name': {'vi': 'x'}, 'max': 65, 'rule': {'type': 'manual'}},"
    " {'id': '2', 'name': {'vi': 'x'}, 'max': 35, 'source': 'survey', 'rule': {'type': 'manual'}}]}";

static const struct par_set *set_with(struct work *work, const char *settings)
{
    return good_set(work, edited(work->arena, base, "%SETTINGS%", settings));
}

/* A unit with points of a maximum; its index is printed at the set's decimals. */
static struct par_standing *standing_of(struct work *work, const struct par_set *set, const char *unit,
                                        const char *points, const char *max)
{
    struct par_standing *standing = par_arena_alloc(work->arena, sizeof *standing);
    size_t nodes = set ? (size_t)set->criterion_count : 1;
    *standing = (struct par_standing){.period = "2025",
                                      .unit = unit,
                                      .name = "",
                                      .bloc = "so",
                                      .set = set,
                                      .takes_part = true,
                                      .state = PAR_STATE_SCORED,
                                      .points = {true, points_of(points)},
                                      .applicable_max = points_of(max)};
    standing->percents = par_arena_array(work->arena, nodes, sizeof *standing->percents);
    struct par_ratio percent = {standing->points.points, standing->applicable_max}, hundred = {100, 1};
    standing->index.is = standing->applicable_max > 0 && par_ratio_mul(percent, hundred, &percent) &&
                         par_ratio_round(percent, set ? set->decimals_index : 2, set ? set->rounding : PAR_HALF_UP,
                                         &standing->index.points);
    return standing;
}

enum { MOST_UNITS = 64 };

struct bloc {
    struct work *work;
    const struct par_set *set;
    size_t count;
    struct par_standing *units[MOST_UNITS];
};

/* "a=84.58 b=75.41/92" */
static void add_units(struct bloc *bloc, const char *text)
{
    char *copy = par_arena_copy(bloc->work->arena, par_span_of(text)), *rest = NULL;
    for (char *unit = strtok_r(copy, " ", &rest); unit; unit = strtok_r(NULL, " ", &rest)) {
        char *points = strchr(unit, '='), *max = strchr(unit, '/');
        *points++ = '\0';
        if (max)
            *max++ = '\0';
        assert_true(bloc->count < MOST_UNITS);
        bloc->units[bloc->count++] = standing_of(bloc->work, bloc->set, unit, points, max ? max : "100");
    }
}

static struct bloc bloc_of(struct work *work, const struct par_set *set, const char *text)
{
    struct bloc bloc = {work, set, 0, {NULL}};
    add_units(&bloc, text);
    return bloc;
}

/* The unit of a bloc by its code. */
static struct par_standing *unit_of(const struct bloc *bloc, const char *code)
{
    for (size_t i = 0; i < bloc->count; i++)
        if (strcmp(bloc->units[i]->unit, code) == 0)
            return bloc->units[i];
    fail_msg("no unit %s", code);
    return NULL;
}

/* "a 1 b 2 c 2 d 4", "-" without a rank, in the order that ranking gives. */
static void expect_ranks(struct bloc *bloc, const char *expected)
{
    struct text text = {.size = 0};
    par_rank_bloc(bloc->units, bloc->count, bloc->set, bloc->work->arena);
    for (size_t i = 0; i < bloc->count; i++) {
        char rank[64];
        const struct par_standing *unit = bloc->units[i];
        assert_int_equal(unit->running, i + 1);
        snprintf(rank, sizeof rank, "%s%s %d", i ? " " : "", unit->unit, unit->rank);
        append(&text, rank);
    }
    assert_string_equal(text.bytes, expected);
}

/* --- Ties --------------------------------------------------------------------------------------------------------- */

static void equal_units_share_a_rank(void **state)
{
    struct work *work = *state;
    static const char units[] = "c=80 a=90 d=70 b=80 e=70 f=70 g=60";
    struct bloc competition = bloc_of(work, set_with(work, ""), units);
    struct bloc dense = bloc_of(work, set_with(work, "'ties': 'dense',"), units);
    struct bloc ordinal = bloc_of(work, set_with(work, "'ties': 'ordinal',"), units);
    struct bloc none = bloc_of(work, NULL, units);
    expect_ranks(&competition, "a 1 b 2 c 2 d 4 e 4 f 4 g 7");
    expect_ranks(&dense, "a 1 b 2 c 2 d 3 e 3 f 3 g 4");
    expect_ranks(&ordinal, "a 1 b 2 c 3 d 4 e 5 f 6 g 7");
    expect_ranks(&none, "a 1 b 2 c 2 d 4 e 4 f 4 g 7");
}

/* DTI 2022: 15 Thanh Hoa, 15 Yen Bai, then 17 Hau Giang. CPDT 2017: 0,633 twice is 17, 17, then 19; 0,567 twice is 32,
 * 32, then 34. Hue 2020: five offices at 100 % are first. */
static void published_ties_are_ranked_as_printed(void **state)
{
    struct work *work = *state;
    static const struct {
        int before; /* units above */
        const char *units, *expected;
    } ties[] = {{14, "thanh-hoa=50.5 yen-bai=50.5 hau-giang=50.4", "thanh-hoa 15 yen-bai 15 hau-giang 17"},
                {16, "br-vt=63.3 thanh-hoa=63.3 z=63.2", "br-vt 17 thanh-hoa 17 z 19"},
                {31, "dak-nong=56.7 quang-tri=56.7 z=56.6", "dak-nong 32 quang-tri 32 z 34"},
                {0, "a=48/48 b=50/50 c=46/46 d=50/50 e=45/45 f=49.9/50", "a 1 b 1 c 1 d 1 e 1 f 6"}};
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++) {
        struct bloc bloc = bloc_of(work, set_with(work, ""), ties[i].units);
        struct text expected = {.size = 0};
        for (int k = 0; k < ties[i].before; k++) {
            char unit[32];
            snprintf(unit, sizeof unit, "x%02d=%d.5", k, 99 - k);
            add_units(&bloc, unit);
            snprintf(unit, sizeof unit, "x%02d %d ", k, k + 1);
            append(&expected, unit);
        }
        append(&expected, ties[i].expected);
        expect_ranks(&bloc, expected.bytes);
    }
}

/* PCI 2016 prints two decimals and ranks unrounded values: Binh Thuan 58.2032, Bac Giang 58.2006 and Dong Nai 58.1953
 * all print 58.20 and are 32, 33 and 34; Ninh Binh 60.1395 and Tay Ninh 60.1383 are 19 and 20. */
static void exact_values_break_printed_ties(void **state)
{
    struct work *work = *state;
    static const char units[] = "bac-giang=58.200561 binh-thuan=58.203151 dong-nai=58.195312 ninh-binh=60.139495 "
                                "tay-ninh=60.138336";
    struct bloc exact = bloc_of(work, set_with(work, "'rank_on': 'exact',"), units);
    struct bloc published = bloc_of(work, set_with(work, ""), units);
    expect_ranks(&exact, "ninh-binh 1 tay-ninh 2 binh-thuan 3 bac-giang 4 dong-nai 5");
    expect_ranks(&published, "ninh-binh 1 tay-ninh 1 bac-giang 3 binh-thuan 3 dong-nai 3");
    assert_int_equal(unit_of(&exact, "dong-nai")->index.points, points_of("58.2"));
}

/* Thanh Hoa 2023: 68.32 of 84 is 81.33 % and stands above more points of a larger maximum. */
static void the_index_ranks_not_the_points(void **state)
{
    struct work *work = *state;
    struct bloc bloc = bloc_of(work, set_with(work, ""), "ban-dan-toc=68.32/84 so-y-te=81.32 so-xd=81.34");
    expect_ranks(&bloc, "so-xd 1 ban-dan-toc 2 so-y-te 3");
}

/* Vinh Phuc 2019: five central agencies and the first departments, ranks as printed. */
static void a_published_ranking_is_found(void **state)
{
    struct work *work = *state;
    struct bloc central =
        bloc_of(work, set_with(work, ""), "bhxh=90.05 cong-an=87.34 kho-bac=89.10 nhnn=89.88 thue=78.44");
    struct bloc departments =
        bloc_of(work, set_with(work, ""),
                "gddt=85.03 gtvt=85.63 khcn=88.87 khdt=88.43 noi-vu=88.49 nnptnt=85.18 tai-chinh=92.93 thanh-tra=87.54 "
                "tttt=90.04 tu-phap=88.76 van-phong=88.72 xay-dung=91.33 y-te=85.47 cong-thuong=85.61");
    expect_ranks(&central, "bhxh 1 nhnn 2 kho-bac 3 cong-an 4 thue 5");
    expect_ranks(&departments,
                 "tai-chinh 1 xay-dung 2 tttt 3 khcn 4 tu-phap 5 van-phong 6 noi-vu 7 khdt 8 thanh-tra 9 gtvt 10 "
                 "cong-thuong 11 y-te 12 nnptnt 13 gddt 14");
}

/* --- Tie breaks --------------------------------------------------------------------------------------------------- */

static void set_percent(struct bloc *bloc, const char *unit, const char *node, const char *percent)
{
    int32_t position = par_set_find(bloc->set, par_span_of(node));
    unit_of(bloc, unit)->percents[position] = (struct par_maybe){true, points_of(percent)};
}

static void tie_breaks_go_in_their_order(void **state)
{
    struct work *work = *state;
    struct bloc bloc = bloc_of(work, set_with(work, "'tie_break': ['2', '1'],"), "a=80 b=80 c=80 d=80 e=81");
    set_percent(&bloc, "a", "2", "70");
    set_percent(&bloc, "b", "2", "90");
    set_percent(&bloc, "c", "2", "70");
    set_percent(&bloc, "a", "1", "60");
    set_percent(&bloc, "c", "1", "61"); /* d has no percentage in either: last */
    expect_ranks(&bloc, "e 1 b 2 c 3 a 4 d 5");
}

static void what_no_tie_break_decides_shares_a_rank(void **state)
{
    struct work *work = *state;
    struct bloc bloc = bloc_of(work, set_with(work, "'tie_break': ['2'],"), "a=80 b=80 c=80");
    set_percent(&bloc, "a", "2", "70");
    set_percent(&bloc, "b", "2", "70");
    set_percent(&bloc, "c", "2", "71");
    expect_ranks(&bloc, "c 1 a 2 b 2");
}

/* A source: points over its applicable maximum, exactly; one that does not apply comes last. */
static void a_source_breaks_ties(void **state)
{
    struct work *work = *state;
    struct bloc bloc = bloc_of(work, set_with(work, "'tie_break': ['survey'],"), "a=80 b=80 c=80 d=80");
    static const char *const sources[][3] = {
        {"a", "23", "33"}, {"b", "2.3", "3.3"}, {"c", "30", "35"}, {"d", "0", "0"}};
    for (size_t i = 0; i < 4; i++) {
        struct par_standing *unit = unit_of(&bloc, sources[i][0]);
        unit->earned[PAR_FROM_SURVEY] = points_of(sources[i][1]);
        unit->applicable[PAR_FROM_SURVEY] = points_of(sources[i][2]);
    }
    expect_ranks(&bloc, "c 1 a 2 b 2 d 4");
}

/* --- Without a rank ----------------------------------------------------------------------------------------------- */

static void some_units_have_no_rank(void **state)
{
    struct work *work = *state;
    struct bloc bloc = bloc_of(work, set_with(work, "'missing': 'unrank',"), "z=50 y=90 x=99 w=98 v=0/0 u=97 t=96");
    unit_of(&bloc, "x")->takes_part = false;
    unit_of(&bloc, "w")->state = PAR_STATE_NOT_SUBMITTED;
    unit_of(&bloc, "u")->missing = true;
    unit_of(&bloc, "t")->state = PAR_STATE_INCOMPLETE; /* pending, but nothing is missing */
    expect_ranks(&bloc, "t 1 y 2 z 3 u 0 v 0 w 0 x 0");
    struct bloc marked = bloc_of(work, set_with(work, ""), "a=90 b=95");
    unit_of(&marked, "b")->missing = true;
    expect_ranks(&marked, "b 1 a 2");
}

/* --- Any bloc ----------------------------------------------------------------------------------------------------- */

/* By definition: 1 + the units, or the different values, above; in a row of its own for ordinal. */
static int rank_by_definition(const struct bloc *bloc, const struct par_standing *unit, enum par_ties ties)
{
    int above = 0, values = 0, before = 0;
    for (size_t i = 0; i < bloc->count; i++) {
        const struct par_standing *other = bloc->units[i];
        bool first = true;
        for (size_t k = 0; k < i; k++)
            first = first && bloc->units[k]->index.points != other->index.points;
        bool better = other->index.points > unit->index.points;
        above += better;
        values += better && first;
        before += better || (other->index.points == unit->index.points && strcmp(other->unit, unit->unit) < 0);
    }
    return 1 + (ties == PAR_TIES_DENSE ? values : ties == PAR_TIES_ORDINAL ? before : above);
}

static void check_order(const struct bloc *bloc)
{
    for (size_t i = 0; i + 1 < bloc->count; i++) {
        const struct par_standing *a = bloc->units[i], *b = bloc->units[i + 1];
        assert_true(a->rank < b->rank || (a->rank == b->rank && strcmp(a->unit, b->unit) < 0));
    }
}

static void random_blocs_are_ranked_by_definition(void **state)
{
    struct work *work = *state;
    struct chance chance = {20301};
    const struct par_set *sets[] = {set_with(work, ""), set_with(work, "'ties': 'dense',"),
                                    set_with(work, "'ties': 'ordinal',")};
    for (int i = 0; i < 3000; i++) {
        struct bloc bloc = {work, sets[i % 3], 0, {NULL}};
        char text[32];
        int shift = any_between(&chance, 0, 39), count = any_between(&chance, 1, 40);
        for (int k = 0; k < count; k++) {
            snprintf(text, sizeof text, "u%02d=%d.5", (k * 7 + shift) % 40, any_between(&chance, 1, 12));
            if (k < 40)
                add_units(&bloc, text);
        }
        par_rank_bloc(bloc.units, bloc.count, bloc.set, work->arena);
        check_order(&bloc);
        for (size_t k = 0; k < bloc.count; k++)
            assert_int_equal(bloc.units[k]->rank, rank_by_definition(&bloc, bloc.units[k], bloc.set->ties));
    }
}

/* --- Classes ------------------------------------------------------------------------------------------------------ */

/* National groups of 2022: A from 90, B from 80 to below 90, C from 70 to below 80; here with a condition on A, another
 * scheme for one bloc, and an exclusive bound. */
static const char classes[] =
    "'classes': [{'for': ['nganh-doc'], 'steps': [{'name': {'vi': 'Tot'}, 'above': 85}, {'name': {'vi': 'Kha'}}]},"
    " {'steps': [{'name': {'vi': 'A'}, 'from': 90, 'requires': {'1': 80, '2': 75.5}}, {'name': {'vi': 'A-'}, 'from': "
    "90},"
    " {'name': {'vi': 'B'}, 'from': 80}, {'name': {'vi': 'C'}, 'from': 70}, {'name': {'vi': 'D'}}]}],";

static const char *class_name(const struct par_class_step *step)
{
    return step ? step->name.vi : "none";
}

struct classed {
    const char *points, *max, *bloc;
    const char *domain_1, *domain_2; /* printed percentages; "" for one that does not apply */
    const char *published, *exact;   /* the class by either value */
};

static const struct classed classeds[] = {
    {"90", "100", "so", "80", "75.5", "A", "A"},
    {"90", "100", "so", "79.99", "90", "A-", "A-"},
    {"90", "100", "so", "95", "75.49", "A-", "A-"},
    {"90", "100", "so", "95", "", "A", "A"}, /* what does not apply is no obstacle */
    {"89.995", "100", "so", "90", "90", "A", "B"},
    {"89.994999", "100", "so", "90", "90", "B", "B"},
    {"80", "100", "so", "", "", "B", "B"},
    {"79.995", "100", "so", "", "", "B", "C"},
    {"79.99", "100", "so", "", "", "C", "C"},
    {"64", "80", "so", "", "", "B", "B"},
    {"69.99", "100", "so", "", "", "D", "D"},
    {"0", "100", "so", "", "", "D", "D"},
    {"110", "100", "so", "90", "90", "A", "A"}, /* a bonus */
    {"85", "100", "nganh-doc", "", "", "Kha", "Kha"},
    {"85.01", "100", "nganh-doc", "", "", "Tot", "Tot"},
    {"85.004", "100", "nganh-doc", "", "", "Kha", "Tot"},
};

static void set_domain(struct par_standing *unit, int position, const char *percent)
{
    if (*percent)
        unit->percents[position] = (struct par_maybe){true, points_of(percent)};
}

static void check_class(struct work *work, const struct par_set *set, const struct classed *one, const char *expected)
{
    struct par_standing *unit = standing_of(work, set, "u", one->points, one->max);
    unit->bloc = one->bloc;
    set_domain(unit, 1, one->domain_1);
    set_domain(unit, 2, one->domain_2);
    if (strcmp(class_name(par_class_of(unit)), expected) != 0)
        fail_msg("%s/%s %s %s: %s, not %s", one->points, one->max, one->domain_1, one->domain_2,
                 class_name(par_class_of(unit)), expected);
    par_rank_bloc(&unit, 1, set, work->arena);
    assert_string_equal(class_name(unit->class_step), expected);
}

static void the_first_step_that_holds_is_the_class(void **state)
{
    struct work *work = *state;
    const struct par_set *published = set_with(work, classes);
    const struct par_set *exact = set_with(work, par_arena_join(work->arena, classes, "'class_on': 'exact',", NULL));
    for (size_t i = 0; i < sizeof classeds / sizeof *classeds; i++) {
        check_class(work, published, &classeds[i], classeds[i].published);
        check_class(work, exact, &classeds[i], classeds[i].exact);
    }
}

static void a_mean_is_classed_without_conditions(void **state)
{
    struct work *work = *state;
    struct par_standing *unit = standing_of(work, set_with(work, classes), "u", "50", "100");
    set_domain(unit, 1, "10");
    assert_string_equal(class_name(par_class_of_mean(unit, points_of("90"))), "A");
    assert_string_equal(class_name(par_class_of_mean(unit, points_of("78.39"))), "C");
}

static void without_classes_there_are_none(void **state)
{
    struct work *work = *state;
    assert_null(par_class_of(standing_of(work, set_with(work, ""), "u", "90", "100")));
    assert_null(par_class_of(standing_of(work, NULL, "u", "90", "100")));
    assert_null(par_class_of(standing_of(work, set_with(work, classes), "u", "0", "0")));
    struct bloc bloc = bloc_of(work, set_with(work, classes), "a=90 b=80");
    unit_of(&bloc, "a")->takes_part = false;
    expect_ranks(&bloc, "b 1 a 0");
    assert_null(unit_of(&bloc, "a")->class_step);
    assert_string_equal(class_name(unit_of(&bloc, "b")->class_step), "B");
}

/* --- Figures ------------------------------------------------------------------------------------------------------ */

struct figure_case {
    const char *settings, *units;
    size_t count;
    const char *mean, *median, *highest, *lowest, *spread;
};

static const struct figure_case figure_cases[] = {
    /* Binh Duong 2017: mean printed 78,39; the middle one of nine is Di An, 78.06 */
    {"", "a=84.58 b=82.00 c=80.27 d=79.04 e=78.06 f=77.83 g=76.22 h=76.03 i=71.46", 9, "78.39", "78.06", "84.58",
     "71.46", "13.12"},
    /* Vinh Phuc 2019, central agencies: 434.81 / 5 */
    {"", "a=90.05 b=89.88 c=89.10 d=87.34 e=78.44", 5, "86.96", "89.1", "90.05", "78.44", "11.61"},
    /* two in the middle: (80 + 80.01) / 2 is a tie */
    {"", "a=90 b=80 c=80.01 d=70", 4, "80", "80.01", "90", "70", "20"},
    {"'rounding': {'mode': 'half_even'},", "a=90 b=80 c=80.01 d=70", 4, "80", "80", "90", "70", "20"},
    {"", "a=75.41/92", 1, "81.97", "81.97", "81.97", "81.97", "0"},
    {"'rounding': {'mode': 'down'},", "a=75.41/92", 1, "81.96", "81.96", "81.96", "81.96", "0"},
    /* printed 33.33, 33.33 and 33.34 have the mean 33.33; exactly it is (100/3 + 33.334 + 33.336) / 3 = 33.3344.. */
    {"", "a=1/3 b=33.334 c=33.336", 3, "33.33", "33.33", "33.34", "33.33", "0.01"},
    {"'rank_on': 'exact',", "a=1/3 b=33.334 c=33.336", 3, "33.33", "33.33", "33.34", "33.33", "0"},
    /* exactly 66.665 three times: printed 66.67 either way, the spread is that of the values */
    {"'rank_on': 'exact',", "a=2/3 b=66.666 c=66.664", 3, "66.67", "66.67", "66.67", "66.66", "0"},
    {"", "", 0, NULL, NULL, NULL, NULL, NULL},
};

static void expect_maybe(const char *what, struct par_maybe found, const char *expected)
{
    char text[PAR_DECIMAL_TEXT];
    assert_int_equal(found.is, expected != NULL);
    if (!expected)
        return;
    par_decimal_print(found.points, PAR_POINTS_SCALE, -1, '.', text);
    if (strcmp(text, expected) != 0)
        fail_msg("%s: %s, not %s", what, text, expected);
}

static void figures_are_found(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof figure_cases / sizeof *figure_cases; i++) {
        const struct figure_case *one = &figure_cases[i];
        struct bloc bloc = bloc_of(work, set_with(work, one->settings), one->units);
        struct par_figures figures;
        par_rank_bloc(bloc.units, bloc.count, bloc.set, work->arena);
        par_figures_of_index(bloc.units, bloc.count, 2, bloc.set->rounding, work->arena, &figures);
        assert_int_equal(figures.count, one->count);
        expect_maybe("mean", figures.mean, one->mean);
        expect_maybe("median", figures.median, one->median);
        expect_maybe("highest", figures.highest, one->highest);
        expect_maybe("lowest", figures.lowest, one->lowest);
        expect_maybe("spread", figures.spread, one->spread);
    }
}

static void only_ranked_units_count_in_figures(void **state)
{
    struct work *work = *state;
    struct bloc bloc = bloc_of(work, set_with(work, ""), "a=90 b=80 c=10 d=0/0");
    struct par_figures figures;
    unit_of(&bloc, "c")->takes_part = false;
    par_rank_bloc(bloc.units, bloc.count, bloc.set, work->arena);
    par_figures_of_index(bloc.units, bloc.count, 2, PAR_HALF_UP, work->arena, &figures);
    assert_int_equal(figures.count, 2);
    expect_maybe("mean", figures.mean, "85");
    expect_maybe("lowest", figures.lowest, "80");
}

static void domains_have_figures(void **state)
{
    struct work *work = *state;
    struct bloc bloc = bloc_of(work, set_with(work, ""), "a=90 b=80 c=70 d=60");
    static const char *const percents[] = {"90.5", "80.25", NULL, "70"};
    for (size_t i = 0; i < bloc.count; i++) {
        struct par_maybe *domains = par_arena_array(work->arena, 2, sizeof *domains);
        domains[1] = percents[i] ? (struct par_maybe){true, points_of(percents[i])} : (struct par_maybe){false, 0};
        bloc.units[i]->domains = domains;
        bloc.units[i]->domain_count = 2;
    }
    unit_of(&bloc, "d")->takes_part = false;
    par_rank_bloc(bloc.units, bloc.count, bloc.set, work->arena);
    struct par_figures figures;
    par_figures_of_domain(bloc.units, bloc.count, 1, 2, PAR_HALF_UP, work->arena, &figures);
    assert_int_equal(figures.count, 2); /* c has none, d no rank */
    expect_maybe("mean", figures.mean, "85.38");
    expect_maybe("spread", figures.spread, "10.25");
    par_figures_of_domain(bloc.units, bloc.count, 0, 2, PAR_HALF_UP, work->arena, &figures);
    assert_int_equal(figures.count, 0);
}

/* --- Changes ------------------------------------------------------------------------------------------------------ */

/* Units of this year: code, predecessors separated by blanks. */
struct heir {
    const char *code;
    const char *predecessors;
    const char *expected; /* comparison, and the earlier unit with its rank */
};

static const struct par_earlier earliers[] = {
    {"a", "so", {true, 90000000}, {true, 90000000}, 1},  {"b", "so", {true, 80000000}, {true, 80000000}, 2},
    {"c", "so", {true, 70000000}, {true, 70000000}, 3},  {"d", "huyen", {true, 60000000}, {true, 60000000}, 1},
    {"e", "so", {true, 50000000}, {true, 50000000}, 4},  {"f", "so", {true, 40000000}, {true, 40000000}, 0},
    {"giu", "so", {true, 30000000}, {true, 30000000}, 5}};

/* Since 1 July 2025 departments are merged and communes new: rank.h, par-ranking(5). */
static const struct heir heirs[] = {
    {"a", "", "compared a 1"},
    {"d", "", "compared d 1, other bloc"},
    {"f", "f", "compared f 0"},
    {"moi", "", "new"},
    {"b-moi", "b", "renamed b 2"},
    {"hop-nhat", "c e", "not_comparable"},
    {"tach-1", "x", "not_comparable"},
    {"tach-2", "x", "not_comparable"},
    {"khac", "y", "new"}, /* its predecessor was not ranked */
};

static struct par_list list_of(struct work *work, const char *text)
{
    const char **items = par_arena_array(work->arena, 8, sizeof *items);
    struct par_list list = {0, items};
    char *copy = par_arena_copy(work->arena, par_span_of(text)), *rest = NULL;
    for (char *item = strtok_r(copy, " ", &rest); item; item = strtok_r(NULL, " ", &rest))
        items[list.count++] = item;
    return list;
}

static struct par_units *heirs_of(struct work *work, const struct heir *table, size_t count)
{
    struct par_units *units = par_units_new("units.csv", NULL, work->arena);
    for (size_t i = 0; i < count; i++) {
        struct par_unit unit = {.code = table[i].code,
                                .name = "",
                                .bloc = "so",
                                .level = "",
                                .set_id = "",
                                .parent = "",
                                .submitted_at = "",
                                .ranked = true,
                                .predecessors = list_of(work, table[i].predecessors)};
        par_units_add(units, &unit, work->arena);
    }
    struct par_set *sets[] = {(struct par_set *)set_with(work, "")};
    par_units_settle(units, sets, 1, work->arena, work->diags);
    return units;
}

static const char *change_text(struct work *work, const struct par_history *history, const struct par_unit *unit)
{
    struct par_standing standing = {.unit = unit->code, .bloc = "so", .who = unit};
    struct par_change change = par_history_change(history, &standing);
    const char *text = par_comparison_name(change.comparison);
    if (!change.earlier)
        return text;
    char rank[16];
    snprintf(rank, sizeof rank, " %d", change.earlier->rank);
    return par_arena_join(work->arena, text, " ", change.earlier->unit, rank, change.same_bloc ? "" : ", other bloc",
                          NULL);
}

static void expect_changes(struct work *work, const struct heir *table, size_t count)
{
    struct par_units *units = heirs_of(work, table, count);
    const struct par_history *history =
        par_history_new(earliers, sizeof earliers / sizeof *earliers, units, work->arena);
    for (size_t i = 0; i < count; i++) {
        int32_t position = par_names_find(units->codes, par_span_of(table[i].code));
        assert_string_equal(change_text(work, history, &units->items[position]), table[i].expected);
    }
}

static void units_are_compared_with_what_they_continue(void **state)
{
    expect_changes(*state, heirs, sizeof heirs / sizeof *heirs);
}

/* "One predecessor that nobody else has": a unit that lives on under its code has that predecessor too, so one that was
 * split off from it is no renaming of it. */
static void a_unit_split_off_is_not_renamed(void **state)
{
    static const struct heir alone[] = {{"giu-2", "giu", "renamed giu 5"}};
    static const struct heir split[] = {{"giu", "giu", "not_comparable"}, {"giu-2", "giu", "not_comparable"}};
    static const struct heir silent[] = {{"giu-2", "giu", "not_comparable"}, {"giu", "", "not_comparable"}};
    expect_changes(*state, alone, 1);
    expect_changes(*state, split, 2);
    expect_changes(*state, silent, 2);
}

/* Of the units of the earlier ranking one took in another, and one names what it came of long before. */
static void predecessors_count_as_far_as_they_were_ranked(void **state)
{
    static const struct heir taken_in[] = {{"a", "b", "not_comparable"}};
    static const struct heir long_before[] = {{"e", "q", "compared e 4"}, {"f", "r s", "compared f 0"}};
    expect_changes(*state, taken_in, 1);
    expect_changes(*state, long_before, 2);
}

static void earlier_units_are_continued(void **state)
{
    struct work *work = *state;
    struct par_units *units = heirs_of(work, heirs, sizeof heirs / sizeof *heirs);
    const struct par_history *history =
        par_history_new(earliers, sizeof earliers / sizeof *earliers, units, work->arena);
    assert_true(par_history_continues(history, "a"));
    assert_true(par_history_continues(history, "c"));
    assert_true(par_history_continues(history, "b"));
    assert_false(par_history_continues(history, "giu"));
    const struct par_history *alone = par_history_new(earliers, 2, NULL, work->arena);
    assert_true(par_history_continues(alone, "z")); /* without a unit list nothing is known to be gone */
}

/* Without a unit list, codes are all there is. */
static void codes_are_compared_without_a_unit_list(void **state)
{
    struct work *work = *state;
    const struct par_history *history = par_history_new(earliers, 2, NULL, work->arena);
    struct par_standing known = {.unit = "b", .bloc = "so"}, unknown = {.unit = "z", .bloc = "so"};
    struct par_change change = par_history_change(history, &known);
    assert_int_equal(change.comparison, PAR_COMPARED);
    assert_int_equal(change.earlier->rank, 2);
    assert_true(change.same_bloc);
    change = par_history_change(history, &unknown);
    assert_int_equal(change.comparison, PAR_NEW);
    assert_null(change.earlier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(equal_units_share_a_rank, set_up, tear_down),
        cmocka_unit_test_setup_teardown(published_ties_are_ranked_as_printed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(exact_values_break_printed_ties, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_index_ranks_not_the_points, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_published_ranking_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tie_breaks_go_in_their_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_no_tie_break_decides_shares_a_rank, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_source_breaks_ties, set_up, tear_down),
        cmocka_unit_test_setup_teardown(some_units_have_no_rank, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_blocs_are_ranked_by_definition, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_step_that_holds_is_the_class, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_mean_is_classed_without_conditions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_classes_there_are_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_ranked_units_count_in_figures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(domains_have_figures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(units_are_compared_with_what_they_continue, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_unit_split_off_is_not_renamed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(predecessors_count_as_far_as_they_were_ranked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(earlier_units_are_continued, set_up, tear_down),
        cmocka_unit_test_setup_teardown(codes_are_compared_without_a_unit_list, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
