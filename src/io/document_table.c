#include <stdio.h>

#include "book.h"
#include "document_text.h"
#include "relations.h"
#include "row_cells.h"
#include "xml.h"

enum { COLUMNS_MAX = 1024, MERGED_TEXT = PAR_CELL_TEXT | PAR_CELL_MERGED };

enum vertical { ALONE, FIRST, CONTINUED }; /* of cells merged downwards */

struct document_table {
    struct par_book book;
    const char *part;
    struct par_xml xml;
    struct par_document_text text;
    struct par_row_cells cells;
    struct par_buffer above[COLUMNS_MAX]; /* by column: text that cells below continue; bytes NULL: none */
    char name[16];                        /* of the table at hand */
    uint32_t table;                       /* its number, from 1 */
    uint32_t wanted;                      /* the one to be read; 0: all */
    uint32_t line;                        /* of the last row in it */
    bool surveying;                       /* the first time through: for a sample and the number of tables */
    unsigned open_tables;                 /* within one another: those in cells are part of their text */
    unsigned left_out;                    /* open elements that are not to be seen */
    bool in_row_properties;
    bool row_deleted;
    uint32_t column; /* of the cell at hand, from 1 */
    uint32_t span;   /* columns that it takes */
    enum vertical vertical;
};

/* --- Cells ------------------------------------------------------------------------------------------------------- */

static void begin_cell(struct document_table *document)
{
    document->span = 1;
    document->vertical = ALONE;
    par_document_text_begin_cell(&document->text);
}

static void take_cell_property(struct document_table *document, const char *name, const char **attributes)
{
    const char *value = par_xml_attribute(attributes, "val");
    if (strcmp(name, "gridSpan") == 0)
        par_xml_number(value, &document->span);
    else if (strcmp(name, "vMerge") == 0)
        document->vertical = value && strcmp(value, "restart") == 0 ? FIRST : CONTINUED;
}

/* Keeps the text of a cell that begins a merge for the cells below it. */
static void keep_above(struct document_table *document, struct par_span text)
{
    struct par_buffer *above = &document->above[document->column - 1];
    par_buffer_free(above);
    if (document->vertical != ALONE)
        par_buffer_add(above, text);
}

/* A cell on its own, or the first one of a merge. */
static void put_text(struct document_table *document)
{
    struct par_buffer *bytes = &document->cells.bytes;
    struct par_span text = par_buffer_span(&document->text.bytes);
    size_t begin = bytes->size;
    if (!par_text_is_blank(text))
        par_book_text_decode(&document->book.text, text, bytes);
    for (uint32_t i = 0; i < document->span; i++)
        par_row_cells_put_written(&document->cells, document->column + i, i > 0 ? MERGED_TEXT : PAR_CELL_TEXT, begin);
    par_buffer_reserve(bytes, 0);
    keep_above(document, (struct par_span){bytes->bytes + begin, bytes->size - begin});
}

static void put_above(struct document_table *document, struct par_span above)
{
    for (uint32_t i = 0; i < document->span; i++)
        par_row_cells_put(&document->cells, document->column + i, MERGED_TEXT, above);
}

static void end_cell(struct document_table *document)
{
    document->text.in_cell = false;
    if (document->span == 0 || document->span > COLUMNS_MAX || document->column + document->span - 1 > COLUMNS_MAX) {
        par_xml_fail(&document->xml, PAR_BOOK_BROKEN, "a table with too many columns");
        return;
    }
    const struct par_buffer *above = &document->above[document->column - 1];
    if (document->surveying)
        par_book_text_sample(&document->book.text, par_buffer_span(&document->text.bytes));
    else if (document->vertical == CONTINUED && above->bytes)
        put_above(document, par_buffer_span(above));
    else
        put_text(document);
    document->column += document->span;
}

/* --- Rows and tables --------------------------------------------------------------------------------------------- */

static void forget_above(struct document_table *document)
{
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        par_buffer_free(&document->above[i]);
}

static void begin_table(struct document_table *document)
{
    if (++document->open_tables > 1)
        return;
    forget_above(document);
    document->table++;
    document->line = 0;
    document->column = 1;
    snprintf(document->name, sizeof document->name, "%u", (unsigned)document->table);
    document->book.table.sheet = document->name;
}

static void begin_row(struct document_table *document)
{
    par_row_cells_clear(&document->cells);
    document->column = 1;
    document->row_deleted = false;
}

static void take_row_property(struct document_table *document, const char *name, const char **attributes)
{
    uint32_t columns;
    if (strcmp(name, "del") == 0)
        document->row_deleted = true;
    else if (strcmp(name, "gridBefore") == 0 && par_xml_number(par_xml_attribute(attributes, "val"), &columns))
        document->column = columns < COLUMNS_MAX ? columns + 1 : COLUMNS_MAX + 1;
}

/* A row that a tracked change deletes is none. */
static void end_row(struct document_table *document)
{
    if (document->row_deleted)
        return;
    document->line++;
    if (!document->surveying && (document->wanted == 0 || document->wanted == document->table))
        par_xml_pause(&document->xml);
}

/* --- Elements ---------------------------------------------------------------------------------------------------- */

/* Of the table at hand, not of one within its cells. */
static void start_structure(struct document_table *document, const char *name, const char **attributes)
{
    if (strcmp(name, "tr") == 0)
        begin_row(document);
    else if (strcmp(name, "trPr") == 0)
        document->in_row_properties = true;
    else if (strcmp(name, "tc") == 0)
        begin_cell(document);
    else if (document->in_row_properties)
        take_row_property(document, name, attributes);
    else if (document->text.in_cell)
        take_cell_property(document, name, attributes);
}

static void start_element(struct par_xml *xml, const char *name, const char **attributes)
{
    struct document_table *document = xml->context;
    if (document->left_out == 0 && strcmp(name, "tbl") == 0)
        begin_table(document);
    else if (document->left_out == 0 && document->open_tables == 1)
        start_structure(document, name, attributes);
    document->left_out += par_document_text_leaves_out(name);
    if (document->left_out == 0)
        par_document_text_start(&document->text, name, attributes);
}

static void end_structure(struct document_table *document, const char *name)
{
    if (strcmp(name, "trPr") == 0)
        document->in_row_properties = false;
    else if (strcmp(name, "tc") == 0)
        end_cell(document);
    else if (strcmp(name, "tr") == 0)
        end_row(document);
}

static void end_element(struct par_xml *xml, const char *name)
{
    struct document_table *document = xml->context;
    if (document->left_out > 0) {
        document->left_out -= par_document_text_leaves_out(name);
        return;
    }
    par_document_text_end(&document->text, name);
    if (document->open_tables == 1)
        end_structure(document, name);
    if (strcmp(name, "tbl") == 0)
        document->open_tables--;
}

/* --- The table --------------------------------------------------------------------------------------------------- */

static bool fail(struct document_table *document)
{
    par_book_fail(&document->book, document->open_tables > 0 ? document->line + 1 : 0);
    return false;
}

static int next_row(struct par_table *table, struct par_row *row)
{
    struct document_table *document = (struct document_table *)table;
    switch (par_xml_run(&document->xml)) {
    case PAR_XML_PAUSED:
        *row = par_row_cells_row(&document->cells, document->line);
        if (!par_row_is_too_long(row))
            return 1;
        par_package_fail(&document->book.package, PAR_BOOK_TOO_LARGE, document->part, NULL);
        break;
    case PAR_XML_END:
        par_book_text_finish(&document->book.text, table->source->name, table->diags);
        return 0;
    case PAR_XML_FAULT:
        break;
    }
    return fail(document);
}

static void close_document(struct par_table *table)
{
    struct document_table *document = (struct document_table *)table;
    par_xml_close(&document->xml);
    par_document_text_close(&document->text);
    par_row_cells_close(&document->cells);
    forget_above(document);
    par_book_close(&document->book);
    free(document);
}

/* Begins to read the main part, for the first time or the second. */
static bool open_part(struct document_table *document)
{
    par_numbering_restart(&document->text.numbering);
    document->table = 0;
    document->book.table.sheet = NULL;
    return par_xml_open(&document->xml, &document->book.package, document->part, start_element, end_element, document);
}

static bool survey(struct document_table *document)
{
    document->surveying = true;
    bool good = open_part(document) && par_xml_run(&document->xml) == PAR_XML_END;
    par_xml_close(&document->xml);
    document->surveying = false;
    return good || fail(document);
}

static bool read_numbering(struct document_table *document)
{
    struct par_package *package = &document->book.package;
    struct par_relations relations;
    if (par_relations_read(&relations, package, document->part)) {
        const struct par_relation *part = par_relations_type(&relations, package, "numbering");
        if (part)
            par_numbering_read(&document->text.numbering, package, part->target);
    }
    return !package->failed || fail(document);
}

static void report_unknown(struct document_table *document, const char *asked)
{
    struct par_table *table = &document->book.table;
    char list[32] = "-";
    if (document->table > 0)
        snprintf(list, sizeof list, document->table > 1 ? "1 ... %u" : "%u", (unsigned)document->table);
    struct par_place place = {.file = table->source->name};
    par_diags_add(table->diags, PAR_FATAL, PAR_SHEET_UNKNOWN, &place, asked, list, NULL);
}

static bool choose(struct document_table *document, const char *asked)
{
    if (!asked ||
        (par_xml_number(asked, &document->wanted) && document->wanted >= 1 && document->wanted <= document->table))
        return true;
    report_unknown(document, asked);
    return false;
}

static bool prepare(struct document_table *document, const struct par_table_options *options)
{
    struct par_book *book = &document->book;
    if (!read_numbering(document) || !survey(document) || !choose(document, options->sheet) ||
        !par_book_text_decide(&book->text, options->encoding.charset, book->table.source->name, book->table.diags))
        return false;
    par_package_refill(&book->package);
    return open_part(document) || fail(document);
}

struct par_table *par_document_table_open(const struct par_book *opened, const char *part,
                                          const struct par_table_options *options)
{
    struct par_arena *arena = opened->package.arena;
    struct document_table *document = par_memory_resize(arena, NULL, sizeof *document);
    *document = (struct document_table){.book = *opened, .part = part};
    document->book.table.next = next_row;
    document->book.table.close = close_document;
    par_document_text_begin(&document->text, &document->xml, arena);
    par_row_cells_begin(&document->cells, arena);
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        document->above[i].arena = arena;
    document->book.table.failed = !prepare(document, options);
    return &document->book.table;
}
