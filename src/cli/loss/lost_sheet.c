#include "lost_sheet.h"

#include "lost_cells.h"
#include "lost_words.h"

static const struct par_criterion *criterion_of(const struct par_lost_table *table, const struct par_loss *loss)
{
    return &par_lost_unit(table, loss->unit)->set->criteria[loss->position];
}

static void write_count(const struct par_lost_table *table, int count)
{
    if (count > 0)
        par_writer_integer(table->sheet->writer, count);
    else
        par_writer_empty(table->sheet->writer);
}

static void write_points(const struct par_lost_table *table, const struct par_set *set,
                         const struct par_criterion *criterion, struct par_maybe points)
{
    if (criterion->role == PAR_ROLE_PENALTY)
        points.points = -points.points;
    if (criterion->component >= 0)
        par_sheet_points(table->sheet, points, set->decimals_component);
    else if (points.is)
        par_lost_exact(table, set, points.points);
    else
        par_writer_empty(table->sheet->writer);
}

static const char *joined(const struct par_lost_table *table, struct par_list list)
{
    const char *text = "";
    for (size_t i = 0; i < list.count; i++)
        text = par_arena_join(table->view->cli->arena, text, i ? "|" : "", list.items[i], NULL);
    return text;
}

static const char *flags_of(const struct par_lost_table *table, unsigned flags)
{
    const char *text = "";
    for (unsigned bit = 1; bit <= PAR_FLAG_ACCEPTED && bit <= flags; bit <<= 1)
        if (flags & bit)
            text = par_arena_join(table->view->cli->arena, text, *text ? "|" : "", par_flag_name((enum par_flag)bit),
                                  NULL);
    return text;
}

static void write_course(const struct par_lost_table *table, const struct par_loss *loss)
{
    bool shown = criterion_of(table, loss)->component >= 0 && loss->course != PAR_COURSE_NONE;
    const char *name =
        table->people ? par_words_of_course(table->view->cli, loss->course) : par_course_name(loss->course);
    par_writer_text(table->sheet->writer, shown ? name : "");
}

static void write_years(const struct par_lost_table *table, const struct par_loss *loss)
{
    write_count(table, loss->years);
    par_writer_text(table->sheet->writer, table->people ? par_words_of_years_end(table->view->cli, loss->years_end)
                                                        : par_years_end_name(loss->years_end));
}

/* --- Rounds ------------------------------------------------------------------------------------------------------- */

static void collect_rounds(struct par_lost_table *table)
{
    const struct par_loaded *loaded = table->view->loaded;
    size_t room = 0;
    for (size_t i = 0; i < loaded->set_count; i++)
        for (size_t k = 0; k < loaded->sets[i]->round_count; k++) {
            const char *id = loaded->sets[i]->rounds[k].id;
            bool known = false;
            for (size_t r = 0; r < table->round_count; r++)
                known = known || strcmp(table->rounds[r], id) == 0;
            if (known)
                continue;
            table->rounds = par_arena_grow(table->view->cli->arena, table->rounds, table->round_count, &room,
                                           sizeof *table->rounds);
            table->rounds[table->round_count++] = id;
        }
}

static bool gave_points(const struct par_turn *turn)
{
    switch (turn->kind) {
    case PAR_TURN_SAID_NOTHING:
    case PAR_TURN_EXPLAINED:
    case PAR_TURN_DISAGREED:
    case PAR_TURN_NOT_APPLICABLE:
    case PAR_TURN_APPLIES:
        return false;
    default:
        return true;
    }
}

static void write_rounds(const struct par_lost_table *table, const struct par_loss *loss)
{
    const struct par_set *set = par_lost_unit(table, loss->unit)->set;
    for (size_t i = 0; i < table->round_count; i++) {
        int round = par_set_round(set, par_span_of(table->rounds[i]));
        struct par_maybe points = {false, 0};
        for (size_t k = 0; k < table->course->count; k++)
            if ((int)table->course->turns[k].round == round && gave_points(&table->course->turns[k]))
                points = table->course->turns[k].after;
        write_points(table, set, criterion_of(table, loss), points);
    }
}

/* The course of the row at hand; empty where it is no component. */
static void find_course(const struct par_lost_table *table, const struct par_loss *loss)
{
    int32_t component = criterion_of(table, loss)->component;
    table->course->count = 0;
    table->course->decided = -1;
    if (component >= 0)
        par_course_of(table->view->loaded->assessment, loss->unit, component, table->view->blank_means_agree,
                      table->course);
}

static const struct par_turn *decided(const struct par_lost_table *table)
{
    return table->course->decided < 0 ? NULL : &table->course->turns[table->course->decided];
}

/* --- Rows --------------------------------------------------------------------------------------------------------- */

static void write_who(const struct par_lost_table *table, const struct par_unit *unit)
{
    struct par_writer *writer = table->sheet->writer;
    if (!table->people) {
        par_writer_text(writer, unit->set->period);
        par_writer_text(writer, unit->set->id);
    }
    par_writer_text(writer, unit->code);
    par_writer_text(writer, unit->name);
    if (!table->people)
        par_writer_text(writer, unit->bloc);
}

static void write_loss_for_people(const struct par_lost_table *table, const struct par_loss *loss)
{
    const struct par_unit *unit = par_lost_unit(table, loss->unit);
    const struct par_criterion *criterion = criterion_of(table, loss);
    struct par_writer *writer = table->sheet->writer;
    const struct par_turn *turn = decided(table);
    write_who(table, unit);
    par_writer_text(writer, criterion->id);
    par_writer_text(writer, par_lost_title(table, criterion));
    par_sheet_max(table->sheet, loss->applicable_max);
    write_points(table, unit->set, criterion, loss->points);
    par_lost_nonzero(table, unit->set, loss->lost);
    par_lost_nonzero(table, unit->set, loss->open);
    par_lost_share(table, loss->lost, table->view->losses->units[loss->unit].gross);
    write_count(table, loss->rank_in_bloc);
    write_course(table, loss);
    par_lost_cause(table, loss->cause);
    par_lost_cause_kind(table, loss->cause_kind);
    par_writer_text(writer, criterion->lead);
    par_writer_text(writer, turn ? turn->reason : "");
    write_years(table, loss);
    par_writer_text(writer, par_sheet_state(table->sheet, loss->state));
    par_writer_row(writer);
}

static void write_loss(const struct par_lost_table *table, const struct par_loss *loss)
{
    const struct par_unit *unit = par_lost_unit(table, loss->unit);
    const struct par_criterion *criterion = criterion_of(table, loss);
    struct par_writer *writer = table->sheet->writer;
    const struct par_turn *turn = decided(table);
    write_who(table, unit);
    par_writer_text(writer, criterion->id);
    par_writer_text(writer, par_lost_title(table, criterion));
    par_writer_text(writer, unit->set->criteria[par_domain_of(unit->set, loss->position)].id);
    par_sheet_max(table->sheet, criterion->max);
    par_sheet_max(table->sheet, loss->applicable_max);
    write_rounds(table, loss);
    write_points(table, unit->set, criterion, loss->points);
    par_lost_nonzero(table, unit->set, loss->lost);
    par_lost_nonzero(table, unit->set, loss->open);
    par_lost_share(table, loss->lost, table->view->losses->units[loss->unit].gross);
    write_count(table, loss->rank_in_bloc);
    par_writer_text(writer, par_sheet_state(table->sheet, loss->state));
    write_course(table, loss);
    par_lost_cause(table, loss->cause);
    par_lost_cause_kind(table, loss->cause_kind);
    par_writer_text(writer, criterion->lead);
    par_writer_text(writer, joined(table, criterion->with));
    par_writer_text(writer,
                    turn ? par_assessment_appraiser_name(table->view->loaded->assessment, turn->appraiser) : "");
    par_writer_text(writer, turn ? turn->reason : "");
    write_years(table, loss);
    par_writer_text(writer, flags_of(table, loss->flags));
    par_writer_row(writer);
}

static void add_loss_columns(const struct par_lost_table *table)
{
    static const char *const people[] = {"unit",       "name",      "node",       "title", "applicable_max",
                                         "points",     "lost",      "open",       "share", "rank_in_bloc",
                                         "course",     "cause",     "cause_kind", "lead",  "reason",
                                         "years_lost", "years_end", "state",      NULL};
    static const char *const head[] = {"period", "set",    "unit", "name",           "bloc", "node",
                                       "title",  "domain", "max",  "applicable_max", NULL};
    static const char *const tail[] = {
        "points", "lost", "open",      "share",  "rank_in_bloc", "state",     "course", "cause", "cause_kind",
        "lead",   "with", "appraiser", "reason", "years_lost",   "years_end", "flags",  NULL};
    if (table->people) {
        par_lost_columns(table, people, "000011111100000100");
        return;
    }
    par_lost_columns(table, head, "0000000011");
    for (size_t i = 0; i < table->round_count; i++)
        par_sheet_column(table->sheet, par_arena_join(table->view->cli->arena, "points_", table->rounds[i], NULL),
                         true);
    par_lost_columns(table, tail, "1111100000000100");
}

/* A unit without figures: its state, and nothing else. */
static void write_absent(const struct par_lost_table *table, size_t unit, size_t state_column)
{
    struct par_writer *writer = table->sheet->writer;
    write_who(table, par_lost_unit(table, unit));
    for (size_t i = table->people ? 2 : 5; i < state_column; i++)
        par_writer_empty(writer);
    par_writer_text(writer, par_sheet_state(table->sheet, table->view->losses->units[unit].state));
    par_writer_row(writer);
}

static void write_all_absent(struct par_lost_table *table)
{
    const struct par_lost_view *view = table->view;
    for (size_t i = 0; i < view->loaded->units->count && view->criteria.count == 0; i++)
        if (view->units[i] && !par_lost_has_figures(view->losses->units[i].state) && par_lost_take_room(table))
            write_absent(table, i, par_lost_state_column(table));
}

static void write_losses(struct par_lost_table *table)
{
    const struct par_lost_view *view = table->view;
    par_losses_sort(view->losses);
    for (size_t i = 0; i < view->losses->count; i++) {
        const struct par_loss *loss = &view->losses->items[i];
        if (!par_lost_keeps(view, loss) || !par_lost_take_room(table))
            continue;
        find_course(table, loss);
        if (table->people)
            write_loss_for_people(table, loss);
        else
            write_loss(table, loss);
    }
    write_all_absent(table);
}

/* --- The table ---------------------------------------------------------------------------------------------------- */

void par_lost_write(const struct par_lost_view *view)
{
    struct par_lost_table table = {.view = view, .left = view->top};
    table.sheet = par_arena_alloc(view->cli->arena, sizeof *table.sheet);
    table.sheet->cli = view->cli;
    table.people = par_sheet_is_for_people(table.sheet);
    table.course = par_course_new(view->loaded->assessment, view->cli->arena);
    collect_rounds(&table);
    if (view->keys)
        par_lost_add_group_columns(&table);
    else
        add_loss_columns(&table);
    if (!par_sheet_open(table.sheet, NULL))
        return;
    if (view->keys)
        par_lost_write_groups(&table);
    else
        write_losses(&table);
    par_sheet_close(table.sheet);
    if (table.left_off)
        par_cli_say(view->cli, N_("{1} further rows were left off (--top)"),
                    par_count_text(table.left_off, table.view->cli->arena), NULL);
}
