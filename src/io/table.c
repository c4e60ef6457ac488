#include "parindex/table.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lines.h"
#include "memory.h"
#include "parindex/text.h"
#include "sniff.h"

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

struct par_table {
    struct par_source *source;
    struct par_diags *diags;
    struct par_lines lines;
    struct csv_parser parser;
    char separator;
    uint32_t line; /* the physical line last read */
    bool finished;
    bool failed;
    struct building row;
};

/* --- Findings ---------------------------------------------------------------------------------------------------- */

static void report(struct par_table *table, enum par_severity severity, enum par_code code, uint32_t line, size_t field,
                   const char *arg)
{
    struct par_place place = {.file = table->source->name, .line = line, .field = (uint32_t)field};
    par_diags_add(table->diags, severity, code, &place, arg, NULL);
    if (severity == PAR_FATAL) {
        table->failed = true;
        table->finished = true;
    }
}

static void report_broken(struct par_table *table)
{
    const struct building *row = &table->row;
    char began[16];
    snprintf(began, sizeof began, "%u", (unsigned)row->line);
    report(table, PAR_ERROR, PAR_CSV_QUOTE, table->line, row->count + 1, row->line == table->line ? NULL : began);
}

static void report_too_long(struct par_table *table)
{
    char limit[16];
    snprintf(limit, sizeof limit, "%d", PAR_LINES_MAX);
    report(table, PAR_FATAL, PAR_CSV_TOO_LONG, table->row.open ? table->row.line : table->line + 1, 0, limit);
}

/* The first byte that has no place in UTF-8 text; NUL is one. NULL when all is well. */
static const char *find_bad(const struct par_table *table, struct par_span text)
{
    size_t bad;
    if (!par_text_valid(text, &bad))
        return text.text + bad;
    return table->lines.has_nul && text.size > 0 ? memchr(text.text, '\0', text.size) : NULL;
}

static void report_bad_text(struct par_table *table)
{
    const struct building *row = &table->row;
    char byte[8];
    snprintf(byte, sizeof byte, "0x%02X", row->bad_byte);
    size_t field = 0;
    while (field < row->count && !find_bad(table, row->fields[field]))
        field++;
    report(table, PAR_ERROR, PAR_TEXT_UTF8, row->bad_line, field < row->count ? field + 1 : 0, byte);
}

/* --- libcsv's side ----------------------------------------------------------------------------------------------- */

static void start_parser(struct par_table *table)
{
    csv_init(&table->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
    csv_set_delim(&table->parser, (unsigned char)table->separator);
    csv_set_blk_size(&table->parser, ENTRY_STEP);
}

static void restart_parser(struct par_table *table)
{
    csv_free(&table->parser);
    start_parser(table);
    table->row.open = false;
}

static struct par_span strip_guard(struct par_span field)
{
    if (field.size < 2 || *field.text != '\'' || !memchr("=+-@\t\r", field.text[1], 6))
        return field;
    return (struct par_span){field.text + 1, field.size - 1};
}

static void take_field(void *bytes, size_t size, void *context)
{
    struct par_table *table = context;
    struct building *row = &table->row;
    if (row->count == row->field_room) {
        row->field_room *= 2;
        row->fields = par_memory_resize(table->source->arena, row->fields, row->field_room * sizeof *row->fields);
    }
    char *copy = row->bytes + row->used;
    if (size > 0)
        memcpy(copy, bytes, size);
    row->used += size;
    row->fields[row->count++] = strip_guard((struct par_span){copy, size});
}

static void take_row(int terminator, void *context)
{
    struct par_table *table = context;
    (void)terminator;
    table->row.ended = true;
}

/* --- Rows -------------------------------------------------------------------------------------------------------- */

static bool is_blank(struct par_span line)
{
    size_t at = 0;
    while (at < line.size && (line.text[at] == ' ' || line.text[at] == '\t'))
        at++;
    return at == line.size || line.text[at] == '\n' || line.text[at] == '\r';
}

static void begin_row(struct par_table *table)
{
    struct building *row = &table->row;
    row->line = table->line;
    row->open = true;
    row->ended = false;
    row->bad = false;
    row->fed = 0;
    row->used = 0;
    row->count = 0;
}

/* Room for all bytes that libcsv may hand out for this row. */
static void reserve(struct par_table *table)
{
    struct building *row = &table->row;
    if (row->fed <= row->room)
        return;
    while (row->room < row->fed)
        row->room *= 2;
    char *larger = par_memory_resize(table->source->arena, NULL, row->room);
    memcpy(larger, row->bytes, row->used);
    for (size_t i = 0; i < row->count; i++)
        row->fields[i].text = larger + (row->fields[i].text - row->bytes);
    free(row->bytes);
    row->bytes = larger;
}

static void check_text(struct par_table *table, struct par_span line)
{
    const char *bad = find_bad(table, line);
    if (!bad || table->row.bad)
        return;
    table->row.bad = true;
    table->row.bad_line = table->line;
    table->row.bad_byte = (unsigned char)*bad;
}

/* True when libcsv has ended a row that is fit to be given. */
static bool row_is_ready(struct par_table *table)
{
    if (!table->row.ended)
        return false;
    table->row.open = false;
    if (table->row.bad)
        report_bad_text(table);
    return !table->row.bad;
}

/* Gives one physical line to libcsv; true when it ends a good row. */
static bool feed(struct par_table *table, struct par_span line)
{
    struct building *row = &table->row;
    if (!row->open)
        begin_row(table);
    row->fed += line.size;
    if (row->fed > PAR_LINES_MAX) {
        report_too_long(table);
        return false;
    }
    reserve(table);
    check_text(table, line);
    if (csv_parse(&table->parser, line.text, line.size, take_field, take_row, table) == line.size)
        return row_is_ready(table);
    if (csv_error(&table->parser) != CSV_EPARSE)
        par_memory_fail(table->source->arena);
    report_broken(table);
    restart_parser(table);
    return false;
}

/* At the end of the file: true when it ends a good row. */
static bool finish(struct par_table *table)
{
    table->finished = true;
    if (!table->row.open)
        return false;
    if (csv_fini(&table->parser, take_field, take_row, table) == 0)
        return row_is_ready(table);
    report(table, PAR_ERROR, PAR_CSV_UNCLOSED, table->row.line, table->row.count + 1, NULL);
    return false;
}

/* No line came: the end, or a fault. True when the end of the file ends a good row. */
static bool stop(struct par_table *table, enum par_lines_status status)
{
    if (status == PAR_LINES_END)
        return finish(table);
    if (status == PAR_LINES_LONG)
        report_too_long(table);
    else
        report(table, PAR_FATAL, PAR_FILE_READ, 0, 0, strerror(errno));
    return false;
}

/* --- The table --------------------------------------------------------------------------------------------------- */

/* The most frequent of , ; and tab outside quotes in the first line that is not empty; the earlier one of equals. */
static char find_separator(struct par_span head)
{
    static const char separators[] = {',', ';', '\t'};
    size_t counts[sizeof separators] = {0};
    bool quoted = false;
    size_t at = 0;
    while (at < head.size && (head.text[at] == '\n' || head.text[at] == '\r'))
        at++;
    for (; at < head.size && head.text[at] != '\n' && head.text[at] != '\r'; at++) {
        if (head.text[at] == '"')
            quoted = !quoted;
        for (size_t i = 0; i < sizeof separators; i++)
            counts[i] += !quoted && head.text[at] == separators[i];
    }
    size_t best = 0;
    for (size_t i = 1; i < sizeof separators; i++)
        if (counts[i] > counts[best])
            best = i;
    return separators[best];
}

static void begin(struct par_table *table)
{
    if (par_lines_open(&table->lines, table->source) != PAR_LINES_OK) {
        report(table, PAR_FATAL, PAR_FILE_READ, 0, 0, strerror(errno));
        return;
    }
    struct par_span head = par_lines_peek(&table->lines);
    table->failed = table->finished = !par_sniff_text(head, table->source->name, table->diags);
    par_lines_skip(&table->lines, par_sniff_mark(head));
    if (table->separator == 0)
        table->separator = find_separator(par_lines_peek(&table->lines));
}

struct par_table *par_table_open(struct par_source *source, char separator, struct par_diags *diags)
{
    struct par_table *table = par_memory_resize(source->arena, NULL, sizeof *table);
    *table = (struct par_table){.source = source, .diags = diags, .separator = separator};
    table->row.room = FIRST_ROOM;
    table->row.bytes = par_memory_resize(source->arena, NULL, FIRST_ROOM);
    table->row.field_room = FIRST_FIELDS;
    table->row.fields = par_memory_resize(source->arena, NULL, FIRST_FIELDS * sizeof *table->row.fields);
    begin(table);
    start_parser(table);
    return table;
}

void par_table_close(struct par_table *table)
{
    if (!table)
        return;
    csv_free(&table->parser);
    par_lines_close(&table->lines);
    par_source_close(table->source);
    free(table->row.fields);
    free(table->row.bytes);
    free(table);
}

static int give_row(const struct par_table *table, struct par_row *row)
{
    row->line = table->row.line;
    row->count = table->row.used > 0 ? table->row.count : 0;
    row->fields = table->row.fields;
    return 1;
}

static int give_blank(const struct par_table *table, struct par_row *row)
{
    *row = (struct par_row){.line = table->line, .count = 0, .fields = table->row.fields};
    return 1;
}

int par_table_next(struct par_table *table, struct par_row *row)
{
    while (!table->finished) {
        struct par_span line;
        enum par_lines_status status = par_lines_next(&table->lines, &line);
        if (status != PAR_LINES_OK) {
            if (stop(table, status))
                return give_row(table, row);
            continue;
        }
        table->line++;
        if (!table->row.open && is_blank(line))
            return give_blank(table, row);
        if (feed(table, line))
            return give_row(table, row);
    }
    return 0;
}

bool par_table_failed(const struct par_table *table)
{
    return table->failed;
}

const char *par_table_name(const struct par_table *table)
{
    return table->source->name;
}

char par_table_separator(const struct par_table *table)
{
    return table->separator;
}
