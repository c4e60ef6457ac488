#include "parindex/docx.h"

#include <stdarg.h>
#include <stdio.h>

#include "docx_private.h"

#define WORD_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELATION_NAMESPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

enum { A4_SHORT = 210, A4_LONG = 297, HEADER_AT = 10, CELL_PADDING = 45, CELL_GAP = 20, RULE_SIZE = 2 };

struct par_docx {
    struct par_docx_about about;
    struct par_docx_page page;
    struct par_arena *arena;
    struct par_buffer xml;
    size_t columns;               /* of the table that is open */
    int widths[PAR_DOCX_COLUMNS]; /* of its columns, in twips */
    size_t column;                /* that the next cell begins at */
    bool in_paragraph, in_row, in_cell;
    bool after_table; /* the last thing is a table, or a cell without a paragraph */
};

/* --- Pieces ------------------------------------------------------------------------------------------------------- */

static void put(struct par_docx *docx, const char *xml)
{
    par_buffer_add(&docx->xml, par_span_of(xml));
}

/* Whole numbers and texts of our own alone: what it makes is short. */
__attribute__((format(printf, 2, 3))) static void put_filled(struct par_docx *docx, const char *format, ...)
{
    enum { ROOM = 512 };
    va_list arguments;
    char *end = par_buffer_reserve(&docx->xml, ROOM);
    va_start(arguments, format);
    int size = vsnprintf(end, ROOM, format, arguments);
    va_end(arguments);
    if (size > 0 && size < ROOM)
        docx->xml.size += (size_t)size;
}

/* Twentieths of a point of so many millimetres, to the nearest. */
static int twips(int millimetres)
{
    return (millimetres * 14400 / 127 + 1) / 2;
}

/* --- Text --------------------------------------------------------------------------------------------------------- */

static void put_properties(struct par_docx *docx, const struct par_docx_look *look)
{
    bool sized = look->size > 0 && look->size != docx->about.size;
    if (!look->bold && !look->italic && !look->capitals && !sized)
        return;
    put(docx, "<w:rPr>");
    put(docx, look->bold ? "<w:b/><w:bCs/>" : "");
    put(docx, look->italic ? "<w:i/><w:iCs/>" : "");
    put(docx, look->capitals ? "<w:caps/>" : "");
    if (sized)
        put_filled(docx, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", 2 * look->size, 2 * look->size);
    put(docx, "</w:rPr>");
}

static void put_text(struct par_docx *docx, struct par_span text)
{
    if (text.size == 0)
        return;
    put(docx, "<w:t xml:space=\"preserve\">");
    par_docx_escape(&docx->xml, text);
    put(docx, "</w:t>");
}

void par_docx_run(struct par_docx *docx, const struct par_docx_look *look, const char *text)
{
    if (!*text)
        return;
    put(docx, "<w:r>");
    put_properties(docx, look);
    while (*text) {
        size_t size = strcspn(text, "\t\r\n");
        put_text(docx, (struct par_span){text, size});
        text += size;
        if (*text)
            put(docx, *text == '\t' ? "<w:tab/>" : "<w:br/>");
        text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
    }
    put(docx, "</w:r>");
}

/* --- Paragraphs --------------------------------------------------------------------------------------------------- */

static void end_paragraph(struct par_docx *docx)
{
    put(docx, docx->in_paragraph ? "</w:p>" : "");
    docx->in_paragraph = false;
}

static void put_indents(struct par_docx *docx, const struct par_docx_paragraph *paragraph)
{
    if (!paragraph->left && !paragraph->right && !paragraph->first)
        return;
    put_filled(docx, "<w:ind w:left=\"%d\" w:right=\"%d\"", twips(paragraph->left), twips(paragraph->right));
    if (paragraph->first > 0)
        put_filled(docx, " w:firstLine=\"%d\"", twips(paragraph->first));
    put(docx, "/>");
}

void par_docx_paragraph(struct par_docx *docx, const struct par_docx_paragraph *paragraph)
{
    static const char *const aligns[] = {
        [PAR_DOCX_LEFT] = "",
        [PAR_DOCX_CENTRE] = "<w:jc w:val=\"center\"/>",
        [PAR_DOCX_RIGHT] = "<w:jc w:val=\"right\"/>",
        [PAR_DOCX_JUSTIFIED] = "<w:jc w:val=\"both\"/>",
    };
    end_paragraph(docx);
    put(docx, "<w:p><w:pPr>");
    if (paragraph->heading > 0)
        put_filled(docx, "<w:pStyle w:val=\"Heading%d\"/>", paragraph->heading);
    put(docx, paragraph->keep_next ? "<w:keepNext/>" : "");
    if (paragraph->rule)
        put(docx, "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>");
    if (paragraph->rule) /* no higher than the line itself */
        put_filled(docx, "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" w:lineRule=\"exact\"/>",
                   20 * paragraph->before, 20 * paragraph->after, 20 * RULE_SIZE);
    else if (paragraph->before || paragraph->after)
        put_filled(docx, "<w:spacing w:before=\"%d\" w:after=\"%d\"/>", 20 * paragraph->before, 20 * paragraph->after);
    put_indents(docx, paragraph);
    put(docx, aligns[paragraph->align]);
    put_properties(docx, &(struct par_docx_look){.size = paragraph->empty});
    put(docx, "</w:pPr>");
    docx->in_paragraph = true;
    docx->after_table = false;
}

void par_docx_line(struct par_docx *docx, const struct par_docx_paragraph *paragraph, const struct par_docx_look *look,
                   const char *text)
{
    par_docx_paragraph(docx, paragraph);
    par_docx_run(docx, look, text);
}

void par_docx_rule(struct par_docx *docx, int wide, int room)
{
    int side = room > wide ? (room - wide) / 2 : 0;
    par_docx_paragraph(
        docx, &(struct par_docx_paragraph){.rule = true, .before = 3, .after = 2, .left = side, .right = side});
}

/* --- Tables ------------------------------------------------------------------------------------------------------- */

static void end_cell(struct par_docx *docx)
{
    if (!docx->in_cell)
        return;
    if (docx->after_table) /* a cell without a paragraph is none */
        par_docx_paragraph(docx, &(struct par_docx_paragraph){0});
    end_paragraph(docx);
    put(docx, "</w:tc>");
    docx->in_cell = false;
}

static void end_row(struct par_docx *docx)
{
    end_cell(docx);
    put(docx, docx->in_row ? "</w:tr>" : "");
    docx->in_row = false;
}

static void put_borders(struct par_docx *docx)
{
    static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    put(docx, "<w:tblBorders>");
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        put_filled(docx, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", sides[i]);
    put(docx, "</w:tblBorders>");
}

static void put_caption(struct par_docx *docx, const char *title)
{
    put(docx, "<w:tblCaption w:val=\"");
    par_docx_escape(&docx->xml, par_span_of(title));
    put(docx, "\"/>");
}

void par_docx_table(struct par_docx *docx, const struct par_docx_table *table)
{
    int whole = 0;
    end_paragraph(docx);
    for (size_t i = 0; i < table->columns; i++) {
        docx->widths[i] = twips(table->widths[i]);
        whole += docx->widths[i];
    }
    put_filled(docx, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>", whole);
    if (table->borders)
        put_borders(docx);
    put_filled(docx,
               "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"%d\" w:type=\"dxa\"/>"
               "<w:left w:w=\"%d\" w:type=\"dxa\"/><w:bottom w:w=\"%d\" w:type=\"dxa\"/>"
               "<w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar>",
               CELL_GAP, CELL_PADDING, CELL_GAP, CELL_PADDING);
    if (table->title)
        put_caption(docx, table->title);
    put(docx, "</w:tblPr><w:tblGrid>");
    for (size_t i = 0; i < table->columns; i++)
        put_filled(docx, "<w:gridCol w:w=\"%d\"/>", docx->widths[i]);
    put(docx, "</w:tblGrid>");
    docx->columns = table->columns;
}

void par_docx_table_end(struct par_docx *docx)
{
    end_row(docx);
    put(docx, "</w:tbl>");
    docx->after_table = true;
}

void par_docx_row(struct par_docx *docx, bool heading, int height)
{
    end_row(docx);
    put(docx, "<w:tr><w:trPr><w:cantSplit/>");
    if (height > 0)
        put_filled(docx, "<w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>", twips(height));
    put(docx, heading ? "<w:tblHeader/>" : "");
    put(docx, "</w:trPr>");
    docx->in_row = true;
    docx->column = 0;
}

void par_docx_cell(struct par_docx *docx, const struct par_docx_cell *cell)
{
    static const char *const downs[] = {
        [PAR_DOCX_ALONE] = "", [PAR_DOCX_MERGE] = "<w:vMerge w:val=\"restart\"/>", [PAR_DOCX_MERGED] = "<w:vMerge/>"};
    size_t columns = cell->columns ? cell->columns : 1;
    int width = 0;
    end_cell(docx);
    for (size_t i = 0; i < columns && docx->column < docx->columns; i++)
        width += docx->widths[docx->column++];
    put_filled(docx, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
    if (columns > 1)
        put_filled(docx, "<w:gridSpan w:val=\"%d\"/>", (int)columns);
    put(docx, downs[cell->down]);
    put(docx, cell->upwards ? "<w:textDirection w:val=\"btLr\"/>" : "");
    put(docx, cell->middle ? "<w:vAlign w:val=\"center\"/>" : "");
    put(docx, "</w:tcPr>");
    docx->in_cell = docx->after_table = true;
}

void par_docx_cell_text(struct par_docx *docx, const struct par_docx_cell *cell, enum par_docx_align align,
                        const struct par_docx_look *look, const char *text)
{
    par_docx_cell(docx, cell);
    par_docx_line(docx, &(struct par_docx_paragraph){.align = align, .empty = *text ? 0 : look->size}, look, text);
}

/* --- Sections ----------------------------------------------------------------------------------------------------- */

static void put_section(struct par_docx *docx)
{
    const struct par_docx_page *page = &docx->page;
    int wide = page->landscape ? A4_LONG : A4_SHORT, high = page->landscape ? A4_SHORT : A4_LONG;
    put(docx, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:type w:val=\"nextPage\"/>");
    put_filled(docx, "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>", twips(wide), twips(high),
               page->landscape ? " w:orient=\"landscape\"" : "");
    put_filled(docx,
               "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" "
               "w:gutter=\"0\"/>",
               twips(page->top), twips(page->right), twips(page->bottom), twips(page->left), twips(HEADER_AT),
               twips(HEADER_AT));
    put(docx, "<w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>");
}

struct par_docx *par_docx_new(const struct par_docx_about *about, const struct par_docx_page *page,
                              struct par_arena *arena)
{
    struct par_docx *docx = par_arena_alloc(arena, sizeof *docx);
    *docx = (struct par_docx){.about = *about, .page = *page, .arena = arena, .xml.arena = arena};
    put(docx, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"" WORD_NAMESPACE
              "\" xmlns:r=\"" RELATION_NAMESPACE "\"><w:body>");
    return docx;
}

void par_docx_section(struct par_docx *docx, const struct par_docx_page *page)
{
    end_paragraph(docx);
    put_filled(docx, "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"%d\" w:lineRule=\"exact\"/>",
               20 * RULE_SIZE);
    put_section(docx);
    put(docx, "</w:pPr></w:p>");
    docx->page = *page;
    docx->after_table = false;
}

void par_docx_write(struct par_docx *docx, struct par_output *output)
{
    if (docx->after_table) /* Word wants a paragraph behind it */
        par_docx_paragraph(docx, &(struct par_docx_paragraph){0});
    end_paragraph(docx);
    put_section(docx);
    put(docx, "</w:body></w:document>");
    par_docx_pack(par_buffer_span(&docx->xml), &docx->about, output, docx->arena);
    par_buffer_free(&docx->xml);
}
