#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "csv_table.h"
#include "lines.h"
#include "memory.h"
#include "parindex/text.h"
#include "separator.h"

enum { ENTRY_STEP = 64 * 1024, FIRST_ROOM = 16 * 1024, FIRST_FIELDS = 64 };

/* The row that libcsv is working on. */
struct building {
    uint32_t line; /* where it began */
    bool open;     /* begun, and not ended by the lines read so far */
    bool ended;    /* libcsv has just ended it */
    bool bad;      /* not UTF-8 */
    uint32_t bad_line;
    unsigned char bad_byte;
    size_t fed; /* bytes given to libcsv for it */
    char *bytes;
    size_t used;
    size_t room;
    struct par_span *fields;
    size_t count;
    size_t field_room;
};

struct csv_table {
    struct par_table table;
    struct par_lines lines;
    struct csv_parser parser;
    uint32_t line; /* the physical line last read */
    bool finished;
    struct building row;
    struct par_fast_rows fast; /* for rows that need no libcsv */
    enum par_scan_kind scan;
    bool borrows; /* the bytes of the lines are somebody else's */
};

/* --- Findings ---------------------------------------------------------------------------------------------------- */

static void give_up(struct csv_table *csv)
{
    csv->table.failed = true;
    csv->finished = true;
}

static void report(struct csv_table *csv, enum par_severity severity, enum par_code code, uint32_t line, size_t field,
                   const char *arg)
{
    struct par_place place = {.file = csv->table.source->name, .line = line, .field = (uint32_t)field};
    par_diags_add(csv->table.diags, severity, code, &place, arg, NULL);
    if (severity == PAR_FATAL)
        give_up(csv);
}

static void report_broken(struct csv_table *csv)
{
    const struct building *row = &csv->row;
    char began[16];
    snprintf(began, sizeof began, "%u", (unsigned)row->line);
    report(csv, PAR_ERROR, PAR_CSV_QUOTE, csv->line, row->count + 1, row->line == csv->line ? NULL : began);
}

/* The source gives no more, and unless it has said why itself, the system knows. */
static void report_unread(struct csv_table *csv, enum par_lines_status status)
{
    if (status == PAR_LINES_REFUSED)
        give_up(csv);
    else
        report(csv, PAR_FATAL, PAR_FILE_READ, 0, 0, strerror(errno));
}

static void report_too_long(struct csv_table *csv)
{
    char limit[16];
    snprintf(limit, sizeof limit, "%d", PAR_LINES_MAX);
    report(csv, PAR_FATAL, PAR_CSV_TOO_LONG, csv->row.open ? csv->row.line : csv->line + 1, 0, limit);
}

/* The first byte that has no place in UTF-8 text; NUL is one. NULL when all is well. */
static const char *find_bad(const struct csv_table *csv, struct par_span text)
{
    size_t bad;
    if (!par_text_valid(text, &bad))
        return text.text + bad;
    return csv->lines.has_nul && text.size > 0 ? memchr(text.text, '\0', text.size) : NULL;
}

static void report_bad_text(struct csv_table *csv)
{
    const struct building *row = &csv->row;
    char byte[8];
    snprintf(byte, sizeof byte, "0x%02X", row->bad_byte);
    size_t field = 0;
    while (field < row->count && !find_bad(csv, row->fields[field]))
        field++;
    report(csv, PAR_ERROR, PAR_TEXT_UTF8, row->bad_line, field < row->count ? field + 1 : 0, byte);
}

/* --- libcsv's side ----------------------------------------------------------------------------------------------- */

static void start_parser(struct csv_table *csv)
{
    csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
    csv_set_delim(&csv->parser, (unsigned char)csv->table.separator);
    csv_set_blk_size(&csv->parser, ENTRY_STEP);
}

static void restart_parser(struct csv_table *csv)
{
    csv_free(&csv->parser);
    start_parser(csv);
    csv->row.open = false;
}

static struct par_span strip_guard(struct par_span field)
{
    if (field.size < 2 || *field.text != '\'' || !memchr("=+-@\t\r", field.text[1], 6))
        return field;
    return (struct par_span){field.text + 1, field.size - 1};
}

static void take_field(void *bytes, size_t size, void *context)
{
    struct csv_table *csv = context;
    struct building *row = &csv->row;
    if (row->count == row->field_room) {
        row->field_room *= 2;
        row->fields = par_memory_resize(csv->table.source->arena, row->fields, row->field_room * sizeof *row->fields);
    }
    char *copy = row->bytes + row->used;
    if (size > 0)
        memcpy(copy, bytes, size);
    row->used += size;
    row->fields[row->count++] = strip_guard((struct par_span){copy, size});
}

static void take_row(int terminator, void *context)
{
    struct csv_table *csv = context;
    (void)terminator;
    csv->row.ended = true;
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

static bool is_blank(struct par_span line)
{
    size_t at = 0;
    while (at < line.size && (line.text[at] == ' ' || line.text[at] == '\t'))
        at++;
    return at == line.size || line.text[at] == '\n' || line.text[at] == '\r';
}

static void begin_row(struct csv_table *csv)
{
    struct building *row = &csv->row;
    row->line = csv->line;
    row->open = true;
    row->ended = false;
    row->bad = false;
    row->fed = 0;
    row->used = 0;
    row->count = 0;
}

/* Room for all bytes that libcsv may hand out for this row. */
static void reserve(struct csv_table *csv)
{
    struct building *row = &csv->row;
    if (row->fed <= row->room)
        return;
    while (row->room < row->fed)
        row->room *= 2;
    char *larger = par_memory_resize(csv->table.source->arena, NULL, row->room);
    memcpy(larger, row->bytes, row->used);
    for (size_t i = 0; i < row->count; i++)
        row->fields[i].text = larger + (row->fields[i].text - row->bytes);
    free(row->bytes);
    row->bytes = larger;
}

static void check_text(struct csv_table *csv, struct par_span line)
{
    const char *bad = find_bad(csv, line);
    if (!bad || csv->row.bad)
        return;
    csv->row.bad = true;
    csv->row.bad_line = csv->line;
    csv->row.bad_byte = (unsigned char)*bad;
}

/* True when libcsv has ended a row that is fit to be given. */
static bool row_is_ready(struct csv_table *csv)
{
    if (!csv->row.ended)
        return false;
    csv->row.open = false;
    if (csv->row.bad)
        report_bad_text(csv);
    return !csv->row.bad;
}

/* Gives one physical line to libcsv; true when it ends a good row. */
static bool feed(struct csv_table *csv, struct par_span line)
{
    struct building *row = &csv->row;
    if (!row->open)
        begin_row(csv);
    row->fed += line.size;
    if (row->fed > PAR_LINES_MAX) {
        report_too_long(csv);
        return false;
    }
    reserve(csv);
    check_text(csv, line);
    if (csv_parse(&csv->parser, line.text, line.size, take_field, take_row, csv) == line.size)
        return row_is_ready(csv);
    if (csv_error(&csv->parser) != CSV_EPARSE)
        par_memory_fail(csv->table.source->arena);
    report_broken(csv);
    restart_parser(csv);
    return false;
}

/* At the end of the file: true when it ends a good row. */
static bool finish(struct csv_table *csv)
{
    csv->finished = true;
    if (!csv->row.open)
        return false;
    if (csv_fini(&csv->parser, take_field, take_row, csv) == 0)
        return row_is_ready(csv);
    report(csv, PAR_ERROR, PAR_CSV_UNCLOSED, csv->row.line, csv->row.count + 1, NULL);
    return false;
}

/* No line came: the end, or a fault. True when the end of the file ends a good row. */
static bool stop(struct csv_table *csv, enum par_lines_status status)
{
    if (status == PAR_LINES_END)
        return finish(csv);
    if (status == PAR_LINES_LONG)
        report_too_long(csv);
    else
        report_unread(csv, status);
    return false;
}

/* --- The beginning of the file ------------------------------------------------------------------------------------ */

/* Excel's own line "sep=;" at the very beginning: its separator, and the line is skipped. */
static char take_sep_line(struct csv_table *csv)
{
    struct par_span head = par_lines_peek(&csv->lines), line;
    char quote = head.size > 0 && *head.text == '"' ? 1 : 0;
    if (head.size < 5u + (size_t)quote || strncasecmp(head.text + quote, "sep=", 4) != 0)
        return 0;
    char separator = head.text[4 + quote];
    if (!par_is_separator(separator) || par_lines_next(&csv->lines, &line) != PAR_LINES_OK)
        return 0;
    csv->line++;
    return separator;
}

static void begin(struct csv_table *csv, char separator)
{
    enum par_lines_status status = par_lines_open(&csv->lines, csv->table.source);
    if (status != PAR_LINES_OK) {
        report_unread(csv, status);
        return;
    }
    char said = take_sep_line(csv);
    if (separator == 0)
        separator = said ? said : par_separator_find(par_lines_peek(&csv->lines));
    csv->table.separator = separator;
}

/* --- The table --------------------------------------------------------------------------------------------------- */

static void close_csv(struct par_table *table)
{
    struct csv_table *csv = (struct csv_table *)table;
    csv_free(&csv->parser);
    par_fast_rows_close(&csv->fast);
    if (!csv->borrows)
        par_lines_close(&csv->lines);
    par_source_close(csv->table.source);
    free(csv->row.fields);
    free(csv->row.bytes);
    free(csv);
}

static int give_row(const struct csv_table *csv, struct par_row *row)
{
    *row = (struct par_row){
        .line = csv->row.line, .count = csv->row.used > 0 ? csv->row.count : 0, .fields = csv->row.fields};
    return 1;
}

static int give_blank(const struct csv_table *csv, struct par_row *row)
{
    *row = (struct par_row){.line = csv->line, .count = 0, .fields = csv->row.fields};
    return 1;
}

/* A row that needs no libcsv. */
static bool next_fast(struct csv_table *csv, struct par_row *row)
{
    struct par_fast_row fast;
    if (csv->row.open || !par_fast_rows_next(&csv->fast, &csv->lines, &fast))
        return false;
    *row = (struct par_row){.line = csv->line + 1, .count = fast.used > 0 ? fast.count : 0, .fields = csv->fast.fields};
    csv->line += (uint32_t)fast.lines;
    return true;
}

static int next_csv(struct par_table *table, struct par_row *row)
{
    struct csv_table *csv = (struct csv_table *)table;
    while (!csv->finished) {
        if (next_fast(csv, row))
            return 1;
        struct par_span line;
        enum par_lines_status status = par_lines_next(&csv->lines, &line);
        if (status != PAR_LINES_OK) {
            if (stop(csv, status))
                return give_row(csv, row);
            continue;
        }
        csv->line++;
        if (!csv->row.open && is_blank(line))
            return give_blank(csv, row);
        if (feed(csv, line))
            return give_row(csv, row);
    }
    return 0;
}

static struct csv_table *new_table(struct par_source *source, struct par_diags *diags)
{
    struct csv_table *csv = par_memory_resize(source->arena, NULL, sizeof *csv);
    *csv = (struct csv_table){.table = {.next = next_csv, .close = close_csv, .source = source, .diags = diags}};
    csv->row.room = FIRST_ROOM;
    csv->row.bytes = par_memory_resize(source->arena, NULL, FIRST_ROOM);
    csv->row.field_room = FIRST_FIELDS;
    csv->row.fields = par_memory_resize(source->arena, NULL, FIRST_FIELDS * sizeof *csv->row.fields);
    return csv;
}

static void start(struct csv_table *csv, enum par_scan_kind scan)
{
    start_parser(csv);
    csv->scan = scan;
    par_fast_rows_open(&csv->fast, scan, csv->table.separator, csv->table.source->arena);
}

struct par_table *par_csv_open(struct par_source *source, const struct par_table_options *options,
                               struct par_diags *diags)
{
    struct csv_table *csv = new_table(par_source_decode(source, options->encoding, diags), diags);
    begin(csv, options->separator);
    start(csv, options->scan);
    return &csv->table;
}

/* --- Pieces ------------------------------------------------------------------------------------------------------- */

bool par_csv_rest(struct par_table *table, struct par_csv_rest *rest)
{
    struct csv_table *csv = (struct csv_table *)table;
    if (table->next != next_csv || table->failed || csv->row.open)
        return false;
    *rest = (struct par_csv_rest){par_lines_peek(&csv->lines), table->source, csv->line, table->separator, csv->scan};
    return true;
}

void par_csv_stop(struct par_table *table, bool failed)
{
    ((struct csv_table *)table)->finished = true;
    table->failed = table->failed || failed;
}

struct par_table *par_csv_pieces(const struct par_csv_rest *rest, struct par_arena *arena, struct par_diags *diags)
{
    struct par_source *source = par_source_memory(par_span_of(""), 0, rest->source->name, arena);
    struct csv_table *csv = new_table(source, diags);
    csv->table.separator = rest->separator;
    csv->borrows = true;
    csv->lines = (struct par_lines){.source = source, .exhausted = true, .has_nul = true};
    start(csv, rest->scan);
    return &csv->table;
}

void par_csv_give(struct par_table *table, char *bytes, size_t begin, size_t end, uint32_t line,
                  struct par_diags *diags)
{
    struct csv_table *csv = (struct csv_table *)table;
    struct par_lines *lines = &csv->lines;
    if (csv->row.open)
        restart_parser(csv);
    *lines = (struct par_lines){.source = lines->source,
                                .bytes = bytes,
                                .begin = begin,
                                .end = end,
                                .exhausted = true,
                                .has_nul = true,
                                .generation = lines->generation + 1};
    csv->line = line;
    csv->finished = table->failed = false;
    table->diags = diags;
}

size_t par_csv_place(const struct par_table *table)
{
    return ((const struct csv_table *)table)->lines.begin;
}

uint32_t par_csv_plain(struct par_table *table, const struct par_wanted *wanted, struct par_span *fields)
{
    struct csv_table *csv = (struct csv_table *)table;
    if (csv->row.open || !par_fast_rows_plain(&csv->fast, &csv->lines, wanted, fields))
        return 0;
    return ++csv->line;
}
