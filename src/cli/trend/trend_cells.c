#include "trend_cells.h"

struct column {
    const char *name;
    bool number;
};

static const struct column columns[PAR_TREND_COLUMNS] = {
    [PAR_TREND_PERIOD] = {"period", false},
    [PAR_TREND_PREVIOUS_PERIOD] = {"previous_period", false},
    [PAR_TREND_BLOC] = {"bloc", false},
    [PAR_TREND_SET] = {"set", false},
    [PAR_TREND_PREVIOUS_SET] = {"previous_set", false},
    [PAR_TREND_UNIT_CODE] = {"unit", false},
    [PAR_TREND_NAME] = {"name", false},
    [PAR_TREND_COMPARISON] = {"comparison", false},
    [PAR_TREND_PREDECESSORS] = {"predecessors", false},
    [PAR_TREND_EFFECT] = {"effect", false},
    [PAR_TREND_NODE] = {"node", false},
    [PAR_TREND_PREVIOUS_NODE] = {"previous_node", false},
    [PAR_TREND_DEPTH] = {"depth", true},
    [PAR_TREND_TITLE] = {"title", false},
    [PAR_TREND_WHY] = {"not_carried", false},
    [PAR_TREND_MAX] = {"max", true},
    [PAR_TREND_PREVIOUS_MAX] = {"previous_max", true},
    [PAR_TREND_POINTS] = {"points", true},
    [PAR_TREND_PREVIOUS_POINTS] = {"previous_points", true},
    [PAR_TREND_SAME_SET_POINTS] = {"same_set_points", true},
    [PAR_TREND_CHANGE_POINTS] = {"change_points", true},
    [PAR_TREND_OWN_POINTS] = {"own_points", true},
    [PAR_TREND_SET_POINTS] = {"set_points", true},
    [PAR_TREND_INDEX] = {"index", true},
    [PAR_TREND_PREVIOUS_INDEX] = {"previous_index", true},
    [PAR_TREND_SAME_SET_INDEX] = {"same_set_index", true},
    [PAR_TREND_CHANGE_INDEX] = {"change_index", true},
    [PAR_TREND_OWN_INDEX] = {"own_index", true},
    [PAR_TREND_SET_INDEX] = {"set_index", true},
    [PAR_TREND_HIGHEST_INDEX] = {"highest_index", true},
    [PAR_TREND_RANK] = {"rank", true},
    [PAR_TREND_PREVIOUS_RANK] = {"previous_rank", true},
    [PAR_TREND_CHANGE_PLACES] = {"change_places", true},
    [PAR_TREND_OWN_PLACES] = {"own_places", true},
    [PAR_TREND_OTHER_PLACES] = {"other_places", true},
    [PAR_TREND_CLASS] = {"class", false},
    [PAR_TREND_PREVIOUS_CLASS] = {"previous_class", false},
    [PAR_TREND_STATE] = {"state", false},
    [PAR_TREND_PREVIOUS_STATE] = {"previous_state", false},
    [PAR_TREND_OPEN_MAX] = {"open_max", true},
    [PAR_TREND_BEST_RANK] = {"best_rank", true},
    [PAR_TREND_WORST_RANK] = {"worst_rank", true},
    [PAR_TREND_RANK_SPREAD] = {"rank_spread", true},
    [PAR_TREND_UNSTABLE] = {"unstable", false},
    [PAR_TREND_COMPARED] = {"compared_units", true},
    [PAR_TREND_RISES] = {"rises", true},
    [PAR_TREND_FALLS] = {"falls", true},
    [PAR_TREND_UNCHANGED] = {"unchanged", true},
    [PAR_TREND_NOT_COMPARABLE] = {"incomparable_units", true},
    [PAR_TREND_NEW_UNITS] = {"new_units", true},
    [PAR_TREND_ENDED_UNITS] = {"ended_units", true},
};

/* --- Which columns ----------------------------------------------------------------------------------------------- */

/* In which tables a column stands. */
enum {
    UNIT = 1,
    BLOC = 2,
    NODE = 4,
    ALL = UNIT | BLOC | NODE,
    SETS = 8,     /* not of scores files, which tell nothing of the old data under the new set */
    YEARS = 16,   /* not of an amendment */
    AMENDED = 32, /* of an amendment alone */
    DETAIL = 64,  /* not for people */
    BRIEF = 128,  /* not for people where a row is a unit */
    RULES = 256   /* not of scores files where a row is a criterion */
};

static const unsigned short places[PAR_TREND_COLUMNS] = {
    [PAR_TREND_PERIOD] = ALL | DETAIL,
    [PAR_TREND_PREVIOUS_PERIOD] = ALL | DETAIL | YEARS,
    [PAR_TREND_BLOC] = ALL,
    [PAR_TREND_SET] = UNIT | NODE | SETS | DETAIL,
    [PAR_TREND_PREVIOUS_SET] = UNIT | NODE | SETS | DETAIL,
    [PAR_TREND_UNIT_CODE] = UNIT | NODE,
    [PAR_TREND_NAME] = UNIT | NODE,
    [PAR_TREND_COMPARISON] = UNIT | NODE,
    [PAR_TREND_PREDECESSORS] = UNIT | YEARS,
    [PAR_TREND_EFFECT] = UNIT | AMENDED,
    [PAR_TREND_NODE] = NODE | BLOC,
    [PAR_TREND_PREVIOUS_NODE] = NODE | SETS | DETAIL,
    [PAR_TREND_DEPTH] = NODE | DETAIL,
    [PAR_TREND_TITLE] = NODE | BLOC | SETS,
    [PAR_TREND_WHY] = NODE | SETS,
    [PAR_TREND_MAX] = NODE | SETS | DETAIL,
    [PAR_TREND_PREVIOUS_MAX] = NODE | SETS | DETAIL,
    [PAR_TREND_POINTS] = UNIT | NODE | BRIEF | RULES,
    [PAR_TREND_PREVIOUS_POINTS] = UNIT | NODE | BRIEF | RULES,
    [PAR_TREND_SAME_SET_POINTS] = UNIT | NODE | SETS | YEARS | DETAIL,
    [PAR_TREND_CHANGE_POINTS] = UNIT | NODE | BRIEF | RULES,
    [PAR_TREND_OWN_POINTS] = UNIT | NODE | SETS | YEARS | DETAIL,
    [PAR_TREND_SET_POINTS] = UNIT | NODE | SETS | YEARS | DETAIL,
    [PAR_TREND_INDEX] = ALL,
    [PAR_TREND_PREVIOUS_INDEX] = ALL,
    [PAR_TREND_SAME_SET_INDEX] = ALL | SETS | YEARS | DETAIL,
    [PAR_TREND_CHANGE_INDEX] = ALL,
    [PAR_TREND_OWN_INDEX] = ALL | SETS | YEARS,
    [PAR_TREND_SET_INDEX] = ALL | SETS | YEARS,
    [PAR_TREND_HIGHEST_INDEX] = UNIT | AMENDED,
    [PAR_TREND_RANK] = UNIT,
    [PAR_TREND_PREVIOUS_RANK] = UNIT,
    [PAR_TREND_CHANGE_PLACES] = UNIT,
    [PAR_TREND_OWN_PLACES] = UNIT,
    [PAR_TREND_OTHER_PLACES] = UNIT,
    [PAR_TREND_CLASS] = UNIT,
    [PAR_TREND_PREVIOUS_CLASS] = UNIT,
    [PAR_TREND_STATE] = UNIT | NODE | RULES,
    [PAR_TREND_PREVIOUS_STATE] = UNIT | NODE | DETAIL | RULES,
    [PAR_TREND_OPEN_MAX] = UNIT | DETAIL,
    [PAR_TREND_BEST_RANK] = UNIT | YEARS,
    [PAR_TREND_WORST_RANK] = UNIT | YEARS,
    [PAR_TREND_RANK_SPREAD] = UNIT | YEARS | DETAIL,
    [PAR_TREND_UNSTABLE] = UNIT | YEARS,
    [PAR_TREND_COMPARED] = BLOC,
    [PAR_TREND_RISES] = BLOC,
    [PAR_TREND_FALLS] = BLOC,
    [PAR_TREND_UNCHANGED] = BLOC,
    [PAR_TREND_NOT_COMPARABLE] = BLOC | YEARS,
    [PAR_TREND_NEW_UNITS] = BLOC | YEARS,
    [PAR_TREND_ENDED_UNITS] = BLOC | YEARS,
};

static bool has_column(const struct par_trend_table *table, int column)
{
    const struct par_trend *trend = table->trend;
    static const unsigned short of_table[] = {[PAR_TREND_BY_UNIT] = UNIT,
                                              [PAR_TREND_BY_BLOC] = BLOC,
                                              [PAR_TREND_BY_DOMAIN] = NODE,
                                              [PAR_TREND_BY_CRITERION] = NODE};
    bool amended = trend->amended.count > 0;
    int untold = of_table[trend->by] == NODE ? SETS | RULES : SETS;
    int hidden = trend->by == PAR_TREND_BY_UNIT ? DETAIL | BRIEF : DETAIL;
    return places[column] & of_table[trend->by] && !(trend->from_scores && places[column] & untold) &&
           !(amended && places[column] & YEARS) && (amended || !(places[column] & AMENDED)) &&
           !(par_sheet_is_for_people(table->sheet) && places[column] & hidden);
}

void par_trend_columns(struct par_trend_table *table)
{
    for (int i = 0; i < PAR_TREND_COLUMNS; i++) {
        if (!has_column(table, i))
            continue;
        table->columns[table->count++] = (enum par_trend_column)i;
        par_sheet_column(table->sheet, columns[i].name, columns[i].number);
    }
}

/* --- A row ------------------------------------------------------------------------------------------------------- */

void par_trend_text(struct par_trend_table *table, enum par_trend_column column, const char *text)
{
    table->cells[column] = (struct par_trend_cell){.kind = PAR_TREND_TEXT, .text = text};
}

void par_trend_number(struct par_trend_table *table, enum par_trend_column column, bool is, int64_t number)
{
    if (is)
        table->cells[column] = (struct par_trend_cell){.kind = PAR_TREND_NUMBER, .number = number};
}

void par_trend_amount(struct par_trend_table *table, enum par_trend_column column, struct par_maybe amount,
                      int decimals)
{
    bool finer = decimals >= 0 && par_points_round(amount.points, decimals, PAR_DOWN) != amount.points;
    if (amount.is)
        table->cells[column] = (struct par_trend_cell){
            .kind = PAR_TREND_AMOUNT, .number = amount.points, .decimals = finer ? -1 : decimals};
}

void par_trend_difference(struct par_trend_table *table, enum par_trend_column column, struct par_maybe a,
                          struct par_maybe b, int decimals)
{
    par_trend_amount(table, column, (struct par_maybe){a.is && b.is, a.points - b.points}, decimals);
}

void par_trend_change(struct par_trend_table *table, enum par_trend_column first, const struct par_trend_figure *figure,
                      int decimals)
{
    par_trend_amount(table, first, figure->now, decimals);
    par_trend_amount(table, first + 1, figure->before, decimals);
    par_trend_amount(table, first + 2, figure->under, decimals);
    par_trend_difference(table, first + 3, figure->now, figure->before, decimals);
}

void par_trend_parted_change(struct par_trend_table *table, enum par_trend_column first,
                             const struct par_trend_figure *figure, int decimals)
{
    par_trend_change(table, first, figure, decimals);
    if (!figure->now.is || !figure->before.is)
        return;
    par_trend_difference(table, first + 4, figure->now, figure->under, decimals);
    par_trend_difference(table, first + 5, figure->under, figure->before, decimals);
}

static void write_cell(struct par_writer *writer, const struct par_trend_cell *cell)
{
    switch (cell->kind) {
    case PAR_TREND_EMPTY:
        par_writer_empty(writer);
        break;
    case PAR_TREND_TEXT:
        par_writer_text(writer, cell->text);
        break;
    case PAR_TREND_AMOUNT:
        par_writer_decimal(writer, cell->number, PAR_POINTS_SCALE, cell->decimals);
        break;
    case PAR_TREND_NUMBER:
        par_writer_integer(writer, cell->number);
        break;
    }
}

void par_trend_row(struct par_trend_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        write_cell(table->sheet->writer, &table->cells[table->columns[i]]);
    par_writer_row(table->sheet->writer);
    memset(table->cells, 0, sizeof table->cells);
}

const char *par_trend_words(const struct par_cli *cli, const char *name)
{
    static const struct {
        const char *name, *words;
    } words[] = {{"compared", ""},
                 {"renamed", N_("renamed")},
                 {"not_comparable", N_("not comparable")},
                 {"new", N_("new")},
                 {"ended", N_("ended")},
                 {"added", N_("new in the set")},
                 {"dropped", N_("no longer in the set")},
                 {"no_counterpart", N_("no counterpart")},
                 {"gains", N_("gains")},
                 {"loses", N_("loses")},
                 {"same", N_("the same")},
                 {"open", N_("not yet to be said")},
                 {"yes", N_("unstable")},
                 {"no", ""}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].name, name) == 0)
            return *words[i].words ? par_cli_text(cli, words[i].words) : "";
    return name;
}

const char *par_trend_word(const struct par_trend_table *table, const char *name)
{
    return par_sheet_is_for_people(table->sheet) ? par_trend_words(table->trend->cli, name) : name;
}
