/* table: a pulled reader of tables: CSV text, worksheets of an XLSX workbook, tables of a DOCX document. What a file is
 * shows in its first bytes, not in its name.
 *
 * CSV: RFC 4180 with separator ',' ';' or tab, LF, CRLF or CR, quoted fields with newlines, on libcsv, which trims
 * blanks around unquoted fields. A first line "sep=;" names the separator; otherwise it is the one of which most
 * of the first rows have the same number. The encoding is found (encoding.h). Physical lines are counted,
 * so a row knows the line it begins on. A formula guard (' before = + - @ tab CR) is stripped.
 *
 * XLSX: the rows of one worksheet, cells as text of one form whatever their look: numbers with a dot and the 15 digits
 * Excel shows, percents as "95%", dates as YYYY-MM-DD, booleans as "yes" and "no", formulas by their stored value. A
 * whole number whose format is zeros only ("00") keeps its leading zeros; a format of decimals only ("0.00") keeps the
 * decimals shown, if they are all the number has. line and field are row and column.
 * DOCX: the rows of all tables, one after the other; paragraphs of a cell are joined by a newline. line counts the rows
 * within each table.
 *
 * Findings that drop the row and let reading go on behind the physical line where they stand (errors):
 *   CSV_QUOTE     {1} the line on which the broken row began, when that is not the line of the finding; NULL else
 *   TEXT_UTF8     {1} the first bad byte, "0xE9"
 *   CSV_UNCLOSED  at the end of the file, on the line where the row began
 * Findings that end the reading (fatal): TEXT_CLOSE, TEXT_UTF16, TEXT_BINARY, CSV_TOO_LONG (16 MiB), FILE_READ,
 * BOOK_BROKEN, BOOK_TOO_LARGE, BOOK_LOCKED, SHEET_UNKNOWN.
 * Others: TEXT_READ_AS, TEXT_LETTERS (notes), TEXT_UNSURE, SHEET_CHOSEN, ROWS_HIDDEN (warnings), DATE_MIXED (error).
 * Memory: CSV one row and a buffer of 128 KiB; a workbook its shared strings besides. Freed by the close. */
#ifndef PARINDEX_TABLE_H
#define PARINDEX_TABLE_H

#include "parindex/encoding.h"
#include "parindex/source.h"

struct par_table;

/* How the rows of CSV are found: by libcsv alone, or by a scanner of 64 bytes at a time in front of it, which gives the
 * same rows several times faster. Only tests choose; what the machine has not got is replaced. */
enum par_scan_kind { PAR_SCAN_BEST, PAR_SCAN_NONE, PAR_SCAN_PORTABLE, PAR_SCAN_SSE2, PAR_SCAN_AVX2 };

/* What the user said about how to read a table; zero: find out. */
struct par_table_options {
    char separator;
    struct par_encoding encoding;
    const char *sheet; /* name of a worksheet, or its number from 1; of a DOCX: number of the table */
    enum par_scan_kind scan;
};

/* What a cell of a workbook is. */
enum par_cell_kind {
    PAR_CELL_TEXT,
    PAR_CELL_NUMBER,  /* exact, with a dot: no decimal sign of the file applies */
    PAR_CELL_PERCENT, /* a number with '%' behind it */
    PAR_CELL_DATE,
    PAR_CELL_BOOLEAN,
    PAR_CELL_ERROR,       /* "#DIV/0!" */
    PAR_CELL_UNCALCULATED /* a formula without a stored value; the field is empty */
};

enum { PAR_CELL_MERGED = 0x80 }; /* set beside the kind: the cell continues a merged one, whose content it repeats */

struct par_row {
    uint32_t line;                 /* physical line on which the row begins, or row of the sheet, from 1 */
    size_t count;                  /* fields; 0 for a blank line (also one of separators only, or blanks only) */
    const struct par_span *fields; /* UTF-8, not normalised; valid until the next call */
    const unsigned char *kinds;    /* of each field; NULL: all are text (CSV, DOCX without merged cells) */
};

/* The table takes the source over and closes it. options NULL: find everything. Never NULL: after a fatal finding the
 * table has no rows. */
struct par_table *par_table_open(struct par_source *source, const struct par_table_options *options,
                                 struct par_diags *diags);
void par_table_close(struct par_table *table); /* NULL is fine */

/* The next row into *row: 1 a row, 0 the end. Lines with findings are skipped. A gap of empty rows in a sheet is one
 * blank row. */
int par_table_next(struct par_table *table, struct par_row *row);

/* After the end: true when a fatal finding ended the reading, so that nothing may be said about rows that are absent.
 */
bool par_table_failed(const struct par_table *table);

const char *par_table_name(const struct par_table *table);

/* The sheet of the row at hand, for places: its name; "1" for the first table of a DOCX. NULL for CSV. */
const char *par_table_sheet(const struct par_table *table);

char par_table_separator(const struct par_table *table); /* '\0' for a workbook or a document */

#endif
