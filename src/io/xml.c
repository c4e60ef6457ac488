#include "xml.h"

#include <expat.h>

#include "parindex/names.h"

/* expat looks at an unfinished tag from its beginning with every piece, so a long one costs the square of its size. */
enum { PIECE = 64 * 1024, TAG_MAX = 1024 * 1024, SEPARATOR = '\n' };

/* --- Names ------------------------------------------------------------------------------------------------------- */

#define NAMESPACE(uri)      \
    {                       \
        uri, sizeof uri - 1 \
    }

/* ECMA-376 parts 1 and 4, annex A: strict and transitional. The most frequent first. */
static const struct par_span namespaces[] = {
    NAMESPACE("http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    NAMESPACE("http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    NAMESPACE("http://schemas.openxmlformats.org/package/2006/relationships"),
    NAMESPACE("http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    NAMESPACE("http://schemas.openxmlformats.org/officeDocument/2006/math"),
    NAMESPACE("http://schemas.openxmlformats.org/markup-compatibility/2006"),
    NAMESPACE("http://purl.oclc.org/ooxml/spreadsheetml/main"),
    NAMESPACE("http://purl.oclc.org/ooxml/wordprocessingml/main"),
    NAMESPACE("http://purl.oclc.org/ooxml/officeDocument/relationships"),
    NAMESPACE("http://purl.oclc.org/ooxml/officeDocument/math"),
};

/* The local name of what expat calls "URI SEPARATOR name"; "" in a namespace of others. */
static const char *local_name(const char *qualified)
{
    for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++) {
        size_t size = namespaces[i].size;
        if (strncmp(qualified, namespaces[i].text, size) == 0 && qualified[size] == SEPARATOR)
            return qualified + size + 1;
    }
    return strchr(qualified, SEPARATOR) ? "" : qualified;
}

const char *par_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(local_name(*attributes), name) == 0)
            return attributes[1];
    return NULL;
}

bool par_xml_number(const char *value, uint32_t *number)
{
    if (!value || !*value)
        return false;
    uint64_t sum = 0;
    for (; *value; value++) {
        if (*value < '0' || *value > '9')
            return false;
        sum = sum * 10 + (uint64_t)(*value - '0');
        if (sum > UINT32_MAX)
            return false;
    }
    *number = (uint32_t)sum;
    return true;
}

bool par_xml_truth(const char *value)
{
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

/* --- expat's side ------------------------------------------------------------------------------------------------ */

void par_xml_fail(struct par_xml *xml, enum par_code code, const char *reason)
{
    par_package_fail(xml->part.package, code, xml->part.name, reason);
    XML_StopParser(xml->parser, XML_FALSE);
}

void par_xml_pause(struct par_xml *xml)
{
    XML_StopParser(xml->parser, XML_TRUE);
}

/* After a fault expat may still have the end of an empty element to tell. */
static bool is_over(const struct par_xml *xml)
{
    return xml->part.package->failed;
}

/* expat keeps each name for good, with each prefix it has had. There are some hundred in a part of an Office file.
 * Names of one or two letters, which are the most frequent in a sheet, cannot be too many. */
enum { NAMES_MAX = 2048, PREFIXES_MAX = 128, NAME_MAX_SIZE = 256, SHORT_NAME = 2 };

static bool is_new(struct par_xml *xml, struct par_names *names, struct par_span name)
{
    if (par_names_find(names, name) != PAR_NAME_NONE)
        return false;
    const char *copy = par_arena_copy(xml->part.package->arena, name);
    par_names_add(names, (struct par_span){copy, name.size}, 0);
    return true;
}

static bool has_sound_name(struct par_xml *xml, const char *qualified)
{
    const char *separator = strrchr(qualified, SEPARATOR);
    struct par_span name = par_span_of(separator ? separator + 1 : qualified);
    if (name.size <= SHORT_NAME)
        return true;
    return name.size <= NAME_MAX_SIZE && (!is_new(xml, xml->names, name) || ++xml->name_count <= NAMES_MAX);
}

static bool has_sound_names(struct par_xml *xml, const char *name, const char **attributes)
{
    bool sound = has_sound_name(xml, name);
    for (; sound && *attributes; attributes += 2)
        sound = has_sound_name(xml, *attributes);
    return sound;
}

static void XMLCALL take_prefix(void *context, const XML_Char *prefix, const XML_Char *uri)
{
    struct par_xml *xml = context;
    struct par_span name = par_span_of(prefix);
    (void)uri;
    if (!is_over(xml) &&
        (name.size > NAME_MAX_SIZE || (is_new(xml, xml->prefixes, name) && ++xml->prefix_count > PREFIXES_MAX)))
        par_xml_fail(xml, PAR_BOOK_TOO_LARGE, NULL);
}

static void XMLCALL start_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct par_xml *xml = context;
    if (is_over(xml))
        return;
    if (++xml->depth > PAR_XML_DEPTH)
        par_xml_fail(xml, PAR_BOOK_BROKEN, "nested too deeply");
    else if (!has_sound_names(xml, name, attributes))
        par_xml_fail(xml, PAR_BOOK_TOO_LARGE, NULL);
    else
        xml->start(xml, local_name(name), attributes);
}

static void XMLCALL end_element(void *context, const XML_Char *name)
{
    struct par_xml *xml = context;
    if (is_over(xml))
        return;
    xml->end(xml, local_name(name));
    xml->depth--;
}

static void XMLCALL take_text(void *context, const XML_Char *text, int length)
{
    struct par_xml *xml = context;
    struct par_span taken = {text, (size_t)length};
    if (!xml->collecting || is_over(xml))
        return;
    if (taken.size > PAR_XML_TEXT - xml->text.size)
        par_xml_fail(xml, PAR_BOOK_TOO_LARGE, NULL);
    else
        par_buffer_add(&xml->text, taken);
}

/* Entities, which could grow without end, can only be declared in a document type. */
static void XMLCALL refuse_doctype(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                                   int has_subset)
{
    (void)name, (void)system, (void)public, (void)has_subset;
    par_xml_fail(context, PAR_BOOK_BROKEN, "has a document type");
}

/* --- Reading ----------------------------------------------------------------------------------------------------- */

bool par_xml_open(struct par_xml *xml, struct par_package *package, const char *part, par_xml_start *start,
                  par_xml_end *end, void *context)
{
    *xml = (struct par_xml){.start = start, .end = end, .context = context, .text.arena = package->arena};
    if (!par_part_open(&xml->part, package, part))
        return false;
    xml->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!xml->parser)
        par_memory_fail(package->arena);
    xml->names = par_names_new(package->arena);
    xml->prefixes = par_names_new(package->arena);
    XML_SetUserData(xml->parser, xml);
    XML_SetStartNamespaceDeclHandler(xml->parser, take_prefix);
    XML_SetElementHandler(xml->parser, start_element, end_element);
    XML_SetCharacterDataHandler(xml->parser, take_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, refuse_doctype);
    return true;
}

void par_xml_close(struct par_xml *xml)
{
    if (xml->parser)
        XML_ParserFree(xml->parser);
    par_part_close(&xml->part);
    par_buffer_free(&xml->text);
    *xml = (struct par_xml){0};
}

/* How much expat holds of a tag, comment or the like that is not finished. */
static uint64_t unfinished(const struct par_xml *xml)
{
    XML_Index done = XML_GetCurrentByteIndex(xml->parser);
    return done < 0 ? 0 : xml->fed - (uint64_t)done;
}

static enum XML_Status feed(struct par_xml *xml)
{
    char *buffer = XML_GetBuffer(xml->parser, PIECE);
    if (!buffer)
        par_memory_fail(xml->part.package->arena);
    long got = par_part_read(&xml->part, buffer, PIECE);
    if (got < 0)
        return XML_STATUS_ERROR;
    xml->fed += (uint64_t)got;
    xml->exhausted = got == 0;
    enum XML_Status status = XML_ParseBuffer(xml->parser, (int)got, got == 0);
    if (status == XML_STATUS_OK && unfinished(xml) > TAG_MAX) {
        par_package_fail(xml->part.package, PAR_BOOK_TOO_LARGE, xml->part.name, NULL);
        return XML_STATUS_ERROR;
    }
    return status;
}

static enum par_xml_status fail(struct par_xml *xml)
{
    enum XML_Error error = XML_GetErrorCode(xml->parser);
    if (!xml->part.package->failed && error == XML_ERROR_NO_MEMORY)
        par_memory_fail(xml->part.package->arena);
    par_package_fail(xml->part.package, PAR_BOOK_BROKEN, xml->part.name, "not well-formed XML");
    return PAR_XML_FAULT;
}

enum par_xml_status par_xml_run(struct par_xml *xml)
{
    if (is_over(xml))
        return PAR_XML_FAULT;
    enum XML_Status status = xml->paused ? XML_ResumeParser(xml->parser) : XML_STATUS_OK;
    while (status == XML_STATUS_OK && !xml->exhausted)
        status = feed(xml);
    xml->paused = status == XML_STATUS_SUSPENDED;
    if (xml->paused)
        return PAR_XML_PAUSED;
    return status == XML_STATUS_OK ? PAR_XML_END : fail(xml);
}

bool par_xml_read(struct par_package *package, const char *part, par_xml_start *start, par_xml_end *end, void *context)
{
    struct par_xml xml;
    bool good = par_xml_open(&xml, package, part, start, end, context) && par_xml_run(&xml) == PAR_XML_END;
    par_xml_close(&xml);
    return good;
}

/* --- Text -------------------------------------------------------------------------------------------------------- */

void par_xml_collect(struct par_xml *xml, bool on)
{
    xml->collecting = on;
}

struct par_span par_xml_take(struct par_xml *xml)
{
    struct par_span taken = par_buffer_span(&xml->text);
    xml->text.size = 0;
    return taken;
}
