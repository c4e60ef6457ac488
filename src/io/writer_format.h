/* writer_format: the interface between the writer and its formats. Private to io.
 *
 * writer.c keeps count of the columns, formats the numbers and asks for every cell of a row in order, empty ones too.
 * A format turns them into bytes. */
#ifndef PARINDEX_IO_WRITER_FORMAT_H
#define PARINDEX_IO_WRITER_FORMAT_H

#include "memory.h"
#include "parindex/writer.h"

/* A date is handed to the formats that have dates, to others as a text. */
enum par_cell { PAR_CELL_EMPTY, PAR_CELL_TEXT, PAR_CELL_NUMBER, PAR_CELL_DATE };

struct par_writer_format {
    void (*begin)(struct par_writer *writer);
    void (*cell)(struct par_writer *writer, enum par_cell kind, struct par_span text); /* NUL-terminated */
    void (*row)(struct par_writer *writer);
    void (*line)(struct par_writer *writer, const char *text); /* NULL: the format has no text around a table */
    void (*end)(struct par_writer *writer);
};

struct par_writer {
    const struct par_writer_format *format;
    void *own; /* the format's state */
    struct par_output *output;
    struct par_arena *arena;
    const struct par_column *columns;
    size_t count;  /* of columns */
    size_t column; /* of the next cell */
    size_t rows;   /* ended so far */
    char decimal;
    bool ended;
    struct par_bytes bytes; /* what the format builds up; it sets the size back to 0 */
};

extern const struct par_writer_format par_writer_csv;
extern const struct par_writer_format par_writer_csv_excel;
extern const struct par_writer_format par_writer_json;
extern const struct par_writer_format par_writer_jsonl;
extern const struct par_writer_format par_writer_table;
extern const struct par_writer_format par_writer_markdown;
extern const struct par_writer_format par_writer_xlsx;

/* Hands the built-up bytes to the output. */
static inline void par_writer_flush(struct par_writer *writer)
{
    par_output_write(writer->output, writer->bytes.text, writer->bytes.size);
    writer->bytes.size = 0;
}

#endif
