#include "parindex/writer.h"

#include "parindex/decimal.h"
#include "writer_format.h"

static const struct par_writer_format *const formats[] = {
    [PAR_CSV] = &par_writer_csv,     [PAR_CSV_EXCEL] = &par_writer_csv_excel, [PAR_JSON] = &par_writer_json,
    [PAR_JSONL] = &par_writer_jsonl, [PAR_TABLE] = &par_writer_table,         [PAR_MARKDOWN] = &par_writer_markdown,
    [PAR_XLSX] = &par_writer_xlsx,
};

/* Those whose numbers are no text for people. */
static bool has_plain_numbers(enum par_format format)
{
    return format == PAR_CSV || format == PAR_JSON || format == PAR_JSONL || format == PAR_XLSX;
}

static const struct par_column *copy_columns(const struct par_column *columns, size_t count, struct par_arena *arena)
{
    struct par_column *copies = par_arena_array(arena, count, sizeof *copies);
    for (size_t i = 0; i < count; i++) {
        const char *heading = columns[i].heading ? columns[i].heading : columns[i].name;
        copies[i].name = par_arena_copy(arena, par_span_of(columns[i].name));
        copies[i].heading = par_arena_copy(arena, par_span_of(heading));
        copies[i].number = columns[i].number;
    }
    return copies;
}

struct par_writer *par_writer_new(struct par_output *output, enum par_format format, const struct par_column *columns,
                                  size_t count, char decimal, struct par_arena *arena)
{
    struct par_writer *writer = par_arena_alloc(arena, sizeof *writer);
    writer->format = formats[format];
    writer->output = output;
    writer->arena = arena;
    writer->columns = copy_columns(columns, count, arena);
    writer->count = count;
    writer->decimal = has_plain_numbers(format) ? '.' : decimal;
    writer->bytes.arena = arena;
    writer->format->begin(writer);
    return writer;
}

static void add_cell(struct par_writer *writer, enum par_cell kind, struct par_span text)
{
    if (writer->column == writer->count)
        return;
    writer->format->cell(writer, kind, text);
    writer->column++;
}

void par_writer_empty(struct par_writer *writer)
{
    add_cell(writer, PAR_CELL_EMPTY, par_span_of(""));
}

void par_writer_text(struct par_writer *writer, const char *text)
{
    if (!text || *text == '\0')
        par_writer_empty(writer);
    else
        add_cell(writer, PAR_CELL_TEXT, par_span_of(text));
}

void par_writer_decimal(struct par_writer *writer, int64_t value, int scale, int decimals)
{
    char text[PAR_DECIMAL_TEXT];
    size_t size = par_decimal_print(value, scale, decimals, writer->decimal, text);
    add_cell(writer, PAR_CELL_NUMBER, (struct par_span){text, size});
}

void par_writer_integer(struct par_writer *writer, int64_t value)
{
    par_writer_decimal(writer, value, 0, 0);
}

void par_writer_date(struct par_writer *writer, const char *date)
{
    bool has_dates = writer->format == &par_writer_xlsx;
    add_cell(writer, has_dates ? PAR_CELL_DATE : PAR_CELL_TEXT, par_span_of(date));
}

void par_writer_row(struct par_writer *writer)
{
    while (writer->column < writer->count)
        par_writer_empty(writer);
    writer->format->row(writer);
    writer->column = 0;
    writer->rows++;
}

void par_writer_line(struct par_writer *writer, const char *text)
{
    if (writer->format->line)
        writer->format->line(writer, text);
}

void par_writer_end(struct par_writer *writer)
{
    writer->format->end(writer);
    writer->ended = true;
}
