/* Drawing from a list: what holds of every draw, and designs worked by hand. */
#include "parindex/frame.h"

#include "support.h"

enum { ROWS = 40, TEXT = 16 };

/* A list with names of its own: 3 strata, PSUs of unequal size. */
struct list {
    char strata[ROWS][TEXT], psus[ROWS][TEXT], ids[ROWS][TEXT];
    struct par_frame_item items[ROWS];
};

static uint64_t mix(uint64_t word)
{
    word ^= word >> 31;
    word *= UINT64_C(0x7fb5d329728ea185);
    return word ^ word >> 27;
}

static uint64_t some_word(void *context, uint64_t number)
{
    return mix(*(const uint64_t *)context + 77 * (number + 1));
}

static struct par_chance chance_of(void *context, const char *stratum, const char *psu)
{
    (void)stratum;
    (void)psu;
    return (struct par_chance){some_word, context};
}

/* The rows in any order: row i of `turn` is the same thing as row (i + turn) of turn 0. */
static struct par_frame frame_of(struct list *list, bool has_psu, size_t turn, uint64_t seed, struct par_arena *arena)
{
    for (size_t k = 0; k < ROWS; k++) {
        size_t i = (k + turn) % ROWS;
        snprintf(list->strata[k], TEXT, "T%d", (int)(i % 3));
        snprintf(list->psus[k], TEXT, "X%d", has_psu ? (int)(i % 3 + i % 7 / 3) : 0);
        snprintf(list->ids[k], TEXT, "%03d", (int)i);
        list->items[k] = (struct par_frame_item){.stratum = list->strata[k],
                                                 .psu = has_psu ? list->psus[k] : "",
                                                 .order = "",
                                                 .id = list->ids[k],
                                                 .row = i,
                                                 .draw = {.key = mix(seed + i), .size = (int64_t)(i % 5 + 1)}};
    }
    struct par_frame frame = {.count = ROWS, .items = list->items};
    par_frame_settle(&frame, arena);
    for (size_t i = 0; i < frame.stratum_count; i++)
        frame.strata[i].wanted = has_psu ? 2 : 4;
    for (size_t i = 0; i < frame.psu_count; i++)
        frame.psus[i].draw.key = mix(seed + 1000 + i);
    return frame;
}

static void draw(struct par_frame *frame, struct par_frame_plan plan, uint64_t *seed, struct par_arena *arena)
{
    plan.chance = chance_of;
    plan.context = seed;
    assert_true(par_frame_draw(frame, &plan, arena));
}

static bool is_drawn(const struct par_frame *frame, const struct par_frame_item *item, bool has_psu)
{
    return item->draw.is_drawn && (!has_psu || frame->psus[item->psu_number].draw.is_drawn);
}

/* --- Groups ------------------------------------------------------------------------------------------------------- */

/* 40 rows, by thirds 14, 13, 13; a unit is the same code in another stratum again. */
static void strata_and_units_are_found(void **state)
{
    struct work *work = *state;
    struct list list;
    struct par_frame frame = frame_of(&list, true, 5, 1, work->arena);
    size_t items = 0, psus = 0;
    assert_int_equal(frame.stratum_count, 3);
    assert_int_equal(frame.strata[0].count, 14);
    assert_int_equal(frame.strata[2].count, 13);
    assert_string_equal(frame.strata[1].name, "T1");
    for (size_t i = 0; i < frame.stratum_count; i++)
        psus += frame.strata[i].psu_count;
    for (size_t i = 0; i < frame.psu_count; i++) {
        assert_int_equal(frame.psus[i].first, items);
        assert_int_equal(frame.psus[i].draw.size, frame.psus[i].count);
        items += frame.psus[i].count;
    }
    assert_int_equal(items, ROWS);
    assert_int_equal(psus, frame.psu_count);
    frame = (struct par_frame){.items = list.items};
    par_frame_settle(&frame, work->arena);
    assert_int_equal(frame.stratum_count, 0);
}

/* --- What holds of every draw ------------------------------------------------------------------------------------- */

/* Of each stratum so many are drawn as are wanted, and their probabilities add up to that; the weights of an even draw
 * add up to the stratum. */
static void probabilities_add_up(void **state)
{
    struct work *work = *state;
    struct list list;
    for (uint64_t seed = 1; seed <= 30; seed++)
        for (int method = PAR_DRAW_RANDOM; method <= PAR_DRAW_SIZE; method++) {
            struct par_frame frame = frame_of(&list, false, (size_t)seed, seed, work->arena);
            draw(&frame, (struct par_frame_plan){.method = (enum par_draw_method)method}, &seed, work->arena);
            for (size_t i = 0; i < frame.stratum_count; i++) {
                struct par_ratio chances = {0, 1}, weights = {0, 1}, weight;
                size_t drawn = 0, first = frame.strata[i].first, count = frame.strata[i].count;
                for (size_t k = first; k < first + count; k++) {
                    const struct par_ratio *chance = &frame.items[k].draw.probability;
                    assert_true(par_ratio_add(chances, *chance, &chances));
                    if (!frame.items[k].draw.is_drawn)
                        continue;
                    assert_true(par_ratio_div((struct par_ratio){1, 1}, *chance, &weight));
                    assert_true(par_ratio_add(weights, weight, &weights));
                    drawn++;
                }
                assert_int_equal(drawn, 4);
                assert_int_equal(par_ratio_compare(chances, (struct par_ratio){4, 1}), 0);
                if (method != PAR_DRAW_SIZE)
                    assert_int_equal(par_ratio_compare(weights, (struct par_ratio){(par_wide)count, 1}), 0);
            }
        }
}

/* The same seed draws the same rows in whatever order they come; another one draws others. */
static void the_order_of_the_list_does_not_matter(void **state)
{
    struct work *work = *state;
    struct list list;
    size_t differ = 0;
    for (int method = PAR_DRAW_RANDOM; method <= PAR_DRAW_SIZE; method++)
        for (int has_psu = 0; has_psu <= 1; has_psu++) {
            bool drawn[ROWS];
            for (size_t turn = 0; turn < 12; turn++) {
                uint64_t seed = turn < 11 ? 4 : 5;
                struct par_frame frame = frame_of(&list, has_psu, turn * 7, seed, work->arena);
                draw(&frame,
                     (struct par_frame_plan){.has_psu = has_psu, .method = (enum par_draw_method)method, .take = 2},
                     &seed, work->arena);
                for (size_t i = 0; i < ROWS; i++) {
                    bool now = is_drawn(&frame, &frame.items[i], has_psu);
                    size_t row = frame.items[i].row;
                    if (turn == 0)
                        drawn[row] = now;
                    else if (turn < 11)
                        assert_int_equal(drawn[row], now);
                    else
                        differ += drawn[row] != now;
                }
            }
        }
    assert_true(differ > 0);
}

/* --- Two stages --------------------------------------------------------------------------------------------------- */

/* Two of 4 villages with 10, 20, 30, 40 people by size, and 5 people of each: 2 x M / 100 x 5 / M = 1 / 10 for
 * everybody, whichever village was drawn. Evenly: 2 / 4 x 5 / M, with corrections 4 and M. */
static void by_size_everybody_has_the_same_chance(void **state)
{
    struct work *work = *state;
    static const char *const villages[] = {"A", "B", "C", "D"};
    static char ids[100][TEXT];
    struct par_frame_item items[100];
    for (uint64_t seed = 0; seed < 20; seed++)
        for (int method = PAR_DRAW_RANDOM; method <= PAR_DRAW_SIZE; method++) {
            size_t drawn = 0, count = 0;
            for (size_t v = 0; v < 4; v++)
                for (size_t k = 0; k < 10 * (v + 1); k++, count++) {
                    snprintf(ids[count], TEXT, "%d", (int)count);
                    items[count] = (struct par_frame_item){
                        .stratum = "", .psu = villages[v], .order = "", .id = ids[count], .draw = {.key = mix(count)}};
                }
            struct par_frame frame = {.count = 100, .items = items};
            par_frame_settle(&frame, work->arena);
            frame.strata[0].wanted = 2;
            struct par_frame_plan plan = {.has_psu = true, .method = (enum par_draw_method)method, .take = 5};
            draw(&frame, plan, &seed, work->arena);
            for (size_t i = 0; i < 100; i++) {
                struct par_frame_design design;
                if (!is_drawn(&frame, &frame.items[i], true))
                    continue;
                drawn++;
                assert_true(par_frame_design(&frame, &plan, &frame.items[i], &design));
                int64_t people = (int64_t)frame.psus[frame.items[i].psu_number].count;
                struct par_ratio chance =
                    method == PAR_DRAW_SIZE ? (struct par_ratio){1, 10} : (struct par_ratio){2 * 5, 4 * people};
                assert_int_equal(par_ratio_compare(design.probability, chance), 0);
                assert_int_equal(design.population, method == PAR_DRAW_SIZE ? 0 : 4);
                assert_int_equal(design.psu_population, method == PAR_DRAW_SIZE ? 0 : people);
            }
            assert_int_equal(drawn, 10);
        }
}

/* Villages that were drawn before keep their chance: 1 / 3 x 2 / 4. One smaller than what is taken gives all it has. */
static void the_second_stage_can_come_later(void **state)
{
    struct work *work = *state;
    static const char *const ids[] = {"1", "2", "3", "4", "5"};
    uint64_t seed = 3;
    struct par_frame_item items[5];
    for (size_t i = 0; i < 5; i++)
        items[i] = (struct par_frame_item){
            .stratum = "T", .psu = i < 4 ? "A" : "B", .order = "", .id = ids[i], .draw = {.key = mix(i)}};
    struct par_frame frame = {.count = 5, .items = items};
    par_frame_settle(&frame, work->arena);
    for (size_t i = 0; i < 2; i++) {
        frame.psus[i].draw.is_drawn = true;
        frame.psus[i].draw.probability = (struct par_ratio){1, 3};
        frame.psus[i].population = 6;
    }
    struct par_frame_plan plan = {.has_psu = true, .is_second = true, .take = 2};
    draw(&frame, plan, &seed, work->arena);
    size_t drawn = 0;
    for (size_t i = 0; i < 5; i++) {
        struct par_frame_design design;
        if (!items[i].draw.is_drawn)
            continue;
        drawn++;
        assert_true(par_frame_design(&frame, &plan, &items[i], &design));
        assert_int_equal(design.population, 6);
        assert_int_equal(design.probability.num, 1);
        assert_int_equal(design.probability.den, i < 4 ? 6 : 3);
    }
    assert_int_equal(drawn, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(strata_and_units_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(probabilities_add_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_order_of_the_list_does_not_matter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(by_size_everybody_has_the_same_chance, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_second_stage_can_come_later, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
