#include "parindex/names.h"
#include "published_private.h"

/* --- Changes since an earlier table ------------------------------------------------------------------------------ */

/* What stood before: in a column of this table, else in the earlier one. */
static bool before_of(const struct checking *checking, const struct par_published_row *row,
                      enum par_printed_role printed, enum par_printed_role there, struct reach *out)
{
    int column = checking->table->role[printed];
    if (par_cell_has_number(row, column)) {
        *out = par_reach_of(checking, row, column);
        return true;
    }
    if (!checking->earlier || row->earlier < 0)
        return false;
    struct checking other = *checking;
    other.table = checking->earlier;
    const struct par_published_row *earlier = &checking->earlier->rows[row->earlier];
    column = other.table->role[there];
    if (!par_cell_has_number(earlier, column))
        return false;
    *out = par_reach_of(&other, earlier, column);
    return true;
}

/* A pair of columns and the change between them. */
struct change {
    enum par_printed_role now, before, change;
    bool falls; /* a smaller number is better: places */
};

static bool change_of(const struct checking *checking, const struct par_published_row *row, const struct change *change,
                      struct reach *out, bool *known)
{
    int column = checking->table->role[change->now];
    struct reach before;
    if (!par_cell_has_number(row, column) || !par_cell_has_number(row, checking->table->role[change->change]) ||
        !before_of(checking, row, change->before, change->now, &before))
        return false;
    struct reach now = par_reach_of(checking, row, column);
    *known = change->falls ? par_reach_sub(before, now, out) : par_reach_sub(now, before, out);
    return true;
}

static struct reach negative(struct reach reach)
{
    struct reach turned = {reach.high, reach.value, reach.low};
    turned.low.num = -turned.low.num;
    turned.value.num = -turned.value.num;
    turned.high.num = -turned.high.num;
    return turned;
}

static size_t count_faults(const struct checking *checking, const struct judged_list *list)
{
    size_t faults = 0;
    for (size_t i = 0; i < list->count; i++)
        faults += list->items[i].known && par_readings_of(checking, &list->items[i]) == 0;
    return faults;
}

static void turn(struct judged_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        list->items[i].reach = negative(list->items[i].reach);
}

/* Some tables print a fall as a positive number: the sign that explains more is the table's, and is said. */
static void check_change(struct checking *checking, const struct change *change)
{
    const struct par_published *table = checking->table;
    int column = table->role[change->change];
    struct judged_list list = {0};
    struct reach reach;
    bool known;
    for (size_t i = 0; column >= 0 && i < table->count; i++)
        if (table->rows[i].kind == PAR_ROW_UNIT && change_of(checking, &table->rows[i], change, &reach, &known))
            par_judge(checking, &list, &table->rows[i], column, known, reach);
    size_t as_meant = count_faults(checking, &list);
    turn(&list);
    bool reversed = count_faults(checking, &list) < as_meant;
    if (!reversed)
        turn(&list);
    size_t faults = checking->report->faults;
    par_settle(checking, PAR_CHECK_CHANGE, &list, column, NULL);
    if (reversed) {
        checking->report->last->readings |= PAR_READ_REVERSED;
        checking->report->notes += checking->report->faults == faults;
        checking->report->last->notes += checking->report->faults == faults;
    }
}

void par_check_changes(struct checking *checking)
{
    static const struct change changes[] = {
        {PAR_PRINTS_TOTAL, PAR_PRINTS_PREVIOUS_TOTAL, PAR_PRINTS_CHANGE_TOTAL, false},
        {PAR_PRINTS_INDEX, PAR_PRINTS_PREVIOUS_INDEX, PAR_PRINTS_CHANGE_INDEX, false},
        {PAR_PRINTS_RANK, PAR_PRINTS_PREVIOUS_RANK, PAR_PRINTS_CHANGE_RANK, true},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        check_change(checking, &changes[i]);
}

/* --- The same figures in another table --------------------------------------------------------------------------- */

/* Another table, and how its rows are found. */
struct other {
    enum par_published_check check;
    const struct par_published *table;
    bool is_ours;
};

static int32_t counterpart(const struct other *other, const struct par_published_row *row)
{
    return other->is_ours ? row->ours : row->earlier;
}

/* Blank in one of the tables only, or words that differ. */
static void tell_difference(struct checking *checking, const struct other *other, const struct par_published_row *row,
                            int column, const struct par_printed *there, size_t *faults)
{
    bool absent = row->cells[column].kind < PAR_PRINTED_NUMBER || there->kind < PAR_PRINTED_NUMBER;
    struct par_published_finding *finding =
        par_find(checking, other->check, PAR_FOUND_FAULT, absent ? PAR_READ_ABSENT : 0, row, column);
    finding->expected_text = there->text;
    ++*faults;
}

static bool is_absent(const struct par_printed *printed)
{
    return printed->kind < PAR_PRINTED_NUMBER;
}

static void compare_column(struct checking *checking, const struct other *other, int column, int there_column)
{
    const struct par_published *table = checking->table;
    struct judged_list list = {0};
    size_t words = 0, faults = 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct par_published_row *row = &table->rows[i];
        if (row->kind != PAR_ROW_UNIT || counterpart(other, row) < 0)
            continue;
        const struct par_printed *here = &row->cells[column];
        const struct par_printed *there = &other->table->rows[counterpart(other, row)].cells[there_column];
        if (par_is_number(here) && par_is_number(there)) {
            par_judge(checking, &list, row, column, true, par_reach_exact(par_quantity_ratio(there->value)));
            continue;
        }
        words += !is_absent(here) || !is_absent(there);
        if (is_absent(here) != is_absent(there) ||
            (!is_absent(here) && !checking->options->same(here->text, there->text, checking->arena)))
            tell_difference(checking, other, row, column, there, &faults);
    }
    par_settle(checking, other->check, &list, column, NULL);
    if (words > 0 && list.count > 0)
        par_sum_up_more(checking, words, faults);
    else if (words > 0)
        par_summarise(checking, other->check, words, 0, faults, 0, column);
}

static bool is_bloc_printed(const struct other *other, const bool *seen, const char *bloc)
{
    for (size_t i = 0; i < other->table->count; i++)
        if (seen[i] && strcmp(other->table->rows[i].bloc, bloc) == 0)
            return true;
    return false;
}

/* The units of a bloc of which the table prints none were not left out of it: a note for them all. */
static size_t note_blocs_apart(struct checking *checking, const struct other *other, const bool *seen, int column)
{
    struct par_names *blocs = par_names_new(checking->arena);
    size_t notes = 0;
    for (size_t i = 0; i < other->table->count; i++) {
        const struct par_published_row *row = &other->table->rows[i];
        if (row->kind != PAR_ROW_UNIT || is_bloc_printed(other, seen, row->bloc) ||
            par_names_add(blocs, par_span_of(row->bloc), 0) != PAR_NAME_NONE)
            continue;
        struct par_published_finding *finding =
            par_find(checking, other->check, PAR_FOUND_NOTE, PAR_READ_BLOC_APART, NULL, column);
        finding->table = other->table;
        finding->bloc = row->bloc;
        for (size_t k = i; k < other->table->count; k++)
            finding->checked +=
                other->table->rows[k].kind == PAR_ROW_UNIT && strcmp(other->table->rows[k].bloc, row->bloc) == 0;
        notes++;
    }
    return notes;
}

/* The units that only one of the two tables has. */
static void compare_units(struct checking *checking, const struct other *other)
{
    const struct par_published *table = checking->table;
    bool *seen = par_arena_array(checking->arena, other->table->count + 1, sizeof *seen);
    int column = table->role[PAR_PRINTS_NAME] >= 0 ? table->role[PAR_PRINTS_NAME] : table->role[PAR_PRINTS_UNIT];
    size_t checked = 0, faults = 0, notes;
    for (size_t i = 0; i < table->count; i++) {
        if (table->rows[i].kind != PAR_ROW_UNIT)
            continue;
        int32_t there = counterpart(other, &table->rows[i]);
        checked++;
        if (there >= 0)
            seen[there] = true;
        else
            par_find(checking, other->check, PAR_FOUND_FAULT, PAR_READ_NOT_OURS, &table->rows[i], column);
        faults += there < 0;
    }
    for (size_t i = 0; i < other->table->count; i++) {
        const struct par_published_row *row = &other->table->rows[i];
        if (row->kind != PAR_ROW_UNIT || seen[i] || !is_bloc_printed(other, seen, row->bloc))
            continue;
        struct par_published_finding *finding =
            par_find(checking, other->check, PAR_FOUND_FAULT, PAR_READ_NOT_PRINTED, NULL, column);
        finding->label = par_published_label(row);
        finding->table = other->table;
        checked++;
        faults++;
    }
    notes = note_blocs_apart(checking, other, seen, column);
    par_summarise(checking, other->check, checked, notes, faults, 0, column);
}

/* Columns that the library has no role for are compared where both tables have them under a known name. */
static int same_column(const struct checking *checking, const struct other *other, int column)
{
    for (int role = 0; role < PAR_PRINTS; role++)
        if (checking->table->role[role] == column)
            return role < PAR_PRINTS_MAX ? -1 : other->table->role[role];
    if (strncmp(checking->table->names[column], "index_", strlen("index_")) != 0)
        return -1;
    for (size_t i = 0; i < other->table->width; i++)
        if (strcmp(checking->table->names[column], other->table->names[i]) == 0)
            return (int)i;
    return -1;
}

static void compare_earlier(struct checking *checking)
{
    static const enum par_printed_role pairs[][2] = {{PAR_PRINTS_PREVIOUS_TOTAL, PAR_PRINTS_TOTAL},
                                                     {PAR_PRINTS_PREVIOUS_INDEX, PAR_PRINTS_INDEX},
                                                     {PAR_PRINTS_PREVIOUS_RANK, PAR_PRINTS_RANK}};
    struct other other = {PAR_CHECK_PREVIOUS, checking->earlier, false};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int column = checking->table->role[pairs[i][0]], there = other.table->role[pairs[i][1]];
        if (column >= 0 && there >= 0)
            compare_column(checking, &other, column, there);
    }
}

void par_check_against(struct checking *checking)
{
    struct other ours = {PAR_CHECK_OURS, checking->ours, true};
    if (checking->earlier)
        compare_earlier(checking);
    if (!checking->ours)
        return;
    compare_units(checking, &ours);
    for (int column = 0; column < (int)checking->table->width; column++) {
        int there = same_column(checking, &ours, column);
        if (there >= 0)
            compare_column(checking, &ours, column, there);
    }
}
