/* The package of a Word document: the parts beside its text, always the same, and the zip file around them. */
#include <zip.h>

#include "docx_private.h"
#include "parindex/decimal.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORD_PART "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* --- Text of an element ------------------------------------------------------------------------------------------- */

/* Bytes of the UTF-8 character at p that XML 1.0 can hold (Char, section 2.2); 0: none. */
static size_t character_size(const unsigned char *p)
{
    if (p[0] < 0x80)
        return p[0] >= 0x20 || p[0] == '\t' || p[0] == '\n' || p[0] == '\r';
    size_t size = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    if (p[0] < 0xc2 || p[0] > 0xf4)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    bool overlong = (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xf0 && p[1] < 0x90);
    bool surrogate = p[0] == 0xed && p[1] >= 0xa0;
    bool beyond = p[0] == 0xf4 && p[1] >= 0x90;
    bool no_character = p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe;
    return overlong || surrogate || beyond || no_character ? 0 : size;
}

void par_docx_escape(struct par_buffer *out, struct par_span text)
{
    static const char mark[] = "\xef\xbf\xbd";
    for (const char *p = text.text; p < text.text + text.size;) {
        size_t size = character_size((const unsigned char *)p);
        const char *as = *p == '&' ? "&amp;" : *p == '<' ? "&lt;" : *p == '>' ? "&gt;" : *p == '"' ? "&quot;" : NULL;
        if (as)
            par_buffer_add(out, par_span_of(as));
        else if (size > 0)
            par_buffer_add(out, (struct par_span){p, size});
        else
            par_buffer_add(out, par_span_of(mark));
        p += size > 0 ? size : 1;
    }
}

/* --- Parts -------------------------------------------------------------------------------------------------------- */

static const char content_types[] =
    XML_HEAD "<Types xmlns=\"" PACKAGE "content-types\">"
             "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
             "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
             "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_PART "document.main+xml\"/>"
             "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_PART "styles+xml\"/>"
             "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_PART "settings+xml\"/>"
             "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD_PART "header+xml\"/>"
             "<Override PartName=\"/docProps/core.xml\" "
             "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

static const char package_relations[] =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
             "<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/officeDocument\" Target=\"word/document.xml\"/>"
             "<Relationship Id=\"rId2\" Type=\"" PACKAGE
             "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

static const char document_relations[] =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
             "<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/styles\" Target=\"styles.xml\"/>"
             "<Relationship Id=\"rId2\" Type=\"" OFFICE "relationships/settings\" Target=\"settings.xml\"/>"
             "<Relationship Id=\"rId3\" Type=\"" OFFICE "relationships/header\" Target=\"header1.xml\"/>"
             "</Relationships>";

static const char settings[] =
    XML_HEAD "<w:settings xmlns:w=\"" WORD "\"><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
             "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";

/* The number of the page, 13 points high. */
static const char header[] =
    XML_HEAD "<w:hdr xmlns:w=\"" WORD "\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"26\"/>"
             "<w:szCs w:val=\"26\"/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:rPr><w:sz w:val=\"26\"/>"
             "<w:szCs w:val=\"26\"/></w:rPr><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:rPr>"
             "<w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/></w:rPr><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r>"
             "<w:rPr><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:fldChar "
             "w:fldCharType=\"end\"/></w:r></w:p></w:hdr>";

static const char styles_head[] =
    XML_HEAD "<w:styles xmlns:w=\"" WORD "\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts "
             "w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" "
             "w:cs=\"Times New Roman\"/>";

static const char styles_tail[] =
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" "
    "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
    "w:val=\"Normal\"/><w:qFormat/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/>"
    "<w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/>"
    "<w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
    "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
    "</w:tblPr></w:style></w:styles>";

static const char *locale_of(const struct par_docx_about *about)
{
    return strcmp(about->language, "vi") == 0 ? "vi-VN" : "en-US";
}

static const char *styles_of(const struct par_docx_about *about, struct par_arena *arena)
{
    char size[PAR_DECIMAL_TEXT];
    par_decimal_print(2 * (int64_t)about->size, 0, 0, '.', size);
    return par_arena_join(arena, styles_head, "<w:sz w:val=\"", size, "\"/><w:szCs w:val=\"", size,
                          "\"/><w:lang w:val=\"", locale_of(about), "\"/>", styles_tail, NULL);
}

static const char *properties_of(const struct par_docx_about *about, struct par_arena *arena)
{
    struct par_buffer title = {.arena = arena};
    par_docx_escape(&title, par_span_of(about->title));
    const char *text = par_arena_join(
        arena, XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" xmlns:dc=\"",
        "http://purl.org/dc/elements/1.1/\"><dc:title>", par_arena_copy(arena, par_buffer_span(&title)),
        "</dc:title><dc:creator>parindex</dc:creator><dc:language>", locale_of(about),
        "</dc:language></cp:coreProperties>", NULL);
    par_buffer_free(&title);
    return text;
}

/* --- The zip file ------------------------------------------------------------------------------------------------- */

/* Names and dates as they would be on the first day that a zip file can name, whatever day it is. */
static bool add_part(zip_t *zip, const char *name, struct par_span bytes)
{
    enum { FIRST_DAY = 1 << 5 | 1 };
    zip_source_t *source = zip_source_buffer(zip, bytes.text, bytes.size, 0);
    zip_int64_t at = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && at < 0)
        zip_source_free(source);
    return at >= 0 && zip_file_set_dostime(zip, (zip_uint64_t)at, 0, FIRST_DAY, 0) == 0;
}

static bool add_parts(zip_t *zip, struct par_span document, const struct par_docx_about *about, struct par_arena *arena)
{
    const char *const parts[][2] = {
        {"[Content_Types].xml", content_types},
        {"_rels/.rels", package_relations},
        {"docProps/core.xml", properties_of(about, arena)},
        {"word/_rels/document.xml.rels", document_relations},
        {"word/styles.xml", styles_of(about, arena)},
        {"word/settings.xml", settings},
        {"word/header1.xml", header},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!add_part(zip, parts[i][0], par_span_of(parts[i][1])))
            return false;
    return add_part(zip, "word/document.xml", document);
}

static bool put_out(zip_source_t *target, struct par_output *output)
{
    char bytes[16 * 1024];
    zip_int64_t size = 0;
    if (zip_source_open(target) != 0)
        return false;
    while ((size = zip_source_read(target, bytes, sizeof bytes)) > 0)
        par_output_write(output, bytes, (size_t)size);
    zip_source_close(target);
    return size == 0;
}

/* Closed, and the bytes put out; NULL, or why not. The package is gone either way. */
static const char *finish(zip_t *zip, bool complete, zip_source_t *target, struct par_output *output,
                          struct par_arena *arena)
{
    if (complete && zip_close(zip) == 0)
        return put_out(target, output) ? NULL : "libzip";
    const char *reason = par_arena_join(arena, "libzip: ", zip_strerror(zip), NULL);
    zip_discard(zip);
    return reason;
}

void par_docx_pack(struct par_span document, const struct par_docx_about *about, struct par_output *output,
                   struct par_arena *arena)
{
    const char *reason = "libzip";
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = target ? zip_open_from_source(target, ZIP_TRUNCATE, NULL) : NULL;
    if (zip) {
        zip_source_keep(target);
        reason = finish(zip, add_parts(zip, document, about, arena), target, output, arena);
    }
    zip_source_free(target);
    if (reason)
        par_output_fail(output, reason);
}
