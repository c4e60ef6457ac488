/* xml: an XML part of a package, read in pieces: elements come to handlers, which may pause the reading, so that rows
 * can be pulled out of it. On expat. Private to io.
 *
 * Names are local ones. An element of a namespace that is none of those we read (transitional and strict OOXML alike)
 * has the name "", so that it matches nothing. A document type, nesting beyond PAR_XML_DEPTH, a text beyond
 * PAR_XML_TEXT, a tag beyond 1 MiB and thousands of different names are refused, which keeps memory and time bounded.
 */
#ifndef PARINDEX_IO_XML_H
#define PARINDEX_IO_XML_H

#include "buffer.h"
#include "package.h"

enum { PAR_XML_DEPTH = 64, PAR_XML_TEXT = 1024 * 1024 };

struct par_xml;

typedef void par_xml_start(struct par_xml *xml, const char *name, const char **attributes);
typedef void par_xml_end(struct par_xml *xml, const char *name);

struct par_xml {
    struct par_part part;
    void *context;  /* the handlers' */
    unsigned depth; /* of the element at hand; the root's is 1 */
    par_xml_start *start;
    par_xml_end *end;
    struct XML_ParserStruct *parser;
    uint64_t fed;               /* bytes given to expat */
    struct par_names *names;    /* of elements and attributes met so far */
    struct par_names *prefixes; /* of namespaces */
    int32_t name_count;
    int32_t prefix_count;
    bool exhausted;
    bool paused;
    bool collecting;
    struct par_buffer text;
};

enum par_xml_status { PAR_XML_PAUSED, PAR_XML_END, PAR_XML_FAULT };

/* False after a fault; to be closed all the same. */
bool par_xml_open(struct par_xml *xml, struct par_package *package, const char *part, par_xml_start *start,
                  par_xml_end *end, void *context);
void par_xml_close(struct par_xml *xml);

/* Reads on. At the end the whole part was well-formed and its checksum right. */
enum par_xml_status par_xml_run(struct par_xml *xml);

/* Opens, reads to the end and closes. False after a fault. */
bool par_xml_read(struct par_package *package, const char *part, par_xml_start *start, par_xml_end *end, void *context);

/* --- For handlers ------------------------------------------------------------------------------------------------ */

void par_xml_pause(struct par_xml *xml); /* an empty element still ends before */
void par_xml_fail(struct par_xml *xml, enum par_code code, const char *reason);

/* Text that comes while collecting is on is put behind what was collected; taking it begins anew. What is taken is
 * valid until the next text, and may be changed till then. */
void par_xml_collect(struct par_xml *xml, bool on);
struct par_span par_xml_take(struct par_xml *xml);

/* The value of an attribute by its local name; NULL when it is absent. */
const char *par_xml_attribute(const char **attributes, const char *name);

/* A whole number without sign; false when the value is absent or none. */
bool par_xml_number(const char *value, uint32_t *number);

/* True for "1" and "true" ("on" in word processing). */
bool par_xml_truth(const char *value);

#endif
