#include <cjson/cJSON.h>
#include <limits.h>

#include "writer_format.h"

/* One cJSON object in the arena serves all rows: its items stay, their values point into the row's bytes. So a row
 * allocates nothing. */
struct row {
    cJSON object;
    cJSON *items;    /* one a column */
    size_t *offsets; /* of each value in the writer's bytes */
    char *printed;
    size_t room;
};

static void begin(struct par_writer *writer)
{
    struct row *row = par_arena_alloc(writer->arena, sizeof *row);
    row->items = par_arena_array(writer->arena, writer->count, sizeof *row->items);
    row->offsets = par_arena_array(writer->arena, writer->count, sizeof *row->offsets);
    row->object.type = cJSON_Object;
    row->object.child = writer->count > 0 ? row->items : NULL;
    for (size_t i = 0; i < writer->count; i++) {
        row->items[i].string = par_arena_copy(writer->arena, par_span_of(writer->columns[i].name));
        row->items[i].next = i + 1 < writer->count ? &row->items[i + 1] : NULL;
    }
    writer->own = row;
}

static void add_cell(struct par_writer *writer, enum par_cell kind, struct par_span text)
{
    static const int types[] = {
        [PAR_CELL_EMPTY] = cJSON_NULL, [PAR_CELL_TEXT] = cJSON_String, [PAR_CELL_NUMBER] = cJSON_Raw};
    struct row *row = writer->own;
    row->items[writer->column].type = types[kind] | cJSON_IsReference;
    row->offsets[writer->column] = writer->bytes.size;
    par_bytes_add(&writer->bytes, text);
    par_bytes_add_char(&writer->bytes, '\0');
}

static void print_row(struct par_writer *writer)
{
    struct row *row = writer->own;
    for (size_t i = 0; i < writer->count; i++)
        row->items[i].valuestring = writer->bytes.text + row->offsets[i];
    while (!row->printed || !cJSON_PrintPreallocated(&row->object, row->printed, (int)row->room, false)) {
        if (row->room > INT_MAX / 2)
            par_memory_fail(writer->arena);
        row->room = row->room ? 2 * row->room : 1024;
        row->printed = par_arena_alloc(writer->arena, row->room);
    }
    par_output_write(writer->output, row->printed, strlen(row->printed));
    writer->bytes.size = 0;
}

static void end_row(struct par_writer *writer)
{
    par_output_write(writer->output, writer->rows == 0 ? "[\n" : ",\n", 2);
    print_row(writer);
}

static void end_row_line(struct par_writer *writer)
{
    print_row(writer);
    par_output_write(writer->output, "\n", 1);
}

static void end(struct par_writer *writer)
{
    struct par_span closing = par_span_of(writer->rows == 0 ? "[]\n" : "\n]\n");
    par_output_write(writer->output, closing.text, closing.size);
}

static void end_lines(struct par_writer *writer)
{
    (void)writer;
}

const struct par_writer_format par_writer_json = {begin, add_cell, end_row, NULL, end};
const struct par_writer_format par_writer_jsonl = {begin, add_cell, end_row_line, NULL, end_lines};
