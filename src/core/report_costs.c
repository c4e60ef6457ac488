/* What was lost, by criterion, domain or agency. */
#include <stdlib.h>

#include "parindex/lost.h"
#include "report_private.h"

/* Of a cost: the unit that was counted last, and what it lost so far. */
struct last {
    const struct par_report_unit *unit;
    par_points lost;
    par_points gross; /* of all units, of the rows that lost points */
};

struct costing {
    const struct par_report *report;
    struct par_arena *arena;
    enum par_report_by by;
    struct par_names *groups; /* key -> number */
    struct par_names *pairs;  /* number and component that lost there */
    char *text;               /* a key being made */
    size_t text_room;
    size_t count, room;
    struct par_report_cost *costs;
    size_t last_room;
    struct last *last; /* per cost */
    par_points gross;  /* of the rows that lost points */
};

static const struct par_set *set_named(const struct par_report *report, const char *id)
{
    for (size_t i = 0; i < report->set_count; i++)
        if (strcmp(report->sets[i]->id, id) == 0)
            return report->sets[i];
    return NULL;
}

/* Two or three texts with LF between them. */
static struct par_span key_of(struct costing *costing, const char *a, const char *b, const char *c)
{
    const char *parts[] = {a, b, c};
    size_t size = strlen(a) + strlen(b) + strlen(c) + 2, at = 0;
    if (size > costing->text_room) {
        costing->text_room = 2 * size;
        costing->text = par_arena_alloc(costing->arena, costing->text_room);
    }
    for (size_t i = 0; i < 3; i++) {
        memcpy(costing->text + at, parts[i], strlen(parts[i]));
        at += strlen(parts[i]);
        if (i < 2)
            costing->text[at++] = '\n';
    }
    return (struct par_span){costing->text, size};
}

/* The number that the key has, or the next one. */
static int32_t number_of(const struct costing *costing, struct par_names *names, struct par_span key, size_t next)
{
    int32_t known = par_names_find(names, key);
    if (known >= 0)
        return known;
    par_names_add(names, (struct par_span){par_arena_copy(costing->arena, key), key.size}, (int32_t)next);
    return PAR_NAME_NONE;
}

static struct par_span key_of_group(struct costing *costing, const struct par_report_loss *loss)
{
    if (costing->by == PAR_REPORT_BY_LEAD)
        return key_of(costing, loss->lead, "", "");
    return key_of(costing, loss->set, costing->by == PAR_REPORT_BY_DOMAIN ? loss->domain : loss->node, "");
}

static struct par_report_cost cost_of(const struct costing *costing, const struct par_report_loss *loss)
{
    struct par_report_cost cost = {.title = "", .lead = "", .largest = loss};
    if (costing->by == PAR_REPORT_BY_LEAD) {
        cost.key = loss->lead;
        return cost;
    }
    cost.set = set_named(costing->report, loss->set);
    cost.key = loss->domain;
    if (costing->by == PAR_REPORT_BY_CRITERION) {
        cost.key = loss->node;
        cost.title = loss->title;
        cost.lead = loss->lead;
    }
    return cost;
}

static size_t group_of(struct costing *costing, const struct par_report_loss *loss)
{
    int32_t known = number_of(costing, costing->groups, key_of_group(costing, loss), costing->count);
    if (known >= 0)
        return (size_t)known;
    costing->costs =
        par_arena_grow(costing->arena, costing->costs, costing->count, &costing->room, sizeof *costing->costs);
    costing->last =
        par_arena_grow(costing->arena, costing->last, costing->count, &costing->last_room, sizeof *costing->last);
    costing->last[costing->count] = (struct last){NULL, 0, 0};
    costing->costs[costing->count] = cost_of(costing, loss);
    return costing->count++;
}

/* What a cap, a mean or maxima that do not add up take has no maximum of its own. */
static bool is_component(const struct par_report_loss *loss)
{
    return strcmp(loss->cause, par_loss_cause_name(PAR_LOSS_CAP)) != 0 &&
           strcmp(loss->cause, par_loss_cause_name(PAR_LOSS_ROUNDING)) != 0 &&
           strcmp(loss->cause, par_loss_cause_name(PAR_LOSS_MISMATCH)) != 0;
}

/* Whether the component stands in an earlier row of the unit that lost points as well: it may lose for two causes. */
static bool is_again(const struct par_report_unit *unit, const struct par_report_loss *loss)
{
    for (const struct par_report_loss *before = unit->losses; before < loss; before++)
        if (before->lost.value > 0 && is_component(before) && strcmp(before->node, loss->node) == 0)
            return true;
    return false;
}

static void take_unit(struct par_report_cost *cost, struct last *last, const struct par_report_unit *unit,
                      par_points lost)
{
    if (last->unit != unit) {
        last->unit = unit;
        last->lost = 0;
        cost->units++;
    }
    last->lost += lost;
    if (last->lost > cost->worst_lost) {
        cost->worst = unit;
        cost->worst_lost = last->lost;
    }
}

static void take(struct costing *costing, const struct par_report_unit *unit, const struct par_report_loss *loss)
{
    size_t number = group_of(costing, loss);
    struct par_report_cost *cost = &costing->costs[number];
    char digits[PAR_DECIMAL_TEXT];
    cost->lost += loss->lost.value;
    if (loss->lost.value <= 0)
        return;
    costing->gross += loss->lost.value;
    costing->last[number].gross += loss->lost.value;
    if (loss->lost.value > cost->largest->lost.value)
        cost->largest = loss;
    take_unit(cost, &costing->last[number], unit, loss->lost.value);
    if (is_component(loss) && loss->applicable_max.is && !is_again(unit, loss))
        cost->applicable += loss->applicable_max.value;
    par_decimal_print((int64_t)number, 0, 0, '.', digits);
    cost->criteria +=
        number_of(costing, costing->pairs, key_of(costing, digits, loss->set, loss->node), 0) == PAR_NAME_NONE;
}

static int costliest_first(const void *left, const void *right)
{
    const struct par_report_cost *a = left, *b = right;
    if (a->lost != b->lost)
        return a->lost > b->lost ? -1 : 1;
    int order = strcmp(a->key, b->key);
    return order ? order : strcmp(a->set ? a->set->id : "", b->set ? b->set->id : "");
}

struct par_report_cost *par_report_costs(const struct par_report *report, const struct par_report_bloc *bloc,
                                         enum par_report_by by, size_t *count)
{
    struct costing costing = {.report = report,
                              .arena = report->arena,
                              .by = by,
                              .groups = par_names_new(report->arena),
                              .pairs = par_names_new(report->arena)};
    for (size_t i = 0; i < report->unit_count; i++) {
        const struct par_report_unit *unit = &report->list[i];
        for (size_t k = 0; (!bloc || unit->bloc == bloc) && k < unit->loss_count; k++)
            if (unit->losses[k].lost.is)
                take(&costing, unit, &unit->losses[k]);
    }
    for (size_t i = 0; i < costing.count; i++) {
        struct par_report_cost *cost = &costing.costs[i];
        cost->share.decimals = 2;
        cost->share.is = par_loss_share(costing.last[i].gross, costing.gross, &cost->share.value);
    }
    if (costing.count)
        qsort(costing.costs, costing.count, sizeof *costing.costs, costliest_first);
    *count = costing.count;
    return costing.costs;
}
