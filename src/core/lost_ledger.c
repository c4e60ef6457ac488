#include "fold.h"
#include "lost_private.h"

struct par_ledger *par_ledger_new(const struct par_unit_score *score, struct par_arena *arena)
{
    struct par_ledger *ledger = par_arena_alloc(arena, sizeof *ledger);
    ledger->score = score;
    ledger->effects = par_arena_array(arena, score->room, sizeof *ledger->effects);
    ledger->lost = par_arena_array(arena, score->room, sizeof *ledger->lost);
    ledger->open = par_arena_array(arena, score->room, sizeof *ledger->open);
    ledger->parts = par_arena_array(arena, score->room + 1, sizeof *ledger->parts);
    ledger->values = par_arena_array(arena, score->room + 1, sizeof *ledger->values);
    ledger->rests = par_arena_array(arena, score->room + 1, sizeof *ledger->rests);
    ledger->shares = par_arena_array(arena, score->room + 1, sizeof *ledger->shares);
    return ledger;
}

static par_points points_of(const struct par_ledger *ledger, int32_t position)
{
    const struct par_maybe *points = &ledger->score->nodes[position].points;
    return points->is ? points->points : 0;
}

static bool is_sum(const struct par_ledger *ledger, int32_t position)
{
    return ledger->set->criteria[position].fold != PAR_FOLD_WEIGHTED_MEAN;
}

/* Of a sum the points of a part; of a mean w x points / maximum. */
static struct par_ratio value_of(struct par_ledger *ledger, int32_t parent, int32_t part, par_points points)
{
    struct par_ratio value = {points, 1};
    const struct par_node_score *node = &ledger->score->nodes[part];
    if (is_sum(ledger, parent))
        return value;
    if (node->applicable_max == 0)
        return (struct par_ratio){0, 1};
    struct par_ratio share = {points, node->applicable_max}, weight = {ledger->set->criteria[part].weight, 1};
    ledger->overflow = ledger->overflow || !par_ratio_mul(share, weight, &value);
    return value;
}

/* What the parts of the total or of a block come to before any cap; of a component its points. */
static par_points folded(struct par_ledger *ledger, int32_t parent)
{
    struct par_maybe points;
    if (ledger->set->criteria[parent].component >= 0)
        return points_of(ledger, parent);
    bool fits = par_fold_parts(ledger->set, ledger->score->nodes, parent, PAR_FOLD_FINAL, &points);
    ledger->overflow = ledger->overflow || !fits;
    return points.points;
}

/* --- At the criterion's own scale ----------------------------------------------------------------------------------
 */

static void note_own(struct par_ledger *ledger, int32_t position)
{
    const struct par_set *set = ledger->set;
    const struct par_node_score *node = &ledger->score->nodes[position];
    bool is_block = position == set->bonus.criterion || position == set->penalty.criterion;
    par_points points = position == 0 || is_block ? folded(ledger, position) : points_of(ledger, position);
    bool base = set->criteria[position].role == PAR_ROLE_BASE;
    ledger->open[position] = base ? node->open_max : 0;
    if (base)
        ledger->lost[position] = node->applicable_max - points - node->open_max;
    else
        ledger->lost[position] = set->criteria[position].role == PAR_ROLE_BONUS ? -points : points;
    if (is_block)
        ledger->effects[position].cap =
            (points - points_of(ledger, position)) * (set->criteria[position].role == PAR_ROLE_BONUS ? 1 : -1);
}

/* --- Splitting -----------------------------------------------------------------------------------------------------
 */

/* Rounded towards minus infinity; the rest is 0 or more and below 1. */
static bool floor_of(struct par_ratio ratio, par_points *whole, struct par_ratio *rest)
{
    par_wide quotient = ratio.num / ratio.den, left = ratio.num % ratio.den;
    if (left < 0) {
        quotient--;
        left += ratio.den;
    }
    if (quotient > INT64_MAX || quotient < INT64_MIN)
        return false;
    *whole = (par_points)quotient;
    *rest = (struct par_ratio){left, ratio.den};
    return true;
}

/* One more to those with the largest rests, the earlier first among equals. */
static void hand_out(struct par_ledger *ledger, par_points left)
{
    for (; left > 0; left--) {
        size_t most = 0;
        for (size_t i = 1; i < ledger->part_count; i++)
            if (par_ratio_compare(ledger->rests[i], ledger->rests[most]) > 0)
                most = i;
        ledger->shares[most]++;
        ledger->rests[most] = (struct par_ratio){-1, 1};
    }
}

/* Splits `amount` over values[] into shares[]; false where they come to nothing. */
static bool split(struct par_ledger *ledger, par_points amount)
{
    struct par_ratio sum = {0, 1}, factor;
    par_points left = amount;
    bool fits = true;
    for (size_t i = 0; i < ledger->part_count && fits; i++)
        fits = par_ratio_add(sum, ledger->values[i], &sum);
    if (fits && sum.num == 0)
        return false;
    fits = fits && par_ratio_div((struct par_ratio){amount, 1}, sum, &factor);
    for (size_t i = 0; i < ledger->part_count && fits; i++) {
        struct par_ratio exact;
        fits =
            par_ratio_mul(ledger->values[i], factor, &exact) && floor_of(exact, &ledger->shares[i], &ledger->rests[i]);
        left -= fits ? ledger->shares[i] : 0;
    }
    ledger->overflow = ledger->overflow || !fits;
    if (fits)
        hand_out(ledger, left);
    return true;
}

/* The same for a criterion whose parts are summed and which counts in full: each part is what it is. */
static void copy_values(struct par_ledger *ledger)
{
    for (size_t i = 0; i < ledger->part_count; i++)
        ledger->shares[i] = (par_points)ledger->values[i].num;
}

static void take_part(struct par_ledger *ledger, int32_t position, struct par_ratio value)
{
    ledger->parts[ledger->part_count] = position;
    ledger->shares[ledger->part_count] = 0;
    ledger->values[ledger->part_count++] = value;
}

/* The parts of a criterion, and last (-1) what a sum's maximum is more than theirs. Their sum, which has a meaning for
 * sums alone. */
static par_points gather(struct par_ledger *ledger, int32_t parent, const par_points *own)
{
    const struct par_set *set = ledger->set;
    par_points sum = 0;
    ledger->part_count = 0;
    for (int32_t i = parent + 1; i < set->criteria[parent].end; i = set->criteria[i].end) {
        if (!par_fold_has(set, parent, i) || own[i] == 0)
            continue;
        take_part(ledger, i, value_of(ledger, parent, i, own[i]));
        sum += own[i];
    }
    return sum;
}

static void split_lost(struct par_ledger *ledger, int32_t parent)
{
    struct par_effect *effect = &ledger->effects[parent];
    par_points own = ledger->lost[parent], sum = gather(ledger, parent, ledger->lost);
    if (is_sum(ledger, parent) && own != sum)
        take_part(ledger, -1, (struct par_ratio){own - sum, 1});
    if (is_sum(ledger, parent) && effect->lost == own)
        copy_values(ledger);
    else if (!split(ledger, effect->lost))
        effect->rounding = effect->lost;
    for (size_t i = 0; i < ledger->part_count; i++) {
        if (ledger->parts[i] < 0)
            effect->mismatch = ledger->shares[i];
        else
            ledger->effects[ledger->parts[i]].lost = ledger->shares[i];
    }
}

static void split_open(struct par_ledger *ledger, int32_t parent)
{
    par_points open = ledger->effects[parent].open;
    gather(ledger, parent, ledger->open);
    if (is_sum(ledger, parent) && open == ledger->open[parent])
        copy_values(ledger);
    else
        split(ledger, open);
    for (size_t i = 0; i < ledger->part_count; i++)
        ledger->effects[ledger->parts[i]].open = ledger->shares[i];
}

/* --- The unit ------------------------------------------------------------------------------------------------------
 */

/* Where the total's own rows and the blocks begin. Without any points of the base nothing is added or taken. */
static void begin(struct par_ledger *ledger)
{
    const struct par_set *set = ledger->set;
    const struct par_node_score *total = &ledger->score->nodes[0];
    const int32_t blocks[] = {set->bonus.criterion, set->penalty.criterion};
    par_points net = total->applicable_max - ledger->lost[0] - ledger->open[0];
    ledger->effects[0].lost = ledger->lost[0];
    ledger->effects[0].open = ledger->open[0];
    for (size_t i = 0; i < 2; i++) {
        if (blocks[i] < 0)
            continue;
        struct par_effect *effect = &ledger->effects[blocks[i]];
        effect->lost = total->points.is ? ledger->lost[blocks[i]] : 0;
        effect->cap = total->points.is ? effect->cap : 0;
        net -= effect->lost + effect->cap;
    }
    ledger->effects[0].cap = net - points_of(ledger, 0);
}

void par_ledger_fill(struct par_ledger *ledger)
{
    ledger->set = ledger->score->unit->set;
    ledger->overflow = false;
    const struct par_set *set = ledger->set;
    memset(ledger->effects, 0, (size_t)set->criterion_count * sizeof *ledger->effects);
    for (int32_t i = 0; i < set->criterion_count; i++)
        note_own(ledger, i);
    begin(ledger);
    for (int32_t i = 0; i < set->criterion_count; i++) {
        if (set->criteria[i].component >= 0)
            continue;
        split_lost(ledger, i);
        split_open(ledger, i);
    }
}
