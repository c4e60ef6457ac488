#include "parindex/records.h"

#include <stdio.h>

#include "parindex/text.h"
#include "parindex/vocabulary.h"

static const char *number_text(struct par_arena *arena, size_t number)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", number);
    return par_arena_copy(arena, par_span_of(text));
}

static void report(const struct par_records *records, enum par_severity severity, enum par_code code, uint32_t line,
                   const char *a, const char *b)
{
    struct par_place place = {.file = records->name, .line = line};
    par_diags_add(records->diags, severity, code, &place, a, b, NULL);
}

static void report_column(const struct par_records *records, size_t column, enum par_code code, const char *a,
                          const char *b)
{
    struct par_place place = {.file = records->name,
                              .line = records->header_line,
                              .field = (uint32_t)column + 1,
                              .header = records->headers[column]};
    par_diags_add(records->diags, PAR_ERROR, code, &place, a, b, NULL);
}

void par_records_check(const struct par_records *records)
{
    for (size_t i = 0; i < records->width; i++)
        for (size_t k = 0; k < i; k++)
            if (*records->names[i] && strcmp(records->names[i], records->names[k]) == 0) {
                report_column(records, i, PAR_HEADER_REPEATED, records->headers[i], number_text(records->arena, k + 1));
                break;
            }
}

static bool read_header(struct par_records *records)
{
    struct par_row row;
    bool found = false;
    while (!found && par_table_next(records->table, &row))
        found = row.count > 0;
    if (!found) {
        if (!par_table_failed(records->table))
            report(records, PAR_ERROR, PAR_FILE_EMPTY, 0, NULL, NULL);
        return false;
    }
    records->header_line = row.line;
    size_t width = row.count;
    while (width > 0 && par_span_trim(row.fields[width - 1]).size == 0)
        width--;
    records->width = width;
    records->names = par_arena_array(records->arena, width, sizeof *records->names);
    records->headers = par_arena_array(records->arena, width, sizeof *records->headers);
    for (size_t i = 0; i < width; i++) {
        records->headers[i] = par_arena_copy(records->arena, par_span_trim(row.fields[i]));
        records->names[i] = par_column_name(row.fields[i], records->arena);
    }
    return true;
}

bool par_records_open(struct par_records *records, const char *path, struct par_arena *arena, struct par_diags *diags)
{
    struct par_source *source = par_source_open(path, arena, diags);
    if (!source)
        return false;
    *records = (struct par_records){.arena = arena, .diags = diags};
    records->table = par_table_open(source, 0, diags);
    records->name = par_table_name(records->table);
    if (read_header(records))
        return true;
    par_records_close(records);
    return false;
}

void par_records_close(struct par_records *records)
{
    par_table_close(records->table);
    records->table = NULL;
}

/* Blank lines count only when a row follows: at the end of a file they mean nothing. */
static void report_blanks(struct par_records *records)
{
    for (size_t i = 0; i < records->blanks; i++)
        report(records, PAR_WARNING, PAR_LINE_BLANK, records->blank_line + (uint32_t)i, NULL, NULL);
    records->blanks = 0;
}

static bool has_extra(const struct par_records *records, const struct par_row *row)
{
    for (size_t i = records->width; i < row->count; i++)
        if (row->fields[i].size > 0)
            return true;
    return false;
}

bool par_records_next(struct par_records *records)
{
    struct par_row row;
    while (par_table_next(records->table, &row)) {
        if (row.count == 0) {
            records->blank_line = records->blanks++ ? records->blank_line : row.line;
            continue;
        }
        if (records->blanks)
            report_blanks(records);
        bool too_short = row.count < records->width;
        if (too_short || has_extra(records, &row)) {
            report(records, PAR_ERROR, too_short ? PAR_ROW_SHORT : PAR_ROW_LONG, row.line,
                   number_text(records->arena, row.count), number_text(records->arena, records->width));
            continue;
        }
        records->line = row.line;
        records->fields = row.fields;
        records->rows++;
        return true;
    }
    return false;
}

int par_records_column(const struct par_records *records, const char *name, bool required)
{
    for (size_t i = 0; i < records->width; i++)
        if (strcmp(records->names[i], name) == 0)
            return (int)i;
    if (required)
        report(records, PAR_ERROR, PAR_HEADER_MISSING, records->header_line, name, NULL);
    return -1;
}

static bool is_known(const char *name, const char *const *known)
{
    for (size_t i = 0; known[i]; i++)
        if (strcmp(name, known[i]) == 0)
            return true;
    return false;
}

void par_records_only(const struct par_records *records, const char *const *known)
{
    for (size_t i = 0; i < records->width; i++)
        if (!is_known(records->names[i], known))
            report_column(records, i, PAR_HEADER_UNKNOWN, records->headers[i],
                          par_column_nearest(records->names[i], known));
}

struct par_span par_records_field(const struct par_records *records, int column)
{
    return column < 0 ? (struct par_span){NULL, 0} : par_span_trim(records->fields[column]);
}

const char *par_records_text(const struct par_records *records, int column)
{
    return par_arena_copy(records->arena, par_text_nfc(par_records_field(records, column), records->arena));
}

struct par_place par_records_place(const struct par_records *records, int column)
{
    struct par_place place = {.file = records->name, .line = records->line};
    if (column >= 0) {
        place.field = (uint32_t)column + 1;
        place.header = records->headers[column];
    }
    return place;
}
