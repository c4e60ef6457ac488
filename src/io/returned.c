#include "parindex/returned.h"

#include <stdio.h>

#include "cell_name.h"
#include "parindex/text.h"
#include "parindex/vocabulary.h"
#include "returned_read.h"

/* --- The sheet as it stands --------------------------------------------------------------------------------------- */

/* The rows of a table, kept. */
struct kept {
    size_t count, room;
    struct returned_line *lines;
};

static struct returned_line keep_line(const struct par_row *row, struct par_arena *arena)
{
    struct par_span *fields = par_arena_array(arena, row->count, sizeof *fields);
    unsigned char *kinds = row->kinds ? par_arena_alloc(arena, row->count) : NULL;
    for (size_t i = 0; i < row->count; i++)
        fields[i] = (struct par_span){par_arena_copy(arena, row->fields[i]), row->fields[i].size};
    if (kinds)
        memcpy(kinds, row->kinds, row->count);
    return (struct returned_line){row->line, row->count, fields, kinds};
}

bool par_returned_keep_table(const char *path, const struct par_table_options *options,
                             struct returned_reading *reading, struct par_diags *diags)
{
    struct par_source *source = par_source_open(path, reading->scratch, diags);
    if (!source)
        return false;
    struct par_table *table = par_table_open(source, options, diags);
    struct kept kept = {0};
    struct par_row row;
    while (par_table_next(table, &row)) {
        if (row.count == 0)
            continue;
        kept.lines = par_arena_grow(reading->scratch, kept.lines, kept.count, &kept.room, sizeof *kept.lines);
        kept.lines[kept.count++] = keep_line(&row, reading->scratch);
    }
    const char *sheet = par_table_sheet(table);
    reading->sheet = sheet ? par_arena_copy(reading->scratch, par_span_of(sheet)) : NULL;
    reading->out->is_sheet = par_table_separator(table) == '\0';
    reading->count = kept.count;
    reading->lines = kept.lines;
    bool whole = !par_table_failed(table);
    par_table_close(table);
    return whole;
}

/* Sheets that somebody added and hidden rows do no harm here: the form stands in front, its rows have keys. */
static bool is_about_form(const struct par_diag *diag)
{
    return diag->code != PAR_SHEET_CHOSEN && diag->code != PAR_ROWS_HIDDEN;
}

/* Findings of the reader; none of them is the end of the run, only of this file. */
static void pass_on(const struct par_diags *from, struct par_diags *to)
{
    for (const struct par_diag *diag = par_diags_first(from); diag; diag = diag->next)
        if (is_about_form(diag))
            par_diags_add(to, diag->severity == PAR_FATAL ? PAR_ERROR : diag->severity, diag->code, &diag->place,
                          diag->args[0], diag->args[1], diag->args[2], diag->args[3], NULL);
}

static bool read_sheet(struct returned_reading *reading)
{
    struct par_diags *found = par_diags_new(reading->scratch, SIZE_MAX, SIZE_MAX);
    bool whole = par_returned_keep_table(reading->out->path, &reading->context->how.table, reading, found);
    pass_on(found, reading->diags);
    size_t dates = 0;
    for (const struct par_diag *diag = par_diags_first(found); diag; diag = diag->next)
        dates += diag->code == PAR_DATE_MIXED;
    reading->has_fault = dates > 0;
    return whole && par_diags_errors(found) == dates;
}

struct par_span par_returned_field(const struct returned_reading *reading, const struct returned_line *line,
                                   enum returned_column column)
{
    int at = reading->at[column];
    return at < 0 || (size_t)at >= line->count ? (struct par_span){NULL, 0} : par_span_trim(line->fields[at]);
}

unsigned par_returned_kind(const struct returned_reading *reading, const struct returned_line *line,
                           enum returned_column column)
{
    int at = reading->at[column];
    return at < 0 || (size_t)at >= line->count || !line->kinds ? PAR_CELL_TEXT : line->kinds[at];
}

void par_returned_report(struct returned_reading *reading, enum par_severity severity, enum par_code code,
                         const struct returned_line *line, enum returned_column column,
                         const struct returned_match *match, const char *a, const char *b)
{
    struct par_place place = {.file = reading->out->path, .sheet = reading->sheet};
    if (line)
        place.line = line->line;
    if (line && column < RETURNED_COLUMNS && reading->at[column] >= 0) {
        const struct returned_line *header = &reading->lines[reading->header];
        place.field = (uint32_t)reading->at[column] + 1;
        place.header = par_arena_copy(reading->scratch, par_span_trim(header->fields[reading->at[column]]));
    }
    if (match && match->unit)
        place.unit = match->unit->code;
    if (match && match->row)
        place.node = match->unit->set->criteria[match->row->criterion].id;
    par_diags_add(reading->diags, severity, code, &place, a ? a : "", b ? b : "", NULL);
}

void par_returned_report_file(struct returned_reading *reading, enum par_code code, const char *a, const char *b)
{
    par_returned_report(reading, PAR_ERROR, code, NULL, RETURNED_COLUMNS, NULL, a, b);
}

/* --- The header --------------------------------------------------------------------------------------------------- */

static const char *const column_names[RETURNED_COLUMNS] = {
    [AT_KEY] = "key",       [AT_TITLE] = "title",     [AT_MAX] = "max",           [AT_RESPONSE] = "response",
    [AT_POINTS] = "points", [AT_APPLIES] = "applies", [AT_EVIDENCE] = "evidence", [AT_NOTE] = "note",
    [AT_SCORE] = "score",   [AT_AGREE] = "agree",     [AT_REASON] = "reason"};

/* What a header of the form may say -> its column, in the order of the form. */
static struct par_names *headings_of(enum par_form_type type, struct par_arena *arena)
{
    static const char *const languages[] = {"vi", "en"};
    const char *const *names = par_form_columns(type);
    struct par_names *headings = par_names_new(arena);
    for (int32_t i = 0; names[i]; i++) {
        par_names_add(headings, par_span_of(names[i]), i);
        for (size_t k = 0; k < 2; k++) {
            const char *heading = par_heading(names[i], languages[k], arena);
            par_names_add(headings, par_span_of(par_text_fold(par_span_of(heading), arena)), i);
        }
    }
    return headings;
}

/* The column of the form that a header names; NULL for none. */
static const char *named_column(const struct returned_reading *reading, struct par_span header)
{
    const char *folded = par_text_fold(header, reading->scratch);
    int32_t column = par_names_find(reading->headings, par_span_of(folded));
    return column >= 0 ? par_form_columns(reading->type)[column] : NULL;
}

/* An explanation has a heading of its own for the reason. */
static const char *named_by_place(const struct returned_reading *reading, size_t field)
{
    const char *const *names = par_form_columns(reading->type);
    for (size_t i = 0; names[i]; i++)
        if (reading->type == PAR_EXPLANATION_FORM && i == field && strcmp(names[i], "reason") == 0)
            return names[i];
    return NULL;
}

static bool is_header(const struct returned_reading *reading, const struct returned_line *line)
{
    enum { ENOUGH = 5 };
    size_t known = 0;
    for (size_t i = 0; i < line->count && known < ENOUGH; i++)
        known += named_column(reading, line->fields[i]) != NULL;
    return known == ENOUGH;
}

static bool find_header(struct returned_reading *reading)
{
    for (size_t i = 0; i < reading->count && i < RETURNED_TITLES; i++)
        if (is_header(reading, &reading->lines[i])) {
            reading->header = i;
            return true;
        }
    par_returned_report_file(reading, PAR_HEADER_MISSING, "key", NULL);
    return false;
}

/* Notes where a column stands; one that is not of the form, or stands twice, is a change. */
static void place_column(struct returned_reading *reading, size_t field)
{
    const struct returned_line *header = &reading->lines[reading->header];
    struct par_place place = {
        .file = reading->out->path, .sheet = reading->sheet, .line = header->line, .field = (uint32_t)field + 1};
    const char *written = par_arena_copy(reading->scratch, par_span_trim(header->fields[field]));
    const char *name = named_column(reading, header->fields[field]);
    if (*written && !name)
        name = named_by_place(reading, field);
    if (*written && !name)
        par_diags_add(reading->diags, PAR_ERROR, PAR_HEADER_UNKNOWN, &place, written, "", NULL);
    for (int column = 0; column < RETURNED_COLUMNS && name; column++) {
        if (strcmp(column_names[column], name) != 0)
            continue;
        if (reading->at[column] >= 0)
            par_diags_add(reading->diags, PAR_ERROR, PAR_HEADER_REPEATED, &place, written, "", NULL);
        else
            reading->at[column] = (int)field;
    }
}

/* Forms over what was said so far had no such column before their identity told their rows. */
static bool is_newer(const struct returned_reading *reading, enum returned_column column)
{
    return column == AT_APPLIES && reading->type != PAR_SELF_FORM && !*reading->out->identity.rows;
}

static bool find_columns(struct returned_reading *reading)
{
    for (int column = 0; column < RETURNED_COLUMNS; column++)
        reading->at[column] = -1;
    reading->headings = headings_of(reading->type, reading->scratch);
    if (!find_header(reading))
        return false;
    const struct returned_line *header = &reading->lines[reading->header];
    for (size_t i = 0; i < header->count; i++)
        place_column(reading, i);
    for (const char *const *name = par_form_columns(reading->type); *name; name++)
        for (int column = 0; column < RETURNED_COLUMNS; column++)
            if (strcmp(column_names[column], *name) == 0 && reading->at[column] < 0 &&
                !is_newer(reading, (enum returned_column)column))
                par_returned_report(reading, PAR_ERROR, PAR_HEADER_MISSING, header, RETURNED_COLUMNS, NULL, *name,
                                    NULL);
    return reading->at[AT_KEY] >= 0;
}

/* --- The file ----------------------------------------------------------------------------------------------------- */

/* Changes of the form are told from cells that are not understood. */
static void read_rows(struct returned_reading *reading)
{
    const struct returned_match *matches = NULL;
    size_t before = par_diags_errors(reading->diags), count = 0;
    if (find_columns(reading))
        count = par_returned_find_rows(reading, &matches);
    size_t changed = par_diags_errors(reading->diags);
    par_returned_take_cells(reading, matches, count);
    if (changed > before)
        reading->out->found = PAR_INTAKE_CHANGED;
    else if (par_diags_errors(reading->diags) > changed || reading->has_fault)
        reading->out->found = PAR_INTAKE_FAULTY;
    else if (reading->out->row_count == 0)
        reading->out->found = PAR_INTAKE_EMPTY;
}

void par_returned_read(const struct par_returned_context *context, const char *path, struct par_returned *out,
                       struct par_arena *arena, struct par_arena *scratch, struct par_diags *diags)
{
    struct returned_reading reading = {
        .context = context, .out = out, .arena = arena, .scratch = scratch, .diags = diags};
    *out = (struct par_returned){.path = path, .unit = -1, .found = PAR_INTAKE_RECEIVED};
    bool is_whole = read_sheet(&reading);
    bool is_certain = par_returned_find_identity(&reading, is_whole);
    if (out->is_known)
        out->unit = par_names_find(context->units->codes, par_span_of(out->identity.unit));
    if (!is_whole)
        out->found = PAR_INTAKE_UNREADABLE;
    else if (is_certain && par_returned_check_identity(&reading))
        read_rows(&reading);
}

/* --- Asking ------------------------------------------------------------------------------------------------------- */

static bool is_same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_same_row(const struct par_returned_row *a, const struct par_returned_row *b)
{
    bool same = a->unit == b->unit && a->criterion == b->criterion && a->input_count == b->input_count;
    for (int cell = 0; same && cell < PAR_RETURNED_CELLS; cell++)
        same = is_same_text(a->cells[cell], b->cells[cell]);
    for (size_t i = 0; same && i < a->input_count; i++)
        same = a->inputs[i].input == b->inputs[i].input && strcmp(a->inputs[i].text, b->inputs[i].text) == 0;
    return same;
}

bool par_returned_same(const struct par_returned *a, const struct par_returned *b)
{
    if (a->row_count != b->row_count)
        return false;
    for (size_t i = 0; i < a->row_count; i++)
        if (!is_same_row(&a->rows[i], &b->rows[i]))
            return false;
    return true;
}

const char *par_returned_place(const struct par_returned *file, const struct par_returned_row *row,
                               struct par_arena *arena)
{
    char name[PAR_CELL_NAME];
    if (!file->is_sheet)
        snprintf(name, sizeof name, "%u", (unsigned)row->line);
    else
        par_cell_name(row->line, row->field, name);
    return par_arena_join(arena, file->path, file->is_sheet ? "!" : ":", name, NULL);
}
