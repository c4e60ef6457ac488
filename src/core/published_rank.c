#include <stdlib.h>

#include "published_private.h"

/* A unit of a bloc in the order of its figure. */
struct placed {
    const struct par_published_row *row;
    struct par_ratio value;
    bool has_value;
    int64_t rank;
};

enum rule { COMPETITION, DENSE, ORDINAL, UNROUNDED, RULES };

struct rank_bloc {
    const char *name; /* NULL: all units */
    size_t count, room;
    struct placed *units; /* with a figure first, the best first, equal ones by printed rank */
};

struct rank_blocs {
    size_t count, room;
    struct rank_bloc *items;
};

/* A way to read the column of ranks. */
struct ranking {
    unsigned readings; /* PER_BLOC, OVERALL or RESTARTS; BY_TOTAL */
    struct rank_blocs blocs;
    size_t faults;
};

/* A walk down a bloc under a rule. */
struct walk {
    struct checking *checking;
    const struct rank_bloc *bloc;
    enum rule rule;
    bool says; /* findings, and not only counts */
    int column;
    int64_t offset; /* places held by units without a figure, or by none */
    size_t notes, faults;
};

static int compare_placed(const void *left, const void *right)
{
    const struct placed *a = left, *b = right;
    int order = a->has_value && b->has_value ? par_ratio_compare(b->value, a->value) : b->has_value - a->has_value;
    if (order == 0)
        order = (a->rank > b->rank) - (a->rank < b->rank);
    return order ? order : (a->row->line > b->row->line) - (a->row->line < b->row->line);
}

/* --- Blocs ------------------------------------------------------------------------------------------------------- */

static struct rank_bloc *bloc_named(struct checking *checking, struct rank_blocs *blocs, const char *name)
{
    for (size_t i = 0; i < blocs->count; i++)
        if (!name || strcmp(blocs->items[i].name, name) == 0)
            return &blocs->items[i];
    blocs->items = par_arena_grow(checking->arena, blocs->items, blocs->count, &blocs->room, sizeof *blocs->items);
    blocs->items[blocs->count] = (struct rank_bloc){.name = name};
    return &blocs->items[blocs->count++];
}

/* The segment that begins where a rank falls back to 1. */
static struct rank_bloc *segment_of(struct checking *checking, struct rank_blocs *blocs, int64_t rank, int64_t before)
{
    if (blocs->count > 0 && (rank != 1 || before <= 1))
        return &blocs->items[blocs->count - 1];
    blocs->items = par_arena_grow(checking->arena, blocs->items, blocs->count, &blocs->room, sizeof *blocs->items);
    return &blocs->items[blocs->count++];
}

static bool place_of(const struct par_published *table, const struct par_published_row *row, int figure,
                     struct placed *out)
{
    const struct par_printed *rank = par_cell_of(row, table->role[PAR_PRINTS_RANK]);
    if (row->kind != PAR_ROW_UNIT || !par_is_number(rank) || rank->value.scale > 0)
        return false;
    bool has_value = par_cell_has_number(row, figure);
    *out = (struct placed){row, {0, 1}, has_value, rank->value.mantissa};
    if (has_value)
        out->value = par_quantity_ratio(row->cells[figure].value);
    return true;
}

static struct rank_blocs divide(struct checking *checking, int figure, enum par_reading_of_figure by)
{
    struct rank_blocs blocs = {0};
    int64_t before = 0;
    struct placed unit;
    for (size_t i = 0; i < checking->table->count; i++) {
        const struct par_published_row *row = &checking->table->rows[i];
        if (!place_of(checking->table, row, figure, &unit))
            continue;
        struct rank_bloc *bloc = by == PAR_READ_RESTARTS
                                     ? segment_of(checking, &blocs, unit.rank, before)
                                     : bloc_named(checking, &blocs, by == PAR_READ_PER_BLOC ? row->bloc : NULL);
        bloc->units = par_arena_grow(checking->arena, bloc->units, bloc->count, &bloc->room, sizeof *bloc->units);
        bloc->units[bloc->count++] = unit;
        before = unit.rank;
    }
    for (size_t i = 0; i < blocs.count; i++)
        qsort(blocs.items[i].units, blocs.items[i].count, sizeof *blocs.items[i].units, compare_placed);
    return blocs;
}

/* --- A bloc under a rule ----------------------------------------------------------------------------------------- */

static bool ties(const struct rank_bloc *bloc, size_t i)
{
    return i > 0 && bloc->units[i].has_value && par_ratio_compare(bloc->units[i - 1].value, bloc->units[i].value) == 0;
}

/* Whether a unit before the i-th has the same rank. */
static bool is_held_before(const struct rank_bloc *bloc, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (bloc->units[k].rank == bloc->units[i].rank)
            return true;
    return false;
}

/* The ranks from..to-1 are passed over: *missing of them stand in no row. False when a unit with a figure has one. */
static bool passes_over(const struct rank_bloc *bloc, int64_t from, int64_t to, int64_t *missing)
{
    *missing = to - from;
    for (size_t i = 0; i < bloc->count; i++) {
        const struct placed *unit = &bloc->units[i];
        if (unit->rank < from || unit->rank >= to)
            continue;
        if (unit->has_value)
            return false;
        *missing -= !is_held_before(bloc, i);
    }
    return true;
}

static void tell(struct walk *walk, const struct placed *unit, enum par_found verdict, unsigned readings,
                 int64_t expected)
{
    walk->notes += verdict == PAR_FOUND_NOTE;
    walk->faults += verdict == PAR_FOUND_FAULT;
    if (!walk->says)
        return;
    struct par_published_finding *finding =
        par_find(walk->checking, PAR_CHECK_RANK, verdict, readings, unit->row, walk->column);
    finding->bloc = walk->bloc->name;
    par_expect(finding, par_cell_of(unit->row, walk->column), par_quantity_of(expected), 0);
}

static int64_t expected_rank(const struct walk *walk, size_t i, size_t first, int64_t groups)
{
    switch (walk->rule) {
    case COMPETITION:
        return (int64_t)first + 1;
    case DENSE:
        return groups;
    default:
        return (int64_t)i + 1;
    }
}

/* Under UNROUNDED a unit may also share the rank of the one before, whose printed figure is the same. */
static bool shares(const struct walk *walk, size_t i)
{
    const struct placed *units = walk->bloc->units;
    return walk->rule == UNROUNDED && ties(walk->bloc, i) && units[i].rank == units[i - 1].rank;
}

static void step(struct walk *walk, size_t i, size_t first, int64_t groups)
{
    const struct placed *unit = &walk->bloc->units[i];
    int64_t expected = expected_rank(walk, i, first, groups) + walk->offset, missing = 0;
    bool follows_tie = ties(walk->bloc, i);
    if (unit->rank > expected && !follows_tie && passes_over(walk->bloc, expected, unit->rank, &missing)) {
        walk->offset += unit->rank - expected;
        if (missing > 0)
            tell(walk, unit, i == 0 ? PAR_FOUND_NOTE : PAR_FOUND_FAULT, i == 0 ? PAR_READ_EXCERPT : PAR_READ_SKIPPED,
                 expected);
        return;
    }
    bool is_right = unit->rank == expected || shares(walk, i);
    if (!is_right)
        tell(walk, unit, PAR_FOUND_FAULT, 0, expected);
    else if (follows_tie && walk->rule >= ORDINAL && !shares(walk, i))
        tell(walk, unit, PAR_FOUND_NOTE, unit->row->breaks_ties ? PAR_READ_TIE_BREAK : PAR_READ_UNROUNDED,
             walk->bloc->units[i - 1].rank);
}

static struct walk walk_down(struct checking *checking, const struct rank_bloc *bloc, enum rule rule, bool says)
{
    struct walk walk = {checking, bloc, rule, says, checking->table->role[PAR_PRINTS_RANK], 0, 0, 0};
    int64_t groups = 0;
    size_t first = 0;
    for (size_t i = 0; i < bloc->count && bloc->units[i].has_value; i++) {
        if (!ties(bloc, i)) {
            first = i;
            groups++;
        }
        step(&walk, i, first, groups);
    }
    return walk;
}

static bool breaks_ties(const struct rank_bloc *bloc)
{
    for (size_t i = 0; i < bloc->count; i++)
        if (!bloc->units[i].row->breaks_ties)
            return false;
    return bloc->count > 0;
}

static unsigned bit_of(enum rule rule, const struct rank_bloc *bloc)
{
    static const unsigned bits[] = {PAR_READ_COMPETITION, PAR_READ_DENSE, PAR_READ_ORDINAL, PAR_READ_UNROUNDED};
    return rule == UNROUNDED && breaks_ties(bloc) ? PAR_READ_TIE_BREAK : bits[rule];
}

/* The rule with the fewest faults. *fits: all rules that explain the bloc without any. */
static enum rule best_rule(struct checking *checking, const struct rank_bloc *bloc, size_t *faults, unsigned *fits)
{
    enum rule best = COMPETITION;
    *fits = 0;
    for (enum rule rule = COMPETITION; rule < RULES; rule++) {
        size_t now = walk_down(checking, bloc, rule, false).faults;
        if (rule == COMPETITION || now < *faults) {
            best = rule;
            *faults = now;
        }
        if (now == 0 && (rule != UNROUNDED || *fits == 0))
            *fits |= bit_of(rule, bloc);
    }
    return best;
}

/* --- The whole column -------------------------------------------------------------------------------------------- */

static struct ranking read_as(struct checking *checking, int figure, enum par_reading_of_figure by)
{
    struct ranking ranking = {.readings = by, .blocs = divide(checking, figure, by)};
    for (size_t i = 0; i < ranking.blocs.count; i++) {
        size_t faults;
        unsigned fits;
        best_rule(checking, &ranking.blocs.items[i], &faults, &fits);
        ranking.faults += faults;
    }
    return ranking;
}

static bool holds_first(const struct rank_bloc *bloc)
{
    for (size_t i = 0; i < bloc->count; i++)
        if (bloc->units[i].rank == 1)
            return true;
    return false;
}

/* Whether every segment holds a unit of rank 1 and more than that one. */
static bool begins_with_first(const struct rank_blocs *blocs)
{
    for (size_t i = 0; i < blocs->count; i++)
        if (blocs->items[i].count < 2 || !holds_first(&blocs->items[i]))
            return false;
    return true;
}

static void try(struct checking *checking, int figure, enum par_reading_of_figure by, struct ranking *best)
{
    if (best->blocs.count > 0 && best->faults == 0)
        return;
    struct ranking now = read_as(checking, figure, by);
    if (by == PAR_READ_RESTARTS && !begins_with_first(&now.blocs))
        return;
    bool by_total = figure != checking->table->role[PAR_PRINTS_INDEX] && checking->table->role[PAR_PRINTS_INDEX] >= 0;
    now.readings |= by_total ? PAR_READ_BY_TOTAL : 0;
    if (now.blocs.count > 0 && (best->blocs.count == 0 || now.faults < best->faults))
        *best = now;
}

static void report_bloc(struct checking *checking, const struct ranking *ranking, const struct rank_bloc *bloc)
{
    static const unsigned all = PAR_READ_COMPETITION | PAR_READ_DENSE | PAR_READ_ORDINAL;
    size_t faults, checked = 0;
    unsigned fits;
    enum rule rule = best_rule(checking, bloc, &faults, &fits);
    struct walk walk = walk_down(checking, bloc, rule, true);
    if ((fits & all) == all)
        fits = PAR_READ_NO_TIES;
    while (checked < bloc->count && bloc->units[checked].has_value)
        checked++;
    if (checked > 0)
        par_summarise(checking, PAR_CHECK_RANK, checked, walk.notes, walk.faults,
                      ranking->readings | (fits ? fits : bit_of(rule, bloc)), walk.column)
            ->bloc = bloc->name;
}

static bool has_figures(const struct checking *checking, int column)
{
    for (size_t i = 0; column >= 0 && i < checking->table->count; i++)
        if (checking->table->rows[i].kind == PAR_ROW_UNIT && par_cell_has_number(&checking->table->rows[i], column))
            return true;
    return false;
}

void par_check_ranks(struct checking *checking)
{
    const struct par_published *table = checking->table;
    const int figures[] = {table->role[PAR_PRINTS_INDEX], table->role[PAR_PRINTS_TOTAL]};
    struct ranking best = {0};
    static const enum par_reading_of_figure ways[] = {PAR_READ_PER_BLOC, PAR_READ_OVERALL, PAR_READ_RESTARTS};
    for (size_t way = 0; way < 3 && table->role[PAR_PRINTS_RANK] >= 0; way++)
        for (size_t i = 0; i < 2; i++)
            if (has_figures(checking, figures[i]))
                try(checking, figures[i], ways[way], &best);
    if (best.blocs.count == 1 && best.readings & PAR_READ_PER_BLOC)
        best.readings = (best.readings & ~(unsigned)PAR_READ_PER_BLOC) | PAR_READ_OVERALL;
    for (size_t i = 0; i < best.blocs.count; i++)
        report_bloc(checking, &best, &best.blocs.items[i]);
}
