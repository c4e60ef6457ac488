/* Several fields judged in the same year, side by side. */
#include "book_parts.h"
#include "parindex/names.h"

/* Every unit that some field has, in the order of the report's own ranking and then of the fields. */
struct fields {
    struct par_tabs *book;
    const struct par_report *report;
    size_t count; /* of fields, the report's own first */
    struct par_names **rows;
    struct par_names *seen;
};

static size_t number_of(size_t field)
{
    return field ? field - 1 : PAR_REPORT_OWN;
}

static const struct par_report_year *year_of(const struct fields *fields, size_t field)
{
    return par_report_field_year(fields->report, number_of(field));
}

static struct fields fields_of(struct par_tabs *book)
{
    const struct par_report *report = book->view->report;
    struct fields fields = {book, report, report->field_count + 1, NULL, par_names_new(book->arena)};
    fields.rows = par_arena_array(book->arena, fields.count, sizeof(struct par_names *));
    for (size_t i = 0; i < fields.count; i++) {
        const struct par_report_year *year = year_of(&fields, i);
        fields.rows[i] = par_names_new(book->arena);
        for (size_t k = 0; k < year->count; k++)
            par_names_add(fields.rows[i], par_span_of(year->rows[k].unit), (int32_t)k);
    }
    return fields;
}

static const struct par_report_rank *row_in(const struct fields *fields, size_t field, const char *unit)
{
    int32_t row = par_names_find(fields->rows[field], par_span_of(unit));
    return row == PAR_NAME_NONE ? NULL : &year_of(fields, field)->rows[row];
}

static void add_columns(struct par_tab *tab, const struct fields *fields)
{
    par_tab_named(tab, "bloc", 24);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Unit")), 32);
    for (size_t i = 0; i < fields->count; i++) {
        const char *group = par_arena_join(tab->book->arena, par_view_field(tab->book->view, number_of(i)), NULL);
        struct par_tab_column *index = par_tab_column(tab, par_view_text(tab->book->view, N_("Index (%)")), 9);
        index->group = group;
        index->scale = true;
        par_tab_named(tab, "rank", 8)->group = group;
        par_tab_named(tab, "class", 11)->group = group;
    }
    par_tab_named(tab, "unit", 20);
    tab->unprinted = 1;
    tab->frozen = 2;
}

static void write_absent(struct par_tab *tab)
{
    for (int i = 0; i < 3; i++)
        par_tab_state(tab, par_view_text(tab->book->view, N_("absent")));
}

static void write_field(struct par_tab *tab, const struct par_report_rank *row)
{
    const char *state = par_view_standing(tab->book->view, row);
    if (row->index.is)
        par_tab_number(tab, row->index);
    else
        par_tab_state(tab, state);
    if (row->rank)
        par_tab_count(tab, true, row->rank);
    else
        par_tab_state(tab, state);
    par_tab_word(tab, row->class_name);
}

static const char *bloc_of(const struct fields *fields, const struct par_report_rank *row)
{
    const struct par_report_unit *unit = par_report_find(fields->report, row->unit);
    for (size_t i = 0; i < fields->report->bloc_count && !unit; i++)
        if (strcmp(fields->report->blocs[i].id, row->bloc) == 0)
            return par_view_bloc(fields->book->view, &fields->report->blocs[i]);
    return unit ? par_view_bloc(fields->book->view, unit->bloc) : row->bloc;
}

static void write_unit(struct par_tab *tab, const struct fields *fields, const struct par_report_rank *row)
{
    if (par_names_add(fields->seen, par_span_of(row->unit), 0) != PAR_NAME_NONE)
        return;
    par_tab_text(tab, bloc_of(fields, row));
    par_tab_text(tab, par_tabs_unit(row));
    for (size_t i = 0; i < fields->count; i++) {
        const struct par_report_rank *here = row_in(fields, i, row->unit);
        if (here)
            write_field(tab, here);
        else
            write_absent(tab);
    }
    par_tab_word(tab, row->unit);
    par_tab_next(tab);
}

/* Those of the blocs in which a unit was judged in a further field. */
static void write_bloc(struct par_tab *tab, const struct fields *fields, const struct par_report_bloc *bloc)
{
    bool judged = false;
    for (size_t i = 0; i < bloc->count && !judged; i++)
        for (size_t k = 1; k < fields->count && !judged; k++)
            judged = row_in(fields, k, bloc->units[i].now->unit) != NULL;
    for (size_t i = 0; judged && i < bloc->count; i++)
        write_unit(tab, fields, bloc->units[i].now);
}

static void write_side_by_side(const struct fields *fields)
{
    struct par_tabs *book = fields->book;
    struct par_tab *tab = par_tab_open(book, par_view_text(book->view, N_("Fields side by side")));
    if (!tab)
        return;
    add_columns(tab, fields);
    par_tab_plain_lines(tab, par_view_text(book->view, N_("The fields judged in this period, side by side")));
    par_tab_header(tab);
    for (size_t i = 0; i < fields->report->bloc_count; i++)
        write_bloc(tab, fields, &fields->report->blocs[i]);
    for (size_t i = 0; i < fields->report->field_count; i++)
        for (size_t k = 0; k < fields->report->fields[i].year.count; k++)
            write_unit(tab, fields, &fields->report->fields[i].year.rows[k]);
    par_tab_close(tab, true);
}

/* --- Good in one, weak in another --------------------------------------------------------------------------------- */

static void write_place(struct par_tab *tab, const struct fields *fields, size_t number, const char *unit)
{
    const struct par_report_rank *row = row_in(fields, number == PAR_REPORT_OWN ? 0 : number + 1, unit);
    par_tab_text(tab, par_view_field(tab->book->view, number));
    par_tab_number(tab, row ? row->index : (struct par_shown){false, 0, 0});
    par_tab_count(tab, row && row->rank, row ? row->rank : 0);
}

static void add_place(struct par_tab *tab, const char *group)
{
    group = par_view_text(tab->book->view, group);
    par_tab_column(tab, par_view_text(tab->book->view, N_("Field judged")), 26)->group = group;
    par_tab_column(tab, par_view_text(tab->book->view, N_("Index (%)")), 9)->group = group;
    par_tab_named(tab, "rank", 8)->group = group;
}

static void write_contrasts(const struct fields *fields)
{
    size_t count;
    struct par_tabs *book = fields->book;
    const struct par_report_contrast *contrasts = par_report_contrasts(fields->report, &count);
    struct par_tab *tab = count ? par_tab_open(book, par_view_text(book->view, N_("Strong and weak"))) : NULL;
    if (!tab)
        return;
    par_tab_named(tab, "bloc", 24);
    par_tab_column(tab, par_view_text(book->view, N_("Unit")), 32);
    add_place(tab, N_("In the upper quarter of its bloc"));
    add_place(tab, N_("In the lower quarter of its bloc"));
    par_tab_plain_lines(tab, par_view_text(book->view, N_("Units that are good in one field and weak in another")));
    par_tab_header(tab);
    for (size_t i = 0; i < count; i++) {
        const struct par_report_contrast *contrast = &contrasts[i];
        const struct par_report_rank *row =
            row_in(fields, contrast->strong == PAR_REPORT_OWN ? 0 : contrast->strong + 1, contrast->unit);
        par_tab_text(tab, row ? bloc_of(fields, row) : contrast->bloc);
        par_tab_text(tab, *contrast->name ? contrast->name : contrast->unit);
        write_place(tab, fields, contrast->strong, contrast->unit);
        write_place(tab, fields, contrast->weak, contrast->unit);
        par_tab_next(tab);
    }
    par_tab_close(tab, true);
}

void par_tabs_fields(struct par_tabs *book)
{
    if (book->view->report->field_count == 0)
        return;
    struct fields fields = fields_of(book);
    write_side_by_side(&fields);
    write_contrasts(&fields);
}
