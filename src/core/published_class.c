#include <stdlib.h>

#include "published_private.h"

struct classed {
    const struct par_published_row *row;
    struct par_ratio value;
    int name;  /* number of the class */
    bool done; /* in order */
};

struct classes {
    size_t count, room;
    const char **names;
    size_t unit_count, unit_room;
    struct classed *units;
};

static int compare_classed(const void *left, const void *right)
{
    const struct classed *a = left, *b = right;
    int order = par_ratio_compare(b->value, a->value);
    return order ? order : (a->row->line > b->row->line) - (a->row->line < b->row->line);
}

static int name_of(struct checking *checking, struct classes *classes, const char *text)
{
    for (size_t i = 0; i < classes->count; i++)
        if (checking->options->same(classes->names[i], text, checking->arena))
            return (int)i;
    classes->names =
        par_arena_grow(checking->arena, classes->names, classes->count, &classes->room, sizeof *classes->names);
    classes->names[classes->count++] = text;
    return (int)classes->count - 1;
}

static int figure_of(const struct par_published *table)
{
    return table->role[PAR_PRINTS_INDEX] >= 0 ? table->role[PAR_PRINTS_INDEX] : table->role[PAR_PRINTS_TOTAL];
}

/* The classed units of a bloc (NULL: of all), the best first. `known`: classes that have their numbers; NULL: none. */
static struct classes collect(struct checking *checking, const struct classes *known, const char *bloc,
                              bool with_figure)
{
    const struct par_published *table = checking->table;
    struct classes classes = {0};
    if (known)
        classes = (struct classes){.count = known->count, .room = known->room, .names = known->names};
    int column = table->role[PAR_PRINTS_CLASS], figure = figure_of(table);
    for (size_t i = 0; i < table->count; i++) {
        const struct par_published_row *row = &table->rows[i];
        if (row->kind != PAR_ROW_UNIT || row->cells[column].kind != PAR_PRINTED_TEXT ||
            (with_figure && !par_cell_has_number(row, figure)) || (bloc && strcmp(bloc, row->bloc) != 0))
            continue;
        struct classed unit = {.row = row, .name = name_of(checking, &classes, row->cells[column].text)};
        if (with_figure)
            unit.value = par_quantity_ratio(row->cells[figure].value);
        classes.units = par_arena_grow(checking->arena, classes.units, classes.unit_count, &classes.unit_room,
                                       sizeof *classes.units);
        classes.units[classes.unit_count++] = unit;
    }
    if (with_figure && classes.unit_count > 0)
        qsort(classes.units, classes.unit_count, sizeof *classes.units, compare_classed);
    return classes;
}

/* --- By the steps of a set --------------------------------------------------------------------------------------- */

static bool check_by_set(struct checking *checking)
{
    const struct par_published *table = checking->table;
    int column = table->role[PAR_PRINTS_CLASS];
    size_t checked = 0, faults = 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct par_published_row *row = &table->rows[i];
        if (!row->class_expected || row->kind != PAR_ROW_UNIT)
            continue;
        bool blank = row->cells[column].kind != PAR_PRINTED_TEXT;
        checked++;
        if (!blank && checking->options->same(row->cells[column].text, row->class_expected, checking->arena))
            continue;
        faults++;
        par_find(checking, PAR_CHECK_CLASS, PAR_FOUND_FAULT, blank ? PAR_READ_ABSENT : 0, row, column)->expected_text =
            row->class_expected;
    }
    if (checked > 0)
        par_summarise(checking, PAR_CHECK_CLASS, checked, 0, faults, 0, column);
    return checked > 0;
}

/* --- Without a set: a class is a range of the index -------------------------------------------------------------- */

static size_t count_class(const struct classes *classes, int name)
{
    size_t count = 0;
    for (size_t i = 0; i < classes->unit_count; i++)
        count += classes->units[i].name == name;
    return count;
}

/* Which class is the better: wins[a * count + b] pairs of units of one bloc have a above b. */
struct class_order {
    size_t count;
    size_t *wins;
};

static void count_wins(struct checking *checking, const struct classes *classes, struct class_order *order)
{
    size_t *above = par_arena_array(checking->arena, order->count, sizeof *above);
    for (size_t i = 0; i < classes->unit_count; i++) {
        size_t name = (size_t)classes->units[i].name;
        for (size_t other = 0; other < order->count; other++)
            order->wins[other * order->count + name] += above[other];
        above[name]++;
    }
}

/* How many classes are better. */
static size_t place_of(const struct class_order *order, int name)
{
    size_t place = 0, at = (size_t)name;
    for (size_t other = 0; other < order->count; other++)
        place += order->wins[other * order->count + at] > order->wins[at * order->count + other];
    return place;
}

/* A chain of units, from the best index down, whose classes only get worse. */
struct chain {
    size_t length;
    size_t last; /* unit it ends with */
};

/* Marks the units of the longest chain as done; the others are out of order. */
static void mark_longest(struct checking *checking, struct classes *classes, const struct class_order *order)
{
    struct chain *best = par_arena_array(checking->arena, order->count, sizeof *best), longest = {0, 0};
    size_t *before = par_arena_array(checking->arena, classes->unit_count, sizeof *before);
    for (size_t i = 0; i < classes->unit_count; i++) {
        size_t at = place_of(order, classes->units[i].name);
        struct chain chain = {0, i};
        before[i] = i;
        for (size_t k = 0; k <= at; k++)
            if (best[k].length > chain.length) {
                chain.length = best[k].length;
                before[i] = best[k].last;
            }
        chain.length++;
        best[at] = chain;
        if (chain.length > longest.length)
            longest = chain;
    }
    for (size_t i = longest.last;; i = before[i]) {
        classes->units[i].done = true;
        if (before[i] == i)
            break;
    }
}

/* The class of the nearest unit above that is in order, else of the nearest below. */
static const char *class_around(const struct classes *classes, size_t i)
{
    size_t at = i;
    while (at > 0 && !classes->units[at].done)
        at--;
    while (!classes->units[at].done)
        at++;
    return classes->names[classes->units[at].name];
}

static void check_order(struct checking *checking, struct classes *classes, const struct class_order *order,
                        const char *bloc)
{
    int column = checking->table->role[PAR_PRINTS_CLASS];
    size_t faults = 0;
    mark_longest(checking, classes, order);
    for (size_t i = 0; i < classes->unit_count; i++) {
        if (classes->units[i].done)
            continue;
        struct par_published_finding *finding =
            par_find(checking, PAR_CHECK_CLASS, PAR_FOUND_FAULT, PAR_READ_CLASS_ORDER, classes->units[i].row, column);
        finding->expected_text = class_around(classes, i);
        finding->bloc = bloc;
        faults++;
    }
    par_summarise(checking, PAR_CHECK_CLASS, classes->unit_count, 0, faults, 0, column)->bloc = bloc;
}

/* The bloc of row `i` when no row before it has the same; NULL else. */
static const char *new_bloc(const struct par_published *table, size_t i)
{
    if (table->rows[i].kind != PAR_ROW_UNIT)
        return NULL;
    for (size_t k = 0; k < i; k++)
        if (table->rows[k].kind == PAR_ROW_UNIT && strcmp(table->rows[k].bloc, table->rows[i].bloc) == 0)
            return NULL;
    return table->rows[i].bloc;
}

/* Bounds may differ by bloc; which class is the better does not. */
static void check_by_order(struct checking *checking)
{
    const struct par_published *table = checking->table;
    struct classes all = collect(checking, NULL, NULL, true);
    struct class_order order = {all.count, par_arena_array(checking->arena, all.count * all.count, sizeof(size_t))};
    for (int pass = 0; pass < 2 && all.unit_count > 0; pass++)
        for (size_t i = 0; i < table->count; i++) {
            const char *bloc = new_bloc(table, i);
            struct classes classes = bloc ? collect(checking, &all, bloc, true) : (struct classes){0};
            if (classes.unit_count > 0 && pass == 0)
                count_wins(checking, &classes, &order);
            else if (classes.unit_count > 0)
                check_order(checking, &classes, &order, bloc);
        }
}

/* --- How many of each -------------------------------------------------------------------------------------------- */

static void count_classes(struct checking *checking)
{
    struct classes classes = collect(checking, NULL, NULL, false);
    for (size_t i = 0; i < classes.count; i++) {
        size_t count = count_class(&classes, (int)i);
        struct par_published_finding *finding =
            par_find(checking, PAR_CHECK_CLASS_COUNT, PAR_FOUND_OK, 0, NULL, checking->table->role[PAR_PRINTS_CLASS]);
        struct par_ratio share = {(par_wide)count * 100, (par_wide)classes.unit_count};
        finding->is_summary = true;
        finding->label = classes.names[i];
        finding->checked = count;
        finding->has_expected = par_round_at(share, 2, PAR_HALF_UP, &finding->expected);
        finding->expected_decimals = 2;
    }
}

void par_check_classes(struct checking *checking)
{
    const struct par_published *table = checking->table;
    if (table->role[PAR_PRINTS_CLASS] < 0 || table->role[PAR_PRINTS_SHARE] >= 0 || table->role[PAR_PRINTS_COUNT] >= 0)
        return;
    if (!check_by_set(checking) && figure_of(table) >= 0)
        check_by_order(checking);
    count_classes(checking);
}
