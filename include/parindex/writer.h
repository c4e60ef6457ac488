/* writer: rows of typed cells in any of the output formats.
 *
 * CSV: RFC 4180, LF, dot decimals, quotes only where needed. CSV for Excel: BOM, ';', CRLF, decimal comma, formula
 * guard
 * ("'" before a text that begins with = + - @ tab CR). JSON: an array of objects, a line each; JSON Lines. Numbers are
 * raw decimals, an empty cell is null. Table: aligned by display width (utf8proc), a rule under the heading, numbers to
 * the right. Markdown: a pipe table. Table, Markdown and XLSX hold their rows until the end. Cells are given in column
 * order; par_writer_row ends a row and leaves the rest of it empty.
 *
 * XLSX: one sheet, ready for print (A4, the header on every page): lines above the table, a header, texts as texts,
 * numbers as numbers with their decimals. A number of more than 15 digits is a text. What is typed later into the cells
 * of a text column stays as typed. A page of several tables cannot be a workbook. */
#ifndef PARINDEX_WRITER_H
#define PARINDEX_WRITER_H

#include <stdint.h>

#include "parindex/output.h"

/* HTML and DOCX are pages and documents, which no writer makes. */
enum par_format { PAR_CSV, PAR_CSV_EXCEL, PAR_JSON, PAR_JSONL, PAR_TABLE, PAR_MARKDOWN, PAR_XLSX, PAR_HTML, PAR_DOCX };

struct par_column {
    const char *name;    /* machine name: CSV header and JSON key */
    const char *heading; /* for people: table, Markdown, Excel; NULL: the name */
    bool number;         /* aligned to the right; XLSX: what is typed may become a number */
};

struct par_writer;

/* decimal: ',' or '.', used by table, Markdown and Excel; CSV and JSON always have '.'. The columns are copied. */
struct par_writer *par_writer_new(struct par_output *output, enum par_format format, const struct par_column *columns,
                                  size_t count, char decimal, struct par_arena *arena);

void par_writer_text(struct par_writer *writer, const char *text); /* NULL or "": empty */

/* value x 10^-scale with exactly `decimals` decimals (decimals >= 0; digits beyond are 0 by contract), or with as few
 * as needed when decimals is -1. */
void par_writer_decimal(struct par_writer *writer, int64_t value, int scale, int decimals);
void par_writer_integer(struct par_writer *writer, int64_t value);
void par_writer_empty(struct par_writer *writer);
void par_writer_row(struct par_writer *writer);

/* "YYYY-MM-DD": a date in XLSX, which shows it as DD/MM/YYYY, elsewhere the text. */
void par_writer_date(struct par_writer *writer, const char *date);

/* Of XLSX, nothing elsewhere, before the end: a column that is there but not seen; one at least so many digits wide. */
void par_writer_hide(struct par_writer *writer, size_t column);
void par_writer_widen(struct par_writer *writer, size_t column, int width);

/* A line of text around a table, in Table (as is) and Markdown (as a paragraph), in XLSX only above it; nothing in the
 * other formats. Call before the first cell or after par_writer_end. */
void par_writer_line(struct par_writer *writer, const char *text);

/* Ends the table. The writer can then not take more cells. */
void par_writer_end(struct par_writer *writer);

#endif
