/* A form as a workbook, by libxlsxwriter, which writes to a file of its own; its bytes then go out as every output. */
#include "form_fold.h"
#include "form_heights.h"
#include "form_style.h"
#include "parindex/via_file.h"

/* A workbook being written. */
struct writing {
    const struct par_form_sheet *sheet;
    lxw_workbook *workbook;
    lxw_worksheet *page;
    struct par_form_styles styles;
    struct par_arena *arena;
    lxw_error error; /* the first */
};

static void note(struct writing *writing, lxw_error error)
{
    if (writing->error == LXW_NO_ERROR)
        writing->error = error;
}

static double number_of(par_points points)
{
    return (double)points / (double)PAR_POINTS_ONE;
}

/* --- Cells ------------------------------------------------------------------------------------------------------- */

static void write_cell(struct writing *writing, lxw_row_t row, lxw_col_t column)
{
    const struct par_form_line *line = &writing->sheet->lines[row];
    const struct par_form_cell *cell = &line->cells[column];
    lxw_format *format = par_form_format(&writing->styles, writing->sheet, line, column);
    switch (cell->content) {
    case PAR_CONTENT_TEXT:
        note(writing, worksheet_write_string(writing->page, row, column, cell->text, format));
        break;
    case PAR_CONTENT_POINTS:
        note(writing, worksheet_write_number(writing->page, row, column, number_of(cell->points), format));
        break;
    case PAR_CONTENT_FORMULA:
        note(writing, worksheet_write_formula_str(writing->page, row, column,
                                                  par_arena_join(writing->arena, "=", cell->text, NULL), format, ""));
        break;
    case PAR_CONTENT_EMPTY:
        note(writing, worksheet_write_blank(writing->page, row, column, format));
        break;
    }
}

static void write_line(struct writing *writing, lxw_row_t row)
{
    const struct par_form_sheet *sheet = writing->sheet;
    const struct par_form_line *line = &sheet->lines[row];
    lxw_col_t last = (lxw_col_t)(sheet->column_count - 1);
    if (par_form_spans(line->look))
        note(writing, worksheet_merge_range(writing->page, row, 1, row, last, line->cells[1].text,
                                            par_form_format(&writing->styles, sheet, line, 1)));
    for (lxw_col_t column = 0; column <= (par_form_spans(line->look) ? 0 : last); column++)
        write_cell(writing, row, column);
    note(writing, worksheet_set_row(writing->page, row, par_form_height(sheet, line), NULL));
}

/* --- What may go into a cell ------------------------------------------------------------------------------------- */

static void allow_between(lxw_data_validation *rule, uint8_t type, const char *least, const char *most)
{
    rule->validate = type;
    rule->criteria = most ? LXW_VALIDATION_CRITERIA_BETWEEN : LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
    rule->minimum_formula = (char *)least;
    rule->maximum_formula = (char *)most;
    rule->value_formula = (char *)least;
}

/* The library reads the texts of a rule only, though it takes them as if it changed them. */
static void allow(lxw_data_validation *rule, const struct par_form_cell *cell, const char *const *only,
                  struct par_arena *arena)
{
    switch (cell->fill) {
    case PAR_FILL_OPTION:
        rule->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule->value_formula = par_arena_join(arena, "=", cell->list, NULL);
        break;
    case PAR_FILL_TICK:
        rule->validate = LXW_VALIDATION_TYPE_LIST;
        rule->value_list = (char **)only;
        break;
    case PAR_FILL_SCORE:
        allow_between(rule, LXW_VALIDATION_TYPE_DECIMAL_FORMULA, "0", par_form_number(cell->most, '.', arena));
        break;
    case PAR_FILL_COUNT:
        allow_between(rule, LXW_VALIDATION_TYPE_INTEGER_FORMULA, "0", NULL);
        break;
    case PAR_FILL_PERCENT:
        allow_between(rule, LXW_VALIDATION_TYPE_DECIMAL_FORMULA, "0", "100");
        break;
    case PAR_FILL_DATE: /* from 1 January 1990 on: a day number below is a mistyped something else */
        allow_between(rule, LXW_VALIDATION_TYPE_DATE_FORMULA, "32874", NULL);
        break;
    default: /* any number */
        allow_between(rule, LXW_VALIDATION_TYPE_DECIMAL_FORMULA, "-1E+17", "1E+17");
        break;
    }
}

static void limit_cell(struct writing *writing, lxw_row_t row, lxw_col_t column)
{
    const struct par_form_cell *cell = &writing->sheet->lines[row].cells[column];
    const char *only[] = {cell->list, NULL};
    if (!cell->open || cell->fill == PAR_FILL_NOTHING)
        return;
    lxw_data_validation rule = {.ignore_blank = LXW_VALIDATION_ON,
                                .dropdown = LXW_VALIDATION_ON,
                                .show_input = LXW_VALIDATION_ON,
                                .show_error = LXW_VALIDATION_ON,
                                .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
                                .input_message = (char *)cell->message,
                                .error_message = (char *)cell->message};
    allow(&rule, cell, only, writing->arena);
    note(writing, worksheet_data_validation_cell(writing->page, row, column, &rule));
}

/* The format of decimals shows a whole number as "5,". */
static void show_whole(struct writing *writing, lxw_row_t row, lxw_col_t column)
{
    const struct par_form_cell *cell = &writing->sheet->lines[row].cells[column];
    bool number = cell->fill >= PAR_FILL_SCORE && cell->fill <= PAR_FILL_PERCENT;
    if (!cell->open || !number)
        return;
    const char *name = par_form_cell_at(writing->sheet, row, writing->sheet->columns[column].name);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                   .value_string = par_arena_join(writing->arena, "=", name, "=INT(", name, ")", NULL),
                                   .format = writing->styles.whole};
    note(writing, worksheet_conditional_format_cell(writing->page, row, column, &rule));
}

static void show_wrong(struct writing *writing)
{
    const struct par_form_sheet *sheet = writing->sheet;
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                   .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                   .value_string = (char *)"\"?\"",
                                   .format = writing->styles.wrong};
    for (size_t i = 0; i < sheet->column_count; i++)
        if (strcmp(sheet->columns[i].name, "points") == 0)
            note(writing, worksheet_conditional_format_range(writing->page, (lxw_row_t)sheet->header + 1, (lxw_col_t)i,
                                                             (lxw_row_t)sheet->count - 1, (lxw_col_t)i, &rule));
}

/* --- The sheets -------------------------------------------------------------------------------------------------- */

static void set_columns(struct writing *writing)
{
    const struct par_form_sheet *sheet = writing->sheet;
    for (size_t i = 0; i < sheet->column_count; i++) {
        lxw_row_col_options options = {.hidden = sheet->columns[i].hidden};
        int width = sheet->columns[i].hidden ? 10 : sheet->columns[i].width;
        note(writing, worksheet_set_column_opt(writing->page, (lxw_col_t)i, (lxw_col_t)i, width, NULL, &options));
    }
}

static void set_up_page(struct writing *writing)
{
    const struct par_form_sheet *sheet = writing->sheet;
    const char *foot = par_arena_join(writing->arena, "&L&\"Times New Roman\"&9", sheet->footer,
                                      "&R&\"Times New Roman\"&9", sheet->page, " &P/&N", NULL);
    lxw_row_t header = (lxw_row_t)sheet->header;
    worksheet_set_landscape(writing->page);
    worksheet_set_paper(writing->page, 9); /* A4 */
    worksheet_set_margins(writing->page, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(writing->page, 1, 0);
    worksheet_center_horizontally(writing->page);
    note(writing, worksheet_repeat_rows(writing->page, header, header));
    note(writing, worksheet_set_footer(writing->page, foot));
    worksheet_freeze_panes(writing->page, header + 1, 0);
}

/* Nothing is secret: the lock keeps hands off what is not to be filled in. */
static void protect(struct writing *writing)
{
    const struct par_form_sheet *sheet = writing->sheet;
    lxw_protection allowed = {.format_columns = 1, .format_rows = 1, .autofilter = 1};
    if (sheet->type == PAR_APPRAISAL_FORM || sheet->type == PAR_COUNCIL_FORM)
        note(writing, worksheet_autofilter(writing->page, (lxw_row_t)sheet->header, 1, (lxw_row_t)sheet->count - 1,
                                           (lxw_col_t)(sheet->column_count - 1)));
    worksheet_protect(writing->page, NULL, &allowed);
}

static void write_form(struct writing *writing)
{
    const struct par_form_sheet *sheet = writing->sheet;
    writing->page = workbook_add_worksheet(writing->workbook, sheet->name);
    set_columns(writing);
    for (size_t row = 0; row < sheet->count; row++) {
        write_line(writing, (lxw_row_t)row);
        for (size_t column = 0; column < sheet->column_count; column++) {
            limit_cell(writing, (lxw_row_t)row, (lxw_col_t)column);
            show_whole(writing, (lxw_row_t)row, (lxw_col_t)column);
        }
    }
    show_wrong(writing);
    set_up_page(writing);
    protect(writing);
}

static void write_lists(struct writing *writing)
{
    lxw_worksheet *page = workbook_add_worksheet(writing->workbook, PAR_FORM_LISTS_SHEET);
    for (size_t i = 0; i < writing->sheet->list_count; i++)
        if (writing->sheet->list[i])
            note(writing, worksheet_write_string(page, (lxw_row_t)i, 0, writing->sheet->list[i], NULL));
    worksheet_protect(page, NULL, NULL);
    worksheet_hide(page);
}

static void write_identity(struct writing *writing)
{
    lxw_worksheet *page = workbook_add_worksheet(writing->workbook, PAR_FORM_IDENTITY_SHEET);
    for (size_t i = 0; i < PAR_FORM_IDENTITY_FIELDS; i++) {
        const char *value, *name = par_form_identity_field(&writing->sheet->identity, i, &value);
        note(writing, worksheet_write_string(page, (lxw_row_t)i, 0, name, NULL));
        if (*value)
            note(writing, worksheet_write_string(page, (lxw_row_t)i, 1, value, NULL));
    }
    worksheet_protect(page, NULL, NULL);
    worksheet_hide(page);
}

/* --- The file ---------------------------------------------------------------------------------------------------- */

struct job {
    const struct par_form_sheet *sheet;
    struct par_arena *arena;
};

/* The library closes, and frees, the workbook whatever happens. */
static const char *compose(void *context, const char *file)
{
    const struct job *job = context;
    lxw_doc_properties properties = {.created = 946684800}; /* 2000-01-01: the same form is the same bytes */
    struct writing writing = {.sheet = job->sheet, .workbook = workbook_new(file), .arena = job->arena};
    if (!writing.workbook)
        return "libxlsxwriter";
    writing.styles = par_form_styles_of(writing.workbook, job->arena);
    note(&writing, workbook_set_properties(writing.workbook, &properties));
    write_form(&writing);
    write_lists(&writing);
    write_identity(&writing);
    note(&writing, workbook_close(writing.workbook));
    if (writing.error != LXW_NO_ERROR)
        return lxw_strerror(writing.error);
    return par_form_free_heights(file, job->arena) ? NULL : "libzip";
}

bool par_form_write_workbook(const struct par_form_sheet *sheet, const char *path, struct par_arena *arena,
                             struct par_diags *diags)
{
    struct job job = {sheet, arena};
    struct par_output *output = par_output_open(path, arena, diags);
    if (!output)
        return false;
    par_output_via_file(output, compose, &job);
    return par_output_commit(output, diags);
}
