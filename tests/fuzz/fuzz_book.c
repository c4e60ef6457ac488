/* Any bytes as a zip file when they begin like one; else as one part of a sound workbook or document, chosen by the
 * first byte. Rows must come in order, and every text must be UTF-8. */
#include <stdint.h>
#include <stdlib.h>
#include <zip.h>

#include "parindex/table.h"
#include "parindex/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define LINK "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"" LINK "/" type "\" Target=\"" target "\"/>"
#define RELATIONS(inner) "<Relationships xmlns=\"" PACKAGE "\">" inner "</Relationships>"

struct part {
    const char *name;
    const char *text;
};

enum { PARTS = 6 };

static const struct part workbook[PARTS] = {
    {"xl/1.xml",
     "<worksheet xmlns=\"" MAIN "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c s=\"1\"><v>0.5</v>"
     "</c></row><row r=\"3\" hidden=\"1\"><c t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData><mergeCells>"
     "<mergeCell ref=\"A1:A3\"/></mergeCells></worksheet>"},
    {"xl/s.xml", "<sst xmlns=\"" MAIN "\"><si><t>a</t></si><si><r><t>b</t></r><rPh><t>c</t></rPh></si></sst>"},
    {"xl/f.xml",
     "<styleSheet xmlns=\"" MAIN "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"0%\"/></numFmts><cellXfs><xf/>"
     "<xf numFmtId=\"164\"/></cellXfs></styleSheet>"},
    {"xl/workbook.xml",
     "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" LINK "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"1\"/>"
     "</sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", RELATIONS(RELATION("1", "worksheet", "1.xml") RELATION("2", "sharedStrings", "s.xml")
                                                 RELATION("3", "styles", "f.xml"))},
    {"_rels/.rels", RELATIONS(RELATION("1", "officeDocument", "xl/workbook.xml"))},
};

static const struct part document[PARTS] = {
    {"word/document.xml",
     "<w:document xmlns:w=\"" WORD "\"><w:body><w:tbl><w:tr><w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/>"
     "<w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>"
     "</w:document>"},
    {"word/n.xml",
     "<w:numbering xmlns:w=\"" WORD "\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val="
     "\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"},
    {"word/_rels/document.xml.rels", RELATIONS(RELATION("1", "numbering", "n.xml"))},
    {"_rels/.rels", RELATIONS(RELATION("1", "officeDocument", "word/document.xml"))},
    {"a", ""},
    {"mimetype", ""},
};

/* The bytes of a zip of the parts, one of which is replaced. */
static struct par_span make_zip(const struct part *parts, size_t replaced, struct par_span by, struct par_arena *arena)
{
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!target)
        abort();
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!zip)
        abort();
    for (size_t i = 0; i < PARTS; i++) {
        struct par_span text = i == replaced ? by : par_span_of(parts[i].text);
        zip_int64_t index = zip_file_add(zip, parts[i].name, zip_source_buffer(zip, text.text, text.size, 0), 0);
        zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
    }
    zip_stat_t stat;
    if (zip_close(zip) != 0 || zip_source_stat(target, &stat) != 0 || zip_source_open(target) != 0)
        abort();
    char *bytes = par_arena_alloc(arena, stat.size);
    zip_source_read(target, bytes, stat.size);
    zip_source_close(target);
    zip_source_free(target);
    return (struct par_span){bytes, stat.size};
}

static void check_row(const struct par_row *row)
{
    size_t bad;
    for (size_t i = 0; i < row->count; i++)
        if (!par_text_valid(row->fields[i], &bad))
            abort();
}

static void read_all(struct par_span bytes, struct par_arena *arena)
{
    struct par_diags *diags = par_diags_new(arena, 20, 100);
    struct par_table *table = par_table_open(par_source_memory(bytes, 0, "fuzz", arena), NULL, diags);
    char sheet[16] = "";
    uint32_t last = 0;
    struct par_row row;
    while (par_table_next(table, &row)) {
        const char *name = par_table_sheet(table);
        if (name && strncmp(name, sheet, sizeof sheet - 1) == 0 && row.line <= last)
            abort();
        strncpy(sheet, name ? name : "", sizeof sheet - 1);
        last = row.line;
        check_row(&row);
    }
    if (par_table_failed(table) != (par_diags_count(diags, PAR_FATAL) > 0))
        abort();
    par_table_close(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct par_arena *arena = par_arena_new(NULL);
    struct par_span rest = {(const char *)data + 1, size - 1};
    struct par_span bytes = {(const char *)data, size};
    if (size < 2 || data[0] != 'P' || data[1] != 'K')
        bytes = make_zip(data[0] & 8 ? document : workbook, (data[0] & 7) % PARTS, rest, arena);
    read_all(bytes, arena);
    par_arena_free(arena);
    return 0;
}
