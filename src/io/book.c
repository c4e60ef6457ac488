#include "book.h"

#include <errno.h>

#include "memory.h"
#include "relations.h"
#include "xml.h"

enum { FILE_MAX = 256 * 1024 * 1024 };

void par_book_fail(struct par_book *book, uint32_t row)
{
    const struct par_fault *fault = &book->package.fault;
    struct par_place place = {.file = book->table.source->name, .sheet = book->table.sheet, .line = row};
    par_diags_add(book->table.diags, PAR_FATAL, fault->code, &place, fault->part, fault->reason, NULL);
    book->table.failed = true;
}

void par_book_close(struct par_book *book)
{
    par_package_close(&book->package);
    par_book_text_close(&book->text);
    par_buffer_free(&book->file);
    par_source_close(book->table.source);
}

/* --- What it is -------------------------------------------------------------------------------------------------- */

/* The kind of an OpenDocument file, which names itself in a part of its own. */
static const char *open_document_kind(struct par_package *package)
{
    static const char family[] = "application/vnd.oasis.opendocument.";
    char type[64] = "";
    struct par_part part;
    bool known = par_part_open(&part, package, "mimetype") && par_part_read(&part, type, sizeof type - 1) > 0 &&
                 strncmp(type, family, strlen(family)) == 0;
    par_part_close(&part);
    const char *rest = type + strlen(family);
    if (known && strncmp(rest, "spreadsheet", strlen("spreadsheet")) == 0)
        return "ods";
    return known && strncmp(rest, "text", strlen("text")) == 0 ? "odt" : "zip";
}

static void take_root(struct par_xml *xml, const char *name, const char **attributes)
{
    const char **kind = xml->context;
    (void)attributes;
    if (strcmp(name, "workbook") == 0)
        *kind = "xlsx";
    else if (strcmp(name, "document") == 0)
        *kind = "docx";
    par_xml_pause(xml);
}

static void ignore_end(struct par_xml *xml, const char *name)
{
    (void)xml, (void)name;
}

/* By the root of the main part; one of slides and a binary one go by their names. */
static const char *office_kind(struct par_package *package, const char *part)
{
    size_t size = strlen(part);
    if (size > 4 && strcmp(part + size - 4, ".bin") == 0)
        return "xlsb";
    if (strncmp(part, "ppt/", 4) == 0)
        return "pptx";
    const char *kind = "zip";
    struct par_xml xml;
    if (par_xml_open(&xml, package, part, take_root, ignore_end, &kind))
        par_xml_run(&xml);
    par_xml_close(&xml);
    return kind;
}

/* What the file is; *part is set to its main part when it is an Office file. Only right when the package has not
 * failed.
 */
static const char *find_kind(struct par_package *package, const char **part)
{
    struct par_relations relations;
    if (!par_relations_read(&relations, package, ""))
        return "zip";
    const struct par_relation *root = par_relations_type(&relations, package, "officeDocument");
    if (root) {
        *part = root->target;
        return office_kind(package, root->target);
    }
    if (par_package_has(package, "xl/workbook.xml") || par_package_has(package, "word/document.xml"))
        par_package_fail(package, PAR_BOOK_BROKEN, relations.part, "missing");
    return par_package_has(package, "mimetype") ? open_document_kind(package) : "zip";
}

/* --- Opening ----------------------------------------------------------------------------------------------------- */

static int give_nothing(struct par_table *table, struct par_row *row)
{
    (void)table, (void)row;
    return 0;
}

static void close_refused(struct par_table *table)
{
    par_book_close((struct par_book *)table);
    free(table);
}

/* A table without rows, as a finding says already. */
static struct par_table *refuse(struct par_book *opened)
{
    struct par_book *book = par_memory_resize(opened->table.source->arena, NULL, sizeof *book);
    opened->table.next = give_nothing;
    opened->table.close = close_refused;
    opened->table.failed = true;
    *book = *opened;
    return &book->table;
}

static struct par_table *refuse_kind(struct par_book *book, const char *kind)
{
    struct par_place place = {.file = book->table.source->name};
    par_diags_add(book->table.diags, PAR_FATAL, PAR_TEXT_BINARY, &place, kind, NULL);
    return refuse(book);
}

/* False after FILE_READ. */
static bool read_file(struct par_book *book)
{
    enum { STEP = 64 * 1024 };
    const struct par_source *source = book->table.source;
    struct par_place place = {.file = source->name};
    book->file.arena = source->arena;
    for (;;) {
        char *end = par_buffer_reserve(&book->file, STEP);
        long got = source->read(source->context, end, STEP);
        if (got == 0)
            return true;
        int reason = got < 0 ? errno : EFBIG;
        book->file.size += got > 0 ? (size_t)got : 0;
        if (got > 0 && book->file.size <= FILE_MAX)
            continue;
        par_diags_add(book->table.diags, PAR_FATAL, PAR_FILE_READ, &place, strerror(reason), NULL);
        return false;
    }
}

struct par_table *par_book_open(struct par_source *source, const struct par_table_options *options,
                                struct par_diags *diags)
{
    struct par_book book = {.table = {.source = source, .diags = diags}};
    par_book_text_begin(&book.text, source->arena);
    if (!read_file(&book))
        return refuse(&book);
    const char *part = NULL;
    bool opened = par_package_open(&book.package, par_buffer_span(&book.file), source->arena);
    const char *kind = opened ? find_kind(&book.package, &part) : NULL;
    if (book.package.failed) {
        par_book_fail(&book, 0);
        return refuse(&book);
    }
    if (strcmp(kind, "xlsx") == 0)
        return par_sheet_table_open(&book, part, options);
    if (strcmp(kind, "docx") == 0)
        return par_document_table_open(&book, part, options);
    return refuse_kind(&book, kind);
}
