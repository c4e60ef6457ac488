#include "writer_format.h"

/* How one kind of CSV differs from the other. */
struct dialect {
    const char *mark; /* before everything */
    char separator;
    struct par_span line_end;
    bool guard; /* against formulas */
};

static const struct dialect plain = {"", ',', {"\n", 1}, false};
static const struct dialect excel = {"\xEF\xBB\xBF", ';', {"\r\n", 2}, true};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Readers trim blanks at the ends of a field that is not quoted. */
static bool needs_quotes(struct par_span text, char separator)
{
    if (text.size == 0)
        return false;
    if (is_blank(text.text[0]) || is_blank(text.text[text.size - 1]))
        return true;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i];
        if (c == separator || c == '"' || c == '\n' || c == '\r')
            return true;
    }
    return false;
}

static bool needs_guard(struct par_span text)
{
    return text.size > 0 && memchr("=+-@\t\r", *text.text, 6);
}

static void add_quoted(struct par_bytes *bytes, const char *guard, struct par_span text)
{
    char *end = par_bytes_reserve(bytes, 2 * text.size + 3);
    *end++ = '"';
    while (*guard != '\0')
        *end++ = *guard++;
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] == '"')
            *end++ = '"';
        *end++ = text.text[i];
    }
    *end++ = '"';
    bytes->size = (size_t)(end - bytes->text);
}

static void add_text(struct par_writer *writer, struct par_span text)
{
    const struct dialect *dialect = writer->own;
    const char *guard = dialect->guard && needs_guard(text) ? "'" : "";
    if (needs_quotes(text, dialect->separator)) {
        add_quoted(&writer->bytes, guard, text);
        return;
    }
    par_bytes_add(&writer->bytes, par_span_of(guard));
    par_bytes_add(&writer->bytes, text);
}

static void add_separator(struct par_writer *writer, size_t column)
{
    const struct dialect *dialect = writer->own;
    if (column > 0)
        par_bytes_add_char(&writer->bytes, dialect->separator);
}

static void add_cell(struct par_writer *writer, enum par_cell kind, struct par_span text)
{
    add_separator(writer, writer->column);
    if (kind == PAR_CELL_TEXT)
        add_text(writer, text);
    else
        par_bytes_add(&writer->bytes, text);
}

static void end_row(struct par_writer *writer)
{
    const struct dialect *dialect = writer->own;
    par_bytes_add(&writer->bytes, dialect->line_end);
    par_writer_flush(writer);
}

static void begin(struct par_writer *writer, const struct dialect *dialect)
{
    writer->own = par_arena_alloc(writer->arena, sizeof *dialect);
    memcpy(writer->own, dialect, sizeof *dialect);
    par_bytes_add(&writer->bytes, par_span_of(dialect->mark));
    for (size_t i = 0; i < writer->count; i++) {
        const struct par_column *column = &writer->columns[i];
        add_separator(writer, i);
        add_text(writer, par_span_of(dialect->guard ? column->heading : column->name));
    }
    end_row(writer);
}

static void begin_plain(struct par_writer *writer)
{
    begin(writer, &plain);
}

static void begin_excel(struct par_writer *writer)
{
    begin(writer, &excel);
}

static void end(struct par_writer *writer)
{
    (void)writer;
}

const struct par_writer_format par_writer_csv = {begin_plain, add_cell, end_row, NULL, end};
const struct par_writer_format par_writer_csv_excel = {begin_excel, add_cell, end_row, NULL, end};
