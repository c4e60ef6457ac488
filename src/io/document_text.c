#include "document_text.h"

#include <stdio.h>

#include "book_text.h"
#include "xml.h"

void par_document_text_begin(struct par_document_text *text, struct par_xml *xml, struct par_arena *arena)
{
    *text = (struct par_document_text){.xml = xml, .numbering.arena = arena, .bytes.arena = arena};
}

void par_document_text_close(struct par_document_text *text)
{
    par_buffer_free(&text->bytes);
}

void par_document_text_begin_cell(struct par_document_text *text)
{
    text->bytes.size = 0;
    text->in_cell = true;
    text->has_paragraph = false;
    text->numbered = false;
}

/* --- Text -------------------------------------------------------------------------------------------------------- */

static void add(struct par_document_text *text, struct par_span added)
{
    if (!text->in_cell || added.size == 0)
        return;
    if (added.size + 1 > PAR_XML_TEXT - text->bytes.size) {
        par_xml_fail(text->xml, PAR_BOOK_TOO_LARGE, NULL);
        return;
    }
    if (text->numbered)
        par_buffer_add(&text->bytes, par_span_of(" "));
    text->numbered = false;
    par_buffer_add(&text->bytes, added);
}

/* A character of a font of signs, such as a ticked box. */
static void add_symbol(struct par_document_text *text, const char *code)
{
    char escape[16];
    if (!code || snprintf(escape, sizeof escape, "_x%.8s_", code) >= (int)sizeof escape)
        return;
    add(text, (struct par_span){escape, par_escapes_decode(par_span_of(escape), escape)});
}

static void add_sign(struct par_document_text *text, const char *name)
{
    static const struct {
        const char *name, *text;
    } signs[] = {{"tab", "\t"}, {"br", "\n"}, {"cr", "\n"}, {"noBreakHyphen", "-"}, {"num", "("}, {"den", "/("}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(name, signs[i].name) == 0)
            add(text, par_span_of(signs[i].text));
}

/* --- Paragraphs -------------------------------------------------------------------------------------------------- */

static void begin_paragraph(struct par_document_text *text)
{
    text->list = text->level = 0;
    text->numbered = false;
    if (text->has_paragraph)
        add(text, par_span_of("\n"));
    text->has_paragraph = true;
}

static void take_property(struct par_document_text *text, const char *name, const char **attributes)
{
    const char *value = par_xml_attribute(attributes, "val");
    if (strcmp(name, "numId") == 0)
        par_xml_number(value, &text->list);
    else if (strcmp(name, "ilvl") == 0)
        par_xml_number(value, &text->level);
}

/* The properties come first in a paragraph, so its number stands before its text. */
static void end_properties(struct par_document_text *text)
{
    size_t before = text->bytes.size;
    text->in_properties = false;
    if (text->list != 0)
        par_numbering_count(&text->numbering, text->list, text->level, &text->bytes);
    if (!text->in_cell)
        text->bytes.size = before;
    text->numbered = text->bytes.size > before;
}

/* --- Elements ---------------------------------------------------------------------------------------------------- */

/* "...Change" keeps the properties of before a tracked change; a fallback is for programs that know less. */
bool par_document_text_leaves_out(const char *name)
{
    static const char *const names[] = {"del", "moveFrom", "txbxContent", "Fallback"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    size_t size = strlen(name), ending = strlen("Change");
    return size > ending && strcmp(name + size - ending, "Change") == 0;
}

void par_document_text_start(struct par_document_text *text, const char *name, const char **attributes)
{
    if (strcmp(name, "p") == 0)
        begin_paragraph(text);
    else if (strcmp(name, "pPr") == 0)
        text->in_properties = true;
    else if (text->in_properties)
        take_property(text, name, attributes);
    else if (strcmp(name, "t") == 0)
        par_xml_collect(text->xml, true);
    else if (strcmp(name, "sym") == 0)
        add_symbol(text, par_xml_attribute(attributes, "char"));
    else
        add_sign(text, name);
}

void par_document_text_end(struct par_document_text *text, const char *name)
{
    if (strcmp(name, "pPr") == 0) {
        end_properties(text);
    } else if (strcmp(name, "t") == 0) {
        par_xml_collect(text->xml, false);
        add(text, par_xml_take(text->xml));
    } else if (strcmp(name, "num") == 0 || strcmp(name, "den") == 0) {
        add(text, par_span_of(")"));
    }
}
