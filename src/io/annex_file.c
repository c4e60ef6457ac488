#include "parindex/annex.h"
#include "parindex/records.h"
#include "parindex/text.h"

struct reading {
    const char *path;
    const struct par_reading *how;
    struct par_records records;
    struct par_kept *kept;
    size_t room;
    size_t line_room;
    struct par_arena *arena;
    struct par_diags *diags;   /* of the caller */
    struct par_diags *scratch; /* of the reader: not all of it is worth saying */
};

/* --- Columns ----------------------------------------------------------------------------------------------------- */

/* What headings that have another meaning elsewhere mean in an annex. */
static const char *meaning_of(const char *name)
{
    static const char *const others[][2] = {{"cause_kind", "plan_cause"}, {"cause", "plan_cause"},
                                            {"reason", "plan_cause"},     {"measure", "target"},
                                            {"node", "criterion"},        {"applicable_max", "max"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(name, others[i][0]) == 0)
            return others[i][1];
    return name;
}

static enum par_annex_column column_named(const char *name)
{
    for (int i = 0; i < PAR_ANNEX_COLUMNS; i++)
        if (strcmp(name, par_annex_column_name((enum par_annex_column)i)) == 0)
            return (enum par_annex_column)i;
    return PAR_ANNEX_COLUMNS;
}

static bool has_column(const struct par_kept *kept, enum par_annex_column column)
{
    for (size_t i = 0; i < kept->width; i++)
        if (kept->columns[i].column == column)
            return true;
    return false;
}

/* A heading's own meaning goes before what it may mean here. */
static void find_columns(struct reading *reading)
{
    struct par_kept *kept = reading->kept;
    const struct par_records *records = &reading->records;
    kept->width = records->width;
    kept->columns = par_arena_array(reading->arena, records->width, sizeof *kept->columns);
    for (size_t i = 0; i < records->width; i++)
        kept->columns[i] = (struct par_kept_column){
            .column = column_named(records->names[i]), .header = records->headers[i], .number = true};
    for (size_t i = 0; i < records->width; i++) {
        struct par_kept_column *column = &kept->columns[i];
        enum par_annex_column meant = column_named(meaning_of(records->names[i]));
        if (column->column == PAR_ANNEX_COLUMNS && meant != PAR_ANNEX_COLUMNS && !has_column(kept, meant))
            column->column = meant;
        if (column->column == PAR_ANNEX_COLUMNS)
            column->added = kept->added_count++;
    }
}

static bool is_annex(const struct reading *reading)
{
    static const enum par_annex_column signs[] = {PAR_ANNEX_KEY,    PAR_ANNEX_LOST,     PAR_ANNEX_SOLUTION,
                                                  PAR_ANNEX_TARGET, PAR_ANNEX_DEADLINE, PAR_ANNEX_CAUSE};
    struct par_place place = par_records_header_place(&reading->records, 0);
    bool has_sign = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        has_sign = has_sign || has_column(reading->kept, signs[i]);
    if (has_sign && has_column(reading->kept, PAR_ANNEX_CRITERION))
        return true;
    place.field = 0;
    place.header = NULL;
    par_diags_add(reading->diags, PAR_ERROR, PAR_ANNEX_NOT_ONE, &place, NULL);
    return false;
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

static struct par_annex_cell cell_at(const struct reading *reading, size_t column)
{
    const struct par_records *records = &reading->records;
    unsigned kind = records->kinds ? records->kinds[column] & ~(unsigned)PAR_CELL_MERGED : PAR_CELL_TEXT;
    return (struct par_annex_cell){par_records_text(records, (int)column), (unsigned char)kind};
}

static void take_row(struct reading *reading)
{
    struct par_kept *kept = reading->kept;
    struct par_annex_cell *added = par_arena_array(reading->arena, kept->added_count, sizeof *added);
    kept->rows = par_arena_grow(reading->arena, kept->rows, kept->count, &reading->room, sizeof *kept->rows);
    struct par_kept_row *row = &kept->rows[kept->count++];
    row->line = reading->records.line;
    row->added = added;
    for (int i = 0; i < PAR_ANNEX_COLUMNS; i++)
        row->cells[i].text = "";
    for (size_t i = 0; i < kept->width; i++) {
        struct par_kept_column *column = &kept->columns[i];
        struct par_annex_cell cell = cell_at(reading, i);
        if (column->column == PAR_ANNEX_COLUMNS)
            added[column->added] = cell;
        else
            row->cells[column->column] = cell;
        column->number = column->number && (!*cell.text || cell.kind == PAR_CELL_NUMBER);
    }
    par_annex_identify(row, reading->arena);
}

static void read_rows(struct reading *reading)
{
    struct par_records *records = &reading->records;
    reading->kept->file = records->name;
    reading->kept->sign = par_table_separator(records->table) == ';' ? ',' : '.';
    par_records_check(records);
    find_columns(reading);
    bool sound = is_annex(reading);
    while (sound && par_records_next(records)) {
        reading->kept->sheet = records->sheet;
        take_row(reading);
    }
}

/* --- What stands around the table -------------------------------------------------------------------------------- */

static void take_line(struct reading *reading, const struct par_row *row)
{
    struct par_kept *kept = reading->kept;
    const char *line = "";
    for (size_t i = 0; i < row->count; i++) {
        struct par_span field = par_span_trim(row->fields[i]);
        bool repeats = row->kinds && row->kinds[i] & PAR_CELL_MERGED;
        if (field.size > 0 && !repeats)
            line = par_arena_join(reading->arena, line, *line ? "  " : "",
                                  par_arena_copy(reading->arena, par_text_nfc(field, reading->arena)), NULL);
    }
    if (!*line)
        return;
    kept->lines =
        par_arena_grow(reading->arena, kept->lines, kept->line_count, &reading->line_room, sizeof *kept->lines);
    kept->lines[kept->line_count++] = line;
}

/* The rows above the header, which records pass over. */
static void read_lines(struct reading *reading)
{
    struct par_row row;
    struct par_source *source =
        strcmp(reading->path, "-") == 0 ? NULL : par_source_open(reading->path, reading->arena, reading->scratch);
    if (!source)
        return;
    struct par_table *table = par_table_open(source, &reading->how->table, reading->scratch);
    while (par_table_next(table, &row) && row.line < reading->records.header_line)
        take_line(reading, &row);
    par_table_close(table);
}

/* Whether there are more sheets than the one that was asked for. */
static bool has_others(const struct reading *reading)
{
    struct par_table_options any = reading->how->table;
    struct par_row row;
    struct par_diags *said = par_diags_new(reading->arena, 1, 1);
    any.sheet = NULL;
    struct par_source *source =
        strcmp(reading->path, "-") == 0 ? NULL : par_source_open(reading->path, reading->arena, said);
    if (!source)
        return false;
    struct par_table *table = par_table_open(source, &any, said);
    par_table_next(table, &row);
    par_table_close(table);
    for (const struct par_diag *diag = par_diags_first(said); diag; diag = diag->next)
        if (diag->code == PAR_SHEET_CHOSEN)
            return true;
    return false;
}

/* Titles above the table are what an annex has. */
static void pass_on(const struct reading *reading)
{
    for (const struct par_diag *diag = par_diags_first(reading->scratch); diag; diag = diag->next)
        if (diag->code != PAR_HEADER_BELOW)
            par_diags_add(reading->diags, diag->severity, diag->code, &diag->place, diag->args[0], diag->args[1],
                          diag->args[2], diag->args[3], NULL);
}

struct par_kept *par_annex_load(const char *path, const struct par_reading *how, struct par_arena *arena,
                                struct par_diags *diags)
{
    struct reading reading = {.path = path, .how = how, .arena = arena, .diags = diags};
    size_t before = par_diags_errors(diags);
    reading.scratch = par_diags_new(arena, 20, 1000);
    reading.kept = par_arena_alloc(arena, sizeof *reading.kept);
    bool opened = par_records_open(&reading.records, path, how, arena, reading.scratch);
    if (opened) {
        read_rows(&reading);
        par_records_close(&reading.records);
    }
    pass_on(&reading);
    if (!opened || par_diags_errors(diags) > before)
        return NULL;
    read_lines(&reading);
    reading.kept->others = has_others(&reading);
    return reading.kept;
}
