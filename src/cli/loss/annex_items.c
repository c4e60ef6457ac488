#include "annex_items.h"

#include "annex_words.h"
#include "parindex/history.h"

struct par_annex_making {
    struct par_annex_scope scope;
    struct par_arena *arena;
    struct par_score_options how;
    struct par_unit_score *score;
    size_t scored; /* the unit it is of; SIZE_MAX: none */
    struct par_course *course;
    struct par_texts owners; /* in the order of the sets */
    size_t count, room;
    struct par_annex_item *items;
};

static const struct par_unit *unit_at(const struct par_annex_making *making, size_t unit)
{
    return &making->scope.loaded->units->items[unit];
}

/* --- Whose rows ------------------------------------------------------------------------------------------------- */

static size_t owner_number(const struct par_annex_making *making, const char *lead)
{
    for (size_t i = 0; lead && i < making->owners.count; i++)
        if (strcmp(making->owners.items[i], lead) == 0)
            return i;
    return making->owners.count;
}

static void list_owners(struct par_annex_making *making)
{
    for (size_t i = 0; i < making->scope.loaded->set_count; i++)
        for (int32_t k = 0; k < making->scope.loaded->sets[i]->criterion_count; k++) {
            const char *lead = making->scope.loaded->sets[i]->criteria[k].lead;
            if (lead && !par_texts_has(&making->owners, lead))
                par_texts_add(&making->owners, lead, making->arena);
        }
}

const char *par_annex_owners(const struct par_annex_making *making)
{
    const char *text = "";
    for (size_t i = 0; i < making->owners.count; i++)
        text = par_arena_join(making->arena, text, *text ? ", " : "", making->owners.items[i], NULL);
    return text;
}

static bool is_owned(const struct par_annex_making *making, const struct par_criterion *criterion)
{
    struct par_list owners = making->scope.owners;
    for (size_t i = 0; criterion->lead && i < owners.count; i++)
        if (strcmp(owners.items[i], criterion->lead) == 0)
            return true;
    return owners.count == 0;
}

static bool is_wanted(const struct par_annex_making *making, size_t unit, const struct par_criterion *criterion)
{
    return making->scope.wanted[unit] && is_owned(making, criterion);
}

/* Units in the order of their list, or the criteria of an agency together. */
static size_t order_of(const struct par_annex_making *making, size_t unit, const struct par_criterion *criterion)
{
    size_t units = making->scope.loaded->units->count;
    size_t owner = making->scope.by_owner && criterion ? owner_number(making, criterion->lead) : 0;
    return owner * (units + 1) + unit;
}

bool par_annex_knows_owner(const struct par_annex_making *making, const char *owner)
{
    return par_texts_has(&making->owners, owner);
}

/* --- What was lost ----------------------------------------------------------------------------------------------- */

static const struct par_unit_score *score_of(struct par_annex_making *making, size_t unit)
{
    if (making->scored != unit)
        par_score_unit(making->scope.loaded->assessment, unit, &making->how, making->score);
    making->scored = unit;
    return making->score;
}

static const char *reason_of(struct par_annex_making *making, size_t unit, int32_t component)
{
    par_course_of(making->scope.loaded->assessment, unit, component, making->how.blank_means_agree, making->course);
    return making->course->decided < 0 ? "" : making->course->turns[making->course->decided].reason;
}

/* An agency as the unit list names it. */
static const char *agency(const struct par_annex_making *making, const char *code)
{
    int32_t unit = code ? par_names_find(making->scope.loaded->units->codes, par_span_of(code)) : PAR_NAME_NONE;
    return unit >= 0 ? unit_at(making, (size_t)unit)->name : code ? code : "";
}

static const char *agencies(const struct par_annex_making *making, struct par_list list)
{
    const char *text = "";
    for (size_t i = 0; i < list.count; i++)
        text = par_arena_join(making->arena, text, i ? ", " : "", agency(making, list.items[i]), NULL);
    return text;
}

static const char *title_of(const struct par_annex_making *making, const struct par_criterion *criterion)
{
    return par_label_text(criterion->name, making->scope.cli->language);
}

static struct par_annex_item who(const struct par_annex_making *making, size_t unit,
                                 const struct par_criterion *criterion)
{
    const struct par_unit *of = unit_at(making, unit);
    return (struct par_annex_item){.order = order_of(making, unit, criterion),
                                   .unit = of->code,
                                   .name = of->name,
                                   .criterion = criterion->id,
                                   .period = of->set->period,
                                   .set = of->set->id};
}

static void take_figures(const struct par_set *set, const struct par_criterion *criterion,
                         const struct par_node_score *node, struct par_annex_item *item)
{
    bool penalty = criterion->role == PAR_ROLE_PENALTY;
    item->has_figures = true;
    item->decimals = set->decimals_component;
    item->max = penalty ? 0 : node->applicable_max;
    item->points = node->points;
    item->points.points = penalty ? -node->points.points : node->points.points;
    item->lost = (struct par_maybe){item->points.is, item->max - item->points.points};
}

/* The rows of one component. */
static void add_item(struct par_annex_making *making, const struct par_loss *rows, size_t count,
                     struct par_arena *scratch)
{
    const struct par_unit *unit = unit_at(making, rows->unit);
    const struct par_criterion *criterion = &unit->set->criteria[rows->position];
    const struct par_node_score *node = &score_of(making, rows->unit)->nodes[rows->position];
    struct par_explaining with = {making->scope.cli, making->scope.loaded->units, unit,
                                  par_cli_decimal(making->scope.cli)};
    struct par_annex_item item = who(making, rows->unit, criterion);
    take_figures(unit->set, criterion, node, &item);
    item.state = node->points.is ? PAR_ANNEX_IS_LOST : PAR_ANNEX_IS_MISSING;
    item.years = rows->years;
    item.written[PAR_ANNEX_TITLE] = title_of(making, criterion);
    item.written[PAR_ANNEX_CAUSE] =
        par_annex_cause(making->scope.cli, rows, count, reason_of(making, rows->unit, criterion->component));
    item.written[PAR_ANNEX_TARGET] =
        par_annex_target(&with, making->scope.loaded->assessment, rows->unit, rows->position, node, scratch);
    item.written[PAR_ANNEX_LEAD] = agency(making, criterion->lead);
    item.written[PAR_ANNEX_WITH] = agencies(making, criterion->with);
    making->items = par_arena_grow(making->arena, making->items, making->count, &making->room, sizeof *making->items);
    making->items[making->count++] = item;
}

static size_t end_of_component(const struct par_losses *losses, size_t i)
{
    size_t end = i + 1;
    while (end < losses->count && losses->items[end].unit == losses->items[i].unit &&
           losses->items[end].position == losses->items[i].position)
        end++;
    return end;
}

/* Components and penalties that lost points, and what nobody answered. */
static bool belongs(const struct par_annex_making *making, const struct par_loss *loss)
{
    const struct par_criterion *criterion = &unit_at(making, loss->unit)->set->criteria[loss->position];
    bool open = loss->state == PAR_STATE_MISSING;
    return criterion->component >= 0 && criterion->role != PAR_ROLE_BONUS && (loss->lost > 0 || open) &&
           loss->state != PAR_STATE_PENDING && is_wanted(making, loss->unit, criterion);
}

static void collect(struct par_annex_making *making, const struct par_losses *losses)
{
    struct par_arena *scratch = NULL;
    size_t unit = SIZE_MAX;
    for (size_t i = 0, next; i < losses->count; i = next) {
        const struct par_loss *loss = &losses->items[i];
        next = end_of_component(losses, i);
        if (!belongs(making, loss))
            continue;
        if (loss->unit != unit) {
            par_arena_free(scratch);
            scratch = par_arena_new(par_cli_no_memory);
            unit = loss->unit;
        }
        add_item(making, loss, next - i, scratch);
    }
    par_arena_free(scratch);
}

/* Rows of an agency together; the order is otherwise that of the units and their sets. */
static void sort_items(struct par_annex_making *making)
{
    size_t units = making->scope.loaded->units->count, count = 0;
    struct par_annex_item *sorted = par_arena_array(making->arena, making->count, sizeof *sorted);
    for (size_t owner = 0; owner <= making->owners.count && count < making->count; owner++)
        for (size_t i = 0; i < making->count; i++)
            if (making->items[i].order / (units + 1) == owner)
                sorted[count++] = making->items[i];
    making->items = sorted;
}

size_t par_annex_items(struct par_annex_making *making, const struct par_losses *losses,
                       const struct par_annex_item **items)
{
    collect(making, losses);
    if (making->scope.by_owner)
        sort_items(making);
    *items = making->items;
    return making->count;
}

/* --- Rows that lost nothing ------------------------------------------------------------------------------------- */

static enum par_annex_state state_of(const struct par_node_score *node)
{
    switch (node->state) {
    case PAR_STATE_PENDING:
        return PAR_ANNEX_IS_PENDING;
    case PAR_STATE_NOT_APPLICABLE:
        return PAR_ANNEX_IS_NOT_APPLICABLE;
    case PAR_STATE_MISSING:
        return PAR_ANNEX_IS_MISSING;
    default:
        return PAR_ANNEX_IS_WON;
    }
}

/* Fills in what is known of a row of a unit; false when the row was not asked for. */
static bool describe(struct par_annex_making *making, size_t unit, const struct par_criterion *criterion,
                     struct par_annex_item *item)
{
    const struct par_unit_score *score = score_of(making, unit);
    const struct par_node_score *node = &score->nodes[criterion - score->unit->set->criteria];
    enum par_state total = score->nodes[0].state;
    *item = who(making, unit, criterion);
    item->state = state_of(node);
    if (total == PAR_STATE_NOT_SUBMITTED || total == PAR_STATE_UNREADABLE)
        item->state = PAR_ANNEX_HAS_NO_FIGURES;
    if (item->state == PAR_ANNEX_IS_WON)
        take_figures(score->unit->set, criterion, node, item);
    return is_wanted(making, unit, criterion);
}

bool par_annex_ask_making(void *context, const struct par_kept_row *kept, struct par_annex_item *item)
{
    struct par_annex_making *making = context;
    const struct par_units *units = making->scope.loaded->units;
    bool all_owners = making->scope.owners.count == 0;
    int32_t unit = par_names_find(units->codes, par_span_of(kept->unit));
    *item = (struct par_annex_item){
        .order = SIZE_MAX, .unit = kept->unit, .criterion = kept->criterion, .state = PAR_ANNEX_HAS_NO_UNIT};
    if (unit < 0)
        return making->scope.all_units && all_owners;
    const struct par_set *set = units->items[unit].set;
    int32_t position = kept->gone ? PAR_NAME_NONE : par_set_find(set, par_span_of(kept->criterion));
    if (position >= 0 && set->criteria[position].component >= 0)
        return describe(making, (size_t)unit, &set->criteria[position], item);
    item->order = order_of(making, (size_t)unit, NULL);
    item->state = PAR_ANNEX_HAS_NO_CRITERION;
    return making->scope.wanted[unit] && all_owners;
}

struct par_annex_making *par_annex_begin(const struct par_annex_scope *scope)
{
    struct par_annex_making *making = par_arena_alloc(scope->cli->arena, sizeof *making);
    making->scope = *scope;
    making->arena = scope->cli->arena;
    making->how.blank_means_agree = scope->blank_means_agree;
    making->score = par_unit_score_new(scope->loaded->assessment, making->arena);
    making->scored = SIZE_MAX;
    making->course = par_course_new(scope->loaded->assessment, making->arena);
    list_owners(making);
    return making;
}
