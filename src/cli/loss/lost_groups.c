/* The table of groups of losses. */
#include "lost_cells.h"

/* Maximum and points belong to whole units alone. */
static bool has_totals(const struct par_lost_table *table)
{
    unsigned keys = table->view->keys;
    return (keys == PAR_BY_UNIT || keys == PAR_BY_BLOC) && table->view->criteria.count == 0;
}

void par_lost_add_group_columns(const struct par_lost_table *table)
{
    static const struct {
        unsigned keys;
        const char *name;
    } columns[] = {{PAR_BY_CRITERION | PAR_BY_DOMAIN, "set"},
                   {PAR_BY_BLOC | PAR_BY_UNIT, "bloc"},
                   {PAR_BY_UNIT, "unit"},
                   {PAR_BY_UNIT, "name"},
                   {PAR_BY_DOMAIN, "domain"},
                   {PAR_BY_CRITERION, "node"},
                   {PAR_BY_CRITERION | PAR_BY_DOMAIN, "title"},
                   {PAR_BY_OWNER, "lead"},
                   {PAR_BY_CAUSE, "cause"},
                   {PAR_BY_CAUSE_KIND, "cause_kind"}};
    static const char *const totals[] = {"applicable_max", "points", NULL};
    static const char *const sums[] = {"lost",       "open",         "share",        "units",
                                       "components", "largest_unit", "largest_lost", NULL};
    par_sheet_column(table->sheet, "period", false);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (table->view->keys & columns[i].keys)
            par_sheet_column(table->sheet, columns[i].name, false);
    if (has_totals(table))
        par_lost_columns(table, totals, "11");
    par_lost_columns(table, sums, "1111101");
    if (table->view->keys == PAR_BY_UNIT)
        par_sheet_column(table->sheet, "state", false);
}

/* What the rows of a group have in common; `position` -1: no criterion. */
static void write_keys(const struct par_lost_table *table, size_t unit, int32_t position, const struct par_loss *loss)
{
    unsigned keys = table->view->keys;
    const struct par_unit *who = par_lost_unit(table, unit);
    struct par_writer *writer = table->sheet->writer;
    par_writer_text(writer, who->set->period);
    if (keys & (PAR_BY_CRITERION | PAR_BY_DOMAIN))
        par_writer_text(writer, who->set->id);
    if (keys & (PAR_BY_BLOC | PAR_BY_UNIT))
        par_writer_text(writer, who->bloc);
    if (keys & PAR_BY_UNIT) {
        par_writer_text(writer, who->code);
        par_writer_text(writer, who->name);
    }
    if (position < 0)
        return;
    int32_t domain = par_domain_of(who->set, position);
    if (keys & PAR_BY_DOMAIN)
        par_writer_text(writer, who->set->criteria[domain].id);
    if (keys & PAR_BY_CRITERION)
        par_writer_text(writer, who->set->criteria[position].id);
    if (keys & (PAR_BY_CRITERION | PAR_BY_DOMAIN))
        par_writer_text(writer,
                        par_lost_title(table, &who->set->criteria[keys & PAR_BY_CRITERION ? position : domain]));
    if (keys & PAR_BY_OWNER)
        par_writer_text(writer, who->set->criteria[position].lead);
    if (keys & PAR_BY_CAUSE)
        par_lost_cause(table, loss->cause);
    if (keys & PAR_BY_CAUSE_KIND)
        par_lost_cause_kind(table, loss->cause_kind);
}

/* Applicable maximum and final points of the unit, or of the units of its bloc. */
static void write_totals(const struct par_lost_table *table, size_t unit)
{
    par_points max = 0, final = 0;
    const struct par_units *units = table->view->loaded->units;
    for (size_t i = 0; i < units->count; i++) {
        bool counted = table->view->keys == PAR_BY_UNIT
                           ? i == unit
                           : table->view->units[i] && strcmp(units->items[i].bloc, units->items[unit].bloc) == 0;
        if (!counted)
            continue;
        max += table->view->losses->units[i].applicable_max;
        final += table->view->losses->units[i].final;
    }
    par_sheet_max(table->sheet, max);
    par_lost_exact(table, par_lost_unit(table, unit)->set, final);
}

static void write_group(const struct par_lost_table *table, const struct par_loss_group *group, par_points gross)
{
    struct par_writer *writer = table->sheet->writer;
    const struct par_set *set = par_lost_unit(table, group->first->unit)->set;
    write_keys(table, group->first->unit, group->first->position, group->first);
    if (has_totals(table))
        write_totals(table, group->first->unit);
    par_lost_exact(table, set, group->lost);
    par_lost_nonzero(table, set, group->open);
    par_lost_share(table, group->gross, gross);
    par_writer_integer(writer, (int64_t)group->units);
    par_writer_integer(writer, (int64_t)group->components);
    par_writer_text(writer, group->largest_unit == SIZE_MAX ? "" : par_lost_unit(table, group->largest_unit)->code);
    par_lost_nonzero(table, set, group->largest);
    if (table->view->keys == PAR_BY_UNIT)
        par_writer_text(writer, par_sheet_state(table->sheet, table->view->losses->units[group->first->unit].state));
    par_writer_row(writer);
}

/* A unit that lost nothing, or that has no figures. */
static void write_bare_unit(const struct par_lost_table *table, size_t unit)
{
    const struct par_unit_loss *sums = &table->view->losses->units[unit];
    struct par_writer *writer = table->sheet->writer;
    bool figures = par_lost_has_figures(sums->state) && table->view->criteria.count == 0;
    write_keys(table, unit, -1, NULL);
    for (size_t i = 4; i < par_lost_state_column(table); i++) {
        const char *name = table->sheet->columns[i].name;
        if (figures && strcmp(name, "applicable_max") == 0)
            par_sheet_max(table->sheet, sums->applicable_max);
        else if (figures && strcmp(name, "points") == 0)
            par_lost_exact(table, par_lost_unit(table, unit)->set, sums->final);
        else if (figures && strcmp(name, "lost") == 0)
            par_lost_exact(table, par_lost_unit(table, unit)->set, 0);
        else
            par_writer_empty(writer);
    }
    par_writer_text(writer, par_sheet_state(table->sheet, sums->state));
    par_writer_row(writer);
}

void par_lost_write_groups(struct par_lost_table *table)
{
    const struct par_lost_view *view = table->view;
    struct par_loss_group *groups;
    size_t count = par_losses_group(view->losses, view->keys, par_lost_keeps, view, view->cli->arena, &groups);
    bool *seen = par_arena_array(view->cli->arena, view->loaded->units->count, sizeof *seen);
    par_points gross = 0;
    for (size_t i = 0; i < count; i++)
        gross += groups[i].gross;
    for (size_t i = 0; i < count; i++) {
        seen[groups[i].first->unit] = true;
        if (par_lost_take_room(table))
            write_group(table, &groups[i], gross);
    }
    for (size_t i = 0; i < view->loaded->units->count && view->keys == PAR_BY_UNIT; i++)
        if (view->units[i] && !seen[i] && par_lost_take_room(table))
            write_bare_unit(table, i);
}
