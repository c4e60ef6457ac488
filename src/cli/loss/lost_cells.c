#include "lost_cells.h"

#include "lost_words.h"

const struct par_unit *par_lost_unit(const struct par_lost_table *table, size_t unit)
{
    return &table->view->loaded->units->items[unit];
}

bool par_lost_keeps(const void *context, const struct par_loss *loss)
{
    const struct par_lost_view *view = context;
    if (!view->units[loss->unit])
        return false;
    const struct par_set *set = view->loaded->units->items[loss->unit].set;
    for (size_t i = 0; i < view->criteria.count; i++) {
        int32_t position = par_set_find(set, par_span_of(view->criteria.items[i]));
        if (position >= 0 && position <= loss->position && loss->position < set->criteria[position].end)
            return true;
    }
    return view->criteria.count == 0;
}

const char *par_lost_title(const struct par_lost_table *table, const struct par_criterion *criterion)
{
    bool english = table->people && strcmp(table->view->cli->language, "en") == 0 && criterion->name.en;
    return english ? criterion->name.en : criterion->name.vi;
}

void par_lost_exact(const struct par_lost_table *table, const struct par_set *set, par_points points)
{
    bool fits = par_points_round(points, set->decimals_component, PAR_DOWN) == points;
    par_writer_decimal(table->sheet->writer, points, PAR_POINTS_SCALE, fits ? set->decimals_component : -1);
}

void par_lost_nonzero(const struct par_lost_table *table, const struct par_set *set, par_points points)
{
    if (points)
        par_lost_exact(table, set, points);
    else
        par_writer_empty(table->sheet->writer);
}

void par_lost_share(const struct par_lost_table *table, par_points lost, par_points gross)
{
    struct par_maybe share;
    share.is = par_loss_share(lost, gross, &share.points);
    par_sheet_points(table->sheet, share, 2);
}

void par_lost_cause(const struct par_lost_table *table, enum par_loss_cause cause)
{
    par_writer_text(table->sheet->writer,
                    table->people ? par_words_of_cause(table->view->cli, cause) : par_loss_cause_name(cause));
}

void par_lost_cause_kind(const struct par_lost_table *table, enum par_cause_kind kind)
{
    par_writer_text(table->sheet->writer,
                    table->people ? par_words_of_cause_kind(table->view->cli, kind) : par_cause_kind_name(kind));
}

void par_lost_columns(const struct par_lost_table *table, const char *const *names, const char *numbers)
{
    for (size_t i = 0; names[i]; i++)
        par_sheet_column(table->sheet, names[i], numbers[i] == '1');
}

bool par_lost_take_room(struct par_lost_table *table)
{
    if (table->left == 0) {
        table->left_off++;
        return false;
    }
    table->left--;
    return true;
}

bool par_lost_has_figures(enum par_state state)
{
    return state != PAR_STATE_NOT_SUBMITTED && state != PAR_STATE_UNREADABLE;
}

size_t par_lost_state_column(const struct par_lost_table *table)
{
    size_t column = 0;
    while (strcmp(table->sheet->columns[column].name, "state") != 0)
        column++;
    return column;
}
