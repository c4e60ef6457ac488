#include "parindex/plan.h"

const char *par_plan_state_name(enum par_plan_state state)
{
    static const char *const names[] = {[PAR_PLAN_FOUND] = "found",
                                        [PAR_PLAN_MET] = "met",
                                        [PAR_PLAN_UNREACHABLE] = "unreachable",
                                        [PAR_PLAN_IMPOSSIBLE] = "impossible"};
    return names[state];
}

/* What a set of alternatives costs and wins; compared in this order. */
struct sum {
    par_points cost, gain;
};

/* An offer as the search sees it. */
struct item {
    const struct par_offer *offer;
    size_t number; /* among all offers */
    int32_t component;
    struct sum *sums; /* per alternative: cost, and gain as it counts in the total */
    size_t *units;    /* per alternative: gain in units of the table, rounded up */
};

struct search {
    struct par_prospect *prospect;
    const struct par_target *target;
    struct par_arena *arena;
    struct par_maybe *instead; /* per component */
    size_t count;
    struct item *items;
    par_points need;   /* of gain, at least */
    par_points unit;   /* of the table */
    size_t columns;    /* rests 0 .. need in units */
    struct sum *table; /* count + 1 rows: the least for what is still needed */
    size_t nodes, most_nodes;
    bool exhausted; /* the nodes */
    struct sum limit;
    bool equal_to_limit; /* looks for sums of just `limit`; else for smaller ones */
    bool found;
    int *choice, *best;
};

static const struct sum never = {INT64_MAX, INT64_MAX};

static int compare_sums(struct sum a, struct sum b)
{
    if (a.cost != b.cost)
        return a.cost < b.cost ? -1 : 1;
    return (a.gain > b.gain) - (a.gain < b.gain);
}

/* `never` where a sum would leave the range. */
static struct sum add_sums(struct sum a, struct sum b)
{
    struct sum sum;
    if (a.cost == INT64_MAX || b.cost == INT64_MAX || !par_points_add(a.cost, b.cost, &sum.cost) ||
        !par_points_add(a.gain, b.gain, &sum.gain))
        return never;
    return sum;
}

/* --- Setting up -------------------------------------------------------------------------------------------------- */

static par_points change_of(const struct par_offer *offer, const struct par_alternative *alternative)
{
    par_points now = offer->now.is ? offer->now.points : 0, change = alternative->points - now;
    return change < 0 ? -change : change;
}

static void set_item(struct search *search, const struct par_offer *offer, size_t number)
{
    struct item *item = &search->items[search->count++];
    *item = (struct item){.offer = offer, .number = number};
    item->component = par_prospect_unit(search->prospect)->set->criteria[offer->position].component;
    item->sums = par_arena_array(search->arena, offer->count, sizeof *item->sums);
    item->units = par_arena_array(search->arena, offer->count, sizeof *item->units);
    for (size_t i = 0; i < offer->count; i++)
        item->sums[i] = (struct sum){offer->items[i].cost, par_prospect_effect(search->prospect, offer->position,
                                                                               change_of(offer, &offer->items[i]))};
}

static void take(struct search *search, size_t i, int alternative)
{
    const struct item *item = &search->items[i];
    search->choice[i] = alternative;
    search->instead[item->component] = (struct par_maybe){false, 0};
    if (alternative >= 0)
        search->instead[item->component] = (struct par_maybe){true, item->offer->items[alternative].points};
}

static bool meets(struct search *search)
{
    return par_prospect_meets(search->prospect, search->target, search->instead);
}

static int best_of(const struct item *item)
{
    return (int)item->offer->count - 1;
}

static par_points total_with_everything(struct search *search)
{
    const struct par_node_score *total = &par_prospect_score(search->prospect)->nodes[0];
    par_points sum = total->points.is ? total->points.points : 0;
    for (size_t i = 0; i < search->count; i++)
        if (!par_points_add(sum, search->items[i].sums[best_of(&search->items[i])].gain, &sum))
            return INT64_MAX / 2;
    return sum;
}

/* --- The table --------------------------------------------------------------------------------------------------- */

static par_points common_divisor(par_points a, par_points b)
{
    while (b != 0) {
        par_points rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static size_t in_units(const struct search *search, par_points gain)
{
    return gain <= 0 ? 0 : (size_t)((gain + search->unit - 1) / search->unit);
}

/* The greatest common divisor of the gains, or what keeps the table within its cells. */
static void choose_unit(struct search *search, size_t cells)
{
    search->unit = 0;
    for (size_t i = 0; i < search->count; i++)
        for (size_t k = 0; k < search->items[i].offer->count; k++)
            search->unit = common_divisor(search->items[i].sums[k].gain, search->unit);
    size_t columns = cells / (search->count + 1);
    columns = columns < 2 ? 2 : columns;
    par_points least = search->need / (par_points)(columns - 1) + 1;
    if (search->unit <= 0)
        search->unit = 1;
    if (in_units(search, search->need) + 1 > columns)
        search->unit = least;
    search->columns = in_units(search, search->need) + 1;
    for (size_t i = 0; i < search->count; i++)
        for (size_t k = 0; k < search->items[i].offer->count; k++)
            search->items[i].units[k] = in_units(search, search->items[i].sums[k].gain);
}

static struct sum *cell(const struct search *search, size_t row, size_t rest)
{
    return &search->table[row * search->columns + rest];
}

static size_t less(size_t rest, size_t units)
{
    return rest > units ? rest - units : 0;
}

/* The least for a rest from offer `i` on. */
static struct sum least_from(const struct search *search, size_t i, size_t rest)
{
    const struct item *item = &search->items[i];
    struct sum least = *cell(search, i + 1, rest);
    for (size_t k = 0; k < item->offer->count; k++) {
        struct sum sum = add_sums(item->sums[k], *cell(search, i + 1, less(rest, item->units[k])));
        if (compare_sums(sum, least) < 0)
            least = sum;
    }
    return least;
}

static void fill_table(struct search *search)
{
    search->table = par_arena_array(search->arena, (search->count + 1) * search->columns, sizeof *search->table);
    for (size_t rest = 1; rest < search->columns; rest++)
        *cell(search, search->count, rest) = never;
    for (size_t i = search->count; i-- > 0;)
        for (size_t rest = 0; rest < search->columns; rest++)
            *cell(search, i, rest) = least_from(search, i, rest);
}

/* --- Branch and bound -------------------------------------------------------------------------------------------- */

static bool is_hopeless(const struct search *search, struct sum bound)
{
    int order = compare_sums(bound, search->limit);
    return search->equal_to_limit ? order > 0 : order >= 0;
}

static void keep(struct search *search, struct sum sum)
{
    search->found = true;
    memcpy(search->best, search->choice, search->count * sizeof *search->best);
    search->limit = sum;
    search->equal_to_limit = false;
}

/* Whether the target can be met from offer `i` on, everything taken. */
static bool has_hope(struct search *search, size_t i)
{
    for (size_t k = i; k < search->count; k++)
        take(search, k, best_of(&search->items[k]));
    bool hope = meets(search);
    for (size_t k = i; k < search->count; k++)
        take(search, k, -1);
    return hope;
}

/* `fresh`: something was taken since the target was last asked for; `skipped`: something was passed over. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as there are offers */
static void branch(struct search *search, size_t i, struct sum sum, bool fresh, bool skipped)
{
    if (search->exhausted || ++search->nodes > search->most_nodes) {
        search->exhausted = true;
        return;
    }
    size_t rest = in_units(search, search->need - sum.gain);
    if (is_hopeless(search, add_sums(sum, *cell(search, i, rest))))
        return;
    if (fresh && rest == 0 && meets(search)) {
        keep(search, sum);
        return;
    }
    if (i == search->count || (skipped && !has_hope(search, i)))
        return;
    for (size_t k = 0; k < search->items[i].offer->count; k++) {
        take(search, i, (int)k);
        branch(search, i + 1, add_sums(sum, search->items[i].sums[k]), true, false);
    }
    take(search, i, -1);
    branch(search, i + 1, sum, false, true);
}

static struct sum sum_of(const struct search *search, const int *choice)
{
    struct sum sum = {0, 0};
    for (size_t i = 0; i < search->count; i++)
        if (choice[i] >= 0)
            sum = add_sums(sum, search->items[i].sums[choice[i]]);
    return sum;
}

/* The dearest first; of equal ones what wins least, then the last of the set. */
static bool goes_before(const struct item *a, const struct item *b)
{
    int order = compare_sums((struct sum){-a->sums[best_of(a)].cost, a->sums[best_of(a)].gain},
                             (struct sum){-b->sums[best_of(b)].cost, b->sums[best_of(b)].gain});
    return order ? order < 0 : a->number > b->number;
}

/* A plan to begin with: everything, less what can be done without. */
static void prune(struct search *search)
{
    size_t *order = par_arena_array(search->arena, search->count, sizeof *order);
    for (size_t i = 0; i < search->count; i++) {
        size_t at = i;
        for (; at > 0 && goes_before(&search->items[i], &search->items[order[at - 1]]); at--)
            order[at] = order[at - 1];
        order[at] = i;
        take(search, i, best_of(&search->items[i]));
    }
    for (size_t k = 0; k < search->count; k++)
        for (int alternative = -1; alternative <= best_of(&search->items[order[k]]); alternative++) {
            take(search, order[k], alternative);
            if (meets(search))
                break;
        }
    keep(search, sum_of(search, search->choice));
    for (size_t i = 0; i < search->count; i++)
        take(search, i, -1);
}

/* All sums up to `limit`, in the order of the set; at most so many branches. */
static void branch_all(struct search *search, struct sum limit, bool equal_to_limit, size_t nodes)
{
    search->limit = limit;
    search->equal_to_limit = equal_to_limit;
    search->most_nodes = search->nodes + nodes;
    search->exhausted = false;
    for (size_t i = 0; i < search->count; i++)
        take(search, i, -1);
    branch(search, 0, (struct sum){0, 0}, true, true);
}

/* First what the table gives for the least. When that does not do, from a plan to begin with to the least sum that
 * does, and then to the first in the order of the set that has it. */
static void search_all(struct search *search, size_t nodes)
{
    branch_all(search, *cell(search, 0, search->columns - 1), true, nodes / 4);
    if (search->found)
        return;
    prune(search);
    branch_all(search, search->limit, false, nodes / 2);
    bool exhausted = search->exhausted;
    if (!exhausted)
        branch_all(search, search->limit, true, nodes / 4);
    search->exhausted = exhausted;
}

/* --- The plan ---------------------------------------------------------------------------------------------------- */

static void begin(struct search *search, const struct par_offer *offers, size_t count)
{
    const struct par_set *set = par_prospect_unit(search->prospect)->set;
    search->instead = par_arena_array(search->arena, (size_t)set->component_count, sizeof *search->instead);
    search->items = par_arena_array(search->arena, count, sizeof *search->items);
    search->choice = par_arena_array(search->arena, count, sizeof *search->choice);
    search->best = par_arena_array(search->arena, count, sizeof *search->best);
    for (size_t i = 0; i < count; i++)
        if (offers[i].left_out == PAR_OFFERED && offers[i].count > 0)
            set_item(search, &offers[i], i);
    for (size_t i = 0; i < search->count; i++)
        take(search, i, best_of(&search->items[i]));
}

static void conclude(struct search *search, struct par_plan *plan)
{
    struct sum sum = sum_of(search, search->best), least = *cell(search, 0, search->columns - 1);
    for (size_t i = 0; i < search->count; i++) {
        take(search, i, search->best[i]);
        plan->chosen[search->items[i].number] = search->best[i];
    }
    plan->state = PAR_PLAN_FOUND;
    plan->cost = sum.cost;
    plan->gain = sum.gain;
    plan->nodes = search->nodes;
    plan->optimal = !search->exhausted || sum.cost == least.cost;
    plan->least_cost = plan->optimal ? sum.cost : least.cost;
    plan->after = par_prospect_of(search->prospect, search->instead);
}

static void find(struct search *search, const struct par_plan_limits *limits, struct par_plan *plan)
{
    const struct par_node_score *total = &par_prospect_score(search->prospect)->nodes[0];
    par_points now = total->points.is ? total->points.points : 0;
    search->need = par_prospect_least(search->prospect, search->target, total_with_everything(search)) - now;
    choose_unit(search, limits && limits->cells ? limits->cells : PAR_PLAN_CELLS);
    fill_table(search);
    search_all(search, limits && limits->nodes ? limits->nodes : PAR_PLAN_NODES);
    conclude(search, plan);
}

struct par_plan par_plan_make(struct par_prospect *prospect, const struct par_offer *offers, size_t count,
                              const struct par_target *target, const struct par_plan_limits *limits,
                              struct par_arena *arena)
{
    struct search search = {.prospect = prospect, .target = target, .arena = arena};
    struct par_plan plan = {.chosen = par_arena_array(arena, count, sizeof *plan.chosen), .optimal = true};
    for (size_t i = 0; i < count; i++)
        plan.chosen[i] = -1;
    begin(&search, offers, count);
    plan.now = plan.after = par_prospect_of(prospect, NULL);
    plan.best = par_prospect_of(prospect, search.instead);
    if (!par_prospect_can(prospect, target))
        plan.state = PAR_PLAN_IMPOSSIBLE;
    else if (par_prospect_meets(prospect, target, NULL))
        plan.state = PAR_PLAN_MET;
    else if (!meets(&search))
        plan.state = PAR_PLAN_UNREACHABLE;
    else
        find(&search, limits, &plan);
    return plan;
}
