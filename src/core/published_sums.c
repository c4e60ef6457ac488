#include "published_private.h"

/* The units' cells of a column added up: those of a bloc, or all (bloc NULL). 0 when one of them is no number and
 * `whole` asks for all. */
static size_t add_column(struct checking *checking, int column, const char *bloc, bool whole, struct reach *sum)
{
    const struct par_published_row *row;
    size_t count = 0;
    *sum = par_reach_exact((struct par_ratio){0, 1});
    for (size_t i = 0; (row = par_next_unit(checking->table, &i));) {
        if (bloc && strcmp(bloc, row->bloc) != 0)
            continue;
        bool number = par_cell_has_number(row, column);
        if ((!number && whole) || (number && !par_reach_add(*sum, par_reach_of(checking, row, column), sum)))
            return 0;
        count += number;
    }
    return count;
}

static bool is_column_added(const struct checking *checking, int column)
{
    const struct par_published *table = checking->table;
    bool is = column == table->role[PAR_PRINTS_COUNT];
    for (size_t i = 0; i < table->identity_count; i++)
        is = is || par_identity_uses(table->identities[i], column);
    return is && table->decimals[column] == 0;
}

/* A row of sums adds up the counts above it: of its bloc when there are several, else of all. */
void par_check_sums(struct checking *checking)
{
    const struct par_published *table = checking->table;
    for (int column = 0; column < (int)table->width; column++) {
        struct judged_list list = {0};
        for (size_t i = 0; i < table->count && is_column_added(checking, column); i++) {
            const struct par_published_row *row = &table->rows[i];
            struct reach sum, bloc;
            if (row->kind != PAR_ROW_SUM || !par_cell_has_number(row, column) ||
                add_column(checking, column, NULL, true, &sum) == 0)
                continue;
            bool of_bloc = add_column(checking, column, row->bloc, true, &bloc) > 0 &&
                           par_ratio_compare(bloc.value, par_quantity_ratio(row->cells[column].value)) == 0;
            par_judge(checking, &list, row, column, true, of_bloc ? bloc : sum);
        }
        par_settle(checking, PAR_CHECK_SUM, &list, column, NULL);
    }
}

static bool mean_of(struct checking *checking, int column, const char *bloc, struct reach *mean)
{
    struct reach sum;
    size_t count = add_column(checking, column, bloc, false, &sum);
    struct reach by = par_reach_exact((struct par_ratio){(par_wide)count, 1});
    return count > 0 && par_reach_div(sum, by, mean);
}

/* A mean is that of its bloc or of all, whichever explains it. */
static void judge_mean(struct checking *checking, struct judged_list *list, const struct par_published_row *row,
                       int column)
{
    struct reach mean, of_bloc;
    struct judged_list trial = {0};
    if (!mean_of(checking, column, NULL, &mean))
        return;
    if (mean_of(checking, column, row->bloc, &of_bloc)) {
        par_judge(checking, &trial, row, column, true, of_bloc);
        if (par_readings_of(checking, trial.items) != 0)
            mean = of_bloc;
    }
    par_judge(checking, list, row, column, true, mean);
}

static void check_mean_of(struct checking *checking, int column, bool given)
{
    const struct par_published *table = checking->table;
    struct judged_list list = {0};
    struct reach mean;
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].kind == PAR_ROW_MEAN && par_cell_has_number(&table->rows[i], column))
            judge_mean(checking, &list, &table->rows[i], column);
    if (given && mean_of(checking, column, NULL, &mean)) {
        par_judge(checking, &list, NULL, column, true, mean);
        list.items[list.count - 1].printed = &checking->options->mean;
        list.items[list.count - 1].decimals = checking->options->mean.decimals;
    }
    par_settle(checking, PAR_CHECK_MEAN, &list, column, NULL);
}

/* Of every column of figures that a row of means fills; the mean in the text is that of the index, else of the total.
 */
void par_check_means(struct checking *checking)
{
    const struct par_published *table = checking->table;
    int main = table->role[PAR_PRINTS_INDEX] >= 0 ? table->role[PAR_PRINTS_INDEX] : table->role[PAR_PRINTS_TOTAL];
    bool given = par_is_number(&checking->options->mean);
    for (int column = 0; column < (int)table->width; column++)
        if (column != table->role[PAR_PRINTS_STT] && column != table->role[PAR_PRINTS_RANK])
            check_mean_of(checking, column, given && column == main);
}
