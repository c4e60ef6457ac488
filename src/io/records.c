#include "parindex/records.h"

#include "csv_table.h"
#include "parindex/decimal.h"
#include "parindex/text.h"
#include "parindex/vocabulary.h"

static void report(const struct par_records *records, enum par_severity severity, enum par_code code, uint32_t line,
                   const char *a, const char *b)
{
    struct par_place place = {.file = records->name, .sheet = records->sheet, .line = line};
    par_diags_add(records->diags, severity, code, &place, a, b, NULL);
}

struct par_place par_records_header_place(const struct par_records *records, size_t column)
{
    return (struct par_place){.file = records->name,
                              .sheet = records->sheet,
                              .line = records->header_line,
                              .field = (uint32_t)column + 1,
                              .header = records->headers[column]};
}

struct par_place par_records_place(const struct par_records *records, int column)
{
    struct par_place place = {.file = records->name, .sheet = records->sheet, .line = records->line};
    if (column >= 0) {
        place.field = (uint32_t)column + 1;
        place.header = records->headers[column];
    }
    return place;
}

void par_records_error(const struct par_records *records, int column, enum par_code code, const char *a, const char *b)
{
    struct par_place place = par_records_place(records, column);
    par_diags_add(records->diags, PAR_ERROR, code, &place, a, b, NULL);
}

static void report_column(const struct par_records *records, size_t column, enum par_code code, const char *a,
                          const char *b)
{
    struct par_place place = par_records_header_place(records, column);
    par_diags_add(records->diags, PAR_ERROR, code, &place, a, b, NULL);
}

void par_records_check(const struct par_records *records)
{
    for (size_t i = 0; i < records->width; i++)
        for (size_t k = 0; k < i; k++)
            if (*records->names[i] && strcmp(records->names[i], records->names[k]) == 0) {
                report_column(records, i, PAR_HEADER_REPEATED, records->headers[i],
                              par_count_text(k + 1, records->arena));
                break;
            }
}

/* --- The header -------------------------------------------------------------------------------------------------- */

enum { TITLE_ROWS = 30 }; /* a header that is found stands within so many rows */

/* A row that outlives its successors. */
struct par_kept_row {
    const char *sheet;
    struct par_row row;
};

static struct par_kept_row keep_row(const struct par_records *records, const struct par_row *row)
{
    struct par_arena *arena = records->arena;
    struct par_span *fields = par_arena_array(arena, row->count, sizeof *fields);
    for (size_t i = 0; i < row->count; i++)
        fields[i] = (struct par_span){par_arena_copy(arena, row->fields[i]), row->fields[i].size};
    unsigned char *kinds = row->kinds ? par_arena_alloc(arena, row->count) : NULL;
    if (kinds)
        memcpy(kinds, row->kinds, row->count);
    return (struct par_kept_row){par_table_sheet(records->table), {row->line, row->count, fields, kinds}};
}

/* How many of the columns that the caller knows a row names. */
static size_t told_headers(const struct par_row *row, const struct par_reading *how, struct par_arena *arena)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += row->fields[i].size > 0 &&
                 par_names_find(how->headers, par_span_of(par_text_fold(par_span_trim(row->fields[i]), arena))) >= 0;
    return count;
}

/* Whether a row names columns as a header does. */
static bool is_header(const struct par_row *row, const struct par_reading *how, const struct par_vocabulary *vocabulary,
                      struct par_arena *arena)
{
    size_t known = 0;
    if (how && how->headers && told_headers(row, how, arena) >= how->least_headers)
        return true;
    for (size_t i = 0; i < row->count; i++) {
        const char *name = row->fields[i].size > 0 ? par_column_find(vocabulary, row->fields[i]) : NULL;
        if (name && (strcmp(name, "unit") == 0 || strcmp(name, "name") == 0))
            return true;
        known += name != NULL;
    }
    return known >= 2;
}

/* Reads on to the header; count 0 when the table has no rows. Where no row is a header it is the first one, and the
 * rows behind it, which were looked at, are read again. */
static struct par_row find_header(struct par_records *records, const struct par_reading *how,
                                  const struct par_vocabulary *vocabulary)
{
    struct par_kept_row *rows = par_arena_array(records->arena, TITLE_ROWS, sizeof *rows);
    struct par_row row;
    size_t count = 0;
    while (count < TITLE_ROWS && par_table_next(records->table, &row)) {
        if (row.count == 0 && count == 0)
            continue;
        rows[count] = keep_row(records, &row);
        if (row.count > 0 && is_header(&row, how, vocabulary, records->arena)) {
            if (count > 0)
                report(records, PAR_NOTE, PAR_HEADER_BELOW, row.line, par_count_text(row.line - 1, records->arena),
                       NULL);
            records->sheet = rows[count].sheet;
            return rows[count].row;
        }
        count++;
    }
    if (count == 0)
        return (struct par_row){0};
    records->sheet = rows[0].sheet;
    records->kept = rows + 1;
    records->kept_count = count - 1;
    return rows[0].row;
}

/* The next row, of those that were looked at for the header first. */
static bool next_row(struct par_records *records, struct par_row *row)
{
    if (records->kept_count > 0) {
        records->sheet = records->kept->sheet;
        *row = records->kept->row;
        records->kept++;
        records->kept_count--;
        return true;
    }
    if (!par_table_next(records->table, row))
        return false;
    records->sheet = row->count > 0 ? par_table_sheet(records->table) : records->sheet;
    return true;
}

static bool read_header(struct par_records *records, const struct par_reading *how)
{
    const struct par_vocabulary *vocabulary = par_vocabulary_new(records->arena);
    struct par_row row = find_header(records, how, vocabulary);
    if (row.count == 0) {
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
    records->padded = par_arena_array(records->arena, width, sizeof *records->padded);
    records->padded_kinds = par_arena_alloc(records->arena, width);
    for (size_t i = 0; i < width; i++) {
        records->headers[i] = par_arena_copy(records->arena, par_span_trim(row.fields[i]));
        records->names[i] = par_column_name(vocabulary, row.fields[i]);
    }
    return true;
}

/* "(1) (2) (3)" as printed tables number their columns. */
static bool is_numbering(const struct par_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++) {
        struct par_span field = par_span_trim(row->fields[i]);
        if (field.size == 0)
            continue;
        if (field.size < 3 || field.text[0] != '(' || field.text[field.size - 1] != ')')
            return false;
        filled++;
    }
    return filled >= 2;
}

bool par_records_open_source(struct par_records *records, struct par_source *source, const struct par_reading *how,
                             struct par_arena *arena, struct par_diags *diags)
{
    *records = (struct par_records){.arena = arena, .diags = diags};
    if (how && how->heard)
        source = par_source_listen(source, how->heard, how->heard_context);
    records->table = par_table_open(source, how ? &how->table : NULL, diags);
    records->name = par_table_name(records->table);
    if (read_header(records, how))
        return true;
    par_records_close(records);
    return false;
}

bool par_records_open(struct par_records *records, const char *path, const struct par_reading *how,
                      struct par_arena *arena, struct par_diags *diags)
{
    struct par_source *source = par_source_open(path, arena, diags);
    return source && par_records_open_source(records, source, how, arena, diags);
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

/* Columns in which a merged cell speaks for all its rows. */
static bool spans_rows(const char *name)
{
    static const char *const names[] = {"unit",   "name",      "bloc",   "level",    "set",      "groups",
                                        "parent", "appraiser", "round",  "period",   "evidence", "reason",
                                        "note",   "stt",       "source", "criterion"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* What a cell of a workbook must not be; false after an error. */
static bool check_cell(const struct par_records *records, size_t column)
{
    unsigned kind = records->kinds[column];
    bool merged = kind & PAR_CELL_MERGED && records->fields[column].size > 0;
    enum par_code code;
    if ((kind & ~(unsigned)PAR_CELL_MERGED) == PAR_CELL_ERROR)
        code = PAR_CELL_FAULT;
    else if ((kind & ~(unsigned)PAR_CELL_MERGED) == PAR_CELL_UNCALCULATED)
        code = PAR_CELL_NO_VALUE;
    else if (merged && !spans_rows(records->names[column]))
        code = PAR_CELL_SPANS;
    else
        return true;
    struct par_place place = par_records_place(records, (int)column);
    par_diags_add(records->diags, PAR_ERROR, code, &place, par_records_text(records, (int)column), NULL);
    return false;
}

static bool check_cells(const struct par_records *records)
{
    bool good = true;
    for (size_t i = 0; i < records->width && records->kinds; i++)
        good = check_cell(records, i) && good;
    return good;
}

/* A row of a sheet ends with its last cell that is not empty. */
static void pad_row(struct par_records *records, struct par_row *row)
{
    if (!records->sheet || row->count >= records->width)
        return;
    for (size_t i = 0; i < records->width; i++) {
        bool given = i < row->count;
        records->padded[i] = given ? row->fields[i] : (struct par_span){NULL, 0};
        records->padded_kinds[i] = given && row->kinds ? row->kinds[i] : PAR_CELL_TEXT;
    }
    *row = (struct par_row){row->line, records->width, records->padded, records->padded_kinds};
}

static bool check_width(const struct par_records *records, const struct par_row *row)
{
    bool too_short = row->count < records->width;
    if (!too_short && !has_extra(records, row))
        return true;
    report(records, PAR_ERROR, too_short ? PAR_ROW_SHORT : PAR_ROW_LONG, row->line,
           par_count_text(row->count, records->arena), par_count_text(records->width, records->arena));
    return false;
}

void par_records_want(struct par_records *records, const bool *columns)
{
    struct par_csv_rest rest;
    if (!par_csv_rest(records->table, &rest))
        return;
    struct par_wanted *wanted = par_arena_alloc(records->arena, sizeof *wanted);
    uint32_t *list = par_arena_array(records->arena, records->width, sizeof *list);
    wanted->width = records->width;
    wanted->columns = list;
    for (size_t i = 0; i < records->width; i++)
        if (columns[i])
            list[wanted->count++] = (uint32_t)i;
    records->wanted = wanted->count > 0 ? wanted : NULL;
    records->plain = par_arena_array(records->arena, records->width, sizeof *records->plain);
}

/* A row that needs no look but for its wanted fields: nearly all, but not the first, which may be a numbering. */
static inline bool next_plain(struct par_records *records)
{
    uint32_t line = par_csv_plain(records->table, records->wanted, records->plain);
    if (line == 0)
        return false;
    records->line = line;
    records->fields = records->plain;
    records->kinds = NULL;
    records->rows++;
    return true;
}

bool par_records_next(struct par_records *records)
{
    struct par_row row;
    if (records->wanted && records->rows > 0 && records->kept_count == 0 && next_plain(records))
        return true;
    while (next_row(records, &row)) {
        if (row.count == 0) {
            records->blank_line = records->blanks++ ? records->blank_line : row.line;
            continue;
        }
        if (records->blanks)
            report_blanks(records);
        if (records->rows == 0 && row.line == records->header_line + 1 && is_numbering(&row))
            continue;
        pad_row(records, &row);
        if (!check_width(records, &row))
            continue;
        records->line = row.line;
        records->fields = row.fields;
        records->kinds = row.kinds;
        if (!check_cells(records))
            continue;
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
        if (strcmp(records->names[i], "stt") != 0 && !is_known(records->names[i], known))
            report_column(records, i, PAR_HEADER_UNKNOWN, records->headers[i],
                          par_column_nearest(records->names[i], known));
}

/* Size of a blank at the beginning of the text, or at its end: no-break spaces and line breaks come with pasted cells.
 */
static size_t blank_at(struct par_span text, bool end)
{
    static const char *const blanks[] = {" ", "\t", "\n", "\r", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t size = strlen(blanks[i]);
        if (text.size >= size && memcmp(end ? text.text + text.size - size : text.text, blanks[i], size) == 0)
            return size;
    }
    return 0;
}

static struct par_span trim(struct par_span text)
{
    size_t blank;
    while (text.size > 0 && (blank = blank_at(text, false)) > 0)
        text = (struct par_span){text.text + blank, text.size - blank};
    while (text.size > 0 && (blank = blank_at(text, true)) > 0)
        text.size -= blank;
    return text;
}

static bool is_plain(char byte)
{
    return byte > ' ' && (unsigned char)byte < 0x80;
}

struct par_span par_records_field(const struct par_records *records, int column)
{
    if (column < 0)
        return (struct par_span){NULL, 0};
    struct par_span field = records->fields[column];
    bool needs_none = field.size == 0 || (is_plain(*field.text) && is_plain(field.text[field.size - 1]));
    return needs_none ? field : trim(field);
}

const char *par_records_text(const struct par_records *records, int column)
{
    return par_arena_copy(records->arena, par_text_nfc(par_records_field(records, column), records->arena));
}

bool par_records_is_exact(const struct par_records *records, int column)
{
    if (column < 0 || !records->kinds)
        return false;
    unsigned kind = records->kinds[column];
    return kind == PAR_CELL_NUMBER || kind == PAR_CELL_PERCENT;
}
