#include "parindex/text.h"
#include "writer_format.h"

/* What stands around and between the cells of a line. */
struct frame {
    const char *open;
    const char *between;
    const char *close;
    size_t least_width;
};

static const struct frame aligned = {"", "  ", "", 1};
static const struct frame piped = {"| ", " | ", " |", 3};

/* The rows are held until all widths are known. */
struct held {
    const struct frame *frame;
    size_t *widths; /* one a column */
    const char **cells;
    size_t count;
    size_t room;
};

/* --- Holding ----------------------------------------------------------------------------------------------------- */

static void hold(struct par_writer *writer, const char *text)
{
    struct held *held = writer->own;
    size_t width = par_text_width(par_span_of(text));
    size_t *widest = &held->widths[held->count % writer->count];
    *widest = width > *widest ? width : *widest;
    held->cells = par_arena_grow(writer->arena, held->cells, held->count, &held->room, sizeof *held->cells);
    held->cells[held->count++] = text;
}

/* On one line: each byte of a control character (also of U+0080 to U+009F) becomes a space. */
static const char *flatten(struct par_writer *writer, struct par_span text)
{
    char *flat = par_arena_copy(writer->arena, text);
    for (char *c = flat; *c != '\0'; c++) {
        const unsigned char *byte = (const unsigned char *)c;
        bool pair = byte[0] == 0xC2 && byte[1] >= 0x80 && byte[1] < 0xA0;
        if (!pair && byte[0] >= 0x20 && byte[0] != 0x7F)
            continue;
        *c = ' ';
        if (pair)
            *++c = ' ';
    }
    return flat;
}

/* On one line, and nothing that ends a cell. */
static const char *escape(struct par_writer *writer, struct par_span text)
{
    struct par_bytes *escaped = &writer->bytes;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.text[i];
        if (c == '|' || c == '\\')
            par_bytes_add_char(escaped, '\\');
        if (c == '\n')
            par_bytes_add(escaped, par_span_of("<br>"));
        else
            par_bytes_add_char(escaped, c);
    }
    const char *kept = flatten(writer, (struct par_span){escaped->text, escaped->size});
    escaped->size = 0;
    return kept;
}

static void begin(struct par_writer *writer, const struct frame *frame,
                  const char *(*clean)(struct par_writer *, struct par_span))
{
    struct held *held = par_arena_alloc(writer->arena, sizeof *held);
    held->frame = frame;
    held->widths = par_arena_array(writer->arena, writer->count, sizeof *held->widths);
    for (size_t i = 0; i < writer->count; i++)
        held->widths[i] = frame->least_width;
    writer->own = held;
    for (size_t i = 0; i < writer->count; i++)
        hold(writer, clean(writer, par_span_of(writer->columns[i].heading)));
}

static void begin_table(struct par_writer *writer)
{
    begin(writer, &aligned, flatten);
}

static void begin_markdown(struct par_writer *writer)
{
    begin(writer, &piped, escape);
}

static void hold_flat(struct par_writer *writer, enum par_cell kind, struct par_span text)
{
    hold(writer, kind == PAR_CELL_EMPTY ? "" : flatten(writer, text));
}

static void hold_escaped(struct par_writer *writer, enum par_cell kind, struct par_span text)
{
    hold(writer, kind == PAR_CELL_EMPTY ? "" : escape(writer, text));
}

static void end_row(struct par_writer *writer)
{
    (void)writer;
}

/* --- Printing ---------------------------------------------------------------------------------------------------- */

static void add_many(struct par_bytes *bytes, char c, size_t count)
{
    memset(par_bytes_reserve(bytes, count), c, count);
    bytes->size += count;
}

static void add_padded(struct par_bytes *line, struct par_span text, size_t width, bool to_the_right)
{
    size_t padding = width - par_text_width(text);
    if (to_the_right)
        add_many(line, ' ', padding);
    par_bytes_add(line, text);
    if (!to_the_right)
        add_many(line, ' ', padding);
}

static void print_line(struct par_writer *writer)
{
    struct par_bytes *line = &writer->bytes;
    while (line->size > 0 && line->text[line->size - 1] == ' ')
        line->size--;
    par_bytes_add_char(line, '\n');
    par_writer_flush(writer);
}

/* What stands before a column: the opening of the line or the space between two. */
static void add_joint(struct par_writer *writer, size_t column)
{
    const struct held *held = writer->own;
    par_bytes_add(&writer->bytes, par_span_of(column == 0 ? held->frame->open : held->frame->between));
}

static void print_row(struct par_writer *writer, const char *const *cells)
{
    const struct held *held = writer->own;
    for (size_t i = 0; i < writer->count; i++) {
        add_joint(writer, i);
        add_padded(&writer->bytes, par_span_of(cells[i]), held->widths[i], writer->columns[i].number);
    }
    par_bytes_add(&writer->bytes, par_span_of(held->frame->close));
    print_line(writer);
}

static void print_rule(struct par_writer *writer)
{
    const struct held *held = writer->own;
    for (size_t i = 0; i < writer->count; i++) {
        bool marked = held->frame == &piped && writer->columns[i].number;
        add_joint(writer, i);
        add_many(&writer->bytes, '-', held->widths[i] - marked);
        if (marked)
            par_bytes_add_char(&writer->bytes, ':');
    }
    par_bytes_add(&writer->bytes, par_span_of(held->frame->close));
    print_line(writer);
}

static void end(struct par_writer *writer)
{
    const struct held *held = writer->own;
    print_row(writer, held->cells);
    print_rule(writer);
    for (size_t i = writer->count; i < held->count; i += writer->count)
        print_row(writer, held->cells + i);
}

static void print_text(struct par_writer *writer, const char *text)
{
    par_bytes_add(&writer->bytes, par_span_of(text));
    par_bytes_add_char(&writer->bytes, '\n');
    par_writer_flush(writer);
}

/* An empty line stands between a paragraph and the table. */
static void print_paragraph(struct par_writer *writer, const char *text)
{
    if (writer->ended)
        print_text(writer, "");
    print_text(writer, text);
    if (!writer->ended)
        print_text(writer, "");
}

const struct par_writer_format par_writer_table = {begin_table, hold_flat, end_row, print_text, end};
const struct par_writer_format par_writer_markdown = {begin_markdown, hold_escaped, end_row, print_paragraph, end};
