/* book: workbooks and documents made in memory from literal XML, for tests. */
#ifndef PARINDEX_TESTS_BOOK_H
#define PARINDEX_TESTS_BOOK_H

#include <zip.h>

#include "parindex/table.h"
#include "support.h"

#define SHEET_NAMESPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define WORD_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define LINK_NAMESPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_NAMESPACE "http://schemas.openxmlformats.org/package/2006/relationships"

enum { BOOK_PARTS = 16 };

struct book_part {
    const char *name;
    struct par_span bytes;
    bool locked; /* with a password */
};

struct book {
    struct book_part parts[BOOK_PARTS];
    size_t count;
};

/* Adds a part, or replaces it. */
static inline void book_add_bytes(struct book *book, const char *name, struct par_span bytes)
{
    size_t i = 0;
    while (i < book->count && strcmp(book->parts[i].name, name) != 0)
        i++;
    assert_true(i < BOOK_PARTS);
    book->parts[i] = (struct book_part){.name = name, .bytes = bytes};
    book->count += i == book->count;
}

static inline void book_add(struct book *book, const char *name, const char *text)
{
    book_add_bytes(book, name, par_span_of(text));
}

static inline void book_remove(struct book *book, const char *name)
{
    for (size_t i = 0; i < book->count; i++)
        if (strcmp(book->parts[i].name, name) == 0)
            book->parts[i--] = book->parts[--book->count];
}

/* The bytes of the zip file, in the arena. */
static inline struct par_span book_zip(const struct book *book, struct par_arena *arena)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    assert_non_null(target);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    for (size_t i = 0; i < book->count; i++) {
        const struct book_part *part = &book->parts[i];
        zip_source_t *source = zip_source_buffer(zip, part->bytes.text, part->bytes.size, 0);
        zip_int64_t index = zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
        assert_true(index >= 0);
        if (part->locked)
            zip_file_set_encryption(zip, (zip_uint64_t)index, ZIP_EM_AES_256, "secret");
    }
    assert_int_equal(zip_close(zip), 0);

    zip_stat_t stat;
    assert_int_equal(zip_source_stat(target, &stat), 0);
    char *bytes = par_arena_alloc(arena, stat.size + 1);
    assert_int_equal(zip_source_open(target), 0);
    assert_int_equal(zip_source_read(target, bytes, stat.size), (zip_int64_t)stat.size);
    zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&error);
    return (struct par_span){bytes, stat.size};
}

static inline const char *relations(struct par_arena *arena, const char *inner)
{
    return par_arena_join(arena, "<Relationships xmlns=\"" PACKAGE_NAMESPACE "\">", inner, "</Relationships>", NULL);
}

static inline const char *root_relation(struct par_arena *arena, const char *target)
{
    return relations(
        arena, par_arena_join(arena, "<Relationship Id=\"r\" Type=\"" LINK_NAMESPACE "/officeDocument\" Target=\"",
                              target, "\"/>", NULL));
}

/* A workbook of one sheet, "S": what stands within <worksheet>. */
static inline struct book workbook(struct par_arena *arena, const char *inner)
{
    struct book book = {0};
    book_add(&book, "_rels/.rels", root_relation(arena, "xl/workbook.xml"));
    book_add(&book, "xl/_rels/workbook.xml.rels",
             relations(arena,
                       "<Relationship Id=\"r1\" Type=\"" LINK_NAMESPACE "/worksheet\" Target=\"worksheets/1.xml\"/>"
                       "<Relationship Id=\"r2\" Type=\"" LINK_NAMESPACE "/worksheet\" Target=\"/xl/2.xml\"/>"
                       "<Relationship Id=\"r3\" Type=\"" LINK_NAMESPACE "/worksheet\" Target=\"./../xl/3.xml\"/>"
                       "<Relationship Id=\"rs\" Type=\"" LINK_NAMESPACE "/sharedStrings\" Target=\"s.xml\"/>"
                       "<Relationship Id=\"rf\" Type=\"" LINK_NAMESPACE "/styles\" Target=\"styles.xml\"/>"));
    book_add(&book, "xl/workbook.xml",
             "<workbook xmlns=\"" SHEET_NAMESPACE "\" xmlns:r=\"" LINK_NAMESPACE "\">"
             "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
    book_add(&book, "xl/s.xml", "<sst xmlns=\"" SHEET_NAMESPACE "\"/>");
    book_add(&book, "xl/styles.xml", "<styleSheet xmlns=\"" SHEET_NAMESPACE "\"/>");
    book_add(&book, "xl/worksheets/1.xml",
             par_arena_join(arena, "<worksheet xmlns=\"" SHEET_NAMESPACE "\">", inner, "</worksheet>", NULL));
    return book;
}

static inline void book_set_strings(struct book *book, struct par_arena *arena, const char *inner)
{
    book_add(book, "xl/s.xml", par_arena_join(arena, "<sst xmlns=\"" SHEET_NAMESPACE "\">", inner, "</sst>", NULL));
}

static inline void book_set_sheets(struct book *book, struct par_arena *arena, const char *inner)
{
    book_add(book, "xl/workbook.xml",
             par_arena_join(arena, "<workbook xmlns=\"" SHEET_NAMESPACE "\" xmlns:r=\"" LINK_NAMESPACE "\"><sheets>",
                            inner, "</sheets></workbook>", NULL));
}

/* Another sheet: of these parts "xl/2.xml" is r2 and "xl/3.xml" is r3. */
static inline void book_add_sheet(struct book *book, struct par_arena *arena, const char *part, const char *inner)
{
    book_add(book, part,
             par_arena_join(arena, "<worksheet xmlns=\"" SHEET_NAMESPACE "\">", inner, "</worksheet>", NULL));
}

/* A document: what stands within <w:body>. */
static inline struct book document(struct par_arena *arena, const char *inner)
{
    struct book book = {0};
    book_add(&book, "_rels/.rels", root_relation(arena, "word/document.xml"));
    book_add(&book, "word/document.xml",
             par_arena_join(arena,
                            "<w:document xmlns:w=\"" WORD_NAMESPACE "\""
                            " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
                            " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\">"
                            "<w:body>",
                            inner, "</w:body></w:document>", NULL));
    return book;
}

#endif
