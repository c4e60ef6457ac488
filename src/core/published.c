#include "published_private.h"

/* --- The simple checks ------------------------------------------------------------------------------------------- */

/* A table of several periods has each unit once in each. */
static int period_column(const struct par_published *table)
{
    for (int column = 0; column < (int)table->width; column++)
        if (strcmp(table->names[column], "period") == 0)
            return column;
    return -1;
}

static bool is_same_unit(const struct par_published_row *a, const struct par_published_row *b, int period)
{
    return a->kind == PAR_ROW_UNIT && b->kind == PAR_ROW_UNIT && strcmp(a->unit, b->unit) == 0 &&
           strcmp(a->name, b->name) == 0 && strcmp(a->bloc, b->bloc) == 0 &&
           (period < 0 || strcmp(a->cells[period].text, b->cells[period].text) == 0);
}

static void check_repeated(struct checking *checking)
{
    const struct par_published *table = checking->table;
    int period = period_column(table);
    int column = table->role[PAR_PRINTS_NAME] >= 0 ? table->role[PAR_PRINTS_NAME] : table->role[PAR_PRINTS_UNIT];
    size_t checked = 0, faults = 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct par_published_row *row = &table->rows[i];
        bool repeated = false;
        for (size_t k = 0; k < i && !repeated; k++)
            repeated = is_same_unit(&table->rows[k], row, period);
        checked += row->kind == PAR_ROW_UNIT;
        faults += repeated;
        if (repeated)
            par_find(checking, PAR_CHECK_UNITS, PAR_FOUND_FAULT, PAR_READ_REPEATED, row, column);
    }
    if (checked > 0)
        par_summarise(checking, PAR_CHECK_UNITS, checked, 0, faults, 0, column);
}

/* The running number goes on by one, or begins again with a bloc. */
static void check_running(struct checking *checking)
{
    const struct par_published *table = checking->table;
    const struct par_published_row *row, *before = NULL;
    int column = table->role[PAR_PRINTS_STT];
    size_t checked = 0, notes = 0, faults = 0;
    for (size_t i = 0; column >= 0 && (row = par_next_unit(table, &i));) {
        if (!par_cell_has_number(row, column))
            continue;
        struct par_quantity now = row->cells[column].value;
        int64_t last = before ? before->cells[column].value.mantissa : 0;
        bool follows = now.scale == 0 && now.mantissa == last + 1;
        bool begins =
            before && strcmp(before->bloc, row->bloc) != 0 && par_compare_quantity(now, par_quantity_of(1)) == 0;
        checked++;
        if (!follows && !begins) {
            bool excerpt = !before && now.mantissa > 0;
            struct par_published_finding *finding =
                par_find(checking, PAR_CHECK_STT, excerpt ? PAR_FOUND_NOTE : PAR_FOUND_FAULT,
                         excerpt ? PAR_READ_EXCERPT : 0, row, column);
            par_expect(finding, &row->cells[column], par_quantity_of(last + 1), 0);
            notes += excerpt;
            faults += !excerpt;
        }
        before = row;
    }
    if (checked > 0)
        par_summarise(checking, PAR_CHECK_STT, checked, notes, faults, 0, column);
}

/* The sum of some cells of a row; false when one is not a number (*lacks) or the sum leaves its range. */
static bool sum_cells(const struct checking *checking, const struct par_published_row *row, const int *columns,
                      size_t count, struct reach *out, bool *lacks)
{
    *out = par_reach_exact((struct par_ratio){0, 1});
    *lacks = false;
    for (size_t i = 0; i < count; i++)
        *lacks = *lacks || !par_cell_has_number(row, columns[i]);
    for (size_t i = 0; i < count && !*lacks; i++)
        if (!par_reach_add(*out, par_reach_of(checking, row, columns[i]), out))
            return false;
    return !*lacks;
}

static void check_parts(struct checking *checking)
{
    const struct par_published *table = checking->table;
    const struct par_published_row *row;
    struct judged_list list = {0};
    int total = table->role[PAR_PRINTS_TOTAL];
    struct reach reach;
    bool lacks;
    for (size_t i = 0; table->part_count > 0 && total >= 0 && (row = par_next_unit(table, &i));) {
        bool known = sum_cells(checking, row, table->parts, table->part_count, &reach, &lacks);
        if (!lacks && par_cell_has_number(row, total))
            par_judge(checking, &list, row, total, known, reach);
    }
    par_settle(checking, PAR_CHECK_PARTS, &list, total, NULL);
}

bool par_published_adds_up(const struct par_published *table, const int *candidates, size_t count)
{
    static const struct par_published_options none = {0};
    struct checking checking = {.table = table, .options = &none};
    size_t all = 0, good = 0;
    struct reach reach;
    bool lacks;
    int total = table->role[PAR_PRINTS_TOTAL];
    const struct par_published_row *row;
    for (size_t i = 0; total >= 0 && count > 0 && (row = par_next_unit(table, &i));) {
        bool known = sum_cells(&checking, row, candidates, count, &reach, &lacks);
        if (lacks || !par_cell_has_number(row, total))
            continue;
        struct judged judged = {.row = row,
                                .printed = par_cell_of(row, total),
                                .column = total,
                                .decimals = par_decimals_of(table, total),
                                .reach = reach};
        all++;
        good += known && par_readings_of(&checking, &judged) != 0;
    }
    return good * 2 > all;
}

static bool max_of(const struct checking *checking, const struct par_published_row *row, struct reach *out)
{
    int column = checking->table->role[PAR_PRINTS_MAX];
    if (par_cell_has_number(row, column))
        *out = par_reach_exact(par_quantity_ratio(row->cells[column].value));
    else if (checking->table->has_max)
        *out = par_reach_exact(par_quantity_ratio(checking->table->max));
    else
        return false;
    return true;
}

static void check_index(struct checking *checking)
{
    const struct par_published *table = checking->table;
    const struct par_published_row *row;
    struct judged_list list = {0};
    int total = table->role[PAR_PRINTS_TOTAL], index = table->role[PAR_PRINTS_INDEX];
    struct reach reach, max, hundred = par_reach_exact((struct par_ratio){100, 1});
    size_t without = 0;
    for (size_t i = 0; total >= 0 && index >= 0 && (row = par_next_unit(table, &i));) {
        if (!par_cell_has_number(row, total) || !par_cell_has_number(row, index))
            continue;
        if (!max_of(checking, row, &max)) {
            without++;
            continue;
        }
        bool known =
            par_reach_mul(par_reach_of(checking, row, total), hundred, &reach) && par_reach_div(reach, max, &reach);
        par_judge(checking, &list, row, index, known, reach);
    }
    par_settle(checking, PAR_CHECK_INDEX, &list, index, NULL);
    if (without > 0)
        par_find(checking, PAR_CHECK_INDEX, PAR_FOUND_UNCHECKED, PAR_READ_NO_MAX, NULL, index)->checked = without;
}

static void check_identity(struct checking *checking, const struct par_identity *identity)
{
    const struct par_published *table = checking->table;
    struct judged_list list = {0};
    int left = par_identity_left(identity);
    for (size_t i = 0; i < table->count; i++) {
        struct reach reach;
        bool lacks, known = par_identity_value(checking, identity, &table->rows[i], &reach, &lacks);
        if (!lacks && par_cell_has_number(&table->rows[i], left))
            par_judge(checking, &list, &table->rows[i], left, known, reach);
    }
    par_settle(checking, PAR_CHECK_IDENTITY, &list, left, par_identity_text(identity));
}

struct par_published_report *par_published_check(const struct par_published *table, const struct par_published *earlier,
                                                 const struct par_published *ours,
                                                 const struct par_published_options *options, struct par_arena *arena)
{
    struct par_published_report *report = par_arena_alloc(arena, sizeof *report);
    struct checking checking = {table, earlier, ours, options, arena, report};
    check_repeated(&checking);
    check_running(&checking);
    check_parts(&checking);
    check_index(&checking);
    for (size_t i = 0; i < table->identity_count; i++)
        check_identity(&checking, table->identities[i]);
    par_check_sums(&checking);
    par_check_means(&checking);
    par_check_ranks(&checking);
    par_check_classes(&checking);
    par_check_shares(&checking);
    par_check_changes(&checking);
    par_check_against(&checking);
    return report;
}
