#include "parindex/prices.h"
#include "parindex/text.h"
#include "sign.h"

struct columns {
    int unit, criterion, points, cost;
};

struct list {
    const struct par_units *units;
    size_t unit;
    struct par_records records;
    struct columns at;
    struct par_number_style style;
    struct par_names *known; /* unit, criterion, points -> line */
    size_t count, room;
    struct par_price *prices;
};

static struct par_place place_of(struct list *list, int column)
{
    return par_records_place(&list->records, column);
}

/* The set of the row's unit, or of the first that has the criterion when it is for all; *position there. NULL after a
 * finding. */
static const struct par_set *find_criterion(struct list *list, int32_t unit, const char *id, int32_t *position)
{
    const struct par_set *own = list->units->items[unit < 0 ? list->unit : (size_t)unit].set;
    struct par_place place = place_of(list, list->at.criterion);
    *position = par_set_find(own, par_span_of(id));
    for (size_t i = 0; unit < 0 && *position <= 0 && i < list->units->count; i++)
        if (par_set_find(list->units->items[i].set, par_span_of(id)) > 0) {
            own = list->units->items[i].set;
            *position = par_set_find(own, par_span_of(id));
        }
    if (*position <= 0)
        par_diags_add(list->records.diags, PAR_ERROR, PAR_CRITERION_UNKNOWN, &place, id, "", own->id, NULL);
    else if (own->criteria[*position].component < 0)
        par_diags_add(list->records.diags, PAR_ERROR, PAR_COST_NOT_LEAF, &place, id, NULL);
    else
        return own;
    return NULL;
}

/* A number from 0 as 10^-6. False without one, and after a finding. */
static bool take_amount(struct list *list, int column, bool required, par_points *out)
{
    struct par_records *records = &list->records;
    struct par_span text = par_sign_field(records, column, list->style.sign);
    struct par_place place = place_of(list, column);
    struct par_limits limits = {.points = true};
    struct par_quantity quantity;
    bool exact;
    if (text.size == 0) {
        if (required)
            par_diags_add(records->diags, PAR_ERROR, PAR_INPUT_MISSING, &place, "cost", NULL);
        return false;
    }
    if (!par_number_take(&list->style, text, &limits, &place, records->arena, records->diags, &quantity))
        return false;
    const char *typed = par_arena_copy(records->arena, text);
    if (quantity.mantissa < 0)
        par_diags_add(records->diags, PAR_ERROR, PAR_NUMBER_NEGATIVE, &place, typed, NULL);
    else if (!par_points_from(quantity, PAR_POINTS_SCALE, PAR_DOWN, out, &exact))
        par_diags_add(records->diags, PAR_ERROR, PAR_NUMBER_RANGE, &place, typed, NULL);
    else if (!exact)
        par_diags_add(records->diags, PAR_ERROR, PAR_DECIMALS_TOO_MANY, &place, typed, "6", NULL);
    else
        return true;
    return false;
}

/* False after COST_TWICE. */
static bool is_new(struct list *list, int32_t unit, const char *id, const struct par_price *price)
{
    struct par_arena *arena = list->records.arena;
    const char *points = price->has_points ? par_points_text(price->points, arena) : "";
    const char *code = unit < 0 ? "" : list->units->items[unit].code;
    int32_t before = par_names_add(list->known, par_span_of(par_arena_join(arena, code, "|", id, "|", points, NULL)),
                                   (int32_t)list->records.line);
    if (before == PAR_NAME_NONE)
        return true;
    char line[PAR_DECIMAL_TEXT];
    struct par_place place = place_of(list, -1);
    par_decimal_print(before, 0, 0, '.', line);
    par_diags_add(list->records.diags, PAR_ERROR, PAR_COST_TWICE, &place, id, line, NULL);
    return false;
}

static void take_row(struct list *list)
{
    struct par_records *records = &list->records;
    struct par_span code = par_text_nfc(par_records_field(records, list->at.unit), records->arena);
    const char *id = par_records_text(records, list->at.criterion);
    struct par_place place = place_of(list, list->at.unit);
    struct par_price price = {.of_unit = code.size > 0};
    int32_t unit = -1;
    if (price.of_unit)
        unit = par_units_find(list->units, code, &place, records->arena, records->diags);
    if (price.of_unit && unit < 0)
        return;
    const struct par_set *set = find_criterion(list, unit, id, &price.position);
    size_t errors = par_diags_errors(records->diags);
    bool priced = take_amount(list, list->at.cost, true, &price.cost);
    price.has_points = take_amount(list, list->at.points, false, &price.points);
    if (!set || !priced || errors != par_diags_errors(records->diags) || !is_new(list, unit, id, &price))
        return;
    if (set != list->units->items[list->unit].set || (unit >= 0 && (size_t)unit != list->unit))
        return;
    list->prices = par_arena_grow(records->arena, list->prices, list->count, &list->room, sizeof *list->prices);
    list->prices[list->count++] = price;
}

static char sign_of(struct list *list, const char *path, const struct par_reading *how)
{
    struct par_records *records = &list->records;
    bool *numbers = par_arena_array(records->arena, records->width, sizeof *numbers);
    if (list->at.cost >= 0)
        numbers[list->at.cost] = true;
    if (list->at.points >= 0)
        numbers[list->at.points] = true;
    return par_sign_find(records, path, how, numbers, records->arena);
}

size_t par_prices_load(const char *path, const struct par_reading *how, const struct par_units *units, size_t unit,
                       struct par_arena *arena, struct par_diags *diags, struct par_price **prices)
{
    static const char *const known[] = {"unit", "criterion", "title", "points", "cost", "note", NULL};
    struct list list = {.units = units, .unit = unit, .known = par_names_new(arena)};
    struct par_records *records = &list.records;
    if (!par_records_open(records, path, how, arena, diags))
        return 0;
    par_records_check(records);
    par_records_only(records, known);
    list.at = (struct columns){.unit = par_records_column(records, "unit", false),
                               .criterion = par_records_column(records, "criterion", true),
                               .points = par_records_column(records, "points", false),
                               .cost = par_records_column(records, "cost", true)};
    list.style.sign = sign_of(&list, path, how);
    while (list.at.criterion >= 0 && list.at.cost >= 0 && par_records_next(records))
        take_row(&list);
    par_number_finish(&list.style, diags);
    par_records_close(records);
    *prices = list.prices;
    return list.count;
}
