#include "follow_sheet.h"

#include "parindex/deadline.h"
#include "sheet.h"

enum overdue { NOT_SAID, IN_TIME, OVERDUE, UNCLEAR };

struct table {
    const struct par_follow_view *view;
    struct par_sheet *sheet;
    bool people;                 /* fewer columns, and words in their language */
    int decimals;                /* of points */
    const enum overdue *overdue; /* per row */
};

/* Rows of one unit, one owner or both. */
struct group {
    const char *unit, *name, *owner;
    struct par_follow_sum sum;
    size_t overdue;
};

/* --- Words ------------------------------------------------------------------------------------------------------- */

static const char *state_text(const struct table *table, enum par_follow_state state)
{
    static const char *const words[] = {
        [PAR_FOLLOW_WON] = N_("won back"),
        [PAR_FOLLOW_PART] = N_("won back in part"),
        [PAR_FOLLOW_NOT] = N_("not won back"),
        [PAR_FOLLOW_ANEW] = N_("lost anew"),
        [PAR_FOLLOW_PENDING] = N_("not yet appraised"),
        [PAR_FOLLOW_NOT_COMPARABLE] = N_("not comparable"),
        [PAR_FOLLOW_KEPT] = N_("still won"),
    };
    return table->people ? par_cli_text(table->view->cli, words[state]) : par_follow_state_name(state);
}

static const char *why_text(const struct table *table, enum par_follow_why why)
{
    static const char *const words[] = {
        [PAR_FOLLOW_NO_REASON] = "",
        [PAR_FOLLOW_NO_UNIT] = N_("the unit is gone"),
        [PAR_FOLLOW_MERGED] = N_("the unit was merged or split"),
        [PAR_FOLLOW_NO_CRITERION] = N_("the criterion is gone"),
        [PAR_FOLLOW_NOT_APPLICABLE] = N_("not applicable"),
        [PAR_FOLLOW_NOT_SUBMITTED] = N_("not submitted"),
        [PAR_FOLLOW_MISSING] = N_("not answered"),
        [PAR_FOLLOW_NO_FIGURE] = N_("the plan does not say what was lost"),
        [PAR_FOLLOW_MAX_CHANGED] = N_("the maximum was changed"),
    };
    if (!table->people)
        return par_follow_why_name(why);
    return *words[why] ? par_cli_text(table->view->cli, words[why]) : "";
}

static const char *overdue_text(const struct table *table, enum overdue overdue)
{
    static const char *const names[] = {"", "no", "yes", "unclear"};
    static const char *const words[] = {"", N_("no"), N_("yes"), N_("unclear")};
    if (!table->people || overdue == NOT_SAID)
        return names[overdue];
    return par_cli_text(table->view->cli, words[overdue]);
}

/* --- What stands where ------------------------------------------------------------------------------------------- */

static const struct par_kept_row *kept_of(const struct par_followed *row)
{
    return row->planned ? row->planned->row : NULL;
}

static const char *cell_of(const struct par_followed *row, enum par_annex_column column)
{
    const struct par_kept_row *kept = kept_of(row);
    return kept ? kept->cells[column].text : "";
}

static const char *unit_of(const struct par_followed *row)
{
    return row->unit ? row->unit->code : row->planned->unit;
}

static const struct par_unit *listed(const struct table *table, const char *code)
{
    const struct par_units *units = table->view->loaded->units;
    int32_t unit = units && code ? par_names_find(units->codes, par_span_of(code)) : PAR_NAME_NONE;
    return unit >= 0 ? &units->items[unit] : NULL;
}

static const char *name_of(const struct table *table, const struct par_followed *row)
{
    const struct par_unit *unit = listed(table, unit_of(row));
    return unit ? unit->name : cell_of(row, PAR_ANNEX_NAME);
}

/* The criterion in the set of now; NULL: the set was not given, or has none. */
static const struct par_criterion *criterion_of(const struct table *table, const struct par_followed *row)
{
    const struct par_loaded *loaded = table->view->loaded;
    for (size_t i = 0; row->node && i < loaded->set_count; i++) {
        int32_t position = strcmp(loaded->sets[i]->id, row->unit->set) == 0
                               ? par_set_find(loaded->sets[i], par_span_of(row->node->id))
                               : PAR_NAME_NONE;
        if (position >= 0)
            return &loaded->sets[i]->criteria[position];
    }
    return NULL;
}

static const char *title_of(const struct table *table, const struct par_followed *row)
{
    const struct par_criterion *criterion = criterion_of(table, row);
    return row->planned || !criterion ? cell_of(row, PAR_ANNEX_TITLE)
                                      : par_label_text(criterion->name, table->view->cli->language);
}

static const char *agency(const struct table *table, const char *code)
{
    const struct par_unit *unit = listed(table, code);
    return unit ? unit->name : code ? code : "";
}

/* As the plan says, and where it does not, as the set does. */
static const char *owner_of(const struct table *table, const struct par_followed *row)
{
    const struct par_criterion *criterion = criterion_of(table, row);
    const char *said = cell_of(row, PAR_ANNEX_LEAD);
    return *said || !criterion ? said : agency(table, criterion->lead);
}

static bool is_settled(enum par_follow_state state)
{
    return state == PAR_FOLLOW_WON || state == PAR_FOLLOW_KEPT;
}

static enum overdue judge_deadline(const struct table *table, const struct par_followed *row)
{
    const struct par_follow_view *view = table->view;
    const struct par_kept_row *kept = kept_of(row);
    const char *deadline = cell_of(row, PAR_ANNEX_DEADLINE);
    struct par_place place = {.line = kept ? kept->line : 0, .unit = unit_of(row)};
    int64_t day;
    if (!view->has_date || !*deadline)
        return NOT_SAID;
    if (par_deadline_parse(par_span_of(deadline), view->cli->arena, &day))
        return view->date > day && !is_settled(row->state) ? OVERDUE : IN_TIME;
    place.file = view->file;
    place.sheet = view->sheet;
    place.node = row->planned->criterion;
    par_diags_add(view->cli->diags, PAR_WARNING, PAR_FOLLOW_DEADLINE, &place, deadline, NULL);
    return UNCLEAR;
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

/* Decimals that points need, at least `decimals`. */
static int decimals_for(struct par_maybe points, int decimals)
{
    while (points.is && decimals < PAR_POINTS_SCALE &&
           par_points_round(points.points, decimals, PAR_DOWN) != points.points)
        decimals++;
    return decimals;
}

/* Those of the sets; where none is given, what the figures need, so that all have as many. */
static int settle_decimals(const struct par_follow_view *view)
{
    int decimals = 0;
    for (size_t i = 0; i < view->loaded->set_count; i++)
        if (view->loaded->sets[i]->decimals_component > decimals)
            decimals = view->loaded->sets[i]->decimals_component;
    for (size_t i = 0; i < view->count && view->loaded->set_count == 0; i++) {
        const struct par_followed *row = &view->rows[i];
        decimals = decimals_for(row->lost, decimals);
        if (row->planned)
            decimals = decimals_for(row->planned->lost, decimals);
    }
    return decimals;
}

static void write_points(const struct table *table, struct par_maybe points)
{
    par_sheet_points(table->sheet, points, decimals_for(points, table->decimals));
}

static void write_max(const struct table *table, struct par_maybe points)
{
    if (points.is)
        par_sheet_max(table->sheet, points.points);
    else
        par_writer_empty(table->sheet->writer);
}

static void write_now_max(const struct table *table, const struct par_followed *row)
{
    write_max(table, (struct par_maybe){row->node && row->node->state != PAR_STATE_NOT_APPLICABLE,
                                        row->node ? row->node->max : 0});
}

static void write_row_for_people(const struct table *table, const struct par_followed *row, enum overdue overdue)
{
    struct par_writer *writer = table->sheet->writer;
    par_writer_text(writer, name_of(table, row));
    par_writer_text(writer, row->node ? row->node->id : row->planned->criterion);
    par_writer_text(writer, title_of(table, row));
    par_writer_text(writer, owner_of(table, row));
    par_writer_text(writer, cell_of(row, PAR_ANNEX_DEADLINE));
    if (table->view->has_date)
        par_writer_text(writer, overdue_text(table, overdue));
    write_points(table, row->planned ? row->planned->lost : (struct par_maybe){false, 0});
    write_points(table, row->lost);
    write_points(table, row->won);
    par_writer_text(writer, state_text(table, row->state));
    par_writer_text(writer, why_text(table, row->why));
    par_writer_row(writer);
}

static void write_row(const struct table *table, const struct par_followed *row, enum overdue overdue)
{
    struct par_writer *writer = table->sheet->writer;
    struct par_maybe none = {false, 0};
    par_writer_text(writer, row->unit ? row->unit->period : "");
    par_writer_text(writer, unit_of(row));
    par_writer_text(writer, name_of(table, row));
    par_writer_text(writer, row->node ? row->node->id : row->planned->criterion);
    par_writer_text(writer, title_of(table, row));
    par_writer_text(writer, row->planned ? row->planned->unit : "");
    par_writer_text(writer, row->planned ? row->planned->criterion : "");
    par_writer_text(writer, owner_of(table, row));
    par_writer_text(writer, cell_of(row, PAR_ANNEX_WITH));
    par_writer_text(writer, cell_of(row, PAR_ANNEX_SOLUTION));
    par_writer_text(writer, cell_of(row, PAR_ANNEX_DEADLINE));
    par_writer_text(writer, overdue_text(table, overdue));
    write_max(table, row->planned ? row->planned->max : none);
    write_now_max(table, row);
    write_points(table, row->planned ? row->planned->lost : none);
    write_points(table, row->lost);
    write_points(table, row->won);
    par_writer_text(writer, state_text(table, row->state));
    par_writer_text(writer, why_text(table, row->why));
    par_writer_row(writer);
}

static void add_columns(const struct table *table, const char *const *names, const char *numbers)
{
    table->sheet->count = 0;
    for (size_t i = 0; names[i]; i++)
        if (table->view->has_date || !table->people || strcmp(names[i], "overdue") != 0)
            par_sheet_column(table->sheet, names[i], numbers[i] == '1');
}

static void add_row_columns(const struct table *table)
{
    static const char *const all[] = {"period",   "unit",          "name",     "criterion", "title",
                                      "old_unit", "old_criterion", "lead",     "with",      "solution",
                                      "deadline", "overdue",       "old_max",  "max",       "old_lost",
                                      "new_lost", "won",           "progress", "reason",    NULL};
    static const char *const people[] = {"name",     "criterion", "title", "lead",     "deadline", "overdue",
                                         "old_lost", "new_lost",  "won",   "progress", "reason",   NULL};
    if (table->people)
        add_columns(table, people, "00000011100");
    else
        add_columns(table, all, "0000000000001111100");
}

static void write_rows(const struct table *table)
{
    for (size_t i = 0; i < table->view->count; i++)
        if (table->people)
            write_row_for_people(table, &table->view->rows[i], table->overdue[i]);
        else
            write_row(table, &table->view->rows[i], table->overdue[i]);
}

/* --- Sums -------------------------------------------------------------------------------------------------------- */

static const char *key_of(const struct table *table, const struct par_followed *row, unsigned keys)
{
    return par_arena_join(table->view->cli->arena, keys & PAR_FOLLOW_BY_UNIT ? unit_of(row) : "", "|",
                          keys & PAR_FOLLOW_BY_OWNER ? owner_of(table, row) : "", NULL);
}

static bool add_to_group(const struct table *table, struct group *group, size_t row)
{
    const struct par_followed *followed = &table->view->rows[row];
    group->overdue += table->overdue[row] == OVERDUE;
    if (par_follow_add(&group->sum, followed))
        return true;
    struct par_place place = {.unit = unit_of(followed)};
    par_diags_add(table->view->cli->diags, PAR_ERROR, PAR_OVERFLOW, &place, NULL);
    return false;
}

/* Groups in the order in which their first rows stand. */
static size_t group_rows(const struct table *table, unsigned keys, struct group **out)
{
    struct par_arena *arena = table->view->cli->arena;
    struct par_names *names = par_names_new(arena);
    struct group *groups = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < table->view->count; i++) {
        const struct par_followed *row = &table->view->rows[i];
        int32_t found = par_names_add(names, par_span_of(key_of(table, row, keys)), (int32_t)count);
        if (found == PAR_NAME_NONE) {
            groups = par_arena_grow(arena, groups, count, &room, sizeof *groups);
            groups[count] =
                (struct group){.unit = unit_of(row), .name = name_of(table, row), .owner = owner_of(table, row)};
            found = (int32_t)count++;
        }
        if (!add_to_group(table, &groups[found], i))
            break;
    }
    *out = groups;
    return count;
}

static void add_group_columns(const struct table *table, unsigned keys)
{
    static const char *const counts[] = {
        "count",     "won_rows",     "part_rows", "not_rows", "anew_rows", "pending_rows", "incomparable_rows",
        "kept_rows", "overdue_rows", "old_lost",  "new_lost", "won",       "not_compared", "not_compared_lost",
        NULL};
    table->sheet->count = 0;
    if (keys & PAR_FOLLOW_BY_UNIT && !table->people)
        par_sheet_column(table->sheet, "unit", false);
    if (keys & PAR_FOLLOW_BY_UNIT)
        par_sheet_column(table->sheet, "name", false);
    if (keys & PAR_FOLLOW_BY_OWNER)
        par_sheet_column(table->sheet, "lead", false);
    for (size_t i = 0; counts[i]; i++)
        par_sheet_column(table->sheet, counts[i], true);
}

static void write_group(const struct table *table, unsigned keys, const struct group *group)
{
    struct par_writer *writer = table->sheet->writer;
    if (keys & PAR_FOLLOW_BY_UNIT && !table->people)
        par_writer_text(writer, group->unit);
    if (keys & PAR_FOLLOW_BY_UNIT)
        par_writer_text(writer, *group->name ? group->name : group->unit);
    if (keys & PAR_FOLLOW_BY_OWNER)
        par_writer_text(writer, group->owner);
    par_writer_integer(writer, (int64_t)group->sum.rows);
    for (int i = 0; i < PAR_FOLLOW_STATES; i++)
        par_writer_integer(writer, (int64_t)group->sum.states[i]);
    if (table->view->has_date)
        par_writer_integer(writer, (int64_t)group->overdue);
    else
        par_writer_empty(writer);
    write_points(table, (struct par_maybe){true, group->sum.old_lost});
    write_points(table, (struct par_maybe){true, group->sum.new_lost});
    write_points(table, (struct par_maybe){true, group->sum.won});
    par_writer_integer(writer, (int64_t)group->sum.not_compared);
    write_points(table, (struct par_maybe){true, group->sum.not_compared_lost});
    par_writer_row(writer);
}

static void write_groups(const struct table *table, unsigned keys)
{
    struct group *groups;
    size_t count = group_rows(table, keys, &groups);
    for (size_t i = 0; i < count; i++)
        write_group(table, keys, &groups[i]);
}

/* --- The page ---------------------------------------------------------------------------------------------------- */

/* Everything on one page: the rows, then what each owner and each unit came to. */
static void write_page(const struct table *table)
{
    const struct par_cli *cli = table->view->cli;
    if (!par_sheet_open_page(table->sheet))
        return;
    add_row_columns(table);
    par_sheet_next_table(table->sheet, par_cli_text(cli, N_("WHAT BECAME OF THE PLAN")));
    write_rows(table);
    add_group_columns(table, PAR_FOLLOW_BY_OWNER);
    par_sheet_next_table(table->sheet, par_cli_text(cli, N_("BY LEAD AGENCY")));
    write_groups(table, PAR_FOLLOW_BY_OWNER);
    add_group_columns(table, PAR_FOLLOW_BY_UNIT);
    par_sheet_next_table(table->sheet, par_cli_text(cli, N_("BY UNIT")));
    write_groups(table, PAR_FOLLOW_BY_UNIT);
    par_sheet_close(table->sheet);
}

static void write_table(const struct table *table)
{
    unsigned keys = table->view->keys;
    if (keys)
        add_group_columns(table, keys);
    else
        add_row_columns(table);
    if (!par_sheet_open(table->sheet, NULL))
        return;
    if (keys)
        write_groups(table, keys);
    else
        write_rows(table);
    par_sheet_close(table->sheet);
}

void par_follow_write(const struct par_follow_view *view)
{
    struct table table = {.view = view, .decimals = settle_decimals(view)};
    enum overdue *overdue = par_arena_array(view->cli->arena, view->count, sizeof *overdue);
    table.sheet = par_arena_alloc(view->cli->arena, sizeof *table.sheet);
    table.sheet->cli = view->cli;
    table.people = par_sheet_is_for_people(table.sheet);
    for (size_t i = 0; i < view->count; i++)
        overdue[i] = judge_deadline(&table, &view->rows[i]);
    table.overdue = overdue;
    if (table.people && !view->keys && par_cli_format(view->cli) != PAR_XLSX)
        write_page(&table);
    else
        write_table(&table);
}
