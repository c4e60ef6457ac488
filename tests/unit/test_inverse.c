/* What would win points back. The expected changes are found by trying: every multiple of the lever's step (every set
 * of options) is put to par_rule_evaluate, and the smallest that earns enough is the one; the limits of a lever are
 * those that inverse.h states. A few cases are worked out by hand. */
#include "parindex/inverse.h"

#include "fixture.h"
#include "numbers.h"
#include "parindex/number.h"

/* --- A set of one component --------------------------------------------------------------------------------------- */

static const char base_frame[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': 2,"
    " 'source': {'status': 'sample'}, 'rounding': {'component': %DECIMALS%, 'mode': '%MODE%'}, 'inputs': {%INPUTS%},"
    " 'nodes': [{'id': '1', 'name': {'vi': 'Một'}, 'max': 2, %MORE% 'rule': %RULE%}]}";

static const char penalty_frame[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': 2,"
    " 'source': {'status': 'sample'}, 'rounding': {'component': %DECIMALS%, 'mode': '%MODE%'}, 'inputs': {%INPUTS%},"
    " 'nodes': [{'id': '0', 'name': {'vi': 'Gốc'}, 'max': 2, 'rule': {'type': 'manual'}}],"
    " 'penalty': {'id': 'tru', 'name': {'vi': 'Trừ'}, 'cap': 2, 'nodes': ["
    "  {'id': '1', 'name': {'vi': 'Một'}, 'max': 2, %MORE% 'rule': %RULE%}]}}";

static const char inputs[] = "'a': {'kind': 'count'}, 'b': {'kind': 'count'}, 'c': {'kind': 'count'},"
                             " 'x': {'kind': 'number'}, 'y': {'kind': 'number'}, 'p': {'kind': 'percent'},"
                             " 'gui': {'kind': 'date'}, 'han': {'kind': 'date'}";

struct made {
    const char *rule;
    const char *more; /* members of the component: accept, lever */
    const char *decimals, *mode;
    bool penalty;
};

static const char *json_of(struct work *work, const struct made *made)
{
    struct par_arena *arena = work->arena;
    const char *json = edited(arena, made->penalty ? penalty_frame : base_frame, "%DECIMALS%", made->decimals);
    json = edited(arena, json, "%MODE%", made->mode);
    json = edited(arena, json, "%INPUTS%", inputs);
    json = edited(arena, json, "%MORE%", made->more);
    return edited(arena, json, "%RULE%", made->rule);
}

/* --- What was filled in ------------------------------------------------------------------------------------------- */

enum { INPUTS = 8 };

struct cells {
    struct par_filled filled;
    bool given[INPUTS], known[INPUTS];
    struct par_quantity inputs[INPUTS], facts[INPUTS];
};

static struct par_quantity quantity_of(const char *text)
{
    struct par_quantity q = {0, 0};
    if (par_date_parse(par_span_of(text), &q.mantissa))
        return q;
    assert_int_equal(par_quantity_parse(par_span_of(text), &q), PAR_NUMBER_OK);
    return q;
}

/* "answer=kip;a=3;facts.b=4;value=5" */
static void fill(struct cells *cells, const struct par_set *set, const char *text, struct par_arena *arena)
{
    *cells = (struct cells){0};
    cells->filled = (struct par_filled){
        .given = cells->given, .inputs = cells->inputs, .known = cells->known, .facts = cells->facts};
    char *copy = par_arena_copy(arena, par_span_of(text)), *rest = NULL;
    for (char *cell = strtok_r(copy, ";", &rest); cell; cell = strtok_r(NULL, ";", &rest)) {
        char *value = strchr(cell, '=') + 1;
        value[-1] = '\0';
        bool fact = strncmp(cell, "facts.", 6) == 0;
        int32_t input = par_names_find(set->input_names, par_span_of(fact ? cell + 6 : cell));
        if (input >= 0) {
            (fact ? cells->known : cells->given)[input] = true;
            (fact ? cells->facts : cells->inputs)[input] = quantity_of(value);
        } else if (strcmp(cell, "answer") == 0) {
            cells->filled.answer = par_span_of(value);
        } else {
            bool is_value = strcmp(cell, "value") == 0, is_num = strcmp(cell, "num") == 0;
            *(is_value ? &cells->filled.has_value : is_num ? &cells->filled.has_num : &cells->filled.has_den) = true;
            *(is_value ? &cells->filled.value : is_num ? &cells->filled.num : &cells->filled.den) = quantity_of(value);
        }
    }
}

struct asked {
    const struct par_set *set;
    const struct par_criterion *criterion;
    const struct par_rule *rule;
    struct cells cells;
    struct par_place place;
    struct par_evaluation evaluation;
};

static void ask(struct work *work, const struct par_set *set, const char *row, struct asked *out)
{
    const struct par_criterion *criterion = criterion_of(set, "1");
    *out = (struct asked){.set = set, .criterion = criterion, .rule = criterion->rules[0].rule};
    fill(&out->cells, set, row, work->arena);
    out->evaluation = (struct par_evaluation){.set = set,
                                              .criterion = criterion,
                                              .filled = &out->cells.filled,
                                              .fold = par_text_fold,
                                              .arena = work->arena,
                                              .diags = par_diags_new(work->arena, 0, 0),
                                              .place = &out->place};
}

/* --- Trying all changes ------------------------------------------------------------------------------------------- */

enum { FAR = 420 }; /* multiples of the step that are tried in both directions */

/* The limits of inverse.h, as the maker of the rule knows them. */
struct limits {
    bool negative, hundred;
};

static bool value_at(struct asked *asked, const struct par_lever *lever, struct par_quantity value,
                     struct limits limits, par_points *points)
{
    struct par_ratio ratio = par_quantity_ratio(value), hundred = {100, 1};
    if ((ratio.num < 0 && !limits.negative) || (limits.hundred && par_ratio_compare(ratio, hundred) > 0))
        return false;
    struct cells *cells = &asked->cells;
    if (lever->kind == PAR_LEVER_VALUE) {
        cells->filled.value = value;
    } else if (lever->kind == PAR_LEVER_NUMERATOR) {
        cells->filled.num = value;
    } else {
        cells->given[lever->input] = true;
        cells->known[lever->input] = false;
        cells->inputs[lever->input] = value;
    }
    struct par_outcome outcome = par_rule_evaluate(asked->rule, &asked->evaluation);
    *points = outcome.points;
    return outcome.verdict == PAR_EARNED;
}

struct tried {
    bool found;
    struct par_quantity to;
    struct par_ratio size;
    par_points points;
};

static struct par_ratio distance(struct par_quantity a, struct par_quantity b)
{
    struct par_ratio by;
    assert_true(par_ratio_sub(par_quantity_ratio(a), par_quantity_ratio(b), &by));
    by.num = by.num < 0 ? -by.num : by.num;
    return by;
}

/* The smallest change by trying each; of equal ones what earns more, then the one upwards. */
static struct tried try_all(struct asked *asked, const struct par_lever *lever, struct limits limits, bool penalty,
                            par_points least)
{
    struct tried best = {.found = false};
    int64_t scale = lever->decimals == 2 ? 100 : lever->decimals == 1 ? 10 : 1;
    struct par_ratio now = par_quantity_ratio(lever->now);
    int64_t middle = (int64_t)(now.num * scale / now.den);
    for (int64_t k = middle + FAR; k >= middle - FAR; k--) {
        struct par_quantity to = {k, lever->decimals};
        struct tried one = {.found = true, .to = to, .size = distance(to, lever->now)};
        if (one.size.num == 0 || !value_at(asked, lever, to, limits, &one.points))
            continue;
        if (penalty ? one.points > least : one.points < least)
            continue;
        int order = best.found ? par_ratio_compare(one.size, best.size) : -1;
        bool earns_more = penalty ? one.points < best.points : one.points > best.points;
        if (order < 0 || (order == 0 && earns_more))
            best = one;
    }
    return best;
}

struct seen {
    size_t levers, reached, unreachable, down;
};

static void compare(struct par_inverse *inverse, struct asked *asked, struct limits limits, bool penalty,
                    par_points least, const char *what, struct seen *seen)
{
    const struct par_lever *lever = par_inverse_lever(inverse);
    struct par_reach reach;
    struct tried tried = try_all(asked, lever, limits, penalty, least);
    bool found = par_inverse_reach(inverse, least, &reach);
    int64_t scale = lever->decimals == 2 ? 100 : lever->decimals == 1 ? 10 : 1;
    bool far = found && par_ratio_compare(distance(reach.to, lever->now), (struct par_ratio){FAR - 1, scale}) > 0;
    if (found != tried.found && !far)
        fail_msg("%s: for %ld found %d, by trying %d (to %ld)", what, (long)least, found, tried.found,
                 (long)(tried.found ? tried.to.mantissa : reach.to.mantissa));
    seen->unreachable += !found;
    if (!found || !tried.found)
        return;
    if (par_ratio_compare(par_quantity_ratio(reach.to), par_quantity_ratio(tried.to)) != 0 ||
        reach.points != tried.points)
        fail_msg("%s: for %ld found %ld/%d (%ld), by trying %ld/%d (%ld)", what, (long)least, (long)reach.to.mantissa,
                 reach.to.scale, (long)reach.points, (long)tried.to.mantissa, tried.to.scale, (long)tried.points);
    struct par_ratio to;
    assert_true(par_ratio_add(par_quantity_ratio(lever->now), par_quantity_ratio(reach.by), &to));
    assert_int_equal(par_ratio_compare(to, par_quantity_ratio(reach.to)), 0);
    seen->reached++;
    seen->down += reach.by.mantissa < 0;
}

/* Every whole hundredth of points is asked for, and the next and the most. */
static void check_lever(struct work *work, const struct made *made, const char *row, struct limits limits,
                        struct seen *seen)
{
    struct par_arena *outer = work->arena;
    struct par_diags *outer_diags = work->diags;
    work->arena = par_arena_new(NULL);
    work->diags = par_diags_new(work->arena, 20, 1000);
    const char *what = par_arena_join(work->arena, made->rule, " ", made->more, " ", made->mode, " ", row, NULL);
    struct par_set *set = read_set(work, json_of(work, made));
    if (set) {
        struct asked asked;
        par_points now;
        ask(work, set, row, &asked);
        struct par_inverse *inverse = par_inverse_new(asked.rule, &asked.evaluation);
        if (par_inverse_kind_of(inverse) == PAR_INVERSE_LEVER && par_inverse_now(inverse, &now)) {
            seen->levers++;
            for (par_points least = 0; least <= 2 * PAR_POINTS_ONE; least += PAR_POINTS_ONE / 5)
                if (made->penalty ? least < now : least > now)
                    compare(inverse, &asked, limits, made->penalty, least, what, seen);
            compare(inverse, &asked, limits, made->penalty, made->penalty ? now - 1 : now + 1, what, seen);
        }
    }
    par_arena_free(work->arena);
    work->arena = outer;
    work->diags = outer_diags;
}

/* --- Rules by chance ---------------------------------------------------------------------------------------------- */

static const char *number(struct work *work, int value)
{
    char text[32];
    snprintf(text, sizeof text, "%d", value);
    return par_arena_copy(work->arena, par_span_of(text));
}

static const char *points_text(struct work *work, struct chance *chance)
{
    return par_points_text(any_between(chance, 0, 8) * (PAR_POINTS_ONE / 4), work->arena);
}

/* A bound of 0 to `most`, often with decimals or as a fraction. */
static const char *bound(struct work *work, struct chance *chance, int most)
{
    char text[40];
    int whole = any_between(chance, 0, most);
    switch (any_below(chance, 4)) {
    case 0:
        snprintf(text, sizeof text, "'%d/%d'", any_between(chance, 1, most * 3), any_between(chance, 2, 7));
        break;
    case 1:
        snprintf(text, sizeof text, "%d.%d", whole, any_between(chance, 1, 99));
        break;
    default:
        snprintf(text, sizeof text, "%d", whole);
    }
    return par_arena_copy(work->arena, par_span_of(text));
}

static const char *measure(struct work *work, struct chance *chance, struct limits *limits, int *most)
{
    static const char *const percents[] = {"['a', 'b']",        "[['a', '-c'], 'b']", "['a', ['b', 'c']]",
                                           "['a', ['a', 'c']]", "[['b', '-c'], 'b']", "['a', ['b', '-c']]"};
    static const char *const zeros[] = {"", ", 'zero': 'none'", ", 'zero': 'full'", ", 'zero': 'not_applicable'"};
    struct par_arena *arena = work->arena;
    const char *zero = zeros[any_below(chance, 4)], *over = one_in(chance, 4) ? ", 'over_100': true" : "";
    *limits = (struct limits){.negative = false};
    *most = 100;
    switch (any_below(chance, 8)) {
    case 0:
        *most = 30;
        return "{'count': 'a'}";
    case 1:
        limits->hundred = !*over;
        return par_arena_join(arena, "{'value': 'p'", over, "}", NULL);
    case 2:
        *most = 3;
        return par_arena_join(arena, "{'ratio': ['a', 'b']", zero, over, "}", NULL);
    case 3:
        *most = 40;
        return par_arena_join(arena, "{'change': ['x', 'y']", one_in(chance, 2) ? ", 'relative': true" : "", zero, "}",
                              NULL);
    case 4:
        *most = 30;
        limits->negative = true;
        return "{'days': ['gui', 'han']}";
    default:
        return par_arena_join(arena, "{'percent': ", percents[any_below(chance, 6)], zero, over, "}", NULL);
    }
}

/* Bands from the best bound down, or any bands that overlap. */
static const char *bands(struct work *work, struct chance *chance, const char *of, int most, const char **more)
{
    struct par_arena *arena = work->arena;
    const char *text = par_arena_join(arena, "{'type': 'bands', 'of': ", of,
                                      ", 'bands': [{'from': ", bound(work, chance, most), ", 'points': 2}", NULL);
    for (int count = any_between(chance, 0, 3); count > 0; count--) {
        const char *low = one_in(chance, 2) ? ", {'from': " : ", {'above': ";
        const char *high = one_in(chance, 4) ? one_in(chance, 2) ? ", 'to': " : ", 'below': " : NULL;
        const char *end = high ? par_arena_join(arena, high, bound(work, chance, most), NULL) : "";
        text = par_arena_join(arena, text, low, bound(work, chance, most), end,
                              ", 'points': ", points_text(work, chance), "}", NULL);
    }
    *more = par_arena_join(arena,
                           one_in(chance, 2) ? ""
                                             : "'accept': [{'fault': 'bands-overlap', 'reason': {'vi': 'x'}}, "
                                               "{'fault': 'bands-gap', 'reason': {'vi': 'x'}}],",
                           NULL);
    if (one_in(chance, 2))
        *more = "'accept': [{'fault': 'bands-gap', 'reason': {'vi': 'x'}}],";
    return par_arena_join(arena, text, ", {'below': ", bound(work, chance, most),
                          ", 'points': ", points_text(work, chance), "}]}", NULL);
}

/* A rule that measures, over `of`. */
static const char *measuring(struct work *work, struct chance *chance, const char *of, int most, const char **more)
{
    struct par_arena *arena = work->arena;
    const char *floor =
        one_in(chance, 2) ? par_arena_join(arena, ", 'zero_below': ", bound(work, chance, most), NULL) : "";
    *more = "";
    switch (any_below(chance, 5)) {
    case 0:
        return par_arena_join(arena, "{'type': 'linear', 'of': ", of, ", 'full_at': ", bound(work, chance, most), floor,
                              "}", NULL);
    case 1:
        return par_arena_join(arena, "{'type': 'between', 'of': ", of, ", 'zero_at': ", bound(work, chance, most),
                              ", 'full_at': ", bound(work, chance, most), "}", NULL);
    case 2:
        return par_arena_join(arena, "{'type': 'per_item', 'of': ", of, ", 'points': ", one_in(chance, 2) ? "-" : "",
                              number(work, any_between(chance, 0, 1)), ".", number(work, any_between(chance, 1, 99)),
                              ", 'cap': 2}", NULL);
    default:
        return bands(work, chance, of, most, more);
    }
}

/* The second case counts where the first does not hold; both may ask for the same input. */
static const char *cases(struct work *work, struct chance *chance, const char *of, int most, const char **more)
{
    static const char *const conditions[] = {"'count': 'b'", "'count': 'a'", "'percent': ['a', 'b']", "'count': 'c'"};
    struct par_arena *arena = work->arena;
    const char *ignored, *condition = conditions[any_below(chance, 4)];
    const char *first = measuring(work, chance, of, most, more), *second = measuring(work, chance, of, most, &ignored);
    return par_arena_join(arena, "{'type': 'cases', 'cases': [{'when': {'of': {", condition, "}, '",
                          one_in(chance, 2) ? "above" : "below", "': ", bound(work, chance, 30), "}, 'rule': ", first,
                          "}, {'rule': ", second, "}]}", NULL);
}

static const char *any_row(struct work *work, struct chance *chance)
{
    static const char *const parts[] = {"a=", ";b=", ";c=", ";x=", ";y=", ";p=", ";gui=", ";han="};
    const char *text = "";
    for (size_t i = 0; i < 8; i++) {
        char value[32];
        int whole = any_between(chance, 0, i == 1 ? 40 : 30);
        if (i >= 6)
            snprintf(value, sizeof value, "2025-06-%02d", any_between(chance, 1, 30));
        else if (i >= 3)
            snprintf(value, sizeof value, one_in(chance, 2) ? "%d" : "%d.%d", whole * (i == 5 ? 3 : 1),
                     any_between(chance, 0, 999));
        else
            snprintf(value, sizeof value, "%d", whole);
        text = par_arena_join(work->arena, text, parts[i], value, NULL);
    }
    return text;
}

static const char *generic_row(struct work *work, struct chance *chance, const char *of)
{
    char text[64];
    bool fraction = strstr(of, "percent") || strstr(of, "ratio");
    if (fraction && one_in(chance, 2))
        snprintf(text, sizeof text, "num=%d;den=%d", any_between(chance, 0, 20), any_between(chance, 0, 30));
    else if (strstr(of, "count") || strstr(of, "days"))
        snprintf(text, sizeof text, "value=%d", any_between(chance, 0, 30));
    else
        snprintf(text, sizeof text, "value=%d.%d", any_between(chance, 0, strstr(of, "ratio") ? 1 : 99),
                 any_between(chance, 0, 99));
    return par_arena_copy(work->arena, par_span_of(text));
}

static void the_smallest_change(void **state)
{
    static const char *const modes[] = {"half_up", "half_even", "down"};
    static const char *const decimals[] = {"0", "1", "2", "3"};
    static const char *const levers[] = {"", "", "'lever': 'a',", "'lever': 'b',", "'lever': 'c',", "'lever': 'y',"};
    struct work *work = *state;
    struct chance chance = {20251122};
    struct seen seen = {0};
    for (int i = 0; i < 12000; i++) {
        struct par_arena *outer = work->arena;
        work->arena = par_arena_new(NULL);
        struct limits limits;
        int most;
        struct made made = {.mode = modes[any_below(&chance, 3)], .decimals = decimals[any_below(&chance, 4)]};
        const char *of = measure(work, &chance, &limits, &most);
        bool several = !strstr(of, "value") && !strstr(of, "ratio") && one_in(&chance, 5);
        made.rule =
            several ? cases(work, &chance, of, most, &made.more) : measuring(work, &chance, of, most, &made.more);
        made.penalty = !several && one_in(&chance, 4);
        bool generic = !several && !strstr(of, "change") && one_in(&chance, 4);
        const char *row = generic ? generic_row(work, &chance, of) : any_row(work, &chance);
        const char *lever = levers[any_below(&chance, 6)];
        made.more =
            par_arena_join(work->arena, made.more, strstr(of, "ratio") || strstr(of, "value") ? "" : lever, NULL);
        if (generic && (strstr(of, "days") || strstr(of, "change")))
            limits.negative = true;
        if (generic && strncmp(row, "value", 5) == 0 && strstr(of, "percent") && !strstr(of, "over"))
            limits.hundred = true;
        check_lever(work, &made, row, limits, &seen);
        par_arena_free(work->arena);
        work->arena = outer;
    }
    /* the generator meets every kind of case */
    assert_in_range(seen.levers, 2000, 12000);
    assert_in_range(seen.reached, 4000, 100000);
    assert_in_range(seen.unreachable, 1000, 100000);
    assert_in_range(seen.down, 500, 100000);
}

/* --- Answers ------------------------------------------------------------------------------------------------------ */

enum { OPTIONS = 5 };

static const char *options_text(struct work *work, struct chance *chance, bool sum, int *worth)
{
    const char *text = "";
    for (int i = 0; i < OPTIONS; i++) {
        char option[64];
        worth[i] = any_between(chance, sum ? -4 : 0, 8);
        snprintf(option, sizeof option, "%s{'key': 'k%d', 'points': %d.%02d}", i ? ", " : "", i,
                 worth[i] < 0 ? 0 : worth[i] / 4, worth[i] < 0 ? 0 : worth[i] % 4 * 25);
        if (worth[i] < 0)
            snprintf(option, sizeof option, "%s{'key': 'k%d', 'points': -%d.%02d}", i ? ", " : "", i, -worth[i] / 4,
                     -worth[i] % 4 * 25);
        text = par_arena_join(work->arena, text, option, NULL);
    }
    return text;
}

/* Points of a set of options in quarters, by the rule of par-criteria(5): added, and kept within 0 to the maximum. */
static int quarters(const int *worth, unsigned held)
{
    int sum = 0;
    for (int i = 0; i < OPTIONS; i++)
        sum += held >> i & 1U ? worth[i] : 0;
    return sum < 0 ? 0 : sum > 8 ? 8 : sum;
}

static int bits(unsigned set)
{
    int count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

/* The fewest options changed for at least `least` quarters, and the least that so few earn; -1: no way. */
static int fewest(const int *worth, unsigned now, int least, int *earned)
{
    int best = -1;
    for (unsigned other = 0; other < 1U << OPTIONS; other++) {
        int changes = bits(other ^ now), points = quarters(worth, other);
        if (changes == 0 || points < least)
            continue;
        if (best < 0 || changes < best || (changes == best && points < *earned)) {
            best = changes;
            *earned = points;
        }
    }
    return best;
}

static const char *answer_text(struct work *work, unsigned held)
{
    const char *text = "answer=";
    for (int i = 0; i < OPTIONS; i++)
        if (held >> i & 1U)
            text = par_arena_join(work->arena, text, strcmp(text, "answer=") ? "|k" : "k", number(work, i), NULL);
    return text;
}

static void check_sum(struct work *work, struct chance *chance, size_t *seen)
{
    int worth[OPTIONS], earned = 0;
    const char *options = options_text(work, chance, true, worth);
    struct made made = {
        .mode = "half_up",
        .decimals = "2",
        .more = one_in(chance, 2) ? "'accept': [{'fault': 'best-not-max', 'reason': {'vi': 'x'}}]," : "",
        .rule = par_arena_join(work->arena, "{'type': 'choice', 'pick': 'sum', 'options': [", options, "]}", NULL)};
    struct par_set *set = read_set(work, json_of(work, &made));
    unsigned now = (unsigned)any_between(chance, 1, (1 << OPTIONS) - 1);
    if (!set)
        return;
    struct asked asked;
    ask(work, set, answer_text(work, now), &asked);
    struct par_inverse *inverse = par_inverse_new(asked.rule, &asked.evaluation);
    for (int least = quarters(worth, now) + 1; least <= 8; least++) {
        struct par_reach reach;
        int changes = fewest(worth, now, least, &earned);
        bool found = par_inverse_reach(inverse, least * (PAR_POINTS_ONE / 4), &reach);
        assert_int_equal(found, changes >= 0);
        if (!found)
            continue;
        assert_int_equal(reach.changes, changes);
        assert_true(reach.points >= least * (PAR_POINTS_ONE / 4));
        assert_int_equal(reach.points, earned * (PAR_POINTS_ONE / 4));
        asked.cells.filled.answer = par_span_of(reach.answer);
        assert_int_equal(par_rule_evaluate(asked.rule, &asked.evaluation).points, reach.points);
        ++*seen;
    }
}

static void the_fewest_options(void **state)
{
    struct work *work = *state;
    struct chance chance = {7};
    size_t seen = 0;
    for (int i = 0; i < 3000; i++) {
        struct work own = {.arena = par_arena_new(NULL)};
        own.diags = par_diags_new(own.arena, 20, 1000);
        check_sum(&own, &chance, &seen);
        par_arena_free(own.arena);
    }
    assert_in_range(seen, 1000, 100000);
    (void)work;
}

/* --- By hand ------------------------------------------------------------------------------------------------------ */

struct hand {
    const char *what, *rule, *more, *row;
    const char *expected; /* "next: to (by) points; most: ..." */
};

static void append_quantity(struct text *text, struct par_quantity quantity)
{
    char number_text[PAR_DECIMAL_TEXT];
    par_decimal_print(quantity.mantissa, quantity.scale, -1, '.', number_text);
    append(text, number_text);
}

static void append_reach(struct text *text, const char *name, bool found, const struct par_reach *reach, bool lever)
{
    append(text, name);
    if (!found) {
        append(text, "-");
        return;
    }
    if (lever)
        append_quantity(text, reach->to);
    else
        append(text, reach->answer);
    append(text, " = ");
    append_points(text, reach->points);
}

static void play(struct work *work, const struct hand *hand)
{
    struct made made = {.rule = hand->rule, .more = hand->more ? hand->more : "", .mode = "half_up", .decimals = "2"};
    struct asked asked;
    struct par_reach reach;
    struct text text = {.size = 0};
    ask(work, good_set(work, json_of(work, &made)), hand->row, &asked);
    struct par_inverse *inverse = par_inverse_new(asked.rule, &asked.evaluation);
    bool lever = par_inverse_kind_of(inverse) == PAR_INVERSE_LEVER;
    if (par_inverse_kind_of(inverse) == PAR_INVERSE_POINTS)
        append(&text, par_points_only_name(par_inverse_why(inverse)));
    else {
        bool found = par_inverse_next(inverse, &reach);
        append_reach(&text, "", found, &reach, lever);
        found = par_inverse_most(inverse, &reach);
        append_reach(&text, ", ", found, &reach, lever);
    }
    if (strcmp(text.bytes, hand->expected) != 0)
        fail_msg("%s: found %s, expected %s", hand->what, text.bytes, hand->expected);
}

#define ON_TIME                                                                              \
    "{'type': 'bands', 'of': {'percent': ['a', 'b']}, 'bands': [{'from': 98, 'points': 2}, " \
    "{'from': 95, 'points': 1}, {'below': 95, 'points': 0}]}"

static const struct hand by_hand[] = {
    /* 98 % of 512 is 501.76, so 502; 95 % is 486.4 */
    {"4 more on time of 512", ON_TIME, NULL, "a=498;b=512", "502 = 2, 502 = 2"},
    {"the next step, then the best", ON_TIME, NULL, "a=400;b=512", "487 = 1, 502 = 2"},
    {"there is nothing above the best", ON_TIME, NULL, "a=502;b=512", "-, -"},
    {"of none nothing can be on time", "{'type': 'linear', 'of': {'percent': ['a', 'b'], 'zero': 'none'}}", NULL,
     "a=0;b=0", "-, -"},
    {"fewer late ones are better", "{'type': 'per_item', 'of': {'count': 'a'}, 'points': -0.5, 'cap': 2}", NULL, "a=7",
     "3 = 0.5, 0 = 2"},
    /* 2 x 97.25 / 100 = 1.945, half up 1.95; 97.5 gives 1.95 as well: 1.96 needs 97.75 */
    {"the step of what was written", "{'type': 'index', 'of': {'value': 'p'}}", NULL, "p=97.25",
     "97.75 = 1.96, 99.75 = 2"},
    {"a percentage in whole numbers", "{'type': 'index', 'of': {'value': 'p'}}", NULL, "p=97", "98 = 1.96, 100 = 2"},
    {"three decimals move by hundredths", "{'type': 'index', 'of': {'value': 'p'}}", NULL, "p=99.755", "-, -"},
    {"filed earlier",
     "{'type': 'bands', 'of': {'days': ['gui', 'han']}, 'bands': [{'to': 0, 'points': 2}, "
     "{'above': 0, 'to': 5, 'points': 1}, {'above': 5, 'points': 0}]}",
     NULL, "gui=2025-01-25;han=2025-01-15", "20108 = 1, 20103 = 2"},
    {"the named lever", "{'type': 'linear', 'of': {'percent': [['b', '-c'], 'b']}}", "'lever': 'c',", "b=8;c=2",
     "1 = 1.75, 0 = 2"},
    {"a fact is a lever as well", ON_TIME, NULL, "facts.a=498;facts.b=512", "502 = 2, 502 = 2"},
    {"the next better option",
     "{'type': 'choice', 'options': [{'key': 'k', 'points': 2}, {'key': 'm', 'points': 1}, "
     "{'key': 'n', 'points': 0}]}",
     NULL, "answer=n", "m = 1, k = 2"},
    {"not answered yet", "{'type': 'choice', 'options': [{'key': 'k', 'points': 2}, {'key': 'n', 'points': 0}]}", NULL,
     "", "k = 2, k = 2"},
    {"an answer decides the case",
     "{'type': 'cases', 'cases': [{'when': {'answer': 'co'}, 'rule': " ON_TIME
     "}, {'when': {'answer': 'khong'}, 'rule': {'type': 'per_item', 'of': {'count': 'a'},"
     " 'points': 0.001, 'cap': 2}}]}",
     NULL, "answer=khong;a=498;b=512", "co = 1, co = 1"},
    {"typed", "{'type': 'manual'}", NULL, "", "typed"},
    {"across units", "{'type': 'minmax', 'of': {'value': 'x'}, 'low': 1, 'high': 2}", NULL, "x=3", "others"},
    {"answers of a survey", "{'type': 'survey', 'weights': {'a': 100, 'b': 0}}", NULL, "a=3;b=1", "survey"},
    {"nothing filled in", ON_TIME, NULL, "", "silent"},
};

static void worked_by_hand(void **state)
{
    for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++)
        play(*state, &by_hand[i]);
}

static void levels_grow(void **state)
{
    struct work *work = *state;
    static const char *const rules[] = {
        ON_TIME, "{'type': 'linear', 'of': {'percent': ['a', 'b']}}",
        "{'type': 'between', 'of': {'percent': ['a', 'b']}, 'zero_at': 60, 'full_at': 20}"};
    for (size_t i = 0; i < 3; i++) {
        struct made made = {.rule = rules[i], .more = "", .mode = "half_up", .decimals = "2"};
        struct asked asked;
        struct par_reach next, most, levels[8];
        ask(work, good_set(work, json_of(work, &made)), "a=250;b=512", &asked);
        struct par_inverse *inverse = par_inverse_new(asked.rule, &asked.evaluation);
        assert_true(par_inverse_next(inverse, &next) && par_inverse_most(inverse, &most));
        size_t count = par_inverse_levels(inverse, 8, levels);
        assert_in_range(count, 2, 8);
        assert_int_equal(levels[0].points, next.points);
        assert_int_equal(levels[count - 1].points, most.points);
        for (size_t k = 1; k < count; k++)
            assert_true(levels[k].points > levels[k - 1].points);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_smallest_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_fewest_options, set_up, tear_down),
        cmocka_unit_test_setup_teardown(worked_by_hand, set_up, tear_down),
        cmocka_unit_test_setup_teardown(levels_grow, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
